"""An input or recommendation to be decided, in words: what is known of it, and which programmes are near."""

from msgspec import structs

from smartplan.messages import Catalogue
from smartplan.operations.pending import PendingInput
from smartplan.report.pages.input_words import review_title
from smartplan.report.pages.inputs import input_item
from smartplan.report.render.names import Names
from smartplan.report.render.page import Items, Page
from smartplan.report.render.sentences import escape_controls


def build(one: PendingInput, number: int, total: int, names: Names, say: Catalogue) -> Page:
    """One question of the loop, of so many."""
    item = input_item(one.review, one.given, names, say)
    near = [(say("review.near"), names.programme(entry)) for entry in one.near]
    title = say("review.head", n=str(number), of=str(total), ref=escape_controls(one.given.ref))
    shown = structs.replace(item, details=[*item.details, *near])
    return Page(title, notes=[review_title(one.review, say)], blocks=[Items([shown])])
