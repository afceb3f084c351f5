"""The money of programmes that become one, planned and spent: summed by source and year, each with its comments."""

from collections.abc import Sequence
from typing import Any, Final

from msgspec import ValidationError, convert

from smartplan.editing.carry import Carrier
from smartplan.editing.draft import Draft, Note
from smartplan.editing.key_order import of_programme
from smartplan.plan.budget import budget_of
from smartplan.plan.figure import Amount, Budget, Money, dates_of, plus, sources_of
from smartplan.plan.finding import Address
from smartplan.plan.model import Entry
from smartplan.yamltext.entries import Entries
from smartplan.yamltext.put import put

FIELDS: Final = ("budget", "spent")


class MergedMoney:
    """The money of programmes of which the first takes that of the others.

    What their indicators have goes with these. Where all the money of a programme is that of its indicators and another
    states a budget, the budget of the merged one is the sum of both.
    """

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._first = entries[0]
        self._stated = any(any(entry.programme.budget.values()) for entry in entries)

    def begin(self, text: str, at: Address) -> str:
        """The text of the first with what its indicators have as its budget, where that has to stand there."""
        budget = self._of(self._first, "budget")
        if any(self._first.programme.budget.values()) or not budget:
            return text
        return put(text, (*at, "budget"), _plain(budget), of_programme(at))

    def take(self, text: str, at: Address, entry: Entry, carrier: Carrier) -> tuple[str, list[Note]]:
        """The text with the money of another, and what is to be told of it."""
        notes = []
        for field in FIELDS:
            budget = self._of(entry, field)
            if any(budget.values()):
                notes.append(Note("money" if field == "budget" else "spent", {"id": entry.id, "money": budget}))
            text, left = _join(text, (*at, field), budget, entry, carrier)
            notes.extend(left)
        return text, notes

    def _of(self, entry: Entry, field: str) -> Budget:
        if field == "budget" and self._stated:
            return budget_of(entry.programme)
        found: Budget = getattr(entry.programme, field)
        return found


def unreadable(draft: Draft, entry: Entry, field: str) -> bool:
    """Whether something in the money of a programme cannot be read."""
    budget: Budget = getattr(entry.programme, field)
    read = {fund: {str(year): money for year, money in years.items()} for fund, years in budget.items()}
    written = draft.document.value((*entry.path, field))
    return bool(_without_nothing(written) != _without_nothing(read))


def _join(text: str, at: Address, budget: Budget, entry: Entry, carrier: Carrier) -> tuple[str, list[Note]]:
    """The text with the money of another, and the sources and dates that a sum does not have."""
    notes: list[Note] = []
    field, keys = str(at[-1]), of_programme(at[:-1])
    own: Budget = getattr(entry.programme, field)
    for fund, years in budget.items():
        there = (Entries(text).document.value(at) or {}).get(fund)
        source, path = (*entry.path, field, fund), (*at, fund)
        if not there:
            # What is computed stands nowhere to be carried from.
            text = carrier.carry(text, at, fund, source, keys) if fund in own else put(text, path, _years(years), keys)
            continue
        for year, money in years.items():
            before = there.get(str(year))
            if before is not None:
                parts = (_money(before), money)
                summed = plus(*parts)
                text = put(text, (*path, str(year)), _figure(summed), keys)
                for key, of in (("sources", sources_of), ("dates", dates_of)):
                    left = of(*parts)
                    if left and not of(summed):
                        notes.append(Note(key, {"field": f"{field}.{fund}.{year}", key: left}))
            elif year in own.get(fund, {}):
                text = carrier.carry(text, path, str(year), (*source, str(year)), keys)
            else:
                text = put(text, (*path, str(year)), _figure(money), keys)
    return text, notes


def _without_nothing(data: Any) -> Any:
    """Money without what means "not stated", at every depth; None where nothing is left."""
    if not isinstance(data, dict) or "value" in data:
        return _money(data)
    found = {key: one for key, value in data.items() if (one := _without_nothing(value)) is not None}
    return found or None


def _money(data: Any) -> Any:
    """An amount as it stands in a file, as the model has it; anything else as it is."""
    if isinstance(data, dict):
        try:
            return convert({key: value for key, value in data.items() if value is not None}, Amount)
        except ValidationError:
            return data
    return data


def _plain(budget: Budget) -> dict[str, Any]:
    return {fund: _years(years) for fund, years in budget.items()}


def _years(years: dict[int, Money]) -> dict[str, Any]:
    return {str(year): _figure(money) for year, money in years.items()}


def _figure(money: Money) -> Any:
    """An amount as it is written: a number, or a mapping where it says on what it rests."""
    if isinstance(money, int):
        return money
    basis = {"approx": money.approx, "as_of": money.as_of, "sources": money.sources}
    stated = {key: value for key, value in basis.items() if value}
    return {"value": money.value, **stated} if stated else money.value
