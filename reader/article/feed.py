"""RSS and Atom feeds: a list to choose an article from (feedparser)."""

from __future__ import annotations

import io
from typing import Any

from reader.article.blocks import join, paragraphs, tidy
from reader.article.model import Draft, Feed, FeedEntry
from reader.errors import SourceError

MAX_ENTRIES = 2_000


def read(data: bytes, source: str, content_type: str | None = None) -> Feed:
    """The entries of a feed in its own order. Raises SourceError when there are none."""
    import feedparser

    headers = {"content-type": content_type} if content_type else None
    # A stream, never a string: feedparser would fetch or open what looks like an address or a path.
    parsed = feedparser.parse(
        io.BytesIO(data), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
    )
    entries = tuple(_entry(number, one) for number, one in enumerate(parsed.entries[:MAX_ENTRIES], 1))
    if not entries:
        raise SourceError("article.empty_feed", source=source)
    return Feed(source=source, title=_line(parsed.feed.get("title")), entries=entries)


def draft(entry: FeedEntry, feed: Feed) -> Draft:
    """An entry's own content as an article, for an entry without a page or with its whole text in the feed."""
    from lxml import html

    parts = paragraphs(html.fromstring(f"<div>{entry.content}</div>")) if entry.content.strip() else iter(())
    return Draft(text=join(parts), title=entry.title, author=entry.author, outlet=feed.title, date=entry.date)


def _entry(number: int, entry: Any) -> FeedEntry:
    contents = [one.get("value") or "" for one in entry.get("content", ())]
    content = max([*contents, entry.get("summary") or ""], key=len)
    when = entry.get("published_parsed") or dict.get(entry, "updated_parsed")
    link = entry.get("link")
    return FeedEntry(
        number=number,
        title=_line(entry.get("title")) or link or f"#{number}",
        link=link,
        author=_line(entry.get("author")),
        date=f"{when.tm_year:04}-{when.tm_mon:02}-{when.tm_mday:02}" if when else None,
        content=content.replace("\0", "\ufffd"),
    )


def _line(value: str | None) -> str | None:
    """A title on one line; feeds put mark-up in titles, and bare `<` too."""
    if not value:
        return None
    if "<" in value and ">" in value:
        from lxml import html

        value = html.fromstring(f"<div>{value}</div>").text_content()
    return tidy([value]).replace("\n", " ") or None
