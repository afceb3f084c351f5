"""Who does what, in words: the matrix of agencies by dimension, those without a programme, and where several work."""

from collections.abc import Iterator, Sequence

from smartplan.analysis.rows import Row
from smartplan.analysis.workload import AgencyWork, Overlap, Workload
from smartplan.messages import Catalogue
from smartplan.plan.model import Plan
from smartplan.report.render.cells import count
from smartplan.report.render.names import Names, record_notes
from smartplan.report.render.page import Block, Cell, Column, Heading, Item, Items, Line, Page, Table, Text
from smartplan.report.render.row_cells import MoneyColumns, notes
from smartplan.report.render.sentences import escape_controls
from smartplan.report.render.short_titles import short_titles
from smartplan.report.render.years import spans


def build(work: Workload, plan: Plan, say: Catalogue, *, whole: bool = False) -> Page:
    """The report; `whole` shows all of every list."""
    names = Names(say, plan)
    year = None if work.year is None else str(work.year)
    title = say(
        "agenda.title.all.year" if year else "agenda.title.all",
        city=escape_controls(plan.city.name or "?"),
        year=year,
        revision=escape_controls(work.revision),
    )
    blocks = list(_blocks(work, plan, names, say, year))
    return Page(title, escape_controls(work.path), record_notes(say, plan), blocks, say("report.more", n="{n}"), whole)


def _blocks(work: Workload, plan: Plan, names: Names, say: Catalogue, year: str | None) -> Iterator[Block]:
    if year is not None and not work.programmes:
        yield Text(say("agenda.nothing.year", year=year), "strong")
        yield from _undated(work, say)
        return
    leading = sum(one.led > 0 for one in work.agencies if one.agency)
    joining = len(work.partnering_only)
    agencies = sum(bool(one.agency) for one in work.agencies)
    yield Text(
        say(
            "agenda.balance.year" if year else "agenda.balance",
            n=work.programmes,
            year=year,
            agencies=agencies,
            leading=leading,
            joining=joining,
            rest=agencies - leading - joining,
        )
    )
    yield _matrix(work, names, say)
    legend = [say("agenda.legend.joined")] if any(one.joined for one in work.agencies) else []
    legend += [say("agenda.legend.idle")] if work.idle else []
    if legend:
        yield Text(" ".join(legend), "dim")
    totals = Row(
        programmes=work.programmes,
        budget=work.budget,
        funded=work.funded,
        outside=work.outside,
        budget_approx=work.budget_approx,
        outside_approx=work.outside_approx,
        ran=work.ran,
        not_run=work.not_run,
        not_recorded=work.not_recorded,
        planned=work.planned,
    )
    yield from _execution(work, say)
    yield from notes(totals, plan, work.as_of, say, executed=False)
    if year is not None:
        yield from _undated(work, say)
    if work.idle or work.unled or work.partnering_only:
        yield Heading(say("agenda.holes"))
        yield Items(list(_holes(work, names, say)))
    of = "" if names.knows_subdimensions else ".dimensions"
    yield Heading(say(f"agenda.overlaps{of}"))
    if work.overlaps:
        yield Items([_overlap(years, one, names, say) for years, one in _joined(work.overlaps)])
    else:
        yield Text(say(f"agenda.no-overlaps{of}"))


def _undated(work: Workload, say: Catalogue) -> Iterator[Block]:
    if work.undated:
        text = say("agenda.undated.some", n=len(work.undated))
        yield Items([Item(text, names=[escape_controls(id_) for id_ in work.undated])])


def _holes(work: Workload, names: Names, say: Catalogue) -> Iterator[Item]:
    if work.idle:
        text = say("agenda.idle", n=len(work.idle))
        yield Item(text, "!", "strong", names=[names.agency(one) for one in work.idle])
    if work.unled:
        text = say("agenda.unled", n=len(work.unled))
        yield Item(text, "!", "strong", names=[escape_controls(one) for one in work.unled])
    if work.partnering_only:
        text = say("agenda.only-partnering", n=len(work.partnering_only))
        yield Item(text, names=[names.agency(one) for one in work.partnering_only])


