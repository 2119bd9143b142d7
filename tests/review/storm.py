"""A process that makes random review actions on a store and says each one aloud once it returned.

Arguments: the store, a seed, how many actions, the reviewer's name. Each line is `ack SEQ`; the last one `done`.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

from reader.review.session import Review
from reader.review.store import Store
from tests.review.sample import random_change, sample


def main(path: str, seed: str, actions: str, who: str) -> None:
    rng = random.Random(int(seed))
    with Store(Path(path), wait=30) as store:
        review = Review.open(store, sample(), who)
        print("open", flush=True)
        for _ in range(int(actions)):
            dice = rng.random()
            if dice < 0.15:
                event = review.undo()
            elif dice < 0.22:
                event = review.redo()
            else:
                event = review.do(
                    *(random_change(rng, review.state) for _ in range(rng.choice((1, 1, 1, 4))))
                )
            if event:
                print("ack", event.seq, flush=True)
        print("done", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
