"""Ordinary paragraphs, quickly: letters with their marks, digits and punctuation, parted by single spaces.

Gives what the general way (units.py) gives, with operations on whole strings; tests hold the two against each other.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate, compress

from reader.layout.breaks import breaks_at_spaces, opportunities
from reader.layout.clusters import DIGITS, MAX_MARKS
from reader.layout.joining import FINAL, INITIAL, ISOLATED, MEDIAL
from reader.layout.options import Display
from reader.layout.pieces import Pieces
from reader.layout.properties import FORMS, JOINING, LAM_ALEF, LINE

_TATWEEL = "\u0640"
_LETTERS = "".join(FORMS)
_DUAL = "".join(c for c in _LETTERS if JOINING[ord(c)] == "D") + _TATWEEL
_RIGHT = "".join(c for c in _LETTERS if JOINING[ord(c)] == "R")
_ALONE = "".join(c for c in _LETTERS if c not in _DUAL + _RIGHT)
_MARKS = "\u064b-\u0652\u0670"
_ASCII = "".join(map(chr, range(0x21, 0x7F)))
_OTHERS = _ASCII + "«»،؛؟٪٫٬٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹–—“”‘’…·°€£\u00a0éèàçâêîôûïëüöäñÉ"
_CHARACTERS = "".join(dict.fromkeys(_DUAL + _RIGHT + _LETTERS + _OTHERS))


def _of_classes(letters: str) -> str:
    """The characters of some line-breaking classes, for a set in a regular expression."""
    return "".join(re.escape(c) for c in _CHARACTERS if LINE[ord(c)] in letters)


_ALL = re.escape(_CHARACTERS)
_WORD = f"[{_ALL}]++(?:(?<=[{_LETTERS}])[{_MARKS}]++[{_ALL}]*+)*+"
PLAIN = re.compile(f"{_WORD}(?: ++{_WORD})*+ *+\n?")
_MARKS_RUN = re.compile(f"[{_MARKS}]+")
_STRETCH = re.compile(f"[{_DUAL}]++[{_RIGHT}]?|[{_RIGHT}{_ALONE}]|[^{_DUAL}{_RIGHT}{_ALONE}]+")
_SPACES = re.compile(" +")
_ARABIC = re.compile(f"[{_LETTERS}]")
_LIGATURE = re.compile("[\ufef5-\ufefc]")
# What decides the direction inside a right-to-left paragraph: letters of other scripts and digits.
_LEFT = re.compile("[A-Za-z0-9٠-٩۰-۹٫٬\xc0-\xff]")
_INNER_LETTERS, _INNER_AFTER = _of_classes("AH0"), _of_classes("})],!")
_QUOTES, _OPENERS = _of_classes('"<>'), _of_classes("([")
# A character in a word that may give a break: classes AH0, quotes, }) ,! and ( hold together in most orders.
_INNER = re.compile(
    f"[^ \n{_INNER_LETTERS}{_QUOTES}](?:(?<![{_INNER_AFTER}{_OPENERS}])"
    f"|(?<=[{_INNER_AFTER}])(?=[{_INNER_LETTERS}{_OPENERS}])|(?<=[{_INNER_LETTERS}][{_OPENERS}]))"
)
# A space at which a line may perhaps not break.
_HELD = re.compile(f" (?:(?=[{_of_classes('})]!,/wz2s%>')}])|(?<=[{_OPENERS}{_QUOTES}] ))")


class Words(dict[str, str]):
    """What words show, one character a cluster; the words of a text come again, and on every change of width."""

    def __init__(self, display: Display) -> None:
        self.stretches = Stretches(display)

    def __missing__(self, word: str) -> str:
        shown = "".join(map(self.stretches.__getitem__, _STRETCH.findall(word)))
        if len(word) <= 24:
            if len(self) >= 32768:
                self.clear()
            self[word] = shown
        return shown


class Stretches(dict[str, str]):
    """What letters that join each other show: a text has few different ones."""

    def __init__(self, display: Display) -> None:
        self.digits = None if display.digits == "as-is" else DIGITS[display.digits]

    def __missing__(self, letters: str) -> str:
        if letters[0] in FORMS or letters[0] == _TATWEEL:
            shown = _joined(letters)
        else:
            shown = letters if self.digits is None else letters.translate(self.digits)
        if len(letters) <= 8:
            if len(self) >= 8192:
                self.clear()
            self[letters] = shown
        return shown


def _joined(letters: str) -> str:
    """Presentation forms of letters that all join their neighbours, the last one at least the one before it."""
    last = len(letters) - 1
    if last == 0:
        return FORMS.get(letters, letters)[ISOLATED]
    forms = [INITIAL, *[MEDIAL] * (last - 1), FINAL]
    if letters[last] in LAM_ALEF and letters[last - 1] == "ل":
        ligature = LAM_ALEF[letters[last]][1 if last > 1 else 0]
        return (
            "".join([_form(letter, form) for letter, form in zip(letters[: last - 1], forms, strict=False)])
            + ligature
        )
    return "".join([_form(letter, form) for letter, form in zip(letters, forms, strict=True)])


def _form(letter: str, form: int) -> str:
    return FORMS[letter][form] if letter in FORMS else letter


_WORDS: dict[Display, Words] = {}


def all_right_to_left(text: str) -> bool:
    """Whether a plain text is Arabic letters and neutral characters only."""
    return _LEFT.search(text) is None and _ARABIC.search(text) is not None


def plain_pieces(text: str, display: Display) -> Pieces:
    """Pieces of a text that matches PLAIN."""
    marked = text
    text = _MARKS_RUN.sub("", text)
    lengths = None
    shown = text
    if display.presentation_forms:
        words = _WORDS.get(display)
        if words is None:
            if len(_WORDS) >= 4:
                _WORDS.clear()
            words = _WORDS[display] = Words(display)
        shown = " ".join(map(words.__getitem__, text.split(" ")))
        if len(shown) != len(text):
            lengths = [1] * len(shown)
            for match in _LIGATURE.finditer(shown):
                lengths[match.start()] = 2
    elif display.digits != "as-is":
        shown = text.translate(DIGITS[display.digits])
    starts: Sequence[int] = range(len(text) + 1)
    if lengths is not None and (
        len(marked) > len(text) or _HELD.search(text) or _INNER.search(text) or "  " in text
    ):
        starts = list(
            accumulate(lengths, initial=0)
        )  # not needed, then, where every break is behind one space
    ends, hangs = _breaks(text, shown, starts)
    shown = shown.replace("\u00a0", " ")
    if len(marked) == len(text):
        return Pieces(shown, lengths, None, ends, hangs, [])
    texts = list(shown)
    lengths = lengths or [1] * len(texts)
    removed = 0
    for match in _MARKS_RUN.finditer(marked):
        index = bisect_right(starts, match.start() - removed - 1) - 1
        removed += len(match[0])
        lengths[index] += len(match[0])
        if display.marks:
            texts[index] += match[0][:MAX_MARKS]
    return Pieces(texts, lengths, None, ends, hangs, [])


def _breaks(text: str, shown: str, starts: Sequence[int]) -> tuple[list[int], list[int]]:
    """Cluster indices of the break opportunities, and the hanging white space before each."""
    body = shown.rstrip(" \n")
    if "  " in body:
        return _breaks_at_wide_spaces(text, shown, body, starts)
    ends = list(accumulate([len(word) + 1 for word in body.split(" ")]))
    ends[-1] = len(shown)
    hangs = [1] * len(ends)
    hangs[-1] = len(shown) - len(body)
    held = {
        bisect_left(starts, match.end())
        for match in _HELD.finditer(text, 0, len(text) - hangs[-1])
        if not _breaks_at_spaces(text, match.start(), match.end())
    }
    if held:
        kept = [end not in held for end in ends]
        ends, hangs = list(compress(ends, kept)), list(compress(hangs, kept))
    return _with_inner_breaks(text, starts, ends, hangs)


def _breaks_at_wide_spaces(
    text: str, shown: str, body: str, starts: Sequence[int]
) -> tuple[list[int], list[int]]:
    """As `_breaks`, where several spaces may stand together."""
    ends, hangs = [], []
    for match in _SPACES.finditer(body):
        if _breaks_at_spaces(text, starts[match.start()], starts[match.end()]):
            ends.append(match.end())
            hangs.append(len(match[0]))
    return _with_inner_breaks(text, starts, [*ends, len(shown)], [*hangs, len(shown) - len(body)])


def _with_inner_breaks(
    text: str, starts: Sequence[int], ends: list[int], hangs: list[int]
) -> tuple[list[int], list[int]]:
    inner = [(bisect_left(starts, cut), 0) for cut in _inner_breaks(text)]
    if not inner:
        return ends, hangs
    both = sorted([*zip(ends, hangs, strict=True), *inner])
    return [end for end, _ in both], [hang for _, hang in both]


def _breaks_at_spaces(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - 2) : start].rpartition(" ")[2]
    after = text[end : end + 2].partition(" ")[0].rstrip("\n")
    return breaks_at_spaces(before.translate(LINE), after.translate(LINE))


def _inner_breaks(text: str) -> list[int]:
    """Where words may be broken, in code points."""
    found: list[int] = []
    end = 0
    for match in _INNER.finditer(text):
        if match.start() < end:
            continue
        start = text.rfind(" ", 0, match.start()) + 1
        end = text.find(" ", match.start())
        end = len(text) if end < 0 else end
        found += [start + cut for cut in opportunities(text[start:end].translate(LINE))]
    return found


def forget_words() -> None:
    """Empties what is kept of words, to measure the first time they are met."""
    _WORDS.clear()
