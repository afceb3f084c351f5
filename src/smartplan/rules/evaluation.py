"""The index of an evaluation, recalculated from its components."""

from collections.abc import Iterator

from smartplan.plan.context import Context
from smartplan.plan.evaluation import Evaluation
from smartplan.plan.finding import Finding
from smartplan.rules.rule import Rule, one


def check(evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """A published index that differs from the weighted mean of its components."""
    # Most files are no evaluations.
    from smartplan.plan.rounding import rounded
    from smartplan.plan.scoring import disagrees, index

    computed = index(evaluation)
    if evaluation.final is not None and computed is not None and disagrees(evaluation.final, computed):
        values = {
            "value": str(rounded(evaluation.final, 2)),
            "index": str(rounded(computed, 2)),
            "scheme": evaluation.scheme,
        }
        yield Finding("index-disagrees", ("final",), values=values)


_FILE = "evaluations/2023.yaml"
RULES = (
    Rule(
        "index-disagrees",
        "sense",
        "warning",
        "evaluation",
        one("final: 3.9\n", _FILE),
        one("final: 3.41\n", _FILE),
        check,
        aliases=("index-mismatch",),
    ),
)
