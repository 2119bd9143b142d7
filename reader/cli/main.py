"""`hamish`: one table of commands, each imported only when it is called; without one, the reader opens."""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from keyword import iskeyword
from typing import NoReturn

from reader import __version__
from reader.errors import HamishError
from reader.i18n import set_language, t
from reader.printable import printable

LANGUAGES = ("en", "ar")
COMMANDS = (
    "read",
    "list",
    "analyze",
    "show",
    "review",
    "export",
    "import",
    "formats",
    "models",
    "doctor",
    "keys",
    "words",
)
"""Names of the modules in `reader.cli.commands` that are commands, in the order of the help text."""


class _Parser(argparse.ArgumentParser):
    """Refuses a command line in words that a terminal cannot obey: an argument may be any file's name."""

    def error(self, message: str) -> NoReturn:
        super().error(printable(message))


def parser() -> argparse.ArgumentParser:
    """The whole command line, for the help text; `main` builds only the part that is called."""
    top = _Parser(prog="hamish", description=t("cli.description"), epilog=t("cli.epilog"))
    top.add_argument("--version", action="version", version=f"hamish {__version__}")
    sub = top.add_subparsers(dest="command", metavar=t("cli.command"))
    for name in COMMANDS:
        sub.add_parser(name, help=t(f"cli.help.{name}"), add_help=False)
    return top


def main(argv: Sequence[str] | None = None) -> int:
    """Run `hamish` and return its exit status: 0, 1 (the work failed), 2 (unusable input or command), 130 (Ctrl-C)."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    _write_utf8()
    _speak(arguments)
    try:
        if arguments and arguments[0] in ("-h", "--help", "--version"):
            parser().parse_args(arguments)
        name = arguments.pop(0) if arguments and arguments[0] in COMMANDS else "read"
        command = import_module(f"reader.cli.commands.{name}{'_' if iskeyword(name) else ''}")
        usage = "hamish" if name == "read" else f"hamish {name}"
        command_parser = _Parser(prog=usage, description=t(f"cli.help.{name}"))
        command_parser.add_argument("--lang", choices=LANGUAGES, help=t("cli.lang"))
        command.add_arguments(command_parser)
        args = command_parser.parse_args(arguments)
        return int(command.run(args) or 0)
    except HamishError as error:
        print(f"hamish: {error.message}", file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # The reader of our output went away (`hamish show x | head`): not an error; keep Python from flushing again.
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _speak(arguments: list[str]) -> None:
    """Choose the interface's language before any help text is made: `--lang` (taken out, wherever it stands), else the
    environment, else the configuration."""
    set_language(None)
    for place, argument in enumerate(arguments):
        name, equals, value = argument.partition("=")
        if argument == "--":
            break
        if name == "--lang":
            asked = value if equals else "".join(arguments[place + 1 : place + 2])
            if asked in LANGUAGES:
                del arguments[place : place + (1 if equals else 2)]
                set_language(asked)
            return
    if not os.environ.get("HAMISH_LANG"):
        from reader.settings import config

        # A mistake in the file is told by the command that needs it; help must work without.
        with contextlib.suppress(HamishError):
            set_language(config.load().language)


def _write_utf8() -> None:
    """Arabic goes out as UTF-8 whatever the locale says; what cannot be encoded is escaped, never raised."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
