"""Rules at their edges: what is just sound, what is just not, and what each finding then says."""

from pathlib import Path
from typing import Any

import msgspec
import pytest

from smartplan.plan import profile
from smartplan.plan.context import Context
from smartplan.plan.model import Plan
from smartplan.rules import run
from smartplan.validation.check import Selection
from tests.helpers.base import validate, write
from tests.helpers.rule_findings import GOV, TODAY

PROGRAMME = "dimensions: {governance: {programmes: {GOV-01: {%s}}}}"
REVIEW = "reviews/2022-12-28.yaml"
EVALUATION = "evaluations/2023.yaml"
Told = list[tuple[str, str, dict[str, Any]]]


def told(folder: Path, rule: str, files: dict[str, str]) -> Told:
    """Address, variant and values of every finding of one rule, in the order of the program."""
    report = validate([], str(write(folder, files)), TODAY, Selection())
    assert report.failures == []
    return [(one.where, one.finding.variant, one.finding.values) for one in report.findings if one.finding.rule == rule]


@pytest.mark.parametrize(
    "code",
    ["2.16", "X.XX", "8.01.02", "1.02.03.1.04", "2.16.03.2.01", "2.16.03.2.01.05", "2.16.03.2.01.0005", "X.XX.01.2.06"],
)
def test_a_sound_code(code: str, tmp_path: Path) -> None:
    assert told(tmp_path, "odd-code", {"2023.yaml": PROGRAMME % f"code: '{code}'"}) == []


@pytest.mark.parametrize(
    ("code", "nearest"),
    [
        ("2:16:03", "2.16.03"), ("2/16/03", "2.16.03"), (r"2\16\03", "2.16.03"), ("2 16 03", "2.16.03"),
        (" 2.16 ", "2.16"), ("2.16.03.", "2.16.03"), (".2.16", "2.16"), ("2 : 16", "2.16"),
        ("X:XX", "X.XX"), ("2.16.03.02.01", "2.16.03.2.01"), ("X.XX", ""), ("2.16.03.01.01.0005", "2.16.03.1.01.0005"),
        # Nobody knows what is meant.
        ("9.16", None), ("9:16", None), ("0.16", None), ("2.16.3", None), ("2.16.03.3.01", None), ("2.16.03.2", None),
        ("2.16.03.02", None), ("2.16.03.2.01.005", None), ("2.1", None), ("216", None), ("2.16.03.021.01", None),
    ],
)  # fmt: skip
def test_an_odd_code(code: str, nearest: str | None, tmp_path: Path) -> None:
    values = {"value": code} | ({"nearest": nearest} if nearest else {})
    expected = [(f"{GOV}.code", "nearest" if nearest else "", values)] if nearest != "" else []
    assert told(tmp_path, "odd-code", {"2023.yaml": PROGRAMME % f"code: '{code}'"}) == expected


@pytest.mark.parametrize(
    ("name", "nearest"),
    [("smart_branding", "branding"), ("Smart-Branding", "branding"), ("SMART_LIVING", "living"), ("smart_x", None)],
)
def test_another_name_of_a_dimension(name: str, nearest: str | None, tmp_path: Path) -> None:
    known = "governance, branding, economy, living, society, environment"
    [(where, variant, values)] = told(tmp_path, "unknown-dimension", {"2023.yaml": f"dimensions: {{{name}: {{}}}}"})
    assert (where, values["value"], values["known"]) == (f"dimensions.{name}", name, known)
    assert (variant, values.get("nearest")) == (("nearest", nearest) if nearest else ("", None))


