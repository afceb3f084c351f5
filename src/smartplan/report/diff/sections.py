"""A comparison in the order in which it is read: by dimension, the most serious first, what is new in a table."""

from collections.abc import Iterator, Sequence
from typing import get_args

from msgspec import Struct

from smartplan.compare.changes import LEVELS, Realignment
from smartplan.messages import Catalogue
from smartplan.plan.figure import Sum
from smartplan.plan.model import Plan
from smartplan.plan.objectives import Served, texts
from smartplan.report.diff.head import SIGN_TONES
from smartplan.report.diff.words import ChangeBlock, ChangeFacts, DiffWords
from smartplan.report.render import cells, numbers
from smartplan.report.render.figures import about
from smartplan.report.render.page import Block, Cell, ChangeLine, Changes, Column, Heading, Line, Table
from smartplan.report.render.sentences import escape_controls, one_line

# What is said of a whole programme beside its id and name.
_COLUMNS = {
    "subdimension": "field.subdimension",
    "agency": "field.agency",
    "status": "field.status",
    "years": "field.years",
}
_SIGNS = "!-~+"
# Programmes, or lines of the plan, from which a section is folded below its heading.
_LONG = 10


class Section(Struct):
    """One dimension, or the plan as a whole: its own lines, its programmes from the most serious.

    Of those that are new, and of those that are absent where nothing was dropped, there are facts alone.
    """

    name: str
    own: list[ChangeLine] = []
    blocks: list[ChangeBlock] = []
    added: list[ChangeFacts] = []
    absent: list[ChangeFacts] = []

    @property
    def size(self) -> int:
        """How many programmes, or how many lines of the plan."""
        return len(self.blocks) + len(self.added) + len(self.absent) or len(self.own)


def sections(words: DiffWords, *, table: bool = True) -> tuple[list[Section], Section | None]:
    """The dimensions in their order, and the plan as a whole. Without a `table` what is new is a block as well."""
    found: dict[str | None, Section] = {}
    for block in words.blocks():
        key = block.dimension
        if key not in found:
            found[key] = Section(words.values.called.dimension(key) if key else words.say("diff.plan"))
        if not block.title:
            found[key].own += block.lines
        elif table and block.facts and block.sign == "+":
            found[key].added.append(block.facts)
        elif table and block.facts and block.sign == "!" and block.level == "info":
            found[key].absent.append(block.facts)
        else:
            found[key].blocks.append(block)
    for section in found.values():
        section.blocks.sort(key=lambda block: (_SIGNS.index(block.sign), LEVELS.index(block.level)))
    whole = found.pop(None, None)
    return list(found.values()), whole


def blocks(section: Section, say: Catalogue, *, folds: bool = True) -> Iterator[Block]:
    """A section under its heading; a long one may be folded."""
    folded = f"{say('diff.details')} ({section.size})" if folds and section.size > _LONG else ""
    yield Heading(section.name, folded)
    if section.own:
        yield Changes(section.own)
    for one in section.blocks:
        yield Changes(one.lines, one.sign, one.title, SIGN_TONES[one.sign], one.programme)
    for sign, name, rows in (("!", "absent", section.absent), ("+", "added", section.added)):
        if rows:
            yield _facts(sign, say(f"diff.{name}"), rows, say)


def _facts(sign: str, title: str, rows: Sequence[ChangeFacts], say: Catalogue) -> Table:
    """A line for each programme, with those columns that any of them has something in, and money in one unit."""
    columns = [Column(title), Column(say("field.name"), folds=True)]
    found: list[list[Cell | str]] = [[cells.programme(row.id, SIGN_TONES[sign]), row.name] for row in rows]
    for name, key in _COLUMNS.items():
        texts = [getattr(row, name) for row in rows]
        if any(texts):
            columns.append(Column(say(key), folds=True))
            for line, text in zip(found, texts, strict=True):
                line.append(text)
    amounts = [row.money for row in rows]
    if any(one.rupiah is not None for one in amounts):
        scale = numbers.MoneyScale.of((one.rupiah for one in amounts), say.language, most=2)
        columns.append(Column(f"{say('diff.money')}\n{scale.title}", right=True, unit=scale.unit))
        for line, one in zip(found, amounts, strict=True):
            line.append(_money(one, scale, say))
    return Table(columns, [*map(Line, found)], sign)


def _money(amount: Sum, scale: numbers.MoneyScale, say: Catalogue) -> Cell:
    if amount.rupiah is None:
        return Cell(cells.NOTHING)
    return Cell(about(scale.figure(amount.rupiah), amount.approx, say), value=amount)


def realignment(words: DiffWords, say: Catalogue) -> Iterator[Table]:
    """A table of missions and one of goals and objectives, where there are any: in each row the old, the new, and the
    programmes that serve these instead of those."""
    old, new = words.result.old, words.result.new

    def row(one: Realignment) -> Line:
        ids = ", ".join(map(escape_controls, one.programmes))
        sides = (_served(plan, one.field, side, say) for plan, side in ((old, one.old), (new, one.new)))
        return Line([*sides, f"{len(one.programmes)}: {ids}"])

    for field in get_args(Served):
        rows = [row(one) for one in words.result.comparison.realignment if one.field == field]
        if rows:
            within = "" if field == "missions" else f".{field}"
            titles = (f"diff.realignment{within}.old", f"diff.realignment{within}.new", "diff.realignment.programmes")
            yield Table([Column(say(title), folds=True) for title in titles], rows)


def _served(plan: Plan, field: Served, ids: Sequence[str], say: Catalogue) -> str:
    """Ids and texts. A plan without missions on record is not one whose programmes serve none."""
    known = texts(plan, field)
    if not known:
        return say("diff.unrecorded")
    return "; ".join(one_line(f"{id_} {known.get(id_, '')}") for id_ in ids) or say("value.none")


def suggestions(words: DiffWords, say: Catalogue) -> tuple[list[str], str]:
    """Likely renames, and how to confirm them where both files are at hand."""
    result = words.result
    told = []
    for item in result.comparison.suggestions:
        old = one_line(f"{item.old} {words.name(item.old, gone=True)}")
        new = one_line(f"{item.new} {words.name(item.new, gone=False)}")
        values = {
            "percent": numbers.whole_percent(item.similarity),
            "id": escape_controls(item.old),
            "at": escape_controls(item.new),
        }
        told.append(say("diff.suggestion", old=old, new=new, **values))
    indicators = [
        say(
            "diff.suggestion.indicator",
            programme=escape_controls(item.programme),
            old=escape_controls(item.old),
            new=escape_controls(item.new),
            percent=numbers.whole_percent(item.similarity),
        )
        for item in result.comparison.indicator_suggestions
    ]
    names = one_line(result.old.revision), one_line(result.new.revision)
    here = result.comparison.link == "chain" and all(
        "@" not in result.documents[side].name and result.documents[side].source.path for side in ("old", "new")
    )
    return told + indicators, say("diff.confirm", old=names[0], new=names[1]) if told and here else ""
