"""One programme of an agency's work in words: its state, budget and targets, in one year or in all of them."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from msgspec import UNSET

from smartplan.analysis.actions import AgendaAction
from smartplan.analysis.agenda import Agenda, AgendaIndicator, ProgrammeYear
from smartplan.messages import Catalogue
from smartplan.plan.field_types import Fund, Measured, Ran
from smartplan.plan.figure import Basis, StatedBasis
from smartplan.plan.model import Plan
from smartplan.report.render import numbers
from smartplan.report.render.figures import about, resting
from smartplan.report.render.measures import dated_values, held, measure
from smartplan.report.render.names import Names
from smartplan.report.render.page import Cell, Item, Tone
from smartplan.report.render.sentences import one_line
from smartplan.report.render.years import spans

# A year, None where none is stated, and what a programme states for it.
Dated = tuple[int | None, ProgrammeYear]
# Down the left edge a reader sees what ran; the status says it in words too.
SIGNS: Mapping[str, tuple[str, Tone]] = {
    "ran": ("✓", "good"),
    "partly": ("~", "warn"),
    "not_run": ("✗", "bad"),
    "unknown": ("?", "warn"),
    "due": ("→", ""),
    "unplanned": ("·", "dim"),
}
_Detail = tuple[str, Cell | str]
# Between lists of values, in which semicolons stand.
_PARTED = " | "


class AgendaWords:
    """What stays the same through thousands of programmes is looked up once."""

    def __init__(self, agenda: Agenda, plan: Plan, say: Catalogue) -> None:
        self._agenda, self._say = agenda, say
        self.names = Names(say, plan)
        subdimensions = dict.fromkeys(entry.programme.subdimension for entry in plan.entries())
        self._subdimensions = {key: self.names.subdimension(key, short=True) for key in subdimensions}
        self._funds: dict[str, str] = {}

    def state(self, work: ProgrammeYear, year: int | None) -> str:
        """The state of a programme in a year; what has no record is not known."""
        if year is None:
            return "due"
        return self._due(work.execution, year) if work.planned else "unplanned"

    def _due(self, execution: Ran | None, year: int) -> str:
        return execution or ("unknown" if year <= self._agenda.as_of else "due")

    def work(self, work: ProgrammeYear, year: int | None) -> Item:
        """A programme in one year."""
        state = self.state(work, year)
        sign, tone = SIGNS[state]
        done = [] if year is None else [self._say(f"agenda.done.{state}", year=str(year))]
        details = [*self._status(work, {state} if done else set(), done, tone)]
        if work.budget:
            money = self.money(work.budget, work.basis or {})
            details.append((self._say("report.money"), self._whole(work, money, any(self._parts(work)))))
        if work.spent:
            spent = self.money(work.spent, work.spent_basis or {})
            details.append((self._say("report.spent"), self._whole(work, spent)))
        details += [
            (self._say("agenda.indicator"), self._aim(aim))
            for aim in work.indicators
            if work.planned or aim.target is not None or aim.actual is not None
        ]
        details += self._partners(work)
        actions = [
            self._action([(year, one)], [self.money(one.budget, one.budget_basis or {})] if one.budget else [])
            for one in work.actions
        ]
        return Item(self._title(work), "" if year is None else sign, "", details, actions, apart=True)

    def programme(self, dated: Sequence[Dated]) -> Item:
        """A programme with all its years."""
        say, work = self._say, dated[-1][1]
        states: dict[str, list[int]] = {}
        for year, one in dated:
            if year is not None and self.state(one, year) != "unplanned":
                states.setdefault(self.state(one, year), []).append(year)
        done = [say(f"agenda.done.{state}", year=spans(years)) for state, years in states.items()]
        tone: Tone = "bad" if "not_run" in states else ""
        details = [*self._status(work, states, done, tone), *self._money_by_year(dated), *self._aims(dated)]
        actions: dict[str, list[tuple[int | None, AgendaAction]]] = {}
        for year, one in dated:
            for action in one.actions:
                actions.setdefault(action.action, []).append((year, action))
        named = [
            self._action(
                years, [*self._by_fund((year, one.budget, one.budget_basis or {}) for year, one in years).values()]
            )
            for years in actions.values()
        ]
        return Item(self._title(work), "", "", [*details, *self._partners(work)], named, apart=True)

    def _action(self, dated: Sequence[tuple[int | None, AgendaAction]], money: Sequence[str]) -> str:
        """An action that the agency executes: what it is, how it stands in each year, and its money."""
        say, action = self._say, dated[0][1]
        states: dict[str, list[int]] = {}
        for year, one in dated:
            if year is not None and one.planned:
                states.setdefault(self._due(one.execution, year), []).append(year)
        done = [say(f"agenda.done.{state}", year=spans(years)) for state, years in states.items()]
        kind = f" ({self.names.word(action.kind)})" if action.kind else ""
        text = f"{say('agenda.action')} {one_line(f'{action.action} {action.name}')}{kind}"
        parts = [*(["; ".join(done)] if done else []), *money]
        return f"{text}: {_PARTED.join(parts)}" if parts else text

    def money(self, budget: Mapping[Fund, int], bases: Mapping[Fund, Basis]) -> str:
        """`APBD IDR 500 million`, or the sum and then its parts."""
        parts = [
            f"{self._fund(fund)} {self._amount(amount, bases.get(fund, UNSET))}" for fund, amount in budget.items()
        ]
        if len(parts) == 1:
            return parts[0]
        whole = about(
            numbers.money(sum(budget.values()), self._say.language),
            any(basis.approx for basis in bases.values()),
            self._say,
        )
        return f"{whole} ({numbers.value_list(parts, self._say.language)})"

    def _amount(self, rupiah: int, basis: StatedBasis) -> str:
        return resting(numbers.money(rupiah, self._say.language), basis, self._say)

    def _title(self, work: ProgrammeYear) -> str:
        marks = [self._subdimensions[work.subdimension]] if work.subdimension else []
        marks += [self._say("agenda.quick-win")] if work.quick_win else []
        name = one_line(f"{work.programme} {work.name}")
        return f"{name} ({', '.join(marks)})" if marks else name

    def _status(self, work: ProgrammeYear, states: Iterable[str], done: Sequence[str], tone: Tone) -> Iterator[_Detail]:
        """Who executes it where another agency does, and its state; "planned" is not said twice."""
        if work.agency != self._agenda.agency:
            leader = self.names.agency(work.agency) if work.agency else self._say("report.unstated")
            yield self._say("agenda.led-by"), leader
        said = work.status == "planned" and {"due", "unknown"}.intersection(states)
        words = [self.names.word(work.status)] if work.status and not said else []
        if words or done:
            yield self._say("agenda.status"), Cell("; ".join([*words, *done]), tone)

    def _partners(self, work: ProgrammeYear) -> Iterator[_Detail]:
        partners = [self.names.agency(one) for one in work.partners if one not in (work.agency, self._agenda.agency)]
        if partners:
            yield self._say("agenda.with"), ", ".join(partners)

    def _money_by_year(self, dated: Sequence[Dated]) -> Iterator[_Detail]:
        """A line a funding source, with what it gives in each year."""
        own = {fund for _, work in dated for budget in self._parts(work) for fund in budget}
        for fund, money in self._by_fund((year, work.budget, work.basis or {}) for year, work in dated).items():
            yield self._say("report.money"), self._whole(dated[0][1], money, fund in own)
        spent = {year or 0: self.money(work.spent, work.spent_basis or {}) for year, work in dated if work.spent}
        if spent:
            yield self._say("report.spent"), self._whole(dated[0][1], dated_values(spent, self._say))

    def _by_fund(self, dated: Iterable[tuple[int | None, Mapping[Fund, int], Mapping[Fund, Basis]]]) -> dict[Fund, str]:
        """What each funding source gives in each year: `APBD 2023: IDR 500 million, 2024: IDR 1 billion`."""
        funds = dict[Fund, dict[int, str]]()
        for year, budget, bases in dated:
            for fund, amount in budget.items():
                funds.setdefault(fund, {})[year or 0] = self._amount(amount, bases.get(fund, UNSET))
        return {fund: f"{self._fund(fund)} {dated_values(years, self._say)}" for fund, years in funds.items()}

    def _parts(self, work: ProgrammeYear) -> list[Mapping[Fund, int]]:
        """What the indicators that the agency answers for have of the budget."""
        return [aim.budget or {} for aim in work.indicators if aim.agency == self._agenda.agency]

    def _whole(self, work: ProgrammeYear, money: str, shared: bool = False) -> str:
        """Money of a partner is that of all of the programme; its share is on record where an indicator has it."""
        if work.agency == self._agenda.agency:
            return money
        return self._say("agenda.of-the-whole.shared" if shared else "agenda.of-the-whole", money=money)

    def _fund(self, fund: Fund) -> str:
        if fund not in self._funds:
            self._funds[fund] = self._say(f"report.fund.{fund}")
        return self._funds[fund]

    def _aims(self, dated: Sequence[Dated]) -> Iterator[_Detail]:
        """Each indicator with the targets and results of all years."""
        aims: dict[str, list[tuple[int | None, AgendaIndicator]]] = {}
        for year, work in dated:
            for aim in work.indicators:
                aims.setdefault(aim.indicator, []).append((year, aim))
        for years in aims.values():
            met = [aim.met for _, aim in years if aim.met is not None]
            targets = self._measures("agenda.target", years, lambda aim: (aim.target, aim.target_basis))
            actuals = self._measures("agenda.actual", years, lambda aim: (aim.actual, aim.actual_basis))
            parts = [targets or self._say("agenda.no-target"), *([actuals] if actuals else [])]
            for reached, key in ((True, "agenda.met"), (False, "agenda.missed")):
                judged = [(year, aim) for year, aim in years if aim.met is reached and year is not None]
                found = [year for year, aim in judged if not _approx(aim)]
                roughly = [year for year, aim in judged if _approx(aim)]
                parts += [f"{self._say(key)} {spans(found)}"] if found else []
                verdict = f"{self._say(key)} {spans(roughly)}"
                parts += [self._say("report.about-verdict", verdict=verdict)] if roughly else []
            tone: Tone = "" if not met else "good" if met[-1] else "bad"
            shares = {year or 0: self.money(aim.budget, aim.budget_basis or {}) for year, aim in years if aim.budget}
            parts += [self._say("agenda.indicator-money", money=dated_values(shares, self._say))] if shares else []
            yield self._say("agenda.indicator"), Cell(f"{self._named(years[0][1])}: {_PARTED.join(parts)}", tone)

    def _measures(
        self,
        key: str,
        years: Sequence[tuple[int | None, AgendaIndicator]],
        of: Callable[[AgendaIndicator], tuple[Measured | None, StatedBasis]],
    ) -> str:
        figures = [(year, *of(aim)) for year, aim in years]
        stated = {
            year: held(resting(measure(value, self._say), basis, self._say))
            for year, value, basis in figures
            if year is not None and value is not None
        }
        return self._say(key, value=dated_values(stated, self._say)) if stated else ""

    def _aim(self, aim: AgendaIndicator) -> Cell:
        """An indicator in one year."""
        say = self._say
        parts = [say("agenda.no-target")]
        if aim.target is not None:
            parts = [say("agenda.target", value=resting(measure(aim.target, say), aim.target_basis, say))]
        if aim.actual is not None:
            parts.append(say("agenda.actual", value=resting(measure(aim.actual, say), aim.actual_basis, say)))
        if aim.met is not None:
            verdict = say("agenda.met" if aim.met else "agenda.missed")
            parts.append(say("report.about-verdict", verdict=verdict) if _approx(aim) else verdict)
        if aim.budget:
            parts.append(say("agenda.indicator-money", money=self.money(aim.budget, aim.budget_basis or {})))
        tone: Tone = "" if aim.met is None else "good" if aim.met else "bad"
        return Cell(f"{self._named(aim)}: {numbers.value_list(parts, say.language)}", tone)

    def _named(self, aim: AgendaIndicator) -> str:
        """Its name with its unit, and who answers for it where that is not the agency of the programme."""
        answers = self._say("story.answers", agency=self.names.agency(aim.agency)) if aim.agency else ""
        within = ", ".join(part for part in (aim.unit, answers) if part)
        return one_line(f"{aim.name} ({within})" if within else aim.name or aim.indicator)


def _approx(aim: AgendaIndicator) -> bool:
    """Whether it is an approximate figure that a target was met or missed by."""
    return any(basis.approx for basis in (aim.target_basis, aim.actual_basis) if basis)
