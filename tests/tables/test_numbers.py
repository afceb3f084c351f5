"""What stands in one cell: measures, money and codes as they are met in real tables."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from smartplan.tables import numbers
from smartplan.tables.cells import SheetCell

MEASURES: list[tuple[Any, str, str, str, Any, str]] = [
    # content, number format, unit, locale, what is read, what is found
    (100, "General", "Persen", "", 100, ""),
    (98.86, "General", "Persen", "", 98.86, ""),
    (100.0, "", "", "", 100, ""),
    (0.1 + 0.2, "", "", "", 0.3, ""),
    (0.85, "0%", "Persen", "", 85, ""),
    (1, "0%", "%", "", 100, ""),
    (0.85, "0.00%", "Poin", "", "85%", ""),
    (0.29, "0%", "", "", 29, ""),
    (49, "0%", "Persen", "", 49, "percent-doubtful"),
    ("98,86", "", "Persen", "id", 98.86, ""),
    ("75,00", "", "Persen", "", 75, ""),
    ("5,42 Persen", "", "Persen", "", 5.42, ""),
    ("9 Desa", "", "Desa", "", 9, ""),
    ("9 Desa", "", "Kali", "", "9 Desa", ""),
    ("≤5 menit", "", "menit", "", "≤5 menit", ""),
    ("22/100.000 penduduk", "", "", "", "22/100.000 penduduk", ""),
    ("Level 4", "", "Level", "", "Level 4", ""),
    ("1.000*", "", "", "id", 1000, ""),
    ("WTP", "", "Opini", "", "WTP", ""),
    ("Persen", "", "Persen", "", None, "cell-out-of-column"),
    ("-", "", "", "", None, ""),
    ("n/a", "", "", "", None, ""),
    ("[null]", "", "", "", None, ""),
    ("N/A", "", "Persen", "", None, ""),
    ("Na", "", "", "", None, ""),
    ("Tidak  ada", "", "", "", None, ""),
    ("BELUM ADA", "", "", "", None, ""),
    ("Belum ada data", "", "", "", None, ""),
    ("tidak ada keluhan", "", "", "", "tidak ada keluhan", ""),
    ("Nihil", "", "", "", "Nihil", ""),
    ("1.824", "", "", "", "1.824", "number-ambiguous"),
    ("1.824", "", "hektar", "id", 1824, ""),
    ("95.680 Orang", "", "Orang", "id", 95680, ""),
    ("1.824", "", "", "en", "1.824", "number-ambiguous"),
    ("2,697", "", "", "id", "2,697", "number-ambiguous"),
    ("2,697", "", "", "id!", 2.697, ""),
    ("2,697", "", "", "en", 2697, ""),
    ("1.234.567", "", "", "", 1234567, ""),
    ("85%_x000D_", "", "Persen", "", 85, ""),
    (True, "", "", "", None, "cell-out-of-column"),
    (date(2021, 1, 2), "", "", "", None, "cell-out-of-column"),
    (1e18, "", "", "", None, "cell-out-of-column"),
]


@pytest.mark.parametrize(("content", "format", "unit", "locale", "expected", "rule"), MEASURES)
def test_a_measure(content: Any, format: str, unit: str, locale: str, expected: Any, rule: str) -> None:
    certain = locale.endswith("!")
    known: Any = locale.rstrip("!") or None
    read = numbers.measure(SheetCell(content, format), unit, known, "S!A1", certain=certain)
    assert (read.value, type(read.value)) == (expected, type(expected))
    assert (read.finding.rule if read.finding else "") == rule


MONEY: list[tuple[Any, int, str, Any, str]] = [
    (1458477763740, 1, "", 1458477763740, ""),
    (1764758094125.4, 1, "", 1764758094125, ""),
    (0.5, 1, "", 1, ""),
    (500.25, 1_000_000, "", 500_250_000, ""),
    (0, 1, "", 0, ""),
    ("1.458.477.763.740,00", 1, "", 1458477763740, ""),
    ("1,458,477,763,740.00", 1, "", 1458477763740, ""),
    ("9446966806.00", 1, "", 9446966806, ""),
    ("11021880874.000", 1, "", 11021880874, ""),
    ("Rp 1.500.000", 1, "", 1500000, ""),
    ("Rp 1,5 M", 1, "id", 1_500_000_000, ""),
    ("Rp 1,5 M", 1, "", None, "number-ambiguous"),
    # In a column of millions, what the text leaves open is multiplied; a unit of its own stands for itself.
    ("1.500,5", 1_000_000, "", 1_500_500_000, ""),
    ("1,5", 1_000_000, "", 1_500_000, ""),
    ("1.500", 1_000_000, "", None, "number-ambiguous"),
    ("1.500", 1_000_000, "id", 1_500_000_000, ""),
    ("1.500", 1_000_000, "en", 1_500_000, ""),
    ("Rp 1,5 M", 1_000_000, "id", 1_500_000_000, ""),
    ("-", 1, "", None, ""),
    ("N/A", 1, "", None, ""),
    ("tidak ada", 1, "", None, ""),
    ("sesuai kebutuhan", 1, "", None, "not-money"),
    ("4 000 000 - 6 000 000", 1, "", None, "not-money"),
    (-5, 1, "", None, "money-negative"),
    (1e18, 1, "", None, "not-money"),
    (date(2021, 1, 2), 1, "", None, "not-money"),
]


@pytest.mark.parametrize(("content", "unit", "locale", "expected", "rule"), MONEY)
def test_money(content: Any, unit: int, locale: Any, expected: Any, rule: str) -> None:
    read = numbers.money(SheetCell(content), unit, locale or None, "S!A1")
    assert (read.amount, read.finding.rule if read.finding else "") == (expected, rule)


CODES: list[tuple[Any, str, str]] = [
    ("1.02.02", "1.02.02", ""),
    ("1.01.", "1.01", "code-normalised"),
    ("   051", "051", ""),
    ("2,01", "2.01", "code-normalised"),
    ("x.xx.01", "X.XX.01", "code-normalised"),
    ("2.17.04\\5", "2.17.04\\5", "code-normalised.odd"),
    (1.02, "1.02", ""),
    (2.1, "2.10", "code-is-number"),
    (16.001, "16.001", ""),
    (7, "7", ""),
    (time(3, 27, 3), "3.27.03", "code-is-time"),
    (timedelta(hours=3, minutes=27, seconds=5), "3.27.05", "code-is-time"),
    ("3:27:03", "3.27.03", "code-is-time"),
    ("03.27.03", "3.27.03", "code-is-time"),
    (datetime(2002, 2, 1), "", "code-is-date"),
    ("II.", "II", ""),
]


@pytest.mark.parametrize(("content", "expected", "rule"), CODES)
def test_a_code(content: Any, expected: str, rule: str) -> None:
    read = numbers.code(SheetCell(content), "S!A1")
    finding = read.finding
    said = f"{finding.rule}{'.' if finding.variant else ''}{finding.variant}" if finding else ""
    assert (read.code, said) == (expected, rule)


def test_a_number_that_may_be_two_codes_is_an_error() -> None:
    finding = numbers.code(SheetCell(2.1), "S!A1", frozenset(["2.1", "2.10"])).finding
    assert finding is not None
    assert (finding.variant, finding.severity) == ("both", "error")


def test_a_code_over_several_columns() -> None:
    assert numbers.joined(map(SheetCell, ("1", "01", "02", "2,01"))).content == "1.01.02.2,01"
    assert numbers.joined(map(SheetCell, (1, 1, 2.0, None))).content == "1.01.02"


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["98,86", "100"], "id"),
        (["98.86"], "en"),
        (["1.458.477"], "id"),
        (["1,458.50"], "en"),
        (["1.824", "2,697"], None),
        (["98,86", "98.86"], None),
        ([], None),
    ],
)
def test_how_a_column_writes_decimals(texts: list[str], expected: str | None) -> None:
    assert numbers.locale_of(texts) == expected


@pytest.mark.parametrize(
    ("contents", "formats", "expected"),
    [
        (["9 Desa", "12 Desa", "-"], "", "Desa"),
        (["9 Desa", "12 Kali"], "", ""),
        (["≤ 5 menit", "≤ 4 menit"], "", "menit"),
        ([12, 13], '#,###" bln"', "bln"),
        ([0.5, 0.6], "0%", "%"),
        ([12, 13], "General", ""),
    ],
)
def test_the_unit_behind_every_number(contents: list[Any], formats: str, expected: str) -> None:
    assert numbers.unit_of(SheetCell(one, formats) for one in contents) == expected
