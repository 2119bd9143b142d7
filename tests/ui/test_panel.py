"""The panel: every mode and order, what choosing marks in the article, and following both ways."""

from __future__ import annotations

from tests.ui import sample
from tests.ui.conftest import Open


def marked(screen) -> list[str]:
    return [sample.TEXT[start:end] for start, end in screen.article_pane.marked.get("selected", ())]


def linked(screen) -> list[str]:
    return [sample.TEXT[start:end] for start, end in screen.article_pane.marked.get("linked", ())]


def keys(screen) -> list[str]:
    return [item.key for item in screen.panel.list.items]


async def test_entities_are_grouped_and_mark_all_their_places(reading: Open) -> None:
    async with reading() as (screen, pilot):
        assert [item.tone for item in screen.panel.list.items if item.kind == "group"] == [
            "PER",
            "LOC",
            "ORG",
            "MISC",
        ]
        await pilot.press("tab", "j", "k")
        assert screen.panel.selected_item().key == "e1"
        assert marked(screen) == ["ليلى منصور"]
        assert linked(screen) == ["وزيرة الثقافة"]
        await pilot.press("end")
        assert screen.panel.selected_item().key == "e6"
        assert marked(screen) == ["منارة"]
        assert linked(screen) == ["منارة"] * (sample.TEXT.count("منارة") - 1)


async def test_an_entity_opens_to_its_mentions(reading: Open) -> None:
    async with reading() as (screen, pilot):
        await pilot.press("tab", "j", "k", "space")
        assert keys(screen)[1:4] == ["e1", "e1/r0", "e1/0"]
        await pilot.press("j")
        assert marked(screen) == ["وزيرة الثقافة"]
        await pilot.press("space")
        assert "e1/0" not in keys(screen)
        assert screen.panel.selected_item().key == "e1"


async def test_entities_can_be_sorted(reading: Open) -> None:
    async with reading() as (screen, pilot):
        await pilot.press("tab", "t")
        assert screen.panel.orders["entities"] == "text"
        await pilot.press("t")
        places = [
            item.text for item in screen.panel.list.items if item.kind == "entity" and item.tone == "LOC"
        ]
        assert places == sorted(places)


async def test_places_of_an_entity_one_after_another(reading: Open) -> None:
    async with reading(size=(120, 16)) as (screen, pilot):
        await pilot.press("tab", "end")
        seen = [screen.article_pane.marked["selected"]]
        for _ in range(2):
            await pilot.press("right_square_bracket")
            seen.append(screen.article_pane.marked["selected"])
        assert len(set(seen)) == 3
        await pilot.press("left_square_bracket")
        assert screen.article_pane.marked["selected"] == seen[1]


async def test_quotes_in_order_and_by_speaker(reading: Open) -> None:
    async with reading() as (screen, pilot):
        await pilot.press("tab", "2")
        assert keys(screen) == ["q1", "q2", "q3", "q4", "q5", "unsaid", "q6"]
        assert marked(screen) == ["المشروع استغرق أربعة أعوام"]
        assert set(linked(screen)) == {"ليلى منصور", "قالت"}
        await pilot.press("t")
        assert keys(screen)[0] == "speaker:ليلى منصور"
        await pilot.press("g")
        assert screen.panel.selected_item().kind == "speaker"
        assert len(marked(screen) + linked(screen)) == 2
        assert "speaker:" in keys(screen)


async def test_all_that_one_person_said(reading: Open) -> None:
    async with reading() as (screen, pilot):
        await pilot.press("tab", "j", "s")
        assert screen.panel.mode == "quotes"
        assert screen.panel.selected_item().key == "speaker:نيكوس بابادوبولوس"
        assert [len(span) for span in (marked(screen), linked(screen))] == [1, 1]
        assert "حين رأيت" in marked(screen)[0]


async def test_claims_by_importance_checkability_and_place(reading: Open) -> None:
    async with reading() as (screen, pilot):
        await pilot.press("tab", "3")
        assert keys(screen) == ["c1", "c2", "c3"]
        await pilot.press("t")
        assert keys(screen) == ["c3", "c1", "c2"]
        await pilot.press("t")
        assert keys(screen) == ["c2", "c1", "c3"]
        await pilot.press("end")
        assert marked(screen) == ["السفينة ستغادر إلى بيروت في الثالث من آذار/مارس المقبل"]
        assert linked(screen) == ["السفينة ستزور سبعة موانئ عربية"]


