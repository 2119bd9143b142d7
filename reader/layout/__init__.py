"""Text becomes lines of cells: bidi, joining, breaking. Pure functions of strings."""

from reader.layout.document import Document
from reader.layout.label import layout_label
from reader.layout.line import Cluster, Line, line_of
from reader.layout.options import Options
from reader.layout.paragraph import layout_paragraph

__all__ = ["Cluster", "Document", "Line", "Options", "layout_label", "layout_paragraph", "line_of"]
