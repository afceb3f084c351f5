"""Paths as a person and as a host of repositories wants them, and where the links on the way lead."""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path


def shown(path: Path) -> str:
    """A path as a person here would write it, with forward slashes on every system; bytes that are no text as codes."""
    try:
        name = path.relative_to(Path.cwd()).as_posix()
    except (ValueError, OSError):
        name = path.as_posix()
    return name.encode(errors="backslashreplace").decode()


def from_top(path: Path | None) -> str:
    """The path of a file from the top of its repository, else of GitHub's workspace, else of the current folder.

    It is absolute for a file in none of them, and empty for no file, as of standard input. Git itself is not asked: it
    refuses to look into a repository of another user, which the one in a container often is.
    """
    if path is None:
        return ""
    folder = Path(os.path.realpath(path.parent))
    path = folder / path.name
    top = next((top for top in _tops(folder) if path.is_relative_to(top)), None)
    return (path.relative_to(top) if top else path).as_posix()


def work_tree(folder: Path) -> Path | None:
    """The top of the work tree of git that a folder lies in, without git being asked."""
    real = Path(os.path.realpath(folder))
    # In a worktree and in a submodule `.git` is a file.
    return next((top for top in (real, *real.parents) if (top / ".git").exists()), None)


def leads_out(path: Path) -> bool:
    """Whether a link on the way leads out of the repository that the link lies in, or into git's own files there.

    Who clones a repository, and who lets a workflow look at one, must not show by it what lies beside it, nor write
    there. A link that lies in no repository was made by who uses it.
    """
    real = Path(os.path.realpath(path))
    tops = {top for link in _links(path) if (top := work_tree(link.parent)) is not None}
    return any(not real.is_relative_to(top) or _is_gits_own(real.relative_to(top)) for top in tops)


def _is_gits_own(path: Path) -> bool:
    return any(part.casefold() == ".git" for part in path.parts)


def _links(path: Path) -> Iterator[Path]:
    """The symbolic links that the system follows on the way to a file, each with its folder free of links."""
    # The current folder may have been deleted.
    here = Path(path.anchor) if path.is_absolute() else Path(os.path.realpath(os.curdir))
    waiting = list(reversed(path.parts))
    # Links that lead round in a circle lead nowhere; Linux gives up after as many.
    patience = 40
    while waiting and patience:
        here = Path(os.path.normpath(here / waiting.pop()))
        if os.path.islink(here):
            yield here
            patience -= 1
            waiting += reversed(Path(os.readlink(here)).parts)
            here = here.parent


def _tops(folder: Path) -> Iterator[Path]:
    """Where paths may start from, the best first."""
    top = work_tree(folder)
    if top is not None:
        yield top
    workspace = os.environ.get("GITHUB_WORKSPACE")
    if workspace:
        yield Path(os.path.realpath(workspace))
    # The current folder may have been deleted.
    with suppress(FileNotFoundError):
        yield Path(os.path.realpath(os.curdir))
