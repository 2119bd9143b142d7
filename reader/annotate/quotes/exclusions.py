"""Who cannot be the speaker, by the subject that stands beside the cue: rules of Arabic, before any weighing.

Each one was kept because it raises the share of right speakers on held-out articles (docs/quotes.md).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from reader.annotate.lexicon import folded
from reader.annotate.quotes.origins import PRECEDING, SUBJECT, sort_of
from reader.annotate.quotes.page import Page
from reader.annotate.quotes.roles import Key
from reader.annotate.quotes.slots import Slot

C = TypeVar("C")
_OWN = ("np=after", "in=after", "np=later", "in=later")
_BEFORE = ("np=subject", "in=subject")
_PLURAL_ENDINGS = ("ون", "ات")
_LONG = 4
"""A word with fewer letters than this before its ending is no plural («بنات» is, «ذات» is not)."""


def admissible(
    page: Page, places: list[Slot], gathered: dict[Key, tuple[C, list[str]]]
) -> dict[Key, tuple[C, list[str]]]:
    """The candidates that the subject beside the cue leaves; all of them where it would leave nobody.

    A subject that is a name, after the verb or right before it, or plural and indefinite («يقول منتقدون»), speaks itself: nobody said before goes on. A document
    or a body that a definite phrase points back to («الوثيقة ذاتها») is no person.
    """
    slot = next((s for place in SUBJECT for s in places if s.place == place), None)
    if slot is None:
        if sort_of(page, places, PRECEDING).startswith(("subject:person", "subject:name")):
            return _kept(gathered, lambda key: any(f.startswith(_BEFORE) for f in gathered[key][1]))
        return gathered
    kind = sort_of(page, places, SUBJECT)
    head = page.forms[slot.first]
    if kind.startswith(("name", "person")) or (
        kind in ("indefinite", "later:indefinite") and _is_plural(head)
    ):
        return _kept(gathered, lambda key: any(f.startswith(_OWN) for f in gathered[key][1]))
    if head in folded("speakers", "anaphora", "things") and kind in ("definite", "back-reference"):
        return _kept(gathered, lambda key: not isinstance(key, int) or page.entities[key].type != "PER")
    return gathered


def _kept(
    gathered: dict[Key, tuple[C, list[str]]], stays: Callable[[Key], bool]
) -> dict[Key, tuple[C, list[str]]]:
    kept = {key: value for key, value in gathered.items() if stays(key)}
    return kept if any(key is not None for key in kept) else gathered


def _is_plural(head: str) -> bool:
    return (head.endswith(_PLURAL_ENDINGS) and len(head) > _LONG) or head in folded(
        "speakers", "gender", "plural"
    )
