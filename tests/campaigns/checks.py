"""What has to hold for any text: one function for each thing the program does with it, on files held in memory.

A check raises AssertionError where a promise is broken; whatever else escapes from it is a traceback that a person would
have seen. The fuzzer and the tests share them.
"""

import os
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from io import BytesIO
from typing import Any, Final
from xml.etree.ElementTree import fromstring
from zipfile import ZipFile

import msgspec

from smartplan.analysis.agenda import agenda
from smartplan.analysis.coverage import cover
from smartplan.analysis.inputs import inputs
from smartplan.analysis.roadmap import RoadmapFilter, roadmap
from smartplan.analysis.workload import workload
from smartplan.editing.merge3.data import Unmergeable
from smartplan.editing.merge3.text import merge as put_together
from smartplan.errors import CannotFormat, SmartplanError
from smartplan.messages import Catalogue, catalogue
from smartplan.operations import summary
from smartplan.operations.diff import Result, compare_files
from smartplan.operations.diff_filter import Filter
from smartplan.operations.fmt import formatted
from smartplan.operations.report import ReportSources, gather
from smartplan.operations.validate import Report
from smartplan.plan.finding import Address
from smartplan.plan.understand import agency_ids
from smartplan.report.charts.draw import draw
from smartplan.report.diff import docx as diff_docx
from smartplan.report.diff import github as diff_github
from smartplan.report.diff import json as diff_data
from smartplan.report.diff import matrix as diff_matrix
from smartplan.report.diff import xlsx as diff_xlsx
from smartplan.report.findings import github as findings_github
from smartplan.report.findings import json as findings_data
from smartplan.report.findings import sarif as findings_sarif
from smartplan.report.html import document as html
from smartplan.report.pages import agenda as agenda_page
from smartplan.report.pages import coverage as coverage_page
from smartplan.report.pages import diff as diff_page
from smartplan.report.pages import inputs as inputs_page
from smartplan.report.pages import roadmap as roadmap_page
from smartplan.report.pages import summary as summary_page
from smartplan.report.pages import validate as validate_page
from smartplan.report.pages import workload as workload_page
from smartplan.report.pages.report import sections
from smartplan.report.render import markdown as page_markdown
from smartplan.report.render import text as page_text
from smartplan.report.render.page import Drawing, Page
from smartplan.report.render.sentences import sanitise
from smartplan.report.render.terminal import Style
from smartplan.rules import ALL
from smartplan.validation.check import examine
from smartplan.validation.located import LocatedFinding
from smartplan.workspace.plan_file import load_file
from smartplan.workspace.revision import Revision, plan_of
from smartplan.yamltext.document import Document
from smartplan.yamltext.parser import parse
from smartplan.yamltext.source import Place, decode
from tests.campaigns.small import PLANS, folder

TODAY: Final = date(2026, 11, 24)
# Where a file of each kind lies; the second is one that the first may say it supersedes.
ROLES: Final = ("2023.yaml", "2019.yaml", "reviews/2022-12-28.yaml", "evaluations/2023.yaml", "-")
STYLES: Final = (Style(), Style(colour=True, width=60))


def say(number: int) -> Catalogue:
    """One of the two languages."""
    return catalogue("id" if number % 2 else "en")


def read(data: bytes) -> None:
    """Bytes become data or a fault, and whatever is named has its place in the text."""
    file = load_file(decode(data, "x.yaml"))
    document = file.document
    assert document.tree.faults or document.tree.data is not None
    for fault in document.tree.faults:
        _inside(document, document.place_of(fault))
    length = len(document.source.text)
    for path in _addresses(document.tree.data):
        for at in ("key", "value"):
            start, end = document.span(path, at)
            assert 0 <= start <= end <= length, (path, at, start, end)
    for finding in file.findings:
        _inside(document, document.place_of(finding))


