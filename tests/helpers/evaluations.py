"""Evaluations by their scores, and what is found when they are assessed."""

from typing import Any

from hypothesis import strategies as st

from smartplan.analysis.evaluations import EvaluationFile, Evaluations, assess
from smartplan.plan import scoring
from smartplan.plan.evaluation import Evaluation, Rank, Scores

KPPN, REGULER, EARLIER = "kominfo-2023-kppn", "kominfo-2023-reguler", "kominfo-2022"


def evaluation(year: int = 2023, scheme: str = KPPN, parts: Any = (), **fields: Any) -> Evaluation:
    scores = Scores(**dict(zip(scoring.COMPONENTS, parts, strict=False))) if parts else None
    return Evaluation(year=year, scheme=scheme, scores=scores, **fields)


def found(*evaluations: Evaluation) -> Evaluations:
    return assess([EvaluationFile(f"{number}.yaml", one) for number, one in enumerate(evaluations)], "evaluations")


FULL = (4.0, 3.0, 3.55, 3.31, 3.63, 3.07)
scores = st.floats(0, 4).map(lambda value: round(value, 2))
evaluations = st.builds(
    evaluation,
    st.integers(2018, 2022),
    st.sampled_from([KPPN, REGULER, EARLIER, ""]),
    st.lists(st.none() | scores, min_size=6, max_size=6),
    stage=st.none() | st.integers(1, 3),
    final=st.none() | scores,
    improvement=st.none() | scores,
    rank=st.none() | st.builds(Rank, position=st.integers(1, 120), of=st.integers(1, 100)),
    revision=st.sampled_from(["", "2019", "2019-perubahan"]),
)
