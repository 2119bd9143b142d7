"""Every kind of source goes through the commands, by name and on standard input."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from reader.cli.main import main
from tests.article.kinds import KINDS, made, write
from tests.article.prose import PARAGRAPHS


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_analysed_and_shown(
    kind: str, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    path = str(write(kind, tmp_path))
    assert main(["analyze", path]) == 0
    analysis = json.loads(capfdbinary.readouterr().out)
    text = analysis["article"]["text"]
    assert [part for part in text.rstrip().split("\n\n") if part in PARAGRAPHS] == list(PARAGRAPHS)
    for entity in analysis["entities"]:
        for mention in entity["mentions"]:
            assert text[mention["start"] : mention["end"]] == mention["text"]
    assert main(["show", path, "--profile", "logical", "--width", "400"]) == 0
    assert PARAGRAPHS[3][:20] in capfdbinary.readouterr().out.decode()


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_comes_through_a_pipe(
    kind: str, capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(made(kind)[1])))
    assert main(["analyze", "-", *(["--from", "markdown"] if kind == "md" else [])]) == 0
    assert PARAGRAPHS[1] in json.loads(capfdbinary.readouterr().out)["article"]["text"]


def test_a_missing_extra_is_one_sentence_with_the_command(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    if "docx" not in KINDS:
        pytest.skip("python-docx is absent")
    path = str(write("docx", tmp_path))
    monkeypatch.setitem(sys.modules, "docx", None)
    assert main(["show", path]) == 2
    assert capfd.readouterr().err == "hamish: Word files need more: pip install 'hamish[documents]'\n"


def test_a_guess_is_told_on_standard_error(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["show", str(write("cp1256", tmp_path))]) == 0
    assert "Read as Windows-1256" in capfd.readouterr().err
    path = tmp_path / "latin.txt"
    path.write_text("nothing Arabic here\n")
    assert main(["show", str(path)]) == 0
    assert "no Arabic" in capfd.readouterr().err


@pytest.mark.parametrize("encoding", ["klingon", "hex"])
def test_an_unknown_encoding_is_refused(
    encoding: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(["show", str(write("txt", tmp_path)), "--encoding", encoding]) == 2
    assert encoding in capfd.readouterr().err
