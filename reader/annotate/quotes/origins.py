"""How a candidate speaker stands to the cue, and what kind of phrase fills the subject's place."""

from __future__ import annotations

from reader.annotate.lexicon import folded
from reader.annotate.quotes.page import Page
from reader.annotate.quotes.slots import Slot

SUBJECT = ("after", "relayed", "about", "later", "headline", "float-after")
PRECEDING = ("subject", "relative", "verb-before", "sentence", "float-before")
_ORIGINS = (
    "last.share=1/3/2", "last.share=1/3/3", "role.share=PER/3/2", "role.share=PER/3/3", "role.share=ORG/3/2", "role.share=ORG/3/3",
    "in=relayed", "in=after", "in=about", "in=later", "in=headline", "in=float-after", "in=subject", "in=relative",
    "np=relayed", "np=after", "np=about", "np=later", "np=headline", "np=float-after", "np=subject", "np=relative",
    "last=1", "last=2", "last=3", "role=", "in=verb-before", "np=verb-before", "in=verb-first", "np=verb-first",
    "in=sentence", "np=sentence", "in=float-before", "np=float-before", "near=r/0", "near=l/0", "near=r", "near=l", "recent=1", "recent=2", "salient", "null",
)  # fmt: skip
"""Where a candidate comes from, the closest relation to the cue first."""


def origins(found: list[str]) -> tuple[str, str]:
    """The two closest relations a candidate has to the cue."""
    own = [origin for origin in _ORIGINS if any(feature.startswith(origin) for feature in found)]
    first = own[0] if own else "none"
    kind = (
        next((f.split("/")[1] for f in found if f.startswith(first + "/") and f.count("/") >= 1), "")
        if first.startswith("in=")
        else ""
    )
    return first + kind, own[1] if len(own) > 1 else "none"


def sort_of(page: Page, places: list[Slot], wanted: tuple[str, ...]) -> str:
    """What the first phrase in one of the `wanted` places is: a person, a name, a back-reference, a description."""
    slot = next((s for place in wanted for s in places if s.place == place), None)
    if slot is None:
        return "none"
    named = [page.named_at[k] for k in range(slot.first, slot.last) if k in page.named_at]
    if any(page.entities[n.entity].type == "PER" for n in named):
        kind = "person"
    elif named and named[0].first == slot.first:
        kind = "name-" + page.entities[named[0].entity].type
    elif page.forms[slot.first] in folded("speakers", "anaphora", "heads") or any(
        page.forms[k] in folded("speakers", "anaphora", "marks") for k in range(slot.first, slot.last)
    ):
        kind = "back-reference"
    else:
        kind = "definite" if page.forms[slot.first].startswith("ال") else "indefinite"
    return f"{slot.place}:{kind}" if wanted is PRECEDING or slot.place != "after" else kind
