"""A folder in which one file is another than on disk, as it will be once an edit is written."""

from pathlib import Path

from smartplan.workspace.folder import Disk, Folder
from smartplan.yamltext.source import SourceText


class _Changed(Disk):
    """The files as they lie on disk, but for one."""

    def __init__(self, source: SourceText) -> None:
        self._source = source

    def read(self, path: Path, name: str) -> SourceText:
        """A file. Raises CannotOpen."""
        return self._source if path == self._source.path else super().read(path, name)


def with_text(folder: Folder, source: SourceText) -> Folder:
    """The folder on disk, in which the file of this source has its text."""
    return Folder(folder.path, _Changed(source))
