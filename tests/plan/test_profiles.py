"""Profiles: what those of the package have, the crosswalks between them, and how a file of one is read."""

from itertools import permutations

import pytest

from smartplan.errors import BadProfile
from smartplan.plan import profile
from smartplan.plan.crosswalk import carried
from smartplan.plan.profile import Profile, label_in

PLACES = {
    "kominfo": [
        "governance.public_service", "governance.public_policy", "governance.bureaucracy", "branding.tourism",
        "branding.business", "branding.city_appearance", "economy.industry", "economy.welfare", "economy.transaction",
        "living.harmony", "living.health", "living.mobility", "society.community", "society.learning",
        "society.security", "environment.protection", "environment.waste", "environment.energy",
    ],
    "ikci": [
        "environment.buildings", "environment.resources", "environment.planning", "mobility.transport",
        "mobility.multimodal", "mobility.technology", "government.online_services", "government.support",
        "government.open_data", "economy.entrepreneurship", "economy.productivity", "economy.networks",
        "people.inclusion", "people.education", "people.creativity", "living.culture", "living.safety", "living.health",
    ],
    "kota-cerdas-2026": ["governance", "economy", "urban_life", "society", "environment", "mobility"],
}  # fmt: skip
# In the order of the places of the old profile.
LEADS = {
    ("kominfo", "ikci"): [
        ["government.online_services"], ["government.open_data"], ["government.support"], ["living.culture"],
        ["economy.networks"], ["environment.planning"], ["economy.entrepreneurship"], ["people.inclusion"],
        ["economy.productivity"], ["environment.planning"], ["living.health"],
        ["mobility.transport", "mobility.multimodal", "mobility.technology"], ["people.inclusion"],
        ["people.education"], ["living.safety"], ["environment.resources"], ["environment.resources"],
        ["environment.resources", "environment.buildings"],
    ],
    ("kominfo", "kota-cerdas-2026"): [
        ["governance"], ["governance"], ["governance"], ["economy"], ["economy"], ["urban_life"], ["economy"],
        ["society", "economy"], ["economy"], ["urban_life"], ["urban_life"], ["mobility", "urban_life", "governance"],
        ["society"], ["society"], ["urban_life"], ["environment"], ["environment"], ["environment"],
    ],
    ("ikci", "kota-cerdas-2026"): [
        *[["environment"]] * 3, *[["mobility"]] * 3, *[["governance"]] * 3, *[["economy"]] * 3, *[["society"]] * 3,
        *[["urban_life"]] * 3,
    ],
}  # fmt: skip
CARRIED = {
    ("kominfo", "ikci"): {"governance": "government", "environment": "environment"},
    ("kominfo", "kota-cerdas-2026"): {"governance": "governance", "environment": "environment"},
    ("ikci", "kota-cerdas-2026"): {
        "environment": "environment", "mobility": "mobility", "government": "governance", "economy": "economy",
        "people": "society", "living": "urban_life",
    },
}  # fmt: skip
# A profile whose places are a.x, a.y and b.
SOUND = """\
title = {id = "Contoh", en = "Example"}
[dimensions.a]
name = {id = "A"}
[dimensions.a.subdimensions]
x = {id = "X"}
y = {id = "Y", en = "Why"}
[dimensions.b]
name = {en = "B"}
[crosswalk.kominfo]
"living.health" = "a.x"
"living.mobility" = ["a.y", "b"]
"""


def known(name: str) -> Profile:
    found = profile.load(name)
    assert found is not None
    return found


def written(found: Profile) -> list[str]:
    return [f"{key}.{sub}".removesuffix(".") for key, sub in found.places]


