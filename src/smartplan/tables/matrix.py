"""The matrix of programmes as a regulation prints it: indicators below a programme, years across, sums by dimension.

The layout is that of Permendagri 86/2017: target and rupiah of each year, the state at the start and at the end, who is
responsible. It is to be printed and pasted, and `import` reads it like any other table.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Any, Final

from msgspec import Struct

from smartplan.plan import profile as profiles
from smartplan.plan.budget import amount, budget_of, period_years
from smartplan.plan.field_types import each
from smartplan.plan.figure import measured
from smartplan.plan.model import Entry, Indicator, Plan, Programme
from smartplan.plan.profile import label_in
from smartplan.tables.cells import Content
from smartplan.tables.headings import roman_numeral
from smartplan.tables.heights import HIGHEST, row_height
from smartplan.tables.libraries import require
from smartplan.tables.working_cells import SEPARATOR, fitting
from smartplan.tables.write_xlsx import Writing

# What is not stated; a reader takes it for nothing.
ABSENT: Final = "–"
_TOP: Final = 2
_HEIGHT: Final = 3
# Ahead of the years: code, programme, indicator, unit, the state at the start.
_AHEAD: Final = ("code", "programme", "indicator", "unit", "baseline")
_BEHIND: Final = ("agency", "dimension", "subdimension")
_WIDTHS: Final = {
    **{"code": 11, "programme": 28, "indicator": 24, "unit": 9, "baseline": 11, "target": 9, "money": 15, "end": 12},
    **{"agency": 18, "dimension": 13, "subdimension": 14},
}
_FONT: Final = {"font_name": "Arial", "font_size": 9}
# The height of a line, and how many of these letters find room on the width of one by which columns are measured.
_LINE, _SPARE = 12.0, 1.2
# F4 is what offices print on, and 14 the nearest to it that every printer knows; more years than these need A3.
_F4, _A3, _FEW = 14, 8, 3


class MatrixWords(Struct, frozen=True):
    """The words of a matrix in a language, by name: headings, `total`, notes; `language` chooses those of a profile."""

    language: str
    sheet: str
    title: str
    say: Callable[[str], str]


def write_matrix(plan: Plan, words: MatrixWords, created: datetime) -> bytes:
    """The matrix of a plan as .xlsx. Raises UsageError for a text that no cell can hold, and MissingLibrary."""
    require("xlsxwriter")
    with Writing(created) as writing:
        page = writing.book.add_worksheet(words.sheet)
        _Matrix(writing, page, plan, words).write()
    return writing.bytes


def matrix_years(plan: Plan) -> list[int]:
    """The years of a matrix: those of the period, and all for which something is planned."""
    years = {*period_years(plan)}
    for entry in plan.entries():
        years.update(year for by_year in budget_of(entry.programme).values() for year in by_year)
        years.update(year for indicator in entry.programme.indicators.values() for year in indicator.targets)
    return sorted(years)


class _Matrix:
    def __init__(self, writing: Writing, page: Any, plan: Plan, words: MatrixWords) -> None:
        self._writing, self._page, self._plan, self._words = writing, page, plan, words
        self._years = matrix_years(plan)
        self._end = len(_AHEAD) + 2 * len(self._years)
        cell = {**_FONT, "border": 1, "valign": "top"}
        strong = {**cell, "bold": True, "bg_color": "#F2F2F2"}
        self._text = writing.format(**cell, text_wrap=True, num_format="@")
        self._number = writing.format(**cell, text_wrap=True, align="right", num_format="@")
        self._money = writing.format(**cell, num_format="#,##0")
        self._sum = writing.format(**strong, num_format="#,##0")
        self._label = writing.format(**strong)

    def write(self) -> None:
        """Write title, headings, the programmes by dimension, the total and the notes; ready to print."""
        page = self._page
        self._writing.put(page, 0, 0, self._words.title, self._writing.format(bold=True, font_size=14))
        self._headings()
        row = _TOP + _HEIGHT
        for number, key in enumerate(self._plan.dimensions, 1):
            row = self._dimension(row, number, key)
        self._sums(row, "", self._words.say("total"), [entry.programme for entry in self._plan.entries()])
        for at, note in enumerate(("absent", "sums"), row + 2):
            self._writing.put(page, at, 0, self._words.say(f"note.{note}"), self._writing.format(**_FONT))
        pairs = ["target", "money"] * len(self._years)
        for index, name in enumerate([*_AHEAD, *pairs, "end", *_BEHIND]):
            page.set_column(index, index, _WIDTHS[name])
        page.freeze_panes(_TOP + _HEIGHT, 2)
        page.repeat_rows(_TOP, _TOP + _HEIGHT - 1)
        page.set_paper(_F4 if len(self._years) <= _FEW else _A3)
        page.set_landscape()
        page.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
        page.set_footer("&R&8&P / &N")
        page.fit_to_pages(1, 0)

    def _headings(self) -> None:
        look = self._writing.format(
            **_FONT, bold=True, border=1, align="center", valign="vcenter", text_wrap=True, bg_color="#DDEBF7"
        )
        last = _TOP + _HEIGHT - 1
        for index, name in [*enumerate(_AHEAD), *enumerate(_BEHIND, self._end + 1)]:
            self._page.merge_range(_TOP, index, last, index, self._words.say(name), look)
        self._merge(_TOP, len(_AHEAD), _TOP, self._end, self._words.say("years"), look)
        for place, year in enumerate(self._years):
            first = len(_AHEAD) + 2 * place
            self._merge(_TOP + 1, first, _TOP + 1, first + 1, str(year), look)
            self._writing.put(self._page, last, first, self._words.say("target"), look)
            self._writing.put(self._page, last, first + 1, self._words.say("money"), look)
        self._writing.put(self._page, _TOP + 1, self._end, self._words.say("end"), look)
        self._page.set_row(_TOP + 1, _height([(self._words.say("end"), "end")]))
        self._writing.put(self._page, last, self._end, self._words.say("target"), look)

    def _merge(self, first_row: int, first: int, last_row: int, last: int, content: Content, look: Any) -> None:
        """A content over several cells, or in one."""
        if (first_row, first) == (last_row, last):
            # One with nothing in it has its lines as well.
            self._page.write_blank(first_row, first, None, look)
        else:
            self._page.merge_range(first_row, first, last_row, last, "", look)
        self._writing.put(self._page, first_row, first, content, look)

    def _dimension(self, row: int, number: int, key: str) -> int:
        known = profiles.of(self._plan)
        dimension = known.dimensions.get(key) if known else None
        name = label_in(dimension.name, self._words.language) if dimension else key
        entries = [entry for entry in self._plan.entries() if entry.dimension == key]
        if not entries:
            return row
        self._sums(row, roman_numeral(number), name, [entry.programme for entry in entries])
        row += 1
        for entry in entries:
            below = dimension.subdimensions if dimension else {}
            sub = entry.programme.subdimension
            place = dimension.subdimension(sub, self._words.language) if dimension and sub in below else sub
            row = self._programme(row, entry, name, place)
        return row

    def _sums(self, row: int, number: str, name: str, programmes: Sequence[Programme]) -> None:
        """A row of sums: of a dimension, or of all."""
        for index in range(self._end + len(_BEHIND) + 1):
            self._page.write_blank(row, index, None, self._label)
        self._writing.put(self._page, row, 0, number or None, self._label)
        self._writing.put(self._page, row, 1, name, self._label)
        for place, year in enumerate(self._years):
            total = amount(programmes, year=year).rupiah
            self._writing.put(self._page, row, len(_AHEAD) + 2 * place + 1, total, self._sum)

    def _programme(self, row: int, entry: Entry, dimension: str, subdimension: str) -> int:
        programme = entry.programme
        indicators = list(programme.indicators.values())
        last = row + max(len(indicators), 1) - 1
        code = SEPARATOR.join(each(programme.code)) or entry.id
        agency = self._plan.agencies.get(programme.agency)
        texts: dict[int, str] = {
            0: code,
            1: str(fitting(programme.name, (*entry.path, "name"))),
            self._end + 1: (agency.name if agency else programme.agency) or ABSENT,
            self._end + 2: dimension,
            self._end + 3: subdimension or ABSENT,
        }
        for index, text in texts.items():
            self._merge(row, index, last, index, text, self._text)
        for place, year in enumerate(self._years):
            index = len(_AHEAD) + 2 * place + 1
            total = amount([programme], year=year).rupiah
            self._merge(row, index, last, index, total, self._money)
        behind = zip(_BEHIND, (texts[self._end + place] for place in (1, 2, 3)), strict=True)
        whole = _height([(code, "code"), (texts[1], "programme"), *((text, name) for name, text in behind)])
        for at, indicator in enumerate(indicators or [Indicator()], row):
            # What is merged over the rows may be higher than all but the last of them together.
            whole -= self._indicator(at, indicator, whole if at == last else 0.0)
        return last + 1

    def _indicator(self, row: int, indicator: Indicator, least: float) -> float:
        """Write the row of an indicator, at least so high; its height."""
        texts = [(indicator.name, "indicator"), (indicator.unit, "unit")]
        for index, content in self._of_indicator(indicator):
            look = self._text if index in (2, 3) else self._number
            self._page.write_blank(row, index, None, look)
            self._writing.put(self._page, row, index, content, look)
            if isinstance(content, str) and index > 3:
                texts.append((content, "target"))
        height = min(max(_height(texts), least), HIGHEST)
        self._page.set_row(row, height)
        return height

    def _of_indicator(self, indicator: Indicator) -> Iterator[tuple[int, Content]]:
        yield 2, indicator.name or None
        yield 3, indicator.unit or None
        yield 4, measured(indicator.baseline)
        for place, year in enumerate(self._years):
            yield len(_AHEAD) + 2 * place, measured(indicator.targets.get(year))
        yield self._end, measured(indicator.target_end)


def _height(texts: Sequence[tuple[str, str]]) -> float:
    """The height of a row with texts in columns of these names."""
    return row_height([(text, _WIDTHS[name]) for text, name in texts], _LINE, _SPARE)
