"""Agencies, missions, sources and inputs that are named but not listed."""

from collections.abc import Iterable, Iterator

from smartplan.plan.citations import cited
from smartplan.plan.context import Context
from smartplan.plan.evaluation import Evaluation
from smartplan.plan.finding import Address, Finding
from smartplan.plan.model import Plan
from smartplan.plan.names import Known
from smartplan.plan.recommendations import inputs_of
from smartplan.plan.review import Review
from smartplan.plan.roles import roles
from smartplan.rules.figures import with_basis
from smartplan.rules.rule import Example, Rule, near, one, programme, unread
from smartplan.rules.targets import every_indicator


def agencies(plan: Plan, context: Context) -> Iterator[Finding]:
    """Every place that names an agency: programmes, partners, indicators, actions, leads, the team, readiness."""
    if ("agencies",) in context.invalid:
        return
    # Whoever writes the name of one means its id.
    names = {name: id_ for id_, one in plan.agencies.items() for name in (one.short, one.name, id_) if name}
    known = Known(dict.fromkeys([*plan.agencies, *names]), names)
    for path, value in _agencies(plan, context):
        if value and value not in plan.agencies and ("agencies", value) not in context.invalid:
            yield near("unknown-agency", path, value, known)


def _agencies(plan: Plan, context: Context) -> Iterator[tuple[Address, str]]:
    """Every agency that is named; of those that programmes name, the unknown ones alone, for there are many."""
    yield from roles(plan)
    for entry in context.entries(plan):
        if entry.programme.agency not in plan.agencies:
            yield (*entry.path, "agency"), entry.programme.agency
        for index, partner in enumerate(entry.programme.partners):
            if partner not in plan.agencies:
                yield (*entry.path, "partners", index), partner
    for place in context.actions(plan):
        yield (*place.path, "agency"), place.action.agency
    for path, id_, indicator in context.once(every_indicator, plan):
        if indicator.agency:
            yield (*path, "indicators", id_, "agency"), indicator.agency


def missions(plan: Plan, context: Context) -> Iterator[Finding]:
    """Missions that the RPJMD of the plan does not have: in its goals and objectives, and in programmes."""
    if {("rpjmd",), ("rpjmd", "missions")} & context.invalid:
        return
    missions = plan.rpjmd.missions
    known = Known(missions)
    for id_, objective in plan.rpjmd.objectives.items():
        mission = objective.mission
        if mission and mission not in missions and ("rpjmd", "missions", mission) not in context.invalid:
            yield near("unknown-mission", ("rpjmd", "objectives", id_, "mission"), mission, known)
    for entry in context.entries(plan):
        for index, mission in enumerate(entry.programme.missions):
            if mission not in missions and ("rpjmd", "missions", mission) not in context.invalid:
                yield near("unknown-mission", (*entry.path, "missions", index), mission, known)


def sources(plan: Plan, context: Context) -> Iterator[Finding]:
    """Sources of the RPJMD, programmes, readiness and figures, and evidence of actions, that the plan does not list."""
    if ("sources",) in context.invalid:
        return
    places: list[tuple[Address, list[str]]] = [(("rpjmd", "sources"), plan.rpjmd.sources)]
    places += [
        ((*entry.path, "sources"), entry.programme.sources)
        for entry in context.entries(plan)
        if not plan.sources.keys() >= {*entry.programme.sources}
    ]
    for part in ("structure", "infrastructure", "superstructure"):
        for key, item in getattr(plan.readiness, part).items():
            places.append((("readiness", part, key, "sources"), item.sources))
    places += [((*one.path, "evidence"), one.action.evidence) for one in context.actions(plan)]
    places += [((*path, "sources"), figure.sources) for path, figure in context.once(with_basis, plan)]
    known = Known(plan.sources)
    for path, keys in places:
        for index, key in enumerate(keys):
            if key not in plan.sources and ("sources", key) not in context.invalid:
                yield near("unknown-source", (*path, index), key, known)


