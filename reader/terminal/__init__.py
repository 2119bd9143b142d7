"""How a finished visual row is written to a given terminal, and how to find out which it is."""
