"""What the shell completes: revision names, rules, and from the plan at hand its programmes, agencies and missions."""

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import typer

from smartplan.errors import SmartplanError

if TYPE_CHECKING:
    from smartplan.plan.model import Plan
    from smartplan.workspace.plan_file import PlanFile

# The names come from files, maybe a stranger's. A shell puts what is completed into the line as it is, and that of zsh
# evaluates it; a name that needs quotes is typed by hand.
_PLAIN = r"\w[\w./@+-]*"


def _offer(names: Iterable[str], incomplete: str) -> list[str]:
    """The names that go on with what was typed, and that mean themselves to any shell."""
    return [name for name in names if name.startswith(incomplete) and re.fullmatch(_PLAIN, name)]


def revisions(ctx: typer.Context, incomplete: str) -> Iterable[str]:
    """Names of the revisions in the folder of plans."""
    from smartplan.workspace.folder import find_folder

    try:
        return _offer(find_folder(ctx.params.get("plans")).revisions(), incomplete)
    except SmartplanError:
        return []


def rule_ids(incomplete: str) -> Iterable[str]:
    """Ids of the rules."""
    from smartplan.rules import ALL

    return _offer(ALL, incomplete)


def schemas(incomplete: str) -> Iterable[str]:
    """What there is a schema of."""
    from smartplan.report.schemas import NAMES

    return _offer(NAMES, incomplete)


def kinds(incomplete: str) -> Iterable[str]:
    """Kinds of changes."""
    from smartplan.compare.changes import KINDS

    return _offer(KINDS, incomplete)


def columns(ctx: typer.Context, incomplete: str) -> Iterable[str]:
    """Columns of the rows that were asked for, of several cities also what tells them; behind those typed already."""
    from smartplan.analysis.listing import COLUMNS
    from smartplan.operations.cities import is_many
    from smartplan.operations.list_cities import OF_CITY

    # An option without its value hides the names: they are what is left over.
    known, named = COLUMNS[ctx.params.get("rows") or "programmes"], ctx.params.get("revs") or ctx.args
    if ctx.params.get("shard") or (named and is_many(named, ctx.params.get("plans"))):
        known = (*OF_CITY, *known)
    before, comma, last = incomplete.rpartition(",")
    return [f"{before}{comma}{one}" for one in _offer(known, last)]


def givers(ctx: typer.Context, incomplete: str) -> Iterable[str]:
    """Ids of the participants of the review that was named, of all where none was, and of the agencies."""
    from smartplan.operations.input_refs import find_file, reviews
    from smartplan.workspace.folder import find_folder

    try:
        files, named = reviews(find_folder(ctx.params.get("plans"))), ctx.params.get("review")
        meant = [find_file(named, files)] if named else [*files.values()]
    except SmartplanError:
        meant = []
    participants = _offer((id_ for one in meant for id_ in getattr(one.content, "participants", ())), incomplete)
    return dict.fromkeys([*participants, *agencies(ctx, incomplete)])


def programmes(ctx: typer.Context, incomplete: str) -> Iterable[str]:
    """Ids of the programmes of the revisions named so far."""
    return _from_plans(ctx, incomplete, "programmes")


def agencies(ctx: typer.Context, incomplete: str) -> Iterable[str]:
    """Ids of the agencies of the revisions named so far."""
    return _from_plans(ctx, incomplete, "agencies")


def missions(ctx: typer.Context, incomplete: str) -> Iterable[str]:
    """Ids of the missions of the revisions named so far."""
    return _from_plans(ctx, incomplete, "missions")


def pairs(ctx: typer.Context, incomplete: str) -> Iterable[str]:
    """The missions that `realign` takes, with `=` behind it those that take the place of one.

    A shell that takes `=` for the end of a word, as bash does, asks for what begins with it.
    """
    before, sign, after = incomplete.partition("=")
    done, comma, last = after.rpartition(",")
    known = _from_plans(ctx, last if sign else before, "missions")
    head = f"{before}{sign}" if before and sign else ""
    return [f"{head}{done}{comma}{one}" for one in known]


def dimensions(ctx: typer.Context, incomplete: str) -> Iterable[str]:
    """Keys of the dimensions of the revisions named so far."""
    return _from_plans(ctx, incomplete, "dimensions")


def inputs(ctx: typer.Context, incomplete: str) -> Iterable[str]:
    """Inputs of the reviews and recommendations of the evaluations in the folder, as they are cited."""
    from smartplan.workspace.folder import find_folder

    try:
        folder = find_folder(ctx.params.get("plans"))
        reviews, evaluations = folder.reviews()[0], folder.evaluations_by_stem()[0]
    except SmartplanError:
        return []
    refs = [f"{review}/{id_}" for review, content in reviews.items() for id_ in content.inputs]
    refs += [f"{stem}/{id_}" for stem, content in evaluations.items() for id_ in content.recommendations]
    return _offer(refs, incomplete)


