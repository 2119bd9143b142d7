"""The command line as a user meets it: exit codes, plain sentences, nothing but JSON on standard output."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from reader.cli.main import COMMANDS, main

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "examples" / "library-ship.txt"


def hamish(
    *arguments: str, data: bytes | None = None, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "reader", *arguments],
        input=data if data is not None else b"",
        capture_output=True,
        cwd=ROOT,
        env={**os.environ, **environment},
        timeout=120,
    )


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["--help"])
    assert stop.value.code == 0
    text = capsys.readouterr().out
    assert all(f"  {name} " in text or f"  {name}\n" in text for name in COMMANDS)
    assert "cli." not in text


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main([name, "--help"])
    assert stop.value.code == 0
    text = capsys.readouterr().out
    assert f"hamish {name}".removesuffix(" read") in text
    assert "cli." not in text


def test_analyze_prints_the_analysis_and_nothing_else() -> None:
    run = hamish("analyze", str(EXAMPLE))
    assert run.returncode == 0
    assert run.stderr == b""
    analysis = json.loads(run.stdout)
    text = EXAMPLE.read_text("utf-8")
    assert analysis["schema"] == "hamish.analysis/1"
    assert analysis["article"]["text"] == text
    assert analysis["article"]["length"] == len(text)
    assert analysis["entities"] and analysis["quotes"] and analysis["claims"]
    for item in [
        *analysis["quotes"],
        *analysis["claims"],
        *(m for e in analysis["entities"] for m in e["mentions"]),
    ]:
        assert item["text"] == text[item["start"] : item["end"]]


def test_standard_input_is_an_article() -> None:
    run = hamish("analyze", "-", data=EXAMPLE.read_bytes())
    assert run.returncode == 0
    assert json.loads(run.stdout)["article"]["source"] == "-"


def test_without_a_terminal_the_reader_prints_what_show_prints() -> None:
    assert hamish(str(EXAMPLE)).stdout == hamish("show", str(EXAMPLE)).stdout


def test_output_is_utf8_under_any_locale() -> None:
    run = hamish(
        "show", str(EXAMPLE), "--profile", "logical", LC_ALL="C", PYTHONUTF8="0", PYTHONIOENCODING="ascii"
    )
    assert run.returncode == 0
    assert "الإسكندرية" in run.stdout.decode("utf-8")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("missing.txt", None),
        ("empty.txt", b""),
        ("blank.txt", b" \n\t\n"),
        ("binary.bin", bytes(range(256)) * 8),
    ],
)
def test_bad_input_gets_one_plain_sentence(name: str, content: bytes | None, tmp_path: Path) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    for command in (["analyze"], ["show"], []):
        run = hamish(*command, str(path))
        assert run.returncode == 2
        assert run.stdout == b""
        message = run.stderr.decode()
        assert message.startswith("hamish: ") and message.count("\n") == 1 and name in message


def test_analyze_of_a_folder_is_refused_in_a_sentence(tmp_path: Path) -> None:
    run = hamish("analyze", str(tmp_path))
    assert run.returncode == 2
    assert run.stderr.decode().count("\n") == 1


def test_a_closed_pipe_is_no_error() -> None:
    shell = f"{sys.executable} -m reader show {EXAMPLE} | head -n 1"
    run = subprocess.run(["bash", "-o", "pipefail", "-c", shell], capture_output=True, cwd=ROOT, timeout=120)
    assert run.returncode == 0
    assert run.stderr == b""


def test_the_language_is_the_options_then_the_environments_then_the_configurations(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from reader.settings.config import config_path

    def title(*arguments: str) -> str:
        assert main([*arguments, "formats"]) == 0
        return capsys.readouterr().out.split()[0]

    english, arabic = title(), title("--lang", "ar")
    assert english != arabic and title("--lang=ar") == arabic
    config_path().parent.mkdir(parents=True, exist_ok=True)
    config_path().write_text('language = "ar"\n')
    assert title() == arabic and title("--lang", "en") == english
    monkeypatch.setenv("HAMISH_LANG", "en")
    assert title() == english
    with pytest.raises(SystemExit):
        main(["--lang", "ar", "show", "--help"])
    assert "طباعة" in capsys.readouterr().out
