"""The matrix semula - menjadi: each change once, typed, with its reason, in a workbook and in a document."""

import json
import os
import shutil
from collections import Counter
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm
from openpyxl.cell.rich_text import CellRichText, TextBlock

from smartplan.messages import LANGUAGES, Language, catalogue
from smartplan.report.diff import matrix_table
from tests.helpers import hostile
from tests.helpers.base import write
from tests.helpers.matrices import COLUMNS, Matrices, made, sheets, tables, values
from tests.helpers.repo import Repository, git  # noqa: F401
from tests.helpers.runner import ROOT, Runner, change

PAIRS = {"city": ("2020", "2024", "--plans", str(ROOT / "tests/city")),
         "balikpapan": ("2019", "2023", "--plans", str(ROOT / "plans"))}  # fmt: skip
GOLDEN = ROOT / "tests/golden"
# Each takes a second, and several tests look at it.
MADE: dict[tuple[str, Language], Matrices] = {}


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> Language:
    found: Language = request.param
    return found


@pytest.fixture(params=PAIRS)
def matrices(request: pytest.FixtureRequest, run: Runner, language: Language) -> Matrices:
    key = request.param, language
    if key not in MADE:
        MADE[key] = made(run, *PAIRS[request.param], "--lang", language)
    return MADE[key]


def test_each_change_stands_in_one_row(matrices: Matrices) -> None:
    assert Counter(matrices.marks) == Counter(one["fingerprint"] for one in matrices.data["changes"])
    assert [row["no"] for row in matrices.rows] == list(range(1, len(matrices.rows) + 1))
    places = {place for row in matrices.rows for line in row["where"].split("\n") for place in line.split(" → ")}
    assert places == {
        f"{side['path']}:{side['line']}"
        for one in matrices.data["changes"] for side in (one["old"], one["new"]) if side
    }  # fmt: skip


def test_the_totals_are_those_of_the_json(matrices: Matrices) -> None:
    summary = matrices.data["summary"]
    names = ["old", "new", "added", "withdrawn", "dropped", "changed", "realigned", "unchanged"]
    if not summary["programmes"]["realigned"]:
        names.remove("realigned")
    told = []
    for part in [*summary["dimensions"].values(), summary]:
        money = part["budget"] or {"old": None, "new": None, "delta": None}
        shown = ["–" if money[side] is None else money[side] for side in ("old", "new")]
        told.append([*(part["programmes"][name] for name in names), *shown, money["delta"]])
    assert [line[1:-1] for line in matrices.totals] == told


def test_money_by_source_adds_up(matrices: Matrices) -> None:
    lines = values(matrices.sheets[2])[1:]
    years = [line for line in lines if line[1]]
    sums = [line for line in lines if not line[1]]
    budget = matrices.data["summary"]["budget"]
    assert all(isinstance(line[1], str) and line[1].isdecimal() for line in years)
    for index, side in ((2, "old"), (3, "new")):
        stated = sum(line[index] for line in years if line[index] != "–")
        assert stated == (budget[side] or 0)
        of_sources = [line[index] for line in sums[: len({line[0] for line in years})] if line[index] != "–"]
        assert sum(of_sources) == stated
        assert sums[len({line[0] for line in years})][index] == ("–" if budget[side] is None else budget[side])


def test_the_document_says_what_the_workbook_says(matrices: Matrices) -> None:
    """All texts; of numbers only that there is one, for a program shows them in its way."""
    sheet = [[cell for cell, name in zip(line, COLUMNS, strict=True) if name not in ("where", "mark")]
             for line in values(matrices.sheets[1])]  # fmt: skip
    wanted = [matrices.tables[0], matrices.tables[1]]
    assert len(wanted[1]) == len(sheet)
    for line, other in zip(sheet, wanted[1], strict=True):
        for cell, text in zip(line, other, strict=True):
            assert (text == cell) if isinstance(cell, str) else (bool(text) == (cell is not None))
    assert len(wanted[0]) == len(matrices.totals) + 1
    assert [len(table) for table in matrices.tables[2:]] == [
        sheet.max_row for sheet in matrices.sheets[2:] if sheet.max_row > 1
    ]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", ["xlsx", "docx"])
