"""Which recogniser names entities: told on the status line, chosen by key, its data offered where it is missing."""

from __future__ import annotations

from typing import get_args

import msgspec

from reader.annotate.model import Analysis
from reader.annotate.pipeline import EngineName, Options
from reader.i18n import t
from reader.ui.screens.dialogs import Ask
from reader.ui.screens.installing import Installing
from reader.ui.widgets.bar import Piece

NAMES: tuple[EngineName, ...] = get_args(EngineName)
RECOGNISER = ("ner-arabert",)
"""The package that camel-tools' recogniser is in."""


class Engines(Installing):
    """The engine is the reader's choice for the articles opened from now on, and this one is analysed again."""

    options: Options

    def start_analysis(self) -> None:
        """Analyse the article with the present options."""
        raise NotImplementedError

    def engine_pieces(self) -> list[Piece]:
        """For the status line: the engine that named what is shown."""
        engine = self.analysis.engine if self.analysis else None
        if engine is None or not engine.model:
            return []
        return [Piece(t("lens.engine_used", engine=engine.entities, model=engine.model), "label")]

    def tell_engine(self, analysis: Analysis) -> None:
        """Say once why another engine was used than the one asked for."""
        if analysis.engine.note:
            self.say(analysis.engine.note)

    def action_choose_engine(self) -> None:
        here = self.options.engine
        answers = [f"{'●' if name == here else '○'} {t(f'lens.engine.{name}')}" for name in NAMES]
        if self._analysing():
            answers.append(t("lens.stop"))
        self.app.push_screen(Ask(t("lens.which_engine"), "", answers), self._take_engine)

    def _take_engine(self, answer: int | None) -> None:
        if answer is None:
            return
        if answer < len(NAMES):
            self.use_engine(NAMES[answer])
        elif self._analysing():
            self.workers.cancel_group(self, "analysis")
            self.progress = ""
            self.panel.set_analysis(self.analysis, waiting=t("lens.stopped"))
            self.say(t("lens.stopped"))

    def _analysing(self) -> bool:
        return any(worker.group == "analysis" and not worker.is_finished for worker in self.workers)

    def use_engine(self, name: EngineName) -> None:
        """Analyse again by `name`, if its data is there; else offer the data."""
        if self._lacks_data(name):
            self.offer_engine(name)
            return
        self.options = msgspec.structs.replace(self.options, engine=name)
        self.hamish.config = msgspec.structs.replace(self.hamish.config, engine=name)
        self.start_analysis()

    def _lacks_data(self, name: EngineName) -> bool:
        from reader.annotate.camel import data

        camel = name in ("camel", "both")
        return camel and not self.options.recogniser and data.state().recogniser is None

    def offer_engine(self, name: EngineName | None = None) -> None:
        """Where the engine wanted has no data: fetch it, or do with the embedded one."""
        wanted = name or self.options.engine
        if not self._lacks_data(wanted):
            return
        from reader.annotate.camel import data

        def answered(answer: int | None) -> None:
            if answer == 0:
                self.install(RECOGNISER, lambda: self.use_engine(wanted))
            elif answer == 1:
                self.use_engine("embedded")

        answers = (t("lens.install_now"), t("lens.use_embedded"), t("lens.leave"))
        reason = t("camel.no_model", folder=data.root())
        self.app.push_screen(Ask(t("lens.engine_without_data"), reason, answers), answered)
