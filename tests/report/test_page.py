"""How a page is drawn: long tables, narrow screens, lists cut off, and text that would break out."""

import re

import pytest
from msgspec.structs import replace

from smartplan.report.render import markdown as page_markdown
from smartplan.report.render import numbers
from smartplan.report.render import text as page_text
from smartplan.report.render.file_listing import FileListing
from smartplan.report.render.page import (
    BalanceCount,
    Block,
    Cell,
    ChangeLine,
    Changes,
    Column,
    Facts,
    FindingList,
    FindingRow,
    FoundInFile,
    Heading,
    Item,
    Items,
    Line,
    Page,
    Ranked,
    Ranking,
    Table,
    Text,
    Tone,
    Totals,
)
from smartplan.report.render.terminal import Style
from smartplan.report.render.word_diff import TextPart
from smartplan.yamltext.source import Place

PIPE, NARROW = Style(), Style(width=80)


def table(rows: int) -> Page:
    lines = [Line([f"baris {n}", Cell(str(n), "bad")]) for n in range(rows)]
    columns = [Column("nama", folds=True), Column("Rp\nmiliar", right=True)]
    return Page("Judul", blocks=[Table(columns, [*lines, Line(["jumlah", "9"], "total")])])


@pytest.mark.parametrize("rows", [3, 400])
def test_a_long_table_looks_like_a_short_one(rows: int) -> None:
    lines = page_text.render(table(rows), PIPE).split("\n")
    assert [line.split() for line in lines[2:4]] == [["Rp"], ["nama", "miliar"]]
    assert set(lines[4]) == {"─"}
    assert lines[5].split() == ["baris", "0", "0"]
    assert [line.split() for line in lines[-3:]] == [[], ["jumlah", "9"], []]
    assert len({len(line) for line in lines[5 : 5 + rows]}) == 1


@pytest.mark.parametrize("rows", [3, 400])
def test_a_table_keeps_to_the_screen(rows: int) -> None:
    wide = Page("J", blocks=[Table([Column("n", folds=True), Column("m")], [Line(["x" * 90, "y"])] * rows)])
    assert max(map(len, page_text.render(wide, NARROW).split("\n"))) <= 80
    assert "x" * 90 in page_text.render(wide, PIPE)


def test_records_that_are_too_wide_for_the_screen_stand_as_blocks() -> None:
    columns = [Column("id"), *(Column(f"isian-{n}", folds=True) for n in range(9)), Column("Rp\nmiliar", right=True)]
    first = Line(["A-1", "Satu data kota", *["\N{MIDDLE DOT}"] * 8, Cell("1,5", "bad")])
    second = Line(["A-2", *["kata panjang sekali"] * 9, "2,5"])
    made = Page("J", blocks=[Table(columns, [first, second], records=True)])
    lines = page_text.render(made, NARROW).splitlines()[2:]
    assert lines[:5] == ["id         A-1", "isian-0    Satu data kota", "Rp miliar  1,5", "", "id         A-2"]
    assert lines[-2:] == ["isian-8    kata panjang sekali", "Rp miliar  2,5"]
    # Where there is room, as in a pipe, and where they are no records, they stay a table.
    for style, records in ((PIPE, True), (Style(width=110), True), (NARROW, False)):
        made = Page("J", blocks=[Table(columns, [first, second], records=records)])
        assert "id         A-1" not in page_text.render(made, style)


def test_a_heading_keeps_to_the_screen_and_is_underlined_as_long_as_it_is() -> None:
    page = Page("J", blocks=[Heading("kata " * 30)])
    for style, longest in ((PIPE, 149), (NARROW, 79)):
        *_, last, line, end = page_text.render(page, style).split("\n")
        assert (line, end) == ("─" * longest, "")
        assert last.split()[-1] == "kata"


@pytest.mark.parametrize("apart", [False, True])
@pytest.mark.parametrize("number", [1, 10, 11, 12, 305])
def test_a_list_of_names_is_no_endless_line(number: int, apart: bool) -> None:
    names = [f"GOV-{one}" for one in range(number)]
    # A sentence in place of one more name would save nothing.
    shown = names if number <= 11 else names[:10]
    for whole in (False, True):
        blocks: list[Block] = [Items([Item("banyak", names=names, apart=apart)])]
        page = Page("J", blocks=blocks, more="dan {n} lagi", whole=whole)
        for text in (page_text.render(page, PIPE), page_text.render(page, NARROW), page_markdown.render(page)):
            told = [word.strip(",") for word in text.split() if word.startswith("GOV-")]
            assert told == (names if whole else shown)
            assert (f"dan {number - 10} lagi" in text) is (not whole and number > 11)
        assert max(map(len, page_text.render(page, PIPE).split("\n"))) <= 100


