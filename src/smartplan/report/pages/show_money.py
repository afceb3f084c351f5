"""The money of one programme in words: what is planned beside what was spent, and what each indicator has of it."""

from collections.abc import Callable, Iterable, Iterator

from smartplan.analysis.programme import Funding, IndicatorDetails, ProgrammeDetails
from smartplan.messages import Catalogue
from smartplan.plan.field_types import Fund
from smartplan.report.render import numbers
from smartplan.report.render.money import absorbed
from smartplan.report.render.page import Block, Cell, Column, Heading, Line, Table, Text
from smartplan.report.render.sentences import one_line

# More years than this stand below each other: beside each other they would be wider than a screen.
YEARS_ABREAST = 6
_Figure = Callable[[int | None], str]


def spending_blocks(details: ProgrammeDetails, say: Catalogue) -> Iterator[Block]:
    """What is planned and what was spent side by side, by source and year, and how much of it was absorbed."""
    parts = [(say("field.budget"), details.budget), (say("field.spent"), details.spent)]
    stated = [(word, funding) for word, funding in parts if funding is not None]
    title, figure = _scale([funding for _, funding in stated], say)
    funds = list(dict.fromkeys(fund for _, funding in stated for fund in funding.sources))
    years = sorted({year for _, funding in stated for year in funding.by_year})
    if len(years) <= YEARS_ABREAST:
        columns = [
            Column(title),
            Column(""),
            *(Column(str(year), right=True) for year in years),
            Column(say("report.total"), right=True),
        ]
        lines = []
        for fund in funds:
            label = say(f"report.fund.{fund}")
            for word, funding in stated:
                if fund in funding.sources:
                    amounts = map(funding.sources[fund].get, years)
                    lines.append(Line([label, word, *map(figure, amounts), figure(funding.by_source[fund])]))
                    label = ""
        for number, (word, funding) in enumerate(stated):
            amounts = map(funding.by_year.get, years)
            label = "" if number else say("report.total")
            lines.append(Line([label, word, *map(figure, amounts), figure(funding.total)], "" if number else "total"))
        yield Table(columns, lines)
    else:
        yield _by_year(stated, funds, years, title, figure, say)
    if details.absorption:
        yield Text(absorbed(details.absorption, say, of_many=False))


def _by_year(
    stated: list[tuple[str, Funding]], funds: list[Fund], years: list[int], title: str, figure: _Figure, say: Catalogue
) -> Table:
    """A line a year: there are too many to stand abreast."""
    cells = [(fund, word, funding) for fund in funds for word, funding in stated if fund in funding.sources]
    columns = [
        Column(title),
        *(Column(f"{say(f'report.fund.{fund}')}\n{word}", right=True) for fund, word, _ in cells),
        *(Column(f"{say('report.total')}\n{word}", right=True) for word, _ in stated),
    ]
    lines = [
        Line(
            [
                str(year),
                *(figure(funding.sources[fund].get(year)) for fund, _, funding in cells),
                *(figure(funding.by_year.get(year)) for _, funding in stated),
            ]
        )
        for year in years
    ]
    sums = [figure(funding.by_source[fund]) for fund, _, funding in cells]
    lines.append(Line([say("report.total"), *sums, *(figure(funding.total) for _, funding in stated)], "total"))
    return Table(columns, lines)


def indicator_blocks(details: ProgrammeDetails, say: Catalogue) -> Iterator[Block]:
    """What each indicator has of the budget, by source and year; nothing where none states any."""
    stated = [(one, one.budget) for one in details.indicators if one.budget is not None]
    if not stated:
        return
    computed = details.budget is not None and details.budget.computed is True
    yield Heading(say("story.money-by-indicator.sum" if computed else "story.money-by-indicator"))
    title, figure = _scale([funding for _, funding in stated], say)
    years = sorted({year for _, funding in stated for year in funding.by_year})
    abreast = len(years) <= YEARS_ABREAST
    columns = [Column(say("coverage.row.indicator"), folds=True), Column(say("summary.source"))]
    if abreast:
        columns += [
            *(Column(str(year), right=True) for year in years),
            Column(f"{say('report.total')}\n{title}", right=True),
        ]
    else:
        columns += [Column(say("report.year")), Column(title, right=True)]
    lines = []
    for one, funding in stated:
        label = _name(one)
        for fund, amounts in funding.sources.items():
            source = say(f"report.fund.{fund}")
            if abreast:
                lines.append(
                    Line([label, source, *map(figure, map(amounts.get, years)), figure(funding.by_source[fund])])
                )
                label = ""
                continue
            for year, amount in amounts.items():
                lines.append(Line([label, source, str(year), figure(amount)]))
                label = source = ""
    sums = [sum(funding.by_year.get(year, 0) for _, funding in stated) for year in years]
    whole = figure(sum(funding.total for _, funding in stated))
    lines.append(Line([say("report.total"), "", *(map(figure, sums) if abreast else [""]), whole], "total"))
    yield Table(columns, lines)


def _name(indicator: IndicatorDetails) -> Cell | str:
    return one_line(indicator.name or indicator.id)


def _scale(fundings: Iterable[Funding], say: Catalogue) -> tuple[str, _Figure]:
    """The unit of a table of money, and how its amounts are written: none is rounded away, all look as they differ."""
    fundings = list(fundings)
    amounts = [abs(one) for funding in fundings for years in funding.sources.values() for one in years.values() if one]
    unit, name = numbers.money_unit(min(amounts, default=0), say.language)
    sums = [[*one.by_source.values(), *one.by_year.values(), one.total] for one in fundings]
    digits = numbers.decimals_apart([*amounts, *(one for column in sums for one in column)], unit, least=2)

    def figure(amount: int | None) -> str:
        return "·" if amount is None else numbers.in_unit(amount, unit, say.language, digits=digits)

    return name, figure
