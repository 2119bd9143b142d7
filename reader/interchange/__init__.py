"""Other tools' formats, one module each, and their registry."""
