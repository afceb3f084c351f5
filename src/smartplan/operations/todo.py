"""The decisions that a revision leaves open, from its files alone: what `todo` and `draft` do, without sentences."""

import re
from collections.abc import Iterator, Sequence
from typing import Annotated, Final, Literal, get_args

from msgspec import Meta, Struct, structs

from smartplan.analysis.coverage import Coverage, cover
from smartplan.analysis.gaps import Hole
from smartplan.analysis.input_rows import InputRow
from smartplan.compare.changes import Wanted
from smartplan.compare.revision import by_id
from smartplan.editing.draft import Draft
from smartplan.editing.realign import before_texts, is_other_rpjmd, serving, undecided
from smartplan.operations.diff import step
from smartplan.operations.open_inputs import open_inputs
from smartplan.operations.open_places import left_fields, open_places
from smartplan.plan.budget import period_years
from smartplan.plan.model import Plan
from smartplan.plan.objectives import Served, texts
from smartplan.plan.words import normalised
from smartplan.rules import run
from smartplan.workspace.revision import Revision

# In the order they are told: from what would be lost to what is done last.
DecisionKind = Literal[
    "programme-dropped",
    "likely-rename",
    "input-open",
    "input-cited-but-open",
    "input-deferred",
    "input-not-cited",
    "period-missing",
    "missions-missing",
    "missions-to-realign",
    "objectives-to-realign",
    "programmes-without-mission",
    "programme-outside-period",
    "place-open",
    "dimension-divided",
    "dimension-without-programme",
    "subdimension-without-programme",
    "gap-without-programme",
    "record",
    "adoption",
    "legal-basis",
    "superseded-in-force",
]
KINDS: Final[tuple[DecisionKind, ...]] = get_args(DecisionKind)
_HOLES: Final = ("dimension-without-programme", "subdimension-without-programme", "gap-without-programme")
_SERVED: Final[dict[Served, DecisionKind]] = {"missions": "missions-to-realign", "objectives": "objectives-to-realign"}

# About several programmes at once.
_OF_SEVERAL: Final = (*_SERVED.values(), "programmes-without-mission")


