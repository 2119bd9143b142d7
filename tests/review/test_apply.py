"""Every action does what it says, and what makes no sense does nothing."""

import random

import pytest

from reader.annotate.model import Entity, Mention, Quote, Speaker
from reader.review.apply import apply
from reader.review.events import (
    AddEntity,
    AddMention,
    AddQuote,
    Assign,
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
    decode_actions,
    encode_actions,
)
from reader.review.occurrences import add_everywhere, everywhere, spans_of
from reader.review.progress import next_pending, progress
from reader.review.reviewed import reviewed
from reader.review.state import State, initial
from tests.review.sample import TEXT, random_change, sample, span

START = initial(sample())


def after(*actions: object) -> State:
    state = START
    for action in actions:
        state = apply(state, action, "سامي", "2025-01-01")
    return state


def test_an_untouched_state_gives_the_analysis_back() -> None:
    assert reviewed(START) == sample()


def test_deciding_an_entity_decides_its_pending_mentions() -> None:
    state = after(Decide("e2.1", "rejected"), Decide("e2", "accepted"))
    assert [state.status(m) for m in state.mentions("e2")] == ["rejected", "accepted", "accepted"]
    assert len(reviewed(state).entities[1].mentions) == 2


def test_a_rejected_entity_has_no_mention_left_and_speaks_under_its_name_only() -> None:
    found = reviewed(after(Decide("e1.1", "accepted"), Decide("e1", "rejected")))
    assert [e.id for e in found.entities] == ["e2", "e3", "e4"]
    assert found.quotes[0].speaker.entity is None
    assert found.quotes[0].speaker.name == "سلمى الحداد"


def test_a_correction_accepts_but_a_note_does_not() -> None:
    state = after(Retype("e3", "ORG"), Note("e4", "من هو؟"))
    assert state.items["e3"].status == "accepted" and state.items["e3"].value.type == "ORG"
    assert state.items["e4"].status == "pending" and state.items["e4"].note == "من هو؟"


def test_a_type_of_another_kind_is_refused() -> None:
    assert after(Retype("e3", "direct"), Retype("q1", "PER"), Retype("c1", "said")) is START
    assert after(Retype("q1", "denied")).items["q1"].value.factuality == "denied"


def test_a_span_takes_its_words_from_the_text() -> None:
    start, end = span("سيفتح أبوابه")
    state = after(SetSpan("q1", start, end), SetCue("q1", *span("قالت")))
    assert state.items["q1"].value.text == "سيفتح أبوابه"
    assert after(SetSpan("q1", 5, 5)) is START and after(SetSpan("q1", 0, len(TEXT) + 1)) is START
    assert after(SetCue("q1")).items["q1"].value.cue is None


def test_renaming_reaches_the_speakers() -> None:
    assert reviewed(after(Rename("e1", "سلمى حداد"))).quotes[0].speaker.name == "سلمى حداد"


def test_speakers_are_set_and_cleared() -> None:
    state = after(SetSpeaker("q2", Speaker("رامي عيسى", "e4")), SetSpeaker("c1", None))
    assert state.items["q2"].value.speaker.entity == "e4" and state.items["c1"].value.claimant is None


def test_merged_entities_are_one_and_later_ids_still_lead_there() -> None:
    state = after(Merge("e1", "e4"), Decide("e1", "rejected"))
    assert "e1" not in state.items and state.items["e4"].status == "rejected"
    assert len(state.mentions("e4")) == 5
    assert reviewed(after(Merge("e1", "e4"))).quotes[0].speaker == Speaker(
        "رامي عيسى", "e4", *span("سلمى الحداد")
    )


def test_split_takes_the_named_mentions_and_assign_brings_one_back() -> None:
    state = after(Split("e2", "e+1", "الميناء الجديد", ("e2.2", "e2.3", "e1.1")))
    assert [m.id for m in state.mentions("e+1")] == ["e2.2", "e2.3"]
    assert [m.id for m in apply(state, Assign("e2.2", "e2")).mentions("e2")] == ["e2.1", "e2.2"]
    assert after(Assign("e2.2", "q1")) is START


