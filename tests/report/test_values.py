"""Measures, years and lists of values as each language writes them, and that they keep their place on a page."""

import re
from pathlib import Path
from typing import Any

import pytest

from smartplan.messages import catalogue
from smartplan.report.render import markdown, text, years
from smartplan.report.render.measures import aligned, by_year, dated_values, measure
from smartplan.report.render.page import Block, Cell, Column, Facts, Item, Items, Line, Page, Table, Text
from smartplan.report.render.terminal import Style, printable
from tests.helpers.repo import Repository
from tests.helpers.runner import Runner, change

FIRM = "\N{NO-BREAK SPACE}"
MEASURES: list[tuple[float | str, str, str]] = [
    (0, "0", "0"),
    (-1500, "−1.500", "−1,500"),
    (2024, "2.024", "2,024"),
    (3.75, "3,75", "3.75"),
    (10**15, "1.000.000.000.000.000", "1,000,000,000,000,000"),
    # A number, a bound or a range of a text, with its decimals as they are written.
    ("20000", "20.000", "20,000"),
    ("3.50", "3,50", "3.50"),
    ("3,75", "3,75", "3.75"),
    ("-1500", "−1.500", "−1,500"),
    ("+5", "+5", "+5"),
    ("80 %", "80%", "80%"),
    ("80,5%", "80,5%", "80.5%"),
    ("< 5", "< 5", "< 5"),
    (">= 1500", ">= 1.500", ">= 1,500"),
    ("≤1500.5", "≤1.500,5", "≤1,500.5"),
    ("22000-40000", "22.000–40.000", "22,000–40,000"),
    ("22000 – 40000", "22.000–40.000", "22,000–40,000"),
    ("1500-2000", "1.500–2.000", "1,500–2,000"),
    ("2,5-3", "2,5–3", "2.5–3"),
    ("70 % - 80 %", "70%–80%", "70%–80%"),
    ("-5--3", "−5–−3", "−5–−3"),
    ("99999999999999999999", "99.999.999.999.999.999.999", "99,999,999,999,999,999,999"),
    # What may be years, a code or words stays as it is written.
    ("2024", "2024", "2024"),
    ("2024-2026", "2024-2026", "2024-2026"),
    (">= 2030", ">= 2030", ">= 2030"),
    ("007", "007", "007"),
    ("001-010", "001-010", "001-010"),
    ("22000-40000 orang", "22000-40000 orang", "22000-40000 orang"),
    ("20000 pada 2024-2026", "20000 pada 2024-2026", "20000 pada 2024-2026"),
    ("12.345.6", "12.345.6", "12.345.6"),
    ("terbit", "terbit", "terbit"),
    ("1" * 61, "1" * 61, "1" * 61),
    # What may be one number or another is set in quotes.
    ("1.500", '"1.500"', '"1.500"'),
    ("1.500-2.500", '"1.500-2.500"', '"1.500-2.500"'),
]


@pytest.mark.parametrize(("value", "indonesian", "english"), MEASURES)
def test_a_measure(value: float | str, indonesian: str, english: str) -> None:
    assert (measure(value, catalogue("id")), measure(value, catalogue("en"))) == (indonesian, english)


LISTS: list[tuple[dict[int, Any], str, str]] = [
    ({}, "·", "·"),
    ({2023: 5}, "2023: 5", "2023: 5"),
    ({2023: 3.2, 2022: 3.1}, "2022: 3,1; 2023: 3,2", "2022: 3.1, 2023: 3.2"),
    ({2025: 1200, 2024: 900}, "2024: 900; 2025: 1.200", "2024: 900; 2025: 1,200"),
    ({2024: "< 5", 2023: "22000-40000"}, "2023: 22.000–40.000; 2024: < 5", "2023: 22,000–40,000; 2024: < 5"),
]


@pytest.mark.parametrize(("values", "indonesian", "english"), LISTS)
def test_measures_of_several_years(values: dict[int, Any], indonesian: str, english: str) -> None:
    assert by_year(values, catalogue("id")).replace(FIRM, " ") == indonesian
    assert by_year(values, catalogue("en")).replace(FIRM, " ") == english


