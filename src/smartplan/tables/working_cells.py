"""Values of a plan as cells of the working layout, and cells as they are compared with them."""

import re
from datetime import date, datetime, time, timedelta
from math import isfinite
from typing import Any, Final

from smartplan.errors import UsageError
from smartplan.plan.finding import Address
from smartplan.tables.cells import Content, SheetCell
from smartplan.tables.working import LISTS, NUMERIC, WorkingColumn
from smartplan.yamltext.emit import flow

# What a cell of a spreadsheet can hold.
LONGEST: Final = 32_767
# Excel keeps fifteen digits of a number, and a text is what keeps more.
_DIGITS = 15
_EXACT = 10**_DIGITS
# A plain number. A point with three digits behind it may be one of thousands, and stays a text.
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.(?![0-9]{3}$)[0-9]+)?")
_PERCENT = re.compile(r"0(\.0+)?%")
# Where a list of one line of text, as it is typed, is divided.
_BETWEEN = re.compile(r"[;\n]")
# Between two items, as they are written.
SEPARATOR: Final = "; "


def shown(value: Any) -> Content:
    """What a cell shows of a value: texts and numbers as they are, a list with semicolons, all else as YAML."""
    if value is None or isinstance(value, (bool, str)):
        return value or None if isinstance(value, str) else value
    if isinstance(value, int):
        return value if abs(value) < _EXACT * 10 else str(value)
    if isinstance(value, float) and isfinite(value):
        return value
    if isinstance(value, list):
        items = [str(item) if type(item) is int else item for item in value]
        if all(isinstance(item, str) and _is_plain(item) for item in items):
            return SEPARATOR.join(items) or None
    return flow(value) if value or not isinstance(value, dict) else None


def fitting(content: Content, address: Address) -> Content:
    """The same content. Raises UsageError with its address for a text that no cell can hold."""
    # Excel counts as UTF-16 does.
    if isinstance(content, str) and len(content) * 2 > LONGEST and len(content.encode("utf-16-le")) // 2 > LONGEST:
        raise UsageError("error.export.long", field=".".join(map(str, address)), limit=LONGEST)
    return content


def comparable(cell: SheetCell, column: WorkingColumn) -> Content:
    """What a cell says, to be compared: two that a spreadsheet program or a plan could not tell apart are the same."""
    content = cell.content
    if isinstance(content, str):
        return _of_text(content, column)
    if isinstance(content, bool) or content is None:
        return content
    if isinstance(content, (int, float)):
        if column.kind == "flag" and content in (0, 1):
            # Some programs keep true and false as numbers.
            return content == 1
        percentage = percent(cell) if column.kind == "measure" else None
        if percentage is not None:
            return percentage
        return _rounded(content) if column.kind in NUMERIC else spelled(content)
    return spelled(content)


def _of_text(content: str, column: WorkingColumn) -> Content:
    text = clean(content)
    if column.kind in NUMERIC and _NUMBER.fullmatch(text):
        return _rounded(float(text)) if "." in text else _rounded(int(text))
    if column.kind == "flag" and text.lower() in ("true", "false"):
        return text.lower() == "true"
    if column.kind in LISTS and not text.startswith("["):
        return SEPARATOR.join(items_of(text)) or None
    return text or None


def clean(text: str) -> str:
    """A text with the line breaks and blanks of a plan, and none at its ends."""
    text = text.replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n").replace("\xa0", " ")
    return text.strip()


def items_of(text: str) -> list[str]:
    """The items of a list as it is typed in a cell, with semicolons or line breaks between them."""
    return [item for part in _BETWEEN.split(text) if (item := part.strip())]


def percent(cell: SheetCell) -> str | None:
    """A percentage as a plan states it, `85%`, for a fraction that the sheet shows so; None for any other cell."""
    number = cell.content
    if isinstance(number, (int, float)) and not isinstance(number, bool) and _PERCENT.fullmatch(cell.format):
        return f"{spelled(float(f'{number * 100:.{_DIGITS}g}'))}%"
    return None


def spelled(content: Content) -> str:
    """A content as text; a whole number has no decimals."""
    if isinstance(content, bool):
        return str(content).lower()
    if isinstance(content, float):
        whole = _rounded(content)
        return str(whole) if isinstance(whole, int) else repr(whole)
    if isinstance(content, (datetime, date, time)):
        return content.isoformat()
    if isinstance(content, timedelta):
        return str(content)
    return "" if content is None else str(content)


def _rounded(number: float) -> float:
    """The number with the digits that a spreadsheet keeps; without decimals where there are none."""
    if not isfinite(number):
        return number
    kept = float(f"{number:.{_DIGITS}g}")
    return int(kept) if kept.is_integer() else kept


def _is_plain(item: str) -> bool:
    """Whether an item of a list is the same when it is read again from between semicolons."""
    return bool(item) and clean(item) == item and not _BETWEEN.search(item) and not item.startswith(("[", "{"))
