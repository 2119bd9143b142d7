"""One line of text for a list, a title or a status bar."""

from dataclasses import replace

from reader.layout.line import Line
from reader.layout.options import Options
from reader.layout.paragraph import SEPARATOR, layout_paragraph

ELLIPSIS = "…"
_ENDLESS = 1 << 30
_TO_SPACES = {ord(char): " " for char in "\t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\u2028\u2029"}


def layout_label(text: str, width: int, options: Options | None = None, offset: int = 0) -> Line:
    """The text as one line of at most `width` cells (at least 1), cut at its logical end with … if it is longer.

    Separators of lines and paragraphs are shown as spaces. The … stands for the code points it replaces; `offset`
    is added to all spans, `options.width` is not used.
    """
    options = replace(options or Options(width), width=_ENDLESS)
    room = 4 * width + 64  # more than fits: a cluster without cells is rare
    text, rest = text[:room], len(text) - room
    if SEPARATOR.search(text) or "\x0b" in text or "\x0c" in text or "\u2028" in text:
        text = text.translate(_TO_SPACES)
    line = layout_paragraph(text, options, offset)[0]
    if line.width <= width and rest <= 0:
        return line
    options = replace(options, base=line.base_level)
    end = line.prefix(width - 1)
    while True:
        cut = layout_paragraph(text[: end - offset].rstrip(" ") + ELLIPSIS, options, offset)[0]
        if cut.width <= width or end <= offset:
            return cut.ending_at(offset + len(text) + max(0, rest))
        end = line.cluster_at(end - 1).start
