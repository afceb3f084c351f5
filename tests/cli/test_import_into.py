"""Filled workbooks back into the plan: each changed cell is the edit that a command makes, and nothing else changes."""

import datetime
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.filled_book import FilledBook, fill
from tests.helpers.repo import Repository, git  # noqa: F401
from tests.helpers.runner import ROOT, Runner

PLAN, BOOK = Path("plans/2026.yaml"), Path("2026.xlsx")
Fill = Callable[[FilledBook], Any]


@pytest.fixture
def exported(run: Runner) -> Runner:
    """Beside the plans of Balikpapan a workbook of the last one."""
    shutil.rmtree("plans")
    shutil.copytree(ROOT / "plans", "plans")
    assert run("export", "2026", "--output", str(BOOK)).code == 0
    return run


def put(name: str, ids: str | tuple[str, ...], key: str, value: Any, number_format: str = "") -> Fill:
    return lambda book: book.put(name, ids, key, value, number_format)


def renumbered(book: FilledBook) -> None:
    book.put("Programmes", "LIV-03", "formerly", "LIV-03")
    book.put("Programmes", "LIV-03", "id", "LIV-90")


def withdrawn(book: FilledBook) -> None:
    book.delete("Programmes", "LIV-03")
    book.add("Withdrawn", id="LIV-03", reason="digabung")


def moved(book: FilledBook) -> None:
    book.put("Programmes", "LIV-03", "dimension", "environment")
    book.put("Programmes", "LIV-03", "subdimension", "waste")


def action_with_indicator(book: FilledBook) -> None:
    book.add("Actions", programme="LIV-03", id="A1", name="Kajian")
    book.add("Indicators", programme="LIV-03", action="A1", id="i", name="Laporan")


def programme_with_indicator(book: FilledBook) -> None:
    new = {"dimension": "living", "subdimension": "health", "name": "Baru", "agency": "dkk"}
    book.add("Programmes", id="LIV-90", **new)
    book.add("Indicators", programme="LIV-90", id="i", name="Laporan", targets__2026=3)


def indicator_of_a_renumbered_one(book: FilledBook) -> None:
    book.put("Programmes", "LIV-01", "formerly", "LIV-01")
    book.put("Programmes", "LIV-01", "id", "LIV-91")
    book.put("Indicators", SIMPANG, "unit", "buah")
    book.add("Indicators", programme="LIV-91", id="i", name="Laporan")


def led_by_a_new_agency(book: FilledBook) -> None:
    book.add("Agencies", name="Dinas Ketahanan Pangan", short="DKP")
    book.put("Programmes", "LIV-03", "agency", "Dinas Ketahanan Pangan")


