"""A foreign file becomes a named layer of the review store: placed in the article, assembled, nothing dropped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import msgspec

from reader.annotate.model import Analysis, Entity, Mention
from reader.article.model import Article
from reader.errors import UsageError
from reader.interchange.assemble import assemble
from reader.interchange.flat import Annotation
from reader.interchange.labels import inward, rename
from reader.interchange.registry import FORMATS, read
from reader.interchange.resolve import resolve
from reader.review.store import Store


class Imported(msgspec.Struct, frozen=True):
    """What an import found. `notes` puts the unknown labels beside the items that stand for them, by item id."""

    analysis: Analysis
    notes: dict[str, str]
    others: tuple[Annotation, ...]
    orphans: tuple[Annotation, ...]
    unit: str
    counts: Counter[str]


def companions(path: Path) -> dict[str, bytes]:
    """The file and those that belong to it (`.txt` beside `.ann`, a type system beside `.xmi`), by suffix."""
    files = {path.suffix: path.read_bytes()}
    if path.suffix == ".ann" and path.with_suffix(".txt").is_file():
        files[".txt"] = path.with_suffix(".txt").read_bytes()
    if path.suffix == ".xmi":
        for name in (f"{path.stem}.typesystem.xml", "TypeSystem.xml", "typesystem.xml"):
            if (path.parent / name).is_file():
                files[".typesystem.xml"] = (path.parent / name).read_bytes()
                break
    return files


def guess_format(path: Path) -> str:
    """The format of a file by its name, then by what is in it. Raises UsageError when neither tells."""
    for one in FORMATS.values():
        if one.reads and path.name.endswith(one.suffixes[0]) and one.suffixes[0] not in (".json", ".jsonl"):
            return one.name
    head = path.read_bytes()[:200_000]
    for name, sign in (
        ("json", b"hamish.analysis/1"),
        ("webannotation", b"w3.org/ns/anno"),
        ("labelstudio", b'"result"'),
        ("doccano", b"start_offset"),
        ("doccano", b'"label"'),
    ):
        if sign in head:
            return name
    raise UsageError("interchange.guess_format", path=path)


def from_files(
    files: Mapping[str, bytes], name: str, article: Article, labels: Mapping[str, str]
) -> Imported:
    """The layer that `files` describe, in the format `name`. Raises UsageError when they are not in that format."""
    found = resolve(read(files, name), article)
    assembled = assemble(rename(found.flat, inward(labels)), article)
    analysis, notes = _with_others(assembled.analysis, assembled.others)
    return Imported(analysis, notes, assembled.others, found.orphans, found.unit, found.counts)


def keep(store: Store, layer: str, imported: Imported) -> int:
    """Put what was imported into the store as `layer`; the review's number. Raises StoreError."""
    return store.add_layer(layer, imported.analysis, notes=imported.notes)


def _with_others(analysis: Analysis, others: tuple[Annotation, ...]) -> tuple[Analysis, dict[str, str]]:
    """Spans whose labels are not ours stand as entities of type MISC, with the label as their note: kept and shown."""
    taken = {entity.id for entity in analysis.entities}
    entities, notes = list(analysis.entities), {}
    number = 1
    for one in others:
        while f"e{number}" in taken:
            number += 1
        id = f"e{number}"
        taken.add(id)
        words = analysis.article.text[one.start : one.end]
        entities.append(
            Entity(id=id, type="MISC", name=words, mentions=(Mention(one.start, one.end, words),))
        )
        notes[id] = one.label
    return msgspec.structs.replace(analysis, entities=tuple(entities)), notes
