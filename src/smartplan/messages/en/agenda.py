"""Words of `agenda`."""

TEXTS: dict[str, str] = {}
