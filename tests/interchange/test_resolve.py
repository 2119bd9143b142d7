"""Foreign annotations: the unit guessed, the moved found again, the lost listed, the unknown kept."""

import json

import pytest

from reader.article.model import Article
from reader.errors import UsageError
from reader.interchange.assemble import assemble
from reader.interchange.flat import Annotation, Flat, Relation
from reader.interchange.labels import inward, outward, rename
from reader.interchange.registry import read, write
from reader.interchange.resolve import resolve
from reader.interchange.units import GRAPHEMES, UTF16, Ruler
from tests.interchange.analyses import article_of, example

TEXT = "😀 قَالَ بوتين إن مينسك آمنة، وقال لوكاشينكو إن بوتين يزور مينسك غدا 😀 في زيارة رسمية."
ARTICLE = Article(text=TEXT, source="a.txt")


def at(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


@pytest.mark.parametrize("unit", [UTF16, GRAPHEMES])
def test_the_unit_is_guessed_from_the_covered_words(unit: str) -> None:
    ruler = Ruler(TEXT, unit)
    spans = [at("بوتين"), at("لوكاشينكو"), at("رسمية")]
    annotations = tuple(
        Annotation(id=str(i), label="PER", start=s, end=e, text=TEXT[slice(*span)])
        for i, span in enumerate(spans)
        for s, e in [ruler.from_code_points(*span)]
    )
    found = resolve(Flat(text=TEXT, annotations=annotations, unit=None), ARTICLE)
    assert found.unit == unit
    assert [(one.start, one.end) for one in found.flat.annotations] == spans
    assert found.counts == {"exact": 3}


def test_annotations_of_an_edited_text_move_with_their_words() -> None:
    edited = Article(text="عنوان جديد\n" + TEXT.replace("غدا ", ""), source="a.txt")
    analysis_text = "لوكاشينكو إن بوتين"
    start, end = at(analysis_text)
    flat = Flat(
        text=TEXT, annotations=(Annotation(id="1", label="MISC", start=start, end=end, text=analysis_text),)
    )
    found = resolve(flat, edited)
    (one,) = found.flat.annotations
    assert edited.text[one.start : one.end] == analysis_text
    assert found.counts == {"moved": 1}


def test_what_is_gone_is_an_orphan() -> None:
    flat = Flat(text=None, annotations=(Annotation(id="1", label="PER", start=0, end=4, text="جو بايدن"),))
    found = resolve(flat, ARTICLE)
    assert [one.id for one in found.orphans] == ["1"] and not found.flat.annotations


def test_another_tools_mentions_are_grouped_and_its_unknown_labels_kept() -> None:
    def made(id: str, label: str, words: str, last: bool = False) -> Annotation:
        start = TEXT.rindex(words) if last else TEXT.index(words)
        return Annotation(id=id, label=label, start=start, end=start + len(words), text=words)

    flat = Flat(
        text=TEXT,
        annotations=(
            made("a", "PERSON", "بوتين"),
            made("b", "person", "بوتين", last=True),
            made("c", "GPE", "مينسك"),
            made("q", "IndirectQuote", "مينسك آمنة"),
            made("s", "Speaker", "بوتين"),
            made("x", "Weapon", "رسمية"),
        ),
        relations=(Relation("Speaker", "q", "s"),),
    )
    analysis, others = assemble(rename(resolve(flat, ARTICLE).flat, inward({})), ARTICLE)
    assert [(e.type, e.name, len(e.mentions)) for e in analysis.entities] == [
        ("PER", "بوتين", 2),
        ("LOC", "مينسك", 1),
    ]
    (quote,) = analysis.quotes
    assert quote.text == "مينسك آمنة"
    assert quote.speaker is not None and quote.speaker.entity == analysis.entities[0].id
    assert [one.label for one in others] == ["Weapon"]


def test_a_label_map_works_both_ways() -> None:
    table = {"Politician": "PER", "Place": "LOC"}
    assert outward(table) == {"PER": "Politician", "LOC": "Place"}
    analysis = example()
    for name in ("brat", "labelstudio", "doccano", "webannotation", "xmi"):
        from reader.interchange.registry import Extras

        theirs = read(write(analysis, name, Extras(labels=outward(table))), name)
        assert {"Politician", "Place"} <= {one.label for one in theirs.annotations}
        ours = rename(resolve(theirs, article_of(analysis)).flat, inward(table))
        assert assemble(ours, article_of(analysis)).analysis == analysis


def test_a_note_edited_in_brat_keeps_what_brat_does_not_show() -> None:
    """An annotator moves a quote's end and adds a mention; scores, rules and the speaker stay."""
    analysis = example()
    files = write(analysis, "brat")
    lines = files[".ann"].decode().splitlines()
    quote = analysis.quotes[0]
    shorter = quote.text.rsplit("،", 1)[0]
    lines = [
        line.replace(
            f" {quote.start} {quote.end}\t{quote.text}",
            f" {quote.start} {quote.start + len(shorter)}\t{shorter}",
        )
        for line in lines
    ]
    start = analysis.article.text.index("كريم الدسوقي")
    lines.append(f"T900\tPER {start} {start + 12}\tكريم الدسوقي")
    flat = resolve(read({**files, ".ann": "\n".join(lines).encode()}, "brat"), article_of(analysis)).flat
    back = assemble(flat, article_of(analysis)).analysis
    assert back.quotes[0].text == shorter
    assert back.quotes[0].speaker == quote.speaker and back.quotes[0].score == quote.score
    assert [e.name for e in back.entities] == [*(e.name for e in analysis.entities), "كريم الدسوقي"]


@pytest.mark.parametrize("name", ["json", "webannotation", "brat", "labelstudio", "doccano", "xmi"])
@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"null", b"\xff\xfe", json.dumps({"a": 1}).encode()])
def test_what_is_in_no_such_format_is_said_in_a_sentence(name: str, data: bytes) -> None:
    suffix = {"brat": ".ann", "xmi": ".xmi"}.get(name, ".json")
    if name == "brat" and data == b"":
        assert read({suffix: data}, name).annotations == ()
        return
    with pytest.raises(UsageError) as error:
        read({suffix: data}, name)
    assert name in error.value.message


def test_an_older_doccano_file_is_read() -> None:
    record = {"text": TEXT, "label": [[*at("مينسك"), "LOC"]], "meta": {}}
    (one,) = read({".jsonl": json.dumps(record).encode()}, "doccano").annotations
    assert (one.start, one.end) == at("مينسك") and one.label == "LOC"


def test_a_hypothes_is_export_is_read_by_its_quotes() -> None:
    item = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "type": "Annotation",
        "motivation": "highlighting",
        "target": [
            {
                "source": "http://x",
                "selector": [
                    {"type": "TextQuoteSelector", "exact": "مينسك آمنة", "prefix": "إن ", "suffix": "،"}
                ],
            }
        ],
    }
    flat = read({".json": json.dumps([item]).encode()}, "webannotation")
    found = resolve(flat, ARTICLE)
    assert [(one.start, one.end) for one in found.flat.annotations] == [at("مينسك آمنة")]
