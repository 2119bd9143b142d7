"""Marked spans: reversed, nested, glued, unbalanced and over several paragraphs."""

import pytest

from reader.annotate.quotes.marks import pair
from reader.annotate.tokens import paragraphs


def spans(text: str) -> list[str]:
    return [text[m.start : m.end] for m in pair(text, paragraphs(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قال «نعم» ثم", ["نعم"]),
        ("قال ”نعم“ ثم", ["نعم"]),
        ("بـ«كلام طويل» و", ["كلام طويل"]),
        ('قال " نص " ثم', ["نص"]),
        ("“أريد “كذا”، وكذا”", ["أريد “كذا”، وكذا", "كذا"]),
        ("لـ»الرياض» خبر", ["الرياض"]),
        ("«بلا نهاية\nسطر", ["بلا نهاية"]),
        ("«أول\nثان» ثالث", ["أول\nثان"]),
        ("((كلام)) و<<قول>>", ["كلام", "قول"]),
        ("»» ««", []),
    ],
)
def test_pairs(text: str, expected: list[str]) -> None:
    assert spans(text) == expected


def test_a_paragraph_that_reopens_ends_the_one_before() -> None:
    text = "«أول بلا إغلاق\n«ثان مغلق»"
    assert spans(text) == ["أول بلا إغلاق", "ثان مغلق"]