def _execution(work: Workload, say: Catalogue) -> Iterator[Block]:
    """What ran, what did not, and of what nothing is recorded."""
    if work.planned:
        counts = {"ran": work.ran, "not_run": work.not_run, "not_recorded": work.not_recorded}
        told = [say(f"agenda.executed.{state}", n=n) for state, n in counts.items() if n]
        key, year = ("agenda.executed", work.as_of) if work.year is None else ("agenda.executed.year", work.year)
        yield Text(say(key, n=work.planned, year=str(year), told=", ".join(told)))


def _joined(overlaps: Sequence[Overlap]) -> list[tuple[str, Overlap]]:
    """Those that differ in their year alone become one, with the years in spans."""
    years: dict[tuple[str, str, tuple[tuple[str, tuple[str, ...]], ...]], list[Overlap]] = {}
    for one in overlaps:
        # Which of them the file names first differs by year.
        agencies = tuple(sorted((id_, tuple(ids)) for id_, ids in one.agencies.items()))
        years.setdefault((one.dimension, one.subdimension, agencies), []).append(one)
    return [(spans([one.year for one in same]), same[0]) for same in years.values()]


def _overlap(years: str, overlap: Overlap, names: Names, say: Catalogue) -> Item:
    text = say(
        "agenda.overlap",
        place=names.subdimension(overlap.subdimension, short=True) or names.dimension(overlap.dimension),
        year=years,
        n=len(overlap.agencies),
    )
    return Item(
        text, names=[f"{names.agency(id_)} ({escape_controls(' '.join(ids))})" for id_, ids in overlap.agencies.items()]
    )


def _matrix(work: Workload, names: Names, say: Catalogue) -> Table:
    totals = AgencyWork(
        agency="",
        role=None,
        tier=None,
        led=sum(one.led for one in work.agencies),
        joined=sum(one.joined for one in work.agencies),
        actions=sum(one.actions for one in work.agencies),
        leading={key: sum(one.leading.get(key, 0) for one in work.agencies) for key in work.dimensions},
        partnering={key: sum(one.partnering.get(key, 0) for one in work.agencies) for key in work.dimensions},
        budget=work.budget,
        outside=work.outside,
        budget_approx=work.budget_approx,
        outside_approx=work.outside_approx,
    )
    money = MoneyColumns([_amounts(one) for one in [*work.agencies, totals]], say)
    titles = short_titles([names.dimension(key) for key in work.dimensions])
    columns = [Column(say("report.agency"), folds=True), *(Column(title) for title in titles)]
    columns.append(Column(say("report.total")))
    counted = len(columns)
    # Few plans list actions.
    columns += [Column(say("report.actions"), right=True)] if totals.actions else []
    columns += money.columns()
    widths = [max(len(word) for word in column.title.split("\n")) for column in columns[1:counted]]
    pairs = [
        [*((one.leading.get(key, 0), one.partnering.get(key, 0)) for key in work.dimensions), (one.led, one.joined)]
        for one in [*work.agencies, totals]
    ]
    plus = [max(len(_plus(row[index][1])) for row in pairs) for index in range(len(pairs[0]))]
    lines = []
    for one, row in zip([*work.agencies, totals], pairs, strict=True):
        last = one is totals
        idle = work.idle is not None and one.agency in work.idle
        label = say("report.total") if last else names.agency(one.agency) if one.agency else say("report.unstated")
        cells: list[Cell | str] = [Cell(label, "bad" if idle else "")]
        for (led, joined), width, room in zip(row, widths, plus, strict=False):
            text = f"{(str(led) if led else '·').rjust(width - room)}{_plus(joined).ljust(room)}"
            # What are two numbers is no value.
            cells.append(Cell(text, value=None if joined else led))
        if idle:
            cells[-1] = Cell("! 0".rjust(widths[len(row) - 1] - plus[-1]) + " " * plus[-1], "bad", 0)
        cells += [count(one.actions)] if totals.actions else []
        cells += money.cells(_amounts(one))
        lines.append(Line(cells, "total" if last else ""))
    return Table(columns, lines)


def _amounts(work: AgencyWork) -> Row:
    return Row(
        budget=work.budget, outside=work.outside, budget_approx=work.budget_approx, outside_approx=work.outside_approx
    )


def _plus(joined: int) -> str:
    return f" +{joined}" if joined else ""
