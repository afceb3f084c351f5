"""The programmes of a plan, or their figures or actions, as one table."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from smartplan.analysis.listing import Listing, RowKind
from smartplan.messages import Catalogue
from smartplan.plan.model import Plan
from smartplan.report.render import cells
from smartplan.report.render.figures import rough
from smartplan.report.render.measures import aligned, measure
from smartplan.report.render.names import Names, record_notes
from smartplan.report.render.numbers import MoneyScale
from smartplan.report.render.page import Block, Cell, Column, Line, Page, Table, Text
from smartplan.report.render.sentences import escape_controls, one_line
from smartplan.report.render.years import spans

# What is shown where nobody chooses.
_SHOWN: Mapping[RowKind, Sequence[str]] = {
    "programmes": ("id", "name", "agency", "years", "status", "budget.total"),
    "budget": ("id", "name", "agency", "source", "year", "value"),
    "targets": ("id", "indicator.name", "agency", "year", "value", "unit"),
    "actuals": ("id", "indicator.name", "agency", "year", "value", "unit"),
    "actions": ("id", "action", "action.name", "agency", "years", "budget.total"),
}
_MONEY = {"budget.total": "budget.approx", "spent.total": "spent.approx"}
_WORDS = ("status", "kind", "horizon", "direction")
_AGENCIES = ("agency", "partners", "action.agency")
_FIRM = ("id", "action", "year", "status")
# What is no text.
_VALUES: Mapping[str, Callable[[Any], Cell]] = {"id": cells.programme, "year": cells.year}


def build(listing: Listing, plan: Plan, say: Catalogue, *, chosen: bool = False) -> Page:
    """The table; `chosen` says that the columns were asked for."""
    city = escape_controls(plan.city.name or "?")
    title = say(f"list.title.{listing.kind}", city=city, revision=escape_controls(listing.revision))
    blocks = rows(listing, plan, say, listing.columns if chosen else ())
    return Page(title, escape_controls(listing.path), record_notes(say, plan), list(blocks))


def rows(listing: Listing, plan: Plan, say: Catalogue, columns: Sequence[str]) -> Iterator[Block]:
    """The table alone, with these columns, or with those that are shown where nobody chooses."""
    return _Table(listing, plan, say, columns or _SHOWN[listing.kind]).blocks()


class _Table:
    def __init__(self, listing: Listing, plan: Plan, say: Catalogue, columns: Sequence[str]) -> None:
        self._listing, self._columns, self._say = listing, columns, say
        self._names = Names(say, plan)

    def blocks(self) -> Iterator[Block]:
        listing, say = self._listing, self._say
        if listing.filter.is_set:
            what = "; ".join(self._filter())
            yield Text(say("list.only", what=what, n=len(listing.rows), of=listing.of), "warn")
        if not listing.rows:
            yield Text(say("list.none" if listing.filter.is_set else f"list.none.{listing.kind}"), "strong")
            return
        columns = [self._column(name) for name in self._columns]
        lines = [Line(row) for row in zip(*(texts for _, texts in columns), strict=True)]
        yield Table([column for column, _ in columns], lines, records=True)

    def _filter(self) -> Iterator[str]:
        """Each part of the filter in words."""
        wanted, names = self._listing.filter, self._names
        parts = {
            "dimension": map(names.dimension, wanted.dimension),
            "agency": map(names.agency, wanted.agency),
            "missions": map(escape_controls, wanted.mission),
            "status": map(names.word, wanted.status),
            "kind": map(names.word, wanted.kind),
            "horizon": map(names.word, wanted.horizon),
            "year": map(str, wanted.year),
        }
        for name, values in parts.items():
            if text := ", ".join(values):
                yield f"{self._title(name)} {text}"
        if wanted.quick_win:
            yield self._title("quick_win")

    def _title(self, name: str) -> str:
        key = f"list.column.{name}"
        return self._say(key) if key in self._say else self._names.field(name)

    def _column(self, name: str) -> tuple[Column, Sequence[Cell]]:
        rows: Sequence[Mapping[str, Any]] = self._listing.rows
        is_money = name in _MONEY or (name == "value" and self._listing.kind == "budget")
        if is_money:
            scale = MoneyScale.of((_amount(row[name]) for row in rows), self._say.language)
            about = _MONEY.get(name, "approx")
            figures = [cells.money(scale, _amount(row[name]), row.get(about)) for row in rows]
            return Column(f"{self._title(name)}\n{scale.title}", right=True, unit=scale.unit), figures
        if name == "value":
            figures = [self._measure(row[name], row.get("approx")) for row in rows]
            return Column(self._title(name), right=True), aligned(figures, self._say)
        texts = [self._cell(name, row[name]) for row in rows]
        return Column(self._title(name), folds=name not in _FIRM), texts

    def _measure(self, value: Any, approx: object) -> Cell:
        text = rough(measure(value, self._say), approx)
        return Cell(text, value=None if isinstance(value, str) else value)

    def _cell(self, name: str, value: Any) -> Cell:
        if name in _VALUES and value is not None:
            return _VALUES[name](value)
        if name == "as_of" and value is not None:
            return cells.day(value, self._say.language)
        return Cell(self._text(name, value) or cells.NOTHING)

    def _text(self, name: str, value: Any) -> str:
        names = self._names
        if value is None or value == []:
            return ""
        if name in ("approx", "budget.approx", "spent.approx", "quick_win"):
            return names.word(str(value).lower())
        if name == "years":
            return spans(value)
        if isinstance(value, list):
            return ", ".join(self._text(name, one) for one in value)
        if name in _AGENCIES:
            return names.agency(value)
        if name in _WORDS:
            return names.word(value)
        if name == "dimension":
            return names.dimension(value)
        if name == "subdimension":
            return names.subdimension(value, short=True)
        if name == "source":
            return names.fund(value)
        if name == "execution":
            year, _, ran = value.partition(": ")
            return f"{year}: {names.word(ran)}"
        return one_line(str(value))


def _amount(value: Any) -> int | None:
    return value if isinstance(value, int) else None
