"""The findings of a folder by rule, severity and place, and the rules whose page has examples."""

from datetime import date
from pathlib import Path

from smartplan.messages import LANGUAGES, Catalogue
from smartplan.report.render.sentences import sentence
from smartplan.rules import ALL
from tests.helpers.base import selection_of, validate

TODAY = date(2026, 11, 24)
# Their examples are bytes, sizes and a baseline; `yamltext/test_parser`, `cli/test_commands` and `validation/test_baseline` have them.
WITHOUT_PAGE = {"not-utf8", "too-large", "baseline-unused"}
WITH_PAGE = sorted(ALL.keys() - WITHOUT_PAGE)


def found(folder: Path, *names: str) -> list[tuple[str, str, str]]:
    report = validate(names, str(folder), TODAY, selection_of(folder))
    assert report.failures == []
    for language in LANGUAGES:
        for located in report.findings:
            # What has no sentence is told by its key.
            assert not sentence(located.finding, Catalogue(language)).startswith("finding.")
    return [(located.finding.rule, located.severity, located.where) for located in report.findings]


GOV = "dimensions.governance.programmes.GOV-01"
