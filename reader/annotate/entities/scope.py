"""How far a name reaches: features of the head noun that governs a token, and of the marks or brackets it stands in."""

from __future__ import annotations

from functools import lru_cache

from reader.annotate.entities.gazetteer import gazetteer
from reader.annotate.entities.words import Sentence, stems

OPENING, CLOSING = frozenset('«“("‹‘['), frozenset('»”)"›’]')
HEADS = "ABCDEFGPSTUVXY"
"""Lexicon flags of nouns that open or classify a name: bodies, kinds of places, works, events, laws, products."""
_REACH = 9
"""Tokens after a head that can still belong to its name."""
_LONGEST = 12
"""Tokens between marks, at most, that are looked at as one name."""
_KNOWN = frozenset("LOMPGCTtRNgfKWploxy")


@lru_cache(maxsize=65536)
def word_class(form: str, flags: str) -> str:
    """What a word looks like as the next piece of a name: one to three letters."""
    if not form[0].isalpha():
        return "9" if form[0].isdigit() else form
    if form[0] < "\u0600":
        return "Z"
    if "r" in flags or "i" in flags:
        return form
    kinds = gazetteer().kinds
    if form.startswith("ال"):
        kind = "N" if "N" in flags or "W" in flags else "A"
    elif form.startswith("لل"):
        kind = "L"
    elif form[1:3] == "ال" and form[0] in "وبفك":
        kind = form[0]
    else:
        kind = "x"
        for peeled, stem in stems(form):
            found = kinds.get(stem, "")
            if found and _KNOWN.intersection(found):
                return f"k{peeled}"
            if "v" in found:
                kind = "v"
        if len(form) > 4 and form[0] == "س" and form[1] in "يتن":
            kind = "v"
    for flag in flags:
        if flag in HEADS:
            return kind + "h"
    return kind


def head_of(flags: str) -> str:
    """The first of a word's flags that makes it a head, or nothing."""
    for flag in flags:
        if flag in HEADS:
            return flag
    return ""


def scope_features(sentence: Sentence, flags: list[str]) -> list[list[str]]:
    """For each token: the head before it and how far, what stands between, and the marks around it. Linear."""
    forms = sentence.forms
    count = len(forms)
    classes = [word_class(form, flag) for form, flag in zip(forms, flags, strict=True)]
    rows: list[list[str]] = [[] for _ in forms]
    head, noun, outer, distance = "", "", "", 0
    for i, form in enumerate(forms):
        before = classes[i - 1] if i else "^"
        after = classes[i + 1] if i + 1 < count else "$"
        row = rows[i]
        row.append(f"e={before}|{classes[i]}|{after}")
        if head:
            row.append(f"o={head}{min(distance, 6)}")
            row.append(f"oc={head}|{before}|{classes[i]}")
            row.append(f"oa={head}|{classes[i]}|{after}")
            row.append(f"ow={noun}|{min(distance, 3)}")
            row.append(f"on={noun}|{classes[i]}")
            if outer:
                row.append(f"oo={outer}|{head}{min(distance, 3)}")
        new = head_of(flags[i])
        if new:
            outer = f"{head}{min(distance, 3)}" if head else ""
            head, distance = new, 1
            noun = _bare(form)
        elif head:
            distance += 1
            stop = not form[0].isalnum() and form not in OPENING and form not in CLOSING
            if stop or distance > _REACH or "r" in flags[i]:
                head = noun = outer = ""
    for first, last in marked(forms):
        size = min(last - first, 6)
        flag = flags[first - 2] if first > 1 else "^"
        word = _bare(forms[first - 2]) if first > 1 else "^"
        kind = forms[first - 1]
        for i in range(first, last):
            place = "BIE"[(i > first) + (i == last - 1 > first)]
            rows[i].append(f"qn={size}{place}{kind}")
            rows[i].append(f"qf={flag}|{min(size, 4)}{place}")
            rows[i].append(f"qw={word}|{place}")
            rows[i].append(f"qc={classes[first]}|{size}{place}")
    return rows


def marked(forms: tuple[str, ...]) -> list[tuple[int, int]]:
    """Short stretches (first, end) of tokens between marks or brackets, marks left out."""
    found = []
    opened = -1
    for i, form in enumerate(forms):
        if form in OPENING and not (form == '"' and opened >= 0):
            opened = i + 1
        elif form in CLOSING and opened >= 0:
            if 0 < i - opened <= _LONGEST:
                found.append((opened, i))
            opened = -1
    return found


@lru_cache(maxsize=16384)
def _bare(form: str) -> str:
    """A word without proclitics that hide an article, and without the article."""
    for _, stem in stems(form):
        if stem.startswith("ال") and len(stem) > 4:
            return stem[2:]
    return form
