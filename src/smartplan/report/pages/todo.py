"""The decisions that a revision leaves open, in words, each with the command that takes it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from smartplan.messages import LANGUAGES, Catalogue, catalogue
from smartplan.operations.todo import Decision, DecisionKind, Todo
from smartplan.plan.crosswalk import parted
from smartplan.plan.model import Plan
from smartplan.report.pages.input_words import given_by
from smartplan.report.render.names import Names, record_notes
from smartplan.report.render.numbers import whole_percent
from smartplan.report.render.page import NAMES, Block, Cell, Heading, Item, Items, Page, Text
from smartplan.report.render.sentences import escape_controls, one_line

# What there can be one of is told together, by the heading.
_SINGLE: Mapping[DecisionKind, str] = {
    "period-missing": "first",
    "missions-missing": "first",
    "record": "whole",
    "adoption": "whole",
    "legal-basis": "whole",
    "superseded-in-force": "whole",
}
_INPUTS = ("input-open", "input-cited-but-open", "input-deferred")
_REALIGNED = ("missions-to-realign", "objectives-to-realign")
_OF_SEVERAL = (*_REALIGNED, "programmes-without-mission")
_REMARKS = ("edit.draft.remark", "edit.draft.remark.none")


def build(todo: Todo, plan: Plan, say: Catalogue, *, rev: str, title: str = "", whole: bool = False) -> Page:
    """The list; `rev` is what the revision is asked for by, `title` stands in place of its own."""
    city = escape_controls(plan.city.name or "?")
    own = say("todo.title", city=city, revision=escape_controls(todo.revision))
    # The title of a draft names its file.
    path, notes = ("", ()) if title else (escape_controls(todo.path), record_notes(say, plan))
    blocks = list(TodoWords(todo, plan, say, rev, whole=whole).blocks())
    return Page(title or own, path, notes, blocks, say("report.more", n="{n}"), whole)


def choice(place: str, candidates: Sequence[str], say: Catalogue) -> str:
    """The comment at a programme for which the crosswalk leaves a choice; places are as `smartplan move` takes them."""
    key = _REMARKS[0] if candidates else _REMARKS[1]
    return say(key, place=_typed(place), places=" | ".join(map(_typed, candidates)))


def remarks() -> list[re.Pattern[str]]:
    """What matches these comments, in whatever language they were written: the old place, and the candidates."""
    found = []
    for key in _REMARKS:
        for say in map(catalogue, LANGUAGES):
            pattern = re.escape(say(key, place="PLACE", places="CANDIDATES"))
            found.append(
                re.compile(
                    pattern.replace("PLACE", "(?P<place>.+?)").replace("CANDIDATES", r"(?P<places>\S+(?: \| \S+)*)")
                )
            )
    # The longer sentence first: it is no place that has such a name.
    return found[::-1]


def _typed(place: str) -> str:
    return escape_controls(place.replace(".", "/", 1))


class TodoWords:
    """The decisions in words; `more` is the sentence about those of a kind that are not listed."""

    def __init__(
        self, todo: Todo, plan: Plan, say: Catalogue, rev: str, *, whole: bool, more: str = "report.more"
    ) -> None:
        self._todo, self._plan, self._say, self._rev, self._whole, self._more = todo, plan, say, rev, whole, more
        self._names = Names(say, plan)
        self._programmes = {entry.id: entry for entry in plan.entries()}

    def blocks(self) -> Iterator[Block]:
        """How many are open, then each."""
        todo, say = self._todo, self._say
        if only := "; ".join(self._filter()):
            yield Text(say("todo.only", what=only), "warn")
        if todo.open:
            yield Text(say("todo.open", n=todo.open), "strong")
        else:
            yield Text(say("todo.nothing.only" if only else "todo.nothing"), "strong")
        yield from self.decisions()
        if todo.other_gaps and not only:
            yield Text(say("todo.other-gaps", n=todo.other_gaps, rev=self._rev), "dim")

    def groups(self) -> Iterator[tuple[str, list[Decision]]]:
        """The decisions that are told together, each with the text that stands above them."""
        for kind, group in groupby(self._todo.decisions, key=lambda one: _SINGLE.get(one.kind, one.kind)):
            found = list(group)
            yield self._say(f"todo.kind.{kind}", n=len(found)), found

    def decisions(self) -> Iterator[Block]:
        """Each with the command that takes it."""
        say, told = self._say, False
        for heading, found in self.groups():
            kind = found[0].kind
            yield Heading(heading)
            if kind in _INPUTS and not told:
                yield Text(self._run(["decide", self._rev], "todo.walk"), "dim")
                told = True
            commands = {tuple(one.command) for one in found}
            once = len(found) > 1 and len(commands) == 1
            if kind in _REALIGNED and len(found) > 1:
                pairs = [one.command[-1] for one in found]
                yield Text(self._run([*found[0].command[:-1], *pairs], "todo.all"), "dim")
            if once:
                yield Text(self._run(found[0].command, "todo.all"), "dim")
            shown = found if self._whole or len(found) <= NAMES + 1 else found[:NAMES]
            items = [self._item(one, with_command=not once) for one in shown]
            yield Items(items)
            if left := len(found) - len(shown):
                yield Text(say(self._more, n=left), "dim")

    def _filter(self) -> Iterator[str]:
        wanted, names, say = self._todo.filter, self._names, self._say
        if wanted.dimension:
            yield f"{say('field.dimensions')} {', '.join(map(names.dimension, wanted.dimension))}"
        if wanted.agency:
            yield f"{say('field.agency')} {', '.join(map(names.agency, wanted.agency))}"

    def _run(self, command: Sequence[str], key: str = "todo.command") -> str:
        return self._say(key, command=[escape_controls(word) for word in command])

    def _item(self, one: Decision, *, with_command: bool) -> Item:
        details: list[tuple[str, Cell | str]] = []
        if one.cited_by or one.cited_in:
            here = [escape_controls(id_) if id_ else self._say("inputs.cited.plan") for id_ in one.cited_by]
            there = [self._say("todo.revision", name=escape_controls(name)) for name in one.cited_in]
            details.append((self._say("inputs.cited"), ", ".join([*here, *there])))
        if one.input is not None and one.input.answer and one.kind == "input-deferred":
            details.append((self._say("todo.answer"), one_line(one.input.answer)))
        if with_command:
            details.append((self._say("todo.by"), Cell(self._run(one.command), "heat")))
        listed = one.programmes if one.kind in _OF_SEVERAL else ()
        return Item(self.text(one), self._sign(one.kind), "", details, list(map(escape_controls, listed)))

    def _sign(self, kind: DecisionKind) -> str:
        return "?" if kind in _SINGLE else ""

    def text(self, one: Decision) -> str:
        """What is to be decided."""
        say, names = self._say, self._names
        if one.input is not None:
            giver = given_by(one.input, say)
            return f"{escape_controls(one.input.ref)}{f' ({giver})' if giver else ''}: {one_line(one.input.text or '')}"
        match one.kind:
            case "likely-rename":
                old, new = one.programmes
                values = {"old": one_line(f"{old} {one.text}"), "new": self._programme(new)}
                return say("todo.rename", percent=whole_percent(one.similarity or 0), **values)
            case "programme-dropped":
                return one_line(f"{one.programmes[0]} {one.text}")
            case "missions-to-realign" | "objectives-to-realign":
                return one_line(f"{one.served} {one.text}")
            case "programmes-without-mission":
                return say("todo.without-mission", n=len(one.programmes))
            case "programme-outside-period":
                return self._programme(one.programmes[0])
            case "place-open":
                return self._place(one)
            case "dimension-divided":
                fields = ", ".join(map(names.field, one.fields))
                return say("todo.divided", key=escape_controls(one.dimension), fields=fields)
            case "dimension-without-programme" | "subdimension-without-programme":
                return names.place(one.dimension, one.subdimension)
            case "gap-without-programme":
                return one_line(f"{names.dimension(one.dimension)} {one.gap}: {one.text}".rstrip(": "))
        return say(f"todo.{one.kind}", was=names.word(one.was), superseded=escape_controls(self._plan.supersedes))

    def _programme(self, id_: str) -> str:
        entry = self._programmes.get(id_)
        return self._names.programme(entry) if entry else escape_controls(id_)

    def _place(self, one: Decision) -> str:
        names, entry = self._names, self._programmes[one.programmes[0]]
        now = names.place(entry.dimension, entry.programme.subdimension)
        others = "; ".join(names.place(*parted(place.replace("/", ".", 1))) for place in one.candidates[1:])
        key = "todo.place" if one.candidates else "todo.place.none"
        return self._say(key, name=names.programme(entry), old=escape_controls(one.was), now=now, places=others)
