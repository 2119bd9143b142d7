"""From text to entities: tag twice, trim, group, name, and resolve references."""

from __future__ import annotations

import collections
from typing import NamedTuple

from reader.annotate.entities import references
from reader.annotate.entities.consistency import consistent
from reader.annotate.entities.document import document_features
from reader.annotate.entities.gazetteer import gazetteer
from reader.annotate.entities.grouping import Group, clean_words, group
from reader.annotate.entities.mentions import Named, collect
from reader.annotate.entities.model import LABELS, Floats, Tagger, agree, tagger
from reader.annotate.entities.words import Sentence, split
from reader.annotate.model import Entity, Mention, Reference
from reader.annotate.normal import fold

_LATIN_LIMIT = 60
"""Code points of a Latin name in brackets, at most."""


def find(text: str) -> tuple[Entity, ...]:
    """The entities of `text`; see `reader.annotate.entities.find`."""
    sentences = split(text)
    return describe(text, sentences, recognise(text, sentences))


def recognise(text: str, sentences: list[Sentence]) -> list[Named]:
    """The names that the embedded tagger finds in the sentences of `text`, in order."""
    if not sentences:
        return []
    paths, chances = tag(tagger(), sentences)
    return collect(text, sentences, paths, chances)


WEIGHTS = (0.5, 0.5)
"""Of the second pass and of the broad pass: a plain mean; on training articles unseen by both, 0.35 to 0.5 of the latter are alike."""


class Tagged(NamedTuple):
    """What each pass says of an article's sentences: label numbers, and label probabilities (tokens, labels)."""

    first: list[list[int]]
    chances: list[Floats]
    extra: list[list[list[str]]]
    second: list[list[int]]
    sure: list[Floats]


def two_passes(model: Tagger, sentences: list[Sentence], scores: list[Floats]) -> Tagged:
    """The first pass, what the document then says of every token, and the second pass."""
    size = len(LABELS)
    first, chances = model.decode([s[:, :size] for s in scores], 0)
    extra = document_features(sentences, first, chances)
    own = slice(size, 2 * size)
    full = [s[:, own] + model.rows(more)[:, own] for s, more in zip(scores, extra, strict=True)]
    return Tagged(first, chances, extra, *model.decode(full, 1))


def tag(model: Tagger, sentences: list[Sentence]) -> tuple[list[list[int]], list[Floats]]:
    """Label numbers and label probabilities of every sentence: all passes, one reading."""
    scores = [model.emissions(sentence) for sentence in sentences]
    broad = model.decode([s[:, 2 * len(LABELS) :] for s in scores], 2)[1]
    paths, mixed = agree([two_passes(model, sentences, scores).sure, broad], WEIGHTS)
    return consistent(sentences, paths, mixed), mixed


def describe(text: str, sentences: list[Sentence], mentions: list[Named]) -> tuple[Entity, ...]:
    """Names, whoever found them, grouped into entities with canonical name, gloss, role and references."""
    groups = group(text, mentions)
    number = {m: g for g, entry in enumerate(groups) for m in entry.mentions}
    group_of = [number[m] for m in mentions]
    held = references.roles(sentences, mentions)
    roles = {(phrase.sentence, phrase.first) for found in held.values() for phrase in found}
    phrases = [p for p in references.candidates(sentences, mentions) if (p.sentence, p.first) not in roles]
    pointed: dict[int, list[Reference]] = collections.defaultdict(list)
    settled = [(phrases[n], g) for n, g in references.resolve(phrases, held, mentions, group_of).items()]
    for phrase, target in (*settled, *references.bodies(sentences, mentions, group_of)):
        start, end = references.span(text, sentences[phrase.sentence], phrase)
        pointed[target].append(Reference(start, end, text[start:end]))
    titles: dict[int, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    for i, found in held.items():
        for phrase in found:
            start, end = references.span(text, sentences[phrase.sentence], phrase)
            if (
                not text[start:end].split()[0].endswith("ه")
            ):  # a pronoun («مدربه»), not the feminine («مدربة»)
                titles[group_of[i]][_spelling(text, start, end)] += 1
    return tuple(
        Entity(
            id=f"e{g + 1}",
            type=entry.kind,  # type: ignore[arg-type]
            name=canonical(text, entry),
            mentions=tuple(
                Mention(m.start, m.end, text[m.start : m.end], round(m.score, 3)) for m in entry.mentions
            ),
            references=tuple(sorted(pointed.get(g, ()), key=lambda r: r.start)),
            gloss=gloss(text, entry),
            role=_role(titles.get(g)),
        )
        for g, entry in enumerate(groups)
    )


def _role(found: collections.Counter[str] | None) -> str | None:
    """The fullest of a person's roles, the earlier one of equals."""
    return max(found, key=lambda role: min(len(role.split()), 6)) if found else None


def _spelling(text: str, start: int, end: int) -> str:
    """A span as a name: spaces single, the article whole again where «ل» had swallowed its alef («لأمم» → «الأمم»)."""
    name = " ".join(text[start:end].split())
    return "ا" + name if text[max(0, start - 1) : start + 1] == "لل" else name


def canonical(text: str, entry: Group) -> str:
    """The longest clean Arabic name of a group, the more frequent of equals, then the earlier."""
    counts = collections.Counter(_spelling(text, m.start, m.end) for m in entry.mentions)
    return max(counts, key=lambda name: (min(clean_words(name), 4), counts[name], len(name)))


def gloss(text: str, entry: Group) -> str | None:
    """A Latin name: what the article puts in brackets after the name, or what the gazetteer knows places and clubs by."""
    for m in entry.mentions:
        latin = _latin_after(text, m.end)
        if latin:
            return latin
    names = gazetteer()
    for m in sorted(entry.mentions, key=lambda m: -len(m.forms)):
        phrase = " ".join(m.forms)
        kinds = names.kinds.get(phrase, "")
        if phrase in names.glosses and _fits(entry.kind, kinds):
            return names.glosses[phrase]
    return None


def _fits(kind: str, kinds: str) -> bool:
    wanted = {"LOC": "CTR", "ORG": "KWC", "PER": "N", "MISC": "W"}[kind]
    return any(k in wanted for k in kinds)


def _latin_after(text: str, at: int) -> str | None:
    """«فولكس فاغن (Volkswagen)» → Volkswagen; bounded, so that an unclosed bracket costs nothing."""
    ahead = text[at : at + _LATIN_LIMIT].lstrip(' ”»"')
    if not ahead.startswith("("):
        return None
    inner, closed, _ = ahead[1:].partition(")")
    inner = inner.strip(' "“”«»')
    letters = [c for c in inner if c.isalpha()]
    return (
        inner if closed and len(letters) > 1 and all(c < "\u0250" for c in letters) and fold(inner) else None
    )
