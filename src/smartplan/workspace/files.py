"""The bytes of one file, guarded: what is no regular file, or is being written, is never taken for one."""

import os
import stat
import sys
import time
from pathlib import Path

from smartplan.errors import CannotOpen
from smartplan.workspace.paths import leads_out
from smartplan.yamltext.source import MAX_BYTES, SourceText, decode

# Nanoseconds for which a file counts as changed just now: what the clock of a file system may not tell apart; and as
# emptied just now. Seconds between two looks at such a file, and for which one is looked at that never comes to rest.
_FRESH = 20_000_000
_EMPTIED = 250_000_000
_PAUSE = 0.001
_PATIENCE = 2.0
# Files of the kernel say that they are empty.
_LEAST = 65_536


def read(path: Path, name: str) -> SourceText:
    """Read a regular file. Raises CannotOpen for anything that cannot be opened as one."""
    return decode(contents(path, name), name, path)


def contents(path: Path, name: str, limit: int = MAX_BYTES) -> bytes | None:
    """The bytes of a regular file as they stood at one moment; None for one over the limit. Raises CannotOpen."""
    try:
        if leads_out(path):
            raise CannotOpen(path=name, reason="leads-out")
        # Without O_NONBLOCK the open of a FIFO would wait for a writer for ever.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except (OSError, ValueError) as error:
        raise CannotOpen(path=name, reason=_reason(error)) from None
    try:
        mode = os.fstat(handle).st_mode
        if not stat.S_ISREG(mode):
            raise CannotOpen(path=name, reason="directory" if stat.S_ISDIR(mode) else "not-a-file")
        return _at_rest(handle, name, limit)
    except OSError as error:
        raise CannotOpen(path=name, reason=_reason(error)) from None
    finally:
        os.close(handle)


def _at_rest(handle: int, name: str, limit: int) -> bytes | None:
    """The bytes of an open file that nobody writes meanwhile. Raises CannotOpen where somebody does not end.

    An editor that does not put a new file in place of the old shows none of it for a moment, and then half. What was
    changed just now has to be read twice the same, and what is empty has to have been so for a while. Who writes in
    pieces with longer breaks cannot be told from who is done.
    """
    end = time.monotonic() + _PATIENCE
    before: tuple[object, ...] = ()
    while True:
        state = os.fstat(handle)
        data = _all(handle, state.st_size, end, limit)
        after = os.fstat(handle)
        stamp = (after.st_size, after.st_mtime_ns, after.st_ctime_ns)
        if stamp == (state.st_size, state.st_mtime_ns, state.st_ctime_ns):
            age = abs(time.time_ns() - max(after.st_mtime_ns, after.st_ctime_ns))
            if age > (_FRESH if data else _EMPTIED) or (data and before == (stamp, data)):
                return data
            before = (stamp, data)
        if time.monotonic() > end:
            raise CannotOpen(path=name, reason="changing")
        time.sleep(_PAUSE)


def _all(handle: int, size: int, end: float, limit: int) -> bytes | None:
    """All bytes of an open file, of whatever size it says it is; None where they are over the limit.

    Of one that grows as quickly as it is read, what there was when the time came to an end.
    """
    if size > limit:
        return None
    os.lseek(handle, 0, os.SEEK_SET)
    parts: list[bytes] = []
    length = 0
    while part := os.read(handle, max(size - length, _LEAST) + 1):
        parts.append(part)
        length += len(part)
        if length > limit:
            return None
        if length > size and time.monotonic() > end:
            break
    return b"".join(parts)


def read_standard_input() -> SourceText:
    """Read standard input to its end, or to the limit. Raises CannotOpen where there is none."""
    # Python has no stream for an input that was closed.
    if sys.stdin is None:
        raise CannotOpen(path="-", reason="missing")
    try:
        return decode(sys.stdin.buffer.read(MAX_BYTES + 1), "-", None)
    except OSError as error:
        raise CannotOpen(path="-", reason=_reason(error)) from None


def _reason(error: OSError | ValueError) -> str:
    if isinstance(error, FileNotFoundError):
        return "missing"
    if isinstance(error, PermissionError):
        return "permission"
    if isinstance(error, IsADirectoryError):
        return "directory"
    if isinstance(error, NotADirectoryError):
        return "missing"
    return "other"
