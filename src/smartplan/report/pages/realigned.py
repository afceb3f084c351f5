"""What programmes serve instead of what they served before: a row each, as a comparison tells a realignment."""

from collections.abc import Iterator, Sequence
from typing import get_args

from smartplan.messages import Catalogue
from smartplan.plan.model import Plan
from smartplan.plan.objectives import Realigned, Served, texts
from smartplan.report.render.page import Block, Column, Line, Page, Table, one_line
from smartplan.report.render.sentences import escape_controls


def build(rows: Sequence[Realigned], plan: Plan, say: Catalogue) -> Page:
    """The tables; `plan` is the one that they are written to."""
    return Page(
        say("diff.realigned-edit", n=len({id_ for row in rows for id_ in row.programmes})),
        blocks=[*_tables(rows, plan, say)],
    )


def _tables(rows: Sequence[Realigned], plan: Plan, say: Catalogue) -> Iterator[Block]:
    for field in get_args(Served):
        lines = [Line(_cells(row, plan, say)) for row in rows if row.field == field]
        if lines:
            within = "" if field == "missions" else f".{field}"
            titles = (f"diff.realignment{within}.old", f"diff.realignment{within}.new", "diff.realignment.programmes")
            yield Table([Column(say(title), folds=True) for title in titles], lines)


def _cells(row: Realigned, plan: Plan, say: Catalogue) -> list[str]:
    known = texts(plan, row.field)
    new = "; ".join(one_line(f"{id_} {known.get(id_, '')}") for id_ in row.new)
    ids = ", ".join(map(escape_controls, row.programmes))
    return [one_line(f"{row.old} {row.text}".rstrip()), new or say("value.none"), f"{len(row.programmes)}: {ids}"]
