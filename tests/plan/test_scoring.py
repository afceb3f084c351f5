"""The arithmetic of an evaluation, held against the tables that the ministry published."""

import csv
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartplan.analysis.evaluations import EvaluationFile, assess
from smartplan.plan import scoring
from smartplan.plan.evaluation import Evaluation, Rank
from tests.helpers.evaluations import EARLIER, FULL, KPPN, REGULER, evaluation, evaluations, found
from tests.helpers.runner import ROOT

PUBLISHED = ROOT.parent / "shared" / "data"
# As printed: Kominfo letters B-1384/DJAI/AI.01.04/12/2023 (rows 1, 4, 88, 124) and B-1004/DJAI/AI.01.04/12/2022 (8, 38).
# City, scheme, baseline, output, outcome, impact, quick win, collaboration, index.
LETTERS = [
    ("KOTA BALIKPAPAN", KPPN, 4.0, 3.0, 3.55, 3.31, 3.63, 3.07, 3.41),
    ("KAB. BANTUL", KPPN, 4.0, 3.8, 3.68, 3.13, 3.7, 3.0, 3.56),
    ("KAB. BADUNG", REGULER, 3.52, 2.97, 3.08, 3.14, 2.35, None, 2.97),
    ("KOTA SURABAYA", REGULER, 3.96, 3.0, 3.78, 3.89, 3.73, None, 3.65),
    ("KOTA SURABAYA, 2022", EARLIER, 3.45, 2.68, 3.56, 3.94, 3.52, None, 3.41),
    ("KAB. KARANGANYAR, 2022", EARLIER, 3.3, 2.96, 3.27, 2.94, 3.21, None, 3.15),
]


@pytest.mark.parametrize(("scheme", "parts", "final"), [(row[1], row[2:8], row[8]) for row in LETTERS],
                         ids=[row[0] for row in LETTERS])  # fmt: skip
def test_the_letters_agree_with_their_weights(scheme: str, parts: Any, final: float) -> None:
    one = evaluation(scheme=scheme, parts=parts, final=final)
    assert scoring.index(one) == pytest.approx(final, abs=scoring.ROUNDING)
    assert found(one).recomputed.index == 1
    assert found(one).disagreements == []


# Of their group the only two of which the letter of 2023 gives no score of collaboration: its index has it as zero.
NO_COLLABORATION = ("KAB. KARO", "KAB. TOBA")


def published() -> Iterator[tuple[str, Evaluation]]:
    """Every row of both tables."""
    if not PUBLISHED.is_dir():
        pytest.skip("the published tables are not part of this repository")
    tables = {2022: "kominfo_evaluasi_2022_gelombang2021.csv", 2023: "kominfo_evaluasi_2023_tahap2.csv"}
    names = ("baseline", "output", "outcome", "impact", "quick_wins", "kolaborasi")
    for year, name in tables.items():
        with (PUBLISHED / name).open(encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream):
                if row.get("ikut", "ya") == "ya":
                    scheme = {None: EARLIER, "REGULER": REGULER, "KPPN&IKN": KPPN}[row.get("ket")]
                    parts = [float(row[key]) if row.get(key) else None for key in names]
                    if row["kab_kota"] in NO_COLLABORATION and scheme == KPPN:
                        assert parts[5] is None
                        parts[5] = 0.0
                    change = row.get("improvement")
                    yield row["kab_kota"], evaluation(
                        year, scheme, parts, final=float(row["nilai_final"]),
                        improvement=float(change) if change else None,
                    )  # fmt: skip


def test_every_published_index_is_what_its_parts_give() -> None:
    computed = [(city, one.final, scoring.index(one)) for city, one in published()]
    assert len(computed) == 168
    assert [row for row in computed if row[2] is None or abs(row[2] - row[1]) > 0.015 + 1e-9] == []


def test_every_published_improvement_is_what_two_published_indices_give() -> None:
    cities: dict[str, list[Evaluation]] = {}
    for city, one in published():
        cities.setdefault(city, []).append(one)
    results = [found(*ones) for ones in cities.values()]
    assert sum(result.recomputed.improvement for result in results) == 32
    assert [result for result in results if result.disagreements] == []


INDICES = [
    (KPPN, FULL, 3.405),
    (KPPN, (*FULL[:5], None), None),
    (KPPN, (None, *FULL[1:]), None),
    (KPPN, (0, 0, 0, 0, 0, 0), 0),
    (KPPN, (0, *FULL[1:]), 3.005),
    (REGULER, (*FULL[:5], None), 3.453),
    (REGULER, FULL, 3.453),
    (EARLIER, (*FULL[:5], None), 3.485),
    (KPPN, (), None),
    ("", FULL, None),
    ("kominfo-2099", FULL, None),
]


@pytest.mark.parametrize(("scheme", "parts", "expected"), INDICES)
def test_what_is_not_on_record_is_no_zero(scheme: str, parts: Any, expected: float | None) -> None:
    index = scoring.index(evaluation(scheme=scheme, parts=parts))
    assert index == (expected if expected is None else pytest.approx(expected, abs=1e-12))


