"""Markdown: what a reporter pastes into a draft: who is named, who said what, what is claimed."""

from __future__ import annotations

import re

from reader.annotate.model import ENTITY_TYPES, Analysis
from reader.i18n import t
from reader.interchange.registry import Extras

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#+!|~-])")


def write(analysis: Analysis, extras: Extras) -> dict[str, bytes]:
    """`.md`, the article's own words escaped."""
    lines = [f"# {_text(analysis.article.title or analysis.article.source)}", ""]
    lines += [f"## {t('interchange.entities')}", ""]
    for kind in ENTITY_TYPES:
        for entity in analysis.entities:
            if entity.type == kind:
                details = [part for part in (entity.gloss, entity.role) if part]
                tail = f" ({_text('; '.join(details))})" if details else ""
                lines.append(
                    f"- {t(f'interchange.type.{kind}')}: {_text(entity.name)}{tail} × {len(entity.mentions)}"
                )
    lines += ["", f"## {t('interchange.quotes')}", ""]
    for quote in analysis.quotes:
        speaker = quote.speaker.name if quote.speaker else t("interchange.nobody")
        about = [t(f"interchange.kind.{quote.kind}")]
        if quote.factuality != "said":
            about.append(t(f"interchange.factuality.{quote.factuality}"))
        lines += [f"> {_text(quote.text)}", ">", f"> — {_text(speaker)} ({', '.join(about)})", ""]
    lines += [f"## {t('interchange.claims')}", ""]
    for number, claim in enumerate(analysis.claims, 1):
        lines.append(f"{number}. {_text(claim.text)}")
        details = [
            _text(claim.claimant.name) if claim.claimant else t("interchange.article_itself"),
            *claim.reasons,
        ]
        if verdict := extras.verdicts.get(claim.id):
            details.append(t("interchange.verdict", rating=verdict.rating, url=verdict.url))
        lines.append(f"   — {'; '.join(details)}")
    return {".md": ("\n".join(lines) + "\n").encode("utf-8", "replace")}


def _text(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