def test_a_year_and_its_value_stay_on_one_line() -> None:
    assert by_year({2023: "< 5", 2024: 6}, catalogue("id")) == f"2023:{FIRM}<{FIRM}5; 2024:{FIRM}6"
    assert dated_values({2024: "Rp2", 2023: "Rp1"}, catalogue("id")) == f"2023:{FIRM}Rp1; 2024:{FIRM}Rp2"


@pytest.mark.parametrize(
    ("given", "spans"),
    [
        ([], ""), ([2023], "2023"), ([2025, 2024], "2024–2025"), ([2026, 2019, 2021, 2020], "2019–2021, 2026"),
        ([2024, 2023, 2024], "2023–2024"),
    ],
)  # fmt: skip
def test_years_in_their_order(given: list[int], spans: str) -> None:
    assert years.spans(given) == spans


def test_plain_data_of_years_is_put_in_order_and_no_other() -> None:
    assert years.in_order({"2025": 1, "2023": 2}) == [("2023", 2), ("2025", 1)]
    assert years.in_order({2025: 1, 2023: 2}) == [(2023, 2), (2025, 1)]
    assert years.in_order({"csr": 1, "2023": 2}) == [("csr", 1), ("2023", 2)]
    assert years.in_order({"9999": 1, "2023": 2}) == [("9999", 1), ("2023", 2)]
    assert [years.are_years(one) for one in ([2024, 2023], [], [2024, "2023"], [5], [True])] == [True, *[False] * 4]


COLUMN = [*map(Cell, ["20", "3,75", "·", "< 5", "80%", "22.000–40.000", "−0,5", "terbit"])]


def test_the_decimals_of_a_column_stand_below_each_other() -> None:
    lines = [figure.text.rjust(16).replace(FIRM, "_") for figure in aligned(COLUMN, catalogue("id"))]
    assert lines == [
        "           20___",
        "            3,75",
        "            ·___",
        "          < 5___",
        "           80%__",
        "22.000–40.000___",
        "           −0,5_",
        "          terbit",
    ]
    assert aligned([Cell("20", "bad", 20), Cell("3")], catalogue("en")) == [Cell("20", "bad", 20), Cell("3")]
    assert aligned([Cell("20", "bad", 20), Cell("0.5")], catalogue("en"))[0] == Cell(f"20{FIRM}{FIRM}", "bad", 20)
    assert aligned([], catalogue("en")) == []


@pytest.mark.parametrize("style", [Style(), Style(width=80), Style(width=140), Style(colour=True, width=80)])
@pytest.mark.parametrize("rows", [8, 200])
def test_a_column_that_is_aligned_is_so_on_every_page(style: Style, rows: int) -> None:
    """Drawn without rich, by it, and where it is long; markdown has no room to give."""
    figures = [*aligned(COLUMN, catalogue("id")), *[""] * (rows - len(COLUMN))]
    table = Table([Column("n", right=True), Column("x")], [Line([figure, "x"]) for figure in figures])
    page = Page("J", blocks=[table])
    shown = re.sub(r"\x1b\[[\d;]*m", "", text.render(page, style))
    lines = [line for line in shown.splitlines() if line.rstrip().endswith("x")][1 : len(COLUMN) + 1]
    assert len({len(line.rstrip()) for line in lines}) == 1
    assert {line.index(",") for line in lines if "," in line} == {lines[0].index("20") + 2}
    assert "| 20 | x |\n| 3,75 | x |" in markdown.render(page)


AMOUNT = f"IDR{FIRM}300.9{FIRM}billion"


@pytest.mark.parametrize(
    "block", [Text(f"satu {AMOUNT}"), Facts([("satu", AMOUNT)]), Items([Item(f"satu {AMOUNT}", names=[AMOUNT])])]
)
def test_an_amount_is_not_broken_and_its_blanks_are_common_ones(block: Block) -> None:
    page = Page("J", blocks=[block])
    for width in (None, 20, 22, 24, 80):
        shown = text.render(page, Style(width=width))
        assert "IDR 300.9 billion" in shown
        assert FIRM not in shown
    # Whoever shows markdown breaks its lines.
    assert AMOUNT in markdown.render(page)
    assert printable(AMOUNT, "ascii") == "IDR 300.9 billion"


