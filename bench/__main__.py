"""Run every bench in this folder that can run here."""

from importlib import import_module
from pathlib import Path

for path in sorted(Path(__file__).parent.glob("[a-z]*.py")):
    print(f"\n== {path.stem}")
    import_module(f"bench.{path.stem}").main()
