"""The trained tagger: three linear-chain CRFs over one table of features, decoded in numpy for whole articles at once."""

from __future__ import annotations

import lzma
from functools import cache
from hashlib import sha256
from importlib.resources import files
from io import BytesIO

import numpy as np
from numpy.typing import NDArray

from reader.annotate.entities.features import OFFSETS, context_features, placed, word_features
from reader.annotate.entities.words import Sentence

LABELS = ("O", *(f"{place}-{kind}" for kind in ("PER", "LOC", "ORG", "MISC") for place in "BI"))
Floats = NDArray[np.float32]
_STACK = 64
"""Sentences decoded side by side."""


class Tagger:
    """Weights of the first pass, the second pass and the broad pass, side by side.

    `table[feature]` is a row of `weights`: nine columns, one a label, for each pass in turn. `transitions` has shape
    (passes, 9, 9), from row to column.
    """

    def __init__(self, table: dict[str, int], weights: Floats, transitions: Floats) -> None:
        self.table = table
        self.weights = weights
        self.transitions = transitions
        self._words: dict[str, Floats] = {}

    def emissions(self, sentence: Sentence) -> Floats:
        """Scores of every token and label for every pass, without the second's document features: (tokens, columns)."""
        count = len(sentence.forms)
        known = np.stack([self._word(form) for form in sentence.forms])
        scores = self.rows(context_features(sentence))
        for place, (offset, _) in enumerate(OFFSETS):
            low, high = max(0, -offset), min(count, count - offset)
            if low < high:
                scores[low:high] += known[low + offset : high + offset, place]
        return scores

    def rows(self, features: list[list[str]]) -> Floats:
        """The summed weights of each list of features: (lists, columns)."""
        table = self.table
        found = [[row for f in feats if (row := table.get(f)) is not None] for feats in features]
        sizes = [len(rows) for rows in found]
        total = np.zeros((len(features), self.weights.shape[1]), np.float32)
        filled = np.flatnonzero(sizes)
        if len(filled):
            flat = np.concatenate([np.asarray(rows, np.int32) for rows in found if rows])
            starts = np.concatenate(([0], np.cumsum([sizes[i] for i in filled])[:-1]))
            total[filled] = np.add.reduceat(self.weights[flat].astype(np.float32), starts, axis=0)
        return total

    def _word(self, form: str) -> Floats:
        """The scores that a word gives at each of `OFFSETS`: (offsets, columns)."""
        known = self._words.get(form)
        if known is None:
            layers = word_features(form)
            known = self.rows([placed(offset, layers[layer]) for offset, layer in OFFSETS])
            self._words[form] = known
        return known

    def decode(self, scores: list[Floats], which: int) -> tuple[list[list[int]], list[Floats]]:
        """The best labels and every label's probability, for sentences' scores (tokens, 9) in pass `which`."""
        order = sorted(range(len(scores)), key=lambda i: len(scores[i]))
        paths: list[list[int]] = [[] for _ in scores]
        chances: list[Floats] = [np.zeros((0, len(LABELS)), np.float32)] * len(scores)
        for first in range(0, len(order), _STACK):
            chosen = order[first : first + _STACK]
            for i, path, chance in zip(
                chosen, *_decode([scores[i] for i in chosen], self.transitions[which]), strict=True
            ):
                paths[i], chances[i] = path, chance
        return paths, chances


def _decode(scores: list[Floats], transitions: Floats) -> tuple[list[list[int]], list[Floats]]:
    """Viterbi paths and forward-backward marginals of several sentences side by side (Lafferty et al. 2001)."""
    lengths = np.array([len(s) for s in scores])
    steps, labels, batch = int(lengths.max()), len(LABELS), len(scores)
    padded = np.zeros((steps, batch, labels), np.float32)
    for i, s in enumerate(scores):
        padded[: len(s), i] = s
    best = np.zeros_like(padded)
    back = np.zeros((steps, batch, labels), np.int8)
    alpha = np.zeros_like(padded)
    beta = np.zeros_like(padded)
    best[0] = alpha[0] = padded[0]
    for t in range(1, steps):
        moves = best[t - 1][:, :, None] + transitions
        back[t] = moves.argmax(1)
        best[t] = moves.max(1) + padded[t]
        alpha[t] = _log_sum(alpha[t - 1][:, :, None] + transitions, 1) + padded[t]
    live = np.arange(1, steps)[:, None] < lengths[None, :]
    for t in range(steps - 2, -1, -1):
        onward = _log_sum((beta[t + 1] + padded[t + 1])[:, None, :] + transitions, 2)
        beta[t] = np.where(live[t][:, None], onward, 0.0)
    joint = alpha + beta
    chances = np.exp(joint - _log_sum(joint, 2)[:, :, None])
    paths: list[list[int]] = []
    for i, length in enumerate(lengths):
        label = int(best[length - 1, i].argmax())
        path = [label]
        for t in range(length - 1, 0, -1):
            label = int(back[t, i, label])
            path.append(label)
        paths.append(path[::-1])
    return paths, [chances[:length, i] for i, length in enumerate(lengths)]


def _log_sum(values: Floats, axis: int) -> Floats:
    top = values.max(axis, keepdims=True)
    sums: Floats = np.log(np.exp(values - top).sum(axis))
    return np.squeeze(top, axis) + sums


def agree(opinions: list[list[Floats]], weights: tuple[float, ...]) -> tuple[list[list[int]], list[Floats]]:
    """The best well-formed labels under several taggers' weighted probabilities, and those probabilities."""
    forbidden = np.zeros((len(LABELS), len(LABELS)), np.float32)
    for a, left in enumerate(LABELS):
        for b, right in enumerate(LABELS):
            if right[0] == "I" and left[1:] != right[1:]:
                forbidden[a, b] = -30.0
    mixed: list[Floats] = []
    for chances in zip(*opinions, strict=True):
        total = np.zeros_like(chances[0])
        for weight, chance in zip(weights, chances, strict=True):
            total += np.float32(weight) * chance
        mixed.append(total)
    paths: list[list[int]] = []
    for first in range(0, len(mixed), _STACK):
        scores = [np.log(np.maximum(c, 1e-6)) for c in mixed[first : first + _STACK]]
        for s in scores:
            s[0] += forbidden[0]
        paths.extend(_decode(scores, forbidden)[0])
    return paths, mixed


def pack(features: list[str], weights: Floats, transitions: Floats) -> bytes:
    """The model file: names of features, weights in half precision, transitions; compressed."""
    out = BytesIO()
    names = np.frombuffer("\n".join(features).encode("utf-8"), np.uint8)
    np.savez(out, names=names, weights=weights.astype(np.float16), transitions=transitions.astype(np.float32))
    return lzma.compress(out.getvalue(), preset=9)


def unpack(data: bytes) -> Tagger:
    """The tagger in a model file."""
    with np.load(BytesIO(lzma.decompress(data))) as arrays:
        names = arrays["names"].tobytes().decode("utf-8").split("\n")
        table = {name: row for row, name in enumerate(names)}
        return Tagger(table, arrays["weights"], arrays["transitions"])


@cache
def tagger() -> Tagger:
    """The tagger shipped with Hamish, read once."""
    return unpack((files("reader.annotate.entities") / "model" / "tagger.xz").read_bytes())


@cache
def identity() -> str:
    """What names this model in an analysis: its kind and the beginning of its file's hash."""
    weights = files("reader.annotate.entities") / "model" / "tagger.xz"
    return f"crf-{sha256(weights.read_bytes()).hexdigest()[:8]}"
