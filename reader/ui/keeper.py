"""The review store as the application uses it: opened when it is needed, read before that only if it is there."""

from __future__ import annotations

import getpass
from pathlib import Path

from reader.annotate.model import Analysis
from reader.review import rescue
from reader.review.session import Review
from reader.review.store import OWN_LAYER, Store, default_path

WAIT = 1.0
"""Seconds that the screen stands still for another program's lock before it says so."""


class Keeper:
    """Opens reviews. Reading an article writes nothing: its review begins with the first decision."""

    def __init__(self, path: Path | None = None, *, read_only: bool = False, who: str = "") -> None:
        self.path = path or default_path()
        self.read_only = read_only
        self.who = who or _login()
        self._store: Store | None = None

    def store(self) -> Store:
        """The open store, made if there is none. Raises StoreError."""
        if self._store is None:
            self._store = Store(self.path, read_only=self.read_only, wait=WAIT)
        return self._store

    def earlier(self, analysis: Analysis) -> int | None:
        """The review of the text that this file held before it was edited, if this text has none. Raises StoreError."""
        article = analysis.article
        if not self.path.exists() or self.store().find(article.id) is not None:
            return None
        return self.store().earlier(article.source, article.id)

    def layers(self, article: str) -> tuple[str, ...]:
        """The names of the layers of an article's notes that the store has. Raises StoreError."""
        return self.store().layers(article) if self.path.exists() else ()

    def existing(self, analysis: Analysis, layer: str = OWN_LAYER) -> Review | None:
        """The review of the article's notes of a layer if one was begun. Raises StoreError."""
        if not self.path.exists() or self.store().find(analysis.article.id, layer) is None:
            return None
        return self.begin(analysis, layer=layer)

    def begin(self, analysis: Analysis, continues: int | None = None, layer: str = OWN_LAYER) -> Review:
        """The review of the article's notes of a layer, begun if need be. Raises StoreError."""
        return Review.open(self.store(), analysis, self.who, continues=continues, layer=layer)

    def copy_to(self, path: Path) -> None:
        """From now on keep decisions in a copy of the store at `path`. Raises StoreError, keeping the store that was."""
        if self.path.exists():
            rescue.copy(self.path, path)
        self._use(path)

    def salvage_to(self, path: Path) -> rescue.Salvaged:
        """From now on keep decisions in what could be read of the damaged store. Raises StoreError."""
        saved = rescue.salvage(self.path, path)
        self._use(path)
        return saved

    def _use(self, path: Path) -> None:
        store = Store(path, wait=WAIT)
        self.close()
        self.path, self.read_only, self._store = path, False, store

    def elsewhere(self) -> Path:
        """A free name for a copy: beside the store under the user's home, numbered."""
        number = 1
        while (path := Path.home() / f"{self.path.stem}-{number}.sqlite").exists():
            number += 1
        return path

    def close(self) -> None:
        if self._store is not None:
            self._store.close()
            self._store = None


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "reviewer"