def test_a_short_name_is_not_broken() -> None:
    names = [f"GOV-{one:02} indeks layanan" for one in range(30)]
    page = Page("J", blocks=[Items([Item("banyak", names=names)])], whole=True)
    shown = page_text.render(page, NARROW).split("\n")[3:-1]
    assert all(re.fullmatch(r"    (GOV-\d\d indeks layanan(, )?)+,?", line) for line in shown)
    assert len(shown) > 5


@pytest.mark.parametrize("rows", [3, 400])
def test_what_is_indented_stays_so_where_it_is_folded(rows: int) -> None:
    lines = [Line(["  Ekosistem Transaksi Keuangan Daerah", "x" * 55])] * rows
    page = Page("J", blocks=[Table([Column("nama", folds=True), Column("m")], lines)])
    shown = page_text.render(page, NARROW).split("\n")[4:-1]
    assert len(shown) > rows
    assert all(re.match(r"  \S", line) for line in shown)


def test_a_sign_is_kept_and_its_absence_too() -> None:
    """A list in markdown has a dash of its own, which says nothing."""
    page = Page("J", blocks=[Items([Item("dihentikan", "-"), Item("biasa"), Item("ditambah", "+")])])
    assert page_text.render(page, PIPE).split("\n")[2:5] == ["- dihentikan", "- biasa", "+ ditambah"]
    assert page_markdown.render(page).split("\n")[2:5] == ["- `-` dihentikan", "- biasa", "- `+` ditambah"]


@pytest.mark.parametrize("rows", [3, 400])
@pytest.mark.parametrize("style", [PIPE, NARROW])
def test_a_wide_table_is_folded_and_loses_nothing(rows: int, style: Style) -> None:
    """A year and its value stay together, wherever the line is broken."""
    targets = ", ".join(f"{year}:\N{NO-BREAK SPACE}8.000" for year in range(2020, 2040))
    columns = [Column("indikator", folds=True), Column("target", folds=True), Column("awal", right=True)]
    page = Page("J", blocks=[Table(columns, [Line(["sangat panjang " * 20, targets, "1"])] * rows)])
    lines = page_text.render(page, style).split("\n")
    assert max(map(len, lines)) <= (style.width or 160)
    text = "\n".join(lines)
    assert text.count("panjang") == 20 * rows
    assert [text.count(f"{year}: 8.000") for year in range(2020, 2040)] == [rows] * 20


@pytest.mark.parametrize("rows", [3, 400])
@pytest.mark.parametrize("text", ["kata " * 40, "2024:\N{NO-BREAK SPACE}panjang sekali " * 9])
def test_a_long_text_that_begins_with_a_year_is_folded_as_any(rows: int, text: str) -> None:
    columns = [Column("indikator", folds=True), Column("target", folds=True), Column("akhir")]
    page = Page("J", blocks=[Table(columns, [Line(["Waktu layanan", text, "akhir"])] * rows)])
    lines = page_text.render(page, NARROW).split("\n")
    assert max(map(len, lines)) <= 80
    assert len(lines) < 8 * rows
    assert sum(line.count("akhir") for line in lines[3:]) >= rows


HOSTILE = "satu\n## dua\r\n\ttiga"


def test_a_line_break_in_a_text_makes_no_line_of_the_report() -> None:
    blocks = [
        Heading("H"), Text(HOSTILE), Facts([("label", HOSTILE)]), Items([Item(HOSTILE, names=[HOSTILE])]),
        Table([Column("k")], [Line([HOSTILE])]),
        Totals([], [("label", HOSTILE)], "label", HOSTILE), Ranking([Ranked("label", "!", HOSTILE, HOSTILE, "bad")]),
        Changes([ChangeLine("label", [TextPart(HOSTILE)])], "!", HOSTILE),
    ]  # fmt: skip
    page = Page(HOSTILE, notes=[HOSTILE], only=HOSTILE, blocks=list(blocks))
    for style in (PIPE, NARROW):
        assert [line for line in page_text.render(page, style).split("\n") if line.startswith(("##", "tiga"))] == []
        assert page_text.render(page, style).count("satu ## dua tiga") == 14
    assert "\n## dua" not in page_markdown.render(page).replace(page_markdown.render(page).split("\n")[0], "", 1)


