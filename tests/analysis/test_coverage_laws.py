"""Coverage figures against a second computation that is slow and obvious, on random plans."""

from hypothesis import given
from hypothesis import strategies as st

from smartplan.analysis.rows import Row
from smartplan.analysis.shares import SHARES
from tests.helpers.drawn_plans import (
    AGENCIES,
    OTHERS,
    PLACES,
    PLANS,
    TODAY,
    Drawn,
    amounts,
    budget,
    by_year,
    cells,
    due,
    has_run,
    look,
    planned,
    recorded,
    verdict,
)


def check_money(row: Row, drawn: Drawn, stated: list[list[tuple[int, int]]]) -> None:
    """Years and amounts that each programme of a row states: those of the period are the plan's, all if it has none."""
    start, length = drawn["period"] or (0, 9999)
    within = [[amount for year, amount in one if start <= year <= start + length] for one in stated]
    outside = [amount for one in stated for year, amount in one if not start <= year <= start + length]
    money = [amount for one in within for amount in one]
    assert row.budget == (sum(money) if money else None)
    assert row.funded == len([one for one in within if one])
    assert row.outside == (sum(outside) if outside else None)


def check_execution(row: Row, here: list[Drawn]) -> None:
    """What ran, what is recorded as not run, and what is not recorded, of what was due."""
    assert (row.ran, row.planned) == (sum(map(has_run, here)), sum(map(due, here)))
    assert row.not_run == sum(recorded(one) and not has_run(one) for one in here)
    assert row.not_recorded == sum(due(one) and not recorded(one) for one in here)


@given(PLANS)
def test_the_matrix(drawn: Drawn) -> None:
    found = look(drawn)
    assert [(cell.dimension, cell.subdimension) for cell in found.cells] == PLACES
    for cell in found.cells:
        here = [one for one in drawn["programmes"] if one["place"] == (cell.dimension, cell.subdimension)]
        assert cell.programmes == len(here)
        assert cell.quick_wins == len([one for one in here if one.get("quick_win")])
        assert sorted(cell.agencies) == sorted({one["agency"] for one in here if "agency" in one})
        check_money(cell, drawn, [by_year(one) for one in here])
        assert cell.years == sorted({year for one in here for year in planned(one)})
        assert cell.by_year == {year: sum(year in planned(one) for one in here) for year in cell.years}
        check_execution(cell, here)


@given(PLANS)
def test_totals_are_the_sums(drawn: Drawn) -> None:
    found = look(drawn)
    for rows in (found.cells, found.dimensions):
        assert sum(row.programmes for row in rows) == found.totals.programmes == len(drawn["programmes"])
        assert sum(row.quick_wins for row in rows) == found.totals.quick_wins
        assert sum(row.budget or 0 for row in rows) == (found.totals.budget or 0)
        assert sum(row.outside or 0 for row in rows) == (found.totals.outside or 0)
        assert sum(row.not_recorded for row in rows) == found.totals.not_recorded
        assert sum(row.not_run for row in rows) == found.totals.not_run
        assert sum(row.ran for row in rows) == found.totals.ran
        assert sum(row.planned for row in rows) == found.totals.planned


