"""The walls between the rooms of docs/architecture.md: who may import whom, and what a command may load."""

import ast
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

import smartplan

HOME = Path(smartplan.__file__).parent
ROOT = HOME.parent.parent
ALLOWED: dict[str, set[str]] = {
    "messages": set(),
    "errors": set(),
    "plan": {"errors"},
    "rules": {"plan"},
    "compare": {"plan"},
    "yamltext": {"plan", "errors"},
    "analysis": {"plan", "rules"},
    "workspace": {"plan", "yamltext", "errors"},
    "editing": {"plan", "yamltext", "errors"},
    "tables": {"plan", "yamltext", "workspace", "errors"},
    "validation": {"plan", "rules", "yamltext", "workspace", "errors"},
    "operations": {
        "plan", "rules", "compare", "analysis", "yamltext", "workspace", "editing", "tables", "validation", "errors",
    },
    "report": {
        "plan", "rules", "compare", "analysis", "yamltext", "workspace", "tables", "validation", "operations", "messages",
        "errors",
    },
    "cli": {
        "operations", "report", "workspace", "analysis", "compare", "rules", "validation", "plan", "messages", "errors",
    },
}  # fmt: skip
# Modules at the top that are no room: the entry points, from the shell and, beside `cli`, from Python.
ENTRY = {
    "__init__": {"library"},
    "__main__": {"cli"},
    "library": {
        "operations", "report", "workspace", "analysis", "validation", "plan", "messages", "errors",
    },
}  # fmt: skip
# Of the model the text of YAML knows what a finding is, and nothing else.
NARROW = {
    ("yamltext", "plan"): {"smartplan.plan.finding"},
    # As reports know what a finding in a table is, and how high a row of a workbook has to be.
    ("report", "tables"): {"smartplan.tables.findings", "smartplan.tables.heights"},
}
ONLY = {
    "typer": {"cli"},
    "pygls": {"cli"},
    "lsprotocol": {"cli"},
    "rich": {"report"},
    "jinja2": {"report"},
    "markupsafe": {"report"},
    # For the tests alone; what is needed of it stands in report/render/cldr.py.
    "babel": set(),
    "ruamel": {"yamltext"},
    "yaml": {"yamltext"},
    "deepdiff": {"compare"},
    "jsonschema_rs": {"plan"},
    "openpyxl": {"tables"},
    "python_calamine": {"tables"},
    "xlsxwriter": {"tables", "report"},
    "docx": {"tables", "report"},
    "subprocess": {"workspace", "operations", "cli"},
    # Each takes thirty times as long to make as a Struct, whatever the command.
    "dataclasses": set(),
}
# Packages whose own file says more than what they are for.
SPEAKING = {"", "cli", "compare", "messages", "rules"}
# Names that two rooms rightly have, with the reason.
TWICE: dict[str, str] = {}
LONGEST = 320


def name_of(path: Path) -> str:
    return ".".join(["smartplan", *path.relative_to(HOME).with_suffix("").parts]).removesuffix(".__init__")


def room(name: str) -> str:
    return name.split(".")[1] if "." in name else "__init__"


MODULES = {name_of(path): path for path in sorted(HOME.rglob("*.py"))}


