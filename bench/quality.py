"""Scores the extractors against the gold articles beside the project, in one process: entities, quotes, claims.

    python -m bench.quality [dev|train] [--part A/N] [--gold-entities] [--only quote] [--json OUT]

The figures are those of `gold/score.py`, whose own functions do the counting.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import tempfile
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec

from reader.annotate import claims, entities, quotes
from reader.annotate.model import Entity, Mention

SHARED = Path(os.environ.get("HAMISH_SHARED") or Path(__file__).resolve().parents[2] / "shared")
GOLD = SHARED / "gold"


def scorer() -> ModuleType:
    """`gold/score.py` as a module."""
    spec = importlib.util.spec_from_file_location("gold_score", GOLD / "score.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def gold_entities(score: ModuleType, folder: Path, name: str, text: str) -> tuple[Entity, ...]:
    """The annotated mentions of one article, grouped by the annotators' canonical names."""
    found = score.gold_entities(score.read(folder / "ann" / f"{name}.ent.txt"), text)
    record = json.loads((folder / "ann" / f"{name}.qc.json").read_text(encoding="utf-8"))
    canon = {
        alias: full
        for full, aliases in record.get("entities_canon", {}).items()
        for alias in [full, *aliases]
    }
    groups: dict[tuple[str, str], list[Mention]] = {}
    for start, end, kind in found:
        surface = text[start:end]
        groups.setdefault((kind, canon.get(surface, surface)), []).append(Mention(start, end, surface))
    return tuple(
        Entity(id=f"e{i}", type=kind, name=full, mentions=tuple(mentions))  # type: ignore[arg-type]
        for i, ((kind, full), mentions) in enumerate(groups.items(), 1)
    )


def part_of(folder: Path, part: str | None, scratch: Path) -> Path:
    """A folder of links to every Nth article of `folder`, from the Ath on (`part` is `A/N`); the whole without."""
    if part is None:
        return folder
    first, step = (int(piece) for piece in part.split("/"))
    for room in ("text", "ann"):
        (scratch / room).mkdir()
    for path in sorted((folder / "text").glob("*.txt"))[first::step]:
        (scratch / "text" / path.name).symlink_to(path)
        for annotation in (folder / "ann").glob(f"{path.stem}.*"):
            (scratch / "ann" / annotation.name).symlink_to(annotation)
    return scratch


def measure(folder: Path, with_gold_entities: bool = False, want_claims: bool = True) -> dict[str, Any]:
    """The figures of `score.py` for the extractors of this checkout over `folder`."""
    score = scorer()

    def analysis(command: list[str], path: Path, text: str) -> dict[str, Any]:
        named = gold_entities(score, folder, path.stem, text) if with_gold_entities else entities.find(text)
        said = quotes.find(text, named)
        claimed = claims.find(text, named, said) if want_claims else ()
        result: dict[str, Any] = msgspec.to_builtins({"entities": named, "quotes": said, "claims": claimed})
        return result

    score.analysis = analysis  # type: ignore[attr-defined]
    figures: dict[str, Any] = score.score(folder, ["in process"])
    return figures


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("set", nargs="?", default="dev", choices=("dev", "train"))
    parser.add_argument("--part", help="A/N: every Nth article from the Ath on")
    parser.add_argument("--gold-entities", action="store_true", help="with the annotated entities")
    parser.add_argument(
        "--only", help="print the figures whose name begins so (entity, quote, speaker, claim)"
    )
    parser.add_argument("--json", type=Path)
    chosen = parser.parse_args([] if arguments is None else arguments)
    if not GOLD.is_dir():
        print("the data folder ../shared is absent")
        return
    want_claims = not chosen.only or chosen.only.startswith("claim")
    with tempfile.TemporaryDirectory() as scratch:
        folder = part_of(GOLD / chosen.set, chosen.part, Path(scratch))
        figures = measure(folder, chosen.gold_entities, want_claims)
    for name, value in figures.items():
        if not chosen.only or name.startswith(chosen.only):
            print(f"{name:26} {value}")
    if chosen.json:
        chosen.json.write_text(json.dumps(figures), encoding="utf-8")


if __name__ == "__main__":
    import sys

    main(sys.argv[1:])
