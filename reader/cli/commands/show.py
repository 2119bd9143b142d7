"""`hamish show`: the laid-out article with numbered notes as plain text, for pipes, screen readers and tests."""

from __future__ import annotations

import argparse
import shutil
import sys

from reader.cli.analysis import add_analysis_options, analysis_options
from reader.cli.source import add_source_options
from reader.i18n import t

NARROWEST = 20
"""Below this no line of Arabic is readable, and breaking words to fit would hide the article."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("source", help=t("cli.source"))
    add_layout_options(parser)
    add_source_options(parser)


def add_layout_options(parser: argparse.ArgumentParser) -> None:
    """What `hamish SOURCE` takes too, for where its output is no terminal."""
    parser.add_argument("--width", type=int, default=0, metavar="N", help=t("cli.show.width"))
    parser.add_argument("--profile", help=t("cli.show.profile"))
    parser.add_argument("--direction", choices=("auto", "rtl", "ltr"), help=t("cli.show.direction"))
    parser.add_argument("--reveal", action="store_true", help=t("cli.show.reveal"))
    add_analysis_options(parser)


def run(args: argparse.Namespace) -> int:
    from reader.annotate.pipeline import analyse
    from reader.cli.source import article_from
    from reader.interchange.show import lines
    from reader.layout.options import BASES
    from reader.settings import config
    from reader.terminal.choice import named

    profile = named(args.profile or "visual")
    width = max(NARROWEST, args.width or shutil.get_terminal_size((80, 24)).columns)
    analysis = analyse(article_from(args), analysis_options(args))
    base = BASES[args.direction or config.load().direction]
    for line in lines(analysis, width, profile, args.reveal, base):
        sys.stdout.write(line + "\n")
    return 0
