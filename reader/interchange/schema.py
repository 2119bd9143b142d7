"""The JSON Schema of `hamish.analysis/1`, generated from the types so that the two cannot differ."""

from __future__ import annotations

import msgspec

from reader.annotate.model import SCHEMA, Analysis


def json_schema() -> bytes:
    """JSON Schema (2020-12) of an analysis, indented, ending in a line feed."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:{SCHEMA.replace('/', ':')}",
        "title": SCHEMA,
    } | msgspec.json.schema(Analysis)
    return msgspec.json.format(msgspec.json.encode(schema)) + b"\n"
