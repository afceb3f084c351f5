"""The sums beside the matrix: programmes and money by dimension, money by source and year, targets by indicator."""

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple, get_args

from msgspec import UNSET, UnsetType

from smartplan.compare.changes import DimensionData, SummaryData
from smartplan.messages import Catalogue
from smartplan.plan.budget import budget_of, difference, together
from smartplan.plan.field_types import Fund
from smartplan.plan.figure import Basis, Measure, Sum, basis, measured, total, total_of
from smartplan.plan.model import Entry, Indicator
from smartplan.report.diff.head import BALANCE, sides
from smartplan.report.diff.matrix_table import (
    MatrixSheet,
    absent_cell,
    capital,
    money_cell,
    number_cell,
    plain,
    share_cell,
    text_cell,
    year_cell,
)
from smartplan.report.diff.words import DiffWords
from smartplan.report.render import measures
from smartplan.report.render.cell_values import ProgrammeRef
from smartplan.report.render.figures import ROUGH, resting
from smartplan.report.render.page import Cell, Column, Line, Table
from smartplan.report.render.sentences import one_line
from smartplan.report.render.years import span

_MONEY_WIDTH = 25


def totals(words: DiffWords) -> MatrixSheet:
    """Programmes by what became of them, and money, by dimension: the figures of the summary."""
    say, summary = words.say, words.result.comparison.summary
    names = [name for _, name in BALANCE if name != "realigned" or summary.programmes.realigned]
    counted = [capital(say(f"diff.{name}")) for name in names]
    columns = [
        Column(say("diff.dimension"), folds=True, width=20),
        *(Column(say(f"diff.{name}"), right=True, width=8) for name in ("old", "new")),
        *(Column(title, right=True, width=17) for title in counted),
        *_money_columns(say),
    ]

    def line(name: str, part: DimensionData | SummaryData, kind: Literal["", "total"] = "") -> Line:
        counts = [getattr(part.programmes, one) for one in ("old", "new", *names)]
        cells = [text_cell(name), *(number_cell(count, say) for count in counts)]
        return Line([*cells, *_money(*(sides(part.budget) if part.budget else (Sum(), Sum())), words)], kind)

    found = [line(words.values.called.dimension(key), part) for key, part in summary.dimensions.items()]
    return MatrixSheet(say("matrix.totals"), Table(columns, [*found, line(say("diff.total"), summary, "total")]))


def money(words: DiffWords) -> MatrixSheet:
    """The budget by source and year over the programmes that are shown, each source and the whole with its total."""
    say, comparison = words.say, words.result.comparison
    olds, news = _entries(words)
    before, after = (together(budget_of(entry.programme) for entry in side) for side in (olds, news))
    lines: list[Line] = []
    sums: list[tuple[Sum, Sum]] = []
    for fund in get_args(Fund):
        one, other = before.get(fund, {}), after.get(fund, {})
        if not one and not other:
            continue
        name = text_cell(capital(words.values.called.fund(fund)))
        for year in sorted(one.keys() | other.keys()):
            old, new = (total([side[year]]) if year in side else Sum() for side in (one, other))
            lines.append(Line([name, year_cell(year), *_money(old, new, words)]))
        whole = total(one.values()), total(other.values())
        sums.append(whole)
        lines.append(_total(say("matrix.total-of", name=name.text), whole, words))
    if lines:
        lines.append(_total(say("diff.total"), _both(sums), words))
        budget = comparison.summary.budget
        common = budget.common if budget and comparison.same_city else None
        if common and budget and (common.old, common.new) != (budget.old, budget.new):
            lines.append(_total(say("matrix.total-common", years=span(common.years)), sides(common), words))
    columns = [
        Column(say("matrix.source"), folds=True, width=34),
        Column(capital(say("report.year")), right=True, width=8),
        *_money_columns(say),
    ]
    return MatrixSheet(say("matrix.money"), Table(columns, lines))


def targets(words: DiffWords) -> MatrixSheet:
    """The targets of the indicators of the programmes that are shown, a row a year."""
    say = words.say
    columns = [
        Column(say("matrix.code"), folds=True, width=12),
        Column(say("matrix.programme"), folds=True, width=30),
        Column(say("matrix.indicator"), folds=True, width=34),
        Column(capital(say("field.unit")), folds=True, width=14),
        Column(capital(say("report.year")), right=True, width=8),
        Column(say("matrix.before"), right=True, width=18),
        Column(say("matrix.after"), right=True, width=18),
        Column(say("matrix.difference"), right=True, moved=True, width=18),
        Column("%", right=True, moved=True, width=10),
    ]
    return MatrixSheet(say("matrix.targets"), Table(columns, list(_target_lines(words))))


