"""How much a word is written like a name: a linear model over hashed groups of one to four letters."""

from __future__ import annotations

import zlib
from functools import cache, lru_cache
from importlib.resources import files
from io import BytesIO

import numpy as np
from numpy.typing import NDArray

CLASSES = ("plain", "person", "place")
SIZE = 1 << 16
"""Rows that letter groups are hashed to."""


def rows(form: str) -> list[int]:
    """The rows of a folded word's letter groups, its edges marked."""
    edged = f"<{form}>"
    return [
        zlib.crc32(edged[i : i + n].encode("utf-8")) % SIZE
        for n in (1, 2, 3, 4)
        for i in range(len(edged) - n + 1)
    ]


@cache
def _model() -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    data = (files("reader.annotate.entities") / "model" / "sounds.npz").read_bytes()
    with np.load(BytesIO(data)) as arrays:
        return arrays["weights"].astype(np.float32) / 16, arrays["bias"]


@lru_cache(maxsize=65536)
def likeness(form: str) -> tuple[int, int, int]:
    """How like a common word, a person's name and a place's it is: log-odds of each against the rest, in seven steps."""
    weights, bias = _model()
    scores = weights[rows(form)].sum(0) + bias
    plain, person, place = np.clip(np.round(scores / 1.5), -3, 3).astype(int).tolist()
    return plain, person, place
