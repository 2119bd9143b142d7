"""CSV and TSV: a row an item, for spreadsheets and scripts."""

from __future__ import annotations

import csv
import io

from reader.annotate.model import Analysis, Speaker
from reader.interchange.registry import Extras

COLUMNS = (
    "kind",
    "id",
    "type",
    "start",
    "end",
    "text",
    "name",
    "speaker",
    "cue",
    "score",
    "details",
    "state",
    "verdict",
)


def write(analysis: Analysis, extras: Extras, delimiter: str = ",") -> dict[str, bytes]:
    """`.csv` (with a BOM, or Excel reads Arabic as Windows-1252) or `.tsv`. Offsets are code points."""
    out = io.StringIO()
    table = csv.DictWriter(out, COLUMNS, restval="", delimiter=delimiter, lineterminator="\r\n")
    table.writeheader()
    for row in _rows(analysis):
        id = str(row["id"])
        verdict = extras.verdicts.get(id)
        row |= {"state": extras.states.get(id, ""), "verdict": verdict.rating if verdict else ""}
        table.writerow({key: _harmless(value) for key, value in row.items()})
    suffix, mark = (".csv", "\ufeff") if delimiter == "," else (".tsv", "")
    return {suffix: (mark + out.getvalue()).encode("utf-8", "replace")}


def _rows(analysis: Analysis) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    for e in analysis.entities:
        for m in e.mentions:
            rows.append(
                {
                    "kind": "mention",
                    "id": e.id,
                    "type": e.type,
                    "start": m.start,
                    "end": m.end,
                    "text": m.text,
                }
                | {"name": e.name, "score": round(m.score, 3), "details": e.role or ""}
            )
        for r in e.references:
            rows.append(
                {
                    "kind": "reference",
                    "id": e.id,
                    "type": e.type,
                    "start": r.start,
                    "end": r.end,
                    "text": r.text,
                }
                | {"name": e.name}
            )
    for q in analysis.quotes:
        rows.append(
            {"kind": "quote", "id": q.id, "type": q.kind, "start": q.start, "end": q.end, "text": q.text}
            | {"speaker": _name(q.speaker), "cue": q.cue.text if q.cue else "", "score": round(q.score, 3)}
            | {"details": q.factuality}
        )
    for c in analysis.claims:
        rows.append(
            {"kind": "claim", "id": c.id, "type": c.kind, "start": c.start, "end": c.end, "text": c.text}
            | {"speaker": _name(c.claimant), "score": round(c.score, 3), "details": "; ".join(c.reasons)}
        )
    return rows


def _name(speaker: Speaker | None) -> str:
    return speaker.name if speaker else ""


def _harmless(value: object) -> object:
    """A cell that a spreadsheet would run as a formula gets an apostrophe (OWASP: CSV injection)."""
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r"):
        return "'" + value
    return value
