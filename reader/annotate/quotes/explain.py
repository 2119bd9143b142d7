"""Which rule found a quotation and why its speaker was chosen, as message ids of the room `quotes`."""

from __future__ import annotations

from reader.annotate.quotes.found import Found
from reader.annotate.quotes.page import Page
from reader.annotate.quotes.speakers import Candidate

_OPENERS = {
    "comp": "complementiser",
    "comp-mark": "complementiser",
    "mark-comp": "marks",
    "mark": "marks",
    "back-mark": "marks-before",
    "colon": "colon",
    "comma": "comma",
    "dash": "comma",
    "resume": "comma",
    "question": "question",
    "back": "before",
}
_SHAPES = {
    "past": "verb",
    "present": "verb",
    "passive": "verb",
    "participle": "participle",
    "masdar": "masdar",
    "source": "source",
}


def rule(found: Found) -> str:
    """`quotes.rule.<cue>-<opener>`, or `quotes.rule.marks` for marked words with no cue."""
    if found.cue is not None and found.cue.form.shape == "headline":
        return "quotes.rule.headline"
    if found.cue is None or found.start is None:
        return "quotes.rule.marks"
    return f"quotes.rule.{_SHAPES[found.cue.form.shape]}-{_OPENERS.get(found.start.opener, 'noun')}"


_PLACES = (
    ("in=after", "after"), ("np=after", "after"), ("in=later", "after"), ("np=later", "after"),
    ("in=relayed", "relayed"), ("np=relayed", "relayed"), ("in=about", "relayed"), ("np=about", "relayed"),
    ("in=subject", "before"), ("np=subject", "before"), ("in=relative", "before"), ("np=relative", "before"), ("in=headline", "before"), ("np=headline", "before"),
    ("in=float", "beside"), ("np=float", "beside"), ("last=", "earlier"), ("role=", "title"),
    ("in=sentence", "before"), ("np=sentence", "before"), ("in=verb", "before"), ("np=verb", "before"), ("near=", "near"),
)  # fmt: skip


def reason(candidate: Candidate, evidence: list[str]) -> str:
    """`quotes.reason.<place>`: where the speaker is named."""
    if candidate.key is None:
        return "quotes.reason.nobody"
    for prefix, place in _PLACES:
        if any(feature.startswith(prefix) for feature in evidence):
            return f"quotes.reason.{place}"
    return "quotes.reason.near"


def unquoted(page: Page, first: int, last: int) -> str:
    """Why the marked tokens first..last are no quotation."""
    if any(k in page.named_at for k in range(first, last)) and last - first <= 6:
        return "quotes.unquoted.name"
    if last - first <= 3:
        return "quotes.unquoted.term"
    return "quotes.unquoted.phrase"