SIMPANG = ("LIV-01", "", "", "simpang")
# What is filled in, and the commands that do the same.
EDITS: dict[str, tuple[Fill, list[list[str]]]] = {
    "text": (put("Programmes", "LIV-03", "description", "Dikaji"), [["set", "LIV-03.description", "Dikaji"]]),
    "name": (put("Programmes", "LIV-03", "name", "Angkot"), [["rename", "LIV-03", "Angkot"]]),
    "word": (put("Programmes", "LIV-03", "status", "running"), [["set", "LIV-03.status", "running"]]),
    "word in Indonesian": (put("Programmes", "LIV-03", "status", "berjalan"), [["set", "LIV-03.status", "running"]]),
    "agency by its name": (
        put("Programmes", "LIV-03", "agency", "Dinas Lingkungan Hidup"),
        [["set", "LIV-03.agency", "dlh"]],
    ),
    "yes": (put("Programmes", "LIV-03", "quick_win", True), [["set", "LIV-03.quick_win", "true"]]),
    "list": (put("Programmes", "LIV-03", "partners", "dlh; dkk"), [["set", "LIV-03.partners", "[dlh, dkk]"]]),
    "one more": (put("Programmes", "LIV-03", "missions", "M2; M4"), [["set", "LIV-03.missions", "--add", "M4"]]),
    "years": (put("Programmes", "LIV-03", "years", "2026; 2027"), [["set", "LIV-03.years", "[2026, 2027]"]]),
    "one year as a number": (put("Programmes", "LIV-03", "years", 2027), [["set", "LIV-03.years", "[2027]"]]),
    "several codes": (
        put("Programmes", "LIV-03", "code", "2.15.02; 2.15.10"),
        [["set", "LIV-03.code", "[2.15.02, 2.15.10]"]],
    ),
    "places with commas": (
        put("Programmes", "LIV-03", "location", "Utara, Tengah; Selatan"),
        [["set", "LIV-03.location", '["Utara, Tengah", Selatan]']],
    ),
    "several laws": (
        put("Plan", "legal_basis", "value", "UU 23/2014, pasal 360; Perda 1/2024"),
        [["set", "legal_basis", '["UU 23/2014, pasal 360", Perda 1/2024]', "--yaml"]],
    ),
    "law with a semicolon": (
        put("Plan", "legal_basis", "value", '["UU 23/2014; pasal 360", "[Draf] Perda"]'),
        [["set", "legal_basis", '["UU 23/2014; pasal 360", "[Draf] Perda"]', "--yaml"]],
    ),
    "money": (
        put("Programmes", "LIV-03", "budget.apbd.2026", 1_500_000_000),
        [["set", "LIV-03.budget.apbd.2026", "1500000000"]],
    ),
    "money in words": (
        put("Programmes", "LIV-03", "budget.apbd.2026", "Rp 1,5 miliar"),
        [["set", "LIV-03.budget.apbd.2026", "1500000000"]],
    ),
    "figure with its basis": (
        put("Programmes", "LIV-01", "budget.unstated.2024", "{value: 5, approx: true}"),
        [["set", "LIV-01.budget.unstated.2024", "{value: 5, approx: true}"]],
    ),
    "execution": (
        put("Programmes", "LIV-03", "execution.2026", "partly"),
        [["set", "LIV-03.execution.2026", "partly"]],
    ),
    "taken out": (put("Programmes", "LIV-03", "missions", None), [["unset", "LIV-03.missions"]]),
    "an amount that is not known": (
        put("Programmes", "LIV-01", "budget.unstated.2024", "N/A"),
        [["unset", "LIV-01.budget.unstated.2024"]],
    ),
    "last of a mapping taken out": (
        put("Programmes", "LIV-01", "budget.unstated.2024", None),
        [["unset", "LIV-01.budget.unstated.2024"]],
    ),
    "target": (
        put("Indicators", SIMPANG, "targets.2026", 60),
        [["set", "LIV-01.indicators.simpang.targets.2026", "60"]],
    ),
    "target as text": (
        put("Indicators", SIMPANG, "targets.2026", "60.50"),
        [["set", "LIV-01.indicators.simpang.targets.2026", "60.50"]],
    ),
    "target in percent": (
        put("Indicators", SIMPANG, "targets.2026", 0.855, "0.0%"),
        [["set", "LIV-01.indicators.simpang.targets.2026", "85.5%"]],
    ),
    "new indicator": (
        lambda book: book.add("Indicators", programme="LIV-03", id="armada", name="Armada", unit="unit", targets__2026=7),
        [["set", "LIV-03.indicators.armada", "{name: Armada, unit: unit, targets: {2026: 7}}"]],
    ),
    "new indicator without an id": (
        lambda book: book.add("Indicators", programme="LIV-03", name="Armada yang laik", targets__2026=7),
        [["set", "LIV-03.indicators.armada-laik", "{name: Armada yang laik, targets: {2026: 7}}"]],
    ),
    "new action": (
        lambda book: book.add("Actions", programme="LIV-03", name="Kajian", years="2026"),
        [["set", "LIV-03.actions.A1", "{name: Kajian, years: [2026]}"]],
    ),
    "agency's name": (put("Agencies", "dlh", "name", "Dinas LH"), [["set", "agencies.dlh.name", "Dinas LH"]]),
    "new action with an indicator": (
        action_with_indicator,
        [["set", "LIV-03.actions.A1", "{name: Kajian}"], ["set", "LIV-03.actions.A1.indicators.i", "{name: Laporan}"]],
    ),
    "new programme where its dimension and agency are named": (
        lambda book: book.add(
            "Programmes", id="LIV-90", dimension="Smart Living", subdimension="Prasarana Kesehatan", name="Baru", agency="Dinas Kesehatan Kota"
        ),
        [["add", "LIV-90", "--dimension", "living", "--subdimension", "health", "--name", "Baru", "--agency", "dkk"]],
    ),
    "moved to a dimension by its name": (
        lambda book: (
            book.put("Programmes", "LIV-03", "dimension", "Smart Environment"),
            book.put("Programmes", "LIV-03", "subdimension", "Waste"),
        ),
        [["move", "LIV-03", "Smart Environment/Waste"]],
    ),
    "new programme with an indicator": (
        programme_with_indicator,
        [
            ["add", "LIV-90", "--dimension", "living", "--subdimension", "health", "--name", "Baru", "--agency", "dkk"],
            ["set", "LIV-90.indicators.i", "{name: Laporan, targets: {2026: 3}}"],
        ],
    ),
    "indicators of a renumbered programme": (
        indicator_of_a_renumbered_one,
        [
            ["renumber", "LIV-01", "LIV-91"],
            ["set", "LIV-91.indicators.simpang.unit", "buah"],
            ["set", "LIV-91.indicators.i", "{name: Laporan}"],
        ],
    ),
    "new agency": (
        lambda book: book.add("Agencies", name="Dinas Baru", short="Baru"),
        [["set", "agencies.baru", "{name: Dinas Baru, short: Baru}"]],
    ),
    "new agency that a programme names": (
        led_by_a_new_agency,
        [
            ["set", "agencies.dkp", "{name: Dinas Ketahanan Pangan, short: DKP}"],
            ["set", "LIV-03.agency", "dkp"],
        ],
    ),
    "source": (
        put("Sources", "berita-8928", "date", datetime.date(2022, 6, 15)),
        [["set", "sources.berita-8928.date", "2022-06-15"]],
    ),
    "readiness": (
        put("Supporting factors", ("structure", "dewan"), "condition", "terbentuk"),
        [["set", "readiness.structure.dewan.condition", "terbentuk"]],
    ),
    "vision": (put("Plan", "vision", "value", "Kota cerdas"), [["set", "vision", "Kota cerdas"]]),
    "year of the period": (
        lambda book: (book.put("Plan", "period.start", "value", 2026), book.put("Plan", "period.end", "value", "2029")),
        [["set", "period", "{start: 2026, end: 2029}"]],
    ),
    "mission": (
        put("Plan", "rpjmd.missions.M1", "value", "Bersih"),
        [["set", "rpjmd.missions.M1", "Bersih"]],
    ),
    "new mission": (
        lambda book: book.add("Plan", key="rpjmd.missions.M6", value="Baru"),
        [["set", "rpjmd.missions.M6", "Baru"]],
    ),
    "dimension": (
        put("Plan", "dimensions.living.lead", "value", "dkk"),
        [["set", "dimensions.living.lead", "dkk"]],
    ),
    "team": (put("Plan", "team.lead", "value", None), [["unset", "team.lead"]]),
    "sub-dimension": (put("Programmes", "LIV-03", "subdimension", "health"), [["move", "LIV-03", "living/health"]]),
    "dimension of a programme": (moved, [["move", "LIV-03", "environment/waste"]]),
    "id": (renumbered, [["renumber", "LIV-03", "LIV-90"]]),
    "withdrawal": (withdrawn, [["withdraw", "LIV-03", "--reason", "digabung"]]),
    "new programme": (
        lambda book: book.add("Programmes", id="LIV-90", dimension="living", subdimension="health", name="Baru", agency="dkk"),
        [["add", "LIV-90", "--dimension", "living", "--subdimension", "health", "--name", "Baru", "--agency", "dkk"]],
    ),
}  # fmt: skip


