"""Lines of mixed text: order, joining, breaking, cells and offsets."""

from reader.layout import Document, Options, layout_label, layout_paragraph

WIDE = Options(80)


def shown(text: str, options: Options = WIDE) -> list[str]:
    return [line.text for line in layout_paragraph(text, options)]


def test_arabic_is_joined_and_runs_from_right_to_left() -> None:
    assert shown("سلام") == ["ﻡﻼﺳ"]


def test_numbers_and_latin_keep_their_direction_and_brackets_are_mirrored() -> None:
    assert shown("أعلن 25% (WHO)") == ["(WHO) %25 ﻦﻠﻋﺃ"]


def test_spaces_at_the_end_of_a_line_take_no_cells() -> None:
    lines = layout_paragraph("abcde fghij   klmno", Options(8))
    assert [line.text for line in lines] == ["abcde", "fghij", "klmno"]
    assert [(line.start, line.end) for line in lines] == [(0, 6), (6, 14), (14, 19)]


def test_a_span_may_be_in_two_places() -> None:
    line = layout_paragraph("اب abc جد", WIDE)[0]
    assert line.cells_of(0, 4) == [(3, 4), (6, 9)]
    assert line.offset_at(3) == 3


def test_a_label_is_cut_at_its_logical_end() -> None:
    line = layout_label("قال الرئيس الأمريكي", 8)
    assert line.text.startswith("…")
    assert line.width <= 8
    assert line.end == 19


def test_a_document_agrees_with_its_paragraphs() -> None:
    text = "سطر أول طويل بعض الشيء\nLine two\n\nآخر\n" * 300
    document = Document(text, Options(12))
    expected = layout_paragraph(text, Options(12))
    document.row_of(len(text))
    for line in expected[::7]:
        row = document.row_of(line.start)
        assert document.line(row).text == line.text
