"""Reviewing by keyboard: every key does what the help says, and says it only when the store has it."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from reader.review.reviewed import reviewed
from reader.review.session import Review
from reader.review.store import Store, default_path
from reader.settings.config import Config
from reader.ui.screens.checking import CheckClaim
from reader.ui.screens.dialogs import Ask, Line, Told
from reader.ui.screens.picking import Pick
from reader.ui.widgets.field import Field
from tests.ui import sample
from tests.ui.conftest import Opened, opened


@asynccontextmanager
async def reviewing(**options: object) -> AsyncIterator[Opened]:
    """The example with its analysis, the panel in focus on its first row."""
    async with opened(config=Config(reviewer="سامي"), **options) as (screen, pilot):
        screen.begin_review(sample.analysis())
        await pilot.pause()
        screen.panel.list.focus()
        screen.chosen(screen.panel.choose("e1"))
        await pilot.pause()
        yield screen, pilot


def kept() -> Review:
    """What another process finds in the store."""
    return Review.open(Store(default_path()), sample.analysis(), "")


def status(key: str) -> str:
    state = kept().state
    return state.status(state.items[key])


def said(screen) -> str:
    return " ".join(piece.text for piece in screen.status._left)


async def test_reading_writes_nothing() -> None:
    async with reviewing() as (_, pilot):
        await pilot.press("j", "j", "n")
    assert not default_path().exists()


async def test_accept_goes_on_to_the_next_pending_in_any_tab() -> None:
    async with reviewing() as (screen, pilot):
        await pilot.press("a")
        assert status("e1") == "accepted"
        assert screen.panel.selected_item().key == "e2"
        await pilot.press("x", "o", "a", "a", "a")
        assert [status(f"e{n}") for n in range(2, 7)] == [
            "rejected",
            "undecided",
            "accepted",
            "accepted",
            "accepted",
        ]
        assert (screen.panel.mode, screen.panel.selected_item().key) == ("quotes", "q1")
        assert screen.panel.list.states["e3"] == "undecided"
        await pilot.press("p")
        assert screen.panel.selected_item().key == "c3"
        await pilot.press("n")
        assert screen.panel.selected_item().key == "q1"
        assert any("0/6" in piece.text for piece in screen.status._right)


async def test_a_rejected_name_leaves_the_text_at_once_and_keeps_its_row() -> None:
    async with reviewing() as (screen, pilot):
        start = sample.find("ليلى منصور")[0]
        assert "PER" in screen.article_pane.highlights.at(start)
        await pilot.press("x")
        assert "PER" not in screen.article_pane.highlights.at(start)
        assert "e1" in [item.key for item in screen.panel.list.items]
        await pilot.press("u")
        assert "PER" in screen.article_pane.highlights.at(start)
        assert screen.panel.selected_item().key == "e1"


async def test_one_mention_from_the_article_and_everywhere() -> None:
    async with reviewing() as (screen, pilot):
        pane = screen.article_pane
        pane.focus()
        first, second = sample.every("منارة")[:2]
        pane.move_to(first[0])
        await pilot.press("x")
        assert "MISC" not in pane.highlights.at(first[0])
        assert "MISC" in pane.highlights.at(second[0])
        assert "more places" in said(screen)
        await pilot.press("asterisk")
        assert "MISC" not in pane.highlights.at(second[0])
        await pilot.press("u")
        assert "MISC" in pane.highlights.at(second[0])
        assert "MISC" not in pane.highlights.at(first[0])


async def test_undo_and_redo_after_reopening() -> None:
    async with reviewing() as (_, pilot):
        await pilot.press("a", "x")
    async with reviewing() as (screen, pilot):
        assert screen.panel.list.states["e2"] == "rejected"
        await pilot.press("u", "u")
        assert (status("e1"), status("e2")) == ("pending", "pending")
        await pilot.press("u")
        assert "nothing of yours" in said(screen)
        await pilot.press("ctrl+r", "ctrl+r")
        assert (status("e1"), status("e2")) == ("accepted", "rejected")


async def test_type_by_number() -> None:
    async with reviewing() as (screen, pilot):
        await pilot.press("c", "3")
        assert kept().state.items["e1"].value.type == "ORG"
        screen.action_show_quotes()
        screen.chosen(screen.panel.choose("q1"))
        await pilot.press("c", "٥")
        assert kept().state.items["q1"].value.factuality == "denied"
        screen.action_show_claims()
        screen.chosen(screen.panel.choose("c1"))
        await pilot.press("c")
        assert isinstance(pilot.app.screen, Pick)
        await pilot.press("3")
        assert kept().state.items["c1"].value.kind == "causal"


async def test_rename_with_a_preview_that_reads() -> None:
    async with reviewing() as (screen, pilot):
        await pilot.press("e")
        dialog = pilot.app.screen
        assert isinstance(dialog, Line)
        dialog.query_one(Field).value = "ليلى [red]منصور"
        await pilot.pause()
        await pilot.press("enter")
        assert kept().state.items["e1"].value.name == "ليلى [red]منصور"
        assert screen.panel.list.states["e1"] == "corrected"


async def test_speaker_by_number_by_typing_and_nobody() -> None:
    async with reviewing() as (screen, pilot):
        screen.action_show_quotes()
        screen.chosen(screen.panel.choose("q2"))
        await pilot.press("e")
        picker = pilot.app.screen
        assert isinstance(picker, Pick)
        assert picker.labels[0] == "ليلى منصور"
        await pilot.press("1")
        assert kept().state.items["q2"].value.speaker.entity == "e1"
        screen.chosen(screen.panel.choose("q4"))
        await pilot.press("e", *"نيكو", "enter")
        assert kept().state.items["q4"].value.speaker.entity == "e2"
        screen.chosen(screen.panel.choose("q5"))
        await pilot.press("e", *"ناطق", "enter")
        speaker = kept().state.items["q5"].value.speaker
        assert (speaker.name, speaker.entity) == ("ناطق", None)
        screen.chosen(screen.panel.choose("q6"))
        await pilot.press("e", "up", "enter")
        assert kept().state.items["q6"].value.speaker is None


async def test_keys_do_nothing_behind_a_dialog() -> None:
    async with reviewing() as (_, pilot):
        for key in ("e", "exclamation_mark", "ampersand", "f9"):
            await pilot.press(key)
            if key == "exclamation_mark":
                continue
            dialog = pilot.app.screen
            assert isinstance(dialog, Line | Pick | Told)
            await pilot.press("u", "x", "a", "n", "o", "1" if isinstance(dialog, Told) else "x")
            await pilot.press("escape")
            assert pilot.app.screen is not dialog
    assert not default_path().exists()


async def test_merge_and_split() -> None:
    async with reviewing() as (screen, pilot):
        await pilot.press("ampersand", *"نيكوس", "enter")
        state = kept().state
        assert "e1" not in state.items and len(state.mentions("e2")) >= 2
        assert screen.panel.selected_item().key == "e2"
        await pilot.press("space", "j")
        while screen.panel.selected_item().kind != "mention":
            await pilot.press("j")
        words = kept().state.mentions("e2")[0].value.text
        await pilot.press("percent_sign")
        new = screen.panel.selected_item()
        assert (new.kind, new.text) == ("entity", words)
        await pilot.press("u", "u")
        assert reviewed(kept().state) == sample.analysis()


async def test_claims_are_ranked_and_checked() -> None:
    async with reviewing() as (screen, pilot):
        await pilot.press("3")
        screen.panel.list.focus()
        screen.chosen(screen.panel.choose("c3"))
        await pilot.press("alt+up")
        assert [c.id for c in reviewed(kept().state).claims] == ["c1", "c3", "c2"]
        assert screen.panel.selected_item().key == "c3"
        await pilot.press("exclamation_mark")
        assert isinstance(pilot.app.screen, CheckClaim)
        await pilot.press("2", "tab", *"https://x.org", "enter")
        item = kept().state.items["c3"]
        assert (item.verdict, item.evidence, item.checked_by) == ("true", "https://x.org", "سامي")
        assert item.status == "pending"
        screen.action_show_entities()
        await pilot.press("exclamation_mark")
        assert "Only a claim" in said(screen)


async def test_a_note_beside_anything() -> None:
    async with reviewing() as (_, pilot):
        await pilot.press("r", *"sure?", "enter")
        assert (kept().state.items["e1"].note, status("e1")) == ("sure?", "pending")


async def test_accept_all_shown_is_one_step() -> None:
    async with reviewing() as (screen, pilot):
        await pilot.press("x", "ctrl+a")
        assert [status(f"e{n}") for n in range(1, 7)] == ["rejected"] + ["accepted"] * 5
        assert "5 accepted" in said(screen)
        await pilot.press("u")
        assert status("e4") == "pending" and status("e1") == "rejected"


async def test_a_name_is_added_from_a_selection_and_everywhere() -> None:
    async with reviewing() as (screen, pilot):
        pane = screen.article_pane
        pane.focus()
        start, end = sample.find("المشروع")
        pane.move_to(start)
        await pilot.press("v")
        assert screen.selection == (start, end)
        await pilot.press("h", "l", "4")
        state = kept().state
        added = [item for item in state.of_kind("mention") if item.added]
        assert [item.value.text for item in added] == ["المشروع"]
        assert "MISC" in pane.highlights.at(start)
        await pilot.press("asterisk")
        names = [m.text for e in reviewed(kept().state).entities if e.name == "المشروع" for m in e.mentions]
        assert len(names) > 1 and set(names) == {"المشروع"}


async def test_a_quote_is_added_and_asks_who_said_it() -> None:
    async with reviewing() as (screen, pilot):
        pane = screen.article_pane
        pane.focus()
        words = "عمال الميناء قالوا لي"
        pane.move_to(sample.find(words)[0])
        await pilot.press("v", "h", "h", "h", "6")
        assert isinstance(pilot.app.screen, Pick)
        await pilot.press("1")
        (quote,) = [item for item in kept().state.of_kind("quote") if item.added]
        assert (
            quote.value.text == words and quote.value.kind == "indirect" and quote.value.speaker is not None
        )


async def test_ends_move_by_word_and_by_letter() -> None:
    async with reviewing() as (screen, pilot):
        screen.action_show_quotes()
        screen.chosen(screen.panel.choose("q1"))
        start, end = sample.find("المشروع استغرق أربعة أعوام")
        await pilot.press("v")
        assert screen.selection == (start, end)
        await pilot.press("l", "greater_than_sign", "o", "h", "comma", "enter")
        item = kept().state.items["q1"]
        assert item.value.text == "ستغرق أربع"
        assert (item.status, screen.panel.list.states["q1"]) == ("accepted", "corrected")
        assert screen.selection is None and screen.focused is screen.panel.list


async def test_marks_go_with_their_letter() -> None:
    from reader.ui.screens.selecting import cluster_after, cluster_before

    text = "مُمَوِّلٌ"
    stops = [0]
    while stops[-1] < len(text):
        stops.append(cluster_after(text, stops[-1]))
    assert stops == [0, 2, 4, 7, 9]
    assert [cluster_before(text, stop) for stop in stops[1:]] == stops[:-1]


async def test_the_selection_says_who_spoke_and_with_which_verb() -> None:
    async with reviewing() as (screen, pilot):
        screen.action_show_quotes()
        screen.chosen(screen.panel.choose("q4"))
        pane = screen.article_pane
        pane.focus()
        pane.move_to(sample.find("نيكوس")[0])
        await pilot.press("v", "h", "s")
        speaker = kept().state.items["q4"].value.speaker
        assert (speaker.entity, speaker.name) == ("e2", "نيكوس بابادوبولوس")
        pane.focus()
        pane.move_to(sample.find("تابع")[0])
        screen.panel.choose("q4")
        await pilot.press("v", "r")
        assert kept().state.items["q4"].value.cue.text == "تابع" or kept().state.items[
            "q4"
        ].value.cue.text.endswith("تابع")


async def test_a_selection_is_dropped_and_decides_nothing() -> None:
    async with reviewing() as (screen, pilot):
        await pilot.press("v", "a", "escape")
        assert screen.selection is None
    assert not default_path().exists() or status("e1") == "pending"


async def test_sentence_edges_and_hops() -> None:
    async with reviewing() as (screen, pilot):
        pane = screen.article_pane
        pane.focus()
        pane.move_to(0)
        sentence = pane.motions.sentence[0]
        await pilot.press("dollar_sign")
        assert (
            pane.motions.around(pane.cursor, "word")[1]
            <= sentence[1]
            <= pane.motions.around(pane.cursor, "word")[1] + 2
        )
        await pilot.press("circumflex_accent")
        assert pane.cursor <= sentence[0] + 1
        await pilot.press("semicolon", "م")
        assert sample.TEXT[pane.cursor] == "م"


async def test_others_work_appears_by_itself() -> None:
    async with reviewing() as (screen, pilot):
        await pilot.press("a")
        other = Review.open(Store(default_path()), sample.analysis(), "ليلى")
        from reader.review.events import Decide

        other.do(Decide("e2", "rejected"))
        await pilot.pause(1.0)
        assert screen.panel.list.states["e2"] == "rejected"


async def test_a_read_only_store_offers_a_copy_and_the_decision_goes_there(tmp_path: Path) -> None:
    with Store(default_path()) as store:
        Review.open(store, sample.analysis(), "ليلى")
    async with opened(config=Config(reviewer="سامي")) as (screen, pilot):
        pilot.app.keeper.read_only = True
        screen.begin_review(sample.analysis())
        screen.panel.list.focus()
        screen.chosen(screen.panel.choose("e1"))
        await pilot.press("a")
        assert isinstance(pilot.app.screen, Ask)
        assert screen.panel.list.states["e1"] == "pending"
        await pilot.press("2")
        pilot.app.screen.query_one(Field).value = str(tmp_path / "copy.sqlite")
        await pilot.press("enter")
        await pilot.pause()
        assert screen.panel.list.states["e1"] == "accepted"
    assert status("e1") == "pending"
    assert Review.open(Store(tmp_path / "copy.sqlite"), sample.analysis(), "").state.items["e1"].by == "سامي"


async def test_a_locked_store_says_so_and_tries_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.ui.keeper.WAIT", 0.05)
    async with reviewing() as (screen, pilot):
        await pilot.press("a")
        other = sqlite3.connect(default_path(), isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        await pilot.press("a")
        assert isinstance(pilot.app.screen, Ask)
        await pilot.press("1")
        assert isinstance(pilot.app.screen, Ask)
        other.execute("ROLLBACK")
        other.close()
        await pilot.press("1")
        assert status("e2") == "accepted" and screen.panel.selected_item().key == "e3"


async def test_a_damaged_store_is_told_and_reading_goes_on(tmp_path: Path) -> None:
    default_path().parent.mkdir(parents=True)
    default_path().write_bytes(b"damaged" * 2000)
    async with opened() as (screen, pilot):
        screen.begin_review(sample.analysis())
        await pilot.pause()
        assert isinstance(pilot.app.screen, Ask)
        assert "damaged" in pilot.app.screen.text
        await pilot.press("3")
        assert screen.is_current and screen.panel.list.items


async def test_an_edited_article_offers_its_decisions() -> None:
    old = sample.analysis()
    text = "كلمة قبل. " + sample.TEXT
    with Store(default_path()) as store:
        from reader.annotate.model import Analysis, ArticleRecord

        before = Analysis(article=ArticleRecord("sha256:old", "library-ship.txt", len(text), text))
        review = Review.open(store, before, "سامي")
        from reader.review.events import AddQuote

        start, end = text.index(old.quotes[1].text), text.index(old.quotes[1].text) + len(old.quotes[1].text)
        review.do(AddQuote(type(old.quotes[1])(id="q+1", kind="direct", start=start, end=end, text="")))
    async with opened() as (screen, pilot):
        screen.begin_review(old)
        await pilot.pause()
        assert isinstance(pilot.app.screen, Ask)
        await pilot.press("enter")
        await pilot.pause()
        assert (
            screen.panel.list.states.get("q2", "") == ""
            or screen.review.state.items["q2"].status == "accepted"
        )
        assert "moved" in said(screen)


async def test_the_summary_comes_when_all_is_decided() -> None:
    async with reviewing() as (screen, pilot):
        for tab in ("1", "2", "3"):
            await pilot.press(tab, "ctrl+a")
        screen.panel.list.focus()
        await pilot.press("n")
        assert isinstance(pilot.app.screen, Told)
        assert any("6 accepted" in line for line in pilot.app.screen.lines)
        await pilot.press("enter")
        await pilot.press("q")
        assert "Kept in" in pilot.app.farewell


async def test_nothing_is_decided_while_another_analysis_is_under_way() -> None:
    async with reviewing() as (screen, pilot):
        await pilot.press("x")
        start = sample.find("ليلى منصور")[0]
        screen.pause_review()
        screen.set_analysis(sample.analysis(), waiting="…")
        assert "PER" in screen.article_pane.highlights.at(start)
        await pilot.press("a", "u")
        assert "under way" in said(screen)
        screen.begin_review(sample.analysis())
        assert "PER" not in screen.article_pane.highlights.at(start)
        assert len(kept().events) == 2
        screen.pause_review()
        screen.resume_review()
        await pilot.press("u")
        assert status("e1") == "pending"


async def test_another_engine_keeps_what_was_decided() -> None:
    from msgspec.structs import replace

    async with reviewing() as (screen, pilot):
        await pilot.press("2")
        screen.panel.list.focus()
        screen.chosen(screen.panel.choose("q2"))
        await pilot.press("x")
        found = sample.analysis()
        quotes = tuple(replace(q, id=f"q{n}") for n, q in enumerate(reversed(found.quotes), 1))
        screen.pause_review()
        screen.begin_review(replace(found, quotes=quotes))
        assert [key for key, value in screen.panel.list.states.items() if value == "rejected"] == ["q5"]
        assert "direct" not in screen.article_pane.highlights.at(found.quotes[1].start)


async def test_a_name_added_across_another_takes_its_place() -> None:
    async with reviewing() as (screen, pilot):
        pane = screen.article_pane
        pane.focus()
        start, end = sample.find("ليلى منصور")
        pane.move_to(start)
        await pilot.press("v", "4")
        found = {(m.start, m.end): e.type for e in reviewed(kept().state).entities for m in e.mentions}
        assert found.get((start, start + 4)) == "MISC" and (start, end) not in found
        await pilot.press("u")
        assert reviewed(kept().state) == sample.analysis()
