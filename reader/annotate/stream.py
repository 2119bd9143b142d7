"""The analysis as a process of its own: an Article as JSON comes in, one line of JSON goes out for each step.

`python -m reader.annotate.stream` keeps models and lexicons out of the memory of whoever shows the results, and can be
ended at any time. Lines are `Step` values.
"""

from __future__ import annotations

import os
import sys

import msgspec

from reader.annotate.model import Analysis, ArticleRecord
from reader.annotate.pipeline import Options
from reader.article.model import Article
from reader.errors import HamishError


class Request(msgspec.Struct, frozen=True):
    """What is to be analysed, and how."""

    article: Article
    options: Options


class Step(msgspec.Struct, frozen=True, omit_defaults=True):
    """One line of the answer: a stage begun, an analysis grown (its article's text left out), or a failure in words."""

    stage: str | None = None
    share: float = 0.0
    analysis: Analysis | None = None
    error: str | None = None


def request(article: Article, options: Options) -> bytes:
    """What the process reads from its standard input."""
    return msgspec.json.encode(Request(article, options))


def read_step(line: bytes, article: Article) -> Step:
    """One line of the process's answer, the article's text put back. Raises msgspec.DecodeError."""
    step = msgspec.json.decode(line, type=Step)
    if step.analysis is None:
        return step
    record = msgspec.structs.replace(step.analysis.article, text=article.text)
    return Step(analysis=msgspec.structs.replace(step.analysis, article=record))


def main() -> int:
    """Answer one request; 0, or 1 after a failure that was told."""
    from reader.annotate.pipeline import stages

    os.nice(5)
    answer = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not mix with the answer

    def tell(step: Step) -> None:
        answer.write(msgspec.json.encode(step) + b"\n")
        answer.flush()

    try:
        asked = msgspec.json.decode(sys.stdin.buffer.read(), type=Request)
        for analysis in stages(asked.article, asked.options, lambda stage, share: tell(Step(stage, share))):
            tell(Step(analysis=msgspec.structs.replace(analysis, article=_bare(analysis.article))))
    except HamishError as error:
        tell(Step(error=error.message))
        return 1
    except BrokenPipeError:
        return 0
    except Exception as error:
        tell(Step(error=f"{type(error).__name__}: {error}"))
        return 1
    return 0


def _bare(record: ArticleRecord) -> ArticleRecord:
    return msgspec.structs.replace(record, text="")


if __name__ == "__main__":
    sys.exit(main())
