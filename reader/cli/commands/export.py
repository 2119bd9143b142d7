"""`hamish export`: one article or a whole folder in another tool's format."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from reader.cli.analysis import add_analysis_options, analysis_options
from reader.cli.source import add_source_options, opening_options
from reader.i18n import t


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("source", nargs="+", help=t("cli.sources"))
    parser.add_argument("--to", required=True, metavar="FORMAT", help=t("cli.export.to"))
    parser.add_argument("-o", "--output", metavar="PATH", help=t("cli.export.output"))
    parser.add_argument("--reviewed", action="store_true", help=t("cli.export.reviewed"))
    parser.add_argument("--store", metavar="PATH", help=t("cli.store"))
    parser.add_argument("--force", action="store_true", help=t("cli.export.force"))
    parser.add_argument("--jobs", type=int, metavar="N", help=t("cli.export.jobs"))
    add_analysis_options(parser)
    add_source_options(parser)


def run(args: argparse.Namespace) -> int:
    from reader.corpus.batch import Job, run, run_all
    from reader.corpus.export import exported
    from reader.corpus.sources import expand
    from reader.errors import HamishError
    from reader.interchange.registry import find

    one = find(args.to)
    options = analysis_options(args)
    sources = expand(args.source)

    def job(source: str, stem: str) -> Job:
        return Job(
            source=source,
            stem=stem,
            format=args.to,
            analysis=options,
            opening=opening_options(args),
            force=args.force,
            reviewed=args.reviewed,
            store=args.store,
        )

    if len(sources) == 1 and not Path(args.source[0]).is_dir():
        name = Path(sources[0].name).stem
        if args.output is None and len(one.suffixes) == 1:
            for data in exported(job(sources[0].path, name)).values():
                sys.stdout.buffer.write(data)
            return 0
        outcome = run(job(sources[0].path, _stem(args.output, name, one.suffixes[0])))
        print((outcome.error and f"hamish: {outcome.error}") or "\n".join(outcome.paths), file=sys.stderr)
        return HamishError.exit_code if outcome.error else 0

    folder = Path(args.output or ".")
    jobs = [job(source.path, str(folder / source.relative_stem)) for source in sources]
    failed = []
    shows_progress = sys.stderr.isatty()
    for number, outcome in enumerate(run_all(jobs, args.jobs), 1):
        if outcome.error:
            failed.append(outcome.error)
        if shows_progress:
            print(
                f"\r{t('interchange.progress', done=number, total=len(jobs))}",
                end="",
                file=sys.stderr,
                flush=True,
            )
    if shows_progress:
        print(file=sys.stderr)
    print(t("interchange.exported", count=len(jobs) - len(failed), folder=folder), file=sys.stderr)
    if failed:
        print(
            t("interchange.failed_some", count=len(failed), total=len(jobs)),
            *failed,
            sep="\n  ",
            file=sys.stderr,
        )
    return 1 if failed else 0


def _stem(output: str | None, name: str, suffix: str) -> str:
    """Where one article's files go: `-o` names the file, with or without its suffix, or a folder."""
    if output is None:
        return name
    path = Path(output)
    return str(path / name) if path.is_dir() else output.removesuffix(suffix)
