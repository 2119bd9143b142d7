"""What the tagger may know of a word and of its place: strings, the same in training and in use."""

from __future__ import annotations

from functools import cache, lru_cache

from reader.annotate import lexicon
from reader.annotate.entities.clusters import cluster
from reader.annotate.entities.gazetteer import gazetteer
from reader.annotate.entities.scope import CLOSING, OPENING, scope_features
from reader.annotate.entities.sounds import likeness
from reader.annotate.entities.words import Sentence, stems
from reader.annotate.normal import fold

_EDGE = ("<s>", "</s>")


@cache
def known_words() -> dict[str, str]:
    """Folded words of the lexicons and the flags each one carries, one letter a list."""
    found: dict[str, set[str]] = {}

    def mark(flag: str, entries: object) -> None:
        for entry in entries:  # type: ignore[attr-defined]
            for word in fold(entry).split():
                found.setdefault(word, set()).add(flag)

    titles, bodies = lexicon.load("titles"), lexicon.load("organisations")
    for flag, name in zip(
        "abcdef", ("rulers", "officials", "ranks", "honours", "professions", "sport"), strict=True
    ):
        mark(flag, titles[name])
    mark("g", titles["kin"])
    mark("h", titles["modifiers"])
    for flag, name in zip(
        "ABCDEFG", ("state", "forces", "politics", "economy", "media", "learning", "sport"), strict=True
    ):
        mark(flag, bodies[name])
    for flag, name in zip("PQR", ("kinds", "parts", "directions"), strict=True):
        mark(flag, lexicon.load("places")[name])
    works = lexicon.load("works")
    for flag, name in zip("STUVXY", ("works", "events", "contests", "laws", "wars", "products"), strict=True):
        mark(flag, works[name])
    mark("o", lexicon.load("particles")["opening"])
    mark("i", lexicon.load("particles")["linking"])
    mark("r", lexicon.load("particles")["frame"])
    calendar = lexicon.load("calendar")
    mark("D", calendar["days"])
    for name in ("mashriq", "gregorian", "maghreb", "morocco", "hijri"):
        mark("M", calendar[name])
    for adjective, flag in nisbas().items():
        found.setdefault(adjective, set()).add(flag)
    return {word: "".join(sorted(flags)) for word, flags in found.items()}


@cache
def nisbas() -> dict[str, str]:
    """Folded adjectives of belonging in every gender and number, without the article: N of a country, W of wider."""
    table = lexicon.load("nisba")
    found: dict[str, str] = {}
    for flag, lists in (("W", table["wider"].values()), ("N", table["countries"].values())):
        for entries in lists:
            for entry in entries:
                base = fold(entry.split()[0])
                for ending in ("", "ه", "ون", "ين", "ات", "ان", "تين", "تان"):
                    found[base + ending] = flag
    for entries in table["plurals"].values():
        found.update({fold(entry): "N" for entry in entries})
    return found


def flags_of(form: str) -> str:
    """The lexicon flags of a folded word, article and proclitics peeled."""
    table = known_words()
    for _, stem in stems(form):
        if stem in table:
            return table[stem]
        if stem.startswith("ال") and stem[2:] in table:
            return table[stem[2:]]
    return ""


def _shape(form: str) -> str:
    head = form[0]
    if head.isdigit():
        return f"9{min(len(form), 5)}"
    if "\u0621" <= head <= "\u064a":
        return "ar"
    if head.isalpha():
        return "Xx" if head.isupper() else "x"
    return form


