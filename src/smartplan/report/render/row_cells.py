"""Money and execution of a coverage row as cells of a table: what is not stated or not recorded is never a nought."""

from collections.abc import Iterable, Sequence
from typing import Final

from smartplan.analysis.money import money_years
from smartplan.analysis.rows import Row
from smartplan.messages import Catalogue
from smartplan.plan.figure import Sum
from smartplan.plan.model import Plan
from smartplan.report.render import cells, numbers
from smartplan.report.render.cells import NOTHING
from smartplan.report.render.figures import rough
from smartplan.report.render.money import absorbed, beside
from smartplan.report.render.money import stated as stated_money
from smartplan.report.render.page import Block, Cell, Column, Text

_STATES: Final = ("ran", "not_run", "not_recorded")


class ExecutionColumns:
    """The columns of what ran, what did not and what has no record; one that would hold nothing is left out."""

    def __init__(self, rows: Iterable[Row], say: Catalogue) -> None:
        rows = list(rows)
        self._say = say
        self._states = [
            state for state in _STATES if any(row.recorded if state == "ran" else getattr(row, state) for row in rows)
        ]

    def columns(self) -> list[Column]:
        """Their titles."""
        return [Column(self._say(f"report.executed.{state}"), right=True) for state in self._states]

    def cells(self, row: Row, before: Row | None = None) -> list[Cell | str]:
        """The counts of a row; with `before` what each was, where it moved."""
        return [_count(getattr(row, state), getattr(before or row, state)) for state in self._states]


class MoneyColumns:
    """The columns of money within the period and outside it, in one unit; none where nobody states any."""

    def __init__(self, rows: Sequence[Row], say: Catalogue, before: Sequence[Row] = (), *, moved: bool = False) -> None:
        self._say, self._moved = say, moved
        every = [*rows, *before]
        self._fields = [name for name in ("budget", "outside") if any(getattr(row, name) is not None for row in every)]
        amounts = (getattr(row, name) for row in every for name in self._fields)
        self._scale = numbers.MoneyScale.of(amounts, say.language)

    def columns(self) -> list[Column]:
        """Their titles; against another plan the columns hold what came and went."""
        title = ("±" if self._moved else "") + self._scale.title.replace(" ", "\n")
        # The unit is said once, unless all money lies outside the period.
        titles = {"budget": title, "outside": self._say("report.outside")}
        if self._fields == ["outside"]:
            titles["outside"] += f"\n{self._scale.title}"
        return [Column(titles[name], right=True, unit=self._scale.unit) for name in self._fields]

    def cells(self, row: Row, before: Row | None = None) -> list[Cell | str]:
        """The amounts of a row, or how they moved since `before`."""
        return [
            self._cell(_sum(row, name), _sum(before, name)) if before else self._amount(_sum(row, name))
            for name in self._fields
        ]

    def _amount(self, money: Sum, nothing: str = NOTHING) -> Cell:
        return cells.money(self._scale, money.rupiah, money.approx, nothing)

    def _cell(self, new: Sum, old: Sum) -> Cell:
        if new.rupiah == old.rupiah:
            return Cell(NOTHING)
        # From or to what is not stated there is no difference to tell.
        if new.rupiah is None or old.rupiah is None:
            return Cell(f"{self._amount(old, '–').text} → {self._amount(new, '–').text}")
        moved = Sum(new.rupiah - old.rupiah, new.approx or old.approx)
        text = rough(self._scale.figure(new.rupiah - old.rupiah, sign=True), moved.approx)
        return Cell(text, "good" if new.rupiah > old.rupiah else "bad", moved)


def notes(
    totals: Row,
    plan: Plan,
    as_of: int,
    say: Catalogue,
    *,
    before: Row | None = None,
    money: bool = True,
    executed: bool = True,
) -> Iterable[Block]:
    """What has to be said below a table that counts money and execution, or one of them, or how they moved since
    `before`."""
    if any(row.budget_approx or row.outside_approx for row in (totals, before) if row):
        yield Text(say("report.about-legend"), "dim")
    text = stated(totals, plan, say)
    if money and text and (totals.funded < totals.programmes or totals.outside is not None or plan.period is None):
        yield Text(f"{say('report.money-total')}: {text}.", "dim")
    if money and totals.absorption:
        yield Text(absorbed(totals.absorption, say), "dim")
    if not executed or not totals.planned:
        return
    if not totals.recorded:
        yield Text(say("report.executed.none", n=totals.planned, year=str(as_of)))
    else:
        yield Text(say("report.executed.legend", year=str(as_of)), "dim")


def stated(totals: Row, plan: Plan, say: Catalogue) -> str:
    """The money of a plan, how many programmes state it, and what lies outside its period; nothing where none does."""
    parts: list[str] = []
    if totals.budget is None and totals.outside is None:
        return ""
    if totals.budget is not None:
        parts.append(stated_money(totals.budget, totals.funded, totals.programmes, say, totals.budget_approx))
    parts += beside(totals.outside, money_years(plan), plan.period, say, totals.outside_approx)
    return "; ".join(parts)


def _sum(row: Row, name: str) -> Sum:
    """The budget of a row, or what lies outside the period."""
    return Sum(getattr(row, name), bool(getattr(row, f"{name}_approx")))


def _count(new: int, old: int) -> Cell:
    return cells.count(new) if new == old else Cell(f"{old} → {new}")
