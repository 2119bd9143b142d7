"""Why a claim is on the list, in a few words: the learned contributions of its features, said so that a reader sees them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from reader import i18n
from reader.annotate.claims.ranker import Model, contributions

MOST = 4
_COUNTED = {"figures": "figures", "dates": "dates", "repeats": "repeats"}
_SAID_BY: dict[str, tuple[str, ...]] = {
    "figures": ("figures", "rank by figures", "percent", "money", "figures left out"),
    "dates": ("dates", "recency"),
    "lede": (
        "is the lede",
        "the lede tells an event",
        "sentences after the lede",
        "place in the article",
        "share of the article before it",
        "paragraph",
    ),
    "headline": ("headline rate", "headline words"),
    "central": ("centrality rate", "centrality sum", "rank by centrality", "lede rate"),
    "names": ("PER", "LOC", "ORG", "MISC", "rank by entity weight", "entity weight", "new entities"),
    "source": (
        "speaker known",
        "speaker is a person",
        "is a quote",
        "inside a quote",
        "share quoted",
        "direct quote",
    ),
    "speaker": ("speaker weight",),
    "accusation": ("accusation", "cue accuses"),
    "denial": ("denial",),
    "demand": ("demand", "cue demands"),
    "commitment": ("commitment", "cue commits or predicts"),
    "future": ("future", "prediction"),
    "cause": ("causal",),
    "comparison": ("comparison",),
    "change": ("change", "rank by change", "starts with a change"),
    "rule": ("rule",),
    "finding": ("debunk",),
    "new": ("new words rate", "rarity rate"),
    "detail": ("length", "share of its sentence", "rank by words"),
}
"""Which features speak for each reason; `claims.reason.<name>` is its text."""
_SHOWN_IF: dict[str, tuple[str, ...]] = {
    "figures": ("figures",),
    "dates": ("dates",),
    "lede": ("is the lede",),
    "headline": ("headline words",),
    "names": ("PER", "LOC", "ORG", "MISC"),
    "source": ("speaker known",),
    "speaker": ("speaker weight",),
    "accusation": ("accusation", "cue accuses"),
    "denial": ("denial",),
    "demand": ("demand", "cue demands"),
    "commitment": ("commitment", "cue commits or predicts"),
    "future": ("future", "prediction"),
    "cause": ("causal",),
    "comparison": ("comparison",),
    "change": ("change", "starts with a change"),
    "rule": ("rule",),
    "finding": ("debunk",),
}
"""A reason is given only where one of these features is more than nothing: what is not there explains nothing."""


def reasons(values: Sequence[float], learned: Model, repeats: int = 0) -> tuple[str, ...]:
    """The top reasons in English words («three figures», «accusation»), weightiest first; restatement always counts."""
    features = dict(zip(learned.features, values, strict=True))
    added = contributions(values, learned)
    weights = {
        name: sum(added.get(feature, 0.0) for feature in said_by)
        for name, said_by in _SAID_BY.items()
        if name not in _SHOWN_IF or any(features.get(f, 0.0) > 0 for f in _SHOWN_IF[name])
    }
    if features.get("is the lede", 0.0) == 0 and weights.get("lede", 0.0) > 0:
        weights["early"] = weights.pop("lede")
    ranked = [name for name, weight in sorted(weights.items(), key=lambda item: -item[1]) if weight > 0]
    out = [_words("repeats", repeats)] if repeats else []
    out += [_words(name, int(features.get(name, 0))) for name in ranked]
    return tuple(out[:MOST])


def _words(name: str, count: int) -> str:
    key = f"reason.{name}"
    if name in _COUNTED:
        key += f".{min(count, 5) if count else 1}"
    return _messages(i18n.DEFAULT_LANGUAGE).get(key, name)


def _messages(code: str) -> Mapping[str, str]:
    return i18n.messages(code, "claims")


@cache
def _ids() -> dict[str, str]:
    return {text: key for key, text in _messages(i18n.DEFAULT_LANGUAGE).items() if key.startswith("reason.")}


def translated(reason: str) -> str:
    """A reason as the analysis holds it, in the language of the interface; unknown words come back as they are."""
    key = _ids().get(reason)
    return i18n.t(f"claims.{key}") if key else reason
