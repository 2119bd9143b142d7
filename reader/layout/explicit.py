"""UAX #9 rules X1–X10: explicit embeddings, overrides and isolates, split into isolating run sequences."""

import re

from reader.layout.bidi import BRACKETS, resolve_sequence, spread

MAX_DEPTH = 125
_CONTROLS = re.compile("[1-9B]")
_REMOVED = re.compile("[b1-5]")


def matching_isolates(classes: str) -> dict[int, int]:
    """Rule BD9: index of each isolate initiator that has a matching PDI, and of that PDI."""
    matches: dict[int, int] = {}
    stack: list[int] = []
    for found in re.finditer("[6-9]", classes):
        if found[0] != "9":
            stack.append(found.start())
        elif stack:
            matches[stack.pop()] = found.start()
    return matches


def isolate_direction(classes: str, start: int, matches: dict[int, int]) -> int:
    """Rule X5c: 1 if the first strong class after the FSI at `start` is R or AL, else 0; inner isolates are skipped."""
    end = matches.get(start, len(classes))
    at = start + 1
    for_strong = re.compile("[LRA678]")
    while (found := for_strong.search(classes, at, end)) is not None:
        if found[0] in "LRA":
            return 0 if found[0] == "L" else 1
        inner = matches.get(found.start())
        if inner is None:
            break
        at = inner + 1
    return 0


def explicit_levels(text: str, classes: str, base: int) -> bytes:
    """Levels of a paragraph with explicit formatting, before rule L1; removed code points as in `bidi.paragraph`."""
    levels, resolved = _explicit(classes, base)
    kept = [i for i, c in enumerate(classes) if c not in "b12345"]
    out = bytearray(levels)
    with_brackets = BRACKETS.search(text) is not None
    for indices, sos, eos in _sequences(classes, levels, kept, base):
        letters = "".join([resolved[i] for i in indices])
        chars = "".join([text[i] for i in indices]) if with_brackets else None
        new = resolve_sequence(letters, chars, levels[indices[0]], sos, eos)
        for index, level in zip(indices, new, strict=True):
            out[index] = level
    return spread(kept, bytes(out[i] for i in kept), base, len(classes))


def _explicit(classes: str, base: int) -> tuple[bytearray, list[str]]:
    """Rules X1–X8: explicit level of each index, and its class after overrides (isolate controls become neutral)."""
    levels = bytearray([base]) * len(classes)
    resolved = list(classes)
    matches = matching_isolates(classes)
    stack: list[tuple[int, str, bool]] = [(base, "", False)]  # level, override, isolate
    overflow_isolates = overflow_embeddings = valid_isolates = 0
    position = 0

    def fill(start: int, end: int) -> None:
        level, override, _ = stack[-1]
        if start < end:
            levels[start:end] = bytes([level]) * (end - start)
            if override:
                resolved[start:end] = [c if c == "b" else override for c in classes[start:end]]

    for found in _CONTROLS.finditer(classes):
        at, control = found.start(), found[0]
        fill(position, at)
        position = at + 1
        level, override, _ = stack[-1]
        if control == "B":  # X8
            levels[at] = base
        elif control in "1234":  # X2–X5
            levels[at] = level
            rtl = control in "24"
            new = (level + 1) | 1 if rtl else (level + 2) & ~1
            if new <= MAX_DEPTH and not overflow_isolates and not overflow_embeddings:
                stack.append((new, "" if control in "12" else "R" if rtl else "L", False))
            elif not overflow_isolates:
                overflow_embeddings += 1
        elif control in "678":  # X5a–X5c
            levels[at] = level
            resolved[at] = override or "O"
            rtl = control == "7" or (control == "8" and isolate_direction(classes, at, matches) == 1)
            new = (level + 1) | 1 if rtl else (level + 2) & ~1
            if new <= MAX_DEPTH and not overflow_isolates and not overflow_embeddings:
                valid_isolates += 1
                stack.append((new, "", True))
            else:
                overflow_isolates += 1
        elif control == "9":  # X6a
            if overflow_isolates:
                overflow_isolates -= 1
            elif valid_isolates:
                overflow_embeddings = 0
                while not stack[-1][2]:
                    stack.pop()
                stack.pop()
                valid_isolates -= 1
            level, override, _ = stack[-1]
            levels[at] = level
            resolved[at] = override or "O"
        else:  # X7
            levels[at] = level
            if overflow_isolates:
                pass
            elif overflow_embeddings:
                overflow_embeddings -= 1
            elif not stack[-1][2] and len(stack) > 1:
                stack.pop()
    fill(position, len(classes))
    return levels, resolved


def _sequences(
    classes: str, levels: bytearray, kept: list[int], base: int
) -> list[tuple[list[int], str, str]]:
    """Rules X9–X10: the isolating run sequences as lists of indices, each with its sos and eos."""
    runs: list[tuple[int, int]] = []  # slices of `kept`
    start = 0
    for at in range(1, len(kept) + 1):
        if at == len(kept) or levels[kept[at]] != levels[kept[start]]:
            runs.append((start, at))
            start = at
    if not kept:
        return []
    matches = matching_isolates(classes)
    run_at = {kept[run[0]]: number for number, run in enumerate(runs)}
    continued = {pdi for pdi in matches.values() if pdi in run_at}
    sequences = []
    for number, (first, _) in enumerate(runs):
        if kept[first] in continued:
            continue  # reached from the run of its initiator
        indices: list[int] = []
        at = number
        while True:
            start, end = runs[at]
            indices += kept[start:end]
            pdi = matches.get(kept[end - 1])
            if pdi is None or pdi not in run_at:
                break
            at = run_at[pdi]
        level = levels[indices[0]]
        before = levels[kept[first - 1]] if first else base
        last = runs[at][1]
        # X10: nothing, or an isolate initiator without a matching PDI, at the end: compare with the paragraph's level
        after = base if last == len(kept) or classes[indices[-1]] in "678" else levels[kept[last]]
        sequences.append((indices, _edge(level, before), _edge(level, after)))
    return sequences


def _edge(level: int, neighbour: int) -> str:
    return "R" if max(level, neighbour) & 1 else "L"
