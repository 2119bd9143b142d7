"""`hamish models` against a loopback server that cuts, refuses, lies and is killed."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.annotate.camel import data, install
from reader.annotate.camel.data import Catalogue
from reader.errors import EngineError
from tests.annotate.camel.toy import MODEL, Server, fill, serving

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setenv(data.ROOT_VARIABLE, str(tmp_path / "camel"))
    with serving() as server:
        fill(server)
        yield server


@pytest.fixture
def known(server: Server) -> Catalogue:
    return install.fetch_catalogue(f"{server.url}/catalogue.json")


def quiet(name: str, done: int, total: int) -> None:
    assert 0 < done <= total


def test_a_package_comes_with_what_it_needs(known: Catalogue) -> None:
    done = install.install(known, ["all"], quiet)
    assert {p.name for p in done} == {"ner-arabert", "morphology-db-msa-r13"}
    state = data.state()
    assert state.catalogue == "present"
    assert state.recogniser == data.root() / "data" / "ner" / "arabert"
    assert state.morphology is not None and state.disambiguator is None
    assert install.installed() == {"ner-arabert": "1.0", "morphology-db-msa-r13": "1.0"}
    assert install.install(known, ["ner-arabert"], quiet) == []


def test_a_truncated_download_goes_on_where_it_stopped(server: Server, known: Catalogue) -> None:
    server.faults["/ner.zip"] = [600 + 70_000]
    install.install(known, ["ner-arabert"], quiet)
    assert data.state().recogniser is not None
    ranges = [wanted for path, wanted in server.asked if path == "/ner.zip"]
    assert ranges[0] is None and ranges[1] is not None and ranges[1].startswith("bytes=")


def test_a_missing_file_is_said_at_once(server: Server, known: Catalogue) -> None:
    server.faults["/ner.zip"] = [404, 404, 404]
    with pytest.raises(EngineError) as error:
        install.install(known, ["ner-arabert"], quiet)
    assert "404" in error.value.message
    assert [path for path, _ in server.asked].count("/ner.zip") == 1
    assert data.state().recogniser is None


def test_a_wrong_checksum_installs_nothing(server: Server, known: Catalogue) -> None:
    server.pages["/ner.zip"] = b"x" * len(server.pages["/ner.zip"])
    with pytest.raises(EngineError) as error:
        install.install(known, ["ner-arabert"], quiet)
    assert "checksum" in error.value.message
    assert data.state().recogniser is None and "ner-arabert" not in install.installed()
    assert not list(data.root().rglob("*.part"))


def test_no_network_is_one_sentence(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(EngineError) as error:
        install.fetch_catalogue("http://127.0.0.1:1/catalogue.json")
    assert "no connection" in error.value.message


def test_a_login_page_is_not_saved_as_a_catalogue(server: Server) -> None:
    server.pages["/catalogue.json"] = b"<html>please log in</html>"
    with pytest.raises(EngineError):
        install.fetch_catalogue(f"{server.url}/catalogue.json")
    assert not data.catalogue_path().exists()


def test_a_broken_catalogue_is_replaced(server: Server) -> None:
    data.catalogue_path().parent.mkdir(parents=True)
    data.catalogue_path().write_text("<html>")
    assert data.state().catalogue == "broken"
    assert "ner-arabert" in install.catalogue(f"{server.url}/catalogue.json").packages
    assert data.state().catalogue == "present"


def test_too_little_room_is_said_before_anything_is_fetched(
    server: Server, known: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda path: _Usage())
    with pytest.raises(EngineError) as error:
        install.install(known, ["ner-arabert"], quiet)
    assert "MB free" in error.value.message
    assert not [path for path, _ in server.asked if path.endswith(".zip")]


class _Usage:
    free = 10


def test_a_package_is_removed(known: Catalogue) -> None:
    install.install(known, ["ner-arabert"], quiet)
    install.remove(known, "ner-arabert")
    assert data.state().recogniser is None and data.state().morphology is not None
    with pytest.raises(EngineError):
        install.remove(known, "ner-arabert")


def test_an_archive_cannot_write_outside_its_folder(server: Server, known: Catalogue) -> None:
    import msgspec

    from tests.annotate.camel.toy import archive

    evil = archive({"../../evil": b"x"})
    server.pages["/ner.zip"] = evil
    package = msgspec.structs.replace(known.packages["ner-arabert"], sha256=None, size=len(evil))
    hostile = msgspec.structs.replace(known, packages={**known.packages, "ner-arabert": package})
    with pytest.raises(EngineError):
        install.install(hostile, ["ner-arabert"], quiet)
    assert not list(data.root().parent.rglob("evil"))


def test_a_killed_installation_goes_on_and_leaves_nothing_half(server: Server, known: Catalogue) -> None:
    environment = {**os.environ, "HAMISH_CATALOGUE_URL": f"{server.url}/catalogue.json"}
    command = [sys.executable, "-m", "reader", "models", "install", "ner-arabert"]
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and not list(data.root().rglob("*.part")) and process.poll() is None:
        time.sleep(0.002)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    folder = data.root() / "data" / "ner" / "arabert"
    assert not folder.exists() or {p.name for p in folder.iterdir()} == set(MODEL)
    again = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert again.returncode == 0, again.stderr
    assert {p.name for p in folder.iterdir()} == set(MODEL)


def test_the_command_lists_and_finds_its_way(
    server: Server, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from reader.cli.main import main

    monkeypatch.setenv("HAMISH_CATALOGUE_URL", f"{server.url}/catalogue.json")
    assert main(["models", "list"]) == 0
    assert "ner-arabert  0.1 MB  MIT  not installed" in capsys.readouterr().out
    assert main(["models", "install", "ner-arabert"]) == 0
    assert main(["models", "path"]) == 0
    assert str(data.root()) in capsys.readouterr().out
    assert main(["models", "remove", "ner-arabert"]) == 0
    assert main(["models", "install", "nothing"]) == 1
    assert "nothing" in capsys.readouterr().err
