"""A value of a change, its label and what it means, in planners' words."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from smartplan.compare.changes import Change, Side
from smartplan.messages import Catalogue
from smartplan.operations.diff import Result
from smartplan.report.render import numbers
from smartplan.report.render.measures import measure
from smartplan.report.render.names import Names
from smartplan.report.render.sentences import escape_controls, one_line
from smartplan.report.render.years import are_years, in_order, runs, spans

# Kinds whose old sides are the programmes that one comes from.
ORIGINS = ("programme-merged", "programme-split")
_PROSE = ("description", "objective", "strategy", "vision", "condition")
# Below these are ids of the plan, which need no name in a language.
_OF_IDS = ("agencies", "indicators", "structure", "infrastructure", "superstructure", "rpjmd.missions")
_VERDICTS = {"target-lowered": "lowered", "target-raised": "raised"}


class Values:
    """Speaks of the values of one comparison in one language."""

    def __init__(self, result: Result, say: Catalogue) -> None:
        self.say = say
        self.called = Names(say, result.new, result.old)
        self._called_before = Names(say, result.old, result.new)
        self._labels: dict[tuple[str, str | None, str | None], str] = {}

    def called_on(self, old: Side | None) -> Names:
        """What things are called on a side: one id may be another agency in the other plan."""
        return self._called_before if old else self.called

    def money(self, rupiah: int, *, sign: bool = False) -> str:
        """An amount for reading."""
        return numbers.money(rupiah, self.say.language, sign=sign)

    def verdict(self, change: Change) -> str:
        """What a change means, in a word: colour alone does not say it."""
        if change.kind in _VERDICTS:
            return self.say(f"diff.verdict.{_VERDICTS[change.kind]}")
        cut = change.kind == "budget-changed" and change.level == "warning" and change.new
        return self.say("diff.verdict.cut") if cut else ""

    def apart(self, change: Change) -> tuple[str, str]:
        """Both sides of a change that would look the same."""
        assert change.old
        assert change.new
        old, new = change.old.value, change.new.value
        if change.kind == "budget-changed":
            return numbers.amounts(old, new, self.say.language)
        if isinstance(old, int | float | str) and isinstance(new, int | float | str):
            first, second = numbers.unlike(old, new)
            return escape_controls(first), escape_controls(second)
        return self.value(change, change.old), self.value(change, change.new)

    def delta(self, change: Change) -> str:
        """By how much, and by how many percent; empty where it cannot be said."""
        if change.delta is None or not change.old or not change.new:
            return ""
        if change.kind == "budget-changed":
            delta = self.money(int(change.delta), sign=True)
        else:
            delta = numbers.number(change.delta, self.say.language, sign=True)
        if change.percent is None:
            return delta
        return numbers.value_list([delta, numbers.percent(change.percent, self.say.language)], self.say.language)

    def label(self, change: Change, field: str | None = None) -> str:
        """What changed; `field` names the list whose items are in one line."""
        # The same fields change in many programmes.
        known = change.kind, change.field, field
        if known not in self._labels:
            self._labels[known] = self._label(change, field)
        return self._labels[known]

    def _label(self, change: Change, field: str | None) -> str:
        if is_comment(change):
            word = self.say("field.comment")
            return f"{word} ({' '.join(self._steps(change.field)[0])})" if change.field else word
        key = f"kind.{change.kind}"
        if key in self.say:
            return self.say(key)
        if change.kind in ("indicator-added", "indicator-removed"):
            # Its name is what came or went.
            return self.called.field("indicators")
        words, named = self._steps(field or change.field or change.kind.rpartition("-")[0])
        if named is None or named == len(words) - 1:
            return " ".join(words)
        return f"{' '.join(words[named + 1 :])} ({words[named]})"

    def _steps(self, field: str) -> tuple[list[str], int | None]:
        """Each step to a field in words, and which of them is the last that is an id."""
        steps = field.split(".")
        if steps[0] == "dimensions" and len(steps) > 2:
            steps = steps[2:]
        together = ".".join(steps[:2])
        if f"field.{together}" in self.say:
            steps = [together, *steps[2:]]
        words, named = [self.called.field(steps[0])], None
        for index, (parent, step) in enumerate(pairwise(steps), 1):
            if parent in _OF_IDS and named != index - 1:
                words.append(self._called(parent, step))
                named = index
            else:
                words.append(self.called.fund(step) if parent == "budget" else self.called.field(step))
        return words, named

    def _called(self, parent: str, id_: str) -> str:
        """An agency or a supporting factor by its name; anything else by its id."""
        if parent == "agencies":
            return self.called.agency(id_)
        items = [getattr(plan.readiness, parent, {}).get(id_) for plan in self.called.plans]
        return next((one_line(item.name) for item in items if item and item.name), "") or escape_controls(id_)

    def value(self, change: Change, side: Side) -> str:
        """What a side of a change states."""
        value = side.value
        called = self.called_on(side if side is change.old else None)
        if is_comment(change):
            return escape_controls(value)
        last = (change.field or "").rpartition(".")[2]
        if change.kind == "budget-changed" and isinstance(value, int):
            return self.money(value)
        if change.kind in ORIGINS:
            return (
                f"{side.programme} {escape_controls(value.get('name', ''))}" if isinstance(value, dict) else str(value)
            )
        if change.kind == "programme-moved" and isinstance(value, str):
            return called.dimension(value)
        # What is not text is from a file with errors, and is not a name.
        if isinstance(value, str) and last == "subdimension":
            return called.subdimension(value)
        if isinstance(value, str) and (
            last in ("agency", "lead")
            or ".members." in f".{change.field}."
            or (change.field or "").startswith("partners.")
        ):
            return called.agency(value)
        if isinstance(value, int | str) and not isinstance(value, bool) and _is_measure(change, value):
            return measure(value, self.say)
        return self._plain(value)

    def _plain(self, value: Any) -> str:
        if isinstance(value, dict):
            if "start" in value and "end" in value:
                return f"{value['start']}–{value['end']}"
            if "text" in value:
                return escape_controls(f"{value.get('id', '')}: {value['text']}")
            if "name" in value:
                return escape_controls(str(value["name"]))
            items = [f"{self.called.field(str(key))}: {self._plain(item)}" for key, item in in_order(value)]
            return escape_controls(numbers.value_list(items, self.say.language))
        if isinstance(value, list):
            if are_years(value):
                return spans(value)
            items = [self._plain(item) for item in value]
            numeric = any(isinstance(item, float) for item in value)
            return numbers.value_list(items, self.say.language) if numeric else ", ".join(items)
        if isinstance(value, bool):
            return self.say("value.true" if value else "value.false")
        if isinstance(value, float):
            return numbers.number(value, self.say.language)
        if isinstance(value, str):
            return self.called.word(value)
        return self.say("value.none") if value is None else str(value)


def _is_measure(change: Change, value: int | str) -> bool:
    """Whether it is a number of an indicator, or the text of a baseline, a target or an actual."""
    steps = (change.field or "").split(".")
    of_a_year = steps[-2:-1] in (["targets"], ["actuals"])
    return steps[0] == "indicators" and (isinstance(value, int) or of_a_year or steps[-1] == "baseline")


def is_comment(change: Change) -> bool:
    """Whether it is a comment that changed."""
    return change.kind.startswith("comment-")


def is_prose(change: Change) -> bool:
    """Whether it is compared word by word."""
    return is_comment(change) or change.kind == "mission-reworded" or (change.field or "").rpartition(".")[2] in _PROSE


def moved_years(changes: Sequence[Change]) -> list[str]:
    """`- 2019` and `+ 2024–2026` of years that went and came; nothing where these are no years."""
    went = [one.old.value for one in changes if one.old]
    came = [one.new.value for one in changes if one.new]
    if not are_years([*went, *came]):
        return []
    return [*(f"- {run}" for run in runs(went)), *(f"+ {run}" for run in runs(came))]
