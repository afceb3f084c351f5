"""Every rule, in the order of the manual. To add one: a module with RULES, a line here, its words in `messages`."""

from collections.abc import Collection, Iterator
from typing import Final

from smartplan.plan.context import Context
from smartplan.plan.evaluation import Evaluation
from smartplan.plan.finding import Finding
from smartplan.plan.model import Plan
from smartplan.plan.subject import Content
from smartplan.rules import (
    accepted,
    codes,
    completeness,
    continuity,
    dimensions,
    evaluation,
    figures,
    objectives,
    references,
    required,
    revisions,
    shape,
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
    targets,
    figures,
    codes,
    evaluation,
    completeness,
    accepted,
)
ALL: Final[dict[str, Rule]] = {rule.id: rule for module in MODULES for rule in module.RULES}


def run(content: Content, context: Context, selection: Collection[str] = ALL.keys()) -> Iterator[Finding]:
    """Hold a file's content against every rule of its subject that is selected."""
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
