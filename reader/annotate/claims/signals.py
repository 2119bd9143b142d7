"""Which groups of the claims lexicon each token belongs to: verbs in their persons, words under proclitics, phrases."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from reader.annotate import lexicon
from reader.annotate.normal import fold

GROUPS = (
    "reporting",
    "accusation",
    "denial",
    "demand",
    "commitment",
    "prediction",
    "causal",
    "comparison",
    "change",
    "rule",
    "opinion",
    "hedge",
    "approximation",
    "negation",
    "question",
    "selves",
    "background",
    "recency",
    "boilerplate",
    "debunk",
    "coming",
)
_PROCLITICS = ("", "و", "ف", "ب", "ل", "ال", "وال", "بال", "لل", "وب", "ول", "فال")
_NO_GROUPS: frozenset[str] = frozenset()


class _Index(NamedTuple):
    words: dict[str, frozenset[str]]
    phrases: dict[str, tuple[tuple[tuple[str, ...], str], ...]]


def past_forms(verb: str) -> set[str]:
    """A folded past verb (third person masculine) with its feminine, dual and plural."""
    return {verb, verb + "ت", verb + "وا", verb + "ا", verb + "نا", verb + "ن"}


def present_forms(verb: str) -> set[str]:
    """A folded present verb in ي in the other persons and numbers, and in the future with س."""
    if not verb.startswith("ي"):
        return {verb}
    stem = verb[1:]
    open_stem = stem[:-1] if stem.endswith(("ي", "و")) else stem
    persons = {p + stem for p in "يتنا"} | {p + open_stem + "ون" for p in "يت"} | {"ي" + stem + "ان"}
    return persons | {"س" + form for form in persons}


@cache
def _index() -> _Index:
    words: dict[str, set[str]] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    table = lexicon.load("claims")
    for group in GROUPS:
        for entry in (*table[group].get("words", ()), *table[group].get("nouns", ())):
            first, *rest = (fold(word) for word in entry.split())
            if rest:
                phrases.setdefault(first, []).append((tuple(rest), group))
            else:
                words.setdefault(first, set()).add(group)
        for verb in table[group].get("past", ()):
            for form in past_forms(fold(verb)):
                words.setdefault(form, set()).add(group)
        for verb in table[group].get("present", ()):
            for form in present_forms(fold(verb)):
                words.setdefault(form, set()).add(group)
    return _Index(
        {word: frozenset(groups) for word, groups in words.items()},
        {first: tuple(rests) for first, rests in phrases.items()},
    )


@lru_cache(maxsize=65536)
def of_word(word: str) -> frozenset[str]:
    """The groups of one folded word, seen through at most its proclitics; the whole word goes first."""
    index = _index()
    for clitic in _PROCLITICS:
        if word.startswith(clitic) and len(word) - len(clitic) >= 2:
            groups = index.words.get(word[len(clitic) :])
            if groups is not None:
                return groups
    return _NO_GROUPS


def of_tokens(folded: Sequence[str]) -> list[frozenset[str]]:
    """The groups of each token; a phrase counts once, at its first word."""
    index = _index()
    out: list[frozenset[str]] = []
    for i, word in enumerate(folded):
        groups = of_word(word)
        for form in (word, word[1:] if word[:1] in ("و", "ف") else ""):
            for rest, group in index.phrases.get(form, ()):
                if tuple(folded[i + 1 : i + 1 + len(rest)]) == rest:
                    groups = groups | {group}
        out.append(groups)
    return out


@cache
def boundary_words(group: str) -> frozenset[str]:
    """A list of words that open or close a clause, folded."""
    return lexicon.folded("claims", "boundaries", group)


@cache
def stop_words() -> frozenset[str]:
    """Words of little content, folded."""
    return lexicon.folded("claims", "vague", "stop")


@cache
def _not_future() -> frozenset[str]:
    return lexicon.folded("claims", "future", "exceptions")


@lru_cache(maxsize=65536)
def is_future(word: str) -> bool:
    """Whether a folded word is a verb in the future: سوف, لن, or س before an imperfect."""
    bare = word[1:] if word[:1] in ("و", "ف") and len(word) > 4 else word
    if bare in (fold("سوف"), fold("لن")):
        return True
    return len(bare) >= 5 and bare[0] == "س" and bare[1] in "يتن" and bare not in _not_future()


@cache
def _verbs() -> frozenset[str]:
    table = lexicon.load("claims")
    past = {fold(verb) for group in GROUPS for verb in table[group].get("past", ())}
    return frozenset(form for verb in past for form in past_forms(verb))


@lru_cache(maxsize=65536)
def is_past(word: str) -> bool:
    """Whether a folded word is a known past verb, with و or ف before it or without."""
    return word in _verbs() or (word[:1] in ("و", "ف") and word[1:] in _verbs())


@lru_cache(maxsize=65536)
def opens_as_past(word: str) -> bool:
    """Whether a folded word at the head of a sentence is a past verb: a known one, or one with the feminine ت."""
    return is_past(word) or (
        4 <= len(word) <= 7 and word[-1] == "ت" and word[-2] != "ا" and not word.startswith("ال")
    )


@lru_cache(maxsize=65536)
def is_present(word: str) -> bool:
    """Whether a folded word looks like an imperfect verb: ي, ت or ن and at least three letters more, under و, ف or س."""
    bare = word[1:] if word[:1] in ("و", "ف") and len(word) > 4 else word
    return is_future(word) or (len(bare) >= 4 and bare[0] in "يت" and not bare.endswith(("ات", "ية", "ين")))


@lru_cache(maxsize=65536)
def continues(word: str) -> bool:
    """Whether a folded word opens with the conjunction و or ف, rather than with a letter of its own.

    News never opens with a conjunction: such a sentence carries on from another.
    """
    if (
        word[:1] not in ("و", "ف")
        or len(word) < 4
        or word in _verbs()
        or (of_word(word) and word in _index().words)
    ):
        return False
    rest = word[1:]
    return (
        rest in _verbs()
        or rest in _index().words
        or rest[0] in "يت"
        or rest.startswith(
            (
                "ال",
                "لل",
                "س",
                "قد",
                "من",
                "في",
                "علي",
                "بعد",
                "هو",
                "هي",
                "هذ",
                "ذلك",
                "لم",
                "لا",
                "لن",
                "ان",
                "كان",
            )
        )
    )
