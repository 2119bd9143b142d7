"""Words as the tagger sees them: folded forms, the stems behind proclitics, sentences of tokens."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from reader.annotate import lexicon
from reader.annotate.normal import fold
from reader.annotate.tokens import Token, sentences, tokenize

CONJUNCTIONS = frozenset(lexicon.load("particles")["conjunctions"])
PREPOSITIONS = frozenset(lexicon.load("particles")["prepositions"])
_SHORTEST = 2
"""No stem is shorter: «وب» is no «و» and «ب»."""


class Sentence(NamedTuple):
    """Tokens of one sentence and their folded forms; `first` where it opens a paragraph, `headline` in the first one."""

    tokens: tuple[Token, ...]
    forms: tuple[str, ...]
    first: bool
    headline: bool


def split(text: str) -> list[Sentence]:
    """The sentences of `text` that hold a token."""
    tokens = tokenize(text)
    found: list[Sentence] = []
    index = 0
    last_end = 0
    for start, end in sentences(text):
        first = index
        while index < len(tokens) and tokens[index].start < end:
            index += 1
        piece = tuple(tokens[first:index])
        if piece:
            opens = not found or "\n" in text[last_end : start + 1]
            forms = tuple(fold(text[t.start : t.end]) or text[t.start : t.end] for t in piece)
            found.append(Sentence(piece, forms, opens, not found))
            last_end = end
    return found


@lru_cache(maxsize=65536)
def stems(form: str) -> tuple[tuple[int, str], ...]:
    """What a folded word can be once proclitics are peeled: (letters peeled, stem), itself first.

    و ف before ب ل ك before the rest; «لل» hides the article, so its stem is «ال…» and one letter is peeled.
    """
    found = [(0, form)]
    for peeled, stem in list(found):
        if stem[0] in CONJUNCTIONS and len(stem) > _SHORTEST:
            found.append((peeled + 1, stem[1:]))
    for peeled, stem in list(found):
        if len(stem) <= _SHORTEST:
            continue
        if stem.startswith("لل"):
            found.append((peeled + 1, "ا" + stem[1:]))
        elif stem[0] in PREPOSITIONS:
            found.append((peeled + 1, stem[1:]))
    return tuple(found)
