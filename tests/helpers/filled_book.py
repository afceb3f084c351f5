"""Exported workbooks filled in as people do it: by another library than the one that wrote them."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

FIRST = 3


class FilledBook:
    """A workbook of the working layout that is being filled in; rows and columns by ids and keys."""

    def __init__(self, data: bytes) -> None:
        self.book: Workbook = load_workbook(BytesIO(data))

    def sheet(self, name: str) -> Worksheet:
        found = self.book[name]
        assert isinstance(found, Worksheet)
        return found

    def keys(self, name: str) -> dict[str, int]:
        return {str(cell.value): cell.column for cell in self.sheet(name)[1] if cell.value is not None}

    def row(self, name: str, *ids: str) -> int:
        """The row whose first columns are these ids; an empty one stands for no id."""
        sheet = self.sheet(name)
        for row in range(FIRST, sheet.max_row + 1):
            if all((sheet.cell(row, index).value or "") == id_ for index, id_ in enumerate(ids, 1)):
                return row
        raise LookupError(ids)

    def put(self, name: str, ids: str | tuple[str, ...], key: str, value: Any, number_format: str = "") -> str:
        """Type something into a cell; its address."""
        row = self.row(name, *([ids] if isinstance(ids, str) else ids))
        cell = self.sheet(name).cell(row, self.keys(name)[key])
        cell.value = value
        if number_format:
            cell.number_format = number_format
        return f"{name}!{cell.coordinate}"

    def add(self, name: str, /, **values: Any) -> int:
        """Type a new row; `__` in a name is the dot of a key. The number of the row."""
        sheet, row = self.sheet(name), self.sheet(name).max_row + 1
        for key, value in values.items():
            sheet.cell(row, self.keys(name)[key.replace("__", ".")]).value = value
        return row

    def delete(self, name: str, *ids: str) -> None:
        self.sheet(name).delete_rows(self.row(name, *ids))

    def bytes(self) -> bytes:
        stream = BytesIO()
        self.book.save(stream)
        return stream.getvalue()


def fill(path: Path, change: Callable[[FilledBook], Any]) -> Any:
    """Fill in a workbook on disk; what `change` gives."""
    book = FilledBook(path.read_bytes())
    found = change(book)
    path.write_bytes(book.bytes())
    return found
