"""`hamish analyze`: the analysis of one article on standard output."""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path

from reader.cli.analysis import add_analysis_options, analysis_options
from reader.cli.source import add_source_options
from reader.i18n import t


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("source", help=t("cli.source"))
    parser.add_argument("--format", choices=("json", "text"), default="json", help=t("cli.analyze.format"))
    parser.add_argument("--reviewed", action="store_true", help=t("cli.analyze.reviewed"))
    parser.add_argument("--store", type=Path, metavar="PATH", help=t("cli.store"))
    add_analysis_options(parser)
    add_source_options(parser)


def run(args: argparse.Namespace) -> int:
    from reader.annotate.model import encode
    from reader.annotate.pipeline import analyse
    from reader.cli.source import article_from

    analysis = analyse(article_from(args), analysis_options(args))
    if args.reviewed:
        from reader.review.session import reviewed_analysis

        analysis = reviewed_analysis(analysis, args.store)
    if args.format == "text":
        from reader.interchange.show import lines
        from reader.terminal.profiles import PROFILES

        for line in lines(analysis, shutil.get_terminal_size((80, 24)).columns, PROFILES["logical"]):
            sys.stdout.write(line + "\n")
    else:
        sys.stdout.buffer.write(encode(analysis))
    return 0
