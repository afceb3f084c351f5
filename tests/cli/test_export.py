"""`smartplan export`: what is in a workbook, the same bytes each time, the matrix, and what is refused."""

import csv
import io
import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import fromstring

import pytest
from openpyxl import load_workbook

from smartplan.messages import LANGUAGES, Language
from smartplan.yamltext.document import load
from smartplan.yamltext.source import SourceText
from tests.helpers.filled_book import FilledBook
from tests.helpers.runner import ROOT, Runner, change


@pytest.fixture
def city(run: Runner) -> Runner:
    """The plans of Balikpapan."""
    shutil.rmtree("plans")
    shutil.copytree(ROOT / "plans", "plans")
    return run


def book_of(run: Runner, *words: str) -> FilledBook:
    done = run("export", "2026", *words, "--output", "a.xlsx")
    assert (done.code, done.out) == (0, ""), done.err
    return FilledBook(Path("a.xlsx").read_bytes())


def test_the_sheets_and_how_they_look(city: Runner) -> None:
    book = book_of(city, "--lang", "id")
    states = {sheet.title: sheet.sheet_state for sheet in book.book.worksheets}
    assert states == {
        **dict.fromkeys(["Program", "Indikator", "Rencana aksi", "Tujuan dan sasaran", "Perangkat daerah"], "visible"),
        **dict.fromkeys(["Sumber", "Faktor pendukung", "Dihentikan", "Rencana", "Pilihan"], "visible"),
        "_smartplan": "veryHidden",
    }
    sheet = book.sheet("Program")
    assert [cell.value for cell in sheet[1]][:7] == [
        *("id", "name", "dimension", "subdimension", "description", "agency", "partners")
    ]
    assert [cell.value for cell in sheet[2]][:3] == ["id", "nama", "dimensi"]
    assert "anggaran APBD 2026" in [cell.value for cell in sheet[2]]
    assert sheet.row_dimensions[1].hidden
    assert (sheet.freeze_panes, str(sheet.auto_filter.ref)[:2]) == ("C3", "A2")
    assert sheet.protection.sheet
    assert not sheet.protection.password
    locked = {key for key, column in book.keys("Program").items() if is_locked(sheet.cell(3, column))}
    assert locked == {"id"}
    # An empty cell is as free as its column.
    assert [name for name, column in sheet.column_dimensions.items() if column.protection.locked] == []
    assert sheet.cell(3, 1).number_format == "@"
    offered = {str(rule.sqref).split(":")[0]: rule.formula1 for rule in sheet.data_validations.dataValidation}
    columns = {name: f"{sheet.cell(3, column).coordinate}" for name, column in book.keys("Program").items()}
    assert {columns[name] for name in ("agency", "dimension", "subdimension", "status", "kind", "horizon")} <= {
        *offered
    }
    place = offered[columns["status"]].removeprefix("'Pilihan'!").replace("$", "")
    assert [row[0].value for row in book.sheet("Pilihan")[place]] == [
        *("proposed", "planned", "building", "running", "completed", "stopped")
    ]


def is_locked(cell: Any) -> bool:
    return cell.value is not None and cell.protection.locked


def test_an_agency_gets_what_is_its_own(city: Runner) -> None:
    book = book_of(city, "--agency", "Dinas Perhubungan")
    assert book.book.sheetnames == ["Programmes", "Indicators", "Actions", "Choices", "_smartplan"]
    agencies = {
        row[book.keys("Programmes")["agency"] - 1].value for row in book.sheet("Programmes").iter_rows(min_row=3)
    }
    assert agencies == {"dishub"}
    assert {row[0].value for row in book.sheet("Indicators").iter_rows(min_row=3)} <= {
        row[0].value for row in book.sheet("Programmes").iter_rows(min_row=3)
    }


@pytest.mark.parametrize("words", [[], ["--layout", "matrix"], ["--format", "csv"], ["--format", "stratml"]])
def test_the_same_plan_is_the_same_bytes(city: Runner, words: list[str]) -> None:
    for name in ("a", "b"):
        assert city("export", "2026", *words, "--output", name).code == 0
    assert Path("a").read_bytes() == Path("b").read_bytes()


def test_no_text_is_a_formula(run: Runner) -> None:
    change("        name: Program public_service 1\n", "        name: =1+1\n")
    assert run("export", "2023", "--output", "a.xlsx").code == 0
    book = FilledBook(Path("a.xlsx").read_bytes())
    cell = book.sheet("Programmes").cell(3, 2)
    assert (cell.value, cell.data_type) == ("=1+1", "s")
    rows = list(csv.DictReader(io.StringIO(run("export", "2023", "--format", "csv").out)))
    assert rows[0]["name"] == "\t=1+1"
    assert rows[0]["id"] == "GOV-01"


def test_a_text_that_no_cell_can_hold_is_refused_with_its_address(run: Runner) -> None:
    change("        name: Program public_service 1\n", f"        name: {'x' * 32_768}\n")
    done = run("export", "2023", "--output", "a.xlsx")
    assert (done.code, Path("a.xlsx").exists()) == (2, False)
    assert "`dimensions.governance.programmes.GOV-01.name` has more than 32767 characters" in done.err
    change("x" * 32_768, "x" * 32_767)
    assert run("export", "2023", "--output", "a.xlsx").code == 0
    done = run("import", "a.xlsx", "--into", "2023")
    assert (done.code, done.err) == (0, "Nothing to change in plans/2023.yaml.\n")


