"""Gaps: parts of the plan without what makes them complete."""

from collections.abc import Collection, Iterator

from smartplan.plan.budget import budget_of
from smartplan.plan.context import Context
from smartplan.plan.finding import Address, Finding
from smartplan.plan.model import Plan
from smartplan.plan.objectives import served
from smartplan.plan.roles import roles, roles_unread
from smartplan.plan.words import is_blank
from smartplan.rules.figures import with_basis
from smartplan.rules.rule import Check, Example, Rule, one, programme
from smartplan.rules.targets import indicators_of_the_plan, targets_unread


def dimensions(plan: Plan, context: Context) -> Iterator[Finding]:
    """A dimension without a programme."""
    for key, dimension in plan.dimensions.items():
        # One that the profile does not have is already reported.
        known = context.profile is None or key in context.profile.dimensions
        if known and not dimension.programmes and not context.has_unreadable(key):
            yield Finding("dimension-without-programme", ("dimensions", key), "key", values={"value": key})


def subdimensions(plan: Plan, context: Context) -> Iterator[Finding]:
    """A sub-dimension without a programme, in a dimension that has some."""
    if context.profile is None:
        return
    for key, dimension in plan.dimensions.items():
        official = context.profile.dimensions.get(key)
        if official is None or not dimension.programmes:
            continue
        used = {programme.subdimension for programme in dimension.programmes.values()}
        if "" in used or context.has_unreadable(key):
            # A programme whose sub-dimension cannot be read may be the missing one.
            continue
        for sub in official.subdimensions:
            if sub not in used:
                values = {"value": sub, "dimension": key}
                yield Finding("subdimension-without-programme", ("dimensions", key), "key", values=values)


def missions(plan: Plan, context: Context) -> Iterator[Finding]:
    """A mission that no programme supports."""
    if _unread(context, "missions"):
        return
    used = {mission for entry in context.entries(plan) for mission in entry.programme.missions}
    for id_ in plan.rpjmd.missions:
        if id_ not in used:
            yield Finding("mission-without-programme", ("rpjmd", "missions", id_), "key", values={"value": id_})


def no_missions(plan: Plan, context: Context) -> Iterator[Finding]:
    """A plan of the city's own text whose RPJMD has no missions: none of its programmes can be aligned."""
    unread = {("rpjmd",), ("rpjmd", "missions")} & context.invalid
    if plan.record == "official" and not plan.rpjmd.missions and not unread and context.entries(plan):
        yield Finding("rpjmd-without-missions", ("rpjmd",), "key")


def objectives(plan: Plan, context: Context) -> Iterator[Finding]:
    """A goal or objective that no programme serves: none names it or what stands under it."""
    listed = plan.rpjmd.objectives
    if not listed or _unread(context, "objectives"):
        return
    reached = served(listed, (id_ for entry in context.entries(plan) for id_ in entry.programme.objectives))
    for id_ in listed:
        if id_ not in reached:
            yield Finding("objective-without-programme", ("rpjmd", "objectives", id_), "key", values={"value": id_})


def agencies(plan: Plan, context: Context) -> Iterator[Finding]:
    """An agency of the city's government that neither executes nor takes part in a programme and has no other role."""
    if _unread(context, "agency", "partners", "actions") or roles_unread(context):
        return
    used = {name for entry in context.entries(plan) for name in (entry.programme.agency, *entry.programme.participants)}
    used.update(name for _, name in roles(plan))
    for id_, agency in plan.agencies.items():
        if id_ not in used and agency.of_the_city:
            yield Finding("agency-without-programme", ("agencies", id_), "key", values={"value": id_})


def _unread(context: Context, *fields: str) -> bool:
    """Whether a field of some programme was left out of the model: what it names is not known."""
    if context.unreadable_programmes:
        return True
    return any(
        path[:1] == ("dimensions",) and len(path) > 4 and (path[4] in fields or _names_agency(path, fields))
        for path in context.invalid
    )


def _names_agency(path: Address, fields: Collection[str]) -> bool:
    """Whether agencies are asked for, and one that answers for an indicator may stand in what was left out."""
    return "agency" in fields and path[4] == "indicators" and path[6:7] in ((), ("agency",))