def validate(data: bytes, role: int = 0, form: int = 0) -> None:
    """A file of a kind among the others of the city: findings in order, each in the file, told in every form."""
    name = ROLES[role % len(ROLES)]
    path = None if name == "-" else PLANS / name
    around = folder() if path is None else folder(**{name: data})
    file = load_file(decode(data, "-")) if path is None else around.load(path)
    examined = examine(file, around, path, TODAY)
    for located in [*examined.findings, *examined.ignored]:
        _inside(file.document, located.place)
        assert located.finding.rule in ALL
    assert [one.place for one in examined.findings] == sorted(one.place for one in examined.findings)
    if name == "2019.yaml":
        # What is wrong in it reaches the revision that supersedes it.
        examined.findings.extend(examine(around.load(PLANS / "2023.yaml"), around, PLANS / "2023.yaml", TODAY).findings)
    _tell_findings(examined.findings, len(examined.ignored), form)


def compare(old: bytes, new: bytes, form: int = 0) -> None:
    """Two plans either way: each side of a change has its place, a plan does not differ from itself."""
    around = folder(**{"2019.yaml": old, "2023.yaml": new})
    sides = []
    for name in ("2019", "2023"):
        file = around.load(PLANS / f"{name}.yaml")
        if file.plan is None:
            return
        sides.append(file)
    for one, other in (sides, sides[::-1]):
        result = compare_files(one, other, (around,))
        for change in result.comparison.changes:
            for side in (change.old, change.new):
                if side is not None:
                    _inside(result.documents[side.file], result.place(side))
        _tell_changes(result, form)
    for one in sides:
        assert compare_files(one, one, (around,)).comparison.changes == []


def canonical(data: bytes) -> None:
    """The canonical layout reads the same, is its own canonical layout, or is refused."""
    source = decode(data, "x.yaml")
    try:
        once = formatted(source)
    except CannotFormat:
        return
    assert msgspec.json.encode(_sorted(parse(once.text).data)) == msgspec.json.encode(_sorted(parse(source.text).data))
    again = formatted(decode(once.data, "x.yaml"))
    assert again.text == once.text


def merge(base: bytes, ours: bytes, theirs: bytes) -> None:
    """Three texts are put together, or are left to git; what one side alone changed comes in whole."""
    sources = [decode(data, "x.yaml") for data in (base, ours, theirs)]
    if any(source.fault for source in sources):
        return
    texts = [source.text for source in sources]
    try:
        merged = put_together(*texts)
    except Unmergeable:
        return
    text = merged.text()
    assert merged.conflicts or not parse(text).faults or text in texts
    if texts[2] == texts[0] or texts[1] == texts[2]:
        assert text == texts[1]


