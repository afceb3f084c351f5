"""Rows of real shapes: sub-rows, headings with subtotals, goals, continuation, levels, and what is found in them."""

from typing import Any

import pytest

from smartplan.tables.contents import PlaceRule, SheetMapping, TableContents
from smartplan.tables.recognise import TableColumn
from tests.helpers.tables import contents_of, found_in, sheet, told

HEAD = "Kode,Program,Indikator,Satuan,Awal,Target 2021,Rp 2021,Target 2022,Rp 2022,OPD\n".replace(
    "Awal", "Kondisi Awal"
)


def said(contents: TableContents) -> list[tuple[Any, ...]]:
    """Programmes as code, name, agency and the names of their indicators."""
    return [(one.code, one.name, one.agency, *(each.name for each in one.indicators)) for one in contents.programmes]


def test_indicators_below_a_programme_whose_cells_are_empty_or_merged() -> None:
    contents = contents_of(
        sheet(
            HEAD + "1.02.02,A,I1,%,1,2,100,3,200,D\n,,I2,%,1,2,,3,,\n1.02.03,B,I3,%,,2,300,3,,\n,,I4,%,,2,,3,,\n",
            "A4:A5 B4:B5 J4:J5",
        )
    )
    assert said(contents) == [("1.02.02", "A", "D", "I1", "I2"), ("1.02.03", "B", "", "I3", "I4")]
    assert contents.rows == {"programme": 2, "indicator": 2}
    first, second = contents.programmes
    # The only row with money is the programme's.
    assert (first.budget, [one.budget for one in first.indicators]) == ({"unstated": {2021: 100, 2022: 200}}, [{}, {}])
    assert second.budget == {"unstated": {2021: 300}}
    assert [(one.baseline, one.targets) for one in first.indicators] == [
        (1, {2021: 2, 2022: 3}),
        (1, {2021: 2, 2022: 3}),
    ]


def test_money_and_agencies_by_indicator() -> None:
    contents = contents_of(sheet(HEAD + "1.02.02,A,I1,%,1,2,100,3,200,D\n,,I2,%,1,2,10,3,,E\n,,I3,%,1,2,,3,,D\n"))
    (one,) = contents.programmes
    assert one.budget == {"unstated": {2021: 110, 2022: 200}}
    assert [each.budget for each in one.indicators] == [
        {"unstated": {2021: 100, 2022: 200}},
        {"unstated": {2021: 10}},
        {},
    ]
    assert [each.agency for each in one.indicators] == ["", "E", ""]


def test_headings_with_agency_and_subtotals() -> None:
    one = sheet(
        "Kode,Program,Indikator,Target 2021,Rp 2021,OPD\n"
        "I,URUSAN WAJIB,,,600,\n1.01.,PENDIDIKAN,,,100,Dinas Pendidikan\n1.01.02,A,I1,1,100,\n"
        "1.02,KESEHATAN,,,450,\n1.02.02,B,I2,1,200,Dinas Kesehatan\n1.02.03,C,I3,1,300,\n"
        ",KECAMATAN TOMO,,,50,Kecamatan Tomo\n7.01.02,D,I4,1,50,\nJUMLAH,,,,650,\nTOTAL BELANJA,,,,651,\n"
    )
    contents = contents_of(one)
    assert said(contents) == [
        ("1.01.02", "A", "Dinas Pendidikan", "I1"),
        ("1.02.02", "B", "Dinas Kesehatan", "I2"),
        ("1.02.03", "C", "", "I3"),
        ("7.01.02", "D", "Kecamatan Tomo", "I4"),
    ]
    assert contents.rows == {"heading": 4, "programme": 4, "total": 2}
    # A total may differ by a rupiah for each programme: 651 against 650 is no finding.
    assert told(contents.findings) == ["sum-differs RPJMD!E2", "sum-differs RPJMD!E5"]
    assert [each.values for each in contents.findings] == [
        {"value": 600, "total": 650, "n": 4},
        {"value": 450, "total": 550, "n": 3},
    ]


def test_districts_stand_beside_each_other() -> None:
    one = sheet(
        "Kode,Program,Indikator,Target 2021,Rp 2021,OPD\n"
        "7.01,KECAMATAN CIMALAKA,,,10,Kecamatan Cimalaka\n7.01.02,A,I,1,10,\n"
        ",KECAMATAN TOMO,,,20,Kecamatan Tomo\n7.01.02,A,I,1,20,\n"
    )
    assert found_in(one) == []
    assert [each.agency for each in contents_of(one).programmes] == ["Kecamatan Cimalaka", "Kecamatan Tomo"]


