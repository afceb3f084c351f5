"""Who does what in which year, against a second count that is slow and obvious, on random plans."""

from hypothesis import given
from hypothesis import strategies as st

from smartplan.analysis.agenda import agenda
from smartplan.analysis.workload import workload
from tests.helpers.drawn_plans import (
    AGENCIES,
    KOMINFO,
    OTHERS,
    PLANS,
    TODAY,
    YEARS,
    Drawn,
    budget,
    by_year,
    cells,
    due,
    has_run,
    planned,
    surrounded,
    total,
    within,
)


def speaks_of(one: Drawn) -> set[int]:
    """Every year that a programme has a word about."""
    indicators = [one.get("indicators", {}).get(key, {}) for key in ("i", "j")]
    stated = [i.get(key, {}) for i in indicators for key in ("targets", "actuals")]
    money = {year for _, year in (*budget(one), *cells(one.get("spent", {})))}
    return planned(one) | money | {int(year) for years in stated for year in years}


def in_year(one: Drawn, year: int | None) -> tuple[bool, bool, list[tuple[int, int]]]:
    """Whether it ran, whether it was due, and its money by year; of one year or of all."""
    if year is None:
        return has_run(one), due(one), by_year(one)
    ran = one.get("execution", {}).get(str(year)) in ("ran", "partly") and year <= TODAY
    money = [pair for pair in by_year(one) if pair[0] == year]
    return ran, year in planned(one) and year <= TODAY, money


@given(PLANS, st.one_of(st.none(), YEARS))
def test_who_does_what(drawn: Drawn, year: int | None) -> None:
    plan, around = surrounded(drawn)
    found = workload(plan, around, year=year)
    every = {f"P{number}": one for number, one in enumerate(drawn["programmes"])}
    here = [one for one in every.values() if year is None or year in speaks_of(one)]
    told = [in_year(one, year) for one in here]
    assert (found.programmes, found.ran, found.planned) == (
        len(here), sum(ran for ran, _, _ in told), sum(due for _, due, _ in told),
    )  # fmt: skip
    assert set(found.undated) == {id_ for id_, one in every.items() if not speaks_of(one)}
    assert set(found.unled) == {id_ for id_, one in every.items() if one in here and not one.get("agency")}
    names = {one.agency: one for one in found.agencies}
    assert names.keys() - {""} == {*AGENCIES, "u", *OTHERS}
    for name, row in names.items():
        leads = [one for one in here if one.get("agency", "") == name]
        joins = [one for one in here if name in one.get("partners", []) and one.get("agency", "") != name]
        for counts, programmes, whole in ((row.leading, leads, row.led), (row.partnering, joins, row.joined)):
            assert whole == len(programmes)
            assert {key: n for key, n in counts.items() if n} == {
                key: n for key in KOMINFO.dimensions if (n := sum(one["place"][0] == key for one in programmes))
            }
        assert row.budget == total([within(drawn, in_year(one, year)[2]) for one in leads])
    busy = {name for one in every.values() if one in here or not speaks_of(one)
            for name in [one.get("agency"), *one.get("partners", [])]}  # fmt: skip
    assert found.idle == [name for name in AGENCIES if name not in busy]
    assert set(found.partnering_only) == {name for name, row in names.items() if row.joined and not row.led}


@given(PLANS, st.sampled_from(AGENCIES))
def test_the_work_of_an_agency(drawn: Drawn, name: str) -> None:
    plan, around = surrounded(drawn)
    found = agenda(plan, around, name)
    leads = [one for one in drawn["programmes"] if one.get("agency") == name]
    for one in [*found.years, found.undated]:
        here = [it for it in leads if (one.year in speaks_of(it) if one.year else not speaks_of(it))]
        told = [in_year(it, one.year) for it in here]
        totals = one.totals
        assert (totals.programmes, totals.ran, totals.planned) == (
            len(here), sum(ran for ran, _, _ in told), sum(due for _, due, _ in told),
        )  # fmt: skip
        assert totals.budget == total([within(drawn, money) for _, _, money in told])
    assert (found.totals.programmes, found.totals.budget) == (
        len(leads), total([within(drawn, by_year(one)) for one in leads]),
    )  # fmt: skip
