"""A page of hard cases; its expected rows were compared by eye with Chromium's rendering of it (`dir=auto`)."""

from pathlib import Path

from reader.layout import Options, layout_paragraph

FOLDER = Path(__file__).resolve().parent


def test_the_page_reads_as_a_browser_shows_it() -> None:
    page = (FOLDER / "nasty.txt").read_text("utf-8").splitlines()
    shown = [line.text for paragraph in page for line in layout_paragraph(paragraph, Options(76))]
    assert shown == (FOLDER / "nasty-expected.txt").read_text("utf-8").splitlines()
