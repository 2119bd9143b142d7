"""Filters: words and terms that must all hold."""

import pytest

from reader.errors import UsageError
from reader.search.filter import Facts, parse

QUOTE = Facts("لن نوقّع المعاهدة", "quote direct", "pending", "فلاديمير بوتين", 0.72)


@pytest.mark.parametrize(
    ("expression", "passes"),
    [
        ("", True),
        ("معاهده", True),
        ("بوتين", True),
        ("مينسك", False),
        ("-مينسك", True),
        ("type:direct", True),
        ("type:dir state:pend", True),
        ("type:indirect", False),
        ("speaker:بوتين score<0.8", True),
        ("score>72%", True),
        ("score>0.9", False),
        ('text:"نوقع المعاهدة"', True),
        ("-state:pending", False),
    ],
)
def test_an_expression(expression: str, passes: bool) -> None:
    assert parse(expression)(QUOTE) is passes


def test_what_has_no_score_passes_no_score() -> None:
    assert not parse("score<1")(Facts("x"))


@pytest.mark.parametrize("expression", ["colour:red", "score<many", "type<3"])
def test_a_mistake_is_said(expression: str) -> None:
    with pytest.raises(UsageError):
        parse(expression)
