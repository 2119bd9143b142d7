"""The rows of the margin and the items of a review: one's key to the other's id, and the state of each row."""

from __future__ import annotations

from reader.review.state import Item, State


def review_id(state: State, key: str) -> str | None:
    """The review's item behind a row: an entity, a mention (`e1/2`), a quotation or a claim; None for other rows."""
    entity, slash, number = key.partition("/")
    if not slash:
        return state.resolve(key)
    mentions = state.mentions(entity)
    return mentions[int(number)].id if number.isdigit() and int(number) < len(mentions) else None


def row_key(state: State, item: Item) -> str:
    """The key of the row that shows an item."""
    if item.kind != "mention" or item.entity is None:
        return item.id
    number = [mention.id for mention in state.mentions(item.entity)].index(item.id)
    return f"{item.entity}/{number}"


def states(state: State) -> dict[str, str]:
    """The state of every row by key: `pending`, `accepted`, `corrected`, `undecided` or `rejected`."""
    found: dict[str, str] = {}
    numbers: dict[str, int] = {}
    for item in state.of_kind("mention"):
        entity = item.entity or ""
        found[f"{entity}/{numbers.setdefault(entity, 0)}"] = _state(state, item)
        numbers[entity] += 1
    for item in state.items.values():
        if item.kind != "mention":
            found[item.id] = _state(state, item)
    return found


def _state(state: State, item: Item) -> str:
    status = state.status(item)
    return "corrected" if status == "accepted" and (item.edited or item.added) else status