@given(PLANS)
def test_the_shares(drawn: Drawn) -> None:
    everything, missions = drawn["programmes"], drawn["missions"]
    start, length = drawn["period"] or (0, -1)
    period = [start + n for n in range(length + 1)]
    indicators = [one for programme in everything for one in programme.get("indicators", {}).values()]
    working = {name for one in everything for name in [one.get("agency"), *one.get("partners", [])]}
    cited = {ref for one in everything for ref in one.get("because", [])}
    accepted = [f"r/I{n}" for n, said in enumerate(drawn["dispositions"], 1) if said == "accepted"]
    expected = {
        "subdimensions": (len({one["place"] for one in everything}), 18),
        "missions": (sum(any(m in one.get("missions", []) for one in everything) for m in missions), len(missions)),
        "agencies": (len(working & set(AGENCIES)), 3),
        "other_agencies": (len(working & set(OTHERS)), 2),
        "years": (sum(any(year in planned(one) for one in everything) for year in period), len(period)),
        "executed": (sum(map(has_run, everything)), sum(map(recorded, everything))),
        "aligned": (sum(bool(set(one.get("missions", [])) & set(missions)) for one in everything),
                    len(everything) if missions else 0),
        "measured": (sum(bool(one.get("indicators")) for one in everything), len(everything)),
        "targets": (sum(any(i.get("targets") for i in one.get("indicators", {}).values()) for one in everything),
                    len(everything)),
        "baselines": (sum("baseline" in one for one in indicators), len(indicators)),
        "budgets": (sum(bool(amounts(one)) for one in everything), len(everything)),
        "sources": (sum(bool(one.get("sources")) for one in everything), len(everything)),
        "inputs": (sum(ref in cited for ref in accepted), len(accepted)),
    }  # fmt: skip
    found = look(drawn)
    assert {name: (share.n, share.of) for name, share in found.counts.items()} == expected
    assert list(found.shares) == list(SHARES)
    assert found.shares == {name: n / of if of else None for name, (n, of) in expected.items()}


@given(PLANS)
def test_the_holes(drawn: Drawn) -> None:
    everything = list(enumerate(drawn["programmes"]))
    places = {one["place"] for _, one in everything}
    used = {mission for _, one in everything for mission in one.get("missions", [])}
    working = {name for _, one in everything for name in [one.get("agency"), *one.get("partners", [])]}
    cited = {ref for _, one in everything for ref in one.get("because", [])}
    start, length = drawn["period"] or (0, -1)
    years = {year for _, one in everything for year in planned(one)}
    expected: set[tuple[str, str]] = set()
    expected |= {("subdimension-without-programme", sub) for key, sub in PLACES if (key, sub) not in places}
    expected |= {("mission-without-programme", m) for m in drawn["missions"] if m not in used}
    expected |= {("agency-without-programme", name) for name in AGENCIES if name not in working}
    expected |= {("year-without-programme", str(start + n)) for n in range(length + 1) if start + n not in years}
    expected |= {
        ("input-not-cited", f"r/I{n}") for n, said in enumerate(drawn["dispositions"], 1)
        if said == "accepted" and f"r/I{n}" not in cited
    }  # fmt: skip
    for number, one in everything:
        indicators = one.get("indicators", {})
        lacks = {
            "programme-without-mission": drawn["missions"] and not one.get("missions"),
            "programme-without-indicator": not indicators,
            "programme-without-target": indicators and not any(i.get("targets") for i in indicators.values()),
            "programme-without-budget": not amounts(one),
            "programme-without-agency": not one.get("agency"),
            "programme-without-source": not one.get("sources"),
        }
        expected |= {(kind, f"P{number}") for kind, lacking in lacks.items() if lacking}
        for id_, indicator in indicators.items():
            if "baseline" not in indicator:
                expected.add(("indicator-without-baseline", f"P{number} {id_}"))
    holes = look(drawn).holes
    assert {(hole.kind, hole.name) for hole in holes} == expected
    assert len(holes) == len(expected)


@given(PLANS, st.sampled_from(["agency", "mission", "kind", "horizon", "input"]))
def test_rows_that_take_programmes_whole(drawn: Drawn, by: str) -> None:
    field = {"agency": "agency", "mission": "missions", "kind": "kind", "horizon": "horizon", "input": "because"}[by]
    rows = {row.key: row for row in look(drawn, by).rows}

    def names(one: Drawn) -> list[str]:
        value = one.get(field) or []
        return list(dict.fromkeys([value] if isinstance(value, str) else value)) or [""]

    for key, row in rows.items():
        here = [one for one in drawn["programmes"] if key in names(one)]
        assert row.programmes == len(here)
        check_execution(row, here)
        check_money(row, drawn, [by_year(one) for one in here])
    assert {name for one in drawn["programmes"] for name in names(one)} <= rows.keys()
    if by == "agency":
        assert {key: row.partnering for key, row in rows.items() if key} == {
            name: sum(name in one.get("partners", []) for one in drawn["programmes"])
            for name in [*AGENCIES, "u", *OTHERS]
        }


