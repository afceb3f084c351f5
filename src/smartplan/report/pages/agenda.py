"""The work programme of one agency in words: a programme an item, or one year by itself."""

from collections.abc import Iterator, Mapping, Sequence

from smartplan.analysis.agenda import Agenda, WorkYear
from smartplan.analysis.rows import Row
from smartplan.messages import Catalogue
from smartplan.plan.model import Plan
from smartplan.report.pages.agenda_items import SIGNS, AgendaWords, Dated
from smartplan.report.render import cells
from smartplan.report.render.cell_values import ProgrammeRef
from smartplan.report.render.figures import ROUGH
from smartplan.report.render.names import record_notes
from smartplan.report.render.page import Block, Cell, Column, Heading, Items, Line, Page, Table, Text
from smartplan.report.render.row_cells import ExecutionColumns, MoneyColumns, notes
from smartplan.report.render.sentences import escape_controls, one_line

# More years than this are no table any more.
_YEARS_ABREAST = 8


def build(agenda: Agenda, plan: Plan, say: Catalogue, *, whole: bool = False) -> Page:
    """The report; `whole` shows all of every list."""
    return _Agenda(agenda, plan, say).page(whole)


class _Agenda:
    def __init__(self, agenda: Agenda, plan: Plan, say: Catalogue) -> None:
        self._agenda, self._plan, self._say = agenda, plan, say
        self._words = AgendaWords(agenda, plan, say)

    def page(self, whole: bool) -> Page:
        agenda, say = self._agenda, self._say
        year = None if agenda.year is None else str(agenda.year)
        title = say(
            "agenda.title.year" if year else "agenda.title",
            city=escape_controls(self._plan.city.name or "?"),
            year=year,
            agency=self._words.names.agency(agenda.agency, whole=True),
            revision=escape_controls(agenda.revision),
        )
        found = record_notes(say, self._plan)
        return Page(
            title, escape_controls(agenda.path), found, list(self._blocks(year)), say("report.more", n="{n}"), whole
        )

    def _blocks(self, year: str | None) -> Iterator[Block]:
        agenda, say = self._agenda, self._say
        if not agenda.totals.programmes and not agenda.totals.partnering:
            yield Text(say("agenda.nothing", agency=self._words.names.agency(agenda.agency)))
            return
        yield Text(say("agenda.whole", led=agenda.totals.programmes, joined=agenda.totals.partnering))
        if year is None:
            yield self._overview()
            yield Text(say("agenda.counting"), "dim")
            yield from notes(agenda.totals, self._plan, agenda.as_of, say)
            yield from self._programmes()
            return
        for one in agenda.years:
            if one.leading or one.partnering:
                yield Heading(str(one.year))
                yield from self._year(one)
            else:
                yield Text(say("agenda.nothing.year", year=year), "strong")
        undated = agenda.undated
        if undated.leading or undated.partnering:
            yield Heading(say("agenda.undated"))
            yield from self._year(undated)

    def _overview(self) -> Table:
        agenda, say = self._agenda, self._say
        rows: list[tuple[Cell | str, Row]] = [
            (cells.year(one.year), one.totals) for one in agenda.years if one.year is not None
        ]
        if agenda.undated.leading or agenda.undated.partnering:
            rows.append((say("report.unstated"), agenda.undated.totals))
        rows.append((say("report.total"), agenda.totals))
        totals = [row for _, row in rows]
        execution, money = ExecutionColumns(totals, say), MoneyColumns(totals, say)
        columns = [
            Column(say("report.year")),
            Column(say("agenda.leads"), right=True),
            Column(say("report.quick-wins"), right=True),
            *execution.columns(),
            Column(say("agenda.takes-part"), right=True),
            *money.columns(),
        ]
        lines = []
        for label, row in rows:
            leads, wins, part = map(cells.count, (row.programmes, row.quick_wins, row.partnering or 0))
            figures = [label, leads, wins, *execution.cells(row), part, *money.cells(row)]
            lines.append(Line(figures, "total" if row is agenda.totals else ""))
        return Table(columns, lines)

    def _programmes(self) -> Iterator[Block]:
        """Each programme once, with all its years: those that it executes, then those in which it is a partner."""
        agenda, say = self._agenda, self._say
        every = [*agenda.years, agenda.undated]
        led, joined = self._by_programme(every, leading=True), self._by_programme(every, leading=False)
        years = [one.year for one in agenda.years if one.year is not None and (one.leading or one.partnering)]
        if 1 < len(years) <= _YEARS_ABREAST:
            yield Heading(say("agenda.calendar"))
            yield self._calendar({**led, **joined}, years)
            yield Text(say("agenda.signs"), "dim")
        for key, works in (("agenda.leading", led), ("agenda.partnering", joined)):
            if works:
                yield Heading(say(key, n=len(works)))
                yield Items([self._words.programme(dated) for dated in works.values()])

    def _calendar(self, works: Mapping[str, Sequence[Dated]], years: Sequence[int]) -> Table:
        """Programmes by years: the state of each in a year."""
        columns = [Column(self._say("coverage.programme"), folds=True), *(Column(str(year)) for year in years)]
        lines = []
        for id_, dated in works.items():
            states = {year: self._words.state(work, year) for year, work in dated}
            if set(states.values()) == {"unplanned"} or set(states) == {None}:
                continue
            signs = [Cell(*SIGNS[states[year]]) if year in states else cells.NOTHING for year in years]
            name = Cell(one_line(f"{id_} {dated[0][1].name}"), value=ProgrammeRef(id_))
            lines.append(Line([name, *signs]))
        return Table(columns, lines)

    def _year(self, one: WorkYear) -> Iterator[Block]:
        """What it executes and what it is a partner in, apart."""
        say, totals = self._say, one.totals
        if one.leading:
            text = say("agenda.leading", n=len(one.leading))
            if totals.planned and one.year is not None:
                counts = {state: getattr(totals, state) for state in ("ran", "not_run", "not_recorded")}
                text += f"; {', '.join(say(f'agenda.executed.{state}', n=n) for state, n in counts.items() if n)}"
            if one.sources:
                text += f"; {self._words.money(one.sources, dict.fromkeys(one.approximate or (), ROUGH))}"
            yield Text(text, "strong")
            yield Items([self._words.work(work, one.year) for work in one.leading])
        if one.partnering:
            yield Text(say("agenda.partnering", n=len(one.partnering)), "strong")
            yield Items([self._words.work(work, one.year) for work in one.partnering])

    def _by_programme(self, years: Sequence[WorkYear], *, leading: bool) -> dict[str, list[Dated]]:
        """In the order of the file."""
        found: dict[str, list[Dated]] = {}
        for one in years:
            for work in one.leading if leading else one.partnering:
                found.setdefault(work.programme, []).append((one.year, work))
        return {entry.id: found[entry.id] for entry in self._plan.entries() if entry.id in found}
