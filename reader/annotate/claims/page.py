"""An article as the claims stage sees it: tokens, sentences, signals and running sums, so that any span is measured at once."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from reader.annotate.claims import dates, figures, signals
from reader.annotate.model import DateMention, Entity, Figure, Quote
from reader.annotate.normal import fold
from reader.annotate.tokens import Token, paragraphs, sentences

_PREFIXES = ("وال", "بال", "فال", "كال", "ولل", "لل", "ال", "و", "ف", "ب", "ل")
_SUFFIXES = ("هما", "كما", "تان", "تين", "ها", "هم", "نا", "ات", "ان", "ون", "ين", "يه", "ه", "ي", "ا")
HEADLINE_WORDS = 25
LONGEST = 400
"""Tokens of a sentence; what runs on longer is cut, so that no pair of its parts is ever compared."""
LEDE_WITHIN, LEDE_WORDS = 4, 12
"""The lede is the first of so many sentences of so many words that does not carry on from another."""


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A folded word without proclitics, article and common endings (after Larkey's light10): for comparison only."""
    for prefix in _PREFIXES:
        if word.startswith(prefix) and len(word) - len(prefix) >= 3:
            word = word[len(prefix) :]
            break
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            word = word[: -len(suffix)]
            break
    return word


class Sentence(NamedTuple):
    """A sentence as a range of tokens. `position` counts sentences of substance before it; `paragraph` counts from 0."""

    first: int
    last: int
    paragraph: int
    in_paragraph: int
    position: int
    substantial: bool


