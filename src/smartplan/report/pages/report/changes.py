"""What changed since the revision that the plan is held against: the matrix semula - menjadi."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from smartplan.report.diff import matrix
from smartplan.report.diff.matrix_page import seen
from smartplan.report.pages.report.words import ReportWords
from smartplan.report.render.page import Block, Facts, Heading, Line, Table, Text
from smartplan.report.render.sentences import one_line

# Columns that say of which programme a change is, behind the number of the row.
_OF = slice(1, 4)


def blocks(words: ReportWords) -> Iterator[Block]:
    """The head of the matrix, all changes and the sums by dimension; or why there are none to tell."""
    report, say = words.report, words.say
    if report.changes is None:
        name = one_line(report.plan.supersedes)
        yield Text(say("document.no-older.unread" if name else "document.no-older", name=name))
        return
    if not report.changes.comparison.changes:
        yield Text(say("diff.no-match" if report.changes.comparison.filter else "diff.no-change"))
        return
    found = matrix.build(report.changes, say)
    yield Facts(found.head)
    yield _once(seen(found.sheets[0].table))
    yield from map(Text, found.notes)
    yield Heading(found.totals.title)
    yield seen(found.totals.table)


def _once(table: Table) -> Table:
    """The programme is named in the first of its rows alone, as a person writes such a table."""
    lines: list[Line] = []
    before: Sequence[object] = ()
    for line in table.lines:
        cells = list(line.cells)
        owner = cells[_OF]
        if owner == before:
            cells[_OF] = [""] * len(owner)
        before = owner
        lines.append(replace(line, cells=cells))
    return replace(table, lines=lines)
