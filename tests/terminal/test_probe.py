"""Replies are taken out of the keys, however they are cut and whenever they come."""

import itertools

import pytest

from reader.terminal.probe import Evidence, Reply, Sieve

ANSWERS = {
    "vte": "\x1b[8;1$y\x1b[?2501;2$y\x1b[>65;7006;1c",
    "xterm": "\x1bP>|XTerm(379)\x1b\\\x1b[8;0$y\x1b[?2501;0$y\x1b[?77096;0$y\x1b[>41;379;0c",
    "kitty": "\x1bP>|kitty(0.26.5)\x1b\\\x1b[8;0$y\x1b[?2501;0$y\x1b[?77096;0$y\x1b[>1;4000;26c",
    "konsole": "\x1bP>|Konsole 22.12.3\x1b\\\x1b[>1;115;0c",
    "mlterm": "\x1b[8;0$y\x1b[?2501;0$y\x1b[?77096;0$y\x1b[>24;279;0c",
    "alacritty": "\x1b[>0;1700;1c",
    "tmux": "\x1bP>|tmux 3.3a\x1b\\\x1b[>84;0;0c",
}


def test_replies_are_read_and_keys_pass() -> None:
    rest, replies = Sieve().feed("a\x1b[8;1$y\x1b[Aب\x1bP>|kitty(0.26.5)\x1b\\m\x1b[>1;4000;26c1")
    assert rest == "a\x1b[Aبm1"
    assert replies == [
        Reply("mode", "8", "1"),
        Reply("version", "kitty(0.26.5)"),
        Reply("device", "1;4000;26"),
    ]


@pytest.mark.parametrize("answer", ANSWERS.values(), ids=ANSWERS)
def test_a_reply_cut_anywhere_leaves_only_the_keys(answer: str) -> None:
    stream = f"1{answer}mc"
    for cut in range(1, len(stream)):
        sieve = Sieve()
        parts = [sieve.feed(stream[:cut]), sieve.feed(stream[cut:])]
        rest = "".join(part for part, _ in parts) + sieve.give_up()
        # A cut inside the first two characters of a reply leaves a mode report that no key parser takes for a key.
        assert rest.replace("\x1b[?0;0$y", "") == "1mc", cut
        whole = Sieve().feed(stream)[1]
        assert list(itertools.chain(*(replies for _, replies in parts))) == whole


def test_byte_by_byte() -> None:
    for answer in ANSWERS.values():
        sieve = Sieve()
        parts = [sieve.feed(character) for character in answer]
        assert "".join(part for part, _ in parts).replace("\x1b[?0;0$y", "") == ""
        assert sum(len(replies) for _, replies in parts) == len(Sieve().feed(answer)[1])


@pytest.mark.parametrize(
    "keys",
    [
        "\x1b",
        "\x1b[A",
        "\x1b[1;5A",
        "\x1b[<0;10;20M",
        "\x1bOP",
        "\x1b[97;5u",
        "\x1b[200~\x1b[201~",
        "ش",
        "\x1b[?2026;2$y",
        "\x1b[?2048;0$y",
        "\x1b[48;24;80;480;800t",
    ],
)
def test_what_is_not_ours_passes(keys: str) -> None:
    sieve = Sieve()
    assert sieve.feed(keys) == (keys, [])
    for cut in range(1, len(keys)):
        sieve = Sieve()
        assert sieve.feed(keys[:cut])[0] + sieve.feed(keys[cut:])[0] + sieve.give_up() == keys


def test_escape_is_never_held() -> None:
    assert Sieve().feed("\x1b") == ("\x1b", [])


def test_what_never_ends_is_given_back() -> None:
    sieve = Sieve()
    assert sieve.feed("\x1b[1;") == ("", [])
    assert sieve.give_up() == "\x1b[1;"


def test_evidence_grows() -> None:
    evidence = Evidence.of_environment({"TERM": "xterm", "SECRET": "x"})
    assert evidence.environment == {"TERM": "xterm"}
    for reply in Sieve().feed(ANSWERS["vte"])[1]:
        evidence = evidence.heard(reply)
    assert evidence.modes["8"] == "1"
    assert evidence.complete
