"""The reading screen's looks: the split, the text column, spacing, numbers, highlights, the legend."""

from __future__ import annotations

from reader.article.sanitize import hazards
from reader.i18n import t
from reader.layout.options import BASES
from reader.ui.highlights import BIT
from reader.ui.screens.base import ReadingBase
from reader.ui.widgets.bar import Piece
from reader.ui.widgets.splitter import Splitter

NARROW = 80
"""Below this width the panes stand one over the other."""
LEAST = 20
"""Cells neither of two panes side by side goes below."""
LEAST_ROWS = 3
STEP = 0.04
MEASURES = (0, 40, 50, 60, 70, 80, 90, 100, 120)
"""Widths of the text column to choose from; 0 takes the room there is."""
MARKED = ("claim", "indirect", "direct", "cue", "reference", "MISC", "ORG", "LOC", "PER")
SHOWN: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("all", MARKED),
    ("entities", ("MISC", "ORG", "LOC", "PER", "reference")),
    ("quotes", ("direct", "indirect", "cue")),
    ("claims", ("claim",)),
    ("none", ()),
)
"""What the highlights can be narrowed to, in the order the key goes through them."""


class Viewing(ReadingBase):
    """Actions that change how things look, not where the reader is."""

    share = 0.4
    """The panel's part of the width, or of the height where the panes are stacked."""
    panel_side = "left"
    stacked = False
    shown = 0

    # -- the split

    def place_panes(self) -> None:
        """Place the panes for the present size and split."""
        width, height = self.outer_size.width - 1, self.outer_size.height
        body = self.query_one("#body")
        panel, splitter = self.panel, self.query_one(Splitter)
        self.stacked = width + 1 < NARROW
        self.header.display = self.footer.display = height >= 16
        self.legend.display = self.legend_wanted and height >= 20
        rows = height - 1 - sum(bar.display for bar in (self.header, self.footer, self.legend))
        body.styles.layout = "vertical" if self.stacked else "horizontal"
        if self.stacked:
            panel.styles.width, splitter.styles.width = "1fr", "1fr"
            splitter.styles.height = 1
            panel.styles.height = max(LEAST_ROWS, min(rows - 1 - LEAST_ROWS, round(rows * self.share)))
        else:
            panel.styles.height, splitter.styles.height = "1fr", "1fr"
            splitter.styles.width = 1
            least = min(LEAST, (width - 1) // 2)
            panel.styles.width = max(least, min(width - 1 - least, round(width * self.share)))
        self._put_in_order()

    def _put_in_order(self) -> None:
        """Stacked, the article comes first; side by side, the panel stands on its chosen side."""
        body = self.query_one("#body")
        article_first = self.stacked or self.panel_side == "right"
        if (body.children[0] is self.article_pane) != article_first:
            for child in (self.query_one(Splitter), self.panel if article_first else self.article_pane):
                body.move_child(child, after=body.children[-1])

    def set_share(self, share: float) -> None:
        """Give the panel another part of the room, within what leaves both panes usable."""
        self.share = max(0.15, min(0.75, share))
        self.place_panes()

    def action_direction(self) -> None:
        """Each paragraph by its first strong letter; all right to left; all left to right."""
        pane = self.article_pane
        names = list(BASES)
        here = next(place for place, name in enumerate(names) if BASES[name] == pane.base)
        name = names[(here + 1) % len(names)]
        pane.base = BASES[name]
        pane.relayout()
        self.say(t(f"ui.say.direction.{name}"))

    def action_split_left(self) -> None:
        self.set_share(self.share + (-STEP if self._panel_at_start else STEP))

    def action_split_right(self) -> None:
        self.set_share(self.share + (STEP if self._panel_at_start else -STEP))

    @property
    def _panel_at_start(self) -> bool:
        return not self.stacked and self.panel_side == "left"

    def action_swap_panes(self) -> None:
        self.panel_side = "right" if self.panel_side == "left" else "left"
        self.place_panes()

    def on_splitter_dragged(self, event: Splitter.Dragged) -> None:
        body = self.query_one("#body").region
        if self.stacked:
            self.set_share((body.bottom - 1 - event.y) / max(1, body.height))
        elif self.panel_side == "left":
            self.set_share((event.x - body.x) / max(1, body.width))
        else:
            self.set_share((body.right - 1 - event.x) / max(1, body.width))

    # -- the text

    def action_narrower_text(self) -> None:
        pane = self.article_pane
        self._set_measure(max((m for m in MEASURES if 0 < m < pane.text_width), default=MEASURES[1]))

    def action_wider_text(self) -> None:
        wider = [m for m in MEASURES if m > self.article_pane.measure > 0]
        self._set_measure(min(wider, default=0))

    def _set_measure(self, cells: int) -> None:
        self.article_pane.measure = cells
        self.article_pane.relayout()
        self.say(t("ui.say.measure", cells=self.article_pane.text_width))

    def action_spacing(self) -> None:
        pane = self.article_pane
        pane.spacing = pane.spacing % 2 + 1
        pane.relayout()

    def action_reveal(self) -> None:
        pane = self.article_pane
        pane.reveal = not pane.reveal
        pane.relayout()
        self.say(
            t("ui.say.revealed" if pane.reveal else "ui.say.concealed", count=len(hazards(self.article.text)))
        )

    def action_numbers(self) -> None:
        self.article_pane.numbers = not self.article_pane.numbers
        self.article_pane.relayout()

    def action_focus_mode(self) -> None:
        self.article_pane.dimmed = not self.article_pane.dimmed
        self.article_pane.redraw_marks()
        self.say(t("ui.say.focus_on" if self.article_pane.dimmed else "ui.say.focus_off"))

    def action_highlights(self) -> None:
        self.shown = (self.shown + 1) % len(SHOWN)
        name, layers = SHOWN[self.shown]
        self.article_pane.highlights.hidden = sum(BIT[layer] for layer in MARKED if layer not in layers)
        self.article_pane.forget()
        self.say(t(f"ui.say.highlights_{name}"))

    def action_follow(self) -> None:
        self.follow = not self.follow
        self.say(t("ui.say.follow_on" if self.follow else "ui.say.follow_off"))

    # -- the legend

    legend_wanted = True

    def action_legend(self) -> None:
        self.legend_wanted = not self.legend_wanted
        self.place_panes()

    def show_legend(self) -> None:
        """Each kind of mark, drawn as it is in the text."""
        self.legend.show([Piece(t(f"ui.legend.{name}"), name) for name in reversed(MARKED)])
