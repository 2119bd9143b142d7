"""What `find` promises of any text: exact spans, no bare proclitics, one row a thing."""

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.annotate import entities
from reader.annotate.model import Entity
from reader.annotate.tokens import tokenize
from tests.shared import GOLD, REFERENCE, needs_shared

TREATY = (
    "وقع الرئيس الروسي فلاديمير بوتين على معاهدة تقدم ضمانات أمنية لبيلاروسيا، خلال زيارة بوتين إلى مينسك.\n"
    "وقال الرئيس البيلاروسي ألكسندر لوكاشينكو إن روسيا وبيلاروسيا ستنشران الصواريخ. وأضاف الرئيس الروسي أن موسكو مستعدة.\n"
    "من جهته، قال لوكاشينكو لوكالة رويترز إن بلاده تشكر بوتين."
)


def by_name(text: str) -> dict[str, Entity]:
    return {entity.name: entity for entity in entities.find(text)}


def test_a_person_is_one_row_with_role_and_reference() -> None:
    putin = by_name(TREATY)["فلاديمير بوتين"]
    assert putin.type == "PER"
    assert [m.text for m in putin.mentions] == ["فلاديمير بوتين", "بوتين", "بوتين"]
    assert putin.role == "الرئيس الروسي"
    assert [r.text for r in putin.references] == ["الرئيس الروسي"]


def test_proclitics_stay_outside() -> None:
    belarus = by_name(TREATY)["بيلاروسيا"]
    assert belarus.type == "LOC"
    assert [TREATY[m.start - 1] for m in belarus.mentions] == ["ل", "و"]


def test_places_have_a_gloss() -> None:
    found = by_name(TREATY)
    assert found["روسيا"].gloss == "Russia"
    assert found["موسكو"].gloss == "Moscow"


def test_the_article_hidden_in_lil_comes_back_in_the_name() -> None:
    text = "وقدم السفير تقريره للأمم المتحدة. ورحبت الأمم المتحدة بالتقرير."
    united = by_name(text)["الأمم المتحدة"]
    assert [m.text for m in united.mentions] == ["لأمم المتحدة", "الأمم المتحدة"]


def test_ids_are_in_order_and_nothing_comes_of_nothing() -> None:
    assert [e.id for e in entities.find(TREATY)] == [f"e{n + 1}" for n in range(len(entities.find(TREATY)))]
    assert entities.find("") == entities.find(" \n ") == ()


def check(text: str) -> None:
    found = entities.find(text)
    taken: set[int] = set()
    for entity in found:
        assert entity.mentions
        assert entity.name.strip()
        for mention in (*entity.mentions, *entity.references):
            assert mention.text == text[mention.start : mention.end] != ""
            first = tokenize(mention.text)[0]
            assert mention.text[first.start : first.end] not in {"و", "ف", "ب", "ل", "ك"}
        for mention in entity.mentions:
            assert 0 <= mention.score <= 1
            assert not taken & set(range(mention.start, mention.end))
            taken |= set(range(mention.start, mention.end))
    assert [e.mentions[0].start for e in found] == sorted(e.mentions[0].start for e in found)


ALPHABET = 'ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهويىًَُِّْـ 12٣،.؟!«»()"“”\n\u200f\u200dAbcZ😀'
PIECES = st.sampled_from(
    [
        "محمد",
        "و",
        "ب",
        "للأمم",
        "المتحدة",
        "الرئيس",
        "الوزير",
        "بوتين",
        "لـ«حماس»",
        "روسيا",
        "(WHO)",
        "،",
        ".",
        "\n",
        "بيروت",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.text(ALPHABET, max_size=120))
def test_spans_hold_for_any_letters(text: str) -> None:
    check(text)


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=40).map(" ".join))
def test_spans_hold_for_news_like_pieces(text: str) -> None:
    check(text)


@needs_shared
def test_spans_hold_for_articles() -> None:
    for path in sorted((GOLD / "dev" / "text").glob("*.txt"))[:8]:
        check(path.read_text("utf-8"))


@needs_shared
def test_the_reference_article_names_its_people() -> None:
    found = by_name(REFERENCE.read_text("utf-8"))
    assert {"فلاديمير بوتين", "ألكسندر لوكاشينكو", "ألكسندر فولفوفيتش", "جو بايدن"} <= set(found)


def test_roles_stand_before_or_after_and_keep_their_article() -> None:
    text = (
        "وقال عبد الصمد قيوح، وزير النقل واللوجستيك، إن المشروع جاهز في المغرب.\n"
        "وأضاف الوزير أن التمويل متوفر. وقدم محمد السادس التهنئة للرئيس الفرنسي إيمانويل ماكرون في باريس."
    )
    found = by_name(text)
    minister = found["عبد الصمد قيوح"]
    assert minister.role == "وزير النقل واللوجستيك"
    assert [r.text for r in minister.references] == ["الوزير"]
    assert found["إيمانويل ماكرون"].role == "الرئيس الفرنسي"


def test_a_title_before_any_name_stays_open() -> None:
    entities_found = entities.find("قال الوزير إن الخطة جاهزة في بيروت. وسافر وزير النقل علي حمية إلى باريس.")
    assert not [r for e in entities_found for r in e.references]


def test_a_body_is_meant_by_its_head_alone() -> None:
    text = "أعلنت وزارة الصحة المغربية تسجيل حالات جديدة في الرباط. وأضافت الوزارة أن الوضع مستقر. ودعت اللجنة إلى الحذر."
    found = [e for e in entities.find(text) if e.references]
    assert [(e.mentions[0].text, [r.text for r in e.references]) for e in found] == [
        ("وزارة الصحة المغربية", ["الوزارة"])
    ]
