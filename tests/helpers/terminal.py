"""The program on a real terminal."""

import os
import select
import subprocess
import sys
import time
from codecs import getincrementaldecoder
from collections.abc import Callable
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("terminals are of another kind there", allow_module_level=True)
import pty

# The terminal becomes the process's own, so that Ctrl-C on it is a real one.
OWN = "import fcntl, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); "
# Tests that run in the background, or are to outlive their terminal, are started to ignore these.
HEEDS = (
    "import signal; signal.signal(signal.SIGHUP, signal.SIG_DFL); "
    "signal.signal(signal.SIGINT, signal.default_int_handler); "
)
PROGRAM = HEEDS + "import sys; from smartplan.cli import main; sys.argv[0] = 'smartplan'; main()"
PATIENCE = 20.0


class Terminal:
    """A program on a terminal, and what it has shown so far."""

    def __init__(self, *arguments: str, cwd: Path, stdin: bool = True, stdout: bool = True, **environment: str) -> None:
        self.master, slave = pty.openpty()
        plain = subprocess.DEVNULL
        # An environment with no home and no locale.
        self.process = subprocess.Popen(
            [sys.executable, "-c", (OWN if stdin else "") + PROGRAM, *arguments],
            stdin=slave if stdin else plain, stdout=slave if stdout else subprocess.PIPE, stderr=slave, cwd=cwd,
            env={
                "PATH": os.environ["PATH"], "TERM": "xterm", "SMARTPLAN_STATE": os.environ["SMARTPLAN_STATE"],
                **environment,
            },
            start_new_session=True,
        )  # fmt: skip
        os.close(slave)
        self.shown = ""
        # A character may come in two parts.
        self.decoder = getincrementaldecoder("utf-8")("replace")

    def expect(self, text: str) -> None:
        """Wait for a text, and forget what came before it."""
        deadline = time.monotonic() + PATIENCE
        while text not in self.shown:
            assert time.monotonic() < deadline, f"{text!r} is not in {self.shown!r}"
            if not self._read():
                assert text in self.shown, f"{text!r} is not in {self.shown!r}"
        self.shown = self.shown.partition(text)[2]

    def type(self, text: str | bytes) -> None:
        os.write(self.master, text if isinstance(text, bytes) else f"{text}\n".encode())

    def end(self, again: Callable[[], object] = lambda: None) -> int:
        """Wait for the end, doing something again after a second, and after two. Returns the exit code.

        An interrupt that comes in the instant before Python waits for a line is only noticed with the next one.
        """
        begun = time.monotonic()
        times = 1
        while self._read():
            waited = time.monotonic() - begun
            assert waited < PATIENCE, self.shown
            if waited > times < 3:
                times += 1
                again()
        code = self.process.wait(PATIENCE)
        assert "Traceback" not in self.shown
        return code

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        if self.process.stdout is not None:
            self.process.stdout.close()
        os.close(self.master)

    def _read(self) -> bool:
        """Take what is shown next; False at the end."""
        if select.select([self.master], [], [], 0.1)[0]:
            try:
                data = os.read(self.master, 65536)
            except OSError:
                # All ends of the terminal are closed.
                return False
            # So may the end of a line.
            self.shown = (self.shown + self.decoder.decode(data)).replace("\r\n", "\n")
            return bool(data)
        return self.process.poll() is None
