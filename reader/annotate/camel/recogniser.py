"""camel-tools' neural recogniser with exact offsets, scores, and no padding to 256 pieces.

`NERecognizer.predict` drops words that its tokenizer turns into nothing and so shifts every later label, pads each sentence
to 256 pieces and gives no probabilities; here its model and tokenizer are called directly, in the same blocks, so that the
labels are those that it would give.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from reader.annotate.camel import data
from reader.annotate.tokens import sentences
from reader.errors import EngineError

BLOCK = 254
"""Pieces of a block besides the two special ones, as in camel_tools.ner (max_seq_length 256)."""
BATCH_PIECES = 1024
"""How many pieces, padding included, go through the network at once. Larger batches pad more, smaller ones wait more often for
the slowest thread."""
UNKNOWN = "[UNK]"
TYPES = {"PERS": "PER"}
"""camel-tools' names of types where they differ from ours."""


class Word(NamedTuple):
    """A token of the article: code points, and the label that the network gave it with its probability."""

    start: int
    end: int
    label: str = "O"
    score: float = 1.0


class Found(NamedTuple):
    """A name in the text, as the labels have it: proclitics are still on it."""

    start: int
    end: int
    type: str
    score: float


class Recogniser:
    """A loaded network. Not for two threads at once."""

    def __init__(self, recogniser: Any, torch: Any) -> None:
        self.model = recogniser.model.eval()
        self.tokenizer = recogniser.tokenizer
        self.labels = recogniser.labels_map
        self.torch = torch

    def label(
        self, texts: Sequence[Sequence[str]], progress: Callable[[float], None] = lambda share: None
    ) -> list[list[tuple[str, float]]]:
        """A label and its probability for every word of every sentence.

        Blocks of like length go through together, padded to the longest of them. Raises EngineError when the network
        does not answer with a label a word.
        """
        blocks = [block for number, words in enumerate(texts) for block in self._blocks(number, words)]
        answer: list[list[tuple[str, float]]] = [[] for _ in texts]
        results: dict[int, list[tuple[str, float]]] = {}
        done = 0
        for batch in _batches(sorted(range(len(blocks)), key=lambda i: len(blocks[i].pieces)), blocks):
            for index, labels in zip(batch, self._forward([blocks[i] for i in batch]), strict=True):
                results[index] = labels
            done += len(batch)
            progress(done / len(blocks))
        for index, block in enumerate(blocks):
            answer[block.sentence] += results[index]
        if any(len(got) != len(words) for got, words in zip(answer, texts, strict=True)):
            raise EngineError("camel.misaligned")
        return answer

    def _blocks(self, number: int, words: Sequence[str]) -> list[_Block]:
        """The sentence's pieces, cut between words where camel-tools cuts; a word without pieces is an unknown one."""
        blocks = [_Block(number, [], [])]
        for word in words:
            pieces = self.tokenizer.tokenize(word) or [self.tokenizer.unk_token or UNKNOWN]
            if len(blocks[-1].pieces) + len(pieces) > BLOCK and blocks[-1].pieces:
                blocks.append(_Block(number, [], []))
            # A single word of more pieces than a block holds (an address, a run of letters) is cut short.
            pieces = pieces[:BLOCK]
            blocks[-1].firsts.append(len(blocks[-1].pieces) + 1)
            blocks[-1].pieces.extend(pieces)
        return blocks if blocks[0].pieces else []

    def _forward(self, blocks: Sequence[_Block]) -> list[list[tuple[str, float]]]:
        torch, tokenizer = self.torch, self.tokenizer
        rows = [
            tokenizer.convert_tokens_to_ids([tokenizer.cls_token, *b.pieces, tokenizer.sep_token])
            for b in blocks
        ]
        longest = max(map(len, rows))
        ids = torch.tensor([row + [tokenizer.pad_token_id] * (longest - len(row)) for row in rows])
        mask = torch.tensor([[1] * len(row) + [0] * (longest - len(row)) for row in rows])
        with torch.inference_mode():
            logits = self.model(
                input_ids=ids, attention_mask=mask, token_type_ids=torch.zeros_like(ids)
            ).logits
            scores, best = torch.softmax(logits, dim=-1).max(dim=-1)
        return [
            [(self.labels[int(best[i, j])], float(scores[i, j])) for j in block.firsts]
            for i, block in enumerate(blocks)
        ]


class _Block(NamedTuple):
    """Part of a sentence that goes through the network at once; `firsts` are the places of its words' first pieces."""

    sentence: int
    pieces: list[str]
    firsts: list[int]


def _batches(order: Sequence[int], blocks: Sequence[_Block]) -> list[list[int]]:
    batches: list[list[int]] = []
    for index in order:
        longest = len(blocks[index].pieces) + 2
        if batches and (len(batches[-1]) + 1) * longest <= BATCH_PIECES:
            batches[-1].append(index)
        else:
            batches.append([index])
    return batches


@lru_cache(maxsize=1)
def load(folder: Path | None = None) -> Recogniser:
    """The recogniser in `folder`, by default the installed one. Raises EngineError, naming what to install."""
    place = data.recogniser_at(folder) if folder else data.state().recogniser
    if place is None:
        raise EngineError("camel.no_model", folder=folder or data.root())
    try:
        with data.importing():
            import torch
            from camel_tools.ner import NERecognizer
        # More threads than cores slowed one forward pass from 4 to over 100 seconds.
        torch.set_num_threads(_cores())
        return Recogniser(NERecognizer(str(place), use_gpu=False), torch)
    except (ImportError, OSError, ValueError, KeyError, RuntimeError) as error:
        raise EngineError("camel.unloadable", folder=place, reason=error) from error


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def tokens(text: str) -> list[list[Word]]:
    """The words of every sentence as camel-tools splits them, with their offsets in `text`."""
    with data.importing():
        from camel_tools.tokenizers.word import simple_word_tokenize

    found = []
    for start, end in sentences(text):
        at, words = start, []
        for word in simple_word_tokenize(text[start:end]):
            at = text.index(word, at, end)
            words.append(Word(at, at + len(word)))
            at += len(word)
        found.append(words)
    return found


def label(
    text: str, recogniser: Recogniser, progress: Callable[[float], None] = lambda share: None
) -> list[list[Word]]:
    """The words of every sentence of `text` with label and probability."""
    split = tokens(text)
    labelled = recogniser.label([[text[w.start : w.end] for w in words] for words in split], progress)
    return [
        [w._replace(label=label, score=score) for w, (label, score) in zip(words, labels, strict=True)]
        for words, labels in zip(split, labelled, strict=True)
    ]


def names(labelled: Sequence[Sequence[Word]]) -> list[Found]:
    """Runs of labels as names: an I- that nothing began begins one; the score is the least of its words'."""
    found: list[Found] = []
    for words in labelled:
        open_type = None
        for word in words:
            prefix, _, kind = word.label.partition("-")
            kind = TYPES.get(kind, kind)
            if prefix == "I" and kind == open_type:
                last = found[-1]
                found[-1] = last._replace(end=word.end, score=min(last.score, word.score))
            elif prefix in ("B", "I"):
                found.append(Found(word.start, word.end, kind, word.score))
            open_type = kind if prefix in ("B", "I") else None
    return found
