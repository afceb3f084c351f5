"""Who may import whom, and what a command may load."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import smartplan
from tests.helpers.runner import ROOT

HOME = Path(smartplan.__file__).parent
PURE = {"plan": {"plan"}, "rules": {"rules", "plan"}, "compare": {"compare", "plan"}, "messages": {"messages"},
        "analysis": {"analysis", "plan", "rules"}, "editing": {"editing", "plan", "yamltext", "errors"}}  # fmt: skip
ONLY = {
    "typer": {"cli"},
    "rich": {"report"},
    "ruamel": {"yamltext"},
    "yaml": {"yamltext"},
    "deepdiff": {"compare"},
    "babel": {"report"},
    "jsonschema_rs": {"plan"},
}


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def area(path: Path) -> str:
    return path.relative_to(HOME).parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", sorted(HOME.rglob("*.py")), ids=lambda path: str(path.relative_to(HOME)))
def test_the_walls_between_the_parts_stand(path: Path) -> None:
    names = imports(path)
    own = {name.split(".")[1] for name in names if name.startswith("smartplan.")}
    if area(path) in PURE:
        assert own <= PURE[area(path)]
    for library, areas in ONLY.items():
        if any(name == library or name.startswith(f"{library}.") for name in names):
            assert area(path) in areas


LOADS = [
    (["--version"], {"typer", "yaml", "msgspec", "rich", "deepdiff", "ruamel", "babel", "jsonschema_rs", "rapidfuzz"}),
    (["validate", "2023", "--format", "json"], {"rich", "deepdiff", "ruamel", "babel", "rapidfuzz"}),
    (["diff", "2019", "2019", "--format", "json"], {"rich", "deepdiff", "ruamel", "babel", "rapidfuzz"}),
    (["validate", "2023", "--format", "github"], {"rich", "deepdiff", "ruamel", "babel", "rapidfuzz"}),
    (["validate", "2023", "--format", "sarif"], {"rich", "deepdiff", "ruamel", "babel", "rapidfuzz"}),
    (["coverage", "2023", "--format", "json"], {"rich", "deepdiff", "ruamel", "babel", "rapidfuzz"}),
    (["show", "2023", "GOV-01", "--format", "json"], {"rich", "deepdiff", "ruamel", "babel", "rapidfuzz"}),
    (["show", "2023", "GOV-01", "--history", "--format", "json"], {"rich", "ruamel", "babel"}),
    (["log", "--format", "json"], {"rich", "ruamel", "babel"}),
    (["agenda", "2023", "--format", "json"], {"rich", "deepdiff", "ruamel", "babel", "rapidfuzz"}),
    (["agenda", "2023", "--agency", "dlh", "--format", "json"], {"rich", "deepdiff", "ruamel", "babel", "rapidfuzz"}),
    (["inputs", "2023", "--format", "json"], {"rich", "ruamel", "babel"}),
    (["evaluations", "--format", "json"], {"rich", "deepdiff", "ruamel", "babel", "rapidfuzz"}),
    (["fmt", "--check", "--diff"], {"rich", "deepdiff", "babel", "rapidfuzz"}),
    (["git", "install", "--plans", "nowhere"], {"rich", "deepdiff", "ruamel", "babel", "rapidfuzz"}),
    # Refused, as the folder is there; all that it needs is loaded by then.
    (["init"], {"rich", "deepdiff", "babel", "rapidfuzz"}),
]


@pytest.mark.parametrize(
    ("arguments", "unwanted"), LOADS, ids=lambda value: " ".join(value) if isinstance(value, list) else ""
)
def test_a_command_loads_only_what_it_needs(arguments: list[str], unwanted: set[str]) -> None:
    code = (
        "import sys\nsys.argv = ['smartplan', *sys.argv[1:]]\nfrom smartplan.cli import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "print(*{name.partition('.')[0] for name in sys.modules}, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], cwd=ROOT, capture_output=True, text=True, check=True
    )
    loaded = set(done.stderr.splitlines()[-1].split())
    assert "smartplan" in loaded
    assert loaded & unwanted == set()
