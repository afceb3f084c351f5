"""Changes at their edges, each told whole: kind, level, owner, both sides with their places, difference and reason."""

from typing import Any

from tests.helpers.comparisons import diff, lines, revision

INDICATOR = {
    "name": "n", "level": "outcome", "unit": "h", "direction": "down", "baseline": 9,
    "targets": {"2023": 8, "2024": "7,0", "2025": "a  b"}, "actuals": {"2023": 8}, "note": "x",
}  # fmt: skip
RPJMD = {"title": "R", "missions": {"M1": "x", "M2": "y", "M3": "z"}}
OLD = revision(
    "1", rpjmd=RPJMD,
    programmes={"G1": {
        "description": "a", "partners": ["p", "q"], "missions": ["M1", "M2"], "code": "1.01", "kind": "service",
        "horizon": "short", "quick_win": True, "status": "planned", "years": [2023, 2024],
        "execution": {"2023": "ran", "2024": "partly"},
        "budget": {"apbd": {"2023": 4, "2024": 0}, "csr": {"2023": 5}},
        "indicators": {"i": INDICATOR, "k": {"name": "k"}},
        "note": {"a": 1, "b": [1, 2], "sources": ["s"]}, "luas": "5 ha",
    }},
)  # fmt: skip
NEW = revision(
    "2", rpjmd=RPJMD, supersedes="1",
    programmes={"G1": {
        "name": "B", "subdimension": "bureaucracy", "agency": "y", "description": "b", "partners": ["q", "r"],
        "missions": ["M3", "M2"], "code": "1.02", "kind": "policy", "horizon": "long", "quick_win": False,
        "status": "running", "years": [2024, 2025], "execution": {"2024": "ran", "2025": "ran"},
        "budget": {"apbd": {"2023": 5, "2024": 3}, "csr": {"2024": 6}, "dak": {"2023": 1}}, "because": ["r/1"],
        "indicators": {
            "j": {"name": "j"},
            "i": {
                **INDICATOR, "name": "m", "level": "output", "baseline": None, "note": "y",
                "targets": {"2023": 7, "2024": 7, "2025": "a b", "2026": 5}, "actuals": {"2023": 8, "2024": "6"},
            },
        },
        "note": {"a": 2, "b": [2, 3], "sources": ["t"]},
    }},
)  # fmt: skip


