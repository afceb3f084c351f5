"""A page for people: no wider than the terminal, whole in a pipe, readable without colour."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from smartplan.report.render import text_blocks
from smartplan.report.render.file_listing import FileListing
from smartplan.report.render.file_place import runs as place_runs
from smartplan.report.render.page import (
    Cell,
    ChangedText,
    Changes,
    Drawing,
    Facts,
    FindingList,
    Heading,
    Items,
    Page,
    Part,
    Ranking,
    RuleCounts,
    Table,
    Text,
    Totals,
    cell,
    one_line,
)
from smartplan.report.render.sentences import escape_controls
from smartplan.report.render.terminal import Style
from smartplan.report.render.word_wrap import TONES, fold, wrap, wrap_change, wrap_runs

# A list of names is no endless line in a pipe either.
_WIDEST_NAMES = 100
_WIDEST_LABEL = 24
# A short name is not broken.
_FIRM = "\N{NO-BREAK SPACE}"


def render(page: Page, style: Style) -> str:
    """The whole page; nothing of one that has nothing."""
    text = "\n".join(_lines(page, style)).strip("\n")
    return f"{text}\n" if text else ""


def _lines(page: Page, style: Style) -> Iterator[str]:
    if page.title:
        yield from wrap(page.title, style, tone="strong")
    if page.path:
        yield from wrap_runs(
            [(text, ("dim", *to)) for text, to in place_runs(page.path, page.files, style)], style, "", ""
        )
    for note in page.notes:
        yield from wrap(note, style)
    if page.only:
        yield from wrap(page.only, style, tone="warn")
    width = text_blocks.edge(page.blocks, style)
    before: object = None
    for block in page.blocks:
        if isinstance(block, Drawing):
            continue
        # What stands under a heading belongs to it.
        if not isinstance(before, Heading):
            yield ""
        before = block
        if isinstance(block, Heading):
            broken = list(fold(one_line(block.text), style, "", ""))
            for text in broken:
                yield style(text, "bold", "underline")
            if not style.colour:
                yield "─" * max(map(len, broken))
        elif isinstance(block, Text):
            yield from wrap(block.text, style, tone=block.tone)
        elif isinstance(block, Facts):
            yield from _facts(block.pairs, style, "")
        elif isinstance(block, Table):
            yield from _table(block, style)
        elif isinstance(block, Items):
            yield from _items(block, style, page)
        elif isinstance(block, FindingList | RuleCounts):
            yield from _found(block, style, page)
        elif isinstance(block, FileListing):
            yield from _listing(block, style)
        elif isinstance(block, Part):
            yield style(one_line(block.text), "bold")
            yield from ["", *_lines(block.page, style)] if block.page else ()
        else:
            yield from _compared(block, style, width)


def _table(block: Table, style: Style) -> Iterator[str]:
    from smartplan.report.render.table import draw, is_crowded

    if block.records and style.width and is_crowded(block, style.width):
        return _records(block, style)
    return draw(block, style, TONES)


def _records(table: Table, style: Style) -> Iterator[str]:
    """Each row with what it states, a line a column."""
    from smartplan.report.render.cells import NOTHING

    labels = [one_line(column.title) for column in table.columns]
    rows = [
        [(label, one) for label, one in zip(labels, map(cell, line.cells), strict=True) if one.text != NOTHING]
        for line in table.lines
    ]
    width = min(max((len(label) for row in rows for label, _ in row), default=0), _WIDEST_LABEL)
    for index, row in enumerate(rows):
        if index:
            yield ""
        yield from _facts([(label.ljust(width), one) for label, one in row], style, "")


def _found(block: FindingList | RuleCounts, style: Style, page: Page) -> Iterator[str]:
    from smartplan.report.render import finding_text

    if isinstance(block, RuleCounts):
        return finding_text.rules(block, style)
    return finding_text.findings(block, style, page)


def _listing(block: FileListing, style: Style) -> Iterator[str]:
    yield style(block.label, *dict.fromkeys((*TONES[block.tone], "bold")))
    for index in range(len(block.files)):
        name, *lines = block.lines(index)
        yield f"  {style(escape_controls(name), 'dim')}"
        yield from (f"  {escape_controls(line)}".rstrip() for line in lines)


def _compared(block: Totals | Ranking | Changes, style: Style, width: int) -> Iterator[str]:
    if isinstance(block, Totals):
        return text_blocks.balance(block, style)
    if isinstance(block, Ranking):
        return text_blocks.ranking(block, style)
    return text_blocks.changes(block, style, width)


def _items(block: Items, style: Style, page: Page) -> Iterator[str]:
    for index, item in enumerate(block.items):
        if index and not block.tight:
            yield ""
        sign = item.sign or block.bullet
        yield from wrap(item.text, style, f"{sign} ", " " * (len(sign) + 1), tone=item.tone)
        names, more = page.first([one_line(name) for name in item.names], whole=block.whole)
        yield from _names(names, more, style, apart=item.apart)
        yield from _facts(item.details, style, "    ")


def _names(names: Sequence[str], more: str, style: Style, *, apart: bool) -> Iterator[str]:
    """The names, in lines of their own or one after the other, and how many are left."""
    if apart:
        for name in names:
            yield from wrap(name, style, "    ", "      ")
    elif names:
        narrow = replace(style, width=min(style.width or _WIDEST_NAMES, _WIDEST_NAMES))
        firm = (name.replace(" ", _FIRM) if len(name) <= _WIDEST_LABEL else name for name in names)
        yield from wrap(", ".join(firm), narrow, "    ", "    ")
    if more:
        yield from wrap(more, style, "    ", "    ", tone="dim")


def _facts(pairs: Sequence[tuple[str, Cell | ChangedText | str]], style: Style, indent: str) -> Iterator[str]:
    width = min(max((len(label) for label, _ in pairs), default=0), _WIDEST_LABEL)
    blank = indent + " " * (width + 2)
    for label, value in pairs:
        first = f"{indent}{label.ljust(width)}  "
        if len(label) > width:
            yield indent + label
            first = blank
        if isinstance(value, ChangedText):
            names, where, places = TONES[value.tone], value.where, value.places
            yield from wrap_change(value.parts, style, names, first, blank, where=where, places=places)
        else:
            shown = cell(value)
            yield from wrap(shown.text, style, first, blank, tone=shown.tone, plain=len(blank))
