"""Trains the ranking of claims on the gold articles beside the project and writes `reader/annotate/claims/model.json`.

    python -m scripts.train.claims [--cv] [--annotations gold|own] [--out PATH]

Each candidate's target is how well it matches a gold claim: 0 when `score.py` would not match it, else 0.4 + 0.6 x the
words they share of those either has. Articles weigh alike whatever their length, but for a square root.
With `--cv` nothing is written: five models, each tested on the articles it has not seen.
"""

from __future__ import annotations

import argparse
import math
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import numpy as np
from sklearn.ensemble import HistGradientBoostingRegressor

from reader.annotate.claims import features, figures, ranked, ranker
from reader.annotate.claims.page import Page, stem
from reader.annotate.model import Claim
from reader.annotate.normal import fold
from scripts.train import checkworthiness
from scripts.train.claims_gold import GoldArticle, articles, duplicates, match, matches

OUT = Path(__file__).resolve().parents[2] / "reader" / "annotate" / "claims" / "model.json"
COMMON = 8
"""Stems that stand in fewer training articles than this get no rarity of their own."""
FOLDS = 5
TREES = {
    "max_iter": 150,
    "learning_rate": 0.08,
    "max_leaf_nodes": 8,
    "min_samples_leaf": 40,
    "l2_regularization": 5.0,
    "max_bins": 64,
    "max_features": 0.35,
    "random_state": 0,
}


class Rows(NamedTuple):
    """The candidates of one article: features, targets, weights."""

    x: np.ndarray
    y: np.ndarray
    weight: np.ndarray


def rarity(texts: list[str]) -> dict[str, float]:
    """log(articles / articles with the stem), for stems of at least `COMMON` articles."""
    spread: Counter[str] = Counter()
    for text in texts:
        spread.update({stem(fold(text[t.start : t.end])) for t in figures.pieces(text) if t.kind == "word"})
    return {s: round(math.log(len(texts) / n), 1) for s, n in sorted(spread.items()) if n >= COMMON}


def wording(gold: list[GoldArticle], pages: list[Page]) -> dict[str, float]:
    """How much oftener a stem stands inside gold claims than outside them, as smoothed log odds."""
    inside: Counter[str] = Counter()
    outside: Counter[str] = Counter()
    for article, page in zip(gold, pages, strict=True):
        claimed = frozenset(s for c in article.claims for s in page.stems(*page.range(c.start, c.end)))
        inside.update(claimed)
        outside.update(page.stems(0, len(page.tokens)) - claimed)
    ratio = sum(outside.values()) / max(sum(inside.values()), 1)
    return {
        s: weight
        for s in sorted(inside | outside)
        if inside[s] + outside[s] >= COMMON
        and (weight := round(math.log((inside[s] + 2) * ratio / (outside[s] + 2 * ratio)), 1))
    }


def rows(page: Page, gold: GoldArticle) -> Rows:
    """The training rows of one article."""
    seen = features.of_page(page)
    wanted = [(page.words[a], page.words[b]) for a, b in (page.range(c.start, c.end) for c in gold.claims)]
    y = []
    for s in seen:
        own = page.words[s.candidate.first], page.words[s.candidate.last]
        y.append(max((0.4 + 0.6 * v for g in wanted if (v := match(g, own)) is not None), default=0.0))
    weight = np.full(len(seen), 1 / math.sqrt(max(len(seen), 1)))
    x = np.array([s.values for s in seen], float).reshape(-1, len(features.NAMES))
    return Rows(x, np.array(y), weight)


def fit(parts: list[Rows], idf: dict[str, float]) -> ranker.Model:
    """A model trained on these articles, rounded to what is written."""
    x, y, weight = (np.concatenate(columns) for columns in zip(*parts, strict=True))
    learned = HistGradientBoostingRegressor(**TREES).fit(x, y, weight / weight.mean())
    base = float(np.ravel(learned._baseline_prediction)[0])
    trees = tuple(_tree(stage[0].nodes) for stage in learned._predictors)
    return ranker.Model(
        features=features.NAMES, base=round(base, 5), trees=trees, idf=idf, wording={}, checkworthy={}
    )


