"""A plan's text in, the exact findings about its shape out, and the rest still read."""

import copy
from datetime import date
from typing import Any, get_args

import jsonschema_rs
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import Struct, ValidationError, convert

from smartplan import rules
from smartplan.messages import catalogue
from smartplan.plan.field_types import Date, Day, Fund
from smartplan.plan.model import Plan
from smartplan.plan.schema import published, shape
from smartplan.plan.sound import TYPES
from smartplan.plan.words import RULE
from smartplan.report import schemas
from smartplan.workspace.content import check
from smartplan.yamltext.document import load
from smartplan.yamltext.source import SourceText
from tests.helpers.shaped_plan import PLAN


def findings(text: str) -> list[tuple[str, str, str, int, int]]:
    document = load(SourceText("2023.yaml", text))
    shaped = check(document)
    assert shaped is not None
    return [
        (f.rule, f.variant, ".".join(map(str, f.path)), *document.place_of(f)[:2])
        for f in sorted(shaped.findings, key=document.place_of)
    ]


def test_a_sound_plan_has_no_finding() -> None:
    assert findings(PLAN) == []


CASES = [
    ("title: Rencana", "titel: Rencana", [("missing-key", "", "", 1, 1), ("unknown-key", "nearest", "titel", 4, 1)]),
    ('revision: "2023"', "revision: 2023", [("wrong-type", "quote", "revision", 2, 11)]),
    ('code: "64.71"', "code: 64.71", [("wrong-type", "quote", "city.code", 3, 14)]),
    ('code: "64.71"', 'code: "6471"', [("bad-region-code", "", "city.code", 3, 14)]),
    ("status: draft", "status: drafted", [("unknown-value", "nearest", "status", 5, 9)]),
    ("status: draft", "status: zzz", [("unknown-value", "", "status", 5, 9)]),
    ("status: draft", "status:", [("missing-key", "", "", 1, 1)]),
    ("format: 1", "format: 2", [("unknown-value", "", "format", 1, 9)]),
    ("start: 2023", "start: 23", [("bad-year", "", "period.start", 8, 17)]),
    (
        "record: official",
        "record: official\nchange_reasons: [rpjmd, ~]",
        [("wrong-type", "", "change_reasons.1", 7, 25)],
    ),
    ("start: 2023", "start: awal", [("wrong-type", "", "period.start", 8, 17)]),
    ("{start: 2023, end: 2026}", "{start: 2023}", [("missing-key", "", "period", 8, 1)]),
    ("GOV-01:", "GOV 01:", [("bad-id", "", "dimensions.governance.programmes.GOV 01", 16, 7)]),
    (
        "name: Layanan",
        "nama: Layanan",
        [
            ("missing-key", "", "dimensions.governance.programmes.GOV-01", 16, 7),
            ("unknown-key", "nearest", "dimensions.governance.programmes.GOV-01.nama", 17, 9),
        ],
    ),
    ("name: Layanan", "name: [a]", [("wrong-type", "", "dimensions.governance.programmes.GOV-01.name", 17, 15)]),
    (
        "{2023: 500}",
        "{2023: 5.5}",
        [("wrong-type", "", "dimensions.governance.programmes.GOV-01.budget.apbd.2023", 20, 31)],
    ),
    (
        "{2023: 500}",
        "{2023: 5500.5}",
        [("wrong-type", "money", "dimensions.governance.programmes.GOV-01.budget.apbd.2023", 20, 31)],
    ),
    ("{2023: 500}", "{2023: 500.0}", []),
    ("apbd:", "PAD:", [("unknown-value", "part", "dimensions.governance.programmes.GOV-01.budget.PAD", 20, 18)]),
    ("apbd:", "apdb:", [("unknown-value", "nearest", "dimensions.governance.programmes.GOV-01.budget.apdb", 20, 18)]),
    (
        'targets: {2023: "<= 5"}',
        "targets: {2023: 75,00}",
        [("bad-year", "decimal_comma", "dimensions.governance.programmes.GOV-01.indicators.waktu.targets.00", 22, 65)],
    ),
    (
        "{2023: 500}",
        "{20x3: 500}",
        [("bad-year", "", "dimensions.governance.programmes.GOV-01.budget.apbd.20x3", 20, 25)],
    ),
    (
        "baseline: 10",
        "baseline: [1]",
        [("wrong-type", "", "dimensions.governance.programmes.GOV-01.indicators.waktu.baseline", 22, 42)],
    ),
    (
        "agency: diskominfo",
        "agency: diskominfo\n        because: [fgd]",
        [("bad-text", "", "dimensions.governance.programmes.GOV-01.because.0", 20, 19)],
    ),
    ("{2023: 500}", "{23: 500}", [("bad-year", "", "dimensions.governance.programmes.GOV-01.budget.apbd.23", 20, 25)]),
    ("agency: diskominfo", "agency: no", []),
    (
        "agency: diskominfo",
        "agency: true",
        [("wrong-type", "", "dimensions.governance.programmes.GOV-01.agency", 19, 17)],
    ),
    (
        "agency: diskominfo",
        "agency: diskominfo\n        quick_win: no",
        [("wrong-type", "", "dimensions.governance.programmes.GOV-01.quick_win", 20, 20)],
    ),
    ("agency: diskominfo", "agency: diskominfo\n        description:\n        kind:", []),
]


