"""Nothing that a terminal would obey comes from an article: asserted on the bytes that reach a pseudo-terminal."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.article.prose import PARAGRAPHS
from tests.ui.session import Session

HOSTILE = (
    # What each would do: write the clipboard, set the title, colour, clear, move, report, switch sets, reset, ring.
    "\x1b]52;c;SEFNSVNI\x07",
    "\x1b]0;OWNED\x1b\\",
    "\x9d2;OWNED\x9c",
    "\x1b[31337m",
    "\x9b31337m",
    "\x1b[2J\x1b[13;37H",
    "\x1b[6n\x1b[c\x1bZ",
    "\x1bP+q436f\x1b\\\x90q#0\x9c",
    "\x1b_Gf=100;AAAA\x1b\\",
    "\x1b(0\x0e\x0f\x1b#8",
    "\x1bc\x1b[!p",
    "\x07\x08\x0b\x0c\x05\x7f",
    "\x84\x85\x8d",
    "\u202e\u202d\u2067\u2066\u2068\u202a\u202b\u202c\u2069",
    "\x00\x01\x1a\x18",
    "\U000e0041\U000e007f\u2028\u2029",
)
ARTICLE = (
    "\n\n".join(f"{PARAGRAPHS[n % 4]} {piece} قال" for n, piece in enumerate(HOSTILE))
    + "\n"
    + "".join(HOSTILE)
)

_SEQUENCE = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[ -/]*[0-Z\\-~]")
_OURS = re.compile(
    # SGR, cursor and erasing, modes, queries of the program itself, kitty's keyboard, window size.
    r"\x1b\[[\d;:]*m|\x1b\[\d*;?\d*[ABCDHJKdGrX]|\x1b\[[?>=<]?[\d;]*\$?[hlpucnqts]|\x1b[78=>]|\x1b\\|\x1b\[2[23];\d*t"
    r"|\x1b\[(?:c|>c|>q|>0q|6n|14t|16t|18t)|\x1b_Gi=\d+.*?\x1b\\|\x1b\](?:1[01];\?|22;[a-z-]*)(?:\x07|\x1b\\)|\x1bP[=>].*?\x1b\\",
    re.S,
)
_PAYLOADS = ("SEFNSVNI", "31337m", "13;37H", "436f", "f=100", "\x1b#8", "\x1bc", "\x1b[!p", "\x1bZ", "\x1b(0")


def faults(stream: bytes) -> list[str]:
    """What in a terminal's input an article must have put there: sequences not ours, and stray controls."""
    text = stream.decode("utf-8", "replace")
    found = [repr(one) for one in _SEQUENCE.findall(text) if not _OURS.fullmatch(one)]
    rest = _SEQUENCE.sub("", text)
    found += [repr(one) for one in re.findall("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", rest)]
    found += [repr(one) for one in re.findall("[\u2028-\u202e\u2066-\u2069\U000e0000-\U000e007f]", rest)]
    found += [repr(one) for one in _SEQUENCE.findall(text) if any(payload in one for payload in _PAYLOADS)]
    return found


def only_colours(stream: bytes) -> bool:
    """Whether nothing but text, line ends and colours is in a stream."""
    text = re.sub(r"\x1b\[(?:\d{0,3};)*\d{0,3}m", "", stream.decode("utf-8", "replace"))
    return not re.search(
        "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\U000e0000-\U000e007f]", text
    )


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    path = tmp_path / "h\x1b]0;OWNED\x07\u202e.txt"
    path.write_text(ARTICLE, "utf-8")
    return path


def test_the_check_itself_finds_every_one() -> None:
    for piece in HOSTILE:
        assert faults(piece.encode()), repr(piece)
        assert not only_colours(piece.encode()), repr(piece)
    assert not faults("\x1b[1;31mقال\x1b[0m\r\n\x1b[?25l\x1b[2;3H".encode())


@pytest.mark.parametrize(
    "command",
    [["show"], ["show", "--profile", "logical"], ["analyze"], ["list", "--format", "json"], ["list"]],
)
def test_commands_print_nothing_to_obey(command: list[str], hostile: Path, tmp_path: Path) -> None:
    session = Session(tmp_path / "log", "-m", "reader", *command, str(hostile))
    assert session.end(90) == 0
    assert only_colours(session.output), faults(session.output)


def test_errors_print_nothing_to_obey(hostile: Path, tmp_path: Path) -> None:
    for arguments in (
        [str(hostile) + "x"],
        ["show", f"--{HOSTILE[1]}", str(hostile)],
        ["list", str(hostile) + "x"],
    ):
        session = Session(tmp_path / "log", "-m", "reader", *arguments)
        session.end(60)
        assert session.output
        assert only_colours(session.output), session.output


@pytest.mark.parametrize("in_a_list", [False, True])
def test_the_app_draws_nothing_to_obey(in_a_list: bool, hostile: Path, tmp_path: Path) -> None:
    session = Session(
        tmp_path / "log", "-m", "reader", str(hostile.parent if in_a_list else hostile), columns=100, lines=30
    )
    try:
        session.until(lambda: any("?" in line for line in session.screen.display), 60)
        if in_a_list:
            session.send("\r")
            session.read(1.0)
        for keys in ("\t", "j", "2", "3", "\t", "  ", "G", "#", "g"):
            session.send(keys)
            session.read(0.3)
        session.send("q")
        assert session.end(30) == 0
    finally:
        session.close()
    assert not faults(session.output)
