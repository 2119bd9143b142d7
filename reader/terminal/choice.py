"""Which profile holds: named on the command line, in HAMISH_PROFILE, remembered, configured, or detected."""

from __future__ import annotations

import os
from dataclasses import dataclass

from reader.errors import UsageError
from reader.settings import remembered
from reader.terminal.decision import Decision, decide
from reader.terminal.probe import Evidence
from reader.terminal.profiles import PROFILES, Profile

AUTO = "auto"
_TOPIC = "profile"


@dataclass(frozen=True)
class Choice:
    """The profile in force and where it comes from: `option`, `environment`, `remembered`, `config` or `detected`."""

    profile: Profile
    source: str
    decision: Decision

    @property
    def fixed(self) -> bool:
        """Named for this run: nothing that the terminal says can change it."""
        return self.source in ("option", "environment")


def choose(evidence: Evidence, option: str | None = None, configured: str = AUTO) -> Choice:
    """The profile for this evidence, by precedence.

    `option` is what --profile says, `configured` the config file's `profile`; `auto` in either, or in HAMISH_PROFILE,
    passes on to the next. Raises UsageError for a name that is no profile.
    """
    decision = decide(evidence)
    sources = (
        ("option", option),
        ("environment", os.environ.get("HAMISH_PROFILE")),
        ("remembered", recall(decision.identity)),
        ("config", configured),
        ("detected", decision.profile),
    )
    for source, name in sources:
        if name and name != AUTO:
            return Choice(named(name), source, decision)
    raise AssertionError("a decision always names a profile")


def named(name: str) -> Profile:
    """The profile of that name. Raises UsageError that lists the names there are."""
    try:
        return PROFILES[name]
    except KeyError:
        raise UsageError("terminal.unknown-profile", name=name, known=", ".join(PROFILES)) from None


def recall(identity: str) -> str | None:
    """What the reader chose for this terminal before, if it is still a profile."""
    name = remembered.recall(_TOPIC, identity)
    return name if name in PROFILES else None


def remember(identity: str, name: str | None) -> None:
    """Keep the reader's choice for this terminal; None forgets it. Raises OSError."""
    remembered.remember(_TOPIC, identity, name)
