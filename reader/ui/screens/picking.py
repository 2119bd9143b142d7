"""A picker: a list narrowed by typing, one line of it taken by its number, by Enter, or the typed words themselves."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from reader.annotate.normal import fold
from reader.i18n import t
from reader.ui.screens.dialogs import Dialog, digit_of
from reader.ui.visual import Arabic
from reader.ui.widgets.field import Field

Picked = int | str
"""The place of the line in the list as given, or words that were typed and are in no line."""


class Pick(Dialog[Picked]):
    """Choose one of `labels`, or, where `free` says so, type something else. The first nine have their number as key."""

    DEFAULT_CSS = """
    Pick OptionList { height: auto; max-height: 14; border: none; padding: 0; background: $surface; }
    """

    def __init__(self, title: str, labels: Sequence[str], *, free: bool = False) -> None:
        super().__init__(title)
        self.labels = tuple(labels)
        self.free = free
        self._shown: list[int] = []

    def body(self) -> ComposeResult:
        yield DigitField(placeholder=t("reviewing.dialog.type_to_narrow"))
        yield OptionList()

    def on_mount(self) -> None:
        self.query_one(OptionList).can_focus = False
        self._narrow("")
        self.query_one(Field).focus()

    def on_field_changed(self, event: Field.Changed) -> None:
        self._narrow(event.value)

    def _narrow(self, typed: str) -> None:
        wanted = fold(typed.strip()).casefold()
        self._shown = [n for n, label in enumerate(self.labels) if wanted in fold(label).casefold()]
        options = self.query_one(OptionList)
        options.clear_options()
        for place, number in enumerate(self._shown, 1):
            key = f"{place}  " if place < 10 else "   "
            options.add_option(Option(Arabic(key + self.labels[number])))
        options.highlighted = 0 if self._shown else None

    def on_key(self, event: events.Key) -> None:
        options = self.query_one(OptionList)
        if event.key in ("down", "up") and self._shown:
            here = options.highlighted or 0
            step = 1 if event.key == "down" else -1
            options.highlighted = (here + step) % len(self._shown)
            event.stop()

    def take_digit(self, digit: int) -> bool:
        """Take the line with that number; whether there is one."""
        if 1 <= digit <= min(9, len(self._shown)):
            self.dismiss(self._shown[digit - 1])
            return True
        return False

    def on_field_submitted(self, event: Field.Submitted) -> None:
        options = self.query_one(OptionList)
        typed = event.value.strip()
        if self._shown and options.highlighted is not None:
            self.dismiss(self._shown[options.highlighted])
        elif typed and self.free:
            self.dismiss(typed)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._shown[event.option_index])


class DigitField(Field):
    """A field in which a digit, while it is empty, takes a line of the list instead."""

    def on_key(self, event: events.Key) -> None:
        digit = digit_of(event.character)
        picker = self.screen
        if digit is not None and not self.value and isinstance(picker, Pick) and picker.take_digit(digit):
            event.stop()
            event.prevent_default()
