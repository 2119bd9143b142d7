"""Hostile and invisible characters of an article: where they stand and what they are; the text itself stays as it is.

The layout never sends such characters to a terminal (a cluster shows a visible mark or nothing); this module tells the
reader that they are there. Strings shown outside the layout go through `reader.printable`.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Literal, NamedTuple

Kind = Literal["escape", "control", "override", "embedding", "invisible", "tag", "surrogate"]

# ECMA-48: CSI, the string sequences (OSC, DCS, SOS, PM, APC) up to their terminator, two-byte escapes. Bounded, so that
# an unterminated string cannot swallow the article.
_ESCAPE = (
    r"(?:\x1b\[|\x9b)[0-?]{0,64}[ -/]{0,8}[@-~]?"
    r"|(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x9c\n]{0,4096}(?:\x07|\x1b\\|\x9c)?"
    r"|\x1b[ -/]{0,8}[0-~]?"
)
_HAZARD = re.compile(
    rf"(?P<escape>{_ESCAPE})"
    r"|(?P<control>[\x00-\x08\x0b-\x1a\x1c-\x1f\x7f-\x9f]+)"
    r"|(?P<override>[\u202d\u202e]+)"
    r"|(?P<embedding>[\u202a-\u202c\u2066-\u2069]+)"
    # Zero width space, word joiner, invisible operators, deprecated formats, fillers, combining grapheme joiner.
    r"|(?P<invisible>[\u200b\u2028\u2029\u034f\u115f\u1160\u17b4\u17b5\u180e\u2060-\u2065\u206a-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb]+)"
    r"|(?P<tag>[\U000e0000-\U000e0fff]+)"
    r"|(?P<surrogate>[\ud800-\udfff]+)"
)
_REPORTED: tuple[Kind, ...] = ("escape", "control", "override", "tag", "surrogate", "invisible")


class Hazard(NamedTuple):
    """A run of characters of one kind that show nothing or would be obeyed; a span of code points into the text."""

    start: int
    end: int
    kind: Kind


def hazards(text: str) -> list[Hazard]:
    """Every such run of `text`, in order. An escape sequence is one span, its printable part included."""
    return [Hazard(m.start(), m.end(), m.lastgroup) for m in _HAZARD.finditer(text)]  # type: ignore[arg-type]


def summary(text: str) -> dict[Kind, int]:
    """How many runs of each kind `text` holds, worst kind first.

    Embeddings, isolates and single zero width spaces are what web editors leave behind and are not counted.
    """
    counts = Counter(hazard.kind for hazard in hazards(text) if not _ordinary(text, hazard))
    return {kind: counts[kind] for kind in _REPORTED if counts[kind]}


def _ordinary(text: str, hazard: Hazard) -> bool:
    if hazard.kind == "embedding":
        return True
    return hazard.kind == "invisible" and text[hazard.start : hazard.end] in ("\u200b", "\u2060", "\ufeff")
