"""YAML text to plain data with the place of every key and value: quickly where it is plain, thoroughly otherwise."""

import gc
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager

from smartplan.yamltext import quick
from smartplan.yamltext.tree import DENSE, Tree

# Values that any file may hold, and beyond that one in DENSE characters.
MANY = 100_000
# Whether plain texts are read quickly; the result is the same.
QUICK = os.environ.get("SMARTPLAN_QUICK") != "0"
_LONE_RETURN = re.compile(r"\r(?!\n)")


def most_values(text: str) -> int:
    """How many values a file may hold."""
    return max(MANY, (len(text) - text.count("\r")) // DENSE)


def parse(text: str, most: int | None = None) -> Tree:
    """Read one YAML document with at most so many values.

    Faults are collected; what could be read up to an unparseable place is not given, and the fault that ended the
    reading is the first.
    """
    if text.count("\r") != text.count("\r\n"):
        # To YAML they are the same, and what looks for the end of a line here does not have to know the older one.
        text = _LONE_RETURN.sub("\n", text)
    with _no_garbage_collection():
        tree = quick.read(text, most) if QUICK else None
        if tree is None:
            # It needs PyYAML, which takes as long to import as a small plan to read.
            from smartplan.yamltext.thorough import read

            tree = read(text, most)
        return tree


@contextmanager
def _no_garbage_collection() -> Iterator[None]:
    """Nothing built here is cyclic, and looking for cycles costs as much as the work on large files."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