COUNTS = [BalanceCount(2, "2 salah", "bad"), BalanceCount(0, "0 catatan", "note")]


def test_a_document_begins_with_what_a_report_comes_down_to() -> None:
    """Where text has it too, ahead of the notes; else below them."""
    first = Page("J", notes=["n"], blocks=[Totals(COUNTS, [("dasar", "x")], "program", "1 → 2"), Text("isi")])
    assert page_markdown.render(first) == "## J\n\n**2 salah, 0 catatan**\n\n> n\n\n- **dasar**: x\n\nisi\n"
    assert page_text.render(first, PIPE) == "J\nn\n\ndasar    x\nprogram  1 → 2\n         2 salah\n\nisi\n"
    last = Page("J", notes=["n"], blocks=[Text("isi"), Totals(COUNTS, after="dicek")])
    assert page_markdown.render(last) == "## J\n\n> n\n\n**2 salah, 0 catatan**\n\ndicek\n\nisi\n"
    assert page_text.render(last, PIPE) == "J\nn\n\nisi\n\n2 salah\ndicek\n"
    nothing = Totals([BalanceCount(0, "0 salah", "bad")], none=Text("bersih", "good"), after="dicek")
    assert page_text.render(Page("", blocks=[nothing]), PIPE) == "bersih\ndicek\n"
    assert page_text.render(Page("", blocks=[]), PIPE) == ""


def test_changes_have_one_edge_and_are_one_list() -> None:
    lines = [ChangeLine("nama", [TextPart("a"), TextPart("b", "gone"), TextPart("c", "came")], "[1 → 2]")]
    page = Page("", blocks=[
        Heading("H", "Rincian (2)"), Changes([ChangeLine("status (x)", [TextPart("1 → 2")])]),
        Changes(lines, "~", "GOV-01 *Satu*"), Changes(lines, "-", "GOV-02 Dua"), Heading("Akhir"), Text("isi"),
    ])  # fmt: skip
    assert page_text.render(page, PIPE).split("\n") == [
        "H", "─", "    status (x)  1 → 2", "", "~ GOV-01 *Satu*", "    nama        a[-b-]{+c+}  [1 → 2]", "",
        "- GOV-02 Dua", "    nama        a[-b-]{+c+}  [1 → 2]", "", "Akhir", "─────", "isi", "",
    ]  # fmt: skip
    changed = "  - nama: a\\[-b-\\]\\{\\+c\\+\\} `[1 → 2]`"
    assert page_markdown.render(page).split("\n") == [
        "### H", "", "<details><summary>Rincian (2)</summary>", "", "- status \\(x\\): 1 → 2",
        "- `~` **GOV-01 \\*Satu\\***", changed, "- `-` **GOV-02 Dua**", changed, "", "</details>", "", "### Akhir", "",
        "isi", "",
    ]  # fmt: skip


@pytest.mark.parametrize("rows", [1, 200])
def test_what_a_table_lists_has_its_sign(rows: int) -> None:
    columns = [Column("baru"), Column("!", right=True, sign=True)]
    page = Page("", blocks=[Table(columns, [Line(["GOV-01", "1"])] * rows, "+")])
    assert page_text.render(page, PIPE).split("\n")[2].split() == ["+", "GOV-01", "1"]
    assert page_markdown.render(page).startswith("| `+` baru | `!` |\n| --- | ---: |\n| GOV-01 | 1 |\n")


