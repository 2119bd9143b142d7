"""The chooser: numbers pick and are remembered; rows ask for their own profiles."""

import pytest
from textual._compositor import LayoutUpdate

from reader.terminal import choice
from reader.ui.output import ROW_PROFILE
from reader.ui.screens.profile import ProfileScreen
from tests.ui.small_app import SmallApp


@pytest.mark.parametrize(
    ("key", "picked"), [("3", True), ("٣", True), ("9", False), ("x", False), ("escape", False)]
)
async def test_a_number_picks(key: str, picked: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TMUX", raising=False)
    app = SmallApp()
    async with app.run_test(size=(100, 24)) as pilot:
        chosen: list[str | None] = []
        await app.push_screen(ProfileScreen(), chosen.append)
        await pilot.pause()
        assert app.sampling
        await pilot.press(key)
        await pilot.pause()
        assert not app.sampling
        assert chosen == ["override" if picked and app.profile.name == "visual" else None] or (
            picked and chosen[0]
        )
        if picked:
            app.use_profile(str(chosen[0]))
            assert app.profile.name == chosen[0]
            assert app.profile_choice is not None
            assert choice.recall(app.profile_choice.decision.identity) == chosen[0]


async def test_each_sample_has_a_row_of_its_own() -> None:
    app = SmallApp("visual")
    async with app.run_test(size=(100, 24)) as pilot:
        await app.push_screen(ProfileScreen())
        await pilot.pause()
        update = app.screen._compositor.render_update(full=True, screen_stack=app._background_screens)
        assert isinstance(update, LayoutUpdate)
        asked = [
            {
                segment.style.meta.get(ROW_PROFILE)
                for strip in row
                if strip
                for segment in strip
                if segment.style
            }
            - {None}
            for row in update.strips
        ]
        named = [next(iter(names)) for names in asked if names]
        assert all(len(names) <= 1 for names in asked)
        assert len(named) == len(set(named)) >= 7


async def test_the_reader_lays_out_as_the_profile_wants() -> None:
    """Under `plain` no presentation form is left on the screen, lam-alef included; another choice joins letters again."""
    from reader.article.model import Article
    from reader.ui.app import HamishApp

    app = HamishApp(Article(text="لأن السلام لا يأتي من الأحلام."), profile="plain", analyse=False)
    async with app.run_test(size=(80, 20)) as pilot:
        await pilot.pause()

        def forms() -> bool:
            rows = app.screen._compositor.render_strips()
            return any("\ufe70" <= character <= "\ufefc" for row in rows for character in row.text)

        assert not forms()
        app.use_profile("visual", remember=False)
        await pilot.pause()
        assert forms()
