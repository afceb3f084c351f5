"""The commands that edit a plan, as data: what is to be made of a revision, tried out before anything is written."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from smartplan.compare.changes import Suggestion
from smartplan.editing import edits, merge_split, typed
from smartplan.editing.draft import Draft, Edit
from smartplan.errors import EditRefused, UsageError
from smartplan.operations.diff import Result, read
from smartplan.operations.edit import EditOutcome, applied, attempt, check_edit, open_draft
from smartplan.operations.restore import restore as take_back
from smartplan.plan import profile


class EditCommand(NamedTuple):
    """An edit that was asked for. `about` are the ids of the programmes that it was asked for."""

    make: Callable[[Draft], Edit]
    about: Sequence[str] = ()


def carry_out(command: EditCommand, rev: str, plans: str | None, today: date) -> EditOutcome:
    """What the edit changes in a revision and what it breaks; nothing is written.

    Raises SmartplanError where the revision cannot be edited, and EditRefused with the true cause.
    """
    revision, draft = open_draft(rev, plans, today)
    try:
        return check_edit(revision, attempt(command.make, draft))
    except EditRefused as error:
        from smartplan.operations.edit_refusal import explained

        def again(draft: Draft) -> None:
            applied(draft.document, attempt(command.make, draft), revision.folder)

        raise explained(revision, again, error, command.about) from None


def add(id_: str, dimension: str, fields: Mapping[str, Any], because: Sequence[str]) -> EditCommand:
    """A new programme at the end of its dimension."""
    return EditCommand(lambda draft: edits.add(draft, id_, dimension, fields, because))


def set_field(id_: str, field: str, value: str, because: Sequence[str], *, as_yaml: bool) -> EditCommand:
    """Another value of a field, as it was typed: its type in the model says how it is read."""

    def make(draft: Draft) -> Edit:
        address = (*draft.entry(id_).path, *field.split("."))
        return edits.set_field(draft, id_, field, typed.value(address, value, as_yaml=as_yaml), because)

    return EditCommand(make, [id_])


def rename(id_: str, name: str, because: Sequence[str]) -> EditCommand:
    """Another name, to the letter."""
    return EditCommand(lambda draft: edits.set_field(draft, id_, "name", name, because), [id_])


def renumber(id_: str, new: str, because: Sequence[str]) -> EditCommand:
    """Another id."""
    return EditCommand(lambda draft: edits.renumber(draft, id_, new, because), [id_])


def move(id_: str, to: str, new: str | None, because: Sequence[str]) -> EditCommand:
    """Another `dimension/subdimension`, or a dimension that has none, and maybe another id.

    The edit raises UsageError where `to` is no such place.
    """
    dimension, _, subdimension = to.partition("/")

    def make(draft: Draft) -> Edit:
        known = profile.of(draft.plan)
        if not dimension or (not subdimension and (known is None or known.asks_for_subdimension(dimension))):
            raise UsageError("error.bad-place", value=to)
        return edits.move(draft, id_, dimension, subdimension, new, because)

    return EditCommand(make, [id_])


def merge(ids: Sequence[str], into: str, because: Sequence[str]) -> EditCommand:
    """Several programmes made one of them, or a new one."""
    return EditCommand(lambda draft: merge_split.merge(draft, ids, into, because), [*ids, into])


def split(id_: str, into: Sequence[str], names: Sequence[str], because: Sequence[str]) -> EditCommand:
    """One programme made several."""
    return EditCommand(lambda draft: merge_split.split(draft, id_, into, because, names), [id_])


def withdraw(id_: str, reason: str, because: Sequence[str]) -> EditCommand:
    """A programme dropped on purpose."""
    return EditCommand(lambda draft: edits.withdraw(draft, id_, reason, because), [id_])


def restore(id_: str) -> EditCommand:
    """A withdrawn programme restored."""
    return EditCommand(lambda draft: take_back(draft, id_), [id_])


def confirmable(old: str, new: str, plans: str | None) -> Result:
    """The comparison whose suggestions can be confirmed in the newer revision.

    Raises EditRefused where that one does not supersede the older, and SmartplanError where one cannot be read.
    """
    result = read(old, new, plans)
    if result.comparison.link != "chain" or result.new.supersedes not in (old, result.old.revision):
        raise EditRefused(variant="not-superseded", old=old, new=new)
    return result


def is_settled(suggestion: Suggestion, accepted: Iterable[Suggestion]) -> bool:
    """Whether one that was accepted has a programme of this one: of each only one can be true."""
    return any(other.old == suggestion.old or other.new == suggestion.new for other in accepted)


def confirm(choose: Callable[[], Sequence[Suggestion]]) -> EditCommand:
    """The lineage of the suggestions that are chosen once the revision can be edited."""
    chosen: Sequence[Suggestion] | None = None

    def make(draft: Draft) -> Edit:
        nonlocal chosen
        # Where the edit is tried again, nobody is asked again.
        chosen = choose() if chosen is None else chosen
        return edits.confirm_renames(draft, {one.new: one.old for one in chosen})

    return EditCommand(make)
