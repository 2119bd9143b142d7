"""Generate reader/layout/tables.py from Unicode's files: `python -m scripts.unicode_tables [FOLDER]`."""

import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from rich.cells import get_character_cell_size

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "reader" / "layout" / "tables.py"
LAST = 0x110000

BIDI = {
    "L": "L",
    "R": "R",
    "AL": "A",
    "EN": "E",
    "AN": "N",
    "ES": "+",
    "ET": "$",
    "CS": ",",
    "NSM": "m",
    "BN": "b",
    "B": "B",
    "S": "S",
    "WS": "W",
    "ON": "O",
    "LRE": "1",
    "RLE": "2",
    "LRO": "3",
    "RLO": "4",
    "PDF": "5",
    "LRI": "6",
    "RLI": "7",
    "FSI": "8",
    "PDI": "9",
}
BIDI_LONG = {
    "Left_To_Right": "L",
    "Right_To_Left": "R",
    "Arabic_Letter": "AL",
    "European_Terminator": "ET",
    "Boundary_Neutral": "BN",
}
LINE = {
    "AL": "A",
    "AI": "A",
    "SG": "A",
    "XX": "A",
    "HL": "H",
    "NU": "0",
    "SP": " ",
    "BK": "b",
    "CR": "r",
    "LF": "n",
    "NL": "l",
    "ZW": "z",
    "WJ": "w",
    "ZWJ": "j",
    "CM": "m",
    "GL": "g",
    "BA": "a",
    "BB": "B",
    "HY": "-",
    "B2": "2",
    "CB": "c",
    "CL": "}",
    "CP": ")",
    "EX": "!",
    "IN": "i",
    "NS": "s",
    "CJ": "s",
    "OP": "(",
    "QU": '"',
    "IS": ",",
    "PR": "$",
    "PO": "%",
    "SY": "/",
    "ID": "I",
    "EB": "E",
    "EM": "M",
    "RI": "R",
    "JL": "L",
    "JV": "V",
    "JT": "T",
    "H2": "y",
    "H3": "Y",
    "SA": "A",
}
GRAPHEME = {
    "CR": "d",
    "LF": "n",
    "Control": "c",
    "Extend": "e",
    "ZWJ": "z",
    "Regional_Indicator": "r",
    "Prepend": "P",
    "SpacingMark": "s",
    "L": "L",
    "V": "V",
    "T": "T",
    "LV": "y",
    "LVT": "Y",
}
SPACES = {0x20, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000}


class Files:
    """Unicode's files in one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def rows(self, name: str, missing: bool = False) -> Iterator[list[str]]:
        for line in (self.folder / name).read_text("utf-8").splitlines():
            if missing and line.startswith("# @missing: "):
                yield [part.strip() for part in line[12:].split(";")]
            elif not missing and (line := line.partition("#")[0].strip()):
                yield [part.strip() for part in line.split(";")]

    def values(self, name: str, default: str) -> list[str]:
        """The property of each code point; `@missing` lines first, as UAX #44 section 4.2.10 says."""
        table = [default] * LAST
        for missing in (True, False):
            for span, value, *_ in self.rows(name, missing):
                for code in codes(span):
                    table[code] = value
        return table

    def sets(self, name: str) -> dict[str, set[int]]:
        found: dict[str, set[int]] = {}
        for span, value, *_ in self.rows(name):
            found.setdefault(value, set()).update(codes(span))
        return found

    def categories(self) -> tuple[list[str], dict[int, str]]:
        """General category of each code point, and the raw decomposition fields."""
        table, decompositions, first = ["Cn"] * LAST, {}, 0
        for code_text, name, category, _, _, decomposition, *_ in self.rows("UnicodeData.txt"):
            code = int(code_text, 16)
            if name.endswith("First>"):
                first = code
            for each in range(first if name.endswith("Last>") else code, code + 1):
                table[each] = category
            if decomposition:
                decompositions[code] = decomposition
        return table, decompositions


def codes(span: str) -> range:
    first, _, last = span.partition("..")
    return range(int(first, 16), int(last or first, 16) + 1)


def literal(text: str) -> str:
    """A double-quoted ASCII Python string."""
    out = []
    for char in text:
        code = ord(char)
        if char in '"\\':
            out.append("\\" + char)
        elif 32 <= code < 127:
            out.append(char)
        else:
            out.append(
                f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}" if code < 65536 else f"\\U{code:08x}"
            )
    return '"' + "".join(out) + '"'


def ranges(value_of: Callable[[int], str]) -> tuple[str, str]:
    """Starts and values of the maximal ranges of code points with one value."""
    starts, values, last = [], [], None
    for code in range(LAST):
        if (value := value_of(code)) != last:
            starts.append(chr(code))
            values.append(value)
            last = value
    return "".join(starts), "".join(values)


