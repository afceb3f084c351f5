"""A change in planners' words, for the text and the markdown alike."""

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any

from smartplan.compare.changes import Change, Side
from smartplan.comparison import Result
from smartplan.messages import Catalogue
from smartplan.plan.model import MOST, Plan
from smartplan.report import numbers
from smartplan.report.names import Names
from smartplan.report.sentences import safe

# Fields whose items are listed together: what came and what went.
_ITEMS = ("partners", "missions", "years", "stakeholders", "legal_basis", "change_reasons", "members")
_PROSE = ("description", "objective", "strategy", "vision", "condition")
_SIGNS = {"programme-added": "+", "programme-withdrawn": "-", "programme-dropped": "!"}
# A word with the space behind it, so that a run of words that changed stays one run.
_WORD = re.compile(r"\S+\s*|\s+")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a block: what changed, how, and the lines of both files."""

    label: str
    text: str
    lines: str


@dataclass(frozen=True, slots=True)
class Block:
    """All changes of one programme, or of the plan as a whole."""

    sign: str
    title: str
    lines: list[Line]
    dimension: str | None
    level: str


class Words:
    """Speaks of the changes of one comparison in one language."""

    def __init__(self, result: Result, say: Catalogue) -> None:
        self.result = result
        self.say = say
        self.called = Names(say, result.new, result.old)

    def blocks(self) -> Iterator[Block]:
        """The plan as a whole, then each programme once with all its changes."""

        def place(change: Change) -> tuple[str | None, str | None, bool]:
            gone = change.kind in ("programme-withdrawn", "programme-dropped")
            return change.dimension, change.programme, gone

        for (dimension, programme, _), group in groupby(self.result.comparison.changes, key=place):
            changes = list(group)
            if programme is None:
                lines = list(self._lines(changes))
                yield Block("~", "", lines, dimension, _gravest(changes))
            else:
                yield self._programme(programme, dimension, changes)

    def money(self, rupiah: int, *, sign: bool = False) -> str:
        """Money for reading."""
        return numbers.money(rupiah, self.say.language, sign=sign)

    def _programme(self, id_: str, dimension: str | None, changes: list[Change]) -> Block:
        first = changes[0]
        sign = _SIGNS.get(first.kind, "~")
        name = self._name(id_, gone=sign in "-!")
        title = f"{id_} {safe(name)}".rstrip()
        if sign == "~":
            return Block(sign, title, list(self._lines(changes)), dimension, _gravest(changes))
        lines = [*self._whole(first)]
        return Block(sign, title, lines, dimension, first.level)

    def _name(self, id_: str, *, gone: bool) -> str:
        names = self._names[0] if gone else self._names[1]
        return names.get(id_, "")

    @cached_property
    def _names(self) -> tuple[dict[str, str], dict[str, str]]:
        old, new = (
            {entry.id: entry.programme.name for entry in plan.entries()} for plan in (self.result.old, self.result.new)
        )
        return old, new

    def _whole(self, change: Change) -> Iterator[Line]:
        """What a reader wants to know of a programme that came or went."""
        side = change.old or change.new
        value = side.value if side and isinstance(side.value, dict) else {}
        facts = [self.called.subdimension(value.get("subdimension"))]
        facts.append(self.called.agency(value.get("agency")) if value.get("agency") else "")
        facts.append(self.called.word(value["status"]) if value.get("status") else "")
        total = _total(value.get("budget"))
        facts.append(self.money(total) if total else "")
        yield Line(
            self.say(f"diff.{self._gone_word(change)}"), ", ".join(fact for fact in facts if fact), self._where(change)
        )
        if change.kind == "programme-withdrawn" and change.new and isinstance(change.new.value, dict):
            yield Line(self.say("diff.reason"), safe(str(change.new.value.get("reason", ""))), "")
        if change.kind == "programme-dropped" and change.level == "error":
            yield Line("", self.say("diff.no-word"), "")
        if change.because:
            yield Line(self.say("diff.because"), ", ".join(change.because), "")

    def _gone_word(self, change: Change) -> str:
        word = change.kind.removeprefix("programme-")
        return "absent" if word == "dropped" and change.level == "info" else word

    def _lines(self, changes: Sequence[Change]) -> Iterator[Line]:
        for items, group in groupby(changes, key=_item_field):
            members = list(group)
            if items is not None:
                yield self._item_line(members)
            else:
                yield from (self._line(change) for change in members)
        because = dict.fromkeys(ref for change in changes if change.programme for ref in change.because)
        if because:
            yield Line(self.say("diff.because"), ", ".join(because), "")

    def _item_line(self, changes: list[Change]) -> Line:
        """`+ bpbd, - satpol-pp` for a list that is a set."""
        parts = []
        for change in changes:
            for sign, side in (("-", change.old), ("+", change.new)):
                if side is not None:
                    parts.append(f"{sign} {self._value(change, side)}")
        return Line(self._label(changes[0], items=True), ", ".join(parts), self._where(changes[0]))

    def _line(self, change: Change) -> Line:
        label = self._label(change)
        where = self._where(change)
        old = self._value(change, change.old) if change.old else None
        new = self._value(change, change.new) if change.new else None
        if old is not None and old == new:
            old, new = self._apart(change)
        if old is not None and new is not None:
            text = by_word(old, new) if _is_prose(change) else f"{old} → {new}"
        elif new is not None:
            text = f"+ {new}"
        else:
            text = f"- {old}"
        if change.delta is not None and change.old and change.new:
            text += f" ({self._delta(change)})"
        return Line(label, text, where)

    def _apart(self, change: Change) -> tuple[str, str]:
        """Both sides of a change that would look the same."""
        assert change.old
        assert change.new
        old, new = change.old.value, change.new.value
        if change.kind == "budget-changed":
            return numbers.amounts(old, new, self.say.language)
        if isinstance(old, int | float | str) and isinstance(new, int | float | str):
            first, second = numbers.unlike(old, new)
            return safe(first), safe(second)
        return self._value(change, change.old), self._value(change, change.new)

    def _delta(self, change: Change) -> str:
        assert change.delta is not None
        if change.kind == "budget-changed":
            delta = self.money(int(change.delta), sign=True)
        else:
            delta = numbers.number(change.delta, self.say.language, sign=True)
        return delta if change.percent is None else f"{delta}, {numbers.percent(change.percent, self.say.language)}"

    def _label(self, change: Change, *, items: bool = False) -> str:
        if _is_comment(change):
            word = self.say("field.comment")
            return f"{word} ({' '.join(map(self._field, change.field.split('.')))})" if change.field else word
        key = f"kind.{change.kind}"
        if key in self.say:
            return self.say(key)
        steps = (change.field or change.kind.rpartition("-")[0]).split(".")
        if steps[0] == "dimensions" and len(steps) > 2:
            steps = steps[2:]
        if items:
            steps = [step for step in steps if f"field.{step}" in self.say][:2]
        if steps[0] == "indicators" and len(steps) > 2:
            return " ".join([self._field(steps[2]), *steps[3:], f"({steps[1]})"])
        return " ".join([self._field(steps[0]), *(self._field(step) for step in steps[1:])])

    def _field(self, name: str) -> str:
        key = f"field.{name}"
        return self.say(key) if key in self.say else safe(name)

    def _value(self, change: Change, side: Side) -> str:
        value = side.value
        if _is_comment(change):
            return safe(value)
        last = (change.field or "").rpartition(".")[2]
        if change.kind == "budget-changed" and isinstance(value, int):
            return self.money(value)
        if change.kind in ("programme-merged", "programme-split"):
            return f"{side.programme} {safe(value.get('name', ''))}" if isinstance(value, dict) else str(value)
        if change.kind == "programme-moved" and isinstance(value, str):
            return self.called.dimension(value)
        if last == "subdimension":
            return self.called.subdimension(value)
        if (
            last in ("agency", "lead")
            or ".members." in f".{change.field}."
            or (change.field or "").startswith("partners.")
        ):
            return self.called.agency(value)
        if isinstance(value, int) and not isinstance(value, bool) and (change.field or "").startswith("indicators."):
            return numbers.number(value, self.say.language)
        return self._plain(value)

    def _plain(self, value: Any) -> str:
        if isinstance(value, dict):
            if "start" in value and "end" in value:
                return f"{value['start']}-{value['end']}"
            if "text" in value:
                return safe(f"{value.get('id', '')}: {value['text']}")
            if "name" in value:
                return safe(str(value["name"]))
            return safe(", ".join(f"{key}: {self._plain(item)}" for key, item in value.items()))
        if isinstance(value, list):
            return ", ".join(self._plain(item) for item in value)
        if isinstance(value, bool):
            return self.say("value.true" if value else "value.false")
        if isinstance(value, float):
            return numbers.number(value, self.say.language)
        if isinstance(value, str):
            return self.called.word(value)
        return self.say("value.none") if value is None else str(value)

    def _where(self, change: Change) -> str:
        old = str(self.result.place(change.old).line) if change.old else ""
        new = self._place_of_new(change.new) if change.new else ""
        return f"[{old} → {new}]".replace("[ ", "[").replace(" ]", "]")

    def _place_of_new(self, side: Side) -> str:
        line = str(self.result.place(side).line)
        # What was said in a revision between the two stands in a third file.
        return line if side.file in ("old", "new") else f"{self.result.documents[side.file].name}:{line}"


def by_word(old: str, new: str) -> str:
    """Prose with what went in `[-...-]` and what came in `{+...+}`, as git's word diff writes it."""
    before, after = _WORD.findall(old), _WORD.findall(new)
    parts = []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        gone, came = "".join(before[a:b]), "".join(after[c:d])
        if tag == "equal":
            parts.append(came)
            continue
        parts.append((f"[-{gone}-]" if gone else "") + (f"{{+{came}+}}" if came else ""))
    return "".join(parts)


