"""`hamish review`: how far reviews are, a report of one, and help for a store that cannot be written."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reader.errors import UsageError
from reader.i18n import t

if TYPE_CHECKING:
    from reader.review.session import Review
    from reader.review.store import Store


def add_arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="status|report|copy|salvage")
    status = actions.add_parser("status", help=t("cli.review.status"))
    status.add_argument("source", nargs="?", help=t("cli.review.source"))
    status.add_argument("--format", choices=("text", "json"), default="text", help=t("cli.review.format"))
    report = actions.add_parser("report", help=t("cli.review.report"))
    report.add_argument("source", help=t("cli.source"))
    report.add_argument(
        "--format", choices=("markdown", "csv", "json"), default="markdown", help=t("cli.review.format")
    )
    report.add_argument("-o", "--output", type=Path, metavar="PATH", help=t("cli.review.output"))
    for name in ("copy", "salvage"):
        rescue = actions.add_parser(name, help=t(f"cli.review.{name}"))
        rescue.add_argument("to", type=Path, metavar="PATH", help=t("cli.review.to"))
    for action in actions.choices.values():
        action.add_argument("--store", type=Path, metavar="PATH", help=t("cli.store"))
        action.add_argument("--layer", default="", help=t("cli.review.layer"))


def run(args: argparse.Namespace) -> int:
    from reader.review import rescue
    from reader.review.store import Store, default_path

    path = args.store or default_path()
    if args.action == "copy":
        rescue.copy(path, args.to)
        print(t("cli.review.copied", path=args.to))
        return 0
    if args.action == "salvage":
        kept, lost = rescue.salvage(path, args.to)
        print(t("cli.review.salvaged", path=args.to, kept=kept, lost=lost))
        return 0
    with Store(path, read_only=True) as store:
        return _status(args, store) if args.action == "status" else _report(args, store)


def _open(store: Store, source: str, layer: str) -> Review:
    """The review of the article at `source`, or the one that was made of it before it was edited."""
    from reader.article.load import load
    from reader.review.session import Review

    article = load(source)
    number = store.find(article.id, layer) or store.earlier(article.source, article.id, layer)
    if number is None:
        raise UsageError("review.nothing", source=source, path=store.path)
    return Review.stored(store, number)


def _status(args: argparse.Namespace, store: Store) -> int:
    import msgspec

    from reader.review.progress import progress
    from reader.review.session import Review

    if args.source:
        reviews = [_open(store, args.source, args.layer)]
    else:
        reviews = [Review.stored(store, listed.review) for listed in store.reviews()]
    found: list[dict[str, Any]] = []
    for review in reviews:
        article = review.state.base.article
        counts = {
            kind: {**count._asdict(), "decided": count.decided, "total": count.total}
            for kind, count in progress(review.state).items()
        }
        found.append(
            {
                "article": article.id,
                "source": article.source,
                "title": article.title,
                "layer": review.layer,
                "reviewers": sorted({event.who for event in review.events if event.is_decision}),
                "events": len(review.events),
                "last": review.events[-1].at,
                "counts": counts,
                "orphans": len(review.state.orphans),
            }
        )
    if args.format == "json":
        sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(found), indent=2) + b"\n")
        return 0
    for entry in found:
        print(entry["title"] or entry["source"], f"[{entry['layer']}]" if entry["layer"] else "")
        for kind, count in entry["counts"].items():
            print(f"  {t(f'review.kind.{kind}')}: {t('cli.review.counts', **count)}")
        if entry["orphans"]:
            print(f"  {t('review.kind.orphan')}: {entry['orphans']}")
    return 0


def _report(args: argparse.Namespace, store: Store) -> int:
    import msgspec

    from reader.review import report
    from reader.settings.atomic import write_atomically

    state = _open(store, args.source, args.layer).state
    if args.format == "json":
        data = msgspec.json.format(msgspec.json.encode(list(report.rows(state))), indent=2) + b"\n"
    else:
        text = report.as_csv(state) if args.format == "csv" else report.as_markdown(state)
        data = text.encode("utf-8", "backslashreplace")
    if args.output:
        try:
            write_atomically(args.output, data)
        except OSError as error:
            raise UsageError("review.unwritable", path=args.output, reason=error.strerror) from error
    else:
        sys.stdout.buffer.write(data)
    return 0
