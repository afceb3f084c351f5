"""Money planned and spent, money by indicator and money whose source nobody names: whole tables, and each number."""

import json
from pathlib import Path

import jsonschema_rs
import pytest

from smartplan.report import schemas
from tests.helpers.runner import Runner

LIVING = """
      LIV-01:
        name: Bus kota
        subdimension: mobility
        agency: dishub
        missions: [M1]
        years: [2024, 2025]
        execution: {2024: ran}
        spent: {unstated: {2024: 2400000000}, apbd: {2024: 400000000}, blud: {2025: 100000000}}
        indicators:
          buses:
            name: Bus beroperasi
            unit: unit
            baseline: 4
            targets: {2024: 9}
            budget: {unstated: {2024: 3000000000, 2025: 1000000000}}
          stops:
            name: Halte
            agency: dlh
            baseline: 1
            targets: {2024: 20}
            budget: {unstated: {2024: 1000000000}, apbd: {2025: 500000000}}
      LIV-02:
        name: Puskesmas
        subdimension: health
        agency: dinkes
        missions: [M1]
        years: [2024]
        budget: {apbd: {2024: 1000000000}, bankeu: {2024: {value: 250000000, approx: true}}}
        spent: {apbd: {2024: 950000000}}
        indicators: {visits: {name: Kunjungan, baseline: 1, targets: {2024: 2}}}
      LIV-03: {name: Taman, subdimension: harmony, agency: dishub, years: [2025], missions: [M1]}
"""
PLAN = f"""\
format: 1
revision: "2024"
city: {{code: "64.71", name: Kota Contoh}}
title: Rencana Kota Cerdas
status: draft
record: example
profile: kominfo
period: {{start: 2024, end: 2026}}
rpjmd: {{title: RPJMD, missions: {{M1: Mobilitas}}}}
agencies:
  dishub: {{name: Dinas Perhubungan, short: Dishub}}
  dlh: {{name: Dinas Lingkungan Hidup, short: DLH}}
  dinkes: {{name: Dinas Kesehatan, short: Dinkes}}
dimensions:
  governance: {{}}
  branding: {{}}
  economy: {{}}
  society: {{}}
  environment: {{}}
  living:
    programmes:{LIVING}"""


@pytest.fixture
def city(run: Runner) -> Runner:
    Path("kota").mkdir()
    Path("kota/2024.yaml").write_text(PLAN, encoding="utf-8")
    return run


def told(run: Runner, command: str, *arguments: str) -> str:
    result = run(command, *arguments, "--plans", "kota", "--lang", "en")
    assert result.err == ""
    return result.out


def data(run: Runner, command: str, schema: str, *arguments: str) -> dict:  # type: ignore[type-arg]
    found = json.loads(told(run, command, *arguments, "--format", "json"))
    assert jsonschema_rs.is_valid(schemas.schema(schema), found)
    return found  # type: ignore[no-any-return]


def section(text: str, title: str) -> list[str]:
    """The lines below a title, up to the next one: a line with a rule of its own length below it."""
    lines = [line.rstrip() for line in text.splitlines()]
    titles = [i for i, line in enumerate(lines[:-1]) if line and lines[i + 1] == "─" * len(line) and not lines[i - 1]]
    start = lines.index(title)
    end = next((i for i in titles if i > start and "  " not in lines[i]), len(lines))
    return [line for line in lines[start + 2 : end] if line and set(line) != {"─"}]


def test_planned_and_spent_side_by_side(city: Runner) -> None:
    text = told(city, "show", "2024", "LIV-01")
    assert section(text, "Budget") == [
        "IDR million                 2024   2025  total",
        "source not stated  budget  4,000  1,000  5,000",
        "                   spent   2,400      ·  2,400",
        "APBD               budget      ·    500    500",
        "                   spent     400      ·    400",
        "BLUD               spent       ·    100    100",
        "total              budget  4,000  1,500  5,500",
        "                   spent   2,800    100  2,900",
        "Absorption 60%: IDR 2.4 billion spent of IDR 4 billion planned, over the funding sources and years for which "
        "both are stated.",
    ]
    assert section(text, "Budget by indicator: the programme's budget is the sum") == [
        "                                                       total",
        "indicator       source              2024   2025  IDR million",
        "Bus beroperasi  source not stated  3,000  1,000        4,000",
        "Halte           source not stated  1,000      ·        1,000",
        "                APBD                   ·    500          500",
        "total                              4,000  1,500        5,500",
    ]
    assert "Halte (responsible: Dinas Lingkungan Hidup)" in text
    assert "budget" not in section(text, "Gaps")[0]


