"""Text that attacks the screen: nothing but what is safe to print leaves layout, and no text stops it."""

import re

import pytest
from hypothesis import given, settings

from reader.layout import Document, Options, layout_paragraph
from tests.layout.strategies import hostile

cells = pytest.importorskip("rich.cells")
UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\xa0\xad\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ud800-\udfff\ufffe\uffff\U0001f3fb-\U0001f3ff\U000e0000-\U000e0fff]"
)


@given(hostile)
@settings(max_examples=300, deadline=None, derandomize=True)
def test_only_safe_text_is_shown_and_its_width_is_what_textual_counts(text: str) -> None:
    for reveal in (False, True):
        for line in layout_paragraph(text, Options(80, reveal=reveal)):
            assert not UNSAFE.search(line.text)
            assert line.width == cells.cell_len(line.text)
            for cluster in line.clusters:
                assert cluster.width == cells.cell_len(cluster.text)


def test_every_code_point_alone_is_safe_and_as_wide_as_counted() -> None:
    for first in range(0, 0x110000, 256):
        step = 1 if first < 0x30000 or first >= 0xE0000 else 64
        text = "x".join(map(chr, range(first, first + 256, step)))
        for line in layout_paragraph(text, Options(1_000)):
            for cluster in line.clusters:
                if UNSAFE.search(cluster.text) or cluster.width != cells.cell_len(cluster.text):
                    raise AssertionError(text[cluster.start : cluster.end].encode("unicode-escape"))


def test_invisible_characters_can_be_revealed() -> None:
    assert layout_paragraph("a\u202eb\x1b", Options(80))[0].text == "ab"
    assert layout_paragraph("\x1b[0m", Options(80, reveal=True))[0].text == "␛[0m"
    assert layout_paragraph("a\u200eb", Options(80, reveal=True))[0].text == "a→b"


def test_a_mark_without_a_base_stands_on_a_dotted_circle() -> None:
    assert layout_paragraph("\u064e", Options(80))[0].text == "◌\u064e"


def test_a_tower_of_marks_is_cut_on_the_screen_only() -> None:
    line = layout_paragraph("ب" + "\u064e" * 500, Options(80))[0]
    assert len(line.text) < 10
    assert (line.start, line.end) == (0, 501)


REPEATED = {
    "openers": "(" * 40_000,
    "nested pairs": "([{" * 9_000 + "}])" * 9_000,
    "open isolates": "\u2067" * 20_000,
    "empty isolates": "\u2068\u2069" * 20_000,
    "isolates with text": "\u2068a " * 15_000,
    "overrides": "\u202e\u202a" * 20_000,
    "terminators": "$" * 60_000,
    "spaces": " " * 60_000,
    "tabs": "a\t" * 20_000,
    "marks": "\u0301" * 60_000,
    "joiners": "\u200d" * 60_000,
    "joined emoji": "👩\u200d" * 20_000,
    "joined letters": "ل" * 60_000,
    "breaks": "/-" * 30_000,
    "jamo": "\u1100" * 30_000,
    "quotes": "« " * 20_000,
    "flags": "\U0001f1e6" * 30_000,
    "line separators": "x\u2028" * 5_000,
}


@pytest.mark.parametrize("text", REPEATED.values(), ids=REPEATED)
def test_repetition_does_not_stop_it(text: str) -> None:
    assert layout_paragraph(text, Options(80))[-1].end == len(text)


def test_a_text_without_paragraphs_is_laid_out_in_pieces() -> None:
    text = "كلمة word 12 " * 50_000
    document = Document(text, Options(80))
    assert document.line(0).start == 0
    assert document.line(0).base_level == document.line(5_000).base_level == 1
    assert document.line_at(len(text) - 2).end == len(text)


def test_a_tower_of_marks_between_directions() -> None:
    line = layout_paragraph("ab ب" + "\u064e" * 500 + " cd", Options(80))[0]
    assert line.text == "ab ﺏ" + "\u064e" * 6 + " cd"
    assert line.cells_of(3, 504) == [(3, 4)]
