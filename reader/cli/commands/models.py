"""`hamish models`: camel-tools' data, listed, installed and removed."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from reader.i18n import t

if TYPE_CHECKING:
    from reader.annotate.camel.data import Catalogue
    from reader.annotate.camel.install import Progress


def add_arguments(parser: argparse.ArgumentParser) -> None:
    sub = parser.add_subparsers(dest="action", required=True, metavar=t("cli.command"))
    listed = sub.add_parser("list", help=t("models.help.list"))
    listed.add_argument("--all", action="store_true", help=t("models.help.all"))
    install = sub.add_parser("install", help=t("models.help.install"))
    install.add_argument("names", nargs="+", metavar="NAME")
    install.add_argument("--force", action="store_true", help=t("models.help.force"))
    remove = sub.add_parser("remove", help=t("models.help.remove"))
    remove.add_argument("names", nargs="+", metavar="NAME")
    sub.add_parser("path", help=t("models.help.path"))
    for one in (listed, install):
        one.add_argument("--update", action="store_true", help=t("models.help.update"))


def run(args: argparse.Namespace) -> int:
    from reader.annotate.camel import data, install

    if args.action == "path":
        print(data.root())
        return 0
    url = install.catalogue_url()
    if args.action == "remove":
        for name in args.names:
            install.remove(install.catalogue(url), name)
            print(t("models.removed", name=name))
        return 0
    known = install.fetch_catalogue(url) if args.update else install.catalogue(url)
    if args.action == "list":
        _list(known, args.all)
        return 0
    done = install.install(known, args.names, _progress(), args.force)
    print(t("models.installed", names=", ".join(p.name for p in done)) if done else t("models.nothing_new"))
    for package in done:
        if package.post_install:
            print(
                t("models.post_install", name=package.name, text=package.post_install.get("instructions", ""))
            )
    return 0


USED = ("ner-arabert", "morphology-db-msa-r13", "disambig-mle-calima-msa-r13")
"""The packages that Hamish has a use for, each marked in the list."""


def _list(known: Catalogue, everything: bool) -> None:
    from reader.annotate.camel import install

    have = install.installed()
    for name, package in sorted(known.packages.items(), key=lambda item: (item[0] not in USED, item[0])):
        if package.private or (not everything and name not in USED):
            continue
        size = f"{(package.size or 0) / 1e6:.1f} MB" if package.size else "–"
        where = str(install.folder_of(package)) if name in have else t("models.absent")
        print(f"{name}  {size}  {package.license or '–'}  {where}\n    {package.description}")
    if not everything:
        print(t("models.more", count=len(known.packages)))


def _progress() -> Progress:
    """A line that grows, on a terminal; silence in a log."""
    if not sys.stderr.isatty():
        return lambda name, done, total: None
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, TaskID, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    bar = Bar(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        DownloadColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
    )
    bar.start()
    tasks: dict[str, TaskID] = {}

    def tell(name: str, done: int, total: int) -> None:
        if name not in tasks:
            tasks[name] = bar.add_task(name, total=total)
        bar.update(tasks[name], completed=done)
        if done >= total and all(task.finished for task in bar.tasks):
            bar.stop()

    return tell
