"""Revisions, schemes and dimensions that other files name: at their edges, rule by rule."""

from typing import Any

import msgspec
import pytest

from smartplan.plan import profile
from smartplan.plan.context import Context
from smartplan.plan.evaluation import Award, Evaluation
from smartplan.plan.finding import Finding
from smartplan.plan.model import Period, Plan
from smartplan.plan.review import Review
from smartplan.rules import run

KOMINFO = "governance, branding, economy, living, society, environment"
G1 = "dimensions.governance.programmes.G-1"
Told = list[tuple[str, str, str, dict[str, Any]]]


def told(rule: str, content: Plan | Review | Evaluation, **context: Any) -> Told:
    """Address, place, variant and values of each finding."""

    def one(found: Finding) -> tuple[str, str, str, dict[str, Any]]:
        assert found.rule == rule
        return ".".join(map(str, found.path)), found.at, found.variant, dict(found.values)

    return [one(found) for found in run(content, Context(**context), {rule})]


def programme(**fields: Any) -> Plan:
    data = {"period": {"start": 2023, "end": 2026}, "dimensions": {"governance": {"programmes": {"G-1": fields}}}}
    return msgspec.convert(data, Plan, str_keys=True)


def test_a_review_names_two_revisions() -> None:
    known = {"revision_names": frozenset(["2019", "2023"])}
    review = Review(reviews="2091", leads_to="zzz")
    assert told("unknown-reviewed-revision", review, **known) == [
        ("reviews", "value", "nearest", {"value": "2091", "nearest": "2019"}),
        ("leads_to", "value", "", {"value": "zzz"}),
    ]
    # What a review of a known revision leads to may be still to be drafted.
    for leads_to in ("2023", "2027"):
        assert told("unknown-reviewed-revision", Review(reviews="2019", leads_to=leads_to), **known) == []
    assert [found[0] for found in told("unknown-reviewed-revision", Review(leads_to="2027"), **known)] == ["leads_to"]
    assert told("unknown-reviewed-revision", Review(), **known) == []


@pytest.mark.parametrize(
    ("reviews", "leads_to", "near"),
    [
        # A misspelt name of a revision that is there, where what was reviewed is superseded already.
        ("2019", "2032", "2023"), ("2019", "zzzz", None), ("2023", "2062", "2026"),
        # Nothing supersedes it yet: the next one may be called so.
        ("2026", "2062", None), ("2026", "2027", None), ("2019", "2023", None), ("2019", "2040", None),
    ],
)  # fmt: skip
def test_a_revision_to_come_that_may_be_a_misspelt_one(reviews: str, leads_to: str, near: str | None) -> None:
    revisions = {"2019": Plan(), "2023": Plan(supersedes="2019"), "2026": Plan(supersedes="2023")}
    context = Context(revisions=revisions, revision_names=frozenset(revisions))
    found = [*run(Review(reviews=reviews, leads_to=leads_to), context, {"unknown-reviewed-revision"})]
    told = [(".".join(map(str, one.path)), one.variant, one.severity, dict(one.values)) for one in found]
    values = {"value": leads_to, "nearest": near, "reviewed": reviews}
    assert told == ([("leads_to", "drafted", "warning", values)] if near else [])


@pytest.mark.parametrize("known", [frozenset[str](), frozenset(["2018"])])
def test_a_revision_that_is_passed_over_because_of_its_name(known: frozenset[str]) -> None:
    context = {"revision_names": known, "passed_over": {"2019": "plans/2019.yml"}}
    values = {"value": "2019", "path": "plans/2019.yml", "right": "2019.yaml"}
    for rule, field, content in (
        ("unknown-revision", "supersedes", Plan(supersedes="2019")),
        ("unknown-reviewed-revision", "reviews", Review(reviews="2019")),
        ("unknown-reviewed-revision", "leads_to", Review(reviews="2018", leads_to="2019")),
        ("unknown-evaluated-revision", "revision", Evaluation(revision="2019")),
    ):
        found = told(rule, content, **context)
        assert [one for one in found if one[0] == field] == [(field, "value", "passed-over", values)]


