"""A comparison for people: the head, the main changes, each programme once with all its changes, the plan."""

from collections.abc import Iterator, Sequence

from smartplan.messages import Catalogue
from smartplan.operations.diff import Result
from smartplan.report.diff import head
from smartplan.report.diff.sections import Section, fact_columns, realignment, sections, suggestions, tables
from smartplan.report.diff.weight import TOP, Weight, weights
from smartplan.report.diff.words import ChangeBlock, ChangeFacts, ChangeLine, DiffWords
from smartplan.report.render.page import Cell, Column, Line, Table, Tone
from smartplan.report.render.table import draw
from smartplan.report.render.terminal import Style
from smartplan.report.render.text import TONES, wrap
from smartplan.report.render.word_diff import TextPart
from smartplan.report.render.word_wrap import wrap_change, wrap_runs

_TONES: dict[str, Tone] = {"+": "good", "-": "warn", "!": "bad", "~": "heat", "≈": "heat", "=": "dim"}
_INDENT = 4
# The widest label that is beside its value: on a narrow screen, on any other, and what is narrow.
_LABEL, _WIDER_LABEL, _NARROW = 20, 24, 100
# The least that is left of a name that is cut, with its id.
_NAME = 24


def render(
    result: Result, say: Catalogue, style: Style, *, stat: bool = False, top: int = TOP, lines: bool = False
) -> str:
    """The whole comparison, or its head alone. `top` is the most main changes to list, `lines` shows where each is."""
    words = DiffWords(result, say, apart=True, brief=style.width is not None, lines=lines)
    found = [*_head(words, say, style)]
    if not stat:
        found += _body(words, say, style, top, lines)
    return "\n".join(found).rstrip("\n") + "\n"


def changes(result: Result, say: Catalogue, style: Style) -> str:
    """The changes alone, without the head, the table and what is beside it; empty where none is told."""
    dimensions, whole = sections(DiffWords(result, say), table=False)
    found = _Sections([*dimensions, *([whole] if whole else [])], say, style)
    text = "\n".join(found.draw(found.all)).strip("\n")
    return f"{text}\n" if text else ""


def _head(words: DiffWords, say: Catalogue, style: Style) -> Iterator[str]:
    result = words.result
    yield from wrap(head.title(result, say), style, tone="strong")
    yield from wrap(head.files(result), style, tone="dim")
    for note in head.notes(result, say):
        yield from wrap(note, style)
    only = head.selection(words, say)
    if only:
        yield from wrap(only, style, tone="warn")
    yield ""
    programmes = result.comparison.summary.programmes
    facts = [*head.facts(result, words, say), (say("diff.programmes"), f"{programmes.old} → {programmes.new}")]
    width = max(len(label) for label, _ in facts)
    for label, text in facts:
        yield from _labelled(label, (TextPart(text),), style, width, label_tone="strong")
    for count in head.counts(result, say):
        if count.number:
            yield from wrap(count.text, style, " " * (width + 2), " " * (width + 4), tone=_TONES[count.sign])
    yield ""
    yield from _by_dimension(words, say, style)


def _by_dimension(words: DiffWords, say: Catalogue, style: Style) -> Iterator[str]:
    header, rows = head.table(words.result, words, say)
    shown = [Column(name, right=index > 0, folds=index == 0) for index, name in enumerate(header)]
    lines = []
    for row in rows:
        cells = [
            Cell(text, "" if text == "·" else _TONES.get(name, "")) for name, text in zip(header, row, strict=True)
        ]
        lines.append(Line(cells, "total" if row is rows[-1] else ""))
    yield from draw(Table(shown, lines), style, TONES)


def _body(words: DiffWords, say: Catalogue, style: Style, top: int, lines: bool) -> Iterator[str]:
    comparison = words.result.comparison
    if not comparison.changes:
        yield ""
        yield say("diff.no-match" if comparison.filter else "diff.no-change")
        return
    yield from _weights(words, say, style, top)
    dimensions, whole = sections(words)
    found = _Sections([*dimensions, *([whole] if whole else [])], say, style)
    if lines:
        yield ""
        yield style(say("diff.lines"), "dim")
    yield from found.draw(dimensions)
    yield from _realignment(words, say, style)
    yield from _regrouping(words, say, style)
    told, confirm = suggestions(words, say)
    if told:
        yield from _heading(say("diff.suggestions"), style)
        for text in told:
            yield from wrap(text, style, "? ", "  ")
        if confirm:
            yield from wrap(confirm, style, "  ", "  ", tone="dim")
    yield from found.draw([whole] if whole else [])


