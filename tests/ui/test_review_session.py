"""One article reviewed wholly by keyboard: from what the extractors found to exactly the gold annotations."""

from __future__ import annotations

import os

from reader.annotate.model import Analysis, Claim, Entity, Mention, Quote
from reader.annotate.pipeline import analyse
from reader.article.load import load
from reader.review.proposals import speakers
from reader.review.reviewed import reviewed
from reader.review.session import Review
from reader.review.state import Item
from reader.review.store import Store, default_path
from reader.settings.config import Config
from reader.ui.screens.dialogs import Told
from reader.ui.screens.picking import Pick
from tests.shared import GOLD, needs_shared
from tests.ui.conftest import opened
from tests.ui.fingers import NUMBER, Claimed, Fingers, Gold, Quoted, gold

NUMBER_OF_ARTICLE = os.environ.get("HAMISH_SESSION", "00")


def overlap(one: tuple[int, int], other: tuple[int, int]) -> float:
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return max(0, shared) / (max(one[1], other[1]) - min(one[0], other[0]))


def as_gold(analysis: Analysis) -> Gold:
    """An analysis as the gold files state it."""
    names = {(m.start, m.end): (e.type, e.name) for e in analysis.entities for m in e.mentions}
    quotes = tuple(
        Quoted(q.start, q.end, q.kind, q.speaker.name if q.speaker else None, q.cue.text if q.cue else None)
        for q in sorted(analysis.quotes, key=lambda q: q.start)
    )
    claims = tuple(Claimed(c.start, c.end, c.claimant.name if c.claimant else None) for c in analysis.claims)
    return Gold(names, quotes, claims)


async def review_names(hand: Fingers) -> None:
    """Every row of the names: right ones accepted, wrong ones corrected or rejected; then what is missing is added."""
    wanted, screen = hand.wanted.names, hand.screen
    for item in list(hand.state.of_kind("entity")):
        spans = [m.span for m in hand.state.mentions(item.id)]
        right = [wanted[span] for span in spans if span in wanted]
        await hand.choose(item)
        value = item.value
        assert isinstance(value, Entity)
        if right:
            kind, name = max(set(right), key=right.count)
            if kind != value.type:
                hand.corrections += 1
                await hand.press("c", NUMBER[kind])
            if name != value.name:
                hand.corrections += 1
                await hand.choose(item)
                await rename(hand, item, name)
            if kind == value.type and name == value.name:
                await hand.press("a", look=True)
            continue
        near = next((gold for gold in wanted for span in spans if overlap(gold, span) > 0), None)
        hand.corrections += 1
        if near is not None and len(spans) == 1:
            await hand.select(*near, from_row=True)
            await hand.press("enter")
            if wanted[near][0] != value.type:
                hand.corrections += 1
                await hand.choose(hand.state.items[item.id])
                await hand.press("c", NUMBER[wanted[near][0]])
        else:
            await hand.press("x")
    for span in sorted(wanted):
        if span not in as_gold(reviewed(hand.state)).names:
            hand.corrections += 1
            await hand.select(*span)
            await hand.press(NUMBER[wanted[span][0]])
    for mention in list(hand.state.of_kind("mention")):
        if hand.state.status(mention) != "rejected" and mention.span not in wanted:
            hand.corrections += 1
            await hand.press("tab", *hand.way(screen.article_pane.cursor, mention.span[0]), "x")
    assert set(as_gold(reviewed(hand.state)).names) == set(wanted)
    for span, (_, name) in wanted.items():
        found = as_gold(reviewed(hand.state)).names[span]
        if found[1] != name:
            hand.corrections += 1
            mention = next(m for m in hand.state.of_kind("mention") if m.span == span)
            await settle(hand, mention, name)


async def rename(hand: Fingers, item: Item, name: str) -> None:
    """Another name, typed over the old one; or, where an entity is called so, the two made one."""
    twin = next((e for e in hand.state.of_kind("entity") if e.value.name == name and e.id != item.id), None)
    if twin is not None:
        await hand.press("ampersand")
        await hand.answer_who(name)
    else:
        await hand.press("e", "ctrl+u", *name, "enter")


async def settle(hand: Fingers, mention: Item, name: str) -> None:
    entity = hand.state.items[mention.entity]
    if len(hand.state.mentions(entity.id)) == 1:
        await hand.choose(entity)
        await rename(hand, entity, name)
        return
    await hand.choose(entity)
    if entity.id not in hand.screen.panel.opened:
        await hand.press("space")
    await hand.choose(mention)
    twin = next((e for e in hand.state.of_kind("entity") if e.value.name == name), None)
    if twin is not None:
        await hand.press("ampersand")
        await hand.answer_who(name)
    else:
        await hand.press("percent_sign")
        await rename(hand, hand.state.items[hand.state.items[mention.id].entity], name)


async def review_quotes(hand: Fingers) -> None:
    left = list(hand.wanted.quotes)
    for item in list(hand.state.of_kind("quote")):
        best = max(left, key=lambda q: overlap(q[:2], item.span), default=None)
        await hand.choose(item)
        if best is None or overlap(best[:2], item.span) < 0.3:
            hand.corrections += 1
            await hand.press("x")
            continue
        left.remove(best)
        if not await correct_quote(hand, item, best):
            await hand.press("a", look=True)
    for quote in left:
        hand.corrections += 1
        await hand.select(quote.start, quote.end)
        await hand.press(NUMBER[quote.kind])
        assert isinstance(hand.pilot.app.screen, Pick)
        if quote.speaker is None or quote.speaker in hand.pilot.app.screen.labels:
            await hand.answer_who(quote.speaker)
        else:
            await hand.press("escape")
        added = next(q for q in hand.state.of_kind("quote") if q.span == (quote.start, quote.end) and q.added)
        await correct_quote(hand, added, quote, counting=False)


