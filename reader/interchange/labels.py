"""Between other projects' label sets and ours, both ways: the `[labels]` table of the configuration.

`PERSON = "PER"` reads PERSON as PER, and writes PER as PERSON.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from reader.interchange.flat import LABELS, Flat

KNOWN = {
    "PERS": "PER",
    "PERSON": "PER",
    "LOCATION": "LOC",
    "GPE": "LOC",
    "ORGANIZATION": "ORG",
    "ORGANISATION": "ORG",
}
"""Names for our types that are common enough to be read without being told (never written)."""


def rename(flat: Flat, labels: Mapping[str, str]) -> Flat:
    """`flat` with each label replaced by what `labels` maps it to."""
    if not labels:
        return flat
    renamed = tuple(
        msgspec.structs.replace(one, label=labels.get(one.label, one.label)) for one in flat.annotations
    )
    return msgspec.structs.replace(flat, annotations=renamed)


def outward(table: Mapping[str, str]) -> dict[str, str]:
    """Our label to theirs: the table turned round; the first of several names for one of ours is written."""
    turned: dict[str, str] = {}
    for theirs, ours in table.items():
        turned.setdefault(ours, theirs)
    return turned


def inward(table: Mapping[str, str]) -> dict[str, str]:
    """Their label to ours; what the table leaves out is read by its common name, upper or lower case."""
    ours = {label.casefold(): label for label in LABELS} | {k.casefold(): v for k, v in KNOWN.items()}
    return _CaseBlind(ours | {theirs.casefold(): label for theirs, label in table.items()})


class _CaseBlind(dict[str, str]):
    def get(self, key: str, default: str | None = None) -> str | None:  # type: ignore[override]
        return super().get(key.casefold(), default)
