"""Figures in running text: digits of either set and word numerals, with multipliers and units, as plain numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from reader.annotate import lexicon
from reader.annotate.model import Figure
from reader.annotate.normal import fold
from reader.annotate.tokens import Token, tokenize

_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
MONEY = frozenset(
    [
        "dollar",
        "euro",
        "pound",
        "dirham",
        "riyal",
        "dinar",
        "lira",
        "shekel",
        "rouble",
        "yuan",
        "yen",
        "centime",
        "cent",
    ]
)
"""Units that are currencies."""
_PROCLITICS = ("و", "ف", "ب", "ل", "ال", "وال", "بال", "وب", "لل", "فال")
_NUMBER = re.compile(r"[0-9٠-٩۰-۹]+(?:[.,٫٬][0-9٠-٩۰-۹]+)*")
_GLUED = re.compile(r"(?:[وف]?[بلك]?(?:ال)?)ـ?(?=[0-9٠-٩۰-۹])")
_TEENS = (fold("عشر"), fold("عشرة"))


class _Words(NamedTuple):
    values: dict[str, float]
    multipliers: dict[str, float]
    duals: dict[str, float]
    alone: frozenset[str]
    units: dict[str, str]
    longest_unit: int


@cache
def _words() -> _Words:
    def table(name: str) -> dict[str, float]:
        return {fold(w): float(v) for v, ws in lexicon.load("numbers")[name].items() for w in ws}

    units = {
        " ".join(fold(w) for w in phrase.split()): unit
        for unit, phrases in lexicon.load("numbers")["units"].items()
        for phrase in phrases
    }
    longest = max(len(phrase.split()) for phrase in units)
    alone = lexicon.folded("numbers", "ambiguous", "alone")
    return _Words(table("values"), table("multipliers"), table("duals"), alone, units, longest)


def pieces(text: str) -> list[Token]:
    """The tokens of `text`, with a proclitic glued to digits («و200»، «ال12») apart from its number."""
    out: list[Token] = []
    taken = 0
    for token in tokenize(text):
        if token.start < taken:
            continue
        glued = _GLUED.match(text, token.start, token.end) if token.kind == "word" else None
        digits = _NUMBER.match(text, glued.end()) if glued and glued.end() > token.start else None
        if digits is None or digits.end() < token.end:
            out.append(token)
            continue
        out.append(Token(token.start, digits.start(), "word"))
        out.append(Token(digits.start(), digits.end(), "number"))
        taken = digits.end()
    return out


def number(digits: str, scaled: bool = False) -> float:
    """The value of a number token («١٬٢٠٠٫٥» → 1200.5).

    A lone comma or full stop before exactly three digits groups thousands, unless `scaled`: what follows is a
    multiplier or a percentage («1.125 مليون»), where it is a decimal point.
    """
    plain = digits.translate(_DIGITS).replace("٬", "").replace("٫", "·")
    marks = re.findall(r"[.,]", plain)
    if len(set(marks)) == 2:  # the last kind of mark is the decimal point
        plain = plain.replace(marks[0], "").replace(marks[-1], "·")
    elif len(marks) > 1:
        plain = plain.replace(marks[0], "")
    elif marks:
        head, tail = plain.split(marks[0])
        grouping = len(tail) == 3 and not scaled and "·" not in tail and head.lstrip("0") and len(head) <= 3
        plain = head + ("" if grouping else "·") + tail
    whole, _, fraction = plain.partition("·")
    return float(f"{whole[:300]}.{fraction[:30].replace('·', '') or 0}")


def figures(text: str, tokens: Sequence[Token], taken: Sequence[bool] = ()) -> list[Figure]:
    """The figures among `tokens` in order; tokens marked in `taken` (dates) are left out. Linear in the tokens."""
    found: list[Figure] = []
    folded = [fold(text[t.start : t.end]) for t in tokens]
    i = 0
    while i < len(tokens):
        if taken and taken[i]:
            i += 1
            continue
        value, after = _value(tokens, folded, text, i)
        if value is None:
            i += 1
            continue
        unit, end = _unit(folded, after)
        if after == i + 1 and unit is None and _bare(folded[i]) in _words().alone:
            i += 1
            continue
        if unit == "percent":
            after = end
        last = tokens[after - 1].end
        found.append(Figure(_start(text, tokens[i], folded[i]), last, value, unit))
        i = after
    return found


def _value(tokens: Sequence[Token], folded: list[str], text: str, i: int) -> tuple[float | None, int]:
    """The value of the numeral that starts at token `i`, with the token after it; None where none starts."""
    known = _words()
    total, after = _simple(tokens, folded, text, i)
    if total is None:
        return None, i + 1
    while after < len(folded):
        word = folded[after]
        if word in known.multipliers:
            total *= known.multipliers[word]
            after += 1
            continue
        # «مئة وخمسة وعشرون»، «مليون و200 ألف»: a smaller part joined by و
        joined = word[1:] if word.startswith("و") and len(word) > 1 else None
        if joined is not None and (
            joined in known.values or joined in known.duals or joined in known.multipliers
        ):
            part, end = _simple(tokens, folded, text, after)
        elif word == "و" and after + 1 < len(folded) and tokens[after + 1].kind == "number":
            part, end = _simple(tokens, folded, text, after + 1)
        else:
            break
        if part is None:
            break
        while end < len(folded) and folded[end] in known.multipliers:
            if part * known.multipliers[folded[end]] >= total >= 1000:
                break
            part *= known.multipliers[folded[end]]
            end += 1
        if part >= total and not (total < 10 <= part < 100):
            break
        total, after = total + part, end
    return total, after


def _simple(tokens: Sequence[Token], folded: list[str], text: str, i: int) -> tuple[float | None, int]:
    known = _words()
    if tokens[i].kind == "number":
        following = folded[i + 1] if i + 1 < len(folded) else ""
        scaled = following in known.multipliers or known.units.get(following) == "percent"
        return number(text[tokens[i].start : tokens[i].end], scaled), i + 1
    word = _bare(folded[i])
    if word in known.duals:
        return known.duals[word], i + 1
    if word in known.multipliers:
        singular = word != fold("آلاف") and not word.startswith(fold("ملايين")) and not word.endswith("ات")
        return (known.multipliers[word], i + 1) if singular else (None, i + 1)
    if word in known.values:
        value = known.values[word]
        if value < 10 and i + 1 < len(folded) and folded[i + 1] in _TEENS:
            return value + 10, i + 2
        if 3 <= value < 10 and i + 1 < len(folded) and known.values.get(folded[i + 1]) == 100:
            return value * 100, i + 2
        return value, i + 1
    return None, i + 1


@cache
def _bare(word: str) -> str:
    """A folded word without the proclitics a numeral may carry, where what is left is a numeral."""
    known = _words()
    for clitic in ("", *_PROCLITICS):
        rest = word[len(clitic) :]
        if word.startswith(clitic) and (
            rest in known.values or rest in known.multipliers or rest in known.duals
        ):
            return rest
    return word


def _start(text: str, token: Token, folded: str) -> int:
    """Where the numeral starts in its word: after a joined و or ب, not after the article."""
    bare = _bare(folded)
    lost = len(folded) - len(bare)
    if token.kind == "word" and lost and folded[0] in "وفبل" and len(folded) == token.end - token.start:
        return token.start + 1
    return token.start


def _unit(folded: list[str], after: int) -> tuple[str | None, int]:
    """The unit that stands at token `after`, with the token after it."""
    known = _words()
    for size in range(min(known.longest_unit, len(folded) - after), 0, -1):
        unit = known.units.get(" ".join(folded[after : after + size]))
        if unit is not None:
            return unit, after + size
    return None, after
