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


def between(places: Sequence[FilePlace], *, old: bool, new: bool) -> str:
    """Where a change stands, in brackets; an arrow at one end says that the old file, or the new, has no such line."""
    told = " → ".join(place.text for place in places)
    return f"[{'' if old else '→ '}{told}{'' if new else ' →'}]" if told else ""


def runs(text: str, places: Sequence[FilePlace], style: Style) -> list[tuple[str, tuple[str, ...]]]:
    """The text in parts, each with the style that leads to its place."""
    found: list[tuple[str, tuple[str, ...]]] = []
    for place in places if style.links else ():
        ahead, name, behind = text.partition(place.text)
        if name:
            found += [(ahead, ()), (name, style.target(place.path, place.line))]
            text = behind
    return [*found, (text, ())]
