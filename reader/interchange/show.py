"""The laid-out article with numbered notes as plain text: for pipes, logs, screen readers and tests.

In the text `[n]` follows the first mention of each entity and the end of each quotation and claim; the notes below carry the
same numbers and say all that the panel and its drawer say.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from reader.annotate.model import Analysis
from reader.i18n import t
from reader.interchange import margin
from reader.interchange.margin import Item
from reader.layout import Line, Options, layout_paragraph
from reader.terminal.profiles import Profile

REDUNDANT = ("name", "words", "mentions", "type")
"""Details that stand in a note's first line already."""


def lines(
    analysis: Analysis, width: int, profile: Profile, reveal: bool = False, base: int | None = None
) -> Iterator[str]:
    """Every line of the article and its notes, at most `width` cells each, as `profile` writes them, without line ends.

    `reveal` shows invisible characters as marks; `base` forces the direction of the article's paragraphs (0 or 1).
    """
    page = _Page(width, profile, reveal)
    sections = [
        ("entities", margin.entity_items(analysis)),
        ("quotes", margin.quote_items(analysis)),
        ("claims", margin.claim_items(analysis)),
    ]
    numbers: dict[str, int] = {}
    for _, items in sections:
        for item in items:
            if item.spans:
                numbers.setdefault(item.key, len(numbers) + 1)
    if analysis.article.title and not analysis.article.text.startswith(analysis.article.title):
        yield from page.lay_out(analysis.article.title)
        yield ""
    for paragraph in _marked(analysis, sections, numbers).splitlines():
        yield from page.lay_out(paragraph, base) if paragraph.strip() else [""]
    for name, items in sections:
        yield ""
        yield from page.lay_out(
            f"── {t(f'interchange.{name}')} ({sum(bool(item.spans) for item in items)}) ──"
        )
        for item in items:
            yield from _note(page, analysis, item, numbers.get(item.key))


def _note(page: _Page, analysis: Analysis, item: Item, number: int | None) -> Iterator[str]:
    if number is None:
        yield ""
        yield from page.lay_out(f"{item.label} ({item.count})")
        return
    head = f"[{number}] {item.text}" + (f" ×{item.count}" if item.kind == "entity" else "")
    yield from page.lay_out(head)
    skipped = {t(f"margin.detail.{name}") for name in REDUNDANT}
    details = [
        f"{label}: {value}" for label, value in margin.details(analysis, item.key) if label not in skipped
    ]
    if details:
        yield from page.lay_out("    " + " · ".join(details))


def _marked(analysis: Analysis, sections: list[tuple[str, tuple[Item, ...]]], numbers: dict[str, int]) -> str:
    """The article's text with `[n]` after what note n is about."""
    marks: dict[int, list[int]] = {}
    for _, items in sections:
        for item in items:
            if item.key in numbers:
                found = marks.setdefault(item.spans[0][1], [])
                if numbers[item.key] not in found:
                    found.append(numbers[item.key])
    text, pieces, last = analysis.article.text, [], 0
    for offset in sorted(marks):
        pieces += [text[last:offset], f"[{'،'.join(map(str, sorted(marks[offset])))}]"]
        last = offset
    return "".join([*pieces, text[last:]])


class _Page:
    """Lays paragraphs out and writes their lines: right-to-left ones at the right edge, except in logical order."""

    def __init__(self, width: int, profile: Profile, reveal: bool) -> None:
        self.profile = profile
        self.options = Options(width=width, presentation_forms=profile.presentation_forms, reveal=reveal)

    def lay_out(self, text: str, base: int | None = None) -> Iterator[str]:
        for line in layout_paragraph(text, replace(self.options, base=base)):
            yield self._write(line, text)

    def _write(self, line: Line, text: str) -> str:
        if self.profile.name == "logical":
            # Whoever reads this reorders, mirrors and aligns by itself: it gets the words as they stand, made safe to print.
            ordered = sorted(line.clusters, key=lambda cluster: cluster.start)
            return "".join(_as_it_stands(text[c.start : c.end], c.text) for c in ordered).rstrip()
        indent = " " * (self.options.width - line.width) if line.base_level % 2 else ""
        return self.profile.emit([(indent + line.text, None)]).rstrip()


def _as_it_stands(words: str, shown: str) -> str:
    return words if words.isprintable() else shown
