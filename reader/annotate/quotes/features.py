"""What the trained weights look at, as short strings: of candidate starts, ends, marked spans and kinds."""

from __future__ import annotations

from bisect import bisect_left

from reader.annotate.lexicon import folded
from reader.annotate.quotes.cues import CueMatch, verb_forms
from reader.annotate.quotes.ends import End
from reader.annotate.quotes.marks import Marked
from reader.annotate.quotes.openers import Start, complementisers
from reader.annotate.quotes.page import Page

CueMap = dict[int, CueMatch]


def bucket(number: float, *limits: float) -> int:
    """How many of `limits` the number reaches."""
    return sum(number >= limit for limit in limits)


def shape(page: Page, i: int) -> str:
    """A coarse class of token i: its outline, not its meaning."""
    if not 0 <= i < len(page):
        return "edge"
    token, form = page.tokens[i], page.forms[i]
    if token.kind != "word":
        return "num" if token.kind == "number" else form[:1]
    if i in page.named_at:
        return "name-" + page.entities[page.named_at[i].entity].type
    known = verb_forms().get(form) or verb_forms().get(form[1:] if form[0] in "وف" else "")
    if known:
        return "cue-" + known.shape
    if form in complementisers():
        return "comp"
    return outline(form)


def outline(form: str) -> str:
    """The pattern of a folded word: with ال, imperfect prefix, feminine ending, masdar-like."""
    if form[0] in "وف" and len(form) > 3:
        return "w" + outline(form[1:])
    if form.startswith("ال"):
        return "al-ا" if form.endswith(("ات", "ين", "ون")) else "al"
    if form.startswith(("بال", "لل", "كال")):
        return "p-al"
    if len(form) <= 2:
        return "short"
    if form[0] in "يتن" and len(form) > 3 and not (form[0] == "ت" and len(form) == 5 and form[3] == "ي"):
        return "impf-" + form[0]
    if form[0] == "ت" and form[-2] == "ي":
        return "tafil"
    if form[0] == "ا" and form[-2] == "ا":
        return "ifal"
    if form.endswith("ه"):
        return "fem"
    if form.endswith("ت"):
        return "past-f"
    return f"w{min(len(form), 5)}"


def cue_features(page: Page, cue: CueMatch, cue_map: CueMap) -> list[str]:
    """Of the cue alone: shared by all its candidate starts."""
    form = cue.form
    before, after = page.form(cue.first - 1), page.form(cue.last)
    at_begin = cue.first == page.begin[cue.first]
    found = [
        "lemma=" + form.lemma,
        "shape=" + form.shape,
        f"group={form.group}/{form.shape}",
        f"ls={form.lemma}/{form.shape}",
        "before=" + before,
        "before.shape=" + shape(page, cue.first - 1),
        "after=" + after,
        "after.shape=" + shape(page, cue.last),
        f"begin={at_begin}/{form.shape}",
        f"conj={cue.conjunction}/{form.shape}",
        f"agreement={form.gender}{form.number}/{form.shape}",
        f"bound={form.bound}/{form.shape}",
        f"person={form.person}/{form.shape}",
        f"inside={bool(page.inside[cue.head])}/{form.shape}",
        f"two-before={page.form(cue.first - 2)} {before}",
    ]
    previous = next(
        (k for k in range(cue.first - 1, max(page.begin[cue.first], cue.first - 25) - 1, -1) if k in cue_map),
        None,
    )
    if previous is None:
        found.append("no-cue-before/" + form.shape)
    else:
        found.append(f"cue-before={cue_map[previous].form.shape}/{form.shape}")
    return found


