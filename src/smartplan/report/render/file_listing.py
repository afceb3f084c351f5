"""Text as it stands in files, such as an example of a rule: drawn line by line, and never wrapped."""

from collections.abc import Iterator, Sequence
from typing import Literal

from msgspec import Struct


class FileListing(Struct, frozen=True):
    """The texts of files by their names, under a `label` that says whether they are good or bad."""

    label: str
    tone: Literal["good", "bad"]
    files: Sequence[tuple[str, str]]

    def lines(self, file: int) -> Iterator[str]:
        """The lines of a file, its name in a comment ahead of them."""
        name, text = self.files[file]
        yield f"# {name}"
        yield from (line.rstrip() for line in text.strip("\n").split("\n"))
