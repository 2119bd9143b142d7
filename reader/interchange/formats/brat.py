"""brat standoff: a `.txt` with the article and a `.ann` beside it.

`T` lines are spans (code points, fragments split at line ends, as brat's parser demands), `R` lines relations, `A` lines
attributes an annotator may edit (Factuality), `#` lines notes; our `props` travel as JSON in a note of type `Hamish`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import msgspec

from reader.annotate.model import Analysis
from reader.interchange.flat import Annotation, Flat, Relation, flatten
from reader.interchange.labels import rename
from reader.interchange.registry import Extras


def write(analysis: Analysis, extras: Extras) -> dict[str, bytes]:
    """`.ann` and `.txt`; the text exactly as the article, no line feed added."""
    flat = rename(flatten(analysis), extras.labels)
    text = flat.text or ""
    names = {one.id: f"T{number}" for number, one in enumerate(flat.annotations, 1)}
    lines = []
    for one in flat.annotations:
        spans = list(_fragments(text, one.start, one.end))
        where = ";".join(f"{start} {end}" for start, end in spans)
        lines.append(f"{names[one.id]}\t{one.label} {where}\t{' '.join(text[s:e] for s, e in spans)}")
    for number, relation in enumerate(flat.relations, 1):
        lines.append(
            f"R{number}\t{relation.label} Arg1:{names[relation.source]} Arg2:{names[relation.target]}"
        )
    factual = [one for one in flat.annotations if one.props.get("factuality", "said") != "said"]
    for number, one in enumerate(factual, 1):
        lines.append(f"A{number}\tFactuality {names[one.id]} {one.props['factuality']}")
    noted = [one for one in flat.annotations if one.props]
    for number, one in enumerate(noted, 1):
        props = msgspec.json.encode(one.props).decode().replace("\t", " ")
        lines.append(f"#{number}\tHamish {names[one.id]}\t{props}")
    head = msgspec.json.encode(flat.head).decode()
    if names:
        lines.append(f"#{len(noted) + 1}\tHamishArticle T1\t{head}")
    ann = "".join(line + "\n" for line in lines)
    return {".ann": ann.encode("utf-8", "surrogatepass"), ".txt": text.encode("utf-8", "surrogatepass")}


def _fragments(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The span without its line ends: brat allows none inside a fragment."""
    for match in re.finditer(r"[^\n]+", text[start:end]):
        yield start + match.start(), start + match.end()


def read(files: Mapping[str, bytes]) -> Flat:
    """The annotations; `.txt` may be missing. A discontinuous span is read from its first start to its last end."""
    text = next((data.decode("utf-8") for suffix, data in files.items() if suffix.endswith(".txt")), None)
    ann = next(data for suffix, data in files.items() if suffix.endswith(".ann")).decode("utf-8-sig")
    spans: dict[str, Annotation] = {}
    relations: list[Relation] = []
    props: dict[str, dict[str, object]] = {}
    head: dict[str, object] = {}
    for line in ann.split("\n"):
        id, _, rest = line.rstrip("\r").partition("\t")
        body, _, tail = rest.partition("\t")
        if id.startswith("T"):
            label, _, where = body.partition(" ")
            offsets = [int(number) for number in re.split(r"[ ;]", where)]
            covered = text[offsets[0] : offsets[-1]] if text is not None else None
            spans[id] = Annotation(
                id=id, label=label, start=offsets[0], end=offsets[-1], text=covered or tail
            )
        elif id.startswith("R"):
            label, first, second = body.split(" ")[:3]
            relations.append(Relation(label, first.partition(":")[2], second.partition(":")[2]))
        elif id.startswith("A"):
            parts = body.split(" ")
            if parts[0] == "Factuality" and len(parts) == 3:
                props.setdefault(parts[1], {})["factuality"] = parts[2]
        elif id.startswith("#") and body.startswith("Hamish "):
            edited = props.get(body.split(" ")[1], {})
            props[body.split(" ")[1]] = msgspec.json.decode(tail) | edited
        elif id.startswith("#") and body.startswith("HamishArticle "):
            head = msgspec.json.decode(tail)
    annotations = tuple(msgspec.structs.replace(one, props=props.get(one.id, {})) for one in spans.values())
    if ann.strip() and not annotations:
        raise ValueError("no T line")
    return Flat(text=text, annotations=annotations, relations=tuple(relations), unit=None, head=head)
