"""The learned ranking: boosted regression trees kept as plain numbers, with the share of each feature in a score."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import msgspec


class Tree(msgspec.Struct, frozen=True, array_like=True):
    """A regression tree as columns, node 0 the root. `feature` is -1 at a leaf; values at or under `threshold` go left.

    `value` is the mean of the training targets under each node (shrunk), inner nodes included, so that the step from a
    node to its child tells what the node's feature adds.
    """

    feature: tuple[int, ...]
    threshold: tuple[float, ...]
    left: tuple[int, ...]
    right: tuple[int, ...]
    value: tuple[float, ...]


class Model(msgspec.Struct, frozen=True):
    """What was learned: `features` names the columns of the trees; see `scripts/train/claims.py`."""

    features: tuple[str, ...]
    base: float
    trees: tuple[Tree, ...]
    idf: dict[str, float]
    """Rarity of the commoner stems of news text; a stem that is absent is rarer than all of them."""
    wording: dict[str, float]
    """How much oftener a stem stands inside gold claims than outside them (log odds)."""
    checkworthy: dict[str, float]
    """Weights of a logistic regression over the features and stems of `checkworthiness.py`."""


@cache
def model() -> Model:
    """The model beside this module."""
    data = (files("reader.annotate.claims") / "model.json").read_bytes()
    return msgspec.json.decode(data, type=Model)


def importance(values: Sequence[float], learned: Model) -> float:
    """The predicted worth of a candidate with these features, about 0 to 1."""
    total = learned.base
    for tree in learned.trees:
        feature, threshold, left, right = tree.feature, tree.threshold, tree.left, tree.right
        node = 0
        while (column := feature[node]) >= 0:
            node = left[node] if values[column] <= threshold[node] else right[node]
        total += tree.value[node]
    return total


def contributions(values: Sequence[float], learned: Model) -> dict[str, float]:
    """What each feature adds to (or takes from) the candidate's worth, by name (Saabas 2014, per path)."""
    added: dict[str, float] = {}
    for tree in learned.trees:
        node = 0
        while (column := tree.feature[node]) >= 0:
            child = tree.left[node] if values[column] <= tree.threshold[node] else tree.right[node]
            name = learned.features[column]
            added[name] = added.get(name, 0.0) + tree.value[child] - tree.value[node]
            node = child
    return added