def test_a_subdimension_of_nowhere_and_of_elsewhere(tmp_path: Path) -> None:
    own = "public_service, public_policy, bureaucracy"
    nowhere = {"2023.yaml": PROGRAMME % "subdimension: zzz"}
    assert told(tmp_path, "unknown-subdimension", nowhere) == [
        (f"{GOV}.subdimension", "", {"value": "zzz", "known": own})
    ]
    assert told(tmp_path, "other-dimension", nowhere) == []
    elsewhere = {"2023.yaml": PROGRAMME % "subdimension: tourism"}
    assert told(tmp_path, "unknown-subdimension", elsewhere) == []
    assert told(tmp_path, "other-dimension", elsewhere) == [
        (f"{GOV}.subdimension", "", {"value": "tourism", "owner": "branding", "dimension": "governance", "known": own})
    ]


SOUND: dict[str, Any] = {
    "branding": {"programmes": {"B-1": {"subdimension": "tourism"}, "B-2": {"subdimension": "business"}}}
}


@pytest.mark.parametrize(
    ("before", "unsound"),
    [
        ({"zzz": {"programmes": {"Z-1": {"subdimension": "z"}}}}, []),
        ({"governance": {}}, []),
        ({"governance": {"programmes": {"G-1": {}}}}, []),
        ({"governance": {"programmes": {"G-1": {"subdimension": "bureaucracy"}}}}, [("dimensions", "governance", "x")]),
        ({"governance": {"programmes": {"G-1": {"subdimension": "bureaucracy"}}}}, [("dimensions", "governance", "programmes", "G-2")]),
    ],
)  # fmt: skip
def test_what_nobody_knows_of_one_dimension_hides_no_hole_of_the_next(before: Any, unsound: list[Any]) -> None:
    plan = msgspec.convert({"dimensions": before | SOUND}, Plan)
    context = Context(profile=profile.load("kominfo"), invalid=frozenset(unsound))
    found = list(run(plan, context, {"subdimension-without-programme"}))
    assert [one.values for one in found] == [{"value": "city_appearance", "dimension": "branding"}]


def test_a_known_name_is_told_at_the_key_too(tmp_path: Path) -> None:
    write(tmp_path, {"2023.yaml": "withdrawn: {GOV-011: {reason: a}}\ndimensions: {brandin: {}}\n"})
    report = validate([], str(tmp_path), TODAY, Selection())
    found = {one.finding.rule: one.finding for one in report.findings}
    for rule, nearest in (("unknown-withdrawn", "GOV-01"), ("unknown-dimension", "branding")):
        assert (found[rule].at, found[rule].variant, found[rule].values["nearest"]) == ("key", "nearest", nearest)


@pytest.mark.parametrize(
    ("record", "severity"), [("official", "error"), ("example", "error"), ("reconstruction", "warning")]
)
def test_what_vanished_from_a_reconstruction_may_be_a_gap_of_the_record(
    record: str, severity: str, tmp_path: Path
) -> None:
    write(tmp_path, {"2023.yaml": f"record: {record}\n" + PROGRAMME % "formerly: []"})
    report = validate([], str(tmp_path), TODAY, Selection({"dropped-without-a-word"}))
    assert [(one.severity, one.where, one.finding.at, one.finding.values) for one in report.findings] == [
        (severity, "dimensions", "key", {"value": "GOV-01", "name": "Program public_service 1", "revision": "2019"})
    ]


def test_an_unknown_profile_has_no_taxonomy(tmp_path: Path) -> None:
    files = {"2023.yaml": "profile: zzz\ndimensions: {transport: {}}\n"}
    [(where, variant, values)] = told(tmp_path, "unknown-profile", files)
    assert (where, variant, values["value"]) == ("profile", "", "zzz")
    assert "kominfo" in values["known"].split(", ")
    for rule in ("unknown-dimension", "missing-dimension", "subdimension-without-programme", "other-dimension"):
        assert told(tmp_path, rule, files) == []


