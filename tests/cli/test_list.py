"""`smartplan list`: the programmes of a plan as rows, and their figures; for people, for a spreadsheet, for a program."""

import csv
import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct

from smartplan.analysis.listing import COLUMNS, RowFilter, listing
from smartplan.messages import LANGUAGES, catalogue
from smartplan.plan.model import Agency, Dimension, Plan, Programme
from smartplan.report.pages.list import build
from smartplan.report.render.rows import as_csv
from smartplan.report.render.terminal import Style
from smartplan.report.render.text import render
from smartplan.tables.read_csv import read_csv
from smartplan.workspace.revision import open_revision
from tests.helpers.runner import Runner

TEXT = """\
format: 1
revision: "2023"
city: {code: "64.71", name: Kota Contoh}
title: Rencana
status: draft
record: example
profile: kominfo
period: {start: 2023, end: 2026}
rpjmd: {title: RPJMD, missions: {M1: Satu, M2: Dua}}
agencies:
  kominfo: {name: Dinas Komunikasi, short: Diskominfo}
  dlh: {name: Dinas Lingkungan Hidup, short: DLH}
dimensions:
  governance:
    programmes:
      GOV-10:
        {name: "=1+2", subdimension: public_service, agency: kominfo, missions: [M1, M2], quick_win: true, years: [2024, 2023]}
      GOV-9:
        name: "Satu data, kota\\nterbuka"
        subdimension: bureaucracy
        agency: dlh
        partners: [kominfo]
        status: running
        kind: service
        horizon: short
        budget: {apbd: {2024: 1500000000, 2023: {value: 500000000, approx: true}}, csr: {2024: 7}}
        indicators:
          waktu:
            name: Waktu
            unit: hari
            targets: {2024: "<= 7", 2025: -5}
            target_end: 4
            actuals: {2024: {value: 6.5, approx: true}}
  environment:
    programmes:
      ENV-01:
        name: Bank sampah
        subdimension: waste
        agency: dlh
        years: [2026]
        indicators:
          ton: {name: Sampah, budget: {dak: {2026: 250000000}}}
        actions:
          A1: {name: Gudang, kind: infrastructure, years: [2026], code: ["1.2", "3.4"]}
"""


@pytest.fixture
def city(run: Runner) -> Runner:
    for path in Path("plans").rglob("*.yaml"):
        path.unlink()
    Path("plans/2023.yaml").write_text(TEXT, encoding="utf-8")
    return run


def ids(run: Runner, *words: str) -> list[str]:
    found = json.loads(run("list", "2023", *words, "--format", "json").out)
    return [row["id"] for row in found["rows"]]


CHOSEN = [
    ("", ["GOV-10", "GOV-9", "ENV-01"]),
    ("--reverse", ["ENV-01", "GOV-9", "GOV-10"]),
    ("--sort id", ["ENV-01", "GOV-9", "GOV-10"]),
    ("--sort name", ["GOV-10", "ENV-01", "GOV-9"]),
    # What is not stated comes last, whatever the order.
    ("--sort budget.total", ["ENV-01", "GOV-9", "GOV-10"]),
    ("--sort budget.total --reverse", ["GOV-9", "ENV-01", "GOV-10"]),
    ("--sort years --reverse", ["ENV-01", "GOV-10", "GOV-9"]),
    ("--dimension environment", ["ENV-01"]),
    ("--dimension Smart&Environment --dimension governance", ["GOV-10", "GOV-9", "ENV-01"]),
    # Executed, or taken part in.
    ("--agency kominfo", ["GOV-10", "GOV-9"]),
    ("--agency DLH --dimension governance", ["GOV-9"]),
    ("--mission M2", ["GOV-10"]),
    ("--status running", ["GOV-9"]),
    ("--kind service --horizon short", ["GOV-9"]),
    ("--quick-win", ["GOV-10"]),
    ("--year 2026", ["ENV-01"]),
    ("--year 2025-2026", ["ENV-01"]),
    ("--year 2023-2024", ["GOV-10"]),
    ("--year 2023,2026", ["GOV-10", "ENV-01"]),
    ("--year 2023 --year 2025-2026", ["GOV-10", "ENV-01"]),
    ("--rows budget", ["GOV-9", "GOV-9", "GOV-9", "ENV-01"]),
    ("--rows budget --year 2024", ["GOV-9", "GOV-9"]),
    ("--rows targets", ["GOV-9", "GOV-9", "GOV-9"]),
    ("--rows actuals", ["GOV-9"]),
    ("--rows actions --year 2026", ["ENV-01"]),
    ("--rows actions --year 2024", []),
]


