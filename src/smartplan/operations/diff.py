"""Two files through reading and lineage to changes with their places: what `diff` does, without sentences."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from smartplan.compare import ComparedPlan, compare
from smartplan.compare.changes import LEVELS, Change, Comparison, Side, Wanted
from smartplan.compare.lineage import Chain, Matching, Tangled, chain, match
from smartplan.compare.revision import Remark, owner_of
from smartplan.compare.selection import select
from smartplan.errors import TooTangled
from smartplan.plan.context import Context
from smartplan.plan.finding import Address
from smartplan.plan.model import Plan
from smartplan.workspace.folder import STANDARD_INPUT, Folder
from smartplan.workspace.plan_file import PlanFile
from smartplan.workspace.revision import Revision, load_plan, plan_of
from smartplan.yamltext.document import Document
from smartplan.yamltext.source import Place

__all__ = ["Result", "Wanted", "choose", "compare_files", "counts", "lineage", "read", "step"]

_BALANCE = (
    *("added", "withdrawn", "dropped", "moved", "renumbered", "merged", "split"),
    *("changed", "realigned", "unchanged"),
)
# Where a revision keeps its comparisons with others.
_STEPS = "steps"


class Result(Struct, frozen=True):
    """A comparison with the files it rests on. `documents` are by side: old, new, and the revisions between.

    `folders` are those of the two, in which the inputs lie that changes rest on.
    """

    comparison: Comparison
    old: Plan
    new: Plan
    documents: dict[str, Document]
    faults: dict[str, int]
    folders: tuple[Folder, ...] = ()

    @property
    def inputs(self) -> Context:
        """The readable reviews and evaluations that changes rest on; of those of one name that of the first folder."""
        context = Context()
        for folder in reversed(self.folders):
            reviews, evaluations = folder.reviews()[0], folder.evaluations_by_stem()[0]
            context = Context(
                reviews={**context.reviews, **reviews}, evaluations={**context.evaluations, **evaluations}
            )
        return context

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
    first, first_folder = load_plan(old, plans)
    if old == new == STANDARD_INPUT:
        return compare_files(first, first, (first_folder,), comments=comments)
    second, folder = load_plan(new, plans)
    return compare_files(first, second, (folder, first_folder), comments=comments)


def step(old: Revision, new: Revision) -> Result:
    """What changed from one revision to the next; the same two are compared once, however many reports ask."""
    made: dict[PlanFile, Result] = new.__dict__.setdefault(_STEPS, {})
    if old.file not in made:
        made[old.file] = compare_files(old.file, new.file, (new.folder,))
    return made[old.file]


def compare_files(
    old: PlanFile,
    new: PlanFile,
    folders: Sequence[Folder],
    edited: Mapping[str, tuple[str, ...]] | None = None,
    *,
    comments: bool = False,
) -> Result:
    """Compare two revisions that were read; those between them are looked for in the folders.

    `edited` tells of two states of a revision which programmes an edit made from which. `comments` says that their
    comments are to be compared too. Raises NotAPlan and TooTangled.
    """

    def find(name: str) -> ComparedPlan | None:
        for place in folders:
            file = place.find(name)
            if file is not None and file.plan is not None:
                found = _revision(file)
                files[found.name] = file
                return found
        return None

    files = {"old": old, "new": new}
    before, after = (_revision(file, comments=comments) for file in (old, new))
    try:
        comparison = compare(before, after, chain(before, after, find), edited)
    except Tangled as error:
        raise TooTangled(limit=error.limit, old=before.name, new=after.name) from error
    if any(file.kept for file in files.values()):
        changes = [_in_files(change, files) for change in comparison.changes]
        comparison = replace(comparison, changes=changes)
    faults = {file.document.name: len(file.faults) for file in (old, new)}
    documents = {side: file.document for side, file in files.items()}
    return Result(comparison, before.plan, after.plan, documents, faults, tuple(folders))


def lineage(way: Sequence[Revision]) -> Matching:
    """What became of the programmes of the first revision of a way in the last, through those between.

    Raises TooTangled.
    """
    old, *middle, new = (_revision(one.file) for one in way)
    try:
        return match(old, new, Chain("chain", tuple(middle)))
    except Tangled as error:
        raise TooTangled(limit=error.limit, old=old.name, new=new.name) from error


def _in_files(change: Change, files: Mapping[str, PlanFile]) -> Change:
    """A change, found between two models, with the addresses of its sides in the files."""

    def in_file(side: Side | None) -> Side | None:
        # A comment has its place from the file already.
        return replace(side, path=files[side.file].address(side.path)) if side and side.span is None else side

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


def _revision(file: PlanFile, *, comments: bool = False) -> ComparedPlan:
    plan, path = plan_of(file), file.document.source.path
    name = path.stem if path else plan.revision or STANDARD_INPUT
    return ComparedPlan(plan, file.document.data or {}, name, _remarks(file.document) if comments else {})


def _remarks(document: Document) -> dict[Address, list[Remark]]:
    """The comments of a file by what they belong to; those in lines of their own, one below the other, are one."""
    # Hardly anybody asks for them.
    from smartplan.yamltext.comments import comments_starting_with

    found: defaultdict[Address, list[Remark]] = defaultdict(list)
    above = None
    for comment in comments_starting_with(document, ""):
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
