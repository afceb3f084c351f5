"""The index of an evaluation, recomputed from its parts."""

from collections.abc import Iterator

from smartplan.plan import profile
from smartplan.plan.finding import Finding
from smartplan.plan.model import Evaluation
from smartplan.rules.base import Rule, Surroundings, one

# Half a hundredth of rounding in each part and in the index itself.
_ROUNDING = 0.015


def check(evaluation: Evaluation, around: Surroundings) -> Iterator[Finding]:
    """A published index that its parts and weights do not give."""
    scheme = profile.schemes().get(evaluation.scheme)
    if scheme is None or evaluation.scores is None or evaluation.final is None:
        return
    parts = {name: getattr(evaluation.scores, name) for name in scheme.weights}
    if any(part is None for part in parts.values()):
        return
    index = sum(scheme.weights[name] * part for name, part in parts.items()) / 100
    if abs(index - evaluation.final) > _ROUNDING + 1e-9:
        values = {"value": f"{evaluation.final:.2f}", "index": f"{index:.2f}", "scheme": evaluation.scheme}
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
    ),
)
