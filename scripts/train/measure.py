"""The figures of the model card: cross-validation over articles, ANERcorp in contiguous blocks, what feature groups buy.

python -m scripts.train.measure cv [FOLDS]      every pass, agreement and consistency
python -m scripts.train.measure anercorp        first pass on ANERcorp alone, every block held out in turn
python -m scripts.train.measure ablation        first pass on the articles, fold 0 held out, a feature group less each time
"""

from __future__ import annotations

import collections
import sys
from collections.abc import Callable, Iterable

from reader.annotate.entities import assemble
from reader.annotate.entities.document import KINDS, spans
from reader.annotate.entities.model import LABELS
from scripts.train import corpora
from scripts.train.entities import (
    BROAD,
    FOLDS,
    Prepared,
    folds,
    held_out,
    merged,
    own_domain,
    prepare,
    tag,
    train,
)


class Score:
    """Exact spans and types, in tokens."""

    def __init__(self) -> None:
        self.counts: collections.Counter[tuple[str, str]] = collections.Counter()

    def add(self, gold: Iterable[list[str]], found: Iterable[list[int]]) -> None:
        """Count a document's sentences."""
        for wanted, path in zip(gold, found, strict=True):
            g = set(spans([LABELS.index(label) for label in wanted]))
            p = set(spans(path))
            for kind in KINDS:
                a, b = ({x for x in s if x[2] == kind} for s in (g, p))
                self._count(kind, a, b)
            self._count("all", g, p)
            self._count("untyped", {x[:2] for x in g}, {x[:2] for x in p})

    def _count(self, name: str, gold: set, found: set) -> None:  # type: ignore[type-arg]
        self.counts[name, "gold"] += len(gold)
        self.counts[name, "found"] += len(found)
        self.counts[name, "both"] += len(gold & found)

    def __str__(self) -> str:
        c = self.counts
        return "  ".join(
            f"{name} {200 * c[name, 'both'] / max(1, c[name, 'gold'] + c[name, 'found']):.1f}"
            for name in (*KINDS, "all", "untyped")
        )


def cross_validate(chosen: Iterable[int]) -> None:
    """Every stage on the articles of the chosen folds, which no part of it has learnt from."""
    items = [prepare(d) for d in corpora.gold("train")]
    public = [prepare(d) for d in (*corpora.anercorp(), *corpora.aqmar(), *corpora.wojood())]
    fold = folds(items)
    found, firsts = held_out(items)
    extra = {name: f.extra for name, f in found.items()}
    total: dict[str, Score] = collections.defaultdict(Score)
    for k in chosen:
        known = [i for i in items if fold[i.document.name] != k]
        broad = own_domain(train([*known, *public], BROAD), "gold")
        tagger = merged(firsts[k], train(known, 1, extra), broad)
        for item in items:
            if fold[item.document.name] == k:
                result = tag(tagger, item.sentences)
                total["first pass"].add(item.labels, result.first)
                total["second pass"].add(item.labels, result.second)
                total["all"].add(item.labels, assemble.tag(tagger, item.sentences)[0])
        for stage, score in total.items():
            print(f"to fold {k}  {stage:12}  {score}", flush=True)


def anercorp() -> None:
    """Micro F1 on five contiguous blocks of ANERcorp's training part, mean and each."""
    items = [prepare(d) for d in corpora.anercorp()]
    blocks = {item.document.name: n * 5 // len(items) for n, item in enumerate(items)}
    for k in range(5):
        first = train([i for i in items if blocks[i.document.name] != k], 0)
        tagger, score = merged(first, first), Score()
        for item in items:
            if blocks[item.document.name] == k:
                score.add(item.labels, tag(tagger, item.sentences).first)
        print(f"ANERcorp block {k}  {score}", flush=True)


GROUPS: dict[str, Callable[[str], bool]] = {
    "all features": lambda f: False,
    "no gazetteer": lambda f: f.lstrip("-+12")[:1] in "KGk" or "n0=" in f or "n1=" in f,
    "no lexicon flags": lambda f: f.lstrip("-+12")[:2] in ("x=", "f=", "xs", "xx", "x3", "t="),
    "no frequency": lambda f: f.lstrip("-+12")[:1] == "z",
    "no letter model": lambda f: f.lstrip("-+12")[:1] == "y",
    "no affixes": lambda f: f.lstrip("-+12")[:2] in ("p1", "p2", "p3", "p4", "s1", "s2", "s3", "s4"),
    "no stems": lambda f: f.lstrip("-+12")[:2] in ("s=", "b=", "c="),
    "no neighbours": lambda f: f[0] in "-+12",
}


def ablation() -> None:
    """The first pass on fold 0, without one group of features at a time."""
    items = [prepare(d) for d in corpora.gold("train")]
    fold = folds(items)
    for name, dropped in GROUPS.items():
        thinned = [_without(item, dropped) for item in items]
        first = train([i for i in thinned if fold[i.document.name] != 0], 0)
        tagger, score = merged(first, first), Score()
        for item in items:
            if fold[item.document.name] == 0:
                score.add(item.labels, tag(tagger, item.sentences).first)
        print(f"{name:18}  {score}", flush=True)


def _without(item: Prepared, dropped: Callable[[str], bool]) -> Prepared:
    return item._replace(features=[[[f for f in row if not dropped(f)] for row in s] for s in item.features])


if __name__ == "__main__":
    command, *rest = sys.argv[1:] or ["cv"]
    {
        "cv": lambda: cross_validate(map(int, rest) if rest else range(FOLDS)),
        "anercorp": anercorp,
        "ablation": ablation,
    }[command]()
