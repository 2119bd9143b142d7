"""The application: wires the theme, the terminal and the screens together."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.app import SystemCommand
from textual.screen import Screen

from reader.annotate.pipeline import Options
from reader.article.load import Options as Reading
from reader.article.model import Article
from reader.errors import SettingsError
from reader.i18n import t
from reader.layout.options import BASES
from reader.settings.config import Config
from reader.terminal.profiles import Profile
from reader.ui import keymap, theme, userkeys, visual
from reader.ui.keeper import Keeper
from reader.ui.output import WholeRows, driver_class
from reader.ui.screens.reading import ReadingScreen

if TYPE_CHECKING:
    from reader.annotate.camel.lens import Lens
    from reader.library.listing import Listing


class HamishApp(WholeRows):
    """Hamish on the screen: an article, a `listing` to choose one from, or else the start screen.

    `reading` says how the sources of a list are read (their encoding, what may be fetched).
    """

    TITLE = "Hamish"
    BINDINGS = keymap.bindings("app")
    CSS = """
    Screen { padding: 0 0 0 1; }
    """

    def __init__(
        self,
        article: Article | None = None,
        config: Config | None = None,
        *,
        listing: Listing | None = None,
        reading: Reading | None = None,
        profile: str | None = None,
        analyse: bool = True,
        depth: theme.Depth | None = None,
        store: Path | None = None,
        read_only: bool = False,
    ) -> None:
        super().__init__(driver_class=driver_class())
        self.article = article
        self.listing = listing
        self.reading_options = reading or Reading()
        self.config = config or Config()
        self.keeper = Keeper(store, read_only=read_only, who=self.config.reviewer)
        found = userkeys.load()
        keymap.choose(found.keys)
        self.set_keymap(keymap.chosen_bindings())
        self.key_problems = found.problems
        """Mistakes in the user's keymap, told once on the first article's status line."""
        self.farewell = ""
        """What the terminal says once the screen is gone."""
        self.start_profile(profile, configured=self.config.profile)
        visual.join_letters(self.profile.presentation_forms)
        self.analyse = analyse
        self.animation_level = "none"
        self.depth = depth or theme.depth_of(self.console.color_system)
        self.look = self._look(self.config.theme)
        self.register_theme(self.look.theme)
        self.theme = self.look.theme.name
        self._mouse = True

    def _look(self, name: str) -> theme.Look:
        return theme.load(name, self.depth)

    def get_default_screen(self) -> Screen[Any]:
        if self.listing is not None:
            from reader.ui.screens.library import LibraryScreen

            return LibraryScreen(self.listing, self.look, self.reading_options)
        if self.article is None:
            from reader.ui.screens.start import StartScreen

            return StartScreen(self.look)
        return self._reading(self.article)

    def _reading(self, article: Article) -> ReadingScreen:
        options = Options(
            claims=self.config.claims, engine=self.config.engine, recogniser=self.config.ner_model or None
        )
        screen = ReadingScreen(article, self.look, options, self.analyse)
        screen.share, screen.panel_side = self.config.panel_share, self.config.panel_side
        screen.article_pane.measure = self.config.measure
        screen.article_pane.base = BASES[self.config.direction]
        screen.article_pane.marks = "written" if self.config.marks else "none"
        screen.restore_place()
        return screen

    async def open_article(self, article: Article) -> None:
        """Read another article; leaving it returns to the screen before."""
        await self.push_screen(self._reading(article))

    # -- themes

    def use_theme(self, name: str) -> None:
        """Draw in the theme `name`. Raises SettingsError when it is not usable."""
        self.look = self._look(name)
        self.register_theme(self.look.theme)
        self.theme = self.look.theme.name
        for screen in self.screen_stack:
            restyle = getattr(screen, "set_look", None)
            if restyle is not None:
                restyle(self.look)

    def action_next_theme(self) -> None:
        """The next theme that can be used; mistakes in those passed over are told."""
        known = theme.names()
        here = self.theme.removesuffix(f"-{self.depth}")
        first = known.index(here) + 1 if here in known else 0
        said: list[str] = []
        for name in (*known[first:], *known[:first]):
            try:
                self.use_theme(name)
            except SettingsError as error:
                said.append(error.message)
            else:
                said.append(t("ui.say.theme", name=name))
                break
        self._say(" ".join(said))

    def try_theme(self, name: str) -> None:
        """As `use_theme`; a mistake in its file is told on the status line."""
        try:
            self.use_theme(name)
            self._say(t("ui.say.theme", name=name))
        except SettingsError as error:
            self._say(error.message)

    def _say(self, text: str) -> None:
        if isinstance(self.screen, ReadingScreen):
            self.screen.say(text)

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """What the palette offers: every action of the screen, and the themes."""
        known = ("reading", "article", "panel") if isinstance(screen, ReadingScreen) else ()
        for action in keymap.actions(*known, "app"):
            yield SystemCommand(
                action.hint if action.scope not in ("article", "panel") else action.help,
                action.help,
                lambda action=action: self.run_action(
                    action.id if action.scope == "app" else f"screen.{action.id}"
                ),
            )
        for name in theme.names():
            yield SystemCommand(
                t("ui.palette.theme", name=name),
                t("ui.palette.theme_help"),
                lambda name=name: self.try_theme(name),
            )

    # -- the rest

    @cached_property
    def lens(self) -> Lens:
        """camel-tools' morphology in a process of its own, which the first question starts."""
        from reader.annotate.camel.lens import Lens

        return Lens()

    def on_unmount(self) -> None:
        if "lens" in self.__dict__:
            self.lens.close()

    def toggle_mouse(self) -> bool:
        """Give the mouse to the terminal, or take it back; whether it is ours now."""
        driver: Any = self._driver
        self._mouse = not self._mouse
        switch = "_enable_mouse_support" if self._mouse else "_disable_mouse_support"
        getattr(driver, switch, lambda: None)()
        return self._mouse

    async def action_help(self) -> None:
        from reader.ui.screens.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            await self.push_screen(HelpScreen(self.look))

    def profile_changed(self, profile: Profile) -> None:
        """Where another profile wants letters joined or left alone, lay out all that is shown again."""
        if visual.letters_joined() == profile.presentation_forms:
            return
        visual.join_letters(profile.presentation_forms)
        for screen in self.screen_stack:
            if isinstance(screen, ReadingScreen):
                screen.set_look(self.look)
                screen.article_pane.relayout()

    async def action_choose_profile(self) -> None:
        """Show a sentence written each way; what reads right is remembered for this terminal."""
        from reader.ui.screens.profile import ProfileScreen

        if not isinstance(self.screen, ProfileScreen):
            await self.push_screen(ProfileScreen(), self._take_profile)

    def _take_profile(self, name: str | None) -> None:
        if name is None:
            return
        said = t("ui.say.profile", name=name)
        try:
            self.use_profile(name)
        except OSError as error:
            said = t("ui.say.profile_not_kept", name=name, reason=error.strerror or error)
        if isinstance(self.screen, ReadingScreen):
            self.screen.say(said)

    async def action_quit(self) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, ReadingScreen):
                screen.keep_place()
                if screen.review is not None:
                    self.farewell = "\n".join(screen.summary())
        self.keeper.close()
        self.exit(0)
