"""The yardstick of `bench.screen`: a bare two-pane Textual app, the article in a Static beside an OptionList."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Footer, OptionList, Static
from textual.widgets.option_list import Option


class Bare(App[None]):
    """What anyone would write first: no layout, no highlights, no analysis."""

    CSS = "OptionList { width: 40%; height: 1fr; } VerticalScroll { width: 1fr; }"
    BINDINGS: ClassVar = [("q", "quit", "Quit"), ("j", "down", "Down"), ("p", "page", "Page")]

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def compose(self) -> ComposeResult:
        with Horizontal():
            words = self.text.split()
            yield OptionList(*(Option(Content(" ".join(words[i : i + 6]))) for i in range(0, len(words), 6)))
            with VerticalScroll():
                yield Static(Content(self.text))
        yield Footer()

    def action_down(self) -> None:
        self.query_one(OptionList).action_cursor_down()

    def action_page(self) -> None:
        self.query_one(VerticalScroll).scroll_page_down(animate=False)


if __name__ == "__main__":
    Bare(Path(sys.argv[1]).read_text("utf-8")).run()
