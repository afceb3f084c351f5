"""The mapping file: read with the place of what is wrong, written so that it reads the same table the same way."""

import pytest

from smartplan.errors import BadMapping
from smartplan.tables.contents import PlaceRule, SheetMapping
from smartplan.tables.mapping import read_mapping, written
from smartplan.tables.recognise import TableColumn
from smartplan.yamltext.source import SourceText
from tests.helpers.tables import contents_of, found_in, header_of, sheet, told
from tests.tables.test_recognise import SHAPES

WHOLE = r"""
format: 1
mapping: sumedang-rpjmd
sheet: RPJMD
header: {rows: 2-3}
level: programme
locale: id
first_year: 2021
columns:
  code: A:E
  name: {column: F, strip: "Program \\d+ :"}
  indicator.name: G
  years: {2019: {target: H, money: I}, 2: {target: J}}
  end: {target: P}
  agency: AB
  ignore: [Q]
money: {source: unstated, unit: 1000000}
zero: 0
ids: {from: code, suffix: number}
place:
  - {code: "1.02", to: living/health}
  - {agency: Dinas Perhubungan, to: living.mobility}
  - {word: "sampah|limbah", to: environment/waste}
agencies: {setda: sekretariat-daerah}
split_lines: {indicator.name: ";"}
"""


def read(text: str) -> SheetMapping:
    return read_mapping(SourceText("map.yaml", text))


def test_every_key() -> None:
    assert read(WHOLE) == SheetMapping(
        name="sumedang-rpjmd",
        sheet="RPJMD",
        header=(1, 2),
        level="programme",
        locale="id",
        first_year=2021,
        columns=(
            TableColumn(0, "A:E", "code", further=(1, 2, 3, 4)),
            TableColumn(5, "F", "name", strip="Program \\d+ :"),
            TableColumn(6, "G", "indicator.name"),
            TableColumn(7, "H", "target", 2019),
            TableColumn(8, "I", "money", 2019),
            TableColumn(9, "J", "target", None, 2),
            TableColumn(15, "P", "end.target"),
            TableColumn(27, "AB", "agency"),
            TableColumn(16, "Q", "ignore"),
        ),
        source="unstated",
        unit=1_000_000,
        zero="0",
        suffix="number",
        place=(
            PlaceRule("living", "health", code="1.02"),
            PlaceRule("living", "mobility", agency="Dinas Perhubungan"),
            PlaceRule("environment", "waste", word="sampah|limbah"),
        ),
        agencies={"setda": "sekretariat-daerah"},
        split_lines={"indicator.name": ";"},
    )


def test_every_key_is_optional() -> None:
    lines = WHOLE.strip().split("\n")
    for text in ("format: 1\n", "place:\n  - {word: a, to: living/health}\n"):
        assert isinstance(read(text), SheetMapping)
    top = [index for index, line in enumerate(lines) if not line.startswith(" ")]
    for start, end in zip(top, [*top[1:], len(lines)], strict=True):
        assert isinstance(read("\n".join([*lines[:start], *lines[end:]])), SheetMapping), lines[start]


@pytest.mark.parametrize(
    ("text", "place", "variant", "values"),
    [
        ("colums: {code: A}", (1, 1), "key.nearest", {"value": "colums", "nearest": "columns"}),
        ("columns: {kode: A}", (1, 11), "key.nearest", {"value": "kode", "nearest": "code"}),
        ("columns:\n  years: {2021: {targets: A}}", (2, 18), "key.nearest", {"nearest": "target"}),
        ("columns:\n  years: {1850: {target: A}}", (2, 17), "", {"expected": "2021"}),
        ("columns: {code: 1}", (1, 17), "", {"value": "1", "expected": "A | A:E"}),
        ("columns: {name: {column: A, strip: '('}}", (1, 36), "", {}),
        ("header: {rows: 3-2}", (1, 16), "", {"expected": "2-3"}),
        ("header: 3", (1, 9), "", {"expected": "{}"}),
        ("level: kegiatn", (1, 8), "", {"expected": "programme | kegiatan | sub_kegiatan"}),
        ("first_year: 21", (1, 13), "", {"expected": "2021"}),
        ("money: {source: dau}", (1, 17), "", {}),
        ("place: {code: A}", (1, 8), "", {"expected": "[]"}),
        ("place:\n  - {to: living/health}", (2, 5), "", {}),
        ("place:\n  - {word: '(', to: living/health}", (2, 12), "", {"expected": "sampah|limbah"}),
        ("place: [{code: 1.02, to: living/health}]", (1, 16), "", {"value": "1.02", "expected": '"1.02"'}),
        ("money: {unit: juta}", (1, 15), "", {"value": "juta", "expected": "1000000"}),
        ("format: 2", (1, 9), "", {"expected": "1"}),
        ("- a", (1, 1), "", {"expected": "{}"}),
    ],
)
def test_what_is_wrong_has_its_place(text: str, place: tuple[int, int], variant: str, values: dict[str, str]) -> None:
    with pytest.raises(BadMapping) as caught:
        read(text)
    found = caught.value.values
    assert (found["line"], found["column"]) == place
    assert found.get("variant", "") == variant
    assert {name: found[name] for name in values} == values


def test_what_is_no_yaml_is_told() -> None:
    with pytest.raises(BadMapping) as caught:
        read("a: [")
    assert caught.value.values["variant"] == "text"


@pytest.mark.parametrize("name", SHAPES)
def test_what_was_written_reads_the_same(name: str) -> None:
    text, merged, _, _ = SHAPES[name]
    one = sheet(text, merged)
    given = SheetMapping(first_year=2021, place=(PlaceRule("living", "health", code="1.02"),), zero="0")
    header = header_of(one, given)
    file = written(given, one.name, header, None, ["Judul: \x07 Rp"])
    again = read(file)
    assert written(again, one.name, header_of(one, again), again.level, ["Judul: \x07 Rp"]) == file
    before, after = contents_of(one, given), contents_of(one, again)
    assert (after.programmes, after.findings) == (before.programmes, before.findings)


def test_the_text_is_what_a_person_would_write() -> None:
    one = sheet("Kode,Program,Indikator,Target 2021,Keterangan,DPA\n1.02.02,A,I,1,x,y\n")
    assert written(SheetMapping(name="a"), "RPJMD", header_of(one), "programme", ["Judul"]) == (
        '# Judul\n\nformat: 1\nmapping: a\nsheet: RPJMD\nheader: {rows: "1-1"}\nlevel: programme\ncolumns:\n'
        "  code: A  # Kode\n  name: B  # Program\n  indicator.name: C  # Indikator\n  years:\n    2021: {target: D}\n"
        "  ignore: [E]\n  # ? F  # DPA\nids: {from: code, suffix: agency}\n"
    )


def test_a_column_whose_field_another_one_has_is_to_be_ignored() -> None:
    one = sheet("Program,Uraian Program,Indikator,2021\nA,B,I,1\n")
    mapping = SheetMapping(header=(0, 0), columns=(TableColumn(1, "B", "name"),))
    assert [(each.field, each.heading) for each in header_of(one, mapping).columns] == [
        ("", "Program"),
        ("name", "Uraian Program"),
        ("indicator.name", "Indikator"),
        ("target", "2021"),
    ]
    assert told(found_in(one, mapping)) == ["unknown-column RPJMD!A1"]
