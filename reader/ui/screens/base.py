"""What every part of the reading screen knows: its article, its widgets and how to say something."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from textual import events
from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget

from reader.annotate.model import Analysis
from reader.article.model import Article
from reader.interchange.margin import Item
from reader.ui import keymap
from reader.ui.theme import Look
from reader.ui.trail import Trail
from reader.ui.widgets.article import ArticlePane
from reader.ui.widgets.bar import Bar, Piece
from reader.ui.widgets.panel import Panel

if TYPE_CHECKING:
    from reader.ui.app import HamishApp


class ReadingBase(Screen[None]):
    """State and services shared by the screen's groups of actions."""

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    """As Textual's, without repainting the whole screen: the panes repaint what a change of focus changes."""

    def __init__(self, article: Article, look: Look) -> None:
        super().__init__()
        self.article = article
        self.look = look
        self.analysis: Analysis | None = None
        self.trail = Trail()
        self.follow = True
        self.browsing = False
        """Whether the panel has led the article away from where the reader was (that place is on the trail)."""
        self.article_pane = ArticlePane(article.text, look)
        self.panel = Panel(look)
        self.header = Bar(look, id="header")
        self.legend = Bar(look, id="legend")
        self.status = Bar(look, id="status")
        self.footer = Bar(look, id="footer")
        self._awaiting: Callable[[str], None] | None = None
        self.message = ""
        self.progress = ""

    @property
    def hamish(self) -> HamishApp:
        return self.app  # type: ignore[return-value]

    # -- to be heard and seen

    def say(self, text: str) -> None:
        """Put a message on the status line until the next one; an empty one clears it."""
        self.message = text
        self.tell_place()

    def start_analysis(self) -> None:
        """Analyse the article."""
        raise NotImplementedError

    def set_analysis(self, analysis: Analysis, waiting: str = "") -> None:
        """Show other results."""
        raise NotImplementedError

    def tell_place(self) -> None:
        """Bring the status line up to date."""
        raise NotImplementedError

    def follow_cursor(self, start: int, end: int) -> None:
        """Choose in the panel what is found at `start:end`, the word under the cursor."""
        raise NotImplementedError

    def moved(self) -> None:
        """The cursor moved in the article."""
        raise NotImplementedError

    def chosen(self, item: Item | None, *, place: int | None = None) -> None:
        """A row of the panel was chosen."""
        raise NotImplementedError

    def standing_message(self) -> str:
        """What the status line says as long as nothing else is to be said."""
        return ""

    def refresh_frame(self) -> None:
        """Bring header, hints and status line up to date."""
        raise NotImplementedError

    def hint_scopes(self) -> tuple[keymap.Scope, ...]:
        """The scopes whose keys the foot of the screen names, the most wanted first."""
        return ("app", "panel" if self.focused is self.panel.list else "article", "reading")

    def progress_pieces(self) -> list[Piece]:
        """What the status line tells of the review."""
        return []

    def flush(self) -> None:
        """Send what was repainted now, both panes in one frame, instead of at the next tick of the frame timer."""
        if self.is_current and not (self._layout_required or self._scroll_required or self._repaint_required):
            dirty: set[Any] = {self.article_pane, self.panel.list, self.status}
            for pane in (self.article_pane, self.panel.list):
                if pane.show_vertical_scrollbar:
                    dirty.add(pane.vertical_scrollbar)
            self._compositor.update_widgets(dirty)
            self._compositor_refresh()

    # -- a key that answers a question

    def await_key(self, then: Callable[[str], None], question: str) -> None:
        """Ask `question` on the status line; the next printable key goes to `then`, any other drops it."""
        self._awaiting = then
        self.say(question)

    def on_key(self, event: events.Key) -> None:
        if self._awaiting is None:
            return
        then, self._awaiting = self._awaiting, None
        event.stop()
        if event.character and event.is_printable:
            then(event.character)
        else:
            self.say("")
