"""`import --into`: what was filled in on exported sheets, brought back into the plan: all of it at once, or nothing."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from msgspec import Struct

from smartplan.operations.edit import EditOutcome, attempt, check_edit, open_draft
from smartplan.operations.import_edits import edit_of
from smartplan.plan.finding import Address
from smartplan.plan.understand import Words
from smartplan.tables.cells import Workbook
from smartplan.tables.changes import Rows, changes, rows_of
from smartplan.tables.findings import TableFinding, fails, found
from smartplan.tables.opening import open_workbook
from smartplan.tables.origin import Origin, read_origin
from smartplan.tables.sheet_changes import SheetChanges
from smartplan.tables.together import together
from smartplan.workspace import git
from smartplan.workspace.paths import shown
from smartplan.workspace.revision import Revision
from smartplan.yamltext.document import load
from smartplan.yamltext.source import decode, encode

_BLOB = re.compile(r"[0-9a-f]{40}")


class FilledSheets(Struct, frozen=True):
    """What workbooks come to: how many changes, what is wrong with them, and the edit that they are together.

    There is no outcome where something is wrong. `ignored` are columns that mean nothing to a plan, with their places,
    and `cells` those that say what stands at an address of the edited file.
    """

    path: str
    edits: int
    findings: list[TableFinding]
    ignored: list[tuple[str, str]]
    outcome: EditOutcome | None = None
    cells: Mapping[Address, str] = {}


def import_into(
    rev: str,
    files: Sequence[Path],
    words: Words,
    plans: str | None,
    today: date,
    reason: str | None = None,
    because: Sequence[str] = (),
) -> FilledSheets:
    """What filled workbooks change in a revision, and what that breaks; nothing is written.

    `words` says what words of vocabularies mean, `reason` why programmes whose rows are gone are withdrawn; None where
    that was not asked for. `because` are the inputs that the changes cite. Raises SmartplanError where a file is no
    workbook, the revision cannot be edited, or a cell says what cannot be set.
    """
    revision, draft = open_draft(rev, plans, today)
    document = revision.document
    data = encode(document.source, document.source.text)
    assert document.data is not None
    plan = rows_of(document.data)
    read: list[SheetChanges] = []
    for file in files:
        workbook = open_workbook(file, shown(file))
        read.append(_changes(workbook, revision, data, plan, reason))
    ignored = [column for one in read for column in one.ignored]
    every, clashes = together(read)
    findings = [*(one for changed in read for one in changed.findings), *clashes]
    if fails(findings):
        return FilledSheets(revision.path, every.count, findings, ignored)
    made = attempt(lambda draft: edit_of(draft, every, revision.folder, words, because), draft)
    findings += made.findings
    outcome = None if fails(findings) else check_edit(revision, made.edit)
    return FilledSheets(revision.path, every.count, findings, ignored, outcome, made.places)


def _changes(workbook: Workbook, revision: Revision, data: bytes, plan: Rows, reason: str | None) -> SheetChanges:
    """What one workbook changes; a finding alone where that cannot be told."""
    origin = read_origin(workbook)
    first = f"{workbook.path}: {workbook.sheets[0].address(0, 0)}"
    if origin is None:
        return SheetChanges(findings=[found("base-unknown", first, "foreign")])
    if origin.revision != revision.name:
        other = found("base-unknown", first, "revision", value=origin.revision, other=revision.name)
        return SheetChanges(findings=[other])
    before = _before(origin, revision, data)
    if before is None:
        return SheetChanges(findings=[found("base-unknown", first)])
    return changes(workbook, origin, rows_of(before, origin.agency), plan, reason)


def _before(origin: Origin, revision: Revision, data: bytes) -> Mapping[str, Any] | None:
    """The plan that a workbook was exported from, as data: as it is now, as the workbook keeps it, or as git does."""
    document = revision.document
    if hashlib.sha256(data).hexdigest() == origin.sha256:
        return document.data
    path = document.source.path
    kept = origin.data
    if kept is None and path is not None and _BLOB.fullmatch(origin.blob):
        kept = git.run(path.parent, ["cat-file", "blob", origin.blob], missing=b"")
    if kept is None or hashlib.sha256(kept).hexdigest() != origin.sha256:
        return None
    return load(decode(kept, document.name)).data
