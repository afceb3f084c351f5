"""Whatever stands in a sheet is read as it was written."""

import csv
from datetime import date, datetime, time
from io import BytesIO, StringIO

import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from smartplan.tables.cells import Content, Sheet
from smartplan.tables.opening import read_workbook

# Dates before March 1900 are another day in Excel, which takes 1900 for a leap year.
DAYS = st.dates(date(1900, 3, 1), date(2199, 12, 31))
TIMES = st.times().map(lambda one: one.replace(microsecond=one.microsecond // 1000 * 1000))
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30) | st.from_regex("_x[0-9A-F]{4}_", fullmatch=True)
CONTENTS: st.SearchStrategy[Content] = st.one_of(
    st.none(),
    TEXTS,
    st.sampled_from(["=SUM(A1)", "+62", "0012", "1E5", "TRUE", "1/2", "100%", "http://a.b", "  a ", "a\r\nb", "<c r='A1'/>"]),
    st.booleans(),
    st.integers(-(10**15), 10**15),
    st.floats(-1e15, 1e15),
    DAYS,
    st.builds(datetime.combine, DAYS, TIMES),
    TIMES,
)  # fmt: skip
SHEETS = st.lists(st.lists(CONTENTS, max_size=6), max_size=6)


def trimmed(rows: list[list[Content]]) -> list[list[Content]]:
    """Without what is empty at the ends of rows and of the sheet."""
    found = []
    for row in rows:
        while row and row[-1] is None:
            row = row[:-1]
        found.append(row)
    while found and not found[-1]:
        found.pop()
    return found


def contents(sheet: Sheet) -> list[list[Content]]:
    return [[cell.content for cell in row] for row in sheet.rows]


def as_read(value: Content) -> Content:
    """A text has line feeds for breaks, and an empty one is none; a number has the 16 digits that XlsxWriter writes."""
    if isinstance(value, str):
        return value.replace("\r\n", "\n").replace("\r", "\n") or None
    if isinstance(value, float):
        value = float(f"{value:.16G}")
        return int(value) if value.is_integer() else value
    return value.date() if isinstance(value, datetime) and value.time() == time() else value


@given(SHEETS)
def test_xlsx_is_read_as_it_was_written(rows: list[list[Content]]) -> None:
    buffer = BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    with xlsxwriter.Workbook(buffer, options) as book:
        sheet = book.add_worksheet()
        day, moment, hour = (book.add_format({"num_format": code}) for code in ("yyyy-mm-dd", "yyyy-mm-dd hh:mm:ss", "hh:mm:ss"))  # fmt: skip
        for row, line in enumerate(rows):
            for column, value in enumerate(line):
                if isinstance(value, str):
                    sheet.write_string(row, column, value)
                elif isinstance(value, date | time):
                    format = moment if isinstance(value, datetime) else day if isinstance(value, date) else hour
                    sheet.write_datetime(row, column, value, format)
                elif value is not None:
                    sheet.write(row, column, value)
    (found,) = read_workbook(buffer.getvalue(), "a.xlsx").sheets
    expected = trimmed([[as_read(value) for value in line] for line in rows])
    assert contents(found) == expected
    assert [[type(one) for one in line] for line in contents(found)] == [
        [type(one) for one in line] for line in expected
    ]


@given(st.lists(st.lists(TEXTS, max_size=5), max_size=5), st.sampled_from(",;\t"))
def test_csv_is_read_as_it_was_written(rows: list[list[str]], delimiter: str) -> None:
    buffer = StringIO(newline="")
    buffer.write(f"sep={delimiter}\r\n")
    csv.writer(buffer, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows(rows)
    data = buffer.getvalue().replace("\0", "").encode()
    (found,) = read_workbook(data, "a.csv").sheets
    # A line of one empty text is a line.
    expected = [[value.replace("\0", "").replace("\r\n", "\n") or None for value in line] for line in rows]
    assert contents(found) == trimmed(expected)
