"""What is there is found out without camel-tools, and its import is made safe."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from reader.annotate.camel import data

ROOT = Path(__file__).resolve().parents[3]


def imported(code: str, tmp_path: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "HAMISH_HOME": str(tmp_path / "home"), **environment}
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, env=env, timeout=120
    )


IMPORT = "from reader.annotate.camel import data\nwith data.importing():\n    import camel_tools.data\nprint(camel_tools.data.CATALOGUE.version)"


def test_asking_imports_nothing_of_camel_tools(tmp_path: Path) -> None:
    code = "from reader.annotate.camel import data\ndata.state()\nimport sys\nprint([m for m in sys.modules if m.startswith(('camel_tools', 'torch'))])"
    assert imported(code, tmp_path).stdout.strip() == "[]"


def test_no_catalogue_means_no_network(tmp_path: Path) -> None:
    root = tmp_path / "camel"
    run = imported(IMPORT, tmp_path, CAMELTOOLS_DATA=str(root))
    assert run.stdout.strip() == "0", run.stderr
    assert not root.exists()


def test_a_saved_error_page_breaks_nothing(tmp_path: Path) -> None:
    (tmp_path / "catalogue.json").write_text("404: Not Found")
    run = imported(IMPORT, tmp_path, CAMELTOOLS_DATA=str(tmp_path))
    assert run.stdout.strip() == "0", run.stderr
    assert (tmp_path / "catalogue.json").read_text() == "404: Not Found"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_home_that_cannot_be_written_breaks_nothing(tmp_path: Path) -> None:
    home = tmp_path / "sealed"
    home.mkdir(mode=0o500)
    assert imported(IMPORT, tmp_path, HOME=str(home), CAMELTOOLS_DATA=str(tmp_path)).stdout.strip() == "0"


def test_the_environment_is_as_before(tmp_path: Path) -> None:
    code = IMPORT + "\nimport os\nprint(os.environ['CAMELTOOLS_DATA'])"
    run = imported(code, tmp_path, CAMELTOOLS_DATA=str(tmp_path))
    assert run.stdout.split() == ["0", str(tmp_path)]


def test_half_a_model_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(data.ROOT_VARIABLE, str(tmp_path))
    folder = tmp_path / "data" / "ner" / "arabert"
    folder.mkdir(parents=True)
    for name in ("config.json", "vocab.txt", "pytorch_model.bin"):
        assert data.state().recogniser is None
        (folder / name).write_bytes(b"x")
    assert data.state().recogniser == folder
    (folder / "vocab.txt").write_bytes(b"")
    assert data.state().recogniser is None
