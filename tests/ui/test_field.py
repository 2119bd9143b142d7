"""The field edits by letter with its marks and puts its caret where the next letter will stand."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.pilot import Pilot

from reader.ui.widgets.field import Field


class Host(App[None]):
    def __init__(self, value: str = "", history: list[str] | None = None) -> None:
        super().__init__()
        self.field = Field(value, history=history)
        self.submitted: list[str] = []

    def compose(self) -> ComposeResult:
        yield self.field

    def on_mount(self) -> None:
        self.field.focus()

    def on_field_submitted(self, event: Field.Submitted) -> None:
        self.submitted.append(event.value)


def shown(field: Field) -> tuple[str, int]:
    """The row's text and the cell of the caret."""
    strip = field.render_line(0)
    at, cell = -1, 0
    for segment in strip:
        if segment.style and segment.style.reverse:
            at = cell
        cell += segment.cell_length
    return strip.text, at


async def keys(pilot: Pilot[None], *names: str) -> None:
    await pilot.press(*names)
    await pilot.pause()


async def test_arabic_is_joined_and_stands_at_the_right_the_caret_after_it() -> None:
    app = Host()
    async with app.run_test(size=(20, 3)) as pilot:
        await keys(pilot, *"سلام")
        assert app.field.value == "سلام"
        text, caret = shown(app.field)
        assert text == " " * 17 + "\ufee1\ufefc\ufeb3"
        assert caret == 16


async def test_left_goes_forward_in_arabic_and_backward_in_latin() -> None:
    app = Host("سلام")
    async with app.run_test(size=(20, 3)) as pilot:
        await keys(pilot, "home", "left")
        assert app.field.caret == 1
        await keys(pilot, "right")
        assert app.field.caret == 0 and shown(app.field)[1] == 19
        app.field.edit("nato", 4)
        await keys(pilot, "left")
        assert app.field.caret == 3 and shown(app.field)[1] == 3


async def test_a_letter_goes_with_its_marks() -> None:
    app = Host("قُلْ")
    async with app.run_test(size=(20, 3)) as pilot:
        await keys(pilot, "backspace")
        assert app.field.value == "قُ"
        await keys(pilot, "home", "delete")
        assert app.field.value == ""


async def test_words_and_the_whole_line_are_deleted() -> None:
    app = Host("وزير الخارجية الروسي")
    async with app.run_test(size=(40, 3)) as pilot:
        await keys(pilot, "ctrl+w")
        assert app.field.value == "وزير الخارجية "
        await keys(pilot, "ctrl+u")
        assert app.field.value == "" and app.field.caret == 0


async def test_the_ligature_key_gives_its_letters_and_controls_nothing() -> None:
    app = Host()
    async with app.run_test(size=(40, 3)) as pilot:
        app.field.insert("\ufefb\x1b[31m\nنعم\x07")
        await pilot.pause()
        assert app.field.value == "لا[31m نعم"


async def test_a_long_text_keeps_the_caret_in_sight() -> None:
    app = Host("كلمة " * 40)
    async with app.run_test(size=(30, 3)) as pilot:
        await pilot.pause()
        text, caret = shown(app.field)
        assert len(text.rstrip()) <= 30 and 0 <= caret < 30 and "…" in text


async def test_earlier_entries_come_back_and_the_draft_too() -> None:
    history = ["ثان", "أول"]
    app = Host(history=history)
    async with app.run_test(size=(30, 3)) as pilot:
        await keys(pilot, "ج", "up")
        assert app.field.value == "ثان"
        await keys(pilot, "up", "up")
        assert app.field.value == "أول"
        await keys(pilot, "down", "down")
        assert app.field.value == "ج"
        await keys(pilot, "enter")
        app.field.remember()
        assert app.submitted == ["ج"] and history == ["ج", "ثان", "أول"]
