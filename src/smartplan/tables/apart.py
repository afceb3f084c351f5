"""Work that a library does which can end its process: a file that is made for it ends another one."""

import faulthandler
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

T = TypeVar("T")
R = TypeVar("R")
_ADDRESSES: Final = 1024 * 1024 * 1024
_SECONDS: Final = 10


def run_apart(work: Callable[[T], R], argument: T) -> R:
    """The result of a function of a module, found in a process with little room and time.

    Raises ValueError where that process ends before it has one, where it takes too long, and where the work fails.
    """
    from multiprocessing import get_context

    # Elsewhere a fork is missing, or not safe.
    context = get_context("fork") if sys.platform == "linux" else get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_send, args=(sender, work, argument), daemon=True)
    with receiver:
        process.start()
        # Else the end of the process would not be the end of the pipe.
        sender.close()
        try:
            if not receiver.poll(_SECONDS):
                raise ValueError("too long")
            result, fault = receiver.recv()
        except (EOFError, OSError) as lost:
            raise ValueError("ended") from lost
        finally:
            process.kill()
            process.join()
    if fault:
        raise ValueError(fault)
    found: R = result
    return found


def _send(sender: "Connection", work: Callable[[T], R], argument: T) -> None:
    _begin()
    try:
        sender.send((work(argument), ""))
    except BaseException as fault:
        # That of a panic in Rust is no Exception, and its class is not known in the other process.
        sender.send((None, repr(fault)))


def _addresses() -> int:
    """How many bytes of addresses a process has that began as a copy of another; 0 where nobody tells."""
    try:
        with open("/proc/self/statm", encoding="ascii") as stream:
            return int(stream.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0


def _begin() -> None:
    """What the process does first: it says nothing, leaves no dump of its memory, and takes no more than it may."""
    faulthandler.disable()
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    with suppress(ImportError):
        import resource

        for limit, value in (
            (resource.RLIMIT_AS, _addresses() + _ADDRESSES),
            (resource.RLIMIT_CPU, _SECONDS),
            (resource.RLIMIT_CORE, 0),
        ):
            with suppress(OSError, ValueError):
                resource.setrlimit(limit, (value, resource.getrlimit(limit)[1]))
