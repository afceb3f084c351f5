"""Dimensions, profiles, missions, chains and likely renames at their edges."""

import sys
from typing import Any

import pytest

from smartplan.compare import compare
from smartplan.compare.changes import Suggestion
from smartplan.compare.lineage import Chain, chain
from smartplan.plan import profile
from smartplan.plan.profile import Label, Profile, ProfileDimension
from tests.helpers.comparisons import brief, diff, lines, revision


def dimensions(**fields: dict[str, Any]) -> dict[str, Any]:
    return {"dimensions": {key: {"programmes": {}, **value} for key, value in fields.items()}}


def test_a_dimension_itself() -> None:
    old = revision(
        "1", **dimensions(living={"lead": "l", "objective": "a  b", "strategy": "s", "stakeholders": ["p", "q"]})
    )
    new = revision(
        "2", because=["r/1"], **dimensions(living={"objective": "a b", "strategy": "t", "stakeholders": ["q", "r"]})
    )
    assert lines(diff(old, new)) == [
        "warning dimension-changed living/- lead: 'l' @old - dimensions.living.lead → · because r/1",
        "info dimension-changed living/- strategy: 's' @old - dimensions.living.strategy → 't' @new - dimensions.living.strategy because r/1",
        "warning dimension-changed living/- stakeholders.p: 'p' @old - dimensions.living.stakeholders.0 → · because r/1",
        "info dimension-changed living/- stakeholders.r: · → 'r' @new - dimensions.living.stakeholders.1 because r/1",
    ]
    # Of one profile, a dimension that only one side has is a matter of its programmes.
    assert lines(diff(revision("1", **dimensions(living={})), revision("2", **dimensions(society={})))) == []


def test_the_order_of_dimensions() -> None:
    """That of the profile, then as they stand in the newer file, then in the older one."""
    old = revision("1", **dimensions(zz={}, living={}, x={}))
    new = revision("2", **dimensions(y={}, x={}, society={}, governance={}))
    assert list(diff(old, new).summary.dimensions) == ["governance", "living", "society", "y", "x", "zz"]
    strange = revision("2", profile="zzz", **dimensions(y={}, governance={}))
    assert list(diff(old, strange).summary.dimensions) == ["y", "governance", "zz", "living", "x"]


def taxonomy(crosswalk: dict[str, dict[str, list[str]]], **names: list[str]) -> Profile:
    label = Label(id="x", en="x")
    return Profile(
        label, {key: ProfileDimension(label, dict.fromkeys(subs, label)) for key, subs in names.items()}, crosswalk
    )


@pytest.fixture
def two_profiles(monkeypatch: pytest.MonkeyPatch) -> None:
    """An older profile with `mobility`, which in the newer one is a part of `living` and of `society`."""
    known = {
        "old": taxonomy({}, mobility=["bus", "way"], living=["health"]),
        "new": taxonomy(
            {"old": {"mobility.bus": ["living.transport"]}}, living=["transport", "health"], energy=["sun"]
        ),
    }
    monkeypatch.setattr(profile, "load", known.get)


@pytest.mark.usefixtures("two_profiles")
def test_another_profile_with_a_crosswalk() -> None:
    programme = {"name": "A", "subdimension": "bus", "agency": "x"}
    old = revision(
        "1", profile="old", **dimensions(mobility={"programmes": {"G1": programme}}, living={}, art={"lead": "l"})
    )
    moved = {**programme, "subdimension": "transport"}
    new = revision(
        "2", profile="new", supersedes="1", **dimensions(living={"programmes": {"G1": moved}}, energy={"lead": "e"})
    )
    assert lines(diff(old, new)) == [
        "info profile-changed -/- profile: 'old' @old - profile → 'new' @new - profile",
        "info dimension-added energy/- dimensions.energy: · → {'programmes': {}, 'lead': 'e'} @new - dimensions.energy",
        "warning dimension-removed art/- dimensions.art: {'programmes': {}, 'lead': 'l'} @old - dimensions.art → ·",
    ]
    elsewhere = revision(
        "2",
        profile="new",
        supersedes="1",
        **dimensions(living={"programmes": {"G1": {**moved, "subdimension": "health"}}}),
    )
    assert lines(diff(old, elsewhere))[1:] == [
        "info subdimension-changed living/G1 subdimension: 'bus' @old G1 dimensions.mobility.programmes.G1.subdimension"
        " → 'health' @new G1 dimensions.living.programmes.G1.subdimension",
        "warning dimension-removed art/- dimensions.art: {'programmes': {}, 'lead': 'l'} @old - dimensions.art → ·",
    ]


