"""Claims against baselines, without each group of signals, and check-worthiness on tweets.

    python -m bench.claims [dev|train]

One table: the first five sentences, TextRank, most figures first, and ours, all scored as `gold/score.py` scores; then ours
with a group of features held at nothing (an ablation of the trained model, not a retraining); then CheckThat! 2024.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Sequence

import msgspec

from bench.quality import GOLD
from reader.annotate import claims
from reader.annotate.claims import ranker
from reader.annotate.claims.page import Page
from reader.annotate.model import Claim

Ranking = Callable[[Page], list[float]]
"""A value for each sentence of an article."""
_GROUPS: dict[str, tuple[str, ...]] = {
    "position": ("place", "share of the article", "paragraph", "lede", "after the lede", "headline's line"),
    "figures and dates": ("figures", "dates", "percent", "money"),
    "names": ("PER", "LOC", "ORG", "MISC", "entity weight", "new entities", "name"),
    "quotes": ("quote", "quoted", "speaker", "cue"),
    "centrality": ("centrality", "headline rate", "headline words", "lede rate", "new words", "rarity"),
    "wording": ("wording",),
}
_DAMPING, _ROUNDS = 0.85, 20


def first(page: Page) -> list[float]:
    """Sentences in order."""
    return [-float(n) for n in range(len(page.sentences))]


def figures_first(page: Page) -> list[float]:
    """Sentences by the figures they hold, then in order."""
    return [page.count("figures", s.first, s.last) - n / 1e4 for n, s in enumerate(page.sentences)]


def textrank(page: Page) -> list[float]:
    """Mihalcea & Tarau 2004: sentences vote for those they share stems with."""
    stems = [page.stems(s.first, s.last) for s in page.sentences]
    links = [
        [len(a & b) / (len(a) + len(b)) if i != j and a and b else 0.0 for j, b in enumerate(stems)]
        for i, a in enumerate(stems)
    ]
    totals = [sum(row) or 1.0 for row in links]
    rank = [1.0] * len(stems)
    for _ in range(_ROUNDS):
        rank = [
            1 - _DAMPING + _DAMPING * sum(links[j][i] / totals[j] * rank[j] for j in range(len(rank)))
            for i in range(len(rank))
        ]
    return rank


def by_sentence(page: Page, ranking: Ranking) -> tuple[Claim, ...]:
    """The seven sentences (of four to sixty words) that a baseline values most."""
    values = ranking(page)
    whole = [n for n, s in enumerate(page.sentences) if 4 <= page.words[s.last] - page.words[s.first] <= 60]
    best = sorted(whole, key=lambda n: -values[n])[:7]
    spans = [page.span(page.sentences[n].first, page.sentences[n].last) for n in best]
    return tuple(Claim(id="", start=a, end=b, text=page.text[a:b]) for a, b in spans)


def without(learned: ranker.Model, named: Sequence[str]) -> ranker.Model:
    """The model with the splits on features whose name holds one of these words decided as for a value of 0."""
    held = {i for i, name in enumerate(learned.features) if any(word in name for word in named)}

    def blind(tree: ranker.Tree) -> ranker.Tree:
        threshold = tuple(
            (float("inf") if t >= 0 else float("-inf")) if f in held else t
            for f, t in zip(tree.feature, tree.threshold, strict=True)
        )
        return msgspec.structs.replace(tree, threshold=threshold)

    return msgspec.structs.replace(learned, trees=tuple(blind(tree) for tree in learned.trees))


def line(name: str, figures: dict[str, float]) -> None:
    print(f"{name:28}" + "".join(f"{value!s:>10}" for value in figures.values()))


def tweets(learned: ranker.Model) -> None:
    """F1 of the positive class and average precision on CheckThat! 2024's development tweets."""
    from sklearn.metrics import average_precision_score, f1_score

    from scripts.train.checkworthiness import tweets as read

    def scored(part: str) -> tuple[list[bool], list[float]]:
        examples = list(read(part))
        totals = [sum(learned.checkworthy.get(f, 0.0) for f in e.features) for e in examples]
        return [e.label for e in examples], totals

    known, totals = scored("train")
    # The shipped bias is that of news: the threshold for tweets is the best one on the training tweets.
    places = sorted(totals)[:: max(len(totals) // 200, 1)]
    threshold = max(places, key=lambda t: f1_score(known, [x > t for x in totals]))
    labels, totals = scored("dev")
    chance = random.Random(0)
    coin = [chance.random() for _ in labels]
    rows = {
        "ours": ([x > threshold for x in totals], totals),
        "all check-worthy": ([True] * len(labels), [0.0] * len(labels)),
        "majority": ([sum(labels) * 2 > len(labels)] * len(labels), [0.0] * len(labels)),
        "random": ([x > 0.5 for x in coin], coin),
    }
    print(f"\nCheckThat! 2024, Arabic, dev: {len(labels)} tweets, {sum(labels)} check-worthy")
    print(f"{'':28}{'F1':>10}{'AP':>10}")
    for name, (decided, values) in rows.items():
        f1 = round(100 * f1_score(labels, decided, zero_division=0), 1)
        line(name, {"F1": f1, "AP": round(100 * average_precision_score(labels, values), 1)})


def main(arguments: list[str] | None = None) -> None:
    if not GOLD.is_dir():
        print("the data folder ../shared is absent")
        return
    from scripts.train.claims import figures_of
    from scripts.train.claims_gold import articles

    gold = articles((arguments or ["dev"])[0])
    learned = ranker.model()
    pages = [Page(a.text, *a.annotated("own"), None, learned.idf, learned.wording) for a in gold]
    names = ("P@5", "cover@7", "claimant", "twice", "overlap")
    print(f"{'':28}" + "".join(f"{name:>10}" for name in names))
    for name, ranking in (
        ("first sentences", first),
        ("TextRank", textrank),
        ("figures first", figures_first),
    ):
        line(name, figures_of(gold, [by_sentence(page, ranking) for page in pages]))
    line("ours", figures_of(gold, [claims.ranked(page, learned, 7) for page in pages]))
    for name, held in _GROUPS.items():
        blind = without(learned, held)
        line(f"  without {name}", figures_of(gold, [claims.ranked(page, blind, 7) for page in pages]))
    tweets(learned)


if __name__ == "__main__":
    main(sys.argv[1:])
