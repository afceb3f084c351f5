"""Laws of the rules, on the small city with faults of every kind in any of its files."""

import copy
import random
from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from smartplan.operations.diff import compare_files
from smartplan.rules import ALL
from smartplan.validation.located import LocatedFinding
from tests.helpers.faulty import (
    BASE,
    EVERYTHING,
    FAULTS,
    G1,
    OLD,
    PLAN,
    PLANS,
    City,
    Fault,
    Shelf,
    address_is_there,
    examined,
    faults,
    with_faults,
    written,
)
from tests.helpers.mends import LOCAL, MENDS

# No fault of the data: the text cannot be read, or a comment is wrong.
OF_THE_TEXT = {rule.id for rule in ALL.values() if rule.family in ("yaml", "ignoring")}


def findings(city: City) -> list[tuple[str, LocatedFinding]]:
    return [(name, located) for name, found in examined(written(city)).items() for located in found]


def key(name: str, located: LocatedFinding) -> tuple[Any, ...]:
    """What makes a finding the same in other data: not the place in a list."""
    values = located.finding.values
    return name, located.finding.rule, located.by_value, str(values.get("key", values.get("value")))


def test_the_base_has_no_finding() -> None:
    assert findings(BASE) == []


@given(faults())
def test_each_address_is_in_the_file(drawn: list[Fault]) -> None:
    city = with_faults(drawn)
    for name, located in findings(city):
        assert address_is_there(city[name], located), located.finding


def excused(rules: frozenset[str], of: LocatedFinding, other: LocatedFinding) -> bool:
    """Whether a mend may bring or take another finding; what lies within one programme stays there."""
    rule, path, own = other.finding.rule, other.finding.path, of.finding.path
    if rule in LOCAL and len(own) > 3 and own[0] == "dimensions" and own[2] == "programmes":
        return rule in rules and path[:4] == own[:4]
    return rule in rules


def take_away(city: City, found: list[tuple[str, LocatedFinding]], name: str, located: LocatedFinding) -> None:
    """Take away what a finding complains of; the finding goes, and no other that has nothing to do with it."""
    mend, may_come, may_go = MENDS[located.finding.rule]
    mended = copy.deepcopy(city)
    deleted = mend(mended, name, located)
    assert city != mended
    now = findings(mended)
    # A part that a mend began is not missing any more.
    begun = {part for part, value in mended[name].items() if value is not None and city[name].get(part) is None}
    was, after = Counter(key(*one) for one in found), Counter(key(*one) for one in now)
    assert after[key(name, located)] < was[key(name, located)], located.finding
    for file, other in found:
        gone = key(file, other) in was - after and key(file, other) != key(name, located)
        below = file == name and any(other.finding.path[: len(path)] == path for path in deleted)
        part = other.finding.rule == "missing-key" and not other.finding.path and other.finding.values["key"] in begun
        assert not gone or below or part or excused(may_go, located, other), (located.finding, other.finding)
    for file, other in now:
        come = key(file, other) in after - was
        assert not come or excused(may_come, located, other), (located.finding, other.finding)


@given(faults(), st.data())
def test_what_takes_the_complaint_away_takes_it_alone(drawn: list[Fault], data: Any) -> None:
    city = with_faults(drawn)
    found = findings(city)
    if found:
        rule = data.draw(st.sampled_from(sorted({located.finding.rule for _, located in found})))
        take_away(city, found, *data.draw(st.sampled_from([one for one in found if one[1].finding.rule == rule])))


