"""The file beside a target that is to become it.

It has a fixed name and is locked while it grows: it is what makes two writers of one target wait for each other, and
what a killed run leaves behind is what the next run clears away.
"""

import errno
import os
import stat
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from msgspec import Struct

# To write: a symbolic link is not followed, a FIFO not waited for, a line break not translated.
OPEN = os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_NEW = OPEN | os.O_CREAT | os.O_EXCL
# Seconds to wait for another writer of the same target, and between two looks.
_PATIENCE = 10.0
_PAUSE = 0.01
# Folders take names of 255 bytes, encrypted ones of 143.
_LONGEST_NAME = 120
# The access list of a file on Linux, acl(5); while there is one, the bits of the group in the mode are its mask.
_ACCESS = "system.posix_acl_access"
_NO_LISTS = (errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS)
_NO_LINKS = (errno.EPERM, errno.EACCES, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK)


class Temporary(Struct):
    """A file open for writing; `state` is what it was when it was made."""

    name: str
    handle: int
    state: os.stat_result

    def fill(self, data: bytes) -> None:
        """Write all of it, down to the disk."""
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(self.handle, rest) :]
        os.fsync(self.handle)

    def take_place_of(self, target: Path) -> None:
        """Become the target, in one step."""
        self._let_go()
        os.replace(self.name, target)

    def take_free_name(self, target: Path) -> None:
        """Become a target that is not there yet, in one step. Raises FileExistsError."""
        self._let_go()
        if sys.platform == "win32":
            os.rename(self.name, target)
            return
        try:
            os.link(self.name, target)
        except OSError as error:
            if error.errno not in _NO_LINKS:
                raise
            # Here the name is taken by an empty file first.
            empty = os.open(target, _NEW, 0o666)
            try:
                os.close(empty)
                os.replace(self.name, target)
            except BaseException:
                os.unlink(target)
                raise
        self.remove()

    def remove(self) -> None:
        """Take the file away, where it has its name still."""
        self._let_go()
        with suppress(OSError):
            if _names(self.name, self.state):
                os.unlink(self.name)

    def close(self) -> None:
        """Give the lock back. What was written is on the disk already."""
        handle, self.handle = self.handle, -1
        with suppress(OSError):
            os.close(handle)

    def _let_go(self) -> None:
        # There an open file cannot lose its name; elsewhere it stays open to stay locked.
        if sys.platform == "win32":
            self.close()


@contextmanager
def beside(target: Path, state: os.stat_result | None) -> Iterator[Temporary]:
    """A file beside a target, with all that is the target's but its content; `state` is None where there is no target.

    Gone again where anything fails. Raises OSError: EBUSY where another writer does not come to an end.
    """
    temporary = _open(target, 0o666 if state is None else 0o600)
    try:
        if state is not None:
            _take_after(target, state, temporary)
        yield temporary
    except BaseException:
        temporary.remove()
        raise
    finally:
        temporary.close()


class _NoLock(Exception):
    """The file system knows no locks, or somebody else's file has the name."""


def _open(target: Path, mode: int) -> Temporary:
    encoded = os.fsencode(target.name)
    name = target.name if len(encoded) <= _LONGEST_NAME else _hash(encoded)
    try:
        return _open_locked(str(target.with_name(f".{name}.smartplan")), mode)
    except _NoLock:
        # Nothing is known of other writers: a name of its own keeps this one out of their way.
        alone = str(target.with_name(f".{name}.{os.urandom(4).hex()}.smartplan"))
        return _make(alone, mode)


def _make(name: str, mode: int) -> Temporary:
    """A file that was not there before. Raises FileExistsError."""
    handle = os.open(name, _NEW, mode)
    try:
        return Temporary(name, handle, os.fstat(handle))
    except BaseException:
        os.close(handle)
        os.unlink(name)
        raise