def test_the_profiles_of_the_package() -> None:
    assert {name: written(known(name)) for name in profile.names()} == PLACES
    aspects = {
        label["id"]: label["en"] for one in known("ikci").dimensions.values() for label in one.subdimensions.values()
    }
    assert aspects["Akses Multi Moda"] == "Multimodal access"
    assert known("ikci").dimensions["living"].name == {"id": "Kualitas Hidup", "en": "Smart Living"}
    # It is no regulation yet, and nobody shall take it for one.
    assert {language: "raft" in title or "ancangan" in title for language, title in known("kota-cerdas-2026").title.items()} == {
        "id": True, "en": True,
    }  # fmt: skip


@pytest.mark.parametrize("pair", [*permutations(PLACES, 2)])
def test_every_place_of_the_old_profile_leads_to_places_of_the_new(pair: tuple[str, str]) -> None:
    old, new = pair
    ways = known(new).crosswalk.get(old)
    assert (ways is not None) is (pair in LEADS)
    if ways is not None:
        assert ways == dict(zip(written(known(old)), LEADS[pair], strict=True))
        assert {one for ones in ways.values() for one in ones} <= {*written(known(new))}
        assert carried(ways) == CARRIED[pair]


def test_a_profile_is_read() -> None:
    found = profile.read(SOUND, "a.toml")
    assert written(found) == ["a.x", "a.y", "b"]
    assert found.crosswalk == {"kominfo": {"living.health": ["a.x"], "living.mobility": ["a.y", "b"]}}
    assert [found.asks_for_subdimension(key) for key in ("a", "b", "zzz")] == [True, False, True]


def test_a_name_in_a_language_that_has_none() -> None:
    found = profile.read(SOUND, "a.toml").dimensions["a"]
    assert [found.subdimension(key, "en") for key in ("x", "y")] == ["X", "Why"]
    assert label_in({"en": "B"}, "id") == "B"


BAD = [
    ("", "missing", 1, "title"), ("title = {id = 'x'}", "missing", 1, "dimensions"),
    (SOUND + "weights = 1\n", "", 9, ""), ("weights = 1\n" + SOUND, "key", 1, "weights"),
    (SOUND.replace('name = {id = "A"}', "name = 3"), "", 2, ""), (SOUND.replace('name = {id = "A"}', ""), "", 2, ""),
    (SOUND.replace('{id = "Y", en = "Why"}', "['Y']"), "", 2, ""), (SOUND + '[dimensions.c]\nname = {id = " "}\n', "unnamed", 12, ""),
    (SOUND.replace("[dimensions.b]", "[dimensions.'b c']"), "bad-key", 7, "b c"),
    (SOUND + "[dimensions.c]\nname = {id = 'C'}\nsubdimensions.x = {id = 'X'}\n", "twice", 14, "x"),
    (SOUND + "[dimensions.c]\nname = {id = 'C'}\nshort.z = {id = 'Z'}\n", "short", 14, "z"),
    (SOUND.replace('"b"]', '"c"]'), "target", 11, "c"), (SOUND.replace('["a.y", "b"]', "[]"), "target", 11, ""),
    (SOUND.replace('"a.x"', '"a"'), "target", 10, "a"), (SOUND.replace('"a.x"', "3"), "", 9, ""),
    (SOUND.replace('"living.health"', '"living.healt"'), "source", 10, "kominfo"), (SOUND.replace('"living.health"', '"living"'), "source", 10, "kominfo"),
    ("title = {id = 'x'}\ndimensions = 3\n", "", 2, ""), (SOUND + "=\n", "toml", 12, None), (SOUND + "[a", "toml", 12, None),
    ("a = " + "[" * 100_000, "toml", 1, None), ("a = " + "1" * 5000, "toml", 1, None), ("#" * 1_000_001, "large", 1, None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "variant", "line", "value"), BAD, ids=range(len(BAD)))
def test_a_profile_that_is_wrong(text: str, variant: str, line: int, value: str | None) -> None:
    with pytest.raises(BadProfile) as caught:
        profile.read(text, "a.toml")
    told = caught.value.values
    assert (told["path"], told["variant"], told["line"], told.get("value")) == ("a.toml", variant, line, value)
