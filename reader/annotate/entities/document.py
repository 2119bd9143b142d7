"""What the rest of the article says of a token: the second pass's features, from what the first pass found."""

from __future__ import annotations

import collections
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from reader.annotate.entities.features import flags_of
from reader.annotate.entities.gazetteer import gazetteer
from reader.annotate.entities.model import LABELS, Floats
from reader.annotate.entities.words import Sentence, stems

KINDS = ("PER", "LOC", "ORG", "MISC")


def spans(labels: list[int]) -> Iterator[tuple[int, int, str]]:
    """The (first, end, type) of mentions in a sentence's label numbers; an I without its B opens one."""
    start, kind = -1, ""
    for i, label in enumerate([*labels, 0]):
        name = LABELS[label]
        if start >= 0 and name != f"I-{kind}":
            yield start, i, kind
            start = -1
        if start < 0 and name != "O":
            start, kind = i, name[2:]


def _by_kind(chances: Floats) -> Floats:
    """Label probabilities summed by type: (tokens, 4)."""
    return chances[:, 1::2] + chances[:, 2::2]


def _sport(sentences: list[Sentence]) -> int:
    """Whether an article is about sport, where cities are clubs: 0 no, 1 a little, 2 yes."""
    tokens = sum(len(sentence.forms) for sentence in sentences)
    found = sum(not _SPORT.isdisjoint(flags_of(form)) for sentence in sentences for form in sentence.forms)
    return min(2, int(found / max(1, tokens) / _SPORTING))


_SPORT = frozenset("fGU")
"""Lexicon flags of sport: its people, its bodies, its contests."""
_SPORTING = 0.03
"""Their share of an article's tokens, from which it counts as being a little about sport; twice as much, wholly."""


class Known(NamedTuple):
    """What a first pass found in an article.

    By stem: how often it stands there, its probabilities by type summed, the highest and the second highest of each.
    By name: its types; `heads` says how long names with a first word are, `parts` how often a word is the first (F),
    a middle (M) or the last (L) of a longer name of a type.
    """

    topic: int
    counts: collections.Counter[str]
    sums: dict[str, Floats]
    surest: dict[str, tuple[Floats, Floats]]
    names: dict[tuple[str, ...], collections.Counter[str]]
    heads: dict[str, int]
    parts: dict[tuple[str, str], collections.Counter[str]]


def _known(sentences: list[Sentence], paths: list[list[int]], kinds: list[Floats]) -> Known:
    known = Known(
        _sport(sentences),
        collections.Counter(),
        {},
        {},
        collections.defaultdict(collections.Counter),
        {},
        collections.defaultdict(collections.Counter),
    )
    nothing = np.zeros(len(KINDS), np.float32)
    for sentence, table in zip(sentences, kinds, strict=True):
        for form, row in zip(sentence.forms, table, strict=True):
            for _, stem in stems(form):
                if len(stem) > 2:
                    known.counts[stem] += 1
                    known.sums[stem] = known.sums[stem] + row if stem in known.sums else row
                    first, second = known.surest.get(stem, (nothing, nothing))
                    known.surest[stem] = (
                        np.maximum(first, row),
                        np.maximum(second, np.minimum(first, row)),
                    )
    for sentence, path in zip(sentences, paths, strict=True):
        for start, end, kind in spans(path):
            rest = sentence.forms[start + 1 : end]
            for _, stem in stems(sentence.forms[start]):
                if len(stem) > 2 or rest:
                    known.names[(stem, *rest)][kind] += 1
                    known.heads[stem] = max(known.heads.get(stem, 0), end - start)
                if rest:
                    known.parts[stem, kind]["F"] += 1
            for form in rest[:-1]:
                known.parts[form, kind]["M"] += 1
            if rest:
                known.parts[rest[-1], kind]["L"] += 1
    return known


def document_features(
    sentences: list[Sentence], paths: list[list[int]], chances: list[Floats]
) -> list[list[list[str]]]:
    """For every sentence and token: its own first-pass probabilities, those of its other occurrences, the names
    found elsewhere that it belongs to, and the article's topic. Linear in the article's length."""
    kinds = [_by_kind(c) for c in chances]
    known = _known(sentences, paths, kinds)
    return [
        list(_token_features(sentence, path, chance, table, known))
        for sentence, path, chance, table in zip(sentences, paths, chances, kinds, strict=True)
    ]


def _token_features(
    sentence: Sentence, path: list[int], chance: Floats, table: Floats, known: Known
) -> Iterator[list[str]]:
    topic, counts, sums, surest, names, heads, parts = known
    levels = gazetteer().levels
    forms = sentence.forms
    inside = {i: (start, kind, end - start) for start, end, kind in spans(path) for i in range(start, end)}
    carried: list[tuple[int, str]] = []
    likely = chance.argmax(1).tolist()
    for i, form in enumerate(forms):
        row = [f"m{LABELS[j]}{int(p * 5)}" for j, p in enumerate(chance[i]) if p >= 0.05]
        best = max((stem for _, stem in stems(form)), key=lambda s: (counts[s], len(s)))
        row.append(f"ts={topic}|{likely[i]}")
        row.append(
            f"ta={likely[i - 1] if i else '^'}|{likely[i]}|{likely[i + 1] if i + 1 < len(forms) else '$'}"
        )
        others = counts[best] - 1
        if others > 0 and best in sums:
            mean = (sums[best] - table[i]) / others
            size = min(others, 3)
            row.extend(f"d{KINDS[j]}{int(p * 4.99)}|{size}" for j, p in enumerate(mean) if p >= 0.05)
            first, second = surest[best]
            for j, p in enumerate(np.where(table[i] >= first, second, first)):
                if p >= 0.2:
                    row.append(f"dx{KINDS[j]}{int(p * 4.99)}")
            rarity = min(levels.get(best.removeprefix("ال"), 19), levels.get(form, 19))
            row.append(f"tf={min(others, 4)}|{rarity // 3}")
            if mean.sum() < 0.3:
                row.append(f"dO{int(float(mean.sum()) * 10)}|{size}")
        elif form[0].isalpha():
            row.append("d1")
        own = inside.get(i)
        for _, stem in stems(form):
            for kind in KINDS:
                counter = parts.get((stem, kind))
                if counter:
                    place = ""
                    if own and own[1] == kind and own[2] > 1:
                        place = "F" if own[0] == i else "L" if i == own[0] + own[2] - 1 else "M"
                    row.extend(f"P{kind}{part}" for part, n in sorted(counter.items()) if n > (part == place))
        if not carried:
            for _, stem in stems(form):
                for length in range(min(heads.get(stem, 0), len(forms) - i), 0, -1):
                    counter = names.get((stem, *forms[i + 1 : i + length]))
                    if not counter:
                        continue
                    mine = own is not None and own[0] == i and own[2] == length
                    left = {k: n - (mine and own[1] == k) for k, n in counter.items()}  # type: ignore[index]
                    kind = max(left, key=lambda k: (left[k], k))
                    if left[kind] > 0:
                        carried = [(0, f"B{kind}{min(length, 3)}")] + [(0, f"I{kind}{min(length, 3)}")] * (
                            length - 1
                        )
                        break
                if carried:
                    break
        if carried:
            row.append(f"N{carried.pop(0)[1]}")
        yield row
