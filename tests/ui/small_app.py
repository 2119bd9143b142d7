"""A small app with two panes and a dialog on the real driver and output stage; run over a pty by the tests of both."""

import os
import sys
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static

from reader.layout import Options, layout_paragraph
from reader.terminal.profiles import Profile
from reader.ui.output import WholeRows, driver_class

NAMES = ("فلاديمير بوتين (7)", "حلف الناتو NATO", "موسكو 12", "لا أحد", "وزارة الخارجية") * 4
TEXT = "قال الرئيس (72 عاما) إن «الأزمة» مع NATO لن تُحَلّ قبل 2025. وأضاف: «لا نريد الحرب، ولكن [السلام] له ثمن» بنسبة 12.5%. "


def rows(text: str, width: int) -> Content:
    return Content(
        "\n".join(line.text.rjust(width) for line in layout_paragraph(text, Options(max(1, width))))
    )


class Dialog(ModalScreen[None]):
    CSS = "Dialog { align: center middle; } #box { width: 36; height: 6; border: round; }"
    BINDINGS: ClassVar = [Binding("escape", "dismiss", ""), Binding("f", "app.fresh", "")]

    def compose(self) -> ComposeResult:
        yield Static(rows("هل تريد حفظ التغييرات (3)؟ Save", 30), id="box")


class SmallApp(WholeRows):
    CSS = """
    Screen { padding-left: 1; }
    OptionList { width: 30; }
    #text { width: 1fr; border: round; }
    """
    BINDINGS: ClassVar = [
        Binding("d", "dialog", ""),
        Binding("q", "quit", ""),
        Binding("x", "crash", ""),
        Binding("1,m,c", "count", ""),
        Binding("t", "text", ""),
        Binding("f", "fresh", ""),
    ]
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, profile: str | None = None) -> None:
        super().__init__(driver_class=driver_class())
        self.start_profile(profile)
        self.counted = 0
        self.turned = 0
        self.clicks: list[tuple[int, int]] = []

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield OptionList(*[rows(name, 24) for name in NAMES])
            yield Static(rows(TEXT * 6, 40), id="text")

    def note(self, line: str) -> None:
        """What happened, for the test that drives this app."""
        if name := os.environ.get("HAMISH_TEST_LOG"):
            with Path(name).open("a", encoding="utf-8") as log:
                log.write(line + "\n")

    def on_ready(self) -> None:
        self.note("ready")

    def profile_changed(self, profile: Profile) -> None:
        self.note(f"profile {profile.name}")

    def action_count(self) -> None:
        self.counted += 1
        self.note(f"key {self.counted}")

    def action_text(self) -> None:
        self.turned += 1
        self.query_one("#text", Static).update(rows(TEXT[self.turned * 7 :] * 6, 40 - self.turned % 5))

    def action_fresh(self) -> None:
        self.repaint()

    def action_dialog(self) -> None:
        self.push_screen(Dialog())

    def action_crash(self) -> None:
        raise RuntimeError("injected")


if __name__ == "__main__":
    app = SmallApp(*sys.argv[1:])
    app.run()
    app.note(f"ended {app.return_code}")
    sys.exit(app.return_code or 0)
