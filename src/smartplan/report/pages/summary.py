"""The executive summary in words: what a mayor reads on a screen or two."""

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from smartplan.analysis.indicators import IndicatorRow
from smartplan.messages import Catalogue
from smartplan.operations.summary import Summary
from smartplan.plan.model import Plan
from smartplan.report.pages.action_tables import by_kind
from smartplan.report.pages.change_items import changes
from smartplan.report.pages.gap_items import no_holes
from smartplan.report.pages.summary_money import money_blocks
from smartplan.report.render import cells, numbers
from smartplan.report.render.bars import Curve
from smartplan.report.render.measures import aims, by_year, is_rough, last, verdict
from smartplan.report.render.money import moved
from smartplan.report.render.names import Names, record_notes
from smartplan.report.render.page import Block, Cell, Column, Facts, Heading, Item, Items, Line, Page, Table, Text
from smartplan.report.render.row_cells import ExecutionColumns, MoneyColumns, notes
from smartplan.report.render.sentences import escape_controls, one_line

_BAR = 20
# What fits on two screens; the whole is in the report that is named.
_INDICATORS = 6
_QUICK_WINS = 12
_HOLES = 5
_INPUTS = 5
_BEST_SCORE = 4.0
_FELT = ("impact", "outcome")
_Thing = TypeVar("_Thing")


def build(
    summary: Summary, plan: Plan, say: Catalogue, asked: str, *, whole: bool = False, unread: bool = False
) -> Page:
    """The summary; `asked` is how the plan was asked for, for the commands that show more of it; `whole` lists all.

    `unread` says that not every evaluation could be read.
    """
    words = SummaryWords(summary, plan, say, asked, whole, unread)
    title = f"{escape_controls(summary.city or '?')}: {escape_controls(summary.title)}"
    return Page(
        title,
        escape_controls(summary.path),
        record_notes(say, plan),
        list(words.blocks()),
        say("report.more", n="{n}"),
        whole,
    )