OUT_OF_ORDER = [
    ("years: [2023, 2024]", "years: [2025, 2023, 2024]"),
    ("budget: {apbd: {2023: 500000000}}", "budget: {apbd: {2025: 1500000000, 2023: 7000000, 2024: -1000000}}"),
    ("targets: {2023: 9}", 'direction: up, targets: {2025: "22000-40000", 2023: 3.5}, actuals: {2025: 30000, 2023: "3,75"}'),
]  # fmt: skip
SHOWN = {
    "id": [
        ["tahun", "2023–2025"],
        ["Rp", "juta", "2023", "2024", "2025", "jumlah"],
        ["APBD", "7", "−1", "1.500", "1.506"],
        ["10", "2023", "3,5", "3,75", "✓", "tercapai"],
        ["2025", "22.000–40.000", "30.000", "✓", "tercapai"],
    ],
    "en": [
        ["years", "2023–2025"],
        ["IDR", "million", "2023", "2024", "2025", "total"],
        ["APBD", "7", "−1", "1,500", "1,506"],
        ["10", "2023", "3.5", "3.75", "✓", "reached"],
        ["2025", "22,000–40,000", "30,000", "✓", "reached"],
    ],
}


@pytest.fixture
def unordered(run: Runner) -> Runner:
    for old, new in OUT_OF_ORDER:
        change(old, new)
    return run


@pytest.mark.parametrize("language", SHOWN)
def test_a_programme_has_its_years_in_order_whatever_the_file_has(unordered: Runner, language: str) -> None:
    rows = [line.split() for line in unordered("show", "2023", "GOV-01", "--lang", language).out.splitlines()]
    for row in SHOWN[language]:
        assert [shown for shown in rows if shown[-len(row) :] == row], row


def test_a_whole_plan_for_git_has_its_years_in_order(unordered: Runner) -> None:
    Repository(Path.cwd())
    out = unordered("git", "textconv", "plans/2023.yaml").out
    assert "\n  years: 2023–2025\n" in out
    assert (
        "\n  budget APBD 2023: IDR 7,000,000\n  budget APBD 2024: −IDR 1,000,000\n  budget APBD 2025: IDR 1,500,000,000\n"
        in out
    )


CHANGED = {
    "id": [
        "tahun - 2019–2020, + 2023–2025",
        "anggaran APBD - 2019: Rp500 juta; + 2023: Rp7 juta; + 2024: −Rp1 juta; + 2025: Rp1,5 miliar",
        "target (waktu) - 2019: 9; + 2023: 3,5; + 2025: 22.000–40.000",
        "periode 2019–2022 → 2023–2026",
    ],
    "en": [
        "years - 2019–2020, + 2023–2025",
        "budget APBD - 2019: IDR 500 million, + 2023: IDR 7 million, + 2024: −IDR 1 million, + 2025: IDR 1.5 billion",
        "target (waktu) - 2019: 9; + 2023: 3.5; + 2025: 22,000–40,000",
        "period 2019–2022 → 2023–2026",
    ],
}


@pytest.mark.parametrize("language", CHANGED)
def test_a_comparison_has_its_years_in_order(unordered: Runner, language: str) -> None:
    out = unordered("diff", "2019", "2023", "--lang", language).out
    shown = [" ".join(line.split()) for line in out.splitlines()]
    for line in CHANGED[language]:
        assert line in shown, (line, shown)


