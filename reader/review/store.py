"""The review store: one SQLite file of append-only events, safe against a kill, a second process and a full disk."""

from __future__ import annotations

import sqlite3
import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote as percent

from reader.annotate.model import Analysis, decode, encode
from reader.errors import StoreError
from reader.review import schema
from reader.review.events import AnyAction, Event, Note, Rebase, decode_actions, encode_actions
from reader.review.faults import ReviewStoreError, explained
from reader.review.filesystem import is_shared
from reader.review.state import analysis_id
from reader.settings import paths

OWN_LAYER = ""
"""The layer of Hamish's own analysis; imports have names."""


class Listed(NamedTuple):
    """One review in the store. `article` is the hash of the text it is about now."""

    review: int
    layer: str
    source: str
    title: str | None
    article: str
    events: int
    last: str


def default_path() -> Path:
    """The store in the user's data folder."""
    return paths.data_dir() / "reviews.sqlite"


def address(source: str) -> str:
    """A source so that it is the same from every folder: a file's absolute path; a URL or `-` as it stands."""
    return source if source == "-" or "://" in source else str(Path(source).absolute())


def now() -> str:
    """The time in UTC, ISO 8601, to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


class Store:
    """An open store. Methods raise StoreError with words a person can act on; after one the store still reads.

    `wait` is how long, in seconds, another process may hold the store before it counts as locked. A store that cannot
    be written is opened for reading, and `read_only` says so.
    """

    def __init__(self, path: Path | None = None, *, read_only: bool = False, wait: float = 5.0) -> None:
        self.path = path or default_path()
        self.wait = wait
        self._lock = threading.RLock()
        self.read_only = read_only
        if read_only:
            self._db = self._open_for_reading()
        else:
            try:
                self._db = self._open_for_writing()
            except ReviewStoreError as error:
                if error.fault != "read_only":
                    raise
                self.read_only = True
                self._db = self._open_for_reading()

    def _connect(self, options: str) -> sqlite3.Connection:
        uri = f"file:{percent(str(self.path.absolute()))}?{options}"
        return sqlite3.connect(
            uri, uri=True, timeout=self.wait, isolation_level=None, check_same_thread=False
        )

    def _open_for_writing(self) -> sqlite3.Connection:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ReviewStoreError("review.unopenable", self.path, error.strerror) from error
        with explained(self.path):
            db = self._connect("mode=rwc")
            try:
                schema.check_identity(db, self.path)
                # Write-ahead logging needs memory shared between all users of the file, so one machine. In both modes
                # a commit returns when the disk has it (FULL); EXTRA also syncs the folder after the journal goes.
                mode = "delete" if is_shared(self.path) else "wal"
                got = db.execute(f"PRAGMA journal_mode = {mode}").fetchone()[0]
                db.execute(f"PRAGMA synchronous = {'FULL' if got == 'wal' else 'EXTRA'}")
                db.execute("PRAGMA foreign_keys = ON")
                schema.migrate(db)
                # Touch nothing, but learn now and not at the first decision whether the file takes writes.
                db.execute("BEGIN IMMEDIATE")
                db.execute("ROLLBACK")
            except BaseException:
                db.close()
                raise
        return db

    def _open_for_reading(self) -> sqlite3.Connection:
        if not self.path.exists():
            raise ReviewStoreError("review.missing", self.path, "")
        with explained(self.path):
            try:
                db = self._connect("mode=ro")
                schema.version(db)
                db.execute("SELECT count(*) FROM sqlite_master").fetchone()
            except sqlite3.OperationalError:
                # A store with a write-ahead log in a folder that takes no files: nobody can be writing there.
                db.close()
                db = self._connect("mode=ro&immutable=1")
            try:
                schema.check_identity(db, self.path)
                if schema.version(db) < len(schema.MIGRATIONS):
                    # An older store that must not be touched is brought up to date in memory.
                    memory = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
                    db.backup(memory)
                    db.close()
                    db = memory
                    schema.migrate(db)
            except BaseException:
                db.close()
                raise
        return db

    def close(self) -> None:
        with self._lock:
            self._db.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # Reading

    def changed(self) -> int:
        """A number that differs whenever another process has written since (SQLite's data_version)."""
        with self._lock, explained(self.path):
            return int(self._db.execute("PRAGMA data_version").fetchone()[0])

    def find(self, article: str, layer: str = OWN_LAYER) -> int | None:
        """The number of the review of that text, or None."""
        row = self._row("SELECT review FROM texts WHERE article = ? AND layer = ?", article, layer)
        return int(row[0]) if row else None

    def earlier(self, source: str, article: str, layer: str = OWN_LAYER) -> int | None:
        """The review of another text that came from the same file or address (it was edited since), or None."""
        if source == "-":
            return None
        row = self._row(
            "SELECT id FROM reviews WHERE source = ? AND layer = ? AND id NOT IN"
            " (SELECT review FROM texts WHERE article = ? AND layer = ?) ORDER BY id DESC LIMIT 1",
            address(source), layer, article, layer,
        )  # fmt: skip
        return int(row[0]) if row else None

    def layers(self, article: str) -> tuple[str, ...]:
        """Names of the layers of that text, Hamish's own ('') first."""
        rows = self._rows("SELECT layer FROM texts WHERE article = ? ORDER BY layer", article)
        return tuple(row[0] for row in rows)

    def layer_of(self, review: int) -> str:
        """The layer of a review; Hamish's own where there is no such review."""
        row = self._row("SELECT layer FROM reviews WHERE id = ?", review)
        return str(row[0]) if row else OWN_LAYER

    def events(self, review: int, after: int = 0) -> list[Event]:
        """The review's log from event number `after` on, exclusive."""
        rows = self._rows(
            "SELECT seq, at, who, article, analysis, actions FROM events WHERE review = ? AND seq > ? ORDER BY seq",
            review, after,
        )  # fmt: skip
        return [
            Event(seq, at, who, article, analysis, decode_actions(actions))
            for seq, at, who, article, analysis, actions in rows
        ]

    def analysis(self, identity: str) -> Analysis:
        """A stored analysis by its id. Raises StoreError when it is not there."""
        row = self._row("SELECT data FROM analyses WHERE id = ?", identity)
        if row is None:
            raise ReviewStoreError("review.corrupt", self.path, f"analysis {identity}")
        return decode(zlib.decompress(row[0]))

    def reviews(self) -> list[Listed]:
        """Every review, the one worked on last first."""
        rows = self._rows(
            "SELECT r.id, r.layer, r.source, r.title, e.article, n.events, e.at FROM reviews r JOIN"
            " (SELECT review, max(seq) AS last, count(*) AS events FROM events GROUP BY review) n ON n.review = r.id"
            " JOIN events e ON e.seq = n.last ORDER BY e.seq DESC"
        )
        return [Listed(*row) for row in rows]

    def _row(self, sql: str, *values: object) -> tuple | None:
        rows = self._rows(sql, *values)
        return rows[0] if rows else None

    def _rows(self, sql: str, *values: object) -> list[tuple]:
        with self._lock, explained(self.path):
            return self._db.execute(sql, values).fetchall()

    # Writing

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Everything inside happens whole or not at all; on return it is on the disk. Raises StoreError."""
        with self._lock, explained(self.path):
            if self.read_only:
                raise ReviewStoreError("review.read_only", self.path, "")
            try:
                self._db.execute("BEGIN IMMEDIATE")
                yield
                self._db.execute("COMMIT")
            except BaseException:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise

    def append(
        self, review: int, who: str, article: str, analysis: str, actions: tuple[AnyAction, ...]
    ) -> Event:
        """Write one event, inside `writing()`."""
        at = now()
        cursor = self._db.execute(
            "INSERT INTO events (review, at, who, article, analysis, actions) VALUES (?, ?, ?, ?, ?, ?)",
            (review, at, who, article, analysis, encode_actions(actions)),
        )
        return Event(int(cursor.lastrowid or 0), at, who, article, analysis, actions)

    def keep(self, analysis: Analysis) -> str:
        """Store an analysis, inside `writing()`; its id."""
        identity = analysis_id(analysis)
        self._db.execute(
            "INSERT OR IGNORE INTO analyses (id, article, at, data) VALUES (?, ?, ?, ?)",
            (identity, analysis.article.id, now(), zlib.compress(encode(analysis))),
        )
        return identity

    def begin(
        self,
        analysis: Analysis,
        who: str,
        layer: str = OWN_LAYER,
        *,
        continues: int | None = None,
        notes: dict[str, str] | None = None,
    ) -> int:
        """The review of `analysis` in `layer`, made if there is none; its items are those of `analysis` from then on.

        `continues` is an earlier review (of a text edited since) whose decisions are carried over. `notes` puts words
        beside items, by id.
        """
        article = analysis.article
        with self.writing():
            review = self.find(article.id, layer) or continues
            if review is None:
                cursor = self._db.execute(
                    "INSERT INTO reviews (layer, source, title, at) VALUES (?, ?, ?, ?)",
                    (layer, address(article.source), article.title, now()),
                )
                review = int(cursor.lastrowid or 0)
            self._db.execute("INSERT OR IGNORE INTO texts VALUES (?, ?, ?)", (article.id, layer, review))
            identity = self.keep(analysis)
            if self.base(review) != identity:
                self.append(review, who, article.id, identity, (Rebase(identity),))
            if notes:
                written = tuple(Note(item, text) for item, text in notes.items())
                self.append(review, who, article.id, identity, written)
        return review

    def base(self, review: int) -> str | None:
        """The id of the analysis that the review's items are those of."""
        row = self._row(
            'SELECT analysis FROM events WHERE review = ? AND CAST(actions AS TEXT) LIKE \'[{"do":"rebase"%\''
            " ORDER BY seq DESC LIMIT 1",
            review,
        )
        return row[0] if row else None

    def add_layer(
        self, name: str, analysis: Analysis, who: str = "import", notes: dict[str, str] | None = None
    ) -> int:
        """Keep someone else's notes on an article as the layer `name` (for example `brat: alice`), to be reviewed by itself.

        A second import under the name replaces the notes and keeps what was decided on them. `notes` puts words beside
        items, by id (a label that is not ours, a remark). Returns the review's number. Raises StoreError.
        """
        if name == OWN_LAYER:
            raise StoreError("review.unnamed_layer", path=self.path)
        return self.begin(analysis, who, name, notes=notes)

    # Rescue

    def copy_into(self, target: sqlite3.Connection) -> None:
        """Write a consistent copy of everything into another database, also while other processes write."""
        with self._lock, explained(self.path):
            self._db.backup(target)

    def fill(self, rows: dict[str, list[tuple]]) -> None:
        """Put the rows of each table, in column order, into this empty store; rows they refer to may be missing."""
        self._db.execute("PRAGMA foreign_keys = OFF")
        with self.writing():
            for table, values in rows.items():
                if values:
                    marks = ", ".join("?" * len(values[0]))
                    self._db.executemany(f"INSERT OR IGNORE INTO {table} VALUES ({marks})", values)
