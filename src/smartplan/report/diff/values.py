"""A value of a change, its label and what it means, in planners' words."""

from typing import Any

from smartplan.compare.changes import MONEY, Change, Side
from smartplan.messages import Catalogue
from smartplan.operations.diff import Result
from smartplan.plan.figure import Sum, basis, stated_figure
from smartplan.report.render import numbers
from smartplan.report.render.figures import about, resting
from smartplan.report.render.names import Names
from smartplan.report.render.sentences import escape_controls

# Kinds whose old sides are the programmes that one comes from.
ORIGINS = ("programme-merged", "programme-split")
_PROSE = ("description", "objective", "strategy", "vision", "condition", "present", "wanted")
_VERDICTS = {"target-lowered": "lowered", "target-raised": "raised"}


class Values:
    """Speaks of the values of one comparison in one language."""

    def __init__(self, result: Result, say: Catalogue) -> None:
        self.say = say
        self.called = Names(say, result.new, result.old)
        self._called_before = Names(say, result.old, result.new)
        self._labels: dict[tuple[str, str | None, bool], str] = {}

    def called_on(self, old: Side | None) -> Names:
        """What things are called on a side: one id may be another agency in the other plan."""
        return self._called_before if old else self.called

    def money(self, rupiah: int, *, sign: bool = False, approx: bool = False) -> str:
        """Money for reading."""
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
        """What a change means, in a word: no colour tells it alone."""
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
        if _is_money(change):
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
        if _is_money(change):
            delta = numbers.money(int(change.delta), self.say.language, sign=True)
        else:
            delta = numbers.number(change.delta, self.say.language, sign=True)
        delta = about(delta, any(side.basis and side.basis.approx for side in (change.old, change.new)), self.say)
        return delta if change.percent is None else f"{delta}, {numbers.percent(change.percent, self.say.language)}"

    def label(self, change: Change, *, items: bool = False) -> str:
        """What changed; `items` of a change that stands for the items of a list."""
        # The same fields change in many programmes.
        known = change.kind, change.field, items
        if known not in self._labels:
            self._labels[known] = self._label(change, items)
        return self._labels[known]

    def _label(self, change: Change, items: bool) -> str:
        if is_comment(change):
            word = self.say("field.comment")
            return f"{word} ({' '.join(map(self.called.field, change.field.split('.')))})" if change.field else word
        key = f"kind.{change.kind}"
        if key in self.say:
            return self.say(key)
        steps = (change.field or change.kind.rpartition("-")[0]).split(".")
        if steps[0] == "dimensions" and len(steps) > 2:
            steps = steps[2:]
        if steps[0] == "gaps":
            # Of which gap, a list of them says too.
            field = self.called.field(steps[2]) if len(steps) > 2 else ""
            return f"{self.called.field('gaps')} {escape_controls(steps[1])} {field}".rstrip()
        if items:
            # Without the item, which may be called as a field is.
            named = [step for step in steps[:-1] if f"field.{step}" in self.say][:2]
            steps = steps[:3] if steps[0] == "actions" else named
        if change.kind in ("indicator-added", "indicator-removed", "action-added", "action-removed"):
            # Its name is what came or went; whose it is where it is that of an action or an objective.
            if steps[0] == "rpjmd":
                return f"{self.called.field('indicators')} ({steps[2]})"
            return self._of_action(steps[:3]) if len(steps) > 3 else self.called.field(steps[0])
        if steps[0] == "actions" and len(steps) > 2:
            return self._of_action(steps)
        if steps[0] == "indicators" and len(steps) > 2:
            return " ".join([*map(self.called.field, steps[2:]), f"({steps[1]})"])
        if steps[:2] == ["rpjmd", "objectives"] and steps[3:4] == ["indicators"] and len(steps) > 5:
            return " ".join([*map(self.called.field, steps[5:]), f"({steps[2]} {steps[4]})"])
        if steps[0] == "readiness" and len(steps) > 3:
            return f"{' '.join(map(self.called.field, steps[3:]))} ({steps[2]})"
        together = ".".join(steps[:2])
        if f"field.{together}" in self.say:
            steps = [together, *steps[2:]]
        return " ".join(map(self.called.field, steps))

    def _of_action(self, steps: list[str]) -> str:
        """A field of an action, or of an indicator of it, and whose it is."""
        action, whose, field = self.called.field("actions"), steps[1], steps[2:]
        if field[0] == "indicators" and len(field) > 2:
            whose, field = f"{whose} {field[1]}", field[2:]
        return f"{' '.join(map(self.called.field, field))} ({action} {whose})"

    def value(self, change: Change, side: Side) -> str:
        """What stands on a side of a change; of a figure with what it rests on."""
        return resting(self._value(change, side), side.basis, self.say)

    def _value(self, change: Change, side: Side) -> str:
        value = side.value
        called = self.called_on(side if side is change.old else None)
        if is_comment(change):
            return escape_controls(value)
        last = (change.field or "").rpartition(".")[2]
        if _is_money(change) and isinstance(value, int):
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
        # What is no text stands in a file with faults, and is no name.
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
        if isinstance(value, int) and not isinstance(value, bool) and ".indicators." in f".{change.field}.":
            return numbers.number(value, self.say.language)
        return self._plain(value)

    def _plain(self, value: Any) -> str:
        if isinstance(value, dict):
            if (figure := stated_figure(value)) is not None:
                return resting(self._plain(figure.value), basis(figure), self.say, sources=True)
            if "start" in value and "end" in value:
                return f"{value['start']}-{value['end']}"
            if "text" in value:
                return escape_controls(f"{value.get('id', '')}: {value['text']}")
            if "name" in value:
                return escape_controls(str(value["name"]))
            return escape_controls(", ".join(f"{key}: {self._plain(item)}" for key, item in value.items()))
        if isinstance(value, list):
            return ", ".join(self._plain(item) for item in value)
        if isinstance(value, bool):
            return self.say("value.true" if value else "value.false")
        if isinstance(value, float):
            return numbers.number(value, self.say.language)
        if isinstance(value, str):
            return self.called.word(value)
        return self.say("value.none") if value is None else str(value)


def is_comment(change: Change) -> bool:
    """Whether it is a comment that changed."""
    return change.kind.startswith("comment-")


def is_prose(change: Change) -> bool:
    """Whether it is compared word by word."""
    return is_comment(change) or change.kind == "mission-reworded" or (change.field or "").rpartition(".")[2] in _PROSE


def _is_money(change: Change) -> bool:
    """Whether both sides are rupiah, of which the basis alone may have changed."""
    # Below an id, or below that of an action and that of its indicator.
    steps = (change.field or "").split(".")
    return change.kind in MONEY or (change.kind == "basis-changed" and (steps[0] == "spent" or "budget" in steps[:5:2]))
