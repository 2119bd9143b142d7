"""Hamish's own format: `hamish.analysis/1` as JSON, or one article a line."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from reader.annotate.model import Analysis, decode, encode
from reader.interchange.flat import Flat, flatten
from reader.interchange.registry import Extras


def write(analysis: Analysis, extras: Extras, line: bool = False) -> dict[str, bytes]:
    """`.json`, or `.jsonl` with a single line."""
    if line:
        return {".jsonl": msgspec.json.encode(analysis) + b"\n"}
    return {".json": encode(analysis)}


def read(files: Mapping[str, bytes]) -> Flat:
    """The analysis in the file; of several lines, the first."""
    data = next(iter(files.values()))
    return flatten(decode(data.splitlines()[0] if data.count(b'"hamish.analysis/1"') > 1 else data))