def imports(path: Path) -> Iterator[str]:
    """Every module that a file imports anywhere, in full."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                full = f"{node.module}.{alias.name}"
                yield full if full in MODULES else node.module


OWN: Mapping[str, set[str]] = {
    name: {one for one in imports(path) if one in MODULES and one != "smartplan"} for name, path in MODULES.items()
}


def test_every_module_lies_in_a_room() -> None:
    assert {room(name) for name in MODULES} == ALLOWED.keys() | ENTRY.keys()
    assert len(ALLOWED) <= 14
    assert [name for name in ALLOWED if (HOME / f"{name}.py").exists()] == ["errors"]


@pytest.mark.parametrize("name", MODULES)
def test_a_module_imports_what_its_room_may(name: str) -> None:
    here = room(name)
    wrong = {
        one
        for one in OWN[name]
        if room(one) != here
        and (room(one) not in (ALLOWED | ENTRY)[here] or one not in NARROW.get((here, room(one)), {one}))
    }
    assert wrong == set()
    libraries = {one.partition(".")[0] for one in imports(MODULES[name])}
    assert {library for library in libraries & ONLY.keys() if here not in ONLY[library]} == set()


def test_no_import_leads_in_a_circle() -> None:
    """Neither among the files, wherever in them it stands, nor among the rooms."""
    try:
        TopologicalSorter(OWN).prepare()
    except CycleError as error:
        pytest.fail(" -> ".join(error.args[1]))
    TopologicalSorter(ALLOWED).prepare()


def test_what_reports_draw_with_knows_no_report() -> None:
    render = {name: own for name, own in OWN.items() if name.startswith("smartplan.report.render")}
    assert {
        (name, one)
        for name, own in render.items()
        for one in own
        if one.startswith("smartplan.report.") and not one.startswith("smartplan.report.render")
    } == set()


def test_a_package_says_what_it_is_for_and_loads_nothing() -> None:
    """An eager one would load for every command what one of them needs."""
    for path in sorted(HOME.rglob("__init__.py")):
        folder = path.parent.relative_to(HOME).as_posix().replace(".", "")
        if folder not in SPEAKING and "messages" not in folder:
            (only,) = ast.parse(path.read_text("utf-8")).body
            assert isinstance(only, ast.Expr), folder


def test_a_public_class_has_its_name_for_itself() -> None:
    homes: defaultdict[str, set[str]] = defaultdict(set)
    for name, path in MODULES.items():
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                homes[node.name].add(name)
    assert {name: found for name, found in homes.items() if len(found) > 1 and name not in TWICE} == {}


def test_modules_stay_small() -> None:
    """Sentences and the model's schema apart, for these are lists."""
    lengths = {
        name: len(path.read_text("utf-8").splitlines())
        for name, path in MODULES.items()
        if not name.startswith("smartplan.messages.")
    }
    assert {name: length for name, length in lengths.items() if length > LONGEST} == {}


def test_the_quick_reader_stays_small() -> None:
    """It is only fast: the thorough reader says what YAML means. Blank lines are not counted."""
    files = [path for name, path in MODULES.items() if name.startswith("smartplan.yamltext.quick")]
    assert len(files) == 3
    assert sum(bool(line.strip()) for path in files for line in path.read_text("utf-8").splitlines()) <= 500


def test_the_formatter_is_not_fought() -> None:
    """A layout that is kept by hand needs a reason, and there are few."""
    count = sum(path.read_text("utf-8").count("# fmt: ") for path in MODULES.values())
    assert count <= 12


