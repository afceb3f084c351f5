"""The commands that edit a plan, as data: what is to be made of a revision, tried out before anything is written."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from smartplan.compare.changes import Suggestion
from smartplan.editing import edits, merge_split, typed
from smartplan.editing import realign as realigning
from smartplan.editing.draft import Draft, Edit
from smartplan.errors import EditRefused, UsageError
from smartplan.operations.diff import Result, read
from smartplan.operations.edit import EditOutcome, applied, attempt, check_edit, open_draft
from smartplan.operations.restore import restore as take_back
from smartplan.plan import profile
from smartplan.plan.plain_data import union
from smartplan.plan.understand import Words, kept, meant, programmes, subdimensions


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

        about = [_own(draft, id_) for id_ in command.about]
        raise explained(revision, again, error, about) from None


def _own(draft: Draft, name: str) -> str:
    """The id of the programme called so; what was typed where there is none, of which the edit complains."""
    return kept(name, "programme", programmes(draft.plan))


def add(id_: str, dimension: str, fields: Mapping[str, str], because: Sequence[str]) -> EditCommand:
    """A new programme at the end of its dimension, which may be called by any name, and so may what the fields name."""

    def make(draft: Draft) -> Edit:
        key = kept(dimension, "dimension", draft.dimensions)
        at = ("dimensions", key, "programmes", id_)
        stated = {name: typed.value((*at, name), said, draft.plan) for name, said in fields.items()}
        return edits.add(draft, id_, key, stated, because)

    return EditCommand(make)


def set_field(id_: str, field: str, value: str, because: Sequence[str], words: Words, *, as_yaml: bool) -> EditCommand:
    """Another value of a field, as it was typed: its type in the model says how it is read, `words` what words mean."""

    def make(draft: Draft) -> Edit:
        own = _own(draft, id_)
        address = (*draft.entry(own).path, *field.split("."))
        found = typed.value(address, value, draft.plan, words, as_yaml=as_yaml)
        return edits.set_field(draft, own, field, found, because)

    return EditCommand(make, [id_])


def rename(id_: str, name: str, because: Sequence[str]) -> EditCommand:
    """Another name, to the letter."""
    return EditCommand(lambda draft: edits.set_field(draft, _own(draft, id_), "name", name, because), [id_])


def renumber(id_: str, new: str, because: Sequence[str]) -> EditCommand:
    """Another id."""
    return EditCommand(lambda draft: edits.renumber(draft, _own(draft, id_), new, because), [id_])


def move(id_: str, to: str, new: str | None, because: Sequence[str]) -> EditCommand:
    """Another `dimension/subdimension`, or a dimension that has none, each by any of its names, and maybe another id.

    The edit raises UsageError where `to` is no such place.
    """
    first, _, second = to.partition("/")

    def make(draft: Draft) -> Edit:
        known = profile.of(draft.plan)
        dimension = kept(first, "dimension", draft.dimensions)
        subdimension = kept(second, "subdimension", subdimensions(draft.plan, dimension))
        if not dimension or (not subdimension and (known is None or known.asks_for_subdimension(dimension))):
            raise UsageError("error.bad-place", value=to)
        return edits.move(draft, _own(draft, id_), dimension, subdimension, new, because)

    return EditCommand(make, [id_])


def merge(ids: Sequence[str], into: str, because: Sequence[str]) -> EditCommand:
    """Several programmes made one of them, or a new one."""
    return EditCommand(
        lambda draft: merge_split.merge(draft, [_own(draft, id_) for id_ in ids], _own(draft, into), because),
        [*ids, into],
    )


def split(id_: str, into: Sequence[str], names: Sequence[str], because: Sequence[str]) -> EditCommand:
    """One programme made several."""
    return EditCommand(lambda draft: merge_split.split(draft, _own(draft, id_), into, because, names), [id_])


def withdraw(id_: str, reason: str, because: Sequence[str]) -> EditCommand:
    """A programme dropped on purpose."""
    return EditCommand(lambda draft: edits.withdraw(draft, _own(draft, id_), reason, because), [id_])


def restore(id_: str) -> EditCommand:
    """A withdrawn programme restored."""

    def make(draft: Draft) -> Edit:
        gone = [one for one in (programmes(draft.old) if draft.old else ()) if one.value not in draft.entries]
        return take_back(draft, meant(id_, "programme", gone) or _own(draft, id_))

    return EditCommand(make, [id_])


def realign(pairs: Sequence[str], because: Sequence[str]) -> EditCommand:
    """Other missions, goals and objectives in the place of those of before, each as `M1=M2,M3`.

    Raises UsageError for what is no such pair.
    """
    mapped: dict[str, list[str]] = {}
    for pair in pairs:
        old, sign, new = pair.partition("=")
        if not sign or not old.strip():
            raise UsageError("error.bad-pair", value=pair)
        if old.strip() in mapped:
            raise UsageError("error.bad-pair", value=pair, id=old.strip(), variant="twice")
        mapped[old.strip()] = union([one.strip() for one in new.split(",") if one.strip()])
    return EditCommand(lambda draft: realigning.realign(draft, mapped, because))


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
