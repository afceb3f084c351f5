"""Any result as JSON text."""

from typing import Any

import msgspec


def render(value: Any) -> str:
    """The text, ending in a line break."""
    try:
        data = msgspec.json.encode(value)
    except UnicodeEncodeError:
        # The name of a file may hold bytes that are no text.
        data = msgspec.json.encode(_as_text(msgspec.to_builtins(value)))
    return msgspec.json.format(data, indent=2).decode() + "\n"


def _as_text(value: Any) -> Any:
    if isinstance(value, dict):
        return {_as_text(key): _as_text(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_as_text(item) for item in value]
    return value.encode(errors="backslashreplace").decode() if isinstance(value, str) else value
