"""What kind of statement a claim is, whether it asserts or denies, and whether it is hedged."""

from __future__ import annotations

from reader.annotate.claims.page import Page
from reader.annotate.model import ClaimKind, Polarity, Quote

_CUE, _OPENING, _INSIDE = 3.0, 2.0, 1.0
"""Weight of a signal in the cue that introduces the claim, in its first words, and further inside."""
_OPENING_WORDS = 3
_SIGNALS: dict[ClaimKind, tuple[str, ...]] = {
    "denial": ("denial",),
    "accusation": ("accusation",),
    "demand": ("demand",),
    "commitment": ("commitment",),
    "prediction": ("prediction", "future"),
    "rule": ("rule",),
    "causal": ("causal",),
    "comparison": ("comparison",),
    "quantity": ("percent", "money", "figures"),
    "opinion": ("opinion", "selves"),
    "event": ("change", "dates"),
}
"""The groups that speak for each kind; on a tie the kind named first is the more telling one."""
_NEEDED = 2.0


def kind(page: Page, first: int, last: int, quote: Quote | None) -> ClaimKind:
    """The kind that most signals in the cue, the opening and the body speak for; an event when none does clearly."""
    opening = min(first + _OPENING_WORDS, last)
    cue = _cue(page, quote)
    best: ClaimKind = "event"
    most = 0.0
    for name, groups in _SIGNALS.items():
        value = 0.0
        for group in groups:
            value += _INSIDE * min(page.count(group, opening, last), 2.0)
            value += _OPENING * min(page.count(group, first, opening), 1.0)
            value += _CUE * min(page.count(group, *cue), 1.0) if cue else 0.0
        if value > most and (value >= _NEEDED or name == "event"):
            best, most = name, value
    return best


def _cue(page: Page, quote: Quote | None) -> tuple[int, int] | None:
    return page.range(quote.cue.start, quote.cue.end) if quote and quote.cue else None


def polarity(page: Page, first: int, last: int, quote: Quote | None) -> Polarity:
    """`question` when it asks, `deny` when its source denies it or its main verb is negated, else `assert`."""
    if page.count("question", first, min(first + 2, last)) or _follows(page, last, "؟?"):
        return "question"
    cue = _cue(page, quote)
    denied = quote is not None and quote.factuality == "denied"
    if denied or (cue and page.count("denial", *cue)):
        return "deny"
    return "deny" if page.count("negation", first, min(first + _OPENING_WORDS, last)) else "assert"


def hedged(page: Page, first: int, last: int) -> bool:
    """Whether the statement itself is softened (ربما, قد, يمكن); «about» before a figure does not count."""
    return page.count("hedge", first, last) > page.count("approximation", first, last)


def _follows(page: Page, last: int, marks: str) -> bool:
    return last < len(page.folded) and page.folded[last] in marks