def test_an_input_of_a_review_that_is_passed_over_because_of_its_name() -> None:
    context: dict[str, Any] = {"reviews": {"r2": Review()}, "passed_over_reviews": ("plans/reviews/a.yml",)}
    content = Plan(because=["r1/IN-01", "r2/IN-01"])
    assert told("unknown-input", content, **context) == [
        ("because.0", "value", "passed-over", {"value": "r1/IN-01", "path": "plans/reviews/a.yml"}),
        ("because.1", "value", "", {"value": "r2/IN-01"}),
    ]


def test_the_superseded_revision_lies_beside_the_plan() -> None:
    known = {"revision_names": frozenset(["2019"])}
    assert told("unknown-revision", Plan(supersedes="2091"), **known) == [
        ("supersedes", "value", "nearest", {"value": "2091", "nearest": "2019"})
    ]
    assert told("unknown-revision", Plan(supersedes="2019"), **known) == told("unknown-revision", Plan(), **known) == []


@pytest.mark.parametrize(
    ("stem", "revision", "supersedes", "others", "way"),
    [
        ("b", "b", "a", {"a": "b"}, "b → a → b"),
        ("c", "c", "b", {"b": "a", "a": "c"}, "c → b → a → c"),
        ("b", "b", "b", {}, "b → b"),
        # It is found by the name of its file; one from standard input has none.
        ("b", "x", "a", {"a": "b"}, "b → a → b"),
        ("b", "x", "a", {"a": "x"}, None),
        (None, "x", "a", {"a": "x"}, "x → a → x"),
        (None, "", "", {}, None),
        (None, "", "a", {"a": ""}, None),
        # A circle of others is theirs, and one that cannot be read ends the way.
        ("c", "c", "b", {"b": "a", "a": "b"}, None),
        ("c", "c", "b", {}, None),
        ("c", "c", "", {}, None),
    ],
)
def test_a_circle(stem: str | None, revision: str, supersedes: str, others: dict[str, str], way: str | None) -> None:
    revisions = {name: Plan(supersedes=before) for name, before in others.items()}
    found = told("supersedes-cycle", Plan(revision=revision, supersedes=supersedes), stem=stem, revisions=revisions)
    assert found == ([("supersedes", "value", "", {"way": way})] if way else [])


def plan(programmes: dict[str, Any], **fields: Any) -> Plan:
    return msgspec.convert({"dimensions": {"governance": {"programmes": programmes}}, **fields}, Plan)


def test_a_predecessor_that_never_was() -> None:
    """A first revision has none, and one that does not lie beside the plan may have any."""
    odd = {"G-1": {"formerly": ["A-1", "A-11"]}}
    gone = {"withdrawn": {"A-11": {}, "A-1": {}}}
    first = plan(odd, **gone)
    assert told("unknown-formerly", first) == [
        (f"{G1}.formerly.0", "value", "first", {"value": "A-1"}),
        (f"{G1}.formerly.1", "value", "first", {"value": "A-11"}),
    ]
    assert told("unknown-withdrawn", first) == [
        ("withdrawn.A-11", "key", "first", {"value": "A-11"}),
        ("withdrawn.A-1", "key", "first", {"value": "A-1"}),
    ]
    later = plan(odd, supersedes="1", **gone)
    known: dict[str, Any] = {"supersedes": "1", "revisions": {"1": plan({"A-1": {}})}}
    values = {"value": "A-11", "revision": "1", "nearest": "A-1"}
    assert told("unknown-formerly", later, **known) == [(f"{G1}.formerly.1", "value", "nearest", values)]
    assert told("unknown-withdrawn", later, **known) == [("withdrawn.A-11", "key", "nearest", values)]
    for rule in ("unknown-formerly", "unknown-withdrawn"):
        assert told(rule, later, supersedes="1") == []
        found = run(later, Context(supersedes="1", revision_names=frozenset("1")), {rule})
        assert [(one.rule, one.path) for one in found] == [("unreadable-neighbour", ("supersedes",))]
        assert told(rule, first, invalid=frozenset([("supersedes",)])) == []


