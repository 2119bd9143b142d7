"""The log read from its start: which events count, and the state they make. Pure functions of the log."""

from __future__ import annotations

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


def step(state: State, event: Event, analyses: Mapping[str, Analysis]) -> State:
    """`state` after one event that is no undo or redo (those need the whole log)."""
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