@pytest.mark.parametrize(("old", "new", "expected"), CASES, ids=[new for _, new, _ in CASES])
def test_each_fault_alone(old: str, new: str, expected: list[tuple[str, str, str, int, int]]) -> None:
    assert PLAN.count(old) == 1
    assert findings(PLAN.replace(old, new)) == expected


def test_all_of_fifty_faults_are_reported_and_the_rest_is_read() -> None:
    faulty = "".join(
        f"      P-{n}:\n        name: P{n}\n        subdimension: public_service\n        agency: a\n        status: x{n}\n"
        for n in range(50)
    )
    document = load(SourceText("2023.yaml", PLAN + faulty))
    shaped = check(document)
    assert shaped is not None
    assert isinstance(shaped.content, Plan)
    assert [(f.rule, f.path[3]) for f in shaped.findings] == [("unknown-value", f"P-{n}") for n in range(50)]
    programmes = shaped.content.dimensions["governance"].programmes
    assert len(programmes) == 51
    assert (programmes["P-7"].name, programmes["P-7"].status) == ("P7", None)
    assert programmes["GOV-01"].budget == {"apbd": {2023: 500}}


@pytest.mark.parametrize("text", ["- 1\n", "hello\n", "12\n"])
def test_a_head_that_is_no_mapping(text: str) -> None:
    assert [finding[0] for finding in findings(text)] == ["wrong-type"]


def _said(schema: Any, key: str) -> set[str]:
    """Everything that a schema says by a word of our own."""
    if isinstance(schema, list):
        return {one for item in schema for one in _said(item, key)}
    if not isinstance(schema, dict):
        return set()
    own = {schema[key]} if isinstance(schema.get(key), str) else set()
    return own.union(*(_said(value, key) for value in schema.values()))


def test_every_rule_that_stands_beside_a_pattern_or_a_limit_is_one() -> None:
    said = {rule for subject in TYPES for rule in _said(shape(subject), RULE)}
    assert said == {"bad-id", "bad-year", "bad-region-code", "bad-date", "bad-text", "missing-key"}
    assert said <= rules.ALL.keys()


@pytest.mark.parametrize("name", schemas.NAMES)
def test_no_published_schema_speaks_of_rules(name: str) -> None:
    assert _said(schemas.schema(name), RULE) == set()


VALUES = st.sampled_from(
    [None, "x", 1, -5, 1.5, 5.0, True, [], {}, ["a"], {"a": 1}, {"2023": 5}, "2023", 2023, "kominfo"]
)


