"""The user's own keys: `keymap.toml` in the configuration folder, checked entry by entry; what is wrong is told, never swallowed.

    [keys]
    accept = "a, ctrl+y"
    next_pending = ["n", "F9"]

A key is written as it is typed (`a`, `G`, `?`) or by its name (`ctrl+r`, `pagedown`, `f5`). The Arabic twin follows by itself.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from textual.keys import Keys, _character_to_key

from reader.i18n import t
from reader.settings import paths
from reader.ui import keymap

_NAMED = frozenset(key.value for key in Keys) | frozenset(f"f{n}" for n in range(1, 25)) | {"space"}
_MODIFIED = re.compile(r"(?:(?:ctrl|alt|shift|super|hyper|meta)\+)+(?P<key>.+)")
_NEVER_ARRIVE = {
    "ctrl+m": "enter",
    "ctrl+j": "enter",
    "ctrl+[": "escape",
    "ctrl+left_square_bracket": "escape",
    "ctrl+s": "",
    "ctrl+c": "",
    "ctrl+z": "",
}
"""Keys that most terminals send as another key, or keep for themselves."""


class UserKeys(NamedTuple):
    """The keys that hold, by action id, and what is wrong with the others, in sentences."""

    keys: dict[str, tuple[str, ...]]
    problems: tuple[str, ...] = ()


def path() -> Path:
    """Where the keymap is looked for."""
    return paths.config_dir() / "keymap.toml"


def load(place: Path | None = None) -> UserKeys:
    """The user's keymap; nothing and no problem when there is none."""
    place = place or path()
    try:
        data = tomllib.loads(place.read_text("utf-8"))
    except FileNotFoundError:
        return UserKeys({})
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        return UserKeys({}, (t("keys.unreadable", path=place, reason=error),))
    table = data.get("keys", {})
    stray = [t("keys.stray", name=name) for name in data if name != "keys"]
    if not isinstance(table, dict):
        return UserKeys({}, (t("keys.unreadable", path=place, reason="[keys]"),))
    found = check(table)
    return UserKeys(found.keys, (*stray, *found.problems))


def check(table: Mapping[str, object]) -> UserKeys:
    """Which entries of a keymap hold. An entry with a mistake is left out whole, and the action keeps its own keys."""
    actions = {action.id: action for action in keymap.ACTIONS}
    chosen: dict[str, tuple[str, ...]] = {}
    problems: list[str] = []
    for name, value in table.items():
        if name not in actions:
            close = get_close_matches(name, actions, 1)
            problems.append(
                t("keys.unknown", name=name) + (f" {t('keys.meant', name=close[0])}" if close else "")
            )
            continue
        written = [str(key).strip() for key in (value if isinstance(value, list) else str(value).split(","))]
        keys = [key_of(key) for key in written if key]
        bad = [key for key, known in zip([w for w in written if w], keys, strict=True) if known is None]
        lost = [key for key in keys if key in _NEVER_ARRIVE]
        problems += [t("keys.no_key", name=name, key=key) for key in bad]
        problems += [t("keys.unreachable", name=name, key=key) for key in lost]
        if keys and not bad and not lost:
            chosen[name] = tuple(key for key in keys if key is not None)
    for one, other, key in clashes(chosen):
        problems.append(t("keys.clash", key=keymap.key_name(key), one=one, other=other))
        chosen.pop(one, None)
    return UserKeys(chosen, tuple(problems))


def key_of(written: str) -> str | None:
    """Textual's name for a key as a person writes it; None when there is no such key."""
    if len(written) == 1:
        return _character_to_key(written) if written.isprintable() and written != " " else None
    lower = written.lower()
    modified = _MODIFIED.fullmatch(lower)
    last = modified["key"] if modified else lower
    if last in _NAMED or last in keymap.SYMBOLS or (modified and len(last) == 1):
        return lower
    return None


def clashes(chosen: Mapping[str, tuple[str, ...]]) -> Iterable[tuple[str, str, str]]:
    """Pairs of actions that are heard together and share a key: the one that the user changed, the other, the key."""
    for one, other in combinations(keymap.ACTIONS, 2):
        if one.id not in chosen and other.id not in chosen:
            continue
        if other.scope not in keymap.heard_with(one.scope) and one.scope not in keymap.heard_with(
            other.scope
        ):
            continue
        shared = set(chosen.get(one.id, one.keys)) & set(chosen.get(other.id, other.keys))
        if shared:
            guilty, innocent = (one, other) if one.id in chosen else (other, one)
            yield guilty.id, innocent.id, sorted(shared)[0]
