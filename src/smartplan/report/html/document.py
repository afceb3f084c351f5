"""A document as HTML: one file that fetches nothing and needs no script, for a screen, a phone and paper."""

import re
from base64 import b64encode
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Final, Literal

from smartplan import __version__
from smartplan.messages import Catalogue
from smartplan.report.html.cell_views import prose
from smartplan.report.html.page_views import PageMaker, every
from smartplan.report.html.pictures import dark_style, light_style
from smartplan.report.render import numbers
from smartplan.report.render.document import DocumentSection, ReportDocument
from smartplan.report.render.drawings import HeatMap
from smartplan.report.render.page import Drawing, Page, Table

_HERE: Final = Path(__file__).parent
# What HTML lets one leave out, the ends of lines between elements, and the marks around a word: together a quarter of a
# large file. A text of a plan has no tags and no marks, for they are escaped.
_UNNEEDED: Final = re.compile(r"</(?:td|th|tr|li|dt|dd|p|thead|tbody|tfoot)>\s*|\n+(?=<)")
_QUOTED: Final = re.compile(r'="([\w#.-]+)"(?=[ >])')
# What else is said by where a thing stands: rows below a head, what is stated of a programme below its name.
_STANDING: Final = (
    ".head~tr>:first-child{padding-left:1.3rem}[id^=programme-]+p{color:var(--soft)}"
    # A number is no name that needs room, and a title of two words may take two lines.
    ".n1 tbody th{min-width:0}thead th{white-space:normal!important}"
)
Paper = Literal["f4", "a4"]
# Both across, for tables are wide; F4 is what offices in Indonesia print on.
_SIZES: Final[dict[Paper, str]] = {"f4": "33cm 21cm", "a4": "29.7cm 21cm"}


def render(document: ReportDocument, say: Catalogue, day: date, *, paper: Paper = "f4", light: bool = False) -> str:
    """The whole document, made on this day, to be printed on this paper.

    A `light` one has no more marks than it needs, which for a long one is half its size.
    """
    from jinja2 import Environment, StrictUndefined
    from markupsafe import Markup

    style = _read("page.css") + (_light_style(document) if light else dark_style())
    style += f"@page{{size:{_SIZES[paper]};margin:1.6cm 1.5cm}}\n"
    script = _read("page.js")
    maker = PageMaker(document, light=light)
    pages = [*maker.sections(document)]
    # There is nothing in the template that could be worked out ahead.
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, optimized=False
    )
    environment.filters["prose"] = prose
    text: str = environment.from_string(_read("page.html")).render(
        document=document,
        contents=[(group.id, group.title) for group in pages[0].groups if group.title]
        if len(pages) == 1
        else [(one.key, one.short) for one in document.sections],
        pages=pages,
        maker=maker,
        light=light,
        language=say.language,
        words=_words(say, day),
        version=__version__,
        # Ours, and without a `<`: nothing of a plan is in them.
        style=Markup(style),
        script=Markup(script),
        style_hash=_hash(style),
        script_hash=_hash(script),
    )
    if not light:
        return text
    # The script has its hash, and stays as it is.
    head, start, rest = text.partition("<main")
    body, end, tail = rest.rpartition("</main>")
    return head + start + _QUOTED.sub(r"=\1", _UNNEEDED.sub("", body)) + end + tail


def render_page(page: Page, title: str, say: Catalogue, day: date) -> str:
    """One page as a document; the `title` is for one that has none of its own."""
    title = page.title or title
    return render(ReportDocument(title, [DocumentSection("report", title, page)]), say, day)


def _light_style(document: ReportDocument) -> str:
    """The colours of its pictures, and how the columns of a table stand that says it of each by its number."""
    blocks = [block for section in document.sections for block in every(section.page)]
    most = max((len(block.columns) for block in blocks if isinstance(block, Table)), default=0)
    sides = {"n": "text-align:right;white-space:nowrap", "k": "white-space:nowrap"}
    columns = (
        # A row that has the whole line is no number.
        ",".join(f".{name}{at} tr>:nth-child({at}){'' if at > 1 else ':not([colspan])'}" for at in range(1, most + 1))
        + f"{{{side}}}"
        for name, side in sides.items()
        if most
    )
    shapes = {type(block.shape) for block in blocks if isinstance(block, Drawing)}
    return light_style(heat=HeatMap in shapes) + "".join(columns) + _STANDING


def _words(say: Catalogue, day: date) -> dict[str, str]:
    told = numbers.day(day.isoformat(), say.language)
    return {
        "skip": say("html.skip"),
        "made": say("html.made", version=__version__, day=told),
        "contents": say("html.contents"),
        "filter": say("html.filter"),
    }


def _read(name: str) -> str:
    return (_HERE / name).read_text("utf-8")


def _hash(text: str) -> str:
    """As a policy names what may be used."""
    return b64encode(sha256(text.encode()).digest()).decode()
