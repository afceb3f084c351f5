"""The versions of a file in the commits of a repository: which ones changed it, and what stands in each."""

import os
import subprocess
from pathlib import Path
from types import TracebackType

from msgspec import Struct

from smartplan.errors import GitFailed
from smartplan.workspace.git import git_path, run
from smartplan.workspace.git_environment import command, environment


class Version(Struct, frozen=True):
    """A commit that changed a file: its day where its author was, and the commits before it that changed the file."""

    sha: str
    day: str
    parents: tuple[str, ...]


def versions(top: Path, start: str, path: str) -> list[Version]:
    """The commits from `start` backwards that changed a file, each ahead of those before it. Raises GitFailed."""
    words = ["rev-list", "--topo-order", "--parents", "--format=%as", start, "--", path]
    lines = run(top, words).decode("ascii", "replace").splitlines()
    found = []
    for head, day in zip(lines[::2], lines[1::2], strict=False):
        _, sha, *parents = head.split()
        found.append(Version(sha, day, tuple(parents)))
    return found


def former_path(top: Path, sha: str, path: str) -> str | None:
    """The path that a file had before a commit that renamed it. Raises GitFailed."""
    words = ["diff-tree", "-r", "-M", "--root", "--no-commit-id", "--no-ext-diff", "--no-textconv"]
    listing = run(top, [*words, "--name-status", "-z", "--diff-filter=R", sha])
    parts = os.fsdecode(listing).split("\0")
    pairs = zip(parts[1::3], parts[2::3], strict=False)
    return next((old for old, new in pairs if new == path), None)


def where_history_begins(top: Path) -> frozenset[str]:
    """The first commits of a shallow clone, which have others before them that are not there. Raises GitFailed."""
    if run(top, ["rev-parse", "--is-shallow-repository"]).strip() != b"true":
        return frozenset()
    return frozenset(git_path(top, "shallow").read_text("ascii", "replace").split())


class Contents:
    """Reads files of any commits from one process of git, which ends with the `with` block."""

    def __init__(self, top: Path) -> None:
        self._top = top
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "Contents":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._process is not None:
            # It ends when it has nothing to read any more.
            self._process.communicate()

    def read(self, sha: str, path: str) -> bytes | None:
        """The bytes of a file in a commit; None where the commit has none. Raises GitFailed."""
        if "\n" in path:
            raise GitFailed(variant="other")
        process = self._process = self._process or self._start()
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            process.stdin.write(os.fsencode(f"{sha}:{path}\n"))
            process.stdin.flush()
            _, kind, *size = process.stdout.readline().rsplit(None, 2)
            if kind != b"blob":
                # A folder has a content as well.
                if size and size[0].isdigit():
                    process.stdout.read(int(size[0]) + 1)
                return None
            return process.stdout.read(int(size[0]) + 1)[:-1]
        except (OSError, ValueError):
            raise GitFailed(variant="other") from None

    def _start(self) -> subprocess.Popen[bytes]:
        line = command(self._top, ["cat-file", "--batch"])
        try:
            return subprocess.Popen(
                line,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=environment(self._top),
            )
        except FileNotFoundError:
            raise GitFailed(variant="no-git") from None
        except (OSError, ValueError):
            raise GitFailed(variant="other") from None
