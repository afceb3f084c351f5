"""The money of a plan in words: how many programmes state it, how it moved; what is not stated is no nought."""

from smartplan.coverage.money import MoneyMove
from smartplan.messages import Catalogue
from smartplan.report import numbers


def stated(budget: int | None, funded: int, programmes: int, say: Catalogue) -> str:
    """`IDR 300.9 billion (4 of 64 programmes state money)`; without the count where all of them do."""
    if budget is None:
        return say("report.unstated")
    money = numbers.money(budget, say.language)
    return money if funded == programmes else say("report.money-stated", money=money, n=funded, of=programmes)


def moved(move: MoneyMove, programmes: int, say: Catalogue) -> str:
    """From what to what, by how much where the years are the same, and the same of the years that both plan."""
    if move.old == move.new:
        return stated(move.new, move.funded, programmes, say)
    old, new = numbers.amounts(move.old, move.new, say.language, say("report.unstated"))
    if move.new is not None and move.funded != programmes:
        new = say("report.money-stated", money=new, n=move.funded, of=programmes)
    text = f"{old} → {new}{_delta(move.delta, say)}"
    if move.common is None:
        return text
    years = "–".join(dict.fromkeys(map(str, move.common.years)))
    before, after = numbers.amounts(move.common.old, move.common.new, say.language, say("report.unstated"))
    both = f"{before} → {after}{_delta(move.common.delta, say)}"
    return f"{text}; {say('report.money-common', years=years, moved=both)}"


def _delta(rupiah: int | None, say: Catalogue) -> str:
    return f" ({numbers.money(rupiah, say.language, sign=True)})" if rupiah else ""
