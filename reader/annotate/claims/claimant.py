"""Who claims it: the speaker of the quote a claim stands in, or the article itself."""

from __future__ import annotations

from reader.annotate.claims.page import Page
from reader.annotate.model import Quote

SHARE = 0.5
"""Share of a claim's words from which on a quote holds it."""


def quote_of(page: Page, first: int, last: int) -> Quote | None:
    """The quote that holds most of a claim's words, if one holds enough of them.

    Speakers named elsewhere in the sentence, the last speaker and the subject of a reporting verb outside any quote were
    tried as claimants, by learned weights; none was right more often than the article itself.
    """
    best, most = None, SHARE * (page.words[last] - page.words[first])
    for q in page.quotes_at(first, last):
        a, b = page.quote_ranges[q]
        shared = page.words[min(b, last)] - page.words[max(a, first)]
        if shared > most:
            best, most = page.quotes[q], shared
    return best