def inputs(plan: Plan, context: Context) -> Iterator[Finding]:
    """Cited inputs that no review has, and recommendations that no evaluation has."""
    if not context.reviews_known:
        first = next(cited(plan), None)
        if first is not None:
            yield unread(first[0], "reviews", ", ".join(context.unread_reviews))
        return
    # In order for the nearest name, and quick to look up.
    inputs = {f"{review}/{id_}": None for review, content in context.reviews.items() for id_ in content.inputs}
    for stem, evaluation in context.evaluations.items():
        inputs.update((f"{stem}/{id_}", None) for id_ in evaluation.recommendations)
    known = Known(inputs)
    for path, ref in cited(plan):
        if ref in inputs:
            continue
        if (stem := ref.partition("/")[0]) in context.unread_evaluations:
            yield unread(path, "evaluation", context.unread_evaluations[stem])
            continue
        if context.passed_over_reviews and ref.partition("/")[0] not in context.reviews:
            values = {"value": ref, "path": ", ".join(context.passed_over_reviews)}
            yield Finding("unknown-input", path, variant="passed-over", values=values)
        else:
            yield near("unknown-input", path, ref, known)


def gap_programmes(plan: Plan, context: Context) -> Iterator[Finding]:
    """Programmes that close a gap, of whatever dimension, and that the plan does not have."""
    named = [
        (("dimensions", key, "gaps", id_, "programmes", index), name)
        for key, dimension in plan.dimensions.items()
        for id_, gap in dimension.gaps.items()
        for index, name in enumerate(gap.programmes)
    ]
    # One that could not be read is there; of a whole group it is not known which.
    unreadable = context.unreadable_programmes
    if not named or any(len(path) < 4 for path in unreadable):
        return
    ids = dict.fromkeys([entry.id for entry in context.entries(plan)] + [str(path[-1]) for path in unreadable])
    known = Known(ids)
    for path, name in named:
        if name not in ids:
            yield near("unknown-gap-programme", path, name, known)


def twice(plan: Plan, context: Context) -> Iterator[Finding]:
    """An id that is used in two dimensions: every address must be one programme."""
    seen: dict[str, str] = {}
    for entry in context.entries(plan):
        if entry.id in seen:
            values = {"value": entry.id, "first": seen[entry.id]}
            yield Finding("id-in-two-dimensions", entry.path, "key", values=values)
        seen.setdefault(entry.id, entry.dimension)


def participants(review: Review, context: Context) -> Iterator[Finding]:
    """Who gave an input: a participant, or an agency of the revision it leads to, else of the one it reviews."""
    key, name = (
        ("leads_to", review.leads_to) if review.leads_to in context.revision_names else ("reviews", review.reviews)
    )
    plan = context.revisions.get(review.leads_to) or context.revisions.get(name)
    if ("participants",) in context.invalid or (plan is None and _unnamed(context)):
        return
    if plan is None and context.unreadable(name):
        if any(given.source and given.source not in review.participants for given in review.inputs.values()):
            yield unread((key,), "reviewed", name)
        return
    givers = dict.fromkeys([*review.participants, *(plan.agencies if plan else ())])
    known = Known(givers)
    for id_, given in review.inputs.items():
        if given.source and given.source not in givers and ("participants", given.source) not in context.invalid:
            yield near("unknown-participant", ("inputs", id_, "from"), given.source, known)


def _unnamed(context: Context) -> bool:
    """Whether the review names a revision in a way that cannot be read."""
    return not context.invalid.isdisjoint({("leads_to",), ("reviews",)})


def input_dimensions(content: Review | Evaluation, context: Context) -> Iterator[Finding]:
    """The dimension of an input, in the taxonomy of the revision it leads to; of a recommendation, of the evaluated."""
    named = (((*path, "dimension"), given.dimension) for path, given in inputs_of(content))
    if isinstance(content, Evaluation):
        role, revision, field = "recommended", content.revision, "revision"
    else:
        role, revision, field = "reviewed", content.leads_to, "leads_to"
    yield from _dimensions("unknown-input-dimension", role, revision, field, named, context)