@settings(max_examples=settings.default.max_examples // 4)
@given(faults(most=3))
def test_mended_one_by_one_a_plan_is_sound(drawn: list[Fault]) -> None:
    city = with_faults(drawn)
    for _ in range(200):
        found = findings(city)
        if not found:
            return
        name, located = found[0]
        MENDS[located.finding.rule][0](city, name, located)
    raise AssertionError([located.finding for _, located in found])


def turned(value: Any, by: random.Random) -> Any:
    """The same with the keys of every mapping in another order."""
    if isinstance(value, dict):
        return {key: turned(value[key], by) for key in by.sample(list(value), len(value))}
    return [turned(item, by) for item in value] if isinstance(value, list) else value


def hold_in_any_order(city: City, by: random.Random) -> None:
    def told(city: City) -> Counter[Any]:
        # Which of two equal ids is the second one, the order says.
        return Counter(
            (
                name,
                rule,
                located.severity,
                located.finding.path[-1] if rule == "id-in-two-dimensions" else located.where,
            )
            for name, located in findings(city)
            for rule in [located.finding.rule]
        )

    assert told(turned(city, by)) == told(city)


@given(faults(), st.integers(0, 2**32))
def test_the_order_of_keys_is_nothing(drawn: list[Fault], seed: int) -> None:
    hold_in_any_order(with_faults(drawn), random.Random(seed))


def hold_alone(texts: dict[str, str], everything: dict[str, list[LocatedFinding]], rule: str) -> None:
    for selection, whether in (
        (replace(EVERYTHING, only=frozenset((rule,))), True),
        (replace(EVERYTHING, ignored=frozenset((rule,))), False),
    ):
        expected = {
            name: [told(one) for one in found if (one.finding.rule == rule) is whether and not one.unread]
            for name, found in everything.items()
        }
        # What could not be read is told whatever was chosen, as long as something needed it.
        chosen = {
            name: [told(one) for one in found if not one.unread] for name, found in examined(texts, selection).items()
        }
        assert chosen == expected


@given(faults(), st.sampled_from(sorted(ALL)), st.data())
def test_a_rule_alone_finds_what_it_finds_among_all(drawn: list[Fault], any_rule: str, data: Any) -> None:
    texts = written(with_faults(drawn))
    everything = examined(texts)
    found = sorted({one.finding.rule for found in everything.values() for one in found})
    hold_alone(texts, everything, data.draw(st.sampled_from([any_rule, *found])))


def told(located: LocatedFinding) -> tuple[Any, ...]:
    return located.finding, located.severity, located.place


def test_every_rule_about_data_is_reached() -> None:
    reached = {located.finding.rule for fault in FAULTS for _, located in findings(with_faults([fault]))}
    assert reached == MENDS.keys() == ALL.keys() - OF_THE_TEXT


@pytest.mark.parametrize("fault", FAULTS, ids=[f"{name}-{'.'.join(map(str, path))}" for name, path, _ in FAULTS])
def test_the_laws_hold_for_each_fault_alone(fault: Fault) -> None:
    city = with_faults([fault])
    found = findings(city)
    first = {located.finding.rule: (name, located) for name, located in reversed(found)}
    for name, located in found:
        assert address_is_there(city[name], located), located.finding
    for name, located in first.values():
        take_away(city, found, name, located)
    hold_in_any_order(city, random.Random(1))
    if first:
        texts = written(city)
        hold_alone(texts, examined(texts), min(first))


LISTS = [
    ("partners", [5, "nobody", None, "diskominfo", "other"], [1, 4], "unknown-agency"),
    ("missions", [["M1"], "M1", "M9"], [2], "unknown-mission"),
    ("sources", [{"a": 1}, 2, "berita-1", "berita"], [2], "unknown-source"),
    ("because", ["IN-01", "x/y", 5, "fgd-2022-12-28/IN-01", "x/z"], [1, 4], "unknown-input"),
    ("formerly", [1, "GOV-01", 2, "GOV-77"], [3], "unknown-formerly"),
    ("years", ["2023", 2023, 23, 2031], [3], "after-period"),
]


@pytest.mark.parametrize(("field", "items", "where", "rule"), LISTS, ids=[case[0] for case in LISTS])
def test_an_item_that_cannot_be_read_moves_no_other(field: str, items: list[Any], where: list[int], rule: str) -> None:
    found = findings(with_faults([(PLAN, (*G1, field), items)]))
    told = [located.finding.path for _, located in found if located.finding.rule == rule]
    assert told == [(*G1, field, index) for index in where]


def test_a_change_stands_at_its_item_behind_one_that_cannot_be_read() -> None:
    city = with_faults([(PLAN, (*G1, "partners"), [5, "diskominfo", "its"]), (OLD, (*G1, "partners"), [5, 6, "dlh"])])
    folder = Shelf(written(city))
    old, new = (folder.load(PLANS / name) for name in (OLD, PLAN))
    found = compare_files(old, new, (folder,))
    sides = [
        (change.field, side.path[-1], found.place(side).line)
        for change in found.comparison.changes if change.kind == "partners-changed"
        for side in (change.old, change.new) if side
    ]  # fmt: skip
    lines = {name: text.splitlines() for name, text in written(city).items()}

    def line(name: str, item: str) -> int:
        return next(number for number, text in enumerate(lines[name], 1) if f'"{item}"' in text and ":" not in text)

    assert sides == [
        ("partners.diskominfo", 1, line(PLAN, "diskominfo")),
        ("partners.dlh", 2, line(OLD, "dlh")),
        ("partners.its", 2, line(PLAN, "its")),
    ]
