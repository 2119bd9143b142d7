"""The door of the room: a source named on the command line becomes an Article, or a Feed to choose one from."""

from __future__ import annotations

import sys
from pathlib import Path
from urllib.parse import urljoin

import msgspec

from reader.article import decode, mojibake
from reader.article.codepages import NAMES
from reader.article.fetch import Fetched, Limits, fetch, is_url
from reader.article.kinds import Kind, detect
from reader.article.model import Article, Draft, Feed, FeedEntry, Notice
from reader.article.sanitize import summary
from reader.errors import HamishError, SourceError

STDIN = "-"
MAX_BYTES = 64 * 1024 * 1024
"""Most of a file or of standard input. A novel is one megabyte; what is longer is no article."""
WHOLE_ENTRY = 1_500
"""A feed entry with at least this much text of its own (code points) is read from the feed, not from its page."""

_MEDIA = ("image/", "audio/", "video/", "font/")


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """How a source is read. `kind` and `encoding` overrule what is guessed; `item` chooses from a feed (from 1)."""

    encoding: str | None = None
    kind: Kind | None = None
    item: int | None = None
    allow_private: bool = False


def load(
    source: str,
    *,
    encoding: str | None = None,
    kind: Kind | None = None,
    item: int | None = None,
    allow_private: bool = False,
) -> Article:
    """The article at `source`: a path, an http(s) address, or `-` for standard input.

    Raises SourceError in plain words; also for a feed when no `item` of it is named.
    """
    found = open_source(source, Options(encoding=encoding, kind=kind, item=item, allow_private=allow_private))
    if isinstance(found, Feed):
        raise SourceError("article.choose_from_feed", source=source, count=len(found.entries))
    return found


def open_source(source: str, options: Options = Options()) -> Article | Feed:  # noqa: B008 (immutable)
    """As `load`, but a feed comes back as a Feed unless `options.item` chooses from it."""
    if options.encoding is not None:
        decode.checked(options.encoding)
    if is_url(source):
        fetched = fetch(source, Limits(allow_private=options.allow_private))
    else:
        data = _standard_input() if source == STDIN else _read(Path(source), source)
        fetched = Fetched(data, source, None, None)
    found = _open(fetched, source, options)
    if isinstance(found, Feed):
        return found if options.item is None else choose(found, options.item, options)
    return found


def choose(feed: Feed, number: int, options: Options = Options()) -> Article:  # noqa: B008 (immutable)
    """The article of a feed's entry (numbered from 1): from its page, or from the feed itself where that has it whole."""
    entry = next((entry for entry in feed.entries if entry.number == number), None)
    if entry is None:
        raise SourceError("article.no_such_entry", source=feed.source, number=number, count=len(feed.entries))
    own = _own_text(entry, feed)
    link = urljoin(feed.source, entry.link) if entry.link else None
    link = link if link and is_url(link) else None
    if link is None or len(own.text) >= WHOLE_ENTRY:
        return _article(own, link or f"{feed.source}#{number}")
    try:
        found = open_source(link, Options(allow_private=options.allow_private))
    except SourceError:
        if not own.text.strip():
            raise
        notice: Notice = ("article.only_teaser", {"source": link})
        return _article(msgspec.structs.replace(own, notices=(notice,)), link)
    if isinstance(found, Feed):
        raise SourceError("article.no_main_text", source=link)
    return found


def from_text(text: str, source: str = STDIN) -> Article:
    """An article from text that is already decoded: a paste."""
    decoded = decode.finish(text, "utf-8")
    return _article(Draft(text=decoded.text, encoding="utf-8", notices=decoded.notices), source)


def _own_text(entry: FeedEntry, feed: Feed) -> Draft:
    from reader.article import feed as reader

    return reader.draft(entry, feed)


