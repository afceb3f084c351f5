"""The merge driver: three files as git hands them, by entries where that can be done and by lines where not."""

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from smartplan.editing.merge3.data import Unmergeable
from smartplan.editing.merge3.lineage import Contest
from smartplan.editing.merge3.result import Merged
from smartplan.editing.merge3.text import merge
from smartplan.errors import GitFailed, print_traceback
from smartplan.plan.finding import Address
from smartplan.workspace.atomic import replace
from smartplan.workspace.git import run
from smartplan.workspace.git_environment import program
from smartplan.yamltext.source import SourceText, decode, encode

# Git reads anything above as a driver that failed, and leaves the file alone.
CANNOT = 129


class MergeOutcome(NamedTuple):
    """What to report to git and to the user: the exit code, and what is in conflict as far as that is known.

    The code is 0 for a clean merge, 1 for a conflict between markers in the file; by lines what `git merge-file` says.
    `conflicts` are the addresses that are marked, `contests` the programmes whose lineage both sides settled.
    """

    code: int
    conflicts: Sequence[Address] = ()
    contests: Sequence[Contest] = ()


def merge_files(base: Path, ours: Path, theirs: Path, size: int) -> MergeOutcome:
    """Write the merge to `ours`."""
    try:
        source, merged = _merged(base, ours, theirs)
    except Exception:
        # Whatever went wrong: with an answer of ours git would keep one side and say nothing of the other.
        print_traceback()
        return MergeOutcome(_by_lines(base, ours, theirs, size))
    conflicts = merged.conflicts
    text = merged.text(size, with_base=bool(conflicts) and _with_base())
    replace(ours, encode(source, text))
    return MergeOutcome(1, conflicts, merged.contests) if conflicts else MergeOutcome(0)


def _merged(base: Path, ours: Path, theirs: Path) -> tuple[SourceText, Merged]:
    """The file that is to hold the merge, and the merge. Raises Unmergeable."""
    sources = [decode(path.read_bytes(), path.name, path) for path in (base, ours, theirs)]
    if any(source.fault for source in sources):
        raise Unmergeable
    return sources[1], merge(*(source.text for source in sources))


def _with_base() -> bool:
    """Whether the user wants the base between the markers too."""
    try:
        return run(Path(), ["config", "merge.conflictStyle"], missing=b"").strip() in (b"diff3", b"zdiff3")
    except GitFailed:
        return False


def _by_lines(base: Path, ours: Path, theirs: Path, size: int) -> int:
    labels = ["-L", "ours", "-L", "base", "-L", "theirs", f"--marker-size={size}"]
    # A name may start with a dash.
    names = [os.path.abspath(path) for path in (ours, base, theirs)]
    try:
        done = subprocess.run([program(), "merge-file", *labels, "--", *names], stdin=subprocess.DEVNULL, check=False)
    except OSError:
        return CANNOT
    return done.returncode if 0 <= done.returncode < 128 else CANNOT
