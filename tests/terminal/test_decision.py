"""Each terminal's measured answers lead to the profile that was seen to read right in it."""

import pytest

from reader.errors import UsageError
from reader.terminal import choice
from reader.terminal.decision import decide
from reader.terminal.probe import Evidence, Outer, Sieve
from tests.terminal.test_probe import ANSWERS


def evidence(answers: str, **environment: str) -> Evidence:
    found = Evidence.of_environment(environment)
    for reply in Sieve().feed(answers)[1]:
        found = found.heard(reply)
    return found


@pytest.mark.parametrize(
    ("terminal", "profile"),
    [
        ("vte", "explicit"),
        ("xterm", "visual"),
        ("kitty", "kitty"),
        ("konsole", "logical-runs"),
        ("mlterm", "mlterm"),
        ("alacritty", "visual"),
        ("tmux", "override"),
    ],
)
def test_by_replies_alone_as_through_ssh(terminal: str, profile: str) -> None:
    assert decide(evidence(ANSWERS[terminal], TERM="xterm-256color")).profile == profile


@pytest.mark.parametrize(
    ("environment", "profile"),
    [
        ({"VTE_VERSION": "7006"}, "explicit"),
        ({"KONSOLE_VERSION": "221203"}, "logical-runs"),
        ({"MLTERM": "3.9.0"}, "mlterm"),
        ({"TERM": "xterm-kitty"}, "kitty"),
        ({"TERM_PROGRAM": "mintty"}, "mintty"),
        ({"TERM_PROGRAM": "textual", "VTE_VERSION": "7006"}, "visual"),
        ({"TERM_PROGRAM": "Apple_Terminal"}, "logical"),
        ({"TERM_PROGRAM": "iTerm.app", "TERM_PROGRAM_VERSION": "3.4.1"}, "visual"),
        ({"TERM_PROGRAM": "iTerm.app", "TERM_PROGRAM_VERSION": "3.7.0"}, "logical"),
        ({"TMUX": "/tmp/t,1,0", "VTE_VERSION": "7006"}, "override"),
        ({"TERM": "xterm-256color"}, "visual"),
        ({}, "visual"),
    ],
)
def test_by_environment_before_any_reply(environment: dict[str, str], profile: str) -> None:
    assert decide(Evidence.of_environment(environment)).profile == profile


def test_a_leaked_vte_version_is_not_believed_against_the_replies() -> None:
    assert decide(evidence(ANSWERS["alacritty"], VTE_VERSION="7006")).profile == "visual"
    assert decide(evidence(ANSWERS["xterm"], VTE_VERSION="7006")).profile == "visual"
    assert decide(evidence(ANSWERS["konsole"], VTE_VERSION="7006")).profile == "logical-runs"
    assert decide(evidence(ANSWERS["konsole"], TMUX="/tmp/t,1,0")).profile == "logical-runs"


@pytest.mark.parametrize(
    ("outer", "profile", "identity"),
    [
        (Outer("XTerm(379)"), "visual", "tmux in xterm"),
        (Outer("", {"VTE_VERSION": "7006"}), "override", "tmux in vte"),
        (Outer("Konsole 22.12.3", {}), "logical-runs", "tmux in konsole"),
        (Outer("", {"MLTERM": "3.9"}), "override", "tmux in mlterm"),
        (Outer("kitty(0.26.5)"), "kitty", "tmux in kitty"),
        (Outer(), "override", "tmux in unknown"),
    ],
)
def test_inside_tmux_the_outer_terminal_counts(outer: Outer, profile: str, identity: str) -> None:
    from dataclasses import replace

    decision = decide(replace(evidence(ANSWERS["tmux"]), outer=outer))
    assert (decision.profile, decision.identity) == (profile, identity)


def test_precedence(monkeypatch: pytest.MonkeyPatch) -> None:
    konsole = evidence(ANSWERS["konsole"])
    assert choice.choose(konsole).source == "detected"
    assert choice.choose(konsole, configured="plain").profile.name == "plain"
    choice.remember("konsole", "override")
    assert choice.choose(konsole, configured="plain").profile.name == "override"
    assert choice.choose(evidence(ANSWERS["vte"])).profile.name == "explicit"
    monkeypatch.setenv("HAMISH_PROFILE", "logical")
    assert choice.choose(konsole).profile.name == "logical"
    assert choice.choose(konsole, "visual").profile.name == "visual"
    assert choice.choose(konsole, "auto").profile.name == "logical"
    choice.remember("konsole", None)
    assert choice.recall("konsole") is None


def test_an_unknown_profile_is_named_with_those_there_are() -> None:
    with pytest.raises(UsageError, match="explicit"):
        choice.choose(Evidence(), "bidi")
