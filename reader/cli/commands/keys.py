"""`hamish keys`: every action with its keys as they hold now, and what is wrong with the user's keymap."""

from __future__ import annotations

import argparse
import sys


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing to choose."""


def run(args: argparse.Namespace) -> int:
    from reader.i18n import t
    from reader.ui import keymap, userkeys

    found = userkeys.load()
    keymap.choose(found.keys)
    rows = [(t("keys.column.action"), t("keys.column.place"), t("keys.column.keys"), t("keys.column.does"))]
    for action in keymap.ACTIONS:
        keys = " ".join(keymap.key_name(key) for key in keymap.keys_of(action))
        rows.append((action.id, action.scope, keys, action.help))
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    for row in rows:
        print("  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[3]]))
    for problem in found.problems:
        print(f"hamish: {problem}", file=sys.stderr)
    return 2 if found.problems else 0
