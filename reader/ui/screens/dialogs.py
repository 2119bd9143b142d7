"""The small dialogs of a review: a question with numbered answers, and a line of text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from rich.style import Style
from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from reader.i18n import t
from reader.ui.keymap import bindings
from reader.ui.visual import Arabic
from reader.ui.widgets.field import Field

Answer = TypeVar("Answer")


def digit_of(character: str | None) -> int | None:
    """The digit a key stands for, Arabic ones included."""
    return int(character) if character and len(character) == 1 and character.isdecimal() else None


class Dialog(ModalScreen[Answer]):
    """Stands over the screen; nothing behind it hears a key. Escape leaves it without an answer."""

    DEFAULT_CSS = """
    Dialog { align: center middle; }
    Dialog > Vertical { width: 76; max-width: 100%; height: auto; max-height: 90%; background: $surface;
                        border: round $primary; padding: 0 1; }
    Dialog Field { background: $panel; margin: 0 0 1 0; }
    Dialog .words { height: auto; max-height: 8; margin: 0 0 1 0; }
    Dialog .label { color: $foreground; text-style: dim; height: auto; }
    """
    BINDINGS = bindings("answer")

    def __init__(self, title: str) -> None:
        super().__init__()
        self.heading = title

    def compose(self) -> ComposeResult:
        with Vertical() as box:
            box.border_subtitle = t("reviewing.dialog.leave")
            yield Static(Arabic(self.heading, ((0, len(self.heading), Style(bold=True)),)), classes="words")
            yield from self.body()

    def body(self) -> ComposeResult:
        """What stands under the heading."""
        raise NotImplementedError

    def action_leave(self) -> None:
        self.dismiss(None)


class Ask(Dialog[int]):
    """A question with numbered answers; the answer is the number of one, from 0. Enter gives the first."""

    def __init__(self, title: str, text: str, answers: Sequence[str]) -> None:
        super().__init__(title)
        self.text = text
        self.answers = tuple(answers)

    def body(self) -> ComposeResult:
        if self.text:
            yield Static(Arabic(self.text), classes="words")
        for number, answer in enumerate(self.answers, 1):
            yield Static(Arabic(f"{number}  {answer}"))

    def on_key(self, event: events.Key) -> None:
        number = 1 if event.key == "enter" else digit_of(event.character)
        if number is not None and 1 <= number <= len(self.answers):
            event.stop()
            self.dismiss(number - 1)


class Line(Dialog[str]):
    """One line of text."""

    def __init__(self, title: str, value: str = "") -> None:
        super().__init__(title)
        self.value = value

    def body(self) -> ComposeResult:
        yield Field(self.value)

    def on_mount(self) -> None:
        self.query_one(Field).focus()

    def on_field_submitted(self, event: Field.Submitted) -> None:
        self.dismiss(event.value.strip())


class Told(Dialog[None]):
    """Something to read; Enter or Escape closes it."""

    def __init__(self, title: str, lines: Sequence[str]) -> None:
        super().__init__(title)
        self.lines = tuple(lines)

    def body(self) -> ComposeResult:
        for line in self.lines:
            yield Static(Arabic(line))

    def on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            event.stop()
            self.dismiss(None)