def test_the_matrix_of_the_city(run: Runner, form: str, language: Language) -> None:
    """Whole, held against checked-in text; SMARTPLAN_RENEW=1 renews it, as in `test_golden`."""
    found = made(run, *PAIRS["city"], "--lang", language)
    if form == "xlsx":
        shown = [sheet.title + "\n" + text(values(sheet)) for sheet in found.sheets]
    else:
        shown = ["\n".join(one.text for one in Document("matrix.docx").paragraphs), *map(text, found.tables)]
    told = "\n\n".join(shown).replace(f"{ROOT}/", "") + "\n"
    path = GOLDEN / f"matrix-city.{language}.{form}.txt"
    if os.environ.get("SMARTPLAN_RENEW"):
        path.write_text(told, encoding="utf-8")
    assert told == path.read_text("utf-8")


def text(lines: list[list[Any]]) -> str:
    return "\n".join(" | ".join("" if one is None else str(one).replace("\n", " / ") for one in line) for line in lines)


OLD = """
dimensions:
  governance:
    programmes:
      GOV-01:
        years: null
        description: Layanan untuk warga kota
        budget: {apbd: {2019: 1000000000, 2020: 400000000}, csr: {2020: 300000000}}
        indicators: {waktu: {direction: down, targets: {2019: 12.5, 2020: "< 10"}}}
"""
NEW = """
dimensions:
  governance:
    programmes:
      GOV-01:
        years: null
        description: Layanan untuk semua warga kota
        because: [fgd-2022-12-28/IN-01]
        budget: {apbd: {2019: 1250000000, 2020: {value: 200000000, approx: true, as_of: 2023-02}, 2023: null}}
        indicators: {waktu: {direction: down, targets: {2019: 15.25, 2020: "< 10", 2021: 8, 2023: null}}}
"""


@pytest.fixture
def changed(run: Runner) -> Runner:
    """A programme of which money, targets and a text changed."""
    write(Path("plans"), {"2019.yaml": OLD, "2023.yaml": NEW})
    return run


def by_field(found: Matrices) -> dict[str, dict[str, Any]]:
    return {row["field"]: row for row in found.rows if row["code"] == "GOV-01"}


def test_values_are_typed(changed: Runner) -> None:
    rows = by_field(made(changed, "2019", "2023", "--lang", "en"))
    kept = ("before", "after", "moved", "percent")
    assert {name: [row[one] for one in kept] for name, row in rows.items()} == {
        "Description": ["Layanan untuk warga kota", "Layanan untuk semua warga kota", None, None],
        "Budget APBD 2019": [1_000_000_000, 1_250_000_000, 250_000_000, 0.25],
        "Budget APBD 2020 (cut by half or more)": [400_000_000, 200_000_000, -200_000_000, -0.5],
        # What is not stated is no zero, so nothing is computed from it.
        "Budget CSR 2020": [300_000_000, "–", None, None],
        "Target 2019 (waktu) (less ambitious)": [12.5, 15.25, None, pytest.approx(0.22)],
        "Target 2021 (waktu)": ["–", 8, None, None],
    }
    assert [line[3:] for line in values(sheets(Path("matrix.xlsx"))[3]) if line[0] == "GOV-01"] == [
        ["menit", "2019", 12.5, 15.25, 2.75, pytest.approx(0.22)],
        ["menit", "2020", "< 10", "< 10", None, None],
        ["menit", "2021", "–", 8, None, None],
    ]


