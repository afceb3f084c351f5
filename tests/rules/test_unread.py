"""What could not be read: each rule is silent where it may hide the thing that is missing, and only there."""

from typing import Any

import msgspec
import pytest

from smartplan.plan import profile
from smartplan.plan.context import Context
from smartplan.plan.model import Plan
from smartplan.plan.review import Review
from smartplan.rules import run

P = ("dimensions", "governance", "programmes", "G-1")
PLAN = {
    "status": "adopted",
    "team": {"lead": "zzz"},
    "agencies": {"a": {"name": "A", "role": "government"}, "b": {"name": "B"}, "c": {"name": "C", "role": "media"}},
    "rpjmd": {"missions": {"M1": "x"}},
    "readiness": {"structure": {"s": {"name": "S", "sources": ["zzz"]}}},
    "dimensions": {
        "governance": {"programmes": {"G-1": {"missions": ["M9"], "sources": ["yyy"], "indicators": {"i": {}}}}},
        "branding": {},
    },
}
REVIEW = {
    "review": "r",
    "inputs": {
        "I-1": {"from": "zzz", "disposition": "deferred"}, "I-2": {"from": "zzz", "disposition": "rejected"},
        "I-3": {"disposition": "accepted"}, "I-4": {"disposition": "deferred", "answer": "nanti"}, "I-5": {},
    },
}  # fmt: skip


def places(rule: str, *unsound: tuple[Any, ...], **context: Any) -> list[str]:
    """The addresses of a rule's findings, where some could not be read."""
    known = Context(profile=profile.load("kominfo"), invalid=frozenset(unsound), **context)
    contents = (msgspec.convert(PLAN, Plan), msgspec.convert(REVIEW, Review))
    return [".".join(map(str, one.path)) for content in contents for one in run(content, known, {rule})]


DOT = ".".join(P)
SILENT: list[tuple[str, list[str], dict[tuple[Any, ...], list[str]]]] = [
    # A rule, its findings, and those that are left where an address could not be read.
    ("unknown-agency", ["team.lead"], {("agencies",): [], ("agencies", "zzz"): [], ("agencies", "y"): ["team.lead"]}),
    ("unknown-mission", [f"{DOT}.missions.0"],
     {("rpjmd",): [], ("rpjmd", "missions"): [], ("rpjmd", "missions", "M9"): [],
      ("rpjmd", "missions", "M8"): [f"{DOT}.missions.0"], ("missions",): [f"{DOT}.missions.0"]}),
    ("unknown-source", [f"{DOT}.sources.0", "readiness.structure.s.sources.0"],
     {("sources",): [], ("sources", "yyy"): ["readiness.structure.s.sources.0"]}),
    ("missing-key", ["", DOT, DOT],
     {("period",): [DOT, DOT], (*P, "agency"): ["", DOT], (*P, "subdimension"): ["", DOT], ("status",): ["", DOT, DOT]}),
    ("missing-answer", ["inputs.I-1", "inputs.I-2"],
     {("inputs", "I-1", "answer"): ["inputs.I-2"], ("inputs", "I-1", "text"): ["inputs.I-1", "inputs.I-2"]}),
    ("unknown-participant", ["inputs.I-1.from", "inputs.I-2.from"],
     {("participants",): [], ("participants", "zzz"): [], ("leads_to",): [], ("reviews",): [],
      ("title",): ["inputs.I-1.from", "inputs.I-2.from"]}),
    ("mission-without-programme", ["rpjmd.missions.M1"],
     {("dimensions",): [], ("dimensions", "branding"): [], ("dimensions", "branding", "program"): [],
      ("dimensions", "branding", "programmes"): [], ("dimensions", "branding", "programmes", "B-1"): [],
      ("dimensions", "branding", "stakeholders", 0): ["rpjmd.missions.M1"],
      ("dimensions", "branding", "lead"): ["rpjmd.missions.M1"],
      (*P, "missions"): [], (*P, "missions", 1): [], (*P, "name"): ["rpjmd.missions.M1"],
      (*P, "agency"): ["rpjmd.missions.M1"], ("a", "b", "c", "d", "missions"): ["rpjmd.missions.M1"]}),
    ("agency-without-programme", ["agencies.a", "agencies.b"],
     {("dimensions",): [], (*P, "agency"): [], (*P, "partners", 0): [], (*P, "missions"): ["agencies.a", "agencies.b"],
      ("team",): [], ("team", "members", 0): [], ("readiness", "structure", "s"): [],
      ("dimensions", "branding", "lead"): [], ("dimensions", "branding", "objective"): ["agencies.a", "agencies.b"]}),
    ("dimension-without-programme", ["dimensions.branding"],
     {("dimensions",): [], ("dimensions", "branding", "x"): [], ("dimensions", "governance", "x"): ["dimensions.branding"],
      ("dimensions", "branding", "objective"): ["dimensions.branding"], (*P, "name"): ["dimensions.branding"]}),
    ("missing-dimension", ["dimensions"] * 4,
     {("dimensions",): [], ("dimensions", "economy"): ["dimensions"] * 3, ("dimensions", "x"): ["dimensions"] * 4}),
    ("programme-without-budget", [DOT],
     {(*P, "budget"): [], (*P, "budget", "apbd", "2023"): [], (*P, "years"): [DOT], ("dimensions",): [DOT]}),
    ("programme-without-target", [DOT],
     {(*P, "indicators"): [], (*P, "indicators", "i"): [], (*P, "indicators", "i", "targets"): [],
      (*P, "indicators", "i", "targets", "2023"): [], (*P, "indicators", "j", "targets"): [],
      (*P, "indicators", "i", "unit"): [DOT], (*P, "budget"): [DOT]}),
    ("indicator-without-baseline", [f"{DOT}.indicators.i"],
     {(*P, "indicators", "i", "baseline"): [], (*P, "indicators", "i", "unit"): [f"{DOT}.indicators.i"]}),
    ("adopted-without-legal-basis", ["status"], {("legal_basis",): [], ("legal_basis", 0): [], ("sources", 0): ["status"]}),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "told", "unread"), SILENT, ids=[case[0] for case in SILENT])
