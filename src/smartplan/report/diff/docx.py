"""The matrix semula - menjadi as a document, on a letterhead of the user's or on F4 landscape.

On a letterhead that stands upright the head of the matrix is on its page, and the tables are on such pages turned.
"""

from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Final, cast
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as Doc
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Emu, Pt
from docx.styles.style import ParagraphStyle
from docx.table import Table as DrawnTable
from docx.text.paragraph import Paragraph

from smartplan.messages import Catalogue
from smartplan.report.diff.matrix_table import ChangeMatrix, MatrixCell, side_of, text_of
from smartplan.report.render.page import ChangedText, Table
from smartplan.report.render.word_diff import TextPart

# 21 x 33 cm, and the letter of the attachments to regulations.
_PAPER: Final = Cm(33), Cm(21)
_MARGIN = Cm(1.5)
_LETTER = "Bookman Old Style"
_SIZE, _SMALL = Pt(10), Pt(7.5)
_STYLE = "Smartplan matrix"
# The room left and right of the text of a cell, in twentieths of a point.
_PADDING = 70
# A row with more characters in a cell may be higher than a page, and is divided where the page ends.
_DIVIDED = 1000
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
    _turn(document)
    _table(document, matrix.totals.table)
    for text in matrix.notes:
        document.add_paragraph(text)
    for sheet in matrix.sheets:
        if sheet.table.lines:
            _heading(document, sheet.title, Pt(12))
            _table(document, sheet.table)


def _turn(document: Doc) -> None:
    """Go on across where pages stand upright, as words of so many columns would be torn; header and footer stay."""
    upright = document.sections[-1]
    width, height = upright.page_width, upright.page_height
    if width is None or height is None or width >= height:
        return
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = height, width
    section.left_margin, section.right_margin = (
        min(margin or _MARGIN, _MARGIN) for margin in (section.left_margin, section.right_margin)
    )
    # These are no first pages, their numbers go on, and a table is as wide as the page.
    section.different_first_page_header_footer = False
    for tag in ("w:pgNumType", "w:cols"):
        for element in section._sectPr.findall(qn(tag)):
            section._sectPr.remove(element)


def _heading(document: Doc, text: str, size: Pt) -> Paragraph:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(8), Pt(4)
    paragraph.paragraph_format.keep_with_next = True
    run = paragraph.add_run(text)
    run.bold, run.font.size = True, size
    return paragraph


def _table(document: Doc, table: Table) -> None:
    """A table as wide as the page, whose head is repeated on every page. What is hidden in a workbook is left out."""
    shown = [index for index, column in enumerate(table.columns) if not column.hidden]
    made = document.add_table(rows=0, cols=len(shown))
    made.autofit = False
    _borders(made)
    section = document.sections[-1]
    room = (section.page_width or _PAPER[0]) - (section.left_margin or _MARGIN) - (section.right_margin or _MARGIN)
    whole = sum(table.columns[index].width for index in shown)
    widths = [Emu(room * table.columns[index].width // whole) for index in shown]
    for column, width in zip(made.columns, widths, strict=True):
        column.width = width
    style = _style(document)
    titles = [table.columns[index].title for index in shown]
    made._tbl.append(_row(titles, widths, style, head=True))
    for line in table.lines:
        made._tbl.append(_row([line.cells[index] for index in shown], widths, style, strong=bool(line.kind)))


def _style(document: Doc) -> str:
    """The style of what is in cells, whose name no letterhead has, or one that was made so before."""
    if _STYLE not in document.styles:
        style = cast("ParagraphStyle", document.styles.add_style(_STYLE, WD_STYLE_TYPE.PARAGRAPH))
        style.base_style, style.font.size = document.styles["Normal"], _SMALL
        style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(0)
        style.paragraph_format.line_spacing = 1
    id_: str = document.styles[_STYLE].style_id
    return id_


def _row(
    cells: Sequence[MatrixCell], widths: Sequence[Emu], style: str, *, head: bool = False, strong: bool = False
) -> BaseOxmlElement:
    """A row, written as XML: cell by cell the library takes minutes for a plan of a thousand programmes."""
    fill = _HEAD_FILL if head else _STRONG_FILL if strong else ""
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    whole = "<w:cantSplit/>" if all(len(text_of(cell)) <= _DIVIDED for cell in cells) else ""
    found = [f"<w:trPr>{whole}{'<w:tblHeader/>' if head else ''}</w:trPr>"]
    for cell, width in zip(cells, widths, strict=True):
        side = "center" if head else side_of(cell)
        size = f'<w:tcPr><w:tcW w:w="{width.twips}" w:type="dxa"/>{shade}</w:tcPr>'
        place = f'<w:pPr><w:pStyle w:val="{style}"/><w:jc w:val="{side}"/></w:pPr>'
        parts = cell.parts if isinstance(cell, ChangedText) else (TextPart(text_of(cell)),)
        runs = "".join(_run(part, strong=head or strong) for part in parts if part.text)
        found.append(f"<w:tc>{size}<w:p>{place}{runs}</w:p></w:tc>")
    return parse_xml(f"<w:tr {nsdecls('w')}>{''.join(found)}</w:tr>")


def _run(part: TextPart, *, strong: bool) -> str:
    """Words of a cell: struck where they went, bold where they came."""
    bold = "<w:b/>" if strong or part.kind == "came" else ""
    struck = "<w:strike/>" if part.kind == "gone" else ""
    lines = [f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in part.text.split("\n")]
    return f"<w:r><w:rPr>{bold}{struck}</w:rPr>{'<w:br/>'.join(lines)}</w:r>"


def _borders(table: DrawnTable) -> None:
    """Lines around every cell: a letterhead need not have the style that draws them."""
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    lines = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="8899AA"/>' for side in sides)
    borders = parse_xml(f"<w:tblBorders {nsdecls('w')}>{lines}</w:tblBorders>")
    margins = "".join(f'<w:{side} w:w="{_PADDING}" w:type="dxa"/>' for side in ("left", "right"))
    # In the order that the format has: after the width, around the layout.
    layout = table._tbl.tblPr.find(qn("w:tblLayout"))
    layout.addprevious(borders)
    layout.addnext(parse_xml(f"<w:tblCellMar {nsdecls('w')}>{margins}</w:tblCellMar>"))


def _undated(stream: BytesIO) -> bytes:
    """The same document without the time at which its parts were written."""
    found = BytesIO()
    with ZipFile(stream) as written, ZipFile(found, "w", ZIP_DEFLATED) as archive:
        for part in written.infolist():
            archive.writestr(ZipInfo(part.filename, _EPOCH), written.read(part), ZIP_DEFLATED)
    return found.getvalue()
