"""A change in planners' words, for the text and the markdown alike."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from msgspec import Struct

from smartplan.compare.changes import LEVELS, MONEY, Change, Level, Side
from smartplan.messages import Catalogue
from smartplan.operations.diff import Result
from smartplan.plan.budget import amount
from smartplan.plan.figure import Sum
from smartplan.plan.model import Programme
from smartplan.report.diff.values import ORIGINS, Values, is_comment, is_prose, moved_years
from smartplan.report.render import numbers
from smartplan.report.render.file_place import FilePlace, between
from smartplan.report.render.page import ChangeLine, Tone
from smartplan.report.render.sentences import escape_controls
from smartplan.report.render.word_diff import TextPart, compare_words
from smartplan.report.render.years import spans

# Fields whose items are listed together: what came and what went.
_LISTS = (
    *("partners", "missions", "objectives", "judged", "code", "location", "tags", "years", "evidence"),
    *("stakeholders", "legal_basis", "change_reasons", "members", "programmes"),
)
_ITEMS = tuple((name, f".{name}.") for name in _LISTS)
# What programmes serve, told with the plan as a whole.
_OF_THE_RPJMD = ("rpjmd.missions", "rpjmd.objectives")
_BY_YEAR = (*MONEY, "target-changed", "actual-changed", "execution-changed")
_SIGNS = {"programme-added": "+", "programme-withdrawn": "-", "programme-dropped": "!"}
_TONES: dict[str, Tone] = {"error": "bad", "warning": "warn", "info": ""}
# Names of agencies or actions in a row that a screen shows.
_NAMES = 10
# A year and its value stay on one line.
_FIRM = "\N{NO-BREAK SPACE}"


class ChangeBlock(Struct, frozen=True):
    """All changes of one programme, or of the plan as a whole."""

    sign: str
    title: str
    lines: list[ChangeLine]
    dimension: str | None
    level: Level
    programme: str = ""
    facts: "ChangeFacts | None" = None


class ChangeFacts(NamedTuple):
    """What is said of a whole programme, each empty where it is not stated."""

    id: str
    name: str
    subdimension: str
    agency: str
    status: str
    years: str
    money: Sum


class DiffWords:
    """Speaks of the changes of one comparison in one language.

    `apart` leaves out missions, goals and objectives where the table of the realignment lists them, `brief` all
    but the first names of a long row. The `lines` of both files are shown where they are asked for: to look them up
    takes a while.
    """

    def __init__(
        self, result: Result, say: Catalogue, *, apart: bool = False, brief: bool = False, lines: bool = False
    ) -> None:
        self.result = result
        self.say = say
        self.brief = brief
        self.lines = lines
        self.values = Values(result, say)
        told = {f"{row.field}-changed" for row in result.comparison.realignment} if apart else ()
        self.changes = [change for change in result.comparison.changes if change.kind not in told]

    def blocks(self) -> Iterator[ChangeBlock]:
        """The plan as a whole, then each programme once with all its changes."""

        def place(change: Change) -> tuple[str | None, str | None, bool]:
            gone = change.kind in ("programme-withdrawn", "programme-dropped")
            return change.dimension, change.programme, gone

        for _, group in groupby(self.changes, key=place):
            yield self.block(list(group))

    def block(self, changes: list[Change]) -> ChangeBlock:
        """Changes of one programme, or of the plan as a whole, together."""
        first = changes[0]
        if first.programme is None:
            return ChangeBlock("~", "", list(self._lines(changes)), first.dimension, gravest(changes))
        return self._programme(first.programme, first.dimension, changes)

    def _programme(self, id_: str, dimension: str | None, changes: list[Change]) -> ChangeBlock:
        first = changes[0]
        sign = _SIGNS.get(first.kind, "~")
        name = self.name(id_, gone=sign in "-!")
        title = f"{id_} {escape_controls(name)}".rstrip()
        if sign == "~":
            return ChangeBlock(sign, title, list(self._lines(changes)), dimension, gravest(changes), id_)
        facts = self.facts(id_, first)
        return ChangeBlock(sign, title, [*self.whole(first, facts)], dimension, first.level, id_, facts)

    def name(self, id_: str, *, gone: bool) -> str:
        """Name of a programme, of one that is gone in the old plan."""
        programme = self.programmes[0 if gone else 1].get(id_)
        return programme.name if programme else ""

    @cached_property
    def programmes(self) -> tuple[dict[str, Programme], dict[str, Programme]]:
        """The programmes of the old and of the new plan by id."""
        old, new = (
            {entry.id: entry.programme for entry in plan.entries()} for plan in (self.result.old, self.result.new)
        )
        return old, new

    def facts(self, id_: str, change: Change) -> ChangeFacts:
        """What is said of a programme that came or went."""
        side = change.old or change.new
        value = side.value if side and isinstance(side.value, dict) else {}

        def text(key: str) -> str:
            found = value.get(key)
            # What is not text is from a file with errors.
            return found if isinstance(found, str) else ""

        years = value.get("years")
        programme = self.programmes[0 if change.old else 1].get(id_)
        called = self.values.called_on(change.old)
        return ChangeFacts(
            id_,
            escape_controls(text("name")),
            called.subdimension(text("subdimension"), short=True),
            called.agency(text("agency")) if text("agency") else "",
            called.word(text("status")) if text("status") else "",
            spans(one for one in years if isinstance(one, int)) if isinstance(years, list) else "",
            amount([programme] if programme else ()),
        )

    def whole(self, change: Change, facts: ChangeFacts) -> Iterator[ChangeLine]:
        """What a reader needs to know of a programme that came or went."""
        about = [facts.subdimension, facts.agency, facts.status, facts.years]
        if facts.money.rupiah is not None:
            about.append(self.values.money(facts.money.rupiah, approx=facts.money.approx))
        text = numbers.value_list([fact for fact in about if fact], self.say.language)
        if change.kind == "programme-dropped" and self._came_word(change) != "absent":
            text = "; ".join(part for part in (text, self.say("diff.no-word")) if part)
        yield self._plain_line(f"diff.{self._came_word(change)}", text, change)
        said = change.new.value if change.kind == "programme-withdrawn" and change.new else None
        reason = escape_controls(str(said.get("reason") or "")).strip() if isinstance(said, dict) else ""
        if reason:
            yield self._plain_line("diff.reason", reason)
        if change.because:
            yield self._plain_line("diff.because", ", ".join(change.because))

    def _plain_line(self, key: str, text: str, change: Change | None = None) -> ChangeLine:
        return self._told(self.say(key), (TextPart(text),), change)

    def _told(
        self,
        label: str,
        parts: tuple[TextPart, ...],
        change: Change | None,
        tone: Tone = "",
        sides: tuple[str, str, str] = ("", "", ""),
    ) -> ChangeLine:
        """A line, with where the change stands if that is asked for."""
        places = self._places(change) if change and self.lines else []
        where = between(places, old=change.old is not None, new=change.new is not None) if change else ""
        return ChangeLine(label, parts, where, tone, *sides, places)

    def _came_word(self, change: Change) -> str:
        word = change.kind.removeprefix("programme-")
        if word != "dropped":
            return word
        # A revision that cannot be read may have kept it under another id, or withdrawn it.
        return "absent" if change.level == "info" or self.result.comparison.link == "broken" else "weight.dropped"

    def _lines(self, changes: Sequence[Change]) -> Iterator[ChangeLine]:
        rows: dict[object, list[Change]] = {}
        for index, change in enumerate(changes):
            rows.setdefault(row_of(change) or index, []).append(change)
        for row, members in rows.items():
            if row == "agencies":
                yield self._named(self.say("diff.agencies"), members)
            elif row == "actions":
                yield self._named(self.say("diff.actions"), members)
            elif row in _OF_THE_RPJMD:
                kept = [one for one in members if one.old and one.new]
                if kept:
                    yield self._items(kept, row)
                # What went and what came are sentences, so each has a line.
                yield from map(self.line, sorted((one for one in members if one not in kept), key=_came_last))
            elif row in ORIGINS:
                origins = ", ".join(self.values.value(one, one.old) for one in members if one.old)
                yield self._plain_line(f"kind.{row}", origins, members[0])
            elif isinstance(row, str) and len(members) > 1 and year_alone(members[0]):
                yield self._years(members)
            elif isinstance(row, str) and not year_alone(members[0]):
                yield self._items(members, row)
            else:
                yield self.line(members[0])
        because = dict.fromkeys(ref for change in changes if change.programme for ref in change.because)
        if because:
            yield self._plain_line("diff.because", ", ".join(because))

    def _years(self, changes: Sequence[Change]) -> ChangeLine:
        """`- 2020: 8, + 2024: 9` for what came and went year by year."""
        parts = [
            f"{'-' if change.old else '+'} {year_alone(change)}:{_FIRM}{self.values.value(change, side)}"
            for change in sorted(changes, key=year_alone)
            if (side := change.old or change.new)
        ]
        label = self.values.label(changes[0], (changes[0].field or "").rpartition(".")[0])
        text = numbers.value_list(parts, self.say.language)
        return self._told(label, (TextPart(text),), changes[0], _TONES[gravest(changes)])

    def _items(self, changes: Sequence[Change], row: str) -> ChangeLine:
        """`- satpol-pp, + bpbd` for a list that is a set: what has another id, what went, what came."""
        parts = moved_years(changes)
        for change in sorted(changes, key=_came_last) if not parts else ():
            old, new = (side and self.values.value(change, side) for side in (change.old, change.new))
            parts.append(f"{old} → {new}" if old and new else f"- {old}" if old else f"+ {new}")
        text = (TextPart(", ".join(parts)),)
        return self._told(self.values.label(changes[0], row), text, changes[0], _TONES[gravest(changes)])

    def _named(self, label: str, changes: Sequence[Change]) -> ChangeLine:
        """How many came and went, and their names."""
        parts = []
        for sign, sides in (("+", [one.new for one in changes]), ("-", [one.old for one in changes])):
            names = [_called(side) for side in sides if side]
            if names:
                shown = names[:_NAMES] if self.brief and len(names) > _NAMES + 1 else names
                left = len(names) - len(shown)
                listed = ", ".join(shown) + (f", {self.say('diff.and-more', n=left)}" if left else "")
                parts.append(f"{sign} {len(names)} ({listed})")
        tone = _TONES[gravest(changes)] if changes[0].programme else ""
        return self._told(label, (TextPart(", ".join(parts)),), changes[0], tone)

    def line(self, change: Change) -> ChangeLine:
        """One change."""
        old = self.values.value(change, change.old) if change.old else None
        new = self.values.value(change, change.new) if change.new else None
        if old is not None and old == new:
            old, new = self.values.apart(change)
        parts: tuple[TextPart, ...]
        if old is not None and new is not None and is_prose(change):
            parts = compare_words(old, new)
        else:
            text = f"+ {new}" if old is None else f"- {old}" if new is None else f"{old} → {new}"
            remarks = [remark for remark in (self.values.delta(change), self.values.verdict(change)) if remark]
            parts = (TextPart(f"{text} ({'; '.join(remarks)})" if remarks else text),)
        tone: Tone = "good" if change.kind == "target-raised" else _TONES[change.level]
        sides = change.field or "", old or "", new or ""
        return self._told(self.values.label(change), parts, change, tone, sides)

    def _places(self, change: Change) -> list[FilePlace]:
        """The lines of both sides; what was said in a revision between the two is in a third file, which is named."""
        found = []
        for side in filter(None, (change.old, change.new)):
            source, line = self.result.documents[side.file].source, self.result.place(side).line
            text = str(line) if side.file in ("old", "new") else f"{escape_controls(source.name)}:{line}"
            found.append(FilePlace(text, source.on_disk, line))
        return found


def _called(side: Side) -> str:
    """An agency or an action as its name is told."""
    value = side.value if isinstance(side.value, dict) else {}
    return escape_controls(str(value.get("short") or value.get("name") or side.path[-1]))


def _came_last(change: Change) -> tuple[bool, bool]:
    """What is on both sides, then what went, then what came."""
    return not (change.old and change.new), not change.old


def year_alone(change: Change) -> str:
    """The year of what came or went in a year alone; of anything else it is empty."""
    year = (change.field or "").rpartition(".")[2]
    by_year = change.kind in _BY_YEAR or (change.kind == "action-changed" and ".years." not in (change.field or ""))
    alone = by_year and not (change.old and change.new)
    return year if alone and year.isdecimal() else ""


def row_of(change: Change) -> str | None:
    """The list that a change's item belongs to, or None for a change that is by itself."""
    if change.kind in ORIGINS:
        return change.kind
    if not change.field or is_comment(change) or change.kind == "mission-reworded":
        return None
    if year_alone(change):
        return f"{change.field.rpartition('.')[0]} by year"
    if change.field.startswith("rpjmd.objectives.") and change.field.count(".") > 2:
        # What changed in a goal or objective that was there before.
        return None
    if change.kind in ("agency-added", "agency-removed"):
        return "agencies"
    if change.kind in ("action-added", "action-removed"):
        return "actions"
    parent = change.field.rpartition(".")[0]
    if change.kind == "readiness-changed" and change.field.count(".") == 2 and not (change.old and change.new):
        return parent
    steps = f".{change.field}"
    for name, marker in _ITEMS:
        if marker in steps:
            return change.field[: change.field.index(marker[1:]) + len(name)] if parent else None
    return None


def gravest(changes: Sequence[Change]) -> Level:
    """The level of the most serious."""
    return min((change.level for change in changes), key=LEVELS.index)
