"""The tables of the store, and the steps that bring an older store up to date."""

from __future__ import annotations

import sqlite3

from reader.errors import StoreError

APPLICATION_ID = 0x48414D49
"""Written in the file's header (`HAMI`), so that `file` and we can tell a review store from another database."""

MIGRATIONS: tuple[str, ...] = (
    """
    CREATE TABLE analyses (
        id TEXT PRIMARY KEY,
        article TEXT NOT NULL,
        at TEXT NOT NULL,
        data BLOB NOT NULL          -- the JSON of hamish.analysis/1, deflated
    );
    CREATE TABLE reviews (
        id INTEGER PRIMARY KEY,
        layer TEXT NOT NULL,        -- '' is the reader's own; imports have names
        source TEXT NOT NULL,
        title TEXT,
        at TEXT NOT NULL
    );
    CREATE TABLE texts (            -- which review an article's text belongs to; an edited text joins its review
        article TEXT NOT NULL,
        layer TEXT NOT NULL,
        review INTEGER NOT NULL REFERENCES reviews (id),
        PRIMARY KEY (article, layer)
    );
    CREATE TABLE events (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        review INTEGER NOT NULL REFERENCES reviews (id),
        at TEXT NOT NULL,
        who TEXT NOT NULL,
        article TEXT NOT NULL,
        analysis TEXT NOT NULL,
        actions BLOB NOT NULL       -- a JSON array of tagged actions
    );
    CREATE INDEX events_of_review ON events (review, seq);
    CREATE TRIGGER events_stay BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'events are never changed'); END;
    CREATE TRIGGER events_remain BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'events are never removed'); END;
    """,
)
"""Script N brings a store of version N to N + 1. A script, once released, never changes."""


def version(connection: sqlite3.Connection) -> int:
    """The version of the store; 0 is an empty file."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def check_identity(connection: sqlite3.Connection, path: object) -> None:
    """Raise StoreError when the file is another program's database, or of a newer Hamish."""
    found = version(connection)
    foreign = connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID
    if foreign and (found or connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]):
        raise StoreError("review.foreign", path=path)
    if found > len(MIGRATIONS):
        raise StoreError("review.newer", path=path, version=found)


def migrate(connection: sqlite3.Connection, scripts: tuple[str, ...] = MIGRATIONS) -> None:
    """Run the scripts that the store lacks, each whole or not at all, also when two processes begin at once."""
    while version(connection) < len(scripts):
        connection.execute("BEGIN IMMEDIATE")
        try:
            current = version(connection)
            if current < len(scripts):
                for statement in _statements(scripts[current]):
                    connection.execute(statement)
                connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                connection.execute(f"PRAGMA user_version = {current + 1}")
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


def _statements(script: str) -> list[str]:
    """The statements of a script: `executescript` would commit between them."""
    found: list[str] = []
    rest = ""
    for line in script.splitlines(keepends=True):
        rest += line
        if sqlite3.complete_statement(rest):
            found.append(rest)
            rest = ""
    return found