def _weights(words: DiffWords, say: Catalogue, style: Style, top: int) -> Iterator[str]:
    found, left = weights(words, top)
    if not found:
        return
    yield from _heading(say("diff.weight"), style)
    width = max(len(item.label) for item in found)
    before = ""
    for item in found:
        text = _weight(item, style.width - width - 2 if style.width else None)
        label = "" if item.label == before else item.label
        yield from _labelled(label, (TextPart(text),), style, width, label_tone=item.tone, hang=2)
        before = item.label
    if left:
        yield from wrap(say("diff.weight.more", n=left), style, " " * (width + 2), " " * (width + 2), tone="dim")


def _weight(item: Weight, room: int | None) -> str:
    """One line where cutting the name allows it, to keep the list short: the full name is below, with the changes."""
    end = f": {item.text}" if item.text else ""
    left = (room or 0) - len(f"{item.sign} {end}")
    fits = room is None or len(item.name) <= left or left < _NAME
    return f"{item.sign} {item.name if fits else f'{item.name[: left - 1].rstrip()}…'}{end}"


def _realignment(words: DiffWords, say: Catalogue, style: Style) -> Iterator[str]:
    found = list(realignment(words, say))
    if found:
        yield from _heading(say("diff.realignment"), style)
    for titles, rows in found:
        shown = [Column(title, folds=True) for title in titles]
        yield from draw(Table(shown, [Line([*row]) for row in rows]), style, TONES)


def _regrouping(words: DiffWords, say: Catalogue, style: Style) -> Iterator[str]:
    result = words.result
    if not result.comparison.regrouping:
        return
    from smartplan.report.render import regrouping

    found = regrouping.rows(result.comparison.regrouping, result.old, result.new, say)
    yield from _heading(say("report.regrouping"), style)
    shown = [Column(say(f"report.regrouping.{name}"), folds=True) for name in regrouping.COLUMNS]
    yield from draw(Table(shown, [Line(row) for row in found]), style, TONES)


def _heading(name: str, style: Style) -> Iterator[str]:
    yield ""
    yield style(name, "bold", "underline")
    if not style.colour:
        yield "─" * len(name)


class _Sections:
    """Dimensions and the plan, with one edge for all values."""

    def __init__(self, found: Sequence[Section], say: Catalogue, style: Style) -> None:
        self.all, self.say, self.style = found, say, style
        groups = [group for section in found for group in (section.own, *(block.lines for block in section.blocks))]
        lengths = [len(line.label) for group in groups for line in group]
        widest = _LABEL if style.width is not None and style.width < _NARROW else _WIDER_LABEL
        self.width = max((length for length in lengths if length <= widest), default=0)

    def draw(self, found: Sequence[Section]) -> Iterator[str]:
        for section in found:
            yield from _heading(section.name, self.style)
            for line in section.own:
                yield from self._change(line)
            for index, block in enumerate(section.blocks):
                if index or section.own:
                    yield ""
                yield from self._block(block)
            for index, (sign, title, rows) in enumerate(tables(section)):
                if index or section.blocks or section.own:
                    yield ""
                yield from self._table(sign, title, rows)

    def _block(self, block: ChangeBlock) -> Iterator[str]:
        tones = ("bold", *TONES[_TONES[block.sign]])
        yield from wrap_runs([(f"{block.sign} {block.title}", tones)], self.style, "", "  ")
        for line in block.lines:
            yield from self._change(line)

    def _change(self, line: ChangeLine) -> Iterator[str]:
        yield from _labelled(line.label, line.parts, self.style, self.width, _INDENT, tone=line.tone, where=line.lines)

    def _table(self, sign: str, title: str, rows: Sequence[ChangeFacts]) -> Iterator[str]:
        """A line each where there is room."""
        found = fact_columns(rows, self.say)
        shown = [Column(self.say(title)), Column(self.say("field.name"), folds=True), *(column for column, _ in found)]
        lines = [
            Line([Cell(f"{sign} {row.id}", _TONES[sign]), row.name, *about])
            for row, *about in zip(rows, *(texts for _, texts in found), strict=True)
        ]
        yield from draw(Table(shown, lines), self.style, TONES)


def _labelled(
    label: str,
    parts: Sequence[TextPart],
    style: Style,
    width: int,
    indent: int = 0,
    *,
    label_tone: Tone = "",
    tone: Tone = "",
    where: str = "",
    hang: int = 0,
) -> Iterator[str]:
    """A label and its value behind the common edge; a label that is longer is above it."""
    edge = " " * (indent + width + 2)
    first = f"{' ' * indent}{label.ljust(width)}  "
    if len(label) > width:
        yield " " * indent + label
        first = edge
    lines = list(wrap_change(parts, style, TONES[tone], first, edge + " " * hang, where=where))
    if len(label) <= width:
        lines[0] = lines[0].replace(label, style(label, *TONES[label_tone]), 1)
    yield from lines
