"""Noun phrases in the places where a speaker is named: after the cue, before it, after «عن», beside marked words."""

from __future__ import annotations

from typing import NamedTuple

from reader.annotate.lexicon import folded
from reader.annotate.quotes.cues import CueMatch, verb_forms
from reader.annotate.quotes.openers import complementisers
from reader.annotate.quotes.page import Page
from reader.annotate.quotes.roles import bare
from reader.annotate.quotes.spans import Found

_LONGEST = 14
"""Tokens of a described source that are kept."""


def noun_phrase(page: Page, first: int, limit: int) -> int:
    """Where (exclusive token) the noun phrase that begins at `first` ends; `first` itself when none does."""
    k = first
    prepositions = folded("speakers", "slot", "prepositions")
    relatives = folded("speakers", "slot", "relatives")
    times = folded("speakers", "slot", "time")
    inner = folded("speakers", "slot", "inner")
    while k < min(limit, first + _LONGEST):
        form = page.forms[k]
        if k in page.named_at:
            k = max(k + 1, page.named_at[k].last)
            continue
        if not page.is_word(k):
            if k in page.opening and k + 1 < limit and page.opening[k].balanced:
                close = page.token_at(page.opening[k].end)
                if close - k <= 6 and close < limit and k > first:
                    k = close + 1
                    continue
            break
        if form in complementisers() or form in relatives:
            break
        if form in times and form not in ("العام", "هذا"):
            break
        if form in ("العام", "هذا") and k == first and form == "العام":
            break
        if form in prepositions and not (
            form in inner
            and k > first
            and bare(page.forms[first]) in folded("speakers", "slot", "open_heads")
        ):
            break
        if form in inner and not page.is_word(k + 1):
            break
        if k > first and _addressee(page, k):
            break
        verb = verb_forms().get(form)
        if (
            verb is not None
            and verb.shape in ("past", "present", "participle")
            and (verb.shape != "participle" or form.endswith("ا"))
        ):
            break
        k += 1
    return min(k, limit)


def _addressee(page: Page, k: int) -> bool:
    form = page.forms[k]
    if form == "ل" or (form[0] == "ل" and len(form) == 2):
        return True
    if form[0] != "ل":
        return False
    rest = form[2:] if form.startswith("لل") else form[1:]
    heads = folded("speakers", "addressees", "heads")
    return rest in heads or "ال" + rest in heads


class Slot(NamedTuple):
    """A noun phrase in a place where the speaker may stand, and which place that is."""

    first: int
    last: int
    place: str


def slots(page: Page, content: Found) -> list[Slot]:
    """The noun phrases that may name the speaker: after the cue, after an adverbial, before the cue, after عن."""
    cue = content.cue
    found: list[Slot] = []
    if cue is None:
        return _slots_around(page, content)
    limit = (
        content.start.at if content.start is not None and content.start.end is None else page.stop[cue.head]
    )
    limit = max(limit, cue.last)
    prepositions = folded("speakers", "slot", "prepositions")
    k, place = cue.last, "after"
    while k < limit and len(found) < 4:
        form = page.forms[k]
        if form == "عن" and k + 1 < limit:
            last = noun_phrase(page, k + 1, limit)
            if last > k + 1:
                found.append(Slot(k + 1, last, "about" if place == "after" and k == cue.last else "relayed"))
                k = last
                continue
        last = noun_phrase(page, k, limit) if form not in prepositions else k
        if last > k:
            found.append(Slot(k, last, place))
            k = last
        elif form in prepositions and k + 1 < limit:
            k = max(noun_phrase(page, k + 1, limit), k + 1)
        else:
            k += 1
        if place == "after":
            place = "later"
    found += _before(page, cue)
    return found


def _before(page: Page, cue: CueMatch) -> list[Slot]:
    """The noun phrases of the clause before the cue: its first one, and the one that ends at the cue."""
    begin = page.begin[cue.first]
    found = []
    k = begin
    prepositions = folded("speakers", "slot", "prepositions")
    while k < cue.first and not (page.is_word(k) and page.forms[k] not in prepositions):
        k += 1
    last = noun_phrase(page, k, cue.first)
    if last > k:
        found.append(Slot(k, last, "sentence" if last < cue.first else "subject"))
    verb_gap = cue.first - 1
    if page.form(verb_gap) in ("الذي", "التي", "قد", "كان", "كانت", "كما", "،", "وقد"):
        verb_gap -= 1
    for k in range(max(begin, cue.first - 12), cue.first):
        if (
            k > begin
            and page.is_word(k - 1)
            and page.forms[k - 1] not in prepositions
            and k not in page.named_at
        ):
            continue
        last = noun_phrase(page, k, cue.first)
        if last > k and last >= verb_gap + 1 and (not found or found[0].first != k):
            found.append(Slot(k, last, "adjacent"))
            break
    return found


def _slots_around(page: Page, content: Found) -> list[Slot]:
    assert content.marked is not None
    outer = page.token_at(content.marked.outer_start)
    after = page.token_at(content.marked.outer_end)
    found = []
    if outer > 0 and page.begin[outer - 1] == page.begin[min(outer, len(page) - 1)]:
        begin = page.begin[outer - 1]
        last = noun_phrase(page, begin, outer)
        if last > begin:
            found.append(Slot(begin, last, "float-before"))
    while after < len(page) and after - content.last < 4 and not page.is_word(after):
        after += 1
    if after < len(page) and page.paragraph[after] == page.paragraph[content.first]:
        if page.forms[after] in verb_forms():
            after += 1
        last = noun_phrase(page, after, page.stop[after]) if after < len(page) else after
        if last > after:
            found.append(Slot(after, last, "float-after"))
    return found
