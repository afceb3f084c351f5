"""The changes of filled sheets as one edit of a plan: each as the command for it makes it, all in one text."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple, TypeVar

from smartplan.editing import edits
from smartplan.editing.draft import Draft, Edit
from smartplan.editing.edits import NewProgramme
from smartplan.editing.fields import citing_at
from smartplan.editing.several import set_values
from smartplan.errors import CellRefused, EditRefused, SmartplanError
from smartplan.operations import edit_commands
from smartplan.operations.edit_commands import EditCommand
from smartplan.operations.import_cells import value_of
from smartplan.operations.review import next_id
from smartplan.plan.finding import Address
from smartplan.plan.plain_data import union
from smartplan.plan.understand import Words, kept, subdimensions
from smartplan.tables.cells import SheetCell
from smartplan.tables.findings import TableFinding, found
from smartplan.tables.ids import short_slug, unique
from smartplan.tables.sheet_changes import CellEdit, Moved, NewEntry, SheetChanges
from smartplan.tables.working_cells import comparable, shown, spelled
from smartplan.workspace.folder import Folder
from smartplan.workspace.revision import plan_of
from smartplan.yamltext.source import SourceText

# The first id of a kind that is numbered; all others are made of a name.
_NUMBERED = {"actions": "A1", "objectives": "T1"}
_NAMES = ("short", "name", "title")
# What programmes and others name, as soon as it is there.
_NAMED = ("agencies", "sources", "objectives")

Made = TypeVar("Made")


class ImportedEdit(NamedTuple):
    """The edit, and what is wrong with the cells that it was made of: where that is an error, it is not whole.

    `places` are the cells by the address of what they say in the edited file.
    """

    edit: Edit
    findings: list[TableFinding]
    places: Mapping[Address, str]


def edit_of(
    draft: Draft, changes: SheetChanges, folder: Folder, words: Words, because: Sequence[str] = ()
) -> ImportedEdit:
    """All changes as one edit that cites inputs. Raises CellRefused, with the cell, for what a command would refuse."""
    steps = _Steps(draft, folder, words)
    # Ids are free before they are taken, and what is set is set under the ids that are to be.
    for gone in changes.withdrawn:
        steps.make(edit_commands.withdraw(gone.id, gone.reason, union(gone.because, because)), gone.where)
    for other in changes.renumbered:
        steps.make(edit_commands.renumber(other.old, other.new, because), other.where)
    for moved in changes.moved:
        place = f"{moved.dimension}/{moved.subdimension}" if moved.subdimension else moved.dimension
        if moved.clashes:
            steps.check_place(moved)
            continue
        steps.make(edit_commands.move(moved.id, place, None, because), moved.where)
        steps.places[(*steps.path(moved.id, (), moved.where), "subdimension")] = moved.where
    named = _entries(steps, [one for one in changes.added if one.kind in _NAMED], {})
    steps.set(named | _cited(steps.draft, named, because))
    rest = [one for one in _add_programmes(steps, changes, because) if one.kind not in _NAMED]
    values: dict[Address, Any] = {}
    for edit in changes.cells:
        path = steps.path(edit.programme, edit.path, edit.where)
        steps.places[path] = edit.where
        value = steps.value(edit, path)
        if not edit.clashes or steps.agrees(edit, value):
            values[path] = value
    for removed in changes.removed:
        values[steps.path(removed.programme, removed.path, "")] = None
    values = _entries(steps, rest, values)
    steps.set(values | _cited(steps.draft, values, because))
    return ImportedEdit(steps.edit, steps.findings, steps.places)


def _entries(steps: "_Steps", new: Iterable[NewEntry], values: dict[Address, Any]) -> dict[Address, Any]:
    """The values of some addresses, and the fields of new entries with theirs. Raises CellRefused for an empty one."""
    # An action comes before its indicators.
    for one in sorted(new, key=lambda one: len(one.path)):
        parent = steps.path(one.programme, one.path, one.where)
        there = steps.draft.document.value(parent)
        taken = [str(path[-1]) for path in values if path[:-1] == parent]
        fields = steps.fields(one)
        if not fields:
            raise CellRefused(where=one.where, cause=EditRefused(variant="blank"))
        path = (*parent, _id(one, [*(there if isinstance(there, dict) else ()), *taken]))
        steps.told_by(one, path)
        values[path] = fields
    return values


def _cited(draft: Draft, values: Mapping[Address, Any], because: Sequence[str]) -> dict[Address, Any]:
    """The inputs where the changes of some values cite them, beside those that stand there or are set."""
    cited: dict[Address, Any] = {}
    for path, value in values.items() if because else ():
        at = citing_at(path)
        stated = values[at] if at in values else draft.document.value(at)
        # What is the same by now is no change.
        if value != draft.document.value(path):
            cited[at] = union(stated if isinstance(stated, list) else [], because)
    return cited


def _add_programmes(steps: "_Steps", changes: SheetChanges, because: Sequence[str]) -> list[NewEntry]:
    """Put in the new programmes, each with its indicators and actions; the new entries that are left."""
    new = [one for one in changes.added if one.kind == "programmes"]
    inner: dict[str, list[NewEntry]] = {one.id: [] for one in new if one.id}
    for one in changes.added:
        if one.programme in inner:
            inner[one.programme].append(one)
    made: list[NewProgramme] = []
    for programme in new:
        dimension = kept(programme.dimension, "dimension", steps.draft.dimensions)
        id_ = programme.id or _next_programme(steps.draft, dimension, made)
        fields = steps.fields(programme, dimension)
        place: Address = ("dimensions", dimension, "programmes", id_)
        steps.told_by(programme, place)
        for one in sorted(inner.get(programme.id, ()), key=lambda one: len(one.path)):
            name = _id(one, _at(fields, one.path))
            steps.told_by(one, (*place, *one.path, name))
            _put_in(fields, one.path, name, steps.fields(one))
        if because:
            fields["because"] = union(fields.get("because", []), because)
        if not fields.get("name"):
            raise CellRefused(where=programme.where, cause=EditRefused(variant="blank"))
        _of_cell(programme.where, partial(steps.draft.free, id_))
        _of_cell(programme.where, partial(steps.draft.place, dimension))
        made.append(NewProgramme(id_, dimension, fields))
    if made:
        steps.take(_of_cell(new[0].where, partial(edits.add_all, steps.draft, made)))
    return [one for one in changes.added if one.kind != "programmes" and one.programme not in inner]


class _Steps:
    """Edits one after the other: each has the text of the one before, and their lineage is joined."""

    def __init__(self, draft: Draft, folder: Folder, words: Words) -> None:
        self.draft, self._folder, self._words = draft, folder, words
        self.edit = Edit(draft.document.source.text, command="import")
        self.findings: list[TableFinding] = []
        self.places: dict[Address, str] = {}

    def make(self, command: EditCommand, where: str) -> None:
        """Carry out a command. Raises CellRefused."""
        self.take(_of_cell(where, lambda: command.make(self.draft)))

    def take(self, edit: Edit) -> None:
        """Go on from the text of an edit."""
        before = self.edit
        origins = {
            new: tuple(union(*(before.origins.get(id_, (id_,)) for id_ in old))) for new, old in edit.origins.items()
        }
        self.edit = Edit(
            edit.text,
            {**before.origins, **origins},
            before.touched | edit.touched,
            "import",
            tuple(union(before.about, edit.about)),
            (*before.notes, *edit.notes),
            reach=(*before.reach, *edit.reach),
        )
        document = self.draft.document
        file = self._folder.parse(SourceText(document.name, edit.text, document.source.path))
        self.draft = Draft(plan_of(file), file.document, self.draft.old, self.draft.old_document)

    def set(self, values: Mapping[Address, Any]) -> None:
        """Set values at their addresses, if there are any."""
        if values:
            self.take(set_values(self.draft, values))

    def told_by(self, entry: NewEntry, address: Address) -> None:
        """Note which row says the new entry at an address, and which cell each of its fields."""
        self.places[address] = entry.where
        for edit in entry.cells:
            self.places[(*address, *edit.column.key.split("."))] = edit.where

    def path(self, programme: str, path: Address, where: str) -> Address:
        """The address in the file. Raises CellRefused where the programme is not there."""
        return (*_of_cell(where, lambda: self.draft.entry(programme).path), *path) if programme else path

    def value(self, edit: CellEdit, address: Address) -> Any:
        """The value of a cell; what cannot be read is a finding, and None."""
        value = value_of(edit, address, self.draft.plan, self._words)
        if isinstance(value, TableFinding):
            self.findings.append(value)
            return None
        return value

    def agrees(self, edit: CellEdit, value: Any) -> bool:
        """Whether a cell means what the plan has by now; else that it clashes is a finding."""
        if value == edit.was:
            return True
        cell, plan = (comparable(one, edit.column) for one in (edit.cell, SheetCell(shown(edit.was))))
        self.findings.append(found("clash", edit.where, value=spelled(cell), other=spelled(plan)))
        return False

    def check_place(self, moved: Moved) -> None:
        """That a programme was moved elsewhere meanwhile is a finding, unless it is there where the sheet has it."""
        plan = self.draft.plan
        dimension = kept(moved.dimension, "dimension", self.draft.dimensions)
        place = dimension, kept(moved.subdimension, "subdimension", subdimensions(plan, dimension))
        if place != moved.was:
            here, there = ("/".join(filter(None, one)) for one in (place, moved.was))
            self.findings.append(found("clash", moved.where, value=here, other=there))

    def fields(self, entry: NewEntry, dimension: str = "") -> dict[str, Any]:
        """The fields of a new entry, as they are nested in the file; of a programme in a dimension."""
        fields: dict[str, Any] = {}
        own: Address = (*entry.path, "") if entry.kind != "programmes" else ()
        around = ("dimensions", dimension, "programmes", "") if entry.programme or entry.kind == "programmes" else ()
        for edit in entry.cells:
            steps = tuple(edit.column.key.split("."))
            value = self.value(edit, (*around, *own, *steps))
            if value is not None:
                _put_in(fields, steps[:-1], steps[-1], value)
        return fields


def _of_cell(where: str, make: Callable[[], Made]) -> Made:
    """What is made of a cell. Raises CellRefused, with the cell, where it cannot be."""
    try:
        return make()
    except SmartplanError as error:
        raise CellRefused(where=where, cause=error) from None


def _put_in(fields: dict[str, Any], path: Address, name: str, value: Any) -> None:
    """A value put into nested mappings, which are made where they are not there."""
    for step in path:
        fields = fields.setdefault(str(step), {})
    fields[name] = value


def _at(fields: Mapping[str, Any], path: Address) -> Mapping[str, Any]:
    for step in path:
        fields = fields.get(str(step), {})
    return fields


def _id(entry: NewEntry, taken: Iterable[str]) -> str:
    """The id of a new entry: its own, else the next that is free, of a number or of its name."""
    if entry.id:
        return entry.id
    if entry.kind in _NUMBERED:
        return next_id(list(taken), _NUMBERED[entry.kind])
    named = {edit.column.key: spelled(edit.cell.content) for edit in entry.cells}
    name = next((named[key] for key in _NAMES if named.get(key)), "")
    return unique(short_slug(name), set(taken))


def _next_programme(draft: Draft, dimension: str, new: Sequence[NewProgramme]) -> str:
    """The next free id in the manner of the dimension; one that a programme had before is not free.

    `new` are programmes that are to be added as well.
    """
    old = [] if draft.old is None else list(draft.old.entries())
    siblings = [entry.id for entry in (*old, *draft.plan.entries()) if entry.dimension == dimension]
    siblings += [one.id for one in new if one.dimension == dimension]
    taken = {*draft.entries, *(one.id for one in new), *(entry.id for entry in old), *draft.plan.withdrawn}
    found = next_id(siblings, f"{dimension[:3].upper()}-01")
    while found in taken:
        siblings.append(found)
        found = next_id(siblings)
    return found
