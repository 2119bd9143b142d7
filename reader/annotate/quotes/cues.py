"""Cues of reported speech in a page: verbs, participles, verbal nouns and source phrases, with what is known of each."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from reader.annotate.lexicon import load
from reader.annotate.normal import fold
from reader.annotate.quotes import inflection
from reader.annotate.quotes.inflection import Form
from reader.annotate.quotes.page import Page

_HEADLINE_SPEAKER, _HEADLINE = 14, 40
"""The longest speaker and the longest statement of a headline, in tokens."""
_HEADLINE_FORM = Form(":", "headline", "headline")


class CueMatch(NamedTuple):
    """A cue on tokens first..last (half open). `head` is the token whose form decides; `conjunction` is و or ف."""

    first: int
    last: int
    head: int
    form: Form
    conjunction: str = ""

    @property
    def is_source(self) -> bool:
        return self.form.shape == "source"


@cache
def verb_forms() -> dict[str, Form]:
    """Every folded verbal form of the lexicon. The first lemma listed keeps a form that two share."""
    lexicon = load("cues")
    forms: dict[str, Form] = {}
    later: list[dict[str, Form]] = []
    for group, listed in lexicon["verbs"].items():
        for line in listed.split("\n"):
            if not line.strip():
                continue
            past, present, participle, masdar = line.split()
            _add(forms, inflection.past(past, group))
            _add(forms, inflection.present(past, present, group))
            if participle != "-":
                later.append(inflection.participle(past, participle, group))
            if masdar != "-":
                later.append(inflection.masdar(past, masdar, group))
    for word in lexicon["forms"]["past"]:
        forms.setdefault(fold(word), Form("قال", "say", "past", "", "", "", 1))
    for word in lexicon["forms"]["passive"]:
        forms.setdefault(fold(word), Form("قال", "say", "passive", "m", "s"))
    for made in later:
        _add(forms, made)
    return forms


def _add(forms: dict[str, Form], made: dict[str, Form]) -> None:
    for word, form in made.items():
        forms.setdefault(word, form)


@cache
def source_phrases() -> dict[str, list[tuple[tuple[str, ...], bool, Form]]]:
    """Source phrases by first word: the words, whether a ل must be glued to the next word, and the form."""
    phrases: dict[str, list[tuple[tuple[str, ...], bool, Form]]] = {}
    for group, listed in load("sources")["phrases"].items():
        for phrase in listed:
            words = [fold(word) for word in phrase.split()]
            glued = words[-1] == "ل"
            if glued:
                words.pop()
            form = Form(" ".join(words), group, "source")
            phrases.setdefault(words[0], []).append((tuple(words), glued, form))
    for options in phrases.values():
        options.sort(key=lambda option: (-len(option[0]), not option[1]))
    return phrases


@cache
def listed(lexicon: str, *path: str) -> frozenset[str]:
    table = load(lexicon)
    for key in path:
        table = table[key]
    return frozenset(fold(word) for word in table)


def stripped(word: str) -> tuple[str, str]:
    """The conjunction و or ف of a folded word and the rest of it; neither where the word is too short."""
    if len(word) > 2 and word[0] in "وف":
        return word[0], word[1:]
    return "", word


def find(page: Page) -> list[CueMatch]:
    """The cues of `page` in order; cues that lean on each other («وتابع قائلا»، «بحسب ما أفاد») are one."""
    matches: list[CueMatch] = []
    i = 0
    while i < len(page):
        match = _source_at(page, i) or _verb_at(page, i) or _headline_at(page, i)
        if match:
            matches.append(match)
            i = match.last
        else:
            i += 1
    return matches


def _source_at(page: Page, i: int) -> CueMatch | None:
    if page.tokens[i].kind != "word":
        return None
    word = page.forms[i]
    readings = [("", word)]
    if stripped(word)[0]:
        readings.append(stripped(word))
    for conjunction, base in readings:
        if base in listed("sources", "joints", "like"):
            verb = _verb_at(page, i + 1)
            if verb and verb.form.shape in ("past", "present"):
                form = Form(
                    f"{base} {verb.form.lemma}", "according", "source", verb.form.gender, verb.form.number
                )
                return CueMatch(i, verb.last, verb.head, form, conjunction)
        for words, glued, form in source_phrases().get(base, ()):
            last = i + len(words)
            if tuple(page.forms[i + 1 : last]) != words[1:]:
                continue
            if glued and not page.form(last).startswith("ل"):
                continue
            if page.form(last) in listed("sources", "joints", "words"):
                verb = _verb_at(page, last + 1)
                if verb and verb.form.shape in ("past", "present", "passive"):
                    form = form._replace(gender=verb.form.gender, number=verb.form.number)
                    return CueMatch(i, verb.last, verb.head, form, conjunction)
            return CueMatch(i, last, i, form, conjunction)
    return None


def _verb_at(page: Page, i: int) -> CueMatch | None:
    if not page.is_word(i):
        return None
    forms = verb_forms()
    word, conjunction = page.forms[i], ""
    form = forms.get(word)
    if form is None or (word[0] == "و" and form.shape == "masdar"):
        conjunction, base = stripped(word)
        form = forms.get(base) if conjunction else None
    if form is None:
        return None
    last = i + 1
    if form.shape in ("past", "present") and page.form(last) in listed("cues", "leaning", "participles"):
        last += 1
    return CueMatch(i, last, i, form, conjunction)


def _headline_at(page: Page, i: int) -> CueMatch | None:
    """The colon of «نقابيون: الزيادة غير كافية»: a short line without a full stop, whose first words end in a colon."""
    if page.forms[i] != ":" or page.inside[i]:
        return None
    begin, stop = page.begin[i], page.stop[i]
    if (
        not 0 < i - begin <= _HEADLINE_SPEAKER
        or not 2 <= stop - i <= _HEADLINE
        or page.forms[stop - 1] in ".:"
    ):
        return None
    if page.tokens[i - 1].kind == "number":
        return None
    return CueMatch(i, i + 1, i, _HEADLINE_FORM)
