"""The parts of a page that compare, as text: the balance, the main changes, the changes of one thing."""

from collections.abc import Iterator, Sequence

from smartplan.report.render.file_place import FilePlace
from smartplan.report.render.page import BalanceCount, Block, ChangeLine, Changes, Ranked, Ranking, Tone, Totals
from smartplan.report.render.terminal import Style
from smartplan.report.render.word_diff import TextPart
from smartplan.report.render.word_wrap import TONES, wrap, wrap_change, wrap_runs

_INDENT = 4
# The widest label that is beside its value: on a narrow screen, on any other, and what is narrow.
_LABEL, _WIDER_LABEL, _NARROW = 20, 24, 100
# The least that is left of a name that is cut, with its id.
_NAME = 24


def edge(blocks: Sequence[Block], style: Style) -> int:
    """The width of the labels of all changes of a page, whose values stand below each other."""
    widest = _LABEL if style.width is not None and style.width < _NARROW else _WIDER_LABEL
    lengths = (len(line.label) for block in blocks if isinstance(block, Changes) for line in block.lines)
    return max((length for length in lengths if length <= widest), default=0)


def changes(block: Changes, style: Style, width: int) -> Iterator[str]:
    """The title, and a line for each change with its label `width` wide."""
    if block.title:
        yield from wrap_runs([(f"{block.sign} {block.title}", ("bold", *TONES[block.tone]))], style, "", "  ")
    for line in block.lines:
        yield from _change(line, style, width)


def _change(line: ChangeLine, style: Style, width: int) -> Iterator[str]:
    yield from _labelled(
        line.label, line.parts, style, width, _INDENT, tone=line.tone, where=line.lines, places=line.places
    )


def balance(block: Totals, style: Style) -> Iterator[str]:
    """The facts, and below them the counts that are not none; without a label the counts in one line."""
    stated = [count for count in block.counts if count.number]
    if not block.label:
        yield from _counted(block, stated, style)
        return
    facts = [*block.facts, (block.label, block.text)]
    width = max(len(label) for label, _ in facts)
    for label, text in facts:
        yield from _labelled(label, (TextPart(text),), style, width, label_tone="strong")
    for count in stated:
        yield from wrap(count.text, style, " " * (width + 2), " " * (width + 4), tone=count.tone)


def _counted(block: Totals, stated: Sequence[BalanceCount], style: Style) -> Iterator[str]:
    if stated:
        yield ", ".join(style(count.text, *dict.fromkeys((*TONES[count.tone], "bold"))) for count in stated)
    elif block.none:
        yield style(block.none.text, *TONES[block.none.tone])
    if block.after:
        yield block.after


def ranking(block: Ranking, style: Style) -> Iterator[str]:
    """A line each, where it is possible; those of one kind below its label."""
    width = max(len(item.label) for item in block.items)
    before = ""
    for item in block.items:
        text = _ranked(item, style.width - width - 2 if style.width else None)
        label = "" if item.label == before else item.label
        yield from _labelled(label, (TextPart(text),), style, width, label_tone=item.tone, hang=2)
        before = item.label
    if block.more:
        yield from wrap(block.more, style, " " * (width + 2), " " * (width + 2), tone="dim")


def _ranked(item: Ranked, room: int | None) -> str:
    """One line where cutting the name allows it, to keep the list short: the full name is below, with the changes."""
    end = f": {item.text}" if item.text else ""
    left = (room or 0) - len(f"{item.sign} {end}")
    fits = room is None or len(item.name) <= left or left < _NAME
    return f"{item.sign} {item.name if fits else f'{item.name[: left - 1].rstrip()}…'}{end}"


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
    places: Sequence[FilePlace] = (),
    hang: int = 0,
) -> Iterator[str]:
    """A label and its value behind the common edge; a label that is longer is above it."""
    edge = " " * (indent + width + 2)
    first = f"{' ' * indent}{label.ljust(width)}  "
    if len(label) > width:
        yield " " * indent + label
        first = edge
    lines = list(wrap_change(parts, style, TONES[tone], first, edge + " " * hang, where=where, places=places))
    if len(label) <= width:
        lines[0] = lines[0].replace(label, style(label, *TONES[label_tone]), 1)
    yield from lines
