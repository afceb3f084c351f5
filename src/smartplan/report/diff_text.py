"""A comparison for people: the head, then each programme once with all its changes."""

import textwrap
from collections.abc import Iterator

from smartplan.comparison import Result
from smartplan.messages import Catalogue
from smartplan.report import diff_head, numbers
from smartplan.report.diff_words import Block, Words
from smartplan.report.diff_words import Line as Change
from smartplan.report.page import Cell, Column, Line, Table, Tone, one_line
from smartplan.report.page_text import TONES, wrap
from smartplan.report.sentences import safe
from smartplan.report.style import Style
from smartplan.report.table import draw

_COLOURS = {"+": "green", "-": "yellow", "!": "red", "~": "cyan", "=": "dim"}
_TONES: dict[str, Tone] = {"+": "good", "-": "warn", "!": "bad", "~": "heat", "=": "dim"}
_WIDEST_LABEL = 24


def render(result: Result, say: Catalogue, style: Style, *, stat: bool = False, filtered: bool = False) -> str:
    """The whole comparison, or its head alone."""
    words = Words(result, say)
    lines = [*_head(result, words, say, style)]
    if not stat:
        lines += _list(result, words, say, style, filtered)
    return "\n".join(lines).rstrip("\n") + "\n"


def changes(result: Result, say: Catalogue, style: Style) -> str:
    """The changes alone, without the head and the table."""
    lines = [*_blocks(Words(result, say), say, style)]
    return "\n".join(lines).strip("\n") + "\n"


def _head(result: Result, words: Words, say: Catalogue, style: Style) -> Iterator[str]:
    yield style(diff_head.title(result, say), "bold")
    names = (safe(result.documents["old"].name), safe(result.documents["new"].name))
    yield style(" → ".join(names), "dim")
    for note in diff_head.notes(result, say):
        yield from _wrap(note, style, "", "")
    yield ""
    counts = result.comparison.summary.programmes
    facts = [*diff_head.facts(result, words, say), (say("diff.programmes"), f"{counts.old} → {counts.new}")]
    width = max(len(label) for label, _ in facts)
    for label, text in facts:
        yield from _wrap(text, style, f"{label.ljust(width)}  ", " " * (width + 2), bold=len(label))
    for part in diff_head.balance(result, say):
        yield from wrap(part, style, " " * (width + 2), " " * (width + 4), tone=_TONES[part[0]])
    yield ""
    yield from _table(result, words, say, style)


def _table(result: Result, words: Words, say: Catalogue, style: Style) -> Iterator[str]:
    header, rows = diff_head.table(result, words, say)
    columns = [Column(name, right=index > 0, folds=index == 0) for index, name in enumerate(header)]
    lines = []
    for row in rows:
        cells = [
            Cell(text, "" if text == "·" else _TONES.get(name, "")) for name, text in zip(header, row, strict=True)
        ]
        lines.append(Line(cells, "total" if row is rows[-1] else ""))
    yield from draw(Table(columns, lines), style, TONES)


def _list(result: Result, words: Words, say: Catalogue, style: Style, filtered: bool) -> Iterator[str]:
    comparison = result.comparison
    if not comparison.changes:
        key = "no-match" if filtered else "no-change"
        yield ""
        yield say(f"diff.{key}")
        return
    yield ""
    yield style(say("diff.lines"), "dim")
    yield from _blocks(words, say, style)
    if comparison.suggestions and not filtered:
        yield ""
        yield style(say("diff.suggestions"), "bold")
        for item in comparison.suggestions:
            percent = numbers.whole_percent(item.similarity)
            yield from _wrap(say("diff.suggestion", old=item.old, new=item.new, percent=percent), style, "  ? ", "    ")


def _blocks(words: Words, say: Catalogue, style: Style) -> Iterator[str]:
    section: object = ...
    for block in words.blocks():
        if block.dimension != section:
            section = block.dimension
            name = words.called.dimension(block.dimension) if block.dimension else say("diff.plan")
            yield ""
            yield style(name, "bold", "underline")
            if not style.colour:
                yield "─" * len(name)
        yield from _block(block, style)


def _block(block: Block, style: Style) -> Iterator[str]:
    if block.title:
        yield ""
        yield from _wrap(block.title, style, f"{block.sign} ", "  ", bold=10_000, colour=_COLOURS[block.sign])
    width = min(max((len(line.label) for line in block.lines), default=0), _WIDEST_LABEL)
    for line in block.lines:
        yield from _line(line, width, style)


def _line(line: Change, width: int, style: Style) -> Iterator[str]:
    # The lines of both files stay together: no break is taken at a space that does not break.
    lines = line.lines.replace(" ", "\N{NO-BREAK SPACE}")
    text = f"{line.text}  {lines}".rstrip()
    if len(line.label) > width:
        yield f"    {line.label}"
        yield from _wrap(text, style, " " * (width + 6), " " * (width + 6), lines=lines)
        return
    yield from _wrap(text, style, f"    {line.label.ljust(width)}  ", " " * (width + 6), lines=lines)


def _wrap(
    text: str, style: Style, first: str, rest: str, *, bold: int = 0, colour: str = "", lines: str = ""
) -> Iterator[str]:
    """Lines no wider than the terminal; one line in a pipe."""
    text = one_line(text)
    wrapped = [first + text]
    if style.width is not None:
        wrapped = textwrap.wrap(
            text, style.width, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False,
            break_long_words=False,
        ) or [first.rstrip()]  # fmt: skip
    for index, line in enumerate(wrapped):
        if bold and (index == 0 or bold > len(line)):
            cut = min(bold, len(line))
            names = ("bold", colour) if colour else ("bold",)
            yield style(line[:cut], *names) + line[cut:]
        elif lines and line.endswith(lines):
            yield line[: -len(lines)] + style(lines.replace("\N{NO-BREAK SPACE}", " "), "dim")
        else:
            yield line