@pytest.mark.parametrize(
    ("language", "money", "rough", "moved"),
    [
        ("en", '[$-409]"IDR\xa0"#,##0', '[$-409]"about IDR\xa0"#,##0" (February 2023)"', '[$-409]#,##0;[$-409](#,##0)'),
        ("id", '[$-421]"Rp"#,##0', '[$-421]"sekitar Rp"#,##0" (Februari 2023)"', '[$-421]#,##0;[$-421](#,##0)'),
    ],
)  # fmt: skip
def test_numbers_are_shown_in_the_language(changed: Runner, language: str, money: str, rough: str, moved: str) -> None:
    assert changed("diff", "2019", "2023", "--output", "m.xlsx", "--lang", language).code == 0
    matrix, by_year = sheets(Path("m.xlsx"))[1:3]
    formats = {cell.value: cell.number_format for line in matrix.rows for cell in line if isinstance(cell.value, int)}
    assert (formats[1_250_000_000], formats[200_000_000], formats[250_000_000]) == (money, rough, moved)
    shares = {cell.value: cell.number_format for line in matrix.rows for cell in line if cell.value == 0.25}
    assert shares[0.25].count("0.0%") == 2
    # A year is a name, which no program is to write with a sign of thousands.
    assert {(cell.value, cell.number_format) for cell in by_year["B"][1:3]} == {("2019", "@"), ("2020", "@")}


def test_words_that_changed_are_struck_and_bold(changed: Runner) -> None:
    made(changed, "2019", "2023", "--lang", "en")
    row = next(row for row in sheets(Path("matrix.xlsx"))[1].rows if row[4].value == "Description")
    before, after = row[5].value, row[6].value
    # Nothing went, so nothing is struck.
    assert before == "Layanan untuk warga kota"
    assert isinstance(after, CellRichText)
    assert [(one.text, bool(one.font.b)) for one in after if isinstance(one, TextBlock)] == [
        ("Layanan untuk ", False), ("semua ", True), ("warga kota", False),
    ]  # fmt: skip
    change("semua warga kota", "penduduk kota")
    made(changed, "2019", "2023", "--lang", "en")
    runs = {
        name: [(run.text, bool(run.font.strike), bool(run.bold)) for run in row.cells[index].paragraphs[0].runs]
        for row in Document("matrix.docx").tables[1].rows
        if row.cells[4].text == "Description"
        for name, index in (("before", 5), ("after", 6))
    }
    assert runs == {
        "before": [("Layanan untuk ", False, False), ("warga", True, False), (" kota", False, False)],
        "after": [("Layanan untuk ", False, False), ("penduduk", False, True), (" kota", False, False)],
    }


def test_reasons_are_told_by_their_text(run: Runner) -> None:
    found = made(run, *PAIRS["city"], "--lang", "id")
    rows = {(row["code"], row["field"]): row for row in found.rows}
    withdrawn = rows["SOC-04", "Dihentikan"]
    assert withdrawn["reason"] == "Diganti media lain\nSelaraskan dengan RPJMD baru"
    assert withdrawn["basis"] == "FGD review rencana induk, 1 Mei 2023"
    assert rows["LIV-04", "Dihentikan"]["reason"] == "Selesai"
    assert rows["LIV-04", "Dihentikan"]["basis"] is None
    # Of one reason, once.
    first = next(row for row in found.rows if row["reason"])
    assert first["reason"] == "Selaraskan dengan RPJMD baru"
    assert found.rows[first["no"]]["reason"] == f"sama dengan No. {first['no']}"


def test_an_input_that_is_not_at_hand_is_named(changed: Runner) -> None:
    shutil.rmtree("plans/reviews")
    found = made(changed, "2019", "2023", "--lang", "en")
    assert {(row["reason"], row["basis"]) for row in found.rows} == {
        ("fgd-2022-12-28/IN-01", None), ("as No. 1", None), (None, None),
    }  # fmt: skip
    Path("plans/reviews").mkdir()
    Path("plans/reviews/fgd-2022-12-28.yaml").write_text("x: [", "utf-8")
    result = changed("diff", "2019", "2023", "--output", "m.xlsx")
    assert (result.code, result.err.count("Note: ")) == (0, 1)
    assert "plans/reviews/fgd-2022-12-28.yaml" in result.err


