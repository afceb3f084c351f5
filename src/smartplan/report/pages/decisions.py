"""What is left to decide in a new draft, in words."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from smartplan.messages import LANGUAGES, Catalogue, catalogue
from smartplan.operations.draft import Successor
from smartplan.plan.crosswalk import parted
from smartplan.report.pages.gap_items import hole_items
from smartplan.report.pages.input_words import given_by
from smartplan.report.render.names import Names
from smartplan.report.render.page import Block, Heading, Item, Items, Page, Text
from smartplan.report.render.sentences import escape_controls, one_line


def build(successor: Successor, say: Catalogue) -> Page:
    """The list of decisions; what is decided already is not in it.

    Every list is complete: most of it no other command shows, and none does for a draft that was not written.
    """
    title = say("edit.draft.title", path=escape_controls(successor.name))
    return Page(title, blocks=list(_blocks(successor, say)), whole=True)


def choice(place: str, candidates: Sequence[str], say: Catalogue) -> str:
    """The comment at a programme for which the crosswalk leaves a choice; places are as `smartplan move` takes them."""
    key = "edit.draft.remark" if candidates else "edit.draft.remark.none"
    return say(key, place=_typed(place), places=" | ".join(map(_typed, candidates)))


def is_choice(comment: str) -> bool:
    """Whether a comment is one that `choice` makes, in whatever language; one to which somebody added is his own."""
    return any(pattern.fullmatch(comment) for pattern in _choices())


@cache
def _choices() -> list[re.Pattern[str]]:
    """The shapes of `choice` in every language."""
    return [
        re.compile(re.escape(choice("OLD", new, say)).replace("OLD", ".+").replace("NEW", r"\S+(?: \| \S+)*"))
        for say in map(catalogue, LANGUAGES)
        for new in ((), ("NEW",))
    ]


def _typed(place: str) -> str:
    return escape_controls(place.replace(".", "/", 1))


def _blocks(successor: Successor, say: Catalogue) -> Iterator[Block]:
    decisions = successor.decisions
    items = list(_items(successor, say))
    if items:
        yield Heading(say("edit.draft.decisions"))
        # They are listed here alone.
        yield Items(items, whole=True)
    if decisions.coverage and decisions.coverage.holes:
        yield Heading(say("coverage.holes"))
        yield Items(list(hole_items(decisions.coverage, Names(say, successor.plan), say)))
    if not items and not (decisions.coverage and decisions.coverage.holes):
        yield Text(say("edit.draft.nothing"))


def _of_profile(successor: Successor, say: Catalogue) -> Iterator[Item]:
    """What the crosswalk to another profile leaves to decide."""
    decisions, names = successor.decisions, Names(say, successor.plan)
    programmes = {entry.id: entry for entry in successor.plan.entries()}
    if decisions.places:
        yield Item(say("edit.draft.places", n=len(decisions.places)), "?")
    for one in decisions.places:
        now = names.place(*parted(one.place))
        others = "; ".join(names.place(*parted(place)) for place in one.candidates if place != one.place)
        key = "edit.draft.place" if one.candidates else "edit.draft.place.none"
        name = names.programme(programmes[one.id])
        yield Item(say(key, name=name, old=_typed(one.old), now=now, places=others))
    for dimension in decisions.left:
        values = {"key": escape_controls(dimension.key), "fields": ", ".join(map(names.field, dimension.fields))}
        yield Item(say("edit.draft.left", old=escape_controls(successor.plan.supersedes), **values), "?")


def _items(successor: Successor, say: Catalogue) -> Iterator[Item]:
    decisions, plan = successor.decisions, successor.plan
    if plan.period is None:
        yield Item(say("edit.draft.no-period"), "?")
    if decisions.outside:
        yield Item(
            say("edit.draft.outside", n=len(decisions.outside)),
            "?",
            names=list(map(escape_controls, decisions.outside)),
        )
    for name, served in (("missions", decisions.missions), ("objectives", decisions.objectives)):
        if served:
            count = len({id_ for ids in served.values() for id_ in ids})
            yield Item(say(f"edit.draft.{name}", n=count), "?")
        for text, ids in served.items():
            yield Item(escape_controls(text), names=list(map(escape_controls, ids)))
    if not decisions.missions and not plan.rpjmd.missions:
        yield Item(say("edit.draft.no-missions"), "?")
    yield from _of_profile(successor, say)
    for one in decisions.inputs:
        deferred = one.disposition == "deferred"
        key = "deferred" if deferred and one.answer else "deferred.bare" if deferred else "input"
        key += ".recommendation" if one.evaluation else ""
        giver = given_by(one, say)
        who = f" ({giver})" if giver else ""
        values = {"ref": f"{escape_controls(one.ref)}{who}", "text": one_line(one.text), "answer": one_line(one.answer)}
        yield Item(say(f"edit.draft.{key}", **values), "?")
    if plan.record in ("reconstruction", "example"):
        yield Item(say("edit.draft.record", record=plan.record), "?")
