"""Findings as text: by file, with the source line and the place underlined; errors at the end."""

from collections.abc import Iterator, Sequence

from smartplan.report.render.page import FindingList, FindingRow, FoundInFile, Page, RuleCounts
from smartplan.report.render.sentences import escape_controls
from smartplan.report.render.terminal import Style
from smartplan.report.render.word_wrap import TONES

# Of a gap in many places of a file, the first is shown as usual, and with it so many are listed, a line each.
_LISTED = 10
# Of a line that is no line of a plan, this much around the place is shown.
_LONGEST = 400


def findings(block: FindingList, style: Style, page: Page) -> Iterator[str]:
    """The errors of all files last: of a long report the end is what one sees."""
    first = True
    for errors in (False, True):
        for file in block.files:
            rows = [row for row in file.rows if (row.tone == "bad") is errors]
            if not rows:
                continue
            if not first:
                yield ""
            first = False
            yield style(escape_controls(file.name), "bold", *style.target(file.path))
            many = {} if errors else file.repeated
            for row in rows:
                if row.rule not in many:
                    yield from _one(row, file, style)
            for rule, title in many.items():
                yield from _list([row for row in rows if row.rule == rule], file, title, style, page)


def rules(block: RuleCounts, style: Style) -> Iterator[str]:
    """A line for each rule: how often, how grave, which."""
    label = max((len(row.label) for row in block.rows), default=0)
    width = max((len(str(row.number)) for row in block.rows), default=0)
    for row in block.rows:
        yield f"{str(row.number).rjust(width)}  {style(row.label.ljust(label), TONES[row.tone][0])}  {row.rule}"


def _one(row: FindingRow, file: FoundInFile, style: Style) -> Iterator[str]:
    yield ""
    yield f"  {style(_place(row), *style.target(file.path, row.place.line))}  {_label(row, style)}"
    yield from _wrapped(row.text, style, "    ")
    yield from _source(row, style)


def _list(rows: Sequence[FindingRow], file: FoundInFile, title: str, style: Style, page: Page) -> Iterator[str]:
    """The first as usual, of the rest as many as are to be listed, a line each: place and address."""
    yield ""
    yield f"  {_label(rows[0], style)}  {title}"
    yield from _wrapped(rows[0].text, style, "    ")
    yield from _source(rows[0], style)
    rest = rows[1 : None if page.whole else _LISTED]
    width = max((len(_place(row)) for row in rest), default=0)
    for row in rest:
        named = f"  {escape_controls(row.missing)}" if row.missing else ""
        place = style(_place(row), *style.target(file.path, row.place.line))
        yield f"    {place}{' ' * (width - len(_place(row)))}  {style(escape_controls(row.where), 'dim')}{named}"
    if left := len(rows) - len(rest) - 1:
        yield f"    {style(page.more.format(n=left), 'dim')}"


def _place(row: FindingRow) -> str:
    return f"{row.place.line}:{row.place.column}"


def _label(row: FindingRow, style: Style) -> str:
    return f"{style(row.label, TONES[row.tone][0], 'bold')}  {style(f'[{row.rule}]', 'dim')}"


def _source(row: FindingRow, style: Style) -> Iterator[str]:
    """The line with the place underlined; cut around the place where a terminal, or anybody, has no room for it."""
    place = row.place
    if row.line is None:
        return
    ahead = max(0, place.column - 1 - _LONGEST // 2) if len(row.line) > _LONGEST else 0
    line = escape_controls(row.line[ahead : ahead + _LONGEST].replace("\t", " "))
    start = min(place.column - 1 - ahead, len(line))
    end = min(place.end_column - 1 - ahead if place.end_line == place.line else len(line), len(line))
    number = str(place.line)
    room = style.width - len(number) - 7 if style.width else None
    if room is not None and len(line) > room:
        offset = max(0, min(start - 8, len(line) - room))
        line, start, end = line[offset : offset + room], start - offset, min(end - offset, room)
    mark = "^" * max(end - start, 1)
    blank = " " * len(number)
    yield f"    {style(number + ' |', 'dim')} {line}"
    yield f"    {style(blank + ' |', 'dim')} {' ' * start}{style(mark, TONES[row.tone][0])}"


def _wrapped(text: str, style: Style, indent: str) -> Iterator[str]:
    if style.width is None:
        yield indent + text
        return
    import textwrap

    yield from textwrap.wrap(text, style.width, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False)
