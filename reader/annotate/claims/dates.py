"""Dates in running text as ISO 8601, as far as they are stated; both systems of month names and their variants."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from reader.annotate import lexicon
from reader.annotate.claims.figures import number
from reader.annotate.model import DateMention
from reader.annotate.normal import fold
from reader.annotate.tokens import Token


class _Words(NamedTuple):
    months: dict[str, int]
    ordinals: dict[str, int]
    years: frozenset[str]
    joiners: frozenset[str]


class Found(NamedTuple):
    """A date and the half-open range of tokens it covers."""

    date: DateMention
    first: int
    last: int


@cache
def _words() -> _Words:
    def table(name: str) -> dict[str, int]:
        return {
            " ".join(fold(w) for w in phrase.split()): int(n)
            for n, phrases in lexicon.load("dates")[name].items()
            for phrase in phrases
        }

    return _Words(
        table("months"),
        table("ordinals"),
        lexicon.folded("dates", "years", "markers"),
        lexicon.folded("dates", "words", "joiners"),
    )


def dates(text: str, tokens: Sequence[Token]) -> list[Found]:
    """The dates among `tokens` in order. Weekdays and «last month» give none: their date stands nowhere in the text."""
    folded = [fold(text[t.start : t.end]) for t in tokens]
    found: list[Found] = []
    i = 0
    while i < len(tokens):
        read = (
            _numeric(text, tokens, folded, i)
            or _named(text, tokens, folded, i)
            or _year(text, tokens, folded, i)
        )
        if read is None:
            i += 1
            continue
        iso, first, last = read
        if found and first < found[-1].last:
            first = found[-1].last
        start = tokens[first].start
        if tokens[first].kind == "word" and _month(folded, first)[0] and _month_clitic(folded[first]):
            start += 1
        found.append(Found(DateMention(start, tokens[last - 1].end, iso), first, last))
        i = last
    return found


def _whole(text: str, tokens: Sequence[Token], i: int) -> int | None:
    """The value of a number token without separators; None elsewhere."""
    if not 0 <= i < len(tokens) or tokens[i].kind != "number" or tokens[i].end - tokens[i].start > 4:
        return None
    value = number(text[tokens[i].start : tokens[i].end], scaled=True)
    return int(value) if value == int(value) else None


def _numeric(text: str, tokens: Sequence[Token], folded: list[str], i: int) -> tuple[str, int, int] | None:
    """«21/11/2024»، «2024-11-21»: three numbers joined by the same mark."""
    if i + 4 >= len(tokens) or folded[i + 1] not in ("/", "-") or folded[i + 3] != folded[i + 1]:
        return None
    parts = [_whole(text, tokens, k) for k in (i, i + 2, i + 4)]
    if None in parts or tokens[i + 4].end - tokens[i].start > 10:
        return None
    a, b, c = parts
    day, month, year = (c, b, a) if a and a > 31 else (a, b, c)
    if not (day and month and year and 1 <= day <= 31 and 1 <= month <= 12 and 1900 <= year <= 2100):
        return None
    return f"{year:04}-{month:02}-{day:02}", i, i + 5


def _month_clitic(word: str) -> bool:
    return word not in _words().months and word[:1] in "وفبل" and word[1:] in _words().months


def _month(folded: list[str], i: int) -> tuple[int | None, int]:
    """The month named at token `i` and the token after it."""
    months = _words().months
    if i + 1 < len(folded) and (pair := months.get(f"{folded[i]} {folded[i + 1]}")):
        return pair, i + 2
    if i < len(folded):
        word = folded[i]
        if word in months:
            return months[word], i + 1
        if _month_clitic(word) and len(word) > 4:
            return months[word[1:]], i + 1
    return None, i


def _named(text: str, tokens: Sequence[Token], folded: list[str], i: int) -> tuple[str, int, int] | None:
    """A month by name, a second name for it beside it, the day before it and the year after it."""
    month, after = _month(folded, i)
    if month is None:
        return None
    # «تشرين الثاني/نوفمبر»، «مايو (أيار)»
    if after < len(folded) and folded[after] in ("/", "(", "-"):
        again, end = _month(folded, after + 1)
        if again == month:
            closing = end < len(folded) and folded[end] == ")"
            after = end + closing
    day, first = _day(text, tokens, folded, i)
    year = None
    k = after
    while (
        k < len(folded) and k < after + 2 and (folded[k] in _words().years or folded[k] in ("،", "من", ","))
    ):
        k += 1
    value = _whole(text, tokens, k)
    if value is not None and 1900 <= value <= 2100:
        year, after = value, k + 1
    # A month's name alone may be a person's, a verb's or a town's: it needs a day, a year, a second name or «شهر».
    alone = day is None and year is None and after - i < 2 and not (i and folded[i - 1].endswith(fold("شهر")))
    if alone and len(folded[i]) < 5:
        return None
    if day is not None:
        return (f"{year:04}" if year else "-") + f"-{month:02}-{day:02}", first, after
    return (f"{year:04}-{month:02}" if year else f"--{month:02}"), i, after


def _day(text: str, tokens: Sequence[Token], folded: list[str], i: int) -> tuple[int | None, int]:
    """The day of the month before the month at token `i`, with the token it starts at."""
    k = i - 1
    while k >= 0 and k > i - 3 and folded[k] in _words().joiners:
        k -= 1
    value = _whole(text, tokens, k)
    if value is not None and 1 <= value <= 31:
        return value, k
    if k >= 0 and (day := _words().ordinals.get(folded[k])):
        return day, k
    return None, i


def _year(text: str, tokens: Sequence[Token], folded: list[str], i: int) -> tuple[str, int, int] | None:
    """A year of four digits after a word for year."""
    value = _whole(text, tokens, i)
    if value is None or not 1900 <= value <= 2100 or i == 0:
        return None
    marker = folded[i - 1]
    if any(marker.endswith(word) and len(marker) - len(word) <= 2 for word in _words().years):
        return f"{value:04}", i, i + 1
    if tokens[i].end - tokens[i].start == 4 and marker in (
        fold("في"),
        fold("منذ"),
        fold("مطلع"),
        fold("نهاية"),
    ):
        following = folded[i + 1] if i + 1 < len(folded) else ""
        if following in ("،", ".", "", ",", ")") or following in (fold("إلى"), fold("حتى"), fold("و")):
            return f"{value:04}", i, i + 1
    return None
