"""`hamish import`: another tool's notes on an article, as a layer of the review store."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from reader.cli.source import add_source_options
from reader.i18n import t


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("source", help=t("cli.source"))
    parser.add_argument("file", type=Path, help=t("cli.import.file"))
    parser.add_argument("--format", metavar="FORMAT", help=t("cli.import.format"))
    parser.add_argument("--layer", metavar="NAME", help=t("cli.import.layer"))
    parser.add_argument("--store", type=Path, metavar="PATH", help=t("cli.store"))
    add_source_options(parser)


def run(args: argparse.Namespace) -> int:
    from reader.cli.source import article_from
    from reader.errors import SourceError
    from reader.interchange import imports
    from reader.review.store import Store, default_path
    from reader.settings import config

    article = article_from(args)
    try:
        files = imports.companions(args.file)
        name = args.format or imports.guess_format(args.file)
    except OSError as error:
        raise SourceError("article.unreadable", source=args.file, reason=error.strerror) from error
    found = imports.from_files(files, name, article, config.load().labels)
    layer = args.layer or f"{name}: {args.file.stem}"
    with Store(args.store or default_path()) as store:
        imports.keep(store, layer, found)
    exact, moved = found.counts["exact"], found.counts["moved"]
    print(
        t("interchange.imported", count=exact + moved, layer=layer, exact=exact, moved=moved, unit=found.unit)
    )
    if found.others:
        labels = ", ".join(sorted({one.label for one in found.others}))
        print(t("interchange.others", count=len(found.others), labels=labels))
    if found.orphans:
        print(t("interchange.orphans", count=len(found.orphans)), file=sys.stderr)
        for one in found.orphans:
            print(f"  {one.label} {one.start}-{one.end}: {one.text or '?'}", file=sys.stderr)
    return 0
