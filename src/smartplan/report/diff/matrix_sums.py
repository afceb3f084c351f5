"""The sums beside the matrix: programmes and money by dimension, money by source and year, targets by indicator."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple, get_args

from msgspec import UNSET, UnsetType

from smartplan.compare.changes import DimensionData, SummaryData
from smartplan.messages import Catalogue
from smartplan.plan.budget import budget_of, difference, together
from smartplan.plan.field_types import Fund
from smartplan.plan.figure import Basis, Measure, Sum, basis, measured, total, total_of
from smartplan.plan.model import Entry, Indicator
from smartplan.report.diff.head import BALANCE, sides
from smartplan.report.diff.matrix_table import (
    MatrixCell,
    MatrixColumn,
    MatrixLine,
    MatrixTable,
    absent_cell,
    capital,
    number_cell,
    text_cell,
    year_cell,
)
from smartplan.report.diff.words import DiffWords
from smartplan.report.render import measures
from smartplan.report.render.figures import ROUGH, resting
from smartplan.report.render.sentences import escape_controls, one_line
from smartplan.report.render.years import span

_MONEY_WIDTH = 25


def totals(words: DiffWords) -> MatrixTable:
    """Programmes by what became of them, and money, by dimension: the figures of the summary."""
    say, summary = words.say, words.result.comparison.summary
    names = [name for _, name in BALANCE if name != "realigned" or summary.programmes.realigned]
    counted = [capital(say(f"diff.{name}")) for name in names]
    columns = [
        MatrixColumn("dimension", say("diff.dimension"), 20),
        *(MatrixColumn(name, say(f"diff.{name}"), 8) for name in ("old", "new")),
        *(MatrixColumn(name, title, 17) for name, title in zip(names, counted, strict=True)),
        *_money_columns(say),
    ]

    def line(name: str, part: DimensionData | SummaryData, *, strong: bool = False) -> MatrixLine:
        counts = [getattr(part.programmes, one) for one in ("old", "new", *names)]
        cells = [text_cell(name), *(number_cell(count, say) for count in counts)]
        return MatrixLine([*cells, *_money(*(sides(part.budget) if part.budget else (Sum(), Sum())), words)], strong)

    found = [line(words.values.called.dimension(key), part) for key, part in summary.dimensions.items()]
    return MatrixTable(say("matrix.totals"), columns, [*found, line(say("diff.total"), summary, strong=True)])


def money(words: DiffWords) -> MatrixTable:
    """The budget by source and year over the programmes that are shown, each source and the whole with its total."""
    say, comparison = words.say, words.result.comparison
    olds, news = _entries(words)
    before, after = (together(budget_of(entry.programme) for entry in side) for side in (olds, news))
    lines: list[MatrixLine] = []
    sums: list[tuple[Sum, Sum]] = []
    for fund in get_args(Fund):
        one, other = before.get(fund, {}), after.get(fund, {})
        if not one and not other:
            continue
        name = text_cell(capital(words.values.called.fund(fund)))
        for year in sorted(one.keys() | other.keys()):
            old, new = (total([side[year]]) if year in side else Sum() for side in (one, other))
            lines.append(MatrixLine([name, year_cell(year), *_money(old, new, words)]))
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
        MatrixColumn("source", say("matrix.source"), 34),
        MatrixColumn("year", capital(say("report.year")), 8),
        *_money_columns(say),
    ]
    return MatrixTable(say("matrix.money"), columns, lines)


def targets(words: DiffWords) -> MatrixTable:
    """The targets of the indicators of the programmes that are shown, a row a year."""
    say = words.say
    columns = [
        MatrixColumn("code", say("matrix.code"), 12),
        MatrixColumn("programme", say("matrix.programme"), 30),
        MatrixColumn("indicator", say("matrix.indicator"), 34),
        MatrixColumn("unit", capital(say("field.unit")), 14),
        MatrixColumn("year", capital(say("report.year")), 8),
        MatrixColumn("before", say("matrix.before"), 18),
        MatrixColumn("after", say("matrix.after"), 18),
        MatrixColumn("moved", say("matrix.difference"), 18),
        MatrixColumn("percent", "%", 10),
    ]
    return MatrixTable(say("matrix.targets"), columns, list(_target_lines(words)))


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


def _target_lines(words: DiffWords) -> Iterator[MatrixLine]:
    say = words.say
    for entry, old, new in _pairs(words):
        before, after = (one.targets if one else {} for one in (old, new))
        named = new or old
        if not named:
            continue
        head = [escape_controls(entry.id), one_line(entry.programme.name), one_line(named.name), one_line(named.unit)]
        for year in sorted(before.keys() | after.keys()):
            sides = before.get(year), after.get(year)
            one, other = (measured(side) for side in sides)
            cells = [*map(text_cell, head), year_cell(year), *(_measure(side, words) for side in sides)]
            moved = percent = None
            if isinstance(one, int | float) and isinstance(other, int | float):
                moved, percent = other - one, (other - one) / abs(one) if one else None
            yield MatrixLine([*cells, number_cell(moved, say, "moved"), number_cell(percent, say, "share")])


def _measure(measure: Measure | None, words: DiffWords) -> MatrixCell:
    value = measured(measure)
    if value is None:
        return absent_cell()
    if isinstance(value, int | float):
        return number_cell(value, words.say, "number", basis(measure))
    return text_cell(resting(measures.measure(value, words.say), basis(measure), words.say))


def _entries(words: DiffWords) -> tuple[Sequence[Entry], Sequence[Entry]]:
    """The programmes that are shown, old and new, each once."""
    outcomes = words.result.comparison.outcomes
    olds = {entry.id: entry for one in outcomes for entry in one.old}
    return list(olds.values()), [one.new for one in outcomes if one.new]


def _money_columns(say: Catalogue) -> list[MatrixColumn]:
    return [
        MatrixColumn("before", say("matrix.before"), _MONEY_WIDTH),
        MatrixColumn("after", say("matrix.after"), _MONEY_WIDTH),
        MatrixColumn("moved", say("matrix.moved"), _MONEY_WIDTH),
        MatrixColumn("percent", "%", 10),
    ]


def _money(old: Sum, new: Sum, words: DiffWords) -> list[MatrixCell]:
    """Both sides, by how much more, and by which share; nothing is compared where a side states none."""
    say = words.say
    cells = [
        absent_cell() if one.rupiah is None else number_cell(one.rupiah, say, "money", _rough(one))
        for one in (old, new)
    ]
    delta = difference(old, new) if words.result.comparison.same_city else None
    share = None if delta is None or not old.rupiah else delta / abs(old.rupiah)
    moved = number_cell(delta, say, "moved", _rough(Sum(None, old.approx or new.approx)))
    return [*cells, moved, number_cell(share, say, "share")]


def _rough(one: Sum) -> Basis | UnsetType:
    return ROUGH if one.approx else UNSET


def _total(name: str, sides: tuple[Sum, Sum], words: DiffWords) -> MatrixLine:
    return MatrixLine([text_cell(name), MatrixCell(), *_money(*sides, words)], strong=True)


def _both(sums: Sequence[tuple[Sum, Sum]]) -> tuple[Sum, Sum]:
    return total_of([old for old, _ in sums]), total_of([new for _, new in sums])