def test_missions_goals_and_objectives_with_indicators() -> None:
    contents = contents_of(
        sheet(
            "Misi/Tujuan/Sasaran Program,Indikator,Satuan,Target 2021,Rp 2021,OPD\n"
            "MISI 1 : Maju,,,,900,\nTujuan 1: Sehat,Usia harapan hidup,Tahun,70,,\nSasaran 1: Ibu sehat,AKI,Kasus,5,,\n,AKB,Kasus,9,,\n"
            "Program 1 : Kesehatan,Indikator Program 1: Kunjungan,Orang,12,100,Dinkes\n"
            "MISI II. Adil,,,,,\nTujuan 1: Aman,,,,,\nProgram 2: Ketertiban,Patroli,Kali,3,50,Satpol\n"
        )
    )
    assert contents.missions == {"M1": "Maju", "M2": "Adil"}
    assert {
        id_: (one.level, one.name, one.mission, one.under, [each.name for each in one.indicators])
        for id_, one in contents.objectives.items()
    } == {
        "T1": ("goal", "Sehat", "M1", "", ["Usia harapan hidup"]),
        "S1": ("objective", "Ibu sehat", "", "T1", ["AKI", "AKB"]),
        "M2-T1": ("goal", "Aman", "M2", "", []),
    }
    assert [(one.name, one.missions, one.objectives) for one in contents.programmes] == [
        ("Kesehatan", ["M1"], ["S1"]),
        ("Ketertiban", ["M2"], ["M2-T1"]),
    ]
    assert [each.name for one in contents.programmes for each in one.indicators] == ["Kunjungan", "Patroli"]


def test_a_word_that_did_not_fit_is_joined_and_another_source_is_added() -> None:
    contents = contents_of(
        sheet(
            "Kode,Program,Indikator,Satuan,Target 2021,Sumber Dana,Rp 2021\n"
            "1.02.02,Pembinaan Usaha,I1,Usaha/,5,PAD,100\n,,,Kegiatan,,DAK Fisik,40\n,,,,,Lainnya,7\n"
        )
    )
    (one,) = contents.programmes
    assert one.indicators[0].unit == "Usaha/Kegiatan"
    assert one.budget == {"apbd": {2021: 100}, "dak": {2021: 40}, "unstated": {2021: 7}}
    assert contents.cells[3, 5] == "other-source"


def test_only_one_level_is_imported_and_the_others_are_its_check() -> None:
    one = sheet(
        "KODE,URAIAN,INDIKATOR,TARGET 2026,PAGU 2026,OPD\n"
        "1.02,URUSAN KESEHATAN,,,,\n1.02.02,Program Upaya Kesehatan,I1,5,300,Dinkes\n"
        "1.02.02.2.01,Kegiatan A,I2,1,100,\n1.02.02.2.01.0001,Sub A1,I3,1,60,\n,,I3b,1,,\n1.02.02.2.01.0002,Sub A2,I4,1,40,\n"
        "1.02.02.2.02,Kegiatan B,I5,1,150,\n"
    )
    contents = contents_of(one)
    assert said(contents) == [("1.02.02", "Program Upaya Kesehatan", "Dinkes", "I1")]
    assert contents.rows == {"heading": 1, "programme": 1, "below": 5}
    assert [(each.address, each.values) for each in contents.findings] == [
        ("RPJMD!E3", {"value": 300, "total": 250, "n": 2})
    ]
    below = contents_of(one, SheetMapping(level="sub_kegiatan"))
    assert [each.code for each in below.programmes] == ["1.02.02.2.01.0001", "1.02.02.2.01.0002"]
    assert [each.agency for each in below.programmes] == ["Dinkes", "Dinkes"]


SHORT = "Kode,Program,Indikator,2026,Rp 2026,OPD\n"


