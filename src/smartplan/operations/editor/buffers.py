"""The folder of plans as an editor has it: open texts stand for the files on disk, and what was read is kept."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from smartplan.plan.finding import Finding
from smartplan.workspace.folder import Disk, Folder
from smartplan.workspace.plan_file import PlanFile
from smartplan.yamltext.source import SourceText, decode


class Buffers(Disk):
    """The files on disk, with the texts that are open in an editor in their place, saved or not."""

    def __init__(self, texts: Mapping[Path, str]) -> None:
        self._texts = texts

    def _entries(self, folder: Path) -> list[Path]:
        opened = [path for path in self._texts if path.parent == folder]
        return sorted({*super()._entries(folder), *opened})

    def read(self, path: Path, name: str) -> SourceText:
        """A file as it is open, else as it lies on disk. Raises CannotOpen."""
        text = self._texts.get(path)
        return super().read(path, name) if text is None else source_of(text, name, path)


def source_of(text: str, name: str, path: Path | None) -> SourceText:
    """A text of an editor as if it had been read from a file: the same limits, the same byte order mark."""
    # Half of a pair, which JSON can hold and no file, is found to be no UTF-8.
    return decode(text.encode("utf-8", "surrogatepass"), name, path)


class _Text(NamedTuple):
    """All that the content of a file depends on."""

    name: str
    text: str
    bom: bool
    fault: Finding | None
    profiles: tuple[str, ...]


class Kept:
    """Files that were read, each as long as its text stays; and of each the last in which a content was found."""

    def __init__(self) -> None:
        self._files: dict[Path, tuple[_Text, PlanFile]] = {}
        self._good: dict[Path, PlanFile] = {}

    def get(self, path: Path, text: _Text) -> PlanFile | None:
        """The file of that text, if it is the last that was read."""
        found = self._files.get(path)
        return found[1] if found and found[0] == text else None

    def put(self, path: Path, text: _Text, file: PlanFile) -> None:
        """Keep a file in place of what was read there before."""
        self._files[path] = (text, file)
        if file.content is not None and file.document.data is not None:
            self._good[path] = file

    def good(self, path: Path) -> PlanFile | None:
        """The last version of a file that could be read."""
        return self._good.get(path)

    def forget(self, home: Path) -> None:
        """Let go of a folder of plans, of which no file is open any more."""
        for known in (self._files, self._good):
            for path in [path for path in known if path.is_relative_to(home)]:
                del known[path]


class KeptFolder(Folder):
    """A folder of plans that parses only what is new to it."""

    def __init__(self, path: Path | None, store: Disk, kept: Kept) -> None:
        super().__init__(path, store)
        self._kept = kept
        self._profile_texts: tuple[str, ...] | None = None

    def parse(self, source: SourceText) -> PlanFile:
        """A text as a file of this folder, read at most once as long as neither it nor a profile changes."""
        if source.path is None:
            return super().parse(source)
        text = _Text(source.name, source.text, source.bom, source.fault, self._of_profiles())
        file = self._kept.get(source.path, text)
        if file is None:
            file = super().parse(source)
            self._kept.put(source.path, text, file)
        elif file.plan is not None:
            # So that what is wrong with it is told again.
            self.profile(file.plan.profile)
        return file

    def _of_profiles(self) -> tuple[str, ...]:
        """The texts of the profiles beside the plans, by which what a plan means may change. Raises CannotOpen."""
        if self._profile_texts is None:
            self._profile_texts = tuple(self.store.read(path, name).text for name, path in self.profiles.items())
        return self._profile_texts
