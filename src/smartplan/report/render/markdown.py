"""A page as markdown, for a pull request or a document."""

from collections.abc import Iterator

from smartplan.report.render.markdown_escape import escape, plain
from smartplan.report.render.page import Facts, Heading, Items, Page, Table, Text, cell


def render(page: Page) -> str:
    """The whole page."""
    return "\n".join(_lines(page)).rstrip("\n") + "\n"


def _lines(page: Page) -> Iterator[str]:
    yield f"## {plain(page.title)}"
    yield ""
    for note in page.notes:
        yield f"> {escape(note)}"
        yield ""
    for block in page.blocks:
        if isinstance(block, Heading):
            yield f"### {plain(block.text)}"
        elif isinstance(block, Text):
            yield escape(block.text)
        elif isinstance(block, Facts):
            yield from (f"- **{plain(label)}**: {escape(cell(value).text)}" for label, value in block.pairs)
        elif isinstance(block, Table):
            yield from _table(block)
        else:
            yield from _items(block, page)
        yield ""


def _table(table: Table) -> Iterator[str]:
    # A word that a narrow title parts is whole where titles have one line.
    yield "| " + " | ".join(plain(column.title.replace("-\n", "")) for column in table.columns) + " |"
    yield "| " + " | ".join("---:" if column.right else "---" for column in table.columns) + " |"
    for line in table.lines:
        texts = [plain(cell(one).text.strip().replace("\N{NO-BREAK SPACE}", " ")) for one in line.cells]
        if line.kind:
            texts = [f"**{text}**" if text else "" for text in texts]
        yield "| " + " | ".join(texts) + " |"


def _items(block: Items, page: Page) -> Iterator[str]:
    for item in block.items:
        sign = f"`{item.sign}` " if item.sign else ""
        yield f"- {sign}{escape(item.text)}"
        names, more = page.first(item.names, whole=block.whole)
        if item.apart:
            yield from (f"  - {plain(name)}" for name in names)
            yield from [f"  - {escape(more)}"] if more else ()
        elif names:
            yield f"  {plain(', '.join(names))}" + (f" {escape(more)}" if more else "")
        yield from (f"  - {plain(label)}: {escape(cell(value).text)}" for label, value in item.details)
