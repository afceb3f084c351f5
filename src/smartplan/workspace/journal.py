"""What commands changed, kept in the state folder of the user, so that it can be taken back.

The folder is that of the system (`SMARTPLAN_STATE` names another). Each command that writes leaves a file in it,
numbered and readable by its owner alone: a line of JSON, and the compressed bytes of each file before and after. Only
taking a command back needs it: it may be deleted.
"""

import json
import os
import stat
import sys
import zlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

import msgspec
from msgspec import Struct, structs

from smartplan.errors import CannotOpen, CannotWrite
from smartplan.workspace.atomic import explained
from smartplan.workspace.lockfile import OPEN
from smartplan.workspace.paths import shown

_VARIABLE = "SMARTPLAN_STATE"
# So many commands can be taken back, and fewer where their files are large.
_MOST = 200
_MOST_BYTES = 64 * 1024 * 1024
_NEW = OPEN | os.O_CREAT | os.O_EXCL
_READ = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
# What else is to be said here than of a file that a command was to write: that one is written all the same.
_OF_STATE = {"full": "state-full", "read-only": "state-read-only"}
# In place of the digest of a file that is not there.
ABSENT = "absent"
# Options that say nothing about what a command changed, each with a value behind it.
_NOISE = ("--plans", "--lang")
# So much of a word of the command line: a text is in the file itself.
_LONGEST_WORD = 200


class FileChange(Struct, frozen=True):
    """A file before and after a command; None where there is none."""

    path: Path
    before: bytes | None
    after: bytes | None

    @property
    def inverse(self) -> "FileChange":
        """What takes the change back."""
        return FileChange(self.path, self.after, self.before)


class KeptFile(Struct, frozen=True):
    """A file of a command: its path without links on the way, and what tells its bytes before and after.

    `sizes` are those of the compressed bytes.
    """

    path: str
    before: str
    after: str
    sizes: tuple[int, int]


class JournalEntry(Struct, frozen=True, kw_only=True):
    """One command that wrote, without the bytes. `words` is its line as it was typed, `stored` where the entry lies.

    `folders` are those that it made.
    """

    time: str
    command: str
    words: list[str]
    programmes: list[str]
    files: list[KeptFile]
    folders: list[str] = []
    stored: str = ""


def keep(command: str, changes: Sequence[FileChange], about: Sequence[str], folders: Sequence[Path]) -> JournalEntry:
    """Keep what a command is about to change. Raises CannotWrite, which says why it could not be taken back."""
    bodies = [zlib.compress(data or b"", 1) for change in changes for data in (change.before, change.after)]
    entry = JournalEntry(
        time=datetime.now(UTC).isoformat(timespec="seconds"),
        command=command,
        words=_words(command, about),
        programmes=list(about),
        files=[
            KeptFile(place(change.path), digest(change.before), digest(change.after), (len(before), len(after)))
            for change, before, after in zip(changes, bodies[::2], bodies[1::2], strict=True)
        ],
        folders=[place(folder) for folder in folders],
    )
    folder = _folder()
    try:
        with explained(folder, "folder"):
            _prepare(folder)
            # As escapes, which keep the bytes of a path that are no text.
            head = json.dumps(msgspec.to_builtins(entry)).encode()
            file = _write_next(folder, b"".join([head, b"\n", *bodies]))
            _forget_oldest(_files(folder))
    except CannotWrite as error:
        variant = error.values["variant"]
        raise CannotWrite(**{**error.values, "variant": _OF_STATE.get(variant, variant)}) from None
    return structs.replace(entry, stored=str(file))


def entries() -> Iterator[JournalEntry]:
    """The commands that are kept, the last one first. What cannot be read, or is not whole, is passed over."""
    for file in _files(_folder()):
        with suppress(OSError, ValueError, msgspec.MsgspecError), _opened(file) as stream:
            head = stream.readline()
            entry = msgspec.convert(json.loads(head), JournalEntry)
            # A process that was killed while it wrote one had changed nothing.
            if os.fstat(stream.fileno()).st_size == len(head) + sum(sum(kept.sizes) for kept in entry.files):
                yield structs.replace(entry, stored=str(file))


def changes_of(entry: JournalEntry) -> list[FileChange]:
    """What a command changed, with the bytes. Raises CannotOpen."""
    file = Path(entry.stored)
    found: list[FileChange] = []
    try:
        with _opened(file) as stream:
            stream.readline()
            for kept in entry.files:
                before, after = (zlib.decompress(stream.read(size)) for size in kept.sizes)
                change = FileChange(
                    Path(kept.path), None if kept.before == ABSENT else before, None if kept.after == ABSENT else after
                )
                if (digest(change.before), digest(change.after)) != (kept.before, kept.after):
                    raise CannotOpen(path=shown(file), reason="other")
                found.append(change)
    except (OSError, zlib.error):
        raise CannotOpen(path=shown(file), reason="other") from None
    return found


