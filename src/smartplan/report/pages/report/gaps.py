"""What the plan lacks, the most frequent first, with what closes each gap, and how each decision is taken."""

from collections import Counter
from collections.abc import Iterator

from msgspec.structs import replace

from smartplan.analysis.gaps import KINDS
from smartplan.report.pages.gap_items import gap_analysis, hole_items, no_holes
from smartplan.report.pages.report.words import ReportWords
from smartplan.report.pages.todo import TodoWords
from smartplan.report.render.page import Block, Heading, Items, Page, Part


def blocks(words: ReportWords) -> Iterator[Block]:
    """Gaps, the gap analysis, and the decisions with their commands."""
    report, say = words.report, words.say
    coverage = report.coverage
    counts = Counter(hole.kind for hole in coverage.holes)
    if counts:
        # Of kinds that are as frequent each stays together.
        ordered = sorted(coverage.holes, key=lambda hole: (-counts[hole.kind], KINDS.index(hole.kind)))
        yield Items(list(hole_items(replace(coverage, holes=ordered), words.names, say)))
    else:
        yield no_holes(coverage.totals.programmes, say)
    if coverage.gaps:
        yield Heading(say("coverage.gaps"))
        yield Items(list(gap_analysis(coverage.gaps, words.names, say)))
    if report.todo.open:
        revision = report.sources.revision
        told = TodoWords(report.todo, revision.plan, say, revision.argument, whole=False, more="document.more")
        yield Part(say("document.take"), Page("", blocks=list(told.decisions())))
