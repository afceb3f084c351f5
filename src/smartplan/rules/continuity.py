"""Continuity with the superseded revision: nothing vanishes, nothing is told twice."""

from collections.abc import Iterator

from smartplan.plan.finding import Finding, Severity
from smartplan.plan.model import Entry, Plan
from smartplan.rules.base import Rule, Surroundings, near, one, programme


def _old(around: Surroundings) -> dict[str, Entry]:
    return {entry.id: entry for entry in around.superseded.entries()} if around.superseded else {}


def dropped(plan: Plan, around: Surroundings) -> Iterator[Finding]:
    """A programme of the superseded revision that is neither continued nor withdrawn."""
    if around.superseded is None or ("dimensions",) in around.unsound:
        return
    followed: set[str] = set()
    for entry in plan.entries():
        formerly = entry.programme.formerly
        followed |= {entry.id} if formerly is None else set(formerly)
    # A programme that is there but cannot be read has not vanished.
    followed |= {str(path[3]) for path in around.unsound if len(path) == 4 and path[0] == "dimensions"}
    severity: Severity = "warning" if plan.record == "reconstruction" else "error"
    for id_, entry in _old(around).items():
        if id_ not in followed and id_ not in plan.withdrawn and ("withdrawn", id_) not in around.unsound:
            values = {"value": id_, "name": entry.programme.name, "revision": plan.supersedes}
            yield Finding("dropped-without-a-word", ("dimensions",), "key", values=values, severity=severity)


def kept(plan: Plan, around: Surroundings) -> Iterator[Finding]:
    """A programme that is withdrawn and goes on all the same."""
    if not plan.withdrawn:
        return
    followed: dict[str, str] = {}
    for entry in plan.entries():
        formerly = entry.programme.formerly
        for id_ in [entry.id] if formerly is None else formerly:
            followed.setdefault(id_, entry.id)
    for id_ in plan.withdrawn:
        if id_ in followed:
            values = {"value": id_, "by": followed[id_]}
            yield Finding("withdrawn-and-kept", ("withdrawn", id_), "key", values=values)


def split(plan: Plan, around: Surroundings) -> Iterator[Finding]:
    """A predecessor that still stands under its own id, without saying that it was split."""
    standing = {entry.id: entry for entry in plan.entries()}
    for entry in standing.values():
        for index, id_ in enumerate(entry.programme.formerly or ()):
            other = standing.get(id_)
            if other is not None and id_ != entry.id and other.programme.formerly is None:
                yield Finding(
                    "undeclared-split", (*entry.path, "formerly", index), values={"value": id_, "by": entry.id}
                )


def formerly(plan: Plan, around: Surroundings) -> Iterator[Finding]:
    """A predecessor that the superseded revision does not have."""
    if not around.superseded_known or (plan.supersedes and around.superseded is None):
        return
    known = _old(around)
    for entry in plan.entries():
        for index, id_ in enumerate(entry.programme.formerly or ()):
            if id_ not in known:
                yield near(
                    "unknown-formerly", (*entry.path, "formerly", index), id_, known, revision=plan.supersedes or "-"
                )


def withdrawn(plan: Plan, around: Surroundings) -> Iterator[Finding]:
    """A withdrawal of what the superseded revision does not have."""
    if not around.superseded_known or (plan.supersedes and around.superseded is None):
        return
    known = _old(around)
    for id_ in plan.withdrawn:
        if id_ not in known:
            yield near("unknown-withdrawn", ("withdrawn", id_), id_, known, "key", revision=plan.supersedes or "-")


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
    ),
    Rule(
        "unknown-withdrawn",
        "references",
        "error",
        "plan",
        one("withdrawn:\n  GOV-77: {reason: Selesai}\n"),
        one("withdrawn: {}\n"),
        withdrawn,
    ),
    Rule(
        "dropped-without-a-word",
        "continuity",
        "error",
        "plan",
        one("dimensions:\n  governance:\n    programmes:\n      GOV-01: {formerly: []}\n"),
        programme("formerly: [GOV-01]"),
        dropped,
    ),
    Rule(
        "withdrawn-and-kept",
        "continuity",
        "error",
        "plan",
        one("withdrawn:\n  GOV-01: {reason: Selesai}\n"),
        one("withdrawn: {}\n"),
        kept,
    ),
    Rule(
        "undeclared-split",
        "continuity",
        "error",
        "plan",
        one(_SPLIT % "null"),
        one(_SPLIT % "[GOV-01]"),
        split,
    ),
)
