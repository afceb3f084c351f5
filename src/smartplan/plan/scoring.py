"""The arithmetic of an evaluation: the index from its parts, the improvement from two indices, the place in a ranking.

What is not on record is None and is never counted as zero. Scores and indices go from 0 to 4.

Source of the weights and of the rounding: Kominfo letters B-1004/DJAI/AI.01.04/12/2022 and
B-1384/DJAI/AI.01.04/12/2023.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from smartplan.plan import profile
from smartplan.plan.evaluation import Evaluation, Rank, Scores

COMPONENTS: Final = Scores.__struct_fields__
HIGHEST: Final = 4
# Half a hundredth each: in the parts and in the index; or in this index, in that of the year before and in their
# difference.
ROUNDING: Final = 0.015


def weights(evaluation: Evaluation) -> Mapping[str, int]:
    """Percent by component, summing to 100; empty where the scheme is not stated or not known."""
    scheme = profile.schemes().get(evaluation.scheme)
    return scheme.weights if scheme else {}


def scores(evaluation: Evaluation) -> dict[str, float | None]:
    """The score of every component, whether the scheme counts it or not."""
    return {name: getattr(evaluation.scores, name, None) for name in COMPONENTS}


def index(evaluation: Evaluation) -> float | None:
    """The weighted mean of the parts; None where a part or the weights are not on record."""
    weighed, total = weights(evaluation), 0.0
    parts = scores(evaluation)
    for name, weight in weighed.items():
        part = parts[name]
        if part is None:
            return None
        total += weight * part
    return total / 100 if weighed else None


def points_lost(evaluation: Evaluation) -> dict[str, float]:
    """What each part on record takes away from the highest index, in points of the index."""
    parts = scores(evaluation)
    return {
        name: weight * (HIGHEST - part) / 100
        for name, weight in weights(evaluation).items()
        if (part := parts[name]) is not None
    }


def year_before(evaluation: Evaluation, evaluations: Iterable[Evaluation]) -> Evaluation | None:
    """The last evaluation of the year before, by stage; None where there is none or the last cannot be told."""
    found = [one for one in evaluations if one.year == evaluation.year - 1]
    stages = {one.stage for one in found}
    if len(found) > 1 and (None in stages or len(stages) < len(found)):
        return None
    return max(found, key=lambda one: one.stage or 0, default=None)


def improvement(evaluation: Evaluation, before: Evaluation | None) -> float | None:
    """The published index minus that of the year before; None where one of the two is not on record."""
    if before is None or evaluation.final is None or before.final is None:
        return None
    return evaluation.final - before.final


def disagrees(published: float | None, computed: float | None) -> bool:
    """Whether two figures on record differ by more than their rounding explains."""
    return published is not None and computed is not None and abs(computed - published) > ROUNDING + 1e-9


def share_below(rank: Rank | None) -> float | None:
    """The share of those ranked that stand below, 0 to 1; None where the rank makes no sense or is not on record."""
    if rank is None or not 1 <= rank.position <= rank.of:
        return None
    return (rank.of - rank.position) / rank.of
