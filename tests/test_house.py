"""The house's rules that a linter cannot see: what imports what when it runs, file sizes, message ids."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from reader.i18n import messages

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "reader"
HEAVY = {
    "torch",
    "transformers",
    "textual",
    "camel_tools.utils.charsets",
    "camel_tools.data",
    "pandas",
    "sklearn",
}


def modules_after(statement: str) -> set[str]:
    code = f"{statement}\nimport sys\nprint('\\n'.join(sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    return set(run.stdout.split())


@pytest.mark.parametrize(
    "module",
    [
        "reader.cli.main",
        "reader.layout",
        "reader.annotate.pipeline",
        "reader.annotate.entities, reader.annotate.quotes, reader.annotate.claims",
        "reader.review",
        "reader.interchange",
        "reader.terminal",
    ],
)
def test_a_room_imports_nothing_heavy(module: str) -> None:
    assert not modules_after(f"import {module}") & HEAVY


def test_the_command_line_imports_no_camel_tools() -> None:
    assert not {name for name in modules_after("import reader.cli.main") if name.startswith("camel_tools")}


def python_files() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def test_files_are_small() -> None:
    long = {
        p.name: n for p in python_files() if (n := p.read_text().count("\n")) > 400 and p.name != "tables.py"
    }
    assert not long


def test_modules_open_with_a_docstring() -> None:
    bare = [str(p.relative_to(ROOT)) for p in python_files() if not p.read_text().startswith('"""')]
    assert not bare


def test_no_junk_drawers() -> None:
    names = {p.stem for p in PACKAGE.rglob("*")}
    assert not names & {"utils", "util", "helpers", "helper", "misc", "common"}


def flat(table: dict, prefix: str) -> set[str]:
    found = set()
    for key, value in table.items():
        found |= flat(value, f"{prefix}.{key}") if isinstance(value, dict) else {f"{prefix}.{key}"}
    return found


def ids(language: str) -> set[str]:
    folder = PACKAGE / "locales" / language
    return set().union(
        *(flat(tomllib.loads(p.read_text("utf-8")), p.stem) for p in folder.glob("*.toml")), set()
    )


def test_every_message_id_in_the_code_has_a_text() -> None:
    known = ids("en")
    call = re.compile(r"\bt\(\s*\"([a-z_]+(?:\.[A-Za-z_-]+)+)\"|Error\(\s*\"([a-z_]+(?:\.[A-Za-z_-]+)+)\"")
    used = {a or b for p in python_files() for a, b in call.findall(p.read_text("utf-8"))}
    assert used
    assert not used - known


def test_every_sentence_is_there_in_both_languages() -> None:
    assert sorted(ids("ar") ^ ids("en")) == []


def test_translations_have_the_same_placeholders() -> None:
    def holes(language: str, id: str) -> set[str]:
        room, _, key = id.partition(".")
        return set(re.findall(r"\{(\w+)\}", messages(language, room)[key]))

    assert [id for id in sorted(ids("en")) if holes("en", id) != holes("ar", id)] == []
