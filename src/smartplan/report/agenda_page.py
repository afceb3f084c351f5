"""The programme of work of one agency in words, year by year."""

from collections.abc import Iterator, Mapping

from smartplan.coverage.agenda import Agenda, Aim, Work, WorkYear
from smartplan.messages import Catalogue
from smartplan.plan.model import Fund, Plan
from smartplan.report import numbers
from smartplan.report.coverage_page import measure, record_notes
from smartplan.report.names import Names
from smartplan.report.page import Block, Cell, Column, Heading, Item, Items, Line, Page, Table, Text, Tone
from smartplan.report.sentences import flat, safe

# Down the left edge a reader sees what ran; the status says it in words too.
_SIGNS: Mapping[str, tuple[str, Tone]] = {
    "ran": ("✓", "good"), "partly": ("~", "warn"), "not_run": ("✗", "bad"), "unknown": ("?", "warn"), "due": ("-", ""),
    "unplanned": ("·", "dim"),
}  # fmt: skip


def build(agenda: Agenda, plan: Plan, say: Catalogue) -> Page:
    """The whole report."""
    return _Agenda(agenda, plan, say).page()


class _Agenda:
    """What stays the same through thousands of programmes is looked up once."""

    def __init__(self, agenda: Agenda, plan: Plan, say: Catalogue) -> None:
        self._agenda, self._plan, self._say = agenda, plan, say
        self._names = Names(say, plan)
        subdimensions = dict.fromkeys(entry.programme.subdimension for entry in plan.entries())
        self._subdimensions = {key: self._names.subdimension(key, short=True) for key in subdimensions}
        self._funds: dict[str, str] = {}

    def page(self) -> Page:
        agenda, say = self._agenda, self._say
        year = None if agenda.year is None else str(agenda.year)
        title = say(
            "agenda.title.year" if year else "agenda.title", city=safe(self._plan.city.name or "?"), year=year,
            agency=self._names.agency(agenda.agency, whole=True), revision=safe(agenda.revision),
        )  # fmt: skip
        notes = record_notes(say, self._plan)
        return Page(title, safe(agenda.path), notes, list(self._blocks(year)), say("report.more", n="{n}"))

    def _blocks(self, year: str | None) -> Iterator[Block]:
        agenda, say = self._agenda, self._say
        if not agenda.totals.programmes and not agenda.totals.partnering:
            yield Text(say("agenda.nothing", agency=self._names.agency(agenda.agency)))
            return
        yield Text(say("agenda.whole", led=agenda.totals.programmes, joined=agenda.totals.partnering))
        if year is None:
            yield self._overview()
            yield Text(say("agenda.counting"), "dim")
        for one in agenda.years:
            if one.leading or one.partnering:
                yield Heading(str(one.year))
                yield from self._work(one)
            elif year is not None:
                yield Text(say("agenda.nothing.year", year=year), "strong")
        if agenda.undated.leading or agenda.undated.partnering:
            yield Heading(say("agenda.undated"))
            yield from self._work(agenda.undated)

    def _overview(self) -> Table:
        agenda, say = self._agenda, self._say
        totals = agenda.totals
        unit, unit_name = numbers.column_unit((one.totals.budget for one in agenda.years), say.language)
        titles = [say("report.year"), say("agenda.leads"), say("report.quick-wins"), say("report.ran"),
                  say("agenda.takes-part"), unit_name.replace(" ", "\n")]  # fmt: skip
        rows = [(str(one.year), one.totals) for one in agenda.years]
        if agenda.undated.leading or agenda.undated.partnering:
            rows.append((say("report.unstated"), agenda.undated.totals))
        lines = []
        for label, row in [*rows, (say("report.total"), totals)]:
            counts = [str(n) if n else "·" for n in (row.programmes, row.quick_wins, row.partnering)]
            ran = f"{row.ran}/{row.planned}" if row.planned else "·"
            money = "·" if row.budget is None else numbers.in_unit(row.budget, unit, say.language)
            cells = [label, *counts[:2], ran, counts[2], money]
            lines.append(Line(cells, "total" if row is totals else ""))
        columns = [Column(title, right=bool(index)) for index, title in enumerate(titles)]
        # A column of money that nobody states would only take room.
        width = len(titles) if totals.budget is not None else -1
        return Table(columns[:width], [Line(line.cells[:width], line.kind) for line in lines])

    def _work(self, one: WorkYear) -> Iterator[Block]:
        """What it leads and what it takes part in, apart."""
        say, totals = self._say, one.totals
        if one.leading:
            text = say("agenda.leading", n=len(one.leading))
            if totals.planned and one.year is not None:
                text += f"; {say('agenda.leading.ran', ran=totals.ran, of=totals.planned)}"
            if totals.budget is not None:
                text += f"; {self._money(one.sources)}"
            yield Text(text, "strong")
            yield Items([self._item(work, one.year) for work in one.leading])
        if one.partnering:
            yield Text(say("agenda.partnering", n=len(one.partnering)), "strong")
            yield Items([self._item(work, one.year) for work in one.partnering])

    def _item(self, work: Work, year: int | None) -> Item:
        say = self._say
        state = self._state(work, year)
        sign, tone = _SIGNS[state]
        words = [self._names.word(work.status)] if work.status else []
        if year is not None:
            words.append(say(f"agenda.done.{state}", year=str(year)))
        details: list[tuple[str, Cell | str]] = []
        if work.agency != self._agenda.agency:
            leader = self._names.agency(work.agency) if work.agency else say("report.unstated")
            details.append((say("agenda.led-by"), leader))
        if words:
            details.append((say("agenda.status"), Cell("; ".join(words), tone)))
        if work.budget:
            details.append((say("report.money"), self._money(work.budget)))
        details += [
            (say("agenda.indicator"), self._aim(aim))
            for aim in work.indicators
            if work.planned or aim.target is not None or aim.actual is not None
        ]
        partners = [self._names.agency(one) for one in work.partners if one not in (work.agency, self._agenda.agency)]
        if partners:
            details.append((say("agenda.with"), ", ".join(partners)))
        marks = [self._subdimensions[work.subdimension]] if work.subdimension else []
        marks += [say("agenda.quick-win")] if work.quick_win else []
        name = flat(f"{work.programme} {work.name}")
        return Item(f"{name} ({', '.join(marks)})" if marks else name, sign, "", details)

    def _state(self, work: Work, year: int | None) -> str:
        if year is None:
            return "due"
        if work.execution is not None:
            return work.execution
        if not work.planned:
            return "unplanned"
        return "unknown" if year < self._agenda.as_of else "due"

    def _money(self, budget: Mapping[Fund, int]) -> str:
        """`APBD IDR 500 million`, or the sum and then its parts."""
        say = self._say
        for fund in budget:
            if fund not in self._funds:
                self._funds[fund] = say(f"report.fund.{fund}")
        parts = [f"{self._funds[fund]} {numbers.money(amount, say.language)}" for fund, amount in budget.items()]
        if len(parts) == 1:
            return parts[0]
        return f"{numbers.money(sum(budget.values()), say.language)} ({', '.join(parts)})"

    def _aim(self, aim: Aim) -> Cell:
        say = self._say
        parts = [say("agenda.no-target")]
        if aim.target is not None:
            parts = [say("agenda.target", value=measure(aim.target, say))]
        if aim.actual is not None:
            parts.append(say("agenda.actual", value=measure(aim.actual, say)))
        if aim.met is not None:
            parts.append(say("agenda.met" if aim.met else "agenda.missed"))
        name = flat(f"{aim.name} ({aim.unit})" if aim.unit else aim.name or aim.indicator)
        tone: Tone = "" if aim.met is None else "good" if aim.met else "bad"
        return Cell(f"{name}: {', '.join(parts)}", tone)