async def correct_quote(hand: Fingers, item: Item, wanted: Quoted, counting: bool = True) -> bool:
    """Bring one quotation in line; whether anything was wrong."""
    before = hand.corrections
    if item.span != wanted[:2]:
        hand.corrections += 1
        await hand.choose(hand.state.items[item.id])
        await hand.select(*wanted[:2], from_row=True)
        await hand.press("enter")
    value = hand.state.items[item.id].value
    assert isinstance(value, Quote)
    if value.kind != wanted.kind:
        hand.corrections += 1
        await hand.choose(hand.state.items[item.id])
        await hand.press("c", {"direct": "1", "indirect": "2", "mixed": "3"}[wanted.kind])
    if value.factuality != "said":
        hand.corrections += 1
        await hand.choose(hand.state.items[item.id])
        await hand.press("c", "4")
    if (value.speaker.name if value.speaker else None) != wanted.speaker:
        hand.corrections += 1
        await hand.choose(hand.state.items[item.id])
        await say_who(hand, wanted.speaker, wanted.start)
    if (value.cue.text if value.cue else None) != wanted.cue and wanted.cue is not None:
        hand.corrections += 1
        await hand.choose(hand.state.items[item.id])
        await hand.point(*hand.cue_of(wanted))
        await hand.press("r")
    if not counting:
        hand.corrections = before
    return hand.corrections > before or not counting


async def say_who(hand: Fingers, name: str | None, near: int) -> None:
    """The speaker: from the picker, or, described in the text, by selecting the words, or typed."""
    row = hand.screen.panel.selected_item()
    item = hand.state.get(row.key if row else None)
    assert item is not None
    words = None
    if name is not None and name not in {choice.label for choice in speakers(hand.state, item)}:
        words = hand.words_of(name, near) or described(hand, name)
    if words is None:
        await hand.press("e")
        await hand.answer_who(name)
    else:
        await hand.point(*words)
        await hand.press("s")


def described(hand: Fingers, name: str) -> tuple[int, int] | None:
    """The words of a description that names an entity by a shorter name than its own."""
    for item in hand.state.of_kind("entity"):
        if isinstance(item.value, Entity) and item.value.name in name:
            for mention in hand.state.mentions(item.id):
                if isinstance(mention.value, Mention):
                    found = hand.words_of(name.replace(item.value.name, mention.value.text), 0)
                    if found:
                        return found
    return None


async def review_claims(hand: Fingers) -> None:
    """Claims that are near a wanted one are corrected, others rejected, missing ones added; then they are ranked."""
    left = list(hand.wanted.claims)
    for item in list(hand.state.of_kind("claim")):
        best = max(left, key=lambda c: overlap(c[:2], item.span), default=None)
        await hand.choose(item)
        if best is None or overlap(best[:2], item.span) < 0.5:
            hand.corrections += 1
            await hand.press("x")
            continue
        left.remove(best)
        wrong = False
        if item.span != best[:2]:
            hand.corrections, wrong = hand.corrections + 1, True
            await hand.select(*best[:2], from_row=True)
            await hand.press("enter")
        value = hand.state.items[item.id].value
        assert isinstance(value, Claim)
        if (value.claimant.name if value.claimant else None) != best.claimant:
            hand.corrections, wrong = hand.corrections + 1, True
            await hand.choose(hand.state.items[item.id])
            await say_who(hand, best.claimant, best.start)
        if not wrong:
            await hand.press("a", look=True)
    for claim in left:
        hand.corrections += 1
        quote = next(
            (q for q in hand.state.of_kind("quote") if q.span == claim[:2] and q.status != "rejected"), None
        )
        if quote is not None:
            await hand.choose(quote)
            await hand.select(*claim[:2], from_row=True)
        else:
            await hand.select(*claim[:2])
        await hand.press(NUMBER["claim"])
        added = next(c for c in hand.state.of_kind("claim") if c.span == claim[:2] and c.added)
        value = added.value
        assert isinstance(value, Claim)
        if (value.claimant.name if value.claimant else None) != claim.claimant:
            await hand.choose(added)
            await say_who(hand, claim.claimant, claim.start)
    for number, claim in enumerate(hand.wanted.claims, 1):
        standing = [c for c in hand.state.of_kind("claim") if c.status != "rejected"]
        here = next(c for c in standing if c.span == claim[:2])
        if standing.index(here) != number - 1:
            hand.corrections += 1
            await hand.choose(here)
            await hand.press("0", str(number))


@needs_shared
async def test_an_article_is_reviewed_wholly_by_keyboard() -> None:
    article = load(str(GOLD / "dev" / "text" / f"{NUMBER_OF_ARTICLE}.txt"))
    raw = analyse(article)
    wanted = gold(GOLD / "dev", NUMBER_OF_ARTICLE, article.text)
    async with opened(config=Config(reviewer="سامي"), article=article) as (screen, pilot):
        screen.set_analysis(raw)
        screen.begin_review(raw)
        hand = Fingers(screen, pilot, wanted)
        await hand.press("tab")
        await review_names(hand)
        await review_quotes(hand)
        await review_claims(hand)
        if screen.is_current:
            await hand.press("n", look=True)
        assert isinstance(pilot.app.screen, Told)
    final = reviewed(Review.open(Store(default_path()), raw, "").state)
    assert as_gold(final) == wanted
    each = (hand.keys - hand.looks) / max(1, hand.corrections)
    print(
        f"\n{hand.keys} keys, {hand.looks} of them only accept; {hand.corrections} corrections, {each:.1f} keys each"
    )
