"""The money of a plan in words: how many programmes state it, how it moved; what is not stated is no nought."""

from collections.abc import Sequence

from smartplan.analysis.absorption import Absorption
from smartplan.analysis.money import Common, MoneyMove
from smartplan.messages import Catalogue
from smartplan.plan.model import Period
from smartplan.report.render import numbers
from smartplan.report.render.figures import about
from smartplan.report.render.years import spans


def stated(budget: int | None, funded: int, programmes: int, say: Catalogue, approx: object = False) -> str:
    """`IDR 300.9 billion (stated by 4 of 64 programmes)`; without the count where all of them do."""
    if budget is None:
        return say("report.unstated")
    money = about(numbers.money(budget, say.language), approx, say)
    return money + _bracketed(_of_how_many(funded, programmes, say))


def _of_how_many(funded: int, programmes: int, say: Catalogue) -> str:
    return "" if funded in (0, programmes) else say("report.money-stated", n=funded, of=programmes)


def _bracketed(*remarks: str) -> str:
    """What is said of an amount, in one pair of brackets."""
    said = "; ".join(filter(None, remarks))
    return f" ({said})" if said else ""


def beside(
    outside: int | None, years: Sequence[int], period: Period | None, say: Catalogue, approx: object = False
) -> list[str]:
    """What has to be said of money besides its sum: what lies outside the period, or that no period is on record."""
    if period is None:
        return [say("report.money-all-years", years=spans(years))] if years else []
    if outside is None:
        return []
    money = about(numbers.money(outside, say.language), approx, say)
    return [say("report.money-outside", money=money, period=f"{period.start}–{period.end}")]


def moved(move: MoneyMove, programmes: int, say: Catalogue) -> str:
    """From what to what, by how much where the years are the same, and the same of the years that both plan.

    What all years have comes first, as in a comparison, where that is not what one period has.
    """
    if move.old == move.new and not move.every:
        return stated(move.new, move.funded, programmes, say, move.new_approx)
    old, now = _amounts(move, say)
    text = f"{old} → {now}{_bracketed(_delta(move, say), _of_how_many(move.funded, programmes, say))}"
    if move.every:
        within = (move.every.old, move.every.new) == (move.old, move.new)
        every = text if within else _both(move.every, say)
        every = say("report.money-in", moved=every, years=_first_and_last(move.every))
        text = every if within else f"{every}; {say('report.money-periods', moved=text)}"
    if move.common is None:
        return text
    return f"{text}; {say('report.money-common', years=_first_and_last(move.common), moved=_both(move.common, say))}"


def _both(move: Common, say: Catalogue) -> str:
    return f"{' → '.join(_amounts(move, say))}{_bracketed(_delta(move, say))}"


def _first_and_last(move: Common) -> str:
    return "–".join(dict.fromkeys(map(str, move.years)))


def absorbed(absorption: Absorption, say: Catalogue, *, of_many: bool = True) -> str:
    """How much of what was planned was spent, of how many programmes, and that it is of no more than both tell of."""
    spent, budget = numbers.amounts(absorption.spent, absorption.budget, say.language)
    share = about(numbers.share(absorption.share, say.language, exact=True), absorption.approx, say)
    spent, budget = about(spent, absorption.spent_approx, say), about(budget, absorption.budget_approx, say)
    key = "report.absorption" if of_many else "report.absorption.one"
    return say(key, share=share, spent=spent, budget=budget, n=absorption.programmes)


def _amounts(move: MoneyMove | Common, say: Catalogue) -> tuple[str, str]:
    old, new = numbers.amounts(move.old, move.new, say.language, say("report.unstated"))
    return about(old, move.old_approx, say), about(new, move.new_approx, say)


def _delta(move: MoneyMove | Common, say: Catalogue) -> str:
    if not move.delta:
        return ""
    delta = numbers.money(move.delta, say.language, sign=True)
    return about(delta, move.old_approx or move.new_approx, say)
