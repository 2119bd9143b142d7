"""The word lens: every reading of one word, the likeliest first, and all that is known of the chosen one."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence

from rich.style import Style
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from reader.annotate.camel.lens import Lens, Look
from reader.annotate.camel.morphology import Reading
from reader.errors import HamishError
from reader.i18n import t
from reader.ui import keymap, theme
from reader.ui.screens.dialogs import Dialog
from reader.ui.visual import Arabic
from reader.ui.widgets.details import Details

Keep = Callable[[int, Reading | None], str]
"""Keeps the word of that number with a reading of it; what is to be said of that."""
AROUND = 3
"""Words of the sentence shown on either side."""
BOLD = Style(bold=True)
GLOSS = 40
"""Letters of a gloss in the list of readings; the details have it whole."""

RADICALS = str.maketrans("1234", "فعلل")
"""camel-tools numbers the letters of the root in a pattern; grammars write them ف ع ل."""


class LensScreen(Dialog[bool]):
    """Goes through the readings of a word and through `words`, without leaving. Answers True to ask for the missing data."""

    DEFAULT_CSS = """
    LensScreen > Vertical { height: 90%; max-height: 34; }
    LensScreen .words { max-height: 2; }
    LensScreen OptionList { height: 1fr; min-height: 2; border: none !important; padding: 0; background: $surface; }
    LensScreen OptionList > .option-list--option-highlighted { color: $foreground !important; text-style: bold; }
    LensScreen Details { height: 14; max-height: 60%; background: $surface; scrollbar-background: $surface; }
    LensScreen .said { height: auto; max-height: 6; color: $foreground; }
    """
    BINDINGS = keymap.bindings("lens")
    AUTO_FOCUS = ""  # the keys are the dialog's own, not the list's

    def __init__(self, look: theme.Look, lens: Lens, words: Sequence[str], at: int, keep: Keep) -> None:
        super().__init__(words[at])
        self.look = look
        self.lens = lens
        self.words = tuple(words)
        self.at = at
        self.keep = keep
        self.known: Look | None = None
        """What the lens answered; None while it is asked."""
        self.reading = 0

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(classes="words", id="word")
            yield OptionList()
            yield Details(self.look, id="reading")
            yield Static(classes="said", id="said")
            yield Static(Arabic(t("lens.keys")), classes="label")

    def on_mount(self) -> None:
        self.query_one(OptionList).can_focus = False
        self.query_one(Details).can_focus = False
        self._show_word()

    @property
    def word(self) -> str:
        return self.words[self.at]

    @property
    def chosen(self) -> Reading | None:
        """The reading that is shown in full."""
        readings = self.known.readings if self.known else ()
        return readings[self.reading] if readings else None

    def say(self, text: str) -> None:
        """Put a sentence under the readings; an empty one clears it."""
        self.query_one("#said", Static).update(Arabic(text))

    # -- the word

    def _show_word(self) -> None:
        self.known, self.reading = None, 0
        self.query_one("#word", Static).update(self._among())
        self.query_one(OptionList).clear_options()
        self.query_one(Details).show_pairs(())
        self.say(t("lens.loading"))
        self.run_worker(
            self._look_up(self.word), name="look up", group="lens", exclusive=True, exit_on_error=False
        )

    async def _look_up(self, word: str) -> None:
        """Ask in a thread: the first answer takes seconds, and another word may be asked for meanwhile."""
        try:
            found = await asyncio.to_thread(self.lens.look, word)
        except HamishError as error:
            self.say(error.message)
            return
        self.known = found
        options = self.query_one(OptionList)
        options.add_options(Option(Arabic(row)) for row in map(_row, found.readings))
        if found.problem:
            self.say(f"{found.problem}\n{t('lens.offer')}")
        else:
            self.say("" if found.readings else t("lens.unknown"))
        self._show_reading()

    def _show_reading(self) -> None:
        if self.known is not None:
            self.query_one(OptionList).highlighted = self.reading if self.known.readings else None
            self.query_one(Details).show_pairs(pairs(self.known, self.reading))

    def _among(self) -> Arabic:
        """The word among its neighbours."""
        first = max(0, self.at - AROUND)
        before = "".join(f"{word} " for word in self.words[first : self.at])
        text = " ".join((before + self.word, *self.words[self.at + 1 : self.at + 1 + AROUND]))
        end = len(before) + len(self.word)
        quiet = Style(dim=True)
        return Arabic(text, ((0, len(before), quiet), (len(before), end, BOLD), (end, len(text), quiet)))

    # -- the keys

    def action_next_reading(self) -> None:
        self._step(1)

    def action_previous_reading(self) -> None:
        self._step(-1)

    def _step(self, count: int) -> None:
        if self.known and self.known.readings:
            self.reading = (self.reading + count) % len(self.known.readings)
            self._show_reading()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.reading = event.option_index
        self._show_reading()

    def action_following_word(self) -> None:
        self._go(1)

    def action_preceding_word(self) -> None:
        self._go(-1)

    def _go(self, count: int) -> None:
        at = max(0, min(len(self.words) - 1, self.at + count))
        if at != self.at:
            self.at = at
            self._show_word()

    def action_lens_down(self) -> None:
        details = self.query_one(Details)
        details.scroll_to_row(details.top + details.lines - 1)

    def action_lens_up(self) -> None:
        details = self.query_one(Details)
        details.scroll_to_row(details.top - details.lines + 1)

    def action_keep_word(self) -> None:
        if self.known is not None:
            self.say(self.keep(self.at, self.chosen))

    def action_install_morphology(self) -> None:
        if self.known is not None and self.known.problem:
            self.dismiss(True)

    def action_close_lens(self) -> None:
        self.dismiss(False)


def _row(reading: Reading) -> str:
    gloss = reading.gloss.replace(";", "; ")
    short = gloss if len(gloss) <= GLOSS else gloss[: GLOSS - 1] + "…"
    return " · ".join(part for part in (reading.vocalised, part_of_speech(reading.pos), short) if part)


def pairs(known: Look, number: int) -> list[tuple[str, str]]:
    """`(label, value)` lines of the reading with that number; without readings, what is known of the letters alone."""
    return [(t(f"lens.label.{label}"), value) for label, value in _lines(known, number) if value]


def _lines(known: Look, number: int) -> Iterator[tuple[str, str]]:
    if not known.readings:
        yield "hsb", known.hsb
        yield "buckwalter", known.buckwalter
        return
    one = known.readings[number]
    yield "vocalised", one.vocalised
    yield "gloss", one.gloss.replace(";", "; ")
    yield "pos", part_of_speech(one.pos)
    yield "lemma", one.lemma
    yield "root", one.root.replace(".", " ")
    yield "pattern", one.pattern.translate(RADICALS)
    yield "features", ", ".join(t(f"lens.feature.{name}.{value}") for name, value in one.features.items())
    yield "proclitics", " + ".join(one.proclitics)
    yield "stem", one.stem if one.proclitics or one.enclitics else ""
    yield "enclitics", " + ".join(one.enclitics)
    yield "hsb", one.hsb
    yield "buckwalter", one.buckwalter
    rank = "ranked" if known.ranked else "likely"
    yield "reading", t(f"lens.{rank}", number=number + 1, count=len(known.readings))


def part_of_speech(tag: str) -> str:
    """camel-tools' tag in words; an unknown tag stands for itself."""
    message = f"lens.pos.{tag}"
    words = t(message)
    return tag if words == message else words
