"""Words, sentences and paragraphs of an article as code-point spans."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

MARKS = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
"""Arabic combining marks, as a regular-expression class body (UnicodeData.txt, Mn in the Arabic block)."""
INVISIBLE = "\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad\u061c"
"""Characters that show nothing: bidi controls, joiners, soft hyphen."""

_NUMBER = r"[0-9٠-٩۰-۹]+(?:[.,٫٬][0-9٠-٩۰-۹]+)*"
_WORD = rf"(?:[^\W_\d]|[{MARKS}\u0640])(?:[^\W_]|[{MARKS}\u0640\u200c\u200d])*"
_TOKEN = re.compile(
    rf"(?P<number>{_NUMBER})|(?P<word>{_WORD})|(?P<space>[\s{INVISIBLE}]+)|(?P<punct>.)", re.S
)
_SENTENCE_END = re.compile(r"[.!?؟۔…]+[\"'”»’)\]]*(?=\s|$)|\n+")
_ABBREVIATION = re.compile(r"(?:^|[\s(«“\"])(?:[\u0621-\u064a]|[A-Za-z])$")

Kind = Literal["word", "number", "punct"]


class Token(NamedTuple):
    """A word, a number or one mark of punctuation; `start` and `end` are code points into the text."""

    start: int
    end: int
    kind: Kind


def tokenize(text: str) -> list[Token]:
    """Every token of `text` in order; white space and invisible characters belong to none.

    Numbers keep their separators («١٬٢٠٠٫٥»), words keep their marks, tatweel and joiners.
    """
    return [Token(m.start(), m.end(), m.lastgroup) for m in _TOKEN.finditer(text) if m.lastgroup != "space"]  # type: ignore[arg-type]


def words(text: str) -> list[Token]:
    """The words and numbers of `text`."""
    return [token for token in tokenize(text) if token.kind != "punct"]


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Spans of the lines of `text` that hold anything but white space, trimmed."""
    return [(m.start(), m.end()) for m in re.finditer(r"\S(?:[^\n]*\S)?", text)]


def sentences(text: str) -> list[tuple[int, int]]:
    """Spans of sentences, trimmed, closing marks included.

    A full stop ends one unless it follows a single letter (an initial or «د.») or stands inside a number.
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _SENTENCE_END.finditer(text):
        if match.group()[0] == "." and _ABBREVIATION.search(text, max(0, match.start() - 2), match.start()):
            continue
        _append(spans, text, start, match.end())
        start = match.end()
    _append(spans, text, start, len(text))
    return spans


def _append(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    if piece.strip():
        spans.append((start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())))