def reviews(ctx: typer.Context, incomplete: str) -> Iterable[str]:
    """Ids of the reviews in the folder."""
    from smartplan.workspace.folder import find_folder

    try:
        return _offer(find_folder(ctx.params.get("plans")).reviews()[0], incomplete)
    except SmartplanError:
        return []


def fields(ctx: typer.Context, incomplete: str) -> Iterable[str]:
    """Fields of the programme that was named, and what stands in them, step by step."""
    head = f"{ctx.params.get('address') or ''}."
    return [found.removeprefix(head) for found in addresses(ctx, f"{head}{incomplete}")]


def addresses(ctx: typer.Context, incomplete: str) -> Iterable[str]:
    """Addresses in the plan at hand, step by step: where but one step fits, what stands in it is offered as well."""
    from smartplan.operations.addresses import offered

    found = dict.fromkeys(one for file in _files(ctx) for one in offered(file, incomplete))
    return _offer(found, incomplete)


def fields_or_values(ctx: typer.Context, incomplete: str) -> Iterable[str]:
    """Fields of the programme that was named, or what may be held by the field whose address was."""
    address = str(ctx.params.get("address") or "")
    if address in _from_plans(ctx, address, "programmes"):
        return fields(ctx, incomplete)
    return _held(ctx, [address], incomplete)


def values(ctx: typer.Context, incomplete: str) -> Iterable[str]:
    """What the field that was named before may hold, of a vocabulary or of what the plan lists."""
    return _held(ctx, [str(ctx.params.get(name) or "") for name in ("address", "field")], incomplete)


def _held(ctx: typer.Context, words: Sequence[str], incomplete: str) -> Iterable[str]:
    """What may be held by the field whose address the words are."""
    if words[-1].rpartition(".")[2] == "because":
        return inputs(ctx, incomplete)
    from smartplan.operations.addresses import held

    return _offer(dict.fromkeys(one for file in _files(ctx) for one in held(file, words)), incomplete)


def subdimensions(ctx: typer.Context, incomplete: str) -> Iterable[str]:
    """Keys of the sub-dimensions, of the dimension that was named if there was one."""
    from smartplan.plan.understand import dimensions, kept, subdimensions

    named = str(ctx.params.get("dimension") or "")
    found: dict[str, None] = {}
    for plan in _plans(ctx):
        try:
            dimension = kept(named, "dimension", dimensions(plan))
        except SmartplanError:
            continue
        found |= {one.value: None for one in subdimensions(plan, dimension)}
    return _offer(found, incomplete)


def withdrawn(ctx: typer.Context, incomplete: str) -> Iterable[str]:
    """Ids of the programmes that were withdrawn, which can be restored."""
    return _from_plans(ctx, incomplete, "withdrawn")


def places(ctx: typer.Context, incomplete: str) -> Iterable[str]:
    """Dimensions with their sub-dimensions, as `move` takes them."""
    from smartplan.plan import profile

    found: dict[str, None] = {}
    for plan in _plans(ctx):
        known = profile.of(plan)
        for key, sub in known.places if known else ():
            found[f"{key}/{sub}".removesuffix("/")] = None
    return _offer(found, incomplete)


def profiles(ctx: typer.Context, incomplete: str) -> Iterable[str]:
    """Names of the profiles, of the package and beside the plans."""
    from smartplan.plan import profile
    from smartplan.workspace.folder import find_folder

    try:
        beside = [*find_folder(ctx.params.get("plans")).profiles]
    except SmartplanError:
        beside = []
    return _offer([*profile.names(), *beside], incomplete)


def _from_plans(ctx: typer.Context, incomplete: str, what: str) -> list[str]:
    found: dict[str, None] = {}
    for plan in _plans(ctx):
        known: Iterable[str]
        if what == "programmes":
            known = (entry.id for entry in plan.entries())
        else:
            known = getattr(plan.rpjmd if what in ("missions", "objectives") else plan, what)
        found.update(dict.fromkeys(known))
    return _offer(found, incomplete)


def _plans(ctx: typer.Context) -> "Iterable[Plan]":
    return (file.plan for file in _files(ctx) if file.plan is not None)


def _files(ctx: typer.Context) -> "Iterable[PlanFile]":
    """The plans named so far; all of the folder where an option without its value hides the names."""
    from smartplan.workspace.folder import find_folder, resolve

    given = ctx.params.get("plans")
    names = [name for name in map(ctx.params.get, ("old", "new", "rev")) if name and name != "-"]
    try:
        for name in names or find_folder(given).revisions():
            folder, path = resolve(name, given)
            file = folder.load(path)
            if file.plan is not None:
                yield file
    except SmartplanError:
        return
