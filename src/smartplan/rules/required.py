"""Keys that every plan needs. Most are found by the schema; agency, period and answers depend on other keys."""

from collections.abc import Iterator
from typing import Final

from smartplan.plan.budget import budget_of
from smartplan.plan.context import Context
from smartplan.plan.evaluation import Evaluation
from smartplan.plan.finding import Finding, Severity
from smartplan.plan.model import Plan, Programme
from smartplan.plan.recommendations import inputs_of
from smartplan.plan.review import Review
from smartplan.plan.words import is_blank
from smartplan.rules.rule import Example, Rule, one, programme


def check(plan: Plan, context: Context) -> Iterator[Finding]:
    """A sub-dimension where the profile has some; an agency for each programme and a period.

    In a reconstruction the agency and the period may be unknown.
    """
    severity: Severity = "warning" if plan.record == "reconstruction" else "error"
    if plan.period is None and ("period",) not in context.invalid:
        yield Finding("missing-key", (), "key", values={"key": "period"}, severity=severity)
    for entry in context.entries(plan):
        subdimension, path = entry.programme.subdimension, (*entry.path, "subdimension")
        asked = context.profile is not None and context.profile.asks_for_subdimension(entry.dimension)
        if asked and is_blank(subdimension) and path not in context.invalid:
            if subdimension:
                yield Finding("missing-key", path, variant="blank", values={"key": "subdimension"})
            else:
                yield Finding("missing-key", entry.path, "key", values={"key": "subdimension"})
        if not entry.programme.agency and (*entry.path, "agency") not in context.invalid:
            yield Finding("missing-key", entry.path, "key", values={"key": "agency"}, severity=severity)


def check_answers(content: Review | Evaluation, context: Context) -> Iterator[Finding]:
    """An answer to each input or recommendation that was deferred or rejected."""
    kind = "recommendation" if isinstance(content, Evaluation) else ""
    for path, given in inputs_of(content):
        if (
            given.disposition in ("deferred", "rejected")
            and is_blank(given.answer)
            and (*path, "answer") not in context.invalid
        ):
            if given.answer:
                variant = f"{kind}-blank" if kind else "blank"
                yield Finding("missing-answer", (*path, "answer"), variant=variant, values={"key": "answer"})
            else:
                yield Finding("missing-answer", path, "key", variant=kind, values={"key": "answer"})


def check_required(plan: Plan, context: Context) -> Iterator[Finding]:
    """Each field that the settings of the city require and a programme does not state.

    In a reconstruction it may be unknown. The budget may be that of the indicators and actions.
    """
    severity: Severity = "warning" if plan.record == "reconstruction" else "error"
    for entry in context.entries(plan):
        for field in context.required:
            if _is_stated(entry.programme, field) or context.is_invalid((*entry.path, field)):
                continue
            values = {"key": field, "id": entry.id}
            yield Finding("required-here", entry.path, "key", values=values, severity=severity)


def _is_stated(programme: Programme, field: str) -> bool:
    if field == "budget":
        return any(budget_of(programme).values())
    value = getattr(programme, field)
    if isinstance(value, str):
        return not is_blank(value)
    # `false` is an answer, and so is an empty list where it says that there is no predecessor.
    return bool(value) or value is False or (field == "formerly" and value is not None)


# What a city may require of a programme; every plan has to have its name.
REQUIRABLE: Final = tuple(name for name in Programme.__struct_fields__ if name != "name")
_REQUIRE = '[require]\nprogramme = ["budget"]\n'
_BAD, _GOOD = programme("agency: null"), programme("agency: diskominfo")
_REVIEW = "reviews/2022-12-28.yaml"
RULES = (
    Rule("missing-key", "shape", "error", "plan", _BAD, _GOOD, check),
    Rule(
        "missing-answer",
        "shape",
        "error",
        "review",
        one("inputs:\n  IN-02: {text: Beri Wi-Fi, disposition: rejected}\n", _REVIEW),
        one("inputs:\n  IN-02: {text: Beri Wi-Fi, disposition: rejected, answer: Sudah ada}\n", _REVIEW),
        check_answers,
        also="evaluation",
    ),
    Rule(
        "required-here",
        "completeness",
        "error",
        "plan",
        Example({"smartplan.toml": _REQUIRE, **programme("budget: null").files}),
        Example({"smartplan.toml": _REQUIRE, **programme("budget: {apbd: {2023: 500000000}}").files}),
        check_required,
    ),
)