def _open_locked(name: str, mode: int) -> Temporary:
    """The file of that name, made anew, once no living process holds it. Raises _NoLock."""
    deadline = time.monotonic() + _PATIENCE
    while True:
        try:
            temporary = _make(name, mode)
        except FileExistsError:
            _clear(name)
        else:
            try:
                # Before it was locked another may have taken it for a file left behind.
                if _lock(temporary.handle) and _names(name, temporary.state):
                    return temporary
            except BaseException:
                temporary.remove()
                temporary.close()
                raise
            temporary.close()
        if time.monotonic() > deadline:
            raise OSError(errno.EBUSY, os.strerror(errno.EBUSY))
        time.sleep(_PAUSE)


def _clear(name: str) -> None:
    """Take away what a killed run left behind; not what is in use. Raises _NoLock."""
    if sys.platform == "win32":
        with suppress(PermissionError, FileNotFoundError):
            os.unlink(name)
        return
    try:
        handle = os.open(name, OPEN)
        try:
            if _lock(handle) and _names(name, os.fstat(handle)):
                os.unlink(name)
        finally:
            os.close(handle)
    except FileNotFoundError:
        return
    except OSError:
        raise _NoLock from None


if sys.platform == "win32":

    def _lock(handle: int) -> bool:
        # An open file cannot be taken away there, which is lock enough.
        return True

else:
    import fcntl

    def _lock(handle: int) -> bool:
        """Whether the file is this process's own now. Raises _NoLock."""
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            raise _NoLock from None
        return True


def _names(name: str, state: os.stat_result) -> bool:
    """Whether a name is that of this very file."""
    try:
        return os.path.samestat(os.lstat(name), state)
    except FileNotFoundError:
        return False


def _take_after(target: Path, state: os.stat_result, temporary: Temporary) -> None:
    """Give the owner, the mode and the attributes of the target, access lists among them, to the temporary file.

    At no moment, and to nobody, does it allow more than the target does; where something cannot be kept, less.
    """
    if sys.platform == "win32":
        # All there is to keep is that a file may not be written, and then it is not.
        return
    handle, own = temporary.handle, temporary.state
    if (own.st_uid, own.st_gid) != (state.st_uid, state.st_gid):
        for uid in (state.st_uid, -1):
            with suppress(OSError):
                os.fchown(handle, uid, state.st_gid)
                break
    mode = stat.S_IMODE(state.st_mode)
    now = os.fstat(handle)
    if now.st_uid != state.st_uid:
        mode &= ~stat.S_ISUID
    same_group = now.st_gid == state.st_gid
    if not same_group:
        # Who was in the one group is now among the others, and who was among the others may be in the new one.
        both = mode >> 3 & mode & stat.S_IRWXO
        mode = mode & ~(stat.S_ISGID | stat.S_IRWXG | stat.S_IRWXO) | both << 3 | both
    # Before the mode, which would let through what stands in a list inherited from the folder.
    if sys.platform == "linux":
        mode &= _take_attributes(target, handle, same_group=same_group)
    # Some file systems know one mode only, and refuse to set it.
    if stat.S_IMODE(os.fstat(handle).st_mode) != mode:
        os.fchmod(handle, mode)


if sys.platform == "linux":

    def _take_attributes(target: Path, handle: int, *, same_group: bool) -> int:
        """Copy the extended attributes. Gives the bits that a mode may have, fewer where a list is not as it was."""
        try:
            names = os.listxattr(target)
        except OSError as error:
            return 0o7777 if error.errno in _NO_LISTS else 0o7700
        # Others are the system's own, such as a checksum of the old content.
        for name in names:
            if name.startswith(("user.", "system.")) and name != _ACCESS:
                with suppress(OSError):
                    os.setxattr(handle, name, os.getxattr(target, name))
        try:
            if _ACCESS in names and same_group:
                os.setxattr(handle, _ACCESS, os.getxattr(target, _ACCESS))
            elif _ACCESS in os.listxattr(handle):
                os.removexattr(handle, _ACCESS)
        except OSError:
            return 0o7700
        # A list of another group's means another thing now; without it only the owner is sure to be meant.
        return 0o7777 if same_group or _ACCESS not in names else 0o7700


def _hash(name: bytes) -> str:
    # Costs a few milliseconds, and few names are as long.
    from hashlib import sha256

    return sha256(name).hexdigest()[:32]
