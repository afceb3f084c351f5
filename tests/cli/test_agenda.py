"""The work programme of an agency, and who does what: figures, words, exit codes."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from smartplan.analysis.agenda import Agenda, agenda, stated_years
from smartplan.analysis.workload import Overlap, Workload, workload
from smartplan.plan import profile
from smartplan.plan.context import Context
from smartplan.plan.model import Agency, Dimension, Indicator, Period, Plan, Programme, Readiness, ReadinessItem, Team
from smartplan.plan.understand import agencies, meant
from smartplan.report import schemas
from tests.helpers.base import merged, parsed, write
from tests.helpers.runner import Runner, change

AROUND = Context(profile=profile.load("kominfo"), today=date(2026, 11, 24))
AGENCIES = {
    "dishub": Agency(name="Dinas Perhubungan", short="Dishub"),
    "dlh": Agency(name="Dinas  Lingkungan Hidup"),
    "bps": Agency(name="Badan Pusat Statistik", role="government"),
    "pt": Agency(name="PT Contoh", role="business"),
    "pers": Agency(name="Pers", role="media"),
}


def plan(programmes: dict[str, Programme], dimension: str = "living", **more: Any) -> Plan:
    dimensions = {"governance": Dimension(), dimension: Dimension(programmes=programmes)}
    return Plan(**{"revision": "2023", "agencies": AGENCIES, "dimensions": dimensions, **more})


def look(programme: Programme, year: int | None = None, agency: str = "dishub") -> Agenda:
    return agenda(plan({"LIV-01": programme}), AROUND, agency, year=year)


YEARS = [
    (Programme(agency="dishub", years=[2025, 2024]), [2024, 2025]),
    (Programme(agency="dishub", execution={2023: "ran"}), [2023]),
    (Programme(agency="dishub", budget={"apbd": {2022: 1}, "csr": {2024: 0}}), [2022, 2024]),
    (Programme(agency="dishub", indicators={"a": Indicator(targets={2027: 1}), "b": Indicator(actuals={2021: 1})}), [2021, 2027]),
    (Programme(agency="dishub", budget={"apbd": {}}, indicators={"a": Indicator(baseline=1)}), []),
]  # fmt: skip


@pytest.mark.parametrize(("programme", "years"), YEARS)
def test_a_programme_stands_in_every_year_it_speaks_of_or_in_none(programme: Programme, years: list[int]) -> None:
    found = look(programme)
    assert [one.year for one in found.years if one.leading] == years
    assert bool(found.undated.leading) == (not years)


def test_what_was_executed_in_a_year_or_is_due_in_it_is_planned_for_it() -> None:
    programme = Programme(agency="dishub", years=[2024], execution={2023: "not_run"}, budget={"apbd": {2025: 1}})
    works = [(one.year, one.leading[0].planned, one.leading[0].execution) for one in look(programme).years]
    assert works == [(2023, True, "not_run"), (2024, True, None), (2025, False, None)]


def test_the_period_has_its_years_even_without_work() -> None:
    whole = plan({"LIV-01": Programme(agency="dishub", years=[2021])}, period=Period(start=2023, end=2024))
    assert [(one.year, len(one.leading)) for one in agenda(whole, AROUND, "dishub").years] == [
        (2021, 1), (2023, 0), (2024, 0),
    ]  # fmt: skip


def test_what_a_year_adds_up_to_is_what_is_stated_for_it() -> None:
    whole = plan(
        {
            "LIV-01": Programme(
                agency="dishub", years=[2024, 2027], execution={2024: "partly"}, quick_win=True,
                budget={"apbd": {2024: 5, 2027: 7}, "csr": {2024: 2}},
            ),
            "LIV-02": Programme(agency="dishub", years=[2024], partners=["dishub", "dlh"], budget={"csr": {2024: 1}}),
            "LIV-03": Programme(agency="dlh", years=[2024], partners=["dishub"], budget={"apbd": {2024: 1000}}),
        }
    )  # fmt: skip
    found = agenda(whole, AROUND, "dishub")
    rows = [(one.year, one.totals.programmes, one.totals.quick_wins, one.totals.ran, one.totals.planned,
             one.totals.partnering, one.totals.budget, one.sources) for one in found.years]  # fmt: skip
    assert rows == [(2024, 2, 1, 1, 2, 1, 8, {"apbd": 5, "csr": 3}), (2027, 1, 1, 0, 0, 0, 7, {"apbd": 7})]
    assert [work.programme for work in found.years[0].partnering] == ["LIV-03"]
    assert (found.totals.programmes, found.totals.partnering, found.totals.budget) == (2, 1, 15)


def test_the_indicators_are_those_of_the_year() -> None:
    indicator = Indicator(name="Waktu", direction="down", targets={2024: "<= 5", 2025: 4}, actuals={2024: 4.2, 2025: 6})
    programme = Programme(agency="dishub", years=[2024, 2025, 2026], indicators={"waktu": indicator})
    aims = [one.leading[0].indicators[0] for one in look(programme).years]
    assert [(aim.target, aim.actual, aim.met) for aim in aims] == [
        ("<= 5", 4.2, True), (4, 6, False), (None, None, None),
    ]  # fmt: skip


NAMES = [
    ("dishub", "dishub"), ("DISHUB", "dishub"), ("dinas perhubungan", "dishub"), ("Dinas Lingkungan  hidup", "dlh"),
    ("unlisted", "unlisted"), ("", None), ("dinas", None),
]  # fmt: skip


@pytest.mark.parametrize(("name", "id_"), NAMES)
def test_an_agency_is_found_by_any_of_its_names(name: str, id_: str | None) -> None:
    assert meant(name, "agency", agencies(plan({"LIV-01": Programme(agency="dishub", partners=["unlisted"])}))) == id_


def test_an_id_goes_before_the_short_name_of_another() -> None:
    named = {"dinas": Agency(name="Satu", short="pt"), "pt": Agency(name="Dua")}
    assert meant("PT", "agency", agencies(Plan(agencies=named))) == "pt"


MATRIX = {
    "LIV-01": Programme(agency="dishub", subdimension="mobility", partners=["dishub", "pt", "pt"], years=[2024, 2025],
                        budget={"apbd": {2024: 5, 2025: 6}}),
    "LIV-02": Programme(agency="dlh", subdimension="mobility", partners=["dishub"], years=[2024]),
    "LIV-03": Programme(agency="dlh", subdimension="mobility", years=[2024]),
    "LIV-04": Programme(agency="dlh", subdimension="health", years=[2025]),
    "LIV-05": Programme(subdimension="health", years=[2025]),
}  # fmt: skip


def rows(found: Workload) -> dict[str, tuple[int, int, int | None]]:
    return {one.agency: (one.led, one.joined, one.budget) for one in found.agencies}


def test_who_leads_who_takes_part_and_who_is_idle() -> None:
    found = workload(plan(MATRIX), AROUND)
    assert rows(found) == {
        "dishub": (1, 1, 11), "dlh": (3, 0, None), "bps": (0, 0, None), "pt": (0, 1, None), "pers": (0, 0, None), "": (1, 0, None),
    }  # fmt: skip
    assert found.agencies[0].leading == {"living": 1}
    assert found.agencies[0].partnering == {"living": 1}
    assert (found.idle, found.partnering_only, found.unled) == (["bps"], ["pt"], ["LIV-05"])
    assert found.overlaps == [
        Overlap(dimension="living", subdimension="mobility", year=2024,
                agencies={"dishub": ["LIV-01"], "dlh": ["LIV-02", "LIV-03"]}),
    ]  # fmt: skip


def test_the_matrix_of_one_year() -> None:
    found = workload(plan(MATRIX), AROUND, year=2025)
    assert rows(found) == {
        "dishub": (1, 0, 6), "dlh": (1, 0, None), "bps": (0, 0, None), "pt": (0, 1, None), "pers": (0, 0, None), "": (1, 0, None),
    }  # fmt: skip
    assert (found.programmes, found.overlaps, found.idle) == (3, [], ["bps"])


@pytest.mark.parametrize("year", [None, 2025])
@pytest.mark.parametrize(
    "role",
    [
        {"team": Team(lead="bps")}, {"team": Team(members=["dlh", "bps"])},
        {"dimensions": {"governance": Dimension(lead="bps")}},
        {"readiness": Readiness(structure={"data": ReadinessItem(name="Satu Data", agency="bps")})},
    ],
)  # fmt: skip
def test_who_has_another_role_is_not_idle(role: dict[str, Any], year: int | None) -> None:
    assert workload(plan({}), AROUND, year=year).idle == ["dishub", "dlh", "bps"]
    others = [one for one in ("dishub", "dlh") if one not in role.get("team", Team()).members]
    assert workload(plan({}, **role), AROUND, year=year).idle == others


def test_work_without_a_year_may_be_work_of_the_year() -> None:
    found = workload(plan({**MATRIX, "LIV-06": Programme(agency="bps")}), AROUND, year=2025)
    assert (found.undated, found.idle, found.programmes) == (["LIV-06"], [], 3)


@pytest.mark.parametrize(
    ("unsound", "year", "idle"),
    [
        ((), None, ["bps"]),
        ((("dimensions", "living", "programmes", "LIV-09"),), None, None),
        ((("dimensions", "living", "programmes", "LIV-01", "partners", 0),), None, None),
        ((("dimensions", "living", "programmes", "LIV-01", "years", 0),), None, ["bps"]),
        ((("dimensions", "living", "programmes", "LIV-01", "years", 0),), 2025, None),
        ((("dimensions", "living", "programmes", "LIV-01", "name"),), 2025, ["bps"]),
        ((("team", "members", 0),), None, None),
        ((("dimensions", "governance", "lead"),), 2025, None),
    ],
)
def test_nobody_is_idle_where_the_work_cannot_be_read(unsound: Any, year: int | None, idle: list[str] | None) -> None:
    context = Context(profile=AROUND.profile, today=AROUND.today, invalid=frozenset(unsound))
    assert workload(plan(MATRIX), context, year=year).idle == idle


PROGRAMMES = st.builds(
    Programme,
    agency=st.sampled_from(["", "dishub", "dlh", "bps", "asing"]),
    partners=st.lists(st.sampled_from(["dishub", "dlh", "pt"]), max_size=3),
    subdimension=st.sampled_from(["", "mobility", "health"]),
    years=st.lists(st.integers(2023, 2026), max_size=2),
    execution=st.dictionaries(st.integers(2023, 2026), st.sampled_from(["ran", "partly", "not_run"]), max_size=1),
    budget=st.dictionaries(
        st.sampled_from(["apbd", "csr"]), st.dictionaries(st.integers(2022, 2026), st.integers(0, 9), max_size=2)
    ),
)
PLANS = st.dictionaries(st.sampled_from([f"LIV-0{n}" for n in range(9)]), PROGRAMMES, max_size=6).map(plan)


@given(PLANS)
def test_nothing_is_lost_and_nothing_counted_twice(whole: Plan) -> None:
    programmes = {entry.id: entry.programme for entry in whole.entries()}
    for id_ in AGENCIES:
        found = agenda(whole, AROUND, id_)
        led = {key for key, one in programmes.items() if one.agency == id_}
        joined = {key for key, one in programmes.items() if id_ in one.partners} - led
        for role, keys in (("leading", led), ("partnering", joined)):
            seen = [(work.programme, one.year) for one in [*found.years, found.undated] for work in getattr(one, role)]
            assert sorted(seen, key=str) == sorted(
                ((key, year) for key in keys for year in stated_years(programmes[key]) or (None,)), key=str
            )
        spent = sum(one.totals.budget or 0 for one in found.years)
        assert spent == (found.totals.budget or 0)
        assert all((one.totals.budget or 0) == sum(one.sources.values()) for one in found.years)
    matrix = workload(whole, AROUND)
    assert sum(one.led for one in matrix.agencies) == len(programmes)
    assert sum(one.budget or 0 for one in matrix.agencies) == sum(
        amount for one in programmes.values() for years in one.budget.values() for amount in years.values()
    )
    assert {one.agency for one in matrix.agencies} >= set(AGENCIES)


@given(PLANS)
def test_overlaps_are_those_that_a_look_at_every_pair_finds(whole: Plan) -> None:
    entries = list(whole.entries())
    pairs = {
        (one.programme.subdimension, year)
        for one in entries
        for other in entries
        for year in stated_years(one.programme) & stated_years(other.programme)
        if one.programme.subdimension == other.programme.subdimension != ""
        and "" != one.programme.agency != other.programme.agency != ""
    }
    found = workload(whole, AROUND).overlaps
    assert {(one.subdimension, one.year) for one in found} == pairs
    assert len(found) == len(pairs)


CITY = """\
agencies:
  dishub: {name: Dinas Perhubungan, short: Dishub}
  dlh: {name: Dinas Lingkungan Hidup}
  bps: {name: Badan Pusat Statistik}