@given(PLANS)
def test_rows_of_years_and_of_sources_take_their_part_alone(drawn: Drawn) -> None:
    years = {row.key: row for row in look(drawn, "year").rows}
    by_source = {row.key: row for row in look(drawn, "source").rows}
    for key, row in years.items():
        if not key:
            continue
        year, here = int(key), drawn["programmes"]
        check_money(row, drawn, [[pair for pair in by_year(one) if pair[0] == year] for one in here])
        assert row.planned == (sum(year in planned(one) for one in here) if year <= TODAY else 0)
        assert row.ran == (
            sum(one.get("execution", {}).get(key) in ("ran", "partly") for one in here) if year <= TODAY else 0
        )
        assert row.not_run == (sum(one.get("execution", {}).get(key) == "not_run" for one in here) * (year <= TODAY))
        assert row.ran + row.not_run + row.not_recorded == row.planned
    for fund in ("apbd", "csr", "unstated"):
        of_fund = [
            [(year, amount) for (source, year), amount in budget(one).items() if source == fund]
            for one in drawn["programmes"]
        ]
        check_money(by_source.get(fund, Row()), drawn, of_fund)


def absorbed(drawn: Drawn, programmes: list[Drawn]) -> tuple[int, int, int] | None:
    """Spent, planned and how many programmes, of the cells of the period for which a programme states both."""
    start, length = drawn["period"] or (0, 9999)
    pairs = [
        [
            (spent, budget(one)[cell])
            for cell, spent in cells(one.get("spent", {})).items()
            if cell in budget(one) and start <= cell[1] <= start + length
        ]
        for one in programmes
    ]
    both = [pair for one in pairs for pair in one]
    found = sum(spent for spent, _ in both), sum(planned for _, planned in both), sum(map(bool, pairs))
    return found if both else None


@given(PLANS)
def test_money_by_source_by_year_and_by_dimension_is_all_of_it(drawn: Drawn) -> None:
    found = look(drawn)
    start, length = drawn["period"] or (0, 9999)
    for rows in (look(drawn, "source").rows, look(drawn, "year").rows, found.dimensions, found.cells):
        for name in ("budget", "outside"):
            assert sum(getattr(row, name) or 0 for row in rows) == (getattr(found.totals, name) or 0)
        assert sum(row.spent or 0 for row in rows) == (found.totals.spent or 0)
        assert sum(row.absorption.spent for row in rows if row.absorption) == (
            found.totals.absorption.spent if found.totals.absorption else 0
        )
    assert (found.totals.spent or 0) == sum(
        amount
        for one in drawn["programmes"]
        for (_, year), amount in cells(one.get("spent", {})).items()
        if start <= year <= start + length
    )
    for row in (found.totals, *found.cells):
        here = [
            one for one in drawn["programmes"]
            if row is found.totals or one["place"] == (row.dimension, row.subdimension)
        ]  # fmt: skip
        one = row.absorption
        assert ((one.spent, one.budget, one.programmes) if one else None) == absorbed(drawn, here)
        assert not one or one.share == (one.spent / one.budget if one.budget else None)


@given(PLANS)
def test_every_indicator_stands_once_with_its_last_verdict(drawn: Drawn) -> None:
    expected = {
        (f"P{number}", id_): verdict(indicator)
        for number, one in enumerate(drawn["programmes"]) for id_, indicator in one.get("indicators", {}).items()
    }  # fmt: skip
    rows = look(drawn, "indicator").indicators
    assert {(row.programme, row.indicator): (row.year, row.reached) for row in rows} == expected
    assert len(rows) == len(expected)
