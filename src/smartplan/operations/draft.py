"""The next revision from the last: the new file, and the decisions that it leaves to be taken."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path

from msgspec import Struct

from smartplan.editing.draft import Draft
from smartplan.editing.next_revision import Next, forward
from smartplan.editing.regroup import NewProfile, regroup
from smartplan.errors import EditRefused, Exists, SmartplanError, UsageError
from smartplan.operations.edit import attempt
from smartplan.operations.init import name
from smartplan.operations.init import period as read_period
from smartplan.operations.todo import Todo, todo
from smartplan.plan import profile as profiles
from smartplan.plan.model import Plan
from smartplan.plan.names import unknown
from smartplan.validation.check import findings
from smartplan.validation.located import LocatedFinding
from smartplan.workspace.file_changes import FileChange, Undoable, write_changes
from smartplan.workspace.folder import STANDARD_INPUT
from smartplan.workspace.paths import shown
from smartplan.workspace.revision import Revision, plan_of
from smartplan.yamltext.source import SourceText, encode


class Successor(Struct, frozen=True):
    """The next revision: its file, its text, the decisions that it leaves open, and the errors that it has.

    `argument` is what it is asked for by.
    """

    path: Path
    name: str
    argument: str
    text: str
    plan: Plan
    todo: Todo
    broken: list[LocatedFinding]


# The comment at a programme whose place is to be decided, of its old place and the candidates.
Remark = Callable[[str, Sequence[str]], str]


def next_revision(
    source: Revision,
    revision: str,
    period: str | None = None,
    rpjmd: str | None = None,
    profile: tuple[str, Remark] | None = None,
    *,
    remarks: Sequence[re.Pattern[str]] = (),
    lessons: Sequence[re.Pattern[str]] = (),
) -> Successor:
    """Make the text of the next revision, of this name, and maybe with another period, RPJMD or profile.

    `remarks` match the comments that say of a programme that its place is to be decided,
    and `lessons` the lines of those that taught how to write a first revision.
    Raises SmartplanError where the period or the profile is none, or its name or file cannot be had.
    """
    another = rpjmd if rpjmd != source.plan.rpjmd.title else None
    wanted = Next(revision, source.name, read_period(period) if period is not None else None, another, lessons)
    if source.document.source.path is None:
        raise EditRefused(variant="no-file", argument=STANDARD_INPUT)
    path = source.document.source.path.with_name(f"{name(wanted.revision)}.yaml")
    if path.exists() or path.is_symlink():
        raise Exists(path=shown(path))
    older = source.superseded
    draft = Draft(source.plan, source.document, older.plan if older else None, older.document if older else None)
    to = _profile(source, *profile, remarks) if profile is not None and profile[0] != source.plan.profile else None
    text = attempt(lambda draft: forward(draft, wanted), draft)
    file = source.folder.parse(SourceText(shown(path), text, path))
    if to is not None:
        text = _regrouped(source, Draft(plan_of(file), file.document), to)
        file = source.folder.parse(SourceText(shown(path), text, path))
    plan = plan_of(file)
    given = {wanted.revision: plan}
    broken = [
        located for located in findings(file, source.folder, path, source.today, given) if located.severity == "error"
    ]
    # Asked for as the old one was.
    argument = shown(path) if "/" in source.argument else wanted.revision
    left = todo(Revision(argument, plan, file, source.folder, source.today), remarks)
    return Successor(path, shown(path), argument, text, plan, left, broken)


def _regrouped(source: Revision, draft: Draft, to: NewProfile) -> str:
    """The draft in another profile. Raises EditRefused with the true cause."""
    try:
        return attempt(lambda draft: regroup(draft, to), draft)
    except EditRefused as error:
        from smartplan.operations.edit_refusal import explained

        ids = [error.values["id"]] if "id" in error.values else [*draft.entries]
        raise explained(source, lambda draft: attempt(lambda draft: regroup(draft, to), draft), error, ids) from None


def _profile(source: Revision, name: str, remark: Remark, remarks: Sequence[re.Pattern[str]]) -> NewProfile:
    """The profile of that name, beside the plans or in the package, with its crosswalk.

    Raises SmartplanError where there is none, or it cannot be read, or has no crosswalk from that of the revision.
    """
    found = source.folder.profile(name) or profiles.load(name)
    if isinstance(found, SmartplanError):
        raise found
    if found is None:
        raise unknown(name, "profile", [*profiles.names(), *source.folder.profiles])
    if source.plan.profile not in found.crosswalk:
        raise UsageError("error.no-crosswalk", name=name, old=source.plan.profile)

    def is_remark(comment: str) -> bool:
        return any(one.fullmatch(comment) for one in remarks)

    return NewProfile(name, found, found.crosswalk[source.plan.profile], remark, is_remark)


def write(source: Revision, successor: Successor) -> Undoable:
    """Put the new revision beside the old one; whether `undo` can take it away.

    Raises SmartplanError where a file has come in its place.
    """
    data = encode(source.document.source, successor.text)
    return write_changes("draft", [FileChange(successor.path, None, data)])