# No command needs these for plans in which nothing is wrong.
NEVER = {"smartplan.library", "jsonschema_rs", "jinja2", "yaml", "encodings.utf_8_sig", "platformdirs"}
LOADS = [
    (
        ["--version"],
        {"typing", "typer", "yaml", "msgspec", "rich", "deepdiff", "ruamel", "babel", "jsonschema_rs", "rapidfuzz"},
    ),
    (["validate", "2023", "--format", "json"], {"rich", "deepdiff", "ruamel", "babel", "rapidfuzz"}),
    (["diff", "2019", "2019", "--format", "json"], {"rich", "deepdiff", "ruamel", "babel", "rapidfuzz"}),
    (["validate", "2023", "--format", "github"], {"rich", "deepdiff", "ruamel", "babel", "rapidfuzz"}),
    (["validate", "2023", "--format", "sarif"], {"rich", "deepdiff", "ruamel", "babel", "rapidfuzz"}),
    (["validate", "2023", "--format", "gitlab"], {"rich", "deepdiff", "ruamel", "babel", "rapidfuzz"}),
    (["validate", "2023", "--format", "junit"], {"rich", "deepdiff", "ruamel", "babel", "rapidfuzz"}),
    (["coverage", "2023", "--format", "json"], {"rich", "deepdiff", "ruamel", "babel", "rapidfuzz"}),
    (["show", "2023", "GOV-01", "--format", "json"], {"rich", "deepdiff", "ruamel", "babel", "rapidfuzz"}),
    (["show", "2023", "GOV-01", "--history", "--format", "json"], {"rich", "ruamel", "babel"}),
    (["log", "--format", "json"], {"rich", "ruamel", "babel"}),
    (["list", "2023"], {"rich", "deepdiff", "ruamel", "babel", "rapidfuzz", "csv"}),
    (["list", "2023", "--format", "csv"], {"rich", "deepdiff", "ruamel", "babel", "rapidfuzz"}),
    (["todo", "2023", "--format", "json"], {"rich", "babel"}),
    (["todo", "2023"], {"rich", "babel"}),
    (["agenda", "2023", "--format", "json"], {"rich", "deepdiff", "ruamel", "babel", "rapidfuzz"}),
    (["agenda", "2023", "--agency", "dlh", "--format", "json"], {"rich", "deepdiff", "ruamel", "babel", "rapidfuzz"}),
    (["roadmap", "2023", "--format", "json"], {"rich", "deepdiff", "ruamel", "babel", "rapidfuzz"}),
    (["inputs", "2023", "--format", "json"], {"rich", "ruamel", "babel"}),
    (["evaluations", "--format", "json"], {"rich", "deepdiff", "ruamel", "babel", "rapidfuzz"}),
    # In a pipe a text needs no more of these than data does.
    (
        ["validate", "2023"],
        {"rich", "ruamel", "babel", "smartplan.cli.pager", "smartplan.workspace.git", "smartplan.plan.scoring"}
        | {"deepdiff", "rapidfuzz"},
    ),
    (["diff", "2019", "2019"], {"rich", "deepdiff", "ruamel", "babel", "rapidfuzz"}),
    (["diff", "2019", "2023"], {"rich", "ruamel", "babel"}),
    (["coverage", "2023"], {"rich", "deepdiff", "ruamel", "babel", "rapidfuzz"}),
    (["summary", "2023"], {"rich", "ruamel", "babel"}),
    (["show", "2023", "GOV-01"], {"rich", "deepdiff", "ruamel", "babel", "rapidfuzz"}),
    (["log"], {"rich", "ruamel", "babel"}),
    (["agenda", "2023"], {"rich", "deepdiff", "ruamel", "babel", "rapidfuzz"}),
    (["roadmap", "2023"], {"rich", "deepdiff", "ruamel", "babel", "rapidfuzz"}),
    (["inputs", "2023"], {"rich", "ruamel", "babel"}),
    (["evaluations"], {"rich", "deepdiff", "ruamel", "babel", "rapidfuzz"}),
    (["fmt", "--check", "--diff"], {"rich", "deepdiff", "babel", "rapidfuzz"}),
    (["git", "install", "--plans", "nowhere"], {"rich", "deepdiff", "ruamel", "babel", "rapidfuzz"}),
    # Refused, as the folder is there; all that it needs is loaded by then.
    (["init"], {"rich", "deepdiff", "babel", "rapidfuzz", "yaml"}),
]


@pytest.mark.parametrize(
    ("arguments", "unwanted"), LOADS, ids=lambda value: " ".join(value) if isinstance(value, list) else ""
)
def test_a_command_loads_only_what_it_needs(arguments: list[str], unwanted: set[str]) -> None:
    code = (
        "import sys\nsys.argv = ['smartplan', *sys.argv[1:]]\nfrom smartplan.cli import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], cwd=ROOT, capture_output=True, text=True, check=True
    )
    loaded = set(done.stderr.splitlines()[-1].split())
    assert "smartplan" in loaded
    # Nothing else brings them along.
    with_deepdiff = {"dataclasses"} if "deepdiff" in unwanted else set[str]()
    assert loaded & (unwanted | NEVER | with_deepdiff) == set()


@pytest.mark.parametrize("arguments", [["validate", "2023"], ["validate", "nowhere"], ["--help"]], ids=" ".join)
def test_what_was_made_is_not_taken_apart_at_the_end(arguments: list[str]) -> None:
    """A seventh of a small run, unless the interpreter finds everything frozen when it looks for cycles."""
    code = (
        "import atexit, gc, sys\nsys.argv = ['smartplan', *sys.argv[1:]]\n"
        "atexit.register(lambda: print(len(gc.get_objects()) < 1000, gc.isenabled(), file=sys.stderr))\n"
        "from smartplan.cli import main\nmain()"
    )
    done = subprocess.run([sys.executable, "-c", code, *arguments], cwd=ROOT, capture_output=True, text=True)
    assert done.stderr.splitlines()[-1] == "True False"