def _open(fetched: Fetched, source: str, options: Options) -> Article | Feed:
    data, url = fetched.data, fetched.url
    if not data.strip(b" \t\r\n\0"):
        raise SourceError("article.empty", source=source)
    if fetched.content_type and fetched.content_type.startswith(_MEDIA):
        raise SourceError("article.not_an_article", source=source, type=fetched.content_type)
    name = Path(url.partition("?")[0]).name
    kind = options.kind or detect(data, name, fetched.content_type)
    try:
        if kind == "feed":
            from reader.article import feed

            return feed.read(data, url, fetched.content_type)
        draft = _draft(kind, fetched, options)
    except HamishError:
        raise
    except Exception as error:
        # Parsers answer damage with whatever they trip over (RecursionError, TypeError, KeyError, lxml's own).
        raise SourceError("article.damaged", source=source) from error
    return _article(draft, url)


def _draft(kind: Kind, fetched: Fetched, options: Options) -> Draft:
    """Each format's reader, imported when its first file comes."""
    data, source = fetched.data, fetched.url
    if kind == "html":
        from reader.article import webpage

        return webpage.read(data, source, encoding=options.encoding, charset=fetched.charset)
    if kind == "epub":
        from reader.article import epub

        return epub.read(data, source)
    if kind == "docx":
        from reader.article import docx

        return docx.read(data, source)
    if kind == "pdf":
        from reader.article import pdf

        return pdf.read(data, source)
    decoded = decode.decode(data, source, options.encoding, fetched.charset)
    if kind == "markdown":
        from reader.article import markdown

        return markdown.read(decoded)
    return Draft(text=decoded.text, encoding=decoded.encoding, notices=decoded.notices)


def _article(draft: Draft, source: str) -> Article:
    if not draft.text.strip():
        raise SourceError("article.empty", source=source)
    draft = _put_right(draft)
    return Article(
        text=draft.text,
        source=source,
        title=draft.title,
        author=draft.author,
        outlet=draft.outlet,
        date=draft.date,
        encoding=draft.encoding,
        notices=(*draft.notices, *_remarks(draft.text)),
    )


def _put_right(draft: Draft) -> Draft:
    """A draft whose mojibake, if any, is put right where nothing is lost, and said in any case."""
    garbled = mojibake.recognise(draft.text)
    if garbled is None:
        return draft
    details = {"read_as": NAMES[garbled.read_as], "really": NAMES[garbled.really], "sample": garbled.sample}
    text = garbled.right(draft.text)
    if text is None:
        return msgspec.structs.replace(draft, notices=(*draft.notices, ("article.mojibake", details)))

    def line(value: str | None) -> str | None:
        return value and (garbled.right(value) or value)

    return msgspec.structs.replace(
        draft,
        text=text,
        title=line(draft.title),
        author=line(draft.author),
        outlet=line(draft.outlet),
        notices=(*draft.notices, ("article.mojibake_repaired", details)),
    )


def _remarks(text: str) -> tuple[Notice, ...]:
    """What a reader should know of any text: no Arabic in it, or characters in it that hide or deceive."""
    remarks: list[Notice] = []
    if not any("\u0621" <= c <= "\u06d3" or "\ufb50" <= c <= "\ufefc" for c in text):
        remarks.append(("article.no_arabic", {}))
    remarks += [(f"article.hazard.{kind}", {"count": str(count)}) for kind, count in summary(text).items()]
    return tuple(remarks)


def _standard_input() -> bytes:
    data = sys.stdin.buffer.read(MAX_BYTES + 1)
    return _bounded(data, STDIN)


def _read(path: Path, source: str) -> bytes:
    try:
        with path.open("rb") as handle:
            # A device or a pipe may never end: no more than the limit is asked of it.
            return _bounded(handle.read(MAX_BYTES + 1), source)
    except (FileNotFoundError, NotADirectoryError):
        raise SourceError("article.missing", source=source) from None
    except IsADirectoryError:
        raise SourceError("article.directory", source=source) from None
    except OSError as error:
        raise SourceError("article.unreadable", source=source, reason=error.strerror or error) from error
    except ValueError:
        # A NUL or a lone surrogate in the name.
        raise SourceError("article.missing", source=source) from None


def _bounded(data: bytes, source: str) -> bytes:
    if len(data) > MAX_BYTES:
        raise SourceError("article.too_big", source=source, limit=MAX_BYTES // 1024**2)
    return data
