"""What the types of the model let through is what the schema lets through."""

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest

from smartplan.plan.schema import shape
from smartplan.plan.shape import check
from smartplan.plan.sound import Shaped, sound
from smartplan.plan.spelled import Spelling
from smartplan.plan.subject import Subject, subject_of
from smartplan.plan.violations import violations
from tests.helpers.base import FILES, parsed

CITY = Path(__file__).parent.parent / "city"

VALUES = json.loads(
    """[
    null, true, false, 0, 1, 2, -1, 5, 1899, 1900, 2023, 2199, 2200, 9999, 10000, 1000000000000000, 1000000000000001,
    -1000000000000001, 9223372036854775808, 18446744073709551616, 1000000000000000000000000000000, 1.0, 2023.0, 0.5,
    4.0, 4.1, -4.0, 1e15, 1e16, Infinity, "", " ", "\\u00a0", "\\u200b", "\\ufeff", "\\u001c", "\\u0085", "\\n", "x", "x\\n", "a b",
    "GOV-01", "GOV-01\\n", "64.71", "64.71\\n", "6471", "٦٤.٧١", "64", "2023", "2023-01", "2023-01-31", "2023-01-31\\n",
    "２０２３", "2023-1", "a/b", "a/b\\n", "/b", "a/b/c", "official", "draft", "running", "ran", "up", "apbd", "rpjmd",
    "government", "city", "kominfo", "accepted", "1.500", [], [1], ["x"], [null], ["a/b"], [2023], ["rpjmd"], [[]], [{}],
    {}, {"x": 1}, {"2023": 5}, {"name": "x"}, {"x": {"name": "x"}}, {"2023": "x"}, {"apbd": {}}, {"apbd": {"2023": 1}},
    {"start": 2023, "end": 2026}, {"title": "x"}, {"value": 0}, {"value": 5.5}, {"value": "<= 5"}, {"value": " "}, {"value": null},
    {"approx": true}, {"value": 5, "approx": true, "as_of": "2025-09", "sources": ["x"]}, {"value": 5, "approx": 1}, {"2023": {"value": 5}}
    ]"""
)
KEYS = json.loads(
    """[
    "", " ", "x", "X-1", "a b", "GOV-01\\n", "-x", "x\\n", "2023", "02023", "+2023", " 2023", "2023.0", "2_023", "２０２３",
    "1899", "2200", "-2023", "apbd", "apdb", "name", "title", "source", "from", "format", "null", "baseline", "é", "1"
    ]"""
)
# Of cities, in which every field stands.
TEXTS = [*FILES.values(), *(path.read_text("utf-8") for path in sorted(CITY.rglob("*.yaml")))]


def _nodes(data: Any) -> Iterator[dict[str, Any] | list[Any]]:
    if isinstance(data, (dict, list)):
        yield data
        for value in data.values() if isinstance(data, dict) else data:
            yield from _nodes(value)


def mutated(base: dict[str, Any], random: Random) -> dict[str, Any]:
    """The data with a value or a key changed, taken away or put in, in one place or a few."""
    data = copy.deepcopy(base)
    for _ in range(random.choice((1, 1, 1, 2, 3))):
        node = random.choice([*_nodes(data)])
        value = copy.deepcopy(random.choice(VALUES))
        steps: list[Any] = [*(node if isinstance(node, dict) else range(len(node)))]
        step = random.choice(steps) if steps else None
        match random.choice(("value", "value", "value", "away", "key", "renamed")):
            case "value" if step is not None:
                node[step] = value
            case "away" if step is not None:
                del node[step]
            case "renamed" if isinstance(node, dict) and step is not None:
                node[random.choice(KEYS)] = node.pop(step)
            case _ if isinstance(node, dict):
                node[random.choice(KEYS)] = value
            case _:
                node.append(value)
    return data


def unsure(data: Any, subject: Subject) -> bool:
    """Whether the types may say no to what the schema lets through."""
    nodes = [*_nodes(data)]
    values = [value for node in nodes for value in (node.values() if isinstance(node, dict) else node)]
    empty = any(data.get(key) == {} for key in shape(subject)["required"])
    return empty or any(value is None or (isinstance(value, float) and value.is_integer()) for value in values)


def held(data: dict[str, Any]) -> bool:
    """Hold the two ways against each other, verdict and model; whether there is no fault."""
    subject = subject_of(data)
    faults = [*violations(shape(subject), data)]
    found = sound(data, subject)
    if found or not unsure(data, subject):
        assert bool(found) == (not faults), faults[:1]
    if found:
        thorough = check(data, subject, Spelling(lambda path: "", 1, {}, {}))
        assert isinstance(thorough, Shaped)
        assert (thorough.content, [*thorough.findings]) == (found.content, [])
    return not faults


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_the_types_let_through_what_the_schema_does(text: str) -> None:
    base = json.loads(json.dumps(parsed(text), default=str))
    assert held(base)
    random = Random(len(text))
    verdicts = [held(mutated(base, random)) for _ in range(400)]
    assert 20 < sum(verdicts) < 380
