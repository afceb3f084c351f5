"""A whole plan as lines in planners' terms, for a tool that compares lines: a programme a paragraph, a value a line."""

from collections.abc import Iterator
from typing import Any

from smartplan.messages import Catalogue
from smartplan.plan.figure import basis, stated_figure
from smartplan.plan.model import Plan
from smartplan.report.render import numbers
from smartplan.report.render.figures import resting
from smartplan.report.render.names import Names
from smartplan.report.render.sentences import escape_controls, one_line

_AGENCIES = ("agency", "partners", "lead", "members", "stakeholders")
_MONEY = ("budget", "spent")


def render(plan: Plan, data: dict[str, Any], say: Catalogue) -> str:
    """The lines. Programmes stand by id with their dimension, so that one that is moved stays where it is."""
    words = _Words(plan, say)
    lines: list[str] = []
    programmes: list[tuple[str, str, Any]] = []
    for name, value in data.items():
        if name != "dimensions" or not isinstance(value, dict):
            lines += words.lines([words.field(name)], name, value)
            continue
        for key, dimension in value.items():
            for field, inner in dimension.items() if isinstance(dimension, dict) else ():
                if field == "programmes" and isinstance(inner, dict):
                    programmes += [(id_, key, programme) for id_, programme in inner.items()]
                else:
                    lines += words.lines([words.called.dimension(key), words.field(field)], field, inner)
    for id_, key, programme in sorted(programmes, key=lambda one: one[0]):
        fields = programme if isinstance(programme, dict) else {}
        lines += ["", f"{escape_controls(id_)} {one_line(str(fields.get('name') or ''))}".rstrip()]
        lines.append(f"  {say('field.dimensions')}: {words.called.dimension(key)}")
        for field, value in fields.items():
            if field != "name":
                lines += (f"  {line}" for line in words.lines([words.field(field)], field, value))
    return "\n".join(lines).strip("\n") + "\n"


class _Words:
    def __init__(self, plan: Plan, say: Catalogue) -> None:
        self.say = say
        self.called = Names(say, plan)

    def field(self, name: str) -> str:
        """A field as planners call it."""
        key = f"field.{name}"
        return self.say(key) if key in self.say else escape_controls(name)

    def lines(self, label: list[str], name: str, value: Any) -> Iterator[str]:
        """A line for each value in a value."""
        if (figure := stated_figure(value)) is not None:
            text = resting(self._value(name, figure.value), basis(figure), self.say, sources=True)
            yield f"{' '.join(label)}: {text}"
        elif isinstance(value, dict):
            for key, item in value.items():
                yield from self.lines([*label, self.field(key)], name if name in _MONEY else key, item)
        else:
            yield f"{' '.join(label)}: {self._value(name, value)}".rstrip()

    def _value(self, name: str, value: Any) -> str:
        if isinstance(value, list):
            return ", ".join(self._value(name, item) for item in value)
        if isinstance(value, bool):
            return self.say("value.true" if value else "value.false")
        if isinstance(value, int) and name in _MONEY:
            # To the rupiah: what looks the same in billions would be no change.
            return f"{numbers.currency(self.say.language)} {numbers.number(value, self.say.language)}"
        if isinstance(value, str):
            if name in _AGENCIES:
                return self.called.agency(value)
            return self.called.subdimension(value) if name == "subdimension" else self.called.word(value)
        return "" if value is None else str(value)
