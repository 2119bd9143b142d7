"""The fact-checker's dialog: how a claim stands, where the evidence is, and who checked it."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.widgets import Static

from reader.i18n import t
from reader.review.events import VERDICTS, Check, Verdict
from reader.review.state import Item
from reader.ui.screens.dialogs import Dialog, digit_of
from reader.ui.visual import Arabic
from reader.ui.widgets.field import Field


class CheckClaim(Dialog[Check]):
    """Digits choose the verdict (0 clears it), Tab goes to the evidence and the name, Enter keeps all three."""

    def __init__(self, item: Item, who: str) -> None:
        super().__init__(" ".join(item.value.text.split()))  # type: ignore[union-attr]
        self.item = item
        self.verdict: Verdict | None = item.verdict
        self.who = who

    def body(self) -> ComposeResult:
        verdicts = Static(self._verdicts(), id="verdicts")
        verdicts.can_focus = True
        yield verdicts
        yield Static(t("reviewing.dialog.evidence"), classes="label", markup=False)
        yield Field(self.item.evidence, id="evidence")
        yield Static(t("reviewing.dialog.checked_by"), classes="label", markup=False)
        yield Field(self.item.checked_by or self.who, id="checked_by")

    def on_mount(self) -> None:
        self.query_one("#verdicts").focus()

    def _verdicts(self) -> Arabic:
        lines = [
            f"{number}  {'●' if verdict == self.verdict else '○'} {t(f'review.verdict.{verdict}')}"
            for number, verdict in enumerate(VERDICTS, 1)
        ]
        return Arabic("\n".join(lines))

    def on_key(self, event: events.Key) -> None:
        digit = digit_of(event.character)
        if event.key == "enter":
            event.stop()
            self._keep()
        elif digit is not None and digit <= len(VERDICTS) and self.focused is self.query_one("#verdicts"):
            event.stop()
            self.verdict = VERDICTS[digit - 1] if digit else None
            self.query_one("#verdicts", Static).update(self._verdicts())

    def on_field_submitted(self) -> None:
        self._keep()

    def _keep(self) -> None:
        evidence = self.query_one("#evidence", Field).value.strip()
        who = self.query_one("#checked_by", Field).value.strip()
        nobody = self.verdict is None and not evidence
        self.dismiss(Check(self.item.id, self.verdict, evidence, "" if nobody else who))
