"""Strings that reach the terminal outside the layout (errors, titles, file names): nothing in them can be obeyed."""

from __future__ import annotations

import contextlib
import re

# C0, DEL and C1 controls; line and paragraph separators; bidi embeddings, overrides and isolates; deprecated format
# characters; lone surrogates; the BOM; interlinear annotation; tag characters (UnicodeData.txt: Cc, Cs, part of Cf).
# Joiners and the directional marks LRM, RLM and ALM stay: real Arabic names need them and they order nothing foreign.
_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_UNDECODED = re.compile("[\udc80-\udcff]")
_UNSAFE_IN_JSON = re.compile(_UNSAFE.pattern.replace("\x00-\x1f", ""))


def visible(character: str) -> str:
    """How one character that must not reach the terminal is shown: `␛` for a C0 control, `<U+202E>` for others."""
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else f"<U+{code:04X}>"


def printable(text: str, limit: int | None = None) -> str:
    """`text` on one line with every character that a terminal might obey made visible.

    White space becomes single spaces; with `limit` (code points) the end is cut and marked `…`. A file's name that
    Python could not decode under the locale (PEP 383) is shown as UTF-8 where it is that.
    """
    if _UNDECODED.search(text):
        with contextlib.suppress(UnicodeError):
            text = text.encode("utf-8", "surrogateescape").decode()
    text = re.sub(r"[ \t\r\n\f\v\x85\u2028\u2029]+", " ", text)
    if limit is not None and len(text) > limit:
        text = text[: limit - 1] + "…"
    return _UNSAFE.sub(lambda match: visible(match.group()), text)


def escaped_json(data: bytes) -> bytes:
    """JSON with those characters as `\\uXXXX`: the same values, and nothing that a terminal would obey.

    JSON writers escape C0 controls themselves; C1 controls (U+009B begins an escape sequence) and overrides they send.
    """

    def escape(match: re.Match[str]) -> str:
        units = match.group().encode("utf-16-be", "surrogatepass")
        return "".join(f"\\u{units[i]:02x}{units[i + 1]:02x}" for i in range(0, len(units), 2))

    return _UNSAFE_IN_JSON.sub(escape, data.decode("utf-8", "surrogatepass")).encode()
