"""Where reported words may end: every candidate, and what is seen there."""

from __future__ import annotations

from typing import NamedTuple

from reader.annotate.quotes.cues import CueMatch
from reader.annotate.quotes.openers import Start, complementisers
from reader.annotate.quotes.page import Page

_REACH = 220
_MOST = 40
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


def ends(page: Page, start: Start, cue_at: dict[int, CueMatch]) -> list[End]:
    """The candidate ends of content that begins at `start`, nearest first."""
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
    limit = min(len(page), begin + _REACH)
    paragraph = page.paragraph[start.first]
    depth = page.inside[start.first] if marked is None else page.inside[min(close, len(page) - 1)]
    j = begin
    while j < limit and len(found) < _MOST:
        if page.paragraph[j] != paragraph:
            _put(found, End(j, "paragraph", None, sentences, cues, commas))
            break
        form = page.forms[j]
        inside = page.inside[j]
        if inside < depth:  # the marks around the report close
            _put(found, End(j, "outer-mark", None, sentences, cues, commas))
            break
        if inside > depth:
            j += 1
            continue
        if j in page.closing:
            _put(found, End(j + 1, "after-mark", cue_at.get(j + 1), sentences, cues, commas))
        elif j == page.stop[j] - 1 and not page.is_word(j):
            sentences += 1
            _put(found, End(j, "stop", None, sentences, cues, commas))
            if sentences >= _AFTER_STOP:
                break
        elif form in _SEPARATORS:
            following = j + 1
            _put(found, End(j, _SEPARATORS[form], cue_at.get(following), sentences, cues, commas))
            commas += 1
        elif j in cue_at and j > begin:
            _put(found, End(j, "cue", cue_at[j], sentences, cues, commas))
        elif form[0] == "و" and form[1:] in complementisers():
            _put(found, End(j, "and-comp", None, sentences, cues, commas))
        elif form in _CLAUSES:
            _put(found, End(j, "clause", None, sentences, cues, commas))
        if j in cue_at:
            cues += 1
        j += 1
    else:
        if j >= len(page):
            _put(found, End(len(page), "paragraph", None, sentences, cues, commas))
        elif not found:
            _put(found, End(j, "reach", None, sentences, cues, commas))
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
