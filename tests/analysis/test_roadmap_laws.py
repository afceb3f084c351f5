"""The road map against a second count that is slow and obvious, and against the coverage, on random plans."""

from hypothesis import given
from hypothesis import strategies as st

from smartplan.analysis.roadmap import Roadmap, RoadmapFilter, roadmap
from tests.analysis.test_agenda_laws import speaks_of
from tests.helpers.drawn_plans import (
    AGENCIES,
    KOMINFO,
    PLANS,
    TODAY,
    YEARS,
    Drawn,
    budget,
    cells,
    look,
    planned,
    surrounded,
)

HORIZONS = ["short", "medium", "long", None]
assert KOMINFO
DIMENSIONS = [*KOMINFO.dimensions]
WANTED = st.builds(
    RoadmapFilter,
    dimension=st.lists(st.sampled_from(DIMENSIONS), max_size=2, unique=True),
    agency=st.lists(st.sampled_from(AGENCIES), max_size=2, unique=True),
    year=st.lists(YEARS, max_size=3, unique=True),
)


def every(drawn: Drawn) -> dict[str, Drawn]:
    return {f"P{number}": one for number, one in enumerate(drawn["programmes"])}


def made(drawn: Drawn, wanted: RoadmapFilter | None = None) -> Roadmap:
    return roadmap(*surrounded(drawn), wanted)


@given(PLANS)
def test_every_programme_is_there_once_under_its_dimension_and_term(drawn: Drawn) -> None:
    found, of = made(drawn), every(drawn)
    assert sorted(one.programme for one in found.programmes) == sorted(of)
    assert found.of == len(of)
    assert found.as_of == TODAY
    for one in found.programmes:
        data = of[one.programme]
        assert (one.dimension, one.subdimension) == data["place"]
        assert (one.horizon, one.quick_win) == (data.get("horizon"), data.get("quick_win"))
        assert one.years == sorted(planned(data))
        assert (one.start, one.end) == (min(one.years, default=None), max(one.years, default=None))
        assert one.beside == sorted(speaks_of(data) - planned(data))
        assert one.execution == {int(year): ran for year, ran in data.get("execution", {}).items()}
    # Each dimension and each of its terms is in one piece, and what has no year comes last in it.
    places = [
        (DIMENSIONS.index(one.dimension), HORIZONS.index(one.horizon), one.start or 9999, one.end or 9999)
        for one in found.programmes
    ]
    assert places == sorted(places)
    assert set(found.undated) == {id_ for id_, one in of.items() if not planned(one)}
    assert found.unread == []


@given(PLANS)
def test_the_terms_and_those_without_one_add_up_to_all(drawn: Drawn) -> None:
    found, of = made(drawn), every(drawn).values()
    assert [term.horizon for term in found.horizons] == HORIZONS
    assert sum(term.programmes for term in found.horizons) == len(of)
    for term in found.horizons:
        own = [one for one in of if one.get("horizon") == term.horizon]
        assert term.programmes == len(own) == sum(term.dimensions.values())
        assert term.quick_wins == sum(one.get("quick_win") is True for one in own)
        assert term.years == sorted(set().union(*map(planned, own)))
        assert all(term.dimensions.values())


@given(PLANS)
def test_the_years_count_what_the_coverage_counts(drawn: Drawn) -> None:
    found, of = made(drawn), every(drawn)
    rows = {int(row.key): row for row in look(drawn, "year").rows if row.key}
    years = {one.year: one for one in found.years}
    # It also has the years of which there is nothing but a target or an actual.
    assert rows.keys() <= years.keys()
    for year, one in years.items():
        row = rows.get(year)
        assert one.programmes == (row.by_year.get(year, 0) if row else 0)
        funded = [
            id_
            for id_ in one.beside
            if any(when == year for _, when in (*budget(of[id_]), *cells(of[id_].get("spent", {}))))
        ]
        assert one.programmes + len(funded) == (row.programmes if row else 0)
        assert one.programmes == sum(one.dimensions.values()) == sum(one.horizons.values())
        assert set(one.beside) == {id_ for id_, own in of.items() if year in speaks_of(own) - planned(own)}
    # Whatever has years starts once and ends once.
    dated = sorted(id_ for id_, own in of.items() if planned(own))
    assert sorted(id_ for one in found.years for id_ in one.starts) == dated
    assert sorted(id_ for one in found.years for id_ in one.ends) == dated
    assert {id_: one.year for one in found.years for id_ in one.starts} == {id_: min(planned(of[id_])) for id_ in dated}
    assert {id_: one.year for one in found.years for id_ in one.ends} == {id_: max(planned(of[id_])) for id_ in dated}


@given(PLANS, WANTED)
def test_a_filter_keeps_what_it_names_and_nothing_else(drawn: Drawn, wanted: RoadmapFilter) -> None:
    whole, found, of = made(drawn), made(drawn, wanted), every(drawn)

    def named(one: Drawn) -> bool:
        agencies = {one.get("agency"), *one.get("partners", [])}
        return (not wanted.dimension or one["place"][0] in wanted.dimension) and (
            not wanted.agency or not agencies.isdisjoint(wanted.agency)
        )

    kept = [
        one
        for one in whole.programmes
        if named(of[one.programme]) and (not wanted.year or not speaks_of(of[one.programme]).isdisjoint(wanted.year))
    ]
    assert found.programmes == kept
    assert found.of == len(of)
    assert [one.year for one in found.years if wanted.year and one.year not in wanted.year] == []
    assert found.undated == [id_ for id_ in whole.undated if named(of[id_])]
