"""A page in a browser: all that the report says stands in it, as text; it fetches nothing, and its parts are in order."""

import json
import re
from base64 import b64encode
from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smartplan.messages import LANGUAGES, Catalogue
from smartplan.plan.figure import Sum
from smartplan.report.html import document as html
from smartplan.report.render.bars import Bar, Curve, Strip
from smartplan.report.render.cell_values import ProgrammeRef, ShareValue, YearValue
from smartplan.report.render.document import DocumentSection, ReportDocument
from smartplan.report.render.drawings import Flow, FlowLink, FlowNode
from smartplan.report.render.page import (
    BalanceCount,
    Block,
    Cell,
    ChangedText,
    ChangeLine,
    Changes,
    Column,
    Drawing,
    Facts,
    FindingList,
    FindingRow,
    FoundInFile,
    Heading,
    Item,
    Items,
    Line,
    Page,
    Part,
    Ranked,
    Ranking,
    RuleCount,
    RuleCounts,
    Table,
    Text,
    Totals,
)
from smartplan.report.render.sentences import sanitise
from smartplan.report.render.word_diff import TextPart
from smartplan.yamltext.source import Place
from tests.helpers.repo import Repository, git  # noqa: F401
from tests.helpers.runner import ROOT, Runner
from tests.report.test_golden import CASES, CITY

SAY, DAY = Catalogue("id"), date(2026, 11, 24)
VOID = {"meta", "link", "input", "br"}
# What ends where one of these begins, without being told: as far as the template makes use of it (HTML, 13.1.2.4).
_ROWS = {"thead", "tbody", "tfoot"}
_BLOCKS = {
    "p",
    "dl",
    "ul",
    "ol",
    "div",
    "table",
    "section",
    "details",
    "figure",
    "header",
    "nav",
    *(f"h{n}" for n in range(1, 7)),
}
ENDS = {
    "td": {"td", "th", "tr"} | _ROWS, "th": {"td", "th", "tr"} | _ROWS, "tr": {"tr"} | _ROWS,
    **dict.fromkeys(_ROWS, _ROWS), "li": {"li"}, "dt": {"dd"}, "dd": {"dt"}, "p": _BLOCKS,
}  # fmt: skip
SILENT = {"style", "script", "head"}
OTHERS = {
    "validate": ["validate", "plans"],
    "validate-stat": ["validate", "plans", "--stat"],
    "list": ["list", "2023"],
    "todo": ["todo", "2023"],
    "diff-lines": ["diff", "2019", "2023", "--lines"],
}
REPORTS = {**CASES, **OTHERS}


