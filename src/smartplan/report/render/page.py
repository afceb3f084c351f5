"""A report in words, before it has a form: a title and blocks. `render.text` and `render.markdown` draw it."""

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from smartplan.report.render.cell_values import Value
from smartplan.report.render.file_listing import FileListing
from smartplan.report.render.file_place import FilePlace
from smartplan.report.render.word_diff import TextPart, marked
from smartplan.yamltext.source import Place

if TYPE_CHECKING:
    from smartplan.report.render.drawings import Shape

_BREAKS = re.compile(r"[ ]*[\t\r\n]+\s*")
# So many names of a list are shown; a sentence in place of one more would save nothing.
NAMES = 10
# What a text means to a reader; the colours are the style's. A meaning is never carried by the colour alone.
Tone = Literal["", "good", "bad", "warn", "note", "dim", "strong", "heat"]


class Cell(Struct, frozen=True):
    """Text in a table with its meaning, and the value that it tells."""

    text: str
    tone: Tone = ""
    value: Value = None


class ChangedText(Struct, frozen=True):
    """What changed in words, and where that stands; what went and what came has a colour, or marks around it."""

    parts: Sequence[TextPart]
    tone: Tone = ""
    where: str = ""
    places: Sequence[FilePlace] = ()

    @property
    def text(self) -> str:
        """Without colour."""
        return f"{marked(self.parts)}  {self.where}".rstrip()


class Column(Struct, frozen=True):
    """A column of a table. One that folds gives way where the screen is narrow.

    The texts of a column of money are in units of so many rupiah, as its title says; the values are whole rupiah. The
    title of a column that counts the things with a `sign` is that sign. In one of what `moved` a decrease is in
    brackets. For an office program: the `width` in characters, and what is `hidden` until one asks for it.
    """

    title: str
    right: bool = False
    folds: bool = False
    unit: int = 1
    sign: bool = False
    moved: bool = False
    width: int = 0
    hidden: bool = False


class Line(Struct, frozen=True):
    """A row of a table; `head` rows stand for those below them, a `total` for those above it."""

    cells: Sequence[Cell | ChangedText | str]
    kind: Literal["", "head", "total"] = ""


class Table(Struct, frozen=True):
    """Rows under columns; the first cell names a thing with this `sign`. Not every total is `strong` in a document.

    Rows that are `records` of chosen columns stand as blocks on a screen that is too narrow for them. The table is a
    heat map where it has a `shade`: a count that large has the darkest, in a form that has shades.
    """

    columns: Sequence[Column]
    lines: Sequence[Line]
    sign: str = ""
    strong: bool = True
    records: bool = False
    shade: int = 0


class Heading(Struct, frozen=True):
    """The start of a section. A document that can fold it shows what is `folded` at first, a word and a number.

    The `anchor` is its address in a form that has links, such as `programme-GOV-01`.
    """

    text: str
    folded: str = ""
    anchor: str = ""


class Text(Struct, frozen=True):
    """A paragraph; one that stands `aside` explains the report."""

    text: str
    tone: Tone = ""
    aside: bool = False


class Facts(Struct, frozen=True):
    """Labels with what they label."""

    pairs: Sequence[tuple[str, Cell | str]]


class Item(Struct, frozen=True):
    """One thing of a list with a sign before it, where it has one, and what belongs to it below.

    `names` is a list within the item, such as ids, of which the first ten are shown; `apart` puts each on a line.
    """

    text: str
    sign: str = ""
    tone: Tone = ""
    details: Sequence["tuple[str, Cell | ChangedText | str]"] = ()
    names: Sequence[str] = ()
    apart: bool = False


class Items(Struct, frozen=True):
    """A list. `tight` ones have no blank line between them; of `whole` ones all names are shown.

    The `bullet` is what stands before each in text; an item with a blank for a sign has none.
    """

    items: Sequence[Item]
    tight: bool = True
    whole: bool = False
    bullet: str = "-"


class BalanceCount(Struct, frozen=True):
    """A number in words, such as `+ 6 added`."""

    number: int
    text: str
    tone: Tone = ""


class Totals(Struct, frozen=True):
    """What a report comes down to. In text it stands in its place, without counts of none; a document begins with it.

    With a `label` the counts are below each other, behind its `text` and the facts. `none` is for text where there are
    none; `after` stands directly below.
    """

    counts: Sequence[BalanceCount]
    facts: Sequence[tuple[str, str]] = ()
    label: str = ""
    text: str = ""
    none: Text | None = None
    after: str = ""


