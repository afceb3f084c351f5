"""The settings that hold, as a table: what each is, what it comes from, and what it would be without."""

from msgspec import UNSET

from smartplan.messages import Catalogue
from smartplan.operations.settings import SettingRow, SettingsReport
from smartplan.report.render import numbers
from smartplan.report.render.page import Block, Cell, Column, Line, Page, Table, Text, Tone
from smartplan.report.render.sentences import escape_controls

_COLUMNS = ("name", "value", "origin", "default")


def build(found: SettingsReport, say: Catalogue, *, without: bool = False) -> Page:
    """The report; `without` says that the settings were left out of this run."""
    blocks: list[Block] = []
    if found.path is None:
        blocks.append(Text(say("config.left-out" if without else "config.none")))
    columns = [Column(say(f"config.column.{name}"), folds=name != "default") for name in _COLUMNS]
    blocks.append(Table(columns, [_line(row, say) for row in found.settings]))
    title = say("config.title") if found.of is UNSET else say("config.title.of", path=escape_controls(found.of))
    return Page(title, escape_controls(found.path or ""), (), blocks)


def _line(row: SettingRow, say: Catalogue) -> Line:
    name = escape_controls(f"{row.folder}: {row.name}" if row.folder else row.name)
    tone: Tone = "dim" if row.origin == "default" else "warn" if row.value == "off" else ""
    where = escape_controls(row.where)
    origin = where if row.origin == "settings" else say(f"config.origin.{row.origin}", where=where)
    return Line([name, Cell(_value(row, say), tone), Cell(origin, "dim" if tone == "dim" else ""), row.default or ""])


def _value(row: SettingRow, say: Catalogue) -> str:
    if row.value is None:
        return say("config.unset")
    if isinstance(row.value, list):
        return ", ".join(map(escape_controls, row.value))
    if isinstance(row.value, str):
        return escape_controls(row.value)
    return numbers.share(row.value / 100, say.language, exact=True)
