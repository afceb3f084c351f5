"""What the template draws: sections with their levels and addresses, tables by their bodies, cells by their values."""

from collections.abc import Sequence

from msgspec import Struct

from smartplan.report.render.page import Page, Tone, Totals
from smartplan.report.render.word_diff import TextPart


class CellView(Struct, frozen=True):
    """What a cell shows, and by which `value` its column is sorted: nothing where its text says that too.

    The text is a link to `target`, a `day` or plain, with a `picture` behind it; `anchor` is the address of the
    programme that it names.
    """

    text: str
    tone: Tone = ""
    style: str = ""
    value: str | None = None
    day: str = ""
    target: str = ""
    anchor: str = ""
    picture: str = ""
    parts: Sequence[TextPart] = ()
    where: str = ""

    @property
    def plain(self) -> bool:
        """Whether it shows its text and no more, as most do."""
        return not (self.parts or self.picture or self.target or self.day)

    @property
    def marked(self) -> bool:
        """Whether it says more than it shows."""
        return bool(self.style or self.tone or self.value is not None)


class ColumnView(Struct, frozen=True):
    """The title of a column, on one line; whether its cells stand at the right, and whether its sign stands for 0."""

    title: str
    right: bool
    zeros: bool
    sign: bool


class RowView(Struct, frozen=True):
    """A row, the first cell of which names what it is about and is as wide as so many columns."""

    cells: Sequence[CellView]
    kind: str
    span: int = 1


class TableView(Struct, frozen=True):
    """Rows below each head row, and the totals at the end; named by the heading with the id `label`.

    Of a `simple` one every row begins with a name, which HTML takes for the head of its row without being told.
    """

    label: str
    simple: bool
    sign: str
    columns: Sequence[ColumnView]
    bodies: Sequence[Sequence[RowView]]
    totals: Sequence[RowView]
    styles: str
    sorts: bool
    filters: bool


class FoundView(Struct, frozen=True):
    """A finding; its line of the file stands in three parts, of which the middle one is wrong."""

    place: str
    label: str
    tone: Tone
    rule: str
    text: str
    about: str
    line: Sequence[str]


class FileView(Struct, frozen=True):
    """The findings of a file under a heading of its own."""

    id: str
    level: int
    name: str
    rows: Sequence[FoundView]
    filters: bool


class FilesView(Struct, frozen=True):
    """The findings of files, in columns with these titles."""

    titles: Sequence[str]
    files: Sequence[FileView]


class PartView(Struct, frozen=True):
    """A page within a page, or the sentence alone where there is no more to say."""

    id: str
    level: int
    text: str
    page: "PageView | None"


class DrawingView(Struct, frozen=True):
    """A picture with its title and what it shows."""

    title: str
    text: str
    picture: str


class BlockView(Struct, frozen=True):
    """A block, what it is for the template, and the id of the heading that it stands under."""

    kind: str
    block: object
    label: str


class GroupView(Struct, frozen=True):
    """A section with its heading, where it has one, and the blocks below it."""

    id: str
    level: int
    title: str
    folded: str
    blocks: Sequence[BlockView]


class PageView(Struct, frozen=True):
    """A page under the heading with the id `label`; a title that stands above it already is not repeated."""

    page: Page
    id: str
    label: str
    level: int
    title: str
    totals: Sequence[Totals]
    groups: Sequence[GroupView]
