"""The spans that may be claims: sentences, their clauses, and what quotes say, from one boundary to another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reader.annotate.claims import signals

FEWEST, MOST = 4, 60
"""Words of a claim."""
REACH = 5
"""How many boundaries a clause may run over; a whole sentence may hold more."""
_RUN = 8
"""So many marks in a row are passed over at a boundary; more are no boundary of a claim."""
_PAUSES = frozenset("،,؛;:")
_OPENING = frozenset("“«\"'(‘[„”")
_CLOSING = frozenset("”»\"')’]“")
_DASHES = frozenset("-–—*•·")


class Candidate(NamedTuple):
    """A span of tokens (half open), the sentence it belongs to, and what it starts after and ends before."""

    first: int
    last: int
    sentence: int
    opened_by: str
    closed_by: str


def candidates(
    folded: Sequence[str],
    words: Sequence[int],
    sentences: Sequence[tuple[int, int]],
    quotes: Sequence[tuple[int, int]],
) -> list[Candidate]:
    """The candidates of every sentence in order, each span once.

    `folded` are the tokens, `words[i]` the number of words before token i, `sentences` and `quotes` ranges of tokens.
    """
    found: dict[tuple[int, int], Candidate] = {}
    starting: dict[int, list[tuple[int, int]]] = {}
    ordered = sorted(quotes)
    at = 0
    for number, (first, last) in enumerate(sentences):
        while at < len(ordered) and ordered[at][0] < last:
            starting.setdefault(number, []).append(ordered[at])
            at += 1
        for candidate in _of_sentence(folded, words, number, first, last, starting.get(number, [])):
            found.setdefault((candidate.first, candidate.last), candidate)
    return list(found.values())


def _of_sentence(
    folded: Sequence[str],
    words: Sequence[int],
    number: int,
    first: int,
    last: int,
    quotes: list[tuple[int, int]],
) -> Iterator[Candidate]:
    starts = _starts(folded, first, last)
    ends = _ends(folded, first, last)
    for a, b in quotes:
        starts.setdefault(a, "quote")
        if b <= last:
            ends.setdefault(b, "quote")
        elif FEWEST <= words[b] - words[a] <= MOST:
            yield Candidate(a, b, number, "quote", "quote")
    stops = sorted(ends)
    reached = 0
    for start in sorted(starts):
        while reached < len(stops) and stops[reached] <= start:
            reached += 1
        near = stops[reached : reached + REACH]
        if stops and stops[-1] not in near:
            near = [*near, stops[-1]]
        for stop in near:
            if (
                stop > start
                and FEWEST <= words[stop] - words[start] <= MOST
                and _balanced(folded, start, stop)
            ):
                yield Candidate(start, stop, number, starts[start], ends[stop])


def _starts(folded: Sequence[str], first: int, last: int) -> dict[int, str]:
    """Tokens a claim may start at, with what opens it."""
    openers = signals.boundary_words("openers")
    complementisers = signals.boundary_words("complementisers")
    dependent = signals.boundary_words("dependents")
    starts: dict[int, str] = {}

    def open_at(i: int, kind: str) -> None:
        for _ in range(_RUN):
            if i < last and (folded[i] in _OPENING or folded[i] in _PAUSES or folded[i] in _DASHES):
                i += 1
        if i < last and folded[i] in openers:
            kind = kind if kind == "sentence" else "connective"
            i += 1
        if i < last and folded[i] in complementisers:
            kind = "complementiser"
            i += 1
        if i < last and folded[i] not in dependent:
            starts.setdefault(i, kind)

    open_at(first, "sentence")
    for i in range(first, last - 1):
        word = folded[i]
        if word in complementisers:
            open_at(i + 1, "complementiser")
        elif word in _PAUSES:
            open_at(i + 1, "pause")
        elif word in _OPENING or word in _CLOSING:
            open_at(i + 1, "mark")
        elif word in _DASHES:
            open_at(i + 1, "dash")
        elif word in openers:
            open_at(i + 1, "connective")
    return starts


def _ends(folded: Sequence[str], first: int, last: int) -> dict[int, str]:
    """Tokens a claim may end before, with what closes it."""
    kinds = {
        word: kind
        for kind, group in (
            ("connective", "openers"),
            ("relative", "relatives"),
            ("report", "carriers"),
            ("source", "sources"),
        )
        for word in signals.boundary_words(group)
    }
    ends: dict[int, str] = {}

    def close_at(i: int, kind: str) -> None:
        for _ in range(_RUN):
            if i > first and not folded[i - 1][:1].isalnum():
                i -= 1
        if i > first:
            ends.setdefault(i, kind)

    close_at(last, "sentence")
    for i in range(first + 1, last):
        word = folded[i]
        if word in _PAUSES:
            close_at(i, "pause")
        elif word in _CLOSING or word in _OPENING:
            close_at(i, "mark")
        elif word in _DASHES:
            close_at(i, "dash")
        elif word in kinds:
            close_at(i, kinds[word])
    return ends


def _balanced(folded: Sequence[str], first: int, last: int) -> bool:
    """Whether no directed mark closes inside the span that opened before it, and none is left open."""
    depth = 0
    for word in folded[first:last]:
        if word in "“«":
            depth += 1
        elif word in "”»":
            depth -= 1
            if depth < 0:
                return False
    return depth == 0
