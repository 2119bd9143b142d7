"""From ranked candidates to the list: best first, none twice, restatements gathered under the claim they repeat."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from reader.annotate.claims.candidates import Candidate
from reader.annotate.claims.page import Page

SHARED_WORDS = 0.3
"""Two claims of one place may share this much of the shorter one."""
SAME = 0.65
"""Share of the shorter claim's stems in another from which on the two say the same."""
FEWEST_STEMS = 4


class Chosen(NamedTuple):
    """A candidate by its index, and the other candidates that say the same."""

    candidate: int
    repeats: list[int]


def choose(page: Page, found: Sequence[Candidate], scores: Sequence[float], limit: int) -> list[Chosen]:
    """At most `limit` candidates, best first."""
    chosen: list[Chosen] = []
    near: dict[int, list[int]] = {}
    again: dict[int, list[int]] = {}
    holders: dict[str, list[int]] = {}
    stems: list[frozenset[str]] = []
    for index in sorted(range(len(found)), key=lambda i: -scores[i]):
        candidate = found[index]
        if any(_shares(page, candidate, found[other]) for other in near.get(candidate.sentence, ())):
            continue
        own = page.stems(candidate.first, candidate.last)
        twin = _twin(own, holders, stems)
        if twin is not None:
            if not any(_shares(page, candidate, found[r]) for r in again.get(candidate.sentence, ())):
                chosen[twin].repeats.append(index)
                _mark(page, candidate, index, again)
            continue
        if len(chosen) == limit:
            continue
        for s in own:
            holders.setdefault(s, []).append(len(chosen))
        stems.append(own)
        chosen.append(Chosen(index, []))
        _mark(page, candidate, index, near)
    return chosen


def _mark(page: Page, candidate: Candidate, index: int, near: dict[int, list[int]]) -> None:
    number = candidate.sentence
    while number < len(page.sentences) and page.sentences[number].first < candidate.last:
        near.setdefault(number, []).append(index)
        number += 1


def _shares(page: Page, one: Candidate, other: Candidate) -> bool:
    first, last = max(one.first, other.first), min(one.last, other.last)
    if last <= first:
        return False
    shorter = min(
        page.words[one.last] - page.words[one.first], page.words[other.last] - page.words[other.first]
    )
    return page.words[last] - page.words[first] >= SHARED_WORDS * max(shorter, 1)


def _twin(own: frozenset[str], holders: dict[str, list[int]], stems: list[frozenset[str]]) -> int | None:
    """The chosen claim that says what these stems say, if one does."""
    shared: Counter[int] = Counter()
    for s in own:
        shared.update(holders.get(s, ()))
    # Ties go to the claim chosen first: the order of a set of strings differs from run to run.
    for other, both in sorted(shared.items(), key=lambda item: (-item[1], item[0]))[:1]:
        shorter = min(len(own), len(stems[other]))
        if shorter >= FEWEST_STEMS and both >= SAME * shorter:
            return other
    return None
