"""A decision until it is durable, against a bare insert and commit of the same bytes under the same pragmas."""

from __future__ import annotations

import sqlite3
import statistics
import tempfile
import time
from pathlib import Path

from reader.review.events import Decide, encode_actions
from reader.review.session import Review
from reader.review.store import Store, now
from tests.review.sample import sample

ROUNDS = 400


def bare(folder: Path, mode: str, synchronous: int) -> sqlite3.Connection:
    """A database with one table like the log, without index, trigger or foreign key."""
    db = sqlite3.connect(folder / "bare.sqlite", isolation_level=None)
    db.execute(f"PRAGMA journal_mode = {mode}")
    db.execute(f"PRAGMA synchronous = {synchronous}")
    db.execute(
        "CREATE TABLE events (seq INTEGER PRIMARY KEY, review, at TEXT, who TEXT, article TEXT, analysis TEXT, actions BLOB)"
    )
    return db


def main() -> None:
    # Beside this file, so that it is a disk and not memory that is measured.
    with tempfile.TemporaryDirectory(dir=Path(__file__).parent) as name:
        folder = Path(name)
        with Store(folder / "reviews.sqlite") as store:
            review = Review.open(store, sample(), "bench")
            mode = store._db.execute("PRAGMA journal_mode").fetchone()[0]
            db = bare(folder, mode, store._db.execute("PRAGMA synchronous").fetchone()[0])
            article, analysis = review.state.base.article.id, review.state.analysis
            ours, theirs = [], []
            for number in range(ROUNDS):
                change = Decide("q1", "accepted" if number % 2 else "rejected")
                begin = time.perf_counter()
                review.do(change)
                middle = time.perf_counter()
                db.execute("BEGIN")
                db.execute(
                    "INSERT INTO events (review, at, who, article, analysis, actions) VALUES (?, ?, ?, ?, ?, ?)",
                    (1, now(), "bench", article, analysis, encode_actions((change,))),
                )
                db.execute("COMMIT")
                theirs.append(time.perf_counter() - middle)
                ours.append(middle - begin)
            db.close()
            begin = time.perf_counter()
            for _ in range(ROUNDS):
                review.undo()
            undo = (time.perf_counter() - begin) / ROUNDS
    mine, bare_one = statistics.median(ours), statistics.median(theirs)
    print(
        f"decision to durability ({mode}): {mine * 1e3:.2f} ms, bare insert and commit {bare_one * 1e3:.2f} ms"
    )
    print(
        f"ratio {mine / bare_one:.2f} (must be at most 2); an undo with {ROUNDS} events behind it {undo * 1e3:.2f} ms"
    )


if __name__ == "__main__":
    main()
