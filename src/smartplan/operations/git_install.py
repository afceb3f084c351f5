r"""The drivers that make git speak of plans: what `smartplan git install` sets up for one repository.

Three of them, for what one alone would leave out:

- `diff.smartplan.command` makes `git diff` compare two files as plans. Git hands it both, so that a move is a move, and
  a side that does not parse brings the raw diff. `git log -p` and `git show` run it only with `--ext-diff`.
- `diff.smartplan.textconv` is for them: each version becomes lines in planners' terms, and git compares the lines, with
  the heads and signs of any diff. It sees one version at a time, so it can tell of no move; one that does not parse
  stands there as it is. `git apply` does not take such a diff, and says so; `git format-patch`, `git add -p`, `git
  stash` and all plumbing never make one, and `--no-textconv` turns it off. `git blame` and `git log -S` look at these
  lines as well, and git has no setting for them alone; so it can be left out. There is no `cachetextconv`: the lines
  depend on the language and on a merge being under way, and the cache would write notes into the repository.
- `merge.smartplan.driver` merges by entries.

Each command names the interpreter in full, for the virtual environment may not be on the PATH, and goes on with what
git itself would do where that interpreter is gone or fails. `-P` keeps a file `smartplan.py` in the work tree from
being run. The attributes are written to `info/attributes`, not to a `.gitattributes`: the drivers live in a
configuration that is not cloned, and a committed line would name what others do not have.
"""

import os
import re
import shlex
import sys
from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct

from smartplan.errors import CannotInstall, GitFailed, NoPlansFolder
from smartplan.workspace.atomic import replace
from smartplan.workspace.folder import find_folder
from smartplan.workspace.git import git_path, run

BEGIN = b"# smartplan git install: begin\n"
END = b"# smartplan git install: end\n"
_BLOCK = re.compile(re.escape(BEGIN) + b".*?" + re.escape(END), re.S)
TEXTCONV = "diff.smartplan.textconv"
_PLACES = ("", "reviews/", "evaluations/")


class InstallOutcome(Struct, frozen=True):
    """What was done: the folder of plans, the files that hold the set-up, and whether anything changed."""

    folder: str
    config: Path
    attributes: Path
    changed: bool


def install(plans: str | None, *, textconv: bool = True) -> InstallOutcome:
    """Set the drivers up for the repository around the folder of plans. Raises SmartplanError.

    Without `textconv` git looks at the lines of a file wherever it looks at one version alone.
    """
    folder, top = _places(plans)
    try:
        inside = folder.relative_to(top).as_posix()
    except ValueError:
        raise CannotInstall(variant="outside", path=folder.as_posix()) from None
    changed = False
    wanted = {key: value for key, value in settings().items() if textconv or key != TEXTCONV}
    for key, value in wanted.items():
        if _get(folder, key) != value:
            run(folder, ["config", "--local", key, value])
            changed = True
    changed |= _unset(folder, settings().keys() - wanted.keys())
    lines = "".join(f"{pattern(inside, place)} diff=smartplan merge=smartplan\n" for place in _PLACES)
    path = git_path(folder, "info/attributes")
    # At the head, so that lines of one's own come after and win, and the rest stays byte for byte.
    changed |= _rewrite(path, BEGIN + os.fsencode(lines) + END)
    return InstallOutcome(inside, git_path(folder, "config"), path, changed)


def uninstall(plans: str | None) -> InstallOutcome:
    """Remove what `install` wrote, and nothing else. Raises SmartplanError."""
    folder, _ = _places(plans, needed=False)
    changed = _unset(folder, settings())
    path = git_path(folder, "info/attributes")
    changed |= _rewrite(path, b"")
    return InstallOutcome("", git_path(folder, "config"), path, changed)


def _unset(folder: Path, keys: Iterable[str]) -> bool:
    """Take settings out of the configuration. Whether one was there."""
    there = [key for key in keys if _get(folder, key) is not None]
    for key in there:
        run(folder, ["config", "--local", "--unset-all", key])
    return bool(there)


def settings() -> dict[str, str]:
    """What is written to the configuration, by key. Git hands the commands to `sh`, on Windows too."""
    python = shlex.quote(Path(sys.executable).as_posix())
    ours = f"{python} -P -m smartplan git"
    raw = "git --no-pager diff --no-index --no-ext-diff --no-textconv --no-color"
    merge_file = "git merge-file -L ours -L base -L theirs --marker-size=%L %A %O %B"
    return {
        "diff.smartplan.command": f'f() {{ {ours} diff-driver "$@" || {raw} -- "$2" "$5"; true; }}; f',
        TEXTCONV: f'f() {{ {ours} textconv "$1" || cat "$1"; }}; f',
        "merge.smartplan.name": "smart city plans, by programme and field",
        # A driver that failed marked nothing, and git would read that as a conflict that is not in the file.
        "merge.smartplan.driver": f"{ours.replace('%', '%%')} merge-driver %O %A %B --marker-size %L --path=%P"
        f" || if grep -q '^<<<<<<<' %A; then exit 1; else {merge_file}; fi",
    }


def pattern(folder: str, place: str) -> str:
    """The files of a folder as a pattern of gitattributes, from the top of the repository."""
    literal = re.sub(r"([\\*?\[])", r"\\\1", "" if folder == "." else f"{folder}/")
    return quoted(f"/{literal}{place}*.yaml")


def quoted(path: str) -> str:
    """A path as git writes it: in double quotes where it has blanks, quotes, backslashes or control characters."""
    if not re.search(r"[\x00-\x20\x7f\"\\]", path):
        return path
    return '"' + re.sub(r"[\x00-\x1f\x7f\"\\]", _escaped, path) + '"'


def _escaped(found: re.Match[str]) -> str:
    return f"\\{found[0]}" if found[0] in '"\\' else f"\\{ord(found[0]):03o}"


def _places(plans: str | None, *, needed: bool = True) -> tuple[Path, Path]:
    """The folder of plans, or the current one, and the top of its repository."""
    try:
        found = find_folder(plans).path
    except NoPlansFolder:
        if plans is not None or (needed and not _is_bare(Path())):
            raise
        found = None
    folder = Path(os.path.realpath(found or Path()))
    try:
        if _is_bare(folder):
            raise CannotInstall(variant="bare")
        return folder, Path(os.path.realpath(os.fsdecode(run(folder, ["rev-parse", "--show-toplevel"]))[:-1]))
    except GitFailed as error:
        if error.values.get("variant") == "no-repository":
            raise CannotInstall(variant="no-repository", path=folder.as_posix()) from None
        raise


def _is_bare(folder: Path) -> bool:
    return run(folder, ["rev-parse", "--is-bare-repository"], missing=b"").strip() == b"true"


def _get(folder: Path, key: str) -> str | None:
    found = run(folder, ["config", "--local", "--null", "--get", key], missing=b"")
    return os.fsdecode(found)[:-1] if found else None


def _rewrite(path: Path, block: bytes) -> bool:
    """Our lines at the head of a file; a file that nothing is left of goes. Whether it changed."""
    before = path.read_bytes() if path.exists() else None
    after = block + _BLOCK.sub(b"", before or b"")
    if after == (before or b""):
        return False
    if after:
        path.parent.mkdir(parents=True, exist_ok=True)
        replace(path, after, read=before)
    else:
        path.unlink()
    return True