def test_a_choice_between_dimensions(monkeypatch: pytest.MonkeyPatch) -> None:
    """One of several places is no move; the sub-dimension of one and the dimension of another is none of them."""
    ways = {"old": {"mobility.bus": ["living.transport", "energy.sun"]}}
    known = {"old": taxonomy({}, mobility=["bus"]), "new": taxonomy(ways, living=["transport"], energy=["sun"])}
    monkeypatch.setattr(profile, "load", known.get)
    programme = {"name": "A", "subdimension": "bus", "agency": "x"}
    old = revision("1", profile="old", **dimensions(mobility={"programmes": {"G1": programme}}))

    def told(dimension: str, subdimension: str) -> list[str]:
        moved = {"programmes": {"G1": {**programme, "subdimension": subdimension}}}
        new = revision(
            "2", profile="new", supersedes="1", **dimensions(**{"living": {}, "energy": {}, dimension: moved})
        )
        return [change.kind for change in diff(old, new).changes if change.programme]

    assert [told("living", "transport"), told("energy", "sun"), told("living", "sun"), told("energy", "transport")] == [
        [], [], ["subdimension-changed"], ["subdimension-changed"],
    ]  # fmt: skip


@pytest.mark.usefixtures("two_profiles")
def test_a_dimension_of_which_nothing_is_said_is_no_loss() -> None:
    old = revision("1", profile="old", **dimensions(mobility={}, art={}, dance={"gaps": {}}))
    assert brief(diff(old, revision("2", profile="new", **dimensions(energy={})))) == [
        ("profile-changed", None, "profile")
    ]


def test_what_was_said_of_a_dimension_is_gone_with_it() -> None:
    """Of one profile too; its programmes tell of themselves."""
    old = revision("1", **dimensions(living={"lead": "l", "gaps": {"G1": {"present": "a"}}}))
    assert lines(diff(old, revision("2", **dimensions(society={"strategy": "s"})))) == [
        "warning dimension-changed living/- lead: 'l' @old - dimensions.living.lead → ·",
        "warning gap-removed living/- gaps.G1: {'present': 'a'} @old - dimensions.living.gaps.G1 → ·",
        "info dimension-changed society/- strategy: · → 's' @new - dimensions.society.strategy",
    ]


@pytest.mark.usefixtures("two_profiles")
def test_another_profile_without_a_way() -> None:
    """What the crosswalk does not have stays where it was; a profile that is not known has no crosswalk."""
    programme = {"name": "A", "subdimension": "way", "agency": "x"}
    old = revision("1", profile="old", **dimensions(mobility={"programmes": {"G1": programme}}))
    new = revision("2", profile="new", supersedes="1", **dimensions(living={"programmes": {"G1": programme}}))
    assert ("programme-moved", "G1", None) in brief(diff(old, new))
    strange = revision("2", profile="zzz", supersedes="1", **dimensions(mobility={"programmes": {"G1": programme}}))
    assert brief(diff(old, strange)) == [("profile-changed", None, "profile")]


