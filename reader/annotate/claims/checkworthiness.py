"""How likely it is that a public would want a statement verified: a logistic regression over signals and stems."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from reader.annotate.claims.page import Page

_SIGNALS = (
    "accusation",
    "denial",
    "demand",
    "commitment",
    "prediction",
    "causal",
    "comparison",
    "change",
    "rule",
    "opinion",
    "hedge",
    "negation",
    "question",
    "selves",
    "recency",
    "reporting",
    "debunk",
    "future",
    "figures",
    "dates",
    "percent",
    "money",
)
_STEM = "~"
BIAS = "bias"


def features(page: Page, first: int, last: int) -> Iterator[str]:
    """What speaks for or against checking a range of tokens: its signals (once, or more than once), length and stems."""
    yield BIAS
    for name in _SIGNALS:
        count = page.count(name, first, last)
        if count:
            yield name
        if count > 1:
            yield f"{name} again"
    yield f"length {min(int(math.log2(1 + page.words[last] - page.words[first])), 6)}"
    for stem in page.stems(first, last):
        yield _STEM + stem


def probability(page: Page, first: int, last: int, weights: Mapping[str, float]) -> float:
    """0 to 1, to three places."""
    total = math.fsum(weights.get(name, 0.0) for name in features(page, first, last))
    return round(1 / (1 + math.exp(-max(min(total, 30.0), -30.0))), 3)
