"""What a planner has to know of an edit besides what it changes, a sentence each."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from smartplan.plan.figure import Budget, basis, rupiah
from smartplan.report.render import numbers
from smartplan.report.render.figures import resting
from smartplan.report.render.names import Names
from smartplan.report.render.sentences import one_line
from smartplan.yamltext.emit import flow

# These tell what was typed: the address and the value.
_TYPED: Final = ("set", "unset")
# The fields of a programme that hold a word of a vocabulary.
_WORDS: Final = ("status", "kind", "horizon", "execution")


def note(name: str, values: Mapping[str, Any], names: Names) -> str:
    """A note on one line; what is a list is its members, and what there is none of is not spoken of.

    `fields` are those of a programme and `field` the address of one in it, told by their names; `money` is a budget.
    """
    shown = {place: _shown(name, place, value, values, names) for place, value in values.items()}
    key = f"edit.note.{name}"
    bare = f"{key}.bare"
    return names.say(bare if "" in shown.values() and bare in names.say else key, **shown)


def _shown(name: str, place: str, value: Any, values: Mapping[str, Any], names: Names) -> str:
    if place == "fields":
        return ", ".join(map(names.field, value))
    if place == "money":
        return ", ".join(_amounts(value, names))
    if place == "field" and name not in _TYPED:
        return _address(value.split("."), names)
    if place == "value" and name not in _TYPED:
        return _value(values.get("field", "agency").partition(".")[0], value, names)
    return ", ".join(map(one_line, value)) if isinstance(value, list) else one_line(value)


def _amounts(budget: Budget, names: Names) -> Iterator[str]:
    """`APBD 2025: IDR 450 million`, with what each rests on."""
    for fund, years in budget.items():
        for year, money in years.items():
            text = numbers.money(rupiah(money), names.say.language)
            yield f"{names.fund(fund)} {year}: {resting(text, basis(money), names.say, sources=True)}"


def _address(steps: Sequence[str], names: Names) -> str:
    """`budget APBD 2025`: the field of a programme, and where in it."""
    return " ".join([names.field(steps[0]), *(one_line(names.fund(step)) for step in steps[1:])])


def _value(field: str, value: Any, names: Names) -> str:
    """What a field of a programme holds."""
    if field == "judged":
        return ", ".join(map(names.field, value))
    if isinstance(value, bool):
        return names.say(f"value.{str(value).lower()}")
    if not isinstance(value, str):
        return one_line(flow(value))
    if field in _WORDS:
        return names.word(value)
    if field in ("agency", "subdimension"):
        return names.agency(value) if field == "agency" else names.subdimension(value)
    return one_line(value)