def test_every_field_of_a_programme() -> None:
    found = diff(OLD, NEW)
    assert {one.because for one in found.changes} == {("r/1",)}
    assert {(one.dimension, one.programme) for one in found.changes} == {("governance", "G1")}
    assert [one.replace("governance/G1 ", "").removesuffix(" because r/1") for one in lines(found)] == [
        "info name-changed name: 'A' @old G1 …G1.name → 'B' @new G1 …G1.name",
        "info subdimension-changed subdimension: 'public_service' @old G1 …G1.subdimension → 'bureaucracy' @new G1 …G1.subdimension",
        "info text-changed description: 'a' @old G1 …G1.description → 'b' @new G1 …G1.description",
        "info agency-changed agency: 'x' @old G1 …G1.agency → 'y' @new G1 …G1.agency",
        "warning partners-changed partners.p: 'p' @old G1 …G1.partners.0 → ·",
        "info partners-changed partners.r: · → 'r' @new G1 …G1.partners.1",
        "warning missions-changed missions.M1: {'id': 'M1', 'text': 'x'} @old G1 …G1.missions.0 → ·",
        "info missions-changed missions.M3: · → {'id': 'M3', 'text': 'z'} @new G1 …G1.missions.0",
        "info field-changed code: '1.01' @old G1 …G1.code → '1.02' @new G1 …G1.code",
        "info field-changed kind: 'service' @old G1 …G1.kind → 'policy' @new G1 …G1.kind",
        "info field-changed horizon: 'short' @old G1 …G1.horizon → 'long' @new G1 …G1.horizon",
        "info quick-win-changed quick_win: True @old G1 …G1.quick_win → False @new G1 …G1.quick_win",
        "info status-changed status: 'planned' @old G1 …G1.status → 'running' @new G1 …G1.status",
        "warning years-changed years.2023: 2023 @old G1 …G1.years.0 → ·",
        "info years-changed years.2025: · → 2025 @new G1 …G1.years.1",
        "warning execution-changed execution.2023: 'ran' @old G1 …G1.execution.2023 → ·",
        "info execution-changed execution.2024: 'partly' @old G1 …G1.execution.2024 → 'ran' @new G1 …G1.execution.2024",
        "info execution-changed execution.2025: · → 'ran' @new G1 …G1.execution.2025",
        "info budget-changed budget.apbd.2023: 4 @old G1 …G1.budget.apbd.2023 → 5 @new G1 …G1.budget.apbd.2023 [+1, 25.0]",
        "info budget-changed budget.apbd.2024: 0 @old G1 …G1.budget.apbd.2024 → 3 @new G1 …G1.budget.apbd.2024 [+3, None]",
        "warning budget-changed budget.csr.2023: 5 @old G1 …G1.budget.csr.2023 → ·",
        "info budget-changed budget.csr.2024: · → 6 @new G1 …G1.budget.csr.2024",
        "info budget-changed budget.dak.2023: · → 1 @new G1 …G1.budget.dak.2023",
        "info indicator-added indicators.j: · → {'name': 'j'} @new G1 …G1.indicators.j",
        "info indicator-changed indicators.i.name: 'n' @old G1 …G1.indicators.i.name → 'm' @new G1 …G1.indicators.i.name",
        "info indicator-changed indicators.i.level: 'outcome' @old G1 …G1.indicators.i.level → 'output' @new G1 …G1.indicators.i.level",
        "warning indicator-changed indicators.i.baseline: 9 @old G1 …G1.indicators.i.baseline → ·",
        "info target-raised indicators.i.targets.2023: 8 @old G1 …G1.indicators.i.targets.2023 → 7 @new G1 …G1.indicators.i.targets.2023 [-1, -12.5]",
        "info target-changed indicators.i.targets.2026: · → 5 @new G1 …G1.indicators.i.targets.2026",
        "info actual-changed indicators.i.actuals.2024: · → '6' @new G1 …G1.indicators.i.actuals.2024",
        "info field-changed indicators.i.note: 'x' @old G1 …G1.indicators.i.note → 'y' @new G1 …G1.indicators.i.note",
        "warning indicator-removed indicators.k: {'name': 'k'} @old G1 …G1.indicators.k → ·",
        "warning field-changed luas: '5 ha' @old G1 …G1.luas → ·",
        "info field-changed note.a: 1 @old G1 …G1.note.a → 2 @new G1 …G1.note.a",
        "info field-changed note.b.0: 1 @old G1 …G1.note.b.0 → 3 @new G1 …G1.note.b.0",
    ]


HEAD: dict[str, Any] = {
    "city": {"code": "64.71", "name": "K", "province": "P"}, "title": "T", "status": "draft", "record": "official",
    "period": {"start": 2019, "end": 2022}, "vision": "a b", "team": {"lead": "l", "members": ["m", "n"]},
    "rpjmd": {
        "title": "R", "period": {"start": 2016, "end": 2021}, "vision": "v",
        "missions": {"M1": "x", "M2": "y  z", "M3": "w", "M5": ""},
    },
    "legal_basis": ["L1"], "change_reasons": ["rpjmd"], "sources": {"s": {"title": "t"}}, "ekstra": 1,
    "agencies": {"a": {"name": "A", "short": "s", "role": "academic"}, "b": {"name": "B"}},
    "readiness": {"structure": {"x": {"name": "X", "sources": ["s"]}}},
}  # fmt: skip
NEWER: dict[str, Any] = {
    "city": {"code": "64.72", "name": "L", "province": "Q"}, "title": "U", "status": "adopted", "record": "example",
    "period": {"start": 2023, "end": 2026}, "vision": "c", "team": {"lead": "k", "members": ["n", "o"]},
    "rpjmd": {
        "title": "R", "period": {"start": 2021, "end": 2026}, "vision": "w",
        "missions": {"M1": "x", "M2": "y z", "M3": "W", "M4": "n", "M5": "e"},
    },
    "legal_basis": ["L2"], "change_reasons": ["input", "rpjmd"], "ekstra": 2, "because": ["r/1"], "lain": "l",
    "agencies": {"a": {"name": "AA", "short": "", "role": "media"}, "c": {"name": "C"}},
    "readiness": {"structure": {"x": {"name": "Y"}}, "superstructure": {"z": {"name": "Z"}}},
}  # fmt: skip