dimensions:
  living:
    programmes:
      LIV-01:
        name: Bus kota
        agency: dishub
        partners: [dlh, dishub]
        status: running
        quick_win: true
        years: [2023, 2024, 2025, 2026]
        execution: {2023: ran, 2024: not_run}
        budget: {apbd: {2023: 500000000, 2024: 1}, csr: {2023: 50000000}}
        indicators:
          waktu: {targets: {2023: 9, 2024: 8}, actuals: {2023: 9.5, 2024: 8}}
      LIV-02: {name: Halte, agency: dishub, years: null, budget: null, indicators: null}
  environment:
    programmes:
      ENV-01: {partners: [dishub]}
"""
HEAD = """\
Kota Contoh: work programme of Dinas Perhubungan under plan 2023
plans/2023.yaml
Revision 2023 is an example, not the plan of a real city.

Executes 2 programmes; partner in 1 programme executed by others.

"""
ENGLISH = f"""\
{HEAD}                      quick       not      no       as      IDR
year        executes   wins  ran  run  record  partner  million
───────────────────────────────────────────────────────────────
2023               1      1    1    ·       ·        1    550.0
2024               1      1    ·    1       ·        1     <0.1
2025               1      1    ·    ·       1        ·        ·
2026               1      1    ·    ·       1        ·        ·
not stated         1      ·    ·    ·       ·        ·        ·

