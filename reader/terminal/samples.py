"""One sentence written each way, so that a reader can say which line reads right."""

from __future__ import annotations

from dataclasses import dataclass

from reader.layout import Options, layout_label
from reader.terminal.decision import Decision
from reader.terminal.profiles import PROFILES, Profile

SENTENCE = "قرأ أحمد (72 صفحة) من «الأمير» قبل NATO في 2025."
"""Letters that join, lam-alef, brackets, quotation marks, a number at the end and a Latin word."""

_SWITCHED = ("mlterm", "mintty")
"""Profiles of one terminal each, whose switch acts on the whole screen: shown only where that terminal was found."""


@dataclass(frozen=True)
class Sample:
    """A numbered line (1-based): the profile and its visual row."""

    number: int
    profile: Profile
    row: str


def samples(decision: Decision, width: int) -> list[Sample]:
    """The profiles to choose from, the detected one first, each with its sentence in a row of `width` cells."""
    names = [decision.profile, *PROFILES]
    names = [name for name in dict.fromkeys(names) if name not in _SWITCHED or name == decision.profile]
    return [
        Sample(number, PROFILES[name], _row(PROFILES[name], width, number))
        for number, name in enumerate(names, 1)
    ]


def _row(profile: Profile, width: int, number: int) -> str:
    options = Options(width, presentation_forms=profile.presentation_forms)
    line = layout_label(SENTENCE, max(1, width - 5), options)
    return f" {number}   {line.text}"
