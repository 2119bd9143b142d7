"""The parts a quotation is built from: inflection, cues, relays, explanations, linear work."""

import pytest

from reader.annotate import quotes
from reader.annotate.model import Entity, Mention
from reader.annotate.quotes.cues import find, verb_forms
from reader.annotate.quotes.page import Page
from reader.i18n import t


@pytest.mark.parametrize(
    ("form", "lemma", "gender", "number"),
    [
        ("قالت", "قال", "f", "s"),
        ("قالوا", "قال", "m", "p"),
        ("يقل", "قال", "m", "s"),
        ("ستوكد", "أكد", "f", "s"),
        ("ادلت", "أدلى", "f", "s"),
        ("ينفون", "نفى", "m", "p"),
        ("داعيا", "دعا", "m", "s"),
        ("موضحه", "أوضح", "f", "s"),
        ("مشيرين", "أشار", "m", "p"),
        ("قولها", "قال", "f", "s"),
    ],
)
def test_inflection(form: str, lemma: str, gender: str, number: str) -> None:
    known = verb_forms()[form]
    assert (known.lemma, known.gender, known.number) == (lemma, gender, number)


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("وتابع قائلا إن", "وتابع قائلا"),
        ("بحسب ما أفاد الوزير", "بحسب ما أفاد"),
        ("كما قال الوزير", "كما قال"),
        ("على حد تعبير الوزير", "على حد تعبير"),
    ],
)
def test_cues_that_lean_on_each_other_are_one(text: str, cue: str) -> None:
    page = Page(text, ())
    first = find(page)[0]
    start, end = page.span(first.first, first.last)
    assert text[start:end] == cue


def test_who_passes_words_on_is_a_relay() -> None:
    text = "نقلت وكالة الضفاف عن مصدر أمني قوله إن المهاجمين فروا نحو الجبال."
    agency = Entity("e1", "ORG", "الضفاف", (Mention(11, 17, "الضفاف"),))
    (quote,) = quotes.find(text, (agency,))
    assert quote.speaker is not None and quote.speaker.name == "مصدر أمني"
    assert any("الضفاف" in relay.name for relay in quote.relays)


def test_rules_and_reasons_have_sentences() -> None:
    text = "قال الوزير إن المشروع سيبدأ قريبا، مضيفا أن «التمويل متوفر بالكامل»، بحسب بيان. وصل صاروخ “العقاب” أمس."
    reading = quotes.read(text, ())
    assert reading.quotes and reading.unquoted
    ids = [i for q in reading.quotes for i in (q.rule, q.reason)] + [u.reason for u in reading.unquoted]
    assert all(t(message) != message for message in ids)


def test_every_rule_that_can_be_made_has_a_sentence() -> None:
    shapes = ("verb", "participle", "masdar", "source")
    openers = ("complementiser", "marks", "marks-before", "colon", "comma", "question", "before", "noun")
    ids = [f"quotes.rule.{shape}-{opener}" for shape in shapes for opener in openers]
    assert all(t(message) != message for message in [*ids, "quotes.rule.marks", "quotes.rule.headline"])
