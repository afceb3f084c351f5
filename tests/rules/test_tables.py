"""The pages of the rules about tables: the bad example is found, the good one is not, and every rule has its words."""

import re

import pytest

from smartplan.messages import LANGUAGES, Catalogue, Language
from smartplan.plan import profile
from smartplan.plan.table_rules import SEVERITY
from smartplan.report.pages.imported import sentence
from smartplan.rules import IDS
from smartplan.rules.rule import Example
from smartplan.rules.tables import OF_TABLES
from smartplan.tables.contents import PlaceRule, SheetMapping
from smartplan.tables.findings import TableFinding
from smartplan.tables.to_plan import Addresses, PlanHead, draft_plan
from tests.helpers.runner import Runner
from tests.helpers.tables import contents_of, found_in, sheet

# What comes back from an exported workbook, and what cannot be opened: no table shows it.
WITHOUT_EXAMPLE = {"id-changed", "row-missing", "base-unknown", "clash", "not-a-workbook"}
MAPPING = SheetMapping(
    place=(
        PlaceRule("living", "health", code="1.02"),
        PlaceRule("living", "health", code="1.06"),
        PlaceRule("living", "health", code="1.10"),
    )
)
SENTENCES = {
    "no-table": "no table of programmes is recognised on this sheet; it needs a heading such as Program, and Indikator, a year or Perangkat Daerah. Name the rows of the headings under `header` in the file of `--mapping`",
    "several-tables": "the headings of two tables begin in rows 1 and 4; name those of one under `header` in the file of `--mapping`",
    "unknown-column": 'the column "Nomor DPA" is not recognised; name it under `columns` in the file of `--mapping`, or list it under `ignore` there',
    "column-twice": 'the column "OPD" is the second one for `agency`, after RPJMD!G1; list one of the two under `ignore` in the file of `--mapping`',
    "year-unknown": 'which year is "Tahun 1"? Give the first year of the period with `--first-year`',
    "not-money": "`sesuai kebutuhan` is not an amount in rupiah; correct the cell",
    "money-negative": "−500,000,000 rupiah is negative; write the amount that remains",
    "formula-without-result": "`=F5+F6` has no stored result; open the workbook in a spreadsheet program and save it",
    "error-value": "the cell contains the error `#REF!`; correct it in the workbook",
    "code-is-date": "the code became the date 2002-02-01; format the cell as text and type the code again",
    "id-twice": "the programme 1.02.02 of this agency is also at RPJMD!A2; delete one of the two, put their rows below each other, or write `ids: {from: code, suffix: number}` in the file of `--mapping` if they are two",
    "row-without-programme": "this row has values, but there is no programme above it; name the programme, or delete the row",
    "no-place": 'no rule places 9.99.99 "Layanan Kesehatan" in a dimension; add one under `place` in the file of `--mapping`, such as `{code: "9.99.99", to: living/health}`',
    "lines-do-not-pair": "2 indicators in one cell, and 3 values in others; give each indicator a row of its own",
    "code-is-time": "the time 01:02:02 is read as the code 1.02.02; format the cells of the column as text",
    "code-normalised": "`1.02.02.` is read as the code 1.02.02",
    "code-is-number": "the number 1.1 is read as the code 1.10; format the cells of the column as text",
    "code-is-short": "the code 1.06 has fewer parts than those of other programmes, but its row has an indicator; it is read as a programme. If it is a heading, move the indicator",
    "number-ambiguous": "`1.200` can mean 1200 or 1.2; it is kept as text. Give `--locale id` or `--locale en`, or correct the cell",
    "percent-doubtful": "0.9 is read as it is, but the other values of the row suggest 90",
    "amount-jump": "the amount is 1100 times that in D2; check the digits",
    "sum-differs": "700,000,000 rupiah in the table, but the 1 programme adds up to 500,000,000",
    "rounded": "1 amount is rounded to whole rupiah, by 0.25 rupiah in all; this is the first",
    "zero-year": "all 1 values of 2026 are zero; the year is left out. Write `zero: 0` in the file of `--mapping` to keep it",
    "cell-out-of-column": "`Orang` is not a value of this column; it is left out",
    "unit-differs-by-year": "the unit `Kali` differs from `Orang`; the first one is kept",
    "agency-differs-from-heading": 'the agency is "Kecamatan Wado", but the heading names "KECAMATAN TOMO"; the cell is used',
    "formerly-unknown": "`1.02.77` is a predecessor, but no older revision is given with `--from`; it is left out",
}


def everything(example: Example) -> list[TableFinding]:
    """What is found in a table, and in making a plan of it."""
    (text,) = example.files.values()
    # Of a text that looks like a number the example means the text.
    text = text.replace(",1.200,", ",'1.200,").replace("\n1.02.02", "\n'1.02.02")
    one = sheet(text)
    findings = found_in(one, MAPPING)
    if any(finding.rule in ("no-table", "several-tables") for finding in findings):
        return findings
    kominfo = profile.load("kominfo")
    assert kominfo is not None
    head = PlanHead("2026", {}, "", "reconstruction", "kominfo", kominfo, "", "rpjmd", "")
    drafted = draft_plan(contents_of(one, MAPPING), MAPPING, head, Addresses("RPJMD", "A", "B", "H"))
    return [*findings, *drafted.findings]


@pytest.mark.parametrize("rule", sorted(OF_TABLES.keys() - WITHOUT_EXAMPLE))
def test_the_bad_table_breaks_the_rule_and_the_good_one_does_not(rule: str) -> None:
    found = {one.rule: one for one in reversed(everything(OF_TABLES[rule].bad))}
    assert rule in found
    assert sentence(found[rule], Catalogue("en")) == SENTENCES[rule]
    assert everything(OF_TABLES[rule].good) == []


def test_no_rule_is_forgotten() -> None:
    assert OF_TABLES.keys() == SEVERITY.keys() == SENTENCES.keys() | WITHOUT_EXAMPLE
    # `validate` has rules of its own.
    assert OF_TABLES.keys() & IDS.keys() == set()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rule", OF_TABLES)
def test_every_rule_has_its_page(run: Runner, rule: str, language: Language) -> None:
    say = Catalogue(language)
    page = run("rules", rule, "--lang", language).out
    assert f"rule.{rule}" not in page
    assert say(f"rule.{rule}.title") in page
    assert ("rpjmd.csv" in page) is (rule not in WITHOUT_EXAMPLE)
    assert re.search(rf"^  {rule} ", run("rules", "--lang", language).out, re.MULTILINE)


def test_a_mistyped_one_is_told(run: Runner) -> None:
    assert "did you mean `code-is-time`?" in run("rules", "code-is-tim", "--lang", "en").err
