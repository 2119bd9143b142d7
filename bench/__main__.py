"""Run the benches, each in a process of its own: `python -m bench` all of them, `python -m bench layout review` some."""

from __future__ import annotations

import subprocess
import sys

BENCHES = ("layout", "entities", "quotes", "claims", "quality", "review", "screen", "camel")

if __name__ == "__main__":
    chosen = sys.argv[1:] or BENCHES
    failed = []
    for name in chosen:
        print(f"\n== {name}", flush=True)
        if subprocess.run([sys.executable, "-m", f"bench.{name}"]).returncode:
            failed.append(name)
    if failed:
        sys.exit(f"not measured: {', '.join(failed)}")
