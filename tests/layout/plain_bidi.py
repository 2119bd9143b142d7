"""UAX #9 as its text says it, one character at a time: the oracle for the faster implementation. No brackets (N0)."""

from reader.layout.properties import BIDI

INITIATORS, REMOVED, STRONG = "678", "b12345", "LRA"
NEUTRAL = "BSWO6789"


def matching_pdi(classes: str, start: int) -> int:
    depth = 1
    for at in range(start + 1, len(classes)):
        if classes[at] in INITIATORS:
            depth += 1
        elif classes[at] == "9":
            depth -= 1
            if not depth:
                return at
    return len(classes)


def first_strong(classes: str, start: int, end: int) -> int | None:
    at = start
    while at < end:
        if classes[at] in STRONG:
            return 0 if classes[at] == "L" else 1
        at = matching_pdi(classes, at) + 1 if classes[at] in INITIATORS else at + 1
    return None


def plain_levels(text: str, base: int | None) -> tuple[int, list[int | None]]:
    original = text.translate(BIDI)
    base = first_strong(original, 0, len(original)) or 0 if base is None else base
    types = list(original)
    levels: list[int] = [base] * len(types)
    stack: list[tuple[int, str | None, bool]] = [(base, None, False)]
    overflow_isolates = overflow_embeddings = valid = 0
    for at, kind in enumerate(original):
        levels[at] = stack[-1][0]
        if kind in "1234678":
            if kind in INITIATORS and stack[-1][1]:
                types[at] = stack[-1][1]  # type: ignore[call-overload]
            right = kind in "247" or (
                kind == "8" and first_strong(original, at + 1, matching_pdi(original, at)) == 1
            )
            new = levels[at] + (2 if levels[at] % 2 == right else 1)
            if new <= 125 and not overflow_isolates and not overflow_embeddings:
                valid += kind in INITIATORS
                stack.append((new, {"3": "L", "4": "R"}.get(kind), kind in INITIATORS))
            elif kind in INITIATORS:
                overflow_isolates += 1
            elif not overflow_isolates:
                overflow_embeddings += 1
        elif kind == "9":
            if overflow_isolates:
                overflow_isolates -= 1
            elif valid:
                overflow_embeddings = 0
                while not stack.pop()[2]:
                    pass
                valid -= 1
            levels[at] = stack[-1][0]
            types[at] = stack[-1][1] or kind
        elif kind == "5":
            if overflow_isolates:
                continue
            if overflow_embeddings:
                overflow_embeddings -= 1
            elif len(stack) > 1 and not stack[-1][2]:
                stack.pop()
        elif kind == "B":
            levels[at] = base
        elif kind != "b" and stack[-1][1]:
            types[at] = stack[-1][1]  # type: ignore[call-overload]
    kept = [at for at, kind in enumerate(original) if kind not in REMOVED]
    runs: list[list[int]] = []
    for at in kept:
        if runs and levels[runs[-1][-1]] == levels[at]:
            runs[-1].append(at)
        else:
            runs.append([at])
    matched = {matching_pdi(original, at): at for at in kept if original[at] in INITIATORS}
    sequences: list[list[int]] = []
    for run in runs:
        opener = matched.get(run[0]) if original[run[0]] == "9" else None
        for sequence in sequences:
            if opener is not None and sequence[-1] == opener:
                sequence += run
                break
        else:
            sequences.append(list(run))
    result = list(levels)
    for sequence in sequences:
        level = levels[sequence[0]]
        before = [at for at in kept if at < sequence[0]]
        after = [at for at in kept if at > sequence[-1]]
        unmatched = original[sequence[-1]] in INITIATORS
        sos = max(level, levels[before[-1]] if before else base) % 2
        eos = max(level, base if unmatched or not after else levels[after[0]]) % 2
        resolved = resolve([types[at] for at in sequence], level, "LR"[sos], "LR"[eos])
        for at, new in zip(sequence, resolved, strict=True):
            result[at] = new
    white = True
    for at in range(len(original) - 1, -1, -1):
        if original[at] in "BS":
            white = True
        elif original[at] not in "W6789" + REMOVED:
            white = False
        if white:
            result[at] = base
    return base, [None if original[at] in REMOVED else level for at, level in enumerate(result)]


def resolve(types: list[str], level: int, sos: str, eos: str) -> list[int]:
    count = len(types)
    for at in range(count):  # W1
        if types[at] == "m":
            before = types[at - 1] if at else sos
            types[at] = "O" if before in "6789" else before
    strong = sos
    for at in range(count):  # W2
        if types[at] in STRONG:
            strong = types[at]
        elif types[at] == "E" and strong == "A":
            types[at] = "N"
    types = ["R" if kind == "A" else kind for kind in types]  # W3
    for at in range(1, count - 1):  # W4
        before, kind, after = types[at - 1 : at + 2]
        if before == after and ((kind in "+," and before == "E") or (kind == "," and before == "N")):
            types[at] = before
    for order in (range(count), range(count - 1, -1, -1)):  # W5
        before = ""
        for at in order:
            if types[at] == "$" and before == "E":
                types[at] = "E"
            before = types[at]
    types = ["O" if kind in "+,$" else kind for kind in types]  # W6
    strong = sos
    for at in range(count):  # W7
        if types[at] in STRONG:
            strong = types[at]
        elif types[at] == "E" and strong == "L":
            types[at] = "L"
    directions = ["R" if kind in "EN" else kind for kind in types]
    embedding = "LR"[level % 2]
    for at in range(count):  # N1, N2
        if types[at] in NEUTRAL:
            before = next((d for d in reversed(directions[:at]) if d not in NEUTRAL), sos)
            after = next((d for d in directions[at:] if d not in NEUTRAL), eos)
            types[at] = before if before == after else embedding
    return [  # I1, I2
        level + (1 if kind == "R" else 2 if kind in "EN" else 0) if level % 2 == 0 else level + (kind != "R")
        for kind in types
    ]
