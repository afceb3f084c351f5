"""Numbers as people write them: each spelling of money, of a measure and of a score, with its value or what is told."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartplan.messages import LANGUAGES
from smartplan.plan.evaluation import Evaluation
from smartplan.plan.field_types import MOST
from smartplan.plan.measure import ambition, reached, read, readings
from smartplan.plan.model import Plan
from smartplan.plan.rupiah import readings as rupiah
from smartplan.workspace.content import check
from smartplan.yamltext.document import load
from smartplan.yamltext.source import SourceText
from tests.helpers.base import EVALUATION
from tests.helpers.runner import Runner, change
from tests.helpers.shaped_plan import PLAN, shaped

GOV = "dimensions.governance.programmes.GOV-01"


def budget(written: str) -> tuple[dict[str, Any], list[tuple[str, str, str, str]]]:
    assert PLAN.count("{2023: 500}") == 1
    found, told = shaped(PLAN.replace("{2023: 500}", written))
    assert isinstance(found.content, Plan)
    return found.content.dimensions["governance"].programmes["GOV-01"].budget, told


MONEY: list[tuple[str, int | list[int]]] = [
    # What is a whole number of rupiah, and what is none with the numbers that may be meant.
    ("1500000000", 1_500_000_000),
    ("0", 0),
    ("500000000.0", 500_000_000),
    ("500000000.00", 500_000_000),
    ("1e9", 1_000_000_000),
    ("500.000", [500_000, 500]),
    ("750.500", [750_500]),
    ("012.000", [12]),
    ("-500.000", [-500_000, -500]),
    ("1.500.000", [1_500_000]),
    ('"500.000.000"', [500_000_000]),
    ("'500.000.000'", [500_000_000]),
    ('"1500000000"', [1_500_000_000]),
    ('"1,500,000"', [1_500_000]),
    ("1_500_000", [1_500_000]),
    ('"1 500 000"', [1_500_000]),
    ("1'500'000", [1_500_000]),
    ('"Rp 1.500.000.000"', [1_500_000_000]),
    ("Rp 1.500.000.000", [1_500_000_000]),
    ("Rp1.500.000.000", [1_500_000_000]),
    ("Rp. 2 miliar", [2_000_000_000]),
    ("IDR 1.5 billion", [1_500_000_000]),
    ('"Rp 1.500.000,-"', [1_500_000]),
    ('"Rp 1.500.000,00"', [1_500_000]),
    ('"1,500,000.00"', [1_500_000]),
    ('"Rp 1,5 M"', [1_500_000_000, 1_500_000]),
    ('"1,5 miliar"', [1_500_000_000]),
    ('"1,5 milyar rupiah"', [1_500_000_000]),
    ("Rp 300 juta", [300_000_000]),
    ("300jt", [300_000_000]),
    ("500 ribu", [500_000]),
    ("1.5T", [1_500_000_000_000]),
    ('"2,25 triliun"', [2_250_000_000_000]),
    ("1.500 juta", [1_500_000_000, 1_500_000]),
    ("15O0000000", [1_500_000_000]),
    ("1500000000.5", [1_500_000_001]),
    ("207715071039.7", [207_715_071_040]),
    ("11021880874.000", [11_021_880_874]),
    ("kira-kira banyak", []),
    ("n/a", []),
    (".nan", []),
    (".inf", []),
]  # fmt: skip


@pytest.mark.parametrize(("written", "expected"), MONEY, ids=[written for written, _ in MONEY])
def test_money(written: str, expected: int | list[int]) -> None:
    read_, told = budget(f"{{2023: {written}}}" if "," not in written or written[0] in "\"'" else written)
    if isinstance(expected, int):
        assert (read_, told) == ({"apbd": {2023: expected}}, [])
        return
    assert read_ == {"apbd": {}}
    [(rule, variant, at, text)] = told
    assert (rule, variant, at) == ("wrong-type", ["", "money", "money_either"][len(expected)], written)
    assert all(str(number) in text for number in expected)


ABOUT = [
    ("sekitar 600 juta", "money_about", "{value: 600000000, approx: true}"),
    ("Sekitar Rp3 miliar", "money_about", "{value: 3000000000, approx: true}"),
    ("~500.000.000", "money_about", "{value: 500000000, approx: true}"),
    ("± 3 M", "money_about_either", "{value: 3000000000, approx: true}"),
    ("kurang lebih 2 miliar", "money_about", "{value: 2000000000, approx: true}"),
    ("sekitar seratus juta", "", "expected a whole number, found text"),
]


@pytest.mark.parametrize(("written", "variant", "write"), ABOUT, ids=[written for written, *_ in ABOUT])
def test_money_that_is_only_about_right(written: str, variant: str, write: str) -> None:
    read_, told = budget(f"{{2023: {written}}}")
    assert read_ == {"apbd": {}}
    [(rule, found, at, text)] = told
    assert (rule, found, at, write in text) == ("wrong-type", variant, written, True)


@pytest.mark.parametrize("written", ["9" * 27, "1e300", "-1e16", str(MOST + 1), "1e308"])
def test_money_that_no_plan_holds(written: str) -> None:
    read_, told = budget(f"{{2023: {written}}}")
    assert read_ == {"apbd": {}}
    assert [(rule, at) for rule, _, at, _ in told] == [("out-of-range", written)]


COMMAS = [
    # In braces, after which rule, at what, and what is to be written.
    ("{2023: 500,000, 2024: 600,000}", [("money_either", "500,000", "500000"), ("money_either", "600,000", "600000")]),
    ("{2023: 1,500,000,000}", [("money", "1,500,000,000", "1500000000")]),
    ("{2023: Rp 1,5 M}", [("money_either", "Rp 1,5 M", "1500000000")]),
    ("{2023: 1,5 miliar, 2024: 700000000}", [("money", "1,5 miliar", "1500000000")]),
]


@pytest.mark.parametrize(("written", "expected"), COMMAS, ids=[written for written, _ in COMMAS])
def test_a_comma_in_money_inside_braces_is_one_finding(written: str, expected: list[tuple[str, str, str]]) -> None:
    read_, told = budget(written)
    assert read_ == {"apbd": {2024: 700_000_000} if "7000" in written else {}}
    assert [(rule, variant, at) for rule, variant, at, _ in told] == [
        ("wrong-type", variant, at) for variant, at, _ in expected
    ]
    for (*_, text), (*_, number) in zip(told, expected, strict=True):
        assert number in text
        assert "75.00" not in text


SCORES = [
    ("{baseline: 4,0, outcome: 3,55}", [("comma_number", "4,0", "4.0"), ("comma_number", "3,55", "3.55")]),
    ("{baseline: 3,55, output: 3,55}", [("comma_number", "3,55", "3.55")] * 2),
    ('{baseline: "3,55"}', [("number", '"3,55"', "3.55")]),
    ("{baseline: '3.55'}", [("number", "'3.55'", "3.55")]),
    ("{baseline: 3.410, output: 3.5}", []),
]


@pytest.mark.parametrize(("written", "expected"), SCORES, ids=[written for written, _ in SCORES])
def test_a_comma_in_a_score_is_named(written: str, expected: list[tuple[str, str, str]]) -> None:
    lines = [f"scores: {written}" if line.startswith("scores") else line for line in EVALUATION.splitlines()]
    found, told = shaped("\n".join(lines) + "\n")
    assert [(rule, variant, at) for rule, variant, at, _ in told] == [
        ("wrong-type", variant, at) for variant, at, _ in expected
    ]
    assert all(number in text for (*_, text), (*_, number) in zip(told, expected, strict=True))
    assert isinstance(found.content, Evaluation)
    scores = found.content.scores
    assert scores is not None
    assert (scores.baseline, scores.output) == ((None, None) if expected else (3.41, 3.5))


@pytest.mark.parametrize(("written", "write"), [("3,41", "3.41"), ('"3.41"', "3.41"), ("3,410", "3.410")])
def test_a_comma_in_a_block_is_named(written: str, write: str) -> None:
    _, told = shaped(EVALUATION.replace("final: 3.41", f"final: {written}"))
    assert [(rule, variant, at) for rule, variant, at, _ in told] == [("wrong-type", "number", written)]
    assert write in told[0][3]


@pytest.mark.parametrize("written", ["1e308", "-4.1", "improvement", ".nan"])
def test_an_improvement_that_cannot_be(written: str) -> None:
    found, told = shaped(EVALUATION + f"improvement: {written}\n")
    assert [(rule, at) for rule, _, at, _ in told] == [
        ("wrong-type" if written[0] in ".i" else "out-of-range", written)
    ]
    assert isinstance(found.content, Evaluation)
    assert found.content.improvement is None


MEASURES: list[tuple[str, str, Any]] = [
    # As it stands in the file, the unit, and what is read: a number, a bound or range, text, or how it can be written.
    ("1500", "", ("number", 1500)),
    ("64.70", "", ("number", 64.7)),
    ('"75,00"', "", ("number", 75)),
    ("0.125", "", ("number", 0.125)),
    ('"0,354"', "", ("number", 0.354)),
    ("1234.567", "", ("number", 1234.567)),
    ("-2.5", "", ("number", -2.5)),
    ('"75%"', "%", ("number", 75)),
    ('"75 persen"', "%", ("number", 75)),
    ('"75%"', "persen", ("number", 75)),
    ("9 Desa", "desa", ("number", 9)),
    ("24 Jam", "Jam", ("number", 24)),
    ('"7,5 jam"', "jam", ("number", 7.5)),
    ("≤5 menit", "menit", ("<=", 5)),
    ('"< 5"', "", ("<", 5)),
    ('">= 5"', "", (">=", 5)),
    ('">5"', "", (">", 5)),
    ('"70-80"', "", ("range", 80)),
    ("70 - 80 hari", "hari", ("range", 80)),
    ("9 Desa", "kelurahan", ("text", None)),
    ("2 dokumen", "", ("text", None)),
    ("1.2.3", "", ("text", None)),
    ("0.500.000", "", ("text", None)),
    ("1.500", "", ("1500", "1.5")),
    ('"1.500"', "", ("1500", "1.5")),
    ('"2,697"', "", ("2697", "2.6970")),
    ("2.697", "", ("2697", "2.6970")),
    ("-1.500", "", ("-1500", "-1.5")),
    ("+1.500", "", ("+1500", "+1.5")),
    ("95.680", "", ("95680", "95.68")),
    ("4.086 titik", "titik", ("4086", "4.0860")),
    ('"<= 1.500"', "", ("<= 1500", "<= 1.5")),
    ("≥1,500", "", ("≥1500", "≥1.5")),
    ('"1.500-2.000"', "", ("1500-2000", "1.5-2.0")),
    ('"900-1.500"', "", ("900-1500", "900-1.5")),
    ('"1.500%"', "%", ("1500%", "1.5%")),
    ("1.500.000", "", ("1500000",)),
    ('"1,500,000"', "", ("1500000",)),
    ('"1.500,5"', "", ("1500.5",)),
    ('"1,500.75"', "", ("1500.75",)),
    ('">= 1.500.000"', "", (">= 1500000",)),
]  # fmt: skip


@pytest.mark.parametrize(("written", "unit", "expected"), MEASURES, ids=[f"{one} {unit}" for one, unit, _ in MEASURES])
def test_a_measure(written: str, unit: str, expected: tuple[Any, ...]) -> None:
    lines = f"\n            name: Waktu\n            unit: '{unit}'\n            baseline: {written}\n"
    found, told = shaped(PLAN.replace('{name: Waktu, baseline: 10, targets: {2023: "<= 5"}}', lines))
    assert told == []
    assert isinstance(found.content, Plan)
    measure = found.content.dimensions["governance"].programmes["GOV-01"].indicators["waktu"].baseline
    assert measure is not None
    what = read(measure, unit)
    if len(expected) == 2 and not isinstance(expected[1], str):
        assert (what.kind, what.number) == expected
        return
    # As it stands in the file, and nothing is computed from it.
    assert measure == written.strip('"')
    assert (what.kind, what.number) == ("doubtful", None)
    assert isinstance(measure, str)
    assert readings(measure, unit) == expected
    for direction in ("up", "down", "keep", None):
        assert reached(measure, 900, direction, unit) is None
        assert reached(900, measure, direction, unit) is None
        assert reached(measure, measure, direction, unit) is None
        assert ambition(measure, 900, direction, unit) == ambition(900, measure, direction, unit) == "changed"


@pytest.mark.parametrize("way", [way for _, _, ways in MEASURES if isinstance(ways[-1], str) for way in ways])
def test_what_is_to_be_written_is_not_doubtful(way: str) -> None:
    assert read(way).kind not in ("doubtful", "text")


COMMAS_IN_MEASURES = [
    ("targets: {2023: 75,00}", "bad-year", "decimal_comma", "00", 'write 75.00, or quote "75,00"'),
    ("targets: {2023: 75,5, 2024: 80}", "bad-year", "decimal_comma", "5", 'write 75.5, or quote "75,5"'),
    ("actuals: {2023: 1,500}", "bad-year", "decimal_comma_either", "500", "write 1500 or 1.5"),
    ("targets: {2023: 1,500,000}", "bad-year", "decimal_comma", "500,000", "write 1500000"),
    ("targets: {2023: <= 7,5}", "bad-year", "decimal_comma", "5", 'write "<= 7.5"'),
    ("targets: {2023: 7,5 menit}", "wrong-type", "comma", "7,5 menit", 'quote it: "7,5 menit"'),
    ("baseline: 62,5", "wrong-type", "decimal_comma", "62,5", 'write 62.5, or quote "62,5"'),
    ("baseline: 1,500", "wrong-type", "decimal_comma_either", "1,500", "write 1500 or 1.5"),
    ("unit: Jalan 1,2", "wrong-type", "comma", "Jalan 1,2", 'quote it: "Jalan 1,2"'),
]


@pytest.mark.parametrize(
    ("written", "rule", "variant", "at", "text"), COMMAS_IN_MEASURES, ids=[row[0] for row in COMMAS_IN_MEASURES]
)
def test_a_comma_in_a_measure_inside_braces(written: str, rule: str, variant: str, at: str, text: str) -> None:
    found, told = shaped(PLAN.replace('baseline: 10, targets: {2023: "<= 5"}', written))
    assert [one[:3] for one in told] == [(rule, variant, at)]
    assert told[0][3].endswith(text) or f"{text}," in told[0][3]
    assert isinstance(found.content, Plan)
    indicator = found.content.dimensions["governance"].programmes["GOV-01"].indicators["waktu"]
    # The half before the comma is no value.
    assert (indicator.baseline, indicator.actuals, indicator.unit) == (None, {}, "")
    assert 2023 not in indicator.targets


@pytest.mark.parametrize("text", ["{a: 3,b}", "{a: [1,2]}", "{a: 3, 55: x}", "{a: 3,55: x}", "{a: x,55}", "{a: *b,55}"])
def test_what_no_comma_ended_is_left_alone(text: str) -> None:
    assert load(SourceText("", f"b: &b 1\nc: {text}\n")).tree.commas == {}


@pytest.mark.parametrize("first", ["{}", "[1]", "x", "5", "", "2.500", '"a"', "&a 1.500", "!!float 1.500"])
@pytest.mark.parametrize("key", ["title", "vision", "note"])
def test_a_key_that_stands_twice_with_a_doubtful_number(first: str, key: str) -> None:
    document = load(SourceText("", f"{PLAN}{key}: {first}\n{key}: 1.500\n"))
    assert [fault.rule for fault in document.tree.faults] == ["duplicate-key"] * (1 + (key == "title"))
    assert check(document) is not None


def test_a_year_that_is_none_without_a_comma_is_told_as_such() -> None:
    for written in ("{2023: 5, 75}", "{2023: 75, 00}", '{2023: "75",00}'):
        _, told = shaped(PLAN.replace('{2023: "<= 5"}', written))
        assert [one[:2] for one in told] == [("bad-year", "")]


EMPTY = [
    ("2023: >5", '>5"'), ("2023: >", '>"'), ("2023: |2", '|2"'), ('2023: ""', ""), ("2023: ' '", ""), ('2023: "\\u00a0"', ""),
    ('2023: "\\x1c"', ""), ('2023: "\\N"', ""), ('2023: "\\u200b"', ""), ('2023: "\\ufeff"', ""),
]  # fmt: skip


@pytest.mark.parametrize(("written", "header"), EMPTY, ids=[written for written, _ in EMPTY])
def test_an_empty_text_is_no_measure(written: str, header: str) -> None:
    lines = f"\n            name: Waktu\n            targets:\n              {written}\n              2024: 5\n"
    found, told = shaped(PLAN.replace('{name: Waktu, baseline: 10, targets: {2023: "<= 5"}}', lines))
    assert [(rule, variant) for rule, variant, *_ in told] == [("wrong-type", "empty_header" if header else "empty")]
    assert told[0][3].endswith(f'quote it: "{header}' if header else "remove the key")
    assert isinstance(found.content, Plan)
    assert found.content.dimensions["governance"].programmes["GOV-01"].indicators["waktu"].targets == {2024: 5}


QUOTED = [
    "64.70", "02019", "2.10", "012", "1e3", "0x1F", "0o17", "1.500", "1234.500", "-0.0", "1.", ".5", "1E5", "1500",
]  # fmt: skip


@pytest.mark.parametrize("written", QUOTED)
@pytest.mark.parametrize("place", ["title: {}", "code: {}", "formerly: [{}]", "name: {}"])
def test_the_advice_repeats_the_text_of_the_file(written: str, place: str) -> None:
    new = place.format(written)
    if place.startswith("title"):
        text = PLAN.replace("title: Rencana", new)
    elif place.startswith("name"):
        text = PLAN.replace("name: Layanan", new)
    else:
        text = PLAN.replace("agency: diskominfo", f"agency: diskominfo\n        {new}")
    _, told = shaped(text)
    assert told == [("wrong-type", "quote", written, f'this is text and must be quoted: write "{written}"')]


@pytest.mark.parametrize(
    ("old", "new", "rule", "shown"),
    [
        ("format: 1", "format: 2.10", "unknown-value", "2.10"),
        ("start: 2023", "start: 023", "bad-year", "023"),
        ("status: draft", "status: 0x1F", "unknown-value", "0x1F"),
    ],
)
def test_other_findings_repeat_it_too(old: str, new: str, rule: str, shown: str) -> None:
    _, told = shaped(PLAN.replace(old, new))
    assert [(one[0], one[2]) for one in told] == [(rule, shown)]
    assert f"`{shown}`" in told[0][3]


@pytest.mark.parametrize("written", ["yes", "no", "2019-01-01", "12:30:00", "1_000"])
def test_what_is_text_in_yaml_1_2_needs_no_quotes(written: str) -> None:
    found, told = shaped(PLAN.replace("name: Layanan", f"name: {written}"))
    assert told == []
    assert isinstance(found.content, Plan)
    assert found.content.dimensions["governance"].programmes["GOV-01"].name == written


@given(st.integers(1, 999), st.integers(0, 999), st.sampled_from([".", ","]))
def test_every_number_with_three_digits_behind_its_sign_is_doubtful(whole: int, rest: int, sign: str) -> None:
    text = f"{whole}{sign}{rest:03}"
    assert read(text).kind == "doubtful"
    large, small = readings(text)
    assert (float(large), float(small)) == (whole * 1000 + rest, float(f"{whole}.{rest:03}"))
    assert rupiah(text)[0] == whole * 1000 + rest


@given(st.integers(1000, MOST))
def test_money_with_points_is_read_back(amount: int) -> None:
    for sign in (".", ",", " ", "_"):
        assert rupiah(f"{amount:,}".replace(",", sign))[0] == amount


@given(st.text("0123456789.,-_ RpMTrbjt'OlE%<>=", max_size=40))
def test_whatever_is_typed_gets_an_answer(text: str) -> None:
    assert all(abs(amount) <= MOST for amount in rupiah(text))
    if read(text).kind == "doubtful":
        assert all(read(way).kind != "doubtful" for way in readings(text))


def test_no_report_computes_from_a_doubtful_number(run: Runner) -> None:
    waktu = "waktu: {name: Waktu layanan, unit: menit, baseline: 10, targets: {2023: 9}}"
    doubtful = "waktu: {name: W, direction: up, baseline: 10, targets: {2023: 1.500, 2024: 900}, actuals: {2023: 900}}"
    text = Path("plans/2023.yaml").read_text("utf-8")
    money = text.replace("budget: {apbd: {2023: 500000000}}", "budget: {apbd: {2023: 500.000}}", 1)
    Path("plans/2023.yaml").write_text(money.replace(waktu, doubtful, 1), encoding="utf-8")
    found = run("validate", "2023").out
    assert "[measure-ambiguous]" in found
    assert "write 500000, or 500" in found
    # Not two targets, the second of which would be less ambitious.
    assert "[target-against-direction]" not in found
    assert "[programme-without-budget]" not in found
    shown = run("show", "2023", "GOV-01").out
    row = next(line.split() for line in shown.splitlines() if '"1.500"' in line)
    assert row[-3:] == ['"1.500"', "900", "·"]
    assert "Budget" not in shown.splitlines()
    assert "IDR 8.5 billion" in run("summary", "2023").out
    row = next(line for line in run("coverage", "2023", "--by", "indicator").out.splitlines() if '"1.500"' in line)
    assert row.split()[-1] == "·"


def test_a_number_and_a_text_never_look_the_same(run: Runner) -> None:
    change("targets: {2019: 9}", "targets: {2023: 2697}", "2019")
    change("targets: {2023: 9}", 'targets: {2023: "2,697"}')
    assert '2,697 → "2,697"' in run("diff", "2019", "2023").out
    found = run("diff", "2019", "2023", "--format", "json").out
    assert '"kind": "target-changed"' in found
    assert '"value": "2,697"' in found


def test_what_could_not_be_read_neither_came_nor_went(run: Runner) -> None:
    change("budget: {apbd: {2019: 500000000}}", "budget: {apbd: {2023: 500000000}}\n        status: running", "2019")
    change("budget: {apbd: {2023: 500000000}}", "budget: {apbd: {2023: 1.500.000.000}}\n        status: runing")
    for arguments, line in (
        (("2019", "2023"), "IDR 500 million → 1.500.000.000"), (("2023", "2019"), "1.500.000.000 → IDR 500 million"),
    ):  # fmt: skip
        out = run("diff", *arguments).out
        assert line in out
        assert "- IDR 500 million" not in out.split("GOV-02")[0]
        assert "Main changes" not in out.split("GOV-01")[0]
        data = json.loads(run("diff", *arguments, "--format", "json").out)
        told = [
            one
            for one in data["changes"]
            if one["programme"] == "GOV-01" and one["field"] in ("budget.apbd.2023", "status")
        ]
        assert len(told) == 2
        for one in told:
            assert one["old"]
            assert one["new"]
            assert (one["level"], one["delta"], one["percent"]) == ("info", None, None)


@pytest.mark.parametrize("field", ["agency", "subdimension", "name", "status", "description", "code", "quick_win"])
@pytest.mark.parametrize("value", ["[1]", "{a: 1}", "5", "5.5"])
def test_whatever_could_not_be_read_is_shown(run: Runner, field: str, value: str) -> None:
    text = (
        Path("plans/2023.yaml")
        .read_text("utf-8")
        .replace("agency: diskominfo", "agency: diskominfo\n        code: a", 1)
    )
    lines = text.splitlines()
    first = lines.index("      GOV-01:")
    at = next((n for n in range(first, first + 6) if lines[n].strip().startswith(f"{field}:")), first + 1)
    lines[at : at + (lines[at].strip().startswith(f"{field}:"))] = [f"        {field}: {value}"]
    Path("plans/2023.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    for arguments in (("2019", "2023"), ("2023", "2019")):
        for form in ("text", "markdown", "github", "json"):
            assert run("diff", *arguments, "--format", form).code == 0


@pytest.mark.parametrize("value", ["500.000", "1.500.000", "Rp 1.500", "300 juta"])
def test_set_refuses_money_in_braces_that_is_no_whole_number(run: Runner, value: str) -> None:
    before = Path("plans/2023.yaml").read_text("utf-8")
    result = run("set", "2023", "GOV-01", "budget.apbd.2023", f"{{value: {value}}}")
    assert result.code == 1
    assert f"write {rupiah(value)[0]}" in result.err
    assert Path("plans/2023.yaml").read_text("utf-8") == before


ODD = [
    "9" * 26,
    "-" + "9" * 30,
    "1e300",
    "1e-300",
    "-1e308",
    "1.500",
    '"' + "9" * 300 + '"',
    ".nan",
    ".inf",
    '">= 1e9"',
    "1e15",
]
COMMANDS = [
    ("validate",), ("diff", "2019", "2023"), ("diff", "2019", "2023", "--format", "markdown"),
    ("diff", "2019", "2023", "--format", "github"), ("diff", "2023", "2019", "--format", "json"), ("summary", "2023"),
    ("coverage", "2023", "--by", "indicator"), ("coverage", "2023", "--against", "2019"), ("log",),
    ("agenda", "2023", "--agency", "diskominfo"), ("show", "2023", "GOV-01"), ("evaluations",),
]  # fmt: skip


@pytest.mark.parametrize("value", ODD)
def test_every_report_prints_whatever_number_stands_in_a_plan(run: Runner, value: str) -> None:
    change("targets: {2019: 9}", f"targets: {{2023: 5}}, actuals: {{2023: {value}}}", "2019")
    change("targets: {2023: 9}", f"targets: {{2023: {value}}}, actuals: {{2023: 7}}")
    change("budget: {apbd: {2023: 500000000}}", f"budget: {{apbd: {{2023: {value}}}}}")
    path = Path("plans/evaluations/2023.yaml")
    path.write_text(path.read_text("utf-8") + f"improvement: {value}\nrank: {{position: {value}, of: 5}}\n", "utf-8")
    for command in COMMANDS:
        for language in LANGUAGES:
            result = run(*command, "--lang", language)
            assert result.code in ((1,) if command == ("validate",) else (0,)), command


def test_fmt_leaves_a_doubtful_number_as_it_is_written(run: Runner) -> None:
    change("targets: {2023: 9}", 'targets: {2024: 1.500, 2023: 64.70, 2025: "1.500"}')
    change("budget: {apbd: {2023: 500000000}}", "budget: {apbd: {2024: 500.000, 2023: 0x1F}}")
    assert run("fmt", "2023").code == 0
    text = Path("plans/2023.yaml").read_text("utf-8")
    assert 'targets: {2023: 64.70, 2024: 1.500, 2025: "1.500"}' in text
    assert "budget: {apbd: {2023: 0x1F, 2024: 500.000}}" in text


def test_fmt_leaves_a_number_that_a_comma_ended_to_who_wrote_it(run: Runner) -> None:
    change("targets: {2023: 9}", "targets: {2024: 80,00, 2023: 75,00}")
    before = Path("plans/2023.yaml").read_text("utf-8")
    result = run("fmt", "2023")
    assert result.code == 2
    assert "a comma ends a value inside braces; write 80.00" in result.err
    assert Path("plans/2023.yaml").read_text("utf-8") == before
