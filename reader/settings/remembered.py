"""Small choices that outlive a session, kept in `remembered.json`: one table a topic, one value a key."""

from __future__ import annotations

from pathlib import Path

import msgspec

from reader.settings import paths
from reader.settings.atomic import write_atomically

Topics = dict[str, dict[str, str]]


def _path() -> Path:
    return paths.state_dir() / "remembered.json"


def _load() -> Topics:
    try:
        return msgspec.json.decode(_path().read_bytes(), type=Topics)
    except (OSError, msgspec.DecodeError):
        return {}


def recall(topic: str, key: str) -> str | None:
    """What was remembered for `key` under `topic` (for example `profile`, a terminal's identity), or None."""
    return _load().get(topic, {}).get(key)


def remember(topic: str, key: str, value: str | None) -> None:
    """Remember `value` (None forgets). Raises OSError when the state folder cannot be written."""
    topics = _load()
    table = topics.setdefault(topic, {})
    if value is None:
        table.pop(key, None)
    else:
        table[key] = value
    write_atomically(_path(), msgspec.json.format(msgspec.json.encode(topics)))