class Decision(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One decision that is open. What does not belong to its kind is absent."""

    kind: DecisionKind
    command: Annotated[
        list[str], Meta(description="The words of the command that takes it; those in capitals are to be filled in.")
    ]
    programmes: Annotated[list[str], Meta(description="Ids; of a likely rename the old one and the new one.")] = []
    dimension: str = ""
    subdimension: str = ""
    input: Annotated[InputRow | None, Meta(description="The input or recommendation.")] = None
    cited_by: Annotated[
        list[str], Meta(description="Ids of programmes and withdrawals that cite it; an empty text is the plan itself.")
    ] = []
    cited_in: Annotated[list[str], Meta(description="Other revisions of the chain that cite it.")] = []
    served: Annotated[str, Meta(description="Id of what they served under the old RPJMD.")] = ""
    text: Annotated[str, Meta(description="The text of that, or of a gap; or the name of a dropped programme.")] = ""
    similarity: Annotated[float | None, Meta(description="Of the names, 0 to 1.")] = None
    candidates: Annotated[list[str], Meta(description="Places to choose from, as `move` takes them.")] = []
    was: Annotated[str, Meta(description="The place under the old profile; or the present status or record.")] = ""
    fields: Annotated[list[str], Meta(description="Fields of a divided dimension that no successor states.")] = []
    gap: Annotated[str, Meta(description="Id in the gap analysis of the dimension.")] = ""


class TodoFilter(Struct, frozen=True):
    """Only decisions about these are shown; what is empty does not restrict."""

    dimension: list[str] = []
    agency: list[str] = []


class Todo(Struct, frozen=True, kw_only=True):
    """Result of `smartplan todo REV --format json`."""

    format: Literal[1] = 1
    revision: str
    path: str
    filter: TodoFilter
    open: Annotated[int, Meta(description="How many decisions are open.")]
    counts: Annotated[dict[DecisionKind, int], Meta(description="How many of each kind, of those that there are.")]
    decisions: list[Decision]
    other_gaps: Annotated[int, Meta(description="How many other gaps `coverage` lists: they call for no decision.")]


def todo(
    revision: Revision,
    remarks: Sequence[re.Pattern[str]],
    wanted: Wanted | None = None,
    coverage: Coverage | None = None,
) -> Todo:
    """Every decision that is open, by kind and then in the order of the files.

    `remarks` match the comments that say of a programme that its place is to be decided. With a filter, what is about
    the plan as a whole is left out. The `coverage` may be at hand already.
    """
    holes = (coverage or cover(revision.plan, revision.context, path=revision.path)).holes
    found = sorted(_decisions(revision, remarks, holes), key=lambda one: KINDS.index(one.kind))
    shown = TodoFilter()
    if wanted:
        shown = TodoFilter(sorted(wanted.dimensions), sorted(wanted.agencies))
        found = [one for whole in found if (one := _part(whole, revision.plan, wanted)) is not None]
    return Todo(
        revision=revision.plan.revision,
        path=revision.path,
        filter=shown,
        open=len(found),
        counts={kind: n for kind in KINDS if (n := sum(one.kind == kind for one in found))},
        decisions=found,
        other_gaps=sum(hole.kind not in (*_HOLES, "input-not-cited") for hole in holes),
    )


def _decisions(revision: Revision, remarks: Sequence[re.Pattern[str]], holes: Sequence[Hole]) -> Iterator[Decision]:
    yield from _dropped(revision)
    folder, slash, _ = revision.argument.rpartition("/")
    for one in open_inputs(revision):
        # What was deferred in a review of this very revision was decided by it.
        if one.kind == "input-deferred" and not one.is_earlier:
            continue
        ref = one.row.ref
        command = ["review", "decide", ref, "accepted", *(["--plans", folder] if slash else [])]
        if one.kind == "input-not-cited":
            command = ["set", revision.argument, "ID", "because", f"[{ref}]"]
        yield Decision(
            kind=one.kind,
            command=command,
            dimension=one.dimension,
            input=one.row,
            cited_by=one.cited_by,
            cited_in=one.cited_in,
        )
    yield from _to_realign(revision)
    yield from _period(revision)
    yield from _places(revision, remarks)
    yield from _holes(revision, holes)
    yield from _adoption(revision)


def _dropped(revision: Revision) -> Iterator[Decision]:
    """Programmes of the superseded revision that neither go on nor are withdrawn, and those that may go on renamed."""
    found = run(revision.plan, revision.context, {"dropped-without-a-word"})
    dropped = {str(one.values["value"]): one for one in found if one.rule == "dropped-without-a-word"}
    if not dropped or revision.superseded is None:
        return
    suggested = {one.old: one for one in step(revision.superseded, revision).comparison.suggestions}
    old = by_id(revision.superseded.plan)
    for id_, finding in dropped.items():
        one = suggested.get(id_)
        dimension, name = (old[id_].dimension if id_ in old else ""), str(finding.values["name"])
        if one is None:
            command = ["restore", revision.argument, id_]
            yield Decision(kind="programme-dropped", command=command, programmes=[id_], dimension=dimension, text=name)
            continue
        yield Decision(
            kind="likely-rename",
            command=["confirm", _beside(revision, revision.plan.supersedes), revision.argument],
            programmes=[id_, one.new],
            dimension=dimension,
            text=name,
            similarity=round(one.similarity, 2),
        )


def _beside(revision: Revision, name: str) -> str:
    """What another revision of the folder is asked for by: a path where this one is."""
    stem, dot, ending = revision.argument.rpartition(".yaml")
    if not dot or "/" not in stem:
        return name
    return f"{stem.rpartition('/')[0]}/{name}.yaml{ending}"


def _to_realign(revision: Revision) -> Iterator[Decision]:
    """What programmes served under the old RPJMD, where nothing of the new one has taken its place."""
    plan, old, rev = revision.plan, revision.superseded, revision.argument
    # What cannot be read may well be there.
    unread = revision.context.is_invalid
    asked = plan.status == "draft" or plan.record == "official"
    if asked and not plan.rpjmd.missions and not unread(("rpjmd",)):
        yield Decision(kind="missions-missing", command=["set", rev, "rpjmd.missions.M1", "TEXT"])
    draft = Draft(plan, revision.document, old.plan if old else None, old.document if old else None)
    if old is None or not is_other_rpjmd(draft):
        return
    for what, kind in _SERVED.items():
        before = before_texts(draft, what)
        read = {id_: one for id_, one in serving(draft, what).items() if not unread((*draft.entries[id_].path, what))}
        groups = undecided(read)
        none = groups.pop("", None)
        # No objective is asked of a programme that served none.
        if none and what == "missions":
            command = ["set", rev, none[0] if len(none) == 1 else "ID", what, "NEW"]
            yield Decision(kind="programmes-without-mission", command=command, programmes=none)
        rank = {id_: place for place, id_ in enumerate(before)}
        alike = {normalised(text): id_ for id_, text in texts(plan, what).items()}
        for served in sorted(groups, key=lambda id_: (rank.get(id_, len(rank)), id_)):
            ids, text = groups[served], before.get(served, "")
            # The same text under a new id is what it most likely becomes.
            new = alike.get(normalised(text), "NEW") if text else "NEW"
            command = ["realign", rev, f"{served}={new}"]
            yield Decision(kind=kind, command=command, programmes=ids, served=served, text=text)


def _period(revision: Revision) -> Iterator[Decision]:
    plan, rev = revision.plan, revision.argument
    if plan.period is None:
        if not revision.context.is_invalid(("period",)):
            command = ["set", rev, "period", "{start: YEAR, end: YEAR}", "--yaml"]
            yield Decision(kind="period-missing", command=command)
        return
    years = period_years(plan)
    for entry in plan.entries():
        if entry.programme.years and not any(year in years for year in entry.programme.years):
            yield Decision(
                kind="programme-outside-period",
                command=["set", rev, entry.id, "years", "YEAR"],
                programmes=[entry.id],
                dimension=entry.dimension,
            )


def _places(revision: Revision, remarks: Sequence[re.Pattern[str]]) -> Iterator[Decision]:
    """What a crosswalk to another profile left open: the places of programmes, and what was said of dimensions."""
    rev = revision.argument
    for entry, was, candidates in open_places(revision, remarks):
        yield Decision(
            kind="place-open",
            command=["move", rev, entry.id, (candidates[1:] or ["DIMENSION/SUBDIMENSION"])[0]],
            programmes=[entry.id],
            dimension=entry.dimension,
            was=was,
            candidates=candidates,
        )
    for key, fields in left_fields(revision).items():
        command = ["set", rev, f"dimensions.DIMENSION.{fields[0]}", "TEXT"]
        yield Decision(kind="dimension-divided", command=command, dimension=key, fields=fields)


def _holes(revision: Revision, holes: Sequence[Hole]) -> Iterator[Decision]:
    rev = revision.argument
    for hole in holes:
        dimension, sub = hole.dimension or "", hole.subdimension or ""
        named = ["--dimension", dimension, *(["--subdimension", sub] if sub else [])]
        if hole.kind in ("dimension-without-programme", "subdimension-without-programme"):
            kind: DecisionKind = "subdimension-without-programme" if sub else "dimension-without-programme"
            command = ["add", rev, "ID", *named, "--name", "NAME", "--agency", "AGENCY"]
            yield Decision(kind=kind, command=command, dimension=dimension, subdimension=sub)
        elif hole.kind == "gap-without-programme" and hole.gap:
            gap = revision.plan.dimensions[dimension].gaps[hole.gap]
            command = ["set", rev, f"{hole.where}.programmes", "[ID]"]
            text = gap.wanted or gap.present
            yield Decision(kind="gap-without-programme", command=command, dimension=dimension, gap=hole.gap, text=text)


def _adoption(revision: Revision) -> Iterator[Decision]:
    plan, old, rev = revision.plan, revision.superseded, revision.argument
    unread = revision.context.is_invalid
    if plan.status == "draft":
        if plan.record == "reconstruction":
            yield Decision(kind="record", command=["set", rev, "record", "official"], was=plan.record)
        yield Decision(kind="adoption", command=["set", rev, "status", "adopted"], was=plan.status)
    in_force = plan.status == "adopted" and plan.record == "official"
    if (plan.status == "draft" or in_force) and not plan.legal_basis and not unread(("legal_basis",)):
        yield Decision(kind="legal-basis", command=["set", rev, "legal_basis", "--add", "TEXT"])
    if plan.status == "adopted" and old is not None and old.plan.status in ("draft", "adopted"):
        command = ["set", _beside(revision, plan.supersedes), "status", "superseded"]
        yield Decision(kind="superseded-in-force", command=command, was=old.plan.status)


def _part(whole: Decision, plan: Plan, wanted: Wanted) -> Decision | None:
    """A decision with the wanted programmes alone; None where it is about nothing that is wanted."""
    entries = by_id(plan)
    kept = [
        id_
        for id_ in whole.programmes
        if id_ in entries
        and (not wanted.dimensions or entries[id_].dimension in wanted.dimensions)
        and (
            not wanted.agencies
            or not wanted.agencies.isdisjoint({entries[id_].programme.agency, *entries[id_].programme.participants})
        )
    ]
    if whole.kind in _OF_SEVERAL:
        return structs.replace(whole, programmes=kept) if kept else None
    source = whole.input.source if whole.input else None
    lead = plan.dimensions[whole.dimension].lead if whole.dimension in plan.dimensions else None
    by_dimension = not wanted.dimensions or whole.dimension in wanted.dimensions or bool(kept)
    by_agency = not wanted.agencies or bool(kept) or source in wanted.agencies or lead in wanted.agencies
    return whole if by_dimension and by_agency else None
