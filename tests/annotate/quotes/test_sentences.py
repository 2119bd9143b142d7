"""Original sentences, one or more a phenomenon: spans, kinds, factuality and speakers."""

import pytest

from reader.annotate import quotes
from reader.annotate.normal import fold
from reader.annotate.tokens import words
from tests.annotate.quotes.sentences import Case, cases

CASES, GAPS = cases("cases"), cases("gaps")


def word_spans(text: str, start: int, end: int) -> set[int]:
    return {w.start for w in words(text) if w.start < end and w.end > start}


def name_words(name: str) -> set[str]:
    return {fold(word).removeprefix("ال") for word in name.split()}


def check(case: Case) -> None:
    found = list(quotes.find(case.text, case.entities))
    assert len(found) == len(case.quotes), [(q.text, q.rule) for q in found]
    for quote, expected in zip(found, case.quotes, strict=True):
        assert word_spans(case.text, quote.start, quote.end) == word_spans(
            case.text, expected.start, expected.end
        ), quote.text
        assert quote.kind == expected.kind
        assert quote.factuality == expected.factuality
        name = quote.speaker.name if quote.speaker else None
        assert (name is None) == (expected.speaker is None)
        if name and expected.speaker:
            assert name_words(name) & name_words(expected.speaker), name


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.phenomenon}-{case.text[:24]}")
def test_sentence(case: Case) -> None:
    check(case)


@pytest.mark.parametrize("case", GAPS, ids=lambda case: f"{case.phenomenon}-{case.text[:24]}")
@pytest.mark.xfail(reason="not found yet; docs/quotes.md says so", strict=False)
def test_gap(case: Case) -> None:
    check(case)


def test_there_are_many() -> None:
    assert len(CASES) >= 150
