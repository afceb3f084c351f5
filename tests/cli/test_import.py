"""`smartplan import`: the report, the new plan as a person would write it, its lineage, and what is refused."""

import json
from pathlib import Path

import pytest

from tests.helpers.runner import Runner
from tests.helpers.tables import PLACED, sheet, workbook

HEAD = "Kode,Program,Indikator,Satuan,Kondisi Awal,Target 2031,Rp 2031,Target 2032,Rp 2032,Kondisi Akhir,OPD\n"
ROWS = (
    "1.02,KESEHATAN,,,,,300,,200,,\n"
    '\'1.02.02,Layanan Kesehatan,Kunjungan,Orang,"98,5",1200,100,1300,200,1300,Dinas Kesehatan\n'
    ",,Rujukan,Orang,-,300,200.4,310,,,RSUD\n"
    "7.01,KECAMATAN TOMO,,,,,,,,,Kecamatan Tomo\n'7.01.02,Pelayanan Publik,Kepuasan,Poin,,80,50,81,50,,\n"
    ",KECAMATAN WADO,,,,,,,,,Kecamatan Wado\n'7.01.02,Pelayanan Publik,Kepuasan,Poin,,70,60,71,60,,\n"
    "JUMLAH,,,,,,410,,310,,\n"
)
MAP = "place:\n  - {code: '1.02', to: living/health}\n  - {word: pelayanan, to: governance/public_service}\n"
PLAN = """\
# yaml-language-server: $schema=plan.schema.json
#
# Imported from rpjmd.xlsx, sheet RPJMD, by smartplan. Amounts without a funding source are `unstated`.
# Where `judged` is written, the place in a dimension follows the rules of the import and not the table.

format: 1
revision: "2031"
city: {code: "32.11", name: Kabupaten Sumedang}
title: Rencana Induk Smart City Kabupaten Sumedang 2031-2032
status: draft
record: reconstruction
profile: kominfo
period: {start: 2031, end: 2032}

rpjmd:
  title: RPJMD Kabupaten Sumedang

agencies:
  dinas-kesehatan: {name: Dinas Kesehatan}
  kecamatan-tomo: {name: Kecamatan Tomo}
  kecamatan-wado: {name: Kecamatan Wado}
  rsud: {name: RSUD}

sources:
  rpjmd: {title: "rpjmd.xlsx, sheet RPJMD"}

dimensions:
  governance:
    programmes:
      7-01-02-TOMO:
        name: Pelayanan Publik
        subdimension: public_service
        agency: kecamatan-tomo
        judged: [subdimension]
        code: "7.01.02"
        budget:
          unstated: {2031: 50, 2032: 50}
        indicators:
          kepuasan:
            name: Kepuasan
            unit: Poin
            targets: {2031: 80, 2032: 81}
        sources: [rpjmd]
      7-01-02-WADO:
        name: Pelayanan Publik
        subdimension: public_service
        agency: kecamatan-wado
        judged: [subdimension]
        code: "7.01.02"
        budget:
          unstated: {2031: 60, 2032: 60}
        indicators:
          kepuasan:
            name: Kepuasan
            unit: Poin
            targets: {2031: 70, 2032: 71}
        sources: [rpjmd]
  branding: {}
  economy: {}
  living:
    programmes:
      "1-02-02":
        name: Layanan Kesehatan
        subdimension: health
        agency: dinas-kesehatan
        judged: [subdimension]
        code: "1.02.02"
        budget:
          unstated: {2031: 300, 2032: 200}
        indicators:
          kunjungan:
            name: Kunjungan
            unit: Orang
            baseline: 98.5
            targets: {2031: 1200, 2032: 1300}
            target_end: 1300
            budget:
              unstated: {2031: 100, 2032: 200}
          rujukan:
            name: Rujukan
            agency: rsud
            unit: Orang
            targets: {2031: 300, 2032: 310}
            budget:
              unstated: {2031: 200}
        sources: [rpjmd]
  society: {}
  environment: {}
"""
CITY = ("--city", "Kabupaten Sumedang", "--code", "32.11")


