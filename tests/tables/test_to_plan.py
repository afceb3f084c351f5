"""A table as a plan: ids of agencies, programmes and indicators, places, and what is kept of an older revision."""

from typing import Any

import pytest

from smartplan.errors import UnknownName
from smartplan.plan import profile
from smartplan.plan.model import Agency, Dimension, Indicator, Plan, Programme
from smartplan.tables.contents import PlaceRule, SheetMapping
from smartplan.tables.ids import AgencyIds, short_slug, slug
from smartplan.tables.to_plan import Addresses, DraftedPlan, PlanHead, draft_plan
from tests.helpers.tables import contents_of, sheet, told

HEAD = "Kode,Program,Indikator,2031,OPD\n"
ANYWHERE = PlaceRule("economy", "welfare", word=".")


def drafted(text: str, mapping: SheetMapping | None = None, old: Plan | None = None) -> DraftedPlan:
    mapping = mapping or SheetMapping(place=(ANYWHERE,))
    kominfo = profile.load("kominfo")
    assert kominfo is not None
    head = PlanHead("2031", {}, "", "reconstruction", "kominfo", kominfo, "", "s", "S", None, old)
    return draft_plan(contents_of(sheet(text), mapping), mapping, head, Addresses("RPJMD", "A", "B", "F", "E"))


def programmes(plan: DraftedPlan) -> dict[str, Any]:
    return {id_: one for found in plan.dimensions.values() for id_, one in found.items()}


def test_a_slug_is_an_id() -> None:
    assert slug("Dinas Pariwisata, Kebudayaan & Olahraga") == "dinas-pariwisata-kebudayaan-olahraga"
    assert slug("Énergie") == "energie"
    assert slug("—") == "x"
    assert (
        short_slug("Persentase Layanan yang memadai untuk warga dan pendatang di kota")
        == "persentase-layanan-memadai-warga"
    )


def test_names_that_are_one_agency() -> None:
    ids = AgencyIds({"dlh": "Dinas Lingkungan Hidup"}, {"setda": "sekretariat-daerah"})
    names = ["dinas lingkungan  hidup", "Setda", "Sekretariat Daerah", "SEKRETARIAT DAERAH", ""]
    assert list(map(ids.of, names)) == ["dlh", *["sekretariat-daerah"] * 3, ""]
    assert ids.new == {"sekretariat-daerah": "Sekretariat Daerah"}


def test_the_first_rule_that_fits_places_a_programme() -> None:
    mapping = SheetMapping(
        place=(
            PlaceRule("living", "health", code="1.02"),
            PlaceRule("living", "mobility", agency="Dinas Perhubungan", word="bus"),
            PlaceRule("environment", "waste", word="sampah|limbah"),
        )
    )
    rows = "'1.02.02,A,I,1,X\n'1.20.02,B,I,1,X\n'2.15.02,Bus Kota,I,1,Dinas Perhubungan\n'2.15.03,Terminal,I,1,Dinas Perhubungan\n'2.11.02,Bank Sampah,I,1,X\n"
    plan = drafted(HEAD + rows, mapping)
    assert {dimension: list(found) for dimension, found in plan.dimensions.items() if found} == {
        "living": ["1-02-02", "2-15-02"],
        "environment": ["2-11-02"],
    }
    assert told(plan.findings) == ["no-place RPJMD!A3", "no-place RPJMD!A5"]
    for rule in (PlaceRule("livng", "health", word="."), PlaceRule("living", "waste", word=".")):
        with pytest.raises(UnknownName):
            drafted(HEAD + rows, SheetMapping(place=(rule,)))


def test_a_place_that_the_table_names_is_not_half_taken() -> None:
    head = "Kode,Dimensi,Subdimensi,Program,Indikator,2031,OPD\n"
    rows = "'1.02.02,Smart Living,Prasarana Kesehatan,A,I,1,X\n'1.02.03,Smart Living,Kesehatn,B,I,1,X\n'1.02.04,living,,C,I,1,X\n"
    plan = drafted(head + rows, SheetMapping())
    assert {id_: one.get("subdimension") for id_, one in programmes(plan).items()} == {
        "1-02-02": "health",
        "1-02-04": None,
    }
    assert [(one.rule, one.variant, one.values["sub"], one.values["known"]) for one in plan.findings] == [
        ("no-place", "subdimension", "Kesehatn", "harmony, health, mobility")
    ]
    # A rule may still say where it belongs.
    placed = drafted(head + rows, SheetMapping(place=(PlaceRule("living", "health", code="1.02.03"),)))
    assert (programmes(placed)["1-02-03"]["subdimension"], placed.findings) == ("health", [])


