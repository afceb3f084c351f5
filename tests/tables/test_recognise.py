"""The table on a sheet: headings of one to six rows, the field of each column, and what cannot be recognised."""

import pytest

from smartplan.tables.recognise import Anchors, TableHeader, recognise
from tests.helpers.tables import found_in, header_of, sheet, told

# By name: the sheet, its merged cells, the rows of its headings counted from 1, and its columns as letters and fields.
SHAPES = {
    "one row": (
        "Kode,Program,Indikator,Satuan,Target 2021,Rp 2021,OPD\n1.02.02,A,B,%,1,2,C\n",
        "",
        (1, 1),
        "A code, B name, C indicator.name, D indicator.unit, E target 2021, F money 2021, G agency",
    ),
    "years merged, target before money": (
        "Kode,Program,Indikator,2021,,2022,,OPD\n,,,Target,Rp,Target,Rp,\n1.02.02,A,B,1,2,3,4,C\n",
        "A1:A2 B1:B2 C1:C2 D1:E1 F1:G1 H1:H2",
        (1, 2),
        "A code, B name, C indicator.name, D target 2021, E money 2021, F target 2022, G money 2022, H agency",
    ),
    "pairs by year and not by position": (
        "Program,Indikator,Target,,Pagu,\n,,Tahun 2021,Tahun 2022,Tahun 2021,Tahun 2022\nA,B,1,2,3,4\n",
        "A1:A2 B1:B2 C1:D1 E1:F1",
        (1, 2),
        "A name, B indicator.name, C target 2021, D target 2022, E money 2021, F money 2022",
    ),
    "six rows with a title, groups and numbers of columns": (
        "RPJMD KABUPATEN TAHUN 2021-2026,,,,,,,\n,,,,,,,\n"
        "Kode,Bidang Urusan dan Program Prioritas,Indikator Kinerja,Kondisi Kinerja Awal RPJMD,Capaian Kinerja dan Kerangka Pendanaan,,,\n"
        ",,,,Tahun,,,\n,,,,2021,,Kondisi Akhir,\n,,,,Target,,Target,Rp\n,,,,,,,\n,,,,K,Rp,K,\n"
        "1,2,3,4,5,6,7,8\n1.02.02,A,B,10,1,2,3,4\n",
        "A3:A8 B3:B8 C3:C8 D3:D8 E3:H3 E4:H4 E5:F5 G5:H5 E6:F6",
        (3, 8),
        "A code, B name, C indicator.name, D indicator.baseline, E target 2021, F money 2021, G end.target, H end.money",
    ),
    "Tahun 1": (
        "Program,Indikator,TARGET TAHUN 1,DANA TAHUN 1,TARGET TAHUN 2,DANA TAHUN 2\nA,B,1,2,3,4\n",
        "",
        (1, 1),
        "A name, B indicator.name, C target +1, D money +1, E target +2, F money +2",
    ),
    "a code over five columns": (
        "Kode,,,,,Program,Indikator,2021\n1,01,02,2,01,A,B,1\n",
        "A1:E1",
        (1, 1),
        "A:E code, F name, G indicator.name, H target 2021",
    ),
    "realisation beside target and money": (
        "Program,Indikator,2021,,,\n,,Target,Rp,Realisasi,Capaian %\nA,B,1,2,3,4\n",
        "A1:A2 B1:B2 C1:F1",
        (1, 2),
        "A name, B indicator.name, C target 2021, D money 2021, E actual 2021, F percent 2021",
    ),
    "money in millions": ("Program,OPD,Rp (juta) 2021\nA,B,500\n", "", (1, 1), "A name, B agency, C money 2021"),
    "columns of other levels": (
        "Kode Urusan,Kode Program,Nama Program,Kode Kegiatan,Nama Kegiatan,OPD,Pagu 2026\n1.02,1.02.02,A,1.02.02.2.01,B,C,1\n",
        "",
        (1, 1),
        "A code.field, B code, C name, D code.activity, E name.activity, F agency, G money 2026",
    ),
    "a text below a group of headings": (
        "Program,Indikator Kinerja,,OPD\n,Uraian,Satuan,\nA,B,C,D\n",
        "A1:A2 B1:C1 D1:D2",
        (1, 2),
        "A name, B indicator.name, C indicator.unit, D agency",
    ),
    "other fields": (
        "No,Program,Indikator,Polarisasi,Sumber Dana,Lokasi,Keterangan,Mitra,Semula,Prioritas,2021\n1,A,B,naik,PAD,Kota,x,C,1.01.01,ya,3\n",
        "",
        (1, 1),
        "A number, B name, C indicator.name, D indicator.direction, E source, F location, G note, H partners, I formerly, J tags, K target 2021",
    ),
}


