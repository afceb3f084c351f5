"""Revisions that are named but not found, and names that differ from that of the file."""

from collections.abc import Iterator

from smartplan.plan import profile
from smartplan.plan.context import Context
from smartplan.plan.evaluation import Evaluation
from smartplan.plan.finding import Address, Finding
from smartplan.plan.model import Plan
from smartplan.plan.names import nearest
from smartplan.plan.review import Review
from smartplan.rules.rule import Rule, near, one, unread


def file_name(plan: Plan, context: Context) -> Iterator[Finding]:
    """The revision is found by the name of its file."""
    if context.stem is not None and plan.revision and plan.revision != context.stem:
        yield Finding("revision-not-file-name", ("revision",), values={"value": plan.revision, "stem": context.stem})


def superseded(plan: Plan, context: Context) -> Iterator[Finding]:
    """The superseded revision must be in the same folder."""
    yield from _known(plan.supersedes, ("supersedes",), context)


def reviewed(review: Review, context: Context) -> Iterator[Finding]:
    """The revisions that a review names; where it reviews a known one, the other may still have to be drafted."""
    rule, values = "unknown-reviewed-revision", {"reviewed": review.reviews}
    yield from _known(review.reviews, ("reviews",), context, rule)
    for finding in _known(review.leads_to, ("leads_to",), context, rule):
        if review.reviews not in context.revision_names or finding.variant == "passed-over":
            yield finding
        elif next_one := nearest(review.leads_to, context.successors(review.reviews)):
            # Where there already is a next revision, no other is expected.
            values |= {**finding.values, "nearest": next_one}
            yield Finding(rule, finding.path, variant="drafted", values=values, severity="warning")


def evaluated(evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """The revision that an evaluation names."""
    yield from _known(evaluation.revision, ("revision",), context, "unknown-evaluated-revision")


def _known(name: str, path: Address, context: Context, rule: str = "unknown-revision") -> Iterator[Finding]:
    if name in context.passed_over:
        values = {"value": name, "path": context.passed_over[name], "right": f"{name}.yaml"}
        yield Finding(rule, path, variant="passed-over", values=values)
    elif name and name not in context.revision_names:
        yield near(rule, path, name, sorted(context.revision_names))


def cycle(plan: Plan, context: Context) -> Iterator[Finding]:
    """A revision that supersedes itself through others."""
    own = context.stem or plan.revision
    way, name = [own], plan.supersedes
    while name and name not in way:
        way.append(name)
        before = context.revisions.get(name)
        if before is None and context.unreadable(name):
            yield unread(("supersedes",), "superseded" if name == plan.supersedes else "chain", name)
        name = before.supersedes if before else ""
    if own and name == own:
        yield Finding("supersedes-cycle", ("supersedes",), values={"way": " → ".join([*way, own])})


def scheme(evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """The weights that an evaluation names."""
    known = profile.schemes()
    if evaluation.scheme and evaluation.scheme not in known:
        yield near("unknown-scheme", ("scheme",), evaluation.scheme, known, known=", ".join(known))


_EVALUATION, _REVIEW = "evaluations/2023.yaml", "reviews/2022-12-28.yaml"
RULES = (
    Rule(
        "revision-not-file-name",
        "references",
        "error",
        "plan",
        one('revision: "2024"\n'),
        one('revision: "2023"\n'),
        file_name,
        aliases=("revision-file-name-mismatch",),
    ),
    Rule(
        "unknown-revision",
        "references",
        "error",
        "plan",
        one('supersedes: "2091"\n'),
        one('supersedes: "2019"\n'),
        superseded,
    ),
    Rule(
        "unknown-reviewed-revision",
        "references",
        "error",
        "review",
        one('reviews: "2091"\n', _REVIEW),
        one('reviews: "2019"\n', _REVIEW),
        reviewed,
    ),
    Rule(
        "unknown-evaluated-revision",
        "references",
        "error",
        "evaluation",
        one('revision: "2091"\n', _EVALUATION),
        one('revision: "2019"\n', _EVALUATION),
        evaluated,
    ),
    Rule(
        "supersedes-cycle",
        "references",
        "error",
        "plan",
        one('supersedes: "2023"\n'),
        one('supersedes: "2019"\n'),
        cycle,
    ),
    Rule(
        "unknown-scheme",
        "references",
        "error",
        "evaluation",
        one("scheme: kominfo-2032\n", _EVALUATION),
        one("scheme: kominfo-2023-kppn\n", _EVALUATION),
        scheme,
    ),
)
