"""The inputs of reviews and recommendations of evaluations that a revision still has to answer or to take up."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Literal, NamedTuple

from smartplan.analysis.input_rows import InputRow, input_row
from smartplan.plan.citations import cited
from smartplan.plan.review import Review
from smartplan.workspace.chain import ancestors
from smartplan.workspace.revision import Revision

OpenKind = Literal["input-open", "input-cited-but-open", "input-deferred", "input-not-cited"]


class OpenInput(NamedTuple):
    """An input, what is open about it, and its dimension.

    `is_earlier` says that its review led to an earlier revision. `cited_by` are the ids of what cites it in the
    revision, empty for the plan itself; `cited_in` the other revisions of the chain that cite it.
    """

    kind: OpenKind
    row: InputRow
    is_earlier: bool
    dimension: str
    cited_by: list[str]
    cited_in: list[str]


def open_inputs(revision: Revision) -> Iterator[OpenInput]:
    """Those of the chain's reviews, by date.

    Open ones; deferred ones that nothing has taken up since; and accepted ones that this revision does not cite
    although their review led to it.
    """
    context, earlier = revision.context, ancestors(revision)
    before = {one.name for one in earlier}
    own: defaultdict[str, list[str]] = defaultdict(list)
    for path, ref in cited(revision.plan):
        own[ref].append("" if path[0] == "because" else str(path[1] if path[0] == "withdrawn" else path[3]))
    others = {one.name: one.plan for one in earlier} | {name: context.revisions[name] for name in _later(revision)}
    elsewhere = {name: {ref for _, ref in cited(plan)} for name, plan in others.items()}
    for review in sorted(context.all_reviews.values(), key=lambda review: review.date):
        is_own = review.leads_to == revision.name or _is_ahead(review, revision)
        is_earlier = review.leads_to in before or (not review.leads_to and review.reviews in before)
        if not is_own and not is_earlier:
            continue
        for id_, given in review.inputs.items():
            ref = f"{review.review}/{id_}"
            kind: OpenKind | None = None
            cited_in = [name for name, refs in elsewhere.items() if ref in refs]
            taken_up = ref in own or bool(cited_in)
            if given.disposition == "open":
                kind = "input-cited-but-open" if taken_up else "input-open"
            elif given.disposition == "deferred" and not taken_up:
                kind = "input-deferred"
            elif given.disposition == "accepted" and review.leads_to == revision.name and ref not in own:
                kind = "input-not-cited"
            if kind is not None:
                row = input_row(ref, review, given, context, revision.plan)
                yield OpenInput(kind, row, is_earlier, given.dimension, list(dict.fromkeys(own.get(ref, ()))), cited_in)


def _is_ahead(review: Review, revision: Revision) -> bool:
    """Whether it reviews this revision, and the next is still to be drafted."""
    return review.reviews == revision.name and review.leads_to not in revision.context.revision_names


def _later(revision: Revision) -> list[str]:
    """The revisions that supersede this one, directly or not."""
    found = [revision.name]
    for name in found:
        found += [one for one in revision.context.successors(name) if one not in found]
    return found[1:]
