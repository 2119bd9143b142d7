"""Whether a report was made, or denied, negated, imagined or only announced: by the words around its cue."""

from __future__ import annotations

from functools import cache

from reader.annotate.lexicon import load
from reader.annotate.model import Factuality
from reader.annotate.quotes.cues import CueMatch, listed
from reader.annotate.quotes.openers import complementisers
from reader.annotate.quotes.page import Page


def of(page: Page, cue: CueMatch | None) -> Factuality:
    """The factuality of what `cue` reports; `said` without a cue."""
    if cue is None or cue.is_source:
        return "said"
    begin = page.begin[cue.first]
    before = [page.forms[k] for k in range(cue.first - 1, max(begin, cue.first - 4) - 1, -1)]
    near = before[0] if before else ""
    verbal = cue.form.shape in ("past", "present", "passive")
    affirming = cue.form.lemma in _lemmas("affirming")
    if near in _words("negation") and not affirming:
        return "negated"
    if cue.form.lemma in _lemmas("denial") and near not in _words("negation"):
        return "denied"
    if verbal and any(word in _words("hypothesis") for word in before[:2]):
        return "hypothetical"
    if _future(page, cue, before):
        return "future"
    return "said"


def _future(page: Page, cue: CueMatch, before: list[str]) -> bool:
    if cue.form.shape != "present":
        return False
    word = page.forms[cue.head].removeprefix(cue.conjunction)
    if word[0] == "س" and word[1:2] in ("ي", "ت", "ن", "ا"):
        return True
    if before and before[0] in _words("future"):
        return True
    return (
        bool(before) and before[0] in complementisers() and any(w in _words("expected") for w in before[1:3])
    )


def _words(key: str) -> frozenset[str]:
    return listed("cues", "factuality", key)


@cache
def _lemmas(key: str) -> frozenset[str]:
    return frozenset(load("cues")["factuality"][key])
