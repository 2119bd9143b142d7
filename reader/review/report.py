"""A review on paper: every item with what was decided, by whom and when, as Markdown or CSV."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

import msgspec

from reader.annotate.model import Claim, Entity, Quote, Speaker
from reader.i18n import t
from reader.review.progress import progress
from reader.review.state import Item, State

COLUMNS = (
    "kind", "id", "status", "type", "text", "name", "start", "end", "rank",
    "verdict", "evidence", "checked_by", "note", "by", "at",
)  # fmt: skip


class Row(msgspec.Struct, frozen=True):
    """One item as a report shows it. `name` is the entity's, the speaker's or the claimant's."""

    kind: str
    id: str
    status: str
    type: str
    text: str
    name: str = ""
    start: int | None = None
    end: int | None = None
    rank: int | None = None
    verdict: str = ""
    evidence: str = ""
    checked_by: str = ""
    note: str = ""
    by: str = ""
    at: str = ""


def rows(state: State) -> Iterator[Row]:
    """Entities with their mentions, quotations, claims by rank, then the orphans (status `orphan`)."""
    for entity in state.of_kind("entity"):
        yield _row(state, entity)
        for mention in state.mentions(entity.id):
            yield _row(state, mention)
    for quote in state.of_kind("quote"):
        yield _row(state, quote)
    for rank, claim in enumerate(state.of_kind("claim"), 1):
        yield msgspec.structs.replace(_row(state, claim), rank=rank)
    for orphan in state.orphans:
        yield msgspec.structs.replace(_row(state, orphan.item), status="orphan", name=orphan.entity)


def _row(state: State, item: Item) -> Row:
    value, name, kind = item.value, "", ""
    if isinstance(value, Entity):
        text, kind = value.name, value.type
    else:
        text = value.text
        if isinstance(value, Quote):
            name, kind = _name(state, value.speaker), f"{value.kind} {value.factuality}"
        elif isinstance(value, Claim):
            name, kind = _name(state, value.claimant), value.kind
        else:
            entity = state.get(item.entity)
            if entity is not None and isinstance(entity.value, Entity):
                name, kind = entity.value.name, entity.value.type
    start, end = item.span or (None, None)
    return Row(
        item.kind, item.id, state.status(item), kind, text, name, start, end, None, item.verdict or "",
        item.evidence, item.checked_by, item.note, item.by, item.at,
    )  # fmt: skip


def _name(state: State, speaker: Speaker | None) -> str:
    if speaker is None:
        return ""
    entity = state.get(speaker.entity)
    return entity.value.name if entity and isinstance(entity.value, Entity) else speaker.name


def as_csv(state: State) -> str:
    """The rows with a header, comma separated, lines ending in CR LF (RFC 4180).

    A cell that a spreadsheet would run as a formula gets an apostrophe before it.
    """
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for row in rows(state):
        values = [getattr(row, column) for column in COLUMNS]
        writer.writerow("" if v is None else _harmless(v) if isinstance(v, str) else v for v in values)
    return out.getvalue()


def _harmless(cell: str) -> str:
    return "'" + cell if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell


def as_markdown(state: State) -> str:
    """A page an editor can read: counts, then entities, quotations and claims with their decisions, then orphans."""
    lines = [f"# {_plain(state.base.article.title or state.base.article.source)}", ""]
    lines += [f"| | {' | '.join(t(f'review.status.{s}') for s in _STATUSES)} |", "|---|---|---|---|---|"]
    for kind, count in progress(state).items():
        counts = " | ".join(str(getattr(count, status)) for status in _STATUSES)
        lines.append(f"| {t(f'review.kind.{kind}')} | {counts} |")
    found = list(rows(state))
    for kind in ("entity", "quote", "claim"):
        mine = [row for row in found if row.kind == kind and row.status != "orphan"]
        if mine:
            lines += ["", f"## {t(f'review.kind.{kind}')}", ""]
        lines += [_line(state, row) for row in mine]
    orphans = [row for row in found if row.status == "orphan"]
    if orphans:
        lines += ["", f"## {t('review.kind.orphan')}", "", *(_line(state, row) for row in orphans)]
    return "\n".join(lines) + "\n"


_STATUSES = ("accepted", "rejected", "undecided", "pending")


def _line(state: State, row: Row) -> str:
    number = f"{row.rank}." if row.rank else "-"
    status = t(f"review.status.{row.status}")
    parts = [f"{number} **{status}** {row.type}: {_plain(row.text)}"]
    if row.kind in ("quote", "claim") and row.name:
        parts.append(f"— {_plain(row.name)}")
    if row.kind == "entity":
        parts.append(f"({sum(state.status(m) != 'rejected' for m in state.mentions(row.id))})")
    if row.verdict:
        parts.append(f"[{t(f'review.verdict.{row.verdict}')}]")
    details = [row.evidence, row.checked_by, row.note, row.by and f"{row.by}, {row.at}"]
    shown = [_plain(detail) for detail in details if detail]
    return " ".join(parts) + (f"\n  - {'; '.join(shown)}" if shown else "")


def _plain(text: str) -> str:
    """One line that Markdown reads as it stands."""
    return re.sub(r"([\\`*_\[\]<>#|])", r"\\\1", " ".join(text.split()))
