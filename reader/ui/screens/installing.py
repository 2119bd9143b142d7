"""Fetching camel-tools' data from the reading screen, in a thread, its progress on the status line."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.worker import get_current_worker

from reader.errors import EngineError, HamishError
from reader.i18n import t
from reader.ui.screens.base import ReadingBase


class Installing(ReadingBase):
    """What is offered where data is missing."""

    def install(self, names: Sequence[str], then: Callable[[], None]) -> None:
        """Fetch packages, then do `then`. A second request while one is under way is refused; leaving breaks it off, and
        what arrived is kept."""
        if any(worker.group == "install" and not worker.is_finished for worker in self.workers):
            self.say(t("lens.installing_already"))
            return
        self.run_worker(
            lambda: self._fetch(list(names), then),
            name="install",
            group="install",
            thread=True,
            exit_on_error=False,
        )

    def _fetch(self, names: list[str], then: Callable[[], None]) -> None:
        from reader.annotate.camel import install

        worker = get_current_worker()
        told = (names[0], -1)

        def progress(name: str, done: int, total: int) -> None:
            nonlocal told
            if worker.is_cancelled:
                raise EngineError("lens.broken_off")
            share = 100 * done // max(1, total)
            if (name, share) != told:
                told = (name, share)
                self.app.call_from_thread(self._tell_share, name, share, total)

        try:
            self.app.call_from_thread(self._tell_share, names[0], 0, 0)
            install.install(install.catalogue(install.catalogue_url()), names, progress)
        except HamishError as error:
            if not worker.is_cancelled:
                self.app.call_from_thread(self._installed, error.message, None)
            return
        self.app.call_from_thread(self._installed, t("models.installed", names=", ".join(names)), then)

    def _tell_share(self, name: str, share: int, total: int) -> None:
        self.progress = t("lens.installing", name=name, share=share, size=round(total / 1e6))
        self.tell_place()

    def _installed(self, said: str, then: Callable[[], None] | None) -> None:
        self.progress = ""
        self.say(said)
        if then is not None and self.is_current:
            then()
