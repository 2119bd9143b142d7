"""Train the name tagger: two CRF passes over the news articles, and a broad one over all corpora."""

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
from reader.annotate.entities.assemble import Tagged, two_passes
from reader.annotate.entities.model import LABELS, Floats, Tagger, pack
from reader.annotate.entities.words import Sentence, split
from scripts.train import corpora
from scripts.train.corpora import Document

TARGET = corpora.ROOT / "reader/annotate/entities/model/tagger.xz"
FOLDS = 4
SEED = 7
PASSES = (
    {"c1": 0.0, "c2": 0.6, "max_iterations": 50},
    {"c1": 0.0, "c2": 0.6, "max_iterations": 50},
    {"c1": 0.1, "c2": 0.01, "max_iterations": 80},
)
BROAD = 2
DOMAINS = ("gold", "anercorp", "aqmar", "wojood")
SMALLEST = 0.03
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
    """Train one pass; `extra` holds document features by document name. The broad pass (2) doubles features by domain."""
    trainer = pycrfsuite.Trainer(verbose=False)
    for item in items:
        more = extra[item.document.name] if extra else None
        for i, (rows, labels) in enumerate(zip(item.features, item.labels, strict=True)):
            full = [row + add for row, add in zip(rows, more[i], strict=True)] if more else rows
            trainer.append(domain_rows(full, item.document.domain) if number == BROAD else full, labels)
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


def merged(*passes: Pass) -> Tagger:
    """One tagger of several passes: a row a feature, the labels of one pass after the other's."""
    size = len(LABELS)
    table = {name: row for row, name in enumerate(sorted(set().union(*(p.states for p in passes))))}
    weights = np.zeros((len(table), len(passes) * size), np.float32)
    for number, trained in enumerate(passes):
        for name, row in trained.states.items():
            weights[table[name], number * size : (number + 1) * size] = row
    return Tagger(table, weights, np.stack([p.transitions for p in passes]))


def mean(passes: Sequence[Pass]) -> Pass:
    """The mean of passes trained on parts of the articles: as sure of new articles as the parts are."""
    states: Weights = {}
    for trained in passes:
        for name, row in trained.states.items():
            states[name] = states[name] + row / len(passes) if name in states else row / len(passes)
    return Pass(states, np.mean([p.transitions for p in passes], axis=0))


def tag(tagger: Tagger, sentences: list[Sentence]) -> Tagged:
    """The first two passes over a document."""
    return two_passes(tagger, sentences, [tagger.emissions(s) for s in sentences])


def own_domain(trained: Pass, domain: str) -> Pass:
    """A pass trained over several corpora, for one of them: shared weights and its own added, others' dropped."""
    states: Weights = {}
    for name, row in trained.states.items():
        head, bar, rest = name.partition("|")
        if bar and head in DOMAINS:
            if head != domain:
                continue
            name = rest
        states[name] = states[name] + row if name in states else row
    return Pass(states, trained.transitions)


def folds(items: Sequence[Prepared]) -> dict[str, int]:
    """A fold for every document: articles shuffled, ANERcorp in contiguous blocks."""
    names = [item.document.name for item in items]
    if items[0].document.domain == "gold":
        random.Random(SEED).shuffle(names)
        return {name: i % FOLDS for i, name in enumerate(names)}
    return {name: i * FOLDS // len(names) for i, name in enumerate(names)}


def held_out(items: Sequence[Prepared]) -> tuple[dict[str, Tagged], list[Pass]]:
    """What a first pass says of every document that it never saw, and those first passes."""
    fold = folds(items)
    found: dict[str, Tagged] = {}
    firsts = []
    for k in range(FOLDS):
        started = time.monotonic()
        firsts.append(train([i for i in items if fold[i.document.name] != k], 0))
        tagger = merged(firsts[k], firsts[k])
        for item in items:
            if fold[item.document.name] == k:
                found[item.document.name] = tag(tagger, item.sentences)
        say(f"first pass without fold {k}: {time.monotonic() - started:.0f} s")
    return found, firsts


def say(text: str) -> None:
    """Progress, to stderr."""
    print(text, file=sys.stderr, flush=True)


def save(tagger: Tagger, target: Path = TARGET) -> None:
    """Write the shipped CRFs, features of small weights dropped."""
    rows = np.flatnonzero(np.abs(tagger.weights).max(1) >= SMALLEST)
    names = np.array(list(tagger.table), object)[rows].tolist()
    target.parent.mkdir(exist_ok=True)
    target.write_bytes(pack(names, tagger.weights[rows], tagger.transitions))
    say(f"{target.name}: {len(names)} features, {target.stat().st_size / 1e6:.2f} MB")


def main() -> None:
    """Train two passes on the articles, and the broad pass on them and the public corpora."""
    items = [prepare(document) for document in corpora.gold("train")]
    found, firsts = held_out(items)
    second = train(items, 1, {name: f.extra for name, f in found.items()})
    public = [prepare(d) for d in (*corpora.anercorp(), *corpora.aqmar(), *corpora.wojood())]
    save(merged(mean(firsts), second, own_domain(train([*items, *public], BROAD), "gold")))


if __name__ == "__main__":
    main()
