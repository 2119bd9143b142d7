"""Where the reader has been: the jump list and the named marks, as offsets into the article."""

from __future__ import annotations

KEPT = 100


class Trail:
    """A jump list as vim and browsers keep it: going back and then elsewhere drops what was ahead."""

    def __init__(self) -> None:
        self._places: list[int] = []
        self._at = 0
        self.marks: dict[str, int] = {}

    def leave(self, offset: int) -> None:
        """Note the place a jump starts from."""
        del self._places[self._at :]
        if not self._places or self._places[-1] != offset:
            self._places.append(offset)
        del self._places[:-KEPT]
        self._at = len(self._places)

    def back(self, offset: int) -> int | None:
        """The place before; `offset`, where the reader stands, is kept for the way forward. None at the oldest."""
        if self._at == len(self._places) and (not self._places or self._places[-1] != offset):
            self._places.append(offset)
        elif self._at == len(self._places):
            self._at -= 1
        if self._at == 0:
            return None
        self._at -= 1
        return self._places[self._at]

    def forward(self) -> int | None:
        """The place gone back from, or None at the newest."""
        if self._at + 1 >= len(self._places):
            return None
        self._at += 1
        return self._places[self._at]