def commanded(run: Runner, commands: Sequence[Sequence[str]]) -> bytes:
    """What the plan is after some commands; it is as it was then."""
    before = PLAN.read_bytes()
    for name, *rest in commands:
        done = run(name, "2026", *rest)
        assert done.code == 0, done.err
    after = PLAN.read_bytes()
    PLAN.write_bytes(before)
    return after


CITED = ["--because", "fgd-2025-02-27/IN-01"]


@pytest.mark.parametrize("cited", [[], CITED], ids=["", "because"])
@pytest.mark.parametrize("name", EDITS)
def test_a_changed_cell_is_the_edit_of_a_command(exported: Runner, name: str, cited: list[str]) -> None:
    change, commands = EDITS[name]
    expected = commanded(exported, [[*words, *cited] for words in commands])
    assert expected != PLAN.read_bytes()
    fill(BOOK, change)
    done = exported("import", str(BOOK), "--into", "2026", *cited)
    assert (done.code, PLAN.read_text()) == (0, expected.decode()), done.err
    # Once more it has nothing to say.
    again = exported("import", str(BOOK), "--into", "2026", *cited)
    assert (again.code, PLAN.read_bytes()) == (0, expected), again.err
    assert again.err.endswith("Nothing to change in plans/2026.yaml.\n")


