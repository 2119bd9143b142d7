"""Run every trainer that this folder has: `python -m scripts.train`."""

from importlib import import_module
from importlib.util import find_spec

STEPS = ("gazetteer", "sounds", "clusters", "entities", "quotes", "claims")
"""In this order: later ones build on what earlier ones made."""

for step in STEPS:
    name = f"scripts.train.{step}"
    if find_spec(name):
        print(f"== {step}", flush=True)
        import_module(name).main()
