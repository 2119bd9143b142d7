"""Arabic in Latin letters by camel-tools' tables: Habash-Soudi-Buckwalter for reading, Buckwalter for machines. Needs no data."""

from __future__ import annotations

from functools import cache
from typing import Literal

Scheme = Literal["hsb", "bw"]


@cache
def _mapper(scheme: Scheme):  # type: ignore[no-untyped-def]
    from camel_tools.utils.charmap import CharMapper

    return CharMapper.builtin_mapper(f"ar2{scheme}")


def transliterate(text: str, scheme: Scheme = "hsb") -> str:
    """`text` in Latin letters; what is not Arabic stays as it is."""
    return str(_mapper(scheme).map_string(text))
