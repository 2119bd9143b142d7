"""The door of the claims stage: spans, redundancy, reasons, hostile input, and the reference article."""

import json

import pytest

from reader.annotate import claims
from reader.annotate.claims import reasons
from reader.annotate.model import Cue, Entity, Mention, Quote, Speaker
from tests.shared import GOLD, REFERENCE, needs_shared

ARTICLE = (
    "أعلنت وزارة الصحة أن 31 شخصا قتلوا في انفجار مصنع قرب المدينة يوم الأحد.\n"
    "وقال الوزير سمير إن المصنع خالف القانون ثلاث مرات خلال عام 2023، مضيفا أن التحقيق سيبدأ قريبا.\n"
    "أعلنت وزارة الصحة أن 31 شخصا قتلوا في انفجار مصنع قرب المدينة يوم الأحد الماضي.\n"
    "وشكر الحاضرين على حضورهم الكريم في هذا اليوم الجميل من أيام الربيع.\n"
)


def quote(content, cue, name):
    start = ARTICLE.index(content)
    at = ARTICLE.index(cue)
    return Quote(
        id="q1",
        kind="indirect",
        start=start,
        end=start + len(content),
        text=content,
        speaker=Speaker(name, "e1"),
        cue=Cue(at, at + len(cue), cue),
    )


QUOTES = (quote("المصنع خالف القانون ثلاث مرات خلال عام 2023", "وقال", "سمير"),)
ENTITIES = (
    Entity("e1", "PER", "سمير", (Mention(ARTICLE.index("سمير"), ARTICLE.index("سمير") + 4, "سمير"),)),
)


def test_claims_are_verbatim_distinct_and_ordered():
    found = claims.find(ARTICLE, ENTITIES, QUOTES)
    assert found
    assert [c.id for c in found] == [f"c{n}" for n in range(1, len(found) + 1)]
    assert all(c.text == ARTICLE[c.start : c.end] and 4 <= len(c.text.split()) <= 60 for c in found)
    assert [c.score for c in found] == sorted((c.score for c in found), reverse=True)
    assert all(0 <= c.score <= 1 and 0 <= c.checkworthy <= 1 for c in found)


def test_a_restatement_is_one_claim_with_repeats():
    told = [c for c in claims.find(ARTICLE, ENTITIES, QUOTES) if "31 شخصا" in c.text]
    assert len(told) == 1
    assert len(told[0].repeats) == 1
    again = ARTICLE[told[0].repeats[0].start : told[0].repeats[0].end]
    assert "31 شخصا قتلوا" in again


def test_a_claim_within_a_quote_is_its_speakers():
    mine = [c for c in claims.find(ARTICLE, ENTITIES, QUOTES) if "خالف القانون" in c.text]
    assert [(c.claimant.name, c.quote) for c in mine if c.claimant] == [("سمير", "q1")]
    assert [f.value for f in mine[0].figures] == [3]
    assert [d.iso for d in mine[0].dates] == ["2023"]


def test_reasons_are_words_the_screen_can_translate():
    given = {reason for c in claims.find(ARTICLE, ENTITIES, QUOTES) for reason in c.reasons}
    assert "repeated once" in given
    assert all(reasons.translated(reason) and " " not in reason[:1] for reason in given)
    assert given <= set(reasons._ids())


@pytest.mark.parametrize("limit", [0, 1, 3, 50])
def test_no_more_than_asked_for(limit):
    assert len(claims.find(ARTICLE, ENTITIES, QUOTES, limit=limit)) <= limit


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "؟",
        "كلمة",
        "a",
        "١٢٣",
        "«" * 500,
        "، " * 300,
        "و200",
        "أن " * 200,
        "\u202e\u200f" * 9,
        "x" * 9999,
        "1.1.1,1",
    ],
)
def test_nothing_raises(text):
    for claim in claims.find(text, (), ()):
        assert claim.text == text[claim.start : claim.end]


def test_quotes_and_entities_anywhere_do_not_raise():
    text = "قال.\n\nإن الأمر كذلك منذ عشرين عاما في كل البلاد"
    odd = tuple(
        Quote(id=f"q{a}", kind="direct", start=a, end=b, text=text[a:b], cue=Cue(len(text), len(text), ""))
        for a in range(0, len(text), 5)
        for b in (a, a + 1, len(text))
    )
    claims.find(
        text, (Entity("e1", "LOC", "x", (Mention(0, 0, ""), Mention(len(text), len(text), ""))),), odd
    )


@pytest.mark.parametrize("piece", ["،", "كلمة، ", "أن ", "«كلمة طويلة هنا الآن» ", "- "])
def test_work_grows_with_length_alone(piece):
    text = piece * 1000
    quote_spans = [m for m in range(0, len(text) - len(piece), len(piece)) if len(piece) > 15]
    said = tuple(
        Quote(id=f"q{a}", kind="direct", start=a + 1, end=a + len(piece) - 2, text="") for a in quote_spans
    )
    found = claims.find(text, (), said)
    assert len(found) <= 7
    assert all(c.text.strip() for c in found)


@needs_shared
def test_the_reference_article_has_its_claims():
    from reader.annotate import entities, quotes

    text = REFERENCE.read_text(encoding="utf-8")
    named = entities.find(text)
    said = quotes.find(text, named)
    found = claims.find(text, named, said)
    treaty = [c for c in found if "على معاهدة تقدم ضمانات" in c.text]
    lede = [c for c in found if "ويأتي توقيع الوثيقة" in c.text or "توقيع الوثيقة خلال زيارة" in c.text]
    assert len(treaty) == 1
    assert any("خفضت رسميا عتبة" in c.text for c in found)
    assert len(lede) <= 1
    assert all(c.repeats for c in lede)


@needs_shared
def test_gold_claims_are_among_the_candidates():
    from reader.annotate.claims.features import of_page
    from reader.annotate.claims.page import Page

    hits = total = 0
    for path in sorted((GOLD / "dev" / "text").glob("*.txt"))[:8]:
        text = path.read_text(encoding="utf-8").replace("\r\n", "\n")
        page = Page(text, (), ())
        ranges = [(page.words[s.candidate.first], page.words[s.candidate.last]) for s in of_page(page)]
        for claim in json.loads((GOLD / "dev" / "ann" / f"{path.stem}.qc.json").read_text(encoding="utf-8"))[
            "claims"
        ]:
            start = text.find(claim["content"])
            a, b = (page.words[i] for i in page.range(start, start + len(claim["content"])))
            total += 1
            hits += any(2 * (min(b, y) - max(a, x)) >= max(b, y) - min(a, x) for x, y in ranges)
    assert hits / total > 0.9
