"""Noun phrases in the places where a speaker is named: after the cue, before it, after «عن», beside marked words."""

from __future__ import annotations

from typing import NamedTuple

from reader.annotate.lexicon import folded
from reader.annotate.quotes.cues import CueMatch, verb_forms
from reader.annotate.quotes.found import Found
from reader.annotate.quotes.inflection import Form
from reader.annotate.quotes.openers import complementisers, is_verb
from reader.annotate.quotes.page import Page
from reader.annotate.quotes.roles import bare

_LONGEST = 14
"""Tokens of a described source that are kept."""
_RELAY_REACH = 25
"""How many tokens before «قوله» the verb that relays it may stand."""
_NO_FORM = Form("", "", "masdar")
_SHORT_NAME = 7
"""Tokens of a name in quotation marks, with the marks."""


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
        if _addressee(page, k, first):
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


def _carries(page: Page, first: int, k: int) -> bool:
    """Whether the phrase that began at `first` takes the preposition at k: an open head, or a title before a place."""
    if bare(page.forms[first]) in folded("speakers", "slot", "open_heads"):
        return True
    place = page.named_at.get(k + 1)
    if place is None or page.entities[place.entity].type not in ("LOC", "ORG"):
        return False
    return not any(i in page.named_at for i in range(first, k))


def _addressee(page: Page, k: int, first: int) -> bool:
    form = page.forms[k]
    if form == "ل" or (form[0] == "ل" and len(form) == 2):
        return True
    if form[0] != "ل":
        return False
    if form.startswith("لل") and k not in page.named_at:
        told = page.named_at.get(k + 1)
        if k == first or (told is not None and page.entities[told.entity].type == "PER"):
            return True
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
    if cue.form.shape == "headline":
        first = page.begin[cue.first]
        last = noun_phrase(page, first, cue.first)
        return [Slot(first, max(last, first + 1), "headline")]
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
        marked = page.opening.get(k)
        if marked is not None and marked.balanced and page.token_at(marked.end) - k <= _SHORT_NAME:
            close = page.token_at(marked.end)
            if close < limit:
                found.append(Slot(k + 1, close, place))
                k, place = close + 1, "later"
                continue
        last = noun_phrase(page, k, limit) if form not in prepositions else k
        if last > k:
            if place == "after":
                last = apposed(page, k, last, limit)
            found.append(Slot(k, last, place))
            k = last
        elif form in prepositions and k + 1 < limit:
            k = max(noun_phrase(page, k + 1, limit), k + 1)
        else:
            k += 1
        if place == "after":
            place = "later"
    found = _relayed(page, cue, found)
    found += _before(page, cue)
    return found


def apposed(page: Page, first: int, last: int, limit: int) -> int:
    """The end of a title with the unknown name set off after it («زعيمة المعارضة في المنفى، فلانة الفلانية،»)."""
    if any(k in page.named_at for k in range(first, last)):
        return last
    k = last
    if page.form(k) in folded("speakers", "slot", "inner"):
        k = noun_phrase(page, k + 1, min(limit, k + 4))
    if k + 3 > limit or page.form(k) not in ("،", ","):
        return last
    end = k + 1
    while end < limit and page.is_word(end) and _like_name(page, end):
        end += 1
    closed = end == limit or page.forms[end] in ("،", ",")
    return end if closed and 2 <= end - k - 1 <= 4 else last


def _like_name(page: Page, k: int) -> bool:
    form = page.forms[k]
    common = (
        form.startswith(("ال", "و", "لل")) or form in folded("speakers", "slot", "time") or _leads(page, k)
    )
    return not common and page.tokens[k].kind == "word" and len(form) > 2 and form not in verb_forms()


def _relayed(page: Page, cue: CueMatch, found: list[Slot]) -> list[Slot]:
    """Who passes on («نقلت رويترز») told apart from who spoke («عن مسؤول»), for the verb and for «قوله» after it."""
    if cue.form.group == "relay" and cue.form.shape != "source":
        if any(slot.place in ("about", "relayed") for slot in found):
            renamed = {"after": "relay", "about": "relayed"}
            return [slot._replace(place=renamed.get(slot.place, slot.place)) for slot in found]
        return found
    if cue.form.shape != "masdar":
        return found
    begin = max(page.begin[cue.first], cue.first - _RELAY_REACH)
    about = next((k for k in range(cue.first - 2, begin, -1) if page.forms[k] == "عن"), None)
    if about is None:
        return found
    for k in range(about - 1, begin - 1, -1):
        if _is_verb(page, k) and _form(page, k).group == "relay":
            last = noun_phrase(page, about + 1, cue.first)
            passing = noun_phrase(page, k + 1, about)
            slots_found = [Slot(k + 1, passing, "relay")] if passing > k + 1 else []
            return [*slots_found, Slot(about + 1, max(last, about + 2), "relayed"), *found]
    return found


def _before(page: Page, cue: CueMatch) -> list[Slot]:
    """The phrases of the clause before the cue: the one that ends at the cue, the sentence's subject, that of the verb before."""
    begin, gap = page.begin[cue.first], cue.first
    while gap > begin and (
        page.forms[gap - 1] in folded("speakers", "slot", "relatives")
        or page.forms[gap - 1] in ("كان", "كانت", "،", "وقد", ",")
    ):
        gap -= 1
    found: list[Slot] = []
    clause = range(max(begin, gap - 16), gap) if cue.form.shape in ("past", "present", "source") else ()
    for k in clause:
        if (
            page.is_word(k)
            and not _leads(page, k)
            and _may_begin(page, k, begin)
            and noun_phrase(page, k, gap) == gap
        ):
            named = page.named_at.get(k)
            apposed = (
                named is not None and named.first == k and named.last == gap and page.form(gap) in ("،", ",")
            )
            found.append(Slot(k, gap, "subject" if gap == cue.first or apposed else "relative"))
            break
    k = begin
    while k < cue.first and not (page.is_word(k) and not _leads(page, k)):
        k += 1
    last = noun_phrase(page, k, cue.first)
    if last > k and not (found and found[0].first == k):
        found.append(Slot(k, last, "sentence"))
    verb = next(
        (k for k in range(cue.first - 1, max(begin, cue.first - 40) - 1, -1) if _is_verb(page, k)), None
    )
    if verb is not None and verb + 1 < cue.first:
        last = noun_phrase(page, verb + 1, cue.first)
        if last > verb + 1:
            found.append(Slot(verb + 1, last, "verb-before"))
    if begin < cue.first and (verb is None or verb != begin) and is_verb(page.forms[begin].lstrip("و")):
        last = noun_phrase(page, begin + 1, cue.first)
        if last > begin + 1:
            found.append(Slot(begin + 1, last, "verb-first"))
    return found


def _leads(page: Page, k: int) -> bool:
    """A particle or preposition that stands before a subject."""
    form = page.forms[k]
    return (
        form in folded("speakers", "slot", "particles")
        or form in folded("speakers", "slot", "prepositions")
        or form in complementisers()
    )


def _may_begin(page: Page, k: int, begin: int) -> bool:
    return k == begin or not page.is_word(k - 1) or _leads(page, k - 1) or _is_verb(page, k - 1)


def _is_verb(page: Page, k: int) -> bool:
    return page.is_word(k) and _form(page, k).shape in ("past", "present")


def _form(page: Page, k: int) -> Form:
    """The reporting form of token k, with or without و or ف; one of no lemma where it is none."""
    form = page.forms[k]
    return verb_forms().get(form) or (verb_forms().get(form[1:]) if form[0] in "وف" else None) or _NO_FORM


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
