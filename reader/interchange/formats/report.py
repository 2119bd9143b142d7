"""A self-contained HTML report for an editor: right to left, printable, colours by kind, who said what."""

from __future__ import annotations

import itertools
from collections import defaultdict
from html import escape
from pathlib import PurePath

from reader.annotate.model import ENTITY_TYPES, Analysis, Quote
from reader.annotate.tokens import paragraphs
from reader.i18n import t
from reader.interchange.registry import Extras

_STYLE = """
:root { color-scheme: light; --per:#b3401f; --loc:#1b6e53; --org:#2d4fa1; --misc:#7a3f91; --quote:#fff3cf; --claim:#e3ecff; }
* { box-sizing: border-box }
body { font: 18px/1.9 "Noto Naskh Arabic", "Amiri", "Noto Sans Arabic", "DejaVu Sans", serif; margin: 2rem auto; max-width: 78rem;
  padding: 0 1.5rem; color: #222; background: #fff }
main { display: grid; grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); gap: 2.5rem }
h1 { font-size: 1.5rem; line-height: 1.5 } h2 { font-size: 1.1rem; border-bottom: 1px solid #ccc; margin-top: 1.8rem }
.about, .note { color: #666; font-size: .85rem } [dir=ltr] { font-family: "DejaVu Sans", sans-serif }
mark { background: none; color: inherit } .q { background: var(--quote) } .c { box-shadow: inset 0 -.35em 0 var(--claim) }
.PER { color: var(--per) } .LOC { color: var(--loc) } .ORG { color: var(--org) } .MISC { color: var(--misc) }
.PER, .LOC, .ORG, .MISC { font-weight: 600 }
blockquote { margin: .6rem 0; padding: .1rem .8rem; border-inline-start: 3px solid #e2b93b; background: #fffaf0 }
ol, ul { padding-inline-start: 1.4rem } li { margin: .4rem 0 } .verdict { font-weight: 600 }
@media (max-width: 50rem) { main { display: block } }
@media print { body { font-size: 11pt; margin: 0; max-width: none } h2 { break-after: avoid } blockquote, li { break-inside: avoid }
  mark, blockquote { print-color-adjust: exact; -webkit-print-color-adjust: exact } }
"""


def write(analysis: Analysis, extras: Extras) -> dict[str, bytes]:
    """`.html`: the article with its notes marked, and beside it the lists. No script, nothing loaded from outside."""
    title = analysis.article.title or PurePath(analysis.article.source).name
    body = f"""<!doctype html>
<html lang="ar" dir="rtl"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{_h(title)}</title><style>{_STYLE}</style></head><body>
<h1 dir="auto">{_h(title)}</h1>
<p class="about" dir="ltr">{_h(t("interchange.report.about", source=analysis.article.source, version=analysis.engine.version))}</p>
<main><article>{_article(analysis)}</article><aside>{_quotes(analysis)}{_claims(analysis, extras)}{_entities(analysis)}</aside></main>
</body></html>
"""
    return {".html": body.encode("utf-8", "replace")}


def _h(text: str) -> str:
    """Text for HTML: escaped, and without the characters that HTML forbids or that turn the page round."""
    return escape("".join(" " if ord(c) < 32 and c not in "\n\t" else c for c in text if c not in _CONTROLS))


_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def _article(analysis: Analysis) -> str:
    """Paragraphs cut at every border of a note, so that overlapping notes need no overlapping elements."""
    text = analysis.article.text
    notes: list[tuple[int, int, str, str]] = [
        (m.start, m.end, e.type, e.name) for e in analysis.entities for m in e.mentions
    ]
    notes += [(q.start, q.end, "q", _said_by(q)) for q in analysis.quotes if q.factuality == "said"]
    notes += [(c.start, c.end, "c", "") for c in analysis.claims]
    out = []
    for first, last in paragraphs(text):
        here = [n for n in notes if n[0] < last and n[1] > first]
        borders = sorted({first, last, *(b for n in here for b in n[:2] if first < b < last)})
        out.append('<p dir="auto">')
        for start, end in itertools.pairwise(borders):
            covering = [n for n in here if n[0] <= start and end <= n[1]]
            piece = _h(text[start:end])
            if covering:
                classes = " ".join(dict.fromkeys(n[2] for n in covering))
                hint = "; ".join(n[3] for n in covering if n[3])
                piece = f'<mark class="{classes}" title="{_h(hint)}">{piece}</mark>'
            out.append(piece)
        out.append("</p>\n")
    return "".join(out)


def _said_by(quote: Quote) -> str:
    return quote.speaker.name if quote.speaker else t("interchange.nobody")


def _quotes(analysis: Analysis) -> str:
    """By speaker, in the order in which they first speak."""
    by: dict[str, list[Quote]] = defaultdict(list)
    for quote in analysis.quotes:
        if quote.factuality == "said":
            by[_said_by(quote)].append(quote)
    out = [f"<h2>{_h(t('interchange.quotes'))}</h2>"]
    for name, quotes in by.items():
        out.append(f'<h3 dir="auto">{_h(name)}</h3>')
        for quote in quotes:
            cue = f" · {_h(quote.cue.text)}" if quote.cue else ""
            kind = _h(t(f"interchange.kind.{quote.kind}"))
            out.append(f'<blockquote>{_h(quote.text)}<div class="note">{kind}{cue}</div></blockquote>')
    return "".join(out)


def _claims(analysis: Analysis, extras: Extras) -> str:
    out = [f"<h2>{_h(t('interchange.claims'))}</h2><ol>"]
    for claim in analysis.claims:
        who = claim.claimant.name if claim.claimant else t("interchange.article_itself")
        details = " · ".join([_h(who), *map(_h, claim.reasons)])
        out.append(f'<li>{_h(claim.text)}<div class="note">{details}</div>')
        if verdict := extras.verdicts.get(claim.id):
            out.append(
                f'<div class="verdict">{_h(t("interchange.verdict", rating=verdict.rating, url=verdict.url))}</div>'
            )
        out.append("</li>")
    return "".join(out) + "</ol>"


def _entities(analysis: Analysis) -> str:
    out = [f"<h2>{_h(t('interchange.entities'))}</h2>"]
    for kind in ENTITY_TYPES:
        members = [e for e in analysis.entities if e.type == kind]
        if members:
            out.append(f"<h3>{_h(t(f'interchange.type.{kind}'))}</h3><ul>")
            for entity in sorted(members, key=lambda e: -len(e.mentions)):
                tail = " · ".join(_h(part) for part in (entity.gloss, entity.role) if part)
                out.append(
                    f'<li><span class="{kind}">{_h(entity.name)}</span> <bdi>×{len(entity.mentions)}</bdi>'
                    f"{f'<div class=note>{tail}</div>' if tail else ''}</li>"
                )
            out.append("</ul>")
    return "".join(out)