@pytest.mark.usefixtures("two_profiles")
def test_a_place_that_means_another_now() -> None:
    """The same words in both files, and yet the programme is elsewhere; back again there is no crosswalk."""
    programme = {"name": "A", "subdimension": "bus", "agency": "x"}
    files = {"mobility": {"programmes": {"G1": programme}}}
    old, new = (revision(name, profile=kind, **dimensions(**files)) for name, kind in (("1", "old"), ("2", "new")))
    assert brief(diff(old, new)) == [
        ("profile-changed", None, "profile"), ("programme-moved", "G1", None), ("subdimension-changed", "G1", "subdimension"),
    ]  # fmt: skip
    assert brief(diff(new, old)) == [("profile-changed", None, "profile")]
    renamed = revision("3", profile="old", **dimensions(mobility={"programmes": {"G1": {**programme, "name": "B"}}}))
    assert brief(diff(new, renamed)) == [("profile-changed", None, "profile"), ("name-changed", "G1", "name")]


def test_missions_of_another_rpjmd_go_by_what_they_say() -> None:
    old = revision(
        "1",
        {"G1": {"missions": ["M1", "M2", "M8"]}, "G2": {"missions": ["M1"]}},
        rpjmd={"title": "a", "missions": {"M1": "Kota  Sehat", "M2": "kota maju", "M3": "x"}},
    )
    new = revision(
        "2",
        {"G1": {"missions": ["M4", "M1", "M8"]}, "G2": {"missions": ["M2"]}},
        rpjmd={"title": "b", "missions": {"M1": "Kota maju!", "M2": "kota sehat.", "M3": "X", "M4": "baru"}},
    )
    assert lines(diff(old, new)) == [
        "info rpjmd-changed -/- rpjmd.title: 'a' @old - rpjmd.title → 'b' @new - rpjmd.title",
        "info mission-renumbered -/- rpjmd.missions.M1: 'M2' @old - rpjmd.missions.M2 → 'M1' @new - rpjmd.missions.M1",
        "info mission-renumbered -/- rpjmd.missions.M2: 'M1' @old - rpjmd.missions.M1 → 'M2' @new - rpjmd.missions.M2",
        "info mission-added -/- rpjmd.missions.M4: · → 'baru' @new - rpjmd.missions.M4",
        "info missions-changed governance/G1 missions.M1: {'id': 'M1', 'text': 'Kota  Sehat'} @old G1 …G1.missions.0 → ·",
        "info missions-changed governance/G1 missions.M4: · → {'id': 'M4', 'text': 'baru'} @new G1 …G1.missions.0",
    ]


def test_a_mission_that_is_not_on_record() -> None:
    old = revision("1", {"G1": {"missions": ["M1", "M9"]}}, rpjmd={"title": "a", "missions": {"M1": "x", "M2": "y"}})
    new = revision("2", {"G1": {"missions": ["M8"]}}, rpjmd={"title": "b", "missions": {"M1": "x", "M3": "z"}})
    assert lines(diff(old, new))[1:] == [
        "info mission-added -/- rpjmd.missions.M3: · → 'z' @new - rpjmd.missions.M3",
        "warning mission-removed -/- rpjmd.missions.M2: 'y' @old - rpjmd.missions.M2 → ·",
        "info missions-changed governance/G1 missions.M1: {'id': 'M1', 'text': 'x'} @old G1 …G1.missions.0 → ·",
        "info missions-changed governance/G1 missions.M9: {'id': 'M9', 'text': ''} @old G1 …G1.missions.1 → ·",
        "info missions-changed governance/G1 missions.M8: · → {'id': 'M8', 'text': ''} @new G1 …G1.missions.0",
    ]