def test_every_year_after_the_period(tmp_path: Path) -> None:
    fields = (
        "years: [2023, 2024, 2026, 2027], budget: {apbd: {2026: 1, 2027: 2}, csr: {2028: 3}},"
        " indicators: {waktu: {targets: {2026: 1, 2029: 2}}}"
    )
    found = told(tmp_path, "after-period", {"2023.yaml": PROGRAMME % fields})
    assert sorted((where, values["value"], values["end"]) for where, _, values in found) == [
        (f"{GOV}.budget.apbd.2027", "2027", "2026"),
        (f"{GOV}.budget.csr.2028", "2028", "2026"),
        (f"{GOV}.indicators.waktu.targets.2029", "2029", "2026"),
        (f"{GOV}.years.3", "2027", "2026"),
    ]


def test_every_year_outside_those_planned(tmp_path: Path) -> None:
    fields = (
        "years: [2025, 2024], budget: {apbd: {2022: 1, 2023: 1, 2024: 1, 2026: 1, 2027: 1}},"
        " indicators: {waktu: {targets: {2023: 1, 2025: 1, 2026: 2}}}"
    )
    found = told(tmp_path, "outside-years", {"2023.yaml": PROGRAMME % fields})
    assert sorted((where, values["value"], values["years"]) for where, _, values in found) == [
        (f"{GOV}.budget.apbd.2023", "2023", [2024, 2025]),
        (f"{GOV}.budget.apbd.2026", "2026", [2024, 2025]),
        (f"{GOV}.indicators.waktu.targets.2023", "2023", [2024, 2025]),
        (f"{GOV}.indicators.waktu.targets.2026", "2026", [2024, 2025]),
    ]
    # What ran before the plan is history, and what ran after its last year is not held against its years.
    fields = "years: [2024], budget: null, indicators: null, execution: "
    fields += "{2022: ran, 2023: partly, 2024: ran, 2025: not_run, 2027: ran}"
    assert told(tmp_path, "outside-years", {"2023.yaml": PROGRAMME % fields}) == [
        (f"{GOV}.execution.2023", "", {"value": "2023", "years": [2024]})
    ]
    assert told(tmp_path, "after-period", {"2023.yaml": PROGRAMME % fields}) == []
    # A programme that is planned for no year has no year outside.
    assert told(tmp_path, "outside-years", {"2023.yaml": PROGRAMME % "years: [], budget: {apbd: {2026: 1}}"}) == []


@pytest.mark.parametrize("period", ["{start: null}", "{end: null}", "null", "{start: 2026, end: 2023}"])
def test_half_a_period_is_none(period: str, tmp_path: Path) -> None:
    files = {"2023.yaml": f"period: {period}\n" + PROGRAMME % "budget: {apbd: {2020: 1, 2031: 1}}"}
    assert told(tmp_path, "after-period", files) == told(tmp_path, "outside-years", files) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("period: {start: 2023, end: 2023}", []),
        ("period: {start: 2024, end: 2023}", [("period", "", {"start": "2024", "end": "2023"})]),
        ("rpjmd: {period: {start: 2021, end: 2016}}", [("rpjmd.period", "", {"start": "2021", "end": "2016"})]),
        ("rpjmd: {period: {start: 2021}}", []),
        ("rpjmd: {period: {end: 2016}}", []),
    ],
)
def test_a_reversed_period(text: str, expected: Told, tmp_path: Path) -> None:
    assert told(tmp_path, "period-reversed", {"2023.yaml": text}) == expected


def test_a_plan_without_a_period_and_a_programme_without_an_agency(tmp_path: Path) -> None:
    write(tmp_path, {"2023.yaml": "period: null\n" + PROGRAMME % "agency: null"})
    report = validate([], str(tmp_path), TODAY, Selection())
    found = [one for one in report.findings if one.finding.rule == "missing-key"]
    assert [(one.where, one.finding.at, one.finding.values) for one in found] == [
        ("", "key", {"key": "period"}),
        (GOV, "key", {"key": "agency"}),
    ]


