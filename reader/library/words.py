"""Words a learner keeps, each with the sentence it stood in; exported for spreadsheets and for Anki."""

from __future__ import annotations

import csv
import io
import os
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from reader.settings import paths
from reader.settings.atomic import write_atomically

_TRAILING = "\t\r\n"


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """A kept word as it stood, what the lens said of it, and where it was."""

    word: str
    sentence: str
    vocalised: str = ""
    lemma: str = ""
    root: str = ""
    pos: str = ""
    gloss: str = ""
    source: str = ""
    at: str = ""


def path() -> Path:
    """The list: one JSON object a line."""
    return paths.data_dir() / "words.jsonl"


def keep(word: Kept) -> bool:
    """Add a word; False when the same word with the same sentence is there. On disk before it returns. Raises OSError."""
    if any((one.word, one.sentence) == (word.word, word.sentence) for one in words()):
        return False
    stamped = msgspec.structs.replace(word, at=word.at or datetime.now(UTC).isoformat(timespec="seconds"))
    path().parent.mkdir(parents=True, exist_ok=True)
    with path().open("ab") as handle:
        # Begin on a line of its own even after a line that a killed process left half written.
        handle.write(b"\n" + msgspec.json.encode(stamped) + b"\n")
        handle.flush()
        os.fsync(handle.fileno())
    return True


def words() -> list[Kept]:
    """All kept words, oldest first; a damaged line is passed over. Raises OSError."""
    found = []
    try:
        lines = path().read_bytes().splitlines()
    except FileNotFoundError:
        return []
    for line in lines:
        try:
            found.append(msgspec.json.decode(line, type=Kept))
        except msgspec.DecodeError:
            continue
    return found


def remove(word: str) -> int:
    """Forget every entry of `word`; how many there were. Raises OSError."""
    kept = words()
    left = [one for one in kept if one.word != word]
    if len(left) < len(kept):
        write_atomically(path(), b"".join(msgspec.json.encode(one) + b"\n" for one in left))
    return len(kept) - len(left)


def as_csv(kept: list[Kept]) -> bytes:
    """A table with a heading; a BOM, or Excel reads Arabic as Windows-1252."""
    out = io.StringIO()
    table = csv.DictWriter(out, Kept.__struct_fields__, lineterminator="\r\n")
    table.writeheader()
    table.writerows(msgspec.to_builtins(kept))
    return ("\ufeff" + out.getvalue()).encode("utf-8", "replace")


def as_anki(kept: list[Kept]) -> bytes:
    """Anki's text import: front (the word in its sentence), back (lemma, root, gloss); tags say where from.

    The first lines are Anki's file headers (its manual, «Importing text files»).
    """
    lines = ["#separator:tab", "#html:true", "#columns:Front\tBack\tTags", "#tags column:3"]
    for one in kept:
        sentence = _html(one.sentence).replace(_html(one.word), f"<b>{_html(one.word)}</b>", 1)
        front = f'<div dir="rtl">{sentence}</div>'
        back = [f'<div dir="rtl">{_html(one.vocalised or one.word)}</div>', _html(one.gloss)]
        if one.lemma:
            back.append(f'<div dir="rtl">{_html(one.lemma)} ({_html(one.root)})</div>')
        lines.append("\t".join((front, "<br>".join(part for part in back if part), _tag(one.source))))
    return ("\n".join(lines) + "\n").encode("utf-8", "replace")


def _html(text: str) -> str:
    text = "".join(" " if c in _TRAILING else c for c in text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _tag(source: str) -> str:
    return "hamish " + "_".join(Path(source).name.split())
