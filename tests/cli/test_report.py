"""`smartplan report` on the command line: what it writes, how it ends, and that it is the same every time."""

import re
import shutil
import subprocess
import sys
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import pytest

from smartplan.messages import LANGUAGES, Language
from smartplan.operations.report import MANY
from tests.helpers.base import CELLS
from tests.helpers.runner import ROOT, Runner, change

SECTIONS = [
    "summary", "coverage", "roadmap", "missions", "budget", "agencies", "indicators", "inputs", "evaluations",
    "changes", "programmes", "gaps",
]  # fmt: skip
BIG = "".join(
    f"      GOV-{number:04}: {{name: Program {number}, subdimension: public_service, agency: diskominfo}}\n"
    for number in range(100, 100 + MANY)
)


def sections(text: str) -> list[str]:
    return re.findall(r'<section id="([a-z]+)">', text)


def test_its_script_and_its_style_are_those_that_it_allows(run: Runner) -> None:
    text = run("report", "2023").out
    for what in ("script", "style"):
        (inside,) = re.findall(f"<{what}>(.*?)</{what}>", text, re.S)
        assert f"{what}-src 'sha256-{b64encode(sha256(inside.encode()).digest()).decode()}'" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_writes_one_file_with_every_section(run: Runner, language: Language) -> None:
    result = run("report", "2023", "--output", "laporan.html", "--lang", language)
    assert (result.code, result.out, result.err) == (0, "", "")
    text = Path("laporan.html").read_text("utf-8")
    assert sections(text) == SECTIONS
    assert text.startswith(f'<!doctype html>\n<html lang="{language}">')
    # Nothing is fetched: no address of another file but the data of its own icon.
    assert re.findall(r'(?:src|href)="?(?!#)([^" >]+)', text) == ["data:,"]
    linked = set(re.findall(r"href=\"?#([^\" >]+)", text))
    assert {"GOV-01", "ENV-03"} <= {one.removeprefix("programme-") for one in linked}
    assert linked <= set(re.findall(r"id=\"?([^\" >]+)", text))
    ids = re.findall(r"\sid=\"?([^\" >]+)", text)
    assert len(ids) == len(set(ids))


def test_it_is_the_same_every_time(run: Runner) -> None:
    made = [run("report", "2023").out for _ in range(2)]
    assert made[0] == made[1]
    run("report", "2023", "-o", "report.html")
    assert Path("report.html").read_text("utf-8") == made[0]


def test_a_terminal_cannot_show_it(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    result = run("report", "2023")
    assert (result.code, result.out) == (2, "")
    assert result.err == ("Error: a terminal cannot show a file of the kind html; name a file with `--output`\n")
    assert run("report", "2023", "-o", "a.html").code == 0


def test_a_file_of_another_kind_is_refused_before_anything_is_read(run: Runner) -> None:
    for name in ("report.md", "report.xlsx", "report.png"):
        result = run("report", "2099", "-o", name)
        assert (result.code, result.out) == (2, "")
        # Nobody asked for HTML, so none is named as asked for.
        assert f"`{name}` ends as a file of format " in result.err
        assert "which this command does not write; choose one of html\n" in result.err
        assert not Path(name).exists()


@pytest.mark.parametrize("command", [["report", "2023"], ["roadmap", "2023"], ["diff", "2019", "2023"], ["validate"]])
def test_who_asks_for_a_pdf_is_told_how_to_get_one(run: Runner, command: list[str]) -> None:
    result = run(*command, "-o", "laporan.PDF")
    assert (result.code, result.out) == (2, "")
    assert result.err == (
        "Error: `laporan.PDF` ends as a PDF, which this command does not write; write an .html file, and print it to PDF "
        "from a browser\n"
    )
    assert not Path("laporan.PDF").exists()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["2099"], "2099"),
        (["2023", "--against", "2099"], "2099"),
        (["2023", "--dimension", "tata"], "tata"),
        (["2023", "--agency", "dinas"], "dinas"),
        (["2023", "--paper", "letter"], "letter"),
    ],
)
def test_what_cannot_be_reported_on_is_said_and_nothing_written(run: Runner, words: list[str], told: str) -> None:
    result = run("report", *words, "-o", "report.html")
    assert (result.code, result.out) == (2, "")
    assert told in result.err
    assert not Path("report.html").exists()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["governance", "Smart Governance", "tata kelola", "Government"])
