"""A small article with its analysis, and random actions on a state, for the tests of the review room."""

from __future__ import annotations

import random

from reader.annotate.model import (
    Analysis,
    ArticleRecord,
    Claim,
    Cue,
    Entity,
    Figure,
    Mention,
    Quote,
    Reference,
    Speaker,
)
from reader.article.model import Article
from reader.review.events import (
    VERDICTS,
    AddClaim,
    AddEntity,
    AddMention,
    AddQuote,
    Assign,
    Change,
    Check,
    Decide,
    Merge,
    Note,
    Rename,
    Rerank,
    Retype,
    SetCue,
    SetSpan,
    SetSpeaker,
    Split,
)
from reader.review.state import State

TEXT = (
    "قالت الوزيرة سلمى الحداد في مدينة الميناء 😀 إن المصنع سيفتح أبوابه في مارس.\n"
    "وأضافت الحداد: «لن نرفع الأسعار». وتضم الميناء ٤٠ مصنعًا تابعًا لشركة النور.\n"
    "ونفى رامي عيسى ذلك، وقال إن الشركة خسرت ١٢ مليونا. والتقت الحداد رامي عيسى في الميناء.\n"
)


def span(words: str, nth: int = 1, text: str = TEXT) -> tuple[int, int]:
    at = -1
    for _ in range(nth):
        at = text.index(words, at + 1)
    return at, at + len(words)


def mention(words: str, nth: int = 1, text: str = TEXT) -> Mention:
    return Mention(*span(words, nth, text), words)


def sample(text: str = TEXT, source: str = "article.txt") -> Analysis:
    """Three people and places, two quotes, two claims."""

    def at(words: str, nth: int = 1) -> dict[str, object]:
        start, end = span(words, nth, text)
        return {"start": start, "end": end, "text": words}

    hadad = Speaker("سلمى الحداد", "e1", *span("سلمى الحداد", 1, text))
    return Analysis(
        article=ArticleRecord(Article(text=text).id, source, len(text), text),
        entities=(
            Entity(
                "e1",
                "PER",
                "سلمى الحداد",
                (mention("سلمى الحداد", 1, text), mention("الحداد", 2, text), mention("الحداد", 3, text)),
                (Reference(*span("الوزيرة", 1, text), "الوزيرة"),),
            ),
            Entity("e2", "LOC", "الميناء", tuple(mention("الميناء", n, text) for n in (1, 2, 3))),
            Entity("e3", "PER", "شركة النور", (mention("شركة النور", 1, text),)),
            Entity("e4", "PER", "رامي عيسى", tuple(mention("رامي عيسى", n, text) for n in (1, 2))),
        ),
        quotes=(
            Quote(
                id="q1",
                kind="indirect",
                **at("المصنع سيفتح أبوابه في مارس"),
                speaker=hadad,
                cue=Cue(*span("قالت", 1, text), "قالت"),
            ),
            Quote(id="q2", kind="direct", **at("لن نرفع الأسعار"), speaker=hadad),
        ),
        claims=(
            Claim(id="c1", **at("المصنع سيفتح أبوابه في مارس"), claimant=hadad, quote="q1", score=0.9),
            Claim(
                id="c2",
                **at("تضم الميناء ٤٠ مصنعًا"),
                figures=(Figure(*span("٤٠", 1, text), 40.0),),
                score=0.5,
            ),
        ),
    )


def random_change(rng: random.Random, state: State) -> Change:
    """Any action with any of the state's ids, sensible or not."""
    ids = [*state.items, "gone"]
    entities = [item.id for item in state.of_kind("entity")] or ["gone"]
    start = rng.randrange(len(state.text) - 2)
    end = rng.randrange(start + 1, min(len(state.text), start + 40))
    words = state.text[start:end]
    item, fresh = rng.choice(ids), f"x+{rng.getrandbits(48):x}"
    return rng.choice(
        (
            lambda: Decide(item, rng.choice(("accepted", "rejected", "undecided", "pending"))),
            lambda: Decide(item, rng.choice(("accepted", "rejected", "undecided", "pending"))),
            lambda: Retype(item, rng.choice(("PER", "ORG", "direct", "denied", "event", "causal"))),
            lambda: SetSpan(item, start, end),
            lambda: SetSpeaker(item, rng.choice((None, Speaker("مصدر"), Speaker("x", rng.choice(entities))))),
            lambda: SetCue(item, *rng.choice(((start, end), (None, None)))),
            lambda: Rename(item, words),
            lambda: Assign(item, rng.choice(entities)),
            lambda: Merge(rng.choice(entities), rng.choice(entities)),
            lambda: Split(rng.choice(entities), fresh, words, tuple(rng.sample(ids, min(3, len(ids))))),
            lambda: Rerank(item, rng.randrange(4)),
            lambda: AddEntity(Entity(fresh, "MISC", words, ())),
            lambda: AddMention(fresh, rng.choice(entities), Mention(start, end, words)),
            lambda: AddQuote(Quote(id=fresh, kind="direct", start=start, end=end, text=words)),
            lambda: AddClaim(Claim(id=fresh, start=start, end=end, text=words)),
            lambda: Note(item, words),
            lambda: Check(item, rng.choice((None, *VERDICTS)), "https://example.org/x", "ن"),
        )
    )()
