"""What changed since the revision that the plan is held against, as the matrix semula - menjadi tells it."""

from collections.abc import Iterator

from smartplan.report.pages.diff import changes
from smartplan.report.pages.report.words import ReportWords
from smartplan.report.render.page import Block, Text


def blocks(words: ReportWords) -> Iterator[Block]:
    """All changes, or why there are none to tell."""
    report, say = words.report, words.say
    if report.changes is None:
        superseded = report.plan.supersedes
        yield Text(say("document.no-older.unread" if superseded else "document.no-older", name=superseded))
        return
    if not report.changes.comparison.changes:
        yield Text(say("diff.no-match" if report.changes.comparison.filter else "diff.no-change"))
        return
    yield from changes(report.changes, say).blocks
