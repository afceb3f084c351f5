"""What the sections of a report share: its results, the names of things, and what of the plan it is about."""

from functools import cached_property

from smartplan.messages import Catalogue
from smartplan.operations.report import PlanReport
from smartplan.report.render.names import Names
from smartplan.report.render.sentences import one_line


class ReportWords:
    """A report in one language."""

    def __init__(self, report: PlanReport, say: Catalogue) -> None:
        self.report, self.say = report, say
        against = report.sources.against
        self.names = Names(say, report.plan, *([against.plan] if against else []))

    @cached_property
    def only(self) -> str:
        """What the report is about, where that is not the whole plan; else nothing."""
        wanted, say = self.report.sources.wanted, self.say
        chosen = {
            say("field.dimensions"): [self.names.dimension(key) for key in sorted(wanted.dimensions)],
            say("field.agency"): [self.names.agency(id_, whole=True) for id_ in sorted(wanted.agencies)],
        }
        told = "; ".join(f"{label} {', '.join(found)}" for label, found in chosen.items() if found)
        return say("document.only", what=told) if told else ""

    @property
    def of_whole(self) -> bool:
        """Whether it is about the whole plan."""
        return not self.report.sources.wanted

    @property
    def against(self) -> str:
        """The revision that it is held against; nothing where there is none."""
        found = self.report.sources.against
        return one_line(found.plan.revision) if found else ""