def programmes(plan: Plan, name: str, context: Context) -> Iterator[Finding]:
    """A programme that does not state a field."""
    for entry in context.entries(plan):
        if not getattr(entry.programme, name) and not context.is_invalid((*entry.path, name)):
            yield Finding(_RULE_OF[name], entry.path, "key", values={"value": entry.id})


def without_mission(plan: Plan, context: Context) -> Iterator[Finding]:
    """A programme that supports no mission, where the plan lists missions."""
    if plan.rpjmd.missions:
        yield from programmes(plan, "missions", context)


def without_objective(plan: Plan, context: Context) -> Iterator[Finding]:
    """A programme that serves no goal or objective, where they are on record."""
    if plan.rpjmd.objectives:
        yield from programmes(plan, "objectives", context)


def without_indicator(plan: Plan, context: Context) -> Iterator[Finding]:
    """A programme without an indicator."""
    yield from programmes(plan, "indicators", context)


def without_budget(plan: Plan, context: Context) -> Iterator[Finding]:
    """A programme without a budget; a funding source without a year states none."""
    for entry in context.entries(plan):
        if any(budget_of(entry.programme).values()):
            continue
        # What could not be read below them may be an amount.
        places = ["budget"], *(["indicators", id_, "budget"] for id_ in entry.programme.indicators)
        if not any(context.is_invalid((*entry.path, *steps)) for steps in places):
            yield Finding("programme-without-budget", entry.path, "key", values={"value": entry.id})


def without_source(plan: Plan, context: Context) -> Iterator[Finding]:
    """A programme without a source, in a plan reconstructed from sources. Other plans are sources themselves."""
    if plan.record == "reconstruction":
        # A programme whose figures say where they were read rests on that.
        named = {path[:4] for path, figure in context.once(with_basis, plan) if figure.sources}
        yield from (finding for finding in programmes(plan, "sources", context) if finding.path not in named)


def without_target(plan: Plan, context: Context) -> Iterator[Finding]:
    """A programme whose indicators have no target at all."""
    for entry in context.entries(plan):
        indicators = entry.programme.indicators
        if indicators and not any(one.is_aimed for one in indicators.values()):
            if targets_unread(entry, context):
                continue
            yield Finding("programme-without-target", entry.path, "key", values={"value": entry.id})


def without_baseline(plan: Plan, context: Context) -> Iterator[Finding]:
    """An indicator without a baseline; those of actions need none."""
    for at, id_, indicator in context.once(indicators_of_the_plan, plan):
        if indicator.baseline is None:
            path = (*at, "indicators", id_)
            if (*path, "baseline") not in context.invalid:
                yield Finding("indicator-without-baseline", path, "key", values={"value": id_})


def without_kind(plan: Plan, context: Context) -> Iterator[Finding]:
    """Actions of a programme without a kind; reported once for all of them."""
    for entry in context.entries(plan):
        if not entry.programme.actions:
            continue
        found = [
            one.id for one in entry.actions() if one.action.kind is None and not context.is_invalid((*one.path, "kind"))
        ]
        if found:
            listed = ", ".join(f"`{id_}`" for id_ in found[:_NAMED])
            values = {"n": len(found), "of": len(entry.programme.actions), "ids": listed, "more": len(found) - _NAMED}
            variant = "more" if len(found) > _NAMED else ""
            yield Finding("action-without-kind", (*entry.path, "actions"), "key", variant=variant, values=values)


def open_gaps(plan: Plan, context: Context) -> Iterator[Finding]:
    """A gap of a dimension that no programme closes."""
    for key, dimension in plan.dimensions.items():
        for id_, gap in dimension.gaps.items():
            path = ("dimensions", key, "gaps", id_)
            if not gap.programmes and not context.is_invalid((*path, "programmes")):
                yield Finding("gap-without-programme", path, "key", values={"value": id_, "dimension": key})


def half_told(plan: Plan, context: Context) -> Iterator[Finding]:
    """A gap that does not say what there is, or what there should be."""
    for key, dimension in plan.dimensions.items():
        for id_, gap in dimension.gaps.items():
            path = ("dimensions", key, "gaps", id_)
            for field, text in (("present", gap.present), ("wanted", gap.wanted)):
                if is_blank(text) and not context.is_invalid((*path, field)):
                    values = {"value": id_, "dimension": key}
                    variant = "wanted" if field == "wanted" else ""
                    yield Finding("gap-incomplete", path, "key", variant=variant, values=values)


