"""The neural recogniser through camel-tools' own class, on a tiny random model: same labels, exact offsets, no shifts."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.annotate.camel import data, recogniser
from reader.annotate.camel.recogniser import Found, Recogniser, Word
from reader.errors import EngineError
from tests.annotate.camel.tiny import make, shipped

EXAMPLE = Path(__file__).resolve().parents[3] / "examples" / "library-ship.txt"
STRAYS = ["\u200f", "\ufeff", "\u00ad", "\u0651", "\u200b", "\u200d", "\u202b", "\ufffd"]


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Recogniser:
    with data.importing():
        return recogniser.load(make(tmp_path_factory.mktemp("tiny")))


def test_the_labels_are_those_of_predict(tiny: Recogniser) -> None:
    text = EXAMPLE.read_text("utf-8")
    split = recogniser.tokens(text)
    texts = [[text[w.start : w.end] for w in words] for words in split]
    ours = [[label for label, _ in labels] for labels in tiny.label(texts)]
    assert ours == shipped(tiny, texts)
    assert len({label for labels in ours for label in labels}) > 3


def test_a_sentence_longer_than_a_block_is_cut_where_camel_tools_cuts(tiny: Recogniser) -> None:
    texts = [["محمد", "بن", "سلمان", "قال", "كلاما"] * 60, ["نعم"]]
    assert [[label for label, _ in labels] for labels in tiny.label(texts)] == shipped(tiny, texts)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    words=st.lists(st.sampled_from(["قال", "بوتين", "في", "مينسك", "أمس"]), min_size=2, max_size=12),
    strays=st.lists(st.tuples(st.integers(0, 11), st.sampled_from([*STRAYS, ""])), max_size=4),
)
def test_a_stray_character_never_shifts_a_label(
    tiny: Recogniser, words: list[str], strays: list[tuple[int, str]]
) -> None:
    """A token that the tokenizer turns to nothing takes the place of an unknown word, and every word keeps its own label."""
    stuffed = list(words)
    for place, stray in strays:
        stuffed.insert(place, stray)
    replaced = [word if tiny.tokenizer.tokenize(word) else "[UNK]" for word in stuffed]
    (ours,) = tiny.label([stuffed])
    assert len(ours) == len(stuffed)
    assert [label for label, _ in ours] == shipped(tiny, [replaced])[0]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(["قال", "بوتين.", "«مينسك»", "\n", "3.5", "الـ«ناتو»", "😀", *STRAYS]), max_size=30
    ).map(" ".join)
)
def test_tokens_are_exact_spans(text: str) -> None:
    last = 0
    for words in recogniser.tokens(text):
        for word in words:
            assert last <= word.start < word.end <= len(text)
            last = word.end
    spans = "".join(text[w.start : w.end] for words in recogniser.tokens(text) for w in words)
    assert "".join(spans.split()) == "".join(text.split())


def test_scores_are_probabilities(tiny: Recogniser) -> None:
    for words in recogniser.label(EXAMPLE.read_text("utf-8"), tiny):
        assert all(1 / 9 <= word.score <= 1 for word in words)


def test_progress_reaches_the_end(tiny: Recogniser) -> None:
    seen: list[float] = []
    recogniser.label(EXAMPLE.read_text("utf-8"), tiny, seen.append)
    assert seen == sorted(seen) and seen[-1] == 1.0


def test_a_continuation_without_a_beginning_begins_a_name() -> None:
    words = [
        Word(0, 3, "I-PERS", 0.9),
        Word(4, 6, "I-PERS", 0.5),
        Word(7, 9, "I-LOC", 0.7),
        Word(10, 11),
        Word(12, 14, "B-ORG", 0.6),
    ]
    assert recogniser.names([words]) == [
        Found(0, 6, "PER", 0.5),
        Found(7, 9, "LOC", 0.7),
        Found(12, 14, "ORG", 0.6),
    ]


def test_no_model_is_an_offer_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(data.ROOT_VARIABLE, str(tmp_path))
    with pytest.raises(EngineError) as error:
        recogniser.load(None)
    assert "hamish models install ner-arabert" in error.value.message


def test_a_broken_model_is_said_in_a_sentence(tmp_path: Path) -> None:
    for name in ("config.json", "vocab.txt", "model.safetensors"):
        (tmp_path / name).write_bytes(b"nothing")
    with pytest.raises(EngineError) as error:
        recogniser.load(tmp_path)
    assert str(tmp_path) in error.value.message


def test_threads_are_capped_to_the_cores_there_are(tiny: Recogniser) -> None:
    import os

    assert tiny.torch.get_num_threads() <= len(os.sched_getaffinity(0))