def _paths(data: Any, here: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    if not isinstance(data, dict):
        return [here]
    return [here, *(path for key, value in data.items() for path in _paths(value, (*here, key)))]


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_whatever_stands_anywhere_the_rest_can_be_read_and_the_schema_agrees(data: st.DataObject) -> None:
    plan = yaml.safe_load(PLAN.replace("2023:", "'2023':"))
    for _ in range(data.draw(st.integers(1, 3))):
        path = data.draw(st.sampled_from([path for path in _paths(plan) if path]))
        node = plan
        for step in path[:-1]:
            node = node[step]
        node[data.draw(st.sampled_from([path[-1], "lain"]))] = copy.deepcopy(data.draw(VALUES))
    if "review" in plan or "year" in plan:
        return
    text = yaml.safe_dump(plan, sort_keys=False)
    document = load(SourceText("2023.yaml", text))
    assert document.tree.faults == []
    shaped = check(document)
    assert shaped is not None
    assert bool(shaped.findings) == (not jsonschema_rs.validator_for(shape("plan")).is_valid(plan))


def test_the_published_schemas_are_valid_and_say_more() -> None:
    for subject in ("plan", "review", "evaluation"):
        jsonschema_rs.meta.validate(published(subject))
    validator = jsonschema_rs.validator_for(published("plan"))
    plan = yaml.safe_load(PLAN.replace("2023:", "'2023':"))
    plan["dimensions"] |= {key: {} for key in ("branding", "economy", "living", "society", "environment")}
    assert validator.is_valid(plan)
    programme = plan["dimensions"]["governance"]["programmes"]["GOV-01"]
    for change in ({"agency": None}, {"subdimension": "tourism"}):
        assert not validator.is_valid(
            {**plan, "dimensions": {**plan["dimensions"], "governance": {"programmes": {"A": programme | change}}}}
        )
    without = {key: value for key, value in plan.items() if key != "period"}
    assert not validator.is_valid(without)
    assert validator.is_valid(without | {"record": "reconstruction"})
    assert not validator.is_valid(plan | {"dimensions": {}})


@pytest.mark.parametrize(
    ("written", "meant"), [("pad", "apbd"), ("DAU", "apbd"), ("dak_fisik", "dak"), ("dak_nonfisik", "dak")]
)
def test_a_part_of_a_funding_source_is_told_by_the_whole(written: str, meant: str) -> None:
    shaped = check(load(SourceText("", PLAN.replace("apbd:", f"{written}:"))))
    assert shaped
    (found,) = [one for one in shaped.findings if one.rule == "unknown-value"]
    assert (found.variant, found.values["value"], found.values["write"]) == ("part", written, meant)
    sentence = catalogue("en")("finding.unknown-value.part", **found.values)
    assert sentence == f"`{written}` is part of `{meant}`; write `{meant}`"
    # An editor that knows the published schema offers the whole.
    assert meant in get_args(Fund)
    assert written.lower() not in get_args(Fund)


class _Dated(Struct):
    day: Day = ""
    date: Date = ""


def _is(kind: str, text: str) -> bool:
    try:
        convert({kind: text}, _Dated)
    except ValidationError:
        return False
    return True


def _is_in_calendar(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


@pytest.mark.parametrize("year", ["1900", "1999", "2000", "2023", "2024", "2100", "2104"])
def test_a_date_is_one_of_the_calendar(year: str) -> None:
    """A year with a leap day or without, of a century or not: every month and day of two digits."""
    assert (_is("date", year), _is("day", year)) == (True, False)
    for month in range(100):
        text = f"{year}-{month:02}"
        assert (_is("date", text), _is("day", text)) == (_is_in_calendar(f"{text}-01"), False)
        for day in range(40):
            text = f"{year}-{month:02}-{day:02}"
            assert _is("date", text) is _is("day", text) is _is_in_calendar(text)
