"""`hamish analyze`: the analysis of one article on standard output."""

from __future__ import annotations

import argparse
import sys

from reader.i18n import t


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("source", help=t("cli.source"))
    parser.add_argument("--format", choices=("json", "text"), default="json", help=t("cli.analyze.format"))
    parser.add_argument("--claims", type=int, default=7, metavar="N", help=t("cli.analyze.claims"))
    parser.add_argument("--encoding", help=t("cli.encoding"))


def run(args: argparse.Namespace) -> int:
    from reader.annotate.model import encode
    from reader.annotate.pipeline import Options, analyse
    from reader.article.load import load

    analysis = analyse(load(args.source, encoding=args.encoding), Options(claims=args.claims))
    sys.stdout.buffer.write(encode(analysis))
    return 0
