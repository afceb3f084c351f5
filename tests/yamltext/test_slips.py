"""The commonest slips of YAML: told at the place where they were made, with the line as it should be."""

import random
import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartplan.messages import LANGUAGES, Catalogue
from smartplan.plan.finding import Finding
from smartplan.report.render.sentences import sentence
from smartplan.workspace.content import check
from smartplan.yamltext.document import load
from smartplan.yamltext.parser import parse
from smartplan.yamltext.slips import slip
from smartplan.yamltext.source import Place, SourceText
from smartplan.yamltext.window import Stop
from tests.helpers.base import FILES

PLAN = """\
format: 1
revision: "2023"
agencies:
  diskominfo: {name: Dinas}
dimensions:
  governance:
    objective: baik
    programmes:
      GOV-01:
        name: Portal
        status: planned
        partners:
          - dlh
        indicators:
          waktu:
            unit: detik
            baseline: 10
      GOV-02:
        name: Lain
"""
NAME, STATUS = "        name: Portal", "        status: planned"
# What stood there, what somebody typed, what is said of it where, and the line that it should have been.
SLIPS = [
    ("name: Portal", "name: Wi-Fi: tahap dua", "colon_in_text", (10, 15, 31), 'name: "Wi-Fi: tahap dua"'),
    ("name: Portal", "name: Portal baru:", "colon_in_text", (10, 15, 27), 'name: "Portal baru:"'),
    ("name: Portal", 'name: Portal "A": B # ?', "colon_in_text", (10, 15, 28), "name: 'Portal \"A\": B' # ?"),
    ("name: Portal", "name: “Portal: baru”", "colon_in_text", (10, 15, 29), 'name: "“Portal: baru”"'),
    ("{name: Dinas}", "{name: Dinas: satu}", "colon_in_text", (4, 22, 33), 'diskominfo: {name: "Dinas: satu"}'),
    ("- dlh", "- a: b: c", "colon_in_text", (13, 16, 20), '- a: "b: c"'),
    (STATUS, "\t\tstatus: planned", "tab", (11, 1, 3), "status: planned"),
    (STATUS, "    \tstatus: planned", "tab", (11, 5, 6), "status: planned"),
    (NAME, "\tname: Portal", "tab", (10, 1, 2), "name: Portal"),
    ("unit: detik", "unit: %", "first_character", (16, 19, 20), 'unit: "%"'),
    ("unit: detik", "unit: % per tahun # ?", "first_character", (16, 19, 20), 'unit: "% per tahun" # ?'),
    ("unit: detik", "unit: @kota", "first_character", (16, 19, 20), 'unit: "@kota"'),
    ("unit: detik", "unit: `x`", "first_character", (16, 19, 20), 'unit: "`x`"'),
    ("{name: Dinas}", "{name: %, short: D}", "first_character", (4, 22, 23), 'diskominfo: {name: "%", short: D}'),
    ("- dlh", "- @dlh", "first_character", (13, 13, 14), '- "@dlh"'),
    (STATUS, "        status:planned", "blank_after_colon", (11, 15, 16), "status: planned"),
    (NAME, "        name:Portal", "blank_after_colon", (10, 13, 14), "name: Portal"),
    (NAME, '        name:"Portal"', "blank_after_colon", (10, 13, 14), 'name: "Portal"'),
    ("format: 1", "format:1", "blank_after_colon", (1, 7, 8), "format: 1"),
    ("baseline: 10", "baseline:10", "blank_after_colon", (17, 21, 22), "baseline: 10"),
    (STATUS, "        budget: {apbd:{2023: 5}}", "blank_after_colon", (11, 22, 23), "budget: {apbd: {2023: 5}}"),
    (STATUS, "       status: planned", "indentation", (11, 1, 8), "status: planned"),
    (STATUS, "         status: planned", "indentation", (11, 1, 10), "status: planned"),
    (STATUS, '       status: "planned"', "indentation", (11, 1, 8), 'status: "planned"'),
    (NAME, "         name: Portal", "indentation", (10, 1, 10), "name: Portal"),
    ("      GOV-02:", "     GOV-02:", "indentation", (18, 1, 6), "GOV-02:"),
    ("      GOV-02:", "       GOV-02:", "indentation", (18, 1, 8), "GOV-02:"),
    ("        indicators:", "       indicators:", "indentation", (14, 1, 8), "indicators:"),
    ("name: Portal", 'name: "Portal', "open_quote", (10, 15, 16), 'name: "Portal"'),
    ("name: Portal", "name: 'Portal", "open_quote", (10, 15, 16), "name: 'Portal'"),
    ("{name: Dinas}", '{name: "Dinas}', "open_quote", (4, 22, 23), 'diskominfo: {name: "Dinas"}'),
    ("name: Portal", 'name: "Portal" Kota', "behind_quote", (10, 15, 28), "name: '\"Portal\" Kota'"),
    ("name: Portal", 'name: "A" B "C"', "behind_quote", (10, 15, 24), "name: '\"A\" B \"C\"'"),
    ("name: Portal", 'name: "A", B', "behind_quote", (10, 15, 21), "name: '\"A\", B'"),
    ("name: Portal", "name: 'Jum'at bersih'", "behind_quote", (10, 15, 30), 'name: "Jum\'at bersih"'),
    ("{name: Dinas}", '{name: "Dinas, short: D}', "open_quote", (4, 22, 23), 'diskominfo: {name: "Dinas", short: D}'),
    ("baseline: 10", "targets: {2023: >5, 2024: 5}", "first_character", (17, 29, 30), 'targets: {2023: ">5", 2024: 5}'),
    ("baseline: 10", "baseline: >= 5", "first_character", (17, 23, 24), 'baseline: ">= 5"'),
    ("baseline: 10", "baseline: > 5,5 # ?", "first_character", (17, 23, 24), 'baseline: "> 5,5" # ?'),
    ("baseline: 10", "targets: {2023: 8 2024: 5}", "comma_between", (17, 30, 35), "targets: {2023: 8, 2024: 5}"),
    ("baseline: 10", "targets: {2023: 8, 2024: 7 2025: 5}", "comma_between", (17, 39, 44), "targets: {2023: 8, 2024: 7, 2025: 5}"),
    ("{name: Dinas}", "{name: Dinas", "open_bracket", (4, 15, 16), "diskominfo: {name: Dinas}"),
    ("{name: Dinas}", "{name: Dinas, # ?", "open_bracket", (4, 15, 16), "diskominfo: {name: Dinas,} # ?"),
    ("baseline: 10", "years: [2023", "open_bracket", (17, 20, 21), "years: [2023]"),
    ("baseline: 10", "b: {c: {2023: 1}, d: [1", "open_bracket", (17, 34, 35), "b: {c: {2023: 1}, d: [1]}"),
    ("name: Lain", "missions: [M1", "open_bracket", (19, 19, 20), "missions: [M1]"),
    (NAME, "      name: Portal", "indentation", (10, 1, 7), "name: Portal"),
    ("agencies:", "agencies: {}", "braces_left", (3, 11, 13), "agencies:"),
    ("indicators:", "indicators: { } # ?", "braces_left", (14, 21, 24), "indicators: # ?"),
    ("partners:", "partners: []", "braces_left", (12, 19, 21), "partners:"),
    (STATUS, "\u00a0" * 8 + "status: planned", "no_break_space", (11, 1, 9), "status: planned"),
    (STATUS, "       \u00a0status: planned", "no_break_space", (11, 8, 9), "status: planned"),
    (NAME, "\u00a0       name: Portal", "no_break_space", (10, 1, 2), "name: Portal"),
    (STATUS, "        status:\u00a0planned", "no_break_space", (11, 16, 17), "status: planned"),
    (STATUS, "        status:\u3000planned", "no_break_space", (11, 16, 17), "status: planned"),
    (STATUS, f"<<<<<<< HEAD\n{STATUS}\n=======\n        status: running\n>>>>>>> x", "merge_marker", (11, 1, 13), ""),
    (STATUS, f"<<<<<<< HEAD\n{STATUS}\n||||||| x\n=======\n>>>>>>> x", "merge_marker", (11, 1, 13), ""),
    (STATUS, f"{STATUS}\n=======\n        status: running\n>>>>>>> x", "merge_marker", (12, 1, 8), ""),
    ("format: 1", "<<<<<<< HEAD\nformat: 1", "merge_marker", (1, 1, 13), ""),
]  # fmt: skip
# What is no slip of these, or may be several things: as the parser has it.
UNSURE = [
    ("{name: Dinas}", "{name: [a}"),
    ("indicators:", "indicators: tidak ada"),
    (STATUS, "        - planned"),
    ("unit: detik", "unit: > lima"),
    ("name: Portal", 'name: "C:\\pdata"'),
    ("name: Portal", '"name" x: A'),
    # Texts over several lines that are quoted as they should be.
    ("name: Portal", 'name: "Portal\n          kota" lagi'),
    # One that is full of slips.
    (f"{NAME}\n{STATUS}", "        name: A: b\n        status: A: b\n        horizon: A: b"),
]