@lru_cache(maxsize=65536)
def word_features(form: str) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Features of a folded word: as the word itself, as a neighbour, as a distant neighbour."""
    names = gazetteer()
    shape = _shape(form)
    flags = flags_of(form)
    far = [f"w={form}"]
    if flags:
        far.append(f"x={flags}")
    if shape != "ar":
        far.append(f"h={shape}")
        return (*far, "0"), (*far, "0"), tuple(far)
    near = list(far)
    near.extend(f"f={flag}" for flag in flags)
    company = cluster(form)
    if company:
        near.extend((f"j={company[0]}", f"J={company[1]}"))
    own: list[str] = []
    seen: set[str] = set()
    for peeled, stem in stems(form):
        near.append(f"s={stem}")
        kinds = names.kinds.get(stem, "")
        if kinds:
            own.append(f"K{peeled}={kinds}")
            seen.update(kinds)
        elif stem.startswith("ال") and len(stem) > 4 and stem[2:] in names.kinds:
            own.append(f"K{peeled}~{names.kinds[stem[2:]]}")
        lean = names.leanings.get(stem)
        if lean:
            near.append(f"n{min(peeled, 1)}={lean}")
            own.append(f"n{min(peeled, 1)}={lean[:-1]}")
        if peeled:
            own.append(f"c={form[:peeled]}")
    near.extend(f"k={kind}" for kind in sorted(seen))
    plain, person, place = likeness(stems(form)[-1][1] if not seen else form)
    own.append(f"y={plain}{person}{place}")
    near.append(f"yp={plain}")
    own.append(f"yq={person}|{place}|{''.join(sorted(seen)) or '-'}")
    level = names.levels.get(form, 19)
    inner = min((names.levels.get(stem.removeprefix("ال"), 19) for _, stem in stems(form)), default=19)
    near.append(f"z={level}")
    own.append(f"zi={inner}|{form.startswith('ال')}")
    if level > 8 and inner > 8:
        own.append(f"zk={''.join(sorted(seen))}")
    near.append(f"s3={form[-3:]}")
    near.append(f"p2={form[:2]}")
    size = len(form)
    own.extend(f"p{n}={form[:n]}" for n in (1, 3, 4) if size > n)
    own.extend(f"s{n}={form[-n:]}" for n in (1, 2, 4) if size > n)
    own.append(f"l={min(size, 9)}")
    if form.startswith("ال"):
        own.append("al")
        own.append(f"b={form[2:]}")
    else:
        own.append(f"b={form}")
    if flags:
        own.append(f"xs={flags}|{form[-1]}")
    return (*near, *own), tuple(near), tuple(far)


def _names_in(sentence: Sentence) -> list[list[str]]:
    """For each token, its place in the longest names of the gazetteer: `B|T2`, `I|T2`."""
    forms = list(sentence.forms)
    names = gazetteer()
    found: list[list[str]] = [[] for _ in forms]
    covered = 0
    for index, form in enumerate(forms):
        if index < covered:
            continue
        length, kinds = max(
            (names.longest(forms, index, stem) for _, stem in stems(form)), key=lambda item: item[0]
        )
        if not length:
            continue
        for kind in kinds:
            found[index].append(f"B|{kind}")
            for inner in range(index + 1, index + length):
                found[inner].append(f"I|{kind}")
        found[index].append(f"B{min(length, 4)}")
        covered = index + length
    return found


def context_features(sentence: Sentence) -> list[list[str]]:
    """What each token's place says: its pairs with its neighbours, names it lies in, titles and marks before it."""
    forms = sentence.forms
    count = len(forms)
    flags = [flags_of(form) for form in forms]
    names = _names_in(sentence)
    scopes = scope_features(sentence, flags)
    rows: list[list[str]] = []
    opened = -1
    title, distance = "", 0
    for i, form in enumerate(forms):
        before, flag_before = (forms[i - 1], flags[i - 1]) if i else (_EDGE[0], "^")
        after, flag_after = (forms[i + 1], flags[i + 1]) if i + 1 < count else (_EDGE[1], "$")
        row = [
            f"-b={before}|{form}",
            f"+b={form}|{after}",
            f"xx={flag_before}|{flags[i]}",
            f"x3={flags[i - 2] if i > 1 else '^'}|{flag_before}|{flag_after}",
        ]
        if not i:
            row.append("-1<s>")
        elif i + 1 == count:
            row.append("1</s>")
        row.extend(scopes[i])
        row.extend(f"G{name}" for name in names[i])
        if i + 1 < count:
            row.extend(f"+G{name}" for name in names[i + 1])
        if opened >= 0:
            row.append(f"q{min(i - opened, 4)}")
        if title:
            row.append(f"t={title}{distance}")
        if sentence.headline:
            row.append("hl")
        if not i and sentence.first:
            row.append("par")
        if form in OPENING and not (form == '"' and opened >= 0):
            opened = i
        elif form in CLOSING:
            opened = -1
        if flags[i] and flags[i][0] in "abcdef":
            title, distance = flags[i][0], 0
        elif title:
            distance += 1
            if distance > 5:
                title = ""
        rows.append(row)
    return rows


OFFSETS = ((0, 0), (-1, 1), (1, 1), (-2, 2), (2, 2))
"""Where a word's features are read from (tokens to the right) and which of its three layers stands there."""


def sentence_features(sentence: Sentence) -> list[list[str]]:
    """All features of every token of a sentence, as training takes them; a neighbour's carry their offset in front."""
    layers = [word_features(form) for form in sentence.forms]
    rows = context_features(sentence)
    for i, row in enumerate(rows):
        for offset, layer in OFFSETS:
            if 0 <= i + offset < len(layers):
                row.extend(placed(offset, layers[i + offset][layer]))
    return rows


def placed(offset: int, features: tuple[str, ...]) -> list[str]:
    """A word's features as a token `offset` words away writes them."""
    return list(features) if not offset else [f"{offset}{feature}" for feature in features]
