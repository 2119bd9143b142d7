"""`hamish SOURCE`: opens the reader; prints what `show` prints where standard output is no terminal."""

from __future__ import annotations

import argparse
import sys

from reader.cli.commands.show import add_layout_options
from reader.cli.source import add_source_options
from reader.errors import UsageError
from reader.i18n import set_language, t


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("source", nargs="?", help=t("cli.source"))
    parser.add_argument("--theme", help=t("cli.read.theme"))
    parser.add_argument("--no-mouse", action="store_true", help=t("cli.read.no_mouse"))
    parser.add_argument("--no-analysis", action="store_true", help=t("cli.read.no_analysis"))
    add_layout_options(parser)
    add_source_options(parser)


def run(args: argparse.Namespace) -> int:
    if not sys.stdout.isatty():
        return _print(args)
    import msgspec

    from reader.cli.source import article_from
    from reader.settings import config as settings

    config = settings.load()
    if args.lang is None and config.language != "en":
        set_language(config.language)
    asked = {"theme": args.theme, "claims": args.claims, "engine": args.engine, "ner_model": args.ner_model}
    config = msgspec.structs.replace(config, **{k: v for k, v in asked.items() if v is not None})
    article = article_from(args) if args.source else None

    from reader.ui.app import HamishApp
    from reader.ui.driver import require_terminal

    require_terminal()
    app = HamishApp(article, config, profile=args.profile, analyse=not args.no_analysis)
    return app.run(mouse=config.mouse and not args.no_mouse) or app.return_code or 0


def _print(args: argparse.Namespace) -> int:
    from reader.cli.commands import show

    if args.source is None:
        raise UsageError("cli.read.no_source")
    return show.run(args)
