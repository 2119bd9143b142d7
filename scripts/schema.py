"""Write docs/analysis.schema.json, the JSON Schema of `hamish.analysis/1`, from the types."""

from __future__ import annotations

from pathlib import Path

from reader.interchange.schema import json_schema

TARGET = Path(__file__).resolve().parent.parent / "docs" / "analysis.schema.json"

if __name__ == "__main__":
    TARGET.write_bytes(json_schema())