def test_the_head_of_a_plan() -> None:
    found = diff(revision("1", **HEAD), revision("2", supersedes="1", **NEWER))
    assert {one.because for one in found.changes} == {("r/1",)}
    assert [one.replace("-/- ", "").removesuffix(" because r/1") for one in lines(found)] == [
        "info field-changed city.code: '64.71' @old - city.code → '64.72' @new - city.code",
        "info field-changed city.name: 'K' @old - city.name → 'L' @new - city.name",
        "info field-changed city.province: 'P' @old - city.province → 'Q' @new - city.province",
        "info field-changed title: 'T' @old - title → 'U' @new - title",
        "info plan-status-changed status: 'draft' @old - status → 'adopted' @new - status",
        "info field-changed record: 'official' @old - record → 'example' @new - record",
        "info period-changed period: {'start': 2019, 'end': 2022} @old - period → {'start': 2023, 'end': 2026} @new - period",
        "info vision-changed vision: 'a b' @old - vision → 'c' @new - vision",
        "info field-changed team.lead: 'l' @old - team.lead → 'k' @new - team.lead",
        "info rpjmd-changed rpjmd.period: {'start': 2016, 'end': 2021} @old - rpjmd.period → {'start': 2021, 'end': 2026} @new - rpjmd.period",
        "info rpjmd-changed rpjmd.vision: 'v' @old - rpjmd.vision → 'w' @new - rpjmd.vision",
        "info mission-added rpjmd.missions.M4: · → 'n' @new - rpjmd.missions.M4",
        "info mission-added rpjmd.missions.M5: · → 'e' @new - rpjmd.missions.M5",
        "warning mission-removed rpjmd.missions.M5: '' @old - rpjmd.missions.M5 → ·",
        "warning field-changed legal_basis.L1: 'L1' @old - legal_basis.0 → ·",
        "info field-changed legal_basis.L2: · → 'L2' @new - legal_basis.0",
        "info field-changed change_reasons.input: · → 'input' @new - change_reasons.0",
        "warning field-changed team.members.m: 'm' @old - team.members.0 → ·",
        "info field-changed team.members.o: · → 'o' @new - team.members.1",
        "info agency-changed agencies.a.name: 'A' @old - agencies.a.name → 'AA' @new - agencies.a.name",
        "warning agency-changed agencies.a.short: 's' @old - agencies.a.short → ·",
        "info agency-changed agencies.a.role: 'academic' @old - agencies.a.role → 'media' @new - agencies.a.role",
        "info agency-added agencies.c: · → {'name': 'C'} @new - agencies.c",
        "warning agency-removed agencies.b: {'name': 'B'} @old - agencies.b → ·",
        "info readiness-changed readiness.structure.x.name: 'X' @old - readiness.structure.x.name → 'Y' @new - readiness.structure.x.name",
        "info readiness-changed readiness.superstructure: · → {'z': {'name': 'Z'}} @new - readiness.superstructure",
        "info field-changed ekstra: 1 @old - ekstra → 2 @new - ekstra",
        "info field-changed lain: · → 'l' @new - lain",
    ]
    # The other way round: no reason is given there, and what came is gone.
    assert [one.replace("-/- ", "") for one in lines(diff(revision("2", supersedes="1", **NEWER), revision("1", **HEAD)))
            if one.startswith("warning")] == [
        "warning mission-removed rpjmd.missions.M4: 'n' @old - rpjmd.missions.M4 → ·",
        "warning mission-removed rpjmd.missions.M5: 'e' @old - rpjmd.missions.M5 → ·",
        "warning field-changed legal_basis.L2: 'L2' @old - legal_basis.0 → ·",
        "warning field-changed change_reasons.input: 'input' @old - change_reasons.0 → ·",
        "warning field-changed team.members.o: 'o' @old - team.members.1 → ·",
        "warning agency-removed agencies.c: {'name': 'C'} @old - agencies.c → ·",
        "warning readiness-changed readiness.superstructure: {'z': {'name': 'Z'}} @old - readiness.superstructure → ·",
        "warning field-changed lain: 'l' @old - lain → ·",
    ]  # fmt: skip
