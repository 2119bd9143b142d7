"""`hamish review` and `hamish analyze --reviewed` on a real store."""

import csv
import io
import json
from pathlib import Path

import pytest

from reader.annotate.model import Quote
from reader.annotate.pipeline import analyse
from reader.article.load import load
from reader.cli.main import main
from reader.review.events import AddQuote, Check, Decide, Note
from reader.review.session import Review
from reader.review.store import Store
from tests.review.sample import TEXT, sample


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def store(tmp_path: Path, article: Path) -> Path:
    path = tmp_path / "project.sqlite"
    with Store(path) as opened:
        review = Review.open(opened, sample(source=str(article)), "سامي")
        review.do(Decide("e1", "accepted"), Decide("e3", "rejected"), Decide("q1", "undecided"))
        review.do(Check("c1", "true", "https://example.org/a|b", "ليلى"), Note("q2", "=SUM(A1) *مهم*"))
    return path


def test_status_counts_for_scripts(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["review", "status", "--store", str(store), "--format", "json"]) == 0
    (entry,) = json.loads(capsys.readouterr().out)
    assert entry["counts"]["entity"] == {
        "accepted": 1, "rejected": 1, "undecided": 0, "pending": 2, "decided": 2, "total": 4,
    }  # fmt: skip
    assert (entry["reviewers"], entry["orphans"], entry["layer"]) == (["سامي"], 0, "")
    assert main(["review", "status", "--store", str(store)]) == 0
    assert "2 of 4 decided" in capsys.readouterr().out


def test_report_as_markdown_and_csv(
    store: Path, article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["review", "report", str(article), "--store", str(store)]) == 0
    page = capsys.readouterr().out
    assert "**accepted** PER: سلمى الحداد (3)" in page
    assert "[true]" in page and "https://example.org/a\\|b" in page and "\\*مهم\\*" in page
    out = tmp_path / "report.csv"
    assert (
        main(["review", "report", str(article), "--store", str(store), "--format", "csv", "-o", str(out)])
        == 0
    )
    rows = list(csv.DictReader(io.StringIO(out.read_text("utf-8"))))
    notes = [row["note"] for row in rows if row["id"] == "q2"]
    assert notes == ["'=SUM(A1) *مهم*"]
    first = next(row for row in rows if row["kind"] == "mention")
    assert TEXT[int(first["start"]) : int(first["end"])] == first["text"]


def test_an_article_nobody_reviewed(store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = tmp_path / "other.txt"
    other.write_text("نص آخر لم يراجعه أحد.", encoding="utf-8")
    assert main(["review", "report", str(other), "--store", str(store)]) == 2
    assert "Nothing of" in capsys.readouterr().err
    assert main(["review", "status", "--store", str(tmp_path / "none.sqlite")]) == 1


def test_an_edited_article_is_reported_by_its_earlier_text(
    store: Path, article: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    article.write_text("مقدمة.\n" + TEXT, encoding="utf-8")
    assert main(["review", "report", str(article), "--store", str(store)]) == 0
    assert "سلمى الحداد" in capsys.readouterr().out


def test_copy_and_salvage(store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for action in ("copy", "salvage"):
        assert main(["review", action, str(tmp_path / f"{action}.sqlite"), "--store", str(store)]) == 0
        with Store(tmp_path / f"{action}.sqlite") as saved:
            assert len(saved.events(1)) == 3
    assert "Saved 3 events" in capsys.readouterr().out


def test_analyze_reviewed(article: Path, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    path = tmp_path / "own.sqlite"
    loaded = load(str(article))
    with Store(path) as store:
        review = Review.open(store, analyse(loaded), "سامي")
        quote = Quote(id="q+1", kind="indirect", start=0, end=4, text="")
        review.do(*(Decide(item, "rejected") for item in review.state.items), AddQuote(quote))
    assert main(["analyze", str(article), "--reviewed", "--store", str(path)]) == 0
    found = json.loads(capsysbinary.readouterr().out)
    assert [q["text"] for q in found["quotes"]] == ["قالت"] and found["entities"] == []
    assert main(["analyze", str(article), "--reviewed", "--store", str(tmp_path / "none.sqlite")]) == 0