def test_lineage_is_one_row_each(run: Runner) -> None:
    found = made(run, *PAIRS["city"], "--lang", "en")
    kinds = ("merged", "split", "moved", "renumbered", "added", "withdrawn", "dropped")
    marks = {one["fingerprint"]: one["kind"] for one in found.data["changes"]}
    told = [
        (sorted({marks[mark] for mark in row["mark"].split()}), row["field"], row["code"], row["before"], row["after"])
        for row in found.rows
        if any(marks[mark] in {f"programme-{kind}" for kind in kinds} for mark in row["mark"].split())
    ]
    assert [(*row[:3], *(text.partition(", ")[0] for text in row[3:])) for row in told] == [
        (["programme-merged"], "Merged from", "GOV-03, GOV-04 → GOV-03", "GOV-03 Kantor elektronik", "GOV-03 Kantor elektronik"),
        (["programme-renumbered"], "Renumbered", "ECO-03 → ECO-09", "ECO-03", "ECO-09"),
        (["programme-split"], "Split from", "LIV-02", "LIV-02 Antrean puskesmas", "LIV-02 Antrean puskesmas"),
        (["programme-split"], "Split from", "LIV-02 → LIV-05", "LIV-02 Antrean puskesmas", "LIV-05 Rekam medis"),
        (["programme-withdrawn"], "Withdrawn", "LIV-04", "Health", "–"),
        (["programme-moved"], "Moved", "GOV-05 → SOC-09", "Smart Governance", "Smart Society"),
        (["programme-renumbered"], "Renumbered", "GOV-05 → SOC-09", "GOV-05", "SOC-09"),
        (["programme-withdrawn"], "Withdrawn", "SOC-04", "Community", "–"),
        (["programme-added"], "Added", "ENV-09", "–", "Protection"),
    ]  # fmt: skip


def test_what_came_and_went_has_its_money(run: Runner) -> None:
    rows = made(run, *PAIRS["city"], "--lang", "en").rows
    assert [(row["field"], row["moved"]) for row in rows if row["field"] in ("Added", "Withdrawn")] == [
        ("Withdrawn", -1_000_000_000), ("Withdrawn", -1_000_000_000), ("Added", 1_000_000_000),
    ]  # fmt: skip


def test_a_filter_is_named_and_holds(run: Runner) -> None:
    found = made(run, *PAIRS["city"], "--lang", "en", "--level", "warning", "--dimension", "living")
    assert Counter(found.marks) == Counter(one["fingerprint"] for one in found.data["changes"])
    assert {one["level"] for one in found.data["changes"]} == {"warning"}
    head = {line[0]: line[1] for line in values(found.sheets[0]) if line[0]}
    assert (
        head["Shown"] == "Only these changes are shown and counted: dimension Smart Living; level warnings and errors."
    )
    # All programmes that are left are changed ones, so their share says nothing.
    assert "Share that changed" not in head


def test_the_share_is_told_without_a_judgement(run: Runner, language: Language) -> None:
    found = made(run, *PAIRS["balikpapan"], "--lang", language)
    say = catalogue(language)
    head = {line[0]: line[1] for line in values(found.sheets[0]) if line[0]}
    told = head[say("matrix.share")]
    assert told == say("matrix.share.text", changed=15, of=16, share="94%", unchanged=1, name="2019")
    assert "50%" in told


def test_nothing_changed(run: Runner) -> None:
    found = made(run, "2019", "2019", "--lang", "en")
    assert found.rows == []
    head = {line[0]: line[1] for line in values(found.sheets[0]) if line[0]}
    assert head["Matrix"] == "No change."
    assert head["Share that changed"].startswith("0 of the ")


