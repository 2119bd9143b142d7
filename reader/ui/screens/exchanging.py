"""Other tools from inside the app: export what is shown, import their notes as a layer, change between layers."""

from __future__ import annotations

from pathlib import Path, PurePath

from reader.annotate.model import Analysis
from reader.errors import HamishError, UsageError
from reader.i18n import t
from reader.review.store import OWN_LAYER
from reader.ui.screens.dialogs import Ask, Line
from reader.ui.screens.keeping import Keeping
from reader.ui.screens.picking import Pick, Picked
from reader.ui.widgets.bar import Piece


class Exchanging(Keeping):
    """Formats and their libraries are imported when they are asked for, and files are written in a thread."""

    _own: Analysis | None = None
    """Hamish's own notes, kept while another layer is shown."""

    # -- out

    def action_export(self) -> None:
        """Choose a format, then where to; what people decided goes out as it stands."""
        from reader.interchange.registry import FORMATS

        if self.analysis is None:
            self.say(t("reviewing.not_yet"))
            return
        names = tuple(FORMATS)
        labels = [f"{name}  {' '.join(FORMATS[name].suffixes)}" for name in names]

        def chosen(answer: Picked | None) -> None:
            if isinstance(answer, int):
                self._ask_where(names[answer])

        self.app.push_screen(Pick(t("exchange.which_format"), labels), chosen)

    def _ask_where(self, name: str) -> None:
        from reader.interchange.registry import FORMATS

        stem = PurePath(self.article.source).stem.strip("-.") or "article"
        suffix = FORMATS[name].suffixes[0]

        def answered(place: str | None) -> None:
            if place:
                self._write(name, Path(place).expanduser(), force=False)

        self.app.push_screen(Line(t("exchange.where"), str(Path.cwd() / f"{stem}{suffix}")), answered)

    def _write(self, name: str, place: Path, force: bool) -> None:
        from reader.corpus.batch import refuse_existing
        from reader.interchange.registry import FORMATS

        suffixes = FORMATS[name].suffixes
        stem = str(place).removesuffix(suffixes[0])
        targets = {suffix: Path(stem + suffix) for suffix in suffixes}
        try:
            refuse_existing(targets.values(), force)
        except HamishError as error:

            def answered(answer: int | None) -> None:
                if answer == 0:
                    self._write(name, place, force=True)

            self.app.push_screen(
                Ask(error.title, error.message, (t("exchange.replace"), t("exchange.keep"))), answered
            )
            return
        self.say(t("exchange.writing", name=name))
        self.run_worker(
            lambda: self._write_files(name, targets),
            name="export",
            group="export",
            thread=True,
            exit_on_error=False,
        )

    def _write_files(self, name: str, targets: dict[str, Path]) -> None:
        """In a thread: make the files and write them; say how it went."""
        from reader.corpus.export import extras
        from reader.interchange.labels import outward
        from reader.interchange.registry import Extras, write
        from reader.review.reviewed import reviewed
        from reader.settings.atomic import write_atomically

        labels = outward(self.hamish.config.labels)
        state = self.state
        assert self.analysis is not None
        try:
            if state is not None:
                files = write(reviewed(state), name, extras(state, labels))
            else:
                files = write(self.analysis, name, Extras(labels=labels))
            for suffix, data in files.items():
                write_atomically(targets[suffix], data)
            said = t("exchange.written", path="، ".join(str(path) for path in targets.values()))
        except HamishError as error:
            said = error.message
        except OSError as error:
            said = t("exchange.unwritten", path=error.filename or "", reason=error.strerror or error)
        self.app.call_from_thread(self.say, said)

    # -- in

    def action_import(self) -> None:
        """Another tool's file becomes a layer, and is shown."""

        def answered(place: str | None) -> None:
            if place:
                self._read(Path(place).expanduser())

        self.app.push_screen(Line(t("exchange.which_file"), f"{Path.cwd()}/"), answered)

    def _read(self, path: Path) -> None:
        from reader.interchange import imports

        try:
            files = imports.companions(path)
            name = imports.guess_format(path)
            found = imports.from_files(files, name, self.article, self.hamish.config.labels)
            layer = f"{name}: {path.stem}"
            imports.keep(self.hamish.keeper.store(), layer, found)
        except HamishError as error:
            self.say(error.message)
            return
        except OSError as error:
            self.say(t("article.unreadable", source=path, reason=error.strerror))
            return
        self.show_layer(layer)
        placed = sum(found.counts.values())
        self.say(t("exchange.imported", count=placed, layer=layer, orphans=len(found.orphans)))

    # -- layers

    def action_layers(self) -> None:
        """Choose whose notes are shown: Hamish's own, or an import's."""
        try:
            there = self.hamish.keeper.layers(self.article.id)
        except HamishError as error:
            self.say(error.message)
            return
        names = (OWN_LAYER, *(name for name in there if name != OWN_LAYER))
        labels = [t("exchange.own"), *names[1:]]

        def chosen(answer: Picked | None) -> None:
            if isinstance(answer, int):
                self.show_layer(names[answer])

        self.app.push_screen(Pick(t("exchange.which_layer"), labels), chosen)

    def show_layer(self, name: str) -> None:
        """Show and review the notes of another layer; Hamish's own are made anew if they were not complete."""
        if name == self.layer:
            return
        try:
            analysis = self._own if name == OWN_LAYER else self._stored(name)
        except HamishError as error:
            self.say(error.message)
            return
        if self.layer == OWN_LAYER:
            self._own = self.found
        self.workers.cancel_group(self, "analysis")
        self.pause_review()
        self.review, self._paused, self.layer = None, None, name
        if analysis is not None:
            self.set_analysis(analysis)
            self.begin_review(analysis)
        else:
            self.start_analysis()

    def _stored(self, layer: str) -> Analysis:
        """The notes that a layer began with. Raises StoreError."""
        store = self.hamish.keeper.store()
        number = store.find(self.article.id, layer)
        base = None if number is None else store.base(number)
        if base is None:
            raise UsageError("exchange.no_layer", name=layer)
        return store.analysis(base)

    def layer_pieces(self) -> list[Piece]:
        """For the status line: whose notes these are, unless they are Hamish's own."""
        return [] if self.layer == OWN_LAYER else [Piece(self.layer, "warn")]
