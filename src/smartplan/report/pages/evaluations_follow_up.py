"""What evaluations say besides their scores: details below a component, and recommendations with their follow-up."""

from collections.abc import Iterator, Sequence
from typing import Any

from smartplan.analysis.evaluations import EvaluationRow, RecommendationRow
from smartplan.messages import Catalogue
from smartplan.plan.scoring import COMPONENTS
from smartplan.report.pages.evaluations_words import EvaluationWords
from smartplan.report.pages.input_words import SIGNS, cited_by, evaluation
from smartplan.report.render import numbers
from smartplan.report.render.names import Names
from smartplan.report.render.page import Block, Cell, Column, Heading, Item, Items, Line, Table
from smartplan.report.render.sentences import escape_controls, one_line


def details(rows: Sequence[EvaluationRow], words: EvaluationWords, say: Catalogue) -> Iterator[Block]:
    """A table for each evaluation that gives more than its components."""
    for row in rows:
        lines: list[Line] = []
        for name, value in (row.details or {}).items():
            label = words.component(name) if name in COMPONENTS else one_line(name)
            lines += list(_lines(label, value, say, 0))
        if lines:
            yield Heading(say("evaluations.details", when=words.when(row)))
            yield Table([Column(say("evaluations.component"), folds=True), Column("", folds=True)], lines)


def _lines(label: str, value: Any, say: Catalogue, depth: int) -> Iterator[Line]:
    """A value under its label; what lies inside it, each in a line of its own below it."""
    text = "  " * depth + label
    if not isinstance(value, (dict, list)):
        number = value if isinstance(value, (int, float)) and not isinstance(value, bool) else None
        yield Line([text, Cell(_text(value, say), value=number)])
        return
    yield Line([Cell(text, "strong") if depth == 0 else text, ""])
    inside = value.items() if isinstance(value, dict) else enumerate(value, 1)
    for name, one in inside:
        yield from _lines(one_line(str(name)), one, say, depth + 1)


def _text(value: Any, say: Catalogue) -> str:
    if value is None:
        return say("report.unstated")
    if isinstance(value, bool):
        return say(f"value.{str(value).lower()}")
    if isinstance(value, (int, float)):
        return numbers.number(value, say.language)
    return one_line(str(value))


def recommendations(rows: Sequence[EvaluationRow], names: Names, say: Catalogue) -> Iterator[Block]:
    """The recommendations of each evaluation: what became of them, and what cites them."""
    for row in rows:
        if row.recommendations:
            yield Heading(say("inputs.recommendations", evaluation=evaluation(row.year, row.stage, say)))
            yield Items([_item(one, names, say) for one in row.recommendations], tight=False)


def _item(one: RecommendationRow, names: Names, say: Catalogue) -> Item:
    sign, tone = SIGNS[one.disposition]
    word = say(f"inputs.disposition.{one.disposition}") if one.disposition else say("report.unstated")
    told: list[tuple[str, Cell | str]] = []
    if one.dimension:
        told.append((say("inputs.dimension"), names.dimension(one.dimension)))
    told.append((say("inputs.disposition"), Cell(word, tone)))
    if one.answer:
        told.append((say("inputs.answer"), one_line(one.answer)))
    for citing in one.cited:
        told += [
            (say("inputs.cited"), f"{escape_controls(citing.revision)}: {cited_by(citation, say)}")
            for citation in citing.cited
        ]
    return Item(f"{escape_controls(one.ref)}  {one_line(one.text)}", sign, "", told)
