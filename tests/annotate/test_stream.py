"""The analysis as a process of its own."""

from __future__ import annotations

import subprocess
import sys

from reader.annotate.pipeline import Options, analyse
from reader.annotate.stream import read_step, request
from reader.article.model import Article

TEXT = "قال وزير الخارجية سامح شكري في القاهرة إن مصر ترفض القرار. وأضاف: «لن نقبل به»."


def run(data: bytes) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "reader.annotate.stream"], input=data, capture_output=True, check=False
    )


def test_it_grows_to_the_whole_analysis() -> None:
    article = Article(text=TEXT)
    steps = [read_step(line, article) for line in run(request(article, Options())).stdout.splitlines()]
    grown = [step.analysis for step in steps if step.analysis is not None]
    assert grown[-1] == analyse(article)
    assert [step.stage for step in steps if step.stage][:3] == ["entities", "quotes", "claims"]
    assert not grown[0].quotes


def test_what_it_cannot_read_is_told_in_a_line() -> None:
    answer = run(b"nonsense")
    assert answer.returncode == 1
    assert read_step(answer.stdout.splitlines()[0], Article(text=TEXT)).error
