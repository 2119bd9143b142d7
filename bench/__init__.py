"""Ratios against a yardstick measured in the same run; never asserted. `python -m bench` runs them all."""
