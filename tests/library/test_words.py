"""Kept words: on disk at once, whole after a torn write, exported for spreadsheets and Anki."""

import csv
import io

import pytest

from reader.cli.main import main
from reader.library import words
from reader.library.words import Kept

ONE = Kept(
    word="المعاهدة",
    sentence="قال إن المعاهدة <مهمة>\tجدا",
    vocalised="المُعاهَدَة",
    lemma="مُعاهَدَة",
    root="ع.ه.د",
    gloss="treaty;accord",
    source="dir/my article.txt",
)


def test_a_word_is_kept_once_with_each_sentence() -> None:
    assert words.keep(ONE)
    assert not words.keep(ONE)
    assert words.keep(Kept(word=ONE.word, sentence="جملة أخرى"))
    kept = words.words()
    assert [one.sentence for one in kept] == [ONE.sentence, "جملة أخرى"]
    assert all(one.at for one in kept)


def test_a_torn_line_loses_nothing_else() -> None:
    words.keep(ONE)
    with words.path().open("ab") as handle:
        handle.write(b'{"word": "half')
    words.keep(Kept(word="ثان", sentence="جملة"))
    assert [one.word for one in words.words()] == [ONE.word, "ثان"]


def test_the_exports_hold_every_word() -> None:
    words.keep(ONE)
    (row,) = csv.DictReader(io.StringIO(words.as_csv(words.words()).decode("utf-8-sig")))
    assert row["word"] == ONE.word and row["sentence"] == ONE.sentence
    lines = words.as_anki(words.words()).decode().splitlines()
    assert lines[0] == "#separator:tab"
    front, back, tags = lines[-1].split("\t")
    assert "<b>المعاهدة</b>" in front and "&lt;مهمة&gt;" in front
    assert "treaty;accord" in back and tags == "hamish my_article.txt"


def test_the_command_lists_exports_and_removes(tmp_path, capsys: pytest.CaptureFixture[str]) -> None:  # type: ignore[no-untyped-def]
    words.keep(ONE)
    assert main(["words", "list"]) == 0
    assert "treaty" in capsys.readouterr().out
    target = tmp_path / "deck.txt"
    assert main(["words", "export", "--to", "anki", "-o", str(target)]) == 0
    assert main(["words", "export", "--to", "anki", "-o", str(target)]) == 2
    assert target.read_bytes() == words.as_anki(words.words())
    assert main(["words", "remove", ONE.word]) == 0
    assert words.words() == []
    assert main(["words", "remove", ONE.word]) == 1