def test_money_below_nothing(tmp_path: Path) -> None:
    files = {"2023.yaml": PROGRAMME % "budget: {apbd: {2023: 0, 2024: -1}, csr: {2023: -2}}"}
    assert told(tmp_path, "negative-money", files) == [
        (f"{GOV}.budget.apbd.2024", "", {"value": "-1"}),
        (f"{GOV}.budget.csr.2023", "", {"value": "-2"}),
    ]


def test_this_year_may_be_executed_and_the_next_may_not(tmp_path: Path) -> None:
    files = {"2023.yaml": PROGRAMME % "execution: {2025: ran, 2026: ran, 2027: not_run}"}
    assert told(tmp_path, "execution-in-future", files) == [(f"{GOV}.execution.2027", "", {"value": "2027"})]


@pytest.mark.parametrize(
    ("indicator", "expected"),
    [
        ("direction: down, targets: {2023: 8, 2024: 8}", []),
        ("direction: down, targets: {2025: 7, 2023: 8, 2024: 9}", [("2024", "8", "9", "2023", "down")]),
        ("direction: up, targets: {2023: 8, 2024: 7, 2025: 6}", [("2024", "8", "7", "2023", "up"), ("2025", "7", "6", "2024", "up")]),
        ("direction: up, targets: {2023: 8, 2026: 7}", [("2026", "8", "7", "2023", "up")]),
        ("direction: keep, targets: {2023: 8, 2024: 7}", []),
        ("targets: {2023: 8, 2024: 7}", []),
        ("direction: up, targets: {2023: '90%', 2024: '80%'}", [("2024", "90%", "80%", "2023", "up")]),
    ],
)  # fmt: skip
def test_a_target_against_its_direction(indicator: str, expected: list[tuple[str, ...]], tmp_path: Path) -> None:
    files = {"2023.yaml": PROGRAMME % f"indicators: {{waktu: null, w: {{name: W, baseline: 1, {indicator}}}}}"}
    assert told(tmp_path, "target-against-direction", files) == [
        (f"{GOV}.indicators.w.targets.{year}", "", {"old": old, "new": new, "before": before, "direction": direction})
        for year, old, new, before, direction in expected
    ]


@pytest.mark.parametrize(
    ("text", "year"),
    [
        (PROGRAMME % "quick_win: true, indicators: {waktu: {targets: {2023: 1}}}", None),
        (PROGRAMME % "quick_win: true, indicators: {waktu: {targets: {2023: null, 2024: 1}}}", "2023"),
        (PROGRAMME % "quick_win: true, years: [2025, 2024]", "2024"),
        (PROGRAMME % "quick_win: true, years: [2025, 2023]", None),
        (PROGRAMME % "quick_win: false, years: [2025, 2024]", None),
        (PROGRAMME % "quick_win: true, years: [2024], indicators: {x: {targets: {2024: 1}}}", None),
        # One that is planned for no year has to begin with the plan.
        (PROGRAMME % "quick_win: true, years: []", None),
        (PROGRAMME % "quick_win: true, years: [], indicators: {waktu: {targets: {2023: null, 2024: 1}}}", "2023"),
        ("record: reconstruction\nperiod: null\n" + PROGRAMME % "quick_win: true, years: []", None),
        ("record: reconstruction\nperiod: null\n" + PROGRAMME % "quick_win: true, years: [2025]", "2025"),
        ("period: {start: 2026, end: 2023}\n" + PROGRAMME % "quick_win: true, years: [2025]", None),
    ],
)
def test_a_quick_win_in_its_first_year(text: str, year: str | None, tmp_path: Path) -> None:
    expected = [(GOV, "", {"value": "GOV-01", "year": year})] if year else []
    assert told(tmp_path, "quick-win-without-target", {"2023.yaml": text}) == expected


