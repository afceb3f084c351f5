"""The working layout: every field of the model has its column, and every value of a plan its cell."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from msgspec import inspect

from smartplan.plan.field_at import options
from smartplan.plan.model import Plan
from smartplan.tables.cells import SheetCell
from smartplan.tables.origin import origin_of, origin_rows
from smartplan.tables.working import SHEETS, WorkingColumn, column_of
from smartplan.tables.working_cells import comparable, shown
from smartplan.tables.working_rows import agencies_with_work, working_sheets
from smartplan.yamltext.document import load
from smartplan.yamltext.source import SourceText
from tests.helpers.runner import ROOT

# What only smartplan or the name of the file decides.
NOT_SHOWN: Final = {("format",), ("revision",)}


def leaves(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The addresses of all values that a cell holds; a figure with its basis is one."""
    if isinstance(value, dict) and "value" not in value:
        for key, item in value.items():
            yield from leaves(item, (*path, key))
    elif value not in (None, "", [], {}):
        yield path


@pytest.mark.parametrize("path", sorted([*(ROOT / "plans").glob("*.yaml"), *(ROOT / "tests/city").glob("*.yaml")]))
def test_every_value_of_a_plan_has_its_cell(path: Path) -> None:
    data = load(SourceText(path.name, path.read_text("utf-8"))).data
    assert data is not None
    sheets = working_sheets(data)
    cells = {row.address(key) for sheet in sheets for row in sheet.rows for key in row.values if key != "dimension"}
    assert set(leaves(data)) - cells == NOT_SHOWN
    for sheet in sheets:
        known = {column.key for column in sheet.columns}
        assert {key for row in sheet.rows for key in row.values} <= known


@pytest.mark.parametrize("layout", SHEETS, ids=lambda layout: layout.kind)
def test_every_field_of_the_model_has_a_column(layout: Any) -> None:
    """Those that are mappings of entries have sheets, and so have those of figures columns by year."""
    info = inspect.type_info(layout.type)
    assert isinstance(info, inspect.StructType)
    mappings = set()
    for field in info.fields:
        name = field.encode_name
        keys = [
            name,
            f"{name}.2024",
            f"{name}.apbd.2024",
            f"{name}.start",
            f"{name}.name",
            f"{name}.title",
            f"{name}.lead",
        ]
        if not any(column_of(layout.kind, key) for key in keys):
            mappings.add(name)
    elsewhere = {
        "programmes": {"indicators", "actions"},
        "actions": {"indicators"},
        "objectives": {"indicators"},
        "plan": {"format", "revision", "agencies", "sources", "readiness", "withdrawn", "dimensions"},
    }
    assert mappings == elsewhere.get(layout.kind, set())


def test_each_kind_of_column() -> None:
    plan = {one.encode_name for one in options(inspect.type_info(Plan))[0].fields}
    assert "dimensions" in plan
    kinds = {
        "id": "id", "name": "text", "dimension": "id", "code": "texts", "partners": "list", "years": "years", "status": "word",
        "quick_win": "flag", "execution.2024": "word", "budget.apbd.2024": "money", "spent.csr.2024": "money",
    }  # fmt: skip
    found = {key: column_of("programmes", key) for key in kinds}
    assert {key: column.kind if column else "" for key, column in found.items()} == kinds
    assert [column_of("programmes", key) for key in ("", "nama", "budget", "budget.apbd", "indicators.i.name")] == [
        None
    ] * 5
    assert column_of("plan", "dimensions.living.programmes.L-1.name") is None
    assert column_of("plan", "period.start") == WorkingColumn("period.start", "number")


# A kind of column, what the plan has, what the sheet has, and whether that is the same.
SAME: list[tuple[str, Any, Any, bool]] = [
    ("text", "a", " a\r\n", True),
    ("text", "a\xa0b", "a b", True),
    ("text", "dua\nbaris", "dua_x000D_\nbaris", True),
    ("text", "12", 12, True),
    ("text", "1.10", 1.1, False),
    ("text", "a", None, False),
    ("text", "", None, True),
    ("list", ["a", "b"], "a;b", True),
    ("list", ["a", "b"], "a\nb", True),
    ("list", ["a", "b"], "b; a", False),
    ("list", ["a; b"], "a; b", False),
    ("years", [2024, 2025], "2024; 2025", True),
    ("years", [2024], 2024, True),
    ("flag", True, "TRUE", True),
    ("flag", True, 1, True),
    ("flag", False, 0.0, True),
    ("flag", False, None, False),
    ("money", 1_234_567_890_123_456, 1_234_567_890_123_460.0, True),
    ("money", 1_000, "1000", True),
    ("money", 0, None, False),
    ("measure", 0.30000000000000004, 0.3, True),
    ("measure", 12, "12", True),
    ("measure", 12, 12.0, True),
    ("measure", "1.000", 1, False),
    ("measure", "12", 12, True),
]


@pytest.mark.parametrize(("kind", "value", "content", "same"), SAME)
def test_what_a_spreadsheet_could_not_tell_apart_is_the_same(kind: Any, value: Any, content: Any, same: bool) -> None:
    column = WorkingColumn("x", kind)
    one, other = comparable(SheetCell(shown(value)), column), comparable(SheetCell(content), column)
    assert (one == other and type(one) is type(other)) is same


def test_a_percentage_is_what_the_sheet_shows() -> None:
    column = WorkingColumn("x", "measure")
    shown_as = {"0%": "85%", "0.0%": "85%", "General": 0.85}
    assert {format: comparable(SheetCell(0.85, format), column) for format in shown_as} == shown_as


def test_the_copy_of_a_plan_is_small() -> None:
    data = (ROOT / "plans/2026.yaml").read_bytes()
    rows = origin_rows(origin_of("2026", data, "id", "", {}))
    assert sum(len(text) for key, text in rows if key == "copy") < len(data) / 2
    assert all(len(text) <= 32_767 for _, text in rows)


def test_agencies_that_have_something_to_fill_in() -> None:
    indicator = {"name": "I", "agency": "c"}
    programmes = {
        "P-1": {"agency": "b", "indicators": {"i": indicator}, "actions": {"A1": {"name": "x", "agency": "d"}}}
    }
    data = {"agencies": {"a": {}, "b": {}, "c": {}}, "dimensions": {"living": {"programmes": programmes}}}
    assert agencies_with_work(data) == ["b", "c", "d"]