FINDINGS = [
    ("budget: {apbd: {2023: 500000000}}", "budget: {apbd: {2023: -1500000}}", "negative-money", "−1.500.000 rupiah", "−1,500,000 rupiah"),
    ("budget: {apbd: {2023: 500000000}}", "budget: {apbd: {2023: 500000}}", "money-implausible", "500.000 rupiah", "500,000 rupiah"),
    ("targets: {2023: 9}", "direction: down, targets: {2023: 1500.5, 2024: 2000.5}", "target-against-direction", "2.000,5 ", "2,000.5 "),
    ("targets: {2023: 9}", "targets: {2023: 3000000000000000}", "out-of-range", "3.000.000.000.000.000", "3,000,000,000,000,000"),
    ("years: [2023, 2024]", "years: [2026, 2024, 2025]", "outside-years", "2024–2026", "2024–2026"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "rule", "indonesian", "english"), FINDINGS, ids=[one[2] for one in FINDINGS])
def test_a_finding_has_its_numbers_as_the_language_writes_them(
    run: Runner, old: str, new: str, rule: str, indonesian: str, english: str
) -> None:
    change(old, new)
    for language, said in (("id", indonesian), ("en", english)):
        out = run("validate", "2023", "--lang", language, "--format", "github").out
        assert [line for line in out.splitlines() if f"title={rule}" in line or rule in line if said in line], out


BUDGETS = {"GOV-01": 240_900_000_000, "GOV-02": 7_000_000_000, "GOV-03": 50_000_000_000}
COLUMNS = {
    "agenda": ["agenda", "2023"],
    "coverage": ["coverage", "2023"],
    "coverage by year": ["coverage", "2023", "--by", "year"],
    "coverage against": ["coverage", "2023", "--against", "2019", "--by", "agency"],
    "cities": ["coverage", "2019", "2023"],
    "summary": ["summary", "2023"],
    "show": ["show", "2023", "LIV-01"],
    "history": ["show", "2023", "LIV-01", "--history"],
    "diff": ["diff", "2019", "2023", "--stat"],
    "added": ["diff", "2019", "2023"],
}


@pytest.mark.parametrize("name", COLUMNS)
@pytest.mark.parametrize("width", [None, 80, 140])
@pytest.mark.parametrize("language", ["en", "id"])
def test_a_column_of_money_has_one_unit_and_as_many_decimals_in_every_row(
    run: Runner, monkeypatch: pytest.MonkeyPatch, name: str, width: int | None, language: str
) -> None:
    """Every figure of money is told by its decimals, which no count has: they end below each other."""
    text = Path("plans/2023.yaml").read_text("utf-8").replace("500000000", "7250000000")
    for id_, amount in BUDGETS.items():
        head, mark, rest = text.partition(f"      {id_}:")
        text = head + mark + rest.replace("7250000000", str(amount), 1)
    # What is new stands in a table of its own.
    Path("plans/2023.yaml").write_text(text.replace("      GOV-0", "      GOV-1"), encoding="utf-8")
    for module in ("smartplan.cli.output", "smartplan.report.render.terminal"):
        monkeypatch.setattr(f"{module}.detect", lambda to_file=False: Style(width=width))
    out = run(*COLUMNS[name], "--lang", language).out
    tables = [part for part in out.split("\n\n") if "───" in part and UNIT[language] in part[: part.rindex("─")]]
    assert tables
    for table in tables:
        body = table[table.rindex("─") :].splitlines()[1:]
        figures = [list(FIGURE[language].finditer(line)) for line in body]
        ends = {(found.end(), len(found[1])) for line in figures for found in line}
        assert ends, table
        # Each column of figures ends at one place, with so many decimals, and nothing but figures stands in it.
        for end, _ in ends:
            shown = [line[:end].split(" ")[-1] for line in body if len(line) >= end and line[end : end + 1] in " "]
            assert all(FIGURE[language].fullmatch(text) or text in ("·", "–") for text in shown), (table, shown)
        assert len({place for place, _ in ends}) == len(ends), table


UNIT = {"id": "miliar", "en": "billion"}
FIGURE = {
    "id": re.compile(r"(?<!\S)[+−]?<?\d[\d.]*,(\d+)(?!\S)"),
    "en": re.compile(r"(?<!\S)[+−]?<?\d[\d,]*\.(\d+)(?!\S)"),
}