def test_an_untouched_workbook_changes_nothing(exported: Runner) -> None:
    before = PLAN.read_bytes()
    done = exported("import", str(BOOK), "--into", "2026")
    assert (done.code, done.out, done.err) == (0, "", "Nothing to change in plans/2026.yaml.\n")
    # Saved by another program, with rows and columns in another order, wider columns, a filter and remarks.
    remark = fill(BOOK, shuffled)
    done = exported("import", str(BOOK), "--into", "2026")
    assert (done.code, PLAN.read_bytes()) == (0, before), done.err
    assert done.err == (
        f"Note: 2026.xlsx: {remark}: the column “catatan kami” means nothing to a plan and was ignored\n"
        "Nothing to change in plans/2026.yaml.\n"
    )


def shuffled(book: FilledBook) -> str:
    for name in ("Programmes", "Indicators", "Agencies", "Plan"):
        sheet = book.sheet(name)
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]
        for at, row in enumerate(reversed(rows), 3):
            for column, value in enumerate(row, 1):
                sheet.cell(at, column).value = f" {value}\r\n" if isinstance(value, str) and value else value
        sheet.column_dimensions["B"].width = 90
        sheet.row_dimensions[5].hidden = True
    sheet = book.sheet("Programmes")
    first, last = (sheet.cell(1, column).value for column in (2, 3))
    assert (first, last) == ("name", "dimension")
    for row in range(1, sheet.max_row + 1):
        left, right = sheet.cell(row, 2), sheet.cell(row, 3)
        left.value, right.value = right.value, left.value
    sheet.insert_rows(1, 2)
    sheet["A1"] = "Isian 2026"
    remark = sheet.cell(4, sheet.max_column + 1)
    remark.value = "catatan kami"
    sheet.cell(6, remark.column).value = "sudah dirapatkan"
    return f"Programmes!{remark.coordinate}"


def twice(book: FilledBook) -> None:
    sheet, row = book.sheet("Programmes"), book.row("Programmes", "LIV-03")
    for column in range(1, 10):
        sheet.cell(sheet.max_row + (column == 1), column).value = sheet.cell(row, column).value


def both_at_once(book: FilledBook) -> None:
    book.add("Withdrawn", id="LIV-03", reason="digabung")


def without_keys(book: FilledBook) -> None:
    book.sheet("Indicators").delete_rows(1)


def without_keys_above_like_headings(book: FilledBook) -> None:
    # `id`, `name` and others are headings as well.
    book.sheet("Programmes").delete_rows(1)


def stranger(book: FilledBook) -> None:
    del book.book["_smartplan"]


def another_plan(book: FilledBook) -> None:
    sheet = book.sheet("_smartplan")
    for row in sheet.iter_rows():
        if row[0].value == "revision":
            row[1].value = "2023"


