"""The formats Hamish reads and writes: what each is called, holds and loses; modules are imported when used."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import msgspec

from reader.annotate.model import Analysis
from reader.errors import UsageError
from reader.interchange.flat import Flat


class Verdict(msgspec.Struct, frozen=True):
    """What a person found about a claim: `rating` is true, false, misleading or unproven."""

    rating: str
    url: str = ""
    by: str = ""
    when: str = ""
    note: str = ""


class Extras(msgspec.Struct, frozen=True, kw_only=True):
    """What an export may know beyond the analysis.

    `labels` maps our labels to another project's; `verdicts` a claim's id to a person's verdict; `states` an item's id to
    `accepted` or `rejected`.
    """

    labels: Mapping[str, str] = {}
    verdicts: Mapping[str, Verdict] = {}
    states: Mapping[str, str] = {}


class Format(msgspec.Struct, frozen=True, kw_only=True):
    """A format. `suffixes` are the endings of the files one article becomes, the main one first.

    The module has `write(analysis, extras) -> dict[suffix, bytes]` and, when `reads`, `read(files) -> Flat` where `files`
    maps suffixes to bytes. `unit` is what its offsets count; `losses` says what it cannot hold.
    """

    name: str
    module: str
    suffixes: tuple[str, ...]
    unit: str = "code points"
    reads: bool = False
    extra: str = ""
    lossless: bool = False
    losses: str = ""
    """Message id of what is lost, under `interchange.losses`."""
    options: Mapping[str, Any] = {}


def _format(name: str, module: str, *suffixes: str, **details: Any) -> Format:
    return Format(name=name, module=f"reader.interchange.formats.{module}", suffixes=suffixes, **details)


FORMATS: dict[str, Format] = {
    one.name: one
    for one in (
        _format("json", "native", ".json", reads=True, lossless=True),
        _format("jsonl", "native", ".jsonl", reads=True, lossless=True, options={"line": True}),
        _format("webannotation", "webannotation", ".jsonld", reads=True, lossless=True),
        _format("brat", "brat", ".ann", ".txt", reads=True, lossless=True),
        _format("labelstudio", "labelstudio", ".labelstudio.json", reads=True, lossless=True),
        _format("doccano", "doccano", ".doccano.jsonl", reads=True, lossless=True),
        _format(
            "doccano-utf16",
            "doccano",
            ".doccano.jsonl",
            unit="UTF-16",
            reads=True,
            lossless=True,
            options={"unit": "UTF-16"},
        ),
        _format(
            "xmi", "xmi", ".xmi", ".typesystem.xml", unit="UTF-16", reads=True, lossless=True, extra="xmi"
        ),
        _format("conll", "conll", ".conll", unit="tokens", losses="conll"),
        _format(
            "conll-anercorp", "conll", ".conll", unit="tokens", losses="conll", options={"anercorp": True}
        ),
        _format("csv", "table", ".csv", losses="csv", options={"delimiter": ","}),
        _format("tsv", "table", ".tsv", losses="csv", options={"delimiter": "\t"}),
        _format("markdown", "markdown", ".md", unit="none", losses="markdown"),
        _format("html", "report", ".html", unit="none", losses="html"),
        _format("schemaorg", "schemaorg", ".schema.jsonld", unit="none", losses="schemaorg"),
        _format("docbin", "docbin", ".spacy", losses="docbin", extra="spacy"),
    )
}


def find(name: str) -> Format:
    """The format called `name`. Raises UsageError naming those there are."""
    try:
        return FORMATS[name]
    except KeyError:
        raise UsageError("interchange.unknown", name=name, known=", ".join(FORMATS)) from None


def write(analysis: Analysis, name: str, extras: Extras | None = None) -> dict[str, bytes]:
    """The files that hold `analysis` in the format `name`, by suffix. Raises UsageError when an extra is missing."""
    one = find(name)
    files: dict[str, bytes] = _module(one).write(analysis, extras or Extras(), **one.options)
    return files


def read(files: Mapping[str, bytes], name: str) -> Flat:
    """What a foreign file says, offsets as they stand in it. Raises UsageError when it is not in that format."""
    one = find(name)
    if not one.reads:
        raise UsageError(
            "interchange.write_only", name=name, known=", ".join(f for f in FORMATS if FORMATS[f].reads)
        )
    try:
        flat: Flat = _module(one).read(files)
    except (msgspec.MsgspecError, ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        raise UsageError("interchange.malformed", name=name, reason=error) from error
    return flat


def _module(one: Format) -> Any:
    try:
        return import_module(one.module)
    except ModuleNotFoundError as error:
        if not one.extra:
            raise
        raise UsageError("interchange.needs_extra", name=one.name, extra=one.extra) from error
