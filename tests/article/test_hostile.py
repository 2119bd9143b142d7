"""Hostile sources: bombs, monsters and tricks cost little, hang nothing and are said."""

import io
import zipfile
from pathlib import Path

import pytest

from reader.article import archive
from reader.article.load import Options, from_text, load, open_source
from reader.article.sanitize import hazards, summary
from reader.errors import HamishError, SourceError
from reader.printable import escaped_json, printable
from tests.article.prose import PARAGRAPHS, TEXT
from tests.article.test_formats import epub, page

ENTITIES = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 12}">' for n in range(12))
    + '<!ENTITY file SYSTEM "file:///etc/passwd">]>'
)


def opened(path: Path, data: bytes) -> str:
    path.write_bytes(data)
    try:
        found = open_source(str(path), Options())
    except HamishError as error:
        assert "\x1b" not in error.message
        return ""
    return getattr(found, "text", "")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.html", (ENTITIES + f"<html><body><p>{PARAGRAPHS[0]} &m; &file;</p></body></html>").encode()),
        (
            "a.rss",
            (
                ENTITIES
                + "<rss version='2.0'><channel><item><title>&m; &file;</title></item></channel></rss>"
            ).encode(),
        ),
        ("a.epub", epub([ENTITIES + page(f"<p>{PARAGRAPHS[0]} &m; &file;</p>")])),
    ],
)
def test_entity_bombs_do_not_go_off_and_no_file_is_read(name: str, data: bytes, tmp_path: Path) -> None:
    text = opened(tmp_path / name, data)
    assert len(text) < 100_000
    assert "root:" not in text


def word_document(body: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as zipped:
        zipped.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" '
            'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
        )
        zipped.writestr(
            "_rels/.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" '
            'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
            'Target="word/document.xml"/></Relationships>',
        )
        zipped.writestr("word/document.xml", body)
    return stream.getvalue()


def test_a_word_documents_entities_do_not_go_off(tmp_path: Path) -> None:
    pytest.importorskip("docx")
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = f'<w:document xmlns:w="{space}"><w:body><w:p><w:r><w:t>نص &m; &file;</w:t></w:r></w:p></w:body></w:document>'
    text = opened(tmp_path / "a.docx", word_document(ENTITIES + body))
    assert len(text) < 1000
    assert "root:" not in text


@pytest.mark.parametrize("name", ["a.epub", "a.docx"])
def test_a_zip_bomb_is_not_unpacked(name: str, tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as zipped:
        zipped.writestr("mimetype" if name == "a.epub" else "word/document.xml", "application/epub+zip")
        for number in range(4):
            zipped.writestr(f"{number}.xhtml", b"\0" * (archive.MAX_UNPACKED // 4 + 1))
    path = tmp_path / name
    path.write_bytes(stream.getvalue())
    with pytest.raises(SourceError) as caught:
        load(str(path))
    assert caught.value.message_id == "article.unpacks_too_big"


def test_a_size_that_lies_is_not_believed_beyond_what_it_says(tmp_path: Path) -> None:
    data = epub([page("<p>" + "ا" * 1_000_000 + "</p>")])
    small = data.replace((2_000_097).to_bytes(4, "little"), (100).to_bytes(4, "little"))
    assert len(opened(tmp_path / "a.epub", small)) < 2_000_000


MONSTERS = {
    "word": "ا" * 100_000,
    "words": "ل" * 100_000 + " " + "م\u064b" * 50_000,
    "marks": "ب" + "\u064e" * 100_000,
    "markup": "<" * 100_000,
    "brackets": "[" * 50_000 + "](" * 50_000,
    "quotes": "> " * 20_000 + "نص",
    "stars": "*a _" * 30_000,
    "divs": "<html><body>" + "<div>" * 50_000 + PARAGRAPHS[0],
    "lists": "\n".join(" " * n + "- نص" for n in range(500)),
    "table": "| ا " * 20_000 + "|\n" + "|---" * 20_000 + "|\n",
    "nul": "\0" + TEXT + "\0" * 10,
    "spaces": " " * 200_000 + "نص",
    "breaks": "<html><body><p>" + "<br>" * 20_000 + PARAGRAPHS[0],
}


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
@pytest.mark.parametrize("monster", MONSTERS)
def test_monsters_open_or_are_refused(monster: str, name: str, tmp_path: Path) -> None:
    opened(tmp_path / name, MONSTERS[monster].encode())


def test_an_endless_device_is_refused() -> None:
    with pytest.raises(SourceError) as caught:
        load("/dev/zero")
    assert caught.value.message_id in ("article.too_big", "article.binary")


HOSTILE = "قال \x1b]52;c;aGk=\x07 إن \x1b[31mأحمر\x9b2J \u202eمقلوب\u202c \x00 \u2066معزول\u2069 \U000e0041 \u3164\u3164 نص"


def test_hazards_are_located_and_the_text_stays() -> None:
    article = from_text(HOSTILE)
    assert article.text == HOSTILE
    found = [(one.kind, HOSTILE[one.start : one.end]) for one in hazards(HOSTILE)]
    assert found == [
        ("escape", "\x1b]52;c;aGk=\x07"),
        ("escape", "\x1b[31m"),
        ("escape", "\x9b2J"),
        ("override", "\u202e"),
        ("embedding", "\u202c"),
        ("control", "\x00"),
        ("embedding", "\u2066"),
        ("embedding", "\u2069"),
        ("tag", "\U000e0041"),
        ("invisible", "\u3164\u3164"),
    ]
    assert summary(HOSTILE) == {"escape": 3, "control": 1, "override": 1, "tag": 1, "invisible": 1}
    assert {message for message, _ in article.notices} == {
        f"article.hazard.{kind}" for kind in summary(HOSTILE)
    }


def test_ordinary_arabic_has_no_hazards() -> None:
    assert not summary(TEXT + "نيم\u200cفاصله \u200fعلامة\u200e \u202bمضمن\u202c كلمة\u200bكلمة")


def test_an_unterminated_string_swallows_only_its_line() -> None:
    text = "ا\x1b]0;title\nب" + "ج" * 10_000
    [one] = hazards(text)
    assert text[one.start : one.end] == "\x1b]0;title"


def test_printable_strings_cannot_be_obeyed() -> None:
    assert printable("a\x1b]0;x\x07\n\tb") == "a␛]0;x␇ b"
    assert printable("\u202eتقرير\udcff\x9b") == "<U+202E>تقرير<U+DCFF><U+009B>"
    assert printable("نيم\u200cفاصله") == "نيم\u200cفاصله"
    assert printable("abcdef", 4) == "abc…"
    assert printable("ملف.txt".encode().decode("ascii", "surrogateescape")) == "ملف.txt"


def test_errors_quote_hostile_names_safely(tmp_path: Path) -> None:
    for name in ("\x1b]0;owned\x07.txt", "\u202etxt.exe", "bad\udcff\udc80"):
        with pytest.raises(SourceError) as caught:
            load(str(tmp_path / name))
        assert not set(caught.value.message) & set("\x1b\x07\u202e\udcff")


def test_json_is_the_same_and_obeyed_by_nothing() -> None:
    import json

    data = json.dumps({"t": HOSTILE}, ensure_ascii=False).encode()
    safe = escaped_json(data)
    assert json.loads(safe) == {"t": HOSTILE}
    assert not any(0x7F <= ord(c) < 0xA0 or c in "\u202e\u2066\U000e0041" for c in safe.decode())