@pytest.mark.parametrize(
    ("role", "idle"),
    [
        ("team: {lead: dishub}", []),
        ("team: {members: [diskominfo, dishub]}", []),
        ("readiness: {infrastructure: {cctv: {name: CCTV, agency: dishub}}}", []),
        ("dimensions: {branding: {lead: dishub}}", []),
        ("team: {lead: diskominfo}", ["agencies.dishub"]),
        ("dimensions: {branding: {stakeholders: [dishub]}}", ["agencies.dishub"]),
    ],
)
def test_an_agency_with_another_role_needs_no_programme(role: str, idle: list[str], tmp_path: Path) -> None:
    files = {"2023.yaml": "agencies: {dishub: {name: Dinas Perhubungan}}\n" + role}
    assert [where for where, _, _ in told(tmp_path, "agency-without-programme", files)] == idle


def test_every_measure_of_an_odd_style(tmp_path: Path) -> None:
    measures = "baseline: '7,5', targets: {2023: '80%', 2024: 90, 2025: baik, 2026: '7.5'}, actuals: {2023: '<= 7,5'}"
    percents = "unit: '%', targets: {2023: '80%', 2024: '80,5 % - 90,0 %', 2025: '85,5 persen'}"
    files = {
        "2023.yaml": PROGRAMME
        % f"indicators: {{waktu: null, w: {{name: W, {measures}}}, x: {{name: X, {percents}}}, y: {{name: Y, baseline: '7,50 %'}}}}"
    }
    assert told(tmp_path, "measure-style", files) == [
        (f"{GOV}.indicators.w.baseline", "", {"value": "7,5", "write": "7.5"}),
        (f"{GOV}.indicators.w.targets.2023", "percent", {"value": "80%", "write": "80"}),
        (f"{GOV}.indicators.w.actuals.2023", "", {"value": "<= 7,5", "write": '"<= 7.5"'}),
        # The unit says percent already.
        (f"{GOV}.indicators.x.targets.2023", "", {"value": "80%", "write": "80"}),
        (f"{GOV}.indicators.x.targets.2024", "", {"value": "80,5 % - 90,0 %", "write": '"80.5 - 90.0"'}),
        (f"{GOV}.indicators.x.targets.2025", "", {"value": "85,5 persen", "write": "85.5"}),
        (f"{GOV}.indicators.y.baseline", "percent", {"value": "7,50 %", "write": "7.50"}),
    ]


def test_the_same_text_is_a_number_where_it_ends_with_the_unit(tmp_path: Path) -> None:
    measures = "a: {name: A, baseline: 1.500 kg}, b: {name: B, unit: kg, baseline: 1.500 kg, targets: {2023: 1.500 kg}}"
    values = {"value": "1.500 kg", "write": "1500", "other": "1.5"}
    assert told(tmp_path, "measure-ambiguous", {"2023.yaml": PROGRAMME % f"indicators: {{{measures}}}"}) == [
        (f"{GOV}.indicators.b.baseline", "", values),
        (f"{GOV}.indicators.b.targets.2023", "", values),
    ]


@pytest.mark.parametrize(("usual", "found"), [(1_500_000_000, ["1500000000"]), (1_499_999_999, [])])
def test_the_only_amount_of_a_programme_beside_those_of_the_plan(usual: int, found: list[str]) -> None:
    programmes = {f"GOV-{n}": {"budget": {"apbd": {2023: usual if n else 1_500_000}}} for n in range(7)}
    plan = msgspec.convert({"dimensions": {"governance": {"programmes": programmes}}}, Plan)
    findings = [*run(plan, Context(), {"money-implausible"})]
    assert [one.path[3] for one in findings] == ["GOV-0"] * len(found)
    assert [one.values["usual"] for one in findings] == found


