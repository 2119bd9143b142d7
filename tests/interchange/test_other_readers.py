"""What Hamish writes, read by the other tools' own readers or checked against their documented forms."""

import csv
import io
import json
import re
from html.parser import HTMLParser
from typing import Any

import jsonschema
import pytest

from reader.interchange.registry import Extras, Verdict, write
from reader.interchange.schema import json_schema
from reader.interchange.units import UTF16, Ruler
from tests.interchange.analyses import example

ANALYSIS = example()
TEXT = ANALYSIS.article.text
MENTIONS = {(m.start, m.end, e.type) for e in ANALYSIS.entities for m in e.mentions}


def only(name: str, **extras: Any) -> bytes:
    (data,) = write(ANALYSIS, name, Extras(**extras)).values()
    return data


def test_json_is_valid_under_the_committed_schema() -> None:
    schema = json.loads(json_schema())
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(only("json")), schema)


def test_brat_lines_follow_its_grammar() -> None:
    files = write(ANALYSIS, "brat")
    assert files[".txt"].decode() == TEXT
    forms = (
        r"T\d+\t[A-Za-z_-]+ \d+ \d+(;\d+ \d+)*\t[^\n]+",
        r"R\d+\t[A-Za-z_-]+ Arg1:T\d+ Arg2:T\d+",
        r"A\d+\t[A-Za-z_-]+ T\d+ \w+",
        r"#\d+\t[A-Za-z]+ T\d+\t[^\n]+",
    )
    lines = files[".ann"].decode().splitlines()
    assert lines
    for line in lines:
        assert any(re.fullmatch(form, line) for form in forms), line
    for line in lines:
        if line.startswith("T"):
            _, where, covered = line.split("\t")
            pieces = [TEXT[int(s) : int(e)] for s, e in re.findall(r"(\d+) (\d+)", where)]
            assert " ".join(pieces) == covered


def test_spacy_reads_the_docbin() -> None:
    spacy = pytest.importorskip("spacy")
    from spacy.tokens import DocBin

    (doc,) = DocBin().from_bytes(only("docbin")).get_docs(spacy.blank("ar").vocab)
    assert doc.text == TEXT
    assert {(e.start_char, e.end_char, e.label_) for e in doc.ents} == MENTIONS
    assert [s.text for s in doc.spans["DirectQuote"]] == [
        q.text for q in ANALYSIS.quotes if q.kind == "direct"
    ]


def test_cassis_reads_the_xmi_with_its_type_system() -> None:
    cassis = pytest.importorskip("cassis")
    files = write(ANALYSIS, "xmi")
    types = cassis.load_typesystem(io.BytesIO(files[".typesystem.xml"]))
    cas = cassis.load_cas_from_xmi(io.BytesIO(files[".xmi"]), typesystem=types)
    assert cas.sofa_string == TEXT
    spans = list(cas.select("webanno.custom.HamishSpan"))
    assert {(s.begin, s.end, s.label) for s in spans if s.label in ("PER", "LOC", "ORG", "MISC")} == MENTIONS
    assert [s.get_covered_text() for s in spans if s.label == "Cue"] == sorted(
        (q.cue.text for q in ANALYSIS.quotes if q.cue), key=TEXT.index
    )


def test_label_studio_tasks_have_the_documented_fields() -> None:
    (task,) = json.loads(only("labelstudio"))
    assert task["data"]["text"] == TEXT
    for region in task["predictions"][0]["result"]:
        if region["type"] == "relation":
            assert {"from_id", "to_id", "direction", "labels"} <= set(region)
        else:
            assert {"id", "from_name", "to_name", "type", "value"} <= set(region)
            value = region["value"]
            assert TEXT[value["start"] : value["end"]] == value["text"]
            assert isinstance(value["labels"], list)


@pytest.mark.parametrize("name", ["doccano", "doccano-utf16"])
def test_doccano_lines_have_the_documented_fields(name: str) -> None:
    record = json.loads(only(name))
    assert record["text"] == TEXT
    ids = {entity["id"] for entity in record["entities"]}
    assert all({"id", "label", "start_offset", "end_offset"} == set(entity) for entity in record["entities"])
    assert all({"id", "from_id", "to_id", "type"} == set(one) for one in record["relations"])
    assert all(one["from_id"] in ids and one["to_id"] in ids for one in record["relations"])


def test_utf16_offsets_count_a_pair_for_an_emoji() -> None:
    ruler = Ruler("قال 😀 نعم", UTF16)
    assert ruler.from_code_points(6, 9) == (7, 10)
    assert ruler.to_code_points(7, 10) == (6, 9)
    assert ruler.to_code_points(5, 6) is None


ANNO = {
    "@context": {
        "oa": "http://www.w3.org/ns/oa#",
        "as": "http://www.w3.org/ns/activitystreams#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "dcterms": "http://purl.org/dc/terms/",
        "id": {"@type": "@id", "@id": "@id"},
        "type": {"@type": "@id", "@id": "@type"},
        **{
            name: f"oa:{name}"
            for name in ("Annotation", "TextualBody", "TextPositionSelector", "TextQuoteSelector")
        },
        "AnnotationCollection": "as:OrderedCollection",
        "AnnotationPage": "as:OrderedCollectionPage",
        **{name: f"oa:{name}" for name in ("exact", "prefix", "suffix", "start", "end")},
        "classifying": "oa:classifying",
        "tagging": "oa:tagging",
        "value": "rdf:value",
        "format": "dcterms:format",
        "label": "http://www.w3.org/2000/01/rdf-schema#label",
        "total": "as:totalItems",
        "startIndex": "as:startIndex",
        "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
        "purpose": {"@id": "oa:hasPurpose", "@type": "@vocab"},
        "body": {"@id": "oa:hasBody", "@type": "@id"},
        "target": {"@id": "oa:hasTarget", "@type": "@id"},
        "source": {"@id": "oa:hasSource", "@type": "@id"},
        "selector": {"@id": "oa:hasSelector", "@type": "@id"},
        "first": {"@id": "as:first", "@type": "@id"},
        "items": {"@id": "as:items", "@type": "@id", "@container": "@list"},
    }
}
"""The terms of the Web Annotation vocabulary that Hamish uses, mapped as its context maps them."""


