"""The coverage of many cities in words: one row per city."""

from collections.abc import Iterator

from smartplan.messages import Catalogue
from smartplan.operations.coverage import Cities, CityRow
from smartplan.report.render import cells, numbers
from smartplan.report.render.drawings import HeatMap, HeatRow
from smartplan.report.render.page import Block, Cell, Column, Drawing, Line, Page, Table, Text
from smartplan.report.render.sentences import escape_controls

# The percentages that there is room for; the rest are in the JSON.
_SHARES = ("subdimensions", "missions", "executed")


def build(cities: Cities, say: Catalogue) -> Page:
    """The table with the names of its columns explained below it."""
    money = numbers.MoneyScale.of((one.budget for one in cities.cities), say.language)
    columns = [
        Column(say("coverage.city"), folds=True),
        Column(say("report.revision")),
        Column(say("report.programmes"), right=True),
        *(Column(say(f"coverage.city.{name}"), right=True) for name in _SHARES),
        Column(money.title.replace(" ", "\n"), right=True, unit=money.unit),
        Column(say("coverage.city.holes"), right=True),
    ]
    lines = [Line(_cells(one, money, say)) for one in cities.cities]
    explained = [f"{say(f'coverage.city.{name}')}: {say(f'share.{name}')}" for name in _SHARES]
    blocks: list[Block] = [*_picture(cities, say), Table(columns, lines), Text(f"{'; '.join(explained)}.", "dim")]
    if any(one.budget_approx for one in cities.cities):
        blocks.append(Text(say("report.about-legend"), "dim"))
    return Page(say("coverage.cities", n=len(cities.cities)), blocks=blocks)


def _picture(cities: Cities, say: Catalogue) -> Iterator[Drawing]:
    """The shares of all cities below each other, as whole percentages."""
    rows = []
    for one in cities.cities:
        shares = [
            None if value is None else int(numbers.whole_percent(value)) for value in map(one.shares.get, _SHARES)
        ]
        label = f"{escape_controls(one.city) or '?'}, {escape_controls(one.revision)}"
        rows.append(HeatRow(label, shares, total=one.programmes))
    if rows:
        columns = [say(f"share.{name}") for name in _SHARES]
        words = {"total": say("report.programmes"), "absent": say("coverage.picture.uncounted")}
        shape = HeatMap(columns, rows, most=100, unit="%", **words)
        yield Drawing(say("coverage.cities", n=len(rows)), say("coverage.picture.cities"), shape)


def _cells(one: CityRow, money: numbers.MoneyScale, say: Catalogue) -> list[Cell | str]:
    shares = [one.shares[name] for name in _SHARES]
    return [
        escape_controls(one.city) or "?",
        escape_controls(one.revision),
        cells.count(one.programmes, hole=True),
        *(cells.share(value, say.language, "bad" if value == 0 else "") for value in shares),
        cells.money(money, one.budget, one.budget_approx),
        cells.number(one.holes),
    ]