def test_money_spent_and_of_indicators_is_money(tmp_path: Path) -> None:
    text = (
        "spent: {apbd: {2023: -1, 2027: 500000000}, unstated: {2026: 400}}, "
        "indicators: {waktu: {agency: dinas, budget: {blud: {2023: -2, 2031: 300}}}}"
    )
    files = {"2023.yaml": PROGRAMME % text}
    assert told(tmp_path, "negative-money", files) == [
        (f"{GOV}.indicators.waktu.budget.blud.2023", "", {"value": "-2"}),
        (f"{GOV}.spent.apbd.2023", "", {"value": "-1"}),
    ]
    assert [where for where, _, _ in told(tmp_path, "money-implausible", files)] == [
        f"{GOV}.indicators.waktu.budget.blud.2031", f"{GOV}.spent.unstated.2026",
    ]  # fmt: skip
    # This year something may have been spent, and next year nothing was.
    assert told(tmp_path, "spent-in-future", files) == [(f"{GOV}.spent.apbd.2027", "", {"value": "2027"})]
    assert [where for where, _, _ in told(tmp_path, "after-period", files)] == [
        f"{GOV}.indicators.waktu.budget.blud.2031", f"{GOV}.spent.apbd.2027",
    ]  # fmt: skip
    assert [where for where, _, _ in told(tmp_path, "unknown-agency", files)] == [f"{GOV}.indicators.waktu.agency"]


@pytest.mark.parametrize(
    ("budget", "expected"),
    [
        ("{}", []),
        # The budget is the sum or is left out: what no indicator has is not part of it.
        (
            "{apbd: {2023: 500000000, 2024: 5}, csr: {2023: 6, 2024: 0}}",
            [("budget.apbd.2024", "alone", "5"), ("budget.csr.2023", "alone", "6")],
        ),
        ("null", []),
        ("{apbd: {2023: null}}", []),
        ("{apbd: {2023: {value: 500000000, approx: true}}}", []),
        ("{apbd: {2023: {value: 600000000, approx: true}}}", []),
        ("{apbd: {2023: {value: 600000000, as_of: 2023-01}}}", [("budget.apbd.2023", "", "600000000")]),
        ("{apbd: {2023: 500000001}}", [("budget.apbd.2023", "", "500000001")]),
        ("{apbd: {2023: 0}}", [("budget.apbd.2023", "", "0")]),
        ("{apbd: {2023: null, 2024: 0}}", [("budget", "lacking", "apbd.2023")]),
        (
            "{apbd: null, csr: {2023: 500000000}}",
            [("budget", "lacking", "apbd.2023"), ("budget.csr.2023", "alone", "500000000")],
        ),
        # What cannot be read may be the amount.
        ("{apbd: {2023: satu, 2024: 0}}", []),
    ],
)
def test_a_budget_is_the_sum_over_its_indicators(
    tmp_path: Path, budget: str, expected: list[tuple[str, str, str]]
) -> None:
    """The programme has 500 million of the APBD of 2023, unless it says something else."""
    parts = "waktu: {budget: {apbd: {2023: 200000000}}}, lain: {name: L, budget: {apbd: {2023: 300000000}}}"
    files = {"2023.yaml": PROGRAMME % f"budget: {budget}, indicators: {{{parts}}}"}
    found = told(tmp_path, "budget-not-sum", files)
    assert [(where, variant, values["value"]) for where, variant, values in found] == [
        (f"{GOV}.{field}", variant, value) for field, variant, value in expected
    ]
    compared = [values for _, variant, values in found if variant != "alone"]
    assert all((values["sum"], values["indicators"]) == ("500000000", "waktu, lain") for values in compared)


@pytest.mark.parametrize("part", ["{value: 400000000, approx: true}", "satu"])
def test_a_budget_is_not_compared_with_what_is_not_known_of_its_parts(tmp_path: Path, part: str) -> None:
    parts = f"waktu: {{budget: {{apbd: {{2023: {part}}}}}}}, lain: {{name: L, budget: {{apbd: {{2023: 5000000}}}}}}"
    text = PROGRAMME % f"budget: {{apbd: {{2023: 500000000}}}}, indicators: {{{parts}}}"
    assert told(tmp_path, "budget-not-sum", {"2023.yaml": text}) == []


