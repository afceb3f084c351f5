"""What changed since the revision that the plan is held against: the matrix semula - menjadi."""

from collections.abc import Iterator

from smartplan.operations.diff import Result
from smartplan.report.diff import matrix
from smartplan.report.diff.matrix_page import seen
from smartplan.report.diff.matrix_table import capital
from smartplan.report.pages.report.tables import by_dimension, light
from smartplan.report.pages.report.words import ReportWords
from smartplan.report.render.page import Block, Facts, Heading, Text
from smartplan.report.render.sentences import one_line


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
    table = seen(found.sheets[0].table)
    yield light(by_dimension(table, capital(say("kind.programme-added")), _missions(report.changes)))
    yield from map(Text, found.notes)
    yield Heading(found.totals.title)
    yield light(seen(found.totals.table))


def _missions(result: Result) -> dict[str, str]:
    """What the matrix calls a mission, and its id: the texts of both revisions stand in rows of the plan as a whole."""
    missions = [*result.old.rpjmd.missions.items(), *result.new.rpjmd.missions.items()]
    if result.old.rpjmd.missions == result.new.rpjmd.missions:
        return {}
    return {f"{id_}: {text}": id_ for id_, text in missions}
