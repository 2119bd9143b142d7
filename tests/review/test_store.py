"""The file itself: versions, journals, refusals in clear words, copies and salvage."""

import os
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from reader.errors import StoreError
from reader.review import rescue, schema
from reader.review import store as store_module
from reader.review.events import Decide, Rebase
from reader.review.faults import ReviewStoreError
from reader.review.filesystem import NETWORK, filesystem_of, mountinfo
from reader.review.reviewed import reviewed
from reader.review.session import Review, carried
from reader.review.store import Store
from tests.review.sample import TEXT, sample


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "reviews.sqlite"


def opened(path: Path, who: str = "سامي", **options: object) -> Review:
    return Review.open(Store(path, **options), sample(), who)  # type: ignore[arg-type]


def fault(error: pytest.ExceptionInfo[ReviewStoreError]) -> str:
    assert str(error.value.details["path"]) in error.value.message
    return error.value.fault


def test_a_decision_is_there_after_reopening(path: Path) -> None:
    opened(path).do(Decide("q1", "accepted"))
    again = opened(path)
    assert again.state.items["q1"].status == "accepted"
    assert (again.state.items["q1"].by, len(again.events)) == ("سامي", 2)
    assert isinstance(again.events[0].actions[0], Rebase)


def test_events_are_never_changed_nor_removed(path: Path) -> None:
    opened(path).do(Decide("q1", "accepted"))
    with sqlite3.connect(path) as db:
        for statement in ("UPDATE events SET who = 'x'", "DELETE FROM events"):
            with pytest.raises(sqlite3.IntegrityError):
                db.execute(statement)
    db.close()


def test_an_unchanged_analysis_writes_nothing_on_reopening(path: Path) -> None:
    for _ in range(3):
        assert len(opened(path).events) == 1


def test_a_local_store_logs_ahead_and_a_network_share_rolls_back(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def mode() -> tuple[str, int]:
        with Store(path) as store:
            db = store._db
            return db.execute("PRAGMA journal_mode").fetchone()[0], db.execute(
                "PRAGMA synchronous"
            ).fetchone()[0]

    monkeypatch.setattr(store_module, "is_shared", lambda _: False)
    assert mode() == ("wal", 2)
    monkeypatch.setattr(store_module, "is_shared", lambda _: True)
    assert mode() == ("delete", 3)
    opened(path).do(Decide("q1", "accepted"))
    assert opened(path).state.items["q1"].status == "accepted"


def test_mounts_are_read_as_the_system_writes_them() -> None:
    mounts = mountinfo(
        "27 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw\n"
        "40 27 0:40 / /home/me/my\\040share rw shared:2 master:3 - cifs //box/share rw\n"
        "41 27 0:41 / /srv/نص rw - nfs4 box:/srv rw\n".encode().decode("latin-1")
    )
    assert filesystem_of(Path("/home/me/my share/a.sqlite"), mounts) in NETWORK
    assert filesystem_of(Path("/srv/نص/a.sqlite"), mounts) == "nfs4"
    assert filesystem_of(Path("/home/me/my shared"), mounts) == "ext4"


def test_a_newer_store_and_a_strange_database_are_refused(path: Path, tmp_path: Path) -> None:
    Store(path).close()
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version = 99")
    db.close()
    with pytest.raises(StoreError, match="newer"):
        Store(path)
    other = tmp_path / "other.sqlite"
    with sqlite3.connect(other) as db:
        db.execute("CREATE TABLE mine (x)")
    db.close()
    with pytest.raises(StoreError, match="another program"):
        Store(other)
    with sqlite3.connect(other) as db:
        assert db.execute("SELECT name FROM sqlite_master").fetchall() == [("mine",)]
    db.close()


def test_a_migration_runs_once_and_whole(path: Path) -> None:
    opened(path).do(Decide("q1", "accepted"))
    db = sqlite3.connect(path, isolation_level=None)
    scripts = (
        *schema.MIGRATIONS,
        "ALTER TABLE reviews ADD COLUMN colour TEXT;\nUPDATE reviews SET colour = 'red';\n",
    )
    with pytest.raises(sqlite3.OperationalError):
        schema.migrate(db, (*schema.MIGRATIONS, "ALTER TABLE reviews ADD COLUMN colour TEXT;\nNONSENSE;\n"))
    assert schema.version(db) == len(schema.MIGRATIONS)
    schema.migrate(db, scripts)
    schema.migrate(db, scripts)
    assert db.execute("SELECT colour FROM reviews").fetchall() == [("red",)]
    assert schema.version(db) == len(scripts)
    db.close()


def test_an_older_read_only_store_is_brought_up_to_date_in_memory(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    review = opened(path)
    review.do(Decide("q1", "accepted"))
    review.store.close()  # closing folds the write-ahead log into the file; a collector would do it at its own time
    before = path.read_bytes()
    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, "CREATE TABLE later (x);\n"))
    monkeypatch.setattr(schema.migrate, "__defaults__", (schema.MIGRATIONS,))
    with Store(path, read_only=True) as store:
        assert carried(store, sample()).items["q1"].status == "accepted"
    assert path.read_bytes() == before


