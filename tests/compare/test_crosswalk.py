"""Revisions under different profiles of the package: what the crosswalk says is no move, and what scatters."""

from collections.abc import Mapping

from smartplan.compare import ComparedPlan
from smartplan.compare.changes import Comparison
from smartplan.plan.crosswalk import Regrouping
from tests.helpers.comparisons import P, brief, compared, counts, diff


def plan(
    name: str,
    profile: str,
    dimensions: Mapping[str, Mapping[str, str | None]],
    texts: Mapping[str, dict[str, str]] | None = None,
) -> ComparedPlan:
    """A revision of programmes by dimension, with their sub-dimension where that is not None."""
    said = texts or {}
    body = {
        key: {
            **said.get(key, {}),
            "programmes": {
                id_: {k: v for k, v in {**P, "subdimension": sub}.items() if v is not None} for id_, sub in ids.items()
            },
        }
        for key, ids in dimensions.items()
    }
    return compared({"format": 1, "revision": name, "profile": profile, "dimensions": body}, name)


OLD = plan(
    "1",
    "kominfo",
    {
        "governance": {"G1": "public_service"}, "branding": {"B1": "tourism"}, "economy": {"E1": "industry"},
        "living": {"L1": "mobility", "L2": "mobility", "L3": "health"}, "society": {"S1": "community"}, "environment": {},
    },
    {"governance": {"lead": "x"}},
)  # fmt: skip


def ikci(**moved: dict[str, str]) -> Comparison:
    places = {
        "environment": {}, "mobility": {"L1": "transport", "L2": "technology"}, "government": {"G1": "online_services"},
        "economy": {"E1": "entrepreneurship"}, "people": {"S1": "inclusion"}, "living": {"B1": "culture", "L3": "health"},
    }  # fmt: skip
    return diff(OLD, plan("2", "ikci", {**places, **moved}, {"government": {"lead": "x"}}))


def test_what_the_crosswalk_says_is_no_move() -> None:
    found = ikci()
    assert brief(found) == [("profile-changed", None, "profile")]
    assert found.regrouping == [
        Regrouping("branding.tourism", ["living.culture"], {"living.culture": ["B1"]}),
        Regrouping("living.health", ["living.health"], {"living.health": ["L3"]}),
        Regrouping(
            "living.mobility", ["mobility.transport", "mobility.multimodal", "mobility.technology"],
            {"mobility.transport": ["L1"], "mobility.technology": ["L2"]},
        ),
    ]  # fmt: skip
    # What was there is counted where the crosswalk leads, and what the old profile alone has is no row.
    balance = {key: (one.programmes.old, one.programmes.new) for key, one in found.summary.dimensions.items()}
    assert balance == {
        "environment": (0, 0), "mobility": (2, 2), "government": (1, 1), "economy": (1, 1), "people": (1, 1), "living": (2, 2),
    }  # fmt: skip
    assert found.summary.programmes == counts(7, 7, unchanged=7)


def test_what_the_crosswalk_does_not_say_is_a_move() -> None:
    found = ikci(economy={"E1": "productivity", "L1": "networks"}, mobility={"L2": "multimodal"})
    assert brief(found) == [
        ("profile-changed", None, "profile"),
        ("subdimension-changed", "E1", "subdimension"),
        ("programme-moved", "L1", None),
        ("subdimension-changed", "L1", "subdimension"),
    ]
    # The first of the places that it could have had is where it is counted before.
    assert found.summary.dimensions["mobility"].programmes == counts(2, 1, unchanged=1)
    assert found.summary.dimensions["economy"].programmes == counts(1, 2, changed=2, moved=1)


def test_a_profile_without_sub_dimensions() -> None:
    new = plan(
        "2", "kota-cerdas-2026",
        {
            "governance": {"G1": None, "L2": None}, "economy": {"E1": None, "B1": None}, "urban_life": {"L3": None},
            "society": {"S1": None}, "environment": {}, "mobility": {"L1": None},
        },
        {"governance": {"lead": "y"}},
    )  # fmt: skip
    found = diff(OLD, new)
    assert brief(found) == [("profile-changed", None, "profile"), ("dimension-changed", None, "lead")]
    # Of the places that L2 could have had, it is counted before where it is now.
    balance = {key: (one.programmes.old, one.programmes.new) for key, one in found.summary.dimensions.items()}
    assert balance == {
        "governance": (2, 2), "economy": (2, 2), "urban_life": (1, 1), "society": (1, 1), "environment": (0, 0),
        "mobility": (1, 1),
    }  # fmt: skip
    assert [(one.old, one.candidates, one.programmes) for one in found.regrouping] == [
        ("living.mobility", ["mobility", "urban_life", "governance"], {"mobility": ["L1"], "governance": ["L2"]})
    ]


def test_what_is_gone_is_told_where_it_would_be() -> None:
    new = plan(
        "2", "ikci", {key: {} for key in ("environment", "mobility", "government", "economy", "people", "living")}
    )
    gone = [(one.programme, one.dimension) for one in diff(OLD, new).changes if one.kind == "programme-dropped"]
    assert gone == [
        ("L1", "mobility"), ("L2", "mobility"), ("G1", "government"), ("E1", "economy"), ("S1", "people"),
        ("B1", "living"), ("L3", "living"),
    ]  # fmt: skip


def test_a_dimension_under_another_key_is_compared_with_what_it_was() -> None:
    """All of `governance` leads into `government`; what is said of the one is said of the other."""
    new = plan(
        "2", "ikci", {"government": {"G1": "online_services"}}, {"government": {"lead": "y", "objective": "Cepat"}}
    )
    said = [
        (one.field, one.old and (one.old.value, one.old.path), one.new and (one.new.value, one.new.path))
        for one in diff(OLD, new).changes
        if one.kind == "dimension-changed"
    ]
    assert said == [
        ("lead", ("x", ("dimensions", "governance", "lead")), ("y", ("dimensions", "government", "lead"))),
        ("objective", None, ("Cepat", ("dimensions", "government", "objective"))),
    ]


def test_what_was_said_of_a_dimension_that_is_divided_is_gone() -> None:
    """`living` and `branding` of the old profile have no counterpart; what is said of a new one that has none came."""
    gap = {"present": "Bus sedikit", "wanted": "Bus banyak"}
    old = plan("1", "kominfo", {"living": {}, "branding": {}}, {"living": {"gaps": {"G1": gap}}, "branding": {"lead": "x"}})  # type: ignore[dict-item]  # fmt: skip
    new = plan("2", "kota-cerdas-2026", {"urban_life": {}}, {"urban_life": {"strategy": "Kota"}})
    assert [
        (one.kind, one.level, one.dimension, one.field, one.old and (one.old.value, one.old.path), one.new and one.new.value)
        for one in diff(old, new).changes[1:]
    ] == [
        ("dimension-changed", "info", "urban_life", "strategy", None, "Kota"),
        ("gap-removed", "warning", "living", "gaps.G1", (gap, ("dimensions", "living", "gaps", "G1")), None),
        ("dimension-changed", "warning", "branding", "lead", ("x", ("dimensions", "branding", "lead")), None),
    ]  # fmt: skip
    # A dimension that goes along under another key is told once, under that one.
    governed = plan("1", "kominfo", {"governance": {}}, {"governance": {"lead": "x"}})
    assert [(one.kind, one.dimension) for one in diff(governed, plan("2", "ikci", {})).changes[1:]] == [
        ("dimension-changed", "government")
    ]