async def test_notes_are_those_under_the_cursor(reading: Open) -> None:
    async with reading() as (screen, pilot):
        await pilot.press("4")
        assert keys(screen) == ["e3"]
        pane = screen.article_pane
        pane.move_to(sample.find("المشروع استغرق")[0])
        screen.moved()
        assert keys(screen) == ["c2", "q1"] or keys(screen) == ["q1", "c2"]


async def test_moving_in_the_panel_scrolls_the_article_and_back_returns(reading: Open) -> None:
    async with reading(size=(120, 16)) as (screen, pilot):
        pane = screen.article_pane
        await pilot.press("left", "left", "tab", "3", "end")
        start = sample.find("السفينة ستغادر")[0]
        assert pane.top <= pane.rows.row_of(start) < pane.top + pane.lines
        await pilot.press("comma")
        assert (pane.top, sample.TEXT[slice(*pane.motions.around(pane.cursor, "word"))]) == (0, "أول")


async def test_the_article_leads_the_panel(reading: Open) -> None:
    async with reading() as (screen, pilot):
        screen.jump_to(sample.find("نيكوس")[0])
        assert screen.panel.selected_item().key == "e2"
        await pilot.press("f")
        screen.jump_to(sample.find("بيروت")[0])
        assert screen.panel.selected_item().key == "e2"


async def test_without_following_the_article_stays(reading: Open) -> None:
    async with reading(size=(120, 16)) as (screen, pilot):
        await pilot.press("f", "tab", "3", "end")
        assert screen.article_pane.top == 0
        await pilot.press("enter")
        assert screen.focused is screen.article_pane
        assert {"cursor", "selected"} <= screen.article_pane.highlights.at(screen.article_pane.cursor)
        assert screen.article_pane.cursor == sample.find("السفينة ستغادر")[0]


async def test_from_a_word_to_its_row(reading: Open) -> None:
    async with reading() as (screen, pilot):
        screen.jump_to(sample.find("لا نريد")[0])
        await pilot.press("enter")
        assert (screen.panel.mode, screen.panel.selected_item().key) == ("quotes", "q2")
        assert screen.focused is screen.panel.list


async def test_the_drawer_tells_all(reading: Open) -> None:
    async with reading() as (screen, pilot):
        await pilot.press("tab", "3", "d")
        assert screen.panel.details_open
        told = dict(screen.panel.drawer.pairs)
        assert told["Figures"] == "70 %"
        assert told["Claimed by"] == "كريم الدسوقي"
        await pilot.press("2", "end")
        assert dict(screen.panel.drawer.pairs)["Status"] == "denied saying it"
        await pilot.press("1", "g")
        assert dict(screen.panel.drawer.pairs)["Role"] == "وزيرة الثقافة"


async def test_rows_fill_the_panel_and_show_their_state(reading: Open) -> None:
    async with reading() as (screen, pilot):
        panel = screen.panel
        for mode in ("1", "2", "3"):
            await pilot.press(mode)
            strips = [panel.list.strip(row) for row in range(panel.list.virtual_size.height)]
            assert {strip.cell_length for strip in strips} == {panel.list.columns}
        screen.set_states({"c1": "accepted", "c2": "rejected"})
        rows = [
            "".join(s.text for s in panel.list.strip(row)) for row in range(panel.list.virtual_size.height)
        ]
        assert any("✓" in row for row in rows)
        assert any("✗" in row for row in rows)


async def test_growing_results_keep_the_chosen_row(reading: Open) -> None:
    import msgspec

    async with reading(found=False) as (screen, pilot):
        whole = sample.analysis()
        screen.set_analysis(msgspec.structs.replace(whole, quotes=(), claims=()), "waiting")
        await pilot.press("tab", "j", "j")
        chosen, row = screen.panel.selected_item(), screen.panel.list.top
        screen.set_analysis(whole)
        await pilot.pause()
        assert screen.panel.selected_item() == chosen
        assert screen.panel.list.top == row


async def test_a_click_chooses_and_a_second_jumps(reading: Open) -> None:
    async with reading() as (screen, pilot):
        await pilot.click("#items", offset=(10, 2))
        await pilot.pause()
        assert screen.panel.selected_item().key == keys(screen)[2]
        await pilot.click("#items", offset=(10, 2), times=2)
        await pilot.pause()
        assert screen.focused is screen.article_pane
