"""The next revision from the last: the new file, and the decisions that it leaves to be taken."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from smartplan.beginning import name
from smartplan.beginning import period as years
from smartplan.chain import ancestors
from smartplan.coverage import cover
from smartplan.coverage.cover import Coverage
from smartplan.coverage.givers import giver
from smartplan.dossier import Dossier, plan_of
from smartplan.drafting.draft import Draft
from smartplan.drafting.forward import Next, forward
from smartplan.errors import EditRefused, Exists
from smartplan.placed import Placed
from smartplan.plan.model import Plan
from smartplan.reading.document import load
from smartplan.reading.folder import STANDARD_INPUT, Loaded, shown
from smartplan.reading.shape import check
from smartplan.reading.source import Source
from smartplan.redraft import attempt, encode
from smartplan.rules.references import cited
from smartplan.validation import findings
from smartplan.writing import create


@dataclass(frozen=True)
class OpenInput:
    """An input that is still to be decided on, and who gave it; `answer` is what was said when it was deferred."""

    ref: str
    text: str
    giver: str = ""
    deferred: bool = False
    answer: str = ""


@dataclass(frozen=True)
class Decisions:
    """What a planner has to decide in a new draft. Ids are those of programmes."""

    outside: list[str] = field(default_factory=list)
    missions: dict[str, list[str]] = field(default_factory=dict)
    inputs: list[OpenInput] = field(default_factory=list)
    coverage: Coverage | None = None


@dataclass(frozen=True)
class Successor:
    """The next revision: its file, its text, its decisions, and the errors that it has."""

    path: Path
    name: str
    text: str
    plan: Plan
    decisions: Decisions
    broken: list[Placed]


def succeed(source: Dossier, revision: str, period: str | None = None, rpjmd: str | None = None) -> Successor:
    """Make the text of the next revision, of this name, and maybe with another period or RPJMD.

    Raises SmartplanError where the period is none, or its name or file cannot be had.
    """
    another = rpjmd if rpjmd != source.plan.rpjmd.title else None
    wanted = Next(revision, source.name, years(period) if period is not None else None, another)
    if source.document.source.path is None:
        raise EditRefused(variant="no-file", argument=STANDARD_INPUT)
    path = source.document.source.path.with_name(f"{name(wanted.revision)}.yaml")
    if path.exists() or path.is_symlink():
        raise Exists(path=shown(path))
    older = source.superseded
    draft = Draft(source.plan, source.document, older.plan if older else None, older.document if older else None)
    text = attempt(lambda draft: forward(draft, wanted), draft)
    document = load(Source(shown(path), text, path))
    loaded = Loaded(document, check(document))
    plan = plan_of(loaded)
    given = {wanted.revision: plan}
    broken = [
        placed for placed in findings(loaded, source.folder, path, source.today, given) if placed.severity == "error"
    ]
    return Successor(path, shown(path), text, plan, _decisions(source, plan, loaded, wanted), broken)


def write(source: Dossier, successor: Successor) -> None:
    """Put the new revision beside the old one. Raises SmartplanError where a file has come in its place."""
    create(successor.path, encode(source.document.source, successor.text))


def _decisions(source: Dossier, plan: Plan, loaded: Loaded, wanted: Next) -> Decisions:
    dossier = Dossier(wanted.revision, plan, loaded, source.folder, source.today)
    outside = []
    if plan.period is not None:
        years = range(plan.period.start, plan.period.end + 1)
        outside = [
            entry.id for entry in plan.entries()
            if entry.programme.years and not any(year in years for year in entry.programme.years)
        ]  # fmt: skip
    missions = source.plan.rpjmd.missions
    served: dict[str, list[str]] = {mission: [] for mission in missions}
    for entry in source.plan.entries() if wanted.rpjmd is not None else ():
        for mission in entry.programme.missions:
            served.setdefault(mission, []).append(entry.id)
    return Decisions(
        outside,
        {f"{mission} {missions.get(mission, '')}".rstrip(): ids for mission, ids in served.items() if ids},
        list(_open_inputs(source, dossier)),
        cover(plan, dossier.around, path=str(loaded.document.name)),
    )


def _open_inputs(source: Dossier, new: Dossier) -> Iterator[OpenInput]:
    """Inputs of all reviews of the chain that are open, or were deferred and nothing in it has taken up since."""
    chain = [*ancestors(source), source]
    names = {dossier.name for dossier in chain}
    taken_up = {ref for dossier in chain for _, ref in cited(dossier.plan)}
    reviews = [
        review for review in new.around.reviews.values()
        if review.leads_to in {*names, new.name} or (not review.leads_to and review.reviews in names)
    ]  # fmt: skip
    for review in sorted(reviews, key=lambda review: review.date):
        for id_, given in review.inputs.items():
            ref, deferred = f"{review.review}/{id_}", given.disposition == "deferred"
            if given.disposition == "open" or (deferred and ref not in taken_up):
                who = giver(given.source, review, new.around, new.plan).name or given.source
                yield OpenInput(ref, given.text, who, deferred, given.answer)