def start_features(page: Page, cue: CueMatch, start: Start, cue_map: CueMap) -> list[str]:
    """Of a candidate start, seen from its cue."""
    form, opener = cue.form, start.opener
    gap = start.at - cue.last
    token = page.form(start.at)
    first = page.form(start.first)
    family = form.shape if form.shape != "source" else "source-" + form.group
    raw = page.words[start.at]
    between = range(cue.last, max(cue.last, start.at))
    names = sum(1 for k in between if k in page.named_at and page.named_at[k].first == k)
    commas = sum(1 for k in between if page.forms[k] in "،,")
    cues = sum(1 for k in between if k in cue_map and cue_map[k].first == k)
    openers = sum(1 for k in between if page.forms[k] in complementisers())
    marks = sum(1 for k in between if k in page.opening)
    near = bucket(gap, 0, 1, 2, 3, 5, 8, 12, 20, 35)
    found = [
        "o=" + opener,
        f"o.shape={opener}/{family}",
        f"o.lemma={opener}/{form.lemma}",
        f"o.group={opener}/{form.group}",
        f"token={token}" if opener not in ("bare", "mark", "back", "back-mark") else "token=",
        f"token.lemma={token}/{form.lemma}" if opener in ("prep", "comp", "question") else "",
        f"o.gap={opener}/{near}",
        f"o.gap.shape={opener}/{near}/{family}",
        f"o.names={opener}/{min(names, 2)}/{form.shape}",
        f"o.commas={opener}/{min(commas, 2)}",
        f"o.cues={opener}/{min(cues, 2)}",
        f"o.openers={opener}/{min(openers, 2)}",
        f"o.marks={opener}/{min(marks, 2)}",
        f"o.first={opener}/{first}",
        f"first.lemma={first}/{form.lemma}",
        f"o.outline={opener}/{shape(page, start.first)}",
        f"o.outline.shape={opener}/{shape(page, start.first)}/{family}",
        f"o.second={opener}/{shape(page, start.first + 1)}",
        f"o.before={opener}/{shape(page, start.at - 1)}",
        f"o.begin={opener}/{cue.first == page.begin[cue.first]}/{family}",
        f"o.inside={opener}/{bool(page.inside[cue.head])}",
        f"o.bound={opener}/{bool(form.bound)}/{form.shape}",
    ]
    if opener in ("comp", "comp-mark", "mark-comp"):
        found.append(f"hamza={raw[:2]}/{form.lemma}")
        found.append(f"pronoun={len(raw) > 3}")
    if start.marked is not None:
        size = page.token_at(start.marked.end) - page.token_at(start.marked.start)
        found.append(f"o.size={opener}/{bucket(size, 2, 3, 4, 6, 9, 14)}")
        found.append(f"o.size.shape={opener}/{bucket(size, 3, 5, 9)}/{family}")
        found.append(f"o.colon={opener}/{page.form(start.at - 1) == ':'}")
        found.append(f"o.left={opener}/{page.form(start.at - 1)}")
        found.append(f"balanced={start.marked.balanced}")
        after = page.token_at(start.marked.outer_end)
        found.append(f"o.right={opener}/{shape(page, after)}")
    elif opener in ("bare", "prep", "glued-ب", "glued-ل"):
        noun = first[1:] if opener.startswith("glued") else first
        found += [
            f"noun={noun}",
            f"noun.outline={outline(noun) if noun else ''}/{opener}",
            f"noun.lemma={outline(noun) if noun else ''}/{form.lemma}",
        ]
        found.append(f"o.left={opener}/{page.form(start.at - 1)}")
        found.append(f"o.next={opener}/{shape(page, start.first + 1)}")
    if opener.startswith("headline"):
        begin = page.begin[cue.first]
        speaker = page.named_at.get(begin)
        kind = page.entities[speaker.entity].type if speaker is not None else "none"
        until = speaker is not None and speaker.last == cue.first
        size, line = cue.first - begin, page.stop[cue.first] - start.first
        top = page.paragraph[begin] == 0
        found += [
            f"h.speaker={kind}/{until}",
            f"h.top={top}/{kind}",
            f"h.until={until}/{top}",
            f"h.size={bucket(size, 2, 3, 5, 8)}/{bucket(line, 3, 6, 10, 16)}",
            f"h.last={page.form(cue.first - 1)}",
            f"h.head={page.form(begin)}",
            f"h.sort={shape(page, begin)}/{top}",
        ]
    if start.end is not None:
        size = start.end - start.first
        found.append(f"o.back={opener}/{bucket(size, 3, 6, 10, 16, 25, 40)}")
        found.append(f"o.whole={opener}/{start.first == page.begin[start.first]}/{family}")
        found.append(f"o.comma-before-cue={opener}/{page.form(cue.first - 1) in '،,'}/{family}")
        found.append(f"o.to-stop={opener}/{bucket(page.stop[cue.head] - cue.last, 1, 2, 4, 8, 15)}")
        inner = sum(1 for k in range(start.first, start.end) if k in cue_map)
        found.append(f"o.inner-cues={opener}/{min(inner, 2)}")
    return found


