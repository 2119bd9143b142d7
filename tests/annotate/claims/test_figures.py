"""Figures and dates are read as a reader would, in both digit sets and in words."""

import pytest

from reader.annotate.claims.dates import dates
from reader.annotate.claims.figures import figures, number, pieces


def read(text):
    return [(text[f.start : f.end], f.value, f.unit) for f in figures(text, pieces(text))]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("بسرعة 10 أضعاف سرعة الصوت", 10, "times"),
        ("عشرة أضعاف", 10, "times"),
        ("مليون و200 ألف شخص", 1_200_000, "person"),
        ("خمسة وعشرين يوما", 25, "day"),
        ("ثلاثة عشر شخصا", 13, "person"),
        ("ثلاث مئة وخمسون", 350, None),
        ("خمسمائة ألف دولار", 500_000, "dollar"),
        ("١٬٢٠٠٫٥ كلم", 1200.5, "kilometre"),
        ("3,5 في المئة", 3.5, "percent"),
        ("٪ بنسبة ١٢٪", 12, "percent"),
        ("1.125 مليون درهم", 1_125_000, "dirham"),
        ("1.200 درهم", 1200, "dirham"),
        ("ملياري يورو", 2e9, "euro"),
        ("ثلاثة ملايين دولار", 3e6, "dollar"),
    ],
)
def test_a_figure_has_its_value_and_unit(text, value, unit):
    assert [(v, u) for _, v, u in read(text)] == [(value, unit)]


def test_spans_leave_proclitics_out():
    assert [words for words, _, _ in read("وعشرة أضعاف و200 ألف")] == ["عشرة", "200 ألف"]


def test_turns_of_phrase_are_no_figures():
    assert read("كان واحد من الناس يوم الاثنين في بيت عشر") == []


@pytest.mark.parametrize(
    ("digits", "value"),
    [("1,234,567", 1234567), ("1.234,5", 1234.5), ("0.125", 0.125), ("٣٫١٤", 3.14), ("7", 7)],
)
def test_separators(digits, value):
    assert number(digits) == value


@pytest.mark.parametrize(
    ("text", "span", "iso"),
    [
        ("في 21 تشرين الثاني/نوفمبر على", "21 تشرين الثاني/نوفمبر", "--11-21"),
        ("في فبراير/شباط 2022 ونشر", "فبراير/شباط 2022", "2022-02"),
        ("في مايو (أيار) الماضي", "مايو (أيار)", "--05"),
        ("اقتراع سابع أكتوبر", "سابع أكتوبر", "--10-07"),
        ("الخامس من ديسمبر الماضي", "الخامس من ديسمبر", "--12-05"),
        ("و12 من شهر غشت المقبل", "12 من شهر غشت", "--08-12"),
        ("يوم ٢٢ أكتوبر ٢٠٢٥", "٢٢ أكتوبر ٢٠٢٥", "2025-10-22"),
        ("بتاريخ 21/11/2024 أو", "21/11/2024", "2024-11-21"),
        ("انطلقت عام 2013، وحصد", "2013", "2013"),
    ],
)
def test_a_date_is_as_exact_as_the_text(text, span, iso):
    assert [(text[d.date.start : d.date.end], d.date.iso) for d in dates(text, pieces(text))] == [(span, iso)]


@pytest.mark.parametrize("text", ["يوم الجمعة", "الشهر الماضي", "99/99/2024", "", "في 3000 من الناس"])
def test_what_is_not_stated_gives_no_date(text):
    assert dates(text, pieces(text)) == []