@pytest.mark.parametrize(
    ("rows", "level", "programmes", "findings"),
    [
        # Nobody goes on from its code, and it has all that a programme has.
        ("1.01.02,A,I,1,5,D\n2.10,B,J,2,6,E\n", None, ["1.01.02", "2.10"], ["code-is-short RPJMD!A3"]),
        ("1.01.02,A,I,1,5,D\n2.10,B,J,2,6,E\n", "programme", ["1.01.02", "2.10"], ["code-is-short RPJMD!A3"]),
        ("1.01.02,A,I,1,5,D\n2.10,B,J,2,6,E\n2.10,B,K,3,,E\n", None, ["1.01.02", "2.10"], ["code-is-short RPJMD!A3"]),
        (
            "1.01.02,A,I,1,5,D\n2.1,B,J,2,6,E\n",
            None,
            ["1.01.02", "2.10"],
            ["code-is-number RPJMD!A3", "code-is-short RPJMD!A3"],
        ),
        # A heading, whose indicator is not dropped in silence.
        ("1.01,H,J,2,5,E\n1.01.02,A,I,1,5,D\n", None, ["1.01.02"], ["code-is-short.heading RPJMD!A2"]),
        ("1.01.02,A,I,1,5,D\n2.10,B,J,2,6,\n", None, ["1.01.02"], ["code-is-short.heading RPJMD!A3"]),
        ("1.01,H,,,5,E\n1.01.02,A,I,1,5,D\n", None, ["1.01.02"], []),
        # Of the levels that are not imported all have indicators.
        ("1.01.02,A,I,1,5,D\n1.01.02.2.01,B,J,1,5,D\n", "kegiatan", ["1.01.02.2.01"], []),
        ("1.01.02,A,I,1,,D\n1.01.03.2.01,B,J,1,5,D\n", "kegiatan", ["1.01.03.2.01"], []),
    ],
)
def test_a_row_with_an_indicator_is_never_a_heading_in_silence(
    rows: str, level: Any, programmes: list[str], findings: list[str]
) -> None:
    rows = rows.replace("2.10,", "'2.10,")
    contents = contents_of(sheet(SHORT + rows), SheetMapping(level=level))
    assert [one.code for one in contents.programmes] == programmes
    assert told(contents.findings) == findings


def test_further_indicators_of_another_level_are_those_of_a_heading() -> None:
    rows = "1.01.02,A,I,1,5,D\n,,J,2,,\n,,K,3,,\n1.01.02.2.01,B,L,1,5,D\n,,M,2,,\n"
    contents = contents_of(sheet(SHORT + rows), SheetMapping(level="kegiatan"))
    assert said(contents) == [("1.01.02.2.01", "B", "D", "L", "M")]
    assert contents.findings == []
    assert {contents.cells[row, column] for row in (1, 2, 3) for column in (2, 3)} == {"heading"}
    # A heading that has none has no further ones either.
    contents = contents_of(sheet(SHORT + rows.replace("A,I,1", "A,,")), SheetMapping(level="kegiatan"))
    assert told(contents.findings) == ["row-without-programme RPJMD!C3", "row-without-programme RPJMD!C4"]


def test_a_flat_table_repeats_its_programme() -> None:
    contents = contents_of(
        sheet("Kode,Program,Indikator,2021,OPD\n1.02.02,A,I1,1,D\n1.02.02,A,I2,2,D\n1.02.03,B,I3,3,D\n")
    )
    assert said(contents) == [("1.02.02", "A", "D", "I1", "I2"), ("1.02.03", "B", "D", "I3")]


def test_a_code_in_the_cell_of_the_name() -> None:
    contents = contents_of(sheet("Program,Indikator,2021\n1.03.07 Pengembangan Permukiman,I,1\n"))
    assert said(contents) == [("1.03.07", "Pengembangan Permukiman", "", "I")]


def test_years_of_the_period_and_a_year_for_the_whole_table() -> None:
    relative = contents_of(
        sheet("Program,Indikator,TARGET TAHUN 1,DANA TAHUN 1,TARGET TAHUN II,DANA TAHUN II\nA,I,1,2,3,4\n"),
        SheetMapping(first_year=2021),
    )
    assert relative.programmes[0].indicators[0].targets == {2021: 1, 2022: 3}
    assert relative.programmes[0].budget == {"unstated": {2021: 2, 2022: 4}}
    assert relative.years == [2021, 2022]
    single = contents_of(sheet("Program,Indikator,Target,Jumlah Pagu\nA,I,1,2\n"), SheetMapping(year=2026))
    assert (single.programmes[0].indicators[0].targets, single.programmes[0].budget) == (
        {2026: 1},
        {"unstated": {2026: 2}},
    )


