"""UAX #9, the bidirectional algorithm: embedding levels of a paragraph, and the visual order of levels.

Classes are held as strings of one letter a code point (properties.py), so that most rules are one regular expression
over a whole isolating run sequence.
"""

import re
from collections.abc import Sequence

from reader.layout.properties import BIDI, CLOSER

EXPLICIT = re.compile("[1-9]")
FIRST_STRONG = re.compile("[LRA]")
BRACKETS = re.compile(f"[{re.escape(''.join(CLOSER) + ''.join(CLOSER.values()))}]")
CANONICAL = {"\u2329": "\u3008", "\u232a": "\u3009"}  # BD16: canonical equivalents match each other
MAX_PAIRS = 63  # BD16: the size of the stack of openers

_MARKS = re.compile("(.)m+")
_AFTER_ARABIC = re.compile("A[^LR]*")
_TERMINATORS = re.compile("[E$]+")
_AFTER_LATIN = re.compile("L[^R]*")
_BETWEEN_LEFT = re.compile("(?<=L)[BSWO]+(?=L)")
_BETWEEN_RIGHT = re.compile("(?<=[REN])[BSWO]+(?=[REN])")
_L1 = re.compile("(?<![W6789b1-5])[W6789b1-5]*+(?:[BS]|$)")


def _level_table(level: int) -> bytes:
    """Rules I1, I2 and N2 for every letter left by the other rules."""
    odd = level & 1
    left, right, number = level + odd, level + 1 - odd, level + (1 if odd else 2)
    return bytes(
        left if c == "L" else right if c == "R" else number if c in "EN" else level
        for c in map(chr, range(256))
    )


_LEVEL_TABLES: dict[int, bytes] = {}


def first_strong(classes: str) -> int | None:
    """Rule P2: level 0 or 1 by the first strong class outside isolates, None if there is none."""
    if "6" in classes or "7" in classes or "8" in classes:
        depth = 0
        for match in re.finditer("[LRA6-9]", classes):
            letter = match[0]
            if letter in "678":
                depth += 1
            elif letter == "9":
                depth = max(0, depth - 1)
            elif not depth:
                return 0 if letter == "L" else 1
        return None
    strong = FIRST_STRONG.search(classes)
    return None if strong is None else 0 if strong[0] == "L" else 1


def resolve_sequence(classes: str, text: str | None, level: int, sos: str, eos: str) -> bytes:
    """Rules W1–W7, N0–N2, I1–I2 for one isolating run sequence without classes removed by X9.

    `text` is needed only where paired brackets may occur; `sos` and `eos` are "L" or "R".
    """
    s = sos + classes + eos
    if "m" in s:  # W1; the loop serves the common case, one or two marks on an Arabic letter, at C speed
        s = s.replace("Am", "AA").replace("Am", "AA")
        if "m" in s:
            s = _MARKS.sub(lambda m: m[1] * len(m[0]), s)
    if "A" in s:
        if "E" in s:  # W2
            s = _AFTER_ARABIC.sub(lambda m: m[0].replace("E", "N"), s)
        s = s.replace("A", "R")  # W3
    if "," in s or "+" in s or "$" in s:
        if "E" in s or "N" in s:
            s = _separators(s)  # W4
            s = _TERMINATORS.sub(lambda m: "E" * len(m[0]) if "E" in m[0] else m[0], s)  # W5
        s = s.replace(",", "O").replace("+", "O").replace("$", "O")  # W6
    if "E" in s and "L" in s:  # W7
        s = _AFTER_LATIN.sub(lambda m: m[0].replace("E", "L"), s)
    if text is not None:
        s = _paired_brackets(s, classes, text, level)  # N0
    if level & 1:  # N1; N2 is left to the table of levels
        if "L" in s:
            s = _BETWEEN_LEFT.sub(lambda m: "L" * len(m[0]), s)
    elif "R" in s or "E" in s or "N" in s:
        s = _BETWEEN_RIGHT.sub(lambda m: "R" * len(m[0]), s)
    table = _LEVEL_TABLES.get(level)
    if table is None:
        table = _LEVEL_TABLES[level] = _level_table(level)
    return s[1:-1].encode("ascii").translate(table)


_SEPARATORS = re.compile("(?<=E)[+,](?=E)|(?<=N),(?=N)")


def _separators(s: str) -> str:
    """Rule W4: a single separator between two numbers of one kind joins them."""
    return _SEPARATORS.sub(lambda m: s[m.start() - 1], s)


