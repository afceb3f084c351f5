"""The texts that edits replaced, kept beside the plans, so that an edit can be taken back.

The folder `.smartplan` beside a plan holds a folder for each file, and in it a file for each edit, numbered and
readable by its owner alone: the whole text, below a line of JSON in a comment. Git passes it over. Nothing but taking
an edit back needs it: it may be deleted.
"""

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from hashlib import sha256
from itertools import accumulate
from pathlib import Path

import msgspec
from msgspec import Struct, structs

from smartplan.errors import CannotOpen
from smartplan.workspace.files import contents
from smartplan.workspace.paths import shown

_FOLDER = ".smartplan"
# So many edits of a file can be taken back, and fewer where the file is large.
_MOST = 50
_MOST_BYTES = 64 * 1024 * 1024
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)


class Kept(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One edit: the command, the programmes that it was about, a digest of the text after it, and the text before."""

    time: str
    command: str
    programmes: list[str]
    after: str
    before: str = ""

    def left(self, text: str) -> bool:
        """Whether the edit left the file with that text."""
        return self.after == _digest(text)


def keep(path: Path, command: str, programmes: Sequence[str], before: str, after: str) -> Path | None:
    """Keep the text that an edit of a file replaced; the file that holds it, None where it cannot be kept."""
    kept = Kept(
        time=datetime.now(UTC).isoformat(timespec="seconds"),
        command=command,
        programmes=list(programmes),
        after=_digest(after),
    )
    folder = path.parent / _FOLDER
    try:
        for one in (folder, _of(path)):
            with suppress(FileExistsError):
                one.mkdir()
            # A link could lead anywhere, out of the repository too.
            if one.is_symlink():
                return None
        with suppress(FileExistsError):
            _write(folder / ".gitignore", b"*\n")
        file = _write_next(path, b"# %s\n%s" % (msgspec.json.encode(kept), before.encode()))
        _forget(_files(path))
    except OSError:
        return None
    return file


def edits(path: Path) -> Iterator[tuple[Path, Kept]]:
    """The edits of a file that are kept, the last one first. What cannot be read is passed over."""
    for file in _files(path):
        if file.is_symlink():
            continue
        # A text that is no UTF-8 is a ValueError, and so is JSON that is none.
        with suppress(CannotOpen, ValueError):
            head, _, before = (contents(file, shown(file)) or b"").decode().partition("\n")
            yield file, structs.replace(msgspec.json.decode(head.removeprefix("# "), type=Kept), before=before)


def _of(path: Path) -> Path:
    """The folder of the edits of a file. Nothing in it is called as what looks for YAML files looks for."""
    return path.parent / _FOLDER / f"{path.name}.d"


def _files(path: Path) -> list[Path]:
    """The files of the edits of a file, the last one first."""
    folder = _of(path)
    if folder.is_symlink() or folder.parent.is_symlink():
        return []
    try:
        found = [one for one in folder.iterdir() if one.suffix == ".txt" and one.stem.isdecimal()]
    except OSError:
        return []
    return sorted(found, key=lambda one: int(one.stem), reverse=True)


def _write_next(path: Path, data: bytes) -> Path:
    """A file behind the last one. Raises OSError."""
    while True:
        earlier = _files(path)
        number = int(earlier[0].stem) + 1 if earlier else 1
        file = _of(path) / f"{number:06}.txt"
        # Where the name is taken meanwhile, another edit of the file was the quicker one.
        with suppress(FileExistsError):
            _write(file, data)
            return file


def _forget(files: Sequence[Path]) -> None:
    """Delete the oldest edits beyond the bounds; the last one stays, however large it is."""
    sizes = accumulate(one.lstat().st_size for one in files)
    for index, (file, size) in enumerate(zip(files, sizes, strict=True)):
        if index and (index >= _MOST or size > _MOST_BYTES):
            with suppress(OSError):
                file.unlink()


def _write(path: Path, data: bytes) -> None:
    """A new file that its owner alone can read, for so it is no wider open than any plan. Raises OSError."""
    with open(os.open(path, _NEW, 0o600), "wb") as stream:
        stream.write(data)


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()
