"""The orders of the margin's rows that a review asks for."""

from reader.interchange import margin
from tests.interchange.analyses import example


def test_the_least_certain_quotations_come_first() -> None:
    scores = {q.id: q.score for q in example().quotes}
    keys = [item.key for item in margin.quote_items(example(), "certainty") if item.kind == "quote"]
    assert keys == sorted(keys, key=lambda key: scores[key])


def test_what_nobody_has_decided_comes_first_under_its_heading() -> None:
    opened = frozenset({"e1"})
    items = margin.entity_items(example(), "state", opened)
    states = {"e1": "accepted", "e2": "pending", "e3": "rejected"}
    keys = [item.key for item in margin.by_state(items, states)]
    assert keys == ["type:PER", "e2", "e1", "e1/0", "type:LOC", "e3"]
