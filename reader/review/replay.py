"""The log read from its start: which events count, and the state they make. Pure functions of the log."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence

from reader.annotate.model import Analysis
from reader.review.apply import apply_event
from reader.review.carry import carry
from reader.review.events import Event, Rebase, Redo, Undo
from reader.review.state import State, initial


def replay(events: Sequence[Event], analyses: Mapping[str, Analysis]) -> State:
    """The state after `events`, the first of which names the analysis to begin with.

    `analyses` holds every analysis that a Rebase names, by id. Raises ValueError when there is no such first event.
    """
    if not events or not isinstance(events[0].actions[0], Rebase):
        raise ValueError("a log begins with the analysis it is about")
    first = events[0].actions[0].analysis
    state = initial(analyses[first], first)
    gone = undone(events)
    for event in events[1:]:
        if event.seq not in gone:
            state = step(state, event, analyses)
    return state


class Log:
    """A log that grows, and its state, which always equals `replay(events, analyses)`.

    It remembers the states before the latest events, so that undoing a recent step replays only what came after it.
    """

    _REMEMBERED = 64

    def __init__(self, state: State, analyses: dict[str, Analysis]) -> None:
        self.events: list[Event] = []
        self.analyses = analyses
        self.state = state
        """Before the first event: that of an analysis nobody has reviewed."""
        self._before: deque[tuple[int, State]] = deque(maxlen=self._REMEMBERED)

    def take(self, news: Sequence[Event]) -> None:
        """Go on with events; `analyses` must hold those that they name."""
        whole = not self.events
        for event in news:
            self._before.append((len(self.events), self.state))
            self.events.append(event)
            if not whole:
                self.state = step(self.state, event, self.analyses)
        targets = [a.event for event in news for a in event.actions if isinstance(a, Undo | Redo)]
        if whole:
            self.state = replay(self.events, self.analyses)
            self._before.clear()
        elif targets:
            self._replay_from(min(targets))

    def _replay_from(self, seq: int) -> None:
        """Replay from the latest remembered state before event `seq`; later ones no longer hold."""
        while self._before and self.events[self._before[-1][0]].seq > seq:
            self._before.pop()
        if not self._before:
            self.state = replay(self.events, self.analyses)
            return
        start, state = self._before[-1]
        gone = undone(self.events)
        for event in self.events[start:]:
            if event.seq not in gone:
                state = step(state, event, self.analyses)
        self.state = state


def step(state: State, event: Event, analyses: Mapping[str, Analysis]) -> State:
    """`state` after one event; an undo or a redo by itself changes nothing (it tells which events count)."""
    rest = [action for action in event.actions if isinstance(action, Rebase)]
    for action in rest:
        if action.analysis != state.analysis:
            state = carry(state, analyses[action.analysis], action.analysis)
    return apply_event(state, event) if event.is_decision else state


def undone(events: Iterable[Event]) -> set[int]:
    """The numbers of the events that count as not done."""
    gone: set[int] = set()
    for event in events:
        for action in event.actions:
            if isinstance(action, Undo):
                gone.add(action.event)
            elif isinstance(action, Redo):
                gone.discard(action.event)
    return gone


def stacks(events: Iterable[Event], who: str) -> tuple[list[int], list[int]]:
    """What `who` can undo and redo, the next one last. Everybody undoes their own; a new decision ends redoing."""
    done: list[int] = []
    redoable: list[int] = []
    for event in events:
        if event.who != who:
            continue
        for action in event.actions:
            if isinstance(action, Undo) and action.event in done:
                done.remove(action.event)
                redoable.append(action.event)
            elif isinstance(action, Redo) and action.event in redoable:
                redoable.remove(action.event)
                done.append(action.event)
        if event.is_decision:
            done.append(event.seq)
            redoable.clear()
    return done, redoable
