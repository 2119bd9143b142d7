"""Text becomes lines of cells: bidi, joining, breaking. Pure functions of strings."""
