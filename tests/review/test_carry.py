"""Decisions follow their words into another analysis and another text; what cannot follow is an orphan, never lost."""

import random

import pytest
from msgspec.structs import replace

from reader.annotate.model import Analysis, Entity, Mention, Quote, Speaker
from reader.article.model import Article
from reader.review.anchoring import anchor, locate
from reader.review.apply import apply
from reader.review.carry import carry, report
from reader.review.events import (
    AddMention,
    AddQuote,
    Decide,
    Merge,
    Note,
    Rename,
    Rerank,
    Retype,
    SetSpan,
    SetSpeaker,
)
from reader.review.reviewed import reviewed
from reader.review.state import State, initial
from tests.review.sample import TEXT, mention, random_change, sample, span

BASE = sample()


def after(*actions: object, base: Analysis = BASE) -> State:
    state = initial(base)
    for action in actions:
        state = apply(state, action, "سامي", "2025-01-01")
    return state


def carried(state: State, analysis: Analysis) -> State:
    return carry(state, analysis, "second")


def other_engine() -> Analysis:
    """The same article, differently found: other ids, one entity and one quote fewer, one span longer."""
    return replace(
        BASE,
        entities=(
            Entity("e1", "LOC", "الميناء", tuple(mention("الميناء", n) for n in (1, 2, 3))),
            Entity("e2", "PER", "الحداد", (mention("سلمى الحداد"), mention("الحداد", 2))),
            Entity("e3", "ORG", "لشركة النور", (mention("لشركة النور"),)),
        ),
        quotes=(
            Quote(
                id="q1", kind="direct", start=span("لن")[0], end=span("الأسعار")[1], text="لن نرفع الأسعار"
            ),
        ),
        claims=(
            replace(BASE.claims[1], id="c1"),
            replace(BASE.claims[0], id="c2", quote=None, claimant=Speaker("الحداد", "e2")),
        ),
    )


def test_without_decisions_the_new_analysis_stands_alone() -> None:
    new = other_engine()
    assert reviewed(carried(after(), new)) == new


def test_decisions_follow_the_exact_span_not_the_id() -> None:
    state = carried(
        after(Decide("e2", "accepted"), Decide("q2", "accepted"), Decide("c1", "rejected")), other_engine()
    )
    assert {key for key, item in state.items.items() if item.touched} == {
        "e1", "e1.1", "e1.2", "e1.3", "q1", "c2",
    } - {"e1.1", "e1.2", "e1.3"}  # fmt: skip
    assert state.items["e1"].status == "accepted"
    assert state.items["q1"].value.speaker.entity == "e2"
    assert state.items["c2"].status == "rejected"


def test_what_a_person_corrected_stands_against_another_proposal() -> None:
    state = carried(after(Retype("e3", "ORG"), Rename("e1", "سلمى حداد")), other_engine())
    names = {e.name: [m.text for m in e.mentions] for e in reviewed(state).entities}
    assert names["شركة النور"] == ["شركة النور"]
    assert names["سلمى حداد"] == ["سلمى الحداد", "الحداد", "الحداد"]
    assert "لشركة النور" not in names


def test_what_the_new_engine_missed_is_kept() -> None:
    state = carried(after(Decide("e4", "accepted"), Decide("q1", "accepted")), other_engine())
    found = reviewed(state)
    assert [e.name for e in found.entities if len(e.mentions) == 2 and e.type == "PER"] == [
        "الحداد",
        "رامي عيسى",
    ]
    assert [q.text for q in found.quotes] == ["المصنع سيفتح أبوابه في مارس", "لن نرفع الأسعار"]
    assert not state.orphans


def test_a_merge_holds_in_the_new_analysis() -> None:
    state = carried(carried(after(Merge("e4", "e1")), other_engine()), BASE)
    assert len(reviewed(state).entities[0].mentions) == 5
    assert [e.name for e in reviewed(state).entities] == ["سلمى الحداد", "الميناء", "شركة النور"]


def test_a_persons_order_of_claims_holds() -> None:
    state = carried(after(Rerank("c2", 0), Note("c1", "x")), BASE)
    assert [c.id for c in state.of_kind("claim")] == ["c2", "c1"]


def test_back_and_forth_between_engines_changes_nothing() -> None:
    first = after(
        Retype("e3", "ORG"), Merge("e4", "e1"), Decide("q1", "rejected"), SetSpan("c1", *span("سيفتح أبوابه")),
        SetSpeaker("q2", Speaker("ش", "e3")), Rerank("c2", 0), Decide("c2", "accepted"), Decide("e2.2", "rejected"),
        AddMention("m+1", "e3", mention("المصنع")),
    )  # fmt: skip
    second = carry(first, other_engine(), "second")
    third = carry(second, BASE, first.analysis)
    assert reviewed(third) == reviewed(first)
    assert {k: i.status for k, i in third.items.items()} == {k: i.status for k, i in first.items.items()}


