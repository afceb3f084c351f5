"""The rows of every question, and what is left of a report where something is not on record."""

from datetime import date
from typing import Any, get_args

import msgspec
import pytest
from msgspec.structs import replace

from smartplan.analysis.agenda import agenda
from smartplan.analysis.coverage import cover, with_previous
from smartplan.analysis.evaluations import EvaluationFile, assess
from smartplan.analysis.groups import By
from smartplan.analysis.input_rows import cited_input
from smartplan.analysis.inputs import inputs
from smartplan.analysis.programme import details
from smartplan.analysis.rows import Row
from smartplan.analysis.workload import workload
from smartplan.plan.evaluation import Evaluation
from smartplan.plan.field_types import Fund, ProgrammeKind
from smartplan.plan.model import Entry, Plan
from smartplan.plan.profile import Profile, ProfileDimension
from tests.helpers.everything import AROUND, OLD, PLAN, stated

WITHOUT = replace(AROUND, profile=None)
# Of each row: programmes, quick wins, money, years, how many ran, how many were planned.
L1 = (1, 1, 15, {2023: 1, 2024: 1, 2025: 1}, 1, 1)
L3 = (1, 0, None, {}, 0, 0)
X1 = (1, 0, None, {2026: 1}, 0, 0)
NONE = (0, 0, None, {}, 0, 0)
ROWS: dict[By, dict[str, tuple[Any, ...]]] = {
    "agency": {"dlh": L1, "dishub": (2, 0, 7, {2025: 2}, 1, 2), "its": NONE, "bappeda": NONE, "asing": X1, "": L3},
    "mission": {
        "M1": (2, 1, 22, {2023: 1, 2024: 1, 2025: 2}, 1, 2), "M2": NONE, "M9": L1,
        "": (3, 0, None, {2025: 1, 2026: 1}, 1, 1),
    },
    "objective": {"": (5, 1, 22, {2023: 1, 2024: 1, 2025: 3, 2026: 1}, 2, 3)},
    "year": {
        "2023": (1, 1, None, {2023: 1}, 0, 1), "2024": (1, 1, 10, {2024: 1}, 1, 1), "2025": (3, 1, 7, {2025: 3}, 1, 3),
        "2026": (2, 1, 5, {2026: 1}, 0, 0), "": L3,
    },
    "kind": dict.fromkeys(get_args(ProgrammeKind), NONE) | {
        "service": L1, "policy": (1, 0, None, {2025: 1}, 1, 1), "": (3, 0, 7, {2025: 1, 2026: 1}, 0, 1),
    },
    "horizon": {"short": L1, "medium": NONE, "long": X1, "": (3, 0, 7, {2025: 2}, 1, 2)},
    "source": dict.fromkeys(get_args(Fund)[:-1], NONE) | {
        "apbd": (2, 1, 17, {2023: 1, 2024: 1, 2025: 2}, 1, 2), "csr": (1, 1, 5, *L1[3:]),
        "": (3, 0, None, {2025: 1, 2026: 1}, 1, 1),
    },
    "input": {
        "awal/A-1": NONE, "fgd/IN-1": L1, "fgd/IN-2": NONE, "fgd/IN-3": NONE, "fgd/IN-4": NONE, "fgd/IN-5": NONE,
        "luar/X-1": L1, "": (4, 0, 7, {2025: 2, 2026: 1}, 1, 2),
    },
    "subdimension": {}, "indicator": {},
}  # fmt: skip


@pytest.mark.parametrize("by", get_args(By))
def test_the_rows(by: By) -> None:
    found = cover(PLAN, AROUND, by=by)
    told = {
        row.key: (row.programmes, row.quick_wins, row.budget, row.by_year, row.ran, row.planned) for row in found.rows
    }
    assert list(told.items()) == list(ROWS[by].items())
    assert [row.years for row in found.rows] == [list(row.by_year) for row in found.rows]
    # Only agencies take part in a programme of another.
    partners = {row.key: row.partnering for row in found.rows if row.partnering is not None}
    assert partners == ({"dlh": 1, "dishub": 1, "its": 1, "bappeda": 1, "asing": 0} if by == "agency" else {})
    assert bool(found.indicators) is (by == "indicator")


