"""`export`: a plan as a workbook to fill in, whole or for one agency, or as rows of its programmes."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from msgspec import Struct

from smartplan.plan import profile as profiles
from smartplan.plan.model import Plan
from smartplan.plan.profile import label_in
from smartplan.tables.matrix import MatrixWords, write_matrix
from smartplan.tables.working import DIMENSION, PARTS, SheetKind
from smartplan.tables.working_rows import WorkingRow, WorkingSheet, agencies_with_work, working_sheets
from smartplan.tables.write_xlsx import Choice, SheetWords, WorkingBook, word_choices, write_working
from smartplan.workspace.revision import Revision
from smartplan.yamltext.source import encode


class ExportWords(Struct, frozen=True):
    """The words of a workbook in a language: those of its sheets, what a word of a vocabulary means, and its name.

    `field` is the name of a field.
    """

    language: str
    sheets: SheetWords
    meaning: Callable[[str], str]
    field: Callable[[str], str]


class ProgrammeRows(Struct, frozen=True):
    """The programmes of a plan as rows: the keys of the working layout, and what is stated of each."""

    columns: list[str]
    rows: list[Mapping[str, Any]]


def workbook(revision: Revision, words: ExportWords, today: date, agency: str = "") -> bytes:
    """The working layout of a revision, or of the part of an agency, as .xlsx.

    Raises UsageError for a text that no cell can hold, and MissingLibrary.
    """
    source = revision.document.source
    sheets = working_sheets(revision.document.data or {}, agency or None)
    book = WorkingBook(
        sheets=sheets,
        choices=list(_choices(revision.plan, sheets, words)),
        revision=revision.name,
        data=encode(source, source.text),
        language=words.language,
        agency=agency,
    )
    return write_working(book, words.sheets, datetime(today.year, today.month, today.day))


def matrix(revision: Revision, words: MatrixWords, today: date) -> bytes:
    """The matrix layout of a revision as .xlsx. Raises as `workbook` does."""
    return write_matrix(revision.plan, words, datetime(today.year, today.month, today.day))


def agencies(revision: Revision) -> list[str]:
    """The agencies that have something to fill in, by id."""
    return agencies_with_work(revision.document.data or {})


def programme_rows(revision: Revision, agency: str = "") -> ProgrammeRows:
    """The rows of the sheet of programmes, with the keys of its columns."""
    sheet = working_sheets(revision.document.data or {}, agency or None)[0]
    keys = [column.key for column in sheet.columns]
    return ProgrammeRows([*sheet.layout.ids, *keys], [_row(sheet, row, keys) for row in sheet.rows])


def _row(sheet: WorkingSheet, row: WorkingRow, keys: Sequence[str]) -> Mapping[str, Any]:
    ids = dict(zip(sheet.layout.ids, row.ids, strict=True))
    return {**ids, **{key: row.values.get(key) for key in keys}}


def _choices(plan: Plan, sheets: Sequence[WorkingSheet], words: ExportWords) -> list[Choice]:
    """What can be chosen in the columns of a workbook, with what each word means."""
    found = [
        Choice(name, words.field(column.key.partition(".")[0]), [(one, words.meaning(one)) for one in column.words])
        for column, name in word_choices(sheets)
    ]
    known = profiles.of(plan)
    places = known.dimensions if known else {}
    subdimensions = [
        (key, one.subdimension(key, words.language))
        for name, one in places.items()
        if name in plan.dimensions
        for key in one.subdimensions
    ]
    names = {key: label_in(places[key].name, words.language) if key in places else "" for key in plan.dimensions}
    of_ids: dict[str, Sequence[tuple[str, str]]] = {
        "agency": [(id_, agency.name) for id_, agency in plan.agencies.items()],
        DIMENSION: list(names.items()),
        "subdimension": list(dict(subdimensions).items()),
        "mission": list(plan.rpjmd.missions.items()),
        "programme": [(entry.id, entry.programme.name) for entry in plan.entries()],
        "part": [(part, words.field(part)) for part in PARTS],
    }
    kinds: set[SheetKind] = {sheet.layout.kind for sheet in sheets}
    wanted = {"mission": "objectives", "part": "readiness"}
    return found + [
        Choice(name, words.field(name), list(pairs))
        for name, pairs in of_ids.items()
        if name not in wanted or wanted[name] in kinds
    ]
