"""The commands that edit a plan, as data: what is to be made of a revision, tried out before anything is written."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from smartplan.compare.changes import Suggestion
from smartplan.editing import edits, fields, merge_split, typed
from smartplan.editing import realign as realigning
from smartplan.editing.addresses import address_of
from smartplan.editing.draft import Draft, Edit
from smartplan.errors import EditRefused, UsageError
from smartplan.operations.diff import Result, read
from smartplan.operations.edit import EditOutcome, applied, attempt, check_edit, open_draft
from smartplan.operations.restore import restore as take_back
from smartplan.plan import profile
from smartplan.plan.plain_data import union
from smartplan.plan.understand import Named, Words, kept, meant, parts, programmes, subdimensions


class EditCommand(NamedTuple):
    """An edit that was asked for. `about` are the ids of the programmes, or the addresses, that it was asked for."""

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


def add(id_: str, dimension: str, stated: Mapping[str, str], because: Sequence[str]) -> EditCommand:
    """A new programme at the end of its dimension, which may be called by any name, and so may what is `stated`."""

    def make(draft: Draft) -> Edit:
        key = kept(dimension, "dimension", draft.dimensions)
        at = ("dimensions", key, "programmes", id_)
        read = {name: typed.value((*at, name), said, draft.plan) for name, said in stated.items()}
        return edits.add(draft, id_, key, read, because)

    return EditCommand(make)


def set_value(
    address: Sequence[str], value: str, words: Words, because: Sequence[str], *, as_yaml: bool
) -> EditCommand:
    """Another value at an address, as it was typed: its type in the model says how it is read.

    `words` says what words of vocabularies mean.
    """

    def make(draft: Draft) -> Edit:
        at = address_of(draft, address)
        # Nothing is wrong with what was typed for a field that cannot be set.
        fields.refuse_unsettable(at)
        return fields.set_value(draft, at, typed.value(at, value, draft.plan, words, as_yaml=as_yaml), because)

    return EditCommand(make, _owners(address))


def unset(address: Sequence[str], because: Sequence[str]) -> EditCommand:
    """What stands at an address taken out."""
    return EditCommand(
        lambda draft: fields.set_value(draft, address_of(draft, address), None, because, "unset"), _owners(address)
    )


def change_list(
    address: Sequence[str],
    added: Sequence[str],
    removed: Sequence[str],
    words: Words,
    because: Sequence[str],
    *,
    as_yaml: bool,
) -> EditCommand:
    """Members put into the list at an address, and taken out of it."""

    def make(draft: Draft) -> Edit:
        at = address_of(draft, address)

        def members(spoken: Sequence[str]) -> list[Any]:
            found = [typed.value(at, one, draft.plan, words, as_yaml=as_yaml) for one in spoken]
            return [one for value in found for one in (value if isinstance(value, list) else [value])]

        return fields.change_list(draft, at, members(added), members(removed), because)

    return EditCommand(make, _owners(address))


def _owners(address: Sequence[str]) -> list[str]:
    """The steps of an address, one of which may be the id of the programme that it lies in, and its first two."""
    steps = [step for word in address for step in word.split(".")]
    return [*steps, ".".join(steps[:2])]


def rename(id_: str, name: str, because: Sequence[str]) -> EditCommand:
    """Another name, to the letter."""

    def make(draft: Draft) -> Edit:
        return fields.set_field(draft, _own(draft, id_), "name", name, because)._replace(command="rename")

    return EditCommand(make, [id_])


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
    """One programme made several, which may go on under an id of its own, whatever the case."""

    def make(draft: Draft) -> Edit:
        ids = [kept(one, "programme", map(Named, draft.entries)) for one in into]
        return merge_split.split(draft, _own(draft, id_), ids, because, names)

    return EditCommand(make, [id_])


def withdraw(id_: str, reason: str, because: Sequence[str]) -> EditCommand:
    """A programme dropped on purpose."""
    return EditCommand(lambda draft: edits.withdraw(draft, _own(draft, id_), reason, because), [id_])


def restore(id_: str) -> EditCommand:
    """A withdrawn programme restored."""

    def make(draft: Draft) -> Edit:
        gone = [one for one in (programmes(draft.old) if draft.old else ()) if one.value not in draft.entries]
        # What was added and withdrawn in this revision alone is known by its id.
        gone += [Named(one) for one in draft.plan.withdrawn if one not in {known.value for known in gone}]
        return take_back(draft, meant(id_, "programme", gone) or _own(draft, id_))

    return EditCommand(make, [id_])


def realign(pairs: Sequence[str], because: Sequence[str]) -> EditCommand:
    """Other missions, goals and objectives in the place of those of before, each as `M1=M2,M3`, by id or by text.

    Raises UsageError for what is no such pair.
    """
    for pair in pairs:
        old, sign, _ = pair.partition("=")
        if not sign or not old.strip():
            raise UsageError("error.bad-pair", value=pair)

    def make(draft: Draft) -> Edit:
        before, now = realigning.known_before(draft), realigning.known_now(draft)
        mapped: dict[str, list[str]] = {}
        for pair in pairs:
            old, _, new = pair.partition("=")
            served = kept(old.strip(), "mission", before)
            if served in mapped:
                raise UsageError("error.bad-pair", value=pair, id=served, variant="twice")
            mapped[served] = union([kept(one, "mission", now) for one in parts(new, now)])
        return realigning.realign(draft, mapped, because)

    return EditCommand(make)


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