CHAINS: list[tuple[dict[str, str], str, str, Chain]] = [
    # What each revision supersedes, the older and the newer one, and how they hang together.
    ({"3": "2", "2": "1"}, "1", "3", Chain("chain", ("2",))),  # type: ignore[arg-type]
    ({"4": "3", "3": "2", "2": "1"}, "1", "4", Chain("chain", ("2", "3"))),  # type: ignore[arg-type]
    ({"4": "3", "3": "2", "2": "1"}, "4", "1", Chain("reverse", ("2", "3"))),  # type: ignore[arg-type]
    ({"2": "1"}, "1", "2", Chain("chain")),
    ({"2": "1"}, "2", "1", Chain("reverse")),
    ({}, "1", "2", Chain("unrelated")),
    ({"3": "9"}, "1", "3", Chain("broken", (), ("9",))),
    ({"3": "9"}, "3", "1", Chain("broken", (), ("9",))),
    ({"3": "9", "1": "8"}, "1", "3", Chain("broken", (), ("9",))),
    ({"3": "2", "2": "3"}, "1", "3", Chain("unrelated")),
    ({"3": "3"}, "1", "3", Chain("unrelated")),
    ({"3": "2", "2": "4", "4": "2"}, "1", "3", Chain("unrelated")),
    ({"3": "2", "2": "9"}, "1", "3", Chain("broken", (), ("9",))),
]


@pytest.mark.parametrize(("supersedes", "old", "new", "expected"), CHAINS)
def test_how_two_revisions_hang_together(supersedes: dict[str, str], old: str, new: str, expected: Chain) -> None:
    known = {name: revision(name, supersedes=supersedes.get(name, "")) for name in "1234"}
    found = chain(known[old], known[new], known.get)
    assert Chain(found.link, tuple(one.name for one in found.middle), found.missing) == expected  # type: ignore[arg-type]


def test_a_name_of_a_file_and_a_revision_are_both_found() -> None:
    old, new = revision("1"), revision("2", supersedes="lama")
    assert chain(old, new, {}.get).link == "broken"
    assert chain(type(old)(old.plan, old.data, "lama"), new, {}.get).link == "chain"
    assert chain(old, type(old)(old.plan, dict(old.data), "b"), {}.get).link == "same"
    assert chain(revision(""), revision("", title="x"), {}.get).link == "unrelated"
    assert chain(revision("1"), revision("1", title="x"), {}.get).link == "states"


def test_an_edit_says_what_it_made_of_what() -> None:
    old = revision("2", {"G1": {}, "G2": {}})
    new = revision("2", {"G3": {}, "G2": {"name": "B"}}, withdrawn={"G1": {"reason": "r"}})
    links = chain(old, new, {}.get)
    assert brief(compare(old, new, links, {"G3": ("G1",)})) == [
        ("programme-renumbered", "G3", None),
        ("name-changed", "G2", "name"),
    ]
    taken = compare(old, revision("2", {"G2": {}}), links, {})
    assert [(one.kind, one.level) for one in taken.changes] == [("programme-dropped", "info")]


