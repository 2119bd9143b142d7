"""Label Studio's JSON: a task with its text, spans as `labels` regions and relations between them.

Source: Label Studio's task format guide. Offsets are code points in current releases and were UTF-16 in older ones, so
`value.text` is written with each and checked on the way in.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from reader.annotate.model import Analysis
from reader.interchange.flat import Annotation, Flat, Relation, flatten
from reader.interchange.labels import rename
from reader.interchange.registry import Extras

FROM, TO = "label", "text"


def write(analysis: Analysis, extras: Extras) -> dict[str, bytes]:
    """A list with one task whose regions are predictions, so that an annotator may accept or mend them."""
    flat = rename(flatten(analysis), extras.labels)
    result: list[dict[str, Any]] = [
        {
            "id": one.id,
            "from_name": FROM,
            "to_name": TO,
            "type": "labels",
            "value": {"start": one.start, "end": one.end, "text": one.text, "labels": [one.label]},
            "meta": {"hamish": one.props},
        }
        for one in flat.annotations
    ]
    result += [
        {
            "type": "relation",
            "from_id": r.source,
            "to_id": r.target,
            "direction": "right",
            "labels": [r.label],
        }
        for r in flat.relations
    ]
    version = f"hamish {analysis.engine.version}"
    task = {
        "data": {"text": flat.text, "title": analysis.article.title, "source": analysis.article.source},
        "meta": {"hamish": flat.head, "text_id": flat.text_id},
        "predictions": [{"model_version": version, "result": result}],
    }
    return {".labelstudio.json": msgspec.json.format(msgspec.json.encode([task])) + b"\n"}


def read(files: Mapping[str, bytes]) -> Flat:
    """The first task's newest completed annotation, else its prediction."""
    found = msgspec.json.decode(next(iter(files.values())))
    task = found[0] if isinstance(found, list) else found
    done = [one for one in task.get("annotations", []) if not one.get("was_cancelled")]
    sets = done or task.get("predictions", [])
    result = max(sets, key=lambda one: str(one.get("updated_at", "")))["result"] if sets else []
    annotations, relations = [], []
    for number, one in enumerate(result, 1):
        if one.get("type") == "relation":
            labels = one.get("labels") or ["SameAs"]
            relations.append(Relation(labels[0], one["from_id"], one["to_id"]))
            continue
        value = one.get("value", {})
        labels = value.get("labels") or value.get("hypertextlabels")
        if labels:
            annotations.append(
                Annotation(
                    id=str(one.get("id") or f"#{number}"),
                    label=labels[0],
                    start=int(value["start"]),
                    end=int(value["end"]),
                    text=value.get("text"),
                    props=(one.get("meta") or {}).get("hamish") or {},
                )
            )
    meta = task.get("meta") or {}
    return Flat(
        text=_text(task["data"]),
        text_id=meta.get("text_id"),
        annotations=tuple(annotations),
        relations=tuple(relations),
        unit=None,
        head=meta.get("hamish") or {},
    )


def _text(data: dict[str, Any]) -> str | None:
    """The task's text: the field called so, else its longest string."""
    if isinstance(data.get("text"), str):
        return str(data["text"])
    return max((value for value in data.values() if isinstance(value, str)), key=len, default=None)
