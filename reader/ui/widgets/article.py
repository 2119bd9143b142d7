"""The article: right-to-left rows with what was found coloured in them, and the reader's cursor."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip

from reader.ui import keymap, visual
from reader.ui.highlights import Highlights, Palette, Range
from reader.ui.motions import Motions, Unit
from reader.ui.rows import Rows, Setting
from reader.ui.theme import Look
from reader.ui.widgets.canvas import Canvas

NUMBERS = 5
"""Cells at the right for the paragraph numbers."""
EDGE = 1
"""Cells kept free on either side of the text."""
PAUSE = 0.05
"""Seconds between two slices of a long article's layout."""
Marks = Literal["written", "none", "all"]
"""Which vowel marks are shown: those of the text, none, or also those that writing leaves out."""
MARGIN = 2
"""Rows kept in sight above and below the cursor."""


class ArticlePane(Canvas, can_focus=True):
    """Shows one text. Offsets are code points into it; motions move the cursor and scroll as little as needed."""

    BINDINGS = keymap.bindings("article")

    class Moved(Message):
        """The cursor went to `offset` by the mouse."""

        def __init__(self, offset: int, twice: bool = False) -> None:
            super().__init__()
            self.offset = offset
            self.twice = twice

    class Dragged(Message):
        """The mouse was drawn over `start:end`, its button down."""

        def __init__(self, start: int, end: int) -> None:
            super().__init__()
            self.start = start
            self.end = end

    def __init__(self, text: str, look: Look, id: str = "article") -> None:
        super().__init__(id=id)
        self.text = text
        self.look = look
        self.motions = Motions(text)
        self.highlights = Highlights()
        self.cursor = 0
        self.measure = 0
        self.spacing = 1
        self.numbers = True
        self.reveal = False
        self.base: int | None = None
        """The direction of every paragraph, if not that of its first strong character."""
        self.dimmed = False
        self.marks: Marks = "written"
        self.vocalised: set[Range] = set()
        """The stretches whose missing marks are known."""
        self._added: dict[int, str] = {}
        self._over: dict[str, tuple[Range, ...]] = {}
        self._rows: Rows | None = None
        self._palette: Palette | None = None
        self._goal: int | None = None
        self.right_edge = NUMBERS
        """Cells at the right that are not text."""
        self.text_width = 1
        """Cells of the text column."""
        self.text_left = EDGE
        """The first column of the text; a narrower measure stands in the middle."""
        self._anchor = 0
        self._more = False
        self._pressed: Range | None = None
        """The letter on which the mouse's button went down."""
        self._dragged = False

    # -- geometry

    @property
    def rows(self) -> Rows:
        """The rows at the present width, laid out when first asked for."""
        if self._rows is None:
            self._take_measure()
        assert self._rows is not None
        return self._rows

    def _take_measure(self) -> None:
        """Work out the columns of the text and lay it out, if they are others than before."""
        self.right_edge = NUMBERS if self.numbers and self.columns >= 40 else EDGE
        room = max(1, self.columns - self.right_edge - EDGE)
        self.text_width = min(self.measure, room) if self.measure else room
        self.text_left = EDGE + (room - self.text_width) // 2
        joined, marks = visual.letters_joined(), self.marks != "none"
        setting = Setting(self.text_width, self.spacing, 1, self.reveal, joined, marks, self.base)
        if self._rows is None or self._rows.setting != setting:
            self._rows = Rows(self.text, setting)

    def on_resize(self, event: events.Resize) -> None:
        self.relayout()

    def _lay_out_more(self) -> None:
        """A slice of a long article, in between the keys, until its height is known; nothing in sight moves."""
        rows = self.rows
        if not rows.complete:
            rows.reach_row(rows.laid_out)
            self.resize_content(rows.height)
            self.set_timer(PAUSE, self._lay_out_more)
        else:
            self._more = False

    def scroll_to_row(self, row: int) -> bool:
        self.rows.reach_row(row + self.lines)
        self.resize_content(self.rows.height)
        return super().scroll_to_row(row)

    def relayout(self) -> None:
        """Lay out again after a change of width or spacing, the first line in sight staying where it is."""
        if self.columns < 1:
            return
        anchor = self._anchor
        self._take_measure()
        self.resize_content(self.rows.height)
        self.scroll_to_row(self.rows.row_of(anchor) if anchor else 0)
        self.show_cursor_row()
        self.forget()
        if not (self.rows.complete or self._more):
            self._more = True
            self.set_timer(PAUSE, self._lay_out_more)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        if self._rows is not None:
            self._anchor = self._rows.offset_of(self.top)

    @property
    def top_offset(self) -> int:
        """The first offset on the screen."""
        return self.rows.offset_of(self.top)

    def restore(self, top: int, cursor: int) -> None:
        """Go to where a reader was: the first offset on the screen and the cursor's."""
        self._anchor, self.cursor = top, cursor
        if self.columns > 1:
            self.relayout()

    # -- drawing

    def set_look(self, look: Look) -> None:
        """Draw in another theme's colours."""
        self.look = look
        self.forget()

    def forget(self) -> None:
        self._palette = None
        super().forget()

    @property
    def palette(self) -> Palette:
        if self._palette is None:
            self._palette = Palette(self.look, self.ground)
        return self._palette

    def draw(self, row: int) -> Strip:
        base = self.palette[0]
        line = self.rows.line(row)
        if line is None:
            return Strip([Segment(" " * self.columns, base)], self.columns)
        bits = self.highlights.bits(line.start, line.end)
        palette, first = self.palette, line.start
        added = self._added if self.marks == "all" else None
        body = visual.segments(line, lambda offset: palette[bits[offset - first]], added)
        before = self.text_left + visual.indent(line, self.text_width)
        after = self.columns - before - line.width
        number = self.rows.number(row) if self.right_edge == NUMBERS else None
        made = [Segment(" " * before, base), *body]
        if number is None:
            made.append(Segment(" " * after, base))
        else:
            beside = after - (self.columns - self.text_left - self.text_width) + 1
            made.append(Segment(" " * beside, base))
            made.append(Segment(f"{number:<{after - beside}}", base + self.look["number"]))
        return Strip([segment for segment in made if segment.text], self.columns)

    def show_marks(self, marks: Marks) -> None:
        """Show other vowel marks. The text, its offsets and what is copied of it stay as written."""
        self.marks = marks
        self.relayout()

    def add_marks(self, span: Range, marks: Mapping[int, str]) -> None:
        """Take the marks that writing left out in `span`: the offset of a letter, and the marks it lacks."""
        self.vocalised.add(span)
        self._added.update(marks)
        if self.marks == "all" and self.columns > 1:
            self.repaint_spans([span])

    def repaint_spans(self, spans: Iterable[Range]) -> None:
        """Draw again the rows in sight that show any of `spans`."""
        rows, top, bottom = self.rows, self.top, self.top + self.lines
        touched: set[int] = set()
        for start, end in spans:
            shown = rows.shown(start, end)
            touched.update(range(max(shown.start, top), min(shown.stop, bottom)))
            if len(shown) > len(self._strips):
                self._strips = {row: strip for row, strip in self._strips.items() if top <= row < bottom}
            else:
                for row in shown:
                    if not top <= row < bottom:
                        self._strips.pop(row, None)
        self.repaint(touched)

    def mark(self, selected: Iterable[Range] = (), linked: Iterable[Range] = ()) -> None:
        """Mark what was chosen, and more faintly what belongs to it."""
        self._over["selected"], self._over["linked"] = tuple(selected), tuple(linked)
        self.redraw_marks()

    @property
    def marked(self) -> dict[str, tuple[Range, ...]]:
        """What stands over the annotations now, by layer."""
        return dict(self._over)

    def redraw_marks(self) -> None:
        """Bring the marks up to date with the choice, the cursor and the focus."""
        over = dict(self._over)
        if self.has_focus and self.text:
            over["cursor"] = (self.motions.around(self.cursor, "word"),)
        if self.dimmed:
            start, end = self.motions.around(self.cursor, "paragraph")
            over["dim"] = ((0, start), (end, len(self.text)))
        changed = self.highlights.choose(**over)
        if self.columns > 1:
            self.repaint_spans(changed)

    def watch_has_focus(self, has_focus: bool) -> None:
        super().watch_has_focus(has_focus)
        self.redraw_marks()

    # -- the cursor

    def move_to(self, offset: int, *, third: bool = False) -> None:
        """Put the cursor on the word at `offset`. Scrolls only when it would be out of sight; `third` then shows it a
        third down the screen, as after a jump, instead of at the edge."""
        self.cursor = max(0, min(offset, len(self.text) - 1))
        self._goal = None
        self.show_cursor_row(third=third)
        self.redraw_marks()

    def show_cursor_row(self, *, third: bool = False) -> None:
        """Scroll as little as brings the cursor's row in sight."""
        row = self.rows.row_of(self.cursor)
        if third and not self.top <= row < self.top + self.lines:
            self.scroll_to_row(row - self.lines // 3)
        else:
            self.show_row(row, margin=MARGIN)

    def show_span(self, start: int, end: int) -> None:
        """Bring a span in sight, a third down the screen if it was out of it; no scrolling if its first row is seen."""
        rows = self.rows.rows_of(start, end)
        if not self.top <= rows.start < self.top + self.lines:
            self.scroll_to_row(rows.start - self.lines // 3)
        elif rows.stop > self.top + self.lines:
            self.show_row(rows.start, min(len(rows), self.lines))

    def move_by(self, unit: Unit, step: int) -> None:
        """To the next (`step` > 0) or previous word, sentence or paragraph."""
        move = self.motions.forward if step > 0 else self.motions.backward
        self.move_to(move(self.cursor, unit))

    def move_rows(self, step: int) -> None:
        """Down or up by rows, keeping to the column the run of moves began in."""
        rows = self.rows
        row = rows.row_of(self.cursor)
        line = rows.line(row)
        goal = self._goal
        if goal is None and line is not None:
            cells = line.cells_of(self.cursor, self.cursor + 1)
            goal = visual.indent(line, self.text_width) + (cells[0][0] if cells else 0)
        target = max(0, min(rows.height - 1, row + step * self.spacing))
        while rows.line(target) is None and 0 < target < rows.height - 1:
            target += 1 if step > 0 else -1
        line = rows.line(target)
        if line is None:
            return
        offset = line.offset_at((goal or 0) - visual.indent(line, self.text_width))
        self.move_to(min(max(offset, line.start), max(line.start, line.end - 1)))
        self._goal = goal

    def move_pages(self, share: float) -> None:
        """Down or up by a share of the screen, the cursor keeping its place on it."""
        step = max(1, int(abs(share) * self.lines) - (1 if abs(share) >= 1 else 0))
        rows = self.rows
        row = rows.row_of(self.cursor)
        step = step if share > 0 else -step
        self.scroll_to_row(self.top + step)
        target = max(self.top, min(self.top + self.lines - 1, row + step))
        while rows.line(target) is None and self.top < target < rows.height:
            target += 1 if step > 0 else -1
        self.cursor = rows.offset_of(max(0, min(rows.height - 1, target)))
        self._goal = None
        self.show_row(rows.row_of(self.cursor))
        self.redraw_marks()

    # -- the mouse

    def offset_under(self, x: int, y: int) -> int | None:
        """The offset shown at a cell of the pane; None beside the text."""
        row = y + self.top
        line = self.rows.line(row)
        if line is None:
            return None
        cell = x - self.text_left - visual.indent(line, self.text_width)
        return line.offset_at(cell) if 0 <= cell < line.width else None

    def cluster_near(self, x: int, y: int) -> Range | None:
        """The letter shown nearest to a cell, on its row or, beside the text, at that end of it; None in empty rows."""
        row = max(0, min(self.rows.height - 1, y + self.top))
        line = self.rows.line(row)
        if line is None or not line.width:
            return None
        cell = x - self.text_left - visual.indent(line, self.text_width)
        cluster = line.cluster_at(line.offset_at(max(0, min(line.width - 1, cell))))
        return cluster.start, cluster.end

    def on_mouse_down(self, event: events.MouseDown) -> None:
        self._pressed = self.cluster_near(event.x, event.y)
        self._dragged = False

    def on_mouse_move(self, event: events.MouseMove) -> None:
        here = self.cluster_near(event.x, event.y) if self._pressed and event.button else None
        if here is None or self._pressed is None or (here == self._pressed and not self._dragged):
            return
        if not self._dragged:
            self._dragged = True
            self.capture_mouse()
        self.post_message(self.Dragged(min(here[0], self._pressed[0]), max(here[1], self._pressed[1])))

    def on_mouse_up(self, event: events.MouseUp) -> None:
        self._pressed = None
        self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        offset = None if self._dragged else self.offset_under(event.x, event.y)
        if offset is not None:
            self.post_message(self.Moved(offset, twice=event.chain > 1))
