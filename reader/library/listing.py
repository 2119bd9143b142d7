"""The articles of a folder, of several files or of a feed as rows: named at once, described when they are looked at."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from reader.annotate.normal import normalise
from reader.annotate.tokens import words
from reader.article.fetch import is_url
from reader.article.kinds import READABLE
from reader.article.load import Options, choose, open_source
from reader.article.model import Article, Feed
from reader.errors import HamishError, SourceError

MAX_ROWS = 20_000
_TITLE = 160
"""Most of a first line that stands for a missing title (code points)."""


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One article of a listing.

    `name` is known at once (a file's name below its folder, an entry's title); the rest when it was `described`.
    `item` is the entry's number in the feed `source`. `words` counts words; `progress` and `reviewed` are shares, 0 to
    1, None when never opened or reviewed. `trouble` is the sentence that says why it cannot be read.
    """

    source: str
    name: str
    item: int | None = None
    described: bool = False
    id: str | None = None
    title: str | None = None
    outlet: str | None = None
    date: str | None = None
    words: int | None = None
    progress: float | None = None
    reviewed: float | None = None
    trouble: str | None = None

    @property
    def heading(self) -> str:
        """What to call it."""
        return self.title or self.name


class Listing(msgspec.Struct, frozen=True, kw_only=True):
    """Rows under a heading: the folder's or the feed's name. `feed` is there when the rows are its entries."""

    title: str
    rows: tuple[Row, ...]
    feed: Feed | None = None


def is_listing(sources: Sequence[str]) -> bool:
    """Whether what was named is a list by its look: several sources, or a folder. (A feed shows when it is read.)"""
    return len(sources) > 1 or (len(sources) == 1 and not is_url(sources[0]) and Path(sources[0]).is_dir())


def scan(sources: Sequence[str]) -> Listing:
    """Every article named: files as they are, folders walked in order of name. Nothing is opened.

    Hidden files, files of other kinds and linked folders are passed over. Raises SourceError when nothing is left.
    """
    rows: list[Row] = []
    for source in sources:
        if not is_url(source) and Path(source).is_dir():
            rows += [
                Row(source=path, name=os.path.relpath(path, source))
                for path in _files(source, MAX_ROWS - len(rows))
            ]
        else:
            rows.append(Row(source=source, name=source if is_url(source) else Path(source).name))
    if not rows:
        raise SourceError("library.nothing", source=", ".join(sources))
    return Listing(title=sources[0] if len(sources) == 1 else "", rows=tuple(rows[:MAX_ROWS]))


def of_feed(feed: Feed) -> Listing:
    """A feed's entries as rows. They count as described: their pages are fetched only to be read."""
    rows = tuple(
        Row(
            source=feed.source,
            name=entry.title,
            item=entry.number,
            described=True,
            title=entry.title,
            outlet=feed.title,
            date=entry.date,
        )
        for entry in feed.entries
    )
    return Listing(title=feed.title or feed.source, rows=rows, feed=feed)


def open_row(row: Row, listing: Listing, options: Options) -> Article:
    """The article that a row stands for. Raises SourceError."""
    if listing.feed is not None and row.item is not None:
        return choose(listing.feed, row.item, options)
    found = open_source(row.source, options)
    if isinstance(found, Feed):
        raise SourceError("article.choose_from_feed", source=row.source, count=len(found.entries))
    return found


def matching(rows: Iterable[Row], query: str) -> list[Row]:
    """Rows whose title, name, outlet or date hold every word of `query`, Arabic spellings folded."""
    wanted = normalise(query.casefold()).text.split()
    return [row for row in rows if all(word in _haystack(row) for word in wanted)]


def from_article(row: Row, article: Article) -> Row:
    """`row` with what its article tells."""
    first = next((line for line in article.text.splitlines() if line.strip()), "")
    return msgspec.structs.replace(
        row,
        described=True,
        id=article.id,
        title=article.title or " ".join(first.split())[:_TITLE],
        outlet=article.outlet,
        date=article.date,
        words=len(words(article.text)),
    )


def read_row(row: Row, options: Options) -> Row:
    """`row` described from its source; a source that cannot be read is described by its trouble."""
    if row.described or is_url(row.source):
        # Addresses are fetched only to be read.
        return msgspec.structs.replace(row, described=True)
    try:
        return from_article(row, open_row(row, Listing(title="", rows=()), options))
    except HamishError as error:
        return msgspec.structs.replace(row, described=True, trouble=error.message)


def _haystack(row: Row) -> str:
    parts = (row.title, row.name, row.outlet, row.date)
    return normalise(" ".join(part for part in parts if part).casefold()).text


def _files(folder: str, limit: int) -> Iterator[str]:
    """Readable files below `folder`, in order of name, folders after the files beside them; at most `limit`."""
    count = 0
    pending = [folder]
    while pending:
        here = pending.pop()
        try:
            entries = sorted(os.scandir(here), key=lambda entry: entry.name)
        except OSError:
            continue
        folders = []
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                folders.append(entry.path)
            elif Path(entry.name).suffix.lower() in READABLE and entry.is_file():
                if count >= limit:
                    return
                count += 1
                yield entry.path
        pending += reversed(folders)
