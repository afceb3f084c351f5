"""The log of a workflow as GitHub's runner reads it."""

Command = tuple[str, dict[str, str], str]


def read(line: str) -> Command | None:
    """A line as the runner reads it: name, properties and data, or None for what is no command."""
    line = line.lstrip()
    if not line.startswith("::") or "::" not in line[2:]:
        return None
    head, _, data = line[2:].partition("::")
    name, _, properties = head.partition(" ")
    pairs = dict(part.split("=", 1) for part in properties.strip().split(",") if part)
    return name, {key: unescape(value, ":,\r\n%") for key, value in pairs.items()}, unescape(data, "\r\n%")


def unescape(text: str, characters: str) -> str:
    for character in characters:
        text = text.replace(f"%{ord(character):02X}", character)
    return text


def commands(text: str) -> list[Command]:
    return [found for line in text.splitlines() if (found := read(line)) is not None]
