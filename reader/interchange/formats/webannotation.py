"""W3C Web Annotation (JSON-LD): text position and text quote selectors, offsets in code points.

Source: Web Annotation Data Model §4.2.4 (quote: prefix and suffix), §4.2.5 (position: code points, logical order), §5.1
(collections). What the vocabulary has no word for stands under the `hamish:` prefix.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from reader.annotate.model import Analysis
from reader.interchange.flat import Annotation, Flat, Relation, flatten
from reader.interchange.labels import rename
from reader.interchange.registry import Extras

CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"hamish": "https://hamish.example/ns#"}]
AROUND = 32
"""Code points of prefix and suffix, as Hypothesis writes them."""


def write(analysis: Analysis, extras: Extras) -> dict[str, bytes]:
    """`.jsonld`: an AnnotationCollection with one embedded page."""
    flat = rename(flatten(analysis), extras.labels)
    base = f"urn:hamish:{analysis.article.id.replace(':', '-')}"
    related: dict[str, list[dict[str, str]]] = {}
    for relation in flat.relations:
        related.setdefault(relation.source, []).append(
            {"hamish:role": relation.label, "hamish:target": f"{base}:{relation.target}"}
        )
    items = [_item(one, flat.text or "", base, related.get(one.id, [])) for one in flat.annotations]
    collection = {
        "@context": CONTEXT,
        "id": base,
        "type": "AnnotationCollection",
        "label": analysis.article.title or analysis.article.source,
        "total": len(items),
        "hamish:textId": analysis.article.id,
        "hamish:head": flat.head,
        "hamish:text": flat.text,
        "first": {"id": f"{base}:page1", "type": "AnnotationPage", "startIndex": 0, "items": items},
    }
    return {".jsonld": msgspec.json.format(msgspec.json.encode(collection)) + b"\n"}


def _item(one: Annotation, text: str, base: str, related: list[dict[str, str]]) -> dict[str, Any]:
    position = {"type": "TextPositionSelector", "start": one.start, "end": one.end}
    quote = {
        "type": "TextQuoteSelector",
        "exact": text[one.start : one.end],
        "prefix": text[max(0, one.start - AROUND) : one.start],
        "suffix": text[one.end : one.end + AROUND],
    }
    item = {
        "id": f"{base}:{one.id}",
        "type": "Annotation",
        "motivation": "classifying",
        "body": {"type": "TextualBody", "purpose": "tagging", "format": "text/plain", "value": one.label},
        "target": {"source": base + ":text", "selector": [position, quote]},
        "hamish:props": one.props,
    }
    return item | ({"hamish:related": related} if related else {})


def read(files: Mapping[str, bytes]) -> Flat:
    """A collection, a page, a list or a single annotation, ours or another tool's."""
    found = msgspec.json.decode(next(iter(files.values())))
    head = found if isinstance(found, dict) else {}
    annotations, relations = [], []
    for number, item in enumerate(_items(found), 1):
        id = str(item.get("id") or f"#{number}")
        annotation = _annotation(id, item)
        if annotation is None:
            continue
        annotations.append(annotation)
        relations += [
            Relation(one["hamish:role"], id, one["hamish:target"])
            for one in _list(item.get("hamish:related"))
        ]
    if not annotations and "total" not in head:
        raise ValueError("no annotation with a text selector")
    return Flat(
        text=head.get("hamish:text"),
        text_id=head.get("hamish:textId"),
        annotations=tuple(annotations),
        relations=tuple(relations),
        unit=None,
        head=head.get("hamish:head") or {},
    )


def _items(found: Any) -> list[dict[str, Any]]:
    if isinstance(found, list):
        return found
    page = found.get("first", found)
    return (
        page["items"] if isinstance(page, dict) and "items" in page else [found] if "target" in found else []
    )


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _annotation(id: str, item: dict[str, Any]) -> Annotation | None:
    selectors: dict[str, dict[str, Any]] = {}
    for target in _list(item.get("target")):
        if isinstance(target, dict):
            for selector in _list(target.get("selector")):
                selectors.setdefault(selector.get("type", ""), selector)
    position = selectors.get("TextPositionSelector", {"start": -1, "end": -1})
    quote = selectors.get("TextQuoteSelector", {})
    if position["start"] < 0 and "exact" not in quote:
        return None
    return Annotation(
        id=id,
        label=_label(item),
        start=position["start"],
        end=position["end"],
        text=quote.get("exact"),
        props=item.get("hamish:props") or {},
        prefix=quote.get("prefix", ""),
        suffix=quote.get("suffix", ""),
    )


def _label(item: dict[str, Any]) -> str:
    """The tag: the first body meant as one, else the first with a value, else the motivation."""
    bodies = [body for body in _list(item.get("body")) if isinstance(body, dict) and body.get("value")]
    tags = [body for body in bodies if body.get("purpose") in ("tagging", "classifying")]
    chosen = (tags or bodies or [{}])[0]
    return str(chosen.get("value") or item.get("motivation") or "Annotation")
