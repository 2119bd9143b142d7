"""The reading screen: the article, the margin beside it, and the frame around them."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from contextlib import aclosing
from pathlib import PurePath

from textual.app import ComposeResult
from textual.containers import Container
from textual.worker import Worker, WorkerState

from reader.annotate.model import Analysis
from reader.annotate.pipeline import Options
from reader.article.model import Article
from reader.i18n import t
from reader.ui import keymap
from reader.ui.screens.choosing import Choosing
from reader.ui.screens.copying import Copying
from reader.ui.screens.engines import Engines
from reader.ui.screens.exchanging import Exchanging
from reader.ui.screens.finding import Finding
from reader.ui.screens.lensing import Lensing
from reader.ui.screens.moving import Moving
from reader.ui.screens.reviewing import Reviewing
from reader.ui.screens.shelf import Shelf
from reader.ui.screens.viewing import Viewing
from reader.ui.theme import Look
from reader.ui.widgets.bar import Piece
from reader.ui.widgets.itemrows import KINDS
from reader.ui.widgets.splitter import Splitter


class ReadingScreen(
    Exchanging, Copying, Finding, Reviewing, Moving, Choosing, Viewing, Lensing, Engines, Shelf
):
    """Reads one article. What others may use: `article`, `analysis`, `panel.selected_item()`, `set_analysis`,
    `set_states`, `look_at`, `jump_to`, `say` and `refresh_frame`."""

    DEFAULT_CSS = """
    #body { height: 1fr; }
    #header, #footer { background: $panel; }
    #status { background: $surface; }
    #panel { width: 40%; }
    #article { width: 1fr; height: 1fr; }
    Splitter { color: $panel; }
    #details { border-top: solid $panel; }
    """
    BINDINGS = keymap.bindings("reading")

    def __init__(
        self, article: Article, look: Look, options: Options | None = None, analyse: bool = True
    ) -> None:
        super().__init__(article, look)
        self.options = options or Options()
        self.analyse = analyse
        self.prepare_finding()

    def compose(self) -> ComposeResult:
        yield self.header
        with Container(id="body"):
            yield self.panel
            yield Splitter()
            yield self.article_pane
        yield self.legend
        yield self.status
        yield self.footer

    def on_mount(self) -> None:
        self.place_panes()
        self.show_legend()
        self.refresh_frame()
        self.article_pane.focus(scroll_visible=False)
        if problems := self.hamish.key_problems:
            more = len(problems) - 1
            self.say(t("keys.problems", first=problems[0], more=more) if more else problems[0])
        if self.analyse:
            self.call_after_refresh(self.start_analysis)

    def on_resize(self) -> None:
        self.place_panes()

    # -- results

    def start_analysis(self) -> None:
        """Analyse the article in a process of its own; what was under way is given up."""
        self.pause_review()
        self.run_worker(
            self._take_steps(), name="analysis", group="analysis", exclusive=True, exit_on_error=False
        )

    async def _take_steps(self) -> None:
        from reader.ui.analysis import steps

        self._tell_progress(t("ui.progress.start"))
        found: Analysis | None = None
        async with aclosing(steps(self.article, self.options)) as answers:
            async for step in answers:
                if step.error is not None:
                    self._fail(step.error)
                    self.offer_engine()
                    return
                if step.analysis is not None:
                    found = step.analysis
                    self.set_analysis(found, waiting=t("ui.panel.waiting"))
                elif step.stage is not None:
                    share = f" {step.share:.0%}" if 0 < step.share < 1 else ""
                    self._tell_progress(t(f"ui.progress.{step.stage}") + share)
        if found is None:
            self._fail(t("ui.analysis.ended", code=0))
            return
        self._tell_progress("")
        self.set_analysis(found)
        self.begin_review(found)
        self.tell_engine(found)

    def _fail(self, reason: str) -> None:
        self._tell_progress(t("ui.progress.failed"))
        self.panel.set_analysis(self.analysis, waiting=t("ui.panel.failed", reason=reason))
        self.resume_review()

    def _tell_progress(self, text: str) -> None:
        self.progress = text
        self.tell_place()

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        if event.worker.group == "analysis" and event.state is WorkerState.ERROR:
            self._fail(str(event.worker.error))

    def set_analysis(self, analysis: Analysis, waiting: str = "") -> None:
        """Show other results; the text stays where it is, and so does the chosen row of the panel."""
        self.analysis = analysis
        changed = self.article_pane.highlights.annotate(analysis)
        self.article_pane.repaint_spans(changed)
        self.panel.set_analysis(analysis, waiting)
        self.tell_place()

    def set_states(self, states: Mapping[str, str]) -> None:
        """The review state of items by key, as `widgets.itemrows.STATES` names them."""
        self.panel.set_states(states)

    def action_retry(self) -> None:
        self.start_analysis()

    # -- the frame

    def set_look(self, look: Look) -> None:
        """Draw all in another theme."""
        self.look = look
        for part in (self.article_pane, self.panel, self.header, self.legend, self.status, self.footer):
            part.set_look(look)

    def heading(self) -> str:
        """The article's title, or its first words."""
        return self.article.title or self.article.text.strip().partition("\n")[0][:120]

    def refresh_frame(self) -> None:
        """Bring the header, the hints and the status line up to date."""
        source = self.article.source
        name = t("ui.header.stdin") if source == "-" else PurePath(source).name or source
        about = " · ".join(part for part in (self.article.outlet, self.article.date, name) if part)
        self.header.show([Piece(about, "label")], [Piece(self.heading(), "title")])
        self.footer.show(list(self._hints()))
        self.tell_place()

    def _hints(self) -> Iterator[Piece]:
        for action in (hint for scope in self.hint_scopes() for hint in keymap.actions(scope)):
            if action.footer:
                yield Piece(keymap.key_name(keymap.keys_of(action)[0]), "key", action.id)
                yield Piece(action.hint, "label", action.id, close=True)

    def on_descendant_focus(self) -> None:
        self.refresh_frame()

    def tell_place(self) -> None:
        pane = self.article_pane
        length = len(self.article.text)
        share = round(100 * pane.cursor / max(1, length - 1))
        number, count = pane.motions.number(pane.cursor), len(pane.motions.paragraph)
        right = [Piece(t("ui.status.place", number=number, count=count, share=share), "label")]
        right[:0] = [
            *self.engine_pieces(),
            *self.layer_pieces(),
            *self.finding_pieces(),
            *self.progress_pieces(),
        ]
        if not self.follow:
            right.insert(0, Piece(t("ui.status.no_follow"), "warn"))
        left = [Piece(self.progress, "warn")] if self.progress else []
        words = self.message or self.standing_message() or self._under_cursor() or self.notice
        if words:
            left.append(Piece(words))
        self.message = ""
        self.status.show(left, right)

    def _under_cursor(self) -> str:
        """What the chosen item is, in a few words."""
        item = self.panel.selected_item()
        if item is None or not self.article_pane.marked.get("linked"):
            return ""
        if item.kind == "entity":
            return f"{item.text} · {t('ui.status.mentions', count=item.count)}"
        if item.kind in ("quote", "speaker"):
            return f"{item.label or item.text} {KINDS.get(item.tone, '')}".strip()
        return ""

    def action_switch_pane(self) -> None:
        (self.article_pane if self.focused is self.panel.list else self.panel.list).focus(
            scroll_visible=False
        )

    def action_mouse(self) -> None:
        on = self.hamish.toggle_mouse()
        self.say(t("ui.say.mouse_on" if on else "ui.say.mouse_off"))

    # -- the reader's place, kept between visits

    def restore_place(self) -> None:
        """Go to where this article was left, if it was read before."""
        from reader.library import recent

        visit = recent.last_visit(self.article.id)
        if visit is not None:
            self.article_pane.restore(visit.top, visit.offset)

    def keep_place(self) -> None:
        """Note where the reader is; a state folder that cannot be written is no reason to fail."""
        from reader.library import recent

        pane = self.article_pane
        top = pane.top_offset if pane.columns > 1 else 0
        source = self.article.source
        with contextlib.suppress(OSError):
            recent.record(
                recent.Visit(
                    id=self.article.id,
                    source=source,
                    title=self.heading(),
                    length=len(self.article.text),
                    offset=pane.cursor,
                    top=top,
                )
            )
