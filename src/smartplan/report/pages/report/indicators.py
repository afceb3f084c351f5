"""Every indicator with its baseline, targets and actuals, under the programme that it is of."""

from collections.abc import Iterator

from smartplan.report.pages.indicator_table import indicator_table
from smartplan.report.pages.report.tables import light
from smartplan.report.pages.report.words import ReportWords
from smartplan.report.render.measures import is_rough
from smartplan.report.render.page import Block, Text


def blocks(words: ReportWords) -> Iterator[Block]:
    """What can be said of all of them, then the table."""
    report, say = words.report, words.say
    if not report.indicators:
        yield Text(say("document.no-indicators"), "warn")
        return
    found = report.summary.indicators
    count = found.reached + found.missed + found.open
    yield Text(say("summary.verdicts", n=count, reached=found.reached, missed=found.missed, open=found.open))
    yield light(indicator_table(report.indicators, words.names, say))
    if is_rough(report.indicators):
        yield Text(say("report.about-legend"), "dim")
