"""Bytes to plain data with positions, and plain data to the typed model as far as its shape allows."""
