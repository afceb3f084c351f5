"""Everything that is told of a plan at once, each file read once: what `report` does, without sentences."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from smartplan.analysis.agenda import Agenda, agenda
from smartplan.analysis.coverage import Coverage, cover
from smartplan.analysis.flow import PlanFlow, flow
from smartplan.analysis.indicators import IndicatorRow, indicators
from smartplan.analysis.inputs import Became, Done, Inputs, inputs
from smartplan.analysis.roadmap import Roadmap, RoadmapFilter, roadmap
from smartplan.analysis.workload import Workload, workload
from smartplan.compare.changes import Wanted
from smartplan.operations.diff import Result, choose, compare_files, step
from smartplan.operations.diff_filter import Filter
from smartplan.operations.evaluations import EvaluationRecord, of_folder
from smartplan.operations.inputs import done
from smartplan.operations.report_part import agencies_of, coverage_of, inputs_of, part_of, wins_of
from smartplan.operations.summary import Summary, summarise
from smartplan.operations.todo import Todo, todo
from smartplan.plan.model import Plan
from smartplan.workspace.chain import ancestors
from smartplan.workspace.revision import Revision, open_revision
from smartplan.workspace.unreadable import UnreadableFiles, unreadable_files

# More programmes than this make a file that is slow to open and to print.
MANY = 1000


class ReportSources(NamedTuple):
    """The revision that is reported on, the one that it is held against, where there is one, and what of it is
    wanted."""

    revision: Revision
    against: Revision | None
    wanted: Wanted


class LifeStep(Struct, frozen=True):
    """What became of a programme from one revision to the next; what is new in the newer one has no older ids."""

    old: str
    new: str
    olds: Sequence[str]
    id: str
    done: Done


class PlanReport(Struct, frozen=True):
    """All that a report tells. `plan` has the wanted programmes alone, and so have the results that are made of it.

    `lives` has the steps of each programme, the oldest first; `older` says whether there is a revision before.
    `unread` are the reviews and evaluations that were left out.
    """

    sources: ReportSources
    plan: Plan
    summary: Summary
    coverage: Coverage
    roadmap: Roadmap
    flow: PlanFlow
    workload: Workload
    agendas: Sequence[Agenda]
    indicators: Sequence[IndicatorRow]
    inputs: Inputs
    evaluations: EvaluationRecord
    changes: Result | None
    todo: Todo
    lives: Mapping[str, Sequence[LifeStep]]
    unread: UnreadableFiles


def sources(
    rev: str, against: str | None, dimensions: Sequence[str], agencies: Sequence[str], plans: str | None, today: date
) -> ReportSources:
    """What to report on. Without `against` that is held against what the revision supersedes. Raises SmartplanError."""
    revision = open_revision(rev, plans, today)
    wanted = Filter(dimensions, agencies).wanted([revision.plan])
    before = revision.superseded
    if against is not None:
        found = open_revision(against, plans, today)
        # What was read already is not read again.
        same = before is not None and (before.path, before.folder.where) == (found.path, found.folder.where)
        before = before if same else found
    return ReportSources(revision, before, wanted)


def gather(found: ReportSources, remarks: Sequence[re.Pattern[str]]) -> PlanReport:
    """Look at it from every side; `remarks` are those of `todo`. Raises SmartplanError."""
    whole, against, wanted = found
    plan = part_of(whole.plan, wanted)
    part = whole if plan is whole.plan else replace(whole, plan=plan)
    dimensions, names = sorted(wanted.dimensions), sorted(wanted.agencies)
    coverage = cover(whole.plan, whole.context, path=whole.path)
    covered = coverage if part is whole else cover(plan, whole.context, path=whole.path)
    became = done(whole)
    given = inputs(whole.plan, whole.context, became, path=whole.path)
    return PlanReport(
        sources=found,
        plan=plan,
        summary=wins_of(summarise(part, covered), wanted),
        coverage=coverage_of(covered, wanted),
        roadmap=roadmap(whole.plan, whole.context, RoadmapFilter(dimension=dimensions, agency=names), path=whole.path),
        flow=flow(plan),
        workload=agencies_of(workload(plan, whole.context, path=whole.path), wanted),
        agendas=[agenda(whole.plan, whole.context, id_, path=whole.path) for id_ in names],
        indicators=list(indicators(plan)),
        inputs=inputs_of(given, {entry.id for entry in plan.entries()}, wanted),
        evaluations=of_folder(whole.folder),
        changes=_changes(whole, against, wanted),
        todo=todo(whole, remarks, wanted, coverage),
        lives=_lives(whole, plan, became),
        unread=unreadable_files(whole.folder, "reviews", "evaluations"),
    )


def _changes(revision: Revision, against: Revision | None, wanted: Wanted) -> Result | None:
    if against is None:
        return None
    if against is revision.superseded:
        return choose(step(against, revision), wanted)
    return choose(compare_files(against.file, revision.file, (revision.folder, against.folder)), wanted)


def _lives(revision: Revision, plan: Plan, became: Became | None) -> dict[str, list[LifeStep]]:
    """Through the revisions that it supersedes, as far as they can be read."""
    steps = [
        (step(older, new), became if new is revision else done(new))
        for new in (revision, *reversed(ancestors(revision)))
        if (older := new.superseded) is not None
    ]
    found = {}
    for entry in plan.entries():
        lives: list[LifeStep] = []
        ids: Sequence[str] = [entry.id]
        for result, done_since in steps:
            before = result.comparison.predecessors
            lives += [
                LifeStep(result.old.revision, result.new.revision, before.get(id_, ()), id_, done_since.programmes[id_])
                for id_ in ids
                if done_since is not None
            ]
            ids = list(dict.fromkeys(old for id_ in ids for old in before.get(id_, ())))
        found[entry.id] = lives[::-1]
    return found
