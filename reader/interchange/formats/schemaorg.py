"""schema.org JSON-LD: Quotation and Claim; ClaimReview only where a person gave a verdict."""

from __future__ import annotations

from typing import Any

import msgspec

from reader.annotate.model import Analysis, Entity, Speaker
from reader.interchange.registry import Extras, Verdict

_THINGS = {"PER": "Person", "LOC": "Place", "ORG": "Organization", "MISC": "Thing"}
_RATINGS = {"true": 5, "misleading": 2, "unproven": 3, "false": 1}
"""On ClaimReview's customary scale of 1 (false) to 5 (true)."""


def write(analysis: Analysis, extras: Extras) -> dict[str, bytes]:
    """`.schema.jsonld`: the article, its quotations and its claims."""
    entities = {one.id: one for one in analysis.entities}
    article: dict[str, Any] = {
        "@type": "NewsArticle",
        "@id": f"urn:hamish:{analysis.article.id.replace(':', '-')}",
        "inLanguage": "ar",
        "url": analysis.article.source,
        "mentions": [_thing(one) for one in analysis.entities],
    }
    if analysis.article.title:
        article["headline"] = analysis.article.title
    if not analysis.article.source.startswith(("http://", "https://")):
        del article["url"]
    here = {"@id": article["@id"]}
    graph = [article]
    for quote in analysis.quotes:
        if quote.factuality == "said":
            item: dict[str, Any] = {
                "@type": "Quotation",
                "text": quote.text,
                "inLanguage": "ar",
                "isPartOf": here,
            }
            if quote.speaker:
                item["spokenByCharacter"] = _speaker(quote.speaker, entities)
            graph.append(item)
    for claim in analysis.claims:
        item = {
            "@type": "Claim",
            "@id": f"{article['@id']}#{claim.id}",
            "text": claim.text,
            "appearance": here,
        }
        if claim.claimant:
            item["claimInterpreter"] = _speaker(claim.claimant, entities)
        graph.append(item)
        if verdict := extras.verdicts.get(claim.id):
            graph.append(_review(claim.text, item["@id"], verdict))
    document = {"@context": "https://schema.org", "@graph": graph}
    return {".schema.jsonld": msgspec.json.format(msgspec.json.encode(document)) + b"\n"}


def _thing(entity: Entity) -> dict[str, Any]:
    thing = {"@type": _THINGS[entity.type], "name": entity.name}
    return thing | ({"alternateName": entity.gloss} if entity.gloss else {})


def _speaker(speaker: Speaker, entities: dict[str, Entity]) -> dict[str, Any]:
    """A Person or an Organization: schema.org allows no place to speak, so a capital that speaks is an organisation."""
    entity = entities.get(speaker.entity or "")
    kind = "Person" if entity is not None and entity.type == "PER" else "Organization"
    return {"@type": kind, "name": speaker.name}


def _review(text: str, claim: str, verdict: Verdict) -> dict[str, Any]:
    rating = {"@type": "Rating", "alternateName": verdict.rating, "bestRating": 5, "worstRating": 1}
    if verdict.rating in _RATINGS:
        rating["ratingValue"] = _RATINGS[verdict.rating]
    review: dict[str, Any] = {
        "@type": "ClaimReview",
        "claimReviewed": text,
        "itemReviewed": {"@id": claim},
        "reviewRating": rating,
    }
    if verdict.by:
        review["author"] = {"@type": "Person", "name": verdict.by}
    if verdict.url:
        review["url"] = verdict.url
    if verdict.when:
        review["datePublished"] = verdict.when
    return review