@pytest.fixture
def table(run: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workbook beside an empty folder of plans, and a mapping for it."""
    Path("office/plans").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "office")
    Path("map.yaml").write_text(MAP, encoding="utf-8")
    return workbook(Path("rpjmd.xlsx"), sheet(HEAD + ROWS))


def test_the_plan_is_as_a_person_would_write_it(run: Runner, table: Path) -> None:
    done = run("import", str(table), "--new", "2031", "--mapping", "map.yaml", *CITY, "--lang", "en")
    assert (done.code, done.err) == (0, "Wrote plans/2031.yaml; `smartplan undo` takes it back.\n")
    assert Path("plans/2031.yaml").read_text("utf-8") == PLAN
    assert run("fmt", "--check", "plans/2031.yaml").code == 0
    assert run("validate", "2031").code == 0


def test_the_report_has_every_cell(run: Runner, table: Path) -> None:
    done = run("import", str(table), "--format", "json")
    found = json.loads(done.out)
    assert done.code == 0
    assert (found["sheet"], found["header"], found["rows"]) == (
        "RPJMD",
        [1, 1],
        {"heading": 3, "programme": 3, "indicator": 1, "total": 1},
    )
    assert {name: found[name] for name in ("programmes", "indicators", "targets", "baselines", "rupiah")} == {
        "programmes": 3,
        "indicators": 4,
        "targets": 8,
        "baselines": 1,
        "rupiah": 720,
    }
    filled = sum(not cell.is_empty for line in sheet(HEAD + ROWS).rows for cell in line)
    assert found["kept"] + sum(found["named"].values()) == filled
    assert found["named"] == {"absent": 1, "header": 11, "heading": 9, "total": 3}
    assert [(one["rule"], one["address"]) for one in found["findings"]] == [("rounded", "RPJMD!G4")]
    assert not list(Path("plans").iterdir())


def test_the_report_in_words(run: Runner, table: Path) -> None:
    text = run("import", str(table), "--lang", "en").out
    assert "contents  3 programmes, 4 indicators, 8 targets, 1 baseline" in text
    assert "- warning: RPJMD!G4: 1 amount is rounded to whole rupiah, by 0.40 rupiah in all; this is the first" in text
    assert "| K | agency |  | OPD |" in run("import", str(table), "--format", "markdown").out
    assert "3 program, 4 indikator, 8 target, 1 nilai awal" in run("import", str(table), "--lang", "id").out


def test_a_dry_run_and_errors_write_nothing(run: Runner, table: Path) -> None:
    dry = run("import", str(table), "--new", "2031", "--mapping", "map.yaml", *CITY, "--dry-run", "--lang", "en")
    assert (dry.code, dry.err) == (0, "Nothing was written (--dry-run); plans/2031.yaml would be created.\n")
    wrong = run("import", str(table), "--new", "2031", *CITY, "--lang", "en")
    assert (wrong.code, wrong.err) == (1, "3 errors to correct first; nothing was written\n")
    assert 'RPJMD!A3: no rule places 1.02.02 "Layanan Kesehatan" in a dimension' in wrong.out
    # An official plan needs an agency for each programme.
    workbook(Path("bare.xlsx"), sheet("Kode,Program,Indikator,Target 2031\n'1.02.02,A,I,1\n"))
    official = ("--record", "official", "--mapping", "map.yaml")
    broken = run("import", "bare.xlsx", "--new", "2031", *official, *CITY, "--lang", "en")
    assert broken.code == 1
    assert "missing-key" in broken.err
    assert not list(Path("plans").iterdir())


def test_the_mapping_that_was_written_reads_the_same_and_is_not_overwritten(run: Runner, table: Path) -> None:
    before = run("import", str(table), "--write-mapping", "columns.yaml", "--format", "json")
    assert before.err.startswith("columns.yaml written")
    assert run("import", str(table), "--mapping", "columns.yaml", "--format", "json").out == before.out
    text = Path("columns.yaml").read_text("utf-8")
    again = run("import", str(table), "--write-mapping", "columns.yaml")
    assert (again.code, Path("columns.yaml").read_text("utf-8")) == (2, text)


def test_the_next_revision_keeps_ids_by_code_and_proposes_the_rest(run: Runner, table: Path) -> None:
    arguments = ("--mapping", "map.yaml", "--lang", "en")
    assert run("import", str(table), "--new", "2031", *arguments, *CITY).code == 0
    text = Path("plans/2031.yaml").read_text("utf-8").replace('"1-02-02":', "LIV-01:").replace("kunjungan:", "visits:")
    Path("plans/2031.yaml").write_text(text, encoding="utf-8")
    rows = (
        "'1.02.02,Layanan Kesehatan Baru,Kunjungan,Orang,,1200,100,1300,200,,Dinas Kesehatan,\n"
        ",Pelayanan Publik II,Kepuasan,Poin,,80,50,81,50,,Kecamatan Tomo,\n"
        "'7.01.04,Pelayanan Publik Wado,Kepuasan,Poin,,80,50,81,50,,Kecamatan Wado,7-01-02-WADO\n"
    )
    later = workbook(Path("later.xlsx"), sheet(HEAD.replace("OPD", "OPD,Semula") + rows))
    done = run("import", str(later), "--new", "2032", "--from", "2031", *arguments)
    assert done.code == 0
    plan = Path("plans/2032.yaml").read_text("utf-8")
    # The city is that of the plan it follows, and so are the ids of programme and indicator.
    assert 'supersedes: "2031"' in plan
    assert 'city: {code: "32.11", name: Kabupaten Sumedang}' in plan
    assert "      LIV-01:\n        name: Layanan Kesehatan Baru\n" in plan
    assert "          visits:\n            name: Kunjungan\n" in plan
    assert "        formerly: [7-01-02-WADO]\n" in plan
    remark = "      # Perhaps formerly 7-01-02-TOMO, Pelayanan Publik (names 91% alike); if so, write formerly: [7-01-02-TOMO]\n"
    assert f"{remark}      P02:\n" in plan


def test_what_cannot_be_done(run: Runner, table: Path) -> None:
    def wrong(*arguments: str) -> tuple[int, str]:
        done = run("import", *arguments, "--lang", "en")
        return done.code, done.err

    assert wrong("nowhere.xlsx")[0] == 2
    assert wrong(str(table), "--from", "2023") == (
        2,
        "Error: `--from` needs `--new` with the name of the new revision\n",
    )
    assert wrong(str(table), "--new", "2031") == (
        2,
        "Error: the city is not known, as the folder has no plan yet; give `--city` and `--code`\n",
    )
    assert wrong(str(table), "--sheet", "RKPD") == (2, "Error: there is no sheet `RKPD`; choose one of RPJMD\n")
    Path("wrong.yaml").write_text("colums: {}\n", encoding="utf-8")
    assert wrong(str(table), "--mapping", "wrong.yaml") == (
        2,
        "Error: wrong.yaml:1:1: `colums` is not known here; did you mean `columns`?\n",
    )
    Path("place.yaml").write_text("place: [{word: ., to: livng/health}]\n", encoding="utf-8")
    assert wrong(str(table), "--mapping", "place.yaml", "--new", "2031", *CITY) == (
        2,
        "Error: there is no dimension `livng`; did you mean `living`?\n",
    )
    Path("plans/2031.yaml").write_text("", encoding="utf-8")
    assert wrong(str(table), "--new", "2031", *CITY)[0] == 2


def test_a_file_without_a_table_and_one_with_two(run: Runner, table: Path) -> None:
    workbook(Path("none.xlsx"), sheet("Uraian belanja,Jumlah\nHonor,5\n"))
    none = run("import", "none.xlsx", "--lang", "en")
    assert none.code == 2
    assert "error: RPJMD!A1: no table of programmes is recognised on this sheet" in none.out
    from openpyxl import load_workbook

    book = load_workbook(table)
    book.copy_worksheet(book["RPJMD"]).title = "Salinan"
    book.save("two.xlsx")
    two = run("import", "two.xlsx", "--lang", "en")
    assert two.code == 2
    assert "error: RPJMD!A1: there is a table here and another at Salinan!A1; choose one with `--sheet`" in two.out
    assert run("import", "two.xlsx", "--sheet", "2").code == 0


@pytest.mark.parametrize("rows", ["2", "900", "1-1"])
def test_rows_of_headings_that_a_mapping_gives(run: Runner, table: Path, rows: str) -> None:
    from openpyxl import load_workbook

    book = load_workbook(table)
    book.create_sheet("Catatan").append(["catatan"])
    book.save("notes.xlsx")
    Path("rows.yaml").write_text(f"header: {{rows: {rows}}}\n", encoding="utf-8")
    done = run("import", "notes.xlsx", "--mapping", "rows.yaml", "--lang", "en")
    right = rows == "1-1"
    assert done.code == (0 if right else 2)
    wrong = (
        f"error: RPJMD!A{rows}: these rows are not the headings of a table; correct `header` in the file of `--mapping`"
    )
    assert (wrong in done.out) is not right


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "mapping: rpjmd\n"])
def test_a_mapping_that_says_nothing(run: Runner, table: Path, text: str) -> None:
    Path("map.yaml").write_text(text, encoding="utf-8")
    assert run("import", str(table), "--mapping", "map.yaml").out == run("import", str(table)).out


def test_a_table_without_a_row_of_the_level_is_told(run: Runner, table: Path) -> None:
    done = run("import", str(table), "--level", "sub_kegiatan", "--lang", "en")
    assert done.code == 1
    assert (
        "error: RPJMD!A1: there is no programme in the rows of this table; check the level with `--level` [no-table]"
        in done.out
    )


def test_a_table_that_says_where_its_programmes_belong(run: Runner, table: Path) -> None:
    Path("placed.csv").write_text(f"RPJMD Kabupaten Sumedang 2031-2035\n{PLACED}", encoding="utf-8")
    assert run("import", "placed.csv", "--new", "2031", *CITY).code == 0
    plan = Path("plans/2031.yaml").read_text("utf-8")
    assert "rpjmd:\n  title: RPJMD Kabupaten Sumedang 2031-2035\n" in plan
    assert "judged" not in plan.partition("format: 1")[2]
    assert '      "2-16-03":\n        name: Aplikasi Informatika\n        subdimension: public_service\n' in plan
    assert "            targets: {2031: 3.5, 2032: 3.7}\n" in plan
