"""What `import` read of a sheet, in words: columns, rows, cells that are not kept, and what is wrong."""

from collections.abc import Iterator, Sequence
from typing import Any

from smartplan.messages import Catalogue
from smartplan.operations.import_table import ImportedTable
from smartplan.report.render.numbers import number
from smartplan.report.render.page import Block, Cell, Column, Facts, Heading, Item, Items, Line, Page, Table, Text, Tone
from smartplan.report.render.sentences import escape_controls, one_line
from smartplan.tables.findings import TableFinding

_SEVERITIES = ("error", "warning", "info")
# Amounts of rupiah, which are written with separators; other values are to be found in the sheet as they are.
_AMOUNTS = ("sum-differs", "money-negative")
_LONGEST = 120


def build(table: ImportedTable, say: Catalogue, *, whole: bool = False) -> Page:
    """The report; `whole` shows all of every list."""
    path = escape_controls(table.path)
    sheet = escape_controls(table.sheet)
    title = say("table.title", path=path, sheet=sheet) if table.header else say("table.title.none", path=path)
    return Page(title, path, blocks=list(_blocks(table, say)), more=say("report.more", n="{n}"), whole=whole)


def sentence(finding: TableFinding, say: Catalogue) -> str:
    """What is wrong with a cell and what to do, without its address."""
    key = f"finding.{finding.rule}" + (f".{finding.variant}" if finding.variant else "")
    return say(key, **{name: _value(finding.rule, value, say) for name, value in finding.values.items()})


def line(finding: TableFinding, say: Catalogue) -> str:
    """The same on one line, with the address before it."""
    severity = say(f"cli.severity.{finding.severity}")
    return f"{one_line(finding.address)}: {severity}: {sentence(finding, say)} [{finding.rule}]"


def _value(rule: str, value: Any, say: Catalogue) -> Any:
    if isinstance(value, str):
        text = one_line(value)
        return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
    if rule in _AMOUNTS and isinstance(value, int) and abs(value) >= 1000:
        return number(value, say.language)
    return value


def _blocks(table: ImportedTable, say: Catalogue) -> Iterator[Block]:
    if table.header:
        first, last = table.header
        rows = say("table.header.row" if first == last else "table.header.rows", first=first, last=last)
        counts = {name: getattr(table, name) for name in ("programmes", "indicators", "targets", "baselines")}
        amounts = say("table.amounts", rupiah=number(table.rupiah, say.language), n=table.budget_cells)
        yield Facts(
            [
                (say("table.header"), rows),
                (say("table.content"), say("table.counts", **counts)),
                (say("table.budget"), amounts),
            ]
        )
        yield Heading(say("table.columns"))
        yield _columns(table, say)
        yield Heading(say("table.rows"))
        yield _counted([(say(f"table.row.{kind}"), n) for kind, n in table.rows.items()], say)
        yield Heading(say("table.cells"))
        named = [(say(f"table.cell.{name}"), n) for name, n in table.named.items()]
        yield _counted([(say("table.cells.kept"), table.kept), *named], say)
    yield Heading(say("table.findings"))
    items = list(_findings(table.findings, say))
    yield Items(items) if items else Text(say("table.nothing"))


def _columns(table: ImportedTable, say: Catalogue) -> Table:
    lines = [
        Line(
            [
                one.column,
                Cell(escape_controls(one.field)) if one.field else Cell(say("table.unknown"), "bad"),
                "" if one.year is None else str(one.year),
                escape_controls(one.heading),
            ]
        )
        for one in table.columns
    ]
    names = ("column", "field", "year", "heading")
    return Table([Column(say(f"table.{name}"), folds=name == "heading") for name in names], lines)


def _counted(rows: Sequence[tuple[str, int]], say: Catalogue) -> Table:
    lines = [Line([name, number(n, say.language)]) for name, n in rows]
    return Table([Column(say("table.kind")), Column(say("table.number"), right=True)], lines)


def _findings(findings: Sequence[TableFinding], say: Catalogue) -> Iterator[Item]:
    """The errors first; those of one rule together, each with its address."""
    for severity in _SEVERITIES:
        own = [one for one in findings if one.severity == severity]
        for rule in dict.fromkeys(one.rule for one in own):
            places = [one for one in own if one.rule == rule]
            label = say(f"cli.severity.{severity}")
            names = [f"{escape_controls(one.address)}: {sentence(one, say)}" for one in places]
            tone: Tone = "bad" if severity == "error" else "warn"
            if len(names) == 1:
                yield Item(f"{label}: {names[0]} [{rule}]", "", tone)
                continue
            many = say("table.finding.many", title=say(f"rule.{rule}.title"), n=len(names))
            yield Item(f"{label}: {many} [{rule}]", "", tone, names=names, apart=True)
