"""Log-linear models as plain numbers: a weight a feature, learnt by scripts/train/quotes.py."""

from __future__ import annotations

import gzip
import json
import math
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

Weights = Mapping[str, float]
Models = Mapping[str, Weights]
PARTS = ("starts", "ends", "marked", "kinds", "speakers")


@cache
def trained() -> Models:
    """The shipped models, by part."""
    resource = files("reader.annotate.quotes") / "weights.json.gz"
    models: Models = json.loads(gzip.decompress(resource.read_bytes()))
    return models


def score(weights: Weights, features: Iterable[str]) -> float:
    """The sum of the weights of `features`; an unknown one weighs nothing."""
    get = weights.get
    return sum(get(feature, 0.0) for feature in features)


def softmax(scores: list[float]) -> list[float]:
    """Scores as probabilities that sum to one; an empty list stays empty."""
    if not scores:
        return []
    top = max(scores)
    raised = [math.exp(value - top) for value in scores]
    total = sum(raised)
    return [value / total for value in raised]
