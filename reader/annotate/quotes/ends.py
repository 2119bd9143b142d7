"""Where reported words may end: every candidate, and what is seen there."""

from __future__ import annotations

from typing import NamedTuple

from reader.annotate.quotes.cues import CueMatch
from reader.annotate.quotes.openers import Start, complementisers
from reader.annotate.quotes.page import Page

_REACH = 220
_MOST = 40
_AHEAD = 5
_AFTER_STOP = 6
"""How many sentence ends a report without marks may pass."""
_SEPARATORS = {
    "،": "comma",
    ",": "comma",
    "؛": "semicolon",
    ";": "semicolon",
    ":": "colon",
    "(": "paren",
    "-": "dash",
    "–": "dash",
    "—": "dash",
}


class End(NamedTuple):
    """A candidate end: the token after the content, the kind of boundary, and the cue that follows, if one does."""

    last: int
    kind: str
    next_cue: CueMatch | None = None
    sentences: int = 0
    cues_passed: int = 0
    commas_passed: int = 0
    passed: float = 0.0
    """The chance that the likeliest cue passed reports something itself."""
    ahead: float = 0.0
    """The same of a cue within the next few tokens."""


def ends(page: Page, start: Start, cue_at: dict[int, CueMatch], chances: dict[int, float]) -> list[End]:
    """The candidate ends of content that begins at `start`, nearest first. `chances` are by a cue's first token."""
    if start.end is not None:
        return [End(start.end, "before-cue")]
    found: dict[int, End] = {}
    marked = start.marked
    if marked is not None:
        close = page.token_at(marked.end)
        found[close] = End(close, "mark")
        if not marked.balanced:
            return list(found.values())
        begin = close + 1
    else:
        begin = start.first + 1
    sentences = cues = commas = 0
    passed = 0.0
    limit = min(len(page), begin + _REACH)
    paragraph = page.paragraph[start.first]
    depth = page.inside[start.first] if marked is None else page.inside[min(close, len(page) - 1)]
    j = begin
    while j < limit and len(found) < _MOST:
        if page.paragraph[j] != paragraph:
            _put(found, End(j, "paragraph", None, sentences, cues, commas, passed, _ahead(j, chances)))
            break
        form = page.forms[j]
        inside = page.inside[j]
        if inside < depth:  # the marks around the report close
            _put(found, End(j, "outer-mark", None, sentences, cues, commas, passed, _ahead(j, chances)))
            break
        if inside > depth:
            j += 1
            continue
        if j in page.closing:
            _put(
                found,
                End(
                    j + 1,
                    "after-mark",
                    cue_at.get(j + 1),
                    sentences,
                    cues,
                    commas,
                    passed,
                    _ahead(j, chances),
                ),
            )
        elif j == page.stop[j] - 1 and not page.is_word(j):
            sentences += 1
            _put(found, End(j, "stop", None, sentences, cues, commas, passed, _ahead(j, chances)))
            if sentences >= _AFTER_STOP:
                break
        elif form in _SEPARATORS:
            following = j + 1
            _put(
                found,
                End(
                    j,
                    _SEPARATORS[form],
                    cue_at.get(following),
                    sentences,
                    cues,
                    commas,
                    passed,
                    _ahead(j, chances),
                ),
            )
            commas += 1
        elif j in cue_at and j > begin:
            _put(found, End(j, "cue", cue_at[j], sentences, cues, commas, passed, _ahead(j, chances)))
        elif form[0] == "و" and form[1:] in complementisers():
            _put(found, End(j, "and-comp", None, sentences, cues, commas, passed, _ahead(j, chances)))
        elif form in _CLAUSES:
            _put(found, End(j, "clause", None, sentences, cues, commas, passed, _ahead(j, chances)))
        if j in cue_at:
            cues += 1
            passed = max(passed, chances.get(j, 0.0))
        j += 1
    else:
        if j >= len(page):
            _put(
                found, End(len(page), "paragraph", None, sentences, cues, commas, passed, _ahead(j, chances))
            )
        elif not found:
            _put(found, End(j, "reach", None, sentences, cues, commas, passed, _ahead(j, chances)))
    return list(found.values())


_CLAUSES = frozenset(
    [
        "فيما",
        "بينما",
        "حيث",
        "وذلك",
        "وهو",
        "وهي",
        "لكن",
        "ولكن",
        "الا",
        "اذ",
        "بحيث",
        "مما",
        "وقد",
        "بعدما",
        "بعد",
        "عقب",
        "خلال",
        "قبل",
        "منذ",
        "كما",
        "عبر",
        "ردا",
        "وفي",
    ]
)


def _put(found: dict[int, End], end: End) -> None:
    found.setdefault(end.last, end)


def _ahead(j: int, chances: dict[int, float]) -> float:
    return max((chances.get(k, 0.0) for k in range(j, j + _AHEAD)), default=0.0)