def test_a_json_ld_processor_expands_the_web_annotations() -> None:
    jsonld = pytest.importorskip("pyld").jsonld

    def loader(url: str, options: dict[str, Any]) -> dict[str, Any]:
        assert url == "http://www.w3.org/ns/anno.jsonld"
        return {
            "contentType": "application/ld+json",
            "contextUrl": None,
            "documentUrl": url,
            "document": ANNO,
        }

    document = json.loads(only("webannotation"))
    (expanded,) = jsonld.expand(document, {"documentLoader": loader})
    oa = "http://www.w3.org/ns/oa#"
    page = expanded["http://www.w3.org/ns/activitystreams#first"][0]
    items = page["http://www.w3.org/ns/activitystreams#items"][0]["@list"]
    assert len(items) == document["total"]
    for item in items:
        assert item["@type"] == [f"{oa}Annotation"]
        (target,) = item[f"{oa}hasTarget"]
        selectors = {s["@type"][0].removeprefix(oa): s for s in target[f"{oa}hasSelector"]}
        start = selectors["TextPositionSelector"][f"{oa}start"][0]["@value"]
        end = selectors["TextPositionSelector"][f"{oa}end"][0]["@value"]
        assert TEXT[start:end] == selectors["TextQuoteSelector"][f"{oa}exact"][0]["@value"]


def test_web_annotations_keep_the_musts() -> None:
    """Web Annotation Data Model: one context first, an id and the type, one or more targets, a source, counted in code points."""
    document = json.loads(only("webannotation"))
    assert document["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    assert document["type"] == "AnnotationCollection"
    items = document["first"]["items"]
    assert len({item["id"] for item in items}) == len(items) == document["total"]
    for item in items:
        assert item["type"] == "Annotation" and item["target"]["source"]
        position, quote = item["target"]["selector"]
        assert 0 <= position["start"] <= position["end"] <= len(TEXT)
        before = TEXT[: position["start"]]
        assert before.endswith(quote["prefix"]) and TEXT[position["end"] :].startswith(quote["suffix"])


def test_schema_org_reviews_only_what_a_person_judged() -> None:
    plain = json.loads(only("schemaorg"))["@graph"]
    assert {one["@type"] for one in plain} == {"NewsArticle", "Quotation", "Claim"}
    judged = json.loads(
        only("schemaorg", verdicts={"c1": Verdict("misleading", "https://example.org/e", "سلمى")})
    )
    (review,) = (one for one in judged["@graph"] if one["@type"] == "ClaimReview")
    assert review["reviewRating"]["alternateName"] == "misleading"
    assert review["itemReviewed"]["@id"].endswith("#c1")


def test_csv_opens_in_a_spreadsheet_and_runs_nothing() -> None:
    data = only("csv")
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    assert (
        len(rows)
        == sum(len(e.mentions) + len(e.references) for e in ANALYSIS.entities) + len(ANALYSIS.quotes) + 1
    )
    for row in rows:
        assert TEXT[int(row["start"]) : int(row["end"])] == row["text"]
        assert not any(cell.startswith(("=", "@", "+")) for cell in row.values())


def test_conll_splits_a_proclitic_from_the_name() -> None:
    lines = only("conll").decode().split("\n")
    assert "الإسكندرية B-LOC" in lines
    assert "ليلى B-PER" in lines and "منصور I-PER" in lines
    assert "ليلى B-PERS" in only("conll-anercorp").decode().split("\n")
    words = [line.rsplit(" ", 1)[0] for line in lines if line and not line.startswith("# ")]
    assert "".join(words) == "".join(TEXT.split())


class Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.marks: list[tuple[str, str]] = []
        self.open: list[str] = []
        self.loads: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.loads += [value for name in ("src", "href") if (value := given.get(name))]
        if tag not in ("meta", "br"):
            self.open.append(tag)
        if tag == "mark":
            self.marks.append((given["class"] or "", ""))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] == "mark":
            self.marks[-1] = (self.marks[-1][0], self.marks[-1][1] + data)


def test_the_report_is_well_formed_and_loads_nothing() -> None:
    page = Page()
    page.feed(only("html").decode())
    assert page.open == [] and page.loads == []
    assert ("PER", "ليلى منصور") in page.marks
    assert "".join(text for kind, text in page.marks if "q" in kind.split()) == "".join(
        q.text for q in sorted(ANALYSIS.quotes, key=lambda q: q.start)
    )


def test_another_projects_labels_are_written() -> None:
    files = write(ANALYSIS, "brat", Extras(labels={"PER": "Person"}))
    labels = {
        line.split("\t")[1].split(" ")[0] for line in files[".ann"].decode().splitlines() if line[0] == "T"
    }
    assert "Person" in labels and "PER" not in labels
