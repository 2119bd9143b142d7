"""Who claims it: the speaker of the quote a claim stands in, or the article itself."""

from __future__ import annotations

from reader.annotate.claims.page import Page
from reader.annotate.model import Quote

SHARE = 0.5
"""Share of a claim's words from which on a quote holds it."""


def quote_of(page: Page, first: int, last: int) -> Quote | None:
    """The quote that holds most of the claim's words, if one holds enough of them."""
    best, most = None, SHARE * (page.words[last] - page.words[first])
    for quote, (a, b) in zip(page.quotes, page.quote_ranges, strict=True):
        shared = page.words[min(b, last)] - page.words[max(a, first)] if min(b, last) > max(a, first) else 0
        if shared > most:
            best, most = quote, shared
    return best