def test_the_page_is_f4_across(run: Runner) -> None:
    found = made(run, *PAIRS["city"])
    for sheet in found.sheets:
        # 14 is Folio, 8.5 x 13 inches.
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (14, "landscape")
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
        assert "&P" in (sheet.oddFooter.right.text or "")
    for sheet in found.sheets[1:]:
        assert (sheet.print_title_rows, sheet.freeze_panes) == ("$1:$1", "A2")
        assert sheet.auto_filter.ref == sheet.dimensions
    matrix = found.sheets[1]
    hidden = [name for name, one in matrix.column_dimensions.items() if one.hidden]
    assert [matrix[f"{name}1"].value for name in hidden] == ["Place", "Fingerprint"] or len(hidden) == 1
    # Rows are as high as their longest text, since LibreOffice does not make them so.
    folded = [line[0].row for line in matrix.rows if any("\n" in str(cell.value) for cell in line[:11])]
    assert folded
    assert all((matrix.row_dimensions[number].height or 0) > 24 for number in folded)
    document = Document("matrix.docx")
    section = document.sections[0]
    # To the twentieth of a point.
    assert [round(side.cm, 2) for side in (section.page_width, section.page_height) if side] == [33, 21]
    assert all(table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None for table in document.tables)


@pytest.mark.parametrize("form", ["xlsx", "docx"])
def test_the_same_bytes_for_the_same_day(run: Runner, monkeypatch: pytest.MonkeyPatch, form: str) -> None:
    for name, now in (("a", 1.7e9), ("b", 1.8e9)):
        monkeypatch.setattr("time.time", lambda now=now: now)
        assert run("diff", *PAIRS["city"], "--output", f"{name}.{form}").code == 0
    assert Path(f"a.{form}").read_bytes() == Path(f"b.{form}").read_bytes()
    with ZipFile(f"a.{form}") as archive:
        assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("kind", ["free", "hard", "keys", "ids"])
def test_a_text_stays_a_text(run: Runner, kind: str) -> None:
    hostile.write(Path("plans"), getattr(hostile, kind)())
    for form in ("xlsx", "docx"):
        result = run("diff", "2019", "2023", "--output", f"m.{form}")
        assert result.code == 0, result.err
    cells = [cell for sheet in sheets(Path("m.xlsx")) for line in sheet.rows for cell in line]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert [cell for cell in cells if cell.hyperlink] == []
    for told in [str(cell.value) for cell in cells] + [
        one for table in tables(Path("m.docx")) for line in table for one in line
    ]:
        assert hostile.unseen(told) == set()


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", "=HYPERLINK(\"http://x.test\")", "http://x.test", "1,5", "007",
                                  "_x0041_", "{=1}", "a\ufffeb", "x" * 40_000])  # fmt: skip
def test_nothing_is_computed(run: Runner, name: str) -> None:
    write(Path("plans"), {"2023.yaml": json.dumps({"title": name})})
    assert run("diff", "2019", "2023", "--output", "m.xlsx", "--lang", "en").code == 0
    (cell,) = (row[6] for row in sheets(Path("m.xlsx"))[1].rows if row[4].value == "Title")
    shown = matrix_table.plain(name)
    # XlsxWriter writes what looks like a code of a character as one, so that it is read as it stood.
    assert cell.data_type == "s"
    assert str(cell.value).replace("_x005F_", "_") == (shown if len(shown) < 32_768 else f"{shown[:32_766]}…")


def test_a_letterhead_keeps_its_page_and_styles(run: Runner) -> None:
    letterhead = Document()
    section = letterhead.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.header.paragraphs[0].text = "PEMERINTAH KOTA CONTOH"
    letterhead.styles["Normal"].font.name = "Times New Roman"
    letterhead.add_paragraph("Lampiran")
    letterhead.save("kop.docx")
    assert run("diff", *PAIRS["city"], "--template", "kop.docx", "--format", "docx", "--output", "m.docx").code == 0
    made_on = Document("m.docx")
    assert made_on.sections[0].page_width == section.page_width
    assert made_on.sections[0].header.paragraphs[0].text == "PEMERINTAH KOTA CONTOH"
    assert made_on.styles["Normal"].font.name == "Times New Roman"
    assert made_on.paragraphs[0].text == "Lampiran"
    assert len(made_on.tables) == 4


