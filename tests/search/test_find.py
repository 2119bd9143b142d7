"""A query hits exactly the spans whose normalised text equals it; offsets are into the original."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.annotate.normal import fold, normalise
from reader.errors import UsageError
from reader.search import find
from reader.search.find import hits, matches, nearest
from reader.search.query import Query

LETTERS = st.sampled_from("اأإآىيةهبتوؤئءقل")
NOISE = st.sampled_from("\u064e\u0651\u0640\u200f\u200c\u0670")
texts = st.lists(st.one_of(LETTERS, NOISE, st.sampled_from(" \n،.1١")), max_size=60).map("".join)


def found(text: str, words: str, mode: str = "normalised") -> list[str]:
    return [text[a:b] for a, b in hits(text, Query(words, mode))]  # type: ignore[arg-type]


@settings(max_examples=300, deadline=None)
@given(text=texts, words=st.lists(st.one_of(LETTERS, NOISE), min_size=1, max_size=3).map("".join))
def test_hits_are_exactly_the_spans_that_read_the_same(text: str, words: str) -> None:
    wanted = fold(words)
    spans = list(hits(text, Query(words)))
    for start, end in spans:
        assert fold(text[start:end]) == wanted
    plain, expected, at = normalise(text).text, 0, 0
    while wanted and (at := plain.find(wanted, at)) >= 0:
        expected, at = expected + 1, at + len(wanted)
    assert len(spans) == expected
    assert spans == sorted(spans) and all(a[1] <= b[0] for a, b in itertools.pairwise(spans))


@settings(max_examples=100, deadline=None)
@given(text=texts)
def test_normalised_text_maps_back_letter_by_letter(text: str) -> None:
    plain = normalise(text)
    for index, letter in enumerate(plain.text):
        assert fold(text[plain.origin(index)]) == letter
    assert plain.span(0, len(plain.text))[1] in (len(text), 0)


def test_letters_alike_marks_and_tatweel_do_not_count() -> None:
    text = "قَالَ الـرَّئيسُ إنّ أمريكا ومدرسة وعلى"
    assert found(text, "الرئيس") == ["الـرَّئيسُ"]
    assert found(text, "امريكا") == ["أمريكا"]
    assert found(text, "مدرسه") == ["مدرسة"]
    assert found(text, "علي") == ["على"]
    assert found(text, "قال  الرئيس") == ["قَالَ الـرَّئيسُ"]


def test_digits_of_both_sets_are_equal_and_latin_has_no_case() -> None:
    assert found("في ٢٠٢٤ و2024", "2024") == ["٢٠٢٤", "2024"]
    assert found("NATO و nato", "Nato") == ["NATO", "nato"]


def test_whole_words_take_proclitics_or_none() -> None:
    text = "بوتين وبوتين لبوتين بوتينية فبالكتاب كتابة الكتاب للكتاب"
    assert found(text, "بوتين", "words") == ["بوتين", "وبوتين", "لبوتين"]
    assert found(text, "كتاب", "words") == ["فبالكتاب", "الكتاب", "للكتاب"]


def test_exact_is_exact_and_regex_is_regex() -> None:
    text = "إلى الى إلى."
    assert found(text, "إلى", "exact") == ["إلى", "إلى"]
    assert found(text, r"إلى\.$", "regex") == ["إلى."]
    assert found(text, r"x*", "regex") == []
    with pytest.raises(UsageError):
        found(text, "(", "regex")


def test_an_empty_query_finds_nothing_and_matches_everything() -> None:
    for mode in ("normalised", "words", "exact", "regex"):
        assert found("نص", "", mode) == []
        assert matches("نص", Query("", mode))  # type: ignore[arg-type]
    assert found("نص", "\u064e\u0640") == []


@pytest.mark.parametrize("offset", range(-6, 7))
def test_a_hit_across_the_border_of_two_pieces_is_found_once(
    offset: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(find, "PIECE", 50)
    text = "ا" * (50 + offset) + " كتاب جديد " + "ب" * 200 + " كتاب جديد"
    assert found(text, "كتاب جديد") == ["كتاب جديد", "كتاب جديد"]


def test_a_search_stops_when_told() -> None:
    text = "كتاب " * 100_000
    asked = iter([False, False, True])
    some = list(hits(text, Query("كتاب"), lambda: next(asked)))
    assert 0 < len(some) < 100_000


def test_the_nearest_hit_goes_round() -> None:
    spans = [(5, 7), (10, 12), (20, 22)]
    assert [nearest(spans, at) for at in (0, 5, 12, 20)] == [0, 1, 2, 0]
    assert [nearest(spans, at, forward=False) for at in (0, 5, 12, 30)] == [2, 2, 1, 2]
    assert nearest([], 3) is None
