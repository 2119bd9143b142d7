"""A whole text in rows: lazily, without jumps, keeping the place across widths."""

import random

from reader.layout import Document, Options, layout_paragraph

PARAGRAPH = (
    "أعلنت وزارة الصحة (WHO) أن نسبة الإصابات بلغت 25.5% في 21/11/2024، وقال المتحدث: «الوضع تحت السيطرة».\n"
)


def text_of(count: int, seed: int = 3) -> str:
    rng = random.Random(seed)
    return "".join(
        PARAGRAPH[: rng.randint(1, len(PARAGRAPH) - 2)] + "\n" * rng.randint(1, 3) for _ in range(count)
    )


def test_all_rows_are_the_lines_of_the_paragraphs() -> None:
    text = text_of(400)
    document = Document(text, Options(37))
    rows = []
    while len(rows) < document.height:
        rows.append(document.line(len(rows)).text)
    assert rows == [line.text for line in layout_paragraph(text, Options(37))]
    assert document.is_exact


def test_empty_and_short_texts_have_rows() -> None:
    assert Document("", Options(20)).line(0).text == ""
    document = Document("\n\n", Options(20))
    assert document.row_of(1) == 1
    assert document.height == 2
    document = Document("سلام", Options(20))
    document.settle(0, 10)
    assert document.height == 1


def test_a_view_only_lays_out_what_it_shows() -> None:
    document = Document(text_of(20_000), Options(60))
    document.settle(0, 40)
    assert not document.is_exact
    assert sum(map(len, document._lines.values())) < 400


def test_scrolling_up_into_unseen_text_moves_nothing_on_the_screen() -> None:
    document = Document(text_of(2_000), Options(23))
    top = document.row_of(len(document.text) // 2)
    top += document.settle(top, 30)
    for _ in range(60):
        below = [document.line(top + row).start for row in range(20)]
        top -= 10
        top += document.settle(top, 30)
        assert [document.line(top + 10 + row).start for row in range(20)] == below


def test_scrolling_down_keeps_the_top() -> None:
    document = Document(text_of(500), Options(23))
    top = 0
    while top + 30 < document.height:
        first = document.line(top).start
        assert document.settle(top, 30) == 0
        assert document.line(top).start == first
        top += 25


def test_a_leap_shows_whole_rows_and_the_end_is_reachable() -> None:
    document = Document(text_of(3_000), Options(40))
    for part in (3, 2, 1):
        top = document.height // part - 30
        top += document.settle(top, 30)
        assert document.line(top + 29 if part > 1 else top)
    last = document.row_of(len(document.text))
    assert last == document.height - 1


def test_another_width_keeps_the_place() -> None:
    document = Document(text_of(1_000), Options(70))
    offset = document.offset_of_row(document.row_of(31_000))
    for width in (33, 120, 9, 70):
        document = document.resized(Options(width))
        line = document.line(document.row_of(offset))
        assert line.start <= offset < line.end
    assert line.start == offset


def test_clusters_lead_from_one_to_the_next_across_lines_and_paragraphs() -> None:
    text = "لا بَأس 👍🏽\nb"
    document = Document(text, Options(8))
    offsets = [0]
    while offsets[-1] < len(text):
        offsets.append(document.next_cluster(offsets[-1]))
    assert offsets == [0, 2, 3, 5, 6, 7, 8, 10, 11, 12]
    assert [document.previous_cluster(offset) for offset in offsets[1:]] == offsets[:-1]