def test_read_only_shows_everything_and_refuses_in_words(path: Path) -> None:
    with pytest.raises(StoreError, match="no review store"):
        Store(path, read_only=True)
    opened(path).do(Decide("q1", "accepted"))
    review = opened(path, read_only=True)
    assert review.state.items["q1"].status == "accepted"
    with pytest.raises(ReviewStoreError) as error:
        review.do(Decide("q1", "rejected"))
    assert fault(error) == "read_only"
    assert review.state.items["q1"].status == "accepted"
    opened(path).do(Decide("q2", "rejected"))
    assert review.refresh() and review.state.items["q2"].status == "rejected"


def test_read_only_of_an_article_nobody_reviewed(path: Path) -> None:
    Store(path).close()
    review = opened(path, read_only=True)
    assert review.state.items["q1"].status == "pending" and not review.refresh()
    with pytest.raises(ReviewStoreError):
        review.undo()


def test_a_locked_store_is_said_to_be_locked_and_works_again(path: Path) -> None:
    review = opened(path, wait=0.05)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(ReviewStoreError) as error:
        review.do(Decide("q1", "accepted"))
    assert fault(error) == "locked" and review.state.items["q1"].status == "pending"
    other.execute("ROLLBACK")
    other.close()
    assert review.do(Decide("q1", "accepted"))


def test_a_full_disk_loses_nothing_and_the_review_goes_on_in_a_copy(path: Path, tmp_path: Path) -> None:
    review = opened(path)
    review.do(Decide("q1", "accepted"))
    pages = review.store._db.execute("PRAGMA page_count").fetchone()[0]
    review.store._db.execute(f"PRAGMA max_page_count = {pages}")
    kept = len(review.events)
    with pytest.raises(ReviewStoreError) as error:
        for number in range(10_000):
            review.do(Decide("q1", "rejected" if number % 2 else "undecided"))
            kept += 1
    assert fault(error) == "full"
    assert len(review.events) == kept == len(review.store.events(1))
    copy = tmp_path / "elsewhere" / "copy.sqlite"
    rescue.copy(path, copy)
    moved = review.moved_to(Store(copy))
    assert moved.state == review.state
    assert moved.do(Decide("q2", "accepted"))


def test_a_write_that_the_system_cuts_short_is_a_fault_in_words(path: Path) -> None:
    """RLIMIT_FSIZE makes the real write fail, in a process of its own."""
    opened(path).do(Decide("q1", "accepted"))
    code = (
        "import resource, signal, sys\n"
        "from pathlib import Path\n"
        "from reader.review.events import Decide\n"
        "from reader.review.faults import ReviewStoreError\n"
        "from reader.review.session import Review\n"
        "from reader.review.store import Store\n"
        "from tests.review.sample import sample\n"
        "review = Review.open(Store(Path(sys.argv[1])), sample(), 'x')\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1, resource.RLIM_INFINITY))\n"
        "try:\n"
        "    review.do(Decide('q1', 'rejected'))\n"
        "except ReviewStoreError as error:\n"
        "    print(error.fault, review.state.items['q1'].status)\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, str(path)], capture_output=True, text=True, cwd=Path(__file__).parents[2]
    )
    assert run.stdout.split() in (["failing", "accepted"], ["full", "accepted"]), run.stderr
    assert opened(path).state.items["q1"].status == "accepted"