class _Pair(NamedTuple):
    """An indicator with the one that it was, where there are both, and the programme that has it."""

    entry: Entry
    old: Indicator | None
    new: Indicator | None


def _pairs(words: DiffWords) -> Iterator[_Pair]:
    """Each indicator once: those of a programme, then what its origins alone had."""
    outcomes = words.result.comparison.outcomes
    told = {(old.id, key) for one in outcomes if one.new for old in one.old for key in one.new.programme.indicators}
    for outcome in outcomes:
        if outcome.new:
            id_ = outcome.new.id
            # The one of the same id first, as the comparison has it.
            olds = [old.programme.indicators for old in sorted(outcome.old, key=lambda old: old.id != id_)]
            for key, indicator in outcome.new.programme.indicators.items():
                yield _Pair(outcome.new, next((one[key] for one in olds if key in one), None), indicator)
        for old in outcome.old:
            for key, indicator in old.programme.indicators.items():
                if (old.id, key) not in told:
                    told.add((old.id, key))
                    yield _Pair(old, indicator, None)


def _target_lines(words: DiffWords) -> Iterator[Line]:
    say = words.say
    for entry, old, new in _pairs(words):
        before, after = (one.targets if one else {} for one in (old, new))
        named = new or old
        if not named:
            continue
        code = Cell(plain(entry.id), value=ProgrammeRef(entry.id) if new else None)
        names = [text_cell(one_line(one)) for one in (entry.programme.name, named.name, named.unit)]
        for year in sorted(before.keys() | after.keys()):
            sides = before.get(year), after.get(year)
            one, other = (measured(side) for side in sides)
            cells = [code, *names, year_cell(year), *(_measure(side, words) for side in sides)]
            moved = percent = None
            if isinstance(one, int | float) and isinstance(other, int | float):
                moved, percent = other - one, (other - one) / abs(one) if one else None
            yield Line([*cells, number_cell(moved, say, moved=True), share_cell(percent, say)])


def _measure(measure: Measure | None, words: DiffWords) -> Cell:
    value = measured(measure)
    if value is None:
        return absent_cell()
    if isinstance(value, int | float):
        return number_cell(value, words.say, basis(measure))
    return text_cell(resting(measures.measure(value, words.say), basis(measure), words.say))


def _entries(words: DiffWords) -> tuple[Sequence[Entry], Sequence[Entry]]:
    """The programmes that are shown, old and new, each once."""
    outcomes = words.result.comparison.outcomes
    olds = {entry.id: entry for one in outcomes for entry in one.old}
    return list(olds.values()), [one.new for one in outcomes if one.new]


def _money_columns(say: Catalogue) -> list[Column]:
    return [
        Column(say("matrix.before"), right=True, width=_MONEY_WIDTH),
        Column(say("matrix.after"), right=True, width=_MONEY_WIDTH),
        Column(say("matrix.moved"), right=True, moved=True, width=_MONEY_WIDTH),
        Column("%", right=True, moved=True, width=10),
    ]


def _money(old: Sum, new: Sum, words: DiffWords) -> list[Cell]:
    """Both sides, by how much more, and by which share; nothing is compared where a side states none."""
    say = words.say
    cells = [absent_cell() if one.rupiah is None else money_cell(one.rupiah, say, _rough(one)) for one in (old, new)]
    delta = difference(old, new) if words.result.comparison.same_city else None
    share = None if delta is None or not old.rupiah else delta / abs(old.rupiah)
    moved = money_cell(delta, say, _rough(Sum(None, old.approx or new.approx)), moved=True)
    return [*cells, moved, share_cell(share, say)]


def _rough(one: Sum) -> Basis | UnsetType:
    return ROUGH if one.approx else UNSET


def _total(name: str, sides: tuple[Sum, Sum], words: DiffWords) -> Line:
    return Line([text_cell(name), Cell(""), *_money(*sides, words)], "total")


def _both(sums: Sequence[tuple[Sum, Sum]]) -> tuple[Sum, Sum]:
    return total_of([old for old, _ in sums]), total_of([new for _, new in sums])
