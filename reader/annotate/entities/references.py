"""Roles beside names («وزير الخارجية الأمريكي») and the titles that later stand for a person («الوزير»)."""

from __future__ import annotations

import bisect
import collections
from collections.abc import Iterator
from typing import NamedTuple

from reader.annotate import lexicon
from reader.annotate.entities.features import flags_of, nisbas
from reader.annotate.entities.mentions import Named, cut
from reader.annotate.entities.words import Sentence, stems
from reader.annotate.normal import fold

_TITLES = frozenset().union(
    *(lexicon.folded("titles", name) for name in lexicon.load("titles") if name != "modifiers")
)
_REFERABLE = lexicon.folded("titles", "referable")
_MODIFIERS = lexicon.folded("titles", "modifiers")
_DEPUTIES = frozenset(map(fold, ("نائب", "نائبة", "مساعد", "مستشار", "باسم", "زوجة", "نجل", "مبعوث")))
_LINKS = frozenset(map(fold, ("باسم", "في", "ل", "لدى", "عن")))
_FRAME = lexicon.folded("particles", "frame") - _LINKS
_OFFICIALS = lexicon.folded("titles", "officials") | lexicon.folded("titles", "rulers")
_ANY_OFFICIAL = frozenset(map(fold, ("مسؤول", "مسؤولة", "متحدث", "متحدثة")))
_BODIES = frozenset().union(
    *(lexicon.folded("organisations", name) for name in lexicon.load("organisations"))
)
_LONGEST = 9
"""Words of a role, title included."""


class Phrase(NamedTuple):
    """A title and what belongs to it, as tokens of a sentence; `words` are folded and bare, the title first."""

    sentence: int
    first: int
    last: int
    words: tuple[str, ...]


def title_stem(form: str) -> tuple[int, str, bool] | None:
    """(letters peeled, bare title, definite) where a folded word is a title; else None."""
    for peeled, stem in stems(form):
        definite = stem.startswith("ال")
        word = stem[2:] if definite else stem
        if word in _TITLES and len(word) > 2:
            return peeled, word, definite
    return None


def _bare(form: str) -> str:
    for _, stem in stems(form):
        if stem.startswith("ال"):
            return stem[2:]
    return form


def roles(sentences: list[Sentence], mentions: list[Named]) -> dict[int, list[Phrase]]:
    """For each person's mention (by index), the roles that stand before or after it."""
    found: dict[int, list[Phrase]] = collections.defaultdict(list)
    people = _by_sentence(mentions)
    for i, m in enumerate(mentions):
        if m.kind != "PER":
            continue
        sentence = sentences[m.sentence]
        taken = {
            t
            for j in people[m.sentence]
            if mentions[j].kind == "PER"
            for t in range(mentions[j].first, mentions[j].last)
        }
        for phrase in (_before(sentence, m, taken), _after(sentence, m, taken)):
            if phrase:
                found[i].append(phrase)
    return found


