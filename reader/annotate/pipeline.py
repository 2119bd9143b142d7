"""The stages that turn an Article into an Analysis; each one adds to what the one before found."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal

import msgspec

from reader import __version__
from reader.annotate.model import Analysis, ArticleRecord, Engine
from reader.article.model import Article

EngineName = Literal["embedded", "camel", "both", "auto"]
Progress = Callable[[str, float], None]
"""Told the stage (`entities`, `quotes`, `claims`) and how far it is, 0 to 1."""


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """What may be asked of an analysis."""

    engine: EngineName = "embedded"
    claims: int = 7


DEFAULT = Options()


def stages(
    article: Article, options: Options = DEFAULT, progress: Progress | None = None
) -> Iterator[Analysis]:
    """The growing analysis: with entities, then with quotes too, then complete.

    Extractors and their models are imported here, when the first result is asked for, not with the module.
    """
    from reader.annotate import claims, entities, quotes

    tell = progress or (lambda stage, share: None)
    record = ArticleRecord(
        id=article.id, source=article.source, length=len(article.text), text=article.text, title=article.title
    )
    analysis = Analysis(article=record, engine=Engine(version=__version__))
    tell("entities", 0.0)
    analysis = msgspec.structs.replace(analysis, entities=entities.find(article.text))
    yield analysis
    tell("quotes", 0.0)
    reading = quotes.read(article.text, analysis.entities)
    analysis = msgspec.structs.replace(analysis, quotes=reading.quotes, unquoted=reading.unquoted)
    yield analysis
    tell("claims", 0.0)
    found = claims.find(
        article.text, analysis.entities, analysis.quotes, limit=options.claims, title=article.title
    )
    yield msgspec.structs.replace(analysis, claims=found)
    tell("claims", 1.0)


def analyse(article: Article, options: Options = DEFAULT, progress: Progress | None = None) -> Analysis:
    """The complete analysis of `article`."""
    *_, complete = stages(article, options, progress)
    return complete
