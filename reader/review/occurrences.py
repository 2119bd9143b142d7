"""The same words elsewhere in the article: what was decided on one name, proposed for all."""

from __future__ import annotations

from reader.annotate.model import Mention
from reader.annotate.normal import fold
from reader.annotate.tokens import words
from reader.review.events import AddMention, Assign, Change, Decide, SetSpan
from reader.review.session import new_id
from reader.review.state import Item, State

PROCLITICS = ("", "و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل")
"""Written together with the next word; a mention starts after them."""


def same_words(state: State, item: Item) -> list[Item]:
    """Mentions written like `item` (marks and letter variants aside), without it, by place."""
    if not isinstance(item.value, Mention):
        return []
    wanted = fold(item.value.text)
    return [
        other
        for other in state.of_kind("mention")
        if other.id != item.id and isinstance(other.value, Mention) and fold(other.value.text) == wanted
    ]


def spans_of(state: State, start: int, end: int) -> list[tuple[int, int]]:
    """Where the words of `text[start:end]` stand in the article, whole words but for proclitics, itself included."""
    text = state.text
    wanted = [fold(text[start + w.start : start + w.end]) for w in words(text[start:end])]
    if not wanted:
        return [(start, end)]
    tokens = words(text)
    folded = [fold(text[t.start : t.end]) for t in tokens]
    found = []
    for at in range(len(tokens) - len(wanted) + 1):
        if folded[at + 1 : at + len(wanted)] != wanted[1:] or not folded[at].endswith(wanted[0]):
            continue
        first = tokens[at]
        skip = _proclitic(text[first.start : first.end], wanted[0])
        if skip is not None:
            found.append((first.start + skip, tokens[at + len(wanted) - 1].end))
    return found


def _proclitic(word: str, wanted: str) -> int | None:
    """How many code points of `word` stand before the folded `wanted`, when they are proclitics; else None."""
    for skip in range(len(word)):
        if fold(word[skip:]) == wanted:
            return skip if fold(word[:skip]) in PROCLITICS else None
    return None


def add_everywhere(state: State, start: int, end: int, entity: str) -> tuple[Change, ...]:
    """Add the selected words, and every other place they stand, as mentions of `entity`.

    Places that a mention of the same span already names are assigned to the entity instead; places inside or across
    another mention are left alone.
    """
    changes: list[Change] = []
    mentions = [m for m in state.of_kind("mention") if state.status(m) != "rejected"]
    for span in dict.fromkeys([(start, end), *spans_of(state, start, end)]):
        same = next((m for m in mentions if m.span == span), None)
        if same:
            changes.append(Assign(same.id, entity))
        elif not any(m.span and m.span[0] < span[1] and span[0] < m.span[1] for m in mentions) or span == (
            start,
            end,
        ):
            mention = Mention(*span, state.text[span[0] : span[1]])
            changes.append(AddMention(new_id("mention"), entity, mention))
    return tuple(changes)


def everywhere(state: State, change: Change) -> tuple[Change, ...]:
    """`change` of one mention, and the same for every mention written alike: a decision, an assignment, a new span."""
    item = state.get(getattr(change, "id", None))
    if item is None or item.span is None:
        return (change,)
    others = same_words(state, item)
    if isinstance(change, Decide):
        return (change, *(Decide(other.id, change.status) for other in others))
    if isinstance(change, Assign):
        return (change, *(Assign(other.id, change.entity) for other in others))
    if isinstance(change, SetSpan):
        start, end = change.start - item.span[0], change.end - item.span[1]
        spans = [(other, other.span) for other in others if other.span]
        words_now = fold(state.text[change.start : change.end])
        return (
            change,
            *(
                SetSpan(other.id, span[0] + start, span[1] + end)
                for other, span in spans
                if fold(state.text[span[0] + start : span[1] + end]) == words_now
            ),
        )
    return (change,)