@pytest.mark.parametrize(
    ("budget", "actions", "expected"),
    [
        ("{apbd: {2023: 5}}", ["{apbd: {2023: 2}}", "{apbd: {2023: 3}}"], []),
        ("{apbd: {2023: 5}}", ["{apbd: {2023: 2}}", "{apbd: {2023: 4}}"], [("apbd.2023", "", "5", "6", "A1, A2")]),
        # In another year, or where the programme states nothing for the year, nothing is known.
        ("{apbd: {2023: 5}}", ["{apbd: {2024: 6}}"], []),
        ("null", ["{apbd: {2023: 6}}"], []),
        ("{apbd: {2023: null}}", ["{apbd: {2023: 6}}"], []),
        ("{apbd: {2023: 0}}", ["{apbd: {2023: 6}}"], [("apbd.2023", "", "0", "6", "A1")]),
        # A source too much, though the year is not; and the year too much, though no source is.
        ("{apbd: {2023: 5}, csr: {2023: 9}}", ["null", "{apbd: {2023: 6}}"], [("apbd.2023", "", "5", "6", "A2")]),
        ("{apbd: {2023: 5}}", ["{unstated: {2023: 6}}"], [("apbd.2023", "year", "5", "6", "A1")]),
        ("{apbd: {2023: 5}}", ["{apbd: {2023: 5}, csr: {2023: 1}}"], [("apbd.2023", "year", "5", "6", "A1")]),
        ("{csr: {2023: 9}, apbd: {2023: 5}}", ["{apbd: {2023: 5}, unstated: {2023: 1}}"], []),
        # About right is not held against anything.
        ("{apbd: {2023: {value: 5, approx: true}}}", ["{apbd: {2023: 6}}"], []),
        ("{apbd: {2023: {value: 5, as_of: 2023-01}}}", ["{apbd: {2023: 6}}"], [("apbd.2023", "", "5", "6", "A1")]),
        ("{apbd: {2023: 5}}", ["{apbd: {2023: 4}}", "{apbd: {2023: {value: 4, approx: true}}}"], []),
        ("{apbd: {2023: 5}}", ["{unstated: {2023: {value: 6, approx: true}}}"], []),
        # What could not be read may be the rest of the year.
        ("{apbd: {2023: 5}, csr: {2023: satu}}", ["{unstated: {2023: 6}}"], []),
        ("{apbd: {2023: 5}, csr: {2023: satu}}", ["{apbd: {2023: 6}}"], [("apbd.2023", "", "5", "6", "A1")]),
    ],
)
def test_actions_cost_at_most_what_the_programme_has(
    tmp_path: Path, budget: str, actions: list[str], expected: list[tuple[str, str, str, str, str]]
) -> None:
    parts = ", ".join(f"A{number}: {{name: A, budget: {one}}}" for number, one in enumerate(actions, 1))
    found = told(tmp_path, "actions-over-budget", {"2023.yaml": PROGRAMME % f"budget: {budget}, actions: {{{parts}}}"})
    assert [(where, variant, *map(values.get, ("value", "sum", "actions"))) for where, variant, values in found] == [
        (f"{GOV}.budget.{where}", *rest) for where, *rest in expected
    ]


def test_money_of_indicators_is_a_budget(tmp_path: Path) -> None:
    text = "budget: null, indicators: {waktu: {budget: {unstated: {2023: 300}}}}"
    assert told(tmp_path, "programme-without-budget", {"2023.yaml": PROGRAMME % text}) == []
    # What could not be read may be an amount.
    text = "budget: null, indicators: {waktu: {budget: {unstated: {2023: satu}}}}"
    assert told(tmp_path, "programme-without-budget", {"2023.yaml": PROGRAMME % text}) == []
    text = "budget: null, indicators: {waktu: {budget: {unstated: {}}}}"
    assert len(told(tmp_path, "programme-without-budget", {"2023.yaml": PROGRAMME % text})) == 1