COUNTS = ("programmes", "indicators", "targets", "baselines", "rupiah")


def counted(plan: Mapping[str, Any]) -> dict[str, int]:
    programmes = [one for dimension in plan["dimensions"].values() for one in dimension.get("programmes", {}).values()]
    indicators = [one for programme in programmes for one in programme.get("indicators", {}).values()]
    money = [
        one for programme in programmes for years in programme.get("budget", {}).values() for one in years.values()
    ]
    return {
        "programmes": len(programmes),
        "indicators": len(indicators),
        "targets": sum(len(one.get("targets", {})) for one in indicators),
        "baselines": sum("baseline" in one for one in indicators),
        "rupiah": sum(one["value"] if isinstance(one, dict) else one for one in money),
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_matrix_is_read_again_with_the_same_counts(city: Runner, language: Language) -> None:
    for rev in ("2019", "2023", "2026"):
        plan = load(SourceText("", Path(f"plans/{rev}.yaml").read_text("utf-8"))).data
        assert plan is not None
        assert city("export", rev, "--layout", "matrix", "--lang", language, "--output", "m.xlsx").code == 0
        read = json.loads(city("import", "m.xlsx", "--format", "json").out)
        assert {name: read[name] for name in COUNTS} == counted(plan)
        assert [one for one in read["findings"] if one["severity"] == "error"] == []


def test_the_matrix_merges_a_programme_over_its_indicators_and_sums_its_dimensions(run: Runner) -> None:
    assert run("export", "2023", "--layout", "matrix", "--output", "m.xlsx").code == 0
    (sheet,) = load_workbook("m.xlsx").worksheets
    assert sheet["A1"].value.startswith("Programmes, indicators and budget of ")
    assert sheet.page_setup.orientation == "landscape"
    totals = [row for row in sheet.iter_rows(min_row=6, values_only=True) if row[1] == "TOTAL"]
    headings = [
        row for row in sheet.iter_rows(min_row=6, values_only=True) if row[0] in ("I", "II", "III", "IV", "V", "VI")
    ]
    assert len(totals) == 1
    for index, total in enumerate(totals[0][5:], 5):
        if isinstance(total, (int, float)):
            assert total == sum(row[index] or 0 for row in headings)


def test_the_matrix_can_be_read_on_paper(city: Runner) -> None:
    paper = {}
    for rev in ("2019", "2023", "2026"):
        assert city("export", rev, "--layout", "matrix", "--lang", "id", "--output", "m.xlsx").code == 0
        (sheet,) = load_workbook("m.xlsx").worksheets
        years = [cell.value for cell in sheet[4] if str(cell.value).isdecimal()]
        # `Kondisi kinerja akhir periode` beside them is on more than one line.
        assert (sheet.row_dimensions[4].height or 0) >= 24
        paper[rev] = (len(years), sheet.page_setup.paperSize)
        heights = {row: sheet.row_dimensions[row].height for row in range(6, sheet.max_row - 3)}
        merged = [one for one in sheet.merged_cells.ranges if one.min_col == 2 and one.min_row > 5]
        spans = {one.min_row: one.max_row for one in merged}
        for row in heights:
            # Lines of a name on 28 characters of the standard font, which are fewer than 34 of these.
            name = sheet.cell(row, 2).value
            if sheet.cell(row, 1).value and name and heights[row]:
                assert sum(heights[one] for one in range(row, spans.get(row, row) + 1)) >= 12 * (len(name) / 34)
                assert all(cell.border.left.style == "thin" for cell in sheet[row])
    # F4 for few years, and A3 for many.
    assert paper == {"2019": (1, 14), "2023": (5, 8), "2026": (7, 8)}


def test_rows_of_wrapped_text_are_as_high_as_it(city: Runner) -> None:
    book = book_of(city)
    sheet, keys = book.sheet("Programmes"), book.keys("Programmes")
    for row in range(3, sheet.max_row + 1):
        texts = [str(sheet.cell(row, keys[key]).value or "") for key in ("name", "description")]
        longest = max(map(len, texts))
        assert (sheet.row_dimensions[row].height or 15) >= min(15 * longest / 48, 150)
        assert longest > 45 or sheet.row_dimensions[row].height is None


def test_stratml_is_xml(run: Runner) -> None:
    done = run("export", "2023", "--format", "stratml")
    assert done.code == 0
    assert fromstring(done.out).tag.endswith("PerformancePlanOrReport")


# Options, and what is said of them.
MISUSE: list[tuple[list[str], str]] = [
    (["--format", "csv", "--layout", "matrix"], "`--layout` has no meaning with `--format csv`"),
    (["--format", "stratml", "--agency", "dlh"], "`--agency` has no meaning with `--format stratml`"),
    (["--layout", "matrix", "--per-agency", "d"], "`--per-agency` has no meaning with `--layout matrix`"),
    (["--per-agency", "d", "--output", "a.xlsx"], "`--output` has no meaning with `--per-agency`"),
    (["--agency", "tidak-ada", "--output", "a.xlsx"], "there is no agency `tidak-ada`"),
    (["--output", "plans/2023.yaml"], "a report cannot replace a plan"),
]


@pytest.mark.parametrize(("words", "said"), MISUSE)
def test_what_has_no_meaning_is_refused(run: Runner, words: list[str], said: str) -> None:
    done = run("export", "2023", *words)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert not Path("d").exists()