@pytest.mark.parametrize(
    ("published", "computed", "expected"),
    [(3.41, 3.41, False), (3.41, 3.425, False), (3.41, 3.395, False), (3.41, 3.426, True), (3.41, 3.394, True),
     (-0.1, -0.115, False), (-0.1, 0.1, True), (None, 3.41, False), (3.41, None, False), (0.0, 0.0, False)],
)  # fmt: skip
def test_two_figures_disagree_beyond_rounding_only(
    published: float | None, computed: float | None, expected: bool
) -> None:
    assert scoring.disagrees(published, computed) is expected


# Year and stage of what is on file, and the final index of the one that 2023 is held against.
BEFORE: list[tuple[list[tuple[int, int | None]], float | None]] = [
    ([], None),
    ([(2022, None)], 1.0),
    ([(2022, 2)], 1.0),
    ([(2021, None)], None),
    ([(2024, None)], None),
    ([(2022, 1), (2022, 2)], 2.0),
    ([(2022, 2), (2022, 1)], 1.0),
    ([(2022, 1), (2022, 1)], None),
    ([(2022, 1), (2022, None)], None),
    ([(2022, None), (2022, None)], None),
    ([(2022, 1), (2023, 1)], 1.0),
]


@pytest.mark.parametrize(("filed", "expected"), BEFORE)
def test_a_year_is_held_against_the_last_of_the_year_before(
    filed: list[tuple[int, int | None]], expected: float | None
) -> None:
    others = [evaluation(year, stage=stage, final=float(n)) for n, (year, stage) in enumerate(filed, 1)]
    before = scoring.year_before(evaluation(2023, stage=2), others)
    assert (before.final if before else None) == expected


@pytest.mark.parametrize(
    ("rank", "expected"),
    [(Rank(position=40, of=100), 0.6), (Rank(position=1, of=100), 0.99), (Rank(position=100, of=100), 0),
     (Rank(position=1, of=1), 0), (Rank(position=120, of=100), None), (Rank(position=0, of=100), None), (None, None)],
)  # fmt: skip
def test_the_place_in_a_ranking(rank: Rank | None, expected: float | None) -> None:
    assert scoring.share_below(rank) == expected


def test_an_improvement_is_checked_where_both_indices_are_on_file() -> None:
    result = found(
        evaluation(2021, final=3.0), evaluation(2022, final=3.2, improvement=0.5), evaluation(2023, improvement=0.9),
        evaluation(2024, final=3.4, improvement=0.9), evaluation(2026, final=1.0, improvement=0.9),
        evaluation(2027, stage=1, final=1.5, improvement=0.5), evaluation(2027, stage=2, final=1.6, improvement=0.1),
    )  # fmt: skip
    assert result.recomputed.improvement == 3
    assert [(one.kind, one.year, one.stage, one.published, one.computed) for one in result.disagreements] == [
        ("improvement", 2022, None, 0.5, 0.2),
        ("improvement", 2027, 2, 0.1, 0.6),
    ]


def test_years_and_stages_are_in_order_whatever_the_files_are_called() -> None:
    rows = found(evaluation(2023, stage=2), evaluation(2023, stage=1), evaluation(2022), evaluation(2023)).evaluations
    assert [(row.year, row.stage) for row in rows] == [(2022, None), (2023, None), (2023, 1), (2023, 2)]


def test_what_each_component_costs_and_how_it_moved() -> None:
    result = found(evaluation(2023, parts=FULL), evaluation(2022, EARLIER, (3.5, None, 3.55, 3.4, 3.0)))
    first, last = result.evaluations
    assert (first.year, first.since, last.since) == (2022, None, 2022)
    assert last.lost == {"baseline": 0, "output": 0.2, "outcome": 0.09, "impact": 0.138, "quick_win": 0.074,
                         "collaboration": 0.093}  # fmt: skip
    assert last.moved == {"baseline": 0.5, "output": None, "outcome": 0, "impact": -0.09, "quick_win": 0.63,
                          "collaboration": None}  # fmt: skip
    assert last.weakest == ["output"]
    # What is not on record takes nothing away.
    assert (first.index, first.lost["output"], first.lost["collaboration"]) == (None, None, None)
    assert found(evaluation(parts=(4, 4, 4, 4, 4, 4))).evaluations[0].weakest == []
    assert found(evaluation(scheme=REGULER, parts=(3, 3, 3.5, 3, 3.5))).evaluations[0].weakest == ["output", "impact"]


@given(evaluations)
def test_the_index_and_what_is_lost_make_four(one: Evaluation) -> None:
    index, parts = scoring.index(one), scoring.scores(one)
    weighed = [parts[name] for name in scoring.weights(one)]
    assert (index is None) == (not weighed or None in weighed)
    if index is not None:
        known = [part for part in weighed if part is not None]
        assert min(known) - 1e-9 <= index <= max(known) + 1e-9
        assert index + sum(scoring.points_lost(one).values()) == pytest.approx(4)


@given(st.lists(evaluations, max_size=6), st.randoms())
def test_the_order_of_the_files_is_nothing(many: list[Evaluation], random: Any) -> None:
    filed = [EvaluationFile(f"{number}.yaml", one) for number, one in enumerate(many)]
    mixed = random.sample(filed, len(filed))
    assert assess(mixed, "") == assess(filed, "")
