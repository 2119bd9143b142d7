"""`hamish show`: the laid-out article with numbered notes as plain text, for pipes, screen readers and tests."""

from __future__ import annotations

import argparse

from reader.cli.source import add_source_options
from reader.i18n import t


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("source", help=t("cli.source"))
    parser.add_argument("--width", type=int, default=0, metavar="N", help=t("cli.show.width"))
    parser.add_argument("--profile", default="visual", help=t("cli.show.profile"))
    add_source_options(parser)


def run(args: argparse.Namespace) -> int:
    from reader.cli.source import article_from

    print(article_from(args).text)
    return 0
