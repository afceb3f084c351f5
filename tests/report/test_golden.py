"""Whole reports as a person reads them, held against checked-in text in both languages.

To renew them after a change that is meant: SMARTPLAN_RENEW=1 pytest tests/report/test_golden.py, then read the difference.
"""

import os

import pytest

from smartplan.report.render.terminal import Style
from tests.helpers.runner import ROOT, Runner

GOLDEN = ROOT / "tests/golden"
# Name of the file, and the command line; `city` is the fictional one, Balikpapan's plans are the repository's own.
CITY = ["--plans", "tests/city"]
CASES: dict[str, list[str]] = {
    "coverage-balikpapan": ["coverage", "2023"],
    "coverage-against": ["coverage", "2024", "--against", "2020", *CITY],
    "coverage-city": ["coverage", "2026", "--by", "agency", *CITY],
    "summary-balikpapan": ["summary", "2023"],
    "summary-city": ["summary", "2026", *CITY],
    "diff-city": ["diff", "2020", "2024", *CITY],
    "cities": ["coverage", "plans", "tests/city"],
    "coverage-indicators": ["coverage", "2026", "--by", "indicator", *CITY],
    "show-balikpapan": ["show", "2023", "ECO-09", "--history"],
    "show-merged": ["show", "2024", "GOV-03", "--history", *CITY],
    "show-withdrawn": ["show", "2020", "GOV-05", "--history", *CITY],
    "log-balikpapan": ["log"],
    "log-city": ["log", *CITY],
    "evaluations-balikpapan": ["evaluations"],
    "agenda-balikpapan": ["agenda", "2023"],
    "agenda-agency": ["agenda", "2023", "--agency", "diskominfo"],
    "agenda-city": ["agenda", "2026", "--agency", "bappeda", *CITY],
    "roadmap-balikpapan": ["roadmap", "2026"],
    "roadmap-city": ["roadmap", "2026", *CITY],
    "inputs-balikpapan": ["inputs", "2023"],
    "inputs-city": ["inputs", "2024", *CITY],
}


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("form", ["text", "markdown"])
@pytest.mark.parametrize("name", CASES)
def test_a_report_reads_as_it_should(
    run: Runner, monkeypatch: pytest.MonkeyPatch, name: str, form: str, language: str
) -> None:
    monkeypatch.chdir(ROOT)
    result = run(*CASES[name], "--format", form, "--lang", language)
    path = GOLDEN / f"{name}.{language}.{'txt' if form == 'text' else 'md'}"
    if os.environ.get("SMARTPLAN_RENEW"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(result.out, encoding="utf-8")
    assert (result.code, result.err) == (0, "")
    assert result.out == path.read_text("utf-8")


# On a screen lines are folded; these are the reports with the widest tables and the longest texts.
SCREENS = ["coverage-balikpapan", "coverage-against", "summary-balikpapan", "log-city", "agenda-balikpapan",
           "inputs-balikpapan", "show-balikpapan", "evaluations-balikpapan", "diff-city",
           "roadmap-balikpapan", "roadmap-city"]  # fmt: skip


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("width", [80, 140])
@pytest.mark.parametrize("name", SCREENS)
def test_a_report_keeps_to_the_screen(
    run: Runner, monkeypatch: pytest.MonkeyPatch, name: str, width: int, language: str
) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr("smartplan.cli.output.detect", lambda to_file=False: Style(width=width))
    monkeypatch.setattr("smartplan.report.render.terminal.detect", lambda to_file=False: Style(width=width))
    out = run(*CASES[name], "--lang", language).out
    path = GOLDEN / f"{name}.{language}.{width}.txt"
    if os.environ.get("SMARTPLAN_RENEW"):
        path.write_text(out, encoding="utf-8")
    assert out == path.read_text("utf-8")
    # An address is never broken: it is to be copied.
    assert [line for line in out.splitlines() if len(line) > width and "https://" not in line] == []