def end_features(page: Page, cue: CueMatch | None, start: Start, end: End) -> list[str]:
    """Of a candidate end, seen from the start."""
    size = end.last - start.first
    opener = start.opener
    marked = "m" if start.marked is not None else "u"
    kind = end.kind
    after = (
        page.form(end.last + 1)
        if kind in ("comma", "semicolon", "dash", "paren", "colon")
        else page.form(end.last)
    )
    after_at = end.last + 1 if kind in ("comma", "semicolon", "dash", "paren", "colon") else end.last
    long = bucket(size, 2, 4, 7, 11, 16, 24, 36, 55)
    found = [
        "k=" + kind,
        f"k.opener={kind}/{opener}",
        f"k.size={kind}/{long}",
        f"k.size.m={kind}/{long}/{marked}",
        f"k.sentences={kind}/{end.sentences}/{marked}",
        f"k.sentences.o={kind}/{end.sentences}/{opener}",
        f"k.cues={kind}/{min(end.cues_passed, 3)}",
        f"k.commas={kind}/{min(end.commas_passed, 4)}",
        f"k.after={kind}/{after}",
        f"k.after.shape={kind}/{shape(page, after_at)}",
        f"k.after2={kind}/{shape(page, after_at)}/{shape(page, after_at + 1)}",
        f"k.before={kind}/{shape(page, end.last - 1)}",
        f"k.prep={kind}/{after in folded('speakers', 'slot', 'prepositions')}/{end.commas_passed > 0}",
    ]
    passed, ahead = bucket(end.passed, 0.1, 0.4, 0.7, 0.9), bucket(end.ahead, 0.1, 0.4, 0.7, 0.9)
    found += [
        f"passed={passed}",
        f"k.passed={kind}/{passed}",
        f"k.passed.m={kind}/{passed}/{marked}",
        f"k.ahead={kind}/{ahead}",
        f"passed.ahead={passed}/{ahead}/{kind}",
        f"k.ahead.sentences={kind}/{ahead}/{end.sentences}",
    ]
    if cue is not None:
        found.append(f"k.lemma={kind}/{cue.form.lemma}/{end.sentences}")
        found.append(f"k.cue={kind}/{cue.form.shape}/{end.sentences}")
    if end.next_cue is not None:
        form = end.next_cue.form
        found += [
            f"next={kind}/{form.shape}",
            f"next.lemma={kind}/{form.lemma}",
            f"next.ls={form.lemma}/{form.shape}",
            f"next.conj={end.next_cue.conjunction}/{form.shape}/{kind}",
            f"next.group={kind}/{form.group}/{form.shape}",
        ]
    if kind == "stop":
        last = (
            page.stop[end.last] == len(page)
            or page.paragraph[min(page.stop[end.last], len(page) - 1)] != page.paragraph[start.first]
        )
        found.append(f"k.last-sentence={last}/{end.sentences}/{marked}")
        found.append(f"k.next-word={end.sentences}/{shape(page, end.last + 1)}")
    return found