def places(rows: list[Row]) -> list[tuple[str, str | None, str | None, int]]:
    return [(row.key, row.dimension, row.subdimension, row.programmes) for row in rows]


def test_cells_and_dimensions() -> None:
    """In the order of the profile; without one, in that of the file."""
    found = cover(PLAN, AROUND)
    living = [
        ("living/health", "living", "health", 1),
        ("living/mobility", "living", "mobility", 1),
        ("living/", "living", "", 1),
    ]
    rest = [("energy/sun", "energy", "sun", 1), ("lain/aneh", "lain", "aneh", 1)]
    assert places(found.cells) == living + rest
    assert places(found.dimensions) == [
        ("living", "living", None, 3),
        ("energy", "energy", None, 1),
        ("lain", "lain", None, 1),
    ]
    turned = msgspec.structs.replace(PLAN, dimensions=dict(reversed(PLAN.dimensions.items())))
    assert [row.key for row in cover(turned, AROUND).dimensions] == ["living", "energy", "lain"]
    assert [row.key for row in cover(turned, WITHOUT).dimensions] == ["lain", "energy", "living"]
    assert [row.key for row in cover(Plan(), WITHOUT).cells] == []
    assert found.totals.key == found.path == inputs(PLAN, AROUND).path == agenda(PLAN, AROUND, "dlh").path == ""


def test_without_a_profile() -> None:
    assert [row.key for row in inputs(PLAN, WITHOUT).dimensions] == ["living", "energy", "asing", ""]
    turned = msgspec.structs.replace(PLAN, dimensions=dict(reversed(PLAN.dimensions.items())))
    assert workload(turned, WITHOUT).dimensions == ["lain", "energy", "living"]
    assert workload(turned, AROUND).dimensions == ["living", "energy", "lain"]


def test_without_missions_nothing_can_serve_one() -> None:
    counts = cover(msgspec.structs.replace(PLAN, rpjmd=type(PLAN.rpjmd)()), AROUND).counts
    assert (counts["aligned"].of, counts["missions"].of, counts["measured"].of) == (0, 0, 5)
    empty = cover(OLD, AROUND).counts
    assert (empty["subdimensions"].n, empty["subdimensions"].of) == (0, 3)


def test_what_serves_no_mission_keeps_its_row_against_another_rpjmd() -> None:
    before = cover(PLAN, AROUND, by="mission")
    found = with_previous(before, before, {"M1": "N1"}).against
    assert found
    assert [row.key for row in found.rows] == ["N1", "M2@2024", "M9@2024", ""]


def work(*programmes: dict[str, Any]) -> Plan:
    """Programmes L-1, L-2 ... of `living`, each led by some agency."""
    known = {f"L-{number}": {"name": "n", "agency": "a", **one} for number, one in enumerate(programmes, 1)}
    return msgspec.convert(
        {"agencies": {"a": {}, "b": {}}, "dimensions": {"living": {"programmes": known}}}, Plan, str_keys=True
    )


@pytest.mark.parametrize("field", ["agency", "partners", "years", "execution", "budget", "name", "missions"])
def test_nobody_is_idle_where_work_may_be_hidden(field: str) -> None:
    context = replace(AROUND, invalid=frozenset([("dimensions", "living", "programmes", "L-1", field)]))
    plan = work({"years": [2025]})
    hides = field in ("agency", "partners")
    assert workload(plan, context).idle == (None if hides else ["b"])
    hides |= field in ("years", "execution", "budget")
    assert workload(plan, context, year=2025).idle == (None if hides else ["b"])