def told(text: str) -> tuple[Finding, Place]:
    tree = parse(text)
    assert tree.data is None
    for language in LANGUAGES:
        # Of the corrected line braces may be a part.
        fixed = tree.faults[0].values.get("fixed", "")
        assert "{" not in sentence(tree.faults[0], Catalogue(language)).replace(fixed, "").replace("{ }", "")
    return tree.faults[0], SourceText("", text).place(tree.faults[0].span or (0, 0))


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("below", ["", 'vision: "kota"\n', "vision: 'kota'\n" + "# akhir\n" * 200])
@pytest.mark.parametrize(("right", "wrong", "variant", "where", "fixed"), SLIPS, ids=[repr(case[1]) for case in SLIPS])
def test_a_slip_is_told_where_it_was_made(
    right: str, wrong: str, variant: str, where: tuple[int, int, int], fixed: str, below: str, end: str
) -> None:
    assert PLAN.count(right) == 1
    text = (PLAN.replace(right, wrong) + below).replace("\n", end)
    finding, place = told(text)
    assert (finding.rule, finding.variant) == ("yaml-syntax", variant)
    assert (place.line, place.column, place.end_column) == where
    assert finding.values.get("fixed", "") == fixed
    if fixed:
        lines = text.split(end)
        wrong = lines[place.line - 1]
        indent = len(PLAN.split("\n")[place.line - 1]) - len(PLAN.split("\n")[place.line - 1].lstrip())
        assert finding.values.get("spaces", indent) == indent, wrong
        lines[place.line - 1] = " " * indent + fixed
        assert parse(end.join(lines)).faults == []


