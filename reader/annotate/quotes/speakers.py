"""Who said it: every candidate of the article with the evidence for it, and the likeliest one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from typing import NamedTuple

from reader.annotate.lexicon import folded
from reader.annotate.quotes.exclusions import admissible
from reader.annotate.quotes.features import bucket
from reader.annotate.quotes.found import Found
from reader.annotate.quotes.origins import PRECEDING, SUBJECT, origins, sort_of
from reader.annotate.quotes.page import Named, Page
from reader.annotate.quotes.roles import Key, Roles, bare, gender_of, number_of
from reader.annotate.quotes.slots import Slot, slots
from reader.annotate.quotes.weights import Weights, score, softmax

_NEAR_MENTIONS = 8
_MEMORY = 3
_MOST_ROLES = 12


class Candidate(NamedTuple):
    """A possible speaker: the words that name it nearest to the quote, if any stand near."""

    key: Key
    first: int | None = None
    last: int | None = None


class Said(NamedTuple):
    """A quote already attributed: what later ones may lean on."""

    key: Key
    first: int
    last: int
    gender: str
    name: Candidate


Evidence = dict[Key, tuple[Candidate, list[str]]]
Add = Callable[..., None]
"""Takes a candidate and the features that speak for or against it."""


def evidence(page: Page, content: Found, memory: list[Said], roles: Roles) -> Evidence:
    """Every candidate with what speaks for and against it, as features."""
    cue, start = content.cue, content.start
    shape = cue.form.shape if cue else "none"
    lemma = cue.form.lemma if cue else "none"
    back = "back" if start is not None and start.end is not None else "fore"
    gathered: Evidence = {None: (Candidate(None), ["null", f"null/{shape}"])}
    places = slots(page, content)
    has = (
        "+".join(
            sorted({slot.place for slot in places if slot.place in ("after", "later", "relayed", "about")})
        )
        or "elided"
    )
    conj = cue.conjunction if cue else ""
    context = f"{shape}/{has}/{back}"
    gathered[None][1].append("null/" + context)

    def add(candidate: Candidate, *found: str) -> None:
        known = gathered.get(candidate.key)
        if known is None:
            gathered[candidate.key] = (candidate, list(found))
        else:
            if known[0].first is None and candidate.first is not None:
                gathered[candidate.key] = (candidate, known[1])
            gathered[candidate.key][1].extend(found)

    agree_gender = cue.form.gender if cue else ""
    passing = {
        page.named_at[k].entity
        for s in places
        if s.place == "relay"
        for k in range(s.first, s.last)
        if k in page.named_at
    }
    for slot in places:
        if slot.place == "relay":
            continue
        _add_slot(page, slot, roles, context, lemma, shape, agree_gender, add)
    _add_mentions(page, content, context, add)
    _add_memory(page, content, memory, places, roles, context, conj, shape, add)
    _add_salient(page, roles, content, context, add)
    for relay in passing:
        gathered.pop(relay, None)
    if cue is not None:
        gathered = admissible(page, places, gathered)
    covered = max(
        (
            int(f.split("/")[1])
            for _, found in gathered.values()
            for f in found
            if f.startswith(("role.share=", "last.share="))
        ),
        default=0,
    )
    subject = f"{sort_of(page, places, SUBJECT)}|{sort_of(page, places, PRECEDING)}"
    verbal = f"{shape}{'b' if back == 'back' else ''}"
    for key, (candidate, found) in gathered.items():
        first, second = origins(found)
        explicit = subject.split("|")[0]
        linked = "+".join(sorted({f.split("=")[0] for f in found if f.startswith(("role=", "last="))}))
        shared = any(f.startswith(("last.head=1/True", "role.shared")) for f in found)
        found += [
            f"from={subject}/{first}",
            f"from.explicit={explicit}/{first}",
            f"from.shape={verbal}/{explicit}/{first}",
            f"from.conj={conj}/{explicit}/{first}",
            f"from.second={explicit}/{first}/{second}",
            f"from.both={verbal}/{explicit}/{first}/{second}",
            f"covered={covered}/{explicit}/{first}",
            f"linked={explicit}/{linked}/{shared}",
            f"linked.first={explicit}/{first}/{linked}/{shared}",
        ]
        if key is None:
            continue
        if isinstance(key, int):
            found.append(f"type={page.entities[key].type}")
            found.append(f"type.context={page.entities[key].type}/{context}")
            found.append(f"type.lemma={page.entities[key].type}/{lemma}")
        else:
            found.append("type=description")
            found.append("type.context=description/" + context)
        if cue is not None:
            kind = page.entities[key].type if isinstance(key, int) else "d"
            number = number_of(page, key)
            found.append(f"number={number}/{cue.form.number}/{shape}")
            if agree_gender:
                own = ""
                if isinstance(key, int) and kind == "PER":
                    own = gender_of(page, 0, 0, roles, key)
                elif candidate.first is not None and candidate.last is not None:
                    own = gender_of(page, candidate.first, candidate.last, roles, key)
                elif isinstance(key, str):
                    own = next((said.gender for said in reversed(memory) if said.key == key), "")
                found.append(f"gender={own}/{agree_gender}/{shape}")
                found.append(f"gender.type={own}/{agree_gender}/{kind}")
                found.append(f"gender.from={own}/{agree_gender}/{kind}/{first}")
    return gathered


def _add_slot(
    page: Page, slot: Slot, roles: Roles, context: str, lemma: str, shape: str, agree: str, add: Add
) -> None:
    first, last = slot.first, slot.last
    length = last - first
    names: list[Named] = []
    for k in range(first, last):
        named = page.named_at.get(k)
        if named is not None and (not names or names[-1] is not named):
            names.append(named)
    persons = [n for n in names if page.entities[n.entity].type == "PER" and n.is_name]
    head = bare(page.forms[first])
    own = gender_of(page, first, last, roles, page.forms[first])
    fits = f"{own}{agree}"
    definite = page.forms[first].startswith("ال")
    anaphoric = page.forms[first] in folded("speakers", "anaphora", "heads")
    marked = any(page.forms[k] in folded("speakers", "anaphora", "marks") for k in range(first, last))
    whole = bool(names) and names[0].first == first
    text_key = " ".join(page.forms[first:last])
    subject_key: Key = names[0].entity if whole else text_key
    sort = "person" if persons else "named" if whole else "inner" if names else "plain"
    add(
        Candidate(subject_key, first, last),
        f"np={slot.place}",
        f"np.context={slot.place}/{context}",
        f"np.sort={slot.place}/{sort}",
        f"np.sort.context={slot.place}/{sort}/{shape}",
        f"np.length={bucket(length, 2, 3, 5, 8)}/{sort}",
        f"np.head={head}",
        f"np.definite={definite}/{length == 1}/{sort}/{slot.place}",
        f"np.anaphoric={anaphoric}/{marked}/{sort}",
        f"np.lemma={lemma}/{slot.place}",
        f"np.gender={slot.place}/{fits}/{shape}",
        f"np.outline={slot.place}/{page.forms[first][:2] if definite else 'bare'}/{sort}",
    )
    for number, named in enumerate(names):
        entity = page.entities[named.entity]
        is_only = len(names) == 1
        order = "first" if number == 0 else "last" if named is names[-1] else "middle"
        in_persons = "p" if entity.type == "PER" else ("np" if persons else "x")
        add(
            Candidate(named.entity, named.first, named.last),
            f"in={slot.place}/{entity.type}/{in_persons}",
            f"in.context={slot.place}/{context}/{in_persons}",
            f"in.order={slot.place}/{order}/{entity.type}/{in_persons}",
            f"in.whole={slot.place}/{whole and number == 0}/{entity.type}/{is_only}",
            f"in.head={entity.type}/{head if not (whole and number == 0) else 'itself'}",
            f"in.name={slot.place}/{named.is_name}/{entity.type}",
            f"in.lemma={lemma}/{slot.place}/{entity.type}",
            f"in.gender={slot.place}/{fits}/{entity.type}/{whole}",
        )


def _add_mentions(page: Page, content: Found, context: str, add: Add) -> None:
    at = content.cue.head if content.cue else content.first
    begin, stop = page.begin[at], page.stop[at]
    near: list[tuple[int, Named]] = []
    for k in range(max(begin, at - 60), min(stop, at + 60, len(page))):
        named = page.named_at.get(k)
        if named is not None and named.first == k and not content.first <= k < content.last:
            near.append((abs(k - at), named))
    near.sort()
    for rank, (_, named) in enumerate(near[:_NEAR_MENTIONS]):
        entity = page.entities[named.entity]
        side = "l" if named.first < at else "r"
        before = page.form(named.first - 1)
        glued = page.text[page.tokens[named.first].start : named.start]
        preposition = before if before in folded("speakers", "slot", "prepositions") else glued or "-"
        add(
            Candidate(named.entity, named.first, named.last),
            f"near={side}/{min(rank, 3)}/{entity.type}",
            f"near.context={side}/{min(rank, 3)}/{context}",
            f"near.after={side}/{preposition}",
            f"near.after.type={side}/{preposition}/{entity.type}",
            f"near.gap={side}/{bucket(abs(named.first - at), 1, 2, 3, 5, 8, 14, 25)}/{entity.type}",
            f"near.begin={named.first == begin}/{side}/{entity.type}",
        )


def _add_memory(
    page: Page,
    content: Found,
    memory: list[Said],
    places: list[Slot],
    roles: Roles,
    context: str,
    conj: str,
    shape: str,
    add: Add,
) -> None:
    at = content.cue.head if content.cue else content.first
    seen: list[Key] = []
    reset = _reset(page, at)
    slot = next((s for s in places if s.place in ("after", "later")), None)
    slot_words = {bare(page.forms[k]) for k in range(slot.first, slot.last)} if slot else set()
    plain = slot is not None and not any(
        k in page.named_at and page.entities[page.named_at[k].entity].type == "PER"
        for k in range(slot.first, slot.last)
    )
    head = bare(page.forms[slot.first]) if slot else ""
    anaphoric = slot is not None and (
        page.forms[slot.first] in folded("speakers", "anaphora", "heads")
        or any(page.forms[k] in folded("speakers", "anaphora", "marks") for k in range(slot.first, slot.last))
    )
    gender = content.cue.form.gender if content.cue else ""
    for said in reversed(memory[-12:]):
        if said.key in seen or said.key is None:
            continue
        seen.append(said.key)
        rank = len(seen)
        if rank > _MEMORY:
            break
        same_sentence = page.begin[said.first] == page.begin[min(at, len(page) - 1)]
        paragraphs = page.paragraph[content.first] - page.paragraph[said.first]
        enclosing = said.first <= at < said.last
        gap = f"{same_sentence}/{bucket(paragraphs, 1, 2, 3)}"
        agrees = f"{said.gender}{gender}"
        found = [
            f"last={rank}",
            f"last.context={rank}/{context}",
            f"last.gap={rank}/{gap}/{shape}",
            f"last.conj={rank}/{conj}/{context}",
            f"last.reset={rank}/{reset}",
            f"last.gender={rank}/{agrees}/{shape}",
            f"last.enclosing={rank}/{enclosing}",
        ]
        if plain:
            found.append(f"last.anaphoric={rank}/{anaphoric}")
        if slot:
            own = (
                roles.words.get(said.key, set())
                if isinstance(said.key, int)
                else {bare(w) for w in said.key.split()}
            )
            found.append(f"last.head={rank}/{head in own}/{plain}")
            found.append(f"last.share={rank}/{_share(own, slot_words)}/{min(len(slot_words), 3)}/{plain}")
            found.append(f"last.shared={rank}/{min(len(own & slot_words), 2)}/{plain}")
        else:
            found.append(f"last.elided={rank}/{shape}/{agrees}/{bucket(paragraphs, 1, 2)}")
        add(Candidate(said.key), *found)
    if slot and plain:
        for key in roles.matching(head, slot_words, _MOST_ROLES):
            words = roles.words[key]
            entity = page.entities[key]
            add(
                Candidate(key),
                f"role={entity.type}",
                f"role.context={entity.type}/{context}",
                f"role.shared={entity.type}/{min(len(words & slot_words), 3)}/{len(slot_words) <= 1}",
                f"role.share={entity.type}/{_share(words, slot_words)}/{min(len(slot_words), 3)}",
                f"role.anaphoric={anaphoric}/{entity.type}",
            )


def _add_salient(page: Page, roles: Roles, content: Found, context: str, add: Add) -> None:
    for kind, of_kind in roles.salient.items():
        for rank, key in enumerate(of_kind):
            add(
                Candidate(key),
                f"salient={kind}/{rank}",
                f"salient.context={kind}/{rank}/{context}",
                f"salient.only={len(of_kind) == 1}/{kind}",
            )
    at = content.cue.head if content.cue else content.first
    earlier: list[int] = []
    index = _last_named_before(page, at)
    while index >= 0 and len(earlier) < 2 and at - page.named[index].first < 120:
        named = page.named[index]
        if page.entities[named.entity].type == "PER" and named.entity not in earlier:
            earlier.append(named.entity)
            add(
                Candidate(named.entity),
                f"recent={len(earlier)}",
                f"recent.context={len(earlier)}/{context}",
                f"recent.paragraph={page.paragraph[at] - page.paragraph[named.first] if page.paragraph[at] - page.paragraph[named.first] < 3 else 3}/{context}",
            )
        index -= 1


def _share(words: set[str], of: set[str]) -> int:
    """How much of the phrase the other words cover: 0 nothing … 3 all."""
    return bucket(len(words & of) / max(len(of), 1), 0.3, 0.6, 1.0)


def _last_named_before(page: Page, at: int) -> int:

    return bisect_left(page.named_firsts, at) - 1


def _reset(page: Page, at: int) -> bool:
    begin = page.begin[min(at, len(page) - 1)]
    opening = " ".join(page.forms[begin : begin + 4])
    opening = opening[1:] if opening.startswith("و") else opening
    return any(opening.startswith(phrase) for phrase in folded("speakers", "reset", "phrases"))


def choose(gathered: Evidence, weights: Weights) -> tuple[Candidate, float]:
    """The likeliest candidate and its probability.

    A description and the person named in it («وزير الخارجية أنتوني بلينكن») stand together; the likelier of the two is taken.
    """
    keys = list(gathered)
    chances = dict(zip(keys, softmax([score(weights, gathered[key][1]) for key in keys]), strict=True))

    def together(key: Key) -> float:
        own = gathered[key][0]
        if not isinstance(key, int) or own.first is None:
            return chances[key]
        around = [
            chances[other]
            for other, (candidate, _) in gathered.items()
            if isinstance(other, str)
            and candidate.first is not None
            and candidate.last is not None
            and candidate.first <= own.first < candidate.last
            and chances[other] <= chances[key]
        ]
        return chances[key] + max(around, default=0.0)

    best = max(keys, key=together)
    return gathered[best][0], together(best)


def remember(page: Page, content: Found, candidate: Candidate, roles: Roles) -> Said:
    """The attributed quote, for those that follow; an explicit subject teaches its entity's gender."""
    gender = content.cue.form.gender if content.cue else ""
    if (
        isinstance(candidate.key, int)
        and gender
        and content.cue
        and content.cue.form.shape in ("past", "present")
    ):
        roles.feminine.setdefault(candidate.key, gender == "f")
    if isinstance(candidate.key, int) and candidate.key in roles.feminine:
        gender = "f" if roles.feminine[candidate.key] else "m"
    return Said(candidate.key, content.first, content.last, gender, candidate)
