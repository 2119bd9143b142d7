"""Names that another recogniser found, made mentions of ours: proclitics off, and every other place where they stand."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from reader.annotate.entities.mentions import Evidence, Named, mention
from reader.annotate.entities.words import Sentence, stems

_ALONE = 4
"""A name of one word with fewer letters is too likely a common word to be looked for elsewhere."""


class Given(NamedTuple):
    """A name as the other recogniser has it: code points, our type, probability."""

    start: int
    end: int
    type: str
    score: float


def named(text: str, sentences: list[Sentence], names: Iterable[Given]) -> list[Named]:
    """The names as mentions, in order. A name that crosses a sentence's end is cut there."""
    evidence = Evidence(sentences)
    starts = [sentence.tokens[0].start for sentence in sentences]
    found = []
    for name in names:
        number = bisect_right(starts, name.start) - 1
        if number < 0:
            continue
        tokens = sentences[number].tokens
        inside = [i for i, token in enumerate(tokens) if token.start < name.end and token.end > name.start]
        if inside:
            made = mention(
                text, sentences[number], number, inside[0], inside[-1] + 1, name.type, name.score, evidence
            )
            if made:
                found.append(made)
    return sorted(set(found))


def everywhere(text: str, sentences: list[Sentence], mentions: list[Named]) -> list[Named]:
    """The mentions, and the places that say the same name where the recogniser missed it; the longest name wins."""
    known: dict[tuple[str, ...], Named] = {}
    for one in mentions:
        if len(one.forms) > 1 or len(one.forms[0]) >= _ALONE:
            known.setdefault(one.forms, one)
    by_last: dict[int, list[tuple[str, ...]]] = {}
    for forms in known:
        by_last.setdefault(len(forms), []).append(forms)
    lengths = sorted(by_last, reverse=True)
    taken = {(m.sentence, i) for m in mentions for i in range(m.first, m.last)}
    evidence = Evidence(sentences)
    added = []
    for number, sentence in enumerate(sentences):
        for first, form in enumerate(sentence.forms):
            readings = [stem for _, stem in stems(form)]
            for length in lengths:
                last = first + length
                rest = sentence.forms[first + 1 : last]
                name = next((known[key] for stem in readings if (key := (stem, *rest)) in known), None)
                if name is None or last > len(sentence.forms):
                    continue
                if any((number, i) in taken for i in range(first, last)):
                    continue
                made = mention(text, sentence, number, first, last, name.kind, name.score, evidence)
                if made:
                    added.append(made)
                    taken.update((number, i) for i in range(first, last))
                break
    return sorted([*mentions, *added])
