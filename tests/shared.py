"""Where the data beside the project is, and the mark that skips a test where it is absent."""

import os
from pathlib import Path

import pytest

SHARED = Path(os.environ.get("HAMISH_SHARED") or Path(__file__).resolve().parents[2] / "shared")
GOLD = SHARED / "gold"
REFERENCE = GOLD / "dev" / "text" / "00.txt"

needs_shared = pytest.mark.skipif(not GOLD.is_dir(), reason="the data folder ../shared is absent")
