"""Odd input: no text raises, and every span is what it says."""

import random

import pytest

from reader.annotate import quotes

ODD = [
    "",
    " ",
    "\n\n",
    "«",
    "»»»«««",
    '"' * 50,
    "“" * 30 + "كلام" + "”" * 3,
    "قال",
    "قال:",
    "قال:\n",
    "قال «",
    "ـ ـ ـ قال ـ إن",
    "وقال إن",
    "بحسب",
    "، بحسب",
    "\u200f\u200fقال\u200f \u200f«نعم»\u200f",
    "قال 12.5% :: (( >>",
    "😀 قال 😀 إن 😀",
    "َُِ",
]
PIECES = [
    "قال",
    " ",
    "الوزير",
    "إن",
    "أن",
    "«",
    "»",
    "“",
    "”",
    '"',
    ":",
    "،",
    ".",
    "\n",
    "بحسب",
    "مضيفا",
    "((",
    "))",
    "ب",
    "x",
    "١٢",
    "ـ",
]


@pytest.mark.parametrize("text", ODD)
def test_odd_texts_read(text: str) -> None:
    check(text)


def test_random_texts_read() -> None:
    chance = random.Random(6)
    for _ in range(150):
        check("".join(chance.choice(PIECES) + chance.choice(["", " "]) for _ in range(chance.randint(1, 80))))


def check(text: str) -> None:
    reading = quotes.read(text, ())
    last = 0
    for quote in reading.quotes:
        assert quote.start < quote.end <= len(text)
        assert quote.start >= last or quote.start >= 0
        assert text[quote.start : quote.end] == quote.text
        if quote.cue:
            assert text[quote.cue.start : quote.cue.end] == quote.cue.text
    for span in reading.unquoted:
        assert text[span.start : span.end] == span.text
