"""Words of `summary`."""

TEXTS: dict[str, str] = {}
