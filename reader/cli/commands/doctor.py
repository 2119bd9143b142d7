"""`hamish doctor`: what was found out about the terminal and the installation, and a way to settle what was not."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from reader.i18n import t

if TYPE_CHECKING:
    from reader.terminal.choice import Choice
    from reader.terminal.probe import Evidence

_COLUMN = 18


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--profile", help=t("terminal.option"))
    parser.add_argument("--no-question", action="store_true", help=t("terminal.doctor.no_question"))


def run(args: argparse.Namespace) -> int:
    from reader.settings.config import load
    from reader.terminal import ask, choice
    from reader.terminal.outer import ask_tmux
    from reader.terminal.probe import Evidence

    configured = load().profile
    evidence = Evidence.of_environment()
    if "TMUX" in evidence.environment:
        evidence = replace(evidence, outer=ask_tmux())
    choice.choose(evidence, args.profile, configured)  # a wrong name is told before the terminal is asked
    with ask.raw_terminal() as terminal:
        if terminal is not None:
            evidence = ask.ask(terminal, evidence)
        chosen = choice.choose(evidence, args.profile, configured)
        for label, text in (*_terminal(evidence, chosen), *_installation()):
            print(f"{label:<{_COLUMN}}{text}")
        sys.stdout.flush()
        if terminal is not None and sys.stdout.isatty() and not args.no_question:
            _choose(terminal, chosen)
    return 0


def _terminal(evidence: Evidence, chosen: Choice) -> Iterator[tuple[str, str]]:
    decision = chosen.decision
    yield t("terminal.doctor.terminal"), decision.identity
    answers = [f"XTVERSION {evidence.version}"] if evidence.version else []
    answers += [f"mode {name}: {value}" for name, value in evidence.modes.items()]
    answers += [f"DA2 {evidence.device}"] if evidence.device else []
    yield t("terminal.doctor.answers"), ", ".join(answers) or t("terminal.doctor.none")
    hints = " ".join(f"{name}={value}" for name, value in evidence.environment.items())
    yield t("terminal.doctor.environment"), hints or t("terminal.doctor.none")
    if evidence.outer is not None:
        around = evidence.outer.version or " ".join(f"{k}={v}" for k, v in evidence.outer.environment.items())
        yield t("terminal.doctor.around"), around or t("terminal.doctor.none")
    reason = t(decision.reason, identity=decision.identity)
    yield t("terminal.doctor.detected"), f"{decision.profile} ({reason})"
    yield t("terminal.doctor.profile"), f"{chosen.profile.name} ({t(f'terminal.source.{chosen.source}')})"


def _installation() -> Iterator[tuple[str, str]]:
    from reader.annotate.camel import data
    from reader.settings import paths

    yield t("terminal.doctor.colours"), _colours()
    yield (
        t("terminal.doctor.clipboard"),
        t("terminal.doctor.osc52" + ("_tmux" if "TMUX" in os.environ else "")),
    )
    yield t("terminal.doctor.font"), t("terminal.doctor.font_hint")
    for name in ("config", "data", "state", "cache"):
        yield t(f"terminal.doctor.{name}"), str(getattr(paths, f"{name}_dir")())
    found = data.state()
    parts = {"ner": found.recogniser, "morphology": found.morphology, "disambiguator": found.disambiguator}
    have = ", ".join(t(f"terminal.camel.{name}") for name, path in parts.items() if path)
    yield t("terminal.doctor.camel"), f"{found.root} ({have or t('terminal.camel.nothing')})"


def _colours() -> str:
    from rich.console import Console

    if os.environ.get("NO_COLOR"):
        return t("terminal.colours.none")
    system = Console(file=sys.stdout, force_terminal=True).color_system
    return t(f"terminal.colours.{system}") if system else t("terminal.colours.none")


def _choose(terminal: int, chosen: Choice) -> None:
    """Show the sentence each way; keep the number pressed for this terminal."""
    from reader.terminal import ask, choice
    from reader.terminal.profiles import PROFILES
    from reader.terminal.samples import samples

    offered = samples(chosen.decision, shutil.get_terminal_size((80, 24)).columns)
    print("\n" + t("terminal.choose.ask") + "\n" + t("terminal.choose.right") + "\n")
    for sample in offered:
        # At the start of its row, because VTE keeps the mode with the row.
        print(PROFILES["visual"].emit_among(sample.profile, [(sample.row, None)]))
    print("\n" + t("terminal.choose.press", last=len(offered)), flush=True)
    pressed = ask.key(terminal)
    picked = next((sample for sample in offered if str(sample.number) == pressed), None)
    if picked is None:
        print(t("terminal.choose.kept", profile=chosen.profile.name))
        return
    choice.remember(chosen.decision.identity, picked.profile.name)
    print(t("terminal.choose.done", profile=picked.profile.name, identity=chosen.decision.identity))
    if chosen.fixed:
        print(t("terminal.choose.fixed", source=t(f"terminal.source.{chosen.source}")))
