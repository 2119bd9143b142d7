"""Joining against ArabicShaping.txt read anew, and against arabic-reshaper where both are right."""

import random
import re
import unicodedata

import pytest

from reader.layout import Options, layout_paragraph
from tests.shared import SHARED

SHAPING = SHARED / "data" / "unicode" / "ArabicShaping.txt"
# Letters both know; arabic-reshaper has no Unicode joining types for U+06BA, U+06C2 and many others.
CORE = "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيپچژکگی"
MARKS = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670"
FORMS = {}
for code in [*range(0xFB50, 0xFC00), *range(0xFE80, 0xFEFD)]:
    tag, *letters = unicodedata.decomposition(chr(code)).split() or [""]
    FORMS.setdefault((tag, "".join(chr(int(letter, 16)) for letter in letters)), chr(code))
BASELESS = re.compile(f"[ \u200e\u061c][\u200c\u200d]*[{MARKS}]")  # such marks get a dotted circle
wide = Options(100_000)


def joining_types() -> dict[str, str]:
    rows = (row.partition("#")[0].split(";") for row in SHAPING.read_text("utf-8").splitlines())
    types = {chr(int(row[0], 16)): row[2].strip() for row in rows if len(row) > 2}
    return types | dict.fromkeys(MARKS, "T") | {"\u200c": "U", "\u200d": "C", "\u200e": "T", "\u061c": "T"}


def oracle(text: str, types: dict[str, str]) -> list[str]:
    """The shown letters in logical order: each looks for its neighbours through transparent ones."""

    def neighbour(at: int, step: int) -> str:
        at += step
        while 0 <= at < len(text) and types.get(text[at], "U") == "T":
            at += step
        return types.get(text[at], "U") if 0 <= at < len(text) else "U"

    shown: list[str] = []
    skip = -1
    for at, char in enumerate(text):
        if at <= skip:
            continue
        kind = types.get(char, "U")
        before = kind in "DRC" and neighbour(at, -1) in "DLC"
        after = kind in "DLC" and neighbour(at, 1) in "DRC"
        if char == "ل":
            end = at + 1
            while end < len(text) and text[end] in MARKS:
                end += 1
            ligature = FORMS.get(("<final>" if before else "<isolated>", "ل" + text[end : end + 1]))
            if ligature and end < len(text):
                shown += [ligature, *text[at + 1 : end]]
                skip = end
                continue
        tag = {(0, 0): "<isolated>", (1, 0): "<final>", (0, 1): "<initial>", (1, 1): "<medial>"}[
            before, after
        ]
        shown.append(FORMS.get((tag, char), char))
    return [char for char in shown if char not in "\u200c\u200d\u200e\u061c"]


def ours(text: str) -> str:
    clusters = layout_paragraph(text, wide)[0].clusters
    return "".join(cluster.text for cluster in sorted(clusters, key=lambda cluster: cluster.start))


def samples(alphabet: str, count: int, seed: int) -> list[str]:
    rng = random.Random(seed)
    return ["ا" + "".join(rng.choices(alphabet, k=rng.randint(1, 12))) + "." for _ in range(count)]


@pytest.mark.skipif(not SHAPING.is_file(), reason="the data folder ../shared is absent")
@pytest.mark.parametrize("count", [5_000, pytest.param(100_000, marks=pytest.mark.soak)])
def test_joining_is_arabic_shaping(count: int) -> None:
    types = joining_types()
    letters = "".join(c for c in types if "\u0620" <= c <= "\u06ff" and types[c] in "DRCU" and c.isalpha())
    for text in samples(letters + CORE * 3 + MARKS + "\u0640\u200c\u200d\u200e\u061c abc", count, 1):
        if not BASELESS.search(text):
            expected = "".join(oracle(text, types))
            assert ours(text) == expected, ascii(text)


@pytest.mark.parametrize("count", [5_000, pytest.param(100_000, marks=pytest.mark.soak)])
def test_joining_agrees_with_arabic_reshaper(count: int) -> None:
    arabic_reshaper = pytest.importorskip("arabic_reshaper")
    reshaper = arabic_reshaper.ArabicReshaper({"delete_harakat": False})
    for text in samples(CORE + " .12", count, 2):
        if "الله" not in text and "ﷲ" not in text:
            assert ours(text) == reshaper.reshape(text), ascii(text)


def test_persian_urdu_kurdish_letters_join() -> None:
    assert ours("کچپگ") == "ﮐﭽﭙﮓ"
    assert ours("ہے") == "ﮨﮯ"


def test_letters_without_presentation_forms_are_sent_bare_and_still_join_others() -> None:
    assert ours("ب\u06d0ب") == "ﺑﯧﺐ"
    assert ours("بښب") == "ﺑښﺐ"


def test_marks_stay_behind_their_base_and_lam_alef_is_one_cell() -> None:
    line = layout_paragraph("لَاْ", wide)[0]
    assert line.text == "ﻻ\u064e\u0652"
    assert line.width == 1
    assert line.cells_of(2, 3) == [(0, 1)]


def test_joiners() -> None:
    assert ours("ب\u200cب") == "ﺏﺏ"
    assert ours("ه\u200d") == "ﻫ"
    assert ours("ب\u200eب") == "ﺑﺐ"


def test_an_override_shows_letters_joined_as_they_stand() -> None:
    line = layout_paragraph("\u202dبا\u202c", wide)[0]
    assert line.text == "ﺏﺍ"  # from left to right: nothing joins alef's left side


def test_display_options_keep_offsets() -> None:
    text = "بَيْتٌ 12 ٣"
    bare = layout_paragraph(text, Options(80, marks=False, digits="arabic-indic"))[0]
    assert bare.text == "٣ ١٢ ﺖﻴﺑ"
    assert layout_paragraph(text, Options(80, digits="european"))[0].text.startswith("3 12")
    assert bare.end == len(text)
    assert layout_paragraph("سلام", Options(80, presentation_forms=False))[0].text == "مالس"
