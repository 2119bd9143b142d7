"""Fits log-linear models over groups of candidates: softmax within a group, L2, by L-BFGS."""

from __future__ import annotations

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

Group = list[tuple[list[str], bool]]
"""The candidates of one decision: their features, and whether each is right."""


def fit(
    groups: list[Group],
    *,
    with_null: bool,
    l2: float = 1.0,
    least: int = 2,
    floor: float = 0.02,
    rounds: int = 120,
) -> dict[str, float]:
    """Weights by feature. With `with_null` a group where no candidate is right teaches that none is.

    Features seen fewer than `least` times are left out, and weights below `floor` dropped.
    """
    counts: dict[str, int] = {}
    for group in groups:
        for features, _ in group:
            for feature in features:
                if feature:
                    counts[feature] = counts.get(feature, 0) + 1
    index = {f: i for i, f in enumerate(sorted(f for f, n in counts.items() if n >= least))}
    columns: list[int] = []
    pointer = [0]
    owners: list[int] = []
    right: list[bool] = []
    usable = [g for g in groups if g and (with_null or any(r for _, r in g))]
    for number, group in enumerate(usable):
        for features, is_right in group:
            columns.extend({index[f] for f in features if f in index})
            pointer.append(len(columns))
            owners.append(number)
            right.append(is_right)
    x = csr_matrix((np.ones(len(columns)), columns, pointer), shape=(len(owners), len(index)))
    xt = x.T.tocsr()
    owner, good = np.array(owners), np.array(right, dtype=bool)
    size = len(usable)
    none_right = np.ones(size, dtype=bool)
    none_right[owner[good]] = False

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        s = x @ w
        top = np.zeros(size) if with_null else np.full(size, -np.inf)
        np.maximum.at(top, owner, s)
        e = np.exp(s - top[owner])
        null = np.exp(-top) if with_null else np.zeros(size)
        total = np.bincount(owner, e, size) + null
        correct = np.bincount(owner, e * good, size) + null * none_right
        p = e / total[owner]
        q = e * good / correct[owner]
        value = float(np.sum(np.log(total) - np.log(correct))) + 0.5 * l2 * float(w @ w)
        return value, xt @ (p - q) + l2 * w

    w = minimize(loss, np.zeros(len(index)), jac=True, method="L-BFGS-B", options={"maxiter": rounds}).x
    return {f: round(float(w[i]), 2) for f, i in index.items() if abs(w[i]) >= floor}