def report(data: bytes, form: int = 0) -> None:
    """Every report on a plan, in text and markdown and JSON; one of them, or all in one file, for a browser."""
    around = folder(**{"2023.yaml": data})
    file = around.load(PLANS / "2023.yaml")
    try:
        plan = plan_of(file)
    except SmartplanError:
        return
    revision = Revision("2023", plan, file, around, TODAY)
    words = say(form)
    pages = []
    for result, page in _pages(revision, words):
        msgspec.json.encode(result)
        page_markdown.render(page)
        page_text.render(page, STYLES[form // 2 % 2])
        pages.append(page)
    # Each takes its time, so an input has one, or none.
    which = form // 4 % 16
    if which < len(pages):
        _tell_page(pages[which], words)
    elif which == len(pages):
        wanted = Filter((), ()).wanted([plan])
        found = gather(ReportSources(revision, revision.superseded, wanted), [])
        _only_text(html.render(sections.build(found, words, []), words, TODAY))


def _pages(revision: Revision, words: Catalogue) -> Iterator[tuple[Any, Page]]:
    plan, context = revision.plan, revision.context
    covered = cover(plan, context, path=revision.path)
    old = revision.superseded
    yield covered, coverage_page.build(covered, plan, words, old.plan if old else None)
    summed = summary.summarise(revision)
    yield summed, summary_page.build(summed, plan, words, "2023")
    matrix = workload(plan, context, path=revision.path)
    yield matrix, workload_page.build(matrix, plan, words)
    for agency in list(agency_ids(plan))[:2]:
        work = agenda(plan, context, agency, path=revision.path)
        yield work, agenda_page.build(work, plan, words)
    asked = inputs(plan, context, path=revision.path)
    yield asked, inputs_page.build(asked, plan, words)
    years = roadmap(plan, context, RoadmapFilter(), path=revision.path)
    yield years, roadmap_page.build(years, plan, words)


def _tell_page(page: Page, words: Catalogue) -> None:
    """As HTML, and each picture of it as a file of its own."""
    _only_text(html.render_page(page, page.title or "-", words, TODAY))
    for block in page.blocks:
        if isinstance(block, Drawing):
            fromstring(sanitise(draw(block, "picture", alone=True)))


class _Marks(HTMLParser):
    """The elements of a page that run something, and attributes that fetch or run something."""

    def __init__(self) -> None:
        super().__init__()
        self.scripts, self.wrong = 0, list[str]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.scripts += tag == "script"
        if tag in ("iframe", "img", "object", "embed", "base", "form", "video", "audio"):
            self.wrong.append(tag)
        for name, value in attrs:
            if name.startswith("on") or name == "style" or (name in ("href", "src") and not _stays(tag, value or "")):
                self.wrong.append(f"{tag} {name}={value}")


def _stays(tag: str, address: str) -> bool:
    """Whether nothing is fetched, and no script run, from there."""
    return address.startswith("#") or (tag == "link" and address.startswith("data:"))


def _only_text(page: str) -> None:
    """A text of a plan stays text: no element, no attribute and no address of a page, as it is written, is of it."""
    page = sanitise(page)
    marks = _Marks()
    marks.feed(page)
    marks.close()
    assert marks.scripts <= 1, marks.scripts
    assert not marks.wrong, marks.wrong
    assert not {"\x1b", "\x07", "\x00"} & set(page)


def _tell_findings(found: list[LocatedFinding], ignored: int, form: int) -> None:
    whole = Report(found, files=1, programmes=1, rules=len(ALL), ignored=ignored)
    words = say(form)
    match form // 2 % 7:
        case 0 | 1 as style:
            page_text.render(validate_page.build(whole, words), STYLES[style])
        case 2:
            findings_github.render(whole, [], words)
        case 3:
            page_markdown.render(validate_page.build(whole, words))
        case 4:
            findings_data.render(whole, words)
        case 5:
            _tell_page(validate_page.build(whole, words), words)
        case _:
            findings_sarif.render(whole, [], words)


def _tell_changes(result: Result, form: int) -> None:
    words = say(form)
    match form // 2 % 8:
        case 0 | 1 as style:
            page_text.render(diff_page.build(result, words, brief=style == 1), STYLES[style])
        case 2:
            diff_github.render(result, words)
        case 3:
            page_markdown.render(diff_page.build(result, words))
        case 4:
            _tell_page(diff_page.build(result, words), words)
        case 5:
            _opens(diff_xlsx.render([diff_matrix.build(result, words)], [], words, TODAY), "xl/worksheets/sheet2.xml")
        case 6:
            _opens(diff_docx.render([diff_matrix.build(result, words)], [], words, TODAY), "word/document.xml")
        case _:
            diff_data.render(result)


def _opens(data: bytes, part: str) -> None:
    """A file of an office program can be opened: each part is whole, and this one is XML."""
    with ZipFile(BytesIO(data)) as archive:
        assert archive.testzip() is None
        fromstring(archive.read(part))


def _inside(document: Document, place: Place) -> None:
    """A place is one of the file: a line that it has, a column on it, an end that does not lie before it."""
    text = document.source.text
    lines = 1 + text.count("\n") + text.count("\r") - text.count("\r\n")
    assert 1 <= place.line <= place.end_line <= lines, place
    assert 1 <= place.column <= len(document.source.line(place.line)) + 2, place
    assert (place.line, place.column) <= (place.end_line, place.end_column), place


def _addresses(data: Any, path: Address = ()) -> Iterator[Address]:
    """Every address once; what an alias means is gone through at most so often as the file could write it."""
    stack: list[tuple[Any, Address]] = [(data, path)]
    left = 500
    while stack and left:
        left -= 1
        node, here = stack.pop()
        yield here
        if isinstance(node, dict):
            stack += ((value, (*here, key)) for key, value in node.items())
        elif isinstance(node, list):
            stack += ((value, (*here, index)) for index, value in enumerate(node))


def _sorted(data: Any) -> Any:
    """The same data whatever the order of its keys; a list keeps its own."""
    if isinstance(data, dict):
        return {key: _sorted(data[key]) for key in sorted(data)}
    return [_sorted(value) for value in data] if isinstance(data, list) else data


os.environ.setdefault("SOURCE_DATE_EPOCH", "1795478400")
