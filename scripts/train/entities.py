"""Train the name tagger: two CRF passes over the news articles and the public corpora, each corpus its own domain."""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pycrfsuite

from reader.annotate.entities import features as feats
from reader.annotate.entities.document import document_features
from reader.annotate.entities.model import LABELS, Floats, Tagger, pack
from reader.annotate.entities.words import Sentence, split
from scripts.train import corpora
from scripts.train.corpora import Document

TARGET = corpora.ROOT / "reader/annotate/entities/model/tagger.xz"
FOLDS = 5
SEED = 7
PASSES = (
    {"c1": 0.1, "c2": 0.01, "max_iterations": 80},
    {"c1": 0.1, "c2": 0.01, "max_iterations": 60},
)
SMALLEST = 0.02
"""Features whose every weight is smaller are dropped from the shipped model."""
Weights = dict[str, Floats]


class Prepared(NamedTuple):
    """A document ready for training: its sentences, their labels and the features that need no first pass."""

    document: Document
    sentences: list[Sentence]
    labels: list[list[str]]
    features: list[list[list[str]]]


class Pass(NamedTuple):
    """A trained CRF as plain weights: per feature (9,), and transitions (9, 9)."""

    states: Weights
    transitions: Floats


def prepare(document: Document) -> Prepared:
    """Sentences, BIO labels and features of an annotated document."""
    sentences = split(document.text)
    return Prepared(
        document,
        sentences,
        label(sentences, document.spans),
        [feats.sentence_features(sentence) for sentence in sentences],
    )


def label(sentences: Iterable[Sentence], spans: Sequence[tuple[int, int, str]]) -> list[list[str]]:
    """The BIO labels of tokens that touch a span; a token with a proclitic counts as in it."""
    spans = sorted(spans)
    at = 0
    found = []
    for sentence in sentences:
        labels = []
        previous = -1
        for token in sentence.tokens:
            while at < len(spans) and spans[at][1] <= token.start:
                at += 1
            inside = at < len(spans) and spans[at][0] < token.end
            labels.append(f"{'I' if previous == at else 'B'}-{spans[at][2]}" if inside else "O")
            previous = at if inside else -1
        found.append(labels)
    return found


def domain_rows(rows: list[list[str]], domain: str) -> list[list[str]]:
    """Features doubled with the corpus's own copy (Daumé 2007), but for those of neighbours."""
    return [row + [f"{domain}|{f}" for f in row if f[0] not in "-+12"] for row in rows]


def train(
    items: Iterable[Prepared], number: int, extra: dict[str, list[list[list[str]]]] | None = None
) -> Pass:
    """Train one pass; `extra` holds document features by document name."""
    trainer = pycrfsuite.Trainer(verbose=False)
    for item in items:
        more = extra[item.document.name] if extra else None
        for i, (rows, labels) in enumerate(zip(item.features, item.labels, strict=True)):
            full = [row + add for row, add in zip(rows, more[i], strict=True)] if more else rows
            trainer.append(domain_rows(full, item.document.domain), labels)
    trainer.select("lbfgs")
    trainer.set_params(PASSES[number])
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "model")
        trainer.train(path)
        tagger = pycrfsuite.Tagger()
        tagger.open(path)
        info = tagger.info()
        states: Weights = {}
        for (name, label_), weight in info.state_features.items():
            states.setdefault(name, np.zeros(len(LABELS), np.float32))[LABELS.index(label_)] = weight
        transitions = np.zeros((len(LABELS), len(LABELS)), np.float32)
        for (a, b), weight in info.transitions.items():
            transitions[LABELS.index(a), LABELS.index(b)] = weight
        tagger.close()
    for a, left in enumerate(LABELS):
        for b, right in enumerate(LABELS):
            if right[0] == "I" and left[1:] != right[1:]:
                transitions[a, b] = -30.0
    return Pass(states, transitions)