def _paired_brackets(s: str, classes: str, text: str, level: int) -> str:
    """Rule N0. `s` has one letter of sos before and of eos behind the sequence; `classes` are the original ones."""
    pairs: list[tuple[int, int]] = []
    stack: list[tuple[str, int]] = []
    for bracket in BRACKETS.finditer(text):
        char, index = bracket[0], bracket.start()
        if s[index + 1] != "O":
            continue
        if char in CLOSER:
            if len(stack) == MAX_PAIRS:
                break
            closer = CLOSER[char]
            stack.append((CANONICAL.get(closer, closer), index + 1))
        else:
            wanted = CANONICAL.get(char, char)
            for depth in range(len(stack) - 1, -1, -1):
                if stack[depth][0] == wanted:
                    pairs.append((stack[depth][1], index + 1))
                    del stack[depth:]
                    break
    if not pairs:
        return s
    pairs.sort()
    resolved = list(s)
    same, other = ("REN", "L") if level & 1 else ("L", "REN")
    same_letter, other_letter = same[0], other[0]
    for opener, closer_at in pairs:
        inside = resolved[opener + 1 : closer_at]
        if any(c in same for c in inside):
            direction = same_letter
        elif any(c in other for c in inside):
            before = opener - 1
            while resolved[before] not in "LREN":
                before -= 1
            direction = other_letter if resolved[before] in other else same_letter
        else:
            continue
        for at in (opener, closer_at):
            resolved[at] = direction
            while at < len(classes) and classes[at] == "m":  # marks follow their bracket
                at += 1
                resolved[at] = direction
    return "".join(resolved)


def paragraph(text: str, classes: str, base: int | None = None, fallback: int = 0) -> tuple[int, bytes]:
    """Base level and the level of every code point before rule L1.

    Code points that rule X9 removes get the level of the one before them (the base level at the start), as UAX #9
    section 5.2 suggests for implementations that keep them.
    """
    if base is None:
        strong = first_strong(classes)
        base = fallback if strong is None else strong
    if EXPLICIT.search(classes):
        from reader.layout.explicit import explicit_levels

        return base, explicit_levels(text, classes, base)
    sos = "R" if base else "L"
    if "b" in classes:
        kept = [i for i, c in enumerate(classes) if c != "b"]
        chars = "".join([text[i] for i in kept]) if BRACKETS.search(text) else None
        levels = resolve_sequence(classes.replace("b", ""), chars, base, sos, sos)
        return base, spread(kept, levels, base, len(classes))
    return base, resolve_sequence(classes, text if BRACKETS.search(text) else None, base, sos, sos)


def spread(kept: list[int], levels: bytes, base: int, length: int) -> bytes:
    """Levels of the kept indices, and of the ones between them as of the one before."""
    out = bytearray()
    last = base
    for index, level in zip(kept, levels, strict=True):
        if index > len(out):
            out += bytes([last]) * (index - len(out))
        out.append(last := level)
    return bytes(out + bytes([last]) * (length - len(out)))


def reset_whitespace(classes: str, levels: bytes, base: int) -> bytes:
    """Rule L1, with the whole paragraph as one line."""
    if "S" not in classes and "B" not in classes and classes[-1:] not in tuple("W6789b12345"):
        return levels
    out = bytearray(levels)
    for match in _L1.finditer(classes):
        out[match.start() : match.end()] = bytes([base]) * (match.end() - match.start())
    return bytes(out)


def paragraph_levels(text: str, base: int | None = None) -> tuple[int, list[int | None]]:
    """UAX #9 for one paragraph: its base level, and the level of every code point after rule L1 (one line).

    `base` is 0, 1 or None for the first strong character (rules P2 and P3). Code points that rule X9 removes have
    the level None.
    """
    classes = text.translate(BIDI)
    base, raw = paragraph(text, classes, base)
    levels: list[int | None] = list(reset_whitespace(classes, raw, base))
    if "b" in classes or EXPLICIT.search(classes):
        for match in re.finditer("[b1-5]", classes):
            levels[match.start()] = None
    return base, levels


_RUNS = re.compile(rb"(.)\1*", re.DOTALL)


def level_runs(levels: bytes) -> list[tuple[int, int, int]]:
    """Maximal runs of one level: (start, end, level)."""
    return [(m.start(), m.end(), m[0][0]) for m in _RUNS.finditer(levels)]


def visual_order(levels: Sequence[int | None]) -> list[int]:
    """Rule L2: logical indices from left to right; indices whose level is None (rule X9) are left out."""
    if None in levels:
        kept = [i for i, level in enumerate(levels) if level is not None]
        order = reorder(bytes(levels[i] or 0 for i in kept))
        return [kept[i] for i in order]
    return reorder(bytes(levels))  # type: ignore[arg-type]


def reorder(levels: bytes) -> list[int]:
    """Rule L2 over levels as bytes."""
    if not levels:
        return []
    count = len(levels)
    first = levels[0]
    if levels.count(first) == count:
        return list(range(count - 1, -1, -1)) if first & 1 else list(range(count))
    order: list[int] = []
    for start, end, level in reordered_runs(levels):
        order += range(end - 1, start - 1, -1) if level & 1 else range(start, end)
    return order


def reordered_runs(levels: bytes) -> list[tuple[int, int, int]]:
    """Rule L2 over runs of one level, (start, end, level), from left to right."""
    runs = level_runs(levels)
    highest = max(run[2] for run in runs)
    lowest_odd = min((run[2] for run in runs if run[2] & 1), default=highest + 1)
    for level in range(highest, lowest_odd - 1, -1):
        index = 0
        while index < len(runs):
            if runs[index][2] < level:
                index += 1
                continue
            end = index
            while end < len(runs) and runs[end][2] >= level:
                end += 1
            runs[index:end] = runs[index:end][::-1]
            index = end
    return runs
