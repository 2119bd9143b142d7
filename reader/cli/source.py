"""Options of every command that opens a source, and opening it with them."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from reader.article.model import Article, Feed
from reader.i18n import t

if TYPE_CHECKING:
    from reader.article.load import Options

KINDS = ("text", "markdown", "html", "feed", "epub", "docx", "pdf")
"""As `reader.article.kinds.KINDS`, written out so that the command line stays light to start."""


def add_source_options(parser: argparse.ArgumentParser) -> None:
    """`--encoding`, `--from`, `--item` and `--allow-private`."""
    parser.add_argument("--encoding", help=t("cli.encoding"))
    parser.add_argument("--from", dest="kind", choices=KINDS, help=t("cli.from"))
    parser.add_argument("--item", type=int, metavar="N", help=t("cli.item"))
    parser.add_argument("--allow-private", action="store_true", help=t("cli.allow_private"))


def opening_options(args: argparse.Namespace) -> Options:
    """How the arguments say a source is to be read."""
    from reader.article.load import Options

    return Options(encoding=args.encoding, kind=args.kind, item=args.item, allow_private=args.allow_private)


def open_from(args: argparse.Namespace, source: str | None = None) -> Article | Feed:
    """The article or feed that the arguments name. Raises SourceError."""
    from reader.article.fetch import is_url
    from reader.article.load import STDIN, open_source

    name = source or args.source
    if is_url(name) and sys.stderr.isatty():
        print(t("cli.fetching", source=name), file=sys.stderr)
    if name == STDIN and sys.stdin.isatty():
        print(t("cli.paste"), file=sys.stderr)
    return open_source(name, opening_options(args))


def article_from(args: argparse.Namespace, source: str | None = None) -> Article:
    """The article that the arguments name; what a reader should know of it goes to standard error.

    `args.opened` is what an earlier step already opened: standard input and pages are read once. Raises SourceError,
    also for a feed without `--item`.
    """
    from reader.errors import SourceError

    found = getattr(args, "opened", None) or open_from(args, source)
    if isinstance(found, Feed):
        raise SourceError("article.choose_from_feed", source=found.source, count=len(found.entries))
    tell(found)
    return found


def tell(article: Article) -> None:
    """The article's notices on standard error, one a line."""
    for message, details in article.notices:
        print(f"hamish: {t(message, **details)}", file=sys.stderr)
