"""The word lens: a toy database everywhere, the real one where it is beside the project."""

import gzip
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.annotate.camel import data
from reader.annotate.camel.lens import Lens
from reader.annotate.camel.morphology import Morphology, load, missing_marks
from reader.annotate.camel.transliterate import transliterate
from reader.annotate.tokens import tokenize
from reader.errors import EngineError
from tests.shared import REFERENCE, SHARED

REAL = SHARED / "data" / "morphology" / "calima_msa_r13" / "morphology-msa.db.gz"
TOY = """###DEFINES###
DEFINE pos pos:noun pos:verb
DEFINE diac diac:*open*
DEFINE bw bw:*open*
DEFINE lex lex:*open*
DEFINE gloss gloss:*open*
DEFINE root root:*open*
DEFINE pattern pattern:*open*
DEFINE form_gen form_gen:*open*
DEFINE form_num form_num:*open*
DEFINE gen gen:*open*
DEFINE num num:*open*
DEFINE asp asp:*open*
DEFINE d3tok d3tok:*open*
DEFINE pos_lex_logprob pos_lex_logprob:*open*
DEFINE lex_logprob lex_logprob:*open*
DEFINE pos_logprob pos_logprob:*open*
###DEFAULTS###
DEFAULT pos:noun pos:noun
DEFAULT pos:verb pos:verb
###ORDER###
ORDER pos
###TOKENIZATIONS###
TOKENIZATION d3tok
###STEMBACKOFF###
###PREFIXES###
\tPref-0\tdiac: bw:
و\tPref-Wa\tdiac:وَ bw:وَ/CONJ+ d3tok:وَ+_
###SUFFIXES###
\tSuff-0\tdiac: bw:
###STEMS###
قال\tPV\tdiac:قالَ bw:قال/PV lex:قال gloss:say pos:verb root:ق.#.ل pattern:1ا3 form_gen:m form_num:s gen:m num:s asp:p d3tok:قالَ pos_lex_logprob:-2.4 lex_logprob:-2.4 pos_logprob:-1.0
قال\tN\tdiac:قالٌ bw:قال/N lex:قال gloss:talk pos:noun root:ق.#.ل pattern:1ا3 form_gen:m form_num:s gen:m num:s d3tok:قالٌ pos_lex_logprob:-5.0 lex_logprob:-5.0 pos_logprob:-1.0
###TABLE AB###
Pref-0 PV
Pref-Wa PV
Pref-0 N
Pref-Wa N
###TABLE BC###
PV Suff-0
N Suff-0
###TABLE AC###
Pref-0 Suff-0
Pref-Wa Suff-0
"""


@pytest.fixture
def toy(tmp_path: Path) -> Morphology:
    path = tmp_path / "morphology.db"
    path.write_text(TOY, "utf-8")
    return Morphology(path, None)


def test_readings_are_ranked_and_their_parts_named(toy: Morphology) -> None:
    verb, noun = toy.readings("وقال")
    assert (verb.pos, verb.lemma, verb.gloss, verb.root) == ("verb", "قال", "say", "ق.#.ل")
    assert verb.proclitics == ("وَ",) and verb.stem == "قالَ" and verb.enclitics == ()
    assert verb.features["aspect"] == "p" and verb.score == 1.0
    assert noun.pos == "noun" and noun.score < 0.01


def test_marks_in_the_text_choose_the_reading(toy: Morphology) -> None:
    assert toy.readings("قالٌ")[0].pos == "noun"


def test_marks_alone_and_unknown_words_have_no_reading(toy: Morphology) -> None:
    for word in ("\u064e\u0651", "\u0670", "ـ", "بوتين", "Putin", ""):
        assert toy.readings(word) == ()


def test_readings_are_kept(toy: Morphology) -> None:
    for _ in range(5):
        toy.readings("قال")
    assert toy.readings.cache_info().hits == 4


def test_missing_marks_go_on_letters_that_have_none() -> None:
    assert missing_marks("المعاهدة", "المُعاهَدَة") == {2: "\u064f", 5: "\u064e", 6: "\u064e"}
    assert missing_marks("المُعاهدة", "المُعاهَدَة") == {6: "\u064e", 7: "\u064e"}
    assert missing_marks("قال", "كالَ") == {}


def test_a_text_is_vocalised_by_offsets(toy: Morphology) -> None:
    assert toy.vocalised("نعم، وقال بوتين") == {5: "\u064e", 8: "\u064e"}


def test_transliteration_needs_no_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(data.ROOT_VARIABLE, str(tmp_path / "none"))
    assert transliterate("بوتين", "bw") == "bwtyn"
    assert transliterate("شمس 3", "hsb") == "šms 3"


@pytest.fixture
def lens() -> Iterator[Lens]:
    lens = Lens()
    yield lens
    lens.close()


def test_the_lens_without_data_says_what_to_install(
    lens: Lens, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(data.ROOT_VARIABLE, str(tmp_path / "none"))
    look = lens.look("قال")
    assert look.buckwalter == "qAl" and look.readings == ()
    assert look.problem and "hamish models install" in look.problem
    with pytest.raises(EngineError):
        lens.vocalised("قال")


def test_the_lens_answers_and_starts_again_after_death(
    lens: Lens, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "data" / "morphology_db" / "calima-msa-r13"
    folder.mkdir(parents=True)
    (folder / "morphology.db").write_text(TOY, "utf-8")
    monkeypatch.setenv(data.ROOT_VARIABLE, str(tmp_path))
    assert lens.look("وقال").readings[0].vocalised == "وَقالَ"
    assert lens.vocalised("قال") == {2: "\u064e"}
    assert lens._process is not None
    lens._process.kill()
    lens._process.wait()
    assert lens.look("قال").readings


def test_a_damaged_database_is_said_in_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "morphology.db"
    path.write_text("###DEFINES###\nnonsense\n###STEMS###\nx", "utf-8")
    with pytest.raises(EngineError) as error:
        Morphology(path, None)
    assert str(path) in error.value.message


def test_the_interface_imports_no_camel_tools() -> None:
    code = "import reader.annotate.camel.lens, sys; print([m for m in sys.modules if m.startswith('camel_tools')])"
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=Path(__file__).resolve().parents[3]
    )
    assert run.stdout.strip() == "[]"


@pytest.mark.skipif(not REAL.exists(), reason="the real database beside the project is absent")
def test_the_real_database_reads_the_reference_article(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "data" / "morphology_db" / "calima-msa-r13"
    folder.mkdir(parents=True)
    (folder / "morphology.db").write_bytes(gzip.decompress(REAL.read_bytes()))
    monkeypatch.setenv(data.ROOT_VARIABLE, os.fspath(tmp_path))
    load.cache_clear()
    morphology = load()
    text = REFERENCE.read_text("utf-8")
    words = [text[t.start : t.end] for t in tokenize(text) if t.kind == "word"]
    unread = [word for word in words if not morphology.readings(word)]
    assert len(unread) <= 0.05 * len(words), sorted(set(unread))
    (best, *_) = morphology.readings("وبالمعاهدة")
    assert best.lemma == "مُعاهَدَة" and best.proclitics == ("وَ", "بِ", "ال") and "treaty" in best.gloss
    load.cache_clear()
