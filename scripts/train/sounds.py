"""Learn how names are written: a linear model over letter groups, from the gazetteer's names and common words."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import SGDClassifier

from reader.annotate.entities.gazetteer import gazetteer
from reader.annotate.entities.sounds import CLASSES, SIZE, rows
from scripts.train import corpora

TARGET = corpora.ROOT / "reader/annotate/entities/model/sounds.npz"
SEED = 7


def examples() -> tuple[list[str], list[int]]:
    """Words and their classes: common, person's, place's; words that are several are left out."""
    names = gazetteer()
    person: set[str] = set()
    place: set[str] = set()
    plain: set[str] = set()
    for phrase, kinds in names.kinds.items():
        pieces = [piece for piece in phrase.split() if len(piece) > 2]
        if set(kinds) & set("Ngfxp"):
            person.update(pieces)
        if set(kinds) & set("CTty") and " " not in phrase:
            place.update(pieces)
        if set(kinds) & set("av") and " " not in phrase and not set(kinds) & set("NgfxpCTtyl"):
            plain.update(pieces)
    plain |= {word for word, level in names.levels.items() if level <= 10}
    known = person | place
    plain = {word for word in plain if not known & {word, word[1:], word[2:], word[3:]}}
    both = person & place
    words, labels = [], []
    for label, group in enumerate((plain, person, place)):
        for word in sorted(group - both if label else group):
            words.append(word)
            labels.append(label)
    return words, labels


def matrix(words: list[str]) -> csr_matrix:
    """Words as counts of hashed letter groups."""
    found = [rows(word) for word in words]
    indptr = np.concatenate(([0], np.cumsum([len(r) for r in found])))
    indices = np.concatenate([np.asarray(r) for r in found])
    return csr_matrix((np.ones(len(indices), np.float32), indices, indptr), shape=(len(words), SIZE))


def main() -> None:
    """Fit and write the model."""
    words, labels = examples()
    x, y = matrix(words), np.asarray(labels)
    order = np.random.default_rng(SEED).permutation(len(words))
    cut = len(words) // 10

    def fit(index: np.ndarray) -> SGDClassifier:
        return SGDClassifier(
            loss="log_loss",
            alpha=3e-6,
            max_iter=12,
            tol=None,
            random_state=SEED,
            average=True,
            class_weight="balanced",
        ).fit(x[index], y[index])

    held = fit(order[cut:])
    print(
        f"sounds: {len(words)} words {np.bincount(y)}, held out {held.score(x[order[:cut]], y[order[:cut]]):.3f}",
        flush=True,
    )
    model = fit(order)
    weights = np.clip(np.round(model.coef_.T * 16), -127, 127).astype(np.int8)
    assert weights.shape == (SIZE, len(CLASSES))
    np.savez_compressed(TARGET, weights=weights, bias=model.intercept_.astype(np.float32))


if __name__ == "__main__":
    main()
