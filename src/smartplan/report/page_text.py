"""A page for people: no wider than the terminal, whole in a pipe, readable without colour."""

import textwrap
from collections.abc import Iterator, Sequence

from smartplan.report.page import Cell, Facts, Heading, Item, Items, Page, Table, Text, Tone, cell, one_line
from smartplan.report.style import Style
from smartplan.report.table import draw

TONES: dict[Tone, tuple[str, ...]] = {
    "": (), "good": ("green",), "bad": ("red", "bold"), "warn": ("yellow",), "dim": ("dim",), "strong": ("bold",),
    "heat": ("cyan",),
}  # fmt: skip
# Lines of names that a terminal shows of one item; a pipe gets all.
_LINES_OF_NAMES = 2
_WIDEST_LABEL = 24
_FIRM = "\N{NO-BREAK SPACE}"


def render(page: Page, style: Style) -> str:
    """The whole page."""
    return "\n".join(_lines(page, style)).rstrip("\n") + "\n"


def _lines(page: Page, style: Style) -> Iterator[str]:
    yield from wrap(page.title, style, tone="strong")
    if page.path:
        yield style(page.path, "dim")
    for note in page.notes:
        yield from wrap(note, style)
    before: object = None
    for block in page.blocks:
        # What stands under a heading belongs to it.
        if not isinstance(before, Heading):
            yield ""
        before = block
        if isinstance(block, Heading):
            yield style(block.text, "bold", "underline")
            if not style.colour:
                yield "─" * len(block.text)
        elif isinstance(block, Text):
            yield from wrap(block.text, style, tone=block.tone)
        elif isinstance(block, Facts):
            yield from _facts(block.pairs, style, "")
        elif isinstance(block, Table):
            yield from draw(block, style, TONES)
        else:
            yield from _items(block, style, page.more)


def _items(block: Items, style: Style, more: str) -> Iterator[str]:
    for index, item in enumerate(block.items):
        if index and not block.tight:
            yield ""
        yield from wrap(item.text, style, f"{item.sign} ", " " * (len(item.sign) + 1), tone=item.tone)
        yield from _names(item, style, more)
        yield from _facts(item.details, style, "    ")


def _names(item: Item, style: Style, more: str) -> Iterator[str]:
    if not item.names:
        return
    if style.width is None:
        yield f"    {one_line(', '.join(item.names))}"
        return
    # A name is never broken, so that those left out can be counted.
    text = ", ".join(one_line(name).replace(" ", _FIRM) for name in item.names)
    lines = [line.replace(_FIRM, " ") for line in wrap(text, style, "    ", "    ")]
    if len(lines) <= _LINES_OF_NAMES:
        yield from lines
        return
    firm = list(wrap(text, style, "    ", "    "))[:_LINES_OF_NAMES]
    left = len(item.names) - len(" ".join(line.strip() for line in firm).rstrip(",").split(", "))
    yield from lines[:_LINES_OF_NAMES]
    yield from wrap(more.format(n=left), style, "    ", "    ", tone="dim")


def _facts(pairs: Sequence[tuple[str, Cell | str]], style: Style, indent: str) -> Iterator[str]:
    width = min(max((len(label) for label, _ in pairs), default=0), _WIDEST_LABEL)
    for label, value in pairs:
        blank = indent + " " * (width + 2)
        text, tone = cell(value).text, cell(value).tone
        if len(label) > width:
            yield indent + label
            yield from wrap(text, style, blank, blank, tone=tone)
        else:
            yield from wrap(text, style, f"{indent}{label.ljust(width)}  ", blank, tone=tone, plain=len(blank))


def wrap(text: str, style: Style, first: str = "", rest: str = "", *, tone: Tone = "", plain: int = 0) -> Iterator[str]:
    """Lines no wider than the terminal; one line in a pipe. The first `plain` characters are without the tone."""
    text = one_line(text)
    lines = [(first + text).rstrip()]
    if style.width is not None:
        lines = textwrap.wrap(
            text, style.width, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False,
            break_long_words=False,
        ) or [first.rstrip()]  # fmt: skip
    for line in lines:
        yield line[:plain] + style(line[plain:], *TONES[tone])
