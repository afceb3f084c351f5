"""`# smartplan: ignore RULE reason`: where it may stand, what it accepts, and what is said of one that is wrong."""

import re
from datetime import date
from pathlib import Path

import pytest

from smartplan.messages import LANGUAGES, Catalogue
from smartplan.operations.fmt import formatted
from smartplan.operations.validate import Report
from smartplan.report.render.sentences import sentence
from smartplan.validation.check import Selection
from smartplan.workspace.files import read
from tests.helpers.base import FILES, validate, write
from tests.helpers.runner import Runner, change

TODAY = date(2026, 11, 24)
GOV = "dimensions.governance.programmes.GOV-01"
MONEY, AGENCY, MISSION = "programme-without-budget", "unknown-agency", "unknown-mission"
TO = "# smartplan: ignore"
# The two ends of the base plan between which a programme of a case is put, and GOV-02 below it.
START = FILES["2023.yaml"].index("      GOV-01:\n")
END = FILES["2023.yaml"].index("      GOV-02:\n")
REST = """\
        missions: [M1]
        years: [2023, 2024]
        indicators:
          waktu: {name: Waktu layanan, unit: menit, baseline: 10, targets: {2023: 9}}
        sources: [berita]
"""


def look(folder: Path, programme: str, head: str = "") -> Report:
    """What is found where `programme` stands in place of GOV-01 and `head` before the first key."""
    text = FILES["2023.yaml"]
    write(folder, {"2023.yaml": head + text[:START] + programme + text[END:]}, whole=True)
    report = validate(["2023"], str(folder), TODAY, Selection())
    for language in LANGUAGES:
        assert all(sentence(located.finding, Catalogue(language)) for located in report.findings)
    return report


def found(report: Report) -> list[tuple[str, str, int]]:
    """Rule, variant and the line counted from the start of the programme."""
    first = FILES["2023.yaml"].count("\n", 0, START)
    return [(one.finding.rule, one.finding.variant, one.place.line - first) for one in report.findings]


FIELDS = """\
        name: Layanan
        subdimension: public_service
        agency: {agency}
"""
PLAIN = "      GOV-01:\n" + FIELDS
PLACES = [
    ("above the key", f"      {TO} {MONEY} dana pusat\n{PLAIN}{REST}", []),
    ("above the key among others", f"      # catatan\n      {TO} {MONEY} dana pusat\n      # lagi\n{PLAIN}{REST}", []),
    ("at the key's line end", f"      GOV-01: {TO} {MONEY} dana pusat\n{FIELDS}{REST}", []),
    ("right below the key", f"      GOV-01:\n        {TO} {MONEY} dana pusat\n{FIELDS}{REST}", []),
    ("between fields, apart", f"{PLAIN}\n        {TO} {MONEY} dana pusat\n\n{REST}", []),
    ("right above a field", f"{PLAIN}        {TO} {MONEY} dana pusat\n{REST}", []),
    ("below the last field", f"{PLAIN}{REST}        {TO} {MONEY} dana pusat\n", []),
    ("below the last field, in the middle", f"{PLAIN}{REST}       {TO} {MONEY} dana pusat\n\n", []),
    ("deeper than the key above", f"{PLAIN}{REST}\n       # a\n       {TO} {MONEY} dana pusat\n", []),
    ("at the end of another field's line", f"{PLAIN.rstrip()} {TO} {MONEY} x\n{REST}", [(MONEY, "", 1), ("ignore-unused", "", 4)]),
    ("apart above the key", f"      {TO} {MONEY} dana pusat\n\n{PLAIN}{REST}", [("ignore-without-effect", "", 1), (MONEY, "", 3)]),
    ("above the key at another column", f"    {TO} {MONEY} x\n{PLAIN}{REST}", [("ignore-without-effect", "", 1), (MONEY, "", 2)]),
    ("above the next programme", f"{PLAIN}{REST}      {TO} {MONEY} x\n", [(MONEY, "", 1), ("ignore-unused", "", 10)]),
    ("within a programme, to the left", f"{PLAIN}{TO} {MONEY} dana pusat\n{REST}", []),
    ("behind a comment", f"      # catatan {TO} {MONEY} x\n{PLAIN}{REST}", [(MONEY, "", 2)]),
    ("in a quoted text", f"{PLAIN}        description: 'a {TO} {MONEY} x'\n{REST}", [(MONEY, "", 1)]),
    ("in a quoted text of two lines", f"{PLAIN}        description: 'a\n          {TO} {MONEY} x'\n{REST}", [(MONEY, "", 1)]),
    ("in a literal text", f"{PLAIN}        description: |\n          a\n          {TO} {MONEY} x\n{REST}", [(MONEY, "", 1)]),
    ("in a folded text that a comment ends", f"{PLAIN}        description: >\n          a\n        {TO} {MONEY} x\n{REST}", []),
    ("in a quoted key", f"{PLAIN}        'a {TO} {MONEY} x': 1\n{REST}", [(MONEY, "", 1), ("unknown-key", "", 5)]),
    ("on the header of a literal text", f"{PLAIN}        description: | {TO} {MONEY} x\n          a\n{REST}", [(MONEY, "", 1), ("ignore-unused", "", 5)]),
    ("with a tab before it", f"      GOV-01:\t{TO} {MONEY} dana pusat\n{FIELDS}{REST}", []),
    ("a programme in braces", f"      GOV-01: {{name: L, subdimension: public_service, agency: diskominfo, missions: [M1], sources: [berita],\n        indicators: {{w: {{name: W, baseline: 1, targets: {{2023: 9}}}}}}}}  {TO} {MONEY} dana pusat\n", []),
    ("a programme with an anchor", f"      GOV-01: &a {TO} {MONEY} dana pusat\n{FIELDS}{REST}", []),
]  # fmt: skip


