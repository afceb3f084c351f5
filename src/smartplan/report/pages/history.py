"""The life of a programme in words: a table of the revisions, then what changed at each step, as `diff` says it."""

from collections.abc import Iterator, Sequence

from smartplan.messages import Catalogue
from smartplan.operations.diff import Result
from smartplan.operations.show import History, ProgrammeState
from smartplan.plan.figure import Sum
from smartplan.plan.model import Plan
from smartplan.report.diff.words import DiffWords
from smartplan.report.pages.input_words import given
from smartplan.report.render import cells, numbers
from smartplan.report.render.figures import about
from smartplan.report.render.names import Names
from smartplan.report.render.page import (
    Block,
    Cell,
    ChangedText,
    Column,
    Facts,
    Heading,
    Item,
    Items,
    Line,
    Table,
    Text,
    Tone,
)
from smartplan.report.render.sentences import escape_controls

_TONES: dict[str, Tone] = {"withdrawn": "warn", "dropped": "bad", "absent": "dim"}


def blocks(
    history: History, steps: Sequence[Result], plan: Plan, say: Catalogue, *, lines: bool = False
) -> Iterator[Block]:
    """The history; `steps` are the comparisons behind its steps, in their order. `lines` shows where each change is."""
    yield Heading(say("story.history"))
    if history.lacking:
        yield Text(say("story.lacking", name=escape_controls(history.lacking)), "warn")
    yield _table(history, Names(say, plan, *(side for step in steps for side in (step.old, step.new))), say)
    if not steps:
        yield Text(say("story.alone"))
        return
    if lines:
        yield Text(say("diff.lines"), "dim")
    for step, result in zip(history.steps, steps, strict=True):
        yield Heading(f"{escape_controls(step.old)} → {escape_controls(step.new)}")
        why = [(say("field.change_reasons"), ", ".join(say(f"value.{reason}") for reason in step.reasons))]
        why += [(say("story.input"), given(one, say)) for one in step.inputs]
        if any(text for _, text in why):
            yield Facts([(label, text) for label, text in why if text])
        items = list(_items(result, step.parts, say, lines=lines))
        yield Items(items, tight=False) if items else Text(say("diff.no-change"))


def _items(result: Result, parts: Sequence[str], say: Catalogue, *, lines: bool) -> Iterator[Item]:
    for block in DiffWords(result, say, lines=lines).blocks():
        details: list[tuple[str, ChangedText | str]] = [
            (line.label, ChangedText(line.parts, line.tone, line.lines, line.places)) for line in block.lines
        ]
        split = [index for index, line in enumerate(block.lines) if line.label == say("kind.programme-split")]
        if parts and split:
            details.insert(split[-1] + 1, (say("story.parts"), escape_controls(", ".join(parts))))
        yield Item(block.title, block.sign, "strong", details)


def _table(history: History, names: Names, say: Catalogue) -> Table:
    budgets = [stand.budget for life in history.revisions for stand in life.programmes]
    money = numbers.MoneyScale.of(budgets, say.language, most=2) if any(one is not None for one in budgets) else None
    columns = [
        Column(say("report.revision")),
        Column("id"),
        Column(say("story.placed"), folds=True),
        Column(say("report.agency"), folds=True),
        Column(say("field.status")),
        *([Column(f"{say('report.money')}\n{money.title}", right=True, unit=money.unit)] if money else []),
        Column(say("story.targets"), right=True),
    ]
    lines = []
    for life in history.revisions:
        head = escape_controls(life.revision)
        for stand in life.programmes:
            lines.append(Line([head, *_stand(stand, names, say, money)]))
            head = ""
        if not life.programmes:
            word = Cell(say(f"story.state.{life.state}"), _TONES[life.state])
            lines.append(Line([head, "–", word, *["·"] * (len(columns) - 3)]))
    return Table(columns, lines)


def _stand(stand: ProgrammeState, names: Names, say: Catalogue, money: numbers.MoneyScale | None) -> list[Cell | str]:
    place = names.place(stand.dimension, stand.subdimension or "")
    amount = Cell("·")
    if money and stand.budget is not None:
        budget = Sum(stand.budget, bool(stand.budget_approx))
        amount = Cell(about(money.figure(stand.budget), budget.approx, say), value=budget)
    return [
        cells.programme(stand.id, "strong"),
        place,
        names.agency(stand.agency) if stand.agency else "·",
        names.word(stand.status) if stand.status else "·",
        *([amount] if money else []),
        cells.count(stand.targets),
    ]
