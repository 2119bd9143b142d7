"""What is claimed: checkable statements, best first, with reasons."""

from __future__ import annotations

from reader.annotate.claims import checkworthiness, claimant, features, kinds, ranker, reasons, selection
from reader.annotate.claims.page import Page
from reader.annotate.model import Claim, Entity, Quote, Span


def find(
    text: str,
    entities: tuple[Entity, ...],
    quotes: tuple[Quote, ...],
    limit: int = 7,
    title: str | None = None,
) -> tuple[Claim, ...]:
    """At most `limit` claims of `text`, most important first. Time is linear in the length of `text`."""
    learned = ranker.model()
    return ranked(Page(text, entities, quotes, title, learned.idf, learned.wording), learned, limit)


def ranked(page: Page, learned: ranker.Model, limit: int) -> tuple[Claim, ...]:
    """At most `limit` claims of an article that has been read, by any model."""
    seen = features.of_page(page)
    scores = [ranker.importance(s.values, learned) + features.lede_bonus(s) for s in seen]
    found = [s.candidate for s in seen]
    claims = []
    for number, (index, repeats) in enumerate(selection.choose(page, found, scores, limit), 1):
        first, last = found[index].first, found[index].last
        start, end = page.span(first, last)
        quote = claimant.quote_of(page, first, last)
        claims.append(
            Claim(
                id=f"c{number}",
                start=start,
                end=end,
                text=page.text[start:end],
                claimant=quote.speaker if quote else None,
                quote=quote.id if quote else None,
                kind=kinds.kind(page, first, last, quote),
                polarity=kinds.polarity(page, first, last, quote),
                hedged=kinds.hedged(page, first, last),
                figures=page.figures_in(start, end),
                dates=page.dates_in(start, end),
                checkworthy=checkworthiness.probability(page, first, last, learned.checkworthy),
                score=round(min(max(scores[index], 0.0), 1.0), 3),
                reasons=reasons.reasons(seen[index].values, learned, len(repeats)),
                repeats=tuple(Span(*page.span(found[r].first, found[r].last)) for r in sorted(repeats)),
            )
        )
    return tuple(claims)
