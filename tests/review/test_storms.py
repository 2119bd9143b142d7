"""Killed at any moment and written by two processes at once, the store keeps every acknowledged decision."""

import random
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from reader.review.replay import replay
from reader.review.session import Review
from reader.review.store import Store
from tests.review.sample import sample

ROOT = Path(__file__).resolve().parents[2]


def start(path: Path, seed: int, actions: int, who: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.review.storm", str(path), str(seed), str(actions), who]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT)


def kill_once(path: Path, seed: int) -> set[int]:
    """Let a process act, kill it without warning at a random moment, and return the events it acknowledged."""
    rng = random.Random(seed)
    process = start(path, seed, 100_000, "ن")
    assert process.stdout is not None
    assert process.stdout.readline() == "open\n"
    threading.Timer(rng.uniform(0.0, 0.25), process.kill).start()
    # The last line may be cut by the kill: without its line feed it was not said.
    lines = process.stdout.read().split("\n")[:-1]
    process.wait()
    return {int(line.split()[1]) for line in lines if line.startswith("ack")}


def check(path: Path, acknowledged: set[int]) -> None:
    with sqlite3.connect(path) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert not db.execute("PRAGMA foreign_key_check").fetchall()
    db.close()
    with Store(path) as store:
        review = Review.open(store, sample(), "ن")
        events = store.events(1)
        assert acknowledged <= {event.seq for event in events}
        assert review.state == replay(events, {review.state.analysis: sample()})


def storm(path: Path, kills: int, seed: int) -> None:
    acknowledged: set[int] = set()
    for number in range(kills):
        acknowledged |= kill_once(path, seed * 1000 + number)
        if kills < 20 or number % 10 == 9:
            check(path, acknowledged)
    assert len(acknowledged) > kills
    check(path, acknowledged)


def test_a_kill_loses_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    storm(tmp_path / "reviews.sqlite", 15, seed=9)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(10))
def test_three_hundred_kills(tmp_path: Path, seed: int) -> None:
    storm(tmp_path / "reviews.sqlite", 30, seed=100 + seed)


def two_writers(path: Path, actions: int) -> None:
    """Two processes write at once while a third party reads along."""
    with Store(path, wait=30) as store:
        review = Review.open(store, sample(), "قارئ")
        writers = [start(path, seed, actions, who) for seed, who in ((1, "ليلى"), (2, "سامي"))]
        outputs: list[list[str]] = [[], []]
        readers = [
            threading.Thread(target=lambda p=p, o=o: o.extend(p.stdout))
            for p, o in zip(writers, outputs, strict=True)
        ]
        for reader in readers:
            reader.start()
        while any(writer.poll() is None for writer in writers):
            review.refresh()
            time.sleep(0.05)
        for reader in readers:
            reader.join()
        assert all(writer.wait() == 0 for writer in writers)
        review.refresh()
        said = {int(line.split()[1]) for output in outputs for line in output if line.startswith("ack")}
        events = store.events(1)
        assert said <= {event.seq for event in events}
        assert len(said) > actions
        expected = replay(events, {review.state.analysis: sample()})
        assert review.state == expected
        for who in ("ليلى", "سامي"):
            assert Review.open(store, sample(), who).state == expected
    check(path, said)


def test_two_processes_interleave(tmp_path: Path) -> None:
    two_writers(tmp_path / "reviews.sqlite", 200)


@pytest.mark.soak
def test_two_processes_interleave_five_thousand_each(tmp_path: Path) -> None:
    two_writers(tmp_path / "reviews.sqlite", 5000)