class SummaryWords:
    """The parts of a summary, each as blocks of a page."""

    def __init__(self, summary: Summary, plan: Plan, say: Catalogue, asked: str, whole: bool, unread: bool) -> None:
        self.summary = summary
        self.unread = unread
        self.plan = plan
        self.whole = whole
        self.asked = asked
        self.say = say
        self.names = Names(say, plan)

    def blocks(self) -> Iterator[Block]:
        """All of them, in the order in which a mayor asks."""
        say = self.say
        yield from self.direction()
        yield Heading(say("summary.balance"))
        yield self.balance()
        yield from notes(self.summary.totals, self.plan, self.summary.as_of, say, money=False)
        yield from self.quick_wins()
        yield from self.actions()
        yield from money_blocks(self.summary, self.plan, say)
        yield from self.outcomes()
        yield from self.readiness()
        yield from self._news()
        yield from self._evaluations()
        yield from self._holes()

    def _more(self, n: int, command: str) -> str:
        """What was left out, and the command that shows it."""
        words = [escape_controls(self.asked) if word == "{}" else word for word in command.split()]
        return self.say("summary.more", n=n, command=words)

    def _some(self, things: Sequence[_Thing], most: int) -> Sequence[_Thing]:
        """What there is room for; all of it where the whole was asked for."""
        return things if self.whole else things[:most]

    def _left(self, things: Sequence[Any], most: int, command: str) -> Iterator[Block]:
        if len(things) > most and not self.whole:
            yield Text(self._more(len(things) - most, command), "dim")

    def direction(self) -> Iterator[Block]:
        """What the plan is and what it is for: status, period, vision, RPJMD, missions."""
        one, say = self.summary, self.say
        none = Cell(say("report.unstated"), "dim")
        period = f"{one.period[0]}–{one.period[1]}" if one.period else none
        status = self.names.word(one.status) if one.status else none
        yield Facts(
            [
                (say("summary.status"), status),
                (say("summary.period"), period),
                (say("summary.legal-basis"), escape_controls("; ".join(one.legal_basis)) or none),
                (say("summary.vision"), one_line(one.vision) or none),
                (say("summary.rpjmd"), self._rpjmd() or none),
                (say("summary.rpjmd-vision"), one_line(one.rpjmd_vision) or none),
            ]
        )
        if one.missions:
            columns = [Column(say("summary.mission"), folds=True), Column(say("report.programmes"), right=True)]
            lines = [
                Line([escape_controls(f"{mission.id} {mission.text}"), cells.count(mission.programmes, hole=True)])
                for mission in one.missions
            ]
            yield Table(columns, lines)
        else:
            yield Text(say("summary.no-missions"), "dim")
        if one.objectives:
            from smartplan.report.pages.objective_rows import blocks

            yield from blocks(one.objectives, self.plan, self.names)

    def _rpjmd(self) -> str:
        """Its title, and the regulation that adopts it."""
        parts = (self.summary.rpjmd, self.summary.rpjmd_regulation)
        return ", ".join(escape_controls(part) for part in parts if part)

    def balance(self) -> Table:
        """Programmes by dimension."""
        one, say = self.summary, self.say
        largest = max((row.programmes for row in one.dimensions), default=0)
        rows = [*one.dimensions, one.totals]
        execution, money = ExecutionColumns(rows, say), MoneyColumns(rows, say)
        columns = [
            Column(say("report.dimension"), folds=True),
            Column(say("report.programmes"), right=True),
            Column(""),
            Column(say("report.quick-wins"), right=True),
            *execution.columns(),
            *money.columns(),
        ]
        lines = []
        for row in rows:
            total = row is one.totals
            name = say("report.total") if total else self.names.dimension(row.key)
            figures: list[Cell | str] = [
                name,
                cells.count(row.programmes, hole=True),
                Cell("", "heat") if total else cells.bar(row.programmes, largest, _BAR),
                cells.count(row.quick_wins),
                *execution.cells(row),
                *money.cells(row),
            ]
            lines.append(Line(figures, "total" if total else ""))
        return Table(columns, lines)

    def quick_wins(self) -> Iterator[Block]:
        """The quick wins under their number."""
        say, wins = self.say, self.summary.quick_wins
        now = [win for win in wins if win.state != "stopped"]
        states = [(state, sum(win.state == state for win in wins)) for state in ("new", "continued", "stopped")]
        told = ", ".join(say(f"summary.quick-win.{state}", n=n) for state, n in states if n)
        yield Heading(say("summary.quick-wins", n=len(now)) + (f": {told}" if told else ""))
        if not wins:
            yield Text(say("summary.no-quick-wins"), "warn")
            return
        signs = {"new": "+", "stopped": "-", "continued": "=", None: "·"}
        items = [
            Item(
                f"{escape_controls(win.programme)} {escape_controls(win.name)} ({self.names.dimension(win.dimension)})"
                + (f", {say(f'summary.executed.{win.executed}')}" if win.executed else ""),
                signs[win.state],
            )
            for win in self._some(wins, _QUICK_WINS)
        ]
        yield Items(items)
        yield from self._left(wins, _QUICK_WINS, "summary {} --all")

    def actions(self) -> Iterator[Block]:
        """The actions by kind, where there are any."""
        if self.summary.actions:
            yield Heading(self.say("summary.actions"))
            yield by_kind(self.summary.actions, self.names, self.say)

    def outcomes(self) -> Iterator[Block]:
        """What citizens feel: indicators in the latest year that has a target and an actual."""
        say, found = self.say, self.summary.indicators
        # Only an outcome or an impact is felt; what has no level may be anything.
        felt = [row for row in found.listed if row.level in _FELT]
        # The table of the RPJMD above may show what no programme states.
        above = [row for one in self.summary.objectives for row in one.indicators if row.targets or row.actuals]
        yield Heading(say("summary.felt" if felt else "summary.outcomes"))
        if not found.listed:
            yield Text(say("summary.no-outcomes.programmes" if above else "summary.no-outcomes"), "warn")
            return
        if not felt:
            others = any(row.level in _FELT for row in above)
            yield Text(say("summary.no-felt.programmes" if others else "summary.no-felt"), "warn")
        count = found.reached + found.missed + found.open
        yield Text(say("summary.verdicts", n=count, reached=found.reached, missed=found.missed, open=found.open))
        rows = felt or found.listed
        columns = [
            Column(say("coverage.row.indicator"), folds=True),
            Column(say("coverage.level")),
            Column(say("coverage.targets"), folds=True),
            Column(say("coverage.actuals"), folds=True),
            Column(""),
        ]
        yield Table(columns, [self._outcome(row) for row in self._some(rows, _INDICATORS)])
        if is_rough(self._some(rows, _INDICATORS)):
            yield Text(say("report.about-legend"), "dim")
        left = len(found.listed) - len(self._some(rows, _INDICATORS))
        if left:
            yield Text(self._more(left, "coverage {} --by indicator"), "dim")

    def _outcome(self, row: IndicatorRow) -> Line:
        say = self.say
        named = escape_controls(f"{row.programme} {row.name}" + (f" ({row.unit})" if row.unit else ""))
        if row.year is None:
            targets, actuals = last(row.targets), last(row.actuals)
        else:
            targets, actuals = ({row.year: values[row.year]} for values in (row.targets, row.actuals))
        level = self.names.word(row.level) if row.level else "·"
        aim = aims(targets, row.target_end, say, row.targets_basis, row.target_end_basis)
        return Line(
            [named, level, aim, by_year(actuals, say, row.actuals_basis), verdict(row.reached, say, row.approx)]
        )

    def readiness(self) -> Iterator[Block]:
        """The supporting factors."""
        yield Heading(self.say("summary.readiness"))
        if not self.summary.readiness:
            yield Text(self.say("summary.no-readiness"), "warn")
            return
        yield Items(
            [
                Item(
                    escape_controls(factor.name)
                    + (f": {one_line(factor.condition)}" if factor.condition else "")
                    + (f" ({self.names.agency(factor.agency)})" if factor.agency else "")
                )
                for factor in self.summary.readiness
            ]
        )

    def _news(self) -> Iterator[Block]:
        news, say = self.summary.news, self.say
        if news is None:
            return
        yield Heading(say("summary.news", revision=escape_controls(news.revision)))
        facts: list[tuple[str, Cell | str]] = []
        if news.against.budget is not None:
            facts.append((say("summary.money"), moved(news.against.budget, self.summary.totals.programmes, say)))
        reasons = ", ".join(self.names.word(reason) for reason in news.reasons)
        facts.append((say("summary.reasons"), reasons or Cell(say("report.unstated"), "dim")))
        facts += [(escape_controls(one.ref), one_line(one.text)) for one in self._some(news.inputs, _INPUTS)]
        yield Facts(facts)
        items = list(changes(news.against, self.names, say))
        if items:
            yield Items(items)
        yield from self._left(news.inputs, _INPUTS, "inputs {}")

    def _evaluations(self) -> Iterator[Block]:
        say, scores = self.say, self.summary.evaluations
        yield Heading(say("summary.evaluations"))
        if not scores:
            yield Text(say("summary.no-evaluations.unread" if self.unread else "summary.no-evaluations"), "dim")
            return
        columns = [
            Column(say("report.year")),
            Column(say("summary.final"), right=True),
            Column(say("summary.improvement"), right=True),
            Column(say("summary.rank"), right=True),
        ]
        lines = [
            Line(
                [
                    cells.year(one.year)
                    if one.stage is None
                    else say("summary.stage", year=str(one.year), stage=one.stage),
                    Cell(numbers.score(one.final, say.language), value=one.final),
                    Cell(numbers.score(one.improvement, say.language, sign=True), value=one.improvement),
                    say("report.of", n=one.rank.position, of=one.rank.of) if one.rank else "–",
                ]
            )
            for one in scores
        ]
        yield Table(columns, lines)
        awards = [Item(f"{one.year}: {self.names.award(one.award)}") for one in scores if one.award]
        if awards:
            yield Items(awards)
        finals = [one.final for one in scores]
        if sum(final is not None for final in finals) > 1:
            drawn = Curve(finals, _BEST_SCORE).text
            yield Text(say("summary.curve", curve=drawn, first=str(scores[0].year), last=str(scores[-1].year)))

    def _holes(self) -> Iterator[Block]:
        holes = list(self.summary.holes.items())
        yield Heading(self.say("summary.holes"))
        gaps = self.summary.gaps
        if gaps:
            yield Text(self.say("summary.gaps", n=gaps.n, of=gaps.of), "" if gaps.n == gaps.of else "warn")
        if not holes:
            yield no_holes(self.summary.totals.programmes, self.say)
            return
        yield Items([Item(self.say(f"hole.{kind}", n=n), "!", "strong") for kind, n in holes[:_HOLES]])
        yield Text(self.say("summary.all-holes", revision=escape_controls(self.asked)), "dim")
