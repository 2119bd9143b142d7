"""The stages that turn an Article into an Analysis; each one adds to what the one before found."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

import msgspec

from reader import __version__
from reader.annotate.model import Analysis, ArticleRecord, Engine, Entity
from reader.article.model import Article
from reader.errors import EngineError

EngineName = Literal["embedded", "camel", "both", "auto"]
Progress = Callable[[str, float], None]
"""Told the stage (`entities`, `quotes`, `claims`) and how far it is, 0 to 1."""


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """What may be asked of an analysis."""

    engine: EngineName = "embedded"
    claims: int = 7
    recogniser: str | None = None
    """A folder with another model for camel-tools' recogniser than the installed one."""


DEFAULT = Options()


def stages(
    article: Article, options: Options = DEFAULT, progress: Progress | None = None
) -> Iterator[Analysis]:
    """The growing analysis: with entities, then with quotes too, then complete.

    Extractors and their models are imported here, when the first result is asked for, not with the module.
    """
    from reader.annotate import claims, quotes

    tell = progress or (lambda stage, share: None)
    record = ArticleRecord(
        id=article.id, source=article.source, length=len(article.text), text=article.text, title=article.title
    )
    tell("entities", 0.0)
    found, engine = _named(article.text, options, lambda share: tell("entities", share))
    analysis = Analysis(article=record, engine=engine, entities=found)
    yield analysis
    tell("quotes", 0.0)
    reading = quotes.read(article.text, analysis.entities)
    analysis = msgspec.structs.replace(analysis, quotes=reading.quotes, unquoted=reading.unquoted)
    yield analysis
    tell("claims", 0.0)
    best = claims.find(
        article.text, analysis.entities, analysis.quotes, limit=options.claims, title=article.title
    )
    yield msgspec.structs.replace(analysis, claims=best)
    tell("claims", 1.0)


def _named(
    text: str, options: Options, progress: Callable[[float], None]
) -> tuple[tuple[Entity, ...], Engine]:
    """The entities by the engine asked for, and which that was; `auto` falls back to ours when camel-tools' fails."""
    from reader.annotate import entities
    from reader.annotate.camel import engine
    from reader.annotate.entities.model import identity

    chosen = engine.choose(options.engine)
    note = None
    if chosen != "embedded":
        folder = Path(options.recogniser).expanduser() if options.recogniser else None
        try:
            found = engine.entities(text, chosen, progress, folder)
            name = engine.model_name(folder)
            model = name if chosen == "camel" else f"{identity()} + {name}"
            return found, Engine(chosen, __version__, model)
        except EngineError as error:
            if options.engine != "auto":
                raise
            note = error.message
    return entities.find(text), Engine("embedded", __version__, identity(), note)


def analyse(article: Article, options: Options = DEFAULT, progress: Progress | None = None) -> Analysis:
    """The complete analysis of `article`."""
    *_, complete = stages(article, options, progress)
    return complete
