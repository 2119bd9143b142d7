"""The chooser: one sentence written each way; the number of the line that reads right is remembered for this terminal."""

from __future__ import annotations

from typing import ClassVar, cast

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.widget import Widget

from reader.i18n import t
from reader.layout import Line
from reader.terminal.decision import decide
from reader.terminal.probe import Evidence
from reader.terminal.samples import Sample, samples
from reader.ui import visual
from reader.ui.output import ROW_PROFILE, WholeRows


class Samples(Widget):
    """The question and, row by row, the numbered samples, each through its own profile."""

    DEFAULT_CSS = """
    Samples { width: 1fr; height: 1fr; }
    """

    def __init__(self, offered: list[Sample]) -> None:
        super().__init__()
        self.offered = offered

    def render_line(self, y: int) -> Strip:
        base = Style(color=self.rich_style.color, bgcolor=self.rich_style.bgcolor)
        width = self.size.width
        asked = self._asked(width)
        made: list[Segment] = []
        at = y - len(asked) - 2
        if 1 <= y <= len(asked):
            made = [Segment(" ", base), *visual.plain(asked[y - 1], base)]
        elif 0 <= at < len(self.offered):
            sample = self.offered[at]
            made = [Segment(sample.row, base + Style.from_meta({ROW_PROFILE: sample.profile.name}))]
        elif at == len(self.offered) + 1:
            press = visual.row(t("terminal.choose.press", last=len(self.offered)), width - 2)
            made = [Segment(" ", base), *visual.plain(press, base)]
        return Strip(made).adjust_cell_length(width, base)

    def _asked(self, width: int) -> list[Line]:
        return [
            *visual.rows(t("terminal.choose.ask"), width - 2),
            *visual.rows(t("terminal.choose.right"), width - 2),
        ]


class ProfileScreen(ModalScreen[str | None]):
    """Fills the screen, because a sample has its row to itself. Its result is the profile's name; None changes nothing."""

    CSS = """
    ProfileScreen { padding: 0; background: $background; color: $foreground; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False)]

    def __init__(self) -> None:
        super().__init__()
        self._offered: list[Sample] = []

    @property
    def rows_app(self) -> WholeRows:
        return cast(WholeRows, self.app)

    def compose(self) -> ComposeResult:
        chosen = self.rows_app.profile_choice
        decision = chosen.decision if chosen else decide(Evidence())
        self._offered = samples(decision, self.app.size.width)
        yield Samples(self._offered)

    def on_mount(self) -> None:
        self.rows_app.sampling = True

    def on_unmount(self) -> None:
        self.rows_app.sampling = False
        self.rows_app.repaint()

    def on_key(self, event: events.Key) -> None:
        """A number picks; ASCII and Arabic-Indic digits alike."""
        event.stop()
        if event.character and event.character.isdecimal():
            number = int(event.character)
            picked = next((sample for sample in self._offered if sample.number == number), None)
            if picked is not None:
                self.dismiss(picked.profile.name)
                return
        self.dismiss(None)

    def action_leave(self) -> None:
        self.dismiss(None)