def test_a_programme_as_data(city: Runner) -> None:
    one = data(city, "show", "programme", "2024", "LIV-01")["programme"]
    assert one["budget"] == {
        "sources": {"unstated": {"2024": 4 * 10**9, "2025": 10**9}, "apbd": {"2025": 5 * 10**8}},
        "by_source": {"unstated": 5 * 10**9, "apbd": 5 * 10**8},
        "by_year": {"2024": 4 * 10**9, "2025": 15 * 10**8},
        "total": 55 * 10**8,
        "computed": True,
    }
    assert one["absorption"] == {"spent": 24 * 10**8, "budget": 4 * 10**9, "share": 0.6, "programmes": 1}
    assert [row["agency"] and row["agency"]["id"] for row in one["indicators"]] == [None, "dlh"]
    assert [row["budget"]["total"] for row in one["indicators"]] == [4 * 10**9, 15 * 10**8]
    other = data(city, "show", "programme", "2024", "LIV-02")["programme"]
    assert "computed" not in other["budget"]
    assert other["indicators"][0]["budget"] is None


def test_many_years_stand_below_each_other(city: Runner) -> None:
    years = range(2020, 2028)
    money = ", ".join(f"{year}: {year}000000" for year in years)
    text = PLAN.replace("{unstated: {2024: 3000000000, 2025: 1000000000}}", f"{{csr: {{{money}}}}}")
    Path("kota/2024.yaml").write_text(text, encoding="utf-8")
    shown = told(city, "show", "2024", "LIV-01")
    lines = section(shown, "Budget by indicator: the programme's budget is the sum")
    assert lines[0].split() == ["indicator", "source", "year", "IDR", "million"]
    assert [line.split()[-2:] for line in lines[1:9]] == [[str(year), f"{year:,}"] for year in years]
    assert section(shown, "Budget")[2].split()[0] == "2020"


def test_by_source(city: Runner) -> None:
    lines = section(told(city, "coverage", "2024", "--by", "source"), "By funding source")
    figures = [line.split("  ") for line in lines]
    rows = {row[0]: [cell.strip() for cell in row[1:] if cell.strip()] for row in figures}
    # Programmes, quick wins, agencies, budget, spent, absorption.
    assert rows["APBD"][:6] == ["2 ██████", "·", "2", "1.5", "1.4", "95%"]
    assert rows["provincial assistance"][:6] == ["1 ███", "·", "1", "~0.3", "·", "·"]
    assert rows["BLUD"][:6] == ["1 ███", "·", "1", "·", "0.1", "·"]
    assert rows["source not stated"][:6] == ["1 ███", "·", "1", "5.0", "2.4", "60%"]
    assert rows["without a budget"][:6] == ["1 ███", "·", "1", "·", "·", "·"]
    assert rows["total"][:6] == ["3", "·", "2", "~6.8", "3.9", "67%"]
    assert lines[-2] == (
        "Absorption 67%: IDR 3.35 billion spent of IDR 5 billion planned, over the funding sources and years for which "
        "both are stated; 2 programmes state both."
    )
    found = data(city, "coverage", "coverage", "2024", "--by", "source")
    assert {row["key"]: (row["budget"], row.get("spent")) for row in found["rows"] if row["programmes"]} == {
        "apbd": (15 * 10**8, 135 * 10**7), "bankeu": (25 * 10**7, None), "blud": (None, 10**8),
        "unstated": (5 * 10**9, 24 * 10**8), "": (None, None),
    }  # fmt: skip
    assert found["totals"]["absorption"] == {"spent": 335 * 10**7, "budget": 5 * 10**9, "share": 0.67, "programmes": 2}


def test_a_plan_in_which_nothing_was_spent_says_nothing_of_it(run: Runner) -> None:
    for command in (["coverage", "2023"], ["summary", "2023"], ["coverage", "2023", "--by", "source"]):
        result = run(*command)
        assert [word for word in ("spent", "bsorption", "source not stated") if word in result.out] == []
        assert [word for word in ('"spent', '"absorption') if word in run(*command, "--format", "json").out] == []


def test_the_summary(city: Runner) -> None:
    lines = section(told(city, "summary", "2024"), "Budget")
    assert [" ".join(line.split()) for line in lines[2:]] == [
        "year IDR billion spent",
        "2024 ████████████████████ ~5.25 3.75",
        "2025 ██████ 1.50 0.10",
        "source IDR billion spent",
        "source not stated ████████████████████ 5.00 2.40",
        "APBD ██████ 1.50 1.35",
        "provincial assistance █ ~0.25 ·",
        "BLUD · 0.10",
    ]
    assert lines[1].startswith("Absorption 67%: IDR 3.35 billion spent of IDR 5 billion planned, ")
    assert data(city, "summary", "summary", "2024")["spent"] == {
        "years": {"2024": 375 * 10**7, "2025": 10**8},
        "sources": {"unstated": 24 * 10**8, "apbd": 135 * 10**7, "blud": 10**8},
        "approximate_years": [], "approximate_sources": [],
    }  # fmt: skip


