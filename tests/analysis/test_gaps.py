"""Every hole of a plan that has all of them, with what it names, and what is no hole."""

from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from smartplan.analysis.coverage import cover
from smartplan.plan.model import Plan
from tests.helpers.everything import AROUND, stated

BARE = msgspec.convert(
    {
        "revision": "2024", "record": "reconstruction", "period": {"start": 2024, "end": 2026}, "rpjmd": {"missions": {"M1": "x"}},
        "agencies": {
            "a": {"name": "A"}, "b": {"name": "B", "role": "government"}, "c": {"name": "C", "role": "media"},
        },
        "dimensions": {
            "living": {
                "programmes": {
                    "L-1": {"name": "L", "subdimension": "health", "years": [2025], "indicators": {"i": {"name": "I"}}},
                },
            },
        },
    },
    Plan, str_keys=True,
)  # fmt: skip
BESIDE = replace(AROUND, revisions={"2024": BARE})
L1 = "dimensions.living.programmes.L-1"


def test_every_hole() -> None:
    found = cover(BARE, BESIDE).holes
    assert [hole.name for hole in found] == [
        "mobility", "sun", "M1", "a", "b", "2024", "2026", "fgd/IN-1", "fgd/IN-3", "L-1", "L-1", "L-1", "L-1 i", "L-1",
        "L-1",
    ]  # fmt: skip
    gap = "subdimension-without-programme"
    assert stated(found) == [
        {"kind": gap, "where": "dimensions.living", "dimension": "living", "subdimension": "mobility"},
        {"kind": gap, "where": "dimensions.energy", "dimension": "energy", "subdimension": "sun"},
        {"kind": "mission-without-programme", "where": "rpjmd.missions.M1", "mission": "M1"},
        {"kind": "agency-without-programme", "where": "agencies.a", "agency": "a"},
        {"kind": "agency-without-programme", "where": "agencies.b", "agency": "b"},
        {"kind": "year-without-programme", "where": "period", "year": 2024},
        {"kind": "year-without-programme", "where": "period", "year": 2026},
        {"kind": "input-not-cited", "where": "inputs.IN-1", "input": "fgd/IN-1"},
        {"kind": "input-not-cited", "where": "inputs.IN-3", "input": "fgd/IN-3"},
        {"kind": "programme-without-agency", "where": L1, "dimension": "living", "programme": "L-1"},
        {"kind": "programme-without-mission", "where": L1, "dimension": "living", "programme": "L-1"},
        {"kind": "programme-without-target", "where": L1, "dimension": "living", "programme": "L-1"},
        {
            "kind": "indicator-without-baseline", "where": f"{L1}.indicators.i", "dimension": "living",
            "programme": "L-1", "indicator": "i",
        },
        {"kind": "programme-without-budget", "where": L1, "dimension": "living", "programme": "L-1"},
        {"kind": "programme-without-source", "where": L1, "dimension": "living", "programme": "L-1"},
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("unread", "silent"),
    [
        ((), set()),
        (("dimensions", "living", "x"), {"mobility", "M1", "a", "b", "2024", "2026"}),
        (("dimensions",), {"mobility", "sun", "M1", "a", "b", "2024", "2026"}),
        (("dimensions", "living", "programmes", "L-1", "agency"), {"a", "b"}),
        (("dimensions", "living", "programmes", "L-1", "missions", 0), {"M1"}),
        (("dimensions", "living", "programmes", "L-1", "years"), {"2024", "2026"}),
        (("dimensions", "living", "programmes", "L-1", "execution", "2024"), {"2024", "2026"}),
    ],
)
def test_what_could_not_be_read_may_be_what_is_missing(unread: Any, silent: set[str]) -> None:
    context = replace(BESIDE, invalid=frozenset([unread] if unread else []))
    names = [hole.name for hole in cover(BARE, context).holes]
    everything = {hole.name for hole in cover(BARE, BESIDE).holes}
    assert everything - set(names) == silent
    unled = [hole.programme for hole in cover(BARE, context).holes if hole.kind == "programme-without-agency"]
    assert unled == ([] if "agency" in unread else ["L-1"])
