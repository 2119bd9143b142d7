"""Puts quotations together: span, kind, factuality, speaker, relays, cue, and why; and the marked spans that are none."""

from __future__ import annotations

from typing import NamedTuple

from reader.annotate.model import Cue, Entity, Quote, QuoteKind, Speaker, Unquoted
from reader.annotate.quotes import explain, factuality, features, spans, speakers
from reader.annotate.quotes.found import Found
from reader.annotate.quotes.page import Page
from reader.annotate.quotes.roles import Key, Roles
from reader.annotate.quotes.slots import slots
from reader.annotate.quotes.speakers import Candidate, Said
from reader.annotate.quotes.weights import Models, score, trained

KINDS: tuple[QuoteKind, ...] = ("direct", "indirect", "mixed")


class Reading(NamedTuple):
    """What stands in an article: quotations in order, and marked spans that are none."""

    quotes: tuple[Quote, ...]
    unquoted: tuple[Unquoted, ...]


def read(text: str, entities: tuple[Entity, ...], models: Models | None = None) -> Reading:
    """Every quotation of `text` and every marked span that is none. Offsets are code points."""
    models = models or trained()
    page = Page(text, entities)
    found = spans.find(page, models)
    roles, memory, names = Roles(page), list[Said](), dict[Key, str]()
    quotes = []
    for number, content in enumerate(found, 1):
        gathered = speakers.evidence(page, content, memory, roles)
        candidate, _chance = speakers.choose(gathered, models["speakers"])
        if isinstance(candidate.key, str) and candidate.first is not None and candidate.last is not None:
            start, end = described(page, content, candidate)
            names.setdefault(candidate.key, text[start:end])
        memory.append(speakers.remember(page, content, candidate, roles))
        start, end = page.span(content.first, content.last)
        quotes.append(
            Quote(
                id=f"q{number}",
                kind=kind(page, content, models),
                factuality=factuality.of(page, content.cue),
                start=start,
                end=end,
                text=text[start:end],
                speaker=speaker(page, candidate, names),
                relays=relays(page, content),
                cue=_cue(page, content),
                rule=explain.rule(content),
                score=round(content.score, 3),
                reason=explain.reason(candidate, gathered[candidate.key][1]),
            )
        )
    return Reading(tuple(quotes), unquoted(page, found, quotes))


def described(page: Page, content: Found, candidate: Candidate) -> tuple[int, int]:
    """The span of a description, without the ل of «وفقا لتقرير…»."""
    assert candidate.first is not None and candidate.last is not None
    start, end = page.span(candidate.first, candidate.last)
    cue = content.cue
    glued = (
        cue is not None
        and cue.is_source
        and cue.last == candidate.first
        and page.words[cue.last - 1][0] in "وطت"
    )
    if glued and page.text[start] == "ل" and end - start > 2:
        start += 1
    return start, end


def speaker(page: Page, candidate: Candidate, names: dict[Key, str]) -> Speaker | None:
    """The candidate as the analysis writes it: an entity's canonical name, or the description."""
    if candidate.key is None:
        return None
    start = end = None
    if candidate.first is not None and candidate.last is not None:
        start, end = page.span(candidate.first, candidate.last)
        if isinstance(candidate.key, int):
            named = page.named_at.get(candidate.first)
            if named is not None and named.entity == candidate.key:
                start, end = named.start, named.end
    if isinstance(candidate.key, int):
        entity = page.entities[candidate.key]
        return Speaker(entity.name, entity.id, start, end)
    return Speaker(names.get(candidate.key, candidate.key), None, start, end)


def relays(page: Page, content: Found) -> tuple[Speaker, ...]:
    """Who passed the words on («نقلت رويترز عن مسؤول»): the subject, where the speaker stands after عن."""
    passed_on = []
    for slot in slots(page, content):
        if slot.place == "relay":
            named = page.named_at.get(slot.first)
            start, end = page.span(slot.first, slot.last)
            if named is not None:
                entity = page.entities[named.entity]
                passed_on.append(Speaker(entity.name, entity.id, named.start, named.end))
            else:
                passed_on.append(Speaker(page.text[start:end], None, start, end))
    return tuple(passed_on)


def _cue(page: Page, content: Found) -> Cue | None:
    if content.cue is None:
        return None
    start, end = page.span(content.cue.first, content.cue.last)
    return Cue(start, end, page.text[start:end])


def kind(page: Page, content: Found, models: Models) -> QuoteKind:
    """Direct, indirect or mixed, by how much of the content stands in marks."""
    seen = features.kind_features(page, content.first, content.last, content.start, content.cue)
    weights = models["kinds"]
    return max(KINDS, key=lambda each: score(weights, [f"{each}:{feature}" for feature in seen]))


def unquoted(page: Page, found: list[Found], quotes: list[Quote]) -> tuple[Unquoted, ...]:
    """Marked spans that are no speech: outside every quotation, or names within a report or within other marks."""
    listed: list[Unquoted] = []
    position = 0
    for marked in page.marked:
        first, last = page.token_at(marked.start), page.token_at(marked.end)
        while position < len(found) and found[position].last <= first:
            position += 1
        if position < len(found) and found[position].first < last:
            content, kind_of = found[position], quotes[position].kind
            is_whole = first <= content.first and last >= content.last
            if is_whole or (kind_of == "mixed" and marked.depth == 0):
                continue
        reason = explain.unquoted(page, first, last)
        listed.append(Unquoted(marked.start, marked.end, page.text[marked.start : marked.end], reason))
    return tuple(listed)