def test_where_a_rule_is_silent(rule: str, told: list[str], unread: dict[tuple[Any, ...], list[str]]) -> None:
    assert places(rule) == told
    for address, left in unread.items():
        assert places(rule, address) == left, address


OLD = msgspec.convert({"dimensions": {"governance": {"programmes": {"G-1": {}, "G-2": {}}}}}, Plan)


@pytest.mark.parametrize(
    ("unsound", "told"),
    [
        # One that is there but cannot be read has not vanished; of a group that cannot be read nobody knows which did.
        ((), ["G-1", "G-2"]), (P, ["G-2"]), ((*P, "name"), ["G-1", "G-2"]), (P[:3], []), (P[:2], []), (P[:1], []),
        (("withdrawn",), []), (("withdrawn", "G-1"), ["G-2"]), (("withdrawn", "G-9"), ["G-1", "G-2"]),
    ],
)  # fmt: skip
def test_what_vanished_from_a_plan_that_cannot_all_be_read(unsound: tuple[str, ...], told: list[str]) -> None:
    context = Context(supersedes="1", revisions={"1": OLD}, invalid=frozenset([unsound] if unsound else []))
    found = run(Plan(supersedes="1"), context, {"dropped-without-a-word"})
    assert [one.values["value"] for one in found] == told


def test_a_target_that_cannot_be_read_hides_no_other_hole() -> None:
    programmes = {id_: {"indicators": {"i": {}}} for id_ in ("G-1", "G-2", "G-3")}
    plan = msgspec.convert({"dimensions": {"governance": {"programmes": programmes}}}, Plan)
    context = Context(invalid=frozenset([(*P, "indicators", "i", "targets")]))
    found = run(plan, context, {"programme-without-target"})
    assert [one.values["value"] for one in found] == ["G-2", "G-3"]


KNOWN, OTHER = msgspec.convert([{"agencies": {"zzz": {"name": "Z"}}}, {}], list[Plan])


@pytest.mark.parametrize(
    ("names", "revisions", "told"),
    [
        # An agency of the revision it leads to, or else of the one it reviews.
        ({"leads_to": "1"}, {"1": KNOWN}, False),
        ({"leads_to": "1"}, {"1": OTHER}, True),
        ({"leads_to": "1", "reviews": "2"}, {"1": OTHER, "2": KNOWN}, True),
        ({"leads_to": "1", "reviews": "2"}, {"2": KNOWN}, False),
        ({"reviews": "2"}, {"2": KNOWN}, False),
        ({"reviews": "2"}, {"2": OTHER}, True),
        # One that is there and cannot be read may have it; one that is not there has nothing.
        ({"leads_to": "9"}, {}, None),
        ({"reviews": "9"}, {}, None),
        ({"leads_to": "8"}, {}, True),
        ({}, {}, True),
    ],
)
def test_who_may_give_an_input(names: dict[str, str], revisions: dict[str, Plan], told: bool | None) -> None:
    review = msgspec.convert({**REVIEW, **names}, Review)
    context = Context(revisions=revisions, revision_names=frozenset(["9", *revisions]))
    found = [".".join(map(str, one.path)) for one in run(review, context, {"unknown-participant"})]
    if told is None:
        assert found == list(names)
    else:
        assert found == (["inputs.I-1.from", "inputs.I-2.from"] if told else [])


def test_an_input_that_is_cited_in_a_withdrawal() -> None:
    plan = msgspec.convert({"because": ["r/1"], "withdrawn": {"G-9": {"because": ["r/I-1", "r/2"]}}}, Plan)
    context = Context(reviews={"r": msgspec.convert(REVIEW, Review)})
    assert [one.path for one in run(plan, context, {"unknown-input"})] == [
        ("because", 0),
        ("withdrawn", "G-9", "because", 1),
    ]