def _tree(nodes: Any) -> ranker.Tree:
    value = [0.0] * len(nodes)
    for i in reversed(range(len(nodes))):  # children follow their parents
        node = nodes[i]
        if node["is_leaf"]:
            value[i] = float(node["value"])
        else:
            a, b = int(node["left"]), int(node["right"])
            value[i] = float((value[a] * nodes[a]["count"] + value[b] * nodes[b]["count"]) / node["count"])
    return ranker.Tree(
        feature=tuple(-1 if n["is_leaf"] else int(n["feature_idx"]) for n in nodes),
        threshold=tuple(0.0 if n["is_leaf"] else float(f"{n['num_threshold']:.6g}") for n in nodes),
        left=tuple(int(n["left"]) for n in nodes),
        right=tuple(int(n["right"]) for n in nodes),
        value=tuple(round(v, 5) for v in value),
    )


def folds(count: int, seed: int = 0) -> list[list[int]]:
    """The numbers 0 to `count` dealt into `FOLDS` parts."""
    order = np.random.RandomState(seed).permutation(count).tolist()
    return [order[k::FOLDS] for k in range(FOLDS)]


def own_rows(gold: list[GoldArticle], pages: list[Page]) -> list[Rows]:
    """The rows of each article, its words weighed by the other folds' articles."""
    out: dict[int, Rows] = {}
    for part in folds(len(gold), seed=1):
        held = set(part)
        others = [i for i in range(len(gold)) if i not in held]
        weights = wording([gold[i] for i in others], [pages[i] for i in others])
        for i in part:
            pages[i].weigh_words(weights)
            out[i] = rows(pages[i], gold[i])
    return [out[i] for i in range(len(gold))]


def train(gold: list[GoldArticle], pages: list[Page], idf: dict[str, float]) -> ranker.Model:
    """The whole model, without check-worthiness."""
    return msgspec.structs.replace(fit(own_rows(gold, pages), idf), wording=wording(gold, pages))


def cross_validate(gold: list[GoldArticle], pages: list[Page], idf: dict[str, float]) -> dict[str, float]:
    """The figures of `score.py` for claims of articles that were not trained on."""
    found: dict[int, tuple[Claim, ...]] = {}
    for part in folds(len(gold)):
        held = set(part)
        others = [i for i in range(len(gold)) if i not in held]
        learned = train([gold[i] for i in others], [pages[i] for i in others], idf)
        for i in part:
            pages[i].weigh_words(learned.wording)
            found[i] = ranked(pages[i], learned, 7)
    return figures_of(gold, [found[i] for i in range(len(gold))])


def figures_of(gold: list[GoldArticle], found: list[tuple[Claim, ...]]) -> dict[str, float]:
    """P@5, coverage, claimants, duplicates and the mean overlap of matched claims, in per cent."""
    hits = within_five = claimants = twice = wanted = 0
    overlap: list[float] = []
    for article, claims in zip(gold, found, strict=True):
        wanted += len(article.claims)
        twice += duplicates(article, claims)
        for pair in matches(article, claims):
            hits += 1
            within_five += pair.rank < 5
            claimants += pair.same_claimant
            overlap.append(pair.overlap)
    return {
        "claim_p5": round(100 * within_five / (5 * len(gold)), 1),
        "claim_coverage7": round(100 * hits / wanted, 1),
        "claimant_acc": round(100 * claimants / max(hits, 1), 1),
        "claim_duplicates": twice,
        "overlap_of_matched": round(100 * float(np.mean(overlap or [0])), 1),
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--cv", action="store_true")
    parser.add_argument("--annotations", choices=("gold", "own"), default="own")
    parser.add_argument("--out", type=Path, default=OUT)
    chosen = parser.parse_args()
    gold = articles("train")
    idf = rarity([a.text for a in gold])
    pages = [Page(a.text, *a.annotated(chosen.annotations), idf=idf) for a in gold]
    if chosen.cv:
        print(cross_validate(gold, pages, idf))
        return
    model = train(gold, pages, idf)
    examples = [
        *checkworthiness.gold_examples(gold, pages),
        *checkworthiness.tweets("train"),
        *checkworthiness.sentences(),
    ]
    model = msgspec.structs.replace(model, checkworthy=checkworthiness.fit(examples))
    chosen.out.write_bytes(msgspec.json.encode(model) + b"\n")
    print(f"{chosen.out.name}: {chosen.out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
