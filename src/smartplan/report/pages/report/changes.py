"""What changed since the revision that the plan is held against: the matrix semula - menjadi."""

from collections.abc import Iterator

from msgspec.structs import replace

from smartplan.operations.diff import Result
from smartplan.report.diff import matrix_page
from smartplan.report.diff.matrix_table import capital
from smartplan.report.diff.words import DiffWords
from smartplan.report.pages.report.tables import by_dimension, light
from smartplan.report.pages.report.words import ReportWords
from smartplan.report.render.page import Block, Table, Text
from smartplan.report.render.sentences import one_line

# Of more changes the matrix has those alone that come first, for what changed in a programme stands with it too.
MOST = 300
_FIRST = tuple(
    f"programme-{what}" for what in ("added", "withdrawn", "dropped", "moved", "renumbered", "merged", "split")
)


def blocks(words: ReportWords) -> Iterator[Block]:
    """The head of the matrix, the changes and the sums by dimension; or why there are none to tell."""
    report, say = words.report, words.say
    result = report.changes
    if result is None:
        name = one_line(report.plan.supersedes)
        yield Text(say("document.no-older.unread" if name else "document.no-older", name=name))
        return
    changes = result.comparison.changes
    if not changes:
        yield Text(say("diff.no-match" if result.comparison.filter else "diff.no-change"))
        return
    rows = None
    if len(changes) > MOST:
        kept = [one for one in changes if one.programme is None or one.kind in _FIRST]
        rows = DiffWords(replace(result, comparison=replace(result.comparison, changes=kept)), say)
        yield Text(_left_out(len(changes), len(kept), words), "warn")
    first, missions = True, _missions(result)
    for block in matrix_page.build(DiffWords(result, say), rows, sums=False).blocks:
        if isinstance(block, Table):
            yield light(by_dimension(block, capital(say("diff.added")), missions) if first else block)
            first = False
        else:
            yield block


def _left_out(every: int, kept: int, words: ReportWords) -> str:
    revision, against = words.report.sources.revision, words.report.sources.against
    revisions = [one.argument for one in (against, revision) if one is not None]
    return words.say("document.changes.many", of=every, n=kept, revs=revisions)


def _missions(result: Result) -> dict[str, str]:
    """What the matrix calls a mission, and its id: the texts of both revisions stand in rows of the plan as a whole."""
    missions = [*result.old.rpjmd.missions.items(), *result.new.rpjmd.missions.items()]
    if result.old.rpjmd.missions == result.new.rpjmd.missions:
        return {}
    return {f"{id_}: {text}": id_ for id_, text in missions}
