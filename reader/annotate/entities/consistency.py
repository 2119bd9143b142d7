"""One article, one reading: a name found once is found everywhere, its type is voted on, known countries are found."""

from __future__ import annotations

import collections

from reader.annotate.entities.document import spans
from reader.annotate.entities.gazetteer import gazetteer
from reader.annotate.entities.model import LABELS, Floats
from reader.annotate.entities.words import Sentence, stems

Name = tuple[str, ...]
_DOUBT = 0.005
"""A place of a known name is taken where the tagger gives its type at least this probability, or the name is long."""
_COMMONEST = 8
"""Words of a lower level are too common to be spread from one reading."""


def consistent(sentences: list[Sentence], paths: list[list[int]], chances: list[Floats]) -> list[list[int]]:
    """Labels again, made to agree across the article. Linear in its length but for the names it holds."""
    votes = _votes(sentences, paths, chances)
    longest: dict[str, int] = {}
    for name in votes:
        longest[name[0]] = max(longest.get(name[0], 0), len(name))
    return [
        _spread(sentence, _retyped(sentence, path, votes), chance, votes, longest)
        for sentence, path, chance in zip(sentences, paths, chances, strict=True)
    ]


def _key(sentence: Sentence, first: int, last: int, stem: str) -> Name:
    return (stem, *sentence.forms[first + 1 : last])


def _votes(
    sentences: list[Sentence], paths: list[list[int]], chances: list[Floats]
) -> dict[Name, dict[str, float]]:
    """Each name's probability by type, summed over its mentions; its first word in every reading."""
    votes: dict[Name, dict[str, float]] = collections.defaultdict(lambda: collections.defaultdict(float))
    for sentence, path, chance in zip(sentences, paths, chances, strict=True):
        for first, last, kind in spans(path):
            weight = float(chance[first:last, LABELS.index(f"B-{kind}") :][:, :2].sum(1).min())
            for _, stem in stems(sentence.forms[first]):
                votes[_key(sentence, first, last, stem)][kind] += weight
    return votes


def _retyped(sentence: Sentence, path: list[int], votes: dict[Name, dict[str, float]]) -> list[int]:
    path = list(path)
    for first, last, kind in list(spans(path)):
        heaviest, chosen = 0.0, kind
        for _, stem in stems(sentence.forms[first]):
            counter = votes[_key(sentence, first, last, stem)]
            total = float(sum(counter.values()))
            label, weight = max(counter.items(), key=lambda item: (item[1], item[0]))
            if total > heaviest and weight >= _MARGIN * counter[kind]:
                heaviest, chosen = total, label
        if chosen != kind:
            begin = LABELS.index(f"B-{chosen}")
            path[first:last] = [begin] + [begin + 1] * (last - first - 1)
    return path


_MARGIN = 1.5
"""How much heavier another type must weigh to take a mention over."""


def _spread(
    sentence: Sentence,
    path: list[int],
    chance: Floats,
    votes: dict[Name, dict[str, float]],
    longest: dict[str, int],
) -> list[int]:
    forms = sentence.forms
    names = gazetteer()
    i = 0
    while i < len(forms):
        if path[i]:
            i += 1
            continue
        taken = 1
        for _, stem in stems(forms[i]):
            for length in range(min(longest.get(stem, 0), len(forms) - i), 0, -1):
                counter = votes.get(_key(sentence, i, i + length, stem))
                if not counter or any(path[i : i + length]):
                    continue
                kind, weight = max(counter.items(), key=lambda item: (item[1], item[0]))
                begin = LABELS.index(f"B-{kind}")
                open_to = float(chance[i, begin]) >= _DOUBT or length > 2
                common = length == 1 and names.levels.get(stem, 19) < _COMMONEST
                if weight >= _SPREAD and open_to and not common:
                    path[i : i + length] = [begin] + [begin + 1] * (length - 1)
                    taken = length
                    break
            if taken > 1 or path[i]:
                break
        i += taken
    return path


_SPREAD = 0.8
"""The least weight of a name that is looked for elsewhere."""
