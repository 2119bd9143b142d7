"""The gold articles as the claims trainer reads them, matched the way `gold/score.py` matches."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from bench.quality import GOLD, gold_entities, scorer
from reader.annotate import entities, quotes
from reader.annotate.model import Claim, Cue, Entity, Quote, Speaker

SCORE = scorer()


class GoldClaim(NamedTuple):
    """A gold claim: its span in code points, who claims it (None for the article) and whether it is check-worthy."""

    start: int
    end: int
    claimant: str | None
    checkworthy: bool


class Pair(NamedTuple):
    """A gold claim found: the place of the claim that matches it, how many words they share, and whose it is."""

    gold: int
    rank: int
    overlap: float
    same_claimant: bool


class GoldArticle:
    """One annotated article."""

    def __init__(self, folder: Path, name: str) -> None:
        self.folder, self.name = folder, name
        self.text: str = SCORE.read(folder / "text" / f"{name}.txt")
        self.record: dict[str, Any] = json.loads(
            (folder / "ann" / f"{name}.qc.json").read_text(encoding="utf-8")
        )
        self.claims = [
            GoldClaim(*SCORE.find(self.text, c["content"]), c.get("claimant"), bool(c.get("checkworthy")))
            for c in self.record["claims"]
        ]

    @cached_property
    def words(self) -> list[tuple[int, int]]:
        return SCORE.words(self.text)  # type: ignore[no-any-return]

    @cached_property
    def aliases(self) -> dict[str, set[str]]:
        """Name words to the words of every name of the same thing."""
        alias: dict[str, set[str]] = defaultdict(set)
        for name, others in self.record.get("entities_canon", {}).items():
            every = set().union(*[SCORE.name_words(x) for x in [name, *others]])
            for word in SCORE.name_words(name):
                alias[word] |= every
        return alias

    def annotated(self, by: str) -> tuple[tuple[Entity, ...], tuple[Quote, ...]]:
        """Entities and quotes: the annotators' (`gold`), or this checkout's extractors' (`own`)."""
        if by == "gold":
            named = gold_entities(SCORE, self.folder, self.name, self.text)
            return named, self._gold_quotes({e.name: e.id for e in named})
        named = entities.find(self.text)
        return named, quotes.find(self.text, named)

    def _gold_quotes(self, ids: dict[str, str]) -> tuple[Quote, ...]:
        out = []
        for number, q in enumerate(self.record["quotes"], 1):
            start, end = SCORE.find(self.text, q["content"], q.get("nth", 1))
            span = self._nearest(q.get("speaker_span"), start, end)
            name = q.get("speaker")
            speaker = Speaker(name, ids.get(name), *(span or (None, None))) if name else None
            cue = self._nearest(q.get("cue"), start, end)
            out.append(
                Quote(
                    id=f"q{number}",
                    kind=q["kind"],
                    start=start,
                    end=end,
                    text=self.text[start:end],
                    speaker=speaker,
                    cue=Cue(*cue, self.text[slice(*cue)]) if cue else None,
                )
            )
        return tuple(sorted(out, key=lambda q: q.start))

    def _nearest(self, words: str | None, start: int, end: int) -> tuple[int, int] | None:
        spans = [m.span() for m in re.finditer(re.escape(words), self.text)] if words else []
        return min(spans, key=lambda s: min(abs(s[1] - start), abs(s[0] - end)), default=None)


def articles(name: str) -> list[GoldArticle]:
    """The annotated articles of a set (`train`, `dev`), by name."""
    folder = GOLD / name
    return [GoldArticle(folder, path.stem) for path in sorted((folder / "text").glob("*.txt"))]


def match(gold: tuple[int, int], own: tuple[int, int]) -> float | None:
    """The overlap of two half-open ranges of words where `score.py` would match them as claims, else None."""
    shared = min(gold[1], own[1]) - max(gold[0], own[0])
    if shared <= 0 or own[1] - own[0] > 60:
        return None
    a, b = gold[1] - gold[0], own[1] - own[0]
    overlap = shared / (a + b - shared)
    return overlap if overlap >= 0.5 or (min(a, b) >= 4 and shared >= 0.8 * min(a, b)) else None


def matches(article: GoldArticle, found: tuple[Claim, ...]) -> list[Pair]:
    """The gold claims found among `found`, one to one, as `score.py` pairs them."""
    gold = [SCORE.span_words(article.words, c.start, c.end) for c in article.claims]
    own = [SCORE.span_words(article.words, c.start, c.end) for c in found]
    return [
        Pair(i, j, SCORE.iou(gold[i], own[j]), _same(article, i, found[j]))
        for i, j in SCORE.one_to_one(gold, own, SCORE.claim_match)
    ]


def _same(article: GoldArticle, gold: int, claim: Claim) -> bool:
    name = {"name": claim.claimant.name} if claim.claimant else None
    return bool(SCORE.same_person(article.claims[gold].claimant, name, article.aliases))


def duplicates(article: GoldArticle, found: tuple[Claim, ...]) -> int:
    """Pairs of claims that share half their words."""
    own = [SCORE.span_words(article.words, c.start, c.end) for c in found]
    return sum(SCORE.iou(own[i], own[j]) >= 0.5 for i in range(len(own)) for j in range(i))
