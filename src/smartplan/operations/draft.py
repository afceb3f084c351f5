"""The next revision from the last: the new file, and the decisions that it leaves to be taken."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct, structs

from smartplan.analysis.coverage import Coverage, cover
from smartplan.analysis.input_rows import InputRow, input_row
from smartplan.editing.draft import Draft
from smartplan.editing.next_revision import Next, forward
from smartplan.editing.regroup import DimensionLeft, NewProfile, PlaceChoice, Regrouped, regroup
from smartplan.errors import EditRefused, Exists, SmartplanError, UsageError
from smartplan.operations.edit import attempt
from smartplan.operations.init import name
from smartplan.operations.init import period as read_period
from smartplan.operations.open_inputs import open_inputs
from smartplan.plan import profile as profiles
from smartplan.plan.model import Plan
from smartplan.plan.names import unknown
from smartplan.plan.objectives import Served, texts
from smartplan.validation.check import findings
from smartplan.validation.located import LocatedFinding
from smartplan.workspace.atomic import create
from smartplan.workspace.chain import ancestors
from smartplan.workspace.folder import STANDARD_INPUT
from smartplan.workspace.paths import shown
from smartplan.workspace.plan_file import PlanFile
from smartplan.workspace.revision import Revision, plan_of
from smartplan.yamltext.source import SourceText, encode


class Decisions(Struct, frozen=True):
    """What a planner has to decide in a new draft. Ids are those of programmes; the inputs are open or deferred.

    Under another profile `places` are the programmes without one certain place, `left` the dimensions of which only the
    programmes were carried over.
    """

    outside: list[str] = []
    missions: dict[str, list[str]] = {}
    objectives: dict[str, list[str]] = {}
    inputs: list[InputRow] = []
    coverage: Coverage | None = None
    places: list[PlaceChoice] = []
    left: list[DimensionLeft] = []


class Successor(Struct, frozen=True):
    """The next revision: its file, its text, its decisions, and the errors that it has."""

    path: Path
    name: str
    text: str
    plan: Plan
    decisions: Decisions
    broken: list[LocatedFinding]


class Remarks(NamedTuple):
    """The comment at a programme whose place is to be decided, as `NewProfile` has it: how to make and to know it."""

    make: Callable[[str, Sequence[str]], str]
    is_one: Callable[[str], bool]


def next_revision(
    source: Revision,
    revision: str,
    period: str | None = None,
    rpjmd: str | None = None,
    profile: tuple[str, Remarks] | None = None,
) -> Successor:
    """Make the text of the next revision, of this name, and maybe with another period, RPJMD or profile.

    Raises SmartplanError where the period or the profile is none, or its name or file cannot be had.
    """
    another = rpjmd if rpjmd != source.plan.rpjmd.title else None
    wanted = Next(revision, source.name, read_period(period) if period is not None else None, another)
    if source.document.source.path is None:
        raise EditRefused(variant="no-file", argument=STANDARD_INPUT)
    path = source.document.source.path.with_name(f"{name(wanted.revision)}.yaml")
    if path.exists() or path.is_symlink():
        raise Exists(path=shown(path))
    older = source.superseded
    draft = Draft(source.plan, source.document, older.plan if older else None, older.document if older else None)
    to = _profile(source, *profile) if profile is not None and profile[0] != source.plan.profile else None
    text = attempt(lambda draft: forward(draft, wanted), draft)
    file = source.folder.parse(SourceText(shown(path), text, path))
    places: Sequence[PlaceChoice] = ()
    left: Sequence[DimensionLeft] = ()
    if to is not None:
        text, places, left = _regrouped(source, Draft(plan_of(file), file.document), to)
        file = source.folder.parse(SourceText(shown(path), text, path))
    plan = plan_of(file)
    given = {wanted.revision: plan}
    broken = [
        located for located in findings(file, source.folder, path, source.today, given) if located.severity == "error"
    ]
    decisions = structs.replace(_decisions(source, plan, file, wanted), places=[*places], left=[*left])
    return Successor(path, shown(path), text, plan, decisions, broken)


def _regrouped(source: Revision, draft: Draft, to: NewProfile) -> Regrouped:
    """The draft in another profile. Raises EditRefused with the true cause."""
    try:
        return attempt(lambda draft: regroup(draft, to), draft)
    except EditRefused as error:
        from smartplan.operations.edit_refusal import explained

        ids = [error.values["id"]] if "id" in error.values else [*draft.entries]
        raise explained(source, lambda draft: attempt(lambda draft: regroup(draft, to), draft), error, ids) from None


def _profile(source: Revision, name: str, remarks: Remarks) -> NewProfile:
    """The profile of that name, beside the plans or in the package, with its crosswalk.

    Raises SmartplanError where there is none, or it cannot be read, or has no crosswalk from that of the revision.
    """
    found = source.folder.profile(name) or profiles.load(name)
    if isinstance(found, SmartplanError):
        raise found
    if found is None:
        raise unknown(name, "profile", [*profiles.names(), *source.folder.profiles])
    if source.plan.profile not in found.crosswalk:
        raise UsageError("error.no-crosswalk", name=name, old=source.plan.profile)
    return NewProfile(name, found, found.crosswalk[source.plan.profile], *remarks)


def write(source: Revision, successor: Successor) -> None:
    """Put the new revision beside the old one. Raises SmartplanError where a file has come in its place."""
    create(successor.path, encode(source.document.source, successor.text))


def _decisions(source: Revision, plan: Plan, file: PlanFile, wanted: Next) -> Decisions:
    revision = Revision(wanted.revision, plan, file, source.folder, source.today)
    outside = []
    if plan.period is not None:
        years = range(plan.period.start, plan.period.end + 1)
        outside = [
            entry.id
            for entry in plan.entries()
            if entry.programme.years and not any(year in years for year in entry.programme.years)
        ]
    another = wanted.rpjmd is not None
    return Decisions(
        outside,
        _served(source.plan, "missions") if another else {},
        _served(source.plan, "objectives") if another else {},
        _inputs(source, revision),
        cover(plan, revision.context, path=str(file.document.name)),
    )


def _served(plan: Plan, what: Served) -> dict[str, list[str]]:
    """Ids of programmes by the mission, goal or objective that they serve, in words; none that no programme serves."""
    known = texts(plan, what)
    served: dict[str, list[str]] = {id_: [] for id_ in known}
    for entry in plan.entries():
        for id_ in getattr(entry.programme, what):
            served.setdefault(id_, []).append(entry.id)
    return {f"{id_} {known.get(id_, '')}".rstrip(): ids for id_, ids in served.items() if ids}


def _inputs(source: Revision, new: Revision) -> list[InputRow]:
    """The inputs and recommendations of the chain that are still to be decided."""
    found = open_inputs(new, [*ancestors(source), source])
    return [input_row(ref, review, given, new.context, new.plan) for ref, review, given in found]
