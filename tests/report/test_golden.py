"""Whole reports as a person reads them, held against checked-in text in both languages.

To renew them after a change that is meant: SMARTPLAN_RENEW=1 pytest tests/report/test_golden.py, then read the difference.
"""

import os
from pathlib import Path

import pytest

from smartplan.report.render.terminal import Style
from tests.helpers.repo import Repository, git  # noqa: F401
from tests.helpers.runner import ROOT, Runner, change

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
    assert (result.code, result.err) == (0, "")
    hold(result.out, GOLDEN / f"{name}.{language}.{'txt' if form == 'text' else 'md'}")


def hold(text: str, path: Path) -> None:
    """Compare a text with the one that is checked in, which it takes the place of where they are renewed."""
    if os.environ.get("SMARTPLAN_RENEW"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text("utf-8")


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
    hold(out, GOLDEN / f"{name}.{language}.{width}.txt")
    # An address is never broken: it is to be copied.
    assert [line for line in out.splitlines() if len(line) > width and "https://" not in line] == []


SETTINGS = """\
[rules]
unknown-agency = "off"
programme-without-indicator = "error"
[coverage]
fail-under = { subdimensions = 60, budgets = 12.5 }
[require]
programme = ["description", "sources"]
[[folders]]
path = "plans/2019.yaml"
rules = { programme-without-indicator = "warning", required-here = "off" }
"""
# What is about the repository around the plans, which these have been in since 2021, GOV-01 changed in 2023.
REPOSITORY: dict[str, list[str]] = {
    "config": ["config"],
    "config-of-revision": ["config", "2019"],
    "stale": ["stale", "2023"],
    "stale-since": ["stale", "2023", "--since", "2022"],
}


@pytest.mark.usefixtures("git")
@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("form", ["txt", "80.txt", "md"])
@pytest.mark.parametrize("name", REPOSITORY)
def test_a_report_about_a_repository_reads_as_it_should(
    run: Runner, monkeypatch: pytest.MonkeyPatch, name: str, form: str, language: str
) -> None:
    Path("smartplan.toml").write_text(SETTINGS, encoding="utf-8")
    repository = Repository(Path.cwd())
    repository("add", "smartplan.toml", "plans/2019.yaml", "plans/2023.yaml")
    repository("commit", "-q", "-m", "x", "--date", "2021-05-06T12:00:00+0000")
    change("        name: Program public_service 1\n", "        name: Nomor darurat 112\n")
    repository("commit", "-qam", "x", "--date", "2023-02-03T12:00:00+0000")
    if form == "80.txt":
        monkeypatch.setattr("smartplan.cli.output.detect", lambda to_file=False: Style(width=80))
        monkeypatch.setattr("smartplan.report.render.terminal.detect", lambda to_file=False: Style(width=80))
    result = run(*REPOSITORY[name], "--format", "markdown" if form == "md" else "text", "--lang", language)
    assert (result.code, result.err) == (0, "")
    hold(result.out, GOLDEN / f"{name}.{language}.{form}")
    assert form != "80.txt" or max(map(len, result.out.splitlines())) <= 80
