"""CoNLL/BIO: a token and its tag a line, an empty line between sentences.

Offsets are lost, as the format has none: a `# text` comment before each sentence gives the words as they stood.
"""

from __future__ import annotations

import itertools

from reader.annotate.model import Analysis
from reader.annotate.tokens import sentences, tokenize
from reader.interchange.registry import Extras

ANERCORP = {"PER": "PERS"}
"""ANERcorp's names where they differ from ours."""


def write(analysis: Analysis, extras: Extras, anercorp: bool = False) -> dict[str, bytes]:
    """`.conll`. A token that a mention begins inside of (after a proclitic) is split there, as the mention has it."""
    text = analysis.article.text
    labels = dict(extras.labels) or (ANERCORP if anercorp else {})
    mentions = sorted(
        (m.start, m.end, labels.get(e.type, e.type)) for e in analysis.entities for m in e.mentions
    )
    lines: list[str] = []
    for first, last in sentences(text):
        if not anercorp:
            lines.append("# text = " + " ".join(text[first:last].split()))
        inside = [m for m in mentions if m[0] < last and m[1] > first]
        cuts = {offset for m in inside for offset in m[:2]}
        for token in tokenize(text[first:last]):
            start, end = first + token.start, first + token.end
            borders = sorted({start, end, *(c for c in cuts if start < c < end)})
            for left, right in itertools.pairwise(borders):
                lines.append(f"{text[left:right]} {_tag(left, right, inside)}")
        lines.append("")
    return {".conll": "\n".join(lines).encode("utf-8", "replace")}


def _tag(start: int, end: int, mentions: list[tuple[int, int, str]]) -> str:
    for left, right, label in mentions:
        if left <= start and end <= right:
            return ("B-" if start == left else "I-") + label
    return "O"