def evaluation_name(evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """An evaluation that recommends something under the id of a review: a citation would mean either."""
    stem = context.stem
    if stem is not None and stem in context.review_files and evaluation.recommendations:
        values = {"value": stem, "path": context.review_files[stem]}
        yield Finding("evaluation-named-like-review", ("recommendations",), "key", values=values)


def award_dimension(evaluation: Evaluation, context: Context) -> Iterator[Finding]:
    """The dimension of an award, in the taxonomy of the revision that was evaluated."""
    named = [(("award", "dimension"), evaluation.award.dimension)] if evaluation.award else []
    yield from _dimensions("unknown-award-dimension", "evaluated", evaluation.revision, "revision", named, context)


def _dimensions(
    rule: str, role: str, revision: str, field: str, dimensions: Iterable[tuple[Address, str]], context: Context
) -> Iterator[Finding]:
    """Dimensions that the taxonomy of that revision does not have.

    `field` names the revision, and `role` is what it was to the file: reviewed or evaluated.
    """
    from smartplan.plan import profile

    named = [(path, dimension) for path, dimension in dimensions if dimension]
    plan = context.revisions.get(revision)
    if plan is None and (field,) in context.invalid:
        return
    if plan is None and context.unreadable(revision):
        if named:
            yield unread((field,), role, revision)
        return
    taxonomy = profile.of(plan) if plan else profile.load(profile.DEFAULT)
    for path, dimension in named:
        if taxonomy and dimension not in taxonomy.dimensions:
            yield near(rule, path, dimension, taxonomy.dimensions, known=", ".join(taxonomy.dimensions))


_EVALUATION, _REVIEW = "evaluations/2023.yaml", "reviews/2022-12-28.yaml"
_RECOMMENDS = "format: 1\nyear: 2022\nrecommendations:\n  R-01: {text: Perluas Wi-Fi, disposition: open}\n"
_GAP = (
    "dimensions:\n  living:\n    gaps:\n      G1: {{present: Enam titik Wi-Fi, wanted: 362 titik, programmes: [{}]}}\n"
)
_TWICE = """\
dimensions:
  branding:
    programmes:
      {}: {{name: Festival, subdimension: tourism, agency: diskominfo}}
"""


def _given(line: str) -> Example:
    return one(f"inputs:\n  IN-01: {{{line}}}\n", _REVIEW)


RULES = (
    Rule(
        "unknown-agency",
        "references",
        "error",
        "plan",
        programme("agency: diskominf"),
        programme("agency: diskominfo"),
        agencies,
    ),
    Rule(
        "unknown-mission",
        "references",
        "error",
        "plan",
        programme("missions: [M9]"),
        programme("missions: [M1]"),
        missions,
    ),
    Rule(
        "unknown-source",
        "references",
        "error",
        "plan",
        programme("sources: [berita-1]"),
        programme("sources: [berita]"),
        sources,
    ),
    Rule(
        "unknown-input",
        "references",
        "error",
        "plan",
        programme("because: [fgd-2022-12-28/IN-99]"),
        programme("because: [fgd-2022-12-28/IN-01]"),
        inputs,
    ),
    Rule(
        "unknown-gap-programme",
        "references",
        "error",
        "plan",
        one(_GAP.format("GOV-99")),
        one(_GAP.format("GOV-01")),
        gap_programmes,
    ),
    Rule(
        "id-in-two-dimensions",
        "references",
        "error",
        "plan",
        one(_TWICE.format("GOV-01")),
        one("dimensions:\n  branding: {objective: Kota tujuan}\n"),
        twice,
    ),
    Rule(
        "unknown-participant", "references", "error", "review", _given("from: itb"), _given("from: its"), participants
    ),
    Rule(
        "unknown-input-dimension",
        "references",
        "error",
        "review",
        _given("dimension: goverment"),
        _given("dimension: governance"),
        input_dimensions,
        also="evaluation",
    ),
    Rule(
        "evaluation-named-like-review",
        "references",
        "error",
        "evaluation",
        one(_RECOMMENDS, "evaluations/fgd-2022-12-28.yaml"),
        one(_RECOMMENDS, "evaluations/2022.yaml"),
        evaluation_name,
    ),
    Rule(
        "unknown-award-dimension",
        "references",
        "error",
        "evaluation",
        one("award: {title: Terbaik, dimension: goverment}\n", _EVALUATION),
        one("award: {title: Terbaik, dimension: governance}\n", _EVALUATION),
        award_dimension,
    ),
)