def test_claims_are_ranked_checked_and_keep_their_order() -> None:
    state = after(Rerank("c2", 0), Check("c2", "true", "https://example.org", "ليلى"))
    assert [c.id for c in state.of_kind("claim")] == ["c2", "c1"]
    assert state.items["c2"].verdict == "true" and state.items["c2"].status == "pending"
    assert after(Check("q1", "true")) is START


def test_additions_are_accepted_and_refused_twice() -> None:
    quote = Quote(
        id="q+1", kind="indirect", start=span("خسرت")[0], end=span("مليونا")[1], text="anything else"
    )
    state = after(AddQuote(quote), AddEntity(Entity("e+1", "MISC", "مارس", ())))
    state = apply(state, AddMention("m+1", "e+1", Mention(*span("مارس"), "")))
    assert state.items["q+1"].value.text == "خسرت ١٢ مليونا"
    assert reviewed(state).entities[-1].mentions[0].text == "مارس"
    assert apply(state, AddQuote(quote)) is state
    assert apply(state, AddMention("m+2", "q+1", Mention(0, 2, ""))) is state


def test_the_same_words_are_found_with_and_without_proclitics() -> None:
    text = "زار الميناء ثم عاد إلى الميناء وبالميناء سفن والميناء مزدحم كالمينائين"
    state = initial(sample_text(text))
    found = [text[a:b] for a, b in spans_of(state, *span("الميناء", 1, text))]
    assert found == ["الميناء"] * 4


def sample_text(text: str):
    from reader.annotate.model import Analysis, ArticleRecord

    return Analysis(article=ArticleRecord("sha256:x", "-", len(text), text))


def test_apply_to_all_occurrences() -> None:
    rejected = after(*everywhere(START, Decide("e1.2", "rejected")))
    assert [rejected.status(m) for m in rejected.mentions("e1")] == ["pending", "rejected", "rejected"]
    start, end = span("الحداد", 2)
    shorter = after(*everywhere(START, SetSpan("e1.2", start + 2, end)))
    assert [m.value.text for m in shorter.mentions("e1")] == ["سلمى الحداد", "حداد", "حداد"]
    added = after(AddEntity(Entity("e+1", "ORG", "مصنع", ())), *add_everywhere(START, *span("المصنع"), "e+1"))
    assert [m.value.text for m in added.mentions("e+1")] == ["المصنع"]
    moved = after(*add_everywhere(START, *span("الميناء"), "e4"))
    assert len(moved.mentions("e4")) == 5 and not moved.mentions("e2")


def test_progress_and_the_next_pending() -> None:
    state = after(Decide("e1", "accepted"), Decide("e2", "undecided"), Decide("q1", "rejected"))
    counts = progress(state)
    assert (counts["entity"].decided, counts["entity"].pending, counts["entity"].undecided) == (2, 2, 1)
    order = ["e1", "e2", "e3", "e4", "q1", "q2", "c1", "c2"]
    assert next_pending(state, order, "e4") == "q2"
    assert next_pending(state, order, "c2") == "e3"
    assert next_pending(state, order, "q2", -1) == "e4"
    assert next_pending(state, ["e3"], "e3") == "e3"
    assert next_pending(state, ["e1"], None) is None


@pytest.mark.parametrize("seed", range(30))
def test_any_action_leaves_a_sound_state_and_survives_json(seed: int) -> None:
    rng = random.Random(seed)
    state = START
    for _ in range(60):
        change = random_change(rng, state)
        assert decode_actions(encode_actions((change,))) == (change,)
        state = apply(state, change, "ن", "t")
    found = reviewed(state)
    entities = {entity.id for entity in found.entities}
    for item in state.items.values():
        if item.span:
            assert state.text[slice(*item.span)] == item.value.text
        assert item.kind != "mention" or state.items[item.entity].kind == "entity"
    assert sorted(state.ranks) == sorted(i.id for i in state.items.values() if i.kind == "claim")
    for quote in found.quotes:
        assert quote.speaker is None or quote.speaker.entity in {None, *entities}
