"""`export`: a plan as a workbook to fill in, whole or for one agency, or as rows of its programmes."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from msgspec import Struct

from smartplan.plan import profile as profiles
from smartplan.plan.model import Plan
from smartplan.plan.profile import label_in
from smartplan.tables.matrix import MatrixWords, write_matrix
from smartplan.tables.stratml import to_stratml
from smartplan.tables.working import DIMENSION, LAYOUTS, PARTS, SheetKind
from smartplan.tables.working_rows import WorkingRow, WorkingSheet, agencies_with_work, working_sheets
from smartplan.tables.write_xlsx import Choice, SheetWords, WorkingBook, word_choices, write_working
from smartplan.workspace.revision import Revision
from smartplan.yamltext.source import encode


class ExportWords(Struct, frozen=True):
    """The words of exports in a language. `say` gives the sentence of a key, or the key where there is none."""

    language: str
    say: Callable[[str], str]

    def field(self, name: str) -> str:
        """What a field is called."""
        found = (self.say(key) for key in (f"export.column.{name}", f"field.{name}"))
        return next((text for text in found if not text.endswith(f".{name}")), name)

    def label(self, key: str) -> str:
        """What a field of the plan itself is called, by its address."""
        whole = self.say(f"field.{key}")
        return whole if whole != f"field.{key}" else ": ".join(map(self.field, key.split(".")))

    def heading(self, key: str) -> str:
        """What a column is called: its field, its funding source and its year."""
        first, *rest = key.split(".")
        funds = [self._fund(step) for step in rest]
        return " ".join([self.field(first), *funds])

    def meaning(self, word: str) -> str:
        """What a word of a vocabulary means."""
        text = self.say(f"value.{word}")
        return word if text == f"value.{word}" else text

    def _fund(self, step: str) -> str:
        text = self.say(f"report.fund.{step}")
        return step if text == f"report.fund.{step}" else text


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
    names = {kind: words.say(f"export.sheet.{kind}") for kind in LAYOUTS}
    texts = SheetWords(names, words.heading, words.say("export.sheet.choices"), words.label)
    return write_working(book, texts, datetime(today.year, today.month, today.day))


def matrix(revision: Revision, words: ExportWords, title: str, today: date) -> bytes:
    """The matrix layout of a revision under a title, as .xlsx. Raises as `workbook` does."""

    def word(name: str) -> str:
        return words.say(f"export.matrix.{name}")

    own = MatrixWords(words.language, words.say("export.matrix.sheet"), title, word)
    return write_matrix(revision.plan, own, datetime(today.year, today.month, today.day))


def stratml(revision: Revision, words: ExportWords, today: date) -> str:
    """A revision as StratML Part 2."""
    return to_stratml(revision.plan, words.say, words.language, today)


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