def test_a_code_that_stands_several_times() -> None:
    rows = "'7.01.02,A,I,1,Kecamatan Tomo\n'7.01.02,A,I,1,Kecamatan Wado\n'7.01.02,B,I,1,Kecamatan Wado\n'7.01.03,C,I,1,Kecamatan Tomo\n,D,I,1,X\n"
    plan = drafted(HEAD + rows)
    assert list(programmes(plan)) == ["7-01-02-TOMO", "7-01-02-WADO", "7-01-02-WADO-2", "7-01-03", "P05"]
    assert [(one.address, one.severity, one.values) for one in plan.findings] == [
        ("RPJMD!A4", "warning", {"value": "7.01.02", "other": "RPJMD!A3", "id": "7-01-02-WADO-2"})
    ]
    # The same programme once more would count its money twice.
    rows += "'7.01.02,A,I,1,KECAMATAN  Tomo\n'7.01.02,A,I,1,\n"
    again = drafted(HEAD + rows)
    assert [(one.address, one.severity, one.variant, one.values["other"]) for one in again.findings] == [
        ("RPJMD!A4", "warning", "numbered", "RPJMD!A3"),
        ("RPJMD!A7", "error", "same", "RPJMD!A2"),
    ]
    numbered = drafted(HEAD + rows, SheetMapping(place=(ANYWHERE,), suffix="number"))
    assert list(programmes(numbered))[:3] == ["7-01-02", "7-01-02-2", "7-01-02-3"]
    assert {one.severity for one in numbered.findings} == {"warning"}


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (
            ["Dinas Perhubungan", "Dinas Perhubungan", "Dinas Perhubungn"],
            [(4, "Dinas Perhubungn", "Dinas Perhubungan")],
        ),
        (
            ["Dinas Perhubungn", "Dinas Perhubungan", "Dinas Perhubungan"],
            [(2, "Dinas Perhubungn", "Dinas Perhubungan")],
        ),
        # The revision before knows its name.
        (["Dinas Kesehatn", "Dinas Kesehatn", "Dinas Kesehatan"], [(2, "Dinas Kesehatn", "Dinas Kesehatan")]),
        (["Kecamatan Tanjungmedar", "Kecamatan Tanjungsari", "Kecamatan Tanjungkerta"], []),
        (["Angkasa Pura I", "Angkasa Pura II", "Angkasa Pura III"], []),
        (["Puskesmas Sukamaju 1", "Puskesmas Sukamaju 2", "Dinas Sosial"], []),
        (["DINAS SOSIAL", "Dinas  Sosial", "Dinas Sosial"], []),
    ],
)
def test_an_agency_that_is_likely_mistyped(names: list[str], expected: list[tuple[int, str, str]]) -> None:
    rows = "".join(f"'1.02.0{place},P{place},I,1,{name}\n" for place, name in enumerate(names))
    plan = drafted(HEAD + rows, old=old_plan())
    said = [one for one in plan.findings if one.rule == "unknown-agency"]
    assert [(one.address, one.severity, one.values["value"], one.values["other"]) for one in said] == [
        (f"RPJMD!E{row}", "warning", value, other) for row, value, other in expected
    ]


def old_plan() -> Plan:
    indicators = {"visits": Indicator(name="Kunjungan")}
    found = {
        "LIV-01": Programme(
            name="Layanan", code="1.02.02", agency="dinkes", indicators=indicators, subdimension="health"
        ),
        "GOV-01": Programme(name="Desa", code="7.01.02", agency="tomo", subdimension="health"),
        "GOV-02": Programme(name="Desa", code="7.01.02", agency="wado", subdimension="health"),
    }
    names = {"dinkes": "Dinas Kesehatan", "tomo": "Kecamatan Tomo", "wado": "Kecamatan Wado"}
    agencies = {id_: Agency(name=name, short=id_.title()) for id_, name in names.items()}
    return Plan(revision="2026", agencies=agencies, dimensions={"living": Dimension(programmes=found)})


def test_ids_places_and_agencies_of_the_revision_before_are_kept() -> None:
    rows = "'1.02.02,Layanan Baru,Kunjungan,1,Dinas Kesehatan\n'7.01.02,Desa,I,1,Kecamatan Wado\n'7.01.02,Desa,I,1,Kecamatan Buahdua\n"
    plan = drafted(HEAD + rows, SheetMapping(), old_plan())
    assert list(programmes(plan)) == ["LIV-01", "GOV-02"]
    assert list(programmes(plan)["LIV-01"]["indicators"]) == ["visits"]
    assert plan.dimensions["living"].keys() == {"LIV-01", "GOV-02"}
    assert plan.head["agencies"]["dinkes"] == {"name": "Dinas Kesehatan", "short": "Dinkes"}
    # A programme of another agency is another one.
    assert told(plan.findings) == ["no-place RPJMD!A4"]


def test_an_id_is_lent_only_where_it_is_clear_whose() -> None:
    old = old_plan()
    old.dimensions["living"].programmes["GOV-03"] = Programme(name="Desa", code="7.01.02", agency="tomo")
    plan = drafted(f"{HEAD}'7.01.02,Desa,I,1,Kecamatan Tomo\n'7.01.02,Desa,I,1,Kecamatan Wado\n", None, old)
    assert list(programmes(plan)) == ["7-01-02-TOMO", "GOV-02"]


def test_a_predecessor_is_named_by_code_id_or_name() -> None:
    rows = "'1.03.02,A,I,1,X,1.02.02 Layanan\n'1.03.03,B,I,1,X,GOV-01\n'1.03.04,C,I,1,X,Layanan\n'1.03.05,D,I,1,X,7.01.02\n'1.03.06,E,I,1,X,Nihil\n"
    plan = drafted(HEAD.replace("OPD", "OPD,Semula") + rows, None, old_plan())
    assert [one.get("formerly") for one in programmes(plan).values()] == [
        ["LIV-01"],
        ["GOV-01"],
        ["LIV-01"],
        None,
        None,
    ]
    # A code of two programmes names neither.
    assert told(plan.findings) == ["formerly-unknown RPJMD!F5", "formerly-unknown RPJMD!F6"]
