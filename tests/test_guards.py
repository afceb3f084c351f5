"""What is added and not wired up is named: a format, a rule module, a language."""

from importlib import import_module
from pathlib import Path

import pytest

from smartplan import rules
from smartplan.cli import app, edits
from smartplan.cli.formats import DIFFS, FINDINGS, REPORTS
from smartplan.messages import LANGUAGES
from smartplan.plan.profile import Label
from tests.conftest import Runner

COMMANDS = ("coverage 2023", "show 2023 GOV-01", "log", "summary 2023", "agenda 2023", "inputs 2023", "evaluations")
FORMATS = [
    *((command, tuple(REPORTS)) for command in COMMANDS),
    ("diff 2019 2023", tuple(DIFFS)),
    ("validate", tuple(FINDINGS)),
]


@pytest.mark.parametrize(("command", "formats"), FORMATS, ids=lambda part: part if isinstance(part, str) else "")
def test_every_format_that_is_offered_is_rendered(run: Runner, command: str, formats: tuple[str, ...]) -> None:
    """A format with the renderer of another would print that one."""
    results = {one: run(*command.split(), "--format", one).out for one in formats}
    assert all(results.values())
    assert len(set(results.values())) == len(results)


def test_every_edit_is_a_command() -> None:
    assert tuple(edits.EDITS) == app.EDITS


def test_every_module_of_rules_is_registered() -> None:
    folder = Path(rules.__file__).parent
    modules = [import_module(f"smartplan.rules.{path.stem}") for path in sorted(folder.glob("*.py"))]
    assert {module.__name__ for module in modules if hasattr(module, "RULES")} == {
        module.__name__ for module in rules.MODULES
    }


def test_every_language_has_names_for_dimensions() -> None:
    assert set(LANGUAGES) <= set(Label.__struct_fields__)
