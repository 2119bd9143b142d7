"""FriBidi through ctypes, as a yardstick and an oracle; `load` is None where the library is absent."""

import ctypes
import ctypes.util
from dataclasses import dataclass

_BASES = {None: 0x00000040, 0: 0x00000110, 1: 0x00000111}  # weak LTR is ON; FRIBIDI_PAR_LTR, FRIBIDI_PAR_RTL


@dataclass
class FriBidi:
    """`levels` and `order` of one paragraph, without explicit controls removed."""

    library: ctypes.CDLL

    def levels_and_order(self, text: str, base: int | None = None) -> tuple[int, list[int], list[int]]:
        """Base level, levels after L1 as one line, and the visual order of logical indices."""
        count = len(text)
        characters = (ctypes.c_uint32 * count).from_buffer_copy(text.encode("utf-32-le"))
        types = (ctypes.c_uint32 * count)()
        brackets = (ctypes.c_uint32 * count)()
        levels = (ctypes.c_int8 * count)()
        order = (ctypes.c_int * count)(*range(count))
        direction = ctypes.c_uint32(_BASES[base])
        lib = self.library
        lib.fribidi_get_bidi_types(characters, count, types)
        lib.fribidi_get_bracket_types(characters, count, types, brackets)
        lib.fribidi_get_par_embedding_levels_ex(types, brackets, count, ctypes.byref(direction), levels)
        lib.fribidi_reorder_line(0, types, count, 0, direction, levels, None, order)
        return direction.value & 1, list(levels), list(order)


def load() -> FriBidi | None:
    name = ctypes.util.find_library("fribidi")
    return FriBidi(ctypes.CDLL(name)) if name else None
