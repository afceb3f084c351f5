"""The matrix semula - menjadi as a document, on a letterhead of the user's or on F4 landscape."""

from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as Doc
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from smartplan.messages import Catalogue
from smartplan.report.diff.matrix_table import ChangeMatrix, MatrixCell, MatrixTable

# 21 x 33 cm, and the letter of the attachments to regulations.
_PAPER: Final = Cm(33), Cm(21)
_MARGIN = Cm(1.5)
_LETTER = "Bookman Old Style"
_SIZE, _SMALL = Pt(10), Pt(7.5)
_RIGHT = ("number", "money", "moved", "share", "year")
_HEAD_FILL, _STRONG_FILL = "D9E2EC", "EEF2F6"
# Files in an archive begin with this year.
_EPOCH = (1980, 1, 1, 0, 0, 0)


def render(
    matrices: Sequence[ChangeMatrix], others: Sequence[str], say: Catalogue, day: date, template: bytes | None = None
) -> bytes:
    """A document of matrices; `others` are files of which there is none. The same bytes for the same data and day.

    A `template` keeps its page, its styles and what stands in it; the matrices come behind.
    """
    document = Document(BytesIO(template) if template is not None else None)
    if template is None:
        _lay_out(document, say)
    for text in others:
        document.add_paragraph(text)
    for number, matrix in enumerate(matrices):
        _matrix(document, matrix, apart=bool(number or others))
    document.core_properties.title = matrices[0].name[:255] if matrices else say("matrix.heading")
    document.core_properties.author = "smartplan"
    document.core_properties.comments = ""
    document.core_properties.created = document.core_properties.modified = datetime(day.year, day.month, day.day)
    stream = BytesIO()
    document.save(stream)
    return _undated(stream)


def _lay_out(document: Doc, say: Catalogue) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = _PAPER
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = _MARGIN
    section.footer_distance = Cm(0.8)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = _LETTER, _SIZE
    normal.paragraph_format.space_after = Pt(2)
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    before, _, rest = say("matrix.page", page="\0", pages="\1").partition("\0")
    between, _, behind = rest.partition("\1")
    footer.add_run(before)
    _field(footer, "PAGE")
    footer.add_run(between)
    _field(footer, "NUMPAGES")
    footer.add_run(behind)


def _field(paragraph: Paragraph, code: str) -> None:
    """A number that the office program fills in."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    paragraph._p.append(field)


def _matrix(document: Doc, matrix: ChangeMatrix, *, apart: bool) -> None:
    _heading(document, matrix.title, Pt(14)).paragraph_format.page_break_before = apart
    _heading(document, matrix.name, Pt(12))
    for label, text in matrix.head:
        paragraph = document.add_paragraph()
        paragraph.add_run(f"{label}: ").bold = True
        paragraph.add_run(text)
    _table(document, matrix.totals)
    for text in matrix.notes:
        document.add_paragraph(text)
    for table in matrix.sheets:
        if table.lines:
            _heading(document, table.title, Pt(12))
            _table(document, table)


def _heading(document: Doc, text: str, size: Pt) -> Paragraph:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(8), Pt(4)
    paragraph.paragraph_format.keep_with_next = True
    run = paragraph.add_run(text)
    run.bold, run.font.size = True, size
    return paragraph


def _table(document: Doc, table: MatrixTable) -> None:
    """A table as wide as the page, whose head is repeated on every page. What is hidden in a workbook is left out."""
    shown = [index for index, column in enumerate(table.columns) if not column.hidden]
    made = document.add_table(rows=1, cols=len(shown))
    made.autofit = False
    _borders(made)
    section = document.sections[-1]
    room = (section.page_width or _PAPER[0]) - (section.left_margin or _MARGIN) - (section.right_margin or _MARGIN)
    whole = sum(table.columns[index].width for index in shown)
    widths = [int(room * table.columns[index].width / whole) for index in shown]
    for grid, width in zip(made.columns, widths, strict=True):
        grid.width = width
    head = made.rows[0]
    head._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for cell, index in zip(head.cells, shown, strict=True):
        _fill(cell, _HEAD_FILL)
        _write(cell, MatrixCell(table.columns[index].title), strong=True, centred=True)
    for line in table.lines:
        for cell, index in zip(made.add_row().cells, shown, strict=True):
            if line.strong:
                _fill(cell, _STRONG_FILL)
            _write(cell, line.cells[index], strong=line.strong)
    for row in made.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width


def _write(cell: _Cell, content: MatrixCell, *, strong: bool = False, centred: bool = False) -> None:
    """The text of a cell, with the words that went struck and those that came bold."""
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after, paragraph.paragraph_format.line_spacing = Pt(0), 1
    if centred or content.kind == "absent":
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    elif content.kind in _RIGHT:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for text, kind in [(part.text, part.kind) for part in content.parts] or [(content.text, "")]:
        run = paragraph.add_run(text)
        run.font.size = _SMALL
        if kind == "gone":
            run.font.strike = True
        if strong or kind == "came":
            run.bold = True


def _borders(table: Table) -> None:
    """Lines around every cell: a letterhead need not have the style that draws them."""
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", "8899AA")):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    # In the order that the format has: after the width, before the layout.
    properties = table._tbl.tblPr
    layout = properties.find(qn("w:tblLayout"))
    properties.append(borders) if layout is None else layout.addprevious(borders)


def _fill(cell: _Cell, colour: str) -> None:
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", colour)):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)


def _undated(stream: BytesIO) -> bytes:
    """The same document without the time at which its parts were written."""
    found = BytesIO()
    with ZipFile(stream) as written, ZipFile(found, "w", ZIP_DEFLATED) as archive:
        for part in written.infolist():
            archive.writestr(ZipInfo(part.filename, _EPOCH), written.read(part), ZIP_DEFLATED)
    return found.getvalue()