def not_adopted(plan: Plan, context: Context) -> Iterator[Finding]:
    """An adopted plan that names no regulation."""
    if plan.status == "adopted" and not plan.legal_basis and not context.is_invalid(("legal_basis",)):
        yield Finding("adopted-without-legal-basis", ("status",))


# So many actions of a programme are named in one sentence.
_NAMED = 5
_RULE_OF = {
    "missions": "programme-without-mission",
    "objectives": "programme-without-objective",
    "indicators": "programme-without-indicator",
    "sources": "programme-without-source",
}
_HOLE = "dimensions:\n  branding:\n    programmes:\n"
_RECONSTRUCTION = "record: reconstruction\n" + programme("sources: %s").files["2023.yaml"]
_KEEP = one("dimensions:\n  branding: {objective: Kota tujuan}\n")
_GAP = "dimensions:\n  living:\n    gaps:\n      G1: {present: Enam titik Wi-Fi, wanted: %s, programmes: [%s]}\n"
_INDICATOR = "indicators:\n  waktu: {%s}"


def _rule(id_: str, bad: Example, good: Example, check: Check) -> Rule:
    return Rule(id_, "completeness", "warning", "plan", bad, good, check)


RULES = (
    _rule("dimension-without-programme", one("dimensions:\n  branding: {programmes: null}\n"), _KEEP, dimensions),
    _rule("subdimension-without-programme", one(_HOLE + "      BRA-02: null\n"), _KEEP, subdimensions),
    _rule(
        "rpjmd-without-missions",
        one("record: official\nrpjmd: {missions: null}\n"),
        one("record: official\n"),
        no_missions,
    ),
    _rule(
        "mission-without-programme",
        one("rpjmd:\n  missions: {M2: Ekonomi kreatif}\n"),
        one("rpjmd:\n  missions: {M1: Tata kelola yang baik}\n"),
        missions,
    ),
    _rule(
        "agency-without-programme",
        one("agencies:\n  dishub: {name: Dinas Perhubungan}\n"),
        one("agencies:\n  its: {name: ITS, role: academic}\n"),
        agencies,
    ),
    _rule(
        "objective-without-programme",
        one("rpjmd:\n  objectives:\n    S2: {name: Wisata hidup, level: objective, under: T1}\n"),
        one("rpjmd:\n  objectives:\n    S1: {name: Layanan mudah, level: objective, under: T1}\n"),
        objectives,
    ),
    _rule("programme-without-mission", programme("missions: []"), programme("missions: [M1]"), without_mission),
    _rule("programme-without-objective", programme("objectives: []"), programme("objectives: [S1]"), without_objective),
    _rule(
        "programme-without-indicator",
        programme("indicators: null"),
        programme(_INDICATOR % "unit: detik"),
        without_indicator,
    ),
    _rule(
        "programme-without-target",
        programme(_INDICATOR % "targets: null"),
        programme(_INDICATOR % "targets: {2023: 5}"),
        without_target,
    ),
    _rule(
        "programme-without-budget",
        programme("budget: null"),
        programme("budget: {apbd: {2023: 500000000}}"),
        without_budget,
    ),
    _rule("programme-without-source", one(_RECONSTRUCTION % "[]"), one(_RECONSTRUCTION % "[berita]"), without_source),
    _rule(
        "indicator-without-baseline",
        programme(_INDICATOR % "baseline: null"),
        programme(_INDICATOR % "baseline: 10"),
        without_baseline,
    ),
    _rule("gap-without-programme", one(_GAP % ("362 titik", "")), one(_GAP % ("362 titik", "LIV-01")), open_gaps),
    _rule("gap-incomplete", one(_GAP % ("null", "LIV-01")), one(_GAP % ("362 titik", "LIV-01")), half_told),
    _rule(
        "action-without-kind",
        programme("actions: {A1: {name: Aplikasi antrean}}"),
        programme("actions: {A1: {name: Aplikasi antrean, kind: application}}"),
        without_kind,
    ),
    _rule(
        "adopted-without-legal-basis",
        one("status: adopted\n"),
        one("status: adopted\nlegal_basis: [Perwali 1/2023]\n"),
        not_adopted,
    ),
)
