"""Cluster words by the company they keep, from every text at hand: neighbours counted, weighted, reduced, grouped."""

from __future__ import annotations

import collections
import csv
import lzma
from collections.abc import Iterator

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.linalg import svds
from sklearn.cluster import MiniBatchKMeans
from threadpoolctl import threadpool_limits

from reader.annotate.entities.words import split
from reader.annotate.normal import fold
from reader.annotate.tokens import tokenize
from scripts.train import corpora

TARGET = corpora.ROOT / "reader/annotate/entities/model/clusters.xz"
SEED = 7
SEEN = 4
"""A word is clustered where it stands at least so often."""
CONTEXTS = 3000
DIMENSIONS = 64
SIZES = (40, 400)
"""Clusters of the coarse and of the fine grouping."""
_EDGE = "</s>"


def texts() -> Iterator[list[str]]:
    """Folded tokens of a sentence each: news articles, the annotated corpora, posts and news sentences on claims."""
    for document in (
        *corpora.gold("train"), *corpora.anercorp(), *corpora.aqmar(), *corpora.wojood()
    ):  # fmt: skip
        for sentence in split(document.text):
            yield ["0" if form[0].isdigit() else form for form in sentence.forms]
    for fragment in corpora.panx():
        yield [fold(token) or token for token, _ in fragment]
    folder = corpora.SHARED / "data/claims"
    for name, column in (
        ("CT24_checkworthy_arabic_train.tsv", "tweet_text"),
        ("CT24_checkworthy_arabic_dev.tsv", "tweet_text"),
        ("train_ar.tsv", "sentence"),
        ("dev_ar.tsv", "sentence"),
    ):
        with (folder / name).open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                text = row[column]
                yield [fold(text[t.start : t.end]) or "-" for t in tokenize(text)]


def vectors(sentences: list[list[str]]) -> tuple[list[str], np.ndarray]:
    """The clustered words, commonest first, and a unit vector for each: positive mutual information, reduced."""
    counts = collections.Counter(form for sentence in sentences for form in sentence)
    kept = sorted((w for w, n in counts.items() if n >= SEEN), key=lambda w: (-counts[w], w))
    row = {word: i for i, word in enumerate(kept)}
    column = {word: i for i, word in enumerate((*kept[: CONTEXTS - 1], _EDGE))}
    pairs: collections.Counter[tuple[int, int]] = collections.Counter()
    for sentence in sentences:
        padded = [_EDGE, *sentence, _EDGE]
        for i, form in enumerate(sentence):
            r = row.get(form)
            if r is None:
                continue
            for side, neighbour in enumerate((padded[i], padded[i + 2])):
                c = column.get(neighbour)
                if c is not None:
                    pairs[r, side * CONTEXTS + c] += 1
    at = np.array(list(pairs), np.int64)
    found = np.array(list(pairs.values()), np.float64)
    matrix = csr_matrix((found, (at[:, 0], at[:, 1])), shape=(len(kept), 2 * CONTEXTS))
    whole = matrix.sum()
    rows, columns = np.asarray(matrix.sum(1)).ravel(), np.asarray(matrix.sum(0)).ravel() ** 0.75
    columns *= whole / columns.sum()
    information = np.log(found * whole / (rows[at[:, 0]] * columns[at[:, 1]]))
    matrix = csr_matrix((np.maximum(information, 0), (at[:, 0], at[:, 1])), shape=(len(kept), 2 * CONTEXTS))
    start = np.random.default_rng(SEED).normal(size=min(matrix.shape))
    u, s, _ = svds(matrix, DIMENSIONS, v0=start)
    points = u * np.sqrt(s)
    return kept, points / np.maximum(np.linalg.norm(points, axis=1, keepdims=True), 1e-9)


def main() -> None:
    """Cluster, and write one line a fine cluster: its coarse cluster's number, then its words."""
    with threadpool_limits(1):  # the sums' order, and so the clusters, must not hang on the machine
        kept, points = vectors(list(texts()))
        groups = [
            MiniBatchKMeans(size, random_state=SEED, n_init=3, batch_size=4096).fit_predict(points)
            for size in SIZES
        ]
    lines: dict[tuple[int, int], list[str]] = collections.defaultdict(list)
    for word, coarse, fine in zip(kept, *groups, strict=True):
        lines[int(fine), int(coarse)].append(word)
    text = "\n".join(f"{fine} {coarse} {' '.join(lines[fine, coarse])}" for fine, coarse in sorted(lines))
    TARGET.write_bytes(lzma.compress(text.encode("utf-8"), preset=9))
    print(f"clusters: {len(kept)} words, {TARGET.stat().st_size / 1e6:.2f} MB", flush=True)


if __name__ == "__main__":
    main()
