"""What a candidate is judged by: named measures of where it stands, what it holds, who says it and how central it is."""

from __future__ import annotations

import math
from typing import NamedTuple

from reader.annotate.claims import signals
from reader.annotate.claims.candidates import Candidate, candidates
from reader.annotate.claims.page import Page, Sentence

_OPENED = ("sentence", "complementiser", "pause", "mark", "dash", "connective", "relative", "quote")
_CLOSED = ("sentence", "pause", "mark", "dash", "connective", "relative", "report", "source", "quote")
_COUNTED = (
    "reporting",
    "accusation",
    "denial",
    "demand",
    "commitment",
    "prediction",
    "causal",
    "comparison",
    "change",
    "rule",
    "opinion",
    "hedge",
    "negation",
    "question",
    "selves",
    "recency",
    "debunk",
    "future",
    "coming",
    "figures",
    "dates",
    "percent",
    "money",
    "PER",
    "LOC",
    "ORG",
    "MISC",
    "entity weight",
    "new entities",
    "marks",
    "pauses",
)
_RATED = ("rarity", "centrality", "new words", "headline", "lede", "wording")
_RANKED = ("centrality", "figures", "entity weight", "change", "words", "wording")


class Seen(NamedTuple):
    """A candidate with its measures, by the names in `NAMES`."""

    candidate: Candidate
    values: list[float]


def of_page(page: Page) -> list[Seen]:
    """The candidates of an article and their features, in order."""
    found = candidates(
        page.folded, page.words, [(s.first, s.last) for s in page.sentences], page.quote_ranges
    )
    said = page.quotes_in
    ranks = {name: _ranks(page, name) for name in _RANKED}
    shared = [_of_sentence(page, number, ranks, said[number]) for number in range(len(page.sentences))]
    return [Seen(c, _of_candidate(page, c, said[c.sentence]) + shared[c.sentence]) for c in found]


def lede_bonus(seen: Seen) -> float:
    """What a candidate gains by being most of a lede that tells an event: nine in ten such ledes hold a gold claim,
    whatever else the article is like."""
    told, share = seen.values[_LEDE_TELLS], seen.values[_SHARE]
    return LEDE_BONUS if told and share >= _MOST_OF_IT else 0.0


def _measure(page: Page, name: str, first: int, last: int) -> float:
    if name == "words":
        return page.words[last] - page.words[first]
    value = page.count(name, first, last)
    return value / max(page.count("content", first, last), 1.0) if name in _RATED else value


def _ranks(page: Page, name: str) -> list[float]:
    """Each sentence's place among the article's by a measure, 0 (lowest) to 1."""
    values = [_measure(page, name, s.first, s.last) for s in page.sentences]
    ordered = sorted(values)
    below = {v: i for i, v in reversed(list(enumerate(ordered)))}
    return [below[v] / max(len(values) - 1, 1) for v in values]


_CANDIDATE_NAMES = (
    "length",
    "share of its sentence",
    "words before it",
    "words after it",
    *(f"opened by {kind}" for kind in _OPENED),
    *(f"closed by {kind}" for kind in _CLOSED),
    *_COUNTED,
    *(f"{name} rate" for name in _RATED),
    "headline words",
    "centrality sum",
    "figures left out",
    "reporting before",
    "starts with a name",
    "starts with a change",
    "starts with a report",
    "starts with the definite",
    "starts with imperfect",
    "starts with preposition",
    "starts with background",
    "starts with negation",
    "unbalanced marks",
    "carries on",
    "starts with a past verb",
    "starts with a participle of saying",
    "a report follows",
    "cuts a quote short",
    "starts within a quote",
    "reports inside",
    "starts with a verb",
    "is a quote",
    "inside a quote",
    "share quoted",
    "direct quote",
    "mixed quote",
    "quote not said",
    "speaker known",
    "speaker is a person",
    "speaker weight",
    "cue accuses",
    "cue demands",
    "cue commits or predicts",
    "cue is an opinion",
)


def _of_candidate(page: Page, c: Candidate, said: list[int]) -> list[float]:
    first, last = c.first, c.last
    sentence = page.sentences[c.sentence]
    length = page.words[last] - page.words[first]
    whole = max(page.words[sentence.last] - page.words[sentence.first], 1)
    counts = [page.count(name, first, last) for name in _COUNTED]
    rates = [_measure(page, name, first, last) for name in _RATED]
    word = page.folded[first]
    ranges = [page.quote_ranges[q] for q in said]
    opening = page.groups[first]
    values = [
        length,
        length / whole,
        page.words[first] - page.words[sentence.first],
        max(page.words[sentence.last] - page.words[last], 0),
        *(float(c.opened_by == kind) for kind in _OPENED),
        *(float(c.closed_by == kind) for kind in _CLOSED),
        *counts,
        *rates,
        page.count("headline", first, last),
        page.count("centrality", first, last),
        max(page.count("figures", sentence.first, sentence.last) - page.count("figures", first, last), 0.0),
        page.count("reporting", sentence.first, max(first, sentence.first)),
        float(sum(page.count(t, first, min(first + 2, last)) for t in ("PER", "LOC", "ORG", "MISC")) > 0),
        float("change" in opening),
        float("reporting" in opening),
        float(word.startswith(("ال", "وال"))),
        float(len(word) > 3 and word.lstrip("وف")[:1] in ("ي", "ت")),
        float(word.lstrip("و") in _PREPOSITIONS),
        float("background" in opening),
        float("negation" in opening),
        page.count("marks", first, last) % 2,
        float(signals.continues(word)),
        float(signals.is_past(word)),
        float(word in signals.boundary_words("carriers")),
        page.count("reporting", last, min(last + 3, sentence.last)) if last < sentence.last else 0.0,
        float(any(a < last < b for a, b in ranges)),
        float(any(a < first < b for a, b in ranges)),
        page.count("reporting", min(first + 3, last), last),
        float(any(signals.is_past(w) or signals.is_present(w) for w in page.folded[first : first + 3])),
    ]
    return values + _quoted(page, first, last, length, said)


