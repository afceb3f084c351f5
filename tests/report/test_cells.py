"""The values beside the texts of the reports: every figure has one, and it is what the text says."""

import re
from decimal import Decimal

import pytest

from smartplan.messages import Language
from smartplan.plan.figure import Sum
from smartplan.report.render import page, text
from smartplan.report.render.bars import Bar, Curve, Strip
from smartplan.report.render.cell_values import ProgrammeRef, ShareValue, YearValue
from smartplan.report.render.cldr import LOCALES
from smartplan.report.render.page import Cell, Changes, Column, Page, Table
from tests.helpers.runner import ROOT, Runner
from tests.report.test_golden import CASES, CITY

MORE = {
    "evaluations-city": ["evaluations", *CITY],
    "summary-2024": ["summary", "2024", *CITY],
    "coverage-year": ["coverage", "2023", "--by", "year"],
    "coverage-input": ["coverage", "2026", "--by", "input", *CITY],
    "coverage-moved": ["coverage", "2023", "--against", "2019", "--by", "source"],
    "workload": ["agenda", "2026", *CITY],
    **{
        f"list-{kind}": ["list", "2026", "--rows", kind, *CITY]
        for kind in ("programmes", "budget", "targets", "actions")
    },
}
# An approximate or faulty number, a sum of money, a share, a year.
FIGURE = re.compile(r"(?:! |~|[−+<>])*\d[\d.,]*%?")
# In these a number is a name.
NAMES = {"revision", "revisi", "plan in\nforce", "rencana\nberlaku"}


@pytest.fixture
def pages(run: Runner, monkeypatch: pytest.MonkeyPatch) -> list[Page]:
    """Whatever is drawn as text."""
    drawn: list[Page] = []
    render = text.render

    def kept(one: Page, style: text.Style) -> str:
        drawn.append(one)
        return render(one, style)

    monkeypatch.setattr(text, "render", kept)
    monkeypatch.chdir(ROOT)
    return drawn


def cells(one: Page) -> list[tuple[Column, Cell]]:
    tables = [block for block in one.blocks if isinstance(block, Table)]
    return [
        (column, page.cell(found))
        for table in tables
        for line in table.lines
        for column, found in zip(table.columns, line.cells, strict=True)
    ]


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("name", [*CASES, *MORE])
def test_a_figure_has_its_value(run: Runner, pages: list[Page], name: str, language: Language) -> None:
    run(*{**CASES, **MORE}[name], "--lang", language)
    for one in pages:
        for column, found in cells(one):
            shown = found.text.strip().replace("\N{NO-BREAK SPACE}", "")
            if FIGURE.fullmatch(shown) and column.title.casefold() not in NAMES:
                assert found.value is not None, (column.title, found)
            if found.value is not None:
                assert says(shown, column, found, language), (column, found)


def says(shown: str, column: Column, found: Cell, language: Language) -> bool:
    """Whether a text tells a value, as far as its decimals go."""
    match found.value:
        case ProgrammeRef(id_):
            return shown.startswith(id_)
        case YearValue(year):
            return shown.startswith(str(year))
        case Bar(value):
            return found.value.text in shown and (not re.match(r"\d", shown) or shown.startswith(str(value)))
        case Strip() | Curve():
            return found.value.text.replace(" ", "·") in shown
        case ShareValue(part):
            return near(shown, Decimal(100 * part), language)
        case Sum(rupiah, approx):
            assert isinstance(rupiah, int)
            if approx is not ("~" in shown or shown.startswith(("about", "sekitar"))):
                return False
            return not FIGURE.fullmatch(shown) or near(shown, Decimal(rupiah) / column.unit, language)
        case int() | float() as number:
            return near(shown, Decimal(number), language) if number else bool(re.search(r"·|0", shown))
    return bool(re.search(r"\d", shown))


def near(shown: str, value: Decimal, language: Language) -> bool:
    locale = LOCALES[language]
    digits = re.search(r"\d[\d.,]*", shown.replace(locale.group, ""))
    assert digits, shown
    number = digits[0].replace(locale.decimal, ".").rstrip(".")
    decimals = len(number.partition(".")[2])
    # What is not nothing is never shown as if it were, nor a part as all of it.
    rounding = Decimal(1).scaleb(-decimals)
    return abs(Decimal(number) - abs(value)) <= rounding and ("−" in shown) is (value < 0)


@pytest.mark.parametrize("revisions", [["2019", "2023"], ["2020", "2024", *CITY]], ids=" ".join)
def test_a_change_has_both_its_sides(run: Runner, pages: list[Page], revisions: list[str]) -> None:
    run("diff", *revisions)
    blocks = [block for block in pages[0].blocks if isinstance(block, Changes)]
    assert all(block.title.startswith(block.programme) for block in blocks)
    lines = [line for block in blocks for line in block.lines if line.field]
    for line in lines:
        for kind, side in (("came", line.old), ("gone", line.new)):
            shown = "".join(part.text for part in line.parts if part.kind != kind)
            assert " ".join(side.split()) in " ".join(shown.split()), line
    assert sum(bool(line.old and line.new) for line in lines) > len(lines) / 5 > 2


@pytest.mark.parametrize(
    ("bar", "shown", "share"),
    [
        (Bar(0, 10, 5), "", 0),
        (Bar(1, 100, 5), "█", 0.01),
        (Bar(7, 10, 10), "███████", 0.7),
        (Bar(7, 25, 25), "███████", 0.28),
        (Bar(10, 10, 5), "█████", 1),
        (Bar(1, 0, 5), "", 0),
    ],
)
def test_a_bar_is_a_share_of_its_width(bar: Bar, shown: str, share: float) -> None:
    assert (bar.text, bar.share) == (shown, share)


def test_a_strip_and_a_curve_have_a_step_for_each_year() -> None:
    assert Strip.of({2024: 1, 2026: 4}, range(2023, 2027), 4).text == "·░·█"
    assert Strip([0, 0], 0).text == "··"
    assert Curve([0, 2, None, 4], 4).text == "▁▅ █"
