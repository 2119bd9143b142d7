"""Whole rows behind Textual's compositor: the screen is kept as rows, and each touched one is written through the profile.

A terminal that reorders takes an entire row, both panes, for one paragraph, so nothing smaller than a row can be protected
from it. An app uses it with the driver:

    class Reader(WholeRows):
        def __init__(self, profile: str | None = None) -> None:
            super().__init__(driver_class=driver_class())
            self.start_profile(profile, configured=config.profile)   # --profile, the config file's `profile`

    require_terminal()                                                # reader.ui.driver; raises UsageError
    Reader().run()

Rows may hold right-to-left letters anywhere but in column 0, which every screen leaves blank (or Latin). When the profile
changes, the screen is repainted once and `profile_changed` is called.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from rich.color import ColorSystem
from rich.console import Console, RenderableType
from rich.control import Control
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.app import App
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from reader.terminal import choice
from reader.terminal.outer import ask_tmux
from reader.terminal.probe import Evidence, Outer, Reply
from reader.terminal.profiles import PROFILES, Profile

if TYPE_CHECKING:
    from textual.driver import Driver
    from textual.screen import Screen

_SETTLE_SECONDS = 0.4
"""How long after the first reply the evidence is judged when the last one stays away."""

ROW_PROFILE = "profile"
"""Key in a style's `meta`: the row is written through the profile named, whatever the terminal's is (for samples)."""


def driver_class() -> type[Driver] | None:
    """The driver to give to `App`; None on Windows, where Textual's own serves."""
    if sys.platform == "win32":
        return None
    from reader.ui.driver import HamishDriver

    return HamishDriver


class TerminalReply(Message):
    """The terminal answered the probe."""

    def __init__(self, replies: list[Reply]) -> None:
        super().__init__()
        self.replies = replies


class Rows:
    """The screen as it stands: one strip a row, in visual order, and what was last written for it."""

    def __init__(self) -> None:
        self._strips: dict[int, Strip] = {}
        self._written: dict[int, str] = {}

    def clear(self) -> None:
        """Forget all: the next update must be a full one."""
        self._strips.clear()
        self._written.clear()

    def row(self, y: int) -> list[Segment]:
        """The segments of row `y`, empty when it was never drawn."""
        strip = self._strips.get(y)
        return list(strip) if strip is not None else []

    def write(self, update: LayoutUpdate | ChopsUpdate, emit: Callable[[Strip], str]) -> str:
        """Take the update in; return what brings the terminal up to date, touched rows whole.

        A full update writes every row; a partial one only those that come out differently.
        """
        full = isinstance(update, LayoutUpdate)
        touched = dict(
            self._merged_layout(update) if isinstance(update, LayoutUpdate) else self._merged_chops(update)
        )
        parts: list[str] = []
        for y, strip in touched.items():
            self._strips[y] = strip
            text = emit(strip)
            if full or self._written.get(y) != text:
                self._written[y] = text
                parts.append(Control.move_to(0, y).segment.text + text)
        return "".join(parts)

    def _merged_layout(self, update: LayoutUpdate) -> Iterator[tuple[int, Strip]]:
        x = update.region.x
        for y, strips in enumerate(update.strips, update.region.y):
            yield y, self._overlaid(y, x, Strip.join(strips))

    def _merged_chops(self, update: ChopsUpdate) -> Iterator[tuple[int, Strip]]:
        for y, x1, x2 in update.spans:
            for end, (x, strip) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
                if strip is None or x >= x2 or end <= x1:
                    continue
                self._strips[y] = self._overlaid(y, x, strip.crop(0, min(end, x2) - x))
            if y in self._strips:
                yield y, self._strips[y]

    def _overlaid(self, y: int, x: int, strip: Strip) -> Strip:
        """Row `y` with `strip` laid over it from cell `x` on."""
        old = self._strips.get(y)
        end = x + strip.cell_length
        if old is None:
            return strip if x == 0 else Strip.join([Strip.blank(x), strip])
        parts = [old.crop(0, x), strip] if x else [strip]
        if end < old.cell_length:
            parts.append(old.crop(end))
        return Strip.join(parts)


class _RowsUpdate(CompositorUpdate):
    """An update of the compositor on its way through the retained rows; merged only if it is really shown."""

    def __init__(
        self, rows: Rows, update: LayoutUpdate | ChopsUpdate, profile: Profile, sampling: bool
    ) -> None:
        self.rows, self.update, self.profile, self.sampling = rows, update, profile, sampling

    def render_segments(self, console: Console) -> str:
        colours = console._color_system or ColorSystem.TRUECOLOR

        def paint(text: str, style: Style | None) -> str:
            return text if style is None else Strip.render_style(style, text, color_system=colours)

        def emit(strip: Strip) -> str:
            row = [(segment.text, segment.style) for segment in strip]
            own = _own_profile(strip) if self.sampling else None
            return self.profile.emit(row, paint) if own is None else self.profile.emit_among(own, row, paint)

        return self.rows.write(self.update, emit)


