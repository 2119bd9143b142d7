"""The margin's items as plain values."""

from __future__ import annotations

from reader.interchange import margin
from tests.ui import sample


def test_the_spread_tells_where_things_stand() -> None:
    assert margin.spread([(0, 1), (5, 6), (99, 100)], 100)[0] == 2
    assert margin.spread([(0, 1), (5, 6), (99, 100)], 100)[-1] == 1
    assert sum(margin.spread([(0, 1)], 0)) == 1


def test_every_key_is_there_once_in_every_order() -> None:
    found = sample.analysis()
    makers = {"entities": margin.entity_items, "quotes": margin.quote_items, "claims": margin.claim_items}
    for mode, maker in makers.items():
        kept = []
        for order in margin.ORDERS[mode]:
            keys = [item.key for item in maker(found, order)]
            assert len(keys) == len(set(keys))
            kept.append({key for key in keys if key[0] in "eqc" and key[1:].isdigit()})
        assert all(keys == kept[0] for keys in kept)


def test_notes_put_the_innermost_first() -> None:
    found = sample.analysis()
    start, end = sample.find("منارة", 2)
    assert [item.key for item in margin.note_items(found, start, end)] == ["e6", "q3"]


def test_the_words_around_stay_on_their_line() -> None:
    text = "سطر أول\nقبل كلمة بعد\nسطر ثالث"
    start = text.index("كلمة")
    assert margin.around(text, start, start + 4) == "قبل كلمة بعد"
    assert margin.around("ا ب ت ث ج ح خ د", 6, 7, words=1) == "…ت ث ج…"


def test_details_leave_out_what_is_not_known() -> None:
    found = sample.analysis()
    labels = [label for label, _ in margin.details(found, "q5")]
    assert "Cue" not in labels
    assert "Speaker" in labels
    assert margin.details(found, "q99") == ()
    assert margin.details(found, "e1/0") == margin.details(found, "e1")