def test_who_answers_for_an_indicator_takes_part(city: Runner) -> None:
    text = told(city, "agenda", "2024", "--agency", "dlh", "--year", "2024")
    assert [" ".join(line.split()) for line in text.splitlines() if line][-8:] == [
        "Partner in 1 programme executed by others",
        "✓ LIV-01 Bus kota (Mobility)",
        "executed by Dishub",
        "status ran in 2024",
        "budget source not stated IDR 4 billion for the whole programme; the part of this agency is given with its "
        "indicator",
        # No indicator has spent money.
        "spent IDR 2.8 billion (source not stated IDR 2.4 billion, APBD IDR 400 million) for the whole programme; the "
        "partner's share is not stated",
        "indicator Bus beroperasi (unit): target 9, budget source not stated IDR 3 billion",
        "indicator Halte (responsible: DLH): target 20, budget source not stated IDR 1 billion",
    ]
    found = data(city, "agenda", "agenda", "2024", "--agency", "dishub", "--year", "2024")["years"][0]["leading"][0]
    assert (found["budget"], found["spent"]) == ({"unstated": 4 * 10**9}, {"unstated": 24 * 10**8, "apbd": 4 * 10**8})
    assert [(one.get("agency"), one["budget"]) for one in found["indicators"]] == [
        (None, {"unstated": 3 * 10**9}), ("dlh", {"unstated": 10**9}),
    ]  # fmt: skip


def test_the_part_of_an_agency_is_named_only_where_it_has_one(city: Runner) -> None:
    """A funding source and a year of which the indicators of the agency have nothing are those of the others."""
    buses = "budget: {unstated: {2024: 3000000000, 2025: 1000000000}, csr: {2024: 200000000}}"
    old = "budget: {unstated: {2024: 3000000000, 2025: 1000000000}}"
    Path("kota/2024.yaml").write_text(PLAN.replace(old, buses), encoding="utf-8")
    shared = "for the whole programme; the part of this agency is given with its indicator"
    alone = "for the whole programme; the partner's share is not stated"

    def money(*year: str) -> list[str]:
        text = told(city, "agenda", "2024", "--agency", "dlh", *year)
        lines = [" ".join(line.split()) for line in text.splitlines()]
        return [line for line in lines if line.startswith("budget ")]

    assert money() == [
        f"budget source not stated 2024: IDR 4 billion, 2025: IDR 1 billion {shared}",
        f"budget CSR 2024: IDR 200 million {alone}",
        f"budget APBD 2025: IDR 500 million {shared}",
    ]
    assert money("--year", "2025") == [
        f"budget IDR 1.5 billion (source not stated IDR 1 billion, APBD IDR 500 million) {shared}"
    ]
    Path("kota/2024.yaml").write_text(PLAN.replace(", apbd: {2025: 500000000}", ""), encoding="utf-8")
    assert money("--year", "2025") == [f"budget source not stated IDR 1 billion {alone}"]


@pytest.mark.parametrize(
    ("spent", "planned", "english", "indonesian", "marks"),
    [
        (
            "{value: 2000000, approx: true}", "4000000",
            "Absorption about 50%: about IDR 2 million spent of IDR 4 million planned, ",
            "Serapan sekitar 50%: realisasi sekitar Rp2 juta dari anggaran Rp4 juta, ",
            {"approx": True, "spent_approx": True},
        ),
        (
            "2000000", "{value: 4000000, approx: true}",
            "Absorption about 50%: IDR 2 million spent of about IDR 4 million planned, ",
            "Serapan sekitar 50%: realisasi Rp2 juta dari anggaran sekitar Rp4 juta, ",
            {"approx": True, "budget_approx": True},
        ),
        (
            "2000000", "4000000",
            "Absorption 50%: IDR 2 million spent of IDR 4 million planned, ",
            "Serapan 50%: realisasi Rp2 juta dari anggaran Rp4 juta, ",
            {},
        ),
    ],
)  # fmt: skip
def test_each_sum_of_an_absorption_says_whether_it_is_approximate(
    city: Runner, spent: str, planned: str, english: str, indonesian: str, marks: dict[str, bool]
) -> None:
    text = Path("kota/2024.yaml").read_text("utf-8")
    head = text[: text.index("dimensions:")]
    money = f"budget: {{apbd: {{2024: {planned}}}}}, spent: {{apbd: {{2024: {spent}}}}}"
    programme = f"LIV-01: {{name: Bus, subdimension: mobility, agency: dishub, years: [2024], {money}}}"
    Path("kota/2024.yaml").write_text(f"{head}dimensions: {{living: {{programmes: {{{programme}}}}}}}\n", "utf-8")
    for command in ("show 2024 LIV-01", "summary 2024", "coverage 2024"):
        for language, sentence in (("en", english), ("id", indonesian)):
            assert f"\n{sentence}" in city(*command.split(), "--plans", "kota", "--lang", language).out
    found = data(city, "summary", "summary", "2024")["totals"]["absorption"]
    assert {key: value for key, value in found.items() if "approx" in key} == marks