def test_a_dimension_is_known_by_its_names(run: Runner, name: str, language: Language) -> None:
    result = run("report", "2023", "--dimension", name, "--lang", language)
    assert (result.code, result.err) == (0, "")
    assert sections(result.out) == SECTIONS
    found = set(re.findall(r'id="programme-(\w+-\d+)"', result.out))
    assert found == {f"GOV-0{number}" for number in range(1, len(CELLS["governance"][1]) + 1)}
    assert {"en": "Only part of the plan: ", "id": "Hanya sebagian rencana: "}[language] in result.out


def test_an_agency_has_its_own_report(run: Runner) -> None:
    change("agency: diskominfo", "agency: dlh")
    change("agencies: {", "agencies: {dlh: {name: Dinas Lingkungan Hidup, short: DLH}, ")
    result = run("report", "2023", "--agency", "DLH")
    assert (result.code, result.err) == (0, "")
    assert re.findall(r'id="programme-(\w+-\d+)"', result.out) == ["GOV-01"]
    assert "Dinas Lingkungan Hidup" in result.out
    whole = run("report", "2023").out
    assert len(result.out) < len(whole)


@pytest.mark.parametrize(("paper", "size"), [("f4", "33cm 21cm"), ("a4", "29.7cm 21cm")])
def test_it_is_printed_on_the_paper_that_is_asked_for(run: Runner, paper: str, size: str) -> None:
    assert f"@page{{size:{size};" in run("report", "2023", "--paper", paper).out


def test_what_was_left_out_is_said_in_the_file_too(run: Runner) -> None:
    change("budget: {apbd: {2023: 500000000}}", "budget: [1]")
    result = run("report", "2023", "-o", "report.html")
    note = "plans/2023.yaml has 1 structural finding; only its valid parts were used."
    assert (result.code, result.out) == (0, "")
    assert result.err.startswith(f"Note: {note}")
    assert f"<p class=note>{note}" in Path("report.html").read_text("utf-8")


def test_a_review_that_cannot_be_read_ends_it_with_2_and_is_named_in_the_file(run: Runner) -> None:
    Path("plans/reviews/fgd-2022-12-28.yaml").write_text("- 1\n", encoding="utf-8")
    result = run("report", "2023", "-o", "report.html")
    assert result.code == 2
    assert result.err.startswith("Error: `plans/reviews/fgd-2022-12-28.yaml` cannot be read as a review")
    assert "plans/reviews/fgd-2022-12-28.yaml" in Path("report.html").read_text("utf-8").partition("</header>")[0]


def test_a_very_large_plan_is_written_and_a_short_form_offered(run: Runner) -> None:
    change("  governance:\n    programmes:\n", f"  governance:\n    programmes:\n{BIG}")
    result = run("report", "2023", "-o", "report.html")
    assert result.code == 0
    assert result.err.startswith(
        "Note: The plan has 1018 programmes: a file of this size is slow to open and to print."
    )
    assert "`--dimension` or `--agency`" in result.err
    text = Path("report.html").read_text("utf-8")
    assert 'id="programme-GOV-0100"' in text
    assert "a file of this size" not in run("report", "2023", "--dimension", "economy").err


def test_it_needs_no_folder(run: Runner) -> None:
    """A plan on standard input, in a folder without any other."""
    text = Path("plans/2023.yaml").read_text("utf-8")
    shutil.rmtree("plans")
    done = subprocess.run(
        [sys.executable, "-m", "smartplan", "report", "-"],
        input=text,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert sections(done.stdout) == SECTIONS


def test_the_plans_of_the_repository_are_no_larger_than_can_be_mailed(
    run: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    for language in LANGUAGES:
        assert len(run("report", "2026", "--lang", language).out.encode()) < 150_000
