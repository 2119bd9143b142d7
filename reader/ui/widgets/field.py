"""One line of typed text that reads right: laid out while it is edited, its caret where the next letter will stand."""

from __future__ import annotations

import unicodedata

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from reader.layout import Line, layout_label
from reader.ui import visual

_KEPT = 50
"""How many earlier entries a field offers."""
_ENDLESS = 100_000
"""Wider than any field's text."""


class Field(Widget, can_focus=True):
    """Edits by cluster: a letter goes with its marks. Offsets are code points into `value`.

    Left and right move the caret to the cell on that side where the line reads so, home and end to its beginning and
    end; up and down bring back earlier entries.
    """

    DEFAULT_CSS = "Field { height: 1; width: 1fr; }"

    class Changed(Message):
        """The text is another."""

        def __init__(self, field: Field) -> None:
            super().__init__()
            self.field = field
            self.value = field.value

    class Submitted(Message):
        """Enter was pressed."""

        def __init__(self, field: Field) -> None:
            super().__init__()
            self.field = field
            self.value = field.value

    def __init__(
        self,
        value: str = "",
        *,
        placeholder: str = "",
        history: list[str] | None = None,
        id: str | None = None,
    ) -> None:
        super().__init__(id=id)
        self._value = value
        self.caret = len(value)
        self.placeholder = placeholder
        self.history = history if history is not None else []
        self._recalled: int | None = None
        self._draft = ""

    @property
    def control(self) -> Field:
        return self

    @property
    def value(self) -> str:
        """The text; setting it puts the caret at its end."""
        return self._value

    @value.setter
    def value(self, text: str) -> None:
        self.edit(text, len(text))

    # -- editing

    def edit(self, value: str, caret: int) -> None:
        """Another text and place for the caret; tells whoever listens."""
        changed = value != self._value
        self._value, self.caret = value, max(0, min(caret, len(value)))
        self.refresh()
        if changed:
            self.post_message(self.Changed(self))

    def insert(self, text: str) -> None:
        """Put `text` at the caret: as one line, without control characters, ligatures as the letters they are made of."""
        plain = "".join(map(_typed, " ".join(text.split("\n"))))
        self.edit(self.value[: self.caret] + plain + self.value[self.caret :], self.caret + len(plain))

    def _after(self, offset: int) -> int:
        offset = min(len(self.value), offset + 1)
        while offset < len(self.value) and unicodedata.combining(self.value[offset]):
            offset += 1
        return offset

    def _before(self, offset: int) -> int:
        offset = max(0, offset - 1)
        while offset > 0 and unicodedata.combining(self.value[offset]):
            offset -= 1
        return offset

    def _word_before(self, offset: int) -> int:
        head = self.value[:offset].rstrip()
        return len(head.rpartition(" ")[0]) + 1 if " " in head else 0

    def remember(self) -> None:
        """Put the present text first among the earlier entries."""
        if self.value.strip():
            if self.value in self.history:
                self.history.remove(self.value)
            self.history.insert(0, self.value)
            del self.history[_KEPT:]
        self._recalled = None

    def _recall(self, step: int) -> None:
        if self._recalled is None:
            self._draft = self.value
        place = -1 if self._recalled is None else self._recalled
        place = max(-1, min(len(self.history) - 1, place + step))
        self._recalled = place if place >= 0 else None
        value = self.history[place] if place >= 0 else self._draft
        self.edit(value, len(value))

    # -- keys

    def on_key(self, event: events.Key) -> None:
        value, caret = self.value, self.caret
        right_to_left = _lay_out(value).base_level
        forward, backward = ("left", "right") if right_to_left else ("right", "left")
        keys = {
            forward: lambda: self.edit(value, self._after(caret)),
            backward: lambda: self.edit(value, self._before(caret)),
            "home": lambda: self.edit(value, 0),
            "ctrl+a": lambda: self.edit(value, 0),
            "end": lambda: self.edit(value, len(value)),
            "ctrl+e": lambda: self.edit(value, len(value)),
            "backspace": lambda: self.edit(value[: self._before(caret)] + value[caret:], self._before(caret)),
            "ctrl+h": lambda: self.edit(value[: self._before(caret)] + value[caret:], self._before(caret)),
            "delete": lambda: self.edit(value[:caret] + value[self._after(caret) :], caret),
            "ctrl+w": lambda: self.edit(
                value[: self._word_before(caret)] + value[caret:], self._word_before(caret)
            ),
            "ctrl+u": lambda: self.edit(value[caret:], 0),
            "ctrl+k": lambda: self.edit(value[:caret], caret),
            "enter": lambda: self.post_message(self.Submitted(self)),
        }
        if self.history:
            keys |= {"up": lambda: self._recall(1), "down": lambda: self._recall(-1)}
        work = keys.get(event.key)
        if work is not None:
            work()
        elif event.is_printable and event.character:
            self.insert(event.character)
        else:
            return
        event.stop()
        event.prevent_default()

    def on_paste(self, event: events.Paste) -> None:
        self.insert(event.text)
        event.stop()

    # -- drawing

    def _shown(self, width: int) -> tuple[Line, int]:
        """The row that is drawn, narrower than `width`, and the caret's offset in it.

        Of a longer text only what stands before the caret is shown, as much as fits.
        """
        whole = _lay_out(self.value or self.placeholder)
        if whole.width < width or not self.value:
            return whole, self.caret
        head = self.value[: self.caret]
        line = _lay_out(head)
        while line.width >= width:
            head = "…" + head[max(2, len(head) // 8) :]
            line = _lay_out(head)
        return line, len(head)

    def _caret_cell(self, line: Line, caret: int) -> int:
        """The cell where the next letter will stand; one before the row's first where it will be new there."""
        borders = line.caret_cells(caret)
        if not self.value or not borders:
            return line.width - 1 if line.base_level else 0
        level = line.cluster_at(caret).level if caret < line.end else line.cluster_at(line.end - 1).level
        return borders[0] - (level & 1)

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        base = Style(color=self.rich_style.color, bgcolor=self.rich_style.bgcolor)
        line, caret = self._shown(width)
        before = width - line.width if line.base_level and line.width <= width else 0
        style = base if self.value else base + Style(dim=True)
        strip = Strip([Segment(" " * before, base), *visual.plain(line, style)]).adjust_cell_length(
            width, base
        )
        if not self.has_focus:
            return strip
        at = max(0, min(width - 1, before + self._caret_cell(line, caret)))
        under = [Segment(s.text, (s.style or base) + Style(reverse=True)) for s in strip.crop(at, at + 1)]
        return Strip.join([strip.crop(0, at), Strip(under), strip.crop(at + 1, width)])

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()


def _lay_out(text: str) -> Line:
    return layout_label(text, _ENDLESS, visual.options(_ENDLESS))


def _typed(character: str) -> str:
    """What a character adds to a line: nothing for controls, its letters for a ligature of the keyboard's (لا)."""
    if "\ufef5" <= character <= "\ufefc":
        return unicodedata.normalize("NFKC", character)
    return "" if unicodedata.category(character) == "Cc" else character
