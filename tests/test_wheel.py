"""The wheel carries everything a run needs and stays small."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True, cwd=out)
    (path,) = out.glob("hamish-*.whl")
    return path


def test_the_wheel_carries_themes_models_and_lexicons(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    tracked = subprocess.run(
        ["git", "ls-files", "reader"], capture_output=True, text=True, cwd=ROOT
    ).stdout.split()
    assert {name for name in tracked if not name.endswith(".gitkeep")} <= names
    assert any(name.startswith("reader/themes/") and name.endswith(".toml") for name in names)
    assert "reader/examples/library-ship.txt" in names
    assert any(name.startswith("reader/annotate/lexicons/") for name in names)


def test_the_wheel_is_at_most_12_megabytes(wheel: Path) -> None:
    assert wheel.stat().st_size <= 12_000_000


def test_an_installed_wheel_analyses_an_article(wheel: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    pip = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--no-index",
        "--target",
        str(site),
        str(wheel),
    ]
    subprocess.run(pip, check=True, capture_output=True)
    article = ROOT / "examples" / "library-ship.txt"
    run = subprocess.run(
        [sys.executable, "-m", "reader", "analyze", str(article)],
        capture_output=True,
        check=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(site)},
    )
    analysis = json.loads(run.stdout)
    assert analysis["entities"] and analysis["quotes"] and analysis["claims"]
    where = subprocess.run(
        [sys.executable, "-c", "import reader; print(reader.__file__)"],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(site)},
    )
    assert Path(where.stdout.strip()).is_relative_to(site)
