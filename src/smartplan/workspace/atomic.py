"""Bytes to disk: the old file whole or the new file whole, whatever happens, and nobody's work written over."""

import errno
import os
import re
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from smartplan.errors import CannotWrite, Changed, Exists
from smartplan.workspace.lockfile import OPEN, beside
from smartplan.workspace.paths import leads_out, shown

_VARIANTS = {
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.EROFS: "read-only",
    errno.ENAMETOOLONG: "name",
    errno.ENOENT: "missing",
    errno.ENOTDIR: "missing",
    errno.EISDIR: "directory",
    errno.EBUSY: "busy",
    errno.ETXTBSY: "busy",
}


def replace(path: Path, data: bytes, *, read: bytes | None = None) -> None:
    """The content of a file gives way to `data`; a file that does not exist is made, unless it was `read` before.

    `read` is what the file held when it was read. Mode, extended attributes and, where the system allows it, the owner
    stay; a symbolic link stays one and its target is written. What is no regular file, such as /dev/stdout or a FIFO,
    takes the bytes as they come, unless it was `read`.

    Raises Changed where the file holds something else than `read` by now, and CannotWrite, also for a link that leads
    out of its repository; either way the file is as it was.
    """
    with explained(path, "permission"):
        stay_inside(path)
        target = Path(os.path.realpath(path))
        state = _state(path)
        if state is not None:
            if read is None and (stat.S_ISFIFO(state.st_mode) or stat.S_ISCHR(state.st_mode)):
                with open(path, "wb") as stream:
                    stream.write(data)
                return
            if not stat.S_ISREG(state.st_mode):
                kind = "directory" if stat.S_ISDIR(state.st_mode) else "not-a-file"
                raise CannotWrite(path=shown(path), variant=kind)
            # Whoever may not write a file must not get around that by putting another in its place.
            os.close(os.open(target, OPEN))
    with explained(path, "folder"):
        with beside(target, state) as temporary:
            temporary.fill(data)
            # As late as can be: an editor takes no lock.
            if read is not None:
                _compare(path, target, read)
            try:
                temporary.take_place_of(target)
            except OSError as error:
                variant = _irreplaceable(target, state, error)
                if variant is None:
                    raise
                raise CannotWrite(path=shown(path), variant=variant) from None
        _settle(target.parent)


def report(path: Path, data: bytes) -> None:
    """A report to a file, whatever the file held; only a file that plans are made of does not give way.

    Raises CannotWrite.
    """
    target = Path(os.path.realpath(path))
    if {path.suffix.casefold(), target.suffix.casefold()} & {".yaml", ".yml"} or _is_ours(target):
        raise CannotWrite(path=shown(path), variant="plan")
    replace(path, data)


def make_folder(path: Path) -> None:
    """A folder for reports, in one that is there; it may be there as well. Raises CannotWrite."""
    with explained(path, "folder"):
        stay_inside(path)
        path.mkdir(exist_ok=True)


def _is_ours(path: Path) -> bool:
    """Whether a file is a plan, a review, an evaluation or a baseline, under whatever name: all state their format."""
    with suppress(OSError):
        if path.is_file():
            return re.search(rb"^(\xef\xbb\xbf)?([\"']?)format\2[ \t]*:", path.read_bytes(), re.MULTILINE) is not None
    return False


def stay_inside(path: Path) -> None:
    """Raises CannotWrite for a link by which the author of a repository chooses what is written elsewhere."""
    if leads_out(path):
        raise CannotWrite(path=shown(path), variant="leads-out")


def create(path: Path, data: bytes) -> None:
    """A new file in a folder that is there. Raises Exists where the name is taken, even by a link, and CannotWrite."""
    with explained(path, "folder"):
        stay_inside(path.parent)
        target = Path(os.path.realpath(path.parent)) / path.name
        # Before a full disk or a folder without permission is complained of.
        if os.path.lexists(target):
            raise Exists(path=shown(path))
        with beside(target, None) as temporary:
            temporary.fill(data)
            try:
                temporary.take_free_name(target)
            except FileExistsError:
                raise Exists(path=shown(path)) from None
        _settle(target.parent)


def remove(path: Path, *, read: bytes) -> None:
    """Take a file away that holds what was `read`. Raises Changed where it does not, and CannotWrite."""
    with explained(path, "keeps"):
        stay_inside(path.parent)
        target = Path(os.path.realpath(path.parent)) / path.name
        try:
            state = os.lstat(target)
        except FileNotFoundError:
            raise Changed(path=shown(path), variant="gone") from None
        if not stat.S_ISREG(state.st_mode):
            raise Changed(path=shown(path))
        # What is put beside it makes another writer wait.
        with beside(target, state) as temporary:
            _compare(path, target, read)
            os.unlink(target)
            temporary.remove()
        _settle(target.parent)


def _compare(path: Path, target: Path, read: bytes) -> None:
    try:
        with open(target, "rb") as stream:
            same = stream.read(len(read) + 1) == read
    except FileNotFoundError:
        raise Changed(path=shown(path), variant="gone") from None
    if not same:
        raise Changed(path=shown(path))


def _irreplaceable(target: Path, state: os.stat_result | None, error: OSError) -> str | None:
    """Why a file keeps its name though one could be put beside it; None where nothing special is known."""
    if error.errno == errno.EBUSY and _is_mounted(target):
        return "mounted"
    if isinstance(error, PermissionError) and state is not None:
        if sys.platform == "win32":
            # It was open for writing a moment ago: another program has it open.
            return "busy"
        folder = os.stat(target.parent)
        if folder.st_mode & stat.S_ISVTX and os.geteuid() not in (state.st_uid, folder.st_uid):
            return "sticky"
        return "keeps"
    return None


def _is_mounted(target: Path) -> bool:
    """Whether something is mounted on a file, as far as Linux tells: a container often has single files mounted."""
    with suppress(OSError), open("/proc/self/mountinfo", "rb") as stream:
        # Blanks, tabs, line breaks and backslashes of a path stand there in octal.
        named = os.fsencode(re.sub(r"[ \t\n\\]", lambda found: f"\\{ord(found[0]):03o}", str(target)))
        return any(line.split(b" ")[4] == named for line in stream)
    return False


def _settle(folder: Path) -> None:
    """Force the new name to the disk. The content is whole either way, so that no failure is told as one."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _state(path: Path) -> os.stat_result | None:
    try:
        return os.stat(path)
    except FileNotFoundError:
        return None


@contextmanager
def explained(path: Path, permission: str) -> Iterator[None]:
    """An error of the system as one that a person understands; `permission` is the variant for a lack of it."""
    try:
        yield
    except BrokenPipeError:
        # The reader of a pipe has gone, which is no fault.
        raise
    except OSError as error:
        variant = permission if isinstance(error, PermissionError) else _VARIANTS.get(error.errno or 0, "")
        raise CannotWrite(path=shown(path), variant=variant, detail=error.strerror or str(error)) from None