def generate(folder: Path) -> str:
    files = Files(folder)
    category, decompositions = files.categories()
    properties = files.sets("PropList.txt")
    emoji = files.sets("emoji-data.txt")
    pictographic = emoji["Extended_Pictographic"]
    bidi = files.values("DerivedBidiClass.txt", "L")
    line = files.values("LineBreak.txt", "XX")
    for first, last, value in [
        *(
            (a, b, "ID")
            for a, b in ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x2FFFD))
        ),
        *((a, b, "ID") for a, b in ((0x30000, 0x3FFFD), (0x1F000, 0x1FAFF), (0x1FC00, 0x1FFFD))),
        (0x20A0, 0x20CF, "PR"),
    ]:  # LineBreak.txt states these defaults of unassigned code points in prose only
        for code in range(first, last + 1):
            if line[code] == "XX" and category[code] == "Cn":
                line[code] = value
    grapheme = files.values("GraphemeBreakProperty.txt", "Other")
    joining = files.values("DerivedJoiningType.txt", "U")
    width = files.values("DerivedEastAsianWidth.txt", "N")
    ignorable = (
        properties["Other_Default_Ignorable_Code_Point"]
        | properties["Variation_Selector"]
        | {c for c in range(LAST) if category[c] == "Cf"}
    ) - properties["Prepended_Concatenation_Mark"]
    alefs = {0x622, 0x623, 0x625, 0x627}

    def bidi_of(code: int) -> str:
        value = bidi[code]
        return BIDI[BIDI_LONG.get(value, value)]

    def line_of(code: int) -> str:
        value, kind = line[code], category[code]
        if value == "SA" and kind in ("Mn", "Mc"):
            return "m"
        if value in ("OP", "CP") and width[code] in "FWH":
            return "[" if value == "OP" else "]"
        if value == "QU" and kind in ("Pi", "Pf"):
            return "<" if kind == "Pi" else ">"
        if code in pictographic and kind == "Cn":
            return "X"
        return LINE[value]

    def grapheme_of(code: int) -> str:
        if code == 0x20:
            return " "
        if code == 0x200C:
            return "j"
        if code == 0x644:
            return "l"
        if code in alefs:
            return "a"
        if code in pictographic and grapheme[code] == "Other":
            return "p"
        return GRAPHEME.get(grapheme[code], "x")

    def cell_of(code: int) -> str:
        if category[code] == "Cs" or code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF:
            return "x"
        if code in ignorable or category[code] in ("Cc", "Zl", "Zp") or 0x1F3FB <= code <= 0x1F3FF:
            return "h"
        if code in SPACES:
            return "W" if code == 0x3000 else "w"
        return str(get_character_cell_size(chr(code), "latest"))

    forms: dict[str, dict[str, str]] = {}
    lam_alef: dict[str, dict[str, str]] = {}
    for code, text in decompositions.items():
        match = re.fullmatch(r"<(isolated|final|initial|medial)> ([0-9A-F]+)(?: ([0-9A-F]+))?", text)
        if match and 0xFB50 <= code <= 0xFEFC:
            tag, base, second = match.groups()
            if second is None:
                forms.setdefault(chr(int(base, 16)), {}).setdefault(tag, chr(code))
            elif base == "0644" and int(second, 16) in alefs:
                lam_alef.setdefault(chr(int(second, 16)), {})[tag] = chr(code)

    brackets = [
        (chr(int(a, 16)), chr(int(b, 16))) for a, b, kind in files.rows("BidiBrackets.txt") if kind == "o"
    ]
    mirrors = [(chr(int(a, 16)), chr(int(b, 16))) for a, b in files.rows("BidiMirroring.txt")]
    version = re.search(r"-(\d+\.\d+\.\d+)\.txt", (folder / "LineBreak.txt").read_text("utf-8"))
    out = [
        '"""Unicode\'s character properties that layout needs; written by scripts/unicode_tables.py, not by hand.',
        "",
        "X_STARTS holds the first code point of each range in order, X_VALUES one letter for each range; the letters",
        'are explained in properties.py."""',
        "",
        f"UNICODE_VERSION = {literal(version[1] if version else '')}",
    ]
    tables: list[tuple[str, Callable[[int], str]]] = [
        ("BIDI", bidi_of),
        ("LINE", line_of),
        ("GRAPHEME", grapheme_of),
        ("JOINING", lambda code: joining[code][0].replace("N", "U")),
        ("CELL", cell_of),
    ]
    for name, value_of in tables:
        starts, values = ranges(value_of)
        out += [f"{name}_STARTS = {literal(starts)}", f"{name}_VALUES = {literal(values)}"]
    letters = sorted(forms)
    out.append(f"FORM_LETTERS = {literal(''.join(letters))}")
    for tag in ("isolated", "final", "initial", "medial"):
        out.append(f"FORM_{tag.upper()} = {literal(''.join(forms[c].get(tag, chr(0)) for c in letters))}")
    letters = sorted(lam_alef)
    out.append(f"LAM_ALEF_ALEFS = {literal(''.join(letters))}")
    for tag in ("isolated", "final"):
        out.append(f"LAM_ALEF_{tag.upper()} = {literal(''.join(lam_alef[c][tag] for c in letters))}")
    for name, pairs in (("BRACKET", brackets), ("MIRROR", mirrors)):
        for part, index in (("FROM", 0), ("TO", 1)):
            out.append(f"{name}_{part} = {literal(''.join(pair[index] for pair in pairs))}")
    return "\n".join(out) + "\n"


if __name__ == "__main__":
    source = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared" / "data" / "unicode"
    TARGET.write_text(generate(source), "utf-8")
