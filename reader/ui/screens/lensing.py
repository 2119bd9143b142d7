"""The reading screen's way to single words: the lens, and the whole article shown with more marks or fewer."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from reader.errors import HamishError
from reader.i18n import t
from reader.ui.motions import Range
from reader.ui.screens.installing import Installing

if TYPE_CHECKING:
    from reader.annotate.camel.morphology import Reading

MORPHOLOGY = ("morphology-db-msa-r13", "disambig-mle-calima-msa-r13")
"""The packages that the lens reads."""
PIECE = 2_000
"""Code points at most that are vocalised at a time, so that a look at a word never waits long."""


class Lensing(Installing):
    """`w` looks at a word; `~` shows the marks as they are written, none, or all."""

    place = 0

    # -- a word

    def words_in_question(self) -> tuple[list[Range], int]:
        """The words the lens may go through and the one it begins at: those of the sentence, or of the chosen row."""
        pane, motions = self.article_pane, self.article_pane.motions
        if self.focused is self.panel.list:
            item = self.panel.selected_item()
            if item is None or not item.spans:
                return [], 0
            start, end = item.spans[min(self.place, len(item.spans) - 1)]
            # A name without its proclitic is no word yet.
            whole = (motions.around(first, "word") for first, _ in motions.words_between(start, end))
            return list(dict.fromkeys(whole)), 0
        words = motions.words_between(*motions.around(pane.cursor, "sentence"))
        here = motions.around(pane.cursor, "word")
        return (words, words.index(here)) if here in words else ([here] if here[0] < here[1] else [], 0)

    def action_lens(self) -> None:
        words, at = self.words_in_question()
        if not words:
            self.say(t("lens.no_word"))
            return
        from reader.ui.screens.lens import LensScreen

        text = self.article.text
        shown = [text[start:end] for start, end in words]

        def keep(number: int, reading: Reading | None) -> str:
            return self._keep_word(words[number], reading)

        self.app.push_screen(LensScreen(self.look, self.hamish.lens, shown, at, keep), self._after_lens)

    def _after_lens(self, install: bool | None) -> None:
        if install:
            self.install(MORPHOLOGY, self.action_lens)

    def _keep_word(self, span: Range, reading: Reading | None) -> str:
        """Put a word on the list with its sentence; what is to be said of that."""
        from reader.library import words

        text = self.article.text
        sentence = " ".join(text[slice(*self.article_pane.motions.around(span[0], "sentence"))].split())
        kept = words.Kept(
            word=text[slice(*span)],
            sentence=sentence,
            vocalised=reading.vocalised if reading else "",
            lemma=reading.lemma if reading else "",
            root=reading.root if reading else "",
            pos=reading.pos if reading else "",
            gloss=reading.gloss if reading else "",
            source=self.article.source,
        )
        try:
            fresh = words.keep(kept)
        except OSError as error:
            return t("lens.not_kept", path=words.path(), reason=error.strerror or error)
        return t("lens.kept" if fresh else "lens.kept_already", word=kept.word)

    # -- all the words

    def action_vocalise(self) -> None:
        """As written, without marks, with all of them."""
        pane = self.article_pane
        self.workers.cancel_group(self, "vocalise")
        if pane.marks == "written":
            pane.show_marks("none")
        elif pane.marks == "none":
            pane.show_marks("all")
            self.run_worker(
                self._vocalise(), name="vocalise", group="vocalise", exclusive=True, exit_on_error=False
            )
        else:
            pane.show_marks("written")
        self.say(t(f"lens.marks.{pane.marks}"))

    async def _vocalise(self) -> None:
        """Piece by piece, first what is in sight, then on to the end, then from the beginning."""
        pane = self.article_pane
        left = [
            piece
            for piece in pieces(self.article.text, pane.motions.paragraph)
            if piece not in pane.vocalised
        ]
        while left:
            top = pane.top_offset
            start, end = left.pop(next((n for n, piece in enumerate(left) if piece[1] > top), 0))
            try:
                marks = await asyncio.to_thread(self.hamish.lens.vocalised, self.article.text[start:end])
            except HamishError as error:
                pane.show_marks("written")
                self.say(error.message)
                return
            pane.add_marks((start, end), {start + offset: added for offset, added in marks.items()})
        self.say(t("lens.marks.done"))


def pieces(text: str, paragraphs: list[Range]) -> list[Range]:
    """The paragraphs, long ones cut at spaces."""
    found: list[Range] = []
    for start, end in paragraphs:
        while end - start > PIECE:
            cut = text.rfind(" ", start + 1, start + PIECE)
            cut = cut if cut > 0 else start + PIECE
            found.append((start, cut))
            start = cut
        found.append((start, end))
    return found
