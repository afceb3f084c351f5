"""What the reviews asked for and evaluations recommended, and what became of each input."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Annotated, Literal, NamedTuple

from msgspec import UNSET, Meta, Struct, UnsetType, structs

from smartplan.analysis.givers import giver
from smartplan.analysis.input_rows import find_input
from smartplan.plan import crosswalk
from smartplan.plan.citations import cited, not_cited
from smartplan.plan.context import Context, leading_to
from smartplan.plan.field_types import Disposition, Role
from smartplan.plan.figure import Approx
from smartplan.plan.finding import Address
from smartplan.plan.model import Plan
from smartplan.plan.recommendations import Recommended
from smartplan.plan.review import Review, ReviewKind

How = Literal["added", "moved", "renumbered", "merged", "split", "realigned", "changed", "unchanged"]


class Deed(Struct, frozen=True, kw_only=True):
    """A changed field of a programme; its values if they are short, and budgets as whole rupiah in total."""

    field: str
    old: str | int | bool | None = None
    new: str | int | bool | None = None
    old_approx: Approx = UNSET
    new_approx: Approx = UNSET


class Done(Struct, frozen=True, kw_only=True):
    """What became of a programme since the superseded revision."""

    how: How
    deeds: list[Deed] = []


class Became(NamedTuple):
    """What became of each programme since the superseded revision, by id.

    `realigned` are the programmes that cite an input because all were realigned by it, by how it is cited: whatever
    else became of them is none of its doing.
    """

    programmes: Mapping[str, Done]
    realigned: Mapping[str, Collection[str]]


class Citation(Struct, frozen=True, kw_only=True):
    """What cites an input: the plan as a whole, a programme, or a withdrawal."""

    by: Literal["plan", "programme", "withdrawal"]
    programme: Annotated[str | None, Meta(description="Id of the programme, or of the withdrawn one.")] = None
    text: Annotated[str, Meta(description="Name of the programme, or reason of the withdrawal.")] = ""
    done: Annotated[
        Done | None, Meta(description="Of a programme; null where the superseded revision is not at hand.")
    ] = None


class ReviewInput(Struct, frozen=True, kw_only=True, rename={"source": "from"}):
    """One input."""

    ref: Annotated[str, Meta(description="As it is cited: review/INPUT.")]
    input: str
    source: Annotated[str, Meta(description="Participant or agency that gave it; empty where not stated.")]
    name: str
    role: Role | None
    dimension: str
    text: str
    disposition: Disposition | None
    answer: str
    cited: list[Citation]
    ignored: Annotated[bool, Meta(description="Accepted, and yet nothing in the plan that the review led to cites it.")]


class Reviewed(Struct, frozen=True, kw_only=True):
    """A review with its inputs."""

    review: str
    kind: Annotated[
        ReviewKind | Literal["recommendation"] | None,
        Meta(description="An evaluation by the ministry has recommendations."),
    ]
    stage: Annotated[int | UnsetType | None, Meta(description="Of an evaluation.")] = UNSET
    date: str
    title: str
    place: str
    reviews: str
    leads_to: str
    inputs: list[ReviewInput]


class InputCounts(Struct, frozen=True, kw_only=True):
    """The follow-up of some inputs; one whose follow-up cannot be read is only in `inputs`."""

    key: Annotated[str, Meta(description="Participant, agency or dimension; empty where not stated.")] = ""
    name: str = ""
    giver: Annotated[
        Literal["ministry"] | UnsetType, Meta(description="Who gave them, where they are recommendations.")
    ] = UNSET
    inputs: int = 0
    open: int = 0
    accepted: int = 0
    deferred: int = 0
    rejected: int = 0
    cited: int = 0
    ignored: int = 0


class Inputs(Struct, frozen=True, kw_only=True):
    """Result of `smartplan inputs REV --format json`. `dispositions` choose what is listed, never what is counted."""

    format: Literal[1] = 1
    revision: str
    path: str
    dispositions: Annotated[list[Disposition], Meta(description="Only these are listed; all where empty.")]
    reviews: Annotated[list[Reviewed], Meta(description="The reviews that led to the revision, by date.")]
    elsewhere: Annotated[list[Reviewed], Meta(description="Cited inputs of other reviews and evaluations.")]
    ahead: Annotated[
        list[Reviewed], Meta(description="Reviews of this revision whose next revision is still to be drafted.")
    ]
    unknown: Annotated[list[str], Meta(description="Citations of inputs that no review holds.")]
    totals: InputCounts
    participants: list[InputCounts]
    dimensions: list[InputCounts]


def inputs(
    plan: Plan, context: Context, became: Became | None = None, *, only: Collection[Disposition] = (), path: str = ""
) -> Inputs:
    """Look at the inputs of a plan; `only` lists those dispositions and counts all.

    `became` says what became of the programmes since the superseded revision.
    """
    refs = citations(plan, became)
    leading = leading_to(plan, context)
    by_date = sorted(context.all_reviews.values(), key=lambda review: review.date)
    own = [reviewed(review, review.inputs, plan, context, refs) for review in leading]
    ahead = [
        reviewed(review, review.inputs, plan, context, refs)
        for review in by_date
        if review not in leading
        and plan.revision
        and review.reviews == plan.revision
        and review.leads_to not in context.revision_names
    ]
    elsewhere = [
        reviewed(review, cited_ones, plan, context, refs)
        for review in by_date
        if review not in leading and (cited_ones := [id_ for id_ in review.inputs if f"{review.review}/{id_}" in refs])
    ]
    return Inputs(
        revision=plan.revision,
        path=path,
        dispositions=list(dict.fromkeys(only)),
        reviews=[_listed(one, only) for one in own],
        elsewhere=[one for one in (_listed(other, only) for other in elsewhere) if one.inputs],
        ahead=[_listed(one, only) for one in ahead],
        # Where a review cannot be read, the input may well stand in it.
        unknown=[ref for ref in refs if not find_input(ref, context)] if context.reviews_known else [],
        totals=counts_of(given for review in own for given in review.inputs),
        participants=_by_participant(own, context),
        dimensions=_by_dimension(own, context),
    )


def citations(plan: Plan, became: Became | None = None) -> dict[str, list[Citation]]:
    """What in a plan cites each input, by how the input is cited; `became` is as for `inputs`."""
    found: defaultdict[str, list[Citation]] = defaultdict(list)
    for path, ref in cited(plan):
        one = citation(plan, path, became)
        if became and one.by == "programme" and one.programme in became.realigned.get(ref, ()):
            one = structs.replace(one, done=Done(how="realigned"))
        if one not in found[ref]:
            found[ref].append(one)
    return dict(found)


def citation(plan: Plan, path: Address, became: Became | None = None) -> Citation:
    """What cites an input at an address of the plan."""
    if path[0] == "withdrawn":
        id_ = str(path[1])
        return Citation(by="withdrawal", programme=id_, text=plan.withdrawn[id_].reason)
    if path[0] == "dimensions":
        dimension, id_ = str(path[1]), str(path[3])
        name = plan.dimensions[dimension].programmes[id_].name
        done = became.programmes.get(id_) if became else None
        return Citation(by="programme", programme=id_, text=name, done=done)
    return Citation(by="plan")


def reviewed(
    review: Review, ids: Iterable[str], plan: Plan, context: Context, refs: Mapping[str, list[Citation]]
) -> Reviewed:
    """A review with these of its inputs; `refs` are the citations in the plan."""
    given = []
    # As long as the revision to which it leads is still to come, nothing can cite it.
    ignored = {*not_cited(review, refs)} if review.leads_to == plan.revision else set()
    evaluated = context.revisions.get(review.reviews) if isinstance(review, Recommended) else None
    # A recommendation names a dimension of the revision that was evaluated.
    names = crosswalk.carried(crosswalk.between(evaluated, plan)) if evaluated else {}
    for id_ in ids:
        one = review.inputs[id_]
        ref = f"{review.review}/{id_}"
        name, role = giver(one.source, review, context, plan)
        found = refs.get(ref, [])
        given.append(
            ReviewInput(
                ref=ref,
                input=id_,
                source=one.source,
                name=name or one.source,
                role=role,
                dimension=names.get(one.dimension, one.dimension),
                text=one.text,
                disposition=one.disposition,
                answer=one.answer,
                cited=found,
                ignored=id_ in ignored,
            )
        )
    return Reviewed(
        review=review.review,
        kind="recommendation" if isinstance(review, Recommended) else review.kind,
        stage=review.stage if isinstance(review, Recommended) else UNSET,
        date=review.date,
        title=review.title,
        place=review.place,
        reviews=review.reviews,
        leads_to=review.leads_to,
        inputs=given,
    )


def _listed(review: Reviewed, only: Collection[Disposition]) -> Reviewed:
    return structs.replace(review, inputs=[one for one in review.inputs if not only or one.disposition in only])


def _by_participant(own: Sequence[Reviewed], context: Context) -> list[InputCounts]:
    """Who was there and gave no input has a row too."""
    groups: dict[tuple[str, str], list[ReviewInput]] = {}
    recommendations = []
    for review in own:
        if review.kind == "recommendation":
            recommendations += review.inputs
            continue
        for id_, participant in context.all_reviews[review.review].participants.items():
            groups.setdefault((id_, participant.name or id_), [])
        for one in review.inputs:
            groups.setdefault((one.source, one.name), []).append(one)
    ministry = [structs.replace(counts_of(recommendations), giver="ministry")] if recommendations else []
    return [*ministry, *_counts_by_group(groups)]


def _by_dimension(own: Sequence[Reviewed], context: Context) -> list[InputCounts]:
    """Every dimension of the profile, then any other that an input names."""
    groups: dict[tuple[str, str], list[ReviewInput]] = {
        (key, ""): [] for key in (context.profile.dimensions if context.profile else ())
    }
    for one in (given for review in own for given in review.inputs):
        groups.setdefault((one.dimension, ""), []).append(one)
    return _counts_by_group(groups)


def _counts_by_group(groups: dict[tuple[str, str], list[ReviewInput]]) -> list[InputCounts]:
    """In the order of the groups; what is not stated comes last."""
    found = sorted(groups.items(), key=lambda item: not item[0][0])
    return [counts_of(given, key, name) for (key, name), given in found]


def counts_of(given: Iterable[ReviewInput], key: str = "", name: str = "") -> InputCounts:
    """The follow-up of these inputs."""
    given = list(given)

    def count(disposition: Disposition) -> int:
        return sum(one.disposition == disposition for one in given)

    return InputCounts(
        key=key,
        name=name,
        inputs=len(given),
        open=count("open"),
        accepted=count("accepted"),
        deferred=count("deferred"),
        rejected=count("rejected"),
        cited=sum(bool(one.cited) for one in given),
        ignored=sum(one.ignored for one in given),
    )
