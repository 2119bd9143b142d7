"""A paragraph ready to be filled into lines: its clusters, and where it may be broken."""

from collections.abc import Sequence
from typing import NamedTuple


class Pieces(NamedTuple):
    """Everything by cluster in logical order; the last four by break opportunity, the paragraph's end included.

    `texts` may be a string where every cluster shows one character. None for `lengths` (code points) and `widths`
    (cells) means 1 each. `ends` are cluster indices; `hangs` count the clusters of white space before each end,
    which take no cells at the end of a line; `hard` are the indices into `ends` of mandatory breaks.
    """

    texts: Sequence[str]
    lengths: list[int] | None
    widths: list[int] | None
    ends: list[int]
    hangs: list[int]
    hard: list[int]
