"""Frames of verbs too rare to learn from: asking someone for an act, and judging something as something."""

from __future__ import annotations

from reader.annotate.lexicon import folded
from reader.annotate.normal import fold
from reader.annotate.quotes.cues import CueMatch
from reader.annotate.quotes.features import outline
from reader.annotate.quotes.openers import Start, complementisers
from reader.annotate.quotes.page import Page
from reader.annotate.quotes.slots import apposed, noun_phrase

SURE = 0.6
"""How likely a report is where a frame fits."""
_REACH = 30


def fitting(page: Page, cue: CueMatch) -> Start | None:
    """The start that a frame of the cue's verb gives, if one fits: the subject must stand between."""
    if cue.form.shape not in ("past", "present") or cue.form.person != 3:
        return None
    stop = min(page.stop[cue.first], cue.last + _REACH)
    subject = _subject_end(page, cue, stop)
    if subject is None:
        return None
    if fold(cue.form.lemma) in _lemmas("ask"):
        return _asked(page, subject, stop)
    if fold(cue.form.lemma) in _lemmas("judge"):
        return _judged(page, subject, stop)
    return None


def _lemmas(frame: str) -> frozenset[str]:
    return folded("cues", "frames", frame)


def _subject_end(page: Page, cue: CueMatch, stop: int) -> int | None:
    """The token after a subject that is or ends in a person's or a body's name."""
    last = noun_phrase(page, cue.last, stop)
    for k in range(cue.last, stop):
        named = page.named_at.get(k)
        if named is None or page.entities[named.entity].type not in ("PER", "ORG"):
            continue
        if k < last or page.entities[named.entity].type == "PER":
            return max(named.last, last) if k < last else named.last
    end = apposed(page, cue.last, last, stop)
    return end if end > last else None


def _asked(page: Page, subject: int, stop: int) -> Start | None:
    """«طلب فلان من فلان نشر…»، «طلب … أن ينشر»."""
    if page.form(subject) != "من":
        return None
    k = noun_phrase(page, subject + 1, stop)
    named = page.named_at.get(subject + 1)
    if named is not None:
        k = named.last
    if k <= subject + 1 or k >= stop:
        return None
    if page.forms[k] in complementisers() and k + 1 < stop:
        return Start(k + 1, "comp", k)
    if page.is_word(k) and outline(page.forms[k]) not in ("al", "p-al", "al-ا"):
        return Start(k, "bare", k)
    return None


def _judged(page: Page, subject: int, stop: int) -> Start | None:
    """«أدان فلان الاتفاق كجزء من…»: the object with what it is said to be."""
    first = subject + 1 if page.form(subject) in ("،", ",") else subject
    if first >= stop or not page.is_word(first):
        return None
    judged = any(page.forms[k] in folded("cues", "frames", "as") for k in range(first + 1, stop))
    return Start(first, "bare", first) if judged else None
