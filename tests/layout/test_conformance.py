"""Unicode's own test files, every case."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.layout.bidi import paragraph_levels, visual_order
from reader.layout.breaks import opportunities
from reader.layout.clusters import borders
from reader.layout.properties import LINE
from tests.shared import SHARED

FOLDERS = [SHARED / "data" / "unicode", Path("/usr/share/unicode"), Path("/usr/share/unicode/auxiliary")]
SHARDS = 4
# One character of each bidi class.
SAMPLES = {
    "L": "a",
    "R": "\u05d0",
    "AL": "\u0627",
    "EN": "1",
    "AN": "\u0661",
    "ES": "+",
    "ET": "$",
    "CS": ",",
    "NSM": "\u0300",
    "BN": "\u00ad",
    "B": "\u2029",
    "S": "\t",
    "WS": " ",
    "ON": "!",
    "LRE": "\u202a",
    "RLE": "\u202b",
    "LRO": "\u202d",
    "RLO": "\u202e",
    "PDF": "\u202c",
    "LRI": "\u2066",
    "RLI": "\u2067",
    "FSI": "\u2068",
    "PDI": "\u2069",
}
pytestmark = pytest.mark.conformance


def rows(name: str) -> Iterator[str]:
    path = next((folder / name for folder in FOLDERS if (folder / name).is_file()), None)
    if path is None:
        pytest.skip(f"{name} is not on this machine")
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if row := line.partition("#")[0].strip():
                yield row


@pytest.mark.parametrize("shard", range(SHARDS))
def test_bidi_by_classes(shard: int) -> None:
    """BidiTest.txt: 770,241 cases in all shards together."""
    cases = 0
    failures = []
    for number, row in enumerate(rows("BidiTest.txt")):
        if row.startswith("@Levels:"):
            levels = [None if level == "x" else int(level) for level in row[8:].split()]
        elif row.startswith("@Reorder:"):
            order = list(map(int, row[9:].split()))
        elif number % SHARDS == shard:
            classes, _, bits = row.partition(";")
            text = "".join([SAMPLES[name] for name in classes.split()])
            for bit, base in ((1, None), (2, 0), (4, 1)):
                if int(bits) & bit:
                    cases += 1
                    found = paragraph_levels(text, base)[1]
                    if found != levels or visual_order(found) != order:
                        failures.append((row, base))
    assert not failures
    assert cases > 190_000


def test_bidi_by_characters() -> None:
    """BidiCharacterTest.txt: 91,707 cases."""
    cases = 0
    failures = []
    for row in rows("BidiCharacterTest.txt"):
        codes, direction, base, levels, order = row.split(";")
        text = "".join([chr(int(code, 16)) for code in codes.split()])
        found_base, found = paragraph_levels(text, None if direction == "2" else int(direction))
        expected = [None if level == "x" else int(level) for level in levels.split()]
        cases += 1
        if (found_base, found, visual_order(found)) != (int(base), expected, list(map(int, order.split()))):
            failures.append(row)
    assert not failures
    assert cases == 91_707


def split_by_marks(row: str) -> tuple[str, list[int]]:
    """The text of a row of a segmentation test, and the offsets at its ÷ marks but the first and last."""
    parts = row.split()
    text = "".join([chr(int(code, 16)) for code in parts[1::2]])
    return text, [at for at, mark in enumerate(parts[::2]) if mark == "÷" and 0 < at < len(text)]


def test_line_breaks() -> None:
    """LineBreakTest.txt: 7,654 cases of the untailored algorithm."""
    cases = [split_by_marks(row) for row in rows("LineBreakTest.txt")]
    assert not [
        text for text, wanted in cases if opportunities(text.translate(LINE), tailored=False) != wanted
    ]
    assert len(cases) == 7_654


def test_clusters() -> None:
    """GraphemeBreakTest.txt, but for the tailoring: nothing attaches to a space, prepended signs stand alone."""
    failures = []
    for text, wanted in map(split_by_marks, rows("GraphemeBreakTest.txt")):
        tailored = {at for at in range(1, len(text)) if text[at - 1] in " \u0600"}
        if set(borders(text)[:-1]) - tailored != set(wanted) - tailored:
            failures.append(text)
    assert not failures
