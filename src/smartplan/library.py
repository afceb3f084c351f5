"""What `import smartplan` gives: revisions to look at from Python, and what the commands find out about them as data.

Nothing else of the package is meant for other programs. docs/library.md is the manual of it.
"""

import os
from collections.abc import Callable, Sequence
from datetime import date
from functools import wraps
from typing import ParamSpec, TypeVar, get_args

from msgspec import Struct

from smartplan.analysis.coverage import Coverage
from smartplan.analysis.groups import By
from smartplan.analysis.listing import RowKind, Value, listing
from smartplan.errors import SmartplanError
from smartplan.messages import Language, catalogue
from smartplan.operations import coverage, diff
from smartplan.operations import validate as checking
from smartplan.operations.changes import ChangeData, Diff, SideData, as_data
from smartplan.plan.evaluation import Evaluation
from smartplan.plan.model import Plan
from smartplan.plan.names import unknown
from smartplan.plan.review import Review
from smartplan.report.findings.json import FindingData, finding_data
from smartplan.validation.check import examine
from smartplan.validation.rule_settings import RuleSettings
from smartplan.workspace.revision import Revision, open_revision

__all__ = [
    "ChangeData",
    "Coverage",
    "Diff",
    "FindingData",
    "OpenedPlan",
    "SideData",
    "SmartplanError",
    "compare",
    "cover",
    "open_plan",
    "rows",
    "validate",
]

P = ParamSpec("P")
R = TypeVar("R")


def _told(function: Callable[P, R]) -> Callable[P, R]:
    """The same function, whose errors say in English what is wrong, as those of the command line do."""

    @wraps(function)
    def told(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return function(*args, **kwargs)
        except SmartplanError as error:
            from smartplan.report.render.errors import error_sentence

            error.sentence = error_sentence(error, catalogue("en"))
            raise

    return told


class OpenedPlan(Struct, frozen=True, eq=False):
    """A revision that was read, with what lies beside it. `open_plan` makes it."""

    _revision: Revision

    @property
    def name(self) -> str:
        """The name of the revision: that of its file without the ending."""
        return self._revision.name

    @property
    def path(self) -> str:
        """The file, with the commit behind `@` where it was read from one."""
        return self._revision.path

    @property
    def plan(self) -> Plan:
        """What the file says, as far as it can be read; `smartplan schema plan` describes it."""
        return self._revision.plan

    @property
    def faults(self) -> int:
        """How many errors in the structure of the file kept something out of `plan`; `validate` says which."""
        return self._revision.faults

    @property
    def reviews(self) -> list[Review]:
        """The reviews that led to the revision, by date. Raises SmartplanError."""
        return _told(lambda: self._revision.reviews)()

    @property
    def evaluations(self) -> list[Evaluation]:
        """Every evaluation that lies beside the plans, by year. Raises SmartplanError."""
        return _told(lambda: self._revision.evaluations)()

    @property
    def superseded(self) -> "OpenedPlan | None":
        """The revision that this one supersedes; None where none is named or it cannot be read."""
        found = _told(lambda: self._revision.superseded)()
        return None if found is None else OpenedPlan(found)

    def __repr__(self) -> str:
        return f"<OpenedPlan {self.path}>"


# A revision that was opened, or its name or file.
PlanSource = OpenedPlan | str | os.PathLike[str]


@_told
def open_plan(
    name_or_path: str | os.PathLike[str],
    plans: str | os.PathLike[str] | None = None,
    at: str | None = None,
    *,
    today: date | None = None,
) -> OpenedPlan:
    """The revision of that name in the folder `plans`, or of that file; with `at` as it stood in that commit.

    Without `plans` the folder is looked for as the commands do. `today` is the day on which it is looked at. Raises
    SmartplanError where it cannot be found, opened or read as a plan.
    """
    name = os.fspath(name_or_path)
    return OpenedPlan(open_revision(name if at is None else f"{name}@{at}", _folder(plans), today or date.today()))


@_told
def validate(
    plan: PlanSource | None = None,
    plans: str | os.PathLike[str] | None = None,
    *,
    rules: Sequence[str] = (),
    ignore: Sequence[str] = (),
    language: Language = "en",
    today: date | None = None,
) -> list[FindingData]:
    """What the rules find in a revision, in a folder of plans or of cities, or without either in the folder `plans`.

    In the order of files and lines, each with a sentence in the language. `rules` are the only ones that are looked at,
    `ignore` those that are not (RULE or RULE:ADDRESS), each one or several; the settings of a repository are not read.
    Raises SmartplanError, also for the first file that cannot be opened; one that is not YAML has a finding that says
    so.
    """
    _check(language, "language", Language)
    # The settings of a repository are for its commands: the same call says the same everywhere.
    selection = checking.selection(_several(rules), _several(ignore), RuleSettings())
    day = today or date.today()
    if isinstance(plan, OpenedPlan):
        one = plan._revision
        found = examine(one.file, one.folder, one.document.source.path, one.today, selection=selection).findings
        wanted = [finding for finding in found if selection.wants(finding)]
    else:
        batches = checking.batches([] if plan is None else [os.fspath(plan)], _folder(plans))
        report = checking.collect(checking.check(batches, day, selection, jobs=1), selection)
        for failure in report.failures:
            raise failure
        wanted = report.findings
    say = catalogue(language)
    return [finding_data(finding, say) for finding in wanted]


@_told
def compare(old: PlanSource, new: PlanSource, plans: str | os.PathLike[str] | None = None) -> Diff:
    """What changed from one revision to another: what `smartplan diff --format json` prints. Raises SmartplanError."""
    before, after = _opened(old, plans), _opened(new, plans)
    return as_data(diff.compare_files(before.file, after.file, (after.folder, before.folder)))


@_told
def cover(
    plan: PlanSource,
    by: By = "subdimension",
    against: PlanSource | None = None,
    plans: str | os.PathLike[str] | None = None,
) -> Coverage:
    """What a revision covers, with one row for each value of `by`, and the same of an older one if it is named.

    It is what `smartplan coverage --format json` prints. Raises SmartplanError.
    """
    _check(by, "grouping", By)
    before = None if against is None else _opened(against, plans)
    return coverage.held_against(_opened(plan, plans), before, by).coverage


@_told
def rows(
    plan: PlanSource, kind: RowKind = "programmes", plans: str | os.PathLike[str] | None = None
) -> list[dict[str, Value]]:
    """A row for each programme, or each amount, target, actual or action; every row of a kind has the same keys.

    None or an empty list is what the plan does not state. Raises SmartplanError.
    """
    _check(kind, "rows", RowKind)
    return listing(_opened(plan, plans).plan, kind).rows


def _check(value: str, what: str, kind: object) -> None:
    """That a word is one of its kind, which is a Literal: nothing else checks it in a notebook. Raises UnknownName."""
    words = get_args(kind)
    if value not in words:
        raise unknown(str(value), what, words, words)


def _several(names: str | Sequence[str]) -> Sequence[str]:
    """One name by itself is one name, and not its letters."""
    return [names] if isinstance(names, str) else names


def _opened(plan: PlanSource, plans: str | os.PathLike[str] | None) -> Revision:
    return (plan if isinstance(plan, OpenedPlan) else open_plan(plan, plans))._revision


def _folder(plans: str | os.PathLike[str] | None) -> str | None:
    return None if plans is None else os.fspath(plans)