def test_findings_are_in_the_order_of_lines_and_on_a_screen_errors_come_last() -> None:
    def row(line: int, rule: str, tone: Tone) -> FindingRow:
        words = {"bad": "salah", "warn": "awas"}
        return FindingRow(
            Place(line, 2, line, 4), words[tone], tone, rule, lambda: f"kalimat {line}", f"a.{line}", "", "xyz"
        )

    many = [row(line, "sering", "warn") for line in range(2, 15)]
    files = [FoundInFile("a.yaml", [row(1, "galat", "bad"), *many], {"sering": "13 kali: judul"})]
    block = FindingList(["Tempat", "", "Aturan", "Temuan"], [*files, FoundInFile("b`.yaml", [many[0]], {})])
    page = Page("", blocks=[block], more="dan {n} lagi")
    shown = page_text.render(page, PIPE).split("\n")
    assert shown[:7] == [
        "a.yaml", "", "  awas  [sering]  13 kali: judul", "    kalimat 2", "    2 | xyz", "      |  ^^", "    3:2   a.3",
    ]  # fmt: skip
    assert [line for line in shown if line.startswith("    ") and " a." in line][-1] == "    11:2  a.11"
    assert [line.strip() for line in shown if "lagi" in line] == ["dan 3 lagi"]
    assert [line for line in shown if line.endswith(".yaml")] == ["a.yaml", "b`.yaml", "a.yaml"]
    assert shown[-5:-1] == ["  1:2  salah  [galat]", "    kalimat 1", "    1 | xyz", "      |  ^^"]
    assert "lagi" not in page_text.render(replace(page, whole=True), PIPE)
    told = page_markdown.render(page).split("\n")
    assert told[:6] == [
        "### `a.yaml`", "", "| Tempat | | Aturan | Temuan |", "| --- | --- | --- | --- |",
        "| 1:2 | salah | `galat` | kalimat 1 |", "| 2:2 | awas | `sering` | kalimat 2 |",
    ]  # fmt: skip
    assert [line for line in told if line.startswith("###")] == ["### `a.yaml`", "### `b'.yaml`"]
    assert sum(line.startswith("| ") for line in told) == 2 * 2 + 14 + 1


def test_markdown_of_a_text_is_text() -> None:
    page = Page("J", blocks=[Items([Item("nama ` lain: `missions` <b>*x*</b> [a](b)"), Item("1. satu")])])
    out = page_markdown.render(page)
    assert "- nama \\` lain: `missions` &lt;b&gt;\\*x\\*&lt;/b&gt; \\[a\\]\\(b\\)" in out
    assert "- 1\\. satu" in out


NUMBERS = [
    (numbers.number(3.0005, "id"), "3,0005"),
    (numbers.number(1_234_567, "id"), "1.234.567"),
    (numbers.share(0.004, "en"), "1%"),
    (numbers.share(0.996, "en"), "99%"),
    (numbers.share(1.0, "id"), "100%"),
    (numbers.share(0.0, "id"), "0%"),
    (numbers.share(None, "id"), "–"),
    (numbers.share(0.0561, "id", exact=True), "5,61%"),
    (numbers.percent(12.5, "id"), "+12,5%"),
    (numbers.day("2022-12-28", "id"), "28 Desember 2022"),
    (numbers.day("2022-12", "en"), "December 2022"),
    (numbers.day("2022", "en"), "2022"),
    (numbers.day("2022-13-45", "en"), "2022-13-45"),
]


@pytest.mark.parametrize(("shown", "expected"), NUMBERS)
def test_the_language_writes_it(shown: object, expected: object) -> None:
    assert shown == expected


def test_a_word_that_a_title_parts_is_whole_in_markdown() -> None:
    page = Page("A", blocks=[Table([Column("tidak\nterlak-\nsana"), Column("no\nrecord")], [Line(["1", "2"])])])
    assert "| tidak terlaksana | no record |" in page_markdown.render(page)
    assert "tidak\nterlak-  no\nsana     record\n" in page_text.render(page, PIPE)


def test_a_listing_is_drawn_as_it_stands() -> None:
    block = FileListing(
        "Buruk", "bad", [("2023.yaml", "a:\n  - |\n    ```\n    " + "x" * 90 + "\x1b[2J\n"), ("b.yaml", "c: 1")]
    )
    page = Page("", blocks=[Text("Kata"), block])
    long = "x" * 90 + "\\u001b[2J"
    lines = ["# 2023.yaml", "a:", "  - |", "    ```", f"    {long}"]
    shown = ["Kata", "", "Buruk", *(f"  {line}" for line in [*lines, "# b.yaml", "c: 1"])]
    assert page_text.render(page, NARROW) == page_text.render(page, PIPE) == "\n".join(shown) + "\n"
    colours = page_text.render(page, Style(colour=True))
    assert "\x1b[31;1mBuruk\x1b[0m\n  \x1b[2m# 2023.yaml\x1b[0m\n  a:\n" in colours
    # Of what is fenced in, nothing ends the fence.
    fenced = ["**Buruk**", "", "````yaml", *lines, "````", "", "```yaml", "# b.yaml", "c: 1", "```"]
    assert page_markdown.render(page) == "\n".join(["Kata", "", *fenced]) + "\n"