total              2      1    1    ·       ·        1    550.0

Each programme is counted in each of its years and once in the total; the budget is that of the programmes executed by the agency itself.

Budget: IDR 550 million (stated by 1 of 2 programmes).

Execution is counted for the programmes planned for 2026 or earlier: ran (at least in part), did not run, or not recorded.

Programmes by year
──────────────────
programme                    2023  2024  2025  2026
───────────────────────────────────────────────────
LIV-01 Bus kota              ✓     ✗     ?     ?
ENV-01 Program protection 1  ?     ?     ·     ·

✓ ran, ~ ran in part, ✗ did not run, ? planned but execution not recorded, → planned for a future year, · no execution stated for the year.

Executes 2 programmes
─────────────────────
- LIV-01 Bus kota (Harmony, quick win)
    status     running; ran in 2023; did not run in 2024; planned for 2025–2026, execution not recorded
    budget     APBD 2023: IDR 500 million, 2024: IDR 1
    budget     CSR 2023: IDR 50 million
    indicator  Waktu layanan (menit): target 2023: 9, 2024: 8 | actual 2023: 9.5, 2024: 8 | ✓ reached 2024
    partners   Dinas Lingkungan Hidup
- LIV-02 Halte (Health)

Partner in 1 programme executed by others
─────────────────────────────────────────
- ENV-01 Program protection 1 (Protection)
    executed by  Dinas Komunikasi dan Informatika
    status       planned for 2023–2024, execution not recorded
    budget       APBD 2023: IDR 500 million for the whole programme; the partner's share is not stated
    indicator    Waktu layanan (menit): target 2023: 9
