"""A withdrawn programme restored: from what was kept of the edit, from a commit, or from the superseded revision."""

from pathlib import Path

from smartplan.editing import edits
from smartplan.editing.draft import Draft, Edit, Note
from smartplan.errors import CannotOpen, EditRefused, SmartplanError
from smartplan.operations.edit import OF_THE_FILE
from smartplan.plan.understand import Named, meant
from smartplan.workspace import git, journal
from smartplan.workspace.journal import FileChange, JournalEntry
from smartplan.workspace.plan_file import load_file
from smartplan.yamltext.source import SourceText, decode, encode

# So many commits of a file are looked at for a programme that was withdrawn.
_MOST_COMMITS = 50


def restore(draft: Draft, id_: str) -> Edit:
    """A programme that was withdrawn, as it stood before that in this draft, or else in the superseded revision.

    It may be named by the id that it had in either.
    """
    if id_ in draft.entries:
        raise EditRefused(variant="stands", id=id_)
    return _from_journal(draft, id_) or _from_commits(draft, id_) or _from_superseded(draft, id_)


def _from_superseded(draft: Draft, id_: str) -> Edit:
    edit = edits.restore(draft, id_)
    return edit._replace(notes=(Note("restored-old", {"id": id_, "name": draft.plan.supersedes}), *edit.notes))


def _from_journal(draft: Draft, id_: str) -> Edit | None:
    """A programme restored from the text that was kept when it was withdrawn; None where none was."""
    document = draft.document
    path = document.source.path
    if path is None:
        return None
    for entry in journal.entries():
        if entry.command != "withdraw" or meant(id_, "programme", map(Named, entry.programmes)) is None:
            continue
        own = entry.programmes[0]
        if own in draft.entries:
            # It was restored since, or its id was given away.
            continue
        change = _change(entry, path)
        if change is None or change.before is None:
            continue
        before = decode(change.before, document.name, path)
        earlier = _earlier(draft, before.text)
        if earlier is None or own not in earlier.entries:
            continue
        time = journal.minute(entry.time)
        note = Note("restored", {"id": own, "time": time})
        if change.after == encode(document.source, document.source.text):
            # Nothing was changed since: the file is what it was, to the last byte.
            touched = frozenset([*earlier.entries, *draft.entries])
            return Edit(before.text, touched=touched, command="restore", about=tuple(entry.programmes), notes=(note,))
        return _put_back(draft, earlier, own, note, EditRefused(variant="kept-here", id=own, time=time))
    return None


def _change(entry: JournalEntry, path: Path) -> FileChange | None:
    """What a command changed in a file; None where it did not, or that cannot be read any more."""
    here = journal.place(path)
    if here not in [kept.path for kept in entry.files]:
        return None
    try:
        return journal.change_of(entry, here)
    except CannotOpen:
        return None


def _from_commits(draft: Draft, id_: str) -> Edit | None:
    """A withdrawn programme restored as it was last committed in this draft; None where it never was."""
    document = draft.document
    path = document.source.path
    if path is None:
        return None
    try:
        commits = git.changing(path, _MOST_COMMITS)
    except SmartplanError:
        return None
    this = draft.plan.revision, draft.plan.supersedes
    for commit in commits:
        try:
            source = commit.read(path, document.name)
        except SmartplanError:
            continue
        earlier = _earlier(draft, source.text)
        if earlier is None or (earlier.plan.revision, earlier.plan.supersedes) != this:
            continue
        own = next((one for one in earlier.entries if _was_withdrawn(draft, earlier, one, id_)), None)
        if own is not None:
            note = Note("restored-commit", {"id": own, "name": source.name})
            return _put_back(draft, earlier, own, note, EditRefused(variant="kept", id=own, file=source.name))
    return None


def _was_withdrawn(draft: Draft, earlier: Draft, own: str, id_: str) -> bool:
    """Whether a programme of an earlier text is the one called so, and is withdrawn in the draft."""
    origins = earlier.predecessors[own]
    return id_ in (own, *origins) and own not in draft.entries and not draft.plan.withdrawn.keys().isdisjoint(origins)


def _put_back(draft: Draft, earlier: Draft, id_: str, note: Note, refusal: EditRefused) -> Edit:
    try:
        return edits.restore_kept(draft, earlier, id_)._replace(notes=(note,))
    except EditRefused as error:
        if error.values.get("variant") not in OF_THE_FILE:
            raise
        # How the earlier text is written is to blame, and not the plan.
        raise refusal from None


def _earlier(draft: Draft, text: str) -> Draft | None:
    """An earlier text of the same draft; None where it is not a plan."""
    file = load_file(SourceText(draft.document.name, text, draft.document.source.path))
    return None if file.plan is None else Draft(file.plan, file.document, draft.old, draft.old_document)
