"""The sentences of one language, an area a module."""
