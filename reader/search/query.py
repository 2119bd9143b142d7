"""What is looked for: a text and how strictly, compiled once."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple, get_args

from reader.annotate.normal import normalise
from reader.errors import UsageError

Mode = Literal["normalised", "words", "exact", "regex"]
MODES: tuple[Mode, ...] = get_args(Mode)
_PROCLITICS = r"(?:[وف]?(?:س|[بكل]?(?:ال)?|لل)?)"
"""Conjunction, then the future's «س», or a preposition and the article; «لل» is «ل» and «ال»."""
_LETTER = r"[^\W_]"


class Query(NamedTuple):
    """A search. `normalised`: letters alike are equal (أ ا, ى ي, ة ه), marks and tatweel do not count, white space is
    any run of it. `words`: the same, but whole words, proclitics on them or not. `exact`: as typed. `regex`: Python's."""

    text: str
    mode: Mode = "normalised"

    @property
    def folds(self) -> bool:
        """Whether the search is on the normalised text."""
        return self.mode in ("normalised", "words")


@lru_cache(maxsize=64)
def compiled(query: Query) -> re.Pattern[str] | None:
    """The pattern of a query, on the normalised text when it folds; None when there is nothing to look for.

    Raises UsageError for a regular expression that is none, or that matches nothing but the empty text.
    """
    if query.mode == "regex":
        try:
            return re.compile(query.text, re.MULTILINE) if query.text else None
        except (re.error, RecursionError, OverflowError) as error:
            raise UsageError("search.bad_regex", reason=error) from error
    if query.mode == "exact":
        return re.compile(re.escape(query.text)) if query.text else None
    words = [re.escape(word) for word in normalise(query.text.casefold()).text.split()]
    if not words:
        return None
    phrase = r"\s+".join(words)
    if query.mode == "words":
        phrase = rf"(?<!{_LETTER}){_PROCLITICS}{phrase}(?!{_LETTER})"
    return re.compile(phrase, re.IGNORECASE)
