"""smartplan: draft, check and compare revisions of a smart city master plan."""

__version__ = "0.1.0"
