"""A comparison in the order in which it is read: by dimension, the most serious first, what is new in a table."""

from collections.abc import Iterator, Sequence
from typing import get_args

from msgspec import Struct

from smartplan.compare.changes import LEVELS, Realignment
from smartplan.messages import Catalogue
from smartplan.plan.model import Plan
from smartplan.plan.objectives import Served, texts
from smartplan.report.diff.words import ChangeBlock, ChangeFacts, ChangeLine, DiffWords
from smartplan.report.render import numbers
from smartplan.report.render.figures import about
from smartplan.report.render.page import Column
from smartplan.report.render.sentences import escape_controls, one_line

# What is said of a whole programme beside its id and name.
_COLUMNS = {
    "subdimension": "field.subdimension",
    "agency": "field.agency",
    "status": "field.status",
    "years": "field.years",
}
_SIGNS = "!-~+"


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


def tables(section: Section) -> Iterator[tuple[str, str, list[ChangeFacts]]]:
    """Sign, title and rows of those of which there are only facts."""
    for sign, name, rows in (("!", "absent", section.absent), ("+", "added", section.added)):
        if rows:
            yield sign, f"diff.{name}", rows


def fact_columns(rows: Sequence[ChangeFacts], say: Catalogue) -> list[tuple[Column, list[str]]]:
    """Those columns that any of the programmes has something in, with a text for each; money in one unit."""
    found = []
    for name, key in _COLUMNS.items():
        texts = [getattr(row, name) for row in rows]
        if any(texts):
            found.append((Column(say(key), folds=True), texts))
    amounts = [row.money for row in rows]
    if any(one.rupiah is not None for one in amounts):
        scale = numbers.MoneyScale.of((one.rupiah for one in amounts), say.language, most=2)
        figures = ["·" if one.rupiah is None else about(scale.figure(one.rupiah), one.approx, say) for one in amounts]
        found.append((Column(f"{say('diff.money')}\n{scale.title}", right=True), figures))
    return found


def realignment(words: DiffWords, say: Catalogue) -> Iterator[tuple[list[str], list[list[str]]]]:
    """A table of missions and one of goals and objectives, where there are any: the title of each column, and in each
    row the old, the new, and the programmes that serve these instead of those."""
    old, new = words.result.old, words.result.new

    def row(one: Realignment) -> list[str]:
        ids = ", ".join(map(escape_controls, one.programmes))
        sides = (_served(plan, one.field, side, say) for plan, side in ((old, one.old), (new, one.new)))
        return [*sides, f"{len(one.programmes)}: {ids}"]

    for field in get_args(Served):
        rows = [row(one) for one in words.result.comparison.realignment if one.field == field]
        if rows:
            within = "" if field == "missions" else f".{field}"
            titles = (f"diff.realignment{within}.old", f"diff.realignment{within}.new", "diff.realignment.programmes")
            yield [say(title) for title in titles], rows


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