def test_where_several_lead() -> None:
    plan = work(
        {"subdimension": "mobility", "years": [2025, 2024]}, {"subdimension": "mobility", "years": [2025, 2024], "agency": "b"},
        {"subdimension": "health", "years": [2025]}, {"subdimension": "health", "years": [2025], "agency": "b"},
        {"subdimension": "aa", "years": [2026]}, {"subdimension": "aa", "years": [2026], "agency": "b"},
        {"subdimension": "health", "years": [2023]}, {"years": [2023], "agency": "b"},
    )  # fmt: skip
    both = [("health", 2025, {"a": ["L-3"], "b": ["L-4"]}), ("mobility", 2024, {"a": ["L-1"], "b": ["L-2"]}),
            ("mobility", 2025, {"a": ["L-1"], "b": ["L-2"]}), ("aa", 2026, {"a": ["L-5"], "b": ["L-6"]})]  # fmt: skip

    def told(**how: Any) -> list[Any]:
        context = how.pop("context", AROUND)
        return [(one.subdimension, one.year, one.agencies) for one in workload(plan, context, **how).overlaps]

    # In the order of the profile, what it does not have after it; without one, by name.
    assert told() == both
    assert told(year=2025) == [both[0], both[2]]
    assert told(year=2023) == []
    assert told(context=WITHOUT) == [both[3], *both[:3]]


def test_where_several_lead_in_a_dimension_without_sub_dimensions() -> None:
    """Of a dimension that has them nothing is said of programmes that name none."""
    programmes = {"L-1": {"agency": "a", "years": [2025]}, "L-2": {"agency": "b", "years": [2025, 2026]}}
    plan = msgspec.convert({"dimensions": {"living": {"programmes": programmes}}}, Plan, str_keys=True)
    flat = Profile({}, {"living": ProfileDimension({})})
    (one,) = workload(plan, replace(AROUND, profile=flat)).overlaps
    assert (one.dimension, one.subdimension, one.year, one.agencies) == (
        "living",
        "",
        2025,
        {"a": ["L-1"], "b": ["L-2"]},
    )
    assert workload(plan, AROUND).overlaps == workload(plan, WITHOUT).overlaps == []


def test_an_agency_that_nobody_knows_and_work_without_a_year() -> None:
    assert agenda(PLAN, AROUND, "zzz").name == ""
    plan = work({"indicators": {"i": {}}})
    (one,) = agenda(plan, AROUND, "a").undated.leading
    assert stated(one) == {
        "programme": "L-1", "name": "n", "dimension": "living", "agency": "a", "planned": False, "indicators": [{"indicator": "i"}],
    }  # fmt: skip


def test_what_is_planned_and_did_not_run() -> None:
    plan = work(
        {"execution": {"2024": "not_run", "2026": "ran"}}, {"execution": {"2025": "partly"}}, {"years": [2025, 2026]}
    )
    totals = cover(plan, AROUND).totals
    assert (totals.ran, totals.planned, totals.by_year) == (1, 3, {2024: 1, 2025: 2, 2026: 2})
    assert cover(plan, replace(AROUND, today=date(2026, 1, 1))).totals.ran == 2
    undated = agenda(work({"agency": "a"}), AROUND, "a").undated.totals
    assert (undated.programmes, undated.ran, undated.planned) == (1, 0, 0)


def test_a_programme_of_which_nothing_is_stated() -> None:
    plan = msgspec.convert({"dimensions": {"living": {"programmes": {"L-1": {}}}}}, Plan)
    (entry,) = plan.entries()
    assert isinstance(entry, Entry)
    found = details(plan, entry, AROUND, {})
    assert (found.agency, found.budget, found.formerly, found.indicators) == (None, None, None, [])
    assert found.unstated == [
        "name", "subdimension", "description", "partners", "missions", "code", "kind", "horizon", "quick_win", "status", "years",
        "execution", "because", "sources",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("ref", "giver"),
    [("fgd/IN-1", "Institut"), ("fgd/IN-2", "Dishub"), ("fgd/IN-3", "L"), ("fgd/IN-4", None), ("luar/X-2", None)],
)
def test_who_gave_what_a_programme_cites(ref: str, giver: str | None) -> None:
    assert cited_input(ref, AROUND).given_by == giver


def test_the_evaluations_stand_by_year_stage_and_file() -> None:
    stages = [("a", 2023, 1), ("z", 2023, None), ("b", 2023, 2), ("c", 2022, 3)]
    filed = [EvaluationFile(path, Evaluation(year=year, stage=stage)) for path, year, stage in stages]
    assert [row.path for row in assess(filed, "p").evaluations] == ["c", "z", "a", "b"]
