"""Made-up plans that hold something of everything, and their workbooks, filled in cell by cell in memory."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from hypothesis import strategies as st

from smartplan.editing.draft import Draft
from smartplan.operations.import_edits import edit_of
from smartplan.tables.cells import SheetCell, Workbook
from smartplan.tables.changes import changes, rows_of
from smartplan.tables.findings import TableFinding
from smartplan.tables.opening import read_workbook
from smartplan.tables.origin import read_origin
from smartplan.tables.sheet_changes import SheetChanges
from smartplan.tables.working import LAYOUTS, SheetKind, WorkingColumn, column_at
from smartplan.tables.working_rows import WorkingRow, working_sheets
from smartplan.tables.write_xlsx import FIRST, SheetWords, WorkingBook, write_working
from smartplan.workspace.folder import Folder
from smartplan.yamltext.document import Document, load
from smartplan.yamltext.source import SourceText
from tests.helpers.commented_writer import Writer
from tests.helpers.drafts import plan_of

# Texts that a spreadsheet would take for something else, and those that a list or a reader could.
TEXT = st.sampled_from(
    [
        "Layanan", "a, b", "a; b", "=SUM(A1)", "+62", "-minus", "@at", "1/2", "10-12-2020", "TRUE", "0012", "1E5", "1.10",
        "3.27.03", "12", "1.000", "75,00", "100%", "n/a", "≤ 5", "😀", "[a", "{b", "- c", "# d", "dua\nbaris", " tepi ",
        "nbsp\xa0di sini", "_x000D_", "_x0041_", "'kutip", '"ganda"', "a\tb", "Ya", "null", "~", "https://a.test/?b=c#d",
    ]
)  # fmt: skip
ID = st.sampled_from(["a", "b", "A-1", "0012", "1E5", "TRUE-1", "2023-01", "X_y"])
IDS = st.lists(ID, min_size=1, max_size=3, unique=True)
TEXTS = st.lists(TEXT, min_size=1, max_size=3)
YEAR = st.sampled_from(["2023", "2024", "2026"])
MEASURED = (
    TEXT | st.integers(-(10**15), 10**15) | st.sampled_from([0.5, 0.30000000000000004, 1e-07, 12.0, 99.95, 123456.789])
)
BASIS = st.fixed_dictionaries({"value": st.integers(0, 10**15)}, optional={"approx": st.just(True), "sources": IDS})
MONEY = st.integers(0, 10**15) | BASIS
MEASURE = MEASURED | st.fixed_dictionaries({"value": MEASURED}, optional={"as_of": st.just("2025-09")})


def by_year(value: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.dictionaries(YEAR, value, min_size=1, max_size=3)


BUDGET = st.dictionaries(st.sampled_from(["apbd", "csr", "unstated"]), by_year(MONEY), min_size=1, max_size=2)
EXECUTION = by_year(st.sampled_from(["ran", "partly", "not_run"]))
INDICATOR = st.fixed_dictionaries(
    {"name": TEXT},
    optional={
        "code": TEXT, "agency": ID, "level": st.sampled_from(["impact", "output"]), "unit": TEXT, "direction": st.just("up"),
        "baseline": MEASURE, "targets": by_year(MEASURE), "target_end": MEASURE, "actuals": by_year(MEASURE), "budget": BUDGET,
    },
)  # fmt: skip
INDICATORS = st.dictionaries(ID, INDICATOR, min_size=1, max_size=2)
ACTION = st.fixed_dictionaries(
    {"name": TEXT},
    optional={
        "kind": st.just("policy"), "years": st.lists(st.integers(2023, 2026), min_size=1), "agency": ID, "code": TEXT | TEXTS,
        "budget": BUDGET, "indicators": INDICATORS, "execution": EXECUTION, "evidence": IDS,
    },
)  # fmt: skip
PROGRAMME = st.fixed_dictionaries(
    {"name": TEXT},
    optional={
        "subdimension": ID, "description": TEXT, "agency": ID, "partners": IDS, "missions": IDS, "objectives": IDS,
        "judged": st.just(["missions"]), "code": TEXT | TEXTS, "location": TEXT | TEXTS, "tags": TEXTS, "kind": st.just("service"),
        "horizon": st.just("short"), "quick_win": st.booleans(), "status": st.sampled_from(["planned", "running"]),
        "years": st.lists(st.integers(2023, 2026), min_size=1, unique=True), "execution": EXECUTION, "budget": BUDGET, "spent": BUDGET,
        "indicators": INDICATORS, "actions": st.dictionaries(ID, ACTION, min_size=1, max_size=2), "because": st.just(["r/I1"]),
        "sources": IDS,
    },
)  # fmt: skip
NAMED = st.fixed_dictionaries(
    {"name": TEXT}, optional={"short": TEXT, "role": st.just("academic"), "tier": st.just("city")}
)
PLAN = st.fixed_dictionaries(
    {
        "rpjmd": st.fixed_dictionaries(
            {"title": TEXT},
            optional={
                "regulation": TEXT, "vision": TEXT, "missions": st.dictionaries(ID, TEXT, min_size=1, max_size=2), "sources": IDS,
                "objectives": st.dictionaries(
                    ID,
                    st.fixed_dictionaries({"name": TEXT}, optional={"level": st.just("goal"), "indicators": INDICATORS}),
                    min_size=1, max_size=2,
                ),
            },
        ),
        "agencies": st.dictionaries(ID, NAMED, min_size=1, max_size=3),
    },
    optional={
        "title": TEXT, "status": st.just("draft"), "change_reasons": st.just(["rpjmd", "input"]), "vision": TEXT,
        "period": st.fixed_dictionaries({"start": st.just(2023), "end": st.integers(2024, 2026)}), "legal_basis": TEXTS,
        "team": st.fixed_dictionaries({"lead": TEXT}, optional={"members": TEXTS}),
        "sources": st.dictionaries(ID, st.fixed_dictionaries({"title": TEXT}, optional={"url": TEXT}), min_size=1, max_size=2),
        "readiness": st.dictionaries(
            st.sampled_from(["structure", "infrastructure"]),
            st.dictionaries(ID, st.fixed_dictionaries({"name": TEXT}, optional={"condition": TEXT, "sources": IDS}), min_size=1, max_size=2),
            min_size=1,
        ),
        "withdrawn": st.dictionaries(st.sampled_from(["Z1", "Z2"]), st.fixed_dictionaries({"reason": TEXT}), min_size=1),
    },
)  # fmt: skip
GAPS = st.dictionaries(ID, st.fixed_dictionaries({"present": TEXT}, optional={"wanted": TEXT}), min_size=1, max_size=1)
WORDS = SheetWords({kind: kind for kind in LAYOUTS}, lambda key: key.upper(), "choices", lambda key: key)


@st.composite
def sheet_plans(draw: Any) -> Document:
    """A plan in any layout, with comments; two dimensions with up to three programmes each."""
    data: dict[str, Any] = {"format": 1, "revision": "2023", **draw(PLAN), "dimensions": {}}
    for start, key in (("G", "governance"), ("L", "living")):
        count = draw(st.integers(0, 3))
        found: dict[str, Any] = {f"{start}-{place:02}": draw(PROGRAMME) for place in range(1, count + 1)}
        data["dimensions"][key] = {"lead": "a", "programmes": found}
        if draw(st.booleans()):
            data["dimensions"][key] = {"lead": "a", "gaps": draw(GAPS), "programmes": found}
    text = "\n".join(Writer(draw, block_above=5).mapping(data, 0, ())) + "\n"
    document = load(SourceText("2023", text))
    assert document.data is not None
    assert document.tree.faults == []
    return document


def book_of(document: Document, agency: str = "") -> bytes:
    """The workbook of a plan."""
    data = document.data
    assert data is not None
    sheets = working_sheets(data, agency or None)
    book = WorkingBook(sheets, [], "2023", document.source.text.encode(), "en", agency)
    return write_working(book, WORDS, datetime(2026, 11, 24))


def opened(data: bytes) -> Workbook:
    return read_workbook(data, "2023.xlsx")


def places(document: Document) -> list[tuple[SheetKind, WorkingRow, WorkingColumn, int, int]]:
    """Every cell that can be filled in: its sheet, its row, its column and where it is."""
    assert document.data is not None
    return [
        (sheet.layout.kind, row, column, at, index)
        for sheet in working_sheets(document.data)
        for at, row in enumerate(sheet.rows, FIRST)
        for index, one in enumerate(sheet.columns, len(sheet.layout.ids))
        if (column := column_at(sheet.layout.kind, row.ids, one.key)) is not None
    ]


def typed_in(workbook: Workbook, kind: SheetKind, row: int, column: int, content: Any, format: str = "") -> None:
    """Type something into a cell."""
    (sheet,) = (one for one in workbook.sheets if one.name == kind)
    while len(sheet.rows[row]) <= column:
        sheet.rows[row].append(SheetCell())
    sheet.rows[row][column] = SheetCell(content, format)


def changed(workbook: Workbook, now: Document, reason: str | None = None) -> SheetChanges:
    """What a workbook changes in a plan."""
    origin = read_origin(workbook)
    assert origin is not None
    assert origin.data is not None
    before = load(SourceText("2023", origin.data.decode())).data
    assert before is not None
    assert now.data is not None
    return changes(workbook, origin, rows_of(before, origin.agency), rows_of(now.data), reason)


def draft_of(document: Document) -> Draft:
    return Draft(plan_of(document), document)


def brought_back(workbook: Workbook, now: Document) -> tuple[str, Sequence[TableFinding]]:
    """The text of the plan with what a workbook changes, and what is wrong with the workbook."""
    found = changed(workbook, now)
    if found.findings:
        return now.source.text, found.findings
    made = edit_of(draft_of(now), found, Folder(None), {})
    return made.edit.text, made.findings
