"""Which lines a planted fault is on: a test that never comes there cannot find it."""

import ast
import functools
from collections.abc import Iterator
from pathlib import Path

_Function = ast.FunctionDef | ast.AsyncFunctionDef


def lines(mutant: str) -> tuple[Path, range, range]:
    """The file, the lines of the function without a fault, and those of the innermost statement that differs.

    No such lines where that is the head of the function, such as a default, which nobody comes to in a call.
    """
    module, _, name = mutant.rpartition(".")
    path = Path("src", *module.split("."))
    path = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    known = _functions(path)
    sound, faulty = known[name.rpartition("__mutmut_")[0] + "__mutmut_orig"], known.get(name)
    whole = range(sound.lineno, (sound.end_lineno or sound.lineno) + 1)
    return path, whole, _differ(sound, faulty) if faulty else range(0)


@functools.cache
def _functions(path: Path) -> dict[str, _Function]:
    tree = ast.parse(path.read_text("utf-8"))
    bodies = [tree.body, *(node.body for node in tree.body if isinstance(node, ast.ClassDef))]
    return {node.name: node for body in bodies for node in body if isinstance(node, _Function)}


def _differ(sound: ast.AST, faulty: ast.AST) -> range:
    ours, theirs = list(_statements(sound)), list(_statements(faulty))
    different = [pair for pair in zip(ours, theirs, strict=False) if ast.dump(pair[0]) != ast.dump(pair[1])]
    if len(ours) == len(theirs) and len(different) == 1 and _head(sound) == _head(faulty):
        return _differ(*different[0])
    if isinstance(sound, _Function):
        return range(0)
    first, last = sound.lineno, sound.end_lineno  # type: ignore[attr-defined]
    return range(first, max(first + 1, ours[0].lineno) if ours else last + 1)


def _statements(node: ast.AST) -> Iterator[ast.stmt]:
    """The statements right within a node, those of its branches among them."""
    for field in ("body", "orelse", "finalbody", "handlers", "cases"):
        # An expression has branches of these names, too.
        for child in value if isinstance(value := getattr(node, field, None), list) else ():
            yield from (child,) if isinstance(child, ast.stmt) else _statements(child)


def _head(node: ast.AST) -> list[str]:
    """A compound statement without the statements in it, and a function without its name, which numbers the fault."""
    inner = ("name", "body", "orelse", "finalbody", "handlers", "cases")
    values = [value for field, value in ast.iter_fields(node) if field not in inner]
    return [
        ast.dump(one)
        for value in values
        for one in (value if isinstance(value, list) else [value])
        if isinstance(one, ast.AST)
    ]
