"""`hamish list`: the articles of a folder, of several files or of a feed, one a line."""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

from reader.cli.source import add_source_options
from reader.i18n import t
from reader.printable import escaped_json, printable

if TYPE_CHECKING:
    from reader.library.listing import Listing, Row


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("source", nargs="+", help=t("cli.list.source"))
    parser.add_argument(
        "--format", choices=("text", "tsv", "json"), default="text", help=t("cli.list.format")
    )
    parser.add_argument("--filter", default="", metavar="WORDS", help=t("cli.list.filter"))
    add_source_options(parser)


def run(args: argparse.Namespace) -> int:
    from reader.library.listing import is_listing, of_feed, scan

    if is_listing(args.source):
        listing = scan(args.source)
    else:
        from reader.article.model import Feed
        from reader.cli.source import open_from

        found = open_from(args, args.source[0])
        listing = of_feed(found) if isinstance(found, Feed) else scan(args.source)
    print_listing(listing, args)
    return 0


def print_listing(listing: Listing, args: argparse.Namespace) -> None:
    """The rows on standard output, each as soon as it is known."""
    from reader.cli.source import opening_options
    from reader.library.describe import Describer
    from reader.library.listing import matching

    describer = Describer(opening_options(args))
    rows: Iterable[Row] = describer.describe(listing.rows)
    if getattr(args, "filter", ""):
        rows = matching(rows, args.filter)
    how = getattr(args, "format", "text")
    if how == "json":
        import msgspec

        sys.stdout.buffer.write(escaped_json(msgspec.json.encode(list(rows))) + b"\n")
    else:
        for row in rows:
            print(_tabbed(row) if how == "tsv" else _line(row))
    describer.keep()


def _tabbed(row: Row) -> str:
    """Source, entry number, title, outlet, date, words, share read, share reviewed; what is unknown is empty."""
    numbers = (row.words, _rounded(row.progress), _rounded(row.reviewed))
    fields = (row.source, row.item, row.title or row.trouble, row.outlet, row.date, *numbers)
    return "\t".join("" if field is None else printable(str(field)) for field in fields)


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, 3)


def _line(row: Row) -> str:
    """Columns of fixed width, then the title; laid out right to left only for a terminal's eyes."""
    words = "" if row.words is None else t("library.words", count=row.words)
    shares = [
        f"{round(100 * share)} %" if share is not None else "–" for share in (row.progress, row.reviewed)
    ]
    name = str(row.item) if row.item is not None else printable(row.name)
    columns = f"{name:<24}  {row.date or '–':<10}  {words:>12}  {shares[0]:>5}  {shares[1]:>5}  "
    title = row.trouble or printable(row.heading if row.outlet is None else f"{row.heading} · {row.outlet}")
    if sys.stdout.isatty():
        from reader.layout import layout_label

        room = max(20, shutil.get_terminal_size().columns - len(columns))
        title = layout_label(title, room).text
    return (columns + title).rstrip()
