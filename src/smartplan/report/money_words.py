"""The money of a plan in words: how many programmes state it, how it moved; what is not stated is no nought."""

from collections.abc import Sequence

from smartplan.coverage.money import MoneyMove
from smartplan.messages import Catalogue
from smartplan.plan.model import Period
from smartplan.report import numbers
from smartplan.report.years import spans


def stated(budget: int | None, funded: int, programmes: int, say: Catalogue) -> str:
    """`IDR 300.9 billion (4 of 64 programmes state money)`; without the count where all of them do."""
    if budget is None:
        return say("report.unstated")
    money = numbers.money(budget, say.language)
    return money if funded == programmes else say("report.money-stated", money=money, n=funded, of=programmes)


def beside(outside: int | None, years: Sequence[int], period: Period | None, say: Catalogue) -> list[str]:
    """What has to be said of money besides its sum: what lies outside the period, or that no period is on record."""
    if period is None:
        return [say("report.money-all-years", years=spans(years))] if years else []
    if outside is None:
        return []
    money = numbers.money(outside, say.language)
    return [say("report.money-outside", money=money, period=f"{period.start}–{period.end}")]


def moved(move: MoneyMove, programmes: int, say: Catalogue) -> str:
    """From what to what, by how much where the years are the same, and the same of the years that both plan."""
    new = stated(move.new, move.funded, programmes, say)
    if move.old == move.new:
        return new
    text = f"{_amount(move.old, say)} → {new}{_delta(move.delta, say)}"
    if move.common is None:
        return text
    years = "–".join(dict.fromkeys(map(str, move.common.years)))
    both = f"{_amount(move.common.old, say)} → {_amount(move.common.new, say)}{_delta(move.common.delta, say)}"
    return f"{text}; {say('report.money-common', years=years, moved=both)}"


def _amount(rupiah: int | None, say: Catalogue) -> str:
    return say("report.unstated") if rupiah is None else numbers.money(rupiah, say.language)


def _delta(rupiah: int | None, say: Catalogue) -> str:
    return f" ({numbers.money(rupiah, say.language, sign=True)})" if rupiah else ""
