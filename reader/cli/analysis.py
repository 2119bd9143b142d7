"""Options of every command that analyses an article; the configuration stands behind them."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from reader.i18n import t

if TYPE_CHECKING:
    from reader.annotate.pipeline import Options

ENGINES = ("embedded", "camel", "both", "auto")
"""As `reader.annotate.pipeline.EngineName`, written out so that the command line stays light to start."""


def add_analysis_options(parser: argparse.ArgumentParser) -> None:
    """`--claims`, `--engine` and `--ner-model`."""
    parser.add_argument("--claims", type=int, metavar="N", help=t("cli.analysis.claims"))
    parser.add_argument("--engine", choices=ENGINES, help=t("cli.analysis.engine"))
    parser.add_argument("--ner-model", metavar="FOLDER", help=t("cli.analysis.ner_model"))


def analysis_options(args: argparse.Namespace) -> Options:
    """What was asked for, else what is configured. Raises SettingsError."""
    from reader.annotate.pipeline import Options
    from reader.settings import config

    configured = config.load()
    return Options(
        claims=configured.claims if args.claims is None else max(0, args.claims),
        engine=args.engine or configured.engine,
        recogniser=args.ner_model or configured.ner_model or None,
    )
