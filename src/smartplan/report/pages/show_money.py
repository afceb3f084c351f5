"""The money of one programme in words: what is planned beside what was spent, and what each indicator has of it."""

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Protocol

from smartplan.analysis.programme_details import Funding, IndicatorDetails, ProgrammeDetails
from smartplan.messages import Catalogue
from smartplan.plan.field_types import Fund
from smartplan.plan.model import Plan
from smartplan.report.pages.basis_items import basis_blocks, money_figures
from smartplan.report.render import cells
from smartplan.report.render.money import absorbed
from smartplan.report.render.numbers import MoneyScale
from smartplan.report.render.page import Block, Cell, Column, Heading, Line, Table, Text
from smartplan.report.render.sentences import one_line

# More years than this stand below each other: beside each other they would be wider than a screen.
YEARS_ABREAST = 6


class _Figure(Protocol):
    def __call__(self, amount: int | None, approx: bool = False) -> Cell: ...


def spending_blocks(details: ProgrammeDetails, say: Catalogue) -> Iterator[Block]:
    """What is planned and what was spent side by side, by source and year, and how much of it was absorbed."""
    parts = [(say("field.budget"), details.budget), (say("field.spent"), details.spent)]
    stated = [(word, funding) for word, funding in parts if funding is not None]
    scale = _scale([funding for _, funding in stated], say)
    figure = partial(cells.money, scale)
    funds = list(dict.fromkeys(fund for _, funding in stated for fund in funding.sources))
    years = sorted({year for _, funding in stated for year in funding.by_year})
    if len(years) <= YEARS_ABREAST:
        columns = [
            Column(scale.title),
            Column(""),
            *(_column(str(year), scale) for year in years),
            _column(say("report.total"), scale),
        ]
        lines = []
        for fund in funds:
            label = say(f"report.fund.{fund}")
            for word, funding in stated:
                if fund in funding.sources:
                    lines.append(Line([label, word, *_of_source(funding, fund, years, figure)]))
                    label = ""
        for number, (word, funding) in enumerate(stated):
            label = "" if number else say("report.total")
            amounts = [figure(funding.by_year.get(year), funding.is_approximate(None, year)) for year in years]
            total = figure(funding.total, funding.is_approximate())
            lines.append(Line([label, word, *amounts, total], "" if number else "total"))
        yield Table(columns, lines)
    else:
        yield _by_year(stated, funds, years, scale, say)
    if details.absorption:
        yield Text(absorbed(details.absorption, say, of_many=False))


def _by_year(
    stated: list[tuple[str, Funding]], funds: list[Fund], years: list[int], scale: MoneyScale, say: Catalogue
) -> Table:
    """A line a year: there are too many to stand abreast."""
    figure = partial(cells.money, scale)
    parts = [(fund, word, funding) for fund in funds for word, funding in stated if fund in funding.sources]
    columns = [
        Column(scale.title),
        *(_column(f"{say(f'report.fund.{fund}')}\n{word}", scale) for fund, word, _ in parts),
        *(_column(f"{say('report.total')}\n{word}", scale) for word, _ in stated),
    ]
    lines = [
        Line(
            [
                cells.year(year),
                *(
                    figure(funding.sources[fund].get(year), funding.is_approximate(fund, year))
                    for fund, _, funding in parts
                ),
                *(figure(funding.by_year.get(year), funding.is_approximate(None, year)) for _, funding in stated),
            ]
        )
        for year in years
    ]
    sums = [figure(funding.by_source[fund], funding.is_approximate(fund)) for fund, _, funding in parts]
    sums += [figure(funding.total, funding.is_approximate()) for _, funding in stated]
    lines.append(Line([say("report.total"), *sums], "total"))
    return Table(columns, lines)


def _of_source(funding: Funding, fund: Fund, years: Iterable[int], figure: _Figure) -> list[Cell]:
    amounts = funding.sources[fund]
    row = [figure(amounts.get(year), funding.is_approximate(fund, year)) for year in years]
    return [*row, figure(funding.by_source[fund], funding.is_approximate(fund))]


def indicator_blocks(details: ProgrammeDetails, plan: Plan, say: Catalogue) -> Iterator[Block]:
    """What each indicator has of the budget, by source and year; nothing where none states any."""
    stated = [(one, one.budget) for one in details.indicators if one.budget is not None]
    if not stated:
        return
    computed = details.budget is not None and details.budget.computed is True
    yield Heading(say("story.money-by-indicator.sum" if computed else "story.money-by-indicator"))
    scale = _scale([funding for _, funding in stated], say)
    figure = partial(cells.money, scale)
    years = sorted({year for _, funding in stated for year in funding.by_year})
    abreast = len(years) <= YEARS_ABREAST
    columns = [Column(say("coverage.row.indicator"), folds=True), Column(say("summary.source"))]
    if abreast:
        columns += [
            *(_column(str(year), scale) for year in years),
            _column(f"{say('report.total')}\n{scale.title}", scale),
        ]
    else:
        columns += [Column(say("report.year")), _column(scale.title, scale)]
    lines = []
    for one, funding in stated:
        label = _name(one)
        for fund, amounts in funding.sources.items():
            source = say(f"report.fund.{fund}")
            if abreast:
                lines.append(Line([label, source, *_of_source(funding, fund, years, figure)]))
                label = ""
                continue
            for year, amount in amounts.items():
                lines.append(
                    Line([label, source, cells.year(year), figure(amount, funding.is_approximate(fund, year))])
                )
                label = source = ""
    sums = [
        figure(
            sum(funding.by_year.get(year, 0) for _, funding in stated),
            any(funding.is_approximate(None, year) for _, funding in stated),
        )
        for year in years
    ]
    whole = figure(sum(funding.total for _, funding in stated), any(funding.is_approximate() for _, funding in stated))
    lines.append(Line([say("report.total"), "", *(sums if abreast else [""]), whole], "total"))
    yield Table(columns, lines)
    figures = [figure for one, funding in stated for figure in money_figures(funding, say, _name(one))]
    yield from basis_blocks(figures, plan, say)


def _name(indicator: IndicatorDetails) -> str:
    return one_line(indicator.name or indicator.id)


def _scale(fundings: Iterable[Funding], say: Catalogue) -> MoneyScale:
    """How the amounts of a table are written: none is rounded away, all look as they differ."""
    fundings = list(fundings)
    every = [amount for one in fundings for years in one.sources.values() for amount in years.values()]
    every += [sums for one in fundings for sums in (*one.by_source.values(), *one.by_year.values(), one.total)]
    return MoneyScale.exact(every, say.language)


def _column(title: str, scale: MoneyScale) -> Column:
    return Column(title, right=True, unit=scale.unit)
