"""The matrix semula - menjadi as a page: the tables of the workbook, for forms that draw a page."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from smartplan.messages import LANGUAGES, Language, catalogue
from smartplan.operations.diff import Result, read
from smartplan.plan.figure import Sum
from smartplan.report.diff import matrix, matrix_page, matrix_table, xlsx
from smartplan.report.diff.matrix_table import text_of, value_of
from smartplan.report.diff.words import DiffWords
from smartplan.report.render import markdown, text
from smartplan.report.render.cell_values import ProgrammeRef, ShareValue, YearValue
from smartplan.report.render.page import Cell, ChangedText, Facts, Heading, Table
from smartplan.report.render.terminal import Style
from tests.helpers.matrices import values
from tests.helpers.runner import ROOT

PAIRS = {"city": ("2020", "2024", ROOT / "tests/city"), "balikpapan": ("2019", "2023", ROOT / "plans")}


def compared(name: str) -> Result:
    old, new, plans = PAIRS[name]
    return read(old, new, str(plans))


@pytest.mark.parametrize("name", PAIRS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_it_has_what_the_workbook_shows(name: str, language: Language) -> None:
    result, say = compared(name), catalogue(language)
    page = matrix_page.build(DiffWords(result, say))
    made = matrix.build(result, say)
    summary, *others = load_workbook(BytesIO(xlsx.render([made], [], say, date(2026, 11, 29)))).worksheets
    totals = values(summary)
    top = next(index for index, line in enumerate(totals) if line[-1] == "%")
    wanted = {made.totals.title: [line for line in totals[top:] if line[1] is not None]}
    for sheet, one in zip(others, made.sheets, strict=True):
        hidden = sum(column.hidden for column in one.table.columns)
        wanted[sheet.title] = [line[: len(line) - hidden] for line in values(sheet)]
    heads = [block.text for block in page.blocks if isinstance(block, Heading)]
    tables = [block for block in page.blocks if isinstance(block, Table)]
    assert heads == [made.sheets[0].title, made.totals.title, *(one.title for one in made.sheets[1:])]
    for head, table in zip(heads, tables, strict=True):
        told: list[list[object]] = [[column.title for column in table.columns]]
        told += [[told_by(one) for one in line.cells] for line in table.lines]
        assert told == [[one if one is not None else "" for one in line] for line in wanted[head[:31]]]
    assert page.title == f"{made.title}. {made.name}"
    assert next(block for block in page.blocks if isinstance(block, Facts)).pairs == made.head


def told_by(cell: matrix_table.MatrixCell) -> object:
    """The number that an office program is to compute with, else the words."""
    number = matrix_table.amount_of(matrix_table.value_of(cell))
    return matrix_table.text_of(cell) if number is None else number


def test_cells_have_their_values() -> None:
    page = matrix_page.build(DiffWords(compared("city"), catalogue("en")))
    changes, totals, money, targets = (block for block in page.blocks if isinstance(block, Table))
    rows = [list(line.cells) for line in changes.lines]
    # One that is gone is none of the programmes that a report on the new plan has.
    refs = {text_of(row[2]): value_of(row[2]) for row in rows}
    assert refs["GOV-03, GOV-04 → GOV-03"] == ProgrammeRef("GOV-03")
    assert refs["LIV-04"] is None
    words = [cell for row in rows for cell in row if isinstance(cell, ChangedText)]
    assert {part.kind for cell in words for part in cell.parts} == {"", "gone", "came"}
    assert (rows[0][0], totals.lines[-1].kind) == (Cell("1", value=1), "total")
    assert [(line.kind, *line.cells) for line in money.lines][-2:] == [
        ("total", Cell(name), Cell(""), *[Cell("IDR\xa022,000,000,000", value=Sum(22_000_000_000))] * 2,
         Cell("0", value=Sum(0)), Cell("0%", value=ShareValue(0.0)))
        for name in ("Total APBD", "Total")
    ]  # fmt: skip
    assert [*targets.lines[0].cells] == [
        Cell("GOV-01", value=ProgrammeRef("GOV-01")), Cell("Layanan satu pintu"), Cell("Waktu layanan"), Cell("menit"),
        Cell("2020", value=YearValue(2020)), Cell("20", value=20), Cell("–"), Cell(""), Cell(""),
    ]  # fmt: skip


def test_forms_of_characters_draw_it() -> None:
    page = matrix_page.build(DiffWords(compared("city"), catalogue("en")))
    told = markdown.render(page).split("\n")
    assert (
        r"| 19 | Smart Governance |  |  | Objective | Warga terlayani | Warga terlayani\{\+ lebih cepat\+\} |  |  "
        "| as No. 1 | FGD review rencana induk, May 1, 2023 |"
    ) in told
    assert "| **Total** |  | **IDR 22,000,000,000** | **IDR 22,000,000,000** | **0** | **0%** |" in told
    assert [line.split() for line in text.render(page, Style()).split("\n") if line.startswith("APBD")] == [
        ["APBD", "2020", "IDR", "11,000,000,000", "–"],
        ["APBD", "2021", "IDR", "11,000,000,000", "–"],
        ["APBD", "2024", "–", "IDR", "11,000,000,000"],
        ["APBD", "2025", "–", "IDR", "11,000,000,000"],
    ]
