"""Files and folders named on the command line become a list of articles."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from reader.article.kinds import READABLE
from reader.errors import SourceError


class Source(NamedTuple):
    """An article to read. `relative_stem` is its place below the folder it was found in, without the suffix."""

    path: str
    name: str
    relative_stem: str


def expand(named: Iterable[str]) -> list[Source]:
    """Every article named, folders walked in order of name. Raises SourceError when there is none."""
    found: list[Source] = []
    for name in named:
        path = Path(name)
        if path.is_dir():
            found += [
                Source(str(p), p.name, str(p.relative_to(path).with_suffix(""))) for p in _articles(path)
            ]
        else:
            found.append(Source(name, path.name, path.stem))
    if not found:
        raise SourceError("interchange.no_articles", source=", ".join(named))
    return _distinct(found)


def _articles(folder: Path) -> list[Path]:
    hidden = (
        p for p in folder.rglob("*") if not any(part.startswith(".") for part in p.relative_to(folder).parts)
    )
    return sorted(p for p in hidden if p.suffix.lower() in READABLE and p.is_file())


def _distinct(found: list[Source]) -> list[Source]:
    """Two sources that would be written to the same place keep apart by their suffix."""
    seen: set[str] = set()
    out = []
    for source in found:
        stem = source.relative_stem
        if stem in seen:
            stem = str(Path(stem).with_name(source.name.replace(".", "-")))
        seen.add(stem)
        out.append(source._replace(relative_stem=stem))
    return out