"""
IN_2024 = """\
2024
────
Executes 1 programme; 1 did not run; APBD IDR 1

✗ LIV-01 Bus kota (Harmony, quick win)
    status     running; did not run in 2024
    budget     APBD IDR 1
    indicator  Waktu layanan (menit): target 8, actual 8, ✓ reached
    partners   Dinas Lingkungan Hidup

Partner in 1 programme executed by others

? ENV-01 Program protection 1 (Protection)
    executed by  Dinas Komunikasi dan Informatika
    status       planned for 2024, execution not recorded
    indicator    Waktu layanan (menit): no target

No year stated
──────────────
Executes 1 programme

- LIV-02 Halte (Health)
"""


@pytest.fixture
def city(run: Runner) -> Runner:
    lay_over("{}")
    return run


def lay_over(fragment: str) -> None:
    """Write the city with another fragment of its plan."""
    text = yaml.safe_dump(merged(parsed(CITY), parsed(fragment)))
    write(Path("plans"), {"2023.yaml": text})


def living(lines: str) -> str:
    return f"dimensions: {{living: {{programmes: {{{lines}}}}}}}"


def test_the_whole_agenda_of_an_agency(city: Runner) -> None:
    assert city("agenda", "2023", "--agency", "DISHUB") == (0, ENGLISH, "")


def test_one_year_and_a_year_of_which_nothing_is_known(city: Runner) -> None:
    one = city("agenda", "2023", "--agency", "Dishub", "--year", "2024").out
    assert one == HEAD.replace("Perhubungan under", "Perhubungan in 2024 under") + IN_2024
    for arguments in (("--agency", "dishub"), ()):
        none = city("agenda", "2023", "--year", "0", *arguments)
        assert (none.code, none.err) == (0, "")
        assert "\nNothing is planned for 0.\n" in none.out
        assert "LIV-02" in none.out
        assert "GOV-01" not in none.out
    assert (
        "Tidak ada yang direncanakan untuk tahun 2050." in city("agenda", "2023", "--year", "2050", "--lang", "id").out
    )


def test_an_agency_without_work_says_so(city: Runner) -> None:
    result = city("agenda", "2023", "--agency", "bps")
    assert (result.code, result.err) == (0, "")
    assert result.out.endswith(
        "\n\nBadan Pusat Statistik executes no programme of this plan and is a partner in none.\n"
    )


def test_a_year_that_only_has_a_figure_is_not_called_planned(city: Runner) -> None:
    lay_over(living("LIV-01: {indicators: {waktu: {targets: {'2027': 7}}}}"))
    result = city("agenda", "2023", "--agency", "dishub")
    assert result.err == ""
    assert "\n    status     running; ran in 2023; did not run in 2024; planned for 2025–2026, execution" in result.out
    assert [line.split()[-5:] for line in result.out.splitlines() if line.startswith("LIV-01")] == [list("✓✗??·")]
    one = city("agenda", "2023", "--agency", "dishub", "--year", "2027").out
    assert "· LIV-01 Bus kota (Harmony, quick win)\n    status     running; no execution stated for 2027\n" in one


HOLES = """\
Gaps
────
! 1 agency of the city (OPD) without a programme
    Badan Pusat Statistik
