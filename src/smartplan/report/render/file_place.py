"""Names of files, and lines in them, that a terminal may show as links."""

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from smartplan.report.render.terminal import Style


class FilePlace(Struct, frozen=True):
    """What stands in a text for a file, or for a line of it; `path` is None for standard input, or a file in git."""

    text: str
    path: Path | None
    line: int | None = None


def runs(text: str, places: Sequence[FilePlace], style: Style) -> list[tuple[str, tuple[str, ...]]]:
    """The text in parts, each with the style that leads to its place."""
    found: list[tuple[str, tuple[str, ...]]] = []
    for place in places if style.links else ():
        ahead, name, behind = text.partition(place.text)
        if name:
            found += [(ahead, ()), (name, style.target(place.path, place.line))]
            text = behind
    return [*found, (text, ())]
