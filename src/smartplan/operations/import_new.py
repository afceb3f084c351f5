"""`import --new`: a plan made of a sheet, checked before it is written, and its lineage to an older revision."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct

from smartplan.compare.renames import suggest
from smartplan.editing.format.layout import layout
from smartplan.errors import Exists, NoRevision, UsageError
from smartplan.operations import init
from smartplan.operations.import_table import ImportedTable, SheetReading, with_findings
from smartplan.plan import profile as profiles
from smartplan.plan.model import Entry, Plan
from smartplan.plan.names import unknown
from smartplan.plan.profile import Profile
from smartplan.tables.cells import column_letters
from smartplan.tables.ids import slug
from smartplan.tables.plan_text import plan_text
from smartplan.tables.to_plan import Addresses, DraftedPlan, PlanHead, draft_plan
from smartplan.validation.check import findings
from smartplan.validation.located import LocatedFinding
from smartplan.workspace.file_changes import FileChange, Undoable, write_changes
from smartplan.workspace.folder import Folder, find_folder
from smartplan.workspace.paths import shown
from smartplan.workspace.revision import Revision, newest, open_revision, plan_of
from smartplan.yamltext.source import SourceText

_RPJMD = re.compile(r"rpjmd\b|rencana pembangunan jangka menengah daerah\b", re.IGNORECASE)


class NewRevision(Struct, frozen=True):
    """What was asked for of a new revision; `old` is the name of the one that it supersedes."""

    name: str
    city: str | None = None
    code: str | None = None
    period: str | None = None
    old: str | None = None
    record: str = "reconstruction"


class PlanWords(Struct, frozen=True):
    """The sentences that a plan is written with: its title, that of the RPJMD, comments, the name of its source.

    `remark` is the comment at a programme that may have been another one, given by id and name, with the percentage.
    """

    title: Callable[[str, int | None, int | None], str]
    rpjmd: Callable[[str], str]
    comments: Callable[[str, str], Sequence[str]]
    source: Callable[[str, str], str]
    remark: Callable[[str, str, float], str]


class ImportedPlan(Struct, frozen=True):
    """The new plan: its file, its text, the errors that it has; the table with what was found in making it."""

    path: Path
    name: str
    text: str
    table: ImportedTable
    broken: list[LocatedFinding] = []


def new_plan(
    reading: SheetReading, wanted: NewRevision, words: PlanWords, plans: str | None, today: date
) -> ImportedPlan:
    """A plan made of a sheet; without a text where the sheet has errors.

    Raises SmartplanError where the revision is there already, or the city is not known.
    """
    folder = find_folder(plans)
    assert folder.path is not None
    path = folder.path / f"{init.name(wanted.name)}.yaml"
    if path.exists() or path.is_symlink():
        raise Exists(path=shown(path))
    old = open_revision(wanted.old, plans, today) if wanted.old else None
    head = _head(reading, wanted, words, _pattern(folder, old, today))
    contents, header, sheet = reading.contents, reading.header, reading.sheet
    if contents is None or header is None or sheet is None:
        return ImportedPlan(path, shown(path), "", reading.table)
    letters = {column.field: column_letters(column.index) for column in header.columns}
    name = letters.get("name", "A")
    addresses = Addresses(
        sheet.name, letters.get("code", name), name, letters.get("formerly", name), letters.get("agency", name)
    )
    drafted = draft_plan(contents, reading.mapping, head, addresses)
    table = with_findings(reading.table, drafted.findings)
    if table.has_errors:
        return ImportedPlan(path, shown(path), "", table)
    return _checked(drafted, head, words, ImportedPlan(path, shown(path), "", table), folder, today)


def write_plan(imported: ImportedPlan) -> Undoable:
    """Write the new plan; whether `undo` can take it away.

    Raises SmartplanError where a file has come in its place.
    """
    return write_changes("import", [FileChange(imported.path, None, imported.text.encode())])


def _checked(
    drafted: DraftedPlan, head: PlanHead, words: PlanWords, imported: ImportedPlan, folder: Folder, today: date
) -> ImportedPlan:
    """The text in canonical layout, held against the rules."""
    path = imported.path
    comments = words.comments(Path(imported.table.path).name, imported.table.sheet)
    text = plan_text(drafted, comments, {})
    if head.old is not None:
        plan = plan_of(folder.parse(SourceText(shown(path), text, path)))
        text = plan_text(drafted, comments, _remarks(head.old, plan, words))
    text = layout(text)
    file = folder.parse(SourceText(shown(path), text, path))
    given = {head.revision: plan_of(file)}
    broken = [one for one in findings(file, folder, path, today, given) if one.severity == "error"]
    table = with_findings(imported.table, [], None if broken else shown(path))
    return ImportedPlan(path, shown(path), text, table, broken)


def _remarks(old: Plan, new: Plan, words: PlanWords) -> Mapping[str, Sequence[str]]:
    """Comments at programmes that may have been another one: proposed, never decided."""
    before = {entry.id: entry for entry in old.entries()}
    after = {entry.id: entry for entry in new.entries()}
    named = {id_ for entry in after.values() for id_ in entry.programme.formerly or ()}
    gone: list[Entry] = [entry for id_, entry in before.items() if id_ not in after and id_ not in named]
    come = [entry for id_, entry in after.items() if id_ not in before and entry.programme.formerly is None]
    return {
        one.new: [words.remark(one.old, before[one.old].programme.name, one.similarity)] for one in suggest(gone, come)
    }


def _pattern(folder: Folder, old: Revision | None, today: date) -> Plan | None:
    """The plan from which city and profile are taken: the superseded one, else the newest, else none."""
    if old is not None:
        return old.plan
    try:
        return newest(folder, today).plan
    except NoRevision:
        return None


def _head(reading: SheetReading, wanted: NewRevision, words: PlanWords, pattern: Plan | None) -> PlanHead:
    """Raises UsageError where the city is not known, and SmartplanError where the profile cannot be read."""
    if (wanted.city is None or wanted.code is None) and pattern is None:
        raise UsageError("error.import.city")
    own = pattern.city if pattern else None
    name = init.text(wanted.city) if wanted.city is not None else own.name if own else ""
    code = init.code(wanted.code) if wanted.code is not None else own.code if own else ""
    province = own.province if own and own.code == code else ""
    city = {key: value for key, value in (("code", code), ("name", name), ("province", province)) if value}
    profile_name = pattern.profile if pattern else profiles.DEFAULT
    years = reading.contents.years if reading.contents else []
    period = init.period(wanted.period) if wanted.period else (years[0], years[-1]) if years else None
    old = pattern if wanted.old else None
    path = Path(reading.table.path)
    return PlanHead(
        revision=wanted.name,
        city=city,
        title=words.title(name, *(period or (None, None))),
        record=wanted.record,
        profile_name=profile_name,
        profile=_profile(profile_name, pattern),
        rpjmd=old.rpjmd.title if old else _rpjmd(reading) or words.rpjmd(name),
        source=slug(path.stem),
        source_title=words.source(path.name, reading.table.sheet),
        period=period,
        old=old,
        supersedes=_stem(wanted.old) if wanted.old else "",
    )


def _rpjmd(reading: SheetReading) -> str:
    """The title of the RPJMD, where it stands above the table."""
    titles = reading.contents.titles if reading.contents else []
    return next((title for title in titles if _RPJMD.match(title)), "")


def _stem(argument: str) -> str:
    """The name of a revision that was given as it, or as a file."""
    return Path(argument).stem if argument.endswith((".yaml", ".yml")) else argument.partition("@")[0]


def _profile(name: str, plan: Plan | None) -> Profile:
    found = profiles.of(plan) if plan else profiles.load(name)
    if found is None:
        raise unknown(name, "profile", profiles.names())
    return found
