"""`hamish SOURCE`: opens the reader; prints what `show` prints where standard output is no terminal."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli.commands.show import add_layout_options
from reader.cli.source import add_source_options
from reader.errors import UsageError
from reader.i18n import t

if TYPE_CHECKING:
    from reader.article.model import Article
    from reader.library.listing import Listing


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("sources", nargs="*", metavar="source", help=t("cli.read.sources"))
    parser.add_argument("--theme", help=t("cli.read.theme"))
    parser.add_argument("--no-mouse", action="store_true", help=t("cli.read.no_mouse"))
    parser.add_argument("--no-analysis", action="store_true", help=t("cli.read.no_analysis"))
    add_layout_options(parser)
    parser.add_argument("--store", type=Path, metavar="PATH", help=t("cli.store"))
    parser.add_argument("--read-only", action="store_true", help=t("cli.read.read_only"))
    add_source_options(parser)


def run(args: argparse.Namespace) -> int:
    if not sys.stdout.isatty():
        return _print(args)
    import msgspec

    from reader.cli.source import opening_options
    from reader.settings import config as settings

    config = settings.load()
    asked = {
        "theme": args.theme,
        "direction": args.direction,
        "claims": args.claims,
        "engine": args.engine,
        "ner_model": args.ner_model,
    }
    config = msgspec.structs.replace(config, **{k: v for k, v in asked.items() if v is not None})
    article, listing = _opened(args)

    from reader.ui.app import HamishApp
    from reader.ui.driver import require_terminal

    require_terminal()
    app = HamishApp(
        article,
        config,
        listing=listing,
        reading=opening_options(args),
        profile=args.profile,
        analyse=not args.no_analysis,
        store=args.store,
        read_only=args.read_only,
    )
    status = app.run(mouse=config.mouse and not args.no_mouse) or app.return_code or 0
    if app.farewell:
        print(app.farewell)
    return status


def _opened(args: argparse.Namespace) -> tuple[Article | None, Listing | None]:
    """What to begin with: an article, a list to choose from, or neither."""
    if not args.sources:
        return None, None
    from reader.article.model import Feed
    from reader.cli.source import open_from
    from reader.library.listing import is_listing, of_feed, scan

    if is_listing(args.sources):
        return None, scan(args.sources)
    found = open_from(args, args.sources[0])
    return (None, of_feed(found)) if isinstance(found, Feed) else (found, None)


def _print(args: argparse.Namespace) -> int:
    if not args.sources:
        raise UsageError("cli.read.no_source")
    from reader.article.model import Feed
    from reader.cli.commands import list as listing
    from reader.cli.commands import show
    from reader.cli.source import open_from
    from reader.library.listing import is_listing, of_feed, scan

    if is_listing(args.sources):
        listing.print_listing(scan(args.sources), args)
        return 0
    found = open_from(args, args.sources[0])
    if isinstance(found, Feed):
        listing.print_listing(of_feed(found), args)
        return 0
    args.opened = found
    return show.run(args)
