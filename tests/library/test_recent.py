"""The list of articles read lately."""

from __future__ import annotations

from reader.library import recent
from reader.settings import paths


def visit(number: int, **more: object) -> recent.Visit:
    return recent.Visit(
        id=f"sha256:{number}", source=f"{number}.txt", title=f"خبر {number}", length=100, **more
    )


def test_the_newest_is_first_and_each_is_there_once() -> None:
    for number in (1, 2, 1):
        recent.record(visit(number, offset=number * 10))
    assert [found.source for found in recent.visits()] == ["1.txt", "2.txt"]
    assert recent.last_visit("sha256:2").offset == 20
    assert recent.last_visit("sha256:2").progress == 0.2
    assert recent.last_visit("sha256:3") is None


def test_the_list_stays_short(monkeypatch) -> None:
    monkeypatch.setattr(recent, "KEPT", 3)
    for number in range(6):
        recent.record(visit(number))
    assert [found.id for found in recent.visits()] == ["sha256:5", "sha256:4", "sha256:3"]


def test_a_damaged_file_is_an_empty_list() -> None:
    recent.record(visit(1))
    (paths.state_dir() / "recent.json").write_text("{")
    assert recent.visits() == ()
    recent.record(visit(2))
    assert len(recent.visits()) == 1
    recent.forget("sha256:2")
    assert recent.visits() == ()