@pytest.mark.parametrize(("right", "wrong"), UNSURE, ids=[repr(wrong) for _, wrong in UNSURE])
def test_nothing_is_guessed(right: str, wrong: str) -> None:
    assert PLAN.count(right) == 1
    finding, _ = told(PLAN.replace(right, wrong))
    assert (finding.rule, finding.variant) == ("yaml-syntax", "")
    # In the words of either language.
    assert sentence(finding, Catalogue("id")) != sentence(finding, Catalogue("en"))
    assert finding.values["problem"] not in sentence(finding, Catalogue("id"))


def test_a_key_without_its_blank_that_reads_as_a_text() -> None:
    document = load(SourceText("", PLAN.replace("        name: Lain", "        name:Lain")))
    assert document.tree.faults == []
    shaped = check(document)
    assert shaped
    (found,) = [one for one in shaped.findings if one.path[-1:] == ("GOV-02",)]
    assert (found.rule, found.variant, found.values) == ("wrong-type", "blank_after_colon", {"fixed": "name: Lain"})


@pytest.mark.parametrize(
    ("right", "wrong", "path", "fixed"),
    [
        ("{name: Dinas}", "{name:Dinas}", "agencies.diskominfo.name:Dinas", "name: Dinas"),
        ("baseline: 10", "targets: {2023:8}", "targets.2023:8", "2023: 8"),
        ("{name: Dinas}", "{name: D, short:'D'}", "agencies.diskominfo.short:'D'", "short: 'D'"),
        (
            "        status: planned",
            "        budget: {apbd: {2023:500000000}}",
            "apbd.2023:500000000",
            "2023: 500000000",
        ),
        # Something stands behind the colon, so that this is a name of its own.
        ("{name: Dinas}", "{name:Dinas: ada}", None, None),
    ],
)
def test_a_key_in_braces_without_its_blank(right: str, wrong: str, path: str | None, fixed: str | None) -> None:
    shaped = check(load(SourceText("", PLAN.replace(right, wrong))))
    assert shaped
    found = [one for one in shaped.findings if one.variant == "blank_after_colon"]
    assert [(one.rule, one.at, one.values) for one in found] == [("wrong-type", "key", {"fixed": fixed})] * bool(path)
    assert all(".".join(map(str, one.path)).endswith(path or "") for one in found)