@pytest.mark.parametrize(("words", "found"), CHOSEN, ids=[words for words, _ in CHOSEN])
def test_rows_are_chosen_and_sorted(city: Runner, words: str, found: list[str]) -> None:
    assert ids(city, *(word.replace("&", " ") for word in words.split())) == found


REFUSED = [
    ("--sort nam", "Error: there is no column `nam`; did you mean `name`?\n"),
    ("--columns id,budgt.total", "Error: there is no column `budgt.total`; did you mean `budget.total`?\n"),
    (
        "--status runing",
        "Error: there is no status `runing`; did you mean `running`? Choose one of proposed, planned, in development, "
        "running, completed, stopped\n",
    ),
    ("--horizon x", "Error: there is no term `x`; choose one of short term, medium term, long term\n"),
    (
        "--year 2026-2024",
        "Error: `2026-2024` is not a span of years; write the first year and then the last, such as 2025-2029\n",
    ),
    ("--agency dl", "Error: there is no agency `dl`; did you mean `dlh`?\n"),
    (
        "--output x.csv --format json",
        "Error: `x.csv` ends as a file of format csv, and the format asked for is json; change one of the two\n",
    ),
    (
        "--output x.xlsx",
        "Error: `x.xlsx` ends as a file of format xlsx, which this command does not write; choose one of text, json, "
        "markdown, html, csv, jsonl\n",
    ),
]


@pytest.mark.parametrize(("words", "told"), REFUSED, ids=[words for words, _ in REFUSED])
def test_what_there_is_not_is_refused(city: Runner, words: str, told: str) -> None:
    assert city("list", "2023", *words.split()) == (2, "", told)


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.usefixtures("city")
def test_all_columns_on_a_narrow_screen_stand_one_below_the_other() -> None:
    plan = open_revision("2023", None, date(2026, 1, 1)).plan
    page = build(listing(plan, columns=COLUMNS["programmes"]), plan, catalogue("en"), chosen=True)
    lines = render(page, Style(width=80)).splitlines()
    at = lines.index("id                  GOV-9")
    assert lines[at + 1 : at + 5] == [
        "dimension           Smart Governance",
        "sub-dimension       Bureaucracy",
        "name                Satu data, kota terbuka",
        "agency              DLH",
    ]
    assert "budget IDR billion  ~2.0" in lines
    assert max(map(len, lines)) <= 80


def test_csv_has_a_line_of_addresses_and_a_row_a_programme(city: Runner) -> None:
    out = city("list", "2023", "--format", "csv").out
    assert out.splitlines()[0] == ",".join(COLUMNS["programmes"])
    first, second, third = rows(out)
    stated = {key: value for key, value in second.items() if value}
    assert stated == {
        "id": "GOV-9", "dimension": "governance", "subdimension": "bureaucracy", "name": "Satu data, kota\nterbuka",
        "agency": "dlh", "partners": "kominfo", "kind": "service", "horizon": "short", "status": "running",
        "budget.total": "2000000007", "budget.approx": "true", "indicators": "waktu",
    }  # fmt: skip
    # A formula stays a text, and a list is one cell.
    assert (first["name"], first["missions"], first["years"], first["quick_win"]) == (
        "\t=1+2", "M1; M2", "2023; 2024", "true",
    )  # fmt: skip
    assert (third["budget.total"], third["quick_win"], third["actions"]) == ("250000000", "", "A1")


def test_a_figure_has_its_address_and_numbers_are_bare(city: Runner) -> None:
    found = rows(city("list", "2023", "--rows", "targets", "--format", "csv").out)
    assert [(row["field"], row["year"], row["value"], row["unit"]) for row in found] == [
        ("indicators.waktu.targets.2024", "2024", "<= 7", "hari"),
        ("indicators.waktu.targets.2025", "2025", "-5", "hari"),
        ("indicators.waktu.target_end", "", "4", "hari"),
    ]
    found = rows(city("list", "2023", "--rows", "budget", "--format", "csv").out)
    assert [(row["field"], row["source"], row["year"], row["value"], row["approx"]) for row in found] == [
        ("budget.apbd.2023", "apbd", "2023", "500000000", "true"),
        ("budget.apbd.2024", "apbd", "2024", "1500000000", "false"),
        ("budget.csr.2024", "csr", "2024", "7", "false"),
        ("indicators.ton.budget.dak.2026", "dak", "2026", "250000000", "false"),
    ]


