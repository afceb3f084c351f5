"""The road map: programmes by term, then by year."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from smartplan.report.pages import roadmap
from smartplan.report.pages.report.tables import light
from smartplan.report.pages.report.words import ReportWords
from smartplan.report.render import cells
from smartplan.report.render.page import Block, Column, Drawing, Heading, Line, Table

# Of more programmes no page shows the years of each; they stand with each programme.
MOST = 100
# A heading, a table and its legend.
_TURNS = 3


def blocks(words: ReportWords) -> Iterator[Block]:
    """The table of programmes by year is its picture too; of very many programmes, dimensions by year."""
    report, say = words.report, words.say
    found = roadmap.build(report.roadmap, report.sources.revision.plan, say, whole=True).blocks
    drawn = [index for index, block in enumerate(found) if isinstance(block, Drawing)]
    if drawn and len(report.roadmap.programmes) > MOST:
        # The heading of the picture goes with it.
        yield from found[: drawn[0] - 1]
        yield from _by_dimension(words)
        return
    # What starts and ends in a year, the table by year shows.
    turns = [
        index for index, block in enumerate(found) if isinstance(block, Heading) and block.text == say("roadmap.turns")
    ]
    for index, block in enumerate(found):
        if not isinstance(block, Drawing) and not (turns and turns[0] <= index < turns[0] + _TURNS):
            yield light(_signs(block)) if isinstance(block, Table) else block


def _by_dimension(words: ReportWords) -> Iterator[Block]:
    found, say = words.report.roadmap, words.say
    yield Heading(say("document.by-year"))
    keys = list(dict.fromkeys(one.dimension for one in found.programmes))
    columns = [Column(say("report.dimension")), *(Column(str(one.year), right=True) for one in found.years)]
    lines = [
        Line([words.names.dimension(key), *(cells.count(one.dimensions.get(key, 0)) for one in found.years)])
        for key in keys
    ]
    total = Line([say("roadmap.running"), *(cells.count(one.programmes) for one in found.years)], "total")
    most = max(n for one in found.years for n in one.dimensions.values())
    yield Table(columns, [*lines, total], shade=most)


def _signs(table: Table) -> Table:
    """Signs of years stand at no side."""
    columns: Sequence[Column] = table.columns
    return replace(
        table, columns=[replace(one, right=False, folds=True) if one.title.isdecimal() else one for one in columns]
    )
