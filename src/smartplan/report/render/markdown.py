"""A page as markdown, for a pull request or a document."""

from collections.abc import Iterator, Sequence

from smartplan.report.render.file_listing import FileListing
from smartplan.report.render.markdown_escape import code, escape, fenced, html, plain
from smartplan.report.render.page import (
    Block,
    ChangeLine,
    Changes,
    Column,
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
)


def render(page: Page) -> str:
    """The whole page."""
    return "\n".join(_lines(page)).strip("\n") + "\n"


def _lines(page: Page) -> Iterator[str]:
    if page.title:
        yield f"## {plain(page.title)}"
        yield ""
    # What a page begins with is more than its notes; what stands at its end in text is below them.
    first = bool(page.blocks) and isinstance(page.blocks[0], Totals)
    yield from _counts(page) if first else ()
    for note in [*page.notes, *([page.only] if page.only else [])]:
        yield f"> {escape(note)}"
        yield ""
    yield from () if first else _counts(page)
    folded = False
    before: Block | None = None
    for block in page.blocks:
        if isinstance(block, Drawing) or (isinstance(block, Totals) and not block.facts):
            continue
        # The changes of a section are one list.
        if before is not None and not (isinstance(before, Changes) and isinstance(block, Changes)):
            yield ""
        before = block
        if isinstance(block, Heading):
            yield from ["</details>", ""] if folded else ()
            folded = bool(block.folded)
            yield f"### {plain(block.text)}"
            yield from ["", f"<details><summary>{html(block.folded)}</summary>"] if folded else ()
        else:
            yield from _block(block, page)
    yield from ["", "</details>"] if folded else ()


def _counts(page: Page) -> Iterator[str]:
    """What the report comes down to, in a line by itself: counts of none too."""
    for block in page.blocks:
        if isinstance(block, Totals):
            yield f"**{plain(', '.join(count.text for count in block.counts))}**"
            yield ""
            yield from [escape(block.after), ""] if block.after else ()


def _block(block: Block, page: Page) -> Iterator[str]:
    if isinstance(block, Text):
        yield f"*{escape(block.text)}*" if block.aside else escape(block.text)
    elif isinstance(block, Facts):
        yield from (f"- **{plain(label)}**: {escape(cell(value).text)}" for label, value in block.pairs)
    elif isinstance(block, Table):
        yield from _table(block)
    elif isinstance(block, Items):
        yield from _items(block, page)
    elif isinstance(block, Totals):
        yield from (f"- **{plain(label)}**: {plain(text)}" for label, text in block.facts)
    elif isinstance(block, Ranking):
        for item in block.items:
            text = f": {plain(item.text)}" if item.text else ""
            yield f"- {code(item.sign)} {plain(item.label)}: **{plain(item.name)}**{text}"
        yield from [f"- {escape(block.more)}"] if block.more else ()
    elif isinstance(block, Part):
        yield f"**{escape(block.text)}**"
        yield from ["", *_lines(block.page)] if block.page else ()
    elif isinstance(block, FileListing):
        yield f"**{plain(block.label)}**"
        for index, (name, _) in enumerate(block.files):
            # Settings are no YAML; a plan is some, whatever its name ends in.
            yield from ["", *fenced(block.lines(index), "toml" if name.endswith(".toml") else "yaml")]
    elif isinstance(block, FindingList):
        yield from _found(block)
    elif isinstance(block, RuleCounts):
        yield from _counted(block)
    elif isinstance(block, Changes):
        if block.title:
            yield f"- {code(block.sign)} **{plain(block.title)}**"
        yield from (_change(line, "  " if block.title else "") for line in block.lines)


def _found(block: FindingList) -> Iterator[str]:
    for index, file in enumerate(block.files):
        yield from [""] if index else ()
        yield f"### {code(file.name)}"
        yield ""
        yield from _head(block.titles)
        for row in file.rows:
            place = f"{row.place.line}:{row.place.column}"
            yield f"| {place} | {row.label} | {code(row.rule)} | {escape(row.text)} |"


def _counted(block: RuleCounts) -> Iterator[str]:
    yield from _head(block.titles, number=True)
    yield from (f"| {row.number} | {row.label} | {code(row.rule)} |" for row in block.rows)


def _head(titles: Sequence[str], *, number: bool = False) -> Iterator[str]:
    yield "|" + "".join(f" {plain(title)} |" if title else " |" for title in titles)
    yield "|" + "".join(" ---: |" if number and not index else " --- |" for index in range(len(titles)))


def _change(line: ChangeLine, indent: str) -> str:
    where = f" {code(line.lines)}" if line.lines else ""
    return f"{indent}- {plain(line.label)}: {plain(line.text)}{where}"


def _table(table: Table) -> Iterator[str]:
    titles = [*map(_title, table.columns)]
    if table.sign:
        titles[0] = f"{code(table.sign)} {titles[0]}"
    yield "| " + " | ".join(titles) + " |"
    yield "| " + " | ".join("---:" if column.right else "---" for column in table.columns) + " |"
    for line in table.lines:
        texts = [plain(cell(one).text.strip().replace("\N{NO-BREAK SPACE}", " ")) for one in line.cells]
        if line.kind and table.strong:
            texts = [f"**{text}**" if text else "" for text in texts]
        yield "| " + " | ".join(texts) + " |"


def _title(column: Column) -> str:
    # A word that a narrow title parts is whole where titles have one line.
    return code(column.title) if column.sign else plain(column.title.replace("-\n", ""))


def _items(block: Items, page: Page) -> Iterator[str]:
    for item in block.items:
        sign = f"`{item.sign}` " if item.sign.strip() else ""
        yield f"- {sign}{escape(item.text)}"
        names, more = page.first(item.names, whole=block.whole)
        if item.apart:
            yield from (f"  - {plain(name)}" for name in names)
            yield from [f"  - {escape(more)}"] if more else ()
        elif names:
            yield f"  {plain(', '.join(names))}" + (f" {escape(more)}" if more else "")
        yield from (f"  - {plain(label)}: {escape(cell(value).text)}" for label, value in item.details)
