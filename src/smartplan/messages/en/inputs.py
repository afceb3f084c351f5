"""Words of `inputs`."""

TEXTS: dict[str, str] = {}
