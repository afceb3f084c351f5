"""Goals and objectives of the RPJMD, and the fields of a programme that stand beside them, told whole."""

from typing import Any

from smartplan.compare.changes import Realignment, Wanted
from smartplan.compare.selection import select
from tests.helpers.comparisons import diff, lines, revision

IKM = {
    "name": "IKM", "direction": "up", "baseline": 70, "targets": {"2024": 75, "2025": 80}, "target_end": 85,
    "actuals": {"2024": 76},
}  # fmt: skip
OLD: dict[str, Any] = {
    "T1": {"name": "Layanan publik", "level": "goal", "mission": "M1", "indicators": {"ikm": IKM}},
    "S1": {"name": "Layanan mudah", "level": "objective", "under": "T1"},
    "S2": {"name": "Layanan murah", "level": "objective", "under": "T1"},
}
NEW: dict[str, Any] = {
    "T1": {
        "name": "Layanan prima", "level": "goal", "mission": "M2", "catatan": "x",
        "indicators": {"ikm": {**IKM, "code": "K", "target_end": 84, "targets": {"2024": 75, "2025": 81}}},
    },
    "S1": {"name": "Layanan  mudah", "level": "objective"},
    "S3": {"name": "Layanan cepat", "level": "objective", "under": "T1"},
}  # fmt: skip


def rpjmd(objectives: dict[str, Any], title: str = "R", **more: Any) -> dict[str, Any]:
    return {"title": title, "missions": {"M1": "x", "M2": "y"}, "objectives": objectives, **more}


def test_objectives_of_one_rpjmd_are_the_same_by_id() -> None:
    old = revision("1", rpjmd=rpjmd(OLD, regulation="Perda 1"), programmes={"G1": {"objectives": ["S1", "S2"]}})
    new = revision(
        "2", supersedes="1", rpjmd=rpjmd(NEW, regulation="Perda 2"), programmes={"G1": {"objectives": ["S3", "S1"]}}
    )
    found = diff(old, new)
    at = "rpjmd.objectives"
    assert [one.replace("-/- ", "").replace(at, "@") for one in lines(found)] == [
        "info rpjmd-changed rpjmd.regulation: 'Perda 1' @old - rpjmd.regulation → 'Perda 2' @new - rpjmd.regulation",
        "info objective-changed @.T1.name: 'Layanan publik' @old - @.T1.name → 'Layanan prima' @new - @.T1.name",
        "info objective-changed @.T1.mission: 'M1' @old - @.T1.mission → 'M2' @new - @.T1.mission",
        "info indicator-changed @.T1.indicators.ikm.code: · → 'K' @new - @.T1.indicators.ikm.code",
        "info target-raised @.T1.indicators.ikm.targets.2025: 80 @old - @.T1.indicators.ikm.targets.2025 → 81 @new - @.T1.indicators.ikm.targets.2025 [+1, 1.25]",
        "warning target-lowered @.T1.indicators.ikm.target_end: 85 @old - @.T1.indicators.ikm.target_end → 84 @new - @.T1.indicators.ikm.target_end [-1, -1.1764705882352942]",
        "info objective-changed @.T1.catatan: · → 'x' @new - @.T1.catatan",
        "warning objective-changed @.S1.under: 'T1' @old - @.S1.under → ·",
        "info objective-added @.S3: · → {'name': 'Layanan cepat', 'level': 'objective', 'under': 'T1'} @new - @.S3",
        "warning objective-removed @.S2: {'name': 'Layanan murah', 'level': 'objective', 'under': 'T1'} @old - @.S2 → ·",
        "warning objectives-changed governance/G1 objectives.S2: {'id': 'S2', 'text': 'Layanan murah'} @old G1 …G1.objectives.1 → ·",
        "info objectives-changed governance/G1 objectives.S3: · → {'id': 'S3', 'text': 'Layanan cepat'} @new G1 …G1.objectives.0",
    ]
    assert found.summary.programmes.changed == 1
    assert found.realignment == []


