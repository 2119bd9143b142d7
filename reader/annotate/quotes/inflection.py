"""Every inflected form of a reporting verb, folded, from its four principal parts."""

from __future__ import annotations

from typing import Literal, NamedTuple

from reader.annotate.normal import fold

Shape = Literal["past", "present", "participle", "masdar", "passive", "source", "headline"]
Gender = Literal["m", "f", ""]
Number = Literal["s", "d", "p", ""]

_OBJECTS = ("ه", "ها", "هم", "هما", "نا", "ني")


class Form(NamedTuple):
    """What one written form says: its lemma (as in the lexicon), group of meaning, shape, gender and number.

    `bound` tells a form that carries a pronoun («وصفها»، «قوله»); `person` is 3 or 1.
    """

    lemma: str
    group: str
    shape: Shape
    gender: Gender = ""
    number: Number = ""
    bound: str = ""
    person: int = 3


def past(lemma: str, group: str) -> dict[str, Form]:
    """Forms of the perfect. A final ى or ا falls before ت and وا («أدلى، أدلت، أدلوا»)."""
    weak = lemma[-1] in "ىا" and len(lemma) > 2
    stem = lemma[:-1] if weak else lemma
    made = {
        lemma: ("m", "s", 3),
        stem + "ت": ("f", "s", 3),
        stem + "وا": ("m", "p", 3),
        (stem + "ي" if weak else stem) + "ا": ("m", "d", 3),
        stem + "تا": ("f", "d", 3),
        (stem + "ي" if weak else stem) + "ن": ("f", "p", 3),
        (stem + "ي" if weak else stem) + "نا": ("", "p", 1),
    }
    forms = {fold(w): Form(lemma, group, "past", g, n, "", p) for w, (g, n, p) in made.items()}  # type: ignore[arg-type]
    bare = stem + "ا" if weak else lemma
    for base, gender in ((bare, "m"), (stem + "ت", "f")):
        for pronoun in _OBJECTS:
            forms.setdefault(fold(base + pronoun), Form(lemma, group, "past", gender, "s", pronoun))  # type: ignore[arg-type]
    return forms


def present(lemma: str, written: str, group: str) -> dict[str, Form]:
    """Forms of the imperfect, with the future س and the ل of purpose."""
    body = written[1:]
    weak = body[-1] in "ىيو"
    stem = body[:-1] if weak else body
    made = {
        "ي" + body: ("m", "s", 3),
        "ت" + body: ("f", "s", 3),
        "ن" + body: ("", "p", 1),
        "أ" + body: ("", "s", 1),
        "ي" + stem + "ون": ("m", "p", 3),
        "ي" + stem + "وا": ("m", "p", 3),
        "ي" + body + "ان": ("m", "d", 3),
        "ت" + body + "ان": ("f", "d", 3),
        "ي" + body + "ن": ("f", "p", 3),
    }
    if (len(body) == 3 and body[1] in "ويا") or weak:  # the jussive: «لم يقل، لم ينف»
        short = stem if weak else body[0] + body[2]
        made |= {"ي" + short: ("m", "s", 3), "ت" + short: ("f", "s", 3)}
    forms: dict[str, Form] = {}
    for word, (gender, number, person) in made.items():
        form = Form(lemma, group, "present", gender, number, "", person)  # type: ignore[arg-type]
        for prefix in ("", "س", "ل"):
            forms.setdefault(fold(prefix + word), form)
    for initial, gender in (("ي", "m"), ("ت", "f")):
        for pronoun in _OBJECTS[:4]:
            base = initial + (stem + "ا" if body[-1] == "ى" else body)
            forms.setdefault(fold(base + pronoun), Form(lemma, group, "present", gender, "s", pronoun))  # type: ignore[arg-type]
    return forms


def participle(lemma: str, written: str, group: str) -> dict[str, Form]:
    """Forms of the active participle; «داع» takes back its ي («داعيا، داعية»)."""
    full = fold(written)
    stem = full + "ي" if _defective(lemma) else full
    made = {
        stem + "ا": ("m", "s"),
        stem + "ه": ("f", "s"),
        full + "ين": ("m", "p"),
        full + "ون": ("m", "p"),
        stem + "ات": ("f", "p"),
        stem + "تين": ("f", "d"),
        full: ("m", "s"),
    }
    return {w: Form(lemma, group, "participle", g, n) for w, (g, n) in made.items()}  # type: ignore[arg-type]


def masdar(lemma: str, written: str, group: str) -> dict[str, Form]:
    """Forms of the verbal noun with a pronoun («قوله»), with ال, and with ب or ل before either."""
    noun = fold(written)
    base = noun[:-1] + "ت" if written.endswith("ة") else noun
    made: dict[str, tuple[str, str, str]] = {noun: ("", "", "")}
    for pronoun, gender, number in (
        ("ه", "m", "s"),
        ("ها", "f", "s"),
        ("هم", "m", "p"),
        ("هما", "m", "d"),
    ):
        made[base + pronoun] = (gender, number, pronoun)
    made["ال" + noun] = ("", "", "")
    forms: dict[str, Form] = {}
    for word, (gender, number, pronoun) in made.items():
        form = Form(lemma, group, "masdar", gender, number, pronoun)  # type: ignore[arg-type]
        forms.setdefault(word, form)
        forms.setdefault("ب" + word, form)
        forms.setdefault("لل" + word[2:] if word.startswith("ال") else "ل" + word, form)
    return forms


def _defective(lemma: str) -> bool:
    return lemma[-1] in "ىا" and len(lemma) > 2