def merged(passes: Sequence[Pass], domain: str) -> Tagger:
    """The tagger of one domain: shared weights and its own added, other domains' dropped. One pass stands for two."""
    both = [passes[0], passes[-1]]
    own = f"{domain}|"
    domains = {"gold|", "anercorp|", "aqmar|", "wojood|"}
    table: dict[str, int] = {}
    rows: list[Floats] = []
    size = len(LABELS)
    for number, trained in enumerate(both):
        for name, weights in trained.states.items():
            head = name[: name.find("|") + 1]
            if head in domains:
                if head != own:
                    continue
                name = name[len(own) :]
            row = table.setdefault(name, len(rows))
            if row == len(rows):
                rows.append(np.zeros(2 * size, np.float32))
            rows[row][number * size : (number + 1) * size] += weights
    return Tagger(table, np.stack(rows), np.stack([p.transitions for p in both]))


class Found(NamedTuple):
    """What the tagger says of a document after each pass."""

    first: list[list[int]]
    chances: list[Floats]
    extra: list[list[list[str]]]
    second: list[list[int]]
    sure: list[Floats]


def tag(tagger: Tagger, sentences: list[Sentence]) -> Found:
    """Both passes over a document."""
    size = len(LABELS)
    scores = [tagger.emissions(s) for s in sentences]
    first, chances = tagger.decode([s[:, :size] for s in scores], 0)
    extra = document_features(sentences, first, chances)
    full = [s[:, size:] + tagger.rows(more)[:, size:] for s, more in zip(scores, extra, strict=True)]
    second, sure = tagger.decode(full, 1)
    return Found(first, chances, extra, second, sure)


def folds(items: Sequence[Prepared]) -> dict[str, int]:
    """A fold for every document: gold articles shuffled, public corpora in contiguous blocks."""
    found: dict[str, int] = {}
    by_domain: dict[str, list[str]] = {}
    for item in items:
        by_domain.setdefault(item.document.domain, []).append(item.document.name)
    for domain, names in by_domain.items():
        if domain == "gold":
            random.Random(SEED).shuffle(names)
            found.update({name: i % FOLDS for i, name in enumerate(names)})
        else:
            found.update({name: i * FOLDS // len(names) for i, name in enumerate(names)})
    return found


def held_out(items: Sequence[Prepared]) -> tuple[dict[str, list[list[list[str]]]], list[Pass]]:
    """Document features of every document from a first pass that never saw it, and those first passes."""
    fold = folds(items)
    extra: dict[str, list[list[list[str]]]] = {}
    firsts = []
    for k in range(FOLDS):
        started = time.monotonic()
        first = train([i for i in items if fold[i.document.name] != k], 0)
        firsts.append(first)
        taggers: dict[str, Tagger] = {}
        for item in items:
            if fold[item.document.name] == k:
                domain = item.document.domain
                taggers.setdefault(domain, merged([first], domain))
                extra[item.document.name] = tag(taggers[domain], item.sentences).extra
        say(f"first pass without fold {k}: {time.monotonic() - started:.0f} s")
    return extra, firsts


def say(text: str) -> None:
    """Progress, to stderr."""
    print(text, file=sys.stderr, flush=True)


def training_items() -> list[Prepared]:
    """All that is learnt from: the train articles and the public corpora."""
    documents = [*corpora.gold("train"), *corpora.anercorp(), *corpora.aqmar(), *corpora.wojood()]
    return [prepare(document) for document in documents]


def save(passes: Sequence[Pass], target: Path = TARGET) -> None:
    """Write the shipped model: the news domain, small weights dropped."""
    tagger = merged(passes, "gold")
    strong = [
        (name, row)
        for name, row in sorted(tagger.table.items())
        if np.abs(tagger.weights[row]).max() >= SMALLEST
    ]
    target.parent.mkdir(exist_ok=True)
    names = [name for name, _ in strong]
    target.write_bytes(pack(names, tagger.weights[[row for _, row in strong]], tagger.transitions))
    say(f"{target.name}: {len(names)} features, {target.stat().st_size / 1e6:.2f} MB")


def main() -> None:
    """Train both passes on everything and write the model."""
    items = training_items()
    extra, _ = held_out(items)
    passes = [train(items, 0), train(items, 1, extra)]
    save(passes)


if __name__ == "__main__":
    main()
