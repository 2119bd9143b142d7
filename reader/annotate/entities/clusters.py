"""Which words keep the same company: a coarse and a fine cluster for a folded word, from the texts the tagger learnt on."""

from __future__ import annotations

import lzma
from functools import cache
from importlib.resources import files

from reader.annotate.entities.words import stems


@cache
def _clusters() -> dict[str, tuple[str, str]]:
    """Every clustered word's (coarse, fine) cluster."""
    data = (files("reader.annotate.entities") / "model" / "clusters.xz").read_bytes()
    found: dict[str, tuple[str, str]] = {}
    for line in lzma.decompress(data).decode("utf-8").split("\n"):
        fine, coarse, *words = line.split(" ")
        for word in words:
            found[word] = (coarse, fine)
    return found


def cluster(form: str) -> tuple[str, str] | None:
    """The (coarse, fine) cluster of a folded word, or of what is left of it without proclitics; None for rare words."""
    known = _clusters()
    for _, stem in stems(form):
        if stem in known:
            return known[stem]
    return None
