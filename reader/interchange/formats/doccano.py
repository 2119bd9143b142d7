"""doccano's JSONL for sequence labelling with relations.

doccano counts UTF-16 code units unless a project counts grapheme clusters; the variant `doccano` writes code points (equal
to UTF-16 while no character lies beyond U+FFFF), `doccano-utf16` what the browser counts. Fields it does not know are kept
by doccano as metadata and come back, so nothing is lost.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from reader.annotate.model import Analysis
from reader.interchange.flat import Annotation, Flat, Relation, flatten
from reader.interchange.labels import rename
from reader.interchange.registry import Extras
from reader.interchange.units import CODE_POINTS, Ruler


def write(analysis: Analysis, extras: Extras, unit: str = CODE_POINTS) -> dict[str, bytes]:
    """One line: text, entities with numeric ids, relations, and ours under `hamish`."""
    flat = rename(flatten(analysis), extras.labels)
    ruler = Ruler(flat.text or "", unit)
    numbers = {one.id: number for number, one in enumerate(flat.annotations, 1)}
    entities = []
    for one in flat.annotations:
        start, end = ruler.from_code_points(one.start, one.end)
        entities.append({"id": numbers[one.id], "label": one.label, "start_offset": start, "end_offset": end})
    record = {
        "id": 1,
        "text": flat.text,
        "entities": entities,
        "relations": [
            {"id": i, "from_id": numbers[r.source], "to_id": numbers[r.target], "type": r.label}
            for i, r in enumerate(flat.relations, 1)
        ],
        "hamish": {
            "text_id": flat.text_id,
            "unit": unit,
            "head": flat.head,
            "props": {str(numbers[one.id]): one.props for one in flat.annotations if one.props},
        },
    }
    return {".doccano.jsonl": msgspec.json.encode(record) + b"\n"}


def read(files: Mapping[str, bytes]) -> Flat:
    """The first line: `entities` objects of current releases, or `label`/`labels` triples of older ones."""
    record = msgspec.json.decode(next(iter(files.values())).splitlines()[0])
    ours = record.get("hamish") or (record.get("meta") or {}).get("hamish") or {}
    props = ours.get("props") or {}
    annotations = tuple(
        Annotation(id=id, label=label, start=start, end=end, props=props.get(id, {}))
        for id, label, start, end in _spans(record)
    )
    relations = tuple(
        Relation(r["type"], str(r["from_id"]), str(r["to_id"])) for r in record.get("relations") or []
    )
    return Flat(
        text=record["data"] if "data" in record else record["text"],
        text_id=ours.get("text_id"),
        annotations=annotations,
        relations=relations,
        unit=ours.get("unit"),
        head=ours.get("head") or {},
    )


def _spans(record: dict[str, Any]) -> list[tuple[str, str, int, int]]:
    if "entities" in record:
        return [(str(e["id"]), e["label"], e["start_offset"], e["end_offset"]) for e in record["entities"]]
    triples = record.get("label") or record.get("labels") or []
    return [(str(number), label, start, end) for number, (start, end, label) in enumerate(triples, 1)]
