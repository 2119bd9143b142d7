"""`hamish import`: a foreign file becomes a layer of the store, and what people decided goes out again."""

from pathlib import Path

import pytest

from reader.cli.main import main
from reader.interchange.registry import FORMATS, write
from reader.review.events import Check, Decide
from reader.review.session import Review
from reader.review.store import Store, default_path
from tests.interchange.analyses import example

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "library-ship.txt"
READABLE = [name for name, one in FORMATS.items() if one.reads]


@pytest.mark.parametrize("name", READABLE)
def test_a_file_is_recognised_and_kept_as_a_layer(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    analysis = example()
    for suffix, data in write(analysis, name).items():
        (tmp_path / f"notes{suffix}").write_bytes(data)
    main_file = tmp_path / f"notes{FORMATS[name].suffixes[0]}"
    assert main(["import", str(EXAMPLE), str(main_file), "--layer", "alice"]) == 0
    assert "alice" in capsys.readouterr().out
    with Store(default_path(), read_only=True) as store:
        assert store.layers(analysis.article.id) == ("alice",)
        number = store.find(analysis.article.id, "alice")
        assert number is not None
        state = Review.stored(store, number).state
    assert [item.value.text for item in state.of_kind("quote")] == [q.text for q in analysis.quotes]
    assert sum(1 for _ in state.of_kind("mention")) == sum(len(e.mentions) for e in analysis.entities)


def test_unknown_labels_are_kept_with_their_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = EXAMPLE.read_text("utf-8")
    start = text.index("سفينة شحن")
    ann = tmp_path / "notes.ann"
    ann.write_text(f"T1\tVessel {start} {start + 9}\tسفينة شحن\nT2\tPER 0 5\tلا أحد هنا\n", "utf-8")
    assert main(["import", str(EXAMPLE), str(ann)]) == 0
    told = capsys.readouterr()
    assert "Vessel" in told.out and "لا أحد هنا" in told.err
    with Store(default_path(), read_only=True) as store:
        number = store.find(example().article.id, "brat: notes")
        assert number is not None
        (item,) = Review.stored(store, number).state.of_kind("entity")
    assert item.note == "Vessel" and item.value.name == "سفينة شحن"


def test_a_file_of_no_known_format_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "x.json").write_text('{"a": 1}')
    assert main(["import", str(EXAMPLE), str(tmp_path / "x.json")]) == 2
    assert main(["import", str(EXAMPLE), str(tmp_path / "missing.ann")]) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_a_reviewed_export_leaves_out_the_rejected_and_shows_verdicts(
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    from reader.annotate.pipeline import analyse
    from reader.article.load import load

    analysis = analyse(load(str(EXAMPLE)))
    rejected, judged = analysis.entities[0], analysis.claims[0]
    with Store(default_path()) as store:
        review = Review.open(store, analysis, "سلمى")
        review.do(Decide(rejected.id, "rejected"))
        review.do(Check(judged.id, "misleading", "https://example.org/evidence", "سلمى"))
    assert main(["export", str(EXAMPLE), "--to", "schemaorg", "--reviewed"]) == 0
    page = capfdbinary.readouterr().out.decode()
    assert "ClaimReview" in page and "https://example.org/evidence" in page
    assert main(["export", str(EXAMPLE), "--to", "csv", "--reviewed"]) == 0
    rows = capfdbinary.readouterr().out.decode("utf-8-sig").splitlines()
    assert not [row for row in rows if row.startswith(f"mention,{rejected.id},")]
    assert any("misleading" in row for row in rows)
    assert main(["export", str(EXAMPLE), "--to", "csv"]) == 0
    assert f"mention,{rejected.id},".encode() in capfdbinary.readouterr().out
