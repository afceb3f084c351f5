"""Two files through reading and lineage to placed changes: what `diff` does, without a word or a screen."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from smartplan.compare import Revision, compare
from smartplan.compare.changes import LEVELS, Change, Comparison, Side, Wanted
from smartplan.compare.lineage import Tangled, chain
from smartplan.compare.remarks import Remark, owner_of
from smartplan.compare.selection import select
from smartplan.dossier import load_plan
from smartplan.errors import TooTangled
from smartplan.plan.finding import Path as Address
from smartplan.plan.model import Plan
from smartplan.reading.comments import beginning_with
from smartplan.reading.document import Document
from smartplan.reading.folder import STANDARD_INPUT, Folder, Loaded
from smartplan.reading.source import Place

__all__ = ["Read", "Result", "Wanted", "between", "choose", "counts", "read"]

# A plan, the file it stands in, and the name it was asked for by.
Read = tuple[Plan, Loaded, str]
_BALANCE = (
    *("added", "withdrawn", "dropped", "moved", "renumbered", "merged", "split"),
    *("changed", "realigned", "unchanged"),
)


@dataclass(frozen=True, slots=True)
class Result:
    """A comparison with the files it rests on. `documents` are by side: old, new, and the revisions between."""

    comparison: Comparison
    old: Plan
    new: Plan
    documents: dict[str, Document]
    faults: dict[str, int]

    def place(self, side: Side) -> Place:
        """Line and column of a side of a change."""
        document = self.documents[side.file]
        if side.span is not None:
            return document.source.place(side.span)
        return document.place(side.path, "key" if _at_key(side) else "value")


def _at_key(side: Side) -> bool:
    """A mapping is shown by its key, a value by itself."""
    return isinstance(side.value, dict) or (len(side.path) == 4 and side.path[2] == "programmes")


def read(old: str, new: str, plans: str | None, *, comments: bool = False) -> Result:
    """Compare two revisions. Raises SmartplanError where one cannot be found, opened or read as a plan."""
    plan, first, first_folder = load_plan(old, plans)
    if old == new == STANDARD_INPUT:
        return between((plan, first, old), (plan, first, new), (first_folder,), comments=comments)
    after, second, folder = load_plan(new, plans)
    return between((plan, first, old), (after, second, new), (folder, first_folder), comments=comments)


def between(
    old: Read, new: Read, folders: Iterable[Folder], edited: Mapping[str, tuple[str, ...]] | None = None, *,
    comments: bool = False,
) -> Result:  # fmt: skip
    """Compare two revisions that were read; those between them are looked for in the folders. Raises TooTangled.

    `edited` tells of two states of a revision which programmes an edit made from which. `comments` says that their
    comments are to be compared too.
    """

    def find(name: str) -> Revision | None:
        for place in folders:
            loaded = place.find(name)
            if loaded is not None and loaded.plan is not None:
                found = _revision(loaded.plan, loaded, name)
                files[found.name] = loaded
                return found
        return None

    files = {"old": old[1], "new": new[1]}
    before, after = _revision(*old, comments=comments), _revision(*new, comments=comments)
    try:
        comparison = compare(before, after, chain(before, after, find), edited)
    except Tangled as error:
        raise TooTangled(limit=error.limit, old=before.name, new=after.name) from error
    if any(loaded.shaped and loaded.shaped.kept for loaded in files.values()):
        changes = [_in_files(change, files) for change in comparison.changes]
        comparison = replace(comparison, changes=changes)
    faults = {
        loaded.document.name: len(loaded.shaped.findings) + len(loaded.document.tree.faults)
        for loaded in (old[1], new[1])
        if loaded.shaped
    }
    documents = {file: loaded.document for file, loaded in files.items()}
    return Result(comparison, before.plan, after.plan, documents, faults)


def _in_files(change: Change, files: Mapping[str, Loaded]) -> Change:
    """A change, found between two models, with the addresses of its sides in the files."""

    def in_file(side: Side | None) -> Side | None:
        shaped = files[side.file].shaped if side else None
        # A comment has its place from the file already.
        return replace(side, path=shaped.address(side.path)) if side and shaped and side.span is None else side

    return replace(change, old=in_file(change.old), new=in_file(change.new))


def choose(result: Result, wanted: Wanted) -> Result:
    """The same comparison with the wanted part alone: what is counted is what is shown."""
    return replace(result, comparison=select(result.comparison, wanted, result.old, result.new))


def counts(results: Iterable[Result]) -> dict[str, int]:
    """Programmes by what became of them, and changes by level, over all the comparisons; each name in the plural."""
    found = Counter[str](dict.fromkeys((*_BALANCE, *(f"{level}s" for level in LEVELS)), 0))
    for result in results:
        programmes = result.comparison.summary.programmes
        found.update({name: getattr(programmes, name) for name in _BALANCE})
        found.update(f"{change.level}s" for change in result.comparison.changes)
    return dict(found)


def _revision(plan: Plan, loaded: Loaded, name: str, *, comments: bool = False) -> Revision:
    path = loaded.document.source.path
    stem = path.stem if path else plan.revision or name
    return Revision(plan, loaded.document.data or {}, stem, _remarks(loaded.document) if comments else {})


def _remarks(document: Document) -> dict[Address, list[Remark]]:
    """The comments of a file by what they belong to; those in lines of their own, one below the other, are one."""
    found: defaultdict[Address, list[Remark]] = defaultdict(list)
    above = None
    for comment in beginning_with(document, ""):
        remarks = found[owner_of(comment.path)]
        span = comment.start, comment.start + len(comment.text)
        line = document.source.place(span).line
        if above == (comment.path, comment.beside, line - 1) and not comment.beside:
            last = remarks.pop()
            remarks.append(Remark(last.path, f"{last.text} {comment.said}".strip(), (last.span[0], span[1])))
        else:
            remarks.append(Remark(comment.path, comment.said, span))
        above = comment.path, comment.beside, line
    return found
