"""The public YAML test suite through the reader: it reads a text as the suite does, or has a finding; never neither.

`python -m tests.yamltext.test_yaml_suite` prints the results as a table.
"""

import json
from collections import Counter
from typing import Any

import pytest

from smartplan.yamltext.document import load
from smartplan.yamltext.source import decode
from tests.helpers.corpora import CASES

# What JSON cannot say: these have keys that are null. Here every key is text, and theirs is empty.
VALUES = {
    "DFF7": {"explicit": "entry", "implicit": "entry", "": None},
    "FH7J": ["", {"": "a", "b": ""}, {"": None}],
    "PW8X": [None, "a", {"": "a", "b": None}, {"": None}, {"": None}, {"": None}],
}
# Valid YAML that is refused, by the reason.
REFUSED = {
    # The format is stricter than YAML.
    "more than one document": "35KP 5TYM 6WLZ 6XDY 6ZKB 7Z25 9DXL 9KAX 9WXW JHB9 KSS4 L383 M7A3 NKF9 PUW8 RZT7 U9NS UT92 W4TN",
    "an empty file": "8G76 98YD AVM7 DK95/07 HWV9 MUS6/02 MUS6/03 MUS6/04 QT73",
    "a tag unknown to the format": "2XXW 52DL 565N 6CK3 7FWL 8MK2 C4HZ CC74 CUP7 J7PZ M5C3 P76L S4JQ UGM3 UKK6/02 Z67P Z9M4",
    "key-value pairs or a list as a key": "4FJ6 6BFJ 6PBE 9MMW KK5P LX3P M2N8/01 M5DY Q9WF RZP5 SBG9 V9D5 X38W XW4D",
    # libyaml cannot read it.
    "an empty key": "2JQS 6M2F CFD4 FRK4 M2N8/00 NHX8 S3PD SM9W/01 UKK6/00",
    "a tab as a separator": "6BCT 6CA3 96NN/00 96NN/01 A2M4 DK95/00 DK95/03 DK95/04 Q5MG R4YG Y79Y/01 Y79Y/10",
    "a key in brackets over several lines": "4MUZ/00 4MUZ/01 4MUZ/02 5MUD 9SA2 K3WX NJ66 VJP3/01",
    "a colon in brackets without a space after it": "4ABK 58MP 5T43 DBG4 HM87/00",
    "a directive that should be ignored": "2LFX 6LVF BEC7 MUS6/05 MUS6/06",
    "a top-level text without indentation": "DK3J FP8R",
    "an anchor with characters other than letters, digits, - and _": "2SXE 8XYN W5VH Y2GN",
    # libyaml would read something else, which the reader does not let pass.
    "a word in brackets that begins with a question mark": "652Z HM87/01",
    "a text that ends in spaces without a line break": "JEF9/02 L24T/01",
}  # fmt: skip
REASONS = {name: reason for reason, names in REFUSED.items() for name in names.split()}


def outcome(case: dict[str, Any]) -> str:
    document = load(decode(case["yaml"].encode(), "x.yaml"))
    data, faults = document.tree.data, document.tree.faults
    for fault in faults:
        assert document.place_of(fault).line >= 1
    if faults:
        return "finding"
    if case.get("invalid"):
        return "accepted"
    expected = case.get("values") or [VALUES.get(case["id"])]
    # As JSON, in which 1, 1.0 and true are not the same; the order of keys means nothing.
    return "same" if json.dumps([data], sort_keys=True) == json.dumps(expected, sort_keys=True) else "another value"


@pytest.mark.parametrize("name", CASES)
def test_a_case_is_read_as_the_suite_reads_it_or_there_is_a_finding(name: str) -> None:
    case = CASES[name]
    assert outcome(case) == ("finding" if case.get("invalid") or name in REASONS else "same")


def test_the_suite_is_whole() -> None:
    assert len(CASES) == 402
    assert sum(case.get("invalid", False) for case in CASES.values()) == 94
    assert {name for name, case in CASES.items() if not {"invalid", "values"} & case.keys()} - REASONS.keys() == set(
        VALUES
    )
    assert sum(len(names.split()) for names in REFUSED.values()) == len(REASONS)
    assert REASONS.keys() < CASES.keys()


def table() -> str:
    """The results, in markdown."""
    counts = Counter((bool(case.get("invalid")), outcome(case)) for case in CASES.values())
    lines = [
        f"| valid, read to the same value | {counts[False, 'same']} |",
        f"| valid, read to another value without a finding | {counts[False, 'another value']} |",
        f"| valid, refused with a finding | {counts[False, 'finding']} |",
        *(f"| – {reason} | {len(names.split())} |" for reason, names in REFUSED.items()),
        f"| invalid, refused with a finding | {counts[True, 'finding']} |",
        f"| invalid, accepted without a finding | {counts[True, 'accepted']} |",
        f"| all | {len(CASES)} |",
    ]
    return "\n".join(["| YAML test suite, 2022-01-17 | cases |", "|---|--:|", *lines])


if __name__ == "__main__":
    print(table())
