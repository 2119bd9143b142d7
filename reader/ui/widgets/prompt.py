"""The row at the foot where something is typed: a label, a field, and what is wrong with what stands in it."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Static

from reader.ui.visual import Arabic
from reader.ui.widgets.field import Field


class Prompt(Horizontal):
    """Hidden until it is opened; while it is open its field has the keys."""

    DEFAULT_CSS = """
    Prompt { height: 1; display: none; background: $panel; }
    Prompt.-open { display: block; }
    Prompt .label { width: auto; max-width: 40%; padding: 0 1; color: $primary; }
    Prompt .problem { width: auto; max-width: 50%; padding: 0 1; color: $warning; }
    """

    class Left(Message):
        """Escape was pressed."""

    class Turned(Message):
        """Tab was pressed."""

    def __init__(self, history: list[str], id: str = "prompt") -> None:
        super().__init__(id=id)
        self.field = Field(history=history)

    def compose(self) -> ComposeResult:
        yield Static(Arabic(""), classes="label")
        yield self.field
        yield Static(Arabic(""), classes="problem")

    @property
    def is_open(self) -> bool:
        return self.has_class("-open")

    def open(self, label: str, value: str = "") -> None:
        """Show the row with `value` in its field, the caret after it."""
        self.label(label)
        self.complain("")
        self.add_class("-open")
        self.field.value = value
        self.field.focus(scroll_visible=False)

    def close(self) -> None:
        self.remove_class("-open")

    def label(self, text: str) -> None:
        """What the field is for."""
        self.query_one(".label", Static).update(Arabic(text))

    def complain(self, text: str) -> None:
        """Say what is wrong; nothing when it is right."""
        self.query_one(".problem", Static).update(Arabic(text))

    def on_key(self, event: events.Key) -> None:
        message = {"escape": self.Left, "tab": self.Turned}.get(event.key)
        if message is not None:
            self.post_message(message())
        # Nothing that is typed here is a key of the screen behind.
        event.stop()
        event.prevent_default()