def test_objectives_of_two_rpjmds_are_the_same_by_name() -> None:
    """What has another id alone is that; the place of its old side is where it stood."""
    new = {
        "G": {
            "name": "Layanan publik",
            "level": "goal",
            "mission": "M1",
            "indicators": {"ikm": {**IKM, "baseline": 71}},
        },
        "A": {"name": "LAYANAN MUDAH.", "level": "objective", "under": "G"},
        "S1": {"name": "Layanan lain", "level": "objective", "under": "G"},
    }
    old_side = revision(
        "1", rpjmd=rpjmd(OLD),
        programmes={"G1": {"objectives": ["S1"]}, "G2": {"objectives": ["S2"]}, "G3": {"objectives": ["S1"]}},
    )  # fmt: skip
    new_side = revision(
        "2", supersedes="1", rpjmd=rpjmd(new, "Q"),
        programmes={"G1": {"objectives": ["A"]}, "G2": {"objectives": ["S1"]}, "G3": {"objectives": []}},
    )  # fmt: skip
    found = diff(old_side, new_side)
    at = "rpjmd.objectives"
    assert [one.replace("-/- ", "").replace(at, "@") for one in lines(found)] == [
        "info rpjmd-changed rpjmd.title: 'R' @old - rpjmd.title → 'Q' @new - rpjmd.title",
        "info objective-renumbered @.G: 'T1' @old - @.T1 → 'G' @new - @.G",
        "info indicator-changed @.G.indicators.ikm.baseline: 70 @old - @.T1.indicators.ikm.baseline → 71 @new - @.G.indicators.ikm.baseline",
        "info objective-renumbered @.A: 'S1' @old - @.S1 → 'A' @new - @.A",
        "info objective-added @.S1: · → {'name': 'Layanan lain', 'level': 'objective', 'under': 'G'} @new - @.S1",
        "warning objective-removed @.S2: {'name': 'Layanan murah', 'level': 'objective', 'under': 'T1'} @old - @.S2 → ·",
        "info objectives-changed governance/G2 objectives.S2: {'id': 'S2', 'text': 'Layanan murah'} @old G2 …G2.objectives.0 → ·",
        "info objectives-changed governance/G2 objectives.S1: · → {'id': 'S1', 'text': 'Layanan lain'} @new G2 …G2.objectives.0",
        "warning objectives-changed governance/G3 objectives.S1: {'id': 'S1', 'text': 'Layanan mudah'} @old G3 …G3.objectives.0 → ·",
    ]
    # G1 serves what it served: its objective has another id.
    balance = found.summary.programmes
    assert (balance.unchanged, balance.realigned, balance.changed) == (1, 2, 0)
    assert found.realignment == [
        Realignment(("S1",), (), ("G3",), "objectives"),
        Realignment(("S2",), ("S1",), ("G2",), "objectives"),
    ]
    part = select(found, Wanted(programmes=frozenset({"G2"})), old_side.plan, new_side.plan)
    assert part.realignment == [Realignment(("S2",), ("S1",), ("G2",), "objectives")]


def test_a_revision_of_the_same_rpjmd_does_not_have_to_repeat_its_objectives() -> None:
    old, new = revision("1", rpjmd=rpjmd(OLD)), revision("2", supersedes="1", rpjmd=rpjmd({}))
    assert lines(diff(old, new)) == []
    assert lines(diff(new, old)) == []
    # Another RPJMD that lists none has them no more.
    gone = diff(old, revision("2", supersedes="1", rpjmd=rpjmd({}, "Q")))
    assert [(one.kind, one.field) for one in gone.changes][1:] == [
        ("objective-removed", f"rpjmd.objectives.{id_}") for id_ in OLD
    ]


def test_fields_that_are_one_text_or_several() -> None:
    def change(old: dict[str, Any], new: dict[str, Any]) -> list[str]:
        found = diff(revision("1", programmes={"G1": old}), revision("2", supersedes="1", programmes={"G1": new}))
        return [one.replace("governance/G1 ", "").replace("…G1", "…") for one in lines(found)]

    assert change({"code": "2.15"}, {"code": ["2.15"]}) == []
    assert change({"code": "2.15"}, {"code": ["2.16"]}) == [
        "info field-changed code: '2.15' @old G1 ….code → '2.16' @new G1 ….code"
    ]
    assert change({"code": "2.15"}, {"code": ["2.16", "2.15"]}) == [
        "info field-changed code.2.16: · → '2.16' @new G1 ….code.0"
    ]
    assert change({"code": ["2.15", "2.16"]}, {"code": "2.17"}) == [
        "warning field-changed code.2.15: '2.15' @old G1 ….code.0 → ·",
        "warning field-changed code.2.16: '2.16' @old G1 ….code.1 → ·",
        "info field-changed code.2.17: · → '2.17' @new G1 ….code",
    ]
    assert change({"location": ["Utara", "Kota"]}, {"location": ["Kota", "Utara"]}) == []
    assert change({"tags": ["a"], "judged": ["missions", "kind"]}, {"tags": ["b"], "judged": ["kind"]}) == [
        "info field-changed judged.missions: 'missions' @old G1 ….judged.0 → ·",
        "warning field-changed tags.a: 'a' @old G1 ….tags.0 → ·",
        "info field-changed tags.b: · → 'b' @new G1 ….tags.0",
    ]


def test_the_target_of_the_end_has_its_verdict() -> None:
    def kinds(old: Any, new: Any) -> list[str]:
        sides = [
            revision(
                name, programmes={"G1": {"indicators": {"i": {"name": "i", "direction": "down", "target_end": end}}}}
            )
            for name, end in (("1", old), ("2", new))
        ]
        return [one.kind for one in diff(*sides).changes]

    assert kinds(5, 4) == ["target-raised"]
    assert kinds(5, 6) == ["target-lowered"]
    assert kinds(None, 6) == ["target-changed"]
    assert kinds("5,0", 5) == []


def test_a_part_of_a_split_that_has_a_code_takes_none_from_the_other() -> None:
    old = revision("1", programmes={"G1": {"code": ["1.01", "1.02", "1.03"]}})
    new = revision(
        "2", supersedes="1",
        programmes={"G1": {"formerly": ["G1"], "code": ["1.01", "1.03"]}, "G2": {"formerly": ["G1"], "code": "1.02"}},
    )  # fmt: skip
    told = [(one.programme, one.field) for one in diff(old, new).changes if one.kind == "field-changed"]
    assert told == []
