"""What is added and not wired up is named: a format, a rule module, a language."""

from importlib import import_module
from pathlib import Path

import pytest

from smartplan import rules
from smartplan.cli.options import DiffFormat, FindingsFormat, Format
from smartplan.messages import LANGUAGES
from smartplan.plan import profile
from tests.conftest import Runner

REPORTS = ("coverage 2023", "show 2023 GOV-01", "log", "summary 2023", "agenda 2023", "inputs 2023", "evaluations")
FORMATS = [
    *((report, Format) for report in REPORTS),
    ("diff 2019 2023", DiffFormat),
    ("validate", FindingsFormat),
]


@pytest.mark.parametrize(("command", "formats"), FORMATS, ids=lambda part: part if isinstance(part, str) else "")
def test_every_format_that_is_offered_is_rendered(
    run: Runner, command: str, formats: type[Format] | type[DiffFormat] | type[FindingsFormat]
) -> None:
    """A format without a renderer would print another one."""
    results = {one: run(*command.split(), "--format", one.value).out for one in formats}
    assert all(results.values())
    assert len(set(results.values())) == len(results)


def test_every_module_of_rules_is_registered() -> None:
    folder = Path(rules.__file__).parent
    modules = [import_module(f"smartplan.rules.{path.stem}") for path in sorted(folder.glob("*.py"))]
    assert {module.__name__ for module in modules if hasattr(module, "RULES")} == {
        module.__name__ for module in rules.MODULES
    }


def test_every_language_has_names_for_dimensions_and_weights() -> None:
    profiles = [found for name in profile.names() if (found := profile.load(name)) is not None]
    dimensions = [one for found in profiles for one in found.dimensions.values()]
    labels = [
        *(label for found in profiles for label in (found.title, found.about)),
        *(label for one in dimensions for label in (one.name, *one.subdimensions.values())),
        *(scheme.title for scheme in profile.schemes().values()),
    ]
    assert [label for label in labels if label.keys() != set(LANGUAGES)] == []
    for one in dimensions:
        assert one.short.keys() <= one.subdimensions.keys()
        assert {language for label in one.short.values() for language in label} <= set(LANGUAGES)


def test_the_default_profile_is_there() -> None:
    assert profile.DEFAULT in profile.names()
    assert profile.OFFICIAL in LANGUAGES
