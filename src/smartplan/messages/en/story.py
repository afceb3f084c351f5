"""Words of `story`."""

TEXTS: dict[str, str] = {}
