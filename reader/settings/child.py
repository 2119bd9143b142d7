"""Starting a module of this very package as a process of its own, whatever the folder that the user stands in.

`python -m` would look for the package in the working folder first, and an article may lie beside a folder called `reader`.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

PACKAGE_PARENT = Path(__file__).resolve().parents[2]


def command(module: str, *arguments: str) -> list[str]:
    """What starts `module` with this interpreter, the working folder not on its path (`-P`)."""
    return [sys.executable, "-P", "-m", module, *arguments]


def environment(**more: str) -> dict[str, str]:
    """Our environment with the folder of this package first on the path, and `more`."""
    path = os.pathsep.join([str(PACKAGE_PARENT), *filter(None, [os.environ.get("PYTHONPATH")])])
    return {**os.environ, "PYTHONPATH": path, **more}
