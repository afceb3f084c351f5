"""The coverage of many cities in words: one row per city."""

from smartplan.messages import Catalogue
from smartplan.operations.coverage import Cities, CityRow
from smartplan.report.render import cells, numbers
from smartplan.report.render.page import Block, Cell, Column, Line, Page, Table, Text
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
    blocks: list[Block] = [Table(columns, lines), Text(f"{'; '.join(explained)}.", "dim")]
    if any(one.budget_approx for one in cities.cities):
        blocks.append(Text(say("report.about-legend"), "dim"))
    return Page(say("coverage.cities", n=len(cities.cities)), blocks=blocks)


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
