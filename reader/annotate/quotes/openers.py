"""Where reported words may begin after (or before) a cue: every candidate start, and what is seen there."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from reader.annotate.lexicon import load
from reader.annotate.normal import fold
from reader.annotate.quotes.cues import CueMatch, verb_forms
from reader.annotate.quotes.marks import Marked
from reader.annotate.quotes.page import Page

_REACH = 60
"""How many tokens after a cue its opener may stand."""
_BARE_REACH = 30
_BACK_COMMAS = 4
_BACK_REACH = 150
"""How many tokens before a cue its content may begin."""
_COMPLEMENTISERS = 4
"""After so many complementisers the next one belongs to another cue."""
_COMMAS = frozenset("،,؛;")
_DASHES = frozenset("-–—ـ")


class Start(NamedTuple):
    """A candidate: the first token of the content, how it opens, the token that opens it, the marked span it enters.

    `end` is set (exclusive token) where the content stands before the cue and so ends there.
    """

    first: int
    opener: str
    at: int
    marked: Marked | None = None
    end: int | None = None


@cache
def complementisers() -> frozenset[str]:
    """«إن» and «أن» in every written form, folded: with clitics before and pronouns after."""
    table = load("openers")["complementisers"]
    return frozenset(
        fold(before + stem + after)
        for before in table["proclitics"]
        for stem in table["stems"]
        for after in table["pronouns"]
    )


@cache
def _words(section: str) -> frozenset[str]:
    return frozenset(fold(word) for word in load("openers")[section]["words"])


def starts(page: Page, cue: CueMatch) -> list[Start]:
    """The candidate starts for `cue`, nearest first; those before the cue last."""
    if cue.form.shape == "headline":
        return [_entering(page, cue.last, "headline", cue.first)] if cue.last < len(page) else []
    return _forward(page, cue) + _backward(page, cue)


def _forward(page: Page, cue: CueMatch) -> list[Start]:
    found: list[Start] = []
    stop = _limit(page, cue)
    prepositions, questions, resumptions = _words("prepositions"), _words("questions"), _words("resumption")
    j, complements = cue.last, 0
    while j < stop and complements < _COMPLEMENTISERS:
        form = page.forms[j]
        marked = page.opening.get(j)
        if marked is not None:
            first = page.token_at(marked.start)
            if page.form(first) in complementisers() and first + 1 < len(page):
                found.append(Start(first + 1, "mark-comp", j, marked))
            found.append(Start(first, "mark", j, marked))
            j = max(page.token_at(marked.end), j + 1)
            continue
        if not page.is_word(j):
            if (
                form == ":"
                and j + 1 < len(page)
                and j + 1 not in page.opening
                and not _digits_around(page, j)
            ):
                found.append(Start(j + 1, "colon", j))
            elif form in _COMMAS and j + 1 < stop and (cue.is_source or j - cue.last < 25):
                found.append(Start(j + 1, "comma", j))
            elif form in _DASHES and j + 1 < stop and page.is_word(j + 1) and cue.is_source:
                found.append(Start(j + 1, "dash", j))
        elif form in complementisers():
            found.append(_entering(page, j + 1, "comp", j))
            complements += 1
        elif form in resumptions:
            found.append(Start(j + 1 if form in ("فقد", "فان") else j, "resume", j))
        elif form in prepositions:
            if page.form(j + 1) not in complementisers() and j + 1 < stop and j + 1 not in page.opening:
                found.append(Start(j + 1, "prep", j))
        elif form in questions:
            found.append(Start(j, "question", j))
        elif j - cue.last < _BARE_REACH:
            if form[0] in "بل" and len(form) > 3:
                found.append(Start(j, "glued-" + form[0], j))
            elif len(form) > 2 and not form.startswith("ال"):
                found.append(Start(j, "bare", j))
        j += 1
    return [start for start in found if start.first < len(page)]


def _entering(page: Page, first: int, opener: str, at: int) -> Start:
    """A start that a mark may follow («أن “نبراس…»)."""
    marked = page.opening.get(first)
    if marked is None:
        return Start(first, opener, at)
    return Start(page.token_at(marked.start), opener + "-mark", at, marked)


def _limit(page: Page, cue: CueMatch) -> int:
    """The end of the cue's sentence; a colon at its end lets the next paragraph in."""
    stop = page.stop[cue.head]
    last = stop - 1
    if last >= cue.last - 1 and stop < len(page) and page.forms[last] == ":":
        stop = min(stop + 2, len(page))
    return min(stop, cue.last + _REACH)


def _digits_around(page: Page, j: int) -> bool:
    return j > 0 and page.tokens[j - 1].kind == "number" and page.tokens[j + 1].kind == "number"


def _backward(page: Page, cue: CueMatch) -> list[Start]:
    """Content that stands before its cue: «…»، قال فلان؛ ارتفع السعر، بحسب الوزارة."""
    end = cue.first
    begin = max(page.begin[cue.first], cue.first - _BACK_REACH)
    while end > begin and page.forms[end - 1] in _COMMAS | _DASHES:
        end -= 1
    if end == begin:
        return []
    marked = page.closing.get(end - 1)
    found: list[Start] = []
    if marked is not None and page.token_at(marked.start) >= begin:
        found.append(
            Start(page.token_at(marked.start), "back-mark", cue.first, marked, page.token_at(marked.end))
        )
    if cue.form.shape in ("source", "past", "present", "masdar"):
        cuts = [k + 1 for k in range(begin, end) if page.forms[k] in _COMMAS and not page.inside[k]]
        datelines = [k + 1 for k in range(begin, min(begin + 14, end)) if page.forms[k] in _DASHES]
        for first in [begin, *datelines[-1:], *cuts[-_BACK_COMMAS:]]:
            whole = page.opening.get(first)
            if first < end and (whole is None or whole is not marked):
                found.append(Start(first, "back", cue.first, page.opening.get(first), end))
    return found


def is_verb(form: str) -> bool:
    """Whether a folded word looks like an imperfect or is a reporting verb."""
    known = verb_forms().get(form)
    if known is not None and known.shape in ("past", "present"):
        return True
    return len(form) > 3 and form[0] in "يتن" and not form.endswith("ه")
