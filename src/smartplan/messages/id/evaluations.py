"""Words of `evaluations`."""

TEXTS: dict[str, str] = {}
