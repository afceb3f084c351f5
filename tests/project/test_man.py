"""The man page in both languages: what the program says, whole, in a form that every `man` draws."""

import importlib.util
import re
import shutil
import subprocess
import tomllib
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import smartplan
from smartplan.messages import LANGUAGES, Language, catalogue
from tests.helpers.commands import commands
from tests.helpers.runner import ROOT

# What begins a line as a request of roff.
REQUESTS = {'.\\"', ".TH", ".SH", ".SS", ".PP", ".TP", ".RS", ".RE", ".nf", ".fi", ".nh", ".ad"}
PAGES: dict[Language, Path] = {"en": ROOT / "docs/man/smartplan.1", "id": ROOT / "docs/man/id/smartplan.1"}
groff = pytest.mark.skipif(shutil.which("groff") is None, reason="groff is not installed")


@pytest.fixture(scope="module")
def man() -> ModuleType:
    """`docs/man.py`, which is a script and no package."""
    spec = importlib.util.spec_from_file_location("documents_man", ROOT / "docs/man.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def lines(language: Language) -> list[str]:
    return PAGES[language].read_text("ascii").splitlines()


def section(language: Language, command: str) -> list[str]:
    """The lines about one command."""
    start = lines(language).index(f".SS smartplan {command}")
    ends = (place for place, line in enumerate(lines(language)) if place > start and line.startswith((".SS", ".SH")))
    return lines(language)[start : next(ends)]


def shown(line: str) -> str:
    """A line without its fonts and escapes."""
    for escape, sign in ((r"\fB", ""), (r"\fI", ""), (r"\fR", ""), (r"\-", "-"), (r"\:", ""), (r"\(aq", "'")):
        line = line.replace(escape, sign)
    return line


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_fresh(man: ModuleType, language: Language) -> None:
    assert man.path_of(language) == PAGES[language]
    assert PAGES[language].read_bytes().decode("ascii") == man.page(language)


def test_the_wheel_has_the_page_of_every_language() -> None:
    wheel = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["build"]["targets"]["wheel"]
    folders = {language: "" if language == "en" else f"{language}/" for language in LANGUAGES}
    assert wheel["shared-data"] == {
        PAGES[language].relative_to(ROOT).as_posix(): f"share/man/{folder}man1/smartplan.1"
        for language, folder in folders.items()
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_and_option_is_there(language: Language) -> None:
    listed = lines(language)[: lines(language).index(f".SH {catalogue(language)('man.details')}")]
    for name, command in commands(language).items():
        if " " not in name:
            assert listed[listed.index(rf"\fB{name}\fR") + 1], name
        told = [shown(line) for line in section(language, name)]
        names: set[str] = {one for line in told for one in re.findall(r"(?<!\S)--?[a-z][a-z-]*", line)}
        parameters: list[Any] = [one for one in command.params if not one.hidden]
        options = {one for parameter in parameters for one in parameter.opts if one.startswith("-")}
        assert options | {"-h", "--help"} <= names, name
        arguments = [one.metavar or one.name for one in parameters if one.param_type_name == "argument"]
        assert all(any(line.strip("[]") == one for line in told) for one in arguments), (name, arguments)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_line_is_a_stray_request(language: Language) -> None:
    for line in lines(language):
        assert not line.startswith("'"), line
        if line.startswith("."):
            assert line.split()[0] in REQUESTS, line
    assert len(lines(language)) > 1000


@pytest.mark.parametrize(
    ("text", "roff"),
    [
        ("--fail-on", r"\-\-fail\-on"),
        (".git", r"\&.git"),
        ("'a' \"b\" `", r"\(aqa\(aq \(dqb\(dq \(ga"),
        (r"C:\new", r"C:\(rsnew"),
        ("215 × 330", r"215 \[u00D7] 330"),
        ("~/x ^", r"\(ti/x \(ha"),
        ("text|json", r"text|\:json"),
    ],
)
def test_what_is_written_is_what_is_shown(man: ModuleType, text: str, roff: str) -> None:
    assert man._roff(text) == roff
    if shutil.which("groff"):
        assert text in [line.strip() for line in drawn(f".TH A 1\n.SH B\n.nf\n{roff}\n").splitlines()]


def test_every_variable_of_the_program_is_there(man: ModuleType) -> None:
    texts = [path.read_text("utf-8") for path in Path(smartplan.__file__).parent.rglob("*.py")]
    asked = {name for text in texts for name in re.findall(r"\bSMARTPLAN_[A-Z]+\b", text)}
    assert asked == {name for name in man.VARIABLES if name.startswith("SMARTPLAN_")}
    for name in man.VARIABLES:
        assert any(word in text for word in name.split(", ") for text in texts), name


def drawn(text: str) -> str:
    """A page as a terminal of 80 columns shows it. Fails with what groff warns of."""
    command = ["groff", "-man", "-Tutf8", "-ww", "-P-c", "-P-b", "-P-u", "-rLL=80n"]
    done = subprocess.run(command, input=text, capture_output=True, encoding="utf-8", check=True)
    assert done.stderr == ""
    return done.stdout


@groff
@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_drawn_without_a_warning(language: Language) -> None:
    say = catalogue(language)
    page = drawn(PAGES[language].read_text("ascii"))
    heads = re.findall(r"^(?:\x1b\[\d+m)?([A-Z][A-Z ]+[A-Z])(?:\x1b\[\d+m)?$", page, re.M)
    assert heads == [
        say(f"man.{key}")
        for key in (
            *("name", "synopsis", "description", "options", "commands", "details"),
            *("environment", "files", "exit", "examples", "see-also"),
        )
    ]
    # A command to be copied is on one line, however long.
    examples = [line for line in page.splitlines() if line.startswith("           smartplan ")]
    assert any(line.endswith('--text "Hubungkan puskesmas dengan rumah sakit."') for line in examples)