class Reader(HTMLParser):
    """What a browser would see: every tag with its attributes, and the text below each."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.parents: list[tuple[str, ...]] = []
        self.text: list[str] = []
        self.scripts: dict[str, str] = {}
        # Of each table: whether each head of a row says that it is one; whether data stand among them, where HTML does
        # not see that by itself.
        self.heads: list[list[bool]] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), (tag, names)
        while self.open and tag in ENDS.get(self.open[-1], ()):
            self.open.pop()
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        self.parents.append(tuple(self.open))
        if tag == "table":
            self.heads.append([True, False])
        elif tag == "tr":
            self.first = True
        elif tag in ("td", "th") and self.first:
            self.first = False
            self.heads[-1][0] &= tag == "td" or "scope" in dict(attrs)
            self.heads[-1][1] |= tag == "td"
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag == "svg" or "svg" in self.open, tag
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open[-1] != tag and self.open[-1] in ENDS:
            self.open.pop()
        assert self.open, (tag, self.getpos())
        assert self.open.pop() == tag, (tag, self.getpos())

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] in SILENT:
            self.scripts[self.open[-1]] = data
        elif "head" not in self.open and "svg" not in self.open:
            self.text.append(data)

    def attributes(self, name: str) -> list[str]:
        return [attributes[name] for _, attributes in self.tags if name in attributes]

    @property
    def words(self) -> str:
        return plain("".join(self.text))


def plain(text: str) -> str:
    """As it is read: any blanks are one, and what code stands in is no part of it."""
    return " ".join(text.replace("`", "").split())


def texts(page: Page) -> Iterator[str]:
    """All that a page says, except what is a picture."""
    yield from (page.title, page.path, *page.notes, page.only)
    for block in page.blocks:
        if isinstance(block, Table):
            yield from (column.title.replace("-\n", "") for column in block.columns)
            for line in block.lines:
                yield from map(cell_text, line.cells)
        elif isinstance(block, Heading):
            yield from (block.text, block.folded)
        elif isinstance(block, Text):
            yield block.text
        elif isinstance(block, Facts):
            yield from facts(block.pairs)
        elif isinstance(block, Items):
            for item in block.items:
                yield from (item.text, item.sign, *item.names, *facts(item.details))
        elif isinstance(block, Totals):
            yield from (count.text for count in block.counts)
            yield from (text for pair in block.facts for text in pair)
            yield from (block.label, block.text, block.after)
        elif isinstance(block, Ranking):
            yield block.more
            yield from (text for one in block.items for text in (one.label, one.sign, one.name, one.text))
        elif isinstance(block, Changes):
            yield from (block.sign if block.title else "", block.title)
            for change in block.lines:
                yield from (change.label, change.lines, *(part.text for part in change.parts))
        elif isinstance(block, FindingList):
            yield from block.titles
            for file in block.files:
                yield file.name
                for row in file.rows:
                    yield from (f"{row.place.line}:{row.place.column}", row.label, row.rule, row.text, row.where)
        elif isinstance(block, RuleCounts):
            yield from block.titles
            yield from (text for row in block.rows for text in (str(row.number), row.label, row.rule))
        elif isinstance(block, Part):
            yield block.text
            yield from texts(block.page) if block.page else ()
        else:
            yield from (block.title, block.text)


def facts(pairs: object) -> Iterator[str]:
    assert isinstance(pairs, list | tuple)
    for label, value in pairs:
        yield label
        yield from (part.text for part in value.parts) if isinstance(value, ChangedText) else [cell_text(value)]


def cell_text(one: Cell | str) -> str:
    if isinstance(one, str):
        return one
    drawn = one.value
    return one.text.removesuffix(drawn.text) if isinstance(drawn, Bar | Strip | Curve) else one.text


def is_sound(out: str) -> Reader:
    """The laws that every document keeps."""
    seen = Reader(out)
    ids = seen.attributes("id")
    assert len(ids) == len(set(ids))
    assert [one for one in ids if not one or re.search(r"\s", one)] == []
    links = [one for one in seen.attributes("href") if one != "data:,"]
    assert [one for one in links if one[:1] != "#" or one[1:] not in ids] == []
    named = " ".join(seen.attributes("aria-labelledby")).split()
    assert [one for one in named if one not in ids] == []
    levels = [int(tag[1]) for tag, _ in seen.tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1] == []
    for (tag, found), parents in zip(seen.tags, seen.parents, strict=True):
        assert "style" not in found
        assert not [name for name in found if name.startswith("on") or name in ("src", "srcset", "action")]
        if tag == "table":
            assert found["aria-labelledby"]
            assert parents[-1] == "div"
        if tag == "th":
            wanted = {"thead": ("col",), "tbody": ("row", "rowgroup"), "tfoot": ("row",)}[parents[-2]]
            assert found.get("scope", "row") in wanted
    assert [one for one in seen.heads if not one[0] and one[1]] == []
    assert {name for name, _ in seen.tags} >= {"main", "header", "title", "h1"}
    policy = next(found["content"] for _, found in seen.tags if found.get("http-equiv"))
    assert policy.split("; ") == [
        "default-src 'none'", f"style-src '{hashed(seen.scripts['style'])}'",
        f"script-src '{hashed(seen.scripts['script'])}'", "img-src data:", "base-uri 'none'", "form-action 'none'",
    ]  # fmt: skip
    assert [tag for tag, _ in seen.tags].count("script") == 1
    assert len(seen.scripts["script"]) < 1000
    assert "url(" not in seen.scripts["style"]
    assert "@import" not in seen.scripts["style"]
    return seen


def hashed(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def render(*blocks: Block, title: str = "Judul") -> str:
    return sanitise(html.render_page(Page(title, blocks=[*blocks]), title, SAY, DAY))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", REPORTS)
def test_a_report_is_told_whole(run: Runner, monkeypatch: pytest.MonkeyPatch, name: str, language: str) -> None:
    """The page that is drawn is looked at on its way."""
    pages: list[Page] = []
    draw = html.render_page

    def spy(page: Page, title: str, say: Catalogue, day: date) -> str:
        pages.append(page)
        return draw(page, title, say, day)

    monkeypatch.setattr(html, "render_page", spy)
    monkeypatch.chdir(ROOT)
    result = run(*REPORTS[name], "--format", "html", "--lang", language)
    assert result.err == ""
    seen = is_sound(result.out)
    (page,) = pages
    assert [text for text in texts(page) if plain(text) not in seen.words] == []
    assert seen.attributes("lang") == [language]
    assert ("24 November 2026" if language == "id" else "November 24, 2026") in seen.words


def test_the_rows_are_those_of_the_json(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    words = ["coverage", "2026", "--by", "agency", *CITY]
    rows = json.loads(run(*words, "--format", "json").out)["rows"]
    out = run(*words, "--format", "html").out
    table = out.partition("<tbody>")[2].partition("<tfoot>")[0]
    found = [
        [
            one or text.strip("\u2007").replace("·", "0")
            for one, text in re.findall(r"<td(?: data-value=([^ >]*))?>([^<]*)", row)
        ]
        for row in table.split("<tr")[1:]
    ]
    wanted = [
        [str(row[name]) for name in ("programmes", "quick_wins", "partnering", "budget") if row[name] is not None]
        for row in rows
    ]
    assert [one[: len(some)] for one, some in zip(found, wanted, strict=True)] == wanted
    assert len(rows) > 3


def test_the_file_says_the_form(run: Runner) -> None:
    for name in ("daftar.html", "daftar.HTM"):
        assert run("list", "2023", "--output", name).code == 0
        assert Path(name).read_text("utf-8").startswith("<!doctype html>\n<html")


@pytest.mark.usefixtures("git")
def test_since_a_commit(run: Runner) -> None:
    Repository(Path.cwd()).commit()
    path = Path("plans/2023.yaml")
    path.write_text(path.read_text("utf-8").replace("title:", "title: Baru,", 1), encoding="utf-8")
    out = run("diff", "--since", "HEAD", "--format", "html").out
    seen = is_sound(out)
    assert '<h1 id="title">Changes since HEAD</h1>' in out
    assert re.search('<h2 id="h[0-9]+">plans/2023.yaml, changed since', out)
    assert "Baru," in seen.words


HOSTILE = [
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "</style><b>", "'; x='", "&amp; &lt;b&gt;", "{{ 7*7 }}",
    "{% raw %}", "]]>", "<!-- ", "`<i>` dan `", "javascript:alert(1)", "## [x](y) ##[group]",
]  # fmt: skip


def every_block(text: str) -> list[Block]:
    """Each block, with a text wherever it has one."""
    parts = [TextPart(text), TextPart(text, "gone"), TextPart(text, "came")]
    row = FindingRow(Place(3, 2, 3, 4), text, "bad", text, lambda: text, text, text, text * 3)
    cells: list[Cell | str] = [Cell(text, "bad", ProgrammeRef(text)), Cell(text, value=3), Cell(text, value=DAY), text]
    flow = Flow([text, text], [[FlowNode("a", text, 1)], [FlowNode("b", text, 1)]], [FlowLink("a", "b", 1)])
    return [
        Totals([BalanceCount(1, text, "good")], [(text, text)], text, text, after=text),
        Text(text, "warn"),
        Table([Column(text)] * 4, [Line(cells), Line(cells, "head"), Line(cells, "total")], sign=text),
        Heading(text, text),
        Facts([(text, text), (text, ChangedText(parts, where=text))]),
        Items([Item(text, text, "note", [(text, text)], [text, text]), Item(text, names=[text], apart=True)]),
        Ranking([Ranked(text, text, text, text, "bad")], text),
        Changes([ChangeLine(text, parts, text)], text, text, programme=text),
        FindingList([text] * 4, [FoundInFile(text, [row], {})]),
        RuleCounts([text] * 3, [RuleCount(1, text, "note", text)]),
        Part(text, Page(text, text, [text], [Heading(text), Text(text)])),
        Part(text),
        Drawing(text, text, flow),
    ]


@pytest.mark.parametrize("text", HOSTILE)
def test_text_of_a_plan_is_only_text(text: str) -> None:
    """The tags are those of a harmless page, and every text is there as it was."""
    blocks = every_block(text)
    page = Page(text, text, [text], blocks, only=text)
    out = html.render(ReportDocument(text, [DocumentSection("s", text, page)], [text]), SAY, DAY)
    seen, harmless = is_sound(out), is_sound(render(*every_block("kata"), title="kata"))
    # What stands in backquotes is code, and nothing else has tags of its own.
    tags = [tag for tag, _ in seen.tags if tag not in ("code", "a", "p")]
    assert [one for one in tags if one in ("b", "i", "img", "script")] == ["script"]
    assert set(tags) <= {tag for tag, _ in harmless.tags}
    for said in texts(page):
        assert plain(said) in seen.words
    assert seen.words.count(plain(text)) >= 40


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=30))
def test_any_text_keeps_the_page_sound(text: str) -> None:
    """Whatever it holds: blanks alone, ends of lines, halves of characters, marks of direction."""
    is_sound(render(*every_block(text), title=text or "-"))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\u202eb", "a\\u202eb"), ("a\x1b[31mb", "a\\u001b[31mb"), ("a\x00b", "a\\u0000b"), ("a\ud800b", "a\\ud800b"),
        ("a\u00adb", "a\\u00adb"), ("::error::x", "::error::x"), ("a\n::error::b", "\\u003a:error::b"),
    ],
)  # fmt: skip
def test_what_cannot_be_seen_is_shown_as_its_code(text: str, shown: str) -> None:
    """The last gate changes neither style nor script: their hashes are right still."""
    seen = is_sound(render(*every_block(text)))
    assert shown in seen.words
    assert text == shown or text not in seen.words


def test_an_address_leads_to_the_list_of_programmes() -> None:
    def rows(*ids: str) -> list[Line]:
        return [Line([Cell(one, value=ProgrammeRef(one)), "x"]) for one in ids]

    columns = [Column("program"), Column("y")]
    short, whole = Table(columns, rows("A-1", "X Y")), Table(columns, rows("A-1", "A-2", "X Y"))
    out = render(short, whole, Changes([], "~", "A-1 Nama", programme="A-1"), Changes([], "~", "B", programme="B-1"))
    assert re.findall(r'<tr id="(.*?)"', out) == ["programme-A-1", "programme-A-2"]
    assert re.findall(r'<div class="change" id="(.*?)"', out) == ["programme-B-1"]
    assert re.findall(r'<a href="#(programme.*?)">(.*?)</a>', out) == [("programme-A-1", "A-1")]
    is_sound(out)
    # A section about one programme is where most is told of it.
    own = [DocumentSection("programme-A-1", "A-1", Page("A-1")), DocumentSection("l", "L", Page("L", blocks=[whole]))]
    out = html.render(ReportDocument("Judul", own), SAY, DAY)
    assert '<a href="#programme-A-1">A-1</a><td>' in out
    assert '<tr id="programme-A-2">' in out
    is_sound(out)


def test_a_document_has_its_sections_with_their_addresses() -> None:
    pages = [
        DocumentSection("satu", "Satu", Page("Bagian satu", blocks=[Heading("Dalam"), Text("x")])),
        DocumentSection(
            "dua", "Dua", Page("", blocks=[Part("Bab", Page("Pasal", blocks=[Heading("Ayat"), Text("y")]))])
        ),
    ]
    out = html.render(ReportDocument("Laporan", pages, ["Catatan."]), SAY, DAY)
    seen = is_sound(out)
    assert re.findall(r"<h(\d)[^>]*>(.*?)</h", out) == [
        ("1", "Laporan"), ("2", "Bagian satu"), ("3", "Dalam"), ("2", "Dua"), ("3", "Bab"), ("4", "Pasal"), ("5", "Ayat"),
    ]  # fmt: skip
    assert re.findall(r'<li><a href="(.*?)">(.*?)</a>', out) == [("#satu", "Satu"), ("#dua", "Dua")]
    assert "Catatan." in seen.words


def test_values_are_for_sorting_and_texts_for_reading() -> None:
    cells: list[Cell | str] = [
        Cell("~240,9", value=Sum(240_900_000_000, True)), Cell("·", value=Sum()), Cell("2024", value=YearValue(2024)),
        Cell("25%", value=ShareValue(0.25)), Cell("1 Mei 2024", value=date(2024, 5, 1)), Cell("x"),
        Cell("  3 ███", "heat", Bar(3, 6, 6)),
    ]  # fmt: skip
    out = render(Table([Column(f"k{n}", right=n == 0) for n in range(7)], [Line(cells)] * 3))
    row = out.split("<tr>")[3]
    assert re.findall(r"data-value=([^ >]*)", row) == ["240900000000", "0.25", "2024-05-01", "3"]
    assert row.startswith("<th data-value=240900000000>~240,9<td>·<td>2024<td data-value=0.25>25%<td")
    assert 'class="sorts n1 k2 ' in out
    assert '<time datetime="2024-05-01">1 Mei 2024</time>' in row
    assert "█" not in row
    assert re.search(r"\s\s3 <svg", row)


@pytest.mark.parametrize(
    ("kinds", "sorts"), [(["", "", "", "total"], True), (["head", "", "", ""], False), (["", ""], False)]
)
def test_a_table_sorts_where_its_rows_are_of_one_kind(kinds: list[str], sorts: bool) -> None:
    lines = [Line([f"baris {n}", str(n)], kind) for n, kind in enumerate(kinds)]  # type: ignore[arg-type]
    out = render(Table([Column("n"), Column("")], lines))
    assert ('class="sorts' in out) is sorts
    assert out.count("scope=rowgroup") == kinds.count("head")
    assert out.count("<tfoot>") == kinds.count("total")
    # A title of nothing is no title.
    assert re.search(r"<thead><tr>\s*<th scope=col>n\s*<td>\s*<tbody>", out)
    is_sound(out)


@pytest.mark.parametrize(("rows", "filters"), [(19, False), (20, True)])
def test_a_long_table_can_be_filtered_once_the_script_runs(rows: int, filters: bool) -> None:
    out = render(Table([Column("n")], [Line([str(n)]) for n in range(rows)]))
    assert ("<p class=filter hidden>" in out) is filters


def test_a_row_says_that_it_has_a_head_where_html_does_not_see_it() -> None:
    """A name is the head of its row if no cell below or above it is one of data."""
    named, unnamed = Table([Column("n")], [Line(["a"]), Line(["b"])]), Table([Column("n")], [Line(["a"]), Line([""])])
    assert "<tr><th>a<tr><th>b" in render(named)
    assert "<tr><th scope=row>a<tr><td>" in render(unnamed)
    is_sound(render(named, unnamed))


def test_zero_is_a_number_and_what_is_not_told_is_none() -> None:
    lines = [Line([str(n), Cell("·", value=0), Cell("·", value=Sum()), "·"]) for n in range(3)]
    lines.append(Line(["4", Cell("·", value=Sum()), Cell("1 juta", value=Sum(1_000_000)), "x"]))
    out = render(Table([Column(name, right=True) for name in "abcd"], lines))
    assert re.findall("<th scope=col([^>]*)>", out) == [" class=n", " class=n data-n", " class=n", " class=n"]
    assert "<tr><th>0<td>·<td>·<td>·<tr>" in out
    assert "<tr><th>4<td data-value>·<td data-value=1000000>1 juta<td>x" in out


def test_what_is_folded_is_open() -> None:
    out = render(Heading("Bagian", "8 perubahan"), Text("isi"))
    assert re.search(r"<h2[^>]*>Bagian</h2>\s*<details open><summary>8 perubahan</summary>\s*<p>isi\s*</details>", out)


def test_what_went_and_what_came_has_its_mark() -> None:
    out = render(
        Changes([ChangeLine("target", [TextPart("dari "), TextPart("5", "gone"), TextPart("6", "came")], "12:3")])
    )
    assert "dari <del>5</del><ins>6</ins> <code>12:3</code></div>" in out
    style = re.findall(r"<style>(.*?)</style>", out, re.S)[0]
    assert re.search(r'del:before\{content:"\\2212\\2060"', style)
    assert re.search(r'ins:before\{content:"\+\\2060"', style)


def test_a_picture_stands_under_its_title() -> None:
    flow = Flow(["2019", "2023"], [[FlowNode("a", "Satu", 1)], [FlowNode("b", "Dua", 1)]], [FlowLink("a", "b", 1)])
    out = render(Heading("Bagian"), Drawing("Arus", "Dari mana ke mana.", flow))
    figure = re.findall(r"<figure>.*?</figure>", out, re.S)[0]
    assert "<figcaption><strong>Arus</strong> Dari mana ke mana.</figcaption>" in figure
    assert re.search(r'<svg class="c-picture"[^>]* role="img" aria-labelledby="(.*?)-title ', figure)
    is_sound(out)


@pytest.mark.parametrize(("paper", "size"), [("f4", "33cm 21cm"), ("a4", "29.7cm 21cm")])
def test_the_paper(paper: html.Paper, size: str) -> None:
    out = html.render(ReportDocument("J", [DocumentSection("s", "J", Page("J"))]), SAY, DAY, paper=paper)
    is_sound(out)
    assert f"@page{{size:{size};" in out


def luminance(colour: str) -> float:
    parts = [
        int(part * (2 if len(colour) == 4 else 1), 16) / 255
        for part in re.findall("." if len(colour) == 4 else "..", colour[1:])
    ]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("dark", [False, True])
def test_every_text_stands_out_from_its_ground(dark: bool) -> None:
    """WCAG 2.2, 1.4.3: 4.5 to 1."""
    roots = re.findall(r":root\{(.*?)\}", (Path(html.__file__).parent / "page.css").read_text("utf-8"))
    colours = dict(re.findall(r"--(\w+):(#\w+)", roots[int(dark)]))
    texts = ("ink", "soft", "accent", "good", "bad", "warn", "note")
    grounds = {"page": texts, "tint": texts, "gone": ("ink",), "came": ("ink",), "mark": ("ink",)}
    low = []
    for ground, inks in grounds.items():
        for ink in inks:
            light, deep = sorted((luminance(colours[ink]), luminance(colours[ground])), reverse=True)
            if (light + 0.05) / (deep + 0.05) < 4.5:
                low.append((ink, ground))
    assert low == []


def test_style_and_script_are_the_same_on_any_screen() -> None:
    """What a terminal cannot print is written otherwise; the hashes would be wrong then."""
    for name in ("page.css", "page.js"):
        assert (Path(html.__file__).parent / name).read_text("ascii")