class Page:
    """Everything about an article that features are read from. Ranges are of tokens, half open."""

    def __init__(
        self,
        text: str,
        entities: Sequence[Entity],
        quotes: Sequence[Quote],
        title: str | None = None,
        idf: Mapping[str, float] | None = None,
        wording: Mapping[str, float] | None = None,
    ) -> None:
        self.text = text
        self.tokens: list[Token] = figures.pieces(text)
        self.folded = [fold(text[t.start : t.end]) for t in self.tokens]
        self._starts = [t.start for t in self.tokens]
        self.words = _counts(
            t.kind != "punct" and bool(w.strip("_ـ")) for t, w in zip(self.tokens, self.folded, strict=True)
        )
        self.quotes = tuple(quotes)
        self.quote_ranges = [self.range(q.start, q.end) for q in quotes]
        self.entities = tuple(entities)
        self._read_sentences()
        self._read_quotes()
        self._read_numbers()
        self._read_signals()
        self._read_entities()
        self._read_similarity(title, idf or {})
        self.weigh_words(wording or {})

    def range(self, start: int, end: int) -> tuple[int, int]:
        """The tokens that start within the code points `start` to `end`."""
        return bisect_left(self._starts, start), bisect_left(self._starts, end)

    def span(self, first: int, last: int) -> tuple[int, int]:
        """The code points from the first to the last token of the range."""
        return self.tokens[first].start, self.tokens[last - 1].end

    def count(self, name: str, first: int, last: int) -> float:
        """The running sum `name` over a range of tokens."""
        sums = self.sums[name]
        return sums[last] - sums[first]

    def stems(self, first: int, last: int) -> frozenset[str]:
        """The content stems of a range."""
        return frozenset(s for s in self._stems[first:last] if s)

    def _read_sentences(self) -> None:
        lines = [r for r in (self.range(a, b) for a, b in paragraphs(self.text)) if r[0] < r[1]]
        self.sentences: list[Sentence] = []
        line = inside = substance = 0
        for a, b in sentences(self.text):
            first, last = self.range(a, b)
            if first == last:  # nothing but invisible characters
                continue
            while line < len(lines) - 1 and lines[line][1] <= first:
                line, inside = line + 1, 0
            for start in range(first, last, LONGEST):
                stop = min(start + LONGEST, last)
                long_enough = self.words[stop] - self.words[start] >= 7
                self.sentences.append(Sentence(start, stop, line, inside, substance, long_enough))
                inside += 1
                substance += long_enough
        self.paragraph_count = len(lines)
        self.substance = substance
        self.lines = lines

    def sentence_number(self, token: int) -> int:
        """The number of the sentence that holds a token, or of the last one before it."""
        return max(bisect_left(self._sentence_starts, token + 1) - 1, 0)

    def _read_quotes(self) -> None:
        order = sorted(range(len(self.quotes)), key=lambda q: self.quote_ranges[q])
        self._sentence_starts = [s.first for s in self.sentences]
        self.quotes_in: list[list[int]] = [[] for _ in self.sentences]
        for q in order:
            first, last = self.quote_ranges[q]
            for number in range(self.sentence_number(first), len(self.sentences)):
                if self.sentences[number].first >= last:
                    break
                self.quotes_in[number].append(q)

    def quotes_at(self, first: int, last: int) -> list[int]:
        """The quotes, by number, that share tokens with a range."""
        found: dict[int, None] = {}
        for number in range(self.sentence_number(first), len(self.sentences)):
            if self.sentences[number].first >= last:
                break
            for q in self.quotes_in[number]:
                a, b = self.quote_ranges[q]
                if a < last and b > first:
                    found[q] = None
        return list(found)

    def _read_numbers(self) -> None:
        found = dates.dates(self.text, self.tokens)
        dated = [False] * len(self.tokens)
        for date in found:
            dated[date.first : date.last] = [True] * (date.last - date.first)
        self.dates: list[DateMention] = [date.date for date in found]
        self.figures: list[Figure] = figures.figures(self.text, self.tokens, dated)
        self._figure_starts = [f.start for f in self.figures]
        self._date_starts = [d.start for d in self.dates]
        size = len(self.tokens)
        marks: dict[str, list[float]] = {
            n: [0.0] * size for n in ("figures", "dates", "percent", "money", "digits")
        }
        for figure in self.figures:
            at = min(self.range(figure.start, figure.end)[0], size - 1)
            marks["figures"][at] = 1.0
            if figure.unit == "percent":
                marks["percent"][at] = 1.0
            elif figure.unit in figures.MONEY:
                marks["money"][at] = 1.0
        for date in found:
            marks["dates"][date.first] = 1.0
        for i, token in enumerate(self.tokens):
            marks["digits"][i] = float(token.kind == "number")
        self.sums: dict[str, list[float]] = {name: _running(values) for name, values in marks.items()}

    def figures_in(self, start: int, end: int) -> tuple[Figure, ...]:
        """The figures within the code points `start` to `end`."""
        a, b = bisect_left(self._figure_starts, start), bisect_left(self._figure_starts, end)
        return tuple(f for f in self.figures[a:b] if f.end <= end)

    def dates_in(self, start: int, end: int) -> tuple[DateMention, ...]:
        """The dates within the code points `start` to `end`."""
        a, b = bisect_left(self._date_starts, start), bisect_left(self._date_starts, end)
        return tuple(d for d in self.dates[a:b] if d.end <= end)

    def _read_signals(self) -> None:
        self.groups = signals.of_tokens(self.folded)
        for group in signals.GROUPS:
            self.sums[group] = _running(group in groups for groups in self.groups)
        self.sums["future"] = _running(signals.is_future(word) for word in self.folded)
        self.sums["marks"] = _running(word in '“”«»"' for word in self.folded)
        self.sums["pauses"] = _running(word in "،,؛;" for word in self.folded)

    def _read_entities(self) -> None:
        size = len(self.tokens)
        most = max((len(e.mentions) for e in self.entities), default=1)
        self.weight_of: dict[str, float] = {}
        self.entity_of = {entity.id: entity for entity in self.entities}
        per_type = {t: [0.0] * size for t in ("PER", "LOC", "ORG", "MISC")}
        weight, fresh = [0.0] * size, [0.0] * size
        for entity in self.entities:
            share = len(entity.mentions) / most
            self.weight_of[entity.id] = share
            for number, mention in enumerate(sorted(entity.mentions, key=lambda m: m.start)):
                at = bisect_left(self._starts, mention.start + 1) - 1
                if 0 <= at < size:
                    per_type[entity.type][at] = 1.0
                    weight[at] = max(weight[at], share)
                    fresh[at] = float(number == 0)
        self.sums |= {name: _running(values) for name, values in per_type.items()}
        self.sums["entity weight"] = _running(weight)
        self.sums["new entities"] = _running(fresh)

    def weigh_words(self, wording: Mapping[str, float]) -> None:
        """Set the running sum `wording`: how much each stem speaks for standing in a claim."""
        self.sums["wording"] = _running(wording.get(s, 0.0) for s in self._stems)

    def _read_similarity(self, title: str | None, idf: Mapping[str, float]) -> None:
        stop = signals.stop_words()
        common = max(idf.values(), default=1.0)
        self._stems = [
            stem(word) if token.kind == "word" and len(word) > 2 and word not in stop else ""
            for token, word in zip(self.tokens, self.folded, strict=True)
        ]
        self.sums["content"] = _running(bool(s) for s in self._stems)
        spread: Counter[str] = Counter()
        for sentence in self.sentences:
            spread.update(self.stems(sentence.first, sentence.last))
        rare = [idf.get(s, common) if s else 0.0 for s in self._stems]
        self.sums["rarity"] = _running(rare)
        self.sums["centrality"] = _running(
            r * math.log(spread[s]) if s else 0.0 for s, r in zip(self._stems, rare, strict=True)
        )
        seen: set[str] = set()
        fresh: list[float] = []
        for s in self._stems:
            fresh.append(float(bool(s) and s not in seen))
            seen.add(s)
        self.sums["new words"] = _running(fresh)
        self.headline, headline_line = self._find_headline(title, spread)
        self.sums["headline"] = _running(s in self.headline for s in self._stems)
        opening = [
            n
            for n, s in enumerate(self.sentences)
            if s.paragraph != headline_line and self.words[s.last] - self.words[s.first] >= LEDE_WORDS
        ]
        self.lede = next(
            (n for n in opening[:LEDE_WITHIN] if not signals.continues(self.folded[self.sentences[n].first])),
            opening[0] if opening else 0,
        )
        lede = self.sentences[self.lede] if self.sentences else None
        lede_stems = self.stems(lede.first, lede.last) if lede else frozenset()
        self.sums["lede"] = _running(s in lede_stems for s in self._stems)
        self.headline_line = headline_line
        self._read_restatements(spread)

    def _find_headline(self, title: str | None, spread: Counter[str]) -> tuple[frozenset[str], int]:
        """The stems of the headline and the line it stands on: the title given, or the early short line closest to the body."""
        given = frozenset(stem(fold(t)) for t in (title or "").split()) - signals.stop_words()
        best, line, value = given, -1, float(bool(given))
        for number, (first, last) in enumerate(self.lines[:5]):
            size = self.words[last] - self.words[first]
            if not 3 <= size <= HEADLINE_WORDS or self.folded[last - 1] in ".؟!":
                continue
            stems = self.stems(first, last)
            shared = sum(spread[s] > 1 for s in stems)
            if shared > value:
                best, line, value = stems | given, number, float(shared)
        return best, line

    def _read_restatements(self, spread: Counter[str]) -> None:
        """For each sentence, how much of it another one says again (share of its stems), and whether an earlier one did."""
        holders: dict[str, list[int]] = {}
        stems = [self.stems(s.first, s.last) for s in self.sentences]
        self.restated = [0.0] * len(stems)
        self.restates = [0.0] * len(stems)
        for number, own in enumerate(stems):
            shared: Counter[int] = Counter()
            for s in own:
                if 1 < spread[s] <= 8:
                    shared.update(holders.get(s, ()))
                    holders.setdefault(s, []).append(number)
            for other, _ in sorted(shared.items(), key=lambda item: (-item[1], item[0]))[:3]:
                both = len(own & stems[other])
                self.restates[number] = max(self.restates[number], both / max(len(own), 1))
                self.restated[other] = max(self.restated[other], both / max(len(stems[other]), 1))


def _counts(values: Iterable[bool]) -> list[int]:
    return list(accumulate((int(v) for v in values), initial=0))


def _running(values: Iterable[float]) -> list[float]:
    return list(accumulate((float(v) for v in values), initial=0.0))