def test_the_tables_on_an_upright_letterhead_are_on_pages_across(run: Runner) -> None:
    letterhead = Document()
    section = letterhead.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.different_first_page_header_footer = True
    section.first_page_header.paragraphs[0].text = "PEMERINTAH KOTA CONTOH"
    section.header.paragraphs[0].text = "Halaman berikut"
    section._sectPr.append(parse_xml(f'<w:pgNumType {nsdecls("w")} w:start="1"/>'))
    letterhead.save("kop.docx")
    words = ["diff", *PAIRS["city"], "--output", "m.docx", "--template", "kop.docx"]
    assert run(*words).code == 0
    upright, across = Document("m.docx").sections
    assert (upright.page_width, upright.page_height) == (section.page_width, section.page_height)
    assert upright.first_page_header.paragraphs[0].text == "PEMERINTAH KOTA CONTOH"
    assert (across.page_width, across.page_height) == (section.page_height, section.page_width)
    assert (across.orientation, across.header.is_linked_to_previous) == (WD_ORIENT.LANDSCAPE, True)
    # A page with the letterhead of a first page stands before, and the numbers go on from it.
    assert across.header.paragraphs[0].text == "Halaman berikut"
    assert not across.different_first_page_header_footer
    assert [len(one._sectPr.findall(qn("w:pgNumType"))) for one in (upright, across)] == [1, 0]
    parts = [[type(part).__name__ for part in one.iter_inner_content()] for one in (upright, across)]
    assert (parts[0].count("Table"), parts[1].count("Table")) == (0, 4)
    for table in Document("m.docx").tables:
        widths = [column.width or 0 for column in table.columns]
        assert sum(widths) == pytest.approx(Cm(29.7 - 3), rel=0.001)
    # What is across already stays one section.
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    letterhead.save("kop.docx")
    assert run(*words).code == 0
    assert len(Document("m.docx").sections) == 1


def test_no_row_of_a_document_is_torn_unless_it_is_long(run: Runner) -> None:
    def whole() -> list[bool]:
        return [row._tr.find(f".//{qn('w:cantSplit')}") is not None for row in Document("m.docx").tables[1].rows]

    assert run("diff", *PAIRS["city"], "--output", "m.docx").code == 0
    assert all(whole())
    path = Path("plans/2023.yaml")
    path.write_text(f'{path.read_text("utf-8")}\nvision: "{"panjang " * 200}"\n', "utf-8")
    assert run("diff", "2019", "2023", "--output", "m.docx").code == 0
    assert whole().count(False) == 1


def macro(path: Path) -> None:
    """A document with macros, by what it says of itself."""
    Document().save("plain.docx")
    with ZipFile("plain.docx") as old, ZipFile(path, "w") as new:
        for part in old.namelist():
            data = old.read(part)
            new.writestr(part, data.replace(b"wordprocessingml.document.main", b"ms-word.document.macroEnabled.main"))


def bomb(path: Path) -> None:
    Document().save("plain.docx")
    with ZipFile("plain.docx") as old, ZipFile(path, "w", 8) as new:
        for part in old.namelist():
            new.writestr(part, old.read(part))
        new.writestr("word/media/x.xml", b" " * 2 * 10**8)


def typed(path: Path) -> None:
    """With a document type, as no office program writes it."""
    Document().save("plain.docx")
    with ZipFile("plain.docx") as old, ZipFile(path, "w") as new:
        for part in old.namelist():
            new.writestr(part, old.read(part).replace(b"?>", b'?><!DOCTYPE x [<!ENTITY a "b">]>', 1))


