"""An article read once for the quotation stage: tokens, folded forms, sentences, marked spans, mentions."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from typing import NamedTuple

from reader.annotate.model import Entity
from reader.annotate.normal import fold
from reader.annotate.quotes.marks import Marked, pair
from reader.annotate.tokens import Token, paragraphs, tokenize

_ENDERS = frozenset(".!؟?۔")


class Named(NamedTuple):
    """A mention or reference of an entity: its place in `entities`, its tokens (half open), and which of the two."""

    entity: int
    first: int
    last: int
    start: int
    end: int
    is_name: bool


class Page:
    """Tokens are counted from 0; `stop[i]` and `begin[i]` bound token i's sentence, `paragraph[i]` numbers its line.

    A full stop inside quotation marks ends no sentence of the text around them.
    """

    def __init__(self, text: str, entities: tuple[Entity, ...]) -> None:
        self.text = text
        self.entities = entities
        self.tokens: list[Token] = tokenize(text)
        self.starts = [token.start for token in self.tokens]
        self.words = [text[token.start : token.end] for token in self.tokens]
        self.forms = [fold(word) or word for word in self.words]
        self.paragraphs = paragraphs(text)
        self.paragraph = self._number_paragraphs()
        self.marked: list[Marked] = pair(text, self.paragraphs)
        self.marked_texts = Counter(text[m.start : m.end] for m in self.marked)
        self.mark_starts = [marked.outer_start for marked in self.marked]
        self.opening = {self.token_at(m.outer_start): m for m in self.marked}
        self.closing = {self.token_at(m.outer_end - 1): m for m in self.marked if m.outer_end > m.end}
        self.inside = self._depths()
        self.begin, self.stop = self._sentences()
        self.named = self._named(entities)
        self.named_firsts = [named.first for named in self.named]
        self.named_at: dict[int, Named] = {}
        for named in self.named:
            for i in range(named.first, named.last):
                if i not in self.named_at or named.is_name:
                    self.named_at[i] = named

    def __len__(self) -> int:
        return len(self.tokens)

    def token_at(self, offset: int) -> int:
        """The token at or after `offset` (code points)."""
        i = bisect_left(self.starts, offset)
        if i and self.tokens[i - 1].end > offset:
            return i - 1
        return i

    def span(self, first: int, last: int) -> tuple[int, int]:
        """The code points of tokens first..last (half open)."""
        return self.tokens[first].start, self.tokens[last - 1].end

    def is_word(self, i: int) -> bool:
        return 0 <= i < len(self.tokens) and self.tokens[i].kind != "punct"

    def form(self, i: int) -> str:
        """The folded form of token i; empty beyond the ends of the text."""
        return self.forms[i] if 0 <= i < len(self.forms) else ""

    def _number_paragraphs(self) -> list[int]:
        numbers: list[int] = []
        current = 0
        for token in self.tokens:
            while current + 1 < len(self.paragraphs) and token.start >= self.paragraphs[current + 1][0]:
                current += 1
            numbers.append(current)
        return numbers

    def _depths(self) -> list[int]:
        change = [0] * (len(self.tokens) + 1)
        for marked in self.marked:
            change[self.token_at(marked.start)] += 1
            change[self.token_at(marked.end)] -= 1
        depth, depths = 0, []
        for i in range(len(self.tokens)):
            depth += change[i]
            depths.append(depth)
        return depths

    def _sentences(self) -> tuple[list[int], list[int]]:
        size = len(self.tokens)
        begin, stop = [0] * size, [size] * size
        first = 0
        for i in range(size):
            ends = i + 1 == size or self.paragraph[i + 1] != self.paragraph[i] or self._ends_sentence(i)
            if ends:
                last = i + 1
                for k in range(first, last):
                    begin[k], stop[k] = first, last
                first = last
        return begin, stop

    def _ends_sentence(self, i: int) -> bool:
        if self.words[i] not in _ENDERS or self.inside[i]:
            return False
        after = self.text[self.tokens[i].end : self.tokens[i].end + 1]
        if after in _ENDERS:
            return False
        initial = i > 0 and len(self.forms[i - 1]) == 1 and self.tokens[i - 1].kind == "word"
        return not (initial and self.words[i] == ".")

    def _named(self, entities: tuple[Entity, ...]) -> list[Named]:
        found = []
        for number, entity in enumerate(entities):
            for is_name, spans in ((True, entity.mentions), (False, entity.references)):
                for span in spans:
                    first, last = self.token_at(span.start), self.token_at(span.end - 1) + 1
                    if first < last <= len(self.tokens):
                        found.append(Named(number, first, last, span.start, span.end, is_name))
        return sorted(found, key=lambda named: (named.first, named.last))
