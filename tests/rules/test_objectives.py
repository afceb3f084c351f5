"""Goals and objectives: the exact findings at the edges of their rules, and the tree that they make."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartplan.plan.model import Objective
from smartplan.plan.objectives import in_order, served, upwards
from smartplan.validation.check import Selection
from tests.helpers.base import validate, write

GOV = "dimensions.governance.programmes.GOV-01"
AT = "rpjmd.objectives"
# Both serve what the plan of the example lists besides S1.
BOTH = "dimensions: {governance: {programmes: {GOV-01: {objectives: [S1, S2, T2]}}}}"
CASES = [
    ("what is stated is no finding", "rpjmd: {objectives: {T1: {mission: M1}}}", []),
    (
        "a programme, an objective and a goal that name what is not there",
        "rpjmd: {objectives: {T1: {mission: M7}, S1: {under: T7}}}\n"
        "dimensions: {governance: {programmes: {GOV-01: {objectives: [S1, S7, T1]}}}}",
        [
            ("unknown-mission", f"{AT}.T1.mission"),
            ("unknown-objective", f"{GOV}.objectives.1"),
            ("unknown-objective", f"{AT}.S1.under"),
        ],
    ),
    (
        "what is under an objective is not in a circle as well",
        f"rpjmd: {{objectives: {{S1: {{under: S2}}, S2: {{name: S, level: objective, under: S1}}, T2: {{name: T, level: goal, mission: M1}}}}}}\n{BOTH}",
        [
            ("objective-not-under-goal", f"{AT}.S1.under"),
            ("objective-not-under-goal", f"{AT}.S2.under"),
            ("objective-without-programme", f"{AT}.T1"),
        ],
    ),
    (
        "a circle is told once",
        f"rpjmd: {{objectives: {{T1: {{under: T2}}, T2: {{name: T, level: goal, under: T1}}, S2: {{name: S, level: objective, under: T1}}}}}}\n{BOTH}",
        [("objective-cycle", f"{AT}.T1.under")],
    ),
    (
        "without a level nothing is taken for granted",
        f"rpjmd: {{objectives: {{T2: {{name: T}}, S2: {{name: S, under: T2}}}}}}\n{BOTH}",
        [],
    ),
    (
        "where no goal is on record none can be named",
        "rpjmd: {objectives: {T1: null, S1: {under: null}}}",
        [],
    ),
    (
        "a list that cannot be read may name anything",
        "rpjmd: {objectives: {S2: {name: S, level: objective, under: T1}}}\n"
        "dimensions: {governance: {programmes: {GOV-01: {objectives: S1}}}}",
        [("wrong-type", f"{GOV}.objectives")],
    ),
    (
        "what cannot be read of an objective is not missing",
        "rpjmd: {objectives: {S1: {under: [T1]}, T1: {mission: [M1]}}}",
        [("objective-without-programme", f"{AT}.T1"), ("wrong-type", f"{AT}.S1.under"), ("wrong-type", f"{AT}.T1.mission")],
    ),
    (
        "a field that is judged is one of a programme",
        "rpjmd: {objectives: {}}\ndimensions: {governance: {programmes: {GOV-01: {judged: [missions, budget, judged, targets]}}}}",
        [("unknown-judged-field", f"{GOV}.judged.2"), ("unknown-judged-field", f"{GOV}.judged.3")],
    ),
    (
        "a field that is judged says something; what cannot be read may do so, and a budget may stand by indicator",
        "rpjmd: {objectives: {}}\ndimensions: {governance: {programmes: {GOV-01: {judged: [name, tags, location, quick_win, formerly,"
        " horizon, budget], tags: [], location: '', quick_win: false, horizon: [short], budget: null,"
        " indicators: {waktu: {budget: {apbd: {2023: 500000000}}}}}}}}",
        [("judged-not-stated", f"{GOV}.judged.1"), ("judged-not-stated", f"{GOV}.judged.2"), ("judged-not-stated", f"{GOV}.judged.4"),
         ("wrong-type", f"{GOV}.horizon")],
    ),
    (
        "the RPJMD rests on sources of the plan, and indicators of its objectives are held to the rules of others",
        "rpjmd: {sources: [berita, lain], objectives: {S1: {indicators: {i: {name: I, unit: m, direction: down, targets: {2024: '5,5', 2025: 6},"
        " target_end: '1.500'}}}}}",
        [
            ("indicator-without-baseline", f"{AT}.S1.indicators.i"),
            ("measure-ambiguous", f"{AT}.S1.indicators.i.target_end"),
            ("measure-style", f"{AT}.S1.indicators.i.targets.2024"),
            ("target-against-direction", f"{AT}.S1.indicators.i.targets.2025"),
            ("unknown-source", "rpjmd.sources.1"),
        ],
    ),
    (
        "a target at the end of the period is a target",
        "rpjmd: {objectives: {}}\ndimensions: {governance: {programmes: {GOV-01: {indicators: {waktu: {targets: null, target_end: 5}}}}}}",
        [],
    ),
    (
        "each of several codes is looked at",
        "rpjmd: {objectives: {}}\ndimensions: {governance: {programmes: {GOV-01: {code: ['2.16', '2:16', x]}}}}",
        [("odd-code", f"{GOV}.code.1"), ("odd-code", f"{GOV}.code.2")],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_the_exact_findings(text: str, expected: list[tuple[str, str]], tmp_path: Path) -> None:
    report = validate(["2023"], str(write(tmp_path, {"2023.yaml": text})), date(2026, 11, 24), Selection())
    found = sorted((one.finding.rule, one.where) for one in report.findings)
    assert found == expected


def test_where_no_mission_is_on_record_none_can_be_named(tmp_path: Path) -> None:
    text = "rpjmd: {missions: null, objectives: {T1: {mission: null}}}"
    report = validate(["2023"], str(write(tmp_path, {"2023.yaml": text})), date(2026, 11, 24), Selection())
    # The programmes of the example name one.
    assert {one.finding.rule for one in report.findings} == {"unknown-mission"}


IDS = st.sampled_from("ABCDEF")
TREES = st.dictionaries(IDS, IDS.map(lambda under: Objective(name=under, under=under)) | st.just(Objective(name="x")))


@given(TREES, st.lists(IDS))
def test_who_serves_what_stands_above(tree: dict[str, Objective], named: list[str]) -> None:
    above = {id_: {id_} for id_ in "ABCDEF"}
    for _ in above:
        for id_, objective in tree.items():
            if objective.under:
                above[id_] |= above[objective.under]
    assert set(served(tree, named)) == set().union(*(above[id_] for id_ in named))
    assert all(set(upwards(tree, id_)) == above[id_] for id_ in above)


@given(TREES)
def test_a_goal_stands_right_above_its_objectives(tree: dict[str, Objective]) -> None:
    order = in_order(tree)
    assert order.keys() == tree.keys()
    ids = list(order)
    for index, (id_, depth) in enumerate(order.items()):
        if depth:
            above = next(one for one in reversed(ids[:index]) if order[one] < depth)
            assert tree[id_].under == above
