"""Which notes are shown: words and terms such as `type:per state:pending speaker:بوتين score<0.8`, all of which must hold."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from reader.annotate.normal import fold
from reader.errors import UsageError

KEYS = ("type", "state", "speaker", "text", "score")
"""What a term may be about. A value matches by its beginning, letters alike; `score` takes < or >."""
_TERM = re.compile(
    r"(?P<not>-)?(?:(?P<key>\w+)(?P<op>[:<>])(?P<value>\"[^\"]*\"|\S+)|(?P<word>\"[^\"]*\"|\S+))"
)


class Facts(NamedTuple):
    """What a filter may ask of a note. `type` and `state` may hold several words (`quote direct`)."""

    text: str
    type: str = ""
    state: str = ""
    speaker: str = ""
    score: float | None = None


Test = Callable[[Facts], bool]


def parse(expression: str) -> Test:
    """The test that `expression` describes; an empty one lets everything pass.

    Raises UsageError for a term about what no note has, or a score that is no number.
    """
    tests = [_test(match) for match in _TERM.finditer(expression)]
    return lambda facts: all(test(facts) for test in tests)


def _test(match: re.Match[str]) -> Test:
    key, value = match["key"], (match["value"] or match["word"]).strip('"')
    if key is None:
        test = _words(value, lambda facts: f"{facts.text} {facts.speaker}", anywhere=True)
    elif key == "score":
        test = _score(match["op"], value)
    elif key not in KEYS or match["op"] != ":":
        raise UsageError("search.bad_term", term=match[0], known=", ".join(KEYS))
    else:
        test = _words(value, lambda facts: str(getattr(facts, key)), anywhere=key in ("text", "speaker"))
    return (lambda facts: not test(facts)) if match["not"] else test


def _words(value: str, field: Callable[[Facts], str], anywhere: bool) -> Test:
    wanted = fold(value).casefold()

    def test(facts: Facts) -> bool:
        have = fold(field(facts)).casefold()
        return wanted in have if anywhere else any(word.startswith(wanted) for word in have.split())

    return test


def _score(operator: str, value: str) -> Test:
    try:
        bound = float(value.rstrip("%")) / (100 if value.endswith("%") else 1)
    except ValueError:
        raise UsageError("search.bad_score", value=value) from None
    if operator == "<":
        return lambda facts: facts.score is not None and facts.score < bound
    return lambda facts: facts.score is not None and facts.score >= bound
