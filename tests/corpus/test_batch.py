"""Many articles: a folder's places kept, bad files reported, nothing overwritten, a killed export leaves no half file."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from reader.annotate.model import decode
from reader.corpus.batch import Job, run, run_all
from reader.corpus.sources import expand

ROOT = Path(__file__).resolve().parents[2]
SENTENCE = "قال الرئيس الروسي فلاديمير بوتين في مينسك إن المعاهدة ستضمن أمن روسيا.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    articles = tmp_path / "articles"
    for name in ("a.txt", "b.txt", "deep/a.txt", "deep/c.txt"):
        path = articles / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(SENTENCE + name, "utf-8")
    (articles / "empty.txt").write_bytes(b"")
    (articles / ".hidden.txt").write_text(SENTENCE, "utf-8")
    return articles


def test_a_folder_keeps_its_places(folder: Path) -> None:
    assert [source.relative_stem for source in expand([str(folder)])] == [
        "a",
        "b",
        "deep/a",
        "deep/c",
        "empty",
    ]


def test_every_article_is_written_and_what_cannot_be_read_is_said(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    command = [
        sys.executable,
        "-m",
        "reader",
        "export",
        str(folder),
        "--to",
        "json",
        "-o",
        str(out),
        "--jobs",
        "2",
    ]
    first = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    assert first.returncode == 1
    assert "empty.txt" in first.stderr
    written = sorted(str(p.relative_to(out)) for p in out.rglob("*") if p.is_file())
    assert written == ["a.json", "b.json", "deep/a.json", "deep/c.json"]
    for name in written:
        assert decode((out / name).read_bytes()).article.text.endswith(name.replace(".json", ".txt"))
    again = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    assert again.returncode == 1 and "--force" in again.stderr


def test_outcomes_come_in_order(folder: Path, tmp_path: Path) -> None:
    jobs = [
        Job(source=s.path, stem=str(tmp_path / "o" / s.relative_stem), format="tsv")
        for s in expand([str(folder)])
    ]
    seen: list[int] = []
    outcomes = list(run_all(jobs, workers=1, done=seen.append))
    assert [one.source for one in outcomes] == [job.source for job in jobs]
    assert seen == [1, 2, 3, 4, 5]


def test_nothing_is_written_over(folder: Path, tmp_path: Path) -> None:
    job = Job(source=str(folder / "a.txt"), stem=str(tmp_path / "a"), format="brat")
    (tmp_path / "a.ann").write_text("mine", "utf-8")
    assert run(job).error is not None
    assert (tmp_path / "a.ann").read_text("utf-8") == "mine"
    assert not (tmp_path / "a.txt").exists()


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="needs process groups")
def test_a_killed_export_leaves_no_half_file(tmp_path: Path) -> None:
    articles, out = tmp_path / "articles", tmp_path / "out"
    articles.mkdir()
    for number in range(200):
        (articles / f"{number:03}.txt").write_text(SENTENCE * 5 + str(number), "utf-8")
    command = [
        sys.executable,
        "-m",
        "reader",
        "export",
        str(articles),
        "--to",
        "json",
        "-o",
        str(out),
        "--jobs",
        "1",
    ]
    process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL, start_new_session=True)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None and not list(out.glob("*.json")):
        time.sleep(0.002)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    written = list(out.glob("*.json"))
    assert written
    for path in written:
        assert decode(path.read_bytes()).article.text == (articles / f"{path.stem}.txt").read_text("utf-8")
