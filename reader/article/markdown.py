"""Markdown becomes text: mark-up gone, paragraphs kept; a front matter block gives title, author and date."""

from __future__ import annotations

import re

from reader.article.blocks import join, paragraphs
from reader.article.decode import Decoded
from reader.article.model import Draft

_FRONT = re.compile(r"---[ \t]*\n(.{0,20000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)", re.S)
_FIELD = re.compile(
    r"^(title|author|date|outlet|source|العنوان|الكاتب|التاريخ)[ \t]*:[ \t]*(\S.*)$", re.M | re.I
)
_ARABIC = {"العنوان": "title", "الكاتب": "author", "التاريخ": "date", "source": "outlet"}


def read(decoded: Decoded) -> Draft:
    """The article in a Markdown file (CommonMark with tables; raw HTML is read as HTML)."""
    from lxml import html
    from markdown_it import MarkdownIt

    text, fields = decoded.text, {}
    if front := _FRONT.match(text):
        text = text[front.end() :]
        for name, value in _FIELD.findall(front.group(1)):
            name = name.lower()
            fields[_ARABIC.get(name, name)] = value.strip().strip("\"'")
    rendered = MarkdownIt("commonmark", {"html": True}).enable("table").render(text)
    tree = html.fromstring(f"<div>{rendered.replace(chr(0), chr(0xFFFD))}</div>")
    heading = next((h for h in tree.iter("h1") if h.text_content().strip()), None)
    title = fields.get("title") or (heading.text_content().strip() if heading is not None else None)
    return Draft(
        text=join(paragraphs(tree)),
        title=title,
        author=fields.get("author"),
        outlet=fields.get("outlet"),
        date=fields.get("date"),
        encoding=decoded.encoding,
        notices=decoded.notices,
    )
