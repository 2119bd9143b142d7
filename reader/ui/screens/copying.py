"""Copying: a selection, a mention, a quotation with speaker and source, a claim; always the text as it stands, unwrapped."""

from __future__ import annotations

from reader.annotate.model import Claim, Quote
from reader.i18n import t
from reader.interchange.margin import Item
from reader.ui import clipboard
from reader.ui.screens.selecting import Selecting


class Copying(Selecting):
    """`y` copies the selected words, else what is chosen in the panel, else the sentence under the cursor."""

    def action_copy(self) -> None:
        self.copy(self.what_to_copy())

    def action_copy_selection(self) -> None:
        """Copy the selected words and leave the selection."""
        text = self.what_to_copy()
        self.action_drop()
        self.copy(text)

    def what_to_copy(self) -> str:
        """The text that a copy takes now."""
        text = self.article.text
        if self.selection is not None:
            return text[slice(*self.selection)]
        item = self.panel.selected_item()
        if self.focused is self.panel.list and item is not None:
            return self._quoted(item)
        return text[slice(*self.article_pane.motions.around(self.article_pane.cursor, "sentence"))].strip()

    def _quoted(self, item: Item) -> str:
        """A row as a text of its own: «…» — speaker, title for what was said; a claim likewise; a name as it stands."""
        if self.analysis is None:
            return item.text
        said: list[Quote | Claim] = [*self.analysis.quotes, *self.analysis.claims]
        for one in said:
            if one.id == item.key:
                return self._with_source(one)
        if item.kind in ("mention", "reference") and item.spans:
            return self.article.text[slice(*item.spans[0])]
        return item.text

    def _with_source(self, one: Quote | Claim) -> str:
        who = one.speaker if isinstance(one, Quote) else one.claimant
        words = f"«{one.text}»" if isinstance(one, Quote) and one.kind == "direct" else one.text
        source = self.heading()
        return f"{words} — {who.name}، {source}" if who else f"{words} — {source}"

    def heading(self) -> str:
        """The article's title, or its first words."""
        raise NotImplementedError

    def copy(self, text: str) -> None:
        """Put `text` on the clipboard and say where it went."""
        if not text:
            return
        driver = self.app._driver
        write = driver.write if driver is not None and not self.app.is_headless else None
        try:
            done = clipboard.copy(text, write)
        except OSError as error:
            self.say(t("copying.failed", reason=error.strerror or error))
            return
        self.say(t(f"copying.{done.way}", count=len(text), name=done.name))