def test_json_lines_are_the_rows_of_the_json(city: Runner) -> None:
    whole = json.loads(city("list", "2023", "--columns", "name,id", "--format", "json").out)
    lines = city("list", "2023", "--columns", "name,id", "--format", "jsonl").out.splitlines()
    assert [json.loads(line) for line in lines] == whole["rows"]
    assert [*json.loads(lines[0])] == whole["columns"] == ["name", "id"]


ENDINGS = [("x.csv", "id,"), ("x.jsonl", "{"), ("x.md", "## "), ("x.JSON", "{"), ("x.txt", "Prog"), ("x", "Prog")]


@pytest.mark.parametrize(("name", "starts"), ENDINGS)
def test_the_ending_of_the_file_chooses_the_format(city: Runner, name: str, starts: str) -> None:
    assert city("list", "2023", "--output", name).code == 0
    assert Path(name).read_text("utf-8").startswith(starts)


def test_the_text_names_the_filter_and_says_what_people_say(city: Runner) -> None:
    out = city("list", "2023", "--status", "running", "--lang", "id").out
    assert "Hanya: status berjalan (1 dari 3 baris)" in out
    assert out.splitlines()[-1].split() == ["GOV-9", "Satu", "data,", "kota", "terbuka", "DLH", "·", "berjalan", "~2,0"]
    assert "Nothing in the plan matches." in city("list", "2023", "--mission", "M1", "--status", "running").out


def large() -> Plan:
    name = "Peningkatan kualitas pelayanan publik berbasis teknologi informasi di seluruh kelurahan nomor"
    programmes = {
        f"GOV-{n:03}": Programme(
            name=f"{name} {n}",
            agency="a",
            years=[2025, 2026, 2027],
            status="running",
            budget={"apbd": {2025: n * 10**8}},
        )
        for n in range(300)
    }
    return Plan(
        revision="2025",
        agencies={"a": Agency(name="Dinas Komunikasi, Informatika, Statistik, dan Persandian")},
        dimensions={"governance": Dimension(programmes=programmes)},
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", COLUMNS)
def test_three_hundred_programmes_are_readable_at_eighty_columns(kind: Any, language: Any) -> None:
    plan = large()
    page = build(listing(plan, kind), plan, catalogue(language))
    lines = render(page, Style(width=80)).splitlines()
    assert [line for line in lines if len(line) > 80] == []
    if kind in ("programmes", "budget"):
        assert sum(line.startswith("GOV-") for line in lines) == 300
    # In a pipe nothing is folded that a wider screen would not fold.
    assert len(render(page, Style()).splitlines()) <= len(lines)


class Cells(Struct):
    """One row of two cells."""

    value: Any
    columns: tuple[str, ...] = ("a", "b")

    @property
    def rows(self) -> list[dict[str, Any]]:
        return [{"a": self.value, "b": 1}]


@given(st.none() | st.booleans() | st.integers() | st.text() | st.lists(st.text(), max_size=3))
def test_no_cell_of_a_text_is_a_formula(value: Any) -> None:
    _, row = csv.reader(io.StringIO(as_csv(Cells(value)), newline=""))
    assert row[1] == "1"
    is_number = isinstance(value, int) and not isinstance(value, bool)
    assert is_number or not row[0].startswith(("=", "+", "-", "@"))


@given(st.text(min_size=1).map(lambda text: text.replace("\r", "\n")))
def test_a_text_is_read_back_as_it_was(text: str) -> None:
    sheet = read_csv(as_csv(Cells(text)).encode(), "a.csv").sheets[0]
    assert (sheet.cell(1, 0).content, sheet.cell(1, 1).content) == (text, "1")


@pytest.mark.parametrize("text", ["=1+1", "+62 542", "-5", "@x", "\t=1", "\tx", "'=1", "a\tb", '=HYPERLINK("a";"b")'])
def test_a_text_like_a_formula_is_guarded_and_read_back(text: str) -> None:
    written = as_csv(Cells(text))
    (_, (guarded, _)) = csv.reader(io.StringIO(written, newline=""))
    assert guarded == (text if text[0] in "'a" else f"\t{text}")
    assert read_csv(written.encode(), "a.csv").sheets[0].cell(1, 0).content == text


def test_a_filter_that_says_nothing_is_none() -> None:
    plan = large()
    found = listing(plan, wanted=RowFilter())
    assert (len(found.rows), found.of, found.filter.is_set) == (300, 300, False)


def test_a_mistyped_list_suggests_itself(city: Runner) -> None:
    assert "did you mean `list`" in city("lst", "2023").err
