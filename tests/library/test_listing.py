"""Folders, files and feeds as lists: at once, described lazily, filtered."""

from pathlib import Path

import pytest

from reader.annotate.model import Analysis, ArticleRecord, Engine, Entity, Mention
from reader.article.load import Options, load
from reader.article.model import Feed, FeedEntry
from reader.cli.main import main
from reader.errors import SourceError
from reader.library import listing, recent
from reader.library.describe import Describer
from reader.review.events import Decide
from reader.review.session import Review
from reader.review.store import Store
from tests.article.prose import MARKDOWN, PARAGRAPHS, TEXT, TITLE


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "b.txt").write_text(TEXT, "utf-8")
    (tmp_path / "a.md").write_text(MARKDOWN, "utf-8")
    (tmp_path / "c.bin").write_bytes(b"\0")
    (tmp_path / ".hidden.txt").write_text("x", "utf-8")
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "d.txt").write_text("نص آخر عن الطقس\n", "utf-8")
    (tmp_path / "broken.pdf").write_bytes(b"\x89PNG")
    (tmp_path / "below" / "loop").symlink_to(tmp_path)
    return tmp_path


def described(folder: Path) -> list[listing.Row]:
    return list(Describer(Options()).describe(listing.scan([str(folder)]).rows))


def test_a_folder_is_walked_in_order_of_name(folder: Path) -> None:
    found = listing.scan([str(folder)])
    assert [row.name for row in found.rows] == ["a.md", "b.txt", "broken.pdf", str(Path("below") / "d.txt")]
    assert not any(row.described for row in found.rows)


def test_nothing_is_opened_by_listing_a_thousand_files(tmp_path: Path) -> None:
    for number in range(1000):
        path = tmp_path / f"{number:04}.txt"
        path.write_text("x", "utf-8")
        path.chmod(0)
    found = listing.scan([str(tmp_path)])
    assert [row.name for row in found.rows] == [f"{number:04}.txt" for number in range(1000)]


def test_rows_say_what_their_articles_say(folder: Path) -> None:
    rows = described(folder)
    assert [row.title for row in rows] == [TITLE, TITLE, None, "نص آخر عن الطقس"]
    assert rows[0].date == "2026-03-04"
    assert rows[3].words == 4
    assert "broken.pdf" in (rows[2].trouble or "")
    assert all(row.progress is None and row.reviewed is None for row in rows)


def test_a_file_is_read_again_only_when_it_changed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    describer = Describer(Options())
    list(describer.describe(listing.scan([str(folder)]).rows))
    describer.keep()
    read: list[str] = []
    real = listing.open_source
    monkeypatch.setattr(
        listing,
        "open_source",
        lambda source, options: read.append(Path(source).name) or real(source, options),
    )
    (folder / "b.txt").write_text("عنوان جديد\n\n" + TEXT, "utf-8")
    rows = described(folder)
    assert read == ["b.txt", "broken.pdf"]
    assert rows[1].title == "عنوان جديد"
    assert rows[0].title == TITLE


def test_reading_progress_and_the_reviewed_share_are_shown(folder: Path) -> None:
    article = load(str(folder / "b.txt"))
    recent.record(recent.Visit(article.id, article.source, TITLE, len(article.text), len(article.text) // 2))
    start = article.text.index("سلمى الحداد")
    name = Mention(start=start, end=start + 11, text="سلمى الحداد", score=1.0)
    entities = tuple(
        Entity(id=f"e{n}", type="PER", name="سلمى الحداد", mentions=(name,)) for n in range(1, 3)
    )
    record = ArticleRecord(
        id=article.id, source=article.source, length=len(article.text), text=article.text, title=None
    )
    analysis = Analysis(article=record, engine=Engine(version="1"), entities=entities)
    with Store() as store:
        review = Review.open(store, analysis, "me")
        assert review.do(Decide("e1", "accepted"))
        total = sum(1 for _ in review.state.of_kind("entity"))
    row = described(folder)[1]
    assert row.progress == pytest.approx(0.5, abs=0.01)
    assert row.reviewed == pytest.approx(1 / total)


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["a.md", "b.txt", "broken.pdf", "d.txt"]),
        ("الميناء اتفاق", ["a.md", "b.txt"]),
        ("اخر عن الطقس", ["d.txt"]),
        ("2026", ["a.md"]),
        ("BROKEN", ["broken.pdf"]),
        ("لا شيء", []),
    ],
)
def test_a_filter_folds_spellings(folder: Path, query: str, names: list[str]) -> None:
    found = listing.matching(described(folder), query)
    assert [Path(row.name).name for row in found] == names


def test_a_feed_is_a_list_whose_pages_are_not_fetched() -> None:
    feed = Feed(
        source="x",
        title="صحيفة",
        entries=(FeedEntry(number=1, title=TITLE, content=f"<p>{PARAGRAPHS[0]}</p>"),),
    )
    found = listing.of_feed(feed)
    [row] = Describer(Options()).describe(found.rows)
    assert (row.title, row.outlet, row.item) == (TITLE, "صحيفة", 1)
    assert listing.open_row(row, found, Options()).text == PARAGRAPHS[0] + "\n"


def test_an_empty_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(SourceError) as caught:
        listing.scan([str(tmp_path)])
    assert caught.value.message_id == "library.nothing"


def test_the_command_line_lists(folder: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["list", str(folder), "--format", "tsv", "--filter", "الميناء"]) == 0
    lines = capsysbinary.readouterr().out.decode().splitlines()
    assert [line.split("\t")[2] for line in lines] == [TITLE, TITLE]
    assert main(["list", str(folder), "--format", "json"]) == 0
    assert TITLE.encode() in capsysbinary.readouterr().out
    assert main([str(folder)]) == 0
    assert TITLE in capsysbinary.readouterr().out.decode()
    assert main([str(folder / "a.md"), str(folder / "b.txt")]) == 0
    assert capsysbinary.readouterr().out.decode().count(TITLE) == 2
