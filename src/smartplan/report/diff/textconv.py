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
from smartplan.report.render.years import are_years, in_order, spans

_AGENCIES = ("agency", "partners", "lead", "members", "stakeholders")
_MONEY = ("budget", "spent")


def render(plan: Plan, data: dict[str, Any], say: Catalogue) -> str:
    """The lines. Programmes are ordered by id and name their dimension, so that one that is moved stays where it is."""
    words = _Words(plan, say)
    lines: list[str] = []
    programmes: list[tuple[str, str, Any]] = []
    for name, value in data.items():
        if name != "dimensions" or not isinstance(value, dict):
            lines += words.lines([words.called.field(name)], name, value)
            continue
        for key, dimension in value.items():
            for field, inner in dimension.items() if isinstance(dimension, dict) else ():
                if field == "programmes" and isinstance(inner, dict):
                    programmes += [(id_, key, programme) for id_, programme in inner.items()]
                else:
                    lines += words.lines([words.called.dimension(key), words.called.field(field)], field, inner)
    for id_, key, programme in sorted(programmes, key=lambda one: one[0]):
        fields = programme if isinstance(programme, dict) else {}
        lines += ["", f"{escape_controls(id_)} {one_line(str(fields.get('name') or ''))}".rstrip()]
        lines.append(f"  {say('field.dimensions')}: {words.called.dimension(key)}")
        for field, value in fields.items():
            if field != "name":
                lines += (f"  {line}" for line in words.lines([words.called.field(field)], field, value))
    return "\n".join(lines).strip("\n") + "\n"


class _Words:
    def __init__(self, plan: Plan, say: Catalogue) -> None:
        self.say = say
        self.called = Names(say, plan)

    def lines(self, label: list[str], name: str, value: Any) -> Iterator[str]:
        """A line for each value in a value."""
        if (figure := stated_figure(value)) is not None:
            text = resting(self._value(name, figure.value), basis(figure), self.say, sources=True)
            yield f"{' '.join(label)}: {text}"
        elif isinstance(value, dict):
            money = name in _MONEY
            for key, item in in_order(value):
                word = self.called.fund(key) if money else self.called.field(key)
                yield from self.lines([*label, word], name if money else key, item)
        else:
            yield f"{' '.join(label)}: {self._value(name, value)}".rstrip()

    def _value(self, name: str, value: Any) -> str:
        if isinstance(value, list):
            if are_years(value):
                return spans(value)
            return ", ".join(self._value(name, item) for item in value)
        if isinstance(value, bool):
            return self.say("value.true" if value else "value.false")
        if isinstance(value, int) and name in _MONEY:
            # To the rupiah: what looks the same in billions would be no change.
            # A common blank, for whoever searches; git breaks no lines.
            return numbers.rupiah(value, self.say.language).replace("\N{NO-BREAK SPACE}", " ")
        if isinstance(value, str):
            if name in _AGENCIES:
                return self.called.agency(value)
            return self.called.subdimension(value) if name == "subdimension" else self.called.word(value)
        return "" if value is None else str(value)
