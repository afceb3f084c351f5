"""A stranger's sheet read for `import`: what it says, column by column and row by row, and what is wrong with it."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct, structs

from smartplan.errors import UnknownName
from smartplan.tables.cells import Sheet
from smartplan.tables.contents import KEPT, SheetMapping, TableContents
from smartplan.tables.findings import TableFinding, fails, found
from smartplan.tables.ids import slug
from smartplan.tables.mapping import applied, read_mapping, written
from smartplan.tables.opening import open_workbook
from smartplan.tables.reading import read_table
from smartplan.tables.recognise import Anchors, TableHeader, problems, recognise
from smartplan.tables.rows import ELEMENTS, Level
from smartplan.workspace.atomic import create
from smartplan.workspace.files import read
from smartplan.workspace.paths import shown

# So many names of sheets are listed.
_LISTED = 10


class ImportedColumn(Struct, frozen=True):
    """A column of the table by its letters, with what it was read as; `field` is empty where nobody knows."""

    column: str
    heading: str
    field: str
    year: int | None = None


class ImportedTable(Struct, frozen=True):
    """What was read of a sheet: rows by kind, cells that are kept or named by why they are not, and sums.

    `header` are the rows of the headings, counted from 1; `written` is the plan that was made of it.
    """

    path: str
    sheet: str = ""
    header: tuple[int, int] | None = None
    columns: list[ImportedColumn] = []
    rows: dict[str, int] = {}
    kept: int = 0
    named: dict[str, int] = {}
    programmes: int = 0
    indicators: int = 0
    targets: int = 0
    baselines: int = 0
    budget_cells: int = 0
    rupiah: int = 0
    findings: list[TableFinding] = []
    written: str | None = None

    @property
    def has_errors(self) -> bool:
        """Whether something has to be put right before a plan can be made of it."""
        return fails(self.findings)


class SheetReading(Struct, frozen=True):
    """A sheet with what it says; without a header nothing could be recognised on it."""

    table: ImportedTable
    mapping: SheetMapping
    sheet: Sheet | None = None
    header: TableHeader | None = None
    contents: TableContents | None = None


def mapping_of(path: Path | None) -> SheetMapping:
    """The mapping in a file, or one that says nothing. Raises CannotOpen and BadMapping."""
    return read_mapping(read(path, shown(path))) if path is not None else SheetMapping()


def read_sheet(path: Path, mapping: SheetMapping) -> SheetReading:
    """Recognise and read the only table of a workbook, or of the sheet that the mapping names.

    Raises SmartplanError where the file is no workbook, or has no such sheet.
    """
    name = shown(path)
    workbook = open_workbook(path, name)
    tables: list[tuple[Sheet, Anchors, TableHeader]] = []
    faults: list[TableFinding] = []
    for sheet in _sheets(workbook.sheets, mapping.sheet):
        anchors = Anchors(sheet.merged)
        header = recognise(sheet, anchors, mapping.header)
        if not isinstance(header, TableHeader):
            faults += header
        elif "name" in applied(header, mapping).fields:
            tables.append((sheet, anchors, header))
        else:
            # Of rows that the mapping gives; the others were recognised by it.
            faults.append(found("no-table", sheet.address(header.first, 0), "rows"))
    if len(tables) > 1:
        first, second = (sheet.address(header.first, 0) for sheet, _, header in tables[:2])
        return SheetReading(ImportedTable(name, findings=[found("several-tables", first, other=second)]), mapping)
    if not tables:
        several = [one for one in faults if one.rule == "several-tables"]
        return SheetReading(ImportedTable(name, findings=several or faults[:1]), mapping)
    sheet, anchors, header = tables[0]
    header = applied(header, mapping)
    wrong = list(problems(sheet, header, mapping.first_year, mapping.year))
    formats = structs.replace(mapping, has_formats=workbook.has_formats)
    contents = read_table(sheet, anchors, header, formats)
    if not contents.programmes and not fails([*wrong, *contents.findings]):
        wrong.append(found("no-table", sheet.address(header.last, 0), "empty"))
    return SheetReading(_table(name, sheet, header, contents, wrong), mapping, sheet, header, contents)


def _sheets(sheets: list[Sheet], wanted: str | int | None) -> list[Sheet]:
    """The sheets to look at: those that can be seen, or the one that is named, by its name or its number from 1."""
    if wanted is None:
        return [sheet for sheet in sheets if sheet.visible]
    names = [sheet.name for sheet in sheets]
    for sheet in sheets:
        if sheet.name == str(wanted):
            return [sheet]
    number = int(wanted) if str(wanted).isdecimal() else 0
    if not 1 <= number <= len(sheets):
        raise UnknownName(name=str(wanted), what="sheet", known=", ".join(names[:_LISTED]), variant="listed")
    return [sheets[number - 1]]


def _table(
    name: str, sheet: Sheet, header: TableHeader, contents: TableContents, wrong: list[TableFinding]
) -> ImportedTable:
    cells = Counter(contents.cells.values())
    kept = cells.pop(KEPT, 0)
    indicators = [one for programme in contents.programmes for one in programme.indicators]
    amounts = list(_amounts(contents))
    return ImportedTable(
        name,
        sheet.name,
        (header.first + 1, header.last + 1),
        [ImportedColumn(one.letters, one.heading, one.field, one.year) for one in header.columns],
        contents.rows,
        kept,
        dict(sorted(cells.items())),
        len(contents.programmes),
        len(indicators),
        sum(len(one.targets) for one in indicators),
        sum(one.baseline is not None for one in indicators),
        len(amounts),
        sum(amounts),
        [*wrong, *contents.findings],
    )


def _amounts(contents: TableContents) -> Iterator[int]:
    for programme in contents.programmes:
        for years in programme.budget.values():
            yield from years.values()


def write_mapping(reading: SheetReading, path: Path, comment: str) -> None:
    """Write what was recognised to a new file, with a comment at its head.

    Raises Exists where the file is there, as it may have been corrected by hand, and CannotWrite.
    """
    create(path, mapping_text(reading, comment).encode())


def mapping_text(reading: SheetReading, comment: str) -> str:
    """The mapping file of what was recognised, with a comment at its head."""
    assert reading.header is not None
    name = reading.mapping.name or slug(Path(reading.table.path).stem)
    mapping = structs.replace(reading.mapping, name=name)
    return written(mapping, reading.table.sheet, reading.header, level_of(reading), comment.split("\n"))


def level_of(reading: SheetReading) -> Level | None:
    """The level of the rows that were read as programmes, by their codes."""
    if reading.mapping.level is not None or reading.contents is None:
        return reading.mapping.level
    counts = Counter(one.code.count(".") + 1 for one in reading.contents.programmes if one.code)
    most = counts.most_common(1)[0][0] if counts else 0
    return next((level for level, count in ELEMENTS.items() if count == most), None)


def with_findings(table: ImportedTable, findings: list[TableFinding], written: str | None = None) -> ImportedTable:
    """The same table with further findings, and the plan that was made of it."""
    return structs.replace(table, findings=[*table.findings, *findings], written=written)
