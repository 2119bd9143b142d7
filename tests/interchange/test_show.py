"""`show`: the laid-out article with numbered notes, in visual and in logical order, safe to print."""

import re

import msgspec
import pytest

from reader.annotate.model import Analysis, ArticleRecord
from reader.article.model import Article
from reader.interchange.show import lines
from reader.layout import Options, layout_paragraph
from reader.terminal.profiles import PROFILES
from tests.interchange.analyses import example


def page(analysis: Analysis, width: int = 72, profile: str = "visual") -> list[str]:
    return list(lines(analysis, width, PROFILES[profile]))


def test_the_article_stands_at_the_right_edge_joined_and_reordered() -> None:
    analysis = example()
    shown = page(analysis)
    title = analysis.article.text.split("\n", 1)[0]
    (laid_out,) = layout_paragraph(title.replace("الإسكندرية", "الإسكندرية[3]"), Options(width=72))
    assert shown[0] == " " * (72 - laid_out.width) + laid_out.text


def test_logical_order_gives_the_words_as_they_stand() -> None:
    analysis = example()
    shown = page(analysis, profile="logical")
    text = re.sub(r"\[[\d،]+\]", "", " ".join(shown))
    assert " ".join(analysis.article.text.split()) in " ".join(text.split())


def test_every_note_is_numbered_in_the_text_and_below() -> None:
    shown = "\n".join(page(example(), profile="logical"))
    article, notes = shown.split("── ", 1)
    marked = {int(n) for group in re.findall(r"\[([\d،]+)\]", article) for n in group.split("،")}
    listed = {int(n) for n in re.findall(r"^\[(\d+)\]", notes, re.M)}
    assert marked == listed == set(range(1, 8))


def test_what_the_panel_says_is_there() -> None:
    notes = " ".join(" ".join(page(example(), 200, "logical")).split())
    for words in ("وزيرة الثقافة", "Alexandria", "مصدر في هيئة الميناء", "مرسى", "one figure", "محذرا"):
        assert words in notes


def test_no_line_is_wider_than_asked() -> None:
    from rich.cells import cell_len

    for width in (20, 33, 80):
        assert max(cell_len(line) for line in page(example(), width)) <= width


def test_nothing_that_a_terminal_obeys_comes_out() -> None:
    hostile = "قال \x1b]52;c;eA==\x07 بوتين \u202eأمس\u202c \x9b31m و\x00 \u2066x\u2069 نعم"
    article = Article(text=hostile, source="a")
    analysis = Analysis(article=ArticleRecord(article.id, "a", len(hostile), hostile, "\x1b[31mعنوان"))
    for profile in ("visual", "logical", "plain"):
        printed = "".join(page(analysis, profile=profile))
        assert not re.search("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", printed)


def test_an_article_without_notes_says_so_by_zero() -> None:
    bare = msgspec.structs.replace(example(), entities=(), quotes=(), claims=(), unquoted=())
    assert sum("(0)" in line for line in page(bare)) == 3


def test_the_direction_of_paragraphs_can_be_forced() -> None:
    analysis = example()
    by_letter = list(lines(analysis, 72, PROFILES["visual"]))
    forced = list(lines(analysis, 72, PROFILES["visual"], base=0))
    assert by_letter[0].startswith(" ") and not forced[0].startswith(" ")
    assert by_letter[-1] == forced[-1]


def test_reasons_speak_the_readers_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HAMISH_LANG", "ar")
    shown = " ".join(page(example(), 200, "logical"))
    assert "one figure" not in shown and "مصدر في هيئة الميناء" in shown
