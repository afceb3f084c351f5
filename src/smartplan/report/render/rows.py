"""Rows of data for a spreadsheet or a program: CSV, and JSON Lines."""

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

import msgspec

# A text that begins so is a formula to a spreadsheet, which would carry it out.
_FORMULA = ("=", "+", "-", "@", "\t")


class Tabular(Protocol):
    """A result that has rows: the keys of each, and the rows."""

    @property
    def columns(self) -> Sequence[str]:
        """The keys, in their order."""

    @property
    def rows(self) -> Sequence[Mapping[str, Any]]:
        """By key what is stated; None where nothing is."""


def as_csv(result: Tabular) -> str:
    """One line of keys, then one a row: commas, quotes where they are needed, lists joined by `; `, numbers bare.

    A text that a spreadsheet would take for a formula has a tab before it, which `import` takes away again.
    """
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(result.columns)
    writer.writerows([_cell(row[name]) for name in result.columns] for row in result.rows)
    return stream.getvalue()


def as_json_lines(result: Tabular) -> str:
    """Each row as JSON in a line of its own."""
    lines = (msgspec.json.encode({name: row[name] for name in result.columns}).decode() for row in result.rows)
    return "".join(f"{line}\n" for line in lines)


def _cell(value: Any) -> str | int | float:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (int, float)):
        return value
    text = "; ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)
    # A line break of another kind would end the row for some readers.
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return f"\t{text}" if text.startswith(_FORMULA) else text
