"""The two files by which a step of a GitHub workflow speaks: the summary of the job and the outputs of the step."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from msgspec import Struct

from smartplan.errors import CannotWrite, UsageError
from smartplan.messages import Catalogue

# GitHub takes no more from a step, and would show nothing of a summary that is longer.
LIMIT: Final = 1024 * 1024


class Workflow(Struct, frozen=True):
    """The step that is running."""

    summary: Path
    outputs: Path

    def tell(self, markdown: str, counts: Mapping[str, int], say: Catalogue) -> bool:
        """Add to the summary, cut where there is no room, and to the outputs. False where the summary is full.

        Raises CannotWrite.
        """
        _append(self.outputs, "".join(f"{name}={count}\n" for name, count in counts.items()))
        before = _size(self.summary)
        # A blank line, or it would go on with what another command wrote.
        text = cut(markdown, LIMIT - before - 2, f"\n{say('ci.cut')}\n")
        if text is not None:
            _append(self.summary, f"\n{text}" if before else text)
        return text is not None


def running() -> Workflow:
    """The workflow around this process. Raises UsageError where there is none."""
    names = ("GITHUB_STEP_SUMMARY", "GITHUB_OUTPUT")
    missing = next((name for name in names if not os.environ.get(name)), None)
    if missing:
        raise UsageError("error.no-workflow", name=missing)
    return Workflow(*(Path(os.environ[name]) for name in names))


def cut(markdown: str, room: int, note: str) -> str | None:
    """The text in so many bytes of UTF-8: whole, or up to the end of a line with the note; None where none fits."""
    if len(markdown.encode(errors="backslashreplace")) <= room:
        return markdown
    kept: list[str] = []
    depth, used = 0, len(note.encode())
    for line in markdown.splitlines(keepends=True):
        used += len(line.encode(errors="backslashreplace"))
        opened = max(0, depth + line.count("<details>") - line.count("</details>"))
        if used + opened * len(_CLOSE) > room:
            break
        kept.append(line)
        depth = opened
    # The note does not hide in what is folded.
    return "".join([*kept, _CLOSE * depth, note]) if kept else None


_CLOSE: Final = "\n</details>\n"


def _append(path: Path, text: str) -> None:
    """Add to the end of a file, on a line of its own."""
    try:
        start = "" if _ends_a_line(path) else "\n"
        with open(path, "ab") as stream:
            stream.write((start + text).encode(errors="backslashreplace"))
    except OSError as error:
        raise CannotWrite(path=str(path), detail=error.strerror or str(error)) from None


def _ends_a_line(path: Path) -> bool:
    if not _size(path):
        return True
    with open(path, "rb") as stream:
        stream.seek(-1, os.SEEK_END)
        return stream.read() == b"\n"


def _size(path: Path) -> int:
    """Bytes of a file; 0 for one that is not there yet, or has no size."""
    return path.stat().st_size if path.is_file() else 0
