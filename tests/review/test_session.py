"""Undo, redo, other people's work and other engines: always the replay of the log."""

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from reader.review.events import Decide, Rename
from reader.review.replay import replay
from reader.review.session import Review
from reader.review.state import analysis_id, initial
from reader.review.store import Store
from tests.review.sample import random_change, sample
from tests.review.test_carry import other_engine


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "reviews.sqlite"


def replayed(review: Review):
    analyses = {event.analysis: review.store.analysis(event.analysis) for event in review.events}
    return replay(review.store.events(review.number), analyses)


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 2**32), steps=st.integers(1, 30))
def test_any_actions_then_full_undo_restore_the_state(
    tmp_path_factory: pytest.TempPathFactory, seed: int, steps: int
) -> None:
    rng = random.Random(seed)
    with Store(tmp_path_factory.mktemp("store") / "s.sqlite") as store:
        review = Review.open(store, sample(), "ن")
        before = review.state
        states = [before]
        for _ in range(steps):
            if review.do(*(random_change(rng, review.state) for _ in range(rng.choice((1, 1, 3))))):
                states.append(review.state)
            if rng.random() < 0.2 and review.undo():
                states.pop()
                assert review.state == states[-1]
        assert review.state == replayed(review)
        for expected in reversed(states[:-1]):
            assert review.undo()
            assert review.state == expected
        assert review.undo() is None
        assert review.state == before == initial(sample())
        for expected in states[1:]:
            assert review.redo()
            assert review.state == expected
        assert review.state == replayed(review)


def test_undo_goes_on_after_reopening(path: Path) -> None:
    review = Review.open(Store(path), sample(), "سامي")
    review.do(Decide("q1", "accepted"))
    review.do(Decide("q2", "accepted"), Decide("c1", "rejected"))
    review.undo()
    again = Review.open(Store(path), sample(), "سامي")
    assert again.redo() and again.state.items["c1"].status == "rejected"
    assert again.can_undo == 2
    assert again.undo() and again.undo() and again.undo() is None
    assert again.state == initial(sample())


def test_everybody_undoes_their_own_and_sees_the_others(path: Path) -> None:
    mine = Review.open(Store(path), sample(), "سامي")
    hers = Review.open(Store(path), sample(), "ليلى")
    mine.do(Decide("q1", "accepted"))
    assert hers.undo() is None
    hers.do(Decide("q2", "rejected"))
    mine.undo()
    assert (mine.state.items["q1"].status, mine.state.items["q2"].status) == ("pending", "rejected")
    assert hers.refresh()
    assert hers.state == mine.state == replayed(mine)
    assert not hers.refresh()


def test_a_new_decision_ends_redoing(path: Path) -> None:
    review = Review.open(Store(path), sample(), "سامي")
    review.do(Decide("q1", "accepted"))
    review.undo()
    review.do(Decide("q2", "accepted"))
    assert review.redo() is None


def test_what_changes_nothing_is_not_written(path: Path) -> None:
    review = Review.open(Store(path), sample(), "سامي")
    assert review.do(Decide("gone", "accepted"), Rename("q1", "x")) is None
    review.do(Decide("q1", "accepted"))
    assert review.do(Decide("q1", "accepted")) is None and len(review.events) == 2


def test_another_engine_takes_the_decisions_over_and_undo_still_reaches_them(path: Path) -> None:
    review = Review.open(Store(path), sample(), "سامي")
    review.do(Decide("q2", "rejected"))
    other = Review.open(Store(path), other_engine(), "ليلى")
    assert other.state.items["q1"].status == "rejected"
    other.do(Decide("e1", "accepted"))
    # سامي still has the first analysis on the screen: what they press means its ids.
    review.do(Decide("e2", "rejected"))
    assert review.state.analysis == analysis_id(other_engine())
    assert review.state.items["e1"].status == "rejected"
    other.refresh()
    assert other.state == review.state == replayed(review)
    review.undo()
    review.undo()
    assert review.state.items["q1"].status == "pending" and review.state.items["e1"].status == "accepted"
    assert review.state == replayed(review)


def test_reanalysis_in_the_open_review(path: Path) -> None:
    review = Review.open(Store(path), sample(), "سامي")
    review.do(Decide("q2", "accepted"))
    review.reanalysed(other_engine())
    assert review.state.items["q1"].status == "accepted" and review.state == replayed(review)
    review.reanalysed(replace(sample(), quotes=()))
    assert [q.value.text for q in review.state.of_kind("quote")] == ["لن نرفع الأسعار"]
    assert review.undo() and not list(review.state.of_kind("quote"))
    assert review.state == replayed(review)


@pytest.mark.parametrize("seed", range(8))
def test_three_people_two_engines_one_state(path: Path, seed: int) -> None:
    rng = random.Random(seed)
    people = [Review.open(Store(path), sample(), name) for name in ("سامي", "ليلى", "نور")]
    for _ in range(60):
        review = rng.choice(people)
        dice = rng.random()
        if dice < 0.1:
            review.reanalysed(rng.choice((sample(), other_engine())))
        elif dice < 0.25:
            review.undo()
        elif dice < 0.35:
            review.redo()
        else:
            review.do(random_change(rng, review.state))
    for review in people:
        review.refresh()
        assert review.state == replayed(people[0])