class Ranked(Struct, frozen=True):
    """`label` is the same for those of one kind, which are together; `name` and `text` are of one programme."""

    label: str
    sign: str
    name: str
    text: str
    tone: Tone


class Ranking(Struct, frozen=True):
    """What matters most, the gravest first, and a sentence about the rest."""

    items: Sequence[Ranked]
    more: str = ""


class ChangeLine(Struct, frozen=True):
    """One change in words: what changed, how, and the lines of both files.

    The sides are those of one change of a `field`; what is not stated, or not one value, is empty.
    """

    label: str
    parts: Sequence[TextPart]
    lines: str = ""
    tone: Tone = ""
    field: str = ""
    old: str = ""
    new: str = ""
    places: Sequence[FilePlace] = ()

    @property
    def text(self) -> str:
        """Without colour: what went and what came in prose is marked."""
        return marked(self.parts)


class Changes(Struct, frozen=True):
    """All changes of one programme, under its sign and title, or of what has neither."""

    lines: Sequence[ChangeLine]
    sign: str = ""
    title: str = ""
    tone: Tone = ""
    programme: str = ""


class FindingRow(Struct, frozen=True):
    """One finding: its place, how grave it is in a word and a tone, its rule and its sentence.

    The sentence is made when it is asked for: of what is wrong in many places only the first is read. `missing` is the
    name of what is missing at the address, `line` the text of the file there.
    """

    place: Place
    label: str
    tone: Tone
    rule: str
    sentence: Callable[[], str]
    where: str = ""
    missing: str = ""
    line: str | None = None

    @property
    def text(self) -> str:
        """What is wrong and what to do."""
        return self.sentence()


class FoundInFile(Struct, frozen=True):
    """The findings of a file in the order of its lines; of each warning that is `repeated` how often, and its title."""

    name: str
    rows: Sequence[FindingRow]
    repeated: Mapping[str, str]
    path: Path | None = None


class FindingList(Struct, frozen=True):
    """The findings of files; the titles are those of the place, the label, the rule and the sentence."""

    titles: Sequence[str]
    files: Sequence[FoundInFile]


class RuleCount(Struct, frozen=True):
    """How many findings a rule has of one severity."""

    number: int
    label: str
    tone: Tone
    rule: str


class RuleCounts(Struct, frozen=True):
    """Findings counted by rule; the titles are those of the number, the label and the rule."""

    titles: Sequence[str]
    rows: Sequence[RuleCount]


class Part(Struct, frozen=True):
    """A page within a page, under a line that says what it is of; of some there is no more to say."""

    text: str
    page: "Page | None" = None


class Drawing(Struct, frozen=True):
    """A picture under a `title`, and what it shows in a sentence. A form of characters has its numbers in a table."""

    title: str
    text: str
    shape: "Shape"


_Found = FindingList | RuleCounts
Block = Table | Heading | Text | Facts | Items | Totals | Ranking | Changes | _Found | Part | Drawing | FileListing


class Page(Struct, frozen=True):
    """A whole report; a part of a longer one has no title. `only` says what of it was asked for.
    The `files` are named in the `path`.

    `more`, with `{n}` in it, follows a list of which not all is shown; with `whole`, all of every list is.
    """

    title: str
    path: str = ""
    notes: Sequence[str] = ()
    blocks: list[Block] = []
    more: str = "… {n}"
    whole: bool = False
    only: str = ""
    files: Sequence[FilePlace] = ()

    def first(self, names: Sequence[str], *, whole: bool = False) -> tuple[Sequence[str], str]:
        """The names that are shown, and the sentence about those that are not; nothing where all are."""
        if whole or self.whole or len(names) <= NAMES + 1:
            return names, ""
        return names[:NAMES], self.more.format(n=len(names) - NAMES)


def cell(value: Cell | ChangedText | str) -> Cell:
    """A cell from any, on one line whatever the text of the plan holds."""
    found = value if isinstance(value, Cell) else Cell(value if isinstance(value, str) else value.text)
    text = one_line(found.text)
    return found if text == found.text else Cell(text, found.tone, found.value)


def one_line(text: str) -> str:
    """Text without line breaks and tabs; blanks before it, which indent, stay."""
    return text if text.isprintable() else _BREAKS.sub(" ", text)
