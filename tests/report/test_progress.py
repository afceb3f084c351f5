"""The bar of long work: for a terminal and for many things alone, and gone when they are done."""

import subprocess
import sys
from collections.abc import Iterator

import pytest

from smartplan.report.render.progress import track

# Runs `track` with a terminal on standard error that remembers what it was sent.
TERMINAL = """
import io, os, sys
from smartplan.report.render.progress import track
class Terminal(io.StringIO):
    def isatty(self): return True
os.environ.pop("NO_COLOR", None)
sys.stderr, screen = Terminal(), sys.__stderr__
got = list(track(iter(range({n})), {n}, "Membaca [x]", least=8))
print(len(got), "rich" in sys.modules, "Membaca [x]" in sys.stderr.getvalue(), repr(sys.stderr.getvalue()[-12:]))
"""


def watched(n: int, term: str = "xterm") -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", TERMINAL.format(n=n)], capture_output=True, text=True, check=True,
        env={"PATH": "", "TERM": term, "COLUMNS": "80"},
    )  # fmt: skip
    return done.stdout.split(maxsplit=3)


def test_a_bar_is_drawn_and_wiped_away() -> None:
    count, rich, drawn, last = watched(8)
    assert (count, rich, drawn) == ("8", "True", "True")
    # Back to the first column, and the line cleared.
    assert last.strip().endswith("\\x1b[2K'")


@pytest.mark.parametrize(("n", "term"), [(7, "xterm"), (0, "xterm"), (8, "dumb")])
def test_there_is_no_bar_for_a_few_things_or_a_screen_that_cannot_wipe_it_away(n: int, term: str) -> None:
    assert watched(n, term) == [str(n), "False", "False", "''\n"]


def test_there_is_no_bar_in_a_pipe(capsys: pytest.CaptureFixture[str]) -> None:
    found: Iterator[int] = track(range(100), 100, "Membaca")
    assert list(found) == list(range(100))
    assert capsys.readouterr() == ("", "")
