"""INCEpTION's UIMA CAS XMI with its type system, through dkpro-cassis (which maps UTF-16 to code points)."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from typing import Any

import msgspec
from cassis import Cas, TypeSystem, load_cas_from_xmi, load_typesystem
from cassis.typesystem import TYPE_NAME_STRING

from reader.annotate.model import Analysis
from reader.interchange.flat import Annotation, Flat, Relation, flatten
from reader.interchange.labels import rename
from reader.interchange.registry import Extras

SPAN, LINK = "webanno.custom.HamishSpan", "webanno.custom.HamishRelation"
HEAD = "webanno.custom.HamishArticle"
NER = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold: replaced one for one, so that offsets stay."""


def _types() -> TypeSystem:
    types = TypeSystem()
    span = types.create_type(name=SPAN, supertypeName="uima.tcas.Annotation")
    types.create_feature(span, "label", TYPE_NAME_STRING)
    types.create_feature(span, "identifier", TYPE_NAME_STRING)
    types.create_feature(span, "props", TYPE_NAME_STRING)
    head = types.create_type(name=HEAD, supertypeName="uima.tcas.Annotation")
    types.create_feature(head, "textId", TYPE_NAME_STRING)
    types.create_feature(head, "head", TYPE_NAME_STRING)
    link = types.create_type(name=LINK, supertypeName="uima.tcas.Annotation")
    types.create_feature(link, "label", TYPE_NAME_STRING)
    types.create_feature(link, "Governor", SPAN)
    types.create_feature(link, "Dependent", SPAN)
    return types


def write(analysis: Analysis, extras: Extras) -> dict[str, bytes]:
    """`.xmi` and the `.typesystem.xml` that it needs; custom layers as INCEpTION names them."""
    flat = rename(flatten(analysis), extras.labels)
    types = _types()
    cas = Cas(typesystem=types)
    cas.sofa_string = _FORBIDDEN.sub("\ufffd", flat.text or "")
    cas.sofa_mime = "text/plain"
    span, link = types.get_type(SPAN), types.get_type(LINK)
    made: dict[str, Any] = {}
    about = msgspec.json.encode(flat.head).decode()
    cas.add(types.get_type(HEAD)(begin=0, end=len(flat.text or ""), textId=flat.text_id, head=about))
    for one in flat.annotations:
        made[one.id] = span(
            begin=one.start,
            end=one.end,
            label=one.label,
            identifier=one.id,
            props=msgspec.json.encode(one.props).decode(),
        )
        cas.add(made[one.id])
    for relation in flat.relations:
        governor, dependent = made[relation.source], made[relation.target]
        cas.add(
            link(
                begin=dependent.begin,
                end=dependent.end,
                label=relation.label,
                Governor=governor,
                Dependent=dependent,
            )
        )
    return {".xmi": cas.to_xmi().encode(), ".typesystem.xml": types.to_xml().encode()}


def read(files: Mapping[str, bytes]) -> Flat:
    """Our layers, or DKPro's NamedEntity layer of another project. Without a type system ours is assumed."""
    given = next((data for suffix, data in files.items() if "typesystem" in suffix.lower()), None)
    xmi = next(data for suffix, data in files.items() if suffix.endswith(".xmi"))
    try:
        types = load_typesystem(io.BytesIO(given)) if given else _types()
        cas = load_cas_from_xmi(io.BytesIO(xmi), typesystem=types, lenient=True)
    except SyntaxError as error:  # lxml counts malformed XML as a syntax error
        raise ValueError(error.msg) from error
    annotations, relations, names = [], [], {}
    about = next(iter(_select(cas, types, HEAD)), None)
    for number, one in enumerate(_select(cas, types, SPAN)):
        props = msgspec.json.decode(one.props) if one.props else {}
        id = names[one.xmiID] = one.identifier or f"#{number}"
        annotations.append(
            Annotation(
                id=id, label=one.label, start=one.begin, end=one.end, text=one.get_covered_text(), props=props
            )
        )
    for one in _select(cas, types, LINK):
        relations.append(Relation(one.label, names[one.Governor.xmiID], names[one.Dependent.xmiID]))
    for number, one in enumerate(_select(cas, types, NER)):
        annotations.append(
            Annotation(
                id=f"ner{number}",
                label=one.value or "MISC",
                start=one.begin,
                end=one.end,
                text=one.get_covered_text(),
            )
        )
    order = {id: number for number, id in enumerate(_written(xmi))}
    annotations.sort(key=lambda one: order.get(one.id, len(order)))
    relations.sort(key=lambda one: order.get(one.target, len(order)))
    return Flat(
        text=cas.sofa_string,
        text_id=about.textId if about else None,
        annotations=tuple(annotations),
        relations=tuple(relations),
        head=msgspec.json.decode(about.head) if about else {},
    )


def _select(cas: Cas, types: TypeSystem, name: str) -> list[Any]:
    return list(cas.select(name)) if types.contains_type(name) else []


def _written(xmi: bytes) -> list[str]:
    """Identifiers in the order of the file: a CAS index is sorted by offset, and our order says which claim comes first."""
    return [match.decode() for match in re.findall(rb'\bidentifier="([^"]*)"', xmi)]
