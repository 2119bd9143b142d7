"""A reviewer's fingers: the shortest motions between two words, and the gold annotations they type in.

It knows the keys' meaning only: every key goes through the screen, and what comes out is compared with the gold files.
"""

from __future__ import annotations

import heapq
import json
from pathlib import Path
from typing import Any, NamedTuple

from textual.pilot import Pilot

from reader.annotate.normal import fold
from reader.annotate.tokens import MARKS, words
from reader.review.state import Item, State
from reader.ui import notekeys
from reader.ui.motions import Motions
from reader.ui.screens.reading import ReadingScreen
from reader.ui.screens.selecting import edge

TYPES = {"P": "PER", "L": "LOC", "O": "ORG", "M": "MISC"}
NUMBER = {
    "PER": "1",
    "LOC": "2",
    "ORG": "3",
    "MISC": "4",
    "direct": "5",
    "indirect": "6",
    "mixed": "7",
    "claim": "8",
}


class Quoted(NamedTuple):
    start: int
    end: int
    kind: str
    speaker: str | None
    cue: str | None


class Claimed(NamedTuple):
    start: int
    end: int
    claimant: str | None


class Gold(NamedTuple):
    """`names` are spans with type and canonical name."""

    names: dict[tuple[int, int], tuple[str, str]]
    quotes: tuple[Quoted, ...]
    claims: tuple[Claimed, ...]


def gold(folder: Path, number: str, text: str) -> Gold:
    """The annotations of one article, as spans of `text`."""
    notes = json.loads((folder / "ann" / f"{number}.qc.json").read_text("utf-8"))
    marked = (folder / "ann" / f"{number}.ent.txt").read_text("utf-8").removeprefix("\ufeff").strip()
    canon = {form: name for name, forms in notes["entities_canon"].items() for form in (name, *forms)}
    names: dict[tuple[int, int], tuple[str, str]] = {}
    at, rest = len(text) - len(text.lstrip()), marked
    while "⟦" in rest:
        before, _, rest = rest.partition("⟦")
        kind, _, rest = rest.partition("|")
        words, _, rest = rest.partition("⟧")
        at += len(before)
        names[(at, at + len(words))] = (TYPES[kind], canon.get(words, words))
        at += len(words)

    def find(content: str, nth: int = 1) -> tuple[int, int]:
        start = -1
        for _ in range(nth):
            start = text.index(content, start + 1)
        return start, start + len(content)

    quotes = [
        Quoted(*find(q["content"], q.get("nth", 1)), q["kind"], q["speaker"], q["cue"])
        for q in notes["quotes"]
    ]
    claims = [
        Claimed(*find(c["content"]), c["claimant"]) for c in sorted(notes["claims"], key=lambda c: c["rank"])
    ]
    return Gold(names, tuple(sorted(quotes)), tuple(claims))


