"""Mentions of one real-world thing become one group: full names, surnames, spellings, short forms, acronyms."""

from __future__ import annotations

import collections
from typing import NamedTuple

from reader.annotate import lexicon
from reader.annotate.entities.mentions import Named
from reader.annotate.entities.variants import bare, same_word, skeleton
from reader.annotate.normal import fold

_OPENING = lexicon.folded("particles", "opening")
_BODY_HEADS = frozenset().union(*(lexicon.folded("organisations", g) for g in lexicon.load("organisations")))
_PLACE_HEADS = lexicon.folded("places", "kinds")


class Group(NamedTuple):
    """The mentions of one thing, in order."""

    kind: str
    mentions: list[Named]


def group(text: str, mentions: list[Named]) -> list[Group]:
    """Groups in order of first mention. Linear in mentions: names meet only where a word of theirs has one skeleton."""
    names = [_words(m) for m in mentions]
    forms: dict[tuple[str, tuple[str, ...]], list[int]] = collections.defaultdict(list)
    for i, m in enumerate(mentions):
        forms[m.kind, names[i]].append(i)
    clusters = _merge(forms)
    _brackets(text, mentions, names, clusters)
    grouped: dict[tuple[str, tuple[str, ...]], list[Named]] = collections.defaultdict(list)
    for i, m in enumerate(mentions):
        grouped[_root(clusters, (m.kind, names[i]))].append(m)
    return [Group(_majority(ms), ms) for ms in grouped.values()]


def _majority(mentions: list[Named]) -> str:
    votes: collections.Counter[str] = collections.Counter()
    for m in mentions:
        votes[m.kind] += len(m.forms)
    return votes.most_common(1)[0][0]


def _words(m: Named) -> tuple[str, ...]:
    """A name's words for comparison: the article off the first, particles joined to what they open («عبد الله»)."""
    out: list[str] = []
    for form in m.forms:
        if not form[0].isalnum():
            continue
        if m.kind == "PER" and out and out[-1] in _OPENING:
            out[-1] += bare(form) if form.startswith("ال") else form
        else:
            out.append(form)
    joined = tuple(out) or m.forms
    if m.kind == "PER":
        return tuple(word.replace("عبدال", "عبد") for word in joined)
    return (bare(joined[0]), *joined[1:])


Key = tuple[str, tuple[str, ...]]
Clusters = dict[Key, Key]


def _root(clusters: Clusters, key: Key) -> Key:
    while clusters.get(key, key) != key:
        key = clusters[key]
    return key


def _merge(forms: dict[Key, list[int]]) -> Clusters:
    """Join the distinct names of a type: longer ones first, a shorter one joins the nearest longer one it stands for."""
    clusters: Clusters = {}
    by_word: dict[tuple[str, str], list[Key]] = collections.defaultdict(list)
    for key in sorted(forms, key=lambda k: (-len(k[1]), forms[k][0])):
        kind, name = key
        clusters[key] = key
        candidates = dict.fromkeys(
            other
            for word in name
            for other in by_word[kind, skeleton(word)]
            if _stands_for(kind, name, other[1])
        )
        if candidates:
            roots = {_root(clusters, other): other for other in candidates}
            first = forms[key][0]
            chosen = min(roots.values(), key=lambda o: _gap(forms[o], first))
            clusters[key] = _root(clusters, chosen)
        for word in name:
            by_word[kind, skeleton(word)].append(key)
    return clusters


def _gap(positions: list[int], at: int) -> tuple[bool, int]:
    """Names before the mention are nearer than names after it."""
    before = [at - p for p in positions if p < at]
    return (not before, min(before) if before else positions[0] - at)


def _stands_for(kind: str, short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether `short` can name the same thing as `long` (at least as many words)."""
    if len(short) == len(long):
        return all(same_word(a, b) for a, b in zip(short, long, strict=True))
    if kind == "PER":
        return _subsequence(short, long)
    if same_word(short[0], long[0]) and len(short) > 1 and _prefix(short, long):
        return True
    if kind == "LOC":
        return long[0] in _PLACE_HEADS and _prefix(short, long[1:]) and len(short) == len(long) - 1
    if bare(long[0]) in _BODY_HEADS:
        return len(short) == len(long) - 1 and _prefix(short, long[1:])
    return len(short) == 1 and len(long) == 2 and same_word(short[0], long[0]) and len(bare(short[0])) > 3


def _prefix(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    return len(short) <= len(long) and all(same_word(a, b) for a, b in zip(short, long, strict=False))


def _subsequence(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    rest = iter(long)
    return all(any(same_word(a, b) for b in rest) for a in short)


def _brackets(text: str, mentions: list[Named], names: list[tuple[str, ...]], clusters: Clusters) -> None:
    """«منظمة الصحة العالمية (WHO)»: a name in brackets right after another of its type is another name of it."""
    for i in range(1, len(mentions)):
        left, right = mentions[i - 1], mentions[i]
        between = text[left.end : right.start].strip(" ”»\"'")
        closing = text[right.end : right.end + 2].strip("”»\"' ")
        if left.kind == right.kind and between in ("(", "(«", '("', "(“") and closing.startswith(")"):
            a, b = _root(clusters, (left.kind, names[i - 1])), _root(clusters, (right.kind, names[i]))
            if a != b:
                clusters[b] = a


def clean_words(text: str) -> int:
    """How many words of a name are Arabic: canonical names prefer those."""
    return sum(bool(fold(word)) and "\u0621" <= fold(word)[0] <= "\u064a" for word in text.split())
