"""Dimensions and sub-dimensions of the profile that the plan names."""

from collections.abc import Iterator

from smartplan.plan import profile
from smartplan.plan.context import Context
from smartplan.plan.finding import Finding
from smartplan.plan.model import Plan
from smartplan.plan.words import is_blank
from smartplan.rules.rule import Rule, near, one, programme


def unknown_profile(plan: Plan, context: Context) -> Iterator[Finding]:
    """A profile that is neither part of the package nor in the folder of plans."""
    # One that is there and cannot be read is reported by itself.
    if plan.profile and context.profile is None and plan.profile not in context.profiles:
        names = (*profile.names(), *context.profiles)
        yield near("unknown-profile", ("profile",), plan.profile, names, known=", ".join(names))


def unknown(plan: Plan, context: Context) -> Iterator[Finding]:
    """A dimension that the profile does not have; its aliases are known."""
    if context.profile is None:
        return
    known = context.profile.dimensions
    aliases = {alias: key for key, dimension in known.items() for alias in (*dimension.aliases, f"smart_{key}")}
    for key in plan.dimensions:
        if key not in known:
            meant = aliases.get(key.lower().replace("-", " ").replace("_", " "), aliases.get(key.lower()))
            if meant:
                values = {"value": key, "nearest": meant, "known": ", ".join(known)}
                yield Finding("unknown-dimension", ("dimensions", key), "key", variant="nearest", values=values)
            else:
                yield near("unknown-dimension", ("dimensions", key), key, known, "key", known=", ".join(known))


def missing(plan: Plan, context: Context) -> Iterator[Finding]:
    """A dimension of the profile that the plan leaves out."""
    if context.profile is None or ("dimensions",) in context.invalid:
        return
    for key in context.profile.dimensions:
        if key not in plan.dimensions and ("dimensions", key) not in context.invalid:
            yield Finding("missing-dimension", ("dimensions",), "key", values={"value": key})


def subdimension(plan: Plan, context: Context) -> Iterator[Finding]:
    """A sub-dimension that the profile does not have at all, and one in a dimension that has none."""
    if context.profile is None:
        return
    everywhere = {key for dimension in context.profile.dimensions.values() for key in dimension.subdimensions}
    for entry in context.entries(plan):
        value, own = entry.programme.subdimension, context.profile.dimensions.get(entry.dimension)
        if value and own is not None and not own.subdimensions:
            values = {"value": value, "dimension": entry.dimension}
            yield Finding("unknown-subdimension", (*entry.path, "subdimension"), variant="none", values=values)
        elif not is_blank(value) and own is not None and value not in everywhere:
            known = ", ".join(own.subdimensions)
            yield near("unknown-subdimension", (*entry.path, "subdimension"), value, own.subdimensions, known=known)


def other(plan: Plan, context: Context) -> Iterator[Finding]:
    """A sub-dimension that belongs to another dimension."""
    if context.profile is None:
        return
    owner = {sub: key for key, dimension in context.profile.dimensions.items() for sub in dimension.subdimensions}
    for entry in context.entries(plan):
        value = entry.programme.subdimension
        here = context.profile.dimensions.get(entry.dimension)
        if value in owner and owner[value] != entry.dimension and here is not None and here.subdimensions:
            known = ", ".join(here.subdimensions)
            values = {"value": value, "owner": owner[value], "dimension": entry.dimension, "known": known}
            yield Finding("other-dimension", (*entry.path, "subdimension"), values=values)


_TOURISM = one("dimensions:\n  branding:\n    programmes:\n      BRA-01: {subdimension: tourism}\n")
RULES = (
    Rule(
        "unknown-profile",
        "shape",
        "error",
        "plan",
        one(f"profile: {profile.DEFAULT}o\n"),
        one(f"profile: {profile.DEFAULT}\n"),
        unknown_profile,
    ),
    Rule(
        "unknown-dimension",
        "shape",
        "error",
        "plan",
        one("dimensions:\n  transport: {}\n"),
        one("dimensions: {}\n"),
        unknown,
    ),
    Rule(
        "missing-dimension",
        "shape",
        "error",
        "plan",
        one("dimensions:\n  branding: null\n"),
        one("dimensions:\n  branding: {objective: Kota tujuan}\n"),
        missing,
    ),
    Rule(
        "unknown-subdimension",
        "shape",
        "error",
        "plan",
        programme("subdimension: public_servis"),
        programme("subdimension: public_service"),
        subdimension,
    ),
    Rule(
        "other-dimension",
        "shape",
        "error",
        "plan",
        programme("subdimension: tourism"),
        _TOURISM,
        other,
        aliases=("subdimension-of-other-dimension",),
    ),
)