- 1 agency or other body that is only a partner
    Dinas Lingkungan Hidup

Sub-dimensions with several executing agencies in one year
──────────────────────────────────────────────────────────
None: each sub-dimension has at most one executing agency in a year.
"""


def test_the_matrix_in_words(city: Runner) -> None:
    out = city("agenda", "2023").out
    lines = [line.split() for line in out.splitlines()]
    assert ["Dinas", "Komunikasi", "dan", "Informatika", "3", "3", "3", "1", "3", "3", "16", "8.0"] in lines
    assert ["Dishub", "·", "·", "·", "2", "·", "·", "+1", "2", "+1", "0.6"] in lines
    assert ["Badan", "Pusat", "Statistik", "·", "·", "·", "·", "·", "·", "!", "0", "·"] in lines
    assert ["total", "3", "3", "3", "3", "+1", "3", "3", "+1", "18", "+2", "8.6"] in lines
    assert out.endswith(HOLES)


def test_several_that_lead_are_told_with_their_programmes(city: Runner) -> None:
    lay_over(living("LIV-01: {subdimension: health}, LIV-02: {agency: dlh, years: [2026]}, LIV-03: {agency: ''}"))
    out = city("agenda", "2023").out
    assert out.endswith("- Health, 2026: 2 agencies\n    Dishub (LIV-01), Dinas Lingkungan Hidup (LIV-02)\n")
    assert "! 1 programme without an executing agency\n    LIV-03\n" in out


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("dishubb", "Error: there is no agency `dishubb`; did you mean `dishub`?\n"),
        ("dinas perhubung", "Error: there is no agency `dinas perhubung`; did you mean `Dinas Perhubungan`?\n"),
        ("zzz", "Error: there is no agency `zzz`; choose one of diskominfo, bps, dishub, dlh\n"),
    ],
)  # fmt: skip
def test_an_unknown_agency_is_two(city: Runner, name: str, said: str) -> None:
    assert city("agenda", "2023", "--agency", name) == (2, "", said)


def test_of_many_agencies_ten_are_listed(run: Runner) -> None:
    more = ", ".join(f"dinas-{n:02}: {{name: Dinas {n}}}" for n in range(12))
    change("agencies: {", f"agencies: {{{more}, ")
    ten = ", ".join(f"dinas-{n:02}" for n in range(10))
    said = f"Error: there is no agency `xyz`; choose one of {ten} or 3 more\n"
    assert run("agenda", "2023", "--agency", "xyz") == (2, "", said)
    assert run("list", "2023", "--mission", "xyz").err == "Error: there is no mission `xyz`; choose one of M1\n"


def test_what_else_is_two(city: Runner) -> None:
    assert city("agenda", "2032")[:2] == (2, "")
    assert city("agenda", "2023", "--year", "dua ribu").code == 2


@pytest.mark.parametrize(
    "arguments",
    [[], ["--year", "2024"], ["--agency", "dishub"], ["--agency", "bps"], ["--agency", "dishub", "--year", "1"]],
)
def test_the_json_keeps_its_schema(city: Runner, arguments: list[str]) -> None:
    result = city("agenda", "2023", "--format", "json", *arguments)
    data = json.loads(result.out)
    assert jsonschema_rs.is_valid(schemas.schema("agenda"), data)
    assert (result.code, data["format"], data["scope"]) == (0, 1, "agency" if "--agency" in arguments else "all")
    assert not jsonschema_rs.is_valid(schemas.schema("agenda"), {**data, "scope": "city"})


def test_a_plan_with_faults_is_used_as_far_as_it_can_be_read_and_nobody_is_called_idle(city: Runner) -> None:
    lay_over(living("LIV-01: {agency: [1]}"))
    result = city("agenda", "2023")
    assert result.code == 0
    assert "(OPD) without a programme\n    " not in result.out
    assert result.err.startswith("Note: plans/2023.yaml has 1 structural finding")


def test_hostile_names_do_not_reach_the_terminal(city: Runner) -> None:
    lay_over(living('LIV-01: {name: "\\e[31mBus\\n\\u202ekota"}'))
    for arguments in ([], ["--agency", "dishub"]):
        out = city("agenda", "2023", *arguments).out
        assert "\x1b" not in out
        assert "\u202e" not in out
    assert "LIV-01 \\u001b[31mBus \\u202ekota (Harmony" in out
