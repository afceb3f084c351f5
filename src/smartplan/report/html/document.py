"""A document as HTML: one file that fetches nothing and needs no script, for a screen, a phone and paper."""

from base64 import b64encode
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Final, Literal

from smartplan import __version__
from smartplan.messages import Catalogue
from smartplan.report.charts.colours import page_style
from smartplan.report.html.cell_views import prose
from smartplan.report.html.page_views import PageMaker, every
from smartplan.report.render import numbers
from smartplan.report.render.document import DocumentSection, ReportDocument
from smartplan.report.render.page import Page, Table

_HERE: Final = Path(__file__).parent
Paper = Literal["f4", "a4"]
# Both across, for tables are wide; F4 is what offices in Indonesia print on.
_SIZES: Final[dict[Paper, str]] = {"f4": "33cm 21cm", "a4": "29.7cm 21cm"}


def render(document: ReportDocument, say: Catalogue, day: date, *, paper: Paper = "f4") -> str:
    """The whole document, made on this day, to be printed on this paper."""
    from jinja2 import Environment, StrictUndefined
    from markupsafe import Markup

    style = _read("page.css") + page_style() + _columns(document)
    style += f"@page{{size:{_SIZES[paper]};margin:1.6cm 1.5cm}}\n"
    script = _read("page.js")
    maker = PageMaker(document)
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
        language=say.language,
        words=_words(say, day),
        version=__version__,
        # Ours, and without a `<`: nothing of a plan is in them.
        style=Markup(style),
        script=Markup(script),
        style_hash=_hash(style),
        script_hash=_hash(script),
    )
    return text


def render_page(page: Page, title: str, say: Catalogue, day: date) -> str:
    """One page as a document; the `title` is for one that has none of its own."""
    title = page.title or title
    return render(ReportDocument(title, [DocumentSection("report", title, page)]), say, day)


def _columns(document: ReportDocument) -> str:
    """How the columns of its tables stand: each table says it by their numbers, so that not every cell has to."""
    blocks = [block for section in document.sections for block in every(section.page)]
    most = max((len(block.columns) for block in blocks if isinstance(block, Table)), default=0)
    sides = {"n": "text-align:right;white-space:nowrap", "k": "white-space:nowrap"}
    # A row that has the whole line is no number.
    places = [f"{at} tr>:nth-child({at}){'' if at > 1 else ':not([colspan])'}" for at in range(1, most + 1)]
    return "".join(f".{name}{f',.{name}'.join(places)}{{{side}}}" for name, side in sides.items()) if places else ""


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
