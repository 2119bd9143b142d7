"""`hamish formats`: what can be written and read, in which unit, and what each format loses."""

from __future__ import annotations

import argparse
import sys

from reader.i18n import t


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--schema", action="store_true", help=t("cli.formats.schema"))


def run(args: argparse.Namespace) -> int:
    from reader.interchange.registry import FORMATS
    from reader.interchange.schema import json_schema

    if args.schema:
        sys.stdout.buffer.write(json_schema())
        return 0
    rows = [
        tuple(
            t(f"interchange.formats.header_{name}")
            for name in ("name", "files", "direction", "unit", "loses")
        )
    ]
    for one in FORMATS.values():
        loses = t("interchange.formats.nothing") if one.lossless else t(f"interchange.losses.{one.losses}")
        direction = t("interchange.formats.both" if one.reads else "interchange.formats.out")
        rows.append((one.name, " ".join(one.suffixes), direction, one.unit, loses))
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
    return 0
