"""The last change of each programme, and of the programmes of each agency, as tables."""

from collections.abc import Iterator

from smartplan.messages import Catalogue
from smartplan.operations.stale import ProgrammeTouch, Stale
from smartplan.plan.model import Plan
from smartplan.report.render import cells
from smartplan.report.render.names import Names, record_notes
from smartplan.report.render.numbers import day
from smartplan.report.render.page import Block, Cell, Column, Heading, Line, Page, Table, Text
from smartplan.report.render.sentences import escape_controls, one_line


def build(found: Stale, plan: Plan, say: Catalogue) -> Page:
    """The report."""
    before = None if found.before is None else day(found.before, say.language)
    key = "stale.title" if before is None else "stale.title.before"
    title = say(key, city=escape_controls(plan.city.name or "?"), revision=escape_controls(found.revision), day=before)
    blocks = list(_blocks(found, Names(say, plan), say, before))
    return Page(title, escape_controls(found.path), record_notes(say, plan), blocks)


def _blocks(found: Stale, names: Names, say: Catalogue, before: str | None) -> Iterator[Block]:
    if not found.programmes:
        everything = before is None or not found.of
        yield Text(say("stale.none.all") if everything else say("stale.none", day=before), "strong")
        return
    yield Text(say("stale.balance.all" if before is None else "stale.balance", n=len(found.programmes), of=found.of))
    older = sum(one.kind == "before-history" for one in found.programmes)
    if older:
        yield Text(say("stale.shallow", n=older), "warn")
    yield Heading(say("stale.by-programme"))
    yield Table(
        [
            Column(say("list.column.id")),
            Column(names.field("name"), folds=True),
            Column(names.field("agency"), folds=True),
            Column(say("stale.column.change")),
            Column(say("stale.column.days"), right=True),
            Column(say("stale.column.commit")),
        ],
        [_line(one, names, say) for one in found.programmes],
    )
    yield Heading(say("stale.by-agency"))
    yield Table(
        [
            Column(names.field("agency"), folds=True),
            Column(say("report.programmes"), right=True),
            Column(say("stale.column.oldest")),
            Column(say("stale.column.days"), right=True),
        ],
        [
            Line(
                [
                    names.agency(one.agency) if one.agency else Cell(say("stale.no-agency"), "dim"),
                    cells.count(one.programmes),
                    _day(one.oldest, say, unknown=one.before_history > 0),
                    _days(one.days, say, unknown=one.before_history > 0),
                ]
            )
            for one in found.agencies
        ],
    )
    yield Text(say("stale.what"), "dim")


def _line(one: ProgrammeTouch, names: Names, say: Catalogue) -> Line:
    unknown = one.kind == "before-history"
    return Line(
        [
            cells.programme(one.id),
            one_line(one.name),
            names.agency(one.agency) if one.agency else cells.NOTHING,
            _day(one.date, say, unknown=unknown),
            _days(one.days, say, unknown=unknown),
            one.commit or cells.NOTHING,
        ]
    )


def _day(text: str | None, say: Catalogue, *, unknown: bool) -> Cell:
    """A day; of what is older than the history where that begins."""
    if text is None:
        return Cell(say("stale.uncommitted"), "note")
    found = cells.day(text, say.language)
    return Cell(say("stale.before-history", day=found.text), "warn") if unknown else found


def _days(n: int | None, say: Catalogue, *, unknown: bool) -> Cell:
    if n is None:
        return Cell(cells.NOTHING)
    return Cell(say("stale.at-least", n=n), "warn") if unknown else cells.number(n)