def _own_profile(strip: Strip) -> Profile | None:
    """The profile that a row asks for by `ROW_PROFILE`."""
    for segment in strip:
        if segment.style and (name := segment.style.meta.get(ROW_PROFILE)):
            return PROFILES[name]
    return None


class WholeRows(App[Any]):
    """What an app needs to be right in every terminal: choose a profile, listen to the terminal, write whole rows."""

    profile: Profile = PROFILES["visual"]
    """The profile in force."""
    profile_choice: choice.Choice | None = None
    """Why it is in force."""

    sampling = False
    """Rows may ask for profiles of their own (`ROW_PROFILE`): while a screen of samples is shown."""

    _evidence: Evidence = Evidence()
    _option: str | None = None
    _configured: str = choice.AUTO
    _settling = False
    _size_before: Size | None = None

    def __init__(self, **options: Any) -> None:
        self._rows = Rows()
        super().__init__(**options)

    def start_profile(self, option: str | None = None, configured: str = choice.AUTO) -> None:
        """Choose by the environment alone, before the first frame. Raises UsageError for an unknown name."""
        self._option, self._configured = option, configured
        self._evidence = Evidence.of_environment()
        self.profile_choice = choice.choose(self._evidence, option, configured)
        self.profile = self.profile_choice.profile

    def profile_changed(self, profile: Profile) -> None:
        """Called after the profile changed; a screen whose layout depends on it lays out again here."""

    def use_profile(self, name: str, remember: bool = True) -> None:
        """The reader's own choice: take it at once and, if asked, keep it for this terminal. Raises OSError."""
        self._set_profile(choice.named(name))
        self._option = name
        self.profile_choice = choice.choose(self._evidence, name)
        if remember:
            choice.remember(self.profile_choice.decision.identity, name)

    def seen_cell(self, x: int, y: int) -> int:
        """The visual cell that a mouse report at cell `x` of row `y` means."""
        if not self.profile.mouse_in_emitted_order:
            return x
        return self.profile.seen_cell([(s.text, s.style) for s in self._rows.row(y)], x)

    def on_mount(self) -> None:
        """Ask tmux about the terminal around it; it costs a process, so it waits until the first frame is on its way."""
        if "TMUX" in self._evidence.environment and not self.is_headless:
            self.run_worker(
                self._ask_tmux, name="ask tmux", group="terminal", thread=True, exit_on_error=False
            )

    def on_resize(self, event: events.Resize) -> None:
        """A terminal may have cut or moved rows even where it ends up with the size it had, which alone paints nothing."""
        if event.size == self._size_before:
            self.repaint()
        self._size_before = event.size

    def on_driver_signal_resume(self) -> None:
        """Continued after Ctrl-Z or SIGTSTP: the other screen was cleared meanwhile."""
        self.repaint()

    def _ask_tmux(self) -> None:
        outer = ask_tmux()
        if outer is not None:
            self.call_from_thread(self._learn, outer)

    def _learn(self, outer: Outer) -> None:
        self._evidence = replace(self._evidence, outer=outer)
        self._judge()

    def on_terminal_reply(self, message: TerminalReply) -> None:
        """Judge when the last reply is in, or a little after the first."""
        message.stop()
        for reply in message.replies:
            self._evidence = self._evidence.heard(reply)
        if self._evidence.complete:
            self._judge()
        elif not self._settling:
            self._settling = True
            self.set_timer(_SETTLE_SECONDS, self._judge, name="judge the terminal")

    def _judge(self) -> None:
        self.profile_choice = choice.choose(self._evidence, self._option, self._configured)
        self._set_profile(self.profile_choice.profile)

    def _set_profile(self, profile: Profile) -> None:
        if profile is self.profile:
            return
        self.profile = profile
        enter = getattr(self._driver, "use_profile", None)
        if enter is not None:
            enter(profile)
        self.profile_changed(profile)
        self.repaint()

    def repaint(self) -> None:
        """Write the whole screen anew."""
        self._rows.clear()
        self.refresh()

    def _display(self, screen: Screen, renderable: RenderableType | None) -> None:
        if isinstance(renderable, LayoutUpdate | ChopsUpdate) and (
            self.sampling or not self.profile.passes_through
        ):
            renderable = _RowsUpdate(self._rows, renderable, self.profile, self.sampling)  # type: ignore[assignment]
        super()._display(screen, renderable)
