"""What an article is: its text, never edited after loading, and where it came from."""

from __future__ import annotations

import hashlib
from functools import cached_property

import msgspec

Notice = tuple[str, dict[str, str]]
"""A message id and the details that fill it: something a reader should know about how the text was got."""


class Article(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """An article as loaded. Offsets everywhere in Hamish are code points into `text`.

    `text` has no BOM and only LF line ends; nothing else was changed. `title`, `author`, `outlet` and `date` (ISO 8601)
    are there when the source states them. `encoding` is what the bytes were read as. `notices` are message ids with
    details that a reader should know (a guessed encoding, repaired mojibake, no Arabic).
    """

    text: str
    source: str = "-"
    title: str | None = None
    author: str | None = None
    outlet: str | None = None
    date: str | None = None
    encoding: str = "utf-8"
    notices: tuple[Notice, ...] = ()

    @cached_property
    def id(self) -> str:
        """`sha256:` and the hex digest of the text in UTF-8 (lone surrogates as they stand)."""
        return "sha256:" + hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """What a format's reader found: the text and what the source states of itself; `load` makes the Article."""

    text: str
    title: str | None = None
    author: str | None = None
    outlet: str | None = None
    date: str | None = None
    encoding: str = "utf-8"
    notices: tuple[Notice, ...] = ()


class FeedEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One article that a feed names. `number` counts from 1; `content` is the entry's own HTML, often only a teaser."""

    number: int
    title: str
    link: str | None = None
    author: str | None = None
    date: str | None = None
    content: str = ""


class Feed(msgspec.Struct, frozen=True, kw_only=True):
    """An RSS or Atom feed: a list to choose from."""

    source: str
    title: str | None = None
    entries: tuple[FeedEntry, ...] = ()
