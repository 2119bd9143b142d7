"""Tagged sentences become mentions: spans of names, proclitics and marks off their edges."""

from __future__ import annotations

import collections
from collections.abc import Iterable
from typing import NamedTuple

from reader.annotate.entities.document import spans
from reader.annotate.entities.features import known_words
from reader.annotate.entities.gazetteer import gazetteer
from reader.annotate.entities.model import LABELS, Floats
from reader.annotate.entities.words import CONJUNCTIONS, PREPOSITIONS, Sentence, stems
from reader.annotate.normal import fold

_SKIPPED = frozenset("ـ")
_BARE = CONJUNCTIONS | PREPOSITIONS


class Named(NamedTuple):
    """A mention in one sentence: code points into the article, type, probability, folded words without proclitics.

    `sentence`, `first` and `last` say where: the sentence's number and the tokens from `first` up to `last`.
    """

    start: int
    end: int
    kind: str
    score: float
    forms: tuple[str, ...]
    sentence: int
    first: int
    last: int


class Evidence:
    """What the article itself says of how its words are written: how often each folded word stands in it."""

    def __init__(self, sentences: Iterable[Sentence]) -> None:
        self.counts: collections.Counter[str] = collections.Counter(
            form for sentence in sentences for form in sentence.forms
        )

    def stem(self, form: str, kind: str, rest: tuple[str, ...]) -> tuple[int, str]:
        """How many letters of a name's first word are proclitics, and what is left.

        A reading counts for more when the gazetteer knows the name or the word, and when the article writes it alone.
        """
        names = gazetteer()
        best, best_score = (0, form), 0.0
        for peeled, stem in stems(form):
            score = _PRIOR[form[:peeled]] if peeled < 2 else _PRIOR[form[0]] + _PRIOR[form[1]]
            if rest and " ".join((stem, *rest)) in names.kinds:
                score += 3
            kinds = set(names.kinds.get(stem, ""))
            score += 2 if kinds & _USABLE[kind] else 1 if kinds else 0
            score += stem in names.leanings
            score += 2 * (stem in known_words() or not "\u0621" <= stem[0] <= "\u064a")
            if peeled:
                score += (
                    min(self.counts[stem], 3)
                    + 2 * (stem.startswith("ال") and len(stem) > 4)
                    - 2 * (len(stem) < 3)
                )
            if score > best_score or not peeled:
                best, best_score = (peeled, stem), score
        return best


_PRIOR = {"": 1.0, "و": 0.5, "ف": -1.0, "ب": -0.5, "ل": 0.0, "ك": -1.0}
"""How readily a letter is a proclitic, against the word as it stands."""
_USABLE = {
    "PER": frozenset("PGNgfpxW"),
    "LOC": frozenset("LCTtRly"),
    "ORG": frozenset("OKoyLCTR"),
    "MISC": frozenset("MKoyWLCTR"),
}


def cut(token_text: str, letters: int) -> int:
    """How far into a token its name begins once `letters` folded letters are peeled; marks and tatweel go with them."""
    index = 0
    while letters and index < len(token_text):
        letters -= bool(fold(token_text[index]))
        index += 1
    if index:
        while index < len(token_text) and not fold(token_text[index]):
            index += 1
    return index


def collect(
    text: str, sentences: list[Sentence], paths: list[list[int]], chances: list[Floats]
) -> list[Named]:
    """Every mention the tagger found, in order, trimmed."""
    evidence = Evidence(sentences)
    found = []
    for number, (sentence, path, chance) in enumerate(zip(sentences, paths, chances, strict=True)):
        for first, last, kind in spans(path):
            named = mention(
                text, sentence, number, first, last, kind, _sure(chance, first, last, kind), evidence
            )
            if named:
                found.append(named)
    return found


def _sure(chance: Floats, first: int, last: int, kind: str) -> float:
    """The least probability among a mention's labels and of its end."""
    inner = LABELS.index(f"I-{kind}")
    least = float(chance[first, inner - 1])
    for i in range(first + 1, last):
        least = min(least, float(chance[i, inner]))
    if last < len(chance):
        least = min(least, 1.0 - float(chance[last, inner]))
    return least


def mention(
    text: str,
    sentence: Sentence,
    number: int,
    first: int,
    last: int,
    kind: str,
    score: float,
    evidence: Evidence,
) -> Named | None:
    """The mention of tokens `first` up to `last`, without punctuation and proclitics at its edges; None if none is left."""
    tokens, forms = sentence.tokens, sentence.forms
    while first < last and (tokens[first].kind == "punct" or forms[first] in _BARE):
        first += 1
    while last > first and tokens[last - 1].kind == "punct" and not _closes(forms, first, last):
        last -= 1
    if first == last:
        return None
    peeled, stem = evidence.stem(forms[first], kind, forms[first + 1 : last])
    start = tokens[first].start + cut(text[tokens[first].start : tokens[first].end], peeled)
    while start < tokens[last - 1].end and text[start] in MARKED:
        start += 1
    end = tokens[last - 1].end
    if start >= end:
        return None
    return Named(start, end, kind, score, (stem, *forms[first + 1 : last]), number, first, last)


MARKED = _SKIPPED | frozenset(chr(c) for c in range(0x64B, 0x660))


def _closes(forms: tuple[str, ...], first: int, last: int) -> bool:
    """Whether the last token closes a bracket opened inside the name."""
    pairs = {")": "(", "]": "[", "»": "«", "”": "“"}
    return pairs.get(forms[last - 1], "") in forms[first : last - 1]
