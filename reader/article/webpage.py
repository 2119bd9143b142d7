"""A web page becomes an article: main text, title, author, outlet and date by trafilatura."""

from __future__ import annotations

import re
from typing import Any

from reader.article import decode
from reader.article.blocks import Vocabulary, join, paragraphs, tidy
from reader.article.model import Draft
from reader.errors import SourceError

_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.I)
# trafilatura's own vocabulary (TEI names) for what it keeps of a page.
_TEI = Vocabulary(
    blocks=frozenset(("body", "p", "head", "list", "item", "quote", "code", "table", "row", "fw", "ab")),
    cells=frozenset(("cell",)),
    breaks=frozenset(("lb",)),
    skipped=frozenset(("graphic",)),
)


def read(data: bytes, source: str, *, encoding: str | None = None, charset: str | None = None) -> Draft:
    """The article on a page. `charset` is what the server said; `encoding` the user's word, which wins.

    Raises SourceError when the page has no running text.
    """
    meta = _META_CHARSET.search(data[:4096])
    declared = charset or (meta.group(1).decode("ascii") if meta else None)
    decoded = decode.decode(data, source, encoding, declared)
    draft = from_markup(decoded.text, source)
    if draft is None:
        raise SourceError("article.no_main_text", source=source)
    return Draft(
        text=draft.text,
        title=draft.title,
        author=draft.author,
        outlet=draft.outlet,
        date=draft.date,
        encoding=decoded.encoding,
        notices=decoded.notices,
    )


def from_markup(markup: str, source: str) -> Draft | None:
    """The article in HTML text, or None where there is none."""
    from lxml import html
    from trafilatura import bare_extraction

    markup = markup.replace("\0", "\ufffd")
    url = source if source.startswith(("http://", "https://")) else None
    found: Any = bare_extraction(
        markup, url=url, with_metadata=True, include_comments=False, include_tables=True, favor_recall=True
    )
    if found is None:
        return None
    title = _line(found.title)
    parts = list(paragraphs(found.body, _TEI)) if found.body is not None else []
    if not parts and markup.strip():
        parts = list(paragraphs(html.fromstring(markup)))
    if parts and title and tidy([parts[0]]) == title:
        del parts[0]
    if not parts:
        return None
    return Draft(
        text=join(parts),
        title=title,
        author=_line(found.author),
        outlet=_line(found.sitename) or _line(found.hostname),
        date=_line(found.date),
    )


def _line(value: str | None) -> str | None:
    return tidy([value]).replace("\n", " ") or None if value else None
