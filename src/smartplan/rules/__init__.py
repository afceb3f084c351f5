"""Every rule, in the order of the manual. To add one: a module with RULES, a line here, its words in `messages`."""

from collections.abc import Collection, Iterator
from typing import Final

from smartplan.plan.context import Context
from smartplan.plan.evaluation import Evaluation
from smartplan.plan.finding import Finding
from smartplan.plan.model import Plan
from smartplan.plan.names import nearest
from smartplan.plan.subject import Content
from smartplan.rules import (
    accepted,
    codes,
    completeness,
    continuity,
    dimensions,
    evaluation,
    figures,
    inputs,
    objectives,
    references,
    required,
    revisions,
    shape,
    sums,
    targets,
    yaml,
    years_and_money,
)
from smartplan.rules.rule import Rule

MODULES: Final = (
    yaml,
    shape,
    required,
    dimensions,
    references,
    objectives,
    revisions,
    continuity,
    years_and_money,
    sums,
    targets,
    figures,
    codes,
    evaluation,
    completeness,
    inputs,
    accepted,
)
ALL: Final[dict[str, Rule]] = {rule.id: rule for module in MODULES for rule in module.RULES}
# Every name that a rule may be called by, and its id.
IDS: Final[dict[str, str]] = {name: rule.id for rule in ALL.values() for name in (rule.id, *rule.aliases)}


def nearest_id(name: str) -> str | None:
    """The id of the rule with the name most like an unknown one, or None where none is like it."""
    near = nearest(name, IDS)
    return IDS[near] if near else None


def run(content: Content, context: Context, selection: Collection[str] = ALL.keys()) -> Iterator[Finding]:
    """The findings of every selected rule in the content of a file, by the rules of its subject."""
    subject = "plan" if isinstance(content, Plan) else "evaluation" if isinstance(content, Evaluation) else "review"
    unread: list[Finding] = []
    for rule in ALL.values():
        if rule.check is not None and subject in (rule.subject, rule.also) and rule.id in selection:
            for finding in rule.check(content, context):
                if finding.rule != "unreadable-neighbour":
                    yield finding
                elif finding not in unread:
                    # Several rules may need the same file.
                    unread.append(finding)
                    yield finding
