"""The annotated corpora as documents of text and typed spans, in one shape."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("HAMISH_SHARED") or ROOT.parent / "shared")
_GOLD = re.compile(r"⟦([PLOM])\|([^⟦⟧]*)⟧|([^⟦⟧]+)")
_TYPES = {"P": "PER", "L": "LOC", "O": "ORG", "M": "MISC"}
_FLAT = {
    "PERS": "PER", "PER": "PER", "LOC": "LOC", "GPE": "LOC", "FAC": "LOC", "ORG": "ORG",
    "MISC": "MISC", "MIS": "MISC", "EVENT": "MISC", "LAW": "MISC", "PRODUCT": "MISC",
}  # fmt: skip


class Document(NamedTuple):
    """An annotated text. `spans` are (start, end, type) in code points; `canon` maps canonical names to other forms."""

    name: str
    domain: str
    text: str
    spans: tuple[tuple[int, int, str], ...]
    canon: dict[str, list[str]]


def gold(part: str) -> list[Document]:
    """The articles of `gold/<part>` (train, dev)."""
    folder = SHARED / "gold" / part
    return [_article(folder, path) for path in sorted((folder / "text").glob("*.txt"))]


def _article(folder: Path, path: Path) -> Document:
    text = _read(path)
    position = len(text) - len(text.lstrip())
    spans = []
    for match in _GOLD.finditer(_read(folder / "ann" / f"{path.stem}.ent.txt").strip()):
        length = len(match.group(2) if match.group(1) else match.group(3))
        if match.group(1):
            spans.append((position, position + length, _TYPES[match.group(1)]))
        position += length
    canon = json.loads((folder / "ann" / f"{path.stem}.qc.json").read_text("utf-8")).get("entities_canon", {})
    return Document(path.stem, "gold", text, tuple(spans), canon)


def _read(path: Path) -> str:
    return path.read_text("utf-8").removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def anercorp() -> list[Document]:
    """ANERcorp's training part in order, cut at datelines or after thirty sentences."""
    lines = (SHARED / "data/ner/anercorp/ANERCorp_CamelLab_train.txt").read_text("utf-8").splitlines()
    return _documents("anercorp", _sentences(lines))


def aqmar() -> list[Document]:
    """AQMAR's Wikipedia sentences."""
    lines = [
        line
        for part in ("train", "dev")
        for line in (SHARED / f"data/ner/aqmar/{part}.txt").read_text("utf-8").splitlines()
    ]
    return _documents("aqmar", _sentences(lines))


def wojood() -> list[Document]:
    """Wojood's public sample, first tag column, our types only."""
    lines = [
        line
        for part in ("train", "val")
        for line in (SHARED / f"data/ner/wojood_sample/{part}.txt").read_text("utf-8").splitlines()
    ]
    return _documents("wojood", _sentences(lines))


def panx() -> Iterator[list[tuple[str, str]]]:
    """PAN-X's fragments as (token, tag) lists: silver, used for names only."""
    for part in ("train", "dev"):
        yield from _sentences((SHARED / f"data/ner/panx_ar/{part}-ar.tsv").read_text("utf-8").splitlines())


def _sentences(lines: Iterable[str]) -> Iterator[list[tuple[str, str]]]:
    sentence: list[tuple[str, str]] = []
    for line in lines:
        parts = line.split()
        if not parts or parts[0] == "$#$":
            if sentence:
                yield sentence
            sentence = []
            continue
        prefix, _, kind = parts[1].partition("-") if len(parts) > 1 else ("O", "", "")
        sentence.append((parts[0], f"{prefix}-{_FLAT[kind]}" if kind in _FLAT else "O"))
    if sentence:
        yield sentence


def _documents(domain: str, sentences: Iterator[list[tuple[str, str]]], limit: int = 30) -> list[Document]:
    found: list[Document] = []
    held: list[list[tuple[str, str]]] = []
    for sentence in sentences:
        dateline = any(token.startswith("(") for token, _ in sentence[1:4])
        if held and (len(held) >= limit or (dateline and len(held) > 3)):
            found.append(_document(domain, len(found), held))
            held = []
        held.append(sentence)
    if held:
        found.append(_document(domain, len(found), held))
    return found


def _document(domain: str, number: int, sentences: list[list[tuple[str, str]]]) -> Document:
    text = ""
    spans: list[tuple[int, int, str]] = []
    for sentence in sentences:
        previous = "O"
        for token, tag in sentence:
            start, end = len(text), len(text) + len(token)
            if tag.startswith("I-") and previous[2:] == tag[2:] and spans:
                spans[-1] = (spans[-1][0], end, tag[2:])
            elif tag != "O":
                spans.append((start, end, tag[2:]))
            previous = tag
            text += token + " "
        text = text[:-1] + "\n"
    return Document(f"{domain}-{number}", domain, text, tuple(spans), {})