BAD = {"text": lambda path: path.write_text("Kop", "utf-8"), "empty": lambda path: path.write_bytes(b""),
       "archive": lambda path: path.write_bytes(b"PK\x05\x06" + bytes(18)), "macro": macro, "bomb": bomb, "typed": typed,
       "workbook": lambda path: shutil.copy("w.xlsx", path)}  # fmt: skip


@pytest.mark.parametrize("kind", BAD)
def test_a_letterhead_that_is_none_is_refused(run: Runner, kind: str) -> None:
    run("diff", "2019", "2023", "--output", "w.xlsx")
    BAD[kind](Path("kop.docx"))
    result = run("diff", "2019", "2023", "--output", "m.docx", "--template", "kop.docx", "--lang", "en")
    assert (result.code, result.out) == (2, "")
    assert result.err == (
        "Error: `kop.docx` cannot be used as a letterhead; give a Word document (.docx) without a password and "
        "without macros\n"
    )
    assert not Path("m.docx").exists()


WRONG = [
    (["--template", "kop.docx"], "`--template` is the letterhead of a Word document; give it together with `--format docx`"),
    (["--template", "kop.docx", "--format", "docx"], "cannot open `kop.docx`: the file does not exist"),
    (["--output", "m.xlsx", "--format", "docx"], "`m.xlsx` ends as a file of format xlsx, and the format asked for is docx; "
     "change one of the two"),
    (["--output", "m.xlsx", "--format", "github"], "`m.xlsx` ends as a file of format xlsx, and the format asked for is "
     "github; change one of the two"),
    (["--output", "nowhere/m.xlsx"], "cannot write `nowhere/m.xlsx`"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "told"), WRONG, ids=[" ".join(words) for words, _ in WRONG])
def test_what_cannot_be_done_is_refused(run: Runner, words: list[str], told: str) -> None:
    result = run("diff", "2019", "2023", *words, "--lang", "en")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f"Error: {told}")
    assert result.err.count("\n") == 1


@pytest.mark.parametrize("form", ["xlsx", "docx"])
def test_a_terminal_is_shown_no_bytes(run: Runner, monkeypatch: pytest.MonkeyPatch, form: str) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    result = run("diff", "2019", "2023", "--format", form, "--lang", "en")
    assert (result.code, result.out) == (2, "")
    assert f"a terminal cannot show a file of the kind {form}; name a file with `--output`" in " ".join(
        result.err.split()
    )


@pytest.mark.parametrize(("form", "library"), [("xlsx", "xlsxwriter"), ("docx", "docx")])
def test_a_missing_library_is_named(run: Runner, monkeypatch: pytest.MonkeyPatch, form: str, library: str) -> None:
    monkeypatch.setattr("smartplan.tables.libraries.find_spec", lambda name: None)
    result = run("diff", "2019", "2023", "--output", f"m.{form}", "--lang", "en")
    assert (result.code, result.out) == (2, "")
    assert f"({library})" in result.err
    assert '`pip install "smartplan[office]"`' in result.err
    assert result.err.count("\n") == 1


def test_the_files_since_a_commit(run: Runner, git: None) -> None:  # noqa: F811
    repository = Repository(Path())
    repository.commit()
    change("title: ", "title: Baru, ")
    assert run("diff", "--since", "HEAD", "--output", "m.xlsx", "--lang", "en").code == 0
    found = sheets(Path("m.xlsx"))
    assert [sheet.title for sheet in found] == ["Other files", "Summary", "Matrix", "Budget", "Targets"]
    assert [line[0].partition(",")[0] for line in values(found[0])] == ["plans/2019.yaml"]
    assert [line[4] for line in values(found[2])[1:]] == ["Title"]
    assert run("diff", "--since", "HEAD", "--output", "m.docx", "--lang", "en").code == 0
    paragraphs = [one.text for one in Document("m.docx").paragraphs]
    assert paragraphs[0].startswith("plans/2019.yaml")
    assert any(one.startswith("Change: plans/2023.yaml") for one in paragraphs)
