"""`hamish SOURCE`: opens the reader; prints what `show` prints where standard output is no terminal."""

from __future__ import annotations

import argparse

from reader.cli.source import add_source_options
from reader.i18n import t


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("source", nargs="?", help=t("cli.source"))
    add_source_options(parser)


def run(args: argparse.Namespace) -> int:
    from reader.cli.commands import show

    args.width, args.profile = 0, "visual"
    return show.run(args)
