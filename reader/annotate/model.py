"""The analysis of an article, exactly as `hamish.analysis/1` writes it: immutable values, code-point spans."""

from __future__ import annotations

from typing import Literal

import msgspec

from reader.printable import escaped_json

EntityType = Literal["PER", "LOC", "ORG", "MISC"]
QuoteKind = Literal["direct", "indirect", "mixed"]
Factuality = Literal["said", "denied", "negated", "hypothetical", "future"]
ClaimKind = Literal[
    "event",
    "quantity",
    "causal",
    "comparison",
    "rule",
    "prediction",
    "commitment",
    "accusation",
    "denial",
    "demand",
    "opinion",
]
Polarity = Literal["assert", "deny", "question"]
SCHEMA: Literal["hamish.analysis/1"] = "hamish.analysis/1"
ENTITY_TYPES: tuple[EntityType, ...] = ("PER", "LOC", "ORG", "MISC")


class Span(msgspec.Struct, frozen=True):
    """A stretch of the article: code points, half open."""

    start: int
    end: int


class Mention(msgspec.Struct, frozen=True, omit_defaults=True):
    """A name as it stands in the text, without proclitics or titles. `score` is the probability that it is right."""

    start: int
    end: int
    text: str
    score: float = 1.0


class Reference(msgspec.Struct, frozen=True):
    """A title or description that points to an entity («الرئيس الروسي»)."""

    start: int
    end: int
    text: str


class Entity(msgspec.Struct, frozen=True, omit_defaults=True):
    """One real-world thing. `name` is its canonical Arabic name, `gloss` a Latin one, `role` what the article calls it."""

    id: str
    type: EntityType
    name: str
    mentions: tuple[Mention, ...]
    references: tuple[Reference, ...] = ()
    gloss: str | None = None
    role: str | None = None
    engines: tuple[str, ...] = ()
    """Which engines named it, where more than one was asked."""


class Speaker(msgspec.Struct, frozen=True, omit_defaults=True):
    """Who said it: an entity of the article, or a described source. The span is the nearest words that name it."""

    name: str
    entity: str | None = None
    start: int | None = None
    end: int | None = None


class Cue(msgspec.Struct, frozen=True):
    """The reporting verb or phrase."""

    start: int
    end: int
    text: str


class Quote(msgspec.Struct, frozen=True, kw_only=True):
    """What was said, without marks, cue or complementiser. `rule` names what found it."""

    id: str
    kind: QuoteKind
    factuality: Factuality = "said"
    start: int
    end: int
    text: str
    speaker: Speaker | None = None
    relays: tuple[Speaker, ...] = ()
    cue: Cue | None = None
    rule: str = ""
    score: float = 1.0
    reason: str = ""
    """Why the kind, speaker and span were chosen, as a message id."""


class Figure(msgspec.Struct, frozen=True, omit_defaults=True):
    """A number in a claim: its value, and its unit where one stands beside it."""

    start: int
    end: int
    value: float
    unit: str | None = None


class DateMention(msgspec.Struct, frozen=True):
    """A date in a claim as ISO 8601, as far as the text states it (`2024-11-21`, `2022-02`, `--11-21`)."""

    start: int
    end: int
    iso: str


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """A checkable statement. `score` is its importance, `checkworthy` its verifiability, both 0 to 1."""

    id: str
    start: int
    end: int
    text: str
    claimant: Speaker | None = None
    quote: str | None = None
    kind: ClaimKind = "event"
    polarity: Polarity = "assert"
    hedged: bool = False
    figures: tuple[Figure, ...] = ()
    dates: tuple[DateMention, ...] = ()
    checkworthy: float = 0.0
    score: float = 0.0
    reasons: tuple[str, ...] = ()
    repeats: tuple[Span, ...] = ()


class Unquoted(msgspec.Struct, frozen=True):
    """A marked span that is no quotation (a name, a title, a scare quote), with the reason as a message id."""

    start: int
    end: int
    text: str
    reason: str


class ArticleRecord(msgspec.Struct, frozen=True, omit_defaults=True):
    """The article inside an analysis. `length` is in code points."""

    id: str
    source: str
    length: int
    text: str
    title: str | None = None


class Engine(msgspec.Struct, frozen=True):
    """What made the analysis."""

    entities: Literal["embedded", "camel", "both"] = "embedded"
    version: str = ""
    model: str = ""
    note: str | None = None
    """Why another engine was used than the one asked for, in words."""


class Analysis(msgspec.Struct, frozen=True, kw_only=True):
    """Everything found in one article."""

    schema: Literal["hamish.analysis/1"] = SCHEMA
    article: ArticleRecord
    engine: Engine = Engine()
    entities: tuple[Entity, ...] = ()
    quotes: tuple[Quote, ...] = ()
    claims: tuple[Claim, ...] = ()
    unquoted: tuple[Unquoted, ...] = ()


def encode(analysis: Analysis) -> bytes:
    """The analysis as JSON in UTF-8, indented by two spaces, ending in a line feed; safe to show on a terminal."""
    return escaped_json(msgspec.json.format(msgspec.json.encode(analysis), indent=2)) + b"\n"


def decode(data: bytes) -> Analysis:
    """The analysis in `data`. Raises msgspec.DecodeError when it is no `hamish.analysis/1`."""
    return msgspec.json.decode(data, type=Analysis)