def test_a_year_of_zeros_is_no_year_unless_somebody_says_so() -> None:
    one = sheet("Kode,Program,Indikator,Target 2021,Rp 2021,Target 2022,Rp 2022\n1.01.02,A,I1,0,0,0,5\n,,I2,0,,1,\n")
    contents = contents_of(one)
    assert told(contents.findings) == ["zero-year RPJMD!D1"]
    assert [each.targets for each in contents.programmes[0].indicators] == [{2022: 0}, {2022: 1}]
    texts = sheet("Kode,Program,Indikator,Target 2021,Rp 2021,Target 2022\n1.01.02,A,I1,'0,\"Rp 0,00\",'5\n")
    assert told(contents_of(texts).findings) == ["zero-year RPJMD!D1"]
    kept = contents_of(one, SheetMapping(zero="0"))
    assert [each.targets for each in kept.programmes[0].indicators] == [{2021: 0, 2022: 0}, {2021: 0, 2022: 1}]
    assert kept.programmes[0].budget == {"unstated": {2021: 0, 2022: 5}}


def test_lines_are_never_paired_by_their_position() -> None:
    text = 'Kode,Program,Indikator,Target 2021\n1.01.02,A,"I1\nI2","1\n2"\n1.01.03,B,"A name\nthat was wrapped",7\n'
    contents = contents_of(sheet(text))
    assert told(contents.findings) == ["lines-do-not-pair RPJMD!C2"]
    assert said(contents) == [("1.01.02", "A", ""), ("1.01.03", "B", "", "A name that was wrapped")]


def test_lines_are_taken_apart_where_the_mapping_says_so() -> None:
    text = "Kode,Program,Indikator,Satuan,Target 2021\n1.01.02,A,I1; I2,Orang;Kali,1;2\n1.01.03,B,I3; I4,Orang,1;2;3\n"
    contents = contents_of(sheet(text), SheetMapping(split_lines={"indicator.name": ";"}))
    assert [(one.name, one.unit, one.targets) for one in contents.programmes[0].indicators] == [
        ("I1", "Orang", {2021: 1}),
        ("I2", "Kali", {2021: 2}),
    ]
    assert told(contents.findings) == ["lines-do-not-pair RPJMD!C3"]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        # The unit stands in every number, in other words or in the number format.
        ("1.01.02,A,I,,9 Desa,10 Desa,,\n", []),
        ("1.01.02,A,I,Persen,0.85,90,,\n", ["percent-doubtful.fraction RPJMD!E2"]),
        ("1.01.02,A,I,Persen,0.85,1.13,,\n", []),
        ("1.01.02,A,I,Orang,1,2,500,600000\n", ["amount-jump RPJMD!H2"]),
        ("1.01.02,A,I,Orang,1,2,600000,500\n", ["amount-jump RPJMD!G2"]),
        ("1.01.02,A,I,Orang,Orang,2,,\n", ["cell-out-of-column RPJMD!E2"]),
        ("1.01.02,A,,,5,,100,\n", ["cell-out-of-column.alone RPJMD!E2"]),
        (",,I,Orang,1,2,,\n1.01.02,A,J,Orang,1,2,,\n", ["row-without-programme RPJMD!C2"]),
        ("1.01.02,A,I,Orang,=A1,#REF!,,\n", ["formula-without-result RPJMD!E2", "error-value RPJMD!F2"]),
        ("1.01.02,A,I,Orang,1,2,0.25,0.25\n", ["rounded RPJMD!G2"]),
        ("1.01.02,A,I,Orang,1,2,,\n,,,,3,,,\n", ["cell-out-of-column.twice RPJMD!E3"]),
    ],
)
def test_what_is_found_in_rows(rows: str, expected: list[str]) -> None:
    head = "Kode,Program,Indikator,Satuan,Target 2021,Target 2022,Rp 2021,Rp 2022\n"
    assert told(contents_of(sheet(head + rows)).findings) == expected


def test_what_is_not_stated_is_so_for_targets_and_amounts_alike() -> None:
    head = "Kode,Program,Indikator,Satuan,Kondisi Awal,Target 2021,Rp 2021\n"
    for word in ("N/A", "n/a", "NA", "-", "Tidak ada", "belum ada", "BELUM ADA"):
        contents = contents_of(sheet(f"{head}1.01.02,A,I,Orang,5,{word},{word}\n"))
        (programme,) = contents.programmes
        assert (programme.budget, programme.indicators[0].targets, contents.findings) == ({}, {}, [])
        assert {contents.cells[1, column] for column in (5, 6)} == {"absent"}
    # A starting value that does not apply is kept as it is written; one that is not known is none.
    for word, read in (("N/A", "N/A"), ("n/a", None), ("belum ada", None)):
        contents = contents_of(sheet(f"{head}1.01.02,A,I,Orang,{word},5,7\n"))
        assert contents.programmes[0].indicators[0].baseline == read
        assert contents.cells[1, 4] == ("kept" if read else "absent")