def _by_sentence(mentions: list[Named]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = collections.defaultdict(list)
    for i, m in enumerate(mentions):
        found[m.sentence].append(i)
    return found


def _before(sentence: Sentence, m: Named, taken: set[int]) -> Phrase | None:
    """The title phrase that ends where the name begins: the leftmost title that can still govern it."""
    first = -1
    for i in range(m.first - 1, max(-1, m.first - _LONGEST - 1), -1):
        form = sentence.forms[i]
        if i in taken or sentence.tokens[i].kind != "word" or form in _FRAME:
            break
        title = title_stem(form)
        if not title:
            if first >= 0 and form not in _LINKS and not flags_of(form):
                break
            continue
        if first >= 0 and _definite(sentence.forms[first]) and not (title[1] in _DEPUTIES or title[2]):
            break
        first = i
        if title[0]:
            break
    return _phrase(sentence, m.sentence, first, m.first) if first >= 0 else None


def _definite(form: str) -> bool:
    return any(stem.startswith("ال") for _, stem in stems(form))


def _after(sentence: Sentence, m: Named, taken: set[int]) -> Phrase | None:
    """An apposition: «…، وزير النقل واللوجستيك،»."""
    i = m.last
    if i + 1 >= len(sentence.forms) or sentence.forms[i] not in ("،", "(", ","):
        return None
    title = title_stem(sentence.forms[i + 1])
    if not title or title[0]:
        return None
    end = i + 1
    while end < min(len(sentence.forms), i + 1 + _LONGEST) and end not in taken:
        if sentence.tokens[end].kind != "word" or sentence.forms[end] in _FRAME:
            break
        end += 1
    closed = end < len(sentence.forms) and sentence.tokens[end].kind == "punct"
    return _phrase(sentence, m.sentence, i + 1, end) if closed else None


def _phrase(sentence: Sentence, number: int, first: int, last: int) -> Phrase:
    title = title_stem(sentence.forms[first])
    head = title[1] if title else _bare(sentence.forms[first])
    return Phrase(number, first, last, (head, *(_bare(f) for f in sentence.forms[first + 1 : last])))


def span(text: str, sentence: Sentence, phrase: Phrase) -> tuple[int, int]:
    """The code points of a phrase, proclitics off."""
    token = sentence.tokens[phrase.first]
    head = phrase.words[0]
    peeled = next(
        (n for n, stem in stems(sentence.forms[phrase.first]) if stem.removeprefix("ال") == head), 0
    )
    start = token.start + cut(text[token.start : token.end], peeled)
    return start, sentence.tokens[phrase.last - 1].end


def candidates(sentences: list[Sentence], mentions: list[Named]) -> Iterator[Phrase]:
    """Definite title phrases that no name follows: «الوزير», «الرئيس الروسي», «وزير الخارجية الأمريكي»."""
    people = _by_sentence(mentions)
    for number, sentence in enumerate(sentences):
        inside = {t: mentions[j] for j in people[number] for t in range(mentions[j].first, mentions[j].last)}
        i = 0
        while i < len(sentence.forms):
            title = None if i in inside else title_stem(sentence.forms[i])
            if not title or title[1] not in _REFERABLE:
                i += 1
                continue
            end = _extent(sentence, i, title[2], inside)
            after = inside.get(end)
            named = after is not None and after.kind == "PER"
            if end > i and not named:
                yield _phrase(sentence, number, i, end)
            i = max(end, i + 1)


def _extent(sentence: Sentence, first: int, definite: bool, inside: dict[int, Named]) -> int:
    """Where a title phrase ends: after its adjectives, and, for a construct, after the definite nouns it governs.

    `first` itself where the phrase is indefinite («وزير سابق»).
    """
    forms = sentence.forms
    end = first + 1
    if not definite:
        governed = 0
        while end < len(forms) and end - first < 5 and sentence.tokens[end].kind == "word":
            if end in inside:
                if inside[end].kind == "PER" or governed:
                    break
                end = inside[end].last
                governed += 1
                continue
            if forms[end].startswith("ال") or (not governed and _governs(forms, end)):
                governed += forms[end].startswith("ال")
                end += 1
                continue
            break
        return end if governed else first
    while end < len(forms) and end - first < 4 and _adjective(forms[end]) and end not in inside:
        end += 1
    return end


def _governs(forms: tuple[str, ...], i: int) -> bool:
    """Whether an indefinite noun stands in a construct: the word after it is definite («رئيس مجلس الوزراء»)."""
    return (
        i + 1 < len(forms) and forms[i + 1].startswith("ال") and forms[i] not in _FRAME and len(forms[i]) > 2
    )


def _adjective(form: str) -> bool:
    return form.startswith("ال") and (form[2:] in nisbas() or form[2:] in _MODIFIERS)


def resolve(
    phrases: list[Phrase], held: dict[int, list[Phrase]], mentions: list[Named], group_of: list[int]
) -> dict[int, int]:
    """The group that each phrase (by index) points to, where the article settles it.

    A phrase points to a person whose role has its title and all its words. Of several, the one named last before it
    wins for a plain title («الوزير»); a fuller phrase must fit only one. «المسؤول» and «المتحدث» stand for the only
    official of an article.
    """
    known: dict[str, list[tuple[frozenset[str], int]]] = collections.defaultdict(list)
    for i, group_roles in held.items():
        for role in group_roles:
            known[_neuter(role.words[0])].append((frozenset(map(_neuter, role.words)), group_of[i]))
    officials = {group for head in _OFFICIALS for _, group in known.get(_neuter(head), ())}
    places = _places(mentions, group_of)
    found: dict[int, int] = {}
    for n, phrase in enumerate(phrases):
        wanted = frozenset(map(_neuter, phrase.words))
        fitting = {g for words, g in known.get(_neuter(phrase.words[0]), ()) if wanted <= words}
        at = (phrase.sentence, phrase.first)
        if not fitting and phrase.words[0] in _ANY_OFFICIAL and len(officials) == 1:
            fitting = officials
        if not fitting:
            continue
        if len(fitting) == 1:
            chosen = next(iter(fitting))
            if len(wanted) == 1 and places[chosen][0] > at:
                continue
            found[n] = chosen
        elif len(wanted) == 1:
            latest = {g: bisect.bisect_left(places[g], at) for g in fitting}
            before = [(places[g][k - 1], g) for g, k in latest.items() if k]
            if before:
                found[n] = max(before)[1]
    return found


def _places(mentions: list[Named], group_of: list[int]) -> dict[int, list[tuple[int, int]]]:
    """Where each group is mentioned: (sentence, token), in order."""
    found: dict[int, list[tuple[int, int]]] = collections.defaultdict(list)
    for i, m in enumerate(mentions):
        found[group_of[i]].append((m.sentence, m.first))
    return found


def bodies(
    sentences: list[Sentence], mentions: list[Named], group_of: list[int]
) -> Iterator[tuple[Phrase, int]]:
    """«الوزارة», «المحكمة» alone, with the group they point to: the body named last before whose name opens so."""
    latest: dict[str, int] = {}
    queue = collections.deque(enumerate(mentions))
    inside = {(m.sentence, t) for m in mentions for t in range(m.first, m.last)}
    for number, sentence in enumerate(sentences):
        for i, form in enumerate(sentence.forms):
            while queue and (queue[0][1].sentence, queue[0][1].first) <= (number, i):
                n, m = queue.popleft()
                head = m.forms[0].removeprefix("ال")
                if m.kind == "ORG" and len(m.forms) > 1 and head in _BODIES:
                    latest[head] = group_of[n]
            if not latest or (number, i) in inside:
                continue
            after = sentence.forms[i + 1] if i + 1 < len(sentence.forms) else ""
            if after.startswith("ال") and (number, i + 1) not in inside:
                continue
            for _, stem in stems(form):
                if stem.startswith("ال") and stem[2:] in latest:
                    yield Phrase(number, i, i + 1, (stem[2:],)), latest[stem[2:]]
                    break


def _neuter(word: str) -> str:
    """A word without the feminine ending: «وزيرة» and «وزير», «الأمريكية» and «الأمريكي» meet."""
    return word[:-1] if word.endswith("ه") and len(word) > 3 else word
