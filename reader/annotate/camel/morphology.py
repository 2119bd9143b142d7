"""camel-tools' morphology of single words: every reading, ranked, with its parts named; and the marks that writing leaves out."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec

from reader.annotate.camel import data
from reader.annotate.normal import fold
from reader.annotate.tokens import MARKS, tokenize
from reader.errors import EngineError

_MARK = re.compile(f"[{MARKS}\u0640]")
_NOTHING = ("", "-", "na", "0", "u", None)
"""Values by which the database says that a feature does not apply or is not known."""
FEATURES = {
    "asp": "aspect",
    "per": "person",
    "gen": "gender",
    "num": "number",
    "vox": "voice",
    "mod": "mood",
    "stt": "state",
    "cas": "case",
}
"""camel-tools' feature names and ours (message ids `lens.feature.<ours>.<value>`)."""


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """One way to read a word. `score` is relative to the best reading's 1.0; `root` has `#` for a weak radical.

    `proclitics` and `enclitics` are vocalised; `features` maps our names to camel-tools' values; `hsb` and `buckwalter` are
    the vocalised form in Latin letters, where they were asked for.
    """

    vocalised: str
    lemma: str
    root: str
    pattern: str
    pos: str
    gloss: str
    stem: str
    proclitics: tuple[str, ...] = ()
    enclitics: tuple[str, ...] = ()
    features: dict[str, str] = {}
    score: float = 1.0
    hsb: str = ""
    buckwalter: str = ""


class Morphology:
    """The loaded database and, where it is installed, the disambiguator's counts."""

    def __init__(self, database: Path, counts: Path | None) -> None:
        with data.importing():
            from camel_tools.disambig.mle import MLEDisambiguator
            from camel_tools.morphology.analyzer import Analyzer
            from camel_tools.morphology.database import MorphologyDB
            from camel_tools.morphology.errors import MorphologyError
        try:
            analyzer = Analyzer(MorphologyDB(str(database), "a"), backoff="NONE")
            # Its own cache stores nothing (the value is computed before it is looked up); ours stands in `readings`.
            self._disambiguator = MLEDisambiguator(
                analyzer, str(counts) if counts else None, top=1000, cache_size=0
            )
        except (MorphologyError, OSError, ValueError, KeyError, IndexError) as error:
            raise EngineError("camel.unloadable", folder=database, reason=error) from error
        self.ranked = counts is not None
        self.readings = lru_cache(maxsize=50_000)(self._readings)

    def _readings(self, word: str) -> tuple[Reading, ...]:
        """Every distinct reading of a word without back-off, best first; none for what the database does not know.

        A word of marks alone has none (camel-tools would be asked for the analysis of nothing).
        """
        if not _MARK.sub("", word):
            return ()
        try:
            analyses = self._disambiguator.disambiguate([_MARK.sub("", word)])[0].analyses
        except (KeyError, IndexError, ValueError):
            return ()
        found: dict[tuple[str, ...], Reading] = {}
        for scored in sorted(analyses, key=lambda one: -one.score):
            reading = _reading(scored.analysis, scored.score)
            found.setdefault((reading.vocalised, reading.lemma, reading.pos, reading.gloss), reading)
        return tuple(sorted(found.values(), key=lambda one: (-_agreement(word, one.vocalised), -one.score)))

    def vocalised(self, text: str) -> dict[int, str]:
        """The marks that the best readings put on letters that bear none: offset of the letter, marks.

        Words whose best reading is spelt with other letters are left as they are.
        """
        added: dict[int, str] = {}
        for token in tokenize(text):
            if token.kind == "word":
                word = text[token.start : token.end]
                readings = self.readings(word)
                if readings:
                    added |= {
                        token.start + at: marks
                        for at, marks in missing_marks(word, readings[0].vocalised).items()
                    }
        return added


@lru_cache(maxsize=1)
def load() -> Morphology:
    """The installed morphology. Raises EngineError, naming what to install."""
    there = data.state()
    if there.morphology is None:
        raise EngineError("camel.no_morphology", folder=there.root)
    return Morphology(there.morphology, there.disambiguator)


def _reading(analysis: dict[str, Any], score: float) -> Reading:
    proclitics, stem, enclitics = _parts(analysis.get("d3tok") or analysis.get("diac", ""))
    values = {
        ours: str(analysis.get(theirs))
        for theirs, ours in FEATURES.items()
        if analysis.get(theirs) not in _NOTHING
    }
    return Reading(
        vocalised=analysis.get("diac", ""),
        lemma=analysis.get("lex", ""),
        root=analysis.get("root", ""),
        pattern=analysis.get("pattern", ""),
        pos=analysis.get("pos", ""),
        gloss=analysis.get("stemgloss") or analysis.get("gloss", ""),
        stem=stem,
        proclitics=proclitics,
        enclitics=enclitics,
        features=values,
        score=round(float(score), 4),
    )


def _parts(tokenised: str) -> tuple[tuple[str, ...], str, tuple[str, ...]]:
    """`وَ+_بِ+_ال+_مُعاهَدَة` as proclitics, stem and enclitics: a plus sign stands on the side of the stem."""
    parts = tokenised.split("_")
    before = tuple(part.rstrip("+") for part in parts if part.endswith("+"))
    after = tuple(part.lstrip("+") for part in parts if part.startswith("+"))
    stem = "".join(part for part in parts if not part.endswith("+") and not part.startswith("+"))
    return before, stem, after


def _letters(word: str) -> list[tuple[int, str, str]]:
    """The letters of a word: offset, letter, its marks."""
    found: list[tuple[int, str, str]] = []
    for at, character in enumerate(word):
        if _MARK.match(character):
            if found:
                offset, letter, marks = found[-1]
                found[-1] = (offset, letter, marks + character)
        else:
            found.append((at, character, ""))
    return found


def missing_marks(word: str, vocalised: str) -> dict[int, str]:
    """Offset of a letter of `word` without marks, and the marks `vocalised` has there; nothing when the letters differ."""
    ours, theirs = _letters(word), _letters(vocalised)
    if [fold(letter) for _, letter, _ in ours] != [fold(letter) for _, letter, _ in theirs]:
        return {}
    return {at: marks for (at, _, has), (_, _, marks) in zip(ours, theirs, strict=True) if marks and not has}


def _agreement(word: str, vocalised: str) -> int:
    """How many of the word's own marks a reading agrees with, less those it contradicts."""
    ours, theirs = _letters(word), _letters(vocalised)
    if len(ours) != len(theirs):
        return 0
    total = 0
    for (_, _, has), (_, _, marks) in zip(ours, theirs, strict=True):
        for mark in has.replace("\u0640", ""):
            total += 1 if mark in marks else -1
    return total
