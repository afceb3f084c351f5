"""Inputs of reviews and recommendations of evaluations whose follow-up and citations do not agree."""

from collections.abc import Iterator

from smartplan.plan.citations import cited, not_cited
from smartplan.plan.context import Context
from smartplan.plan.evaluation import Evaluation
from smartplan.plan.finding import Finding
from smartplan.plan.recommendations import Recommended, inputs_of
from smartplan.plan.review import Review
from smartplan.rules.rule import Rule, one, unread


def accepted_only(content: Review | Evaluation, context: Context) -> Iterator[Finding]:
    """An accepted input that is not cited in the revision that the review leads to.

    A recommendation leads to the revision that supersedes the evaluated one, where there is one.
    """
    review = _review(content, context)
    plan = context.revisions.get(review.leads_to)
    if plan is None:
        if context.unreadable(review.leads_to) and any(one.disposition == "accepted" for one in review.inputs.values()):
            yield unread(("leads_to",), "reviewed", review.leads_to)
        return
    recommended = isinstance(review, Recommended)
    key, variant = ("recommendations", "recommendation") if recommended else ("inputs", "")
    for id_ in not_cited(review, {ref for _, ref in cited(plan)}):
        values = {"value": id_, "revision": review.leads_to, "ref": f"{review.review}/{id_}"}
        yield Finding("input-not-cited", (key, id_), "key", variant=variant, values=values)


def still_open(content: Review | Evaluation, context: Context) -> Iterator[Finding]:
    """An open input that a revision cites, whichever: there it was taken up."""
    review = _review(content, context)
    waiting = [(path, given) for path, given in inputs_of(review) if given.disposition == "open"]
    if not waiting or not review.review:
        return
    citing: dict[str, list[str]] = {}
    for name, plan in context.revisions.items():
        for ref in {ref for _, ref in cited(plan)}:
            citing.setdefault(ref, []).append(name)
    variant = "recommendation" if isinstance(review, Recommended) else ""
    for path, _ in waiting:
        ref = f"{review.review}/{path[-1]}"
        if ref in citing:
            values = {"value": path[-1], "revision": ", ".join(sorted(citing[ref])), "ref": ref}
            yield Finding("input-still-open", (*path, "disposition"), variant=variant, values=values)


def _review(content: Review | Evaluation, context: Context) -> Review:
    return content if isinstance(content, Review) else context.recommended(context.stem or "", content)


_REVIEW = "reviews/2022-12-28.yaml"
RULES = (
    Rule(
        "input-not-cited",
        "completeness",
        "warning",
        "review",
        one("inputs:\n  IN-07: {text: Beri Wi-Fi, disposition: accepted}\n", _REVIEW),
        one("inputs:\n  IN-07: {text: Beri Wi-Fi, disposition: open}\n", _REVIEW),
        accepted_only,
        also="evaluation",
    ),
    Rule(
        "input-still-open",
        "completeness",
        "warning",
        "review",
        one("inputs:\n  IN-01: {disposition: open}\n", _REVIEW),
        one("inputs:\n  IN-01: {disposition: accepted}\n", _REVIEW),
        still_open,
        also="evaluation",
    ),
)
