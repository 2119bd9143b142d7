"""The word lens as a process of its own: the database takes half a gigabyte and seconds to load, neither the screen's.

`python -m reader.annotate.camel.lens` answers one JSON line a request line until its input ends. `Lens` is the other end.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading

import msgspec

from reader.annotate.camel.morphology import Reading
from reader.errors import EngineError, HamishError
from reader.settings import child


class Request(msgspec.Struct, frozen=True, omit_defaults=True):
    """A word to look up, or a text to vocalise."""

    word: str | None = None
    text: str | None = None


class Look(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the lens knows of a word. `problem` says, in words, why there are no readings when data is missing."""

    word: str = ""
    hsb: str = ""
    buckwalter: str = ""
    readings: tuple[Reading, ...] = ()
    ranked: bool = False
    problem: str | None = None


class Answer(msgspec.Struct, frozen=True, omit_defaults=True):
    """One line of the process's output."""

    look: Look | None = None
    marks: dict[int, str] | None = None
    problem: str | None = None


class Lens:
    """A lens process, started when first asked, asked by one thread at a time, ended for good by `close`."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()
        self._closed = False

    def look(self, word: str) -> Look:
        """All that is known of `word`. Blocks (seconds the first time); raises EngineError when the process dies."""
        return self._ask(Request(word=word)).look or Look(word=word)

    def vocalised(self, text: str) -> dict[int, str]:
        """Marks to show, by offset. Blocks; raises EngineError without data."""
        answer = self._ask(Request(text=text))
        if answer.problem:
            raise EngineError("camel.said", reason=answer.problem)
        return answer.marks or {}

    def _ask(self, request: Request) -> Answer:
        with self._lock:
            if self._closed:  # a thread that waited while the screen was left must not start another process
                raise EngineError("camel.lens_died")
            if self._process is None or self._process.poll() is not None:
                self._process = subprocess.Popen(
                    child.command("reader.annotate.camel.lens"),
                    env=child.environment(),
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                )
            try:
                assert self._process.stdin and self._process.stdout
                self._process.stdin.write(msgspec.json.encode(request) + b"\n")
                self._process.stdin.flush()
                return msgspec.json.decode(self._process.stdout.readline(), type=Answer)
            except (OSError, msgspec.DecodeError) as error:
                self._end()
                raise EngineError("camel.lens_died") from error

    def close(self) -> None:
        """End the process; who waits for an answer, or asks later, gets an EngineError."""
        self._closed = True
        self._end()

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()


def main() -> int:
    """Answer requests until the input ends."""
    os.nice(5)
    answer = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not mix with the answers
    for line in sys.stdin.buffer:
        request = msgspec.json.decode(line, type=Request)
        answer.write(msgspec.json.encode(_answer(request)) + b"\n")
        answer.flush()
    return 0


def _answer(request: Request) -> Answer:
    from reader.annotate.camel.morphology import load

    if request.text is None:
        return Answer(look=_look(request.word or ""))
    try:
        return Answer(marks=load().vocalised(request.text))
    except HamishError as error:
        return Answer(problem=error.message)


def _look(word: str) -> Look:
    from reader.annotate.camel.morphology import load
    from reader.annotate.camel.transliterate import transliterate

    look = Look(word=word, hsb=transliterate(word), buckwalter=transliterate(word, "bw"))
    try:
        morphology = load()
    except HamishError as error:
        return msgspec.structs.replace(look, problem=error.message)
    spelt = tuple(
        msgspec.structs.replace(
            one, hsb=transliterate(one.vocalised), buckwalter=transliterate(one.vocalised, "bw")
        )
        for one in morphology.readings(word)
    )
    return msgspec.structs.replace(look, readings=spelt, ranked=morphology.ranked)


if __name__ == "__main__":
    sys.exit(main())
