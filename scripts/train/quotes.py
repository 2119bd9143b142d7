"""Trains the quotation models on the gold articles of ../shared and writes reader/annotate/quotes/weights.json.gz.

    python -m scripts.train.quotes [--folds 5] [--part A/N] [--entities gold|found] [--no-write]

Prints the cross-validated figures first (each article read by models that never saw it), then fits on all.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import defaultdict
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import msgspec

from bench.quality import GOLD, gold_entities
from bench.quality import scorer as load_scorer
from reader.annotate import entities as entity_stage
from reader.annotate.model import Entity
from reader.annotate.quotes import compose, ends, factuality, features, openers, spans, speakers
from reader.annotate.quotes.cues import CueMatch
from reader.annotate.quotes.cues import find as find_cues
from reader.annotate.quotes.found import Found
from reader.annotate.quotes.page import Page
from reader.annotate.quotes.roles import Key, Roles
from reader.annotate.quotes.weights import PARTS
from scripts.train.loglinear import Group, fit

WEIGHTS = Path(__file__).resolve().parents[2] / "reader" / "annotate" / "quotes" / "weights.json.gz"


@cache
def scorer() -> ModuleType:
    """`gold/score.py`, once."""
    return load_scorer()


class Gold(NamedTuple):
    """One annotated quote on tokens first..last (half open); `cue` are the offsets where its cue may stand."""

    first: int
    last: int
    kind: str
    speaker: str | None
    cue: tuple[int, int] | None


class Example(NamedTuple):
    """One annotated article."""

    name: str
    text: str
    entities: tuple[Entity, ...]
    page: Page
    quotes: list[Gold]
    record: dict[str, Any]


def read_examples(folder: Path, score: ModuleType, found_entities: bool, part: str | None) -> list[Example]:
    paths = sorted((folder / "text").glob("*.txt"))
    if part:
        first, step = (int(piece) for piece in part.split("/"))
        paths = paths[first::step]
    examples = []
    for path in paths:
        text = score.read(path)
        record = json.loads((folder / "ann" / f"{path.stem}.qc.json").read_text(encoding="utf-8"))
        named = entity_stage.find(text) if found_entities else gold_entities(score, folder, path.stem, text)
        page = Page(text, named)
        quotes = [q for q in (read_gold(page, quote, score) for quote in record["quotes"]) if q]
        examples.append(Example(path.stem, text, named, page, quotes, record))
    return examples


def read_gold(page: Page, quote: dict[str, Any], score: ModuleType) -> Gold | None:
    start, end = score.find(page.text, quote["content"], quote.get("nth", 1))
    if start < 0:
        return None
    first, last = page.token_at(start), page.token_at(end - 1) + 1
    return Gold(
        first, last, quote["kind"], quote.get("speaker"), cue_place(page.text, quote.get("cue"), start, end)
    )


def cue_place(text: str, cue: str | None, start: int, end: int) -> tuple[int, int] | None:
    """Where the cue stands: the nearest place before the content, or just after it where that is much nearer."""
    if not cue:
        return None
    before, after = text.rfind(cue, 0, start + 1), text.find(cue, end - 1)
    to_before = start - before - len(cue) if before >= 0 else 10_000
    to_after = after - end if after >= 0 else 10_000
    if to_before > 500 and to_after > 200:
        return None
    place = before if to_before <= to_after + 60 else after
    return place, place + len(cue)


def owner(page: Page, gold: Gold, cues: list[CueMatch], starts: dict[int, list[openers.Start]]) -> int | None:
    """Which cue (its place in `cues`) introduces the gold quote."""
    reaching = [i for i in range(len(cues)) if any(distance(page, start, gold) <= 1 for start in starts[i])]
    if gold.cue is not None:
        named = [i for i in reaching if overlaps(page, cues[i], gold.cue)]
        if named:
            return named[0]
    elif not reaching:
        return None
    if gold.cue is None:
        return None
    near = [i for i in reaching if cues[i].last <= gold.first]
    return near[-1] if near else None


def overlaps(page: Page, cue: CueMatch, place: tuple[int, int]) -> bool:
    start, end = page.span(cue.first, cue.last)
    return start < place[1] and end > place[0]


def distance(page: Page, start: openers.Start, gold: Gold) -> int:
    """How many words off a candidate start is; 99 where its fixed end does not fit."""
    if start.end is not None and abs(start.end - gold.last) > max(2, (gold.last - gold.first) // 4):
        return 99
    low, high = sorted((start.first, gold.first))
    if high - low > 6:
        return 99
    return sum(1 for k in range(low, high) if page.is_word(k))


def iou(a: tuple[int, int], b: tuple[int, int]) -> float:
    inter = max(0, min(a[1], b[1]) - max(a[0], b[0]))
    return inter / max(1, max(a[1], b[1]) - min(a[0], b[0]))


class Data(NamedTuple):
    """The training groups of one article, by part."""

    groups: dict[str, list[Group]]


def collect(example: Example, chances: dict[int, float] | None = None) -> dict[str, list[Group]]:
    """The training groups of one article; without `chances` of its cues, those for the starts only."""
    page = example.page
    cues = find_cues(page)
    cue_at = {cue.first: cue for cue in cues}
    starts = {i: openers.starts(page, cue) for i, cue in enumerate(cues)}
    groups: dict[str, list[Group]] = {part: [] for part in PARTS}
    owned: dict[int, list[Gold]] = {}
    for gold in example.quotes:
        i = owner(page, gold, cues, starts)
        if i is not None:
            owned.setdefault(i, []).append(gold)
    for i, cue in enumerate(cues):
        if not starts[i] or (factuality.of(page, cue) != "said" and i not in owned):
            continue
        shared = features.cue_features(page, cue, cue_at)
        right: set[int] = set()
        for gold in owned.get(i, []):
            nearest = min(distance(page, start, gold) for start in starts[i])
            right |= {k for k, start in enumerate(starts[i]) if distance(page, start, gold) == nearest <= 1}
            for k in sorted(right)[:1] if chances is not None else ():
                add_ends(page, cue, starts[i][k], gold, cue_at, chances or {}, groups)
        groups["starts"].append(
            [
                (shared + features.start_features(page, cue, start, cue_at), k in right)
                for k, start in enumerate(starts[i])
            ]
        )
    if chances is None:
        return groups
    add_marked(example, owned, cue_at, groups)
    for gold in example.quotes:
        i = owner(page, gold, cues, starts)
        start = next((s for s in starts[i] if distance(page, s, gold) <= 1), None) if i is not None else None
        cue = cues[i] if i is not None else None
        found = features.kind_features(page, gold.first, gold.last, start, cue)
        groups["kinds"].append(
            [([f"{kind}:{f}" for f in found], kind == gold.kind) for kind in compose.KINDS]
        )
    add_speakers(example, cues, starts, groups)
    return groups


def add_speakers(
    example: Example,
    cues: list[CueMatch],
    starts: dict[int, list[openers.Start]],
    groups: dict[str, list[Group]],
) -> None:
    """One group a gold quote: which candidate is the annotated speaker. Earlier quotes are remembered as annotated."""
    page, score = example.page, scorer()
    alias = aliases(example.record, score)
    roles = Roles(page)
    memory: list[speakers.Said] = []
    texts: dict[Key, str] = {}
    for gold in sorted(example.quotes):
        i = owner(page, gold, cues, starts)
        cue = cues[i] if i is not None else None
        start = next((s for s in starts[i] if distance(page, s, gold) <= 1), None) if i is not None else None
        marked = next((m for m in features.marked_within(page, gold.first, gold.last)), None)
        if cue is None and marked is None:
            continue
        content = Found(gold.first, gold.last, 1.0, cue, start, marked)
        gathered = speakers.evidence(page, content, memory, roles)
        right: set[Key] = set()
        for key, (candidate, _) in gathered.items():
            if isinstance(key, str) and candidate.first is not None and candidate.last is not None:
                a, b = page.span(candidate.first, candidate.last)
                texts.setdefault(key, page.text[a:b])
            name = page.entities[key].name if isinstance(key, int) else texts.get(key, key)
            if score.same_person(gold.speaker, name, alias):
                right.add(key)
        group = [(found, key in right) for key, (_, found) in gathered.items()]
        if right:
            groups["speakers"].append(group)
        best = next(
            (gathered[key][0] for key in sorted(right, key=lambda k: (not isinstance(k, int), str(k)))), None
        )
        if best is None:
            best = speakers.Candidate(gold.speaker)
            texts.setdefault(gold.speaker, gold.speaker or "")
        memory.append(speakers.remember(page, content, best, roles))


def aliases(record: dict[str, Any], score: ModuleType) -> dict[str, set[str]]:
    """Name words of every alias, by each word of the canonical name (as score.py expands them)."""
    alias: dict[str, set[str]] = defaultdict(set)
    for full, others in record.get("entities_canon", {}).items():
        words = set().union(*[score.name_words(name) for name in [full, *others]])
        for word in score.name_words(full):
            alias[word] |= words
    return alias


def add_ends(
    page: Page,
    cue: CueMatch | None,
    start: openers.Start,
    gold: Gold,
    cue_at: dict[int, CueMatch],
    chances: dict[int, float],
    groups: dict[str, list[Group]],
) -> None:
    candidates = ends.ends(page, start, cue_at, chances)
    fits = [iou(spans.trim(page, start.first, end.last), (gold.first, gold.last)) for end in candidates]
    best = max(fits)
    if best > 0.4:
        groups["ends"].append(
            [
                (features.end_features(page, cue, start, end), fit == best)
                for end, fit in zip(candidates, fits, strict=True)
            ]
        )


def add_marked(
    example: Example,
    owned: dict[int, list[Gold]],
    cue_at: dict[int, CueMatch],
    groups: dict[str, list[Group]],
) -> None:
    page = example.page
    with_cue = [gold for golds in owned.values() for gold in golds]
    without = [gold for gold in example.quotes if gold not in with_cue]
    last_direct = -1
    done = -1
    for marked in page.marked:
        first, last = page.token_at(marked.start), page.token_at(marked.end)
        if first < done:
            continue
        within = [g for g in with_cue if g.first < last and g.last > first]
        if within:
            if any(g.kind == "direct" for g in within):
                last_direct = page.paragraph[first]
            continue
        is_quote = any(iou((g.first, g.last), (first, last)) >= 0.7 for g in without)
        groups["marked"].append([(features.marked_features(page, marked, cue_at, last_direct), is_quote)])
        if is_quote:
            last_direct = page.paragraph[first]
            done = last


FLOOR = {"starts": 0.25, "ends": 0.1, "marked": 0.1, "kinds": 0.12, "speakers": 0.07}
"""Smaller weights are dropped: measured, they change nothing but the size of the file."""
L2 = {"starts": 1.0, "ends": 3.0, "marked": 1.0, "kinds": 1.0, "speakers": 3.0}


def cue_chances(examples: list[Example], folds: int = 4) -> list[dict[int, float]]:
    """For each article, how likely each cue reports, judged by starts models that never saw the article."""
    collected = [collect(example) for example in examples]
    found: list[dict[int, float]] = [{} for _ in examples]
    for fold in range(folds):
        groups = [g for i, c in enumerate(collected) if i % folds != fold for g in c["starts"]]
        models = {"starts": fit(groups, with_null=True, l2=L2["starts"], floor=FLOOR["starts"])}
        for i, example in enumerate(examples):
            if i % folds == fold:
                cues = find_cues(example.page)
                cue_at = {cue.first: cue for cue in cues}
                found[i] = {cue.first: spans.opening(example.page, cue, cue_at, models)[1] for cue in cues}
    return found


def train(collected: list[dict[str, list[Group]]]) -> dict[str, dict[str, float]]:
    models = {}
    for part in PARTS:
        groups = [group for article in collected for group in article[part]]
        models[part] = (
            fit(groups, with_null=part in ("starts", "marked"), l2=L2[part], floor=FLOOR[part])
            if groups
            else {}
        )
    return models


def evaluate(
    examples: list[Example], models_for: dict[str, Any], folder: Path, score: ModuleType
) -> dict[str, Any]:
    """The figures of score.py, each article read with its own models."""
    by_name = {example.name: example for example in examples}

    def analysis(command: list[str], path: Path, text: str) -> dict[str, Any]:
        example = by_name[path.stem]
        said = compose.read(text, example.entities, models_for[path.stem]).quotes
        built: dict[str, Any] = msgspec.to_builtins(
            {"entities": example.entities, "quotes": said, "claims": ()}
        )
        return built

    score.analysis = analysis  # type: ignore[attr-defined]
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as scratch:
        for room in ("text", "ann"):
            (Path(scratch) / room).mkdir()
        for example in examples:
            (Path(scratch) / "text" / f"{example.name}.txt").symlink_to(
                folder / "text" / f"{example.name}.txt"
            )
            for suffix in ("qc.json", "ent.txt"):
                (Path(scratch) / "ann" / f"{example.name}.{suffix}").symlink_to(
                    folder / "ann" / f"{example.name}.{suffix}"
                )
        figures: dict[str, Any] = score.score(Path(scratch), ["in process"])
    return figures


def show(figures: dict[str, Any]) -> None:
    print(
        "  ".join(
            f"{k.removeprefix('quote_')} {v}"
            for k, v in figures.items()
            if k.startswith(("quote", "speaker"))
        )
    )


def cross_validate(
    examples: list[Example], collected: list[dict[str, list[Group]]], folds: int
) -> dict[str, Any]:
    """Models by article name, none of which saw that article."""
    models_for = {}
    for fold in range(folds):
        models = train([c for i, c in enumerate(collected) if i % folds != fold])
        for i, example in enumerate(examples):
            if i % folds == fold:
                models_for[example.name] = models
    return models_for


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--part", help="A/N: only every Nth article from the Ath on")
    parser.add_argument("--entities", choices=("gold", "found"), default="found")
    parser.add_argument("--no-write", action="store_true")
    chosen = parser.parse_args()
    score = scorer()
    examples = read_examples(GOLD / "train", score, chosen.entities == "found", chosen.part)
    chances = cue_chances(examples)
    collected = [collect(example, found) for example, found in zip(examples, chances, strict=True)]
    if chosen.folds:
        show(evaluate(examples, cross_validate(examples, collected, chosen.folds), GOLD / "train", score))
    if not chosen.no_write:
        models = train(collected)
        text = json.dumps(models, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        WEIGHTS.write_bytes(gzip.compress(text.encode(), mtime=0))
        print({part: len(weights) for part, weights in models.items()}, WEIGHTS.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
