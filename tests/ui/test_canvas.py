"""A canvas whose content gets shorter shows the content, not what lies behind its end."""

from rich.segment import Segment
from textual.app import App, ComposeResult
from textual.strip import Strip

from reader.ui.widgets.canvas import Canvas


class Lines(Canvas):
    def draw(self, row: int) -> Strip:
        return Strip([Segment(f"{row}".ljust(self.columns))])


class OneCanvas(App[None]):
    def compose(self) -> ComposeResult:
        yield Lines()


async def test_shorter_content_is_in_sight() -> None:
    app = OneCanvas()
    async with app.run_test(size=(20, 10)) as pilot:
        lines = app.query_one(Lines)
        lines.resize_content(100)
        await pilot.pause()
        lines.scroll_to_row(60)
        await pilot.pause()
        assert lines.top == 60
        lines.resize_content(14)
        assert lines.top == 4
        lines.resize_content(3)
        assert lines.top == 0
