"""The same work on many things, in several processes."""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Final, TypeVar

from smartplan.errors import WorkerLost

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

T = TypeVar("T")
R = TypeVar("R")
# Elsewhere a fork is missing, or not safe.
_METHOD: Final = "fork" if sys.platform == "linux" else "spawn"
# From how many things on processes are quicker than their start is slow: measured, see benchmarks/README.md.
LEAST: Final = 8 if _METHOD == "fork" else 32


# Windows waits for no more.
_MOST: Final = 61 if sys.platform == "win32" else 1000


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def each(work: Callable[[T], R], items: Sequence[T], jobs: int) -> Iterator[R]:
    """The results in the order of the items; one after the other where `jobs` is 1 or the items are few.

    `jobs` is how many processes there may be, 0 as many as there are processors.

    The processes start now and not with the first result, so that no thread of the caller's is copied into them. The
    iterator raises WorkerLost where one of them was ended from outside, as for want of memory.
    """
    workers = min(jobs or processors(), len(items), _MOST)
    if workers < 2 or len(items) < LEAST:
        return map(work, items)
    # Costs as much as reading a small plan, which most runs need not pay.
    try:
        from concurrent.futures import ProcessPoolExecutor
        from multiprocessing import get_context

        executor = ProcessPoolExecutor(workers, get_context(_METHOD), _begin)
        results = executor.map(work, items)
    except (OSError, ImportError):
        # No room for their locks, no more processes allowed, or a system without either.
        return map(work, items)
    return _ordered(executor, results)


def _ordered(executor: "ProcessPoolExecutor", results: Iterator[R]) -> Iterator[R]:
    from concurrent.futures.process import BrokenProcessPool

    try:
        yield from results
    except BrokenProcessPool:
        raise WorkerLost from None
    finally:
        executor.shutdown(cancel_futures=True)


def _begin() -> None:
    """What a worker does first: it leaves Ctrl-C to its parent, and ends when that one does."""
    import signal
    import threading

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    from multiprocessing import parent_process

    parent = parent_process()
    if parent is not None:
        parent.join()
    os._exit(1)
