"""camel-tools' names through our grouping, alone and beside the embedded engine's."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from reader.annotate.camel import data, engine
from reader.annotate.entities.given import Given, everywhere, named
from reader.annotate.entities.mentions import Named
from reader.annotate.entities.words import split
from reader.annotate.pipeline import Options, analyse
from reader.article.model import Article
from tests.annotate.camel.tiny import make

TEXT = "وقال الرئيس الروسي فلاديمير بوتين في مينسك إن المعاهدة مهمة.\nوزار بوتين بيلاروسيا. والتقى ببوتين في مينسك.\n"


def span(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


@pytest.fixture
def model(tmp_path: Path) -> Path:
    with data.importing():
        return make(tmp_path / "model")


def test_a_given_name_loses_its_proclitic_and_is_found_everywhere() -> None:
    sentences = split(TEXT)
    given = [Given(*span("فلاديمير بوتين"), "PER", 0.9), Given(*span("ببوتين"), "PER", 0.8)]
    found = everywhere(TEXT, sentences, named(TEXT, sentences, given))
    assert [TEXT[one.start : one.end] for one in found] == ["فلاديمير بوتين", "بوتين", "بوتين"]


def test_the_network_gives_entities_of_our_kind(model: Path) -> None:
    found = engine.entities(TEXT, "camel", folder=model)
    assert found
    for entity in found:
        assert entity.type in ("PER", "LOC", "ORG", "MISC")
        for one in entity.mentions:
            assert one.text == TEXT[one.start : one.end] and 0 < one.score <= 1


def test_both_says_who_saw_what(model: Path) -> None:
    seen = {e.engines for e in engine.entities(TEXT, "both", folder=model)}
    assert seen and seen <= {("embedded", "camel"), ("embedded",), ("camel",)}


def one(start: int, end: int, kind: str, score: float) -> Named:
    return Named(start, end, kind, score, ("x",), 0, start, end)


def test_agreement_raises_a_score_and_disagreement_lowers_it() -> None:
    merged, sources = engine.merge(
        [one(0, 2, "PER", 0.8), one(3, 4, "LOC", 0.6), one(5, 7, "ORG", 0.9)],
        [one(0, 2, "PER", 0.5), one(3, 4, "ORG", 0.9), one(8, 9, "MISC", 0.4)],
    )
    assert [(m.start, m.kind, round(m.score, 3)) for m in merged] == [
        (0, "PER", 0.9),
        (3, "ORG", 0.675),
        (5, "ORG", 0.675),
        (8, "MISC", 0.3),
    ]
    assert sources == [("embedded", "camel"), ("camel",), ("embedded",), ("camel",)]


def test_auto_follows_what_is_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(data.ROOT_VARIABLE, str(tmp_path))
    assert engine.choose("auto") == "embedded"
    folder = tmp_path / "data" / "ner" / "arabert"
    folder.mkdir(parents=True)
    for name in ("config.json", "vocab.txt", "pytorch_model.bin"):
        (folder / name).write_bytes(b"x")
    assert engine.choose("auto") == "camel"
    assert engine.choose("both") == "both"


def test_the_pipeline_says_which_engine_and_model_it_used(model: Path) -> None:
    article = Article(text=TEXT)
    used = [
        analyse(article, Options(engine=name, recogniser=str(model))).engine
        for name in ("embedded", "camel", "both")
    ]
    assert [one.entities for one in used] == ["embedded", "camel", "both"]
    assert (
        used[0].model.startswith("crf-") and used[1].model == "camel-tools model" and "crf-" in used[2].model
    )
    assert not any(one.note for one in used)


def test_auto_falls_back_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(data.ROOT_VARIABLE, str(tmp_path))
    folder = tmp_path / "data" / "ner" / "arabert"
    folder.mkdir(parents=True)
    for name in ("config.json", "vocab.txt", "pytorch_model.bin"):
        (folder / name).write_bytes(b"x")
    analysis = analyse(Article(text=TEXT), Options(engine="auto"))
    assert analysis.engine.entities == "embedded" and analysis.entities
    assert analysis.engine.note and str(folder) in analysis.engine.note


def test_camel_without_data_is_an_offer_and_nothing_heavy_is_imported(tmp_path: Path) -> None:
    code = """
import sys
from reader.cli.main import main
status = main(["analyze", sys.argv[1], "--engine", sys.argv[2]])
heavy = [m for m in sys.modules if m.split(".")[0] in ("torch", "transformers", "camel_tools")]
print(status, heavy, file=sys.stderr)
"""
    example = Path(__file__).resolve().parents[3] / "examples" / "library-ship.txt"
    told = {}
    for name in ("camel", "auto", "embedded"):
        run = subprocess.run(
            [sys.executable, "-c", code, str(example), name],
            capture_output=True,
            text=True,
            cwd=example.parents[1],
            env={**os.environ, data.ROOT_VARIABLE: str(tmp_path / "none")},
        )
        told[name] = run.stderr
    assert "hamish models install ner-arabert" in told["camel"] and told["camel"].endswith("1 []\n")
    assert told["auto"] == told["embedded"] == "0 []\n"
