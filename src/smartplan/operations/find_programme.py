"""Where a programme is that one revision does not have: what the error of an unknown id adds."""

from collections.abc import Iterable, Sequence

from smartplan.operations.diff import lineage
from smartplan.plan.names import nearest
from smartplan.plan.understand import Named, all_names, programmes, readings
from smartplan.workspace.chain import ancestors, descendants, read_all
from smartplan.workspace.revision import Revision


def explain(revision: Revision, id_: str) -> dict[str, str]:
    """Values of UnknownProgramme: what the chain of revisions knows of the id, else the nearest id of this revision."""
    near = {"nearest": nearest(id_, all_names(programmes(revision.plan))) or ""}
    before = ancestors(revision)
    for index in reversed(range(len(before))):
        known = _called(id_, programmes(before[index].plan))
        if known is not None:
            return _was([*before[index:], revision], known)
    for one in [revision, *reversed(before)]:
        named = _called(id_, map(Named, one.plan.withdrawn))
        if named is not None:
            return _withdrawn("withdrawn", one.name, one.plan.withdrawn[named].reason)
    folder = revision.folder
    others = read_all(folder, revision.today, folder.revisions().items())
    for way in descendants(revision, others.found.values()):
        known = _called(id_, programmes(way[-1].plan))
        if known is not None:
            origins = lineage([revision, *way]).predecessors.get(known, ())
            return {"variant": "later-as" if origins else "later", "other": way[-1].name, "ids": _listed(origins)}
    return near


def _called(id_: str, known: Iterable[Named]) -> str | None:
    """The only one that is called so."""
    found = readings(id_, known)
    return found[0].value if len(found) == 1 else None


def _was(line: Sequence[Revision], id_: str) -> dict[str, str]:
    """What became of a programme of the first revision of a line."""
    found = lineage(line)
    heirs = [new for new, olds in found.predecessors.items() if id_ in olds]
    if heirs:
        return {"variant": "lives-on", "other": line[0].name, "ids": _listed(heirs)}
    said = found.withdrawn.get(id_)
    if said is None:
        return {"variant": "dropped", "other": line[0].name}
    by = line[-1].name if said.file == "new" else said.file
    return {"other": line[0].name, **_withdrawn("was-withdrawn", by, said.entry.reason)}


def _withdrawn(variant: str, by: str, reason: str) -> dict[str, str]:
    """With the reason, where one is stated."""
    why = " ".join(reason.split())
    return {"variant": variant, "by": by, "why": f": {why}" if why else ""}


def _listed(ids: Iterable[str]) -> str:
    return ", ".join(f"`{id_}`" for id_ in ids)
