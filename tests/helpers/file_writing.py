"""Files that are written while something goes wrong: every call of the system in hand, other users, other processes."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from smartplan.errors import Changed, Exists, SmartplanError
from smartplan.workspace import atomic, lockfile
from tests.helpers.other_user import open_everything

if sys.platform == "win32":
    pytest.skip("modes, locks and links are of another kind there", allow_module_level=True)

OLD, NEW = b"\xef\xbb\xbfformat: 1\r\nrevision: '2023'\r\n", b"\xef\xbb\xbfformat: 1\r\nrevision: '2024'\rx: \x00\xff\n"
NOBODY = 65534


class Steps:
    """The module `os` with a hand on every call: `act` is told its name and may do something, or fail, ahead of it."""

    def __init__(self, act: Callable[[str], None], after: Callable[[str], None] = lambda name: None) -> None:
        self._act, self._after = act, after

    def __getattr__(self, name: str) -> Any:
        found = getattr(os, name)
        if not callable(found) or isinstance(found, type):
            return found

        def step(*arguments: Any, **named: Any) -> Any:
            self._act(name)
            result = found(*arguments, **named)
            self._after(name)
            return result

        return step


def hook(monkeypatch: pytest.MonkeyPatch, steps: Steps) -> None:
    monkeypatch.setattr(atomic, "os", steps)
    monkeypatch.setattr(lockfile, "os", steps)


def names(folder: Path) -> list[str]:
    return sorted(os.listdir(folder))


def variant(error: pytest.ExceptionInfo[SmartplanError]) -> str:
    return str(error.value.values.get("variant", ""))


@contextmanager
def as_owner() -> Iterator[None]:
    """Back to root, where it was root who stepped down."""
    if os.getuid() == 0:
        os.seteuid(0)
        yield
        os.seteuid(NOBODY)
    else:
        yield


@pytest.fixture
def shared() -> Iterator[Path]:
    """A folder that everybody may write to, seen by somebody who is not root."""
    root = os.geteuid() == 0
    open_everything()
    with TemporaryDirectory() as folder:
        os.chmod(folder, 0o777)
        path = Path(folder) / "2023.yaml"
        path.write_bytes(OLD)
        path.chmod(0o666)
        if root:
            os.setegid(NOBODY)
            os.seteuid(NOBODY)
        try:
            yield path
        finally:
            if root:
                os.seteuid(0)
                os.setegid(0)
            os.chmod(folder, 0o777)


def child(work: Callable[[], None]) -> int:
    """The number of a process that does some work. It ends with 0, 3 where the file has changed, 4 where it exists."""
    number = os.fork()
    if number == 0:
        code = 1
        try:
            work()
            code = 0
        except Changed:
            code = 3
        except Exists:
            code = 4
        finally:
            os._exit(code)
    return number


def end(number: int) -> int:
    """How a process ended; a signal is negative."""
    return os.waitstatus_to_exitcode(os.waitpid(number, 0)[1])


def at_once(works: list[Callable[[], None]]) -> list[int]:
    """How processes end that start at the same time."""
    read, write = os.pipe()

    def wait(work: Callable[[], None]) -> None:
        os.close(write)
        os.read(read, 1)
        work()

    numbers = [child(lambda work=work: wait(work)) for work in works]  # type: ignore[misc]
    os.close(write)
    ends = [end(number) for number in numbers]
    os.close(read)
    return ends