def test_what_is_withdrawn_and_goes_on() -> None:
    """Under its own id, or as what came of it; who follows whom is not known where `formerly` cannot be read."""
    withdrawn = {id_: {} for id_ in ("A-1", "A-2", "G-1", "G-2", "G-3", "A-9")}
    programmes = {"G-1": {"formerly": []}, "G-2": {}, "G-3": {"formerly": ["A-1", "A-2"]}, "G-4": {"formerly": ["A-2"]}}
    content = plan(programmes, withdrawn=withdrawn)
    expected = [
        ("withdrawn.A-1", "key", "", {"value": "A-1", "by": "G-3"}),
        ("withdrawn.A-2", "key", "", {"value": "A-2", "by": "G-3"}),
        ("withdrawn.G-2", "key", "", {"value": "G-2", "by": "G-2"}),
    ]
    assert told("withdrawn-and-kept", content) == expected
    unread = frozenset([("dimensions", "governance", "programmes", "G-2", "formerly", 0)])
    assert told("withdrawn-and-kept", content, invalid=unread) == expected[:2]


def test_a_split_names_both() -> None:
    content = plan({"G-1": {"formerly": ["A-1", "G-3", "G-2"]}, "G-2": {}, "G-3": {"formerly": ["G-3"]}})
    assert told("undeclared-split", content) == [(f"{G1}.formerly.2", "value", "", {"value": "G-2", "by": "G-1"})]


LABEL = profile.Label(id="x", en="x")
AIR = profile.Profile(
    LABEL,
    {
        "air": profile.ProfileDimension(LABEL, {}, ["clean water", "dry_dock"]),
        "zoology": profile.ProfileDimension(LABEL, {}),
    },
)


@pytest.mark.parametrize(
    ("name", "nearest"),
    [
        # Its aliases in any case, with any sign between their words, and `smart` before its own name; then what is alike.
        ("clean_water", "air"), ("Clean-Water", "air"), ("CLEAN_water", "air"), ("smart_air", "air"), ("Smart_AIR", "air"),
        ("DRY_dock", "air"), ("zoologi", "zoology"), ("cleanwater", None), ("clean__water", None), ("zzz", None),
    ],
)  # fmt: skip
def test_other_names_of_a_dimension(name: str, nearest: str | None) -> None:
    found = told("unknown-dimension", msgspec.convert({"dimensions": {name: {}}}, Plan), profile=AIR)
    values = {"value": name, "known": "air, zoology"} | ({"nearest": nearest} if nearest else {})
    assert found == [(f"dimensions.{name}", "key", "nearest" if nearest else "", values)]


def test_a_scheme_that_nobody_knows() -> None:
    known = ", ".join(profile.schemes())
    assert told("unknown-scheme", Evaluation(scheme="zzz")) == [
        ("scheme", "value", "", {"value": "zzz", "known": known})
    ]
    assert told("unknown-scheme", Evaluation()) == []


@pytest.mark.parametrize(
    ("leads_to", "revisions", "known"),
    [
        # In the taxonomy of the revision it leads to, or of the ministry where there is none; that of a plan may be unknown.
        ("", {}, KOMINFO), ("2", {}, KOMINFO), ("2", {"2": Plan(profile="kominfo")}, KOMINFO),
        ("2", {"2": Plan(profile="zzz")}, None), ("9", {}, None),
    ],
)  # fmt: skip
def test_the_dimension_of_an_input(leads_to: str, revisions: dict[str, Plan], known: str | None) -> None:
    review = msgspec.convert(
        {"leads_to": leads_to, "inputs": {"I-1": {"dimension": "zz"}, "I-2": {"dimension": "living"}, "I-3": {}}},
        Review,
    )
    if leads_to == "9":
        context = Context(revision_names=frozenset("9"))
        (unread,) = run(review, context, {"unknown-input-dimension"})
        assert (unread.rule, unread.path) == ("unreadable-neighbour", ("leads_to",))
        return
    found = told("unknown-input-dimension", review, revisions=revisions, revision_names=frozenset("9"))
    assert found == ([("inputs.I-1.dimension", "value", "", {"value": "zz", "known": known})] if known else [])
    assert told("unknown-input-dimension", review, invalid=frozenset([("leads_to",)]), revisions=revisions) == (
        found if revisions else []
    )


@pytest.mark.parametrize(
    ("revision", "revisions", "known"),
    [("", {}, KOMINFO), ("2", {"2": Plan(profile="kominfo")}, KOMINFO), ("2", {"2": Plan(profile="zzz")}, None)],
)  # fmt: skip
def test_the_dimension_of_an_award(revision: str, revisions: dict[str, Plan], known: str | None) -> None:
    for dimension in ("zz", "living", ""):
        evaluation = Evaluation(revision=revision, award=Award(title="Terbaik", dimension=dimension))
        found = told("unknown-award-dimension", evaluation, revisions=revisions, revision_names=frozenset("9"))
        wrong = known is not None and dimension == "zz"
        assert found == ([("award.dimension", "value", "", {"value": "zz", "known": known})] if wrong else [])
    assert told("unknown-award-dimension", Evaluation()) == []