@pytest.mark.parametrize(("programme", "expected"), [case[1:] for case in PLACES], ids=[case[0] for case in PLACES])
def test_where_a_comment_may_stand(programme: str, expected: list[tuple[str, str, int]], tmp_path: Path) -> None:
    report = look(tmp_path, programme.replace("{agency}", "diskominfo"))
    assert found(report) == expected
    assert report.ignored == (MONEY not in {rule for rule, _, _ in expected})


BUDGET = "        budget: {apbd: {2023: 5000000}}\n"
NOBODY = PLAIN.replace("{agency}", "nobody").rstrip("\n")
SOUND = PLAIN.replace("{agency}", "diskominfo")
CASES = [
    ("on its field", f"{NOBODY} {TO} {AGENCY} menyusul\n{BUDGET}{REST}", [], 1),
    ("above its field", NOBODY.replace("        agency", f"        {TO} {AGENCY} x\n        agency") + f"\n{BUDGET}{REST}", [], 1),
    ("on another field", f"{NOBODY}\n{BUDGET.rstrip()} {TO} {AGENCY} x\n{REST}", [(AGENCY, "", 4), ("ignore-unused", "", 5)], 0),
    ("above another field", f"{NOBODY}\n        {TO} {AGENCY} x\n{BUDGET}{REST}", [(AGENCY, "", 4), ("ignore-unused", "", 5)], 0),
    ("on the programme", f"      {TO} {AGENCY} menyusul\n{NOBODY}\n{BUDGET}{REST}", [], 1),
    ("several rules", f"      {TO} {AGENCY}, {MONEY} menyusul\n{NOBODY}\n{REST}", [], 2),
    ("several rules, one unused", f"      {TO} {AGENCY} ,{MONEY} x\n{NOBODY}\n{BUDGET}{REST}", [("ignore-unused", "", 1)], 1),
    ("a rule twice", f"      {TO} {AGENCY},{AGENCY} x\n{NOBODY}\n{BUDGET}{REST}", [], 1),
    ("two comments for one", f"      {TO} {AGENCY} x\n      GOV-01: {TO} {AGENCY} y\n{NOBODY[14:]}\n{BUDGET}{REST}", [], 1),
    ("a dash or colon before the reason", f"      {TO} {AGENCY}: menyusul\n{NOBODY}\n        {TO} {MONEY} — pusat\n{REST}", [], 2),
    ("several findings of one rule", f"      {TO} {AGENCY} x\n{NOBODY}\n        partners: [a, b]\n{BUDGET}{REST}", [], 3),
    ("an item of a list", f"{SOUND}        partners:\n          - a  {TO} {AGENCY} x\n          - b\n{BUDGET}{REST}", [(AGENCY, "", 7)], 1),
    ("above an item of a list", f"{SOUND}        partners:\n          - a\n          {TO} {AGENCY} x\n          - b\n{BUDGET}{REST}", [(AGENCY, "", 6)], 1),
    ("a list in brackets", f"{SOUND}        partners: [a, b]  {TO} {AGENCY} x\n{BUDGET}{REST}", [], 2),
    ("an item in brackets", f"{SOUND}        partners: [\n          a,  {TO} {AGENCY} x\n          b]\n{BUDGET}{REST}", [(AGENCY, "", 7)], 1),
    ("the bracket that closes", f"{SOUND}        partners: [\n          a, b\n        ]  {TO} {AGENCY} x\n{BUDGET}{REST}", [], 2),
    ("above the bracket that closes", f"{SOUND}        partners: [\n          a, b,\n        {TO} {AGENCY} x\n        ]\n{BUDGET}{REST}", [], 2),
    ("beside a comma", f"{SOUND}        partners: [\n          a\n          ,  {TO} {AGENCY} x\n          b]\n{BUDGET}{REST}", [], 2),
    ("within brackets", f"{SOUND}        partners: [\n        {TO} {AGENCY} x\n          a, b]\n{BUDGET}{REST}", [], 2),
    ("an entry deep inside", f"{SOUND}        budget:\n          apbd:\n            2023: 5000000\n            2031: 5000000  {TO} after-period serah terima\n{REST}", [], 1),
    ("no reason", f"      {TO} {AGENCY}\n{NOBODY}\n{BUDGET}{REST}", [("ignore-without-reason", "", 1), (AGENCY, "", 5)], 0),
    ("no reason but a sign", f"      {TO} {AGENCY} - …\n{NOBODY}\n{BUDGET}{REST}", [("ignore-without-reason", "", 1), (AGENCY, "", 5)], 0),
    ("no rule", f"      {TO}\n{NOBODY}\n{BUDGET}{REST}", [("ignore-unknown-rule", "none", 1), (AGENCY, "", 5)], 0),
    ("an unknown rule", f"      {TO} unknown-agenc x\n{NOBODY}\n{BUDGET}{REST}", [("ignore-unknown-rule", "nearest", 1), (AGENCY, "", 5)], 0),
    ("a rule like no other", f"      {TO} 6471 x\n{SOUND}{BUDGET}{REST}", [("ignore-unknown-rule", "", 1)], 0),
    ("an unknown rule beside a known one", f"      {TO} zzz, {AGENCY} x\n{NOBODY}\n{BUDGET}{REST}", [("ignore-unknown-rule", "", 1)], 1),
    ("a slip of the word", f"      # smartplan: ignroe {AGENCY} x\n{NOBODY}\n{BUDGET}{REST}", [("ignore-without-effect", "word", 1), (AGENCY, "", 5)], 0),
    ("words to people", f"      # smartplan: lihat lampiran\n      # smartplan:\n{SOUND}{BUDGET}{REST}", [], 0),
    ("an error of shape", f"      {TO} wrong-type x\n{SOUND}        budget: 5\n{REST}", [("ignore-without-effect", "grave", 1), ("wrong-type", "", 6)], 0),
    ("an error of shape that is not there", f"      {TO} wrong-type x\n{SOUND}{BUDGET}{REST}", [("ignore-without-effect", "grave", 1)], 0),
    ("an error of reading", f"      {TO} duplicate-key x\n{SOUND}{BUDGET}{BUDGET}{REST}", [("ignore-without-effect", "grave", 1), ("duplicate-key", "", 7)], 0),
    ("a finding about a comment", f"      {TO} ignore-unused x\n{SOUND}{BUDGET}{REST}", [("ignore-without-effect", "grave", 1)], 0),
    ("nothing is unused where a fault may hide it", f"      {TO} {MONEY} x\n{SOUND}        budget: 5\n{REST}", [("wrong-type", "", 6)], 0),
]  # fmt: skip