def marked_features(page: Page, marked: Marked, cue_map: CueMap, last_direct: int) -> list[str]:
    """Of a marked span that no cue has claimed. `last_direct` is the paragraph of the last direct quote, or -1."""
    first, last = page.token_at(marked.start), page.token_at(marked.end)
    outer = page.token_at(marked.outer_start)
    after = page.token_at(marked.outer_end)
    size = last - first
    paragraph = page.paragraph[first]
    begins = outer == 0 or page.paragraph[outer - 1] != paragraph
    ends = (
        after >= len(page)
        or page.paragraph[after] != paragraph
        or (not page.is_word(after) and (after + 1 >= len(page) or page.paragraph[after + 1] != paragraph))
    )
    left = page.form(outer - 1)
    sizes = bucket(size, 2, 3, 4, 5, 7, 10, 15, 25)
    verbs = sum(
        1
        for k in range(first, last)
        if shape(page, k).removeprefix("w").startswith(("impf", "past-f", "cue-past", "cue-present"))
    )
    stops = sum(1 for k in range(first, last) if page.forms[k] in ".؟!،")
    repeated = size <= 4 and page.marked_texts[page.text[marked.start : marked.end]] > 1
    nearest = next(
        (
            k
            for k in range(outer - 1, max(page.begin[min(outer, len(page) - 1)], outer - 12) - 1, -1)
            if k in cue_map
        ),
        None,
    )
    found = [
        f"size={sizes}",
        f"begins={begins}/{bucket(size, 4, 8)}",
        f"ends={ends}/{bucket(size, 4, 8)}",
        f"whole={begins and ends}/{bucket(size, 4, 8)}",
        f"depth={min(marked.depth, 2)}",
        f"left={left}",
        f"left.size={left}/{bucket(size, 4, 8)}",
        f"left.shape={shape(page, outer - 1)}",
        f"left.shape.size={shape(page, outer - 1)}/{bucket(size, 4, 8)}",
        f"right.shape={shape(page, after)}/{bucket(size, 4, 8)}",
        f"first={page.form(first)}",
        f"first.shape={shape(page, first)}/{bucket(size, 4, 8)}",
        f"verbs={min(verbs, 3)}/{bucket(size, 4, 8)}",
        f"stops={min(stops, 2)}/{bucket(size, 4, 8)}",
        f"repeated={repeated}",
        f"balanced={marked.balanced}",
        f"named={first in page.named_at}/{bucket(size, 4, 8)}",
        f"since-direct={bucket(paragraph - last_direct, 0, 1, 2, 4) if last_direct >= 0 else 'none'}/{begins}",
    ]
    if nearest is not None:
        cue = cue_map[nearest]
        found += [f"cue={cue.form.lemma}", f"cue.shape={cue.form.shape}/{bucket(size, 4, 8)}"]
    return found


def kind_features(page: Page, first: int, last: int, start: Start | None, cue: CueMatch | None) -> list[str]:
    """Of a quote's content: how much of it stands in marks, and how."""
    spans = marked_within(page, first, last)
    size = max(last - first, 1)
    covered = sum(page.token_at(m.end) - page.token_at(m.start) for m in spans)
    longest = max((page.token_at(m.end) - page.token_at(m.start) for m in spans), default=0)
    whole = (
        bool(spans)
        and spans[0].start <= page.tokens[first].start
        and spans[-1].end >= page.tokens[last - 1].end
    )
    opener = start.opener if start else "none"
    share = bucket(10 * covered // size, 1, 3, 5, 7, 9, 10)
    found = [
        f"n={min(len(spans), 3)}",
        f"share={share}",
        f"share.whole={share}/{whole}",
        f"longest={bucket(longest, 1, 2, 3, 4, 6, 9, 14)}",
        f"whole.n={whole}/{min(len(spans), 3)}/{bucket(size, 3, 5, 8, 14)}",
        f"whole.opener={whole}/{opener}",
        f"whole.size={whole}/{bucket(size, 3, 5, 8, 14)}",
        f"opener.share={opener}/{share}",
        f"whole.first={whole}/{page.form(first)}",
        f"whole.shape={whole}/{shape(page, first)}",
    ]
    if cue:
        found += [f"lemma.share={cue.form.lemma}/{share}", f"group.whole={cue.form.group}/{whole}"]
    for m in spans[:3]:
        f = page.token_at(m.start)
        tokens = page.token_at(m.end) - f
        found.append(f"span={bucket(tokens, 2, 3, 4, 6)}/{shape(page, page.token_at(m.outer_start) - 1)}")
        found.append(f"span.named={f in page.named_at}/{bucket(tokens, 2, 3, 4, 6)}")
    return found


def marked_within(page: Page, first: int, last: int) -> list[Marked]:
    """The outermost marked spans within tokens first..last, marks of the whole content included."""
    start, end = page.span(first, last)
    found: list[Marked] = []
    for i in range(bisect_left(page.mark_starts, start - 4), len(page.marked)):
        marked = page.marked[i]
        if marked.start >= end:
            break
        inside = marked.start >= start - 1 and marked.end <= end + 1
        if inside and not (found and marked.outer_end <= found[-1].outer_end):
            found.append(marked)
    return found