def test_the_unit_is_taken_from_the_numbers_where_it_has_no_column() -> None:
    contents = contents_of(sheet("Program,Indikator,2021,2022\nA,I,9 Desa,12 Desa\nB,J,9 Desa,3 Kali\n"))
    assert [(one.unit, one.targets) for each in contents.programmes for one in each.indicators] == [
        ("Desa", {2021: 9, 2022: 12}),
        ("", {2021: "9 Desa", 2022: "3 Kali"}),
    ]


def test_a_mapping_names_columns_that_nobody_would_recognise() -> None:
    mapping = SheetMapping(
        header=(0, 0),
        columns=(
            TableColumn(0, "", "code"),
            TableColumn(1, "", "name", strip=r"P\d+ - "),
            TableColumn(2, "", "indicator.name"),
            TableColumn(3, "", "target", 2021),
            TableColumn(4, "", "ignore"),
        ),
        place=(PlaceRule("living", "health", word="."),),
    )
    one = sheet("a,b,c,d,e\n1.01.02,P1 - Sehat,I,5,x\n")
    assert found_in(one, mapping) == []
    assert said(contents_of(one, mapping)) == [("1.01.02", "Sehat", "", "I")]


@pytest.mark.parametrize(
    ("value", "expected"), [("1", ["percent-doubtful.unformatted RPJMD!D2"]), ("'1", []), ("85", [])]
)
def test_a_percentage_of_a_file_without_formats(value: str, expected: list[str]) -> None:
    one = sheet(f"Program,Indikator,Satuan,2021\nA,I,Persen,{value}\n")
    assert told(contents_of(one, SheetMapping(has_formats=False)).findings) == expected
    assert told(contents_of(one).findings) == []


def test_a_programme_that_is_numbered_is_one_whatever_its_code() -> None:
    one = sheet(
        "Kode,Program,Indikator,2021\n1.01.02,Program 1 : Sehat,I,1\n1.01,Program 1.2: Aman,J,1\n,Program 3. Maju,K,1\n"
    )
    assert said(contents_of(one)) == [("1.01.02", "Sehat", "", "I"), ("1.01", "Aman", "", "J"), ("", "Maju", "", "K")]


FLAT = (
    "kode_skpd,nama_skpd,kode_program,nama_program,kode_kegiatan,nama_kegiatan,kode_sub_kegiatan,nama_sub_giat,pagu\n"
    "1,Dinkes,1.02.02,Upaya,1.02.02.2.01,Gedung,1.02.02.2.01.0001,Puskesmas,100\n"
    "1,Dinkes,1.02.02,Upaya,1.02.02.2.01,Gedung,1.02.02.2.01.0002,Pustu,50\n"
    "1,Dinkes,1.02.03,SDM,1.02.03.2.01,Latih,1.02.03.2.01.0001,Bidan,7\n"
)


@pytest.mark.parametrize(
    ("level", "expected"),
    [
        (None, [("1.02.02", "Upaya", 150), ("1.02.03", "SDM", 7)]),
        ("kegiatan", [("1.02.02.2.01", "Gedung", 150), ("1.02.03.2.01", "Latih", 7)]),
        (
            "sub_kegiatan",
            [
                ("1.02.02.2.01.0001", "Puskesmas", 100),
                ("1.02.02.2.01.0002", "Pustu", 50),
                ("1.02.03.2.01.0001", "Bidan", 7),
            ],
        ),
    ],
)
def test_a_flat_export_with_columns_for_every_level(level: Any, expected: list[tuple[str, str, int]]) -> None:
    mapping = SheetMapping(level=level, year=2026)
    assert found_in(sheet(FLAT), mapping) == []
    contents = contents_of(sheet(FLAT), mapping)
    assert [(one.code, one.name, one.budget["unstated"][2026]) for one in contents.programmes] == expected
    assert {one.agency for one in contents.programmes} == {"Dinkes"}


def test_the_money_of_indicators_that_are_taken_apart_counts_once() -> None:
    one = sheet("Program,Indikator,Target 2021,Rp 2021\nA,I1; I2,1;2,500\n")
    (programme,) = contents_of(one, SheetMapping(split_lines={"indicator.name": ";"})).programmes
    assert programme.budget == {"unstated": {2021: 500}}
    assert [each.targets for each in programme.indicators] == [{2021: 1}, {2021: 2}]
