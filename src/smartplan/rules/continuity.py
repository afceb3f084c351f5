"""Continuity with the superseded revision: every programme is continued or withdrawn, and not both."""

from collections.abc import Iterator
from typing import Literal

from smartplan.plan.context import Context
from smartplan.plan.finding import Address, Finding, Severity
from smartplan.plan.model import Entry, Plan
from smartplan.plan.names import Known
from smartplan.rules.rule import Rule, near, one, programme, unread

At = Literal["key", "value"]


def _old(context: Context) -> dict[str, Entry]:
    return context.once(_by_id, context.superseded) if context.superseded else {}


def _by_id(plan: Plan, context: Context) -> dict[str, Entry]:
    return {entry.id: entry for entry in context.entries(plan)}


def _blind(plan: Plan, context: Context) -> bool:
    """Whether the superseded revision is named, or was meant to be, but cannot be read."""
    if ("supersedes",) in context.invalid or not context.superseded_known:
        return True
    return bool(plan.supersedes) and context.superseded is None


def _unread(plan: Plan, context: Context) -> Iterator[Finding]:
    """That continuity was not checked, where the superseded revision is there but cannot be read."""
    if ("supersedes",) not in context.invalid and not context.superseded_known:
        yield unread(("supersedes",), "superseded", plan.supersedes)


def _never_was(rule: str, path: Address, id_: str, known: Known, at: At, plan: Plan) -> Finding:
    if not plan.supersedes:
        return Finding(rule, path, at, variant="first", values={"value": id_})
    return near(rule, path, id_, known, at, revision=plan.supersedes)


def dropped(plan: Plan, context: Context) -> Iterator[Finding]:
    """A programme of the superseded revision that is neither continued nor withdrawn."""
    yield from _unread(plan, context)
    if context.superseded is None or ("withdrawn",) in context.invalid:
        return
    if any(len(path) < 4 for path in context.unreadable_programmes):
        # Some programmes cannot be read, and it is not known which.
        return
    followed: set[str] = set()
    for entry in context.entries(plan):
        formerly = entry.programme.formerly
        followed |= {entry.id} if formerly is None else set(formerly)
    # A programme that cannot be read has not been dropped.
    followed |= {str(path[3]) for path in context.unreadable_programmes}
    severity: Severity = "warning" if plan.record == "reconstruction" else "error"
    for id_, entry in _old(context).items():
        if id_ not in followed and id_ not in plan.withdrawn and ("withdrawn", id_) not in context.invalid:
            values = {"value": id_, "name": entry.programme.name, "revision": plan.supersedes}
            yield Finding("dropped-without-a-word", ("dimensions",), "key", values=values, severity=severity)


def kept(plan: Plan, context: Context) -> Iterator[Finding]:
    """A programme that is both withdrawn and continued."""
    if not plan.withdrawn:
        return
    followed: dict[str, str] = {}
    for entry in context.entries(plan):
        formerly = entry.programme.formerly
        if context.is_invalid((*entry.path, "formerly")):
            continue
        for id_ in [entry.id] if formerly is None else formerly:
            followed.setdefault(id_, entry.id)
    for id_ in plan.withdrawn:
        if id_ in followed:
            values = {"value": id_, "by": followed[id_]}
            yield Finding("withdrawn-and-kept", ("withdrawn", id_), "key", values=values)


def split(plan: Plan, context: Context) -> Iterator[Finding]:
    """A predecessor that is still in the plan under its own id, without declaring that it was split."""
    standing = context.once(_by_id, plan)
    for entry in standing.values():
        for index, id_ in enumerate(entry.programme.formerly or ()):
            other = standing.get(id_)
            if other is None or id_ == entry.id or context.is_invalid((*other.path, "formerly")):
                continue
            if other.programme.formerly is None:
                yield Finding(
                    "undeclared-split", (*entry.path, "formerly", index), values={"value": id_, "by": entry.id}
                )


def formerly(plan: Plan, context: Context) -> Iterator[Finding]:
    """A predecessor that the superseded revision does not have."""
    if _blind(plan, context):
        if any(entry.programme.formerly for entry in context.entries(plan)):
            yield from _unread(plan, context)
        return
    old = _old(context)
    known = Known(old)
    for entry in context.entries(plan):
        for index, id_ in enumerate(entry.programme.formerly or ()):
            if id_ not in old:
                path: Address = (*entry.path, "formerly", index)
                yield _never_was("unknown-formerly", path, id_, known, "value", plan)


def withdrawn(plan: Plan, context: Context) -> Iterator[Finding]:
    """A withdrawal of what the superseded revision does not have."""
    if _blind(plan, context):
        if plan.withdrawn:
            yield from _unread(plan, context)
        return
    old = _old(context)
    known = Known(old)
    for id_ in plan.withdrawn:
        if id_ not in old:
            yield _never_was("unknown-withdrawn", ("withdrawn", id_), id_, known, "key", plan)


_SPLIT = """\
dimensions:
  governance:
    programmes:
      GOV-01: {formerly: %s}
      GOV-02: {formerly: [GOV-02, GOV-01]}
"""
RULES = (
    Rule(
        "unknown-formerly",
        "references",
        "error",
        "plan",
        programme("formerly: [GOV-77]"),
        programme("formerly: [GOV-01]"),
        formerly,
        aliases=("unknown-predecessor",),
    ),
    Rule(
        "unknown-withdrawn",
        "references",
        "error",
        "plan",
        one("withdrawn:\n  GOV-77: {reason: Selesai}\n"),
        one("withdrawn: {}\n"),
        withdrawn,
        aliases=("unknown-withdrawn-programme",),
    ),
    Rule(
        "dropped-without-a-word",
        "continuity",
        "error",
        "plan",
        one("dimensions:\n  governance:\n    programmes:\n      GOV-01: {formerly: []}\n"),
        programme("formerly: [GOV-01]"),
        dropped,
        aliases=("dropped-without-explanation",),
    ),
    Rule(
        "withdrawn-and-kept",
        "continuity",
        "error",
        "plan",
        one("withdrawn:\n  GOV-01: {reason: Selesai}\n"),
        one("withdrawn: {}\n"),
        kept,
        aliases=("withdrawn-and-continued",),
    ),
    Rule("undeclared-split", "continuity", "error", "plan", one(_SPLIT % "null"), one(_SPLIT % "[GOV-01]"), split),
)
