"""Every format gives its text, paragraph by paragraph, and what it states of itself."""

import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from reader.article.kinds import detect
from reader.article.load import load
from reader.errors import SourceError
from tests.article.prose import MARKDOWN, PARAGRAPHS, TEXT, TITLE

needs_pandoc = pytest.mark.skipif(shutil.which("pandoc") is None, reason="pandoc is absent")


def test_plain_text_is_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, "utf-8")
    article = load(str(path))
    assert article.text == TEXT
    assert not article.notices


def test_markdown_loses_its_mark_up(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(MARKDOWN, "utf-8")
    article = load(str(path))
    assert article.text.split("\n\n")[:5] == [TITLE, *PARAGRAPHS[:3], "الأرصفة"]
    assert "العام | الحاويات\n\n2024 | 12000" in article.text
    assert (article.title, article.author, article.date) == (TITLE, "سلمى الحداد", "2026-03-04")


@needs_pandoc
@pytest.mark.parametrize("kind", ["epub", "epub2", "docx", "html", "rst"])
def test_files_made_by_pandoc_open(kind: str, tmp_path: Path) -> None:
    if kind == "docx":
        pytest.importorskip("docx")
    path = tmp_path / f"a.{kind.rstrip('2').replace('rst', 'txt')}"
    subprocess.run(
        ["pandoc", "-s", "-f", "markdown", "-t", kind, "-o", str(path)], input=MARKDOWN.encode(), check=True
    )
    article = load(str(path))
    parts = article.text.strip().split("\n\n")
    if kind != "rst":
        assert [part for part in parts if part in PARAGRAPHS] == list(PARAGRAPHS)
        assert article.title == TITLE
        assert article.author == "سلمى الحداد"
        assert "2024 | 12000" in parts


def epub(chapters: list[str], *, extra: dict[str, bytes] | None = None) -> bytes:
    """A small EPUB whose spine is in the order of `chapters` although its files are not."""
    stream = io.BytesIO()
    names = [f"c{len(chapters) - n}.xhtml" for n in range(len(chapters))]
    items = "".join(
        f'<item id="i{n}" href="t%20x/{name}" media-type="application/xhtml+xml"/>'
        for n, name in enumerate(names)
    )
    spine = "".join(f'<itemref idref="i{n}"/>' for n in range(len(chapters)))
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
        archive.writestr(
            "META-INF/container.xml",
            '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
            '<rootfile full-path="OEBPS/p.opf"/></rootfiles></container>',
        )
        archive.writestr(
            "OEBPS/p.opf",
            '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>'
            f"<dc:title>{TITLE}</dc:title></metadata><manifest>{items}</manifest><spine>{spine}</spine></package>",
        )
        for name, chapter in zip(names, chapters, strict=True):
            archive.writestr(f"OEBPS/t x/{name}", chapter)
        for name, data in (extra or {}).items():
            archive.writestr(name, data)
    return stream.getvalue()


def page(body: str) -> str:
    return f'<html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body>{body}</body></html>'


def test_epub_chapters_come_in_the_order_of_the_spine(tmp_path: Path) -> None:
    path = tmp_path / "a.epub"
    # The first is XHTML with a self-closing title, the second the HTML that careless converters write.
    path.write_bytes(
        epub([page(f"<p>{PARAGRAPHS[0]}</p>"), f"<p>{PARAGRAPHS[1]}<br>و&nbsp;<p>{PARAGRAPHS[2]}"])
    )
    article = load(str(path))
    assert article.text.startswith(f"{PARAGRAPHS[0]}\n\n{PARAGRAPHS[1]}\nو")
    assert article.text.endswith(f"{PARAGRAPHS[2]}\n")
    assert article.title == TITLE


def test_a_locked_book_is_said_and_obfuscated_fonts_lock_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.epub"
    method = '<encryption><EncryptedData><EncryptionMethod Algorithm="{}"/></EncryptedData></encryption>'
    path.write_bytes(
        epub(
            [page(f"<p>{TEXT}</p>")],
            extra={
                "META-INF/encryption.xml": method.format(
                    "http://www.w3.org/2001/04/xmlenc#aes128-cbc"
                ).encode()
            },
        )
    )
    with pytest.raises(SourceError) as caught:
        load(str(path))
    assert caught.value.message_id == "article.encrypted"
    path.write_bytes(
        epub(
            [page(f"<p>{TEXT}</p>")],
            extra={"META-INF/encryption.xml": method.format("http://www.idpf.org/2008/embedding").encode()},
        )
    )
    assert TITLE in load(str(path)).text


def test_docx_tables_merged_cells_and_titles(tmp_path: Path) -> None:
    docx = pytest.importorskip("docx")
    document = docx.Document()
    document.add_paragraph(TITLE, style="Title")
    document.add_paragraph(PARAGRAPHS[0])
    table = document.add_table(2, 3)
    for index, cell in enumerate(table.rows[0].cells):
        cell.text = f"خانة {index}"
    table.cell(1, 0).merge(table.cell(1, 1)).text = "مدموجة"
    document.add_paragraph(PARAGRAPHS[1])
    path = tmp_path / "a.docx"
    document.save(str(path))
    article = load(str(path))
    assert (
        article.text
        == "\n\n".join((TITLE, PARAGRAPHS[0], "خانة 0 | خانة 1 | خانة 2", "مدموجة", PARAGRAPHS[1])) + "\n"
    )
    assert article.title == TITLE


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (b"%PDF-1.7\n", "x", "pdf"),
        (b"<?xml version='1.0'?>\n<rss version='2.0'>", "x.xml", "feed"),
        (b"\xef\xbb\xbf<!-- c --><feed xmlns='http://www.w3.org/2005/Atom'>", "x", "feed"),
        (b"\n<!DOCTYPE HTML PUBLIC '-//W3C//DTD HTML 4.01//EN'><HTML>", "x", "html"),
        ("<html><p>".encode("utf-16"), "x", "html"),
        (b"# x", "x.md", "markdown"),
        (b"a < b", "x.txt", "text"),
        (b"<p>", "x.htm", "html"),
        (b"plain", "x.pdf", "text"),
    ],
)
def test_formats_are_told_by_their_bytes_first(data: bytes, name: str, kind: str) -> None:
    assert detect(data, name) == kind


@pytest.mark.parametrize("name", ["a.epub", "a.docx"])
def test_a_damaged_archive_is_said(name: str, tmp_path: Path) -> None:
    whole = epub([page("<p>x</p>")])
    path = tmp_path / name
    for data in (whole[: len(whole) // 2], b"PK\x03\x04" + b"\0" * 100):
        path.write_bytes(data)
        with pytest.raises(SourceError) as caught:
            load(str(path))
        assert caught.value.message_id in ("article.damaged", "article.binary")
