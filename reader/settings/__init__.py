"""Where Hamish keeps its files, what the user configured and what it remembers."""
