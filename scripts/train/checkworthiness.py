"""Trains check-worthiness on the gold claims, on tweets (CheckThat! 2024) and on objective news sentences (CheckThat! 2025).

The three sources have a bias of their own each while training; what is written keeps that of the gold articles.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from bench.quality import SHARED
from reader.annotate.claims import checkworthiness
from reader.annotate.claims.page import Page
from scripts.train.claims_gold import GoldArticle

CLAIMS = SHARED / "data" / "claims"
_NOISE = re.compile(r"https?://\S+|@\w+|#|_|RT\b")
RARE = 6
"""Stems in fewer training texts than this get no weight."""
SMALLEST = 0.05


class Example(NamedTuple):
    """A text's features, whether it is check-worthy, how much it counts, and where it is from."""

    features: tuple[str, ...]
    label: bool
    weight: float
    source: str


def table(path: Path) -> list[dict[str, str]]:
    """The rows of a tab-separated file."""
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE))


def whole(text: str) -> tuple[str, ...]:
    """The features of a text by itself; links, mentions and hash signs dropped."""
    page = Page(_NOISE.sub(" ", text), (), ())
    return tuple(checkworthiness.features(page, 0, len(page.tokens)))


def tweets(part: str) -> Iterator[Example]:
    """CheckThat! 2024, task 1, Arabic (`train`, `dev`)."""
    for row in table(CLAIMS / f"CT24_checkworthy_arabic_{part}.tsv"):
        yield Example(whole(row["tweet_text"]), row["class_label"] == "Yes", 1.0, "tweets")


def sentences() -> Iterator[Example]:
    """CheckThat! 2025, task 1, Arabic: what is subjective cannot be checked."""
    for row in table(CLAIMS / "train_ar.tsv"):
        yield Example(whole(row["sentence"]), row["label"] == "OBJ", 0.5, "sentences")


def gold_examples(gold: list[GoldArticle], pages: list[Page]) -> Iterator[Example]:
    """Gold claims by their label; sentences that hold none count against, a little."""
    for article, page in zip(gold, pages, strict=True):
        spans = [page.range(c.start, c.end) for c in article.claims]
        for claim, (first, last) in zip(article.claims, spans, strict=True):
            features = tuple(checkworthiness.features(page, first, last))
            yield Example(features, claim.checkworthy, 1.0, "gold")
        for sentence in page.sentences:
            if sentence.substantial and not any(a < sentence.last and b > sentence.first for a, b in spans):
                features = tuple(checkworthiness.features(page, sentence.first, sentence.last))
                yield Example(features, False, 0.3, "gold")


def fit(examples: list[Example]) -> dict[str, float]:
    """Weights by feature name, the gold articles' bias as `bias`."""
    spread = Counter(f for e in examples for f in e.features)
    vectors = [
        {f: 1.0 for f in e.features if spread[f] >= RARE and f != checkworthiness.BIAS}
        | {f"from {e.source}": 3.0}
        for e in examples
    ]
    vectoriser = DictVectorizer()
    learned = LogisticRegression(C=0.1, max_iter=1000).fit(
        vectoriser.fit_transform(vectors), [e.label for e in examples], [e.weight for e in examples]
    )
    weights = dict(zip(vectoriser.feature_names_, map(float, learned.coef_[0]), strict=True))
    bias = float(learned.intercept_[0]) + 3.0 * weights.get("from gold", 0.0)
    kept = {
        f: round(w, 2) for f, w in sorted(weights.items()) if not f.startswith("from ") and abs(w) >= SMALLEST
    }
    return {checkworthiness.BIAS: round(bias, 3)} | kept