def test_an_award_is_not_held_against_a_plan_that_cannot_be_read() -> None:
    context = Context(revision_names=frozenset("9"))
    (unread,) = run(Evaluation(revision="9", award=Award(dimension="zz")), context, {"unknown-award-dimension"})
    assert (unread.rule, unread.variant, unread.path) == ("unreadable-neighbour", "evaluated", ("revision",))
    assert [*run(Evaluation(revision="9", award=Award(title="Terbaik")), context, {"unknown-award-dimension"})] == []


def test_a_year_after_the_period_is_a_value_in_a_list_and_a_key_elsewhere() -> None:
    values = {"value": "2027", "end": "2026"}
    plan = programme(years=[2027], budget={"apbd": {"2027": 1}}, indicators={"i": {"targets": {"2027": 1}}})
    assert told("after-period", plan) == [
        (f"{G1}.years.0", "value", "", values),
        (f"{G1}.budget.apbd.2027", "key", "", values),
        (f"{G1}.indicators.i.targets.2027", "key", "", values),
    ]


def test_a_year_that_was_not_planned_is_told_at_its_key() -> None:
    plan = programme(years=[2024], budget={"apbd": {"2023": 1, "2026": 1, "2022": 1, "2027": 1}})
    assert told("outside-years", plan) == [
        (f"{G1}.budget.apbd.2023", "key", "", {"value": "2023", "years": [2024]}),
        (f"{G1}.budget.apbd.2026", "key", "", {"value": "2026", "years": [2024]}),
    ]


@pytest.mark.parametrize(("start", "end", "told_of"), [(2023, 2023, True), (2024, 2023, False)])
def test_a_period_of_one_year_is_one(start: int, end: int, told_of: bool) -> None:
    plan = msgspec.structs.replace(programme(years=[2024]), period=Period(start=start, end=end))
    assert bool(told("after-period", plan)) is told_of
    assert bool(told("period-reversed", plan)) is not told_of


def test_an_indicator_that_is_sound_hides_no_other() -> None:
    lowered = {"direction": "up", "targets": {"2023": 2, "2024": 1}}
    plan = programme(indicators={"a": {"targets": {"2023": 2, "2024": 1}}, "b": {"direction": "up"}, "c": lowered})
    assert [found[0] for found in told("target-against-direction", plan)] == [f"{G1}.indicators.c.targets.2024"]


def test_a_quick_win_that_is_sound_hides_no_other() -> None:
    programmes = {"G-1": {}, "G-2": {"quick_win": True, "years": [2024]}, "G-3": {"quick_win": True, "years": [2025]}}
    plan = msgspec.convert({"dimensions": {"governance": {"programmes": programmes}}}, Plan)
    place = "dimensions.governance.programmes"
    expected = [
        (f"{place}.{id_}", "key", "", {"value": id_, "year": year}) for id_, year in (("G-2", "2024"), ("G-3", "2025"))
    ]
    assert told("quick-win-without-target", plan) == expected
    for field in ("years", "indicators"):
        unread = frozenset([("dimensions", "governance", "programmes", "G-2", field)])
        assert told("quick-win-without-target", plan, invalid=unread) == expected[1:]
    assert (
        told(
            "quick-win-without-target",
            plan,
            invalid=frozenset([("dimensions", "governance", "programmes", "G-2", "name")]),
        )
        == expected
    )


def test_every_measure_has_its_place() -> None:
    plan = programme(
        indicators={"i": {"baseline": "1,5", "targets": {"2023": "2,5"}, "actuals": {"2024": "3%"}}, "j": {}}
    )
    assert told("measure-style", plan) == [
        (f"{G1}.indicators.i.baseline", "value", "", {"value": "1,5", "write": "1.5"}),
        (f"{G1}.indicators.i.targets.2023", "value", "", {"value": "2,5", "write": "2.5"}),
        (f"{G1}.indicators.i.actuals.2024", "value", "percent", {"value": "3%", "write": "3"}),
    ]