def edited(text: str) -> Analysis:
    """What an engine finds in an edited text: nothing, so that all that is there came from the person."""
    return Analysis(article=replace(BASE.article, id=Article(text=text).id, length=len(text), text=text))


ALL = (Decide("e1", "accepted"), Decide("e2", "accepted"), Decide("e3", "rejected"), Decide("e4", "accepted"),
       Decide("q1", "accepted"), Decide("q2", "accepted"), Decide("c1", "accepted"), Decide("c2", "accepted"))  # fmt: skip


def test_an_inserted_paragraph_moves_everything() -> None:
    state = after(*ALL)
    new = carried(state, edited("عاجل: خبر جديد عن سلمى الحداد والميناء.\n" + TEXT))
    assert report(state, new).moved > 0 and not new.orphans
    shift = len(new.text) - len(TEXT)
    for item in state.items.values():
        if item.span:
            twin = new.items[new.aliases[f"{state.analysis}/{item.id}"]]
            assert twin.span == (item.span[0] + shift, item.span[1] + shift)
            assert state.status(item) == new.status(twin)
    quote = next(new.of_kind("quote")).value
    assert new.text[quote.cue.start : quote.cue.end] == "قالت"
    figure = list(new.of_kind("claim"))[1].value.figures[0]
    assert new.text[figure.start : figure.end] == "٤٠"


def test_words_that_are_gone_are_orphans_and_come_back_with_the_text() -> None:
    state = after(*ALL, Note("q2", "مهم"))
    cut = carried(state, edited(TEXT.replace("«لن نرفع الأسعار»", "شيئا").replace("شركة النور", "غيرها")))
    assert sorted(o.item.value.name if o.item.kind == "entity" else o.item.value.text for o in cut.orphans) == [
        "شركة النور", "شركة النور", "لن نرفع الأسعار",
    ]  # fmt: skip
    assert [o.item.note for o in cut.orphans if o.item.kind == "quote"] == ["مهم"]
    again = carry(cut, BASE, state.analysis)
    assert not again.orphans and reviewed(again) == reviewed(state)
    assert again.items["e3"].status == "rejected" and again.items["q2"].note == "مهم"


def test_marks_and_letter_variants_do_not_lose_a_quote() -> None:
    new = carried(after(*ALL), edited(TEXT.replace("لن نرفع الأسعار", "لن نرفعَ الاسعار")))
    assert "لن نرفعَ الاسعار" in [item.value.text for item in new.of_kind("quote")]


def test_a_repeated_name_is_told_by_its_neighbours() -> None:
    text = "قال سامي شيئا. ثم قال سامي غيره. ورد سامي."
    third = text.rindex("سامي")
    assert locate("مقدمة. " + text, anchor(text, third, third + 4)) == (third + 7, third + 11)
    assert locate("سامي سامي سامي", anchor(text, third, third + 4)) is None
    assert locate("لا أحد", anchor(text, third, third + 4)) is None


@pytest.mark.parametrize("seed", range(40))
def test_no_decision_is_ever_dropped(seed: int) -> None:
    """Every touched item is in the new state or among the orphans, whatever was decided and however the text was cut."""
    rng = random.Random(seed)
    state = initial(BASE)
    for _ in range(25):
        state = apply(state, random_change(rng, state), "ن", "t")
    at = rng.randrange(len(TEXT))
    text = TEXT[:at] + rng.choice(("", "كلمة ", "\n")) + TEXT[at + rng.randrange(60) :]
    target = rng.choice((other_engine(), edited(text), sample(TEXT + "زيادة")))
    new = carry(state, target, "second")
    orphans = {orphan.item.id for orphan in new.orphans}
    for item in state.items.values():
        if not item.touched:
            continue
        twin = new.items.get(new.aliases.get(f"{state.analysis}/{item.id}", ""))
        assert item.id in orphans or twin is not None, item
        if twin is not None:
            assert (twin.status, twin.note, twin.verdict) == (item.status, item.note, item.verdict)
    for item in new.items.values():
        if item.span:
            assert new.text[slice(*item.span)] == item.value.text
        assert item.kind != "mention" or new.items[item.entity].kind == "entity", item
    assert sorted(new.ranks) == sorted(i.id for i in new.items.values() if i.kind == "claim")
    assert carry(state, target, "second") == new
    reviewed(new)


def test_an_added_quote_keeps_its_id() -> None:
    quote = Quote(id="q+1", kind="indirect", start=span("خسرت")[0], end=span("مليونا")[1], text="")
    state = carried(after(AddQuote(quote)), other_engine())
    assert state.items["q+1"].value.text == "خسرت ١٢ مليونا"


def test_mentions_of_an_untouched_entity_that_is_gone_bring_it_along() -> None:
    state = carried(after(Decide("e4.1", "accepted")), other_engine())
    found = [e for e in reviewed(state).entities if e.name == "رامي عيسى"]
    assert [m.text for m in found[0].mentions] == ["رامي عيسى"]
    assert isinstance(state.items[found[0].id].value, Entity) and isinstance(found[0].mentions[0], Mention)