_DATELINE = 10
"""Tokens within which a dateline ends."""
_PREPOSITIONS = frozenset(
    ("في", "من", "علي", "الي", "عن", "مع", "بعد", "قبل", "خلال", "منذ", "حتي", "عند", "عبر")
)


def _quoted(page: Page, first: int, last: int, length: float, said: list[int]) -> list[float]:
    """How a candidate stands to the quote it shares most words with."""
    best, shared, union = None, 0.0, 1.0
    for q in said:
        a, b = page.quote_ranges[q]
        both = page.words[min(b, last)] - page.words[max(a, first)] if min(b, last) > max(a, first) else 0
        if both > shared:
            best, shared = q, both
            union = length + page.words[b] - page.words[a] - both
    if best is None:
        return [0.0] * 13
    quote = page.quotes[best]
    speaker = quote.speaker
    entity = page.entity_of.get(speaker.entity or "") if speaker else None
    cue = quote.cue
    groups = page.groups[min(page.range(cue.start, cue.end)[0], len(page.tokens) - 1)] if cue else frozenset()
    return [
        shared / union,
        float(shared >= 0.8 * length),
        shared / max(length, 1),
        float(quote.kind == "direct"),
        float(quote.kind == "mixed"),
        float(quote.factuality != "said"),
        float(speaker is not None),
        float(entity is not None and entity.type == "PER"),
        page.weight_of.get(entity.id, 0.0) if entity else 0.0,
        float("accusation" in groups or "denial" in groups),
        float("demand" in groups),
        float("commitment" in groups or "prediction" in groups),
        float("opinion" in groups),
    ]


_SENTENCE_NAMES = (
    "place in the article",
    "share of the article before it",
    "sentences in the article",
    "words in the article",
    "paragraph",
    "place in its paragraph",
    "is the lede",
    "sentences after the lede",
    "is on the headline's line",
    "is before the lede",
    "sentence carries on",
    "sentence starts with a past verb",
    "sentence starts with a name",
    "the lede tells an event",
    "sentence length",
    "ends in a full stop",
    "sentence asks",
    "page furniture",
    "restated later",
    "restates",
    "quotes in the sentence",
    "quoted share of the sentence",
    *(f"rank by {name}" for name in _RANKED),
    "previous sentence's figures",
    "next sentence's length",
    "previous sentence's length",
    "quotes in the article",
    "figures in the article",
)


def _of_sentence(page: Page, number: int, ranks: dict[str, list[float]], said: list[int]) -> list[float]:
    s = page.sentences[number]
    size = page.words[s.last] - page.words[s.first]
    before = page.sentences[number - 1] if number else None
    after = page.sentences[number + 1] if number + 1 < len(page.sentences) else None
    quoted = sum(
        page.words[min(page.quote_ranges[q][1], s.last)] - page.words[max(page.quote_ranges[q][0], s.first)]
        for q in said
    )

    told = signals.opens_as_past(page.folded[_after_dateline(page, s)])

    def length(other: Sentence | None) -> float:
        return page.words[other.last] - page.words[other.first] if other else 0

    return [
        s.position,
        s.position / max(page.substance, 1),
        page.substance,
        math.log1p(page.words[-1]),
        s.paragraph,
        s.in_paragraph,
        float(number == page.lede),
        number - page.lede,
        float(s.paragraph == page.headline_line),
        float(number < page.lede),
        float(signals.continues(page.folded[s.first])),
        float(told),
        float(
            sum(page.count(t, s.first, min(s.first + 2, s.last)) for t in ("PER", "LOC", "ORG", "MISC")) > 0
        ),
        float(told and number == page.lede),
        size,
        float(page.folded[s.last - 1] in ".؟!"),
        float(page.folded[s.last - 1] in "؟?"),
        page.count("boilerplate", s.first, s.last),
        page.restated[number],
        page.restates[number],
        len(said),
        quoted / max(size, 1),
        *(ranks[name][number] for name in _RANKED),
        page.count("figures", before.first, before.last) if before else 0.0,
        length(after),
        length(before),
        len(page.quotes) / max(page.substance, 1),
        page.sums["figures"][-1] / max(page.substance, 1),
    ]


def _after_dateline(page: Page, sentence: Sentence) -> int:
    """The token a sentence starts at once the place and agency of a dateline («دبي (CNN) --») are passed."""
    end = min(sentence.first + _DATELINE, sentence.last - 1)
    dash = next((i for i in range(sentence.first, end) if page.folded[i] in "-–—"), None)
    if dash is None:
        return sentence.first
    while dash < sentence.last - 1 and page.folded[dash] in "-–—":
        dash += 1
    return dash


NAMES: tuple[str, ...] = _CANDIDATE_NAMES + _SENTENCE_NAMES
"""The features in order: first of the candidate, then of its sentence."""
LEDE_BONUS = 0.1
_MOST_OF_IT = 0.6
_LEDE_TELLS, _SHARE = NAMES.index("the lede tells an event"), NAMES.index("share of its sentence")