def test_a_store_that_takes_no_writes_opens_for_reading(path: Path) -> None:
    opened(path).do(Decide("q1", "accepted"))
    path.chmod(0o444)
    path.parent.chmod(0o555)
    if os.access(path, os.W_OK):
        path.parent.chmod(0o755)
        pytest.skip("permissions do not bind this user")
    review = opened(path)
    path.parent.chmod(0o755)
    assert review.store.read_only and review.state.items["q1"].status == "accepted"


def test_a_damaged_store_is_named_and_salvaged(path: Path, tmp_path: Path) -> None:
    review = opened(path)
    for number in range(400):
        review.do(Decide("q1", "accepted" if number % 2 else "rejected"))
    review.store.close()
    data = bytearray(path.read_bytes())
    middle = len(data) // 2 // 4096 * 4096
    data[middle : middle + 3 * 4096] = b"\xa5" * (3 * 4096)
    path.write_bytes(data)
    with pytest.raises(ReviewStoreError) as error:
        opened(path).state  # noqa: B018
    assert fault(error) == "corrupt"
    saved = tmp_path / "saved.sqlite"
    kept, lost = rescue.salvage(path, saved)
    assert kept + lost == 401 and kept > 150
    assert bytes(data) == path.read_bytes()
    with Store(saved) as store:
        assert len(store.events(1)) == kept
    assert opened(saved).do(Decide("q2", "accepted"))


def test_a_store_without_its_head_is_corrupt_and_hopeless(path: Path, tmp_path: Path) -> None:
    path.write_bytes(b"not a database at all" * 500)
    with pytest.raises(ReviewStoreError) as error:
        Store(path)
    assert fault(error) == "corrupt"
    with pytest.raises(StoreError):
        rescue.salvage(path, tmp_path / "saved.sqlite")
    assert not (tmp_path / "saved.sqlite").exists()


def test_nothing_is_overwritten_by_a_copy(path: Path, tmp_path: Path) -> None:
    Store(path).close()
    taken = tmp_path / "taken"
    taken.write_text("mine")
    for action in (rescue.copy, rescue.salvage):
        with pytest.raises(StoreError, match="already"):
            action(path, taken)
    assert taken.read_text() == "mine"


def test_layers_stand_beside_each_other(path: Path) -> None:
    opened(path).do(Decide("q1", "rejected"))
    with Store(path) as store:
        number = store.add_layer("brat: alice", sample(), notes={"e3": "label COMPANY"})
        assert store.layers(sample().article.id) == ("", "brat: alice")
        layer = Review.open(store, sample(), "سامي", layer="brat: alice")
        assert (layer.number, layer.state.items["e3"].note) == (number, "label COMPANY")
        assert len(reviewed(layer.state).quotes) == 2
        layer.do(Decide("q2", "rejected"))
        assert store.add_layer("brat: alice", sample()) == number
        with pytest.raises(StoreError):
            store.add_layer("", sample())
    assert opened(path).state.items["q2"].status == "pending"


def test_an_edited_file_is_recognised_and_its_review_continued(path: Path) -> None:
    opened(path).do(Decide("q2", "rejected"))
    edited = sample("سطر جديد.\n" + TEXT)
    with Store(path) as store:
        assert store.earlier("elsewhere.txt", edited.article.id) is None
        number = store.earlier("article.txt", edited.article.id)
        review = Review.open(store, edited, "سامي", continues=number)
        assert review.state.items["q2"].status == "rejected" and review.state.text == edited.article.text
        assert review.undo() and review.state.items["q2"].status == "pending"
        assert review.redo() and review.state.items["q2"].status == "rejected"
        assert store.earlier("article.txt", edited.article.id) is None
        assert [listed.article for listed in store.reviews()] == [edited.article.id]
    assert opened(path).state.items["q2"].status == "rejected"


def test_threads_share_a_store(path: Path) -> None:
    review = opened(path)
    failures: list[Exception] = []

    def work() -> None:
        try:
            review.refresh()
            review.store.events(1)
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    review.do(Decide("q1", "accepted"))
    for thread in threads:
        thread.join()
    assert not failures
