"""Pages made ready for the template: their sections, at which level each heading stands, and where links lead."""

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from smartplan.report.charts.draw import draw
from smartplan.report.html.cell_views import LONG, CellMaker, address, is_address
from smartplan.report.html.views import (
    BlockView,
    CellView,
    DrawingView,
    FilesView,
    FileView,
    FoundView,
    GroupView,
    PageView,
    PartView,
    TableView,
)
from smartplan.report.render.cell_values import ProgrammeRef
from smartplan.report.render.document import ReportDocument
from smartplan.report.render.page import (
    Block,
    Cell,
    ChangedText,
    Changes,
    Drawing,
    Facts,
    FindingList,
    FindingRow,
    Heading,
    Items,
    Page,
    Part,
    Ranking,
    RuleCounts,
    Table,
    Text,
    Totals,
)

_DEEPEST = 6
# Of a line that is no line of a plan, this much on each side of the place is shown.
_AROUND = 200
_KINDS: dict[type, str] = {
    Text: "text",
    Facts: "facts",
    Items: "items",
    Ranking: "ranking",
    Changes: "changes",
    RuleCounts: "rules",
}


class PageMaker:
    """Makes the pages of one document ready; no two things of it have the same id."""

    def __init__(self, document: ReportDocument) -> None:
        pages = [section.page for section in document.sections]
        self._list = _longest_list(pages)
        named = {section.key for section in document.sections}
        headed = {block.anchor for page in pages for block in every(page) if isinstance(block, Heading)}
        listed = set(map(address, _programmes(self._list))) if self._list else set[str]()
        changed = {address(block.programme) for page in pages for block in every(page) if isinstance(block, Changes)}
        # A section of its own tells most of a programme, a row of the list of all more than the list of changes.
        self._headed = set(filter(is_address, headed)) - named
        named |= self._headed
        rows = listed - named - {""}
        self._changes = changed - rows - named - {""}
        self._cells = CellMaker(named | rows | self._changes, rows)
        self._headings = 0
        self._listed = False

    def sections(self, document: ReportDocument) -> Iterator[PageView]:
        """The sections below the title of the document, which one that stands alone does not repeat."""
        alone = len(document.sections) == 1
        for one in document.sections:
            title = one.page.title or one.short
            yield self._page(one.page, 2, one.key, "title", "" if alone and title == document.title else title)

    def _page(self, page: Page, level: int, id_: str, above: str, title: str) -> PageView:
        """A page with its title at this level, below the heading with the id `above`."""
        label = f"{id_}-title" if title else above
        inner = min(level + bool(title), _DEEPEST)
        totals = [block for block in page.blocks if isinstance(block, Totals)]
        return PageView(page, id_, label, level, title, totals, list(self._groups(page.blocks, inner, label)))

    def _groups(self, blocks: Sequence[Block], level: int, label: str) -> Iterator[GroupView]:
        for heading, below in _sections(blocks):
            if heading is None or not heading.text:
                yield GroupView("", level, "", "", list(self._blocks(below, level, label)))
                continue
            id_ = self._heading(heading)
            inner = min(level + 1, _DEEPEST)
            yield GroupView(id_, level, heading.text, heading.folded, list(self._blocks(below, inner, id_)))

    def _blocks(self, blocks: Sequence[Block], level: int, label: str) -> Iterator[BlockView]:
        for block in blocks:
            if isinstance(block, Table):
                yield BlockView("table", self._table(block, label), label)
            elif isinstance(block, Part):
                yield BlockView("part", self._part(block, level), label)
            elif isinstance(block, FindingList):
                yield BlockView("found", FilesView(block.titles, [*self._files(block, level)]), label)
            elif isinstance(block, Drawing):
                id_ = self._id()
                # What of a plan is in it has been escaped.
                yield BlockView("drawing", DrawingView(block.title, block.text, Markup(draw(block, id_))), label)
            elif not isinstance(block, Totals):
                yield BlockView(_KINDS[type(block)], block, label)

    def _heading(self, heading: Heading) -> str:
        """The address of a heading: the one that it names, the first time that one does, else any."""
        if heading.anchor not in self._headed:
            return self._id()
        self._headed.remove(heading.anchor)
        return heading.anchor

    def anchor(self, programme: str) -> str:
        """The address of a programme, the first time that its changes are told."""
        place = address(programme)
        if place not in self._changes:
            return ""
        self._changes = self._changes - {place}
        return place

    def cell(self, one: Cell | ChangedText | str) -> CellView:
        """A value beside its label."""
        return self._cells.cell(one)

    def _table(self, table: Table, label: str) -> TableView:
        lists = table is self._list and not self._listed
        self._listed |= lists
        return self._cells.table(table, label, lists=lists)

    def _part(self, part: Part, level: int) -> PartView:
        id_ = self._id()
        page = self._page(part.page, min(level + 1, _DEEPEST), id_, id_, part.page.title) if part.page else None
        return PartView(id_, level, part.text, page)

    def _files(self, block: FindingList, level: int) -> Iterator[FileView]:
        for file in block.files:
            yield FileView(self._id(), level, file.name, [*map(_found, file.rows)], len(file.rows) >= LONG)

    def _id(self) -> str:
        self._headings += 1
        return f"h{self._headings}"


def _sections(blocks: Sequence[Block]) -> Iterator[tuple[Heading | None, list[Block]]]:
    """Each heading with what stands below it, and what stands above the first."""
    heading: Heading | None = None
    below: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading):
            if heading or below:
                yield heading, below
            heading, below = block, []
        else:
            below.append(block)
    if heading or below:
        yield heading, below


def every(page: Page) -> Iterator[Block]:
    """The blocks of a page and of its parts."""
    for block in page.blocks:
        yield block
        if isinstance(block, Part) and block.page:
            yield from every(block.page)


def _longest_list(pages: Sequence[Page]) -> Table | None:
    """The table that lists most programmes, one in each row."""
    tables = [block for page in pages for block in every(page) if isinstance(block, Table)]
    return max((table for table in tables if _programmes(table)), key=lambda table: len(table.lines), default=None)


def _programmes(table: Table) -> list[str]:
    """The programmes of a table that has each of them once, at the start of a row; none of any other table."""
    firsts = [line.cells[0] for line in table.lines if not line.kind]
    ids = [one.value.id for one in firsts if isinstance(one, Cell) and isinstance(one.value, ProgrammeRef)]
    return ids if len(set(ids)) == len(firsts) else []


def _found(row: FindingRow) -> FoundView:
    place = row.place
    about = f"{row.where}  {row.missing}".strip()
    return FoundView(f"{place.line}:{place.column}", row.label, row.tone, row.rule, row.text, about, [*_line(row)])


def _line(row: FindingRow) -> Iterator[str]:
    """The line of the file: what is ahead of the place, the place, what is behind it."""
    if row.line is None:
        return
    place = row.place
    start = place.column - 1
    end = place.end_column - 1 if place.end_line == place.line else len(row.line)
    yield row.line[max(0, start - _AROUND) : start].lstrip()
    yield row.line[start : max(end, start + 1)][: 2 * _AROUND]
    yield row.line[max(end, start + 1) :][:_AROUND]
