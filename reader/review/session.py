"""One person's review of one article: do, undo, redo, see what others did. Every call returns when the disk has it."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from pathlib import Path

from reader.annotate.model import Analysis
from reader.review.apply import apply
from reader.review.carry import carry
from reader.review.events import AnyAction, Change, Event, Rebase, Redo, Undo
from reader.review.faults import ReviewStoreError
from reader.review.replay import Log, stacks
from reader.review.reviewed import reviewed
from reader.review.state import State, analysis_id, initial
from reader.review.store import OWN_LAYER, Store, default_path


def new_id(kind: str) -> str:
    """An id for an added item, of `entity`, `mention`, `quote` or `claim`; no other process will make the same one."""
    return f"{kind[0]}+{secrets.token_hex(5)}"


class Review:
    """A review that is open. `state` is what the log says now; it is replaced, never changed.

    On a store that takes no writes it shows what is there, carried over to `analysis` in memory, and refuses changes.
    """

    def __init__(self, store: Store, analysis: Analysis, who: str, layer: str, number: int | None) -> None:
        self.store = store
        self.who = who
        self.layer = layer
        self.number = number
        self._analysis = analysis
        self._identity = analysis_id(analysis)
        self.state: State = initial(analysis, self._identity)
        self._log = Log(self.state, {self._identity: analysis})
        self._version = store.changed()
        if number is not None:
            self._take(store.events(number))

    @classmethod
    def open(
        cls,
        store: Store,
        analysis: Analysis,
        who: str,
        *,
        layer: str = OWN_LAYER,
        continues: int | None = None,
    ) -> Review:
        """Review `analysis`, taking up what was decided on this text before.

        `continues` takes up the review of an earlier text as well (`store.earlier` finds it; ask the person first).
        Raises StoreError.
        """
        if store.read_only:
            number = store.find(analysis.article.id, layer) or continues
        else:
            number = store.begin(analysis, who, layer, continues=continues)
        return cls(store, analysis, who, layer, number)

    @classmethod
    def stored(cls, store: Store, number: int) -> Review:
        """Review `number` as the store left it, for reading without the article at hand. Raises StoreError."""
        base = store.base(number)
        if base is None:
            raise ReviewStoreError("review.corrupt", store.path, f"review {number}")
        return cls(store, store.analysis(base), "", store.layer_of(number), number)

    def _take(self, news: list[Event]) -> None:
        """Bring the state up to date with events that are in the store."""
        if not news:
            return
        for event in news:
            if event.analysis not in self._log.analyses:
                self._log.analyses[event.analysis] = self.store.analysis(event.analysis)
        self._log.take(news)
        self.state = self._log.state
        if self.store.read_only and self.state.analysis != self._identity:
            self.state = carry(self.state, self._analysis, self._identity)

    @property
    def events(self) -> Sequence[Event]:
        """The log so far."""
        return self._log.events

    def _news(self) -> list[Event]:
        assert self.number is not None
        return self.store.events(self.number, self.events[-1].seq if self.events else 0)

    def refresh(self) -> bool:
        """Take in what other processes wrote. True when something came. Cheap when nothing did."""
        version = self.store.changed()
        if version == self._version or self.number is None:
            return False
        self._version = version
        news = self._news()
        self._take(news)
        return bool(news)

    def _write(self, make: Callable[[str], tuple[AnyAction, ...]]) -> Event | None:
        """Take in others' work, then write what `make` wants on top of it, in one transaction.

        The ids in the actions are those of the analysis that the caller saw, which another process may have replaced
        meanwhile: `make` and the event get its id.
        """
        seen, event = self.state.analysis, None
        with self.store.writing():
            assert self.number is not None
            self._take(self._news())
            actions = make(seen)
            if actions:
                article = self.state.base.article.id
                event = self.store.append(self.number, self.who, article, seen, actions)
        if event:
            self._take([event])
        return event

    def do(self, *changes: Change) -> Event | None:
        """Make the changes, as one step of undo. None when they would change nothing. Raises StoreError."""

        def effective(seen: str) -> tuple[AnyAction, ...]:
            state, kept = self.state, []
            for change in changes:
                after = apply(state, change, self.who, analysis=seen)
                if after is not state:
                    kept.append(change)
                    state = after
            return tuple(kept)

        return self._write(effective)

    def undo(self) -> Event | None:
        """Take back this person's last step; the event that did it, or None when there is none left."""
        return self._write(lambda _: tuple(Undo(seq) for seq in stacks(self.events, self.who)[0][-1:]))

    def redo(self) -> Event | None:
        """Do again what was undone last; None when there is nothing."""
        return self._write(lambda _: tuple(Redo(seq) for seq in stacks(self.events, self.who)[1][-1:]))

    @property
    def can_undo(self) -> int:
        """How many steps this person can undo."""
        return len(stacks(self.events, self.who)[0])

    def event(self, seq: int) -> Event | None:
        """The event of that number, for telling what an undo took back."""
        return next((event for event in reversed(self.events) if event.seq == seq), None)

    def reanalysed(self, analysis: Analysis) -> None:
        """Go on with a new analysis of the same text, every decision carried over. Raises StoreError."""
        self._analysis, self._identity = analysis, analysis_id(analysis)
        if self._identity == self.state.analysis:
            return
        self._log.analyses[self._identity] = analysis
        if self.number is None or self.store.read_only:
            self.state = carry(self.state, analysis, self._identity)
            return
        with self.store.writing():
            self.store.keep(analysis)
            rebase = (Rebase(self._identity),)
            self.store.append(self.number, self.who, analysis.article.id, self._identity, rebase)
        self._take(self._news())

    def moved_to(self, store: Store) -> Review:
        """The same review in another store (a copy made because this one takes no writes)."""
        return Review.open(store, self._analysis, self.who, layer=self.layer)


def carried(store: Store, analysis: Analysis, layer: str = OWN_LAYER) -> State | None:
    """The state of `analysis` with what the store holds for its text, without writing; None when it holds nothing."""
    number = store.find(analysis.article.id, layer)
    if number is None:
        return None
    state = Review(store, analysis, "", layer, number).state
    identity = analysis_id(analysis)
    return state if state.analysis == identity else carry(state, analysis, identity)


def reviewed_analysis(analysis: Analysis, path: Path | None = None, layer: str = OWN_LAYER) -> Analysis:
    """`analysis` as people corrected it in the store at `path` (None: the user's own); itself when nobody did.

    Raises StoreError.
    """
    path = path or default_path()
    if not path.exists():
        return analysis
    with Store(path, read_only=True) as store:
        state = carried(store, analysis, layer)
    return reviewed(state) if state else analysis