LINES = FILES["2023.yaml"].split("\n")
_KEY = re.compile(r"(?P<key> *(?:- )*[\w-]+): (?P<value>[A-Za-z].*)")


def slips_of(line: str) -> Iterator[tuple[str, str]]:
    """What may be typed in place of a line, with what it is."""
    indent = len(line) - len(line.lstrip(" "))
    found = _KEY.fullmatch(line)
    if found:
        key, value = found["key"], found["value"]
        yield "colon_in_text", f"{key}: {value}: dua"
        yield "first_character", f"{key}: %{value}"
        yield "open_quote", f'{key}: "{value}'
        yield "behind_quote", f'{key}: "{value}" dua'
        yield "blank_after_colon", f"{key}:{value}"
        yield "no_break_space", f"{key}:\u00a0{value}"
    if line.endswith(":"):
        yield "braces_left", f"{line} {{}}"
    if indent:
        yield "tab", "\t" * (indent // 2) + line.lstrip()
        yield "indentation", line[1:]
        yield "indentation", f" {line}"


@given(st.integers(0, len(LINES) - 5), st.randoms(use_true_random=False))
def test_a_slip_anywhere_is_told_on_its_line_or_in_general(number: int, by: random.Random) -> None:
    choices = list(slips_of(LINES[number]))
    if not choices:
        return
    kind, line = by.choice(choices)
    text = "\n".join([*LINES[:number], line, *LINES[number + 1 :]])
    for fault in parse(text).faults[:1]:
        if fault.rule == "yaml-syntax" and fault.variant:
            assert fault.variant == kind
            assert SourceText("", text).place(fault.span or (0, 0)).line == number + 1


FLOODS = {
    "lines": "a:\n" + "  b: c\n" * 100_000 + "  d: e: f\n",
    "one line": "a: " + "b: " * 300_000,
    "blanks": "a: b: c" + " " * 900_000 + "d",
    "braces": "a: " + "{" * 50 + "x, " * 300_000,
    "an open quote": "a: 'b\n" + "c: d\n" * 200_000,
    "an open quote in a line": "a: '" + "b ] " * 200_000,
    "no-break spaces": "a:\n" + "\u00a0 b: c\n" * 100_000 + " d: e: f\n",
    "deep": "".join(" " * depth + "a:\n" for depth in range(90)) + (" " * 90 + "b: c: d\n") * 9_000,
    "markers": ">>>>>>>>\n" * 100_000 + "a: b: c",
}


@pytest.mark.parametrize("name", FLOODS)
def test_little_of_a_long_text_is_looked_at(name: str) -> None:
    text = FLOODS[name]
    read: list[int] = []

    def stops(part: str) -> int | None:
        read.append(len(part))
        return part.find(": f") if ": f" in part else len(part) - 2

    for quoted in (None, 3):
        for at in (len(text) - 3, len(text) // 2, len(text)):
            slip(text, Stop(at, 0, quoted, in_quotes=quoted is not None), stops)
    assert sum(read) < 6 * 40 * 60_000
    assert max(read, default=0) < 60_000