class Fingers:
    """Presses keys and counts them: `keys` in all, of which `looks` only accept or move on."""

    def __init__(self, screen: ReadingScreen, pilot: Pilot, wanted: Gold) -> None:
        self.screen = screen
        self.pilot = pilot
        self.wanted = wanted
        self.keys = 0
        self.looks = 0
        self.corrections = 0
        self.text = screen.article.text
        self.words = [(w.start, w.end) for w in words(self.text)]
        self.motions: Motions = screen.article_pane.motions

    @property
    def state(self) -> State:
        assert self.screen.state is not None
        return self.screen.state

    async def press(self, *keys: str, look: bool = False) -> None:
        self.keys += len(keys)
        self.looks += len(keys) if look else 0
        await self.pilot.press(*keys)

    # -- where to

    def way(self, start: int, target: int) -> list[str]:
        """The fewest keys that bring the cursor from `start` to the word that holds `target`."""
        goal = self.word(target)
        best: dict[int, int] = {start: 0}
        queue: list[tuple[int, int, list[str]]] = [(0, start, [])]
        while queue:
            cost, here, keys = heapq.heappop(queue)
            if self.word(here) == goal and here >= goal[0]:
                return keys
            if cost > best[here]:
                continue
            for there, more in self.steps(here):
                price = cost + len(more)
                if price < best.get(there, 1 << 30):
                    best[there] = price
                    heapq.heappush(queue, (price, there, [*keys, *more]))
        raise AssertionError(f"no way from {start} to {target}")

    def word(self, offset: int) -> tuple[int, int]:
        return self.motions.around(offset, "word")

    def steps(self, here: int) -> list[tuple[int, tuple[str, ...]]]:
        if not hasattr(self, "_steps"):
            self._steps: dict[int, list[tuple[int, tuple[str, ...]]]] = {}
            self._folded = [fold(self.text[start:end]) for start, end in self.words]
        if here not in self._steps:
            pairs = (("word", "h", "l"), ("sentence", "right_parenthesis", "left_parenthesis"))
            pairs = (*pairs, ("paragraph", "right_curly_bracket", "left_curly_bracket"))
            found = [
                (edge(self.motions, here, 1), ("dollar_sign",)),
                (edge(self.motions, here, -1), ("circumflex_accent",)),
            ]
            for unit, forward, back in pairs:
                found.append((self.motions.forward(here, unit), (forward,)))  # type: ignore[arg-type]
                found.append((self.motions.backward(here, unit), (back,)))  # type: ignore[arg-type]
            seen: set[str] = set()
            for (start, _), folded in zip(self.words, self._folded, strict=True):
                if start > here and folded[:1] not in seen:
                    seen.add(folded[:1])
                    found.append((start, ("semicolon", folded[0])))
            self._steps[here] = found
        return self._steps[here]

    # -- selecting

    async def select(self, start: int, end: int, *, from_row: bool = False) -> None:
        """Select exactly `start:end`: from the chosen row's words, or from wherever the cursor is in the article."""
        pane = self.screen.article_pane
        if not from_row:
            if self.screen.focused is not pane:
                await self.press("tab")
            await self.press(*self.way(pane.cursor, start))
        await self.press("v")
        if (
            from_row
            and self.screen.selection != (start, end)
            and self.word(self.screen.selection[0]) != self.word(start)
        ):
            await self.press("o", *self.way(self.word(self.screen.selection[0])[0], start), "o")
        if self.word(self.screen.selection[1] - 1) != self.word(end - 1):
            await self.press(*self.way(self.screen.article_pane.cursor, self.word(end - 1)[0]))
        await self.trim(start, end)

    async def trim(self, start: int, end: int) -> None:
        """Move the ends by letters."""
        for _ in range(20):
            here = self.screen.selection
            if here == (start, end):
                return
            if here[0] != start:
                await self.press("comma" if here[0] < start else "full_stop")
            else:
                await self.press("less_than_sign" if here[1] < end else "greater_than_sign")
        raise AssertionError(f"cannot select {self.text[start:end]!r}: {self.screen.selection}")

    async def point(self, start: int, end: int) -> None:
        """From the chosen row, select other words for it."""
        pane = self.screen.article_pane
        await self.press("v", "space")
        await self.press(*self.way(pane.cursor, start))
        if self.word(start) != self.word(end - 1):
            await self.press("space", *self.way(pane.cursor, self.word(end - 1)[0]))
        await self.trim(start, end)

    async def choose(self, item: Item) -> None:
        """Choose an item's row by the shortest of a few ways: n, j or k, or the tab and the list."""
        row = self.screen.panel.selected_item()
        wanted = notekeys.row_key(self.state, item)
        if self.screen.focused is not self.screen.panel.list:
            await self.press("tab")
        mode = {"entity": "entities", "mention": "entities", "quote": "quotes", "claim": "claims"}[item.kind]
        if self.screen.panel.mode != mode:
            await self.press({"entities": "1", "quotes": "2", "claims": "3"}[mode])
        keys = [row.key for row in self.screen.panel.list.items if row.kind != "group"]
        row = self.screen.panel.selected_item()
        distance = keys.index(wanted) - keys.index(row.key)
        await self.press(*(["j"] * distance if distance > 0 else ["k"] * -distance))
        assert self.screen.panel.selected_item().key == wanted

    # -- who

    async def answer_who(self, name: str | None) -> None:
        """In the open picker: the line of that name, by its number or by typing until it is first."""
        picker: Any = self.pilot.app.screen
        wanted = name if name is not None else picker.labels[-1]
        if wanted not in picker.labels:
            await self.press(*wanted, "enter")
            return
        place = picker.labels.index(wanted)
        if place < 9:
            await self.press(str(place + 1))
            return
        for length in range(1, len(wanted) + 1):
            typed = fold(wanted[:length])
            shown = [label for label in picker.labels if typed in fold(label)]
            if wanted in shown[:9]:
                first = shown.index(wanted)
                await self.press(*wanted[:length], *(["down"] * first), "enter")
                return

    def words_of(self, name: str, near: int) -> tuple[int, int] | None:
        """Where a described speaker's words stand in the text, the nearest place before `near` if there are several."""
        places, at = [], self.text.find(name)
        while at >= 0:
            places.append((at, at + len(name)))
            at = self.text.find(name, at + 1)
        return min(places, key=lambda place: abs(place[0] - near), default=None)

    def cue_of(self, quote: Quoted) -> tuple[int, int]:
        """Where a quotation's verb stands: its last whole-word place before the words, else the first after."""
        assert quote.cue is not None
        places, loose, at = [], [], self.text.find(quote.cue)
        letters = set("ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي") | set(MARKS)
        while at >= 0:
            end = at + len(quote.cue)
            whole = (at == 0 or self.text[at - 1] not in letters) and (
                end == len(self.text) or self.text[end] not in letters
            )
            (places if whole else loose).append((at, end))
            at = self.text.find(quote.cue, at + 1)
        places = places or loose
        before = [place for place in places if place[1] <= quote.start]
        return before[-1] if before else places[0]