NAMES: list[tuple[dict[str, Any], dict[str, Any], list[Suggestion]]] = [
    ({"G1": {"name": "Layanan darurat"}}, {"G2": {"name": "layanan DARURAT."}}, [Suggestion("G1", "G2", 1.0)]),
    ({"G1": {"name": "Layanan darurat"}}, {"G2": {"name": "Darurat: layanan"}}, [Suggestion("G1", "G2", 1.0)]),
    # Near in name but far in place: neither of one dimension nor of one agency.
    ({"G1": {"name": "Layanan darurat"}}, {"living/G2": {"name": "Layanan darurat", "agency": "y"}}, []),
    ({"G1": {"name": "Layanan darurat"}}, {"living/G2": {"name": "Layanan darurat"}}, [Suggestion("G1", "G2", 1.0)]),
    ({"G1": {"name": "Layanan darurat", "agency": ""}}, {"living/G2": {"name": "Layanan darurat", "agency": ""}}, []),
    # Two that are as near are none.
    ({"G1": {"name": "Layanan darurat"}}, {"G2": {"name": "Layanan darurat"}, "G3": {"name": "Layanan darurat"}}, []),
    ({"G1": {"name": "Layanan darurat"}, "G4": {"name": "Layanan darurat"}}, {"G2": {"name": "Layanan darurat"}}, []),
    # One that is nearer by enough stands out.
    ({"G1": {"name": "Layanan darurat kota"}}, {"G2": {"name": "Layanan darurat kota"}, "G3": {"name": "Layanan darurat desa"}},
     [Suggestion("G1", "G2", 1.0)]),
    ({"G1": {"name": "a" * 100}}, {"G2": {"name": "a" * 80 + "b" * 20}}, [Suggestion("G1", "G2", 0.8)]),
    ({"G1": {"name": "a" * 100}}, {"G2": {"name": "a" * 79 + "b" * 21}}, []),
    ({"G1": {"name": "a" * 100}}, {"G2": {"name": "a" * 90 + "b" * 10}, "G3": {"name": "a" * 86 + "b" * 14}},
     [Suggestion("G1", "G2", 0.9)]),
    ({"G1": {"name": "a" * 100}}, {"G2": {"name": "a" * 90 + "b" * 10}, "G3": {"name": "a" * 87 + "b" * 13}}, []),
    ({"G1": {"name": "a" * 200}}, {"G2": {"name": "a" * 170 + "b" * 30}, "G3": {"name": "a" * 163 + "b" * 37}}, []),
    ({"G1": {"name": "a" * 200}}, {"G2": {"name": "a" * 170 + "b" * 30}, "G3": {"name": "a" * 161 + "b" * 39}},
     [Suggestion("G1", "G2", 0.85)]),
    ({"G1": {"name": "!"}}, {"G2": {"name": "?"}}, []),
    # One that has nobody near it, or no name, keeps no other from its own.
    ({"G1": {"name": "!"}, "living/G2": {"name": "Pasar", "agency": "y"}, "G3": {"name": "Pasar"}}, {"G4": {"name": "Pasar"}},
     [Suggestion("G3", "G4", 1.0)]),
    ({"G1": {"name": "Pasar"}, "G2": {"name": "Terminal"}}, {"G3": {"name": "Terminal"}, "G4": {"name": "Pasar"}},
     [Suggestion("G1", "G4", 1.0), Suggestion("G2", "G3", 1.0)]),
]  # fmt: skip


def test_long_names_are_alike_by_their_beginnings() -> None:
    old, new = (
        revision(name, {key: {"name": "a" * 200 + rest}})
        for name, key, rest in (("1", "G1", "b"), ("2", "G2", "c" * 200))
    )
    assert diff(old, new).suggestions == [Suggestion("G1", "G2", 1.0)]


def test_a_rival_counts_however_many_others_are_nearer_to_it() -> None:
    name = "abcdefghij" * 10
    old = revision("1", {"G1": {"name": name}, "G2": {"name": f"{name[:-3]}yyy"}})
    nearer = {f"H{n}": {"name": f"{name[:n]}zz{name[n + 2 :]}"} for n in range(10, 80, 10)}
    same = {"H1": {"name": f"{name[:-3]}yyy"}}
    for new in (same, same | nearer):
        assert diff(old, revision("2", new)).suggestions == []


def test_so_many_came_and_went_that_likeness_tells_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    old = revision("1", {f"G{n}": {"name": name} for n, name in enumerate(("pasar", "terminal", "jembatan"))})
    new = revision("2", {f"H{n}": {"name": name} for n, name in enumerate(("pasar", "terminal", "jembatan"))})
    assert [one.new for one in diff(old, new).suggestions] == ["H0", "H1", "H2"]
    for most, found in ((13, ["H0", "H1"]), (15, ["H0", "H1", "H2"])):
        monkeypatch.setattr(sys.modules["smartplan.compare.renames"], "_COMPARISONS", most)
        assert [one.new for one in diff(old, new).suggestions] == found


@pytest.mark.parametrize(("old", "new", "expected"), NAMES)
def test_a_likely_rename(old: dict[str, Any], new: dict[str, Any], expected: list[Suggestion]) -> None:
    assert diff(revision("1", old), revision("2", new, supersedes="1")).suggestions == expected
