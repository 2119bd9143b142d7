"""What a person can do to an analysis, as immutable actions, and the event that records them in the log."""

from __future__ import annotations

from typing import Literal, Union, get_args

import msgspec

from reader.annotate.model import (
    Claim,
    ClaimKind,
    Entity,
    EntityType,
    Factuality,
    Mention,
    Quote,
    QuoteKind,
    Speaker,
)

Kind = Literal["entity", "mention", "quote", "claim"]
Status = Literal["pending", "accepted", "rejected", "undecided"]
"""`pending`: nobody has looked; `undecided`: somebody looked and left it open."""
Verdict = Literal["to-check", "true", "false", "misleading", "unproven"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)


class Action(msgspec.Struct, frozen=True, tag_field="do", omit_defaults=True):
    """One change. Item ids are those of the analysis that the event names, or of an item added earlier."""


class Decide(Action, frozen=True, tag="decide"):
    """Accept, reject or leave open. Deciding an entity decides those of its mentions that are pending."""

    id: str
    status: Status


class Retype(Action, frozen=True, tag="retype"):
    """Another entity type, quotation kind or factuality, or claim kind."""

    id: str
    type: EntityType | QuoteKind | Factuality | ClaimKind


class SetSpan(Action, frozen=True, tag="span"):
    """Another span for a mention, quotation or claim: code points, half open."""

    id: str
    start: int
    end: int


class SetSpeaker(Action, frozen=True, tag="speaker"):
    """Another speaker of a quotation or claimant of a claim; None clears it."""

    id: str
    speaker: Speaker | None


class SetCue(Action, frozen=True, tag="cue"):
    """Another reporting verb of a quotation: code points, half open; both None clear it."""

    id: str
    start: int | None = None
    end: int | None = None


class Rename(Action, frozen=True, tag="rename"):
    """Another canonical name of an entity; speakers that are this entity follow."""

    id: str
    name: str


class Assign(Action, frozen=True, tag="assign"):
    """A mention belongs to another entity."""

    id: str
    entity: str


class Merge(Action, frozen=True, tag="merge"):
    """`id` and `into` are one real-world thing; `into` keeps its name and type."""

    id: str
    into: str


class Split(Action, frozen=True, tag="split"):
    """Some mentions of the entity `id` are another thing, `new`."""

    id: str
    new: str
    name: str
    mentions: tuple[str, ...]


class Rerank(Action, frozen=True, tag="rerank"):
    """A claim moves to `position` (from 0) in the list of claims."""

    id: str
    position: int


class AddEntity(Action, frozen=True, tag="add-entity"):
    """A thing that the analysis lacks. Its mentions are added one by one with AddMention."""

    entity: Entity


class AddMention(Action, frozen=True, tag="add-mention"):
    """A name that the analysis lacks, of an entity that is there."""

    id: str
    entity: str
    mention: Mention


class AddQuote(Action, frozen=True, tag="add-quote"):
    """A quotation that the analysis lacks."""

    quote: Quote


class AddClaim(Action, frozen=True, tag="add-claim"):
    """A claim that the analysis lacks; it comes last until it is ranked."""

    claim: Claim


class Note(Action, frozen=True, tag="note"):
    """Words beside an item; empty removes them."""

    id: str
    text: str


class Check(Action, frozen=True, tag="check"):
    """How far a claim has been checked: the verdict, where the evidence is, and by whom."""

    id: str
    verdict: Verdict | None = None
    evidence: str = ""
    checked_by: str = ""


class Undo(Action, frozen=True, tag="undo"):
    """The event number `event` counts as not done."""

    event: int


class Redo(Action, frozen=True, tag="redo"):
    """An undone event counts again."""

    event: int


class Rebase(Action, frozen=True, tag="rebase"):
    """From here on the items are those of `analysis`, with every earlier decision carried over to them."""

    analysis: str


Change = Union[  # noqa: UP007 - msgspec reads a plain Union fastest
    Decide,
    Retype,
    SetSpan,
    SetSpeaker,
    SetCue,
    Rename,
    Assign,
    Merge,
    Split,
    Rerank,
    AddEntity,
    AddMention,
    AddQuote,
    AddClaim,
    Note,
    Check,
]
AnyAction = Union[Change, Undo, Redo, Rebase]  # noqa: UP007


class Event(msgspec.Struct, frozen=True):
    """A row of the log: what one key press did, whole or not at all.

    `seq` is its number in the store, growing, never used twice. `at` is UTC, ISO 8601. `article` is the hash of the text
    and `analysis` the id of the analysis that the ids in `actions` belong to. Several actions are one undoable group.
    """

    seq: int
    at: str
    who: str
    article: str
    analysis: str
    actions: tuple[AnyAction, ...]

    @property
    def is_decision(self) -> bool:
        """Whether it can be undone (an undo, a redo and a change of the analysis underneath cannot)."""
        return not any(isinstance(action, Undo | Redo | Rebase) for action in self.actions)


_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(tuple[AnyAction, ...])


def encode_actions(actions: tuple[AnyAction, ...]) -> bytes:
    """The actions as JSON, as they stand in the store."""
    return _encoder.encode(actions)


def decode_actions(data: bytes) -> tuple[AnyAction, ...]:
    """The actions written in `data`. Raises msgspec.DecodeError."""
    return _decoder.decode(data)
