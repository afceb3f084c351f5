"""Work that a library does which can end its process: a file that is made for it ends another one."""

import faulthandler
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Final, TypeVar

T = TypeVar("T")
R = TypeVar("R")
# Elsewhere a fork is missing, or not safe.
_METHOD: Final = "fork" if sys.platform == "linux" else "spawn"
_ADDRESSES: Final = 1024 * 1024 * 1024
_SECONDS: Final = 20


def run_apart(work: Callable[[T], R], argument: T) -> R:
    """The result of a function of a module, found in a process with little room and time.

    Raises ValueError where that process ends before it has one, and where the work fails.
    """
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    with ProcessPoolExecutor(1, get_context(_METHOD), _begin) as executor:
        try:
            return executor.submit(_guarded, work, argument).result()
        except BrokenProcessPool as lost:
            raise ValueError from lost


def _guarded(work: Callable[[T], R], argument: T) -> R:
    try:
        return work(argument)
    except BaseException as fault:
        # That of a panic in Rust is no Exception, and its class is not known in the other process.
        raise ValueError(repr(fault)) from None


def _begin() -> None:
    """What the process does first: it says nothing, leaves no dump of its memory, and takes no more than it may."""
    faulthandler.disable()
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    with suppress(ImportError):
        import resource

        for limit, value in (
            (resource.RLIMIT_AS, _ADDRESSES),
            (resource.RLIMIT_CPU, _SECONDS),
            (resource.RLIMIT_CORE, 0),
        ):
            with suppress(OSError, ValueError):
                resource.setrlimit(limit, (value, resource.getrlimit(limit)[1]))