@pytest.mark.parametrize(
    ("programme", "expected", "ignored"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_what_a_comment_accepts(
    programme: str, expected: list[tuple[str, str, int]], ignored: int, tmp_path: Path
) -> None:
    report = look(tmp_path, programme)
    assert (found(report), report.ignored) == (expected, ignored)


def test_a_gap_of_the_record_may_be_ignored_and_an_error_may_not(tmp_path: Path) -> None:
    without = "      GOV-01:\n        name: L\n        subdimension: public_service\n"
    programme = f"      {TO} missing-key belum diketahui\n{without}{BUDGET}{REST}"
    assert found(look(tmp_path, programme)) == [("ignore-without-effect", "grave", 1), ("missing-key", "", 2)]
    path = tmp_path / "2023.yaml"
    path.write_text(path.read_text("utf-8").replace("record: example", "record: reconstruction"), encoding="utf-8")
    report = validate(["2023"], str(tmp_path), TODAY, Selection())
    assert (report.findings, report.ignored) == ([], 1)


def test_the_place_is_that_of_the_rule_in_the_comment(tmp_path: Path) -> None:
    report = look(tmp_path, f"      {TO} {AGENCY}, {MONEY} x\n{NOBODY}\n{BUDGET}{REST}")
    place = report.findings[0].place
    start = len(f"      {TO} {AGENCY}, ") + 1
    assert (place.column, place.end_column) == (start, start + len(MONEY))


@pytest.mark.parametrize("name", ["reviews/2022-12-28.yaml", "evaluations/2023.yaml"])
def test_a_review_and_an_evaluation_have_no_programmes(name: str, tmp_path: Path) -> None:
    write(tmp_path, {name: f"{TO} {AGENCY} x\n{FILES[name]}"}, whole=True)
    report = validate([], str(tmp_path), TODAY, Selection())
    assert [(one.finding.rule, one.name.endswith(name)) for one in report.findings] == [("ignore-without-effect", True)]


def test_the_head_of_a_file_belongs_to_no_programme(tmp_path: Path) -> None:
    report = look(tmp_path, f"{SOUND}{BUDGET}{REST}", f"{TO} {MONEY} x\n")
    assert [(one.finding.rule, one.where) for one in report.findings] == [("ignore-without-effect", "format")]


def test_only_the_rules_that_were_looked_at_can_be_unused(tmp_path: Path) -> None:
    programme = f"      {TO} {AGENCY}, {MONEY} x\n{SOUND}{BUDGET}{REST}"
    assert found(look(tmp_path, programme)) == [("ignore-unused", "", 1)] * 2

    def rules(only: set[str], ignored: set[str]) -> list[str]:
        report = validate(["2023"], str(tmp_path), TODAY, Selection(frozenset(only), frozenset(ignored)))
        return [str(one.finding.values["value"]) for one in report.findings]

    assert rules({AGENCY, "ignore-unused"}, set()) == [AGENCY]
    assert rules({AGENCY}, set()) == []
    assert rules(set(), {AGENCY}) == [MONEY]
    assert rules(set(), {"ignore-unused"}) == []


def test_what_rests_on_another_file_is_not_unused_where_that_cannot_be_read(tmp_path: Path) -> None:
    look(tmp_path, f"      {TO} unknown-input menyusul\n{SOUND}{BUDGET}{REST}")
    (tmp_path / "reviews" / "2022-12-28.yaml").write_text("a: [", encoding="utf-8")
    report = validate(["2023"], str(tmp_path), TODAY, Selection())
    assert [one.finding.rule for one in report.findings] == ["unreadable-neighbour"]


def test_line_breaks_of_other_systems(tmp_path: Path) -> None:
    look(tmp_path, f"      {TO} {MONEY} dana pusat\n{SOUND}{REST}")
    path = tmp_path / "2023.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    report = validate(["2023"], str(tmp_path), TODAY, Selection())
    assert (report.findings, report.ignored) == ([], 1)


# The one cannot be formatted, and the other stands in its column afterwards.
FORMATTED = [
    case for case in [*PLACES, *CASES] if case[0] not in ("an error of reading", "above the key at another column")
]


@pytest.mark.parametrize("programme", [case[1] for case in FORMATTED], ids=[case[0] for case in FORMATTED])
def test_the_canonical_form_has_the_same_findings(programme: str, tmp_path: Path) -> None:
    report = look(tmp_path, programme.replace("{agency}", "diskominfo"))
    path = tmp_path / "2023.yaml"
    path.write_text(formatted(read(path, path.name)).text, encoding="utf-8")
    again = validate(["2023"], str(tmp_path), TODAY, Selection())
    expected = sorted((one.finding.rule, one.where) for one in report.findings)
    assert sorted((one.finding.rule, one.where) for one in again.findings) == expected
    assert again.ignored == report.ignored


def test_an_edit_of_a_programme_keeps_its_comment_and_says_when_it_is_needless(run: Runner) -> None:
    change("      GOV-01:\n", f"      {TO} {AGENCY} dinas baru, menunggu perda\n      GOV-01:\n")
    done = run("set", "2023", "GOV-01", "agency", "dinas-baru")
    assert (done.code, "unknown-agency" in done.out + done.err) == (0, False)
    result = run("validate")
    assert re.search(r" in 4 files against \d+ rules\. 1 finding ignored by a comment\.\n\Z", result.out)
    done = run("set", "2023", "GOV-01", "agency", "diskominfo")
    assert done.code == 0
    assert f"{TO} {AGENCY} dinas baru, menunggu perda" in Path("plans/2023.yaml").read_text("utf-8")
    assert "ignore-unused" in run("validate").out


def test_an_alias_has_the_comments_of_its_own_place_only(tmp_path: Path) -> None:
    programme = f"      GOV-01: &a {TO} {AGENCY} x\n{NOBODY[14:]}\n{BUDGET}{REST}      GOV-09: *a\n"
    report = look(tmp_path, programme)
    assert [(one.finding.rule, one.where) for one in report.findings] == [
        (AGENCY, "dimensions.governance.programmes.GOV-09.agency")
    ]
    report = look(tmp_path, programme.replace("*a", f"*a  {TO} {AGENCY} y"))
    assert (report.findings, report.ignored) == ([], 2)


def test_in_a_text_that_cannot_be_read_no_comment_is_looked_for(tmp_path: Path) -> None:
    report = look(tmp_path, f"      {TO}\n      GOV-01: [\n")
    assert [one.finding.rule for one in report.findings] == ["yaml-syntax"]
    write(tmp_path, {"2023.yaml": f"{TO}\n- a\n"}, whole=True)
    report = validate(["2023"], str(tmp_path), TODAY, Selection())
    assert {one.finding.rule for one in report.findings} >= {"ignore-unknown-rule", "wrong-type"}
