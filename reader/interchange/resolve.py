"""Foreign annotations find their place in the article: by hash, by covered text, by unit, by context, else not at all."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

import msgspec

from reader.article.model import Article
from reader.interchange.flat import Annotation, Flat
from reader.interchange.units import CODE_POINTS, Ruler, guess
from reader.review.anchoring import CONTEXT, Anchor, locate


class Resolved(NamedTuple):
    """`flat` in code points of the article; `orphans` found no place; `counts` says how the others were found."""

    flat: Flat
    orphans: tuple[Annotation, ...]
    unit: str
    counts: Counter[str]


def resolve(flat: Flat, article: Article) -> Resolved:
    """Place every annotation of `flat` in `article.text`.

    The unit is the declared one, else the one under which most covered texts match. An annotation stays where it is when
    the article has its words there, else moves to where its words stand in the same surroundings, else is an orphan.
    """
    theirs = flat.text if flat.text is not None else article.text
    spans = [(one.start, one.end, one.text) for one in flat.annotations]
    unit = flat.unit or guess(theirs, spans)
    ruler = Ruler(theirs, unit)
    same = flat.text_id == article.id or flat.text in (None, article.text)
    placed: list[Annotation] = []
    orphans: list[Annotation] = []
    counts: Counter[str] = Counter()
    for one in flat.annotations:
        span = ruler.to_code_points(one.start, one.end)
        words = one.text if one.text is not None else theirs[slice(*span)] if span else None
        if (
            span
            and span[0] < span[1]
            and same
            and (one.text is None or _covers(article.text[slice(*span)], one.text))
        ):
            how = "exact"
        else:
            span = _search(one, words, span, theirs, article.text)
            how = "moved"
        if span is None:
            orphans.append(one)
            continue
        counts[how] += 1
        placed.append(
            msgspec.structs.replace(one, start=span[0], end=span[1], text=article.text[span[0] : span[1]])
        )
    found = msgspec.structs.replace(flat, annotations=tuple(placed), text=article.text, unit=CODE_POINTS)
    return Resolved(found, tuple(orphans), unit, counts)


def _covers(text: str, claimed: str) -> bool:
    """Line ends and runs of spaces may differ: brat joins fragments by a space."""
    return text == claimed or text.split() == claimed.split()


def _search(
    one: Annotation, words: str | None, span: tuple[int, int] | None, theirs: str, text: str
) -> tuple[int, int] | None:
    if not words or not words.strip():
        return None
    start = span[0] if span else max(0, one.start)
    before, after = one.prefix, one.suffix
    if span and not before and not after:
        before, after = theirs[max(0, span[0] - CONTEXT) : span[0]], theirs[span[1] : span[1] + CONTEXT]
    return locate(text, Anchor(words, start, before, after))