def described(header: TableHeader) -> str:
    parts = []
    for column in header.columns:
        year = f" {column.year}" if column.year else f" +{column.nth}" if column.nth else ""
        parts.append(f"{column.letters} {column.field}{year}")
    return ", ".join(parts)


@pytest.mark.parametrize("name", SHAPES)
def test_the_columns_of_a_table(name: str) -> None:
    text, merged, rows, columns = SHAPES[name]
    header = header_of(sheet(text, merged))
    assert (header.first + 1, header.last + 1) == rows
    assert described(header) == columns


def test_the_unit_of_money_is_in_its_heading() -> None:
    columns = header_of(sheet("Program,OPD,Rp (juta) 2021,Rp 2022,(Rp.000) 2023\nA,B,1,2,3\n")).columns
    assert [one.unit for one in columns] == [1, 1, 1_000_000, 1, 1000]


@pytest.mark.parametrize(
    ("text", "merged", "expected"),
    [
        ("Uraian belanja,Jumlah\nHonor,500\n", "", ["no-table RPJMD!A1"]),
        ("", "", ["no-table RPJMD!A1"]),
        # A list of names alone says nothing of a plan.
        ("Program\nA\nB\n", "", ["no-table RPJMD!A1"]),
        (
            "Program,Indikator,2021\nA,B,1\n\nNama Program,Indikator Kinerja,OPD\nC,D,E\n",
            "",
            ["several-tables.rows RPJMD!A1"],
        ),
        # The headings of every printed page are those of the first.
        ("Program,Indikator,2021\nA,B,1\nProgram,Indikator,2021\nC,D,1\n", "", []),
        ("Program,Indikator,2021,Dokumen\nA,B,1,x\n", "", ["unknown-column RPJMD!D1"]),
        ("Program,Indikator,2021,\nA,B,1,x\n", "", ["unknown-column.empty RPJMD!D2"]),
        (
            "Program,Indikator,OPD,SKPD,2021\nA,B,C,D,1\n",
            "",
            ["column-twice RPJMD!D1", "cell-out-of-column.alone RPJMD!D2"],
        ),
        ("Program,Indikator,Target Tahun 1\nA,B,1\n", "", ["year-unknown RPJMD!C1"]),
        ("Program,OPD,Jumlah Pagu\nA,B,500000\n", "", ["year-unknown.single RPJMD!C1"]),
    ],
)
def test_what_is_wrong_with_a_table(text: str, merged: str, expected: list[str]) -> None:
    assert told(found_in(sheet(text, merged))) == expected


def test_a_table_in_another_currency_and_without_years_is_refused() -> None:
    """With the cells of both reasons: one range of dates, and one total in euros."""
    text = "Action name,Lead organisation,Start and end date,Indicator,Unit,Total cost (EUR)\nTram,City,2024-2030,Passengers,Persons,€ (56) M\n"
    assert told(found_in(sheet(text, name="actions"))) == [
        "year-unknown.range actions!C1",
        "not-money.currency actions!F1",
    ]


def test_two_ways_to_read_one_sheet_are_named_both() -> None:
    text = "Program,Indikator,2021\nNama,Indikator,2022\n"
    found = recognise(sheet(text), Anchors([]))
    assert isinstance(found, list)
    assert [(one.rule, one.values) for one in found] == [("several-tables", {"first": 1, "other": 2})]
