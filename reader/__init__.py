"""Hamish: a terminal reader for Arabic articles, with who is named, who said what and what is claimed in the margin."""

__version__ = "0.1.0"
