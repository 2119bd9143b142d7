"""spaCy's DocBin: mentions as entities, everything else as span groups."""

from __future__ import annotations

import itertools

import spacy
from spacy.tokens import Doc, DocBin
from spacy.util import filter_spans

from reader.annotate.model import ENTITY_TYPES, Analysis
from reader.annotate.tokens import tokenize
from reader.interchange.flat import flatten
from reader.interchange.labels import rename
from reader.interchange.registry import Extras


def write(analysis: Analysis, extras: Extras) -> dict[str, bytes]:
    """`.spacy` with one Doc, cut wherever a note begins or ends, so that every span is whole tokens.

    Scores, names and relations are lost.
    """
    flat = flatten(analysis)
    text = analysis.article.text
    cuts = sorted({o for one in flat.annotations for o in (one.start, one.end)})
    doc = _doc(text, cuts)
    shown = rename(flat, extras.labels).annotations
    entities = []
    for one, labelled in zip(flat.annotations, shown, strict=True):
        span = doc.char_span(one.start, one.end, label=labelled.label)
        if span is None:
            continue
        if one.label in ENTITY_TYPES:
            entities.append(span)
        else:
            doc.spans.setdefault(labelled.label, []).append(span)
    doc.ents = filter_spans(entities)
    return {".spacy": DocBin(docs=[doc], store_user_data=False).to_bytes()}


def _doc(text: str, cuts: list[int]) -> Doc:
    """A Doc whose text is `text` to the code point: tokens, and runs of anything else as tokens of their own."""
    borders = {0, len(text), *cuts}
    for token in tokenize(text):
        borders |= {token.start, token.end}
    words: list[str] = []
    spaces: list[bool] = []
    ordered = sorted(borders)
    for start, end in itertools.pairwise(ordered):
        piece = text[start:end]
        if piece == " " and words and not spaces[-1]:
            spaces[-1] = True
        else:
            words.append(piece)
            spaces.append(False)
    return Doc(spacy.blank("ar").vocab, words=words, spaces=spaces)
