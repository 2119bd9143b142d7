"""What every test gets: folders of its own, so that nothing touches the user's files."""

import pytest

from reader.i18n import set_language


@pytest.fixture(autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """HAMISH_HOME points to an empty folder, and no HAMISH_* choice of the developer leaks in."""
    set_language(None)
    monkeypatch.setenv("HAMISH_HOME", str(tmp_path_factory.mktemp("home")))
    for name in ("HAMISH_PROFILE", "HAMISH_LANG", "HAMISH_THEME"):
        monkeypatch.delenv(name, raising=False)
