"""`hamish words`: the words kept while reading, listed and exported."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from reader.i18n import t


def add_arguments(parser: argparse.ArgumentParser) -> None:
    sub = parser.add_subparsers(dest="action", required=True, metavar=t("cli.command"))
    sub.add_parser("list", help=t("cli.words.list"))
    export = sub.add_parser("export", help=t("cli.words.export"))
    export.add_argument("--to", choices=("csv", "anki"), required=True, help=t("cli.words.to"))
    export.add_argument("-o", "--output", type=Path, metavar="PATH", help=t("cli.words.output"))
    export.add_argument("--force", action="store_true", help=t("cli.export.force"))
    remove = sub.add_parser("remove", help=t("cli.words.remove"))
    remove.add_argument("word")


def run(args: argparse.Namespace) -> int:
    from reader.errors import UsageError
    from reader.library import words
    from reader.settings.atomic import write_atomically

    if args.action == "remove":
        count = words.remove(args.word)
        print(t("cli.words.removed", count=count))
        return 0 if count else 1
    kept = words.words()
    if args.action == "list":
        for one in kept:
            print("\t".join((one.word, one.lemma, one.root, one.gloss, one.sentence)))
        return 0
    data = words.as_csv(kept) if args.to == "csv" else words.as_anki(kept)
    if args.output is None:
        sys.stdout.buffer.write(data)
    elif args.output.exists() and not args.force:
        raise UsageError("interchange.exists", path=args.output)
    else:
        write_atomically(args.output, data)
    return 0
