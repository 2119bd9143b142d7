"""What the article calls each entity: titles, appositions, and the gender its verbs show."""

from __future__ import annotations

from reader.annotate.lexicon import folded
from reader.annotate.normal import fold
from reader.annotate.quotes.cues import verb_forms
from reader.annotate.quotes.openers import complementisers
from reader.annotate.quotes.page import Named, Page

Key = int | str | None
"""A speaker: an entity's place in the page, a description's folded text, or None for nobody."""

_MOST_BEARERS = 60
"""How many bearers of one title word are looked at."""


class Roles:
    """What the article calls each entity: words of its titles and appositions, and the gender its verbs showed."""

    def __init__(self, page: Page) -> None:
        self.words: dict[int, set[str]] = {}
        self.counts: dict[int, int] = {}
        self.feminine: dict[int, bool] = {}
        for named in page.named:
            if not named.is_name:
                self.words.setdefault(named.entity, set()).update(
                    bare(page.forms[k]) for k in range(named.first, named.last)
                )
                continue
            self.counts[named.entity] = self.counts.get(named.entity, 0) + 1
            words = self.words.setdefault(named.entity, set())
            for k in _around(page, named):
                words.add(bare(page.forms[k]))
        self.feminine.update(_shown_genders(page))
        for number, entity in enumerate(page.entities):
            if entity.type != "PER":
                self.words.setdefault(number, set()).update(bare(w) for w in map(fold, entity.name.split()))
        self.by_word: dict[str, list[int]] = {}
        for number, words in self.words.items():
            for word in words:
                self.by_word.setdefault(word, []).append(number)
        ranked = sorted(self.counts, key=lambda key: -self.counts[key])
        self.salient = {
            kind: [key for key in ranked if page.entities[key].type == kind][:2] for kind in ("PER", "ORG")
        }

    def matching(self, head: str, words: set[str], most: int) -> list[int]:
        """The entities whose titles hold `head`, those that share most of `words` first."""
        keys = self.by_word.get(head, ())
        if len(keys) <= most:
            return list(keys)
        return sorted(keys[:_MOST_BEARERS], key=lambda key: -len(self.words[key] & words))[:most]


def _around(page: Page, named: Named) -> list[int]:
    """Title words before a name and an apposition after it."""
    found = []
    k = named.first - 1
    if page.form(k) in ("،", ",") and page.begin[k] == page.begin[named.first]:  # «رئيس الحكومة، عزيز أخنوش،»
        k -= 1
    while k >= 0 and named.first - k <= 7 and page.is_word(k) and page.begin[k] == page.begin[named.first]:
        if page.forms[k] in complementisers() or page.forms[k] in folded("speakers", "slot", "prepositions"):
            break
        found.append(k)
        k -= 1
    k = named.last
    if page.form(k) in ("،", "(", ",", "-", "–", "—"):
        for k in range(named.last + 1, min(named.last + 6, len(page))):
            verb = verb_forms().get(page.forms[k])
            if not page.is_word(k) or (verb is not None and verb.shape in ("past", "present")):
                break
            found.append(k)
    return found


def bare(form: str) -> str:
    """A folded word without its article and the clitics before it."""
    for prefix in ("وال", "بال", "كال", "فال", "لل", "ال"):
        if form.startswith(prefix) and len(form) > len(prefix) + 1:
            return form[len(prefix) :]
    return form


def _shown_genders(page: Page) -> dict[int, bool]:
    """Whether each person is a woman, by the verbs before her name and the words that agree with it."""
    votes: dict[int, int] = {}
    masculine = folded("speakers", "gender", "masculine")
    titles = folded("speakers", "gender", "titles")
    for named in page.named:
        if not named.is_name or page.entities[named.entity].type != "PER":
            continue
        vote = 0
        before = page.form(named.first - 1)
        if before.startswith("ال") and before not in titles:
            vote += 2 if before.endswith("ه") and bare(before) not in masculine else -1
        for k in range(named.first - 1, max(page.begin[named.first], named.first - 7) - 1, -1):
            form = page.forms[k]
            known = verb_forms().get(form) or verb_forms().get(form[1:] if form[0] in "وف" else "")
            if known is not None and known.shape in ("past", "present") and known.person == 3:
                if known.number == "s":
                    vote += 3 if known.gender == "f" else -3
                break
            if (
                not page.is_word(k)
                or form in folded("speakers", "slot", "prepositions")
                or form in complementisers()
            ):
                break
        votes[named.entity] = votes.get(named.entity, 0) + vote
    return {key: vote > 0 for key, vote in votes.items() if vote}


def number_of(page: Page, key: Key) -> str:
    """Whether a speaker is one person (`person`), a body (`body`), or a described one (`one`) or many (`many`)."""
    if isinstance(key, int):
        return {"PER": "person", "ORG": "body", "LOC": "body"}.get(page.entities[key].type, "thing")
    words = (key or "").split()
    if not words:
        return "nobody"
    head = bare(words[0])
    many = head.endswith(("ون", "ين", "ات")) or head in folded("speakers", "gender", "plural")
    return "many" if many or any(w.startswith("و") and len(w) > 4 for w in words[1:4]) else "one"


def gender_of(page: Page, first: int, last: int, roles: Roles, key: Key) -> str:
    """Masculine or feminine (`m`, `f`), by the head of the phrase; empty when unknown."""
    if isinstance(key, int):
        known = roles.feminine.get(key)
        if known is not None:
            return "f" if known else "m"
        if page.entities[key].type == "PER":
            return ""
    head = bare(page.forms[first])
    if head in folded("speakers", "gender", "feminine"):
        return "f"
    if head in folded("speakers", "gender", "masculine"):
        return "m"
    return "f" if head.endswith(("ه", "ات")) else "m"
