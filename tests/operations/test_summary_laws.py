"""The figures of the summary against a second count that is slow and obvious, on random plans and their predecessors."""

import json
from collections import Counter
from datetime import date

from hypothesis import given

from smartplan.operations.summary import Summary, summarise
from smartplan.workspace.revision import Revision
from tests.helpers.drawn_plans import (
    PLANS,
    TODAY,
    Drawn,
    budget,
    by_year,
    data_of,
    due,
    has_run,
    look,
    recorded,
    total,
    verdict,
    within,
)
from tests.helpers.faulty import PLANS as FOLDER
from tests.helpers.faulty import Shelf


def look_at(drawn: Drawn, older: Drawn) -> Summary:
    datas = {"2024": data_of(drawn, supersedes="2023"), "2023": data_of(older, "2023")}
    folder = Shelf({f"{name}.yaml": json.dumps(data) for name, data in datas.items()})
    file = folder.load(FOLDER / "2024.yaml")
    assert file.plan
    return summarise(Revision("2024", file.plan, file, folder, date(TODAY, 6, 1)))


@given(PLANS, PLANS)
def test_every_figure_is_that_of_a_count(drawn: Drawn, older: Drawn) -> None:
    found = look_at(drawn, older)
    now = drawn["programmes"]
    assert {one.id: one.programmes for one in found.missions} == {
        mission: sum(mission in one.get("missions", []) for one in now) for mission in drawn["missions"]
    }
    years, sources, history = Counter[int](), Counter[str](), Counter[int]()
    for one in now:
        for (fund, year), amount in budget(one).items():
            if within(drawn, [(year, amount)]):
                years[year] += amount
                sources[fund] += amount
            else:
                history[year] += amount
    assert (found.years, found.sources, found.history) == (dict(years), dict(sources), dict(history))
    assert found.budgeted == sum(bool(within(drawn, by_year(one))) for one in now)
    verdicts = Counter(verdict(one)[1] for programme in now for one in programme.get("indicators", {}).values())
    outcomes = found.indicators
    assert (outcomes.reached, outcomes.missed, outcomes.open) == (verdicts[True], verdicts[False], verdicts[None])
    assert (found.totals.programmes, found.totals.budget) == (
        len(now), total([within(drawn, by_year(one)) for one in now]),
    )  # fmt: skip
    without_reviews = {
        kind: n for kind, n in Counter(hole.kind for hole in look(drawn).holes).items() if kind != "input-not-cited"
    }
    assert found.holes == without_reviews


def executed(one: Drawn) -> str | None:
    return "ran" if has_run(one) else "not_run" if recorded(one) else "not_recorded" if due(one) else None


@given(PLANS, PLANS)
def test_what_is_new_against_the_superseded_revision(drawn: Drawn, older: Drawn) -> None:
    found = look_at(drawn, older)
    now, then = ({f"P{n}": one for n, one in enumerate(side["programmes"])} for side in (drawn, older))
    quick = {id_ for id_, one in now.items() if one.get("quick_win")}
    before = {id_ for id_, one in then.items() if one.get("quick_win")}
    assert {(one.programme, one.state, one.executed) for one in found.quick_wins} == {
        *((id_, "continued" if id_ in before else "new", executed(now[id_])) for id_ in quick),
        *((id_, "stopped", executed(then[id_])) for id_ in before - quick),
    }
    news = found.news
    assert news
    stay = now.keys() & then.keys()
    assert (news.added, news.dropped, news.withdrawn) == (len(now.keys() - stay), len(then.keys() - stay), 0)
    assert news.moved == sum(now[id_]["place"][0] != then[id_]["place"][0] for id_ in stay)
    assert news.changed + news.unchanged == len(stay)
    sums = [total([within(side, by_year(one)) for one in side["programmes"]]) for side in (drawn, older)]
    same = drawn["period"] == older["period"]
    assert news.budget == (sums[0] - sums[1] if same and None not in sums else None)  # type: ignore[operator]
    move = news.against.budget
    assert ([move.new, move.old] if move else [None, None]) == sums
    assert news.against.names.keys() >= set(news.against.added)
    assert news.against.old_names.keys() >= set(news.against.dropped)
