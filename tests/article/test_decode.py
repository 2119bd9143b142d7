"""Bytes become text: encodings found, obeyed and said; mojibake recognised."""

import codecs
import shutil
import subprocess

import pytest

from reader.article.codepages import NAMES
from reader.article.decode import decode
from reader.article.load import from_text
from reader.errors import SourceError, UsageError
from tests.article.prose import TEXT

# ISO 8859-6 has no guillemets, no digits of its own and no long dashes.
PLAIN = TEXT.replace("«", '"').replace("»", '"')
ENCODINGS = [
    "utf-8",
    "utf-8-sig",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "utf-32",
    "cp1256",
    "iso8859_6",
]


@pytest.mark.parametrize("length", [25, 120, None])
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_what_was_written_is_read(encoding: str, length: int | None) -> None:
    text = PLAIN[:length]
    assert decode(text.encode(encoding), "x").text == text


@pytest.mark.skipif(shutil.which("iconv") is None, reason="iconv is absent")
@pytest.mark.parametrize("name", ["WINDOWS-1256", "ISO-8859-6", "UTF-16", "UTF-16LE", "MACARABIC"])
def test_files_made_by_iconv_open(name: str) -> None:
    run = subprocess.run(["iconv", "-f", "UTF-8", "-t", name], input=PLAIN.encode(), capture_output=True)
    if run.returncode:
        pytest.skip("this iconv does not know it")
    assert decode(run.stdout, "x").text.replace("\xa0", " ") == PLAIN


def test_a_guess_is_said_and_certainty_is_not() -> None:
    guessed = decode(PLAIN.encode("cp1256"), "x")
    assert guessed.notices == (("article.guessed_encoding", {"encoding": "Windows-1256"}),)
    assert not decode(PLAIN.encode(), "x").notices
    assert not decode(codecs.BOM_UTF16_LE + PLAIN.encode("utf-16-le"), "x").notices


def test_the_users_encoding_is_obeyed() -> None:
    decoded = decode("العربية".encode("cp1256"), "x", encoding="windows-1256")
    assert (decoded.text, decoded.encoding) == ("العربية", "cp1256")
    assert decode(b"\xc7\xe1", "x", encoding="iso-8859-6").text == "اف"


@pytest.mark.parametrize("name", ["klingon", "hex", "rot13", "", "utf-8\x1b[31m"])
def test_what_is_no_encoding_of_text_is_refused(name: str) -> None:
    with pytest.raises(UsageError) as caught:
        decode(b"x", "x", encoding=name)
    assert "\x1b" not in caught.value.message


def test_a_declared_encoding_is_believed_only_where_it_reads_as_arabic() -> None:
    data = PLAIN.encode("cp1256")
    assert decode(data, "x", declared="windows-1256").encoding == "cp1256"
    assert decode(data, "x", declared="iso-8859-1").text == PLAIN
    assert decode(PLAIN.encode(), "x", declared="windows-1256").text == PLAIN


def test_line_ends_and_nothing_else_are_changed() -> None:
    text = "أ\r\nب\rج\n\tد  \u200f\u0640\ufdfa"
    assert decode(text.encode(), "x").text == "أ\nب\nج\n\tد  \u200f\u0640\ufdfa"


def test_a_broken_byte_does_not_turn_utf8_into_a_code_page() -> None:
    data = TEXT.encode()
    decoded = decode(data[:301] + b"\xff" + data[301:-2], "x")
    assert decoded.encoding == "utf-8"
    assert decoded.text.startswith(TEXT[:40])
    assert decoded.notices[0][0] == "article.undecodable"


@pytest.mark.parametrize(
    "head", [b"\x89PNG\r\n\x1a\n", b"\x7fELF\x02", b"\x1f\x8b\x08", b"\0\1\2\3\xff\xfe\xfd" * 40]
)
def test_binary_is_refused(head: bytes) -> None:
    with pytest.raises(SourceError) as caught:
        decode(head + bytes(range(256)) * 8, "x")
    assert caught.value.message_id == "article.binary"


def test_no_decoder_lets_a_lone_surrogate_through() -> None:
    assert decode(b"+2AA-", "x", encoding="utf-7").text == "\ufffd"
    assert "\udc00" not in decode("قال \udc00 إن".encode("utf-16-le", "surrogatepass"), "x").text
    assert "\ud800" not in decode(TEXT.encode() + "\ud800".encode("utf-8", "surrogatepass"), "x").text


def garbled(text: str, right: str, wrong: str) -> str:
    """`text` written in `right` and read in `wrong`; undefined bytes as browsers read them."""
    return "".join(bytes([b]).decode(wrong, "ignore") or chr(b) for b in text.encode(right))


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("utf-8", "cp1252"),
        ("utf-8", "latin-1"),
        ("utf-8", "cp1256"),
        ("cp1256", "cp1252"),
        ("iso8859_6", "latin-1"),
    ],
)
def test_mojibake_is_put_right_and_said(right: str, wrong: str) -> None:
    article = from_text(garbled(PLAIN, right, wrong))
    assert article.text == PLAIN
    [(message, details)] = article.notices
    assert message == "article.mojibake_repaired"
    assert details["really"] == NAMES[right]


def test_mojibake_that_lost_bytes_is_only_said() -> None:
    text = garbled(PLAIN, "utf-8", "cp1252").replace("\x81", "?") + "א"
    article = from_text(text)
    assert article.text == text
    assert article.notices[0][0] == "article.mojibake"


@pytest.mark.parametrize(
    "text", [TEXT, "Où est l'été? Ça va être très bien, señor; Ünïcödé naïveté.", "طظ طع طط", "plain English"]
)
def test_what_is_right_is_left_alone(text: str) -> None:
    article = from_text(text)
    assert article.text == text
    assert [message for message, _ in article.notices if message != "article.no_arabic"] == []
