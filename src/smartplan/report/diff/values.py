"""A value of a change, its label and what it means, in planners' words."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from smartplan.compare.changes import MONEY, Change, Side
from smartplan.messages import Catalogue
from smartplan.operations.diff import Result
from smartplan.plan.figure import Sum, basis, stated_figure
from smartplan.report.render import numbers
from smartplan.report.render.figures import about, resting
from smartplan.report.render.measures import measure
from smartplan.report.render.names import Names
from smartplan.report.render.sentences import escape_controls, one_line
from smartplan.report.render.years import are_years, in_order, runs, spans

# Kinds whose old sides are the programmes that one comes from.
ORIGINS = ("programme-merged", "programme-split")
_PROSE = ("description", "objective", "strategy", "vision", "condition", "present", "wanted")
# Below these are ids of the plan, which need no name in a language.
_OF_IDS = (
    *("agencies", "indicators", "actions", "gaps", "structure", "infrastructure", "superstructure"),
    *("rpjmd.missions", "rpjmd.objectives"),
)
_FUNDED = ("budget", "spent")
# What came or went, and is called by its name.
_NAMED = ("indicator-added", "indicator-removed", "action-added", "action-removed")
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

    def money(self, rupiah: int, *, sign: bool = False, approx: bool = False) -> str:
        """An amount for reading."""
        return about(numbers.money(rupiah, self.say.language, sign=sign), approx, self.say)

    def amounts(self, old: Sum, new: Sum, unstated: str) -> tuple[str, str]:
        """Two amounts that stand beside each other; `unstated` is for one that is not stated."""
        first, second = numbers.amounts(old.rupiah, new.rupiah, self.say.language, unstated)
        return about(first, old.approx, self.say), about(second, new.approx, self.say)

    def moved(self, old: Sum, new: Sum, same: str = "") -> str:
        """From what to what, and by how much where both state any; `same` is the word for no difference."""
        before, after = self.amounts(old, new, self.say("report.unstated"))
        text = f"{before} → {after}"
        if old.rupiah is None or new.rupiah is None:
            return text
        change = self.money(new.rupiah - old.rupiah, sign=True, approx=old.approx or new.approx)
        return f"{text} ({change if old.rupiah != new.rupiah or not same else same})"

    def verdict(self, change: Change) -> str:
        """What a change means, in a word: colour alone does not say it."""
        if change.kind in _VERDICTS:
            return self.say(f"diff.verdict.{_VERDICTS[change.kind]}")
        cut = change.kind in MONEY and change.level == "warning" and change.new
        return self.say("diff.verdict.cut") if cut else ""

    def apart(self, change: Change) -> tuple[str, str]:
        """Both sides of a change that would look the same."""
        assert change.old
        assert change.new
        sides = change.old, change.new
        old, new = change.old.value, change.new.value
        if is_money(change):
            before, after = (Sum(side.value, bool(side.basis and side.basis.approx)) for side in sides)
            return self.amounts(before, after, "")
        if isinstance(old, int | float | str) and isinstance(new, int | float | str):
            first, second = numbers.unlike(old, new)
            return escape_controls(first), escape_controls(second)
        return self.value(change, change.old), self.value(change, change.new)

    def delta(self, change: Change) -> str:
        """By how much, and by how many percent; empty where it cannot be said."""
        if change.delta is None or not change.old or not change.new:
            return ""
        if is_money(change):
            delta = numbers.money(int(change.delta), self.say.language, sign=True)
        else:
            delta = numbers.number(change.delta, self.say.language, sign=True)
        delta = about(delta, any(side.basis and side.basis.approx for side in (change.old, change.new)), self.say)
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
        path = _below_dimension(field or change.field or change.kind.rpartition("-")[0])
        if change.kind in _NAMED:
            # Its name is what came or went; whose it is where it is that of an action or an objective.
            path = path.rpartition(".")[0] or path
        words, ids = self._steps(path)
        # Of which gap, a list of them says too.
        if not ids or ids[-1] == len(words) - 1 or path.startswith("gaps."):
            return " ".join(words)
        whose = [words[index] for index in ids]
        if path.startswith("actions."):
            whose.insert(0, words[0])
        return f"{' '.join(words[ids[-1] + 1 :])} ({' '.join(whose)})"

    def _steps(self, field: str) -> tuple[list[str], list[int]]:
        """Each step to a field in words, and which of them are ids."""
        steps = _below_dimension(field).split(".")
        together = ".".join(steps[:2])
        if f"field.{together}" in self.say:
            steps = [together, *steps[2:]]
        words, ids = [self.called.field(steps[0])], list[int]()
        for index, (parent, step) in enumerate(pairwise(steps), 1):
            if parent in _OF_IDS and index - 1 not in ids:
                words.append(self._called(parent, step))
                ids.append(index)
            else:
                words.append(self.called.fund(step) if parent in _FUNDED else self.called.field(step))
        return words, ids

    def _called(self, parent: str, id_: str) -> str:
        """An agency or a supporting factor by its name; anything else by its id."""
        if parent == "agencies":
            return self.called.agency(id_)
        items = [getattr(plan.readiness, parent, {}).get(id_) for plan in self.called.plans]
        return next((one_line(item.name) for item in items if item and item.name), "") or escape_controls(id_)

    def value(self, change: Change, side: Side) -> str:
        """What a side of a change states; of a figure with what it rests on."""
        return resting(self._value(change, side), side.basis, self.say)

    def _value(self, change: Change, side: Side) -> str:
        value = side.value
        called = self.called_on(side if side is change.old else None)
        if is_comment(change):
            return escape_controls(value)
        last = (change.field or "").rpartition(".")[2]
        if is_money(change) and isinstance(value, int):
            return self.money(value)
        if change.kind in ORIGINS:
            return (
                f"{side.programme} {escape_controls(value.get('name', ''))}" if isinstance(value, dict) else str(value)
            )
        if change.kind in ("gap-added", "gap-removed") and isinstance(value, dict):
            text = " → ".join(str(value[name]) for name in ("present", "wanted") if value.get(name))
            closing = self._plain(value.get("programmes") or [])
            return escape_controls(text) + (f" ({closing})" if closing else "")
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
        if isinstance(value, str) and (change.field or "").startswith("judged."):
            return self.called.field(value)
        if isinstance(value, int | str) and not isinstance(value, bool) and is_measure(change, value):
            return measure(value, self.say)
        return self._plain(value)

    def _plain(self, value: Any) -> str:
        if isinstance(value, dict):
            if (figure := stated_figure(value)) is not None:
                return resting(self._plain(figure.value), basis(figure), self.say, sources=True)
            if "start" in value and "end" in value:
                return f"{value['start']}–{value['end']}"
            if "text" in value:
                return escape_controls(f"{value.get('id', '')}: {value['text']}")
            if "name" in value:
                return escape_controls(str(value["name"]))
            # Of what nothing is in, as of the programmes of an empty dimension, there is nothing to say.
            items = [
                f"{self.called.field(str(key))}: {self._plain(item)}"
                for key, item in in_order(value)
                if item not in ({}, [])
            ]
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


def _below_dimension(field: str) -> str:
    """A field of a dimension without the dimension, under whose heading it stands."""
    steps = field.split(".")
    return ".".join(steps[2:]) if steps[0] == "dimensions" and len(steps) > 2 else field


def is_measure(change: Change, value: int | str) -> bool:
    """Whether it is a number of an indicator, or the text of a baseline, a target or an actual."""
    steps = (change.field or "").split(".")
    of_a_year = steps[-2:-1] in (["targets"], ["actuals"])
    # Those of a programme, of an action of it, or of an objective.
    of_indicator = "indicators" in (*steps[:1], *steps[2:4])
    return of_indicator and (isinstance(value, int) or of_a_year or steps[-1] in ("baseline", "target_end"))


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


def is_money(change: Change) -> bool:
    """Whether both sides are rupiah, of which the basis alone may have changed."""
    # Below an id, or below that of an action and that of its indicator.
    steps = (change.field or "").split(".")
    return change.kind in MONEY or (change.kind == "basis-changed" and (steps[0] == "spent" or "budget" in steps[:5:2]))
