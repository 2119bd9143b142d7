"""Finding the spans: which cues report, which marked spans speak, where each content begins and ends."""

from __future__ import annotations

from reader.annotate.quotes import features, frames
from reader.annotate.quotes.cues import CueMatch
from reader.annotate.quotes.cues import find as find_cues
from reader.annotate.quotes.ends import ends
from reader.annotate.quotes.found import Found
from reader.annotate.quotes.openers import Start, starts
from reader.annotate.quotes.page import Page
from reader.annotate.quotes.weights import Models, score, softmax

CUE_THRESHOLD = 0.37
MARKED_THRESHOLD = 0.33
_TRIMMED = frozenset(".،,؛;:!؟?-–—…")
_LOOK_BACK = 200


def find(page: Page, models: Models) -> list[Found]:
    """The contents of the page in order."""
    cues = find_cues(page)
    cue_at = {cue.first: cue for cue in cues}
    openings = [opening(page, cue, cue_at, models) for cue in cues]
    chances = {cue.first: chance for cue, (_, chance) in zip(cues, openings, strict=True)}
    proposals = []
    for cue, (start, chance) in zip(cues, openings, strict=True):
        if start is None or chance < CUE_THRESHOLD:
            continue
        first, last = trim(page, start.first, content_end(page, cue, start, cue_at, chances, models))
        if first < last:
            proposals.append(Found(first, last, chance, cue, start, start.marked))
    chosen = settle(proposals)
    return sorted(chosen + floating(page, chosen, cue_at, models), key=lambda found: found.first)


def opening(
    page: Page, cue: CueMatch, cue_at: dict[int, CueMatch], models: Models
) -> tuple[Start | None, float]:
    """Where what `cue` reports most likely begins, and how likely it is that it reports anything."""
    framed = frames.fitting(page, cue)
    if framed is not None:
        return framed, frames.SURE
    candidates = starts(page, cue)
    if not candidates:
        return None, 0.0
    weights = models["starts"]
    shared = score(weights, features.cue_features(page, cue, cue_at))
    scores = [
        shared + score(weights, features.start_features(page, cue, start, cue_at)) for start in candidates
    ]
    *chances, _ = softmax([*scores, 0.0])
    together: dict[tuple[int, int | None], float] = {}
    for start, chance in zip(candidates, chances, strict=True):
        key = (start.first, start.end)
        together[key] = together.get(key, 0.0) + chance
    best = max(
        range(len(candidates)), key=lambda i: (together[candidates[i].first, candidates[i].end], chances[i])
    )
    return candidates[best], sum(chances)


def content_end(
    page: Page,
    cue: CueMatch | None,
    start: Start,
    cue_at: dict[int, CueMatch],
    chances: dict[int, float],
    models: Models,
) -> int:
    """The likeliest end (exclusive token) of the content that begins at `start`."""
    candidates = ends(page, start, cue_at, chances)
    best = max(
        candidates, key=lambda end: score(models["ends"], features.end_features(page, cue, start, end))
    )
    return best.last


def trim(page: Page, first: int, last: int) -> tuple[int, int]:
    """Without punctuation at either edge; a closing mark whose opening one is inside stays."""
    while first < last and page.forms[first] in _TRIMMED:
        first += 1
    while first < last and page.forms[last - 1] in _TRIMMED:
        last -= 1
    closing = page.closing.get(last - 1) if last else None
    if closing is not None and page.token_at(closing.outer_start) < first:
        last -= 1
    return first, last


def settle(proposals: list[Found]) -> list[Found]:
    """The surest of contents that overlap; a shorter one inside a longer stays out."""
    kept: list[Found] = []
    taken: dict[int, Found] = {}
    for found in sorted(proposals, key=lambda found: (-found.score, found.first)):
        inside = sum(1 for k in range(found.first, found.last) if k in taken)
        if inside * 2 > found.last - found.first:
            continue
        if any(taken.get(k) for k in (found.first,)):
            continue
        last = next((k for k in range(found.first, found.last) if k in taken), found.last)
        found = found._replace(last=last)
        kept.append(found)
        for k in range(found.first, found.last):
            taken[k] = found
    return sorted(kept, key=lambda found: found.first)


def floating(page: Page, chosen: list[Found], cue_at: dict[int, CueMatch], models: Models) -> list[Found]:
    """Marked spans that speak with no cue of their own."""
    found: list[Found] = []
    covered = [(f.first, f.last) for f in chosen]
    position = 0
    last_direct = -1
    for marked in page.marked:
        first, last = page.token_at(marked.start), page.token_at(marked.end)
        while position < len(covered) and covered[position][1] <= first:
            if chosen[position].marked is not None:
                last_direct = page.paragraph[chosen[position].first]
            position += 1
        if position < len(covered) and covered[position][0] < last:
            continue
        if found and first < found[-1].last:
            continue
        value = score(models["marked"], features.marked_features(page, marked, cue_at, last_direct))
        chance = softmax([value, 0.0])[0]
        if chance >= MARKED_THRESHOLD:
            a, b = trim(page, first, last)
            if a < b:
                found.append(Found(a, b, chance, None, None, marked))
                last_direct = page.paragraph[first]
    return found
