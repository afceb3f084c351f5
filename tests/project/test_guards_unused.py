"""What was written and is reached from nowhere is named: a renderer without its line in the table, a command that no
list has, an edit that nobody can ask for, a function that only tests call."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import smartplan
from smartplan.cli.app import COMMANDS, EDITS, MODULES

HOME = Path(smartplan.__file__).parent
Name = tuple[str, str]


def trees() -> dict[str, ast.Module]:
    """Every module with what it is made of."""
    paths = {
        ".".join(("smartplan", *path.relative_to(HOME).with_suffix("").parts)).removesuffix(".__init__"): path
        for path in HOME.rglob("*.py")
    }
    return {name: ast.parse(path.read_text("utf-8")) for name, path in paths.items()}


def defined(tree: ast.Module) -> dict[str, ast.stmt]:
    """The functions and classes of a module."""
    return {node.name: node for node in tree.body if isinstance(node, (ast.FunctionDef, ast.ClassDef))}


def from_others(tree: ast.Module, modules: set[str]) -> Iterator[Name]:
    """What a module takes from others: by its name, or as an attribute of the module."""
    aliases: defaultdict[str, set[str]] = defaultdict(set)
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                full = f"{node.module}.{alias.name}"
                if full in modules:
                    aliases[alias.asname or alias.name].add(full)
                else:
                    yield node.module, alias.name
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            yield from ((module, node.attr) for module in aliases.get(node.value.id, ()))


def within(tree: ast.Module) -> Iterator[str]:
    """What a module uses of itself, in annotations that are texts as well; that something calls itself does not count."""
    own = defined(tree)
    for top in tree.body:
        said = {id(node.value) for node in ast.walk(top) if isinstance(node, ast.Expr)}
        for node in ast.walk(top):
            names = {node.id} if isinstance(node, ast.Name) else set()
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
                names = {name for name in own if name in node.value}
            yield from (name for name in names if own.get(name) not in (None, top))


def test_nothing_is_left_over() -> None:
    modules = trees()
    # The application loads its commands by their names.
    homes = {f"smartplan.cli.{'edits' if name in EDITS else MODULES.get(name, name)}" for name in COMMANDS}
    used: set[Name] = {(home, entry) for home in homes for entry in ("command", "group", "about")}
    for name, tree in modules.items():
        used.update(from_others(tree, set(modules)))
        used.update((name, own) for own in within(tree))
    left = [(module, name) for module, tree in modules.items() for name in defined(tree) if (module, name) not in used]
    assert left == []
