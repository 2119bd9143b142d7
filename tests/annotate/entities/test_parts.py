"""The parts of the recogniser: stems, cuts, spellings, grouping, references, decoding."""

import itertools

import numpy as np
import pytest

from reader.annotate.entities.clusters import cluster
from reader.annotate.entities.document import document_features
from reader.annotate.entities.features import sentence_features
from reader.annotate.entities.gazetteer import gazetteer
from reader.annotate.entities.grouping import group
from reader.annotate.entities.mentions import Evidence, Named, cut
from reader.annotate.entities.model import LABELS, Tagger, agree, pack, tagger, unpack
from reader.annotate.entities.scope import marked
from reader.annotate.entities.variants import same_word, skeleton
from reader.annotate.entities.words import split, stems
from reader.annotate.normal import fold


@pytest.mark.parametrize(
    ("word", "wanted"),
    [
        ("وبيروت", {(0, "وبيروت"), (1, "بيروت"), (2, "يروت")}),
        ("للأمم", {(0, "للامم"), (1, "الامم")}),
        ("من", {(0, "من")}),
    ],
)
def test_stems_are_every_reading(word: str, wanted: set[tuple[int, str]]) -> None:
    assert set(stems(fold(word))) == wanted


@pytest.mark.parametrize(("token", "letters", "at"), [("وَبيروت", 1, 2), ("لـروسيا", 1, 2), ("روسيا", 0, 0)])
def test_a_cut_takes_marks_and_tatweel_along(token: str, letters: int, at: int) -> None:
    assert cut(token, letters) == at


@pytest.mark.parametrize(
    ("word", "kind", "peeled"),
    [
        ("وبيروت", "LOC", 1),
        ("بيروت", "LOC", 0),
        ("للأمم", "ORG", 1),
        ("بوتين", "PER", 0),
        ("وزارة", "ORG", 0),
        ("كندا", "LOC", 0),
    ],
)
def test_known_words_keep_their_first_letter(word: str, kind: str, peeled: int) -> None:
    assert Evidence(split(word)).stem(fold(word), kind, ())[0] == peeled


@pytest.mark.parametrize(
    ("a", "b"),
    [("غوتيريش", "غوتيريس"), ("جوجل", "غوغل"), ("أوباما", "اوباما"), ("الشراري", "شراري"), ("عيسى", "عيسي")],
)
def test_spellings_of_one_name(a: str, b: str) -> None:
    assert same_word(fold(a), fold(b)) or skeleton(fold(a)) == skeleton(fold(b))


@pytest.mark.parametrize(
    ("a", "b"), [("بيروت", "باريس"), ("سوريا", "سويسرا"), ("علي", "عالي"), ("حسن", "حسين")]
)
def test_other_names_stay_apart(a: str, b: str) -> None:
    assert not same_word(fold(a), fold(b))


def named(text: str, kind: str, at: int) -> Named:
    forms = tuple(fold(word) for word in text.split())
    return Named(at, at + len(text), kind, 1.0, forms, 0, at, at + len(forms))


def groups(*names: tuple[str, str]) -> list[list[str]]:
    text = " ".join(name for name, _ in names)
    mentions, at = [], 0
    for name, kind in names:
        mentions.append(named(name, kind, at))
        at += len(name) + 1
    return [[text[m.start : m.end] for m in g.mentions] for g in group(text, mentions)]


def test_surnames_join_the_full_name() -> None:
    found = groups(("أنتوني بلينكن", "PER"), ("جو بايدن", "PER"), ("بلينكن", "PER"), ("أنتوني", "PER"))
    assert found == [["أنتوني بلينكن", "بلينكن", "أنتوني"], ["جو بايدن"]]


def test_a_surname_of_two_goes_to_the_nearest_before() -> None:
    found = groups(("باراك أوباما", "PER"), ("ميشيل أوباما", "PER"), ("أوباما", "PER"))
    assert found == [["باراك أوباما"], ["ميشيل أوباما", "أوباما"]]


def test_bodies_join_their_short_names() -> None:
    assert groups(("حركة حماس", "ORG"), ("حماس", "ORG")) == [["حركة حماس", "حماس"]]
    assert groups(("الجيش الإسرائيلي", "ORG"), ("الجيش اللبناني", "ORG")) == [
        ["الجيش الإسرائيلي"],
        ["الجيش اللبناني"],
    ]