def change_of(entry: JournalEntry, path: str) -> FileChange:
    """What a command changed in one of its files. Raises CannotOpen."""
    return next(change for change in changes_of(entry) if str(change.path) == path)


def forget(entry: JournalEntry) -> None:
    """Drop an entry: it was taken back, or nothing was written."""
    with suppress(OSError):
        os.unlink(entry.stored)


def digest(data: bytes | None) -> str:
    """What tells bytes from others."""
    return ABSENT if data is None else sha256(data).hexdigest()


def minute(time: str) -> str:
    """The time of an entry as the minute on the clock here."""
    return f"{datetime.fromisoformat(time).astimezone():%Y-%m-%d %H:%M}"


def place(path: Path) -> str:
    """Where a file or a folder is, whatever links lead to its folder."""
    return os.path.join(os.path.realpath(path.parent), path.name)


def _words(command: str, about: Sequence[str]) -> list[str]:
    """The command line as it was typed; for a command that another one offered to run, what it amounts to."""
    typed = list(_typed())
    name = command.split()
    return typed if set(name) <= set(typed) else [*name, *about]


def _typed() -> Iterator[str]:
    """The command line without what it says nothing by."""
    words = iter(sys.argv[1:])
    for word in words:
        if word in _NOISE:
            next(words, None)
        elif not word.startswith(tuple(f"{option}=" for option in _NOISE)):
            text = word.encode(errors="backslashreplace").decode()
            yield text if len(text) <= _LONGEST_WORD else f"{text[:_LONGEST_WORD]}…"


def _folder() -> Path:
    given = os.environ.get(_VARIABLE)
    if given:
        return Path(os.path.abspath(given)) / "undo"
    # A library that only what is written or taken back needs.
    from platformdirs import user_state_path

    return user_state_path("smartplan", appauthor=False) / "undo"


def _prepare(folder: Path) -> None:
    """The folder, for its owner alone. Raises OSError, and CannotWrite where it is another's or leads elsewhere."""
    # Where nobody has a home, its name would be one in the current folder.
    if not folder.is_absolute():
        raise CannotWrite(path=shown(folder), variant="missing")
    try:
        folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except FileExistsError:
        raise CannotWrite(path=shown(folder.parent), variant="no-folder") from None
    with suppress(FileExistsError):
        folder.mkdir(mode=0o700)
    if not _is_own(folder):
        raise CannotWrite(path=shown(folder), variant="not-own")
    if sys.platform != "win32" and stat.S_IMODE(folder.lstat().st_mode) != 0o700:
        folder.chmod(0o700)


def _is_own(folder: Path) -> bool:
    """Whether it is a folder of this user, and no link: who could write there would choose what is given back."""
    state = folder.lstat()
    return stat.S_ISDIR(state.st_mode) and (sys.platform == "win32" or state.st_uid == os.geteuid())


def _files(folder: Path) -> list[Path]:
    """The files of the entries, the last one first."""
    try:
        if not _is_own(folder):
            return []
        found = [one for one in folder.iterdir() if one.suffix == ".entry" and one.stem.isdecimal()]
    except OSError:
        return []
    return sorted(found, key=lambda one: int(one.stem), reverse=True)


def _opened(file: Path) -> BinaryIO:
    """A file of the journal, no link followed. Raises OSError."""
    return open(os.open(file, _READ), "rb")


def _write_next(folder: Path, data: bytes) -> Path:
    """A file behind the last one, on the disk before any plan changes. Raises OSError."""
    earlier = _files(folder)
    number = int(earlier[0].stem) + 1 if earlier else 1
    while True:
        file = folder / f"{number:06}.entry"
        try:
            handle = os.open(file, _NEW, 0o600)
        except FileExistsError:
            # Another command was the quicker one.
            number += 1
            continue
        try:
            with open(handle, "wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(handle)
        except BaseException:
            with suppress(OSError):
                file.unlink()
            raise
        return file


def _forget_oldest(files: Sequence[Path]) -> None:
    """Delete the oldest entries beyond the bounds; the last one stays, however large it is."""
    size = 0
    for index, file in enumerate(files):
        # Another command may have deleted it a moment ago.
        with suppress(OSError):
            size += file.lstat().st_size
            if index and (index >= _MOST or size > _MOST_BYTES):
                file.unlink()
