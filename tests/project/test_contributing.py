"""What CONTRIBUTING.md and docs/architecture.md name is there, and the packages and allowed imports are those of the program."""

import re

import pytest

from tests.helpers.runner import ROOT
from tests.project.test_walls import ALLOWED

HOME = ROOT / "src/smartplan"
PAGES = ["CONTRIBUTING.md", "docs/architecture.md"]
# Words of a command line or an example that look like a path.
NO_PATHS = {"_laws.py"}
# What stands for an address that is not known yet.
OPEN = re.compile(r"OWNER/|^(REPOSITORY|SITE): Final = ", re.M)
WRITTEN = [
    "*.md",
    "*.py",
    "*.yml",
    "*.toml",
    "*.cff",
    ".github/**/*.yml",
    "benchmarks/*.md",
    "ci/*.*",
    "docs/*.md",
    "src/**/*.py",
]
SUFFIXES = (".py", ".md", ".toml", ".yaml", ".json")


def prose(page: str) -> str:
    """A page without what stands in blocks of code."""
    return re.sub(r"```.*?```", "", (ROOT / page).read_text("utf-8"), flags=re.S)


def paths(text: str) -> list[str]:
    """What stands in backticks and looks like a path; NAME stands for any."""
    words = [word for word in re.findall(r"`([^`\n]+)`", text) if re.fullmatch(r"[\w./*-]+", word)]
    return [word for word in words if ("/" in word or word.endswith(SUFFIXES)) and word not in NO_PATHS]


@pytest.mark.parametrize("page", PAGES)
def test_every_path_is_there(page: str) -> None:
    text = prose(page)
    found = paths(text)
    assert len(found) > 20
    patterns = {path: re.sub(r"\b[A-Z]{2,}\b", "*", path) if "/" in path else path for path in found}
    assert [path for path, pattern in patterns.items() if not any(any(top.glob(pattern)) for top in (ROOT, HOME))] == []
    links = re.findall(r"\]\(([^):#]+)\)", text)
    assert [link for link in links if not (ROOT / page).parent.joinpath(link).exists()] == []


@pytest.mark.parametrize("page", PAGES)
def test_every_test_is_there(page: str) -> None:
    tests = [path.read_text("utf-8") for path in (ROOT / "tests").rglob("test_*.py")]
    known = {name for text in tests for name in re.findall(r"^def (test_\w+)", text, re.MULTILINE)}
    named = set(re.findall(r"(?<![\w/])test_\w+(?!\.py)\b", (ROOT / page).read_text("utf-8")))
    assert named - known == set()


def test_every_place_of_the_public_address_is_listed() -> None:
    section = (
        (ROOT / "CONTRIBUTING.md").read_text("utf-8").partition("\n## Releases and tags\n")[2].partition("\n## ")[0]
    )
    files = [path for pattern in WRITTEN for path in ROOT.glob(pattern)]
    places = [path.relative_to(ROOT).as_posix() for path in files if OPEN.search(path.read_text("utf-8"))]
    assert {"hatch_build.py", "src/smartplan/report/findings/rule_address.py"} <= set(places)
    assert [name for name in places if f"`{name}`" not in section] == []


def table(title: str) -> list[tuple[str, str]]:
    """The first table of a section of the page, its head left out."""
    section = (ROOT / "docs/architecture.md").read_text("utf-8").partition(f"\n## {title}\n")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| *(.*?) *\| *(.*?) *\|$", section, re.MULTILINE)
    return rows[2:]


def test_every_package_has_its_line() -> None:
    rooms = [first.strip("`").removesuffix("/").removesuffix(".py") for first, _ in table("The packages")]
    assert sorted(rooms) == sorted(ALLOWED)
    # From the top to the bottom.
    assert [
        (room, below) for place, room in enumerate(rooms) for below in ALLOWED[room] if below in rooms[: place + 1]
    ] == []


def test_the_allowed_imports_are_those_of_the_page() -> None:
    told = {room.strip("`"): set(re.findall(r"`(\w+)`", others)) for room, others in table("Allowed imports")}
    assert told == ALLOWED


def test_the_names_in_capitals_are_there() -> None:
    """Tables of the program and of the tests that a recipe names: `MODULES`, `WAYS`, ..."""
    files = [ROOT / "hatch_build.py", *HOME.rglob("*.py"), *(ROOT / "tests").rglob("*.py")]
    source = "\n".join(path.read_text("utf-8") for path in files)
    named = set(re.findall(r"`([A-Z]{4,})`", prose("CONTRIBUTING.md"))) - {"NAME"}
    assert {name for name in named if not re.search(rf"^{name}\b.*=", source, re.MULTILINE)} == set()
