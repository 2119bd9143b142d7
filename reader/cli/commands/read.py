"""`hamish SOURCE`: opens the reader; prints what `show` prints where standard output is no terminal."""

from __future__ import annotations

import argparse

from reader.i18n import t


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("source", nargs="?", help=t("cli.source"))
    parser.add_argument("--encoding", help=t("cli.encoding"))


def run(args: argparse.Namespace) -> int:
    from reader.cli.commands import show

    args.width, args.profile = 0, "visual"
    return show.run(args)
