"""A child process is of this package, also where a folder called `reader` lies beside the article."""

import subprocess
from pathlib import Path

from reader.settings import child


def test_a_folder_of_the_same_name_is_not_run(tmp_path: Path) -> None:
    trap = tmp_path / "reader" / "annotate"
    trap.mkdir(parents=True)
    for folder in (trap.parent, trap):
        (folder / "__init__.py").write_text("raise SystemExit('trapped')")
    run = subprocess.run(
        child.command("reader.annotate.stream"),
        input=b"{}",
        capture_output=True,
        cwd=tmp_path,
        env=child.environment(),
    )
    assert b"trapped" not in run.stderr + run.stdout
    assert b"missing required field" in run.stdout
