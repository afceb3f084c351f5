"""The diff drivers: what git hands over of one file, in planners' terms where it is a plan, raw where it is not."""

import os
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

from smartplan.errors import print_traceback
from smartplan.operations.diff import Result, compare_files
from smartplan.operations.git_install import quoted
from smartplan.plan.model import Plan
from smartplan.workspace.folder import Folder
from smartplan.workspace.git import run
from smartplan.workspace.git_environment import program
from smartplan.workspace.plan_file import PlanFile
from smartplan.workspace.revision import plan_of
from smartplan.yamltext.source import SourceText, decode

_NULL = "/dev/null"
# What a file is compared with that was not there or is gone: a plan that says nothing.
_NOTHING = "format: 1\n"


class FilePair(Struct, frozen=True):
    """The words with which git calls an external diff: a path, both files with their hashes and modes, a new path."""

    path: str
    old: str
    old_hash: str
    old_mode: str
    new: str
    new_hash: str
    new_mode: str
    new_path: str

    @classmethod
    def of(cls, words: Sequence[str]) -> "FilePair":
        """From the words of git: seven, and two more for a file with a new name."""
        path, old, old_hash, old_mode, new, new_hash, new_mode = words[:7]
        new_path = words[7] if len(words) > 7 else path
        return cls(path, old, old_hash, old_mode, new, new_hash, new_mode, new_path)

    def head(self) -> str:
        """The lines above the changes of one file in any diff of git."""
        old, new = quoted(f"a/{self.path}"), quoted(f"b/{self.new_path}")
        lines = [f"diff --git {old} {new}"]
        if self.path != self.new_path:
            lines += [f"rename from {quoted(self.path)}", f"rename to {quoted(self.new_path)}"]
        if self.old == _NULL:
            lines += [f"new file mode {self.new_mode}"]
        elif self.new == _NULL:
            lines += [f"deleted file mode {self.old_mode}"]
        elif self.old_mode != self.new_mode:
            lines += [f"old mode {self.old_mode}", f"new mode {self.new_mode}"]
        mode = f" {self.old_mode}" if self.old_mode == self.new_mode else ""
        # Hashes that are not known are zeros.
        hashes = [one[:7] if one != "." else "0" * 7 for one in (self.old_hash, self.new_hash)]
        return "\n".join([*lines, f"index {'..'.join(hashes)}{mode}"]) + "\n"


def compare(pair: FilePair, draw: Callable[[Result], str]) -> bytes:
    """The changes of one file, plain and in UTF-8: those of the plan, else the raw diff, which `git apply` takes.

    `draw` makes the changes of a plan a text, fit to be shown as it is; an empty one where there are none.
    The head makes `git apply` refuse planners' words, rather than skip a file of which it understood nothing.
    """
    if pair.old_hash == pair.new_hash != "." * len(pair.old_hash) and pair.old_mode != pair.new_mode:
        return os.fsencode(pair.head())
    try:
        text = _in_words(pair, draw)
    except Exception:
        # Whatever is wrong with a file, the lines can be shown, and git must not stop in the middle.
        print_traceback()
        text = ""
    return os.fsencode(pair.head()) + (text.encode() if text.strip() else _raw(pair))


def lines(path: Path, draw: Callable[[Plan, dict[str, Any]], str]) -> bytes:
    """A file as lines that git can compare: a plan in planners' terms, anything else as it is.

    `draw` makes them of a plan and its data, fit to be shown as they are.
    While a merge is not done everything is as it is, because the file in the work tree has its markers.
    """
    data = path.read_bytes()
    try:
        if run(Path(), ["ls-files", "--unmerged"]):
            return data
        file = _sound(decode(data, path.name, path), Folder(None))
        if file is None:
            return data
        return draw(plan_of(file), file.document.data or {}).encode()
    except Exception:
        # Git must not stop in the middle here either.
        print_traceback()
        return data


def _in_words(pair: FilePair, draw: Callable[[Result], str]) -> str:
    """The changes of a plan; nothing where there are none or a side is not a plan."""
    sides = []
    for file, name in ((pair.old, pair.path), (pair.new, pair.new_path)):
        path = Path(name)
        source = SourceText(name, _NOTHING, path) if file == _NULL else decode(Path(file).read_bytes(), name, path)
        # Of a commit git hands over this one file: the profile is the one that lies beside the plans now.
        side = _sound(source, Folder(path.parent))
        if side is None:
            return ""
        sides.append(side)
    return draw(compare_files(sides[0], sides[1], ()))


def _sound(source: SourceText, folder: Folder) -> PlanFile | None:
    """A plan in valid YAML; None for anything else."""
    file = folder.parse(source)
    return None if file.plan is None or file.document.tree.faults else file


def _raw(pair: FilePair) -> bytes:
    """The raw diff, from the names of the files on."""
    words = ["diff", "--no-index", "--no-ext-diff", "--no-textconv", "--no-color", "--", pair.old, pair.new]
    found = subprocess.run([program(), *words], stdin=subprocess.DEVNULL, capture_output=True, check=False).stdout
    start = found.find(b"\n@@ ")
    if start < 0:
        # Binary, or of two kinds.
        return found
    old = _NULL if pair.old == _NULL else quoted(f"a/{pair.path}")
    new = _NULL if pair.new == _NULL else quoted(f"b/{pair.new_path}")
    # A name with a blank in it ends with a tab, as git and `patch` have it.
    names = f"--- {old}{_tab(old)}\n+++ {new}{_tab(new)}"
    return os.fsencode(names) + found[start:]


def _tab(name: str) -> str:
    return "\t" if " " in name and not name.startswith('"') else ""