def aligned(plan: Plan) -> int:
    """How many programmes name a mission of the plan's own RPJMD."""
    missions = plan.rpjmd.missions
    return sum(1 for entry in plan.entries() if any(mission in missions for mission in entry.programme.missions))


def _is_comment(change: Change) -> bool:
    return change.kind.startswith("comment-")


def _is_prose(change: Change) -> bool:
    return _is_comment(change) or (change.field or "").rpartition(".")[2] in _PROSE


def _total(budget: Any) -> int:
    """Sum of a budget as it stands in the file; what is no money counts nothing."""
    if not isinstance(budget, dict):
        return 0
    years = [years for years in budget.values() if isinstance(years, dict)]
    # A number that no plan holds was not read either.
    every = (amount for amounts in years for amount in amounts.values() if type(amount) is int)
    return sum(amount for amount in every if abs(amount) <= MOST)


def _item_field(change: Change) -> str | None:
    """The list that a change's item belongs to, or None for a change that stands alone."""
    if not change.field or _is_comment(change):
        return None
    parent = change.field.rpartition(".")[0]
    for name in _ITEMS:
        marker = f"{name}."
        if change.field.startswith(marker) or f".{marker}" in change.field:
            return change.field[: change.field.index(marker) + len(name)] if parent else None
    return None


def _gravest(changes: Sequence[Change]) -> str:
    levels = {change.level for change in changes}
    return next(level for level in ("error", "warning", "info") if level in levels)