# What is filled in, and what is said of it; the plan stays as it is.
REFUSED: dict[str, tuple[Fill, list[str]]] = {
    "row gone": (
        lambda book: book.delete("Programmes", "LIV-03"),
        ["Programmes!A1: error: the programme `LIV-03` is in the plan, but no longer in the sheet; restore its row, or withdraw it with a reason [row-missing]"],
    ),
    "indicator gone": (
        lambda book: book.delete("Indicators", *SIMPANG),
        ["Indicators!A1: error: `LIV-01.simpang` is in the plan, but no longer in the sheet; restore its row [row-missing]"],
    ),
    "id changed": (
        put("Programmes", "LIV-03", "id", "LIV-90"),
        ["Programmes!A43: error: the id `LIV-90` was `LIV-03` when the sheet was exported; restore it, or name the old id under `formerly` [id-changed]"],
    ),
    "id of an agency changed": (
        put("Agencies", "dlh", "id", "dinas-lh"),
        ["Agencies!A23: error: the id `dinas-lh` was `dlh` when the sheet was exported; ids of this kind are not changed in a sheet, restore it [id-changed]"],
    ),
    "row twice": (
        twice,
        ["Programmes!A71: error: the id `LIV-03` is also at 2026.xlsx: Programmes!A43; give one of the two another id [id-twice]"],
    ),
    "withdrawn and there": (
        both_at_once,
        ["Withdrawn!A3: error: the id `LIV-03` is also at 2026.xlsx: Programmes!A43; give one of the two another id [id-twice]"],
    ),
    "number as a code": (
        put("Programmes", "LIV-03", "code", 2.1),
        ["Programmes!K43: error: the id or code here is the number 2.1; format the cell as text and type it again [code-is-number]"],
    ),
    "number as an id": (
        lambda book: book.add("Programmes", id=12, dimension="living", name="Baru"),
        ["Programmes!A71: error: the id or code here is the number 12; format the cell as text and type it again [code-is-number]"],
    ),
    "time as a code": (
        put("Programmes", "LIV-03", "code", datetime.time(3, 27, 3)),
        ["Programmes!K43: error: the code became the date 03:27:03; format the cell as text and type the code again [code-is-date]"],
    ),
    "no amount": (
        put("Programmes", "LIV-03", "budget.apbd.2026", "sesuai kebutuhan"),
        ["Programmes!AK43: error: `sesuai kebutuhan` is not an amount in rupiah; correct the cell [not-money]"],
    ),
    "half a rupiah": (
        put("Programmes", "LIV-03", "budget.apbd.2026", 1000.5),
        ["Programmes!AK43: error: `1000.5` is not an amount in rupiah; correct the cell [not-money]"],
    ),
    "no rupiah": (
        put("Programmes", "LIV-03", "budget.apbd.2026", "abc"),
        ["Programmes!AK43: error: `abc` is not an amount in rupiah; correct the cell [not-money]"],
    ),
    "date as a target": (
        put("Indicators", SIMPANG, "targets.2026", datetime.date(2026, 2, 1)),
        ["Indicators!Q15: error: what was typed became the date 2026-02-01; format the cell as text and type it again [code-is-date]"],
    ),
    "formula": (
        put("Programmes", "LIV-03", "budget.apbd.2026", "=1+1"),
        ["Programmes!AK43: error: `=1+1` has no stored result; open the workbook in a spreadsheet program and save it [formula-without-result]"],
    ),
    "indicator of no programme": (
        lambda book: book.add("Indicators", programme="LIV-99", id="i", name="I"),
        ["Indicators!A29: error: the plan has no `LIV-99` to which this row could belong; correct the id [row-without-programme]"],
    ),
    "no field of a plan": (
        lambda book: book.add("Plan", key="revision", value="2027"),
        ["Plan!A54: error: `revision` is not a field of a plan; correct the address, or delete the row [unknown-column]"],
    ),
    "no row of keys": (
        without_keys,
        ["Indicators!A1: error: the hidden row with the keys of the columns is gone from this sheet; restore it, or export the plan again [no-table]"],
    ),
    "no row of keys above headings that are spelled alike": (
        without_keys_above_like_headings,
        ["Programmes!A1: error: the hidden row with the keys of the columns is gone from this sheet; restore it, or export the plan again [no-table]"],
    ),
    "foreign workbook": (
        stranger,
        ["Programmes!A1: error: this workbook is not one that `smartplan export REV` wrote; export the plan and fill in that workbook [base-unknown]"],
    ),
    "another plan": (
        another_plan,
        ["Programmes!A1: error: this sheet was exported from the revision `2023`, not from `2026` [base-unknown]"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_wrong_has_its_cell_and_nothing_is_written(exported: Runner, name: str) -> None:
    change, lines = REFUSED[name]
    before = PLAN.read_bytes()

    def also(book: FilledBook) -> None:
        # What is right beside it is not written either.
        if change is not without_keys_above_like_headings:
            book.put("Programmes", "LIV-04", "description", "Lain")
        change(book)

    fill(BOOK, also)
    done = exported("import", str(BOOK), "--into", "2026")
    assert (done.code, PLAN.read_bytes()) == (1, before)
    assert done.err.splitlines() == [
        *(f"2026.xlsx: {line}" for line in lines),
        f"{len(lines)} error{'s' * (len(lines) > 1)} in the sheets; nothing was written",
    ]


# What `set` would refuse, with the cell before it.
NOT_SET: dict[str, tuple[Fill, str]] = {
    "no word of the vocabulary": (put("Programmes", "LIV-03", "status", "gagal"), "Programmes!Q43: "),
    "no dimension": (put("Programmes", "LIV-03", "dimension", "laut"), "Programmes!C43: "),
    "no name": (
        lambda book: book.add("Programmes", id="LIV-90", dimension="living"),
        "Programmes!A71: a name, a text or a reason must not be empty",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", NOT_SET)
def test_what_a_command_would_refuse_is_refused_with_its_cell(exported: Runner, name: str) -> None:
    change, words = NOT_SET[name]
    before = PLAN.read_bytes()
    fill(BOOK, change)
    done = exported("import", str(BOOK), "--into", "2026")
    assert (done.code, PLAN.read_bytes()) == (2, before)
    assert done.err.startswith(f"Error: 2026.xlsx: {words}")


def broken_in_a_new_programme(book: FilledBook) -> None:
    book.add("Programmes", id="LIV-90", dimension="living", subdimension="mobilit", name="Baru", agency="dishub")
    book.add("Indicators", programme="LIV-90", id="i", name="Laporan", level="output", targets__2026=3, agency="dsihub")


# What is filled in, and what is wrong with the plan then: said of the cell, as the file never had it.
BROKEN: dict[str, tuple[Fill, list[str]]] = {
    "unknown agency": (
        put("Programmes", "LIV-03", "agency", "tidak-ada"),
        ["Programmes!F43: error: `tidak-ada` is not an agency of this plan; add it to `agencies`, or correct it [unknown-agency]"],
    ),
    "name taken out": (
        put("Programmes", "LIV-03", "name", None),
        ["Programmes!B43: error: `name` is missing here; add it [missing-key]"],
    ),
    "one of a list": (
        put("Programmes", "LIV-03", "missions", "M1; M9"),
        ["Programmes!H43: error: `M9` is not a mission of this plan's RPJMD; add it to `rpjmd.missions`, or correct it [unknown-mission]"],
    ),
    "place that it is moved to": (
        lambda book: (
            book.put("Programmes", "LIV-03", "dimension", "environment"),
            book.put("Programmes", "LIV-03", "subdimension", "wast"),
        ),
        ["Programmes!C43: error: `wast` is not a sub-dimension of this profile; did you mean `waste`? [unknown-subdimension]"],
    ),
    "new programme": (
        broken_in_a_new_programme,
        [
            "Programmes!D71: error: `mobilit` is not a sub-dimension of this profile; did you mean `mobility`? [unknown-subdimension]",
            "Indicators!G29: error: `dsihub` is not an agency of this plan; did you mean `dishub`? [unknown-agency]",
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_what_breaks_the_plan_is_refused_with_its_cell(exported: Runner, name: str) -> None:
    change, lines = BROKEN[name]
    before = PLAN.read_bytes()
    fill(BOOK, change)
    done = exported("import", str(BOOK), "--into", "2026")
    assert (done.code, PLAN.read_bytes()) == (1, before)
    errors = [line for line in done.err.splitlines() if ": error: " in line]
    assert errors == [f"2026.xlsx: {line}" for line in lines]


def test_what_breaks_the_plan_is_written_where_that_is_forced(exported: Runner) -> None:
    fill(BOOK, put("Programmes", "LIV-03", "agency", "dishubb"))
    done = exported("import", str(BOOK), "--into", "2026")
    assert (done.code, done.err.splitlines()[1:]) == (
        1,
        [
            "2026.xlsx: Programmes!F43: error: `dishubb` is not an agency of this plan; did you mean `dishub`? [unknown-agency]",
            "Nothing was written: the plan would have 1 error that it did not have before. Correct the sheets, or write it with --force.",
        ],
    )
    expected = commanded(exported, [["set", "LIV-03.agency", "dishubb", "--force"]])
    done = exported("import", str(BOOK), "--into", "2026", "--force")
    assert (done.code, PLAN.read_text()) == (0, expected.decode())


def test_an_input_that_nobody_gave_is_not_cited(exported: Runner) -> None:
    before = PLAN.read_bytes()
    fill(BOOK, put("Programmes", "LIV-03", "description", "Lain"))
    done = exported("import", str(BOOK), "--into", "2026", "--because", "fgd-2025-02-27/IN-99")
    assert (done.code, PLAN.read_bytes()) == (1, before)
    assert "`fgd-2025-02-27/IN-99`" in done.err
    assert exported("import", str(BOOK), "--into", "2026", "--because", "IN-99").code == 2


def test_missing_rows_are_withdrawn_where_that_is_said(exported: Runner) -> None:
    expected = commanded(exported, [["withdraw", "LIV-03", "--reason", "tidak dilanjutkan"]])
    fill(BOOK, lambda book: book.delete("Programmes", "LIV-03"))
    done = exported("import", str(BOOK), "--into", "2026", "--withdraw-missing", "tidak dilanjutkan")
    assert (done.code, PLAN.read_text()) == (0, expected.decode())


def test_a_missing_indicator_is_taken_out_where_that_is_said(exported: Runner) -> None:
    expected = commanded(exported, [["unset", "LIV-01.indicators.simpang"]])
    fill(BOOK, lambda book: book.delete("Indicators", *SIMPANG))
    done = exported("import", str(BOOK), "--into", "2026", "--withdraw-missing", "tidak diukur lagi")
    assert (done.code, PLAN.read_text()) == (0, expected.decode())


def test_the_plan_may_change_meanwhile(exported: Runner) -> None:
    """Three ways: what either side changed is kept, what both changed alike is no clash."""
    ours = [["set", "LIV-04.description", "Lain"], ["set", "LIV-03.status", "running"]]
    theirs = [["set", "LIV-01.description", "Diubah"], ["set", "LIV-03.status", "running"]]
    for name, *rest in theirs:
        assert exported(name, "2026", *rest).code == 0
    expected = commanded(exported, [ours[0]])
    fill(BOOK, put("Programmes", "LIV-04", "description", "Lain"))
    fill(BOOK, put("Programmes", "LIV-03", "status", "berjalan"))
    done = exported("import", str(BOOK), "--into", "2026")
    assert (done.code, PLAN.read_text()) == (0, expected.decode()), done.err


# What became of the plan meanwhile, what is filled in, and what is said.
CLASHES: dict[str, tuple[list[list[str]], Fill, str]] = {
    "same cell": (
        [["set", "LIV-03.status", "running"]],
        put("Programmes", "LIV-03", "status", "stopped"),
        "Programmes!Q43: error: `stopped` here, but the plan now has `running`; decide, and correct one of them [clash]",
    ),
    "moved elsewhere": (
        [["move", "LIV-03", "living/health"]],
        moved,
        "Programmes!C43: error: `environment/waste` here, but the plan now has `living/health`; decide, and correct one of them [clash]",
    ),
    "withdrawn": (
        [["withdraw", "LIV-03", "--reason", "lain"]],
        put("Programmes", "LIV-03", "status", "stopped"),
        "Programmes!Q43: error: the sheet changes `LIV-03`, but it is no longer in the plan, or is being withdrawn; decide, and correct one of them [clash]",
    ),
    "same new id": (
        [["add", "LIV-90", "--dimension", "living", "--subdimension", "health", "--name", "Satu", "--agency", "dkk"]],
        lambda book: book.add("Programmes", id="LIV-90", dimension="living", subdimension="health", name="Dua", agency="dkk"),
        "Programmes!B71: error: `Dua` here, but the plan now has `Satu`; decide, and correct one of them [clash]",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CLASHES)
def test_a_clash_names_the_cell_and_both_values(exported: Runner, name: str) -> None:
    commands, change, line = CLASHES[name]
    for command, *rest in commands:
        assert exported(command, "2026", *rest).code == 0
    before = PLAN.read_bytes()
    fill(BOOK, change)
    done = exported("import", str(BOOK), "--into", "2026")
    assert (done.code, PLAN.read_bytes()) == (1, before)
    assert f"2026.xlsx: {line}" in done.err.splitlines()


def test_where_the_state_is_kept_nowhere_nothing_is_compared(exported: Runner) -> None:
    assert exported("set", "2026", "LIV-04.description", "Lain").code == 0
    fill(BOOK, without_copy)
    done = exported("import", str(BOOK), "--into", "2026")
    assert done.code == 1
    assert "the state of the plan that this sheet was exported from is not known; export it again" in done.err


@pytest.mark.usefixtures("git")
def test_the_state_of_a_damaged_copy_is_found_in_git(exported: Runner) -> None:
    Repository(Path.cwd()).commit()
    assert exported("set", "2026", "LIV-04.description", "Lain").code == 0
    expected = commanded(exported, [["set", "LIV-03.status", "stopped"]])
    fill(BOOK, put("Programmes", "LIV-03", "status", "stopped"))
    fill(BOOK, without_copy)
    done = exported("import", str(BOOK), "--into", "2026")
    assert (done.code, PLAN.read_text()) == (0, expected.decode()), done.err


def without_copy(book: FilledBook) -> None:
    for row in book.sheet("_smartplan").iter_rows():
        if row[0].value == "copy":
            row[1].value = "zAAAA"


def test_agencies_fill_in_their_own_sheets_and_all_come_back_together(exported: Runner) -> None:
    assert exported("export", "2026", "--per-agency", "sheets").code == 0
    files = {path.stem.removeprefix("2026-"): path for path in sorted(Path("sheets").iterdir())}
    expected = commanded(
        exported,
        [
            ["set", "LIV-03.description", "Dari dishub"],
            ["set", "LIV-02.description", "Dari diskominfo"],
            ["add", "LIV-11", "--dimension", "living", "--subdimension", "mobility", "--name", "Halte", "--agency", "dishub"],
        ],
    )  # fmt: skip
    fill(files["dishub"], put("Programmes", "LIV-03", "description", "Dari dishub"))
    new = {"dimension": "living", "subdimension": "mobility", "name": "Halte", "agency": "dishub"}
    fill(files["dishub"], lambda book: book.add("Programmes", **new))
    fill(files["diskominfo"], put("Programmes", "LIV-02", "description", "Dari diskominfo"))
    done = exported("import", *map(str, files.values()), "--into", "2026")
    assert (done.code, PLAN.read_text()) == (0, expected.decode()), done.err
    again = exported("import", *map(str, files.values()), "--into", "2026")
    assert (again.code, PLAN.read_bytes()) == (0, expected), again.err


def test_two_sheets_that_do_not_agree(exported: Runner) -> None:
    shutil.copy(BOOK, "b.xlsx")
    fill(BOOK, put("Programmes", "LIV-03", "status", "stopped"))
    fill(Path("b.xlsx"), put("Programmes", "LIV-03", "status", "running"))
    done = exported("import", str(BOOK), "b.xlsx", "--into", "2026")
    assert done.code == 1
    assert done.err.splitlines()[0] == (
        "b.xlsx: Programmes!Q43: error: `running` here, but `stopped` in 2026.xlsx: Programmes!Q43; "
        "decide, and correct one of them [clash]"
    )


def test_a_trial_writes_nothing_and_undo_takes_an_import_back(exported: Runner) -> None:
    before = PLAN.read_bytes()
    fill(BOOK, put("Programmes", "LIV-03", "status", "running"))
    trial = exported("import", str(BOOK), "--into", "2026", "--dry-run")
    assert (trial.code, PLAN.read_bytes()) == (0, before)
    done = exported("import", str(BOOK), "--into", "2026")
    assert (done.code, done.out) == (0, trial.out)
    assert PLAN.read_bytes() != before
    assert exported("undo").code == 0
    assert PLAN.read_bytes() == before


# Options that do not go together.
MISUSE: list[tuple[list[str], str]] = [
    (["a.xlsx", "b.xlsx"], "a table is read from one file; several workbooks can only be brought back with `--into REV`"),
    (["a.xlsx", "--withdraw-missing", "x"], "`--withdraw-missing` needs `--into`"),
    (["a.xlsx", "--because", "fgd/IN-01"], "`--because` needs `--into`"),
    (["a.xlsx", "--new", "2027", "--force"], "`--force` needs `--into`"),
    (["a.xlsx", "--into", "2026", "--new", "2027"], "`--new` has no meaning with `--into`"),
    (["a.xlsx", "--into", "2026", "--sheet", "A"], "`--sheet` has no meaning with `--into`"),
    (["a.xlsx", "--into", "2026", "--format", "json"], "`--format` has no meaning with `--into`"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "said"), MISUSE)
def test_options_that_do_not_go_together(run: Runner, words: list[str], said: str) -> None:
    done = run("import", *words)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
