"""The inputs of the reviews, and what became of each."""

from collections.abc import Iterator

from smartplan.report.pages import inputs as every
from smartplan.report.pages.input_words import review_title
from smartplan.report.pages.report.words import ReportWords
from smartplan.report.render.page import Block, Heading, Items, Text


def blocks(words: ReportWords) -> Iterator[Block]:
    """Of a part of the plan those that are about it."""
    report, say = words.report, words.say
    found, unread = report.inputs, bool(report.unread.failures or report.unread.passed_over)
    if words.of_whole:
        before = report.sources.revision.superseded
        older = before.plan if before else None
        yield from every.build(found, report.plan, say, older=older, whole=True, unread=unread).blocks
        return
    reviews = [*found.reviews, *found.elsewhere, *found.ahead]
    if not reviews:
        yield Text(say("document.no-inputs"))
    for review in reviews:
        yield Heading(review_title(review, say))
        yield Items([every.input_item(review, one, words.names, say) for one in review.inputs], tight=False)
