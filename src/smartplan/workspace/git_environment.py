"""What git is told by the environment, and how it is started: a command about plans means the repository they lie in.

Git tells a hook, an alias, a step of `rebase --exec` and a driver by variables which repository it works on. Started in
another folder it would take them at their word: the folder for the top of the work tree, or that repository for the one
of the plans.
"""

import os
import subprocess
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from smartplan.workspace.paths import work_tree

# Where the repository is.
_PLACE = frozenset(
    ["GIT_DIR", "GIT_WORK_TREE", "GIT_IMPLICIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_PREFIX", "GIT_INTERNAL_SUPER_PREFIX"]
)
# What is in it, of another one nothing: with `git commit -a` the index to be, on a server the objects that came in.
_CONTENT = frozenset(
    [
        "GIT_INDEX_FILE",
        "GIT_OBJECT_DIRECTORY",
        "GIT_ALTERNATE_OBJECT_DIRECTORIES",
        "GIT_GRAFT_FILE",
        "GIT_SHALLOW_FILE",
        "GIT_NAMESPACE",
        "GIT_REPLACE_REF_BASE",
        "GIT_NO_REPLACE_OBJECTS",
    ]
)
# What would change the meaning of our own words, or stand against them.
_WORDS = frozenset(["GIT_CONFIG", "GIT_GLOB_PATHSPECS", "GIT_NOGLOB_PATHSPECS", "GIT_ICASE_PATHSPECS"])
# No locks, no questions, no colours, whatever the user has set up.
_OURS = {"GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}


def program() -> str:
    """What to start git by."""
    if sys.platform == "win32":
        # Or one that lies in the current folder would be started, which a stranger may have filled.
        os.environ["NODEFAULTCURRENTDIRECTORYINEXEPATH"] = "1"
    return "git"


def start(folder: Path) -> Path:
    """Where git is to be started to find the repository around a folder.

    A folder of a clone may be made up as a repository of its own, with a configuration that names commands; a `.git` no
    commit can bring along. Who stands in such a folder means it, to git as well.
    """
    stands_in = os.path.realpath(folder) == os.path.realpath(os.curdir)
    return folder if stands_in else work_tree(folder) or folder


def command(folder: Path, words: Sequence[str]) -> list[str]:
    """The command line that asks git about the repository around a folder."""
    place = start(folder)
    found = [program(), "-c", "core.quotePath=false", "-c", "core.fsmonitor=false"]
    if place != folder:
        found += ["-c", "safe.bareRepository=explicit"]
    return [*found, "-C", str(place), "--literal-pathspecs", *words]


def environment(folder: Path) -> dict[str, str]:
    """The variables for git in a folder."""
    found = {name: value for name, value in os.environ.items() if name not in _WORDS} | _OURS
    steering = {name: found.pop(name) for name in _PLACE | _CONTENT if name in found}
    if steering:
        found.update(_steering(str(folder), os.path.realpath(os.curdir), tuple(sorted(steering.items()))))
    return found


@cache
def _steering(folder: str, here: str, variables: tuple[tuple[str, str], ...]) -> dict[str, str]:
    """What stays of the variables that say where the repository is and what is in it. `here` is the current folder."""
    given = dict(variables)
    around, meant = _asked(folder, {}, "--absolute-git-dir"), _asked(here, given, "--absolute-git-dir")
    if around and around != meant:
        return {}
    if around:
        return {name: value for name, value in given.items() if name in _CONTENT}
    # A work tree without a `.git`, as with `git --git-dir=.dotfiles --work-tree=.`: nothing else tells of it.
    top = _asked(here, given, "--show-toplevel")
    if not meant or not top or not Path(os.path.realpath(folder)).is_relative_to(os.path.realpath(top)):
        return {}
    given.pop("GIT_PREFIX", None)
    common = {"GIT_COMMON_DIR": os.path.abspath(given["GIT_COMMON_DIR"])} if "GIT_COMMON_DIR" in given else {}
    return given | common | {"GIT_DIR": meant, "GIT_WORK_TREE": top}


def _asked(folder: str, variables: dict[str, str], question: str) -> str:
    """What `git rev-parse` says of a folder; empty where there is no repository."""
    inherited = {name: value for name, value in os.environ.items() if name not in _PLACE | _CONTENT | _WORDS}
    try:
        done = subprocess.run(
            command(Path(folder), ["rev-parse", question]),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            env=inherited | variables | _OURS,
            check=False,
        )
    except (OSError, ValueError):
        return ""
    return os.path.realpath(os.fsdecode(done.stdout.removesuffix(b"\n"))) if done.returncode == 0 else ""
