"""What the shell completes: revision names, rules, and from the plan at hand its programmes, agencies and missions."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, get_args

import typer

from smartplan.errors import SmartplanError

if TYPE_CHECKING:
    from smartplan.plan.model import Plan


def revisions(ctx: typer.Context, incomplete: str) -> Iterable[str]:
    """Names of the revisions in the folder of plans."""
    from smartplan.reading.folder import find_folder

    try:
        return [name for name in find_folder(ctx.params.get("plans")).revisions() if name.startswith(incomplete)]
    except SmartplanError:
        return []


def rule_ids(incomplete: str) -> Iterable[str]:
    """Ids of the rules."""
    from smartplan.rules import ALL

    return [name for name in ALL if name.startswith(incomplete)]


def schemas(incomplete: str) -> Iterable[str]:
    """What there is a schema of."""
    from smartplan.report.schemas import NAMES

    return [name for name in NAMES if name.startswith(incomplete)]


def kinds(incomplete: str) -> Iterable[str]:
    """Kinds of changes."""
    from smartplan.compare.changes import KINDS

    return [name for name in KINDS if name.startswith(incomplete)]


def dispositions(incomplete: str) -> Iterable[str]:
    """What becomes of an input."""
    from smartplan.plan.model import Disposition

    return [name for name in get_args(Disposition) if name.startswith(incomplete)]


def programmes(ctx: typer.Context, incomplete: str) -> Iterable[str]:
    """Ids of the programmes of the revisions named so far."""
    return _from_plans(ctx, incomplete, "programmes")


def agencies(ctx: typer.Context, incomplete: str) -> Iterable[str]:
    """Ids of the agencies of the revisions named so far."""
    return _from_plans(ctx, incomplete, "agencies")


def missions(ctx: typer.Context, incomplete: str) -> Iterable[str]:
    """Ids of the missions of the revisions named so far."""
    return _from_plans(ctx, incomplete, "missions")


def dimensions(ctx: typer.Context, incomplete: str) -> Iterable[str]:
    """Keys of the dimensions of the revisions named so far."""
    return _from_plans(ctx, incomplete, "dimensions")


def inputs(ctx: typer.Context, incomplete: str) -> Iterable[str]:
    """Inputs of the reviews in the folder, as they are cited."""
    from smartplan.reading.folder import find_folder

    try:
        reviews, _ = find_folder(ctx.params.get("plans")).reviews()
    except SmartplanError:
        return []
    refs = [f"{review}/{id_}" for review, content in reviews.items() for id_ in content.inputs]
    return [ref for ref in refs if ref.startswith(incomplete)]


def fields(incomplete: str) -> Iterable[str]:
    """Fields of a programme."""
    from smartplan.plan.model import Programme

    return [name for name in Programme.__struct_fields__ if name.startswith(incomplete)]


def places(ctx: typer.Context, incomplete: str) -> Iterable[str]:
    """Dimensions with their sub-dimensions, as `move` takes them."""
    from smartplan.plan import profile

    found: dict[str, None] = {}
    for plan in _plans(ctx):
        known = profile.load(plan.profile)
        for key, dimension in (known.dimensions if known else {}).items():
            found.update((f"{key}/{sub}", None) for sub in dimension.subdimensions)
    return [name for name in found if name.startswith(incomplete)]


def _from_plans(ctx: typer.Context, incomplete: str, what: str) -> list[str]:
    found: dict[str, None] = {}
    for plan in _plans(ctx):
        known: Iterable[str]
        if what == "programmes":
            known = (entry.id for entry in plan.entries())
        else:
            known = plan.rpjmd.missions if what == "missions" else getattr(plan, what)
        found.update(dict.fromkeys(known))
    return [name for name in found if name.startswith(incomplete)]


def _plans(ctx: typer.Context) -> "Iterable[Plan]":
    """The plans named so far; all of the folder where an option without its value hides the names."""
    from smartplan.reading.folder import find_folder, resolve

    given = ctx.params.get("plans")
    names = [name for name in map(ctx.params.get, ("old", "new", "rev")) if name and name != "-"]
    try:
        for name in names or find_folder(given).revisions():
            folder, path = resolve(name, given)
            plan = folder.load(path).plan
            if plan is not None:
                yield plan
    except SmartplanError:
        return
