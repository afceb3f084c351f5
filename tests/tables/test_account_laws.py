"""Of every cell that is not empty an import says that it is kept, or why not; and what is kept is in the plan."""

from collections import Counter
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from smartplan.tables.cells import Sheet, SheetCell, Span
from smartplan.tables.contents import SheetMapping
from smartplan.tables.reading import read_table
from smartplan.tables.recognise import Anchors, TableHeader, recognise

HEADS = [
    "Kode", "Program", "Indikator", "Satuan", "Kondisi Awal", "Target 2021", "Rp 2021", "Target 2022", "Rp 2022",
    "Kondisi Akhir", "Perangkat Daerah", "Sumber Dana", "Lokasi", "Keterangan", "Misi", "Nomor DPA", "", "Polarisasi",
]  # fmt: skip
TEXTS = st.sampled_from(
    ["1.01.02", "1.01", "1.01.02.2.01", "I", "KECAMATAN TOMO", "MISI 1: Maju", "Tujuan 2: Sehat", "JUMLAH", "Program 3: A",
     "Layanan", "Dinas Kesehatan", "Persen", "9 Desa", "-", "n/a", "1.824", "98,86", "Rp 5.000", "PAD", "Usaha/", "naik", "a\nb",
     "1", "2", "3", " ", "Kode", "?", "03.27.03"]
)  # fmt: skip
NUMBERS = st.integers(-3, 9) | st.sampled_from([0.85, 1.5, 2.1, 500000000, 10**16])
CELLS = st.one_of(
    st.just(SheetCell()),
    TEXTS.map(SheetCell),
    st.builds(SheetCell, NUMBERS, st.sampled_from(["General", "0%", '#,##0" bln"'])),
    st.just(SheetCell(formula="=A1")),
    st.just(SheetCell(error="#REF!")),
    st.times().map(SheetCell),
    st.dates().map(SheetCell),
)


@st.composite
def sheets(draw: st.DrawFn) -> Sheet:
    heads = draw(st.permutations(HEADS))[: draw(st.integers(3, len(HEADS)))]
    heads = ["Program", "Indikator", *(one for one in heads if one not in ("Program", "Indikator"))]
    width = len(heads)
    titles = draw(st.integers(0, 2))
    rows = [[SheetCell("RPJMD")] for _ in range(titles)]
    rows.append([SheetCell(one or None) for one in heads])
    rows += draw(st.lists(st.lists(CELLS, min_size=width, max_size=width), max_size=8))
    merged = []
    if len(rows) > titles + 2 and draw(st.booleans()):
        column = draw(st.integers(0, width - 1))
        merged.append(Span(titles + 1, column, titles + 2, column))
        # Only the first of merged cells has a content.
        rows[titles + 2][column] = SheetCell()
    return Sheet("S", rows, merged)


MAPPINGS: list[SheetMapping] = [
    SheetMapping(),
    SheetMapping(zero="0", locale="id"),
    SheetMapping(level="kegiatan"),
    SheetMapping(split_lines={"indicator.name": "\n"}),
]


@settings(max_examples=300, deadline=None)
@given(sheets(), st.sampled_from(MAPPINGS))
def test_every_cell_is_kept_or_named(sheet: Sheet, mapping: SheetMapping) -> None:
    anchors = Anchors(sheet.merged)
    header = recognise(sheet, anchors, None)
    if not isinstance(header, TableHeader):
        return
    contents = read_table(sheet, anchors, header, mapping)
    filled = {
        (row, index) for row, line in enumerate(sheet.rows) for index, cell in enumerate(line) if not cell.is_empty
    }
    assert contents.cells.keys() == filled
    # What is left out because of a finding has one, in its cell, its row or its column.
    left = {place for place, how in contents.cells.items() if how == "finding"}
    found = {one.address.partition("!")[2] for one in contents.findings}
    known = {column.index for column in header.columns if column.field}
    assert not left or found or {index for _, index in left} - known
    counts: Counter[str] = Counter(contents.cells.values())
    assert sum(counts.values()) == len(filled)


@settings(max_examples=200, deadline=None)
@given(sheets())
def test_what_is_kept_is_in_the_contents(sheet: Sheet) -> None:
    """Of numbers, whose columns say what they are: as many as are kept are stated."""
    anchors = Anchors(sheet.merged)
    header = recognise(sheet, anchors, None)
    if not isinstance(header, TableHeader):
        return
    contents = read_table(sheet, anchors, header, SheetMapping())
    columns = {column.index: column for column in header.columns}
    kept: Counter[str] = Counter(
        columns[index].field for (_, index), how in contents.cells.items() if how == "kept" and index in columns
    )
    owners: list[Any] = [*contents.programmes, *contents.objectives.values()]
    indicators = [one for owner in owners for one in owner.indicators]
    assert kept["target"] == sum(len(one.targets) for one in indicators)
    assert kept["indicator.baseline"] == sum(one.baseline is not None for one in indicators)
    assert kept["indicator.name"] == len(indicators)
