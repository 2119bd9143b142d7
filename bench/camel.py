"""Our way through camel-tools' network beside `NERecognizer.predict` as shipped: same weights, same sentences, same run.

A random BERT-base of the published model's shape stands for it (its labels mean nothing; its cost is the same). Its
vocabulary holds the words that occur twice in the articles, so that a word is about as many pieces as in the real one.
Needs the articles beside the project. `--every N` takes every Nth article.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from reader.annotate.camel import data, recogniser

ARTICLES = (
    Path(os.environ.get("HAMISH_SHARED") or Path(__file__).resolve().parents[2] / "shared")
    / "gold"
    / "dev"
    / "text"
)

SPREAD = 0.1
"""Of the random weights: with wider ones the labels hang on the last bit of a sum, whoever computes it."""


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.camel", description=__doc__)
    parser.add_argument("--every", type=int, default=12)
    every = parser.parse_args(arguments if arguments is not None else []).every
    paths = sorted(ARTICLES.glob("*.txt"))[::every]
    if not paths:
        print("no articles beside the project: nothing measured")
        return
    with data.importing():
        from tests.annotate.camel.tiny import make, shipped

    articles = {path: _words(path.read_text("utf-8")) for path in sorted(ARTICLES.glob("*.txt"))}
    counts = Counter(word for texts in articles.values() for words in texts for word in words)
    frequent = sorted(word for word, count in counts.items() if count > 1)
    with tempfile.TemporaryDirectory() as folder:
        with data.importing():
            shape = make(Path(folder), hidden=768, layers=12, heads=12, words=frequent, spread=SPREAD)
        network = recogniser.load(shape)
    texts = [words for path in paths for words in articles[path]]
    words = sum(map(len, texts))
    pieces = sum(len(network.tokenizer.tokenize(word)) for one in texts for word in one)
    for one in (network.label, lambda words: shipped(network, words)):
        one([["في"]])  # the weights are read from the disk when they are first used
    started = _clocks()
    ours = [[label for label, _ in labels] for labels in network.label(texts)]
    middle = _clocks()
    theirs = shipped(network, texts)
    ended = _clocks()
    different = sum(
        a != b for one, other in zip(ours, theirs, strict=True) for a, b in zip(one, other, strict=True)
    )
    print(f"{len(paths)} articles, {len(texts)} sentences, {words} words, {pieces / words:.2f} pieces a word")
    for name, first, second, third in zip(
        ("by the clock", "of processors"), started, middle, ended, strict=True
    ):
        ours_took, theirs_took = second - first, third - second
        ratio = theirs_took / ours_took
        print(f"seconds {name}: ours {ours_took:.1f}, NERecognizer.predict {theirs_took:.1f}: {ratio:.1f} x")
    kinds = len({label for labels in ours for label in labels})
    print(f"labels that differ: {different} of {words}, of {kinds} kinds")


def _clocks() -> tuple[float, float]:
    """The second is the one to trust where other programs run."""
    return time.perf_counter(), time.process_time()


def _words(text: str) -> list[list[str]]:
    return [[text[w.start : w.end] for w in words] for words in recogniser.tokens(text)]


if __name__ == "__main__":
    main(sys.argv[1:])