def test_the_compound_abd_is_one_word() -> None:
    assert len(groups(("عبد الله الثاني", "PER"), ("عبدالله الثاني", "PER"))) == 1


def test_the_gazetteer_finds_the_longest_name() -> None:
    length, kinds = gazetteer().longest(["الولايات", "المتحده", "الامريكيه"], 0, "الولايات")
    assert length >= 2
    assert kinds


def small_tagger() -> Tagger:
    rng = np.random.default_rng(3)
    weights = rng.normal(size=(3, 18)).astype(np.float16)
    return Tagger(
        {"w=قال": 0, "-1w=قال": 1, "par": 2}, weights, rng.normal(size=(2, 9, 9)).astype(np.float32)
    )


def test_a_model_survives_its_file() -> None:
    before = small_tagger()
    after = unpack(pack(list(before.table), before.weights, before.transitions))
    sentence = split("قال زيد")[0]
    assert np.array_equal(before.emissions(sentence), after.emissions(sentence))


def test_cached_scores_equal_the_sum_of_all_features() -> None:
    model = tagger()
    for sentence in split(
        "وقال وزير الخارجية الأمريكي أنتوني بلينكن في بيروت: «لن نسمح بذلك».\nوأضاف لرويترز."
    ):
        assert np.allclose(model.emissions(sentence), model.rows(sentence_features(sentence)), atol=1e-3)


def test_probabilities_sum_to_one_and_agree_with_brute_force() -> None:
    model = small_tagger()
    scores = np.random.default_rng(5).normal(size=(3, 9)).astype(np.float32)
    paths, chances = model.decode([scores, scores[:1]], 0)
    every = np.indices((9, 9, 9)).reshape(3, -1).T
    move = model.transitions[0]
    total = np.array(
        [scores[0, a] + scores[1, b] + scores[2, c] + move[a, b] + move[b, c] for a, b, c in every]
    )
    assert paths[0] == every[total.argmax()].tolist()
    weight = np.exp(total - total.max())
    share = np.array([weight[every[:, 1] == label].sum() for label in range(9)]) / weight.sum()
    assert np.allclose(chances[0][1], share, atol=1e-4)
    assert np.allclose(chances[1].sum(1), 1, atol=1e-4)


def test_agreed_labels_are_well_formed() -> None:
    chances = [np.random.default_rng(n).dirichlet(np.ones(9), 12).astype(np.float32) for n in (1, 2)]
    paths, _ = agree([[chances[0]], [chances[1]]], (0.5, 0.5))
    labels = ["O", *(LABELS[n] for n in paths[0])]
    assert all(b[0] != "I" or a[1:] == b[1:] for a, b in itertools.pairwise(labels))


def test_marks_hold_short_stretches() -> None:
    forms = ("فيلم", "“", "ليلي", "والذيب", "”", "(", "2021", ")", "قال", "«", "بلا", "ختام")
    assert marked(forms) == [(2, 4), (6, 7)]


def test_a_head_reaches_to_the_next_stop() -> None:
    rows = sentence_features(split("قالت وزارة الصحة والسكان ، أمس")[0])
    heads = [sorted(f for f in row if f.startswith("o=")) for row in rows]
    assert heads == [[], [], ["o=A1"], ["o=A2"], ["o=A3"], []]


def test_words_of_one_company_share_a_cluster() -> None:
    assert cluster("مصر") is not None
    assert cluster("مصر") == cluster("تركيا")
    assert cluster("ومصر")[0] is not None  # type: ignore[index]
    assert cluster("كلمةلاتوجد") is None


def test_the_topic_tells_sport_from_the_rest() -> None:
    match = "فاز فريق الهلال على نادي النصر في كأس الملك . سجل المهاجم هدف الفريق في المباراة ."
    news = "قال الوزير إن الحكومة ستدرس الأمر . ورفض المتحدث التعليق على ذلك ."
    topics = []
    for text in (match, news):
        sentences = split(text)
        chances = [np.full((len(s.forms), len(LABELS)), 1 / 9, np.float32) for s in sentences]
        rows = document_features(sentences, [[0] * len(s.forms) for s in sentences], chances)
        topics.append({f[3] for sentence in rows for row in sentence for f in row if f.startswith("ts=")})
    assert topics == [{"2"}, {"0"}]
