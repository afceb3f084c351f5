"""Files as they stand in a commit: read from git's own store, never by a checkout. Nothing reaches a shell."""

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from msgspec import Struct

from smartplan.errors import CannotOpen, GitFailed, NoCommit
from smartplan.workspace.file_names import is_passed_over
from smartplan.workspace.git_environment import command, environment, start
from smartplan.yamltext.source import SourceText, decode

_SHORT = 7


class Commit(Struct):
    """A commit of a repository as a store of files. `top` is the folder that paths in it start from."""

    top: Path
    sha: str
    _listed: dict[str, list[str]] = {}

    @property
    def short(self) -> str:
        """The first digits of the commit, as git prints them."""
        return self.sha[:_SHORT]

    def inside(self, path: Path) -> str:
        """The path in the commit. Raises CannotOpen for one outside the repository."""
        try:
            return _absolute(path).relative_to(self.top).as_posix()
        except ValueError:
            raise CannotOpen(path=str(path), reason="outside-git") from None

    def files(self, folder: Path, suffix: str = ".yaml") -> dict[str, Path]:
        """The YAML files of a folder by stem."""
        names = self._names(self.inside(folder))
        return {PurePosixPath(name).stem: folder / name for name in names if name.endswith(suffix)}

    def passed_over(self, folder: Path) -> list[Path]:
        """The files of a folder that look as if they were to be read, and are not, by name."""
        return [folder / name for name in self._names(self.inside(folder)) if is_passed_over(name)]

    def holds(self, path: Path) -> bool:
        """Whether there is a file of that path."""
        return path.name in self._names(self.inside(path.parent))

    def read(self, path: Path, name: str) -> SourceText:
        """The file. Raises CannotOpen where the commit has none."""
        if not self.holds(path):
            raise CannotOpen(path=name, reason="not-in-commit")
        data = run(self.top, ["cat-file", "blob", f"{self.sha}:{self.inside(path)}"])
        source = decode(data, f"{name}@{self.short}", path)
        source.committed = True
        return source

    def before_rename(self, path: Path) -> Path | None:
        """Where a file that has another name now stood in the commit."""
        # Against the index: to look at the files themselves git would run the filters that are set up for them.
        options = ["--cached", "--no-ext-diff", "--no-textconv", "--name-status", "-z", "-M", "--diff-filter=R"]
        listing = run(self.top, ["diff", *options, self.sha, "--"])
        parts = os.fsdecode(listing).split("\0")
        pairs = zip(parts[1::3], parts[2::3], strict=False)
        old = next((old for old, new in pairs if new == self.inside(path)), None)
        return None if old is None else self.top / old

    def _names(self, folder: str) -> list[str]:
        if folder not in self._listed:
            where = self.sha if folder in ("", ".") else f"{self.sha}:{folder}"
            listing = run(self.top, ["ls-tree", "-z", "--name-only", where], missing=b"")
            self._listed[folder] = sorted(name for name in os.fsdecode(listing).split("\0") if name)
        return self._listed[folder]


def commit(folder: Path, name: str) -> Commit:
    """The commit of that name in the repository around a folder. Raises NoCommit or GitFailed."""
    if not name:
        raise NoCommit(name=name, variant="empty")
    here = _existing(folder)
    found = run(here, ["rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}"], missing=b"")
    sha = found.decode("ascii", "replace").strip()
    if not sha:
        shallow = run(here, ["rev-parse", "--is-shallow-repository"]).strip() == b"true"
        raise NoCommit(name=name, variant="shallow" if shallow else "")
    return Commit(top(here), sha)


def changing(path: Path, most: int) -> list[Commit]:
    """The last commits that changed a file, the newest first. Raises GitFailed."""
    root = top(_existing(path.parent))
    words = ["rev-list", f"--max-count={most}", "HEAD", "--", Commit(root, "").inside(path)]
    return [Commit(root, sha) for sha in run(root, words, missing=b"").decode("ascii").split()]


def top(folder: Path) -> Path:
    """The folder that paths in the repository start from; of a bare one the repository itself."""
    if run(folder, ["rev-parse", "--is-bare-repository"]).strip() == b"true":
        return Path(os.fsdecode(run(folder, ["rev-parse", "--absolute-git-dir"])).rstrip("\n"))
    return Path(os.fsdecode(run(folder, ["rev-parse", "--show-toplevel"])).rstrip("\n"))


def git_path(folder: Path, name: str) -> Path:
    """A file of git's own in the repository around a folder, links followed; of a worktree where git looks for it."""
    found = os.fsdecode(run(folder, ["rev-parse", "--git-path", name])).removesuffix("\n")
    return Path(os.path.realpath(start(folder) / found))


def run(folder: Path, words: Sequence[str], *, missing: bytes | None = None) -> bytes:
    """What git prints. Where it fails: `missing` if that is given, else GitFailed is raised with its first line."""
    line, variables = command(folder, words), environment(folder)
    try:
        done = subprocess.run(line, stdin=subprocess.DEVNULL, capture_output=True, env=variables, check=False)
    except FileNotFoundError:
        raise GitFailed(variant="no-git") from None
    except (OSError, ValueError):
        raise GitFailed(variant="other") from None
    if done.returncode:
        if missing is not None:
            return missing
        problem = (done.stderr.decode("utf-8", "replace").strip().splitlines() or [""])[0]
        if "not a git repository" in problem:
            raise GitFailed(variant="no-repository")
        raise GitFailed(problem=problem)
    return done.stdout


def _existing(folder: Path) -> Path:
    """The folder, or the nearest one above it that is there."""
    folder = _absolute(folder)
    return next((one for one in (folder, *folder.parents) if one.is_dir()), Path.cwd())


def _absolute(path: Path) -> Path:
    """The path from the root, its folder without links, as git gives the top of a repository."""
    if path.name in ("", ".."):
        return Path(os.path.realpath(path))
    return Path(os.path.realpath(path.parent)) / path.name
