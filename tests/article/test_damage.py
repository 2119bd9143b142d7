"""Damaged files of every kind open or are refused in a sentence: no other exception gets out."""

import random
from pathlib import Path

import pytest

from reader.article.load import Options, open_source
from reader.errors import HamishError
from tests.article.kinds import KINDS, made
from tests.article.server import RSS


def damaged(data: bytes, chance: random.Random) -> bytes:
    """A few bytes changed, dropped or doubled, sometimes the end cut off."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(changed))
        match chance.randrange(4):
            case 0:
                changed[at] = chance.randrange(256)
            case 1:
                del changed[at : at + chance.randint(1, 30)]
            case 2:
                changed[at:at] = changed[at : at + chance.randint(1, 30)]
            case _:
                changed[at:at] = chance.choice(
                    [b"<", b"&", b"\0", b"]]>", b"\xff\xfe", b"\x1b]0;x\x07", b"<!--"]
                )
        changed = changed or bytearray(b"x")
    return bytes(changed[: chance.randrange(1, len(changed))] if chance.random() < 0.2 else changed)


def storm(kind: str, folder: Path, count: int, seed: int) -> None:
    name, data = ("a.rss", RSS.encode()) if kind == "rss" else made(kind)
    chance = random.Random(f"{kind} {seed}")
    for number in range(count):
        path = folder / name
        path.write_bytes(damaged(data, chance))
        try:
            open_source(str(path), Options())
        except HamishError as error:
            assert "\x1b" not in error.message, (kind, seed, number)


@pytest.mark.parametrize("kind", [*KINDS, "rss"])
def test_damage(kind: str, tmp_path: Path) -> None:
    storm(kind, tmp_path, 4 if kind == "pdf" else 25, 1)


@pytest.mark.soak
@pytest.mark.parametrize("kind", [*KINDS, "rss"])
def test_much_damage(kind: str, tmp_path: Path) -> None:
    storm(kind, tmp_path, 200 if kind == "pdf" else 3000, 2)
