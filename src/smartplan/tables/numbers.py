"""What stands in one cell: a measure, an amount of money, a code. What is doubtful is never decided in silence."""

import re
from collections.abc import Iterable
from datetime import date, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final, Literal, NamedTuple, get_args

from smartplan.plan import measure as measures
from smartplan.plan import rupiah
from smartplan.plan.field_types import MOST, Measured
from smartplan.tables.cells import SheetCell
from smartplan.tables.findings import TableFinding, found
from smartplan.tables.headings import clean, is_absent

Locale = Literal["en", "id"]
LOCALES: Final[tuple[Locale, ...]] = get_args(Locale)
# A percentage above this is one that was typed into a cell with the format of percentages, and is a hundred times less.
_PLAUSIBLE = 1.5
_ONE_GROUP = re.compile(r"[-+]?[1-9]\d{0,2}([.,])\d{3}")
_ID = re.compile(r"(?<![\d.,])\d{1,3}(?:\.\d{3})+,\d+(?!\d)|(?<![\d.,])\d{1,3}(?:\.\d{3}){2,}(?![\d,])")
_EN = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+\.\d+(?!\d)|(?<![\d.,])\d{1,3}(?:,\d{3}){2,}(?![\d.])")
_DECIMALS = re.compile(r"(?<![\d.,])\d+([.,])(?!\d{3}(?!\d))\d+(?![\d.,])")
_AMOUNT = re.compile(r"(?P<number>[<>≤≥=]{0,2}\s*[-+]?\d[\d.,]*)\s+(?P<unit>[^\W\d][^\d]*)")
_ZERO = re.compile(r"(rp\.?\s*)?0+([.,]0+)?", re.IGNORECASE)
_CLOCK = re.compile(r"(\d{1,2}):(\d{2}):(\d{2})")
# The first element of a nomenclature code has one digit; the clock of a spreadsheet has two.
_CLOCK_LIKE = re.compile(r"0(\d\.[0-5]\d\.[0-5]\d)")
_CODE = re.compile(r"[0-9A-Za-z]{1,5}(\.[0-9A-Za-z]{1,5})*")
_FORMAT_UNIT = re.compile(r'"\s*([^"]*[^\W\d_][^"]*)"')


class ReadMeasure(NamedTuple):
    """A measure, or None for a cell that says that there is none; what is to be said of it."""

    value: Measured | None
    finding: TableFinding | None = None


class ReadMoney(NamedTuple):
    """Whole rupiah, or None where there is no amount; the fraction of a rupiah that was rounded away."""

    amount: int | None
    rounded: Decimal = Decimal(0)
    finding: TableFinding | None = None


class ReadCode(NamedTuple):
    """A code as the nomenclature writes it."""

    code: str
    finding: TableFinding | None = None


def says_nothing(cell: SheetCell) -> bool:
    """Whether a cell says that no value is known: a dash, `n/a`, `belum ada`."""
    return isinstance(cell.content, str) and is_absent(cell.content)


def is_zero(cell: SheetCell) -> bool:
    """Whether a cell holds zero, as a number or as the text that a CSV file has."""
    if isinstance(cell.content, str):
        return _ZERO.fullmatch(clean(cell.content)) is not None
    return cell.content == 0 and not isinstance(cell.content, bool)


def fault(cell: SheetCell, address: str) -> TableFinding | None:
    """That a cell has no value to be read: an error, or a formula that was never computed."""
    if cell.error:
        return found("error-value", address, value=cell.error)
    if cell.formula and cell.content is None:
        return found("formula-without-result", address, value=cell.formula)
    return None


def locale_of(texts: Iterable[str]) -> Locale | None:
    """How texts write decimals, where some of them can be read in one way only, and all of those alike."""
    found: set[Locale] = set()
    for text in texts:
        if _ID.search(text):
            found.add("id")
        elif _EN.search(text):
            found.add("en")
        elif sign := _DECIMALS.search(text):
            found.add("id" if sign[1] == "," else "en")
    return found.pop() if len(found) == 1 else None


def is_percent(unit: str) -> bool:
    """Whether a unit is percent."""
    return unit.casefold().strip(" .()") in ("%", "persen", "percent", "prosen", "persentase")


def plain(number: float) -> int | float:
    """A number as people write it: whole without a point, and with the 15 digits that a spreadsheet keeps."""
    short = float(f"{number:.15g}")
    return int(short) if short.is_integer() else short


def measure(cell: SheetCell, unit: str, locale: Locale | None, address: str, *, certain: bool = False) -> ReadMeasure:
    """The measure in a cell of an indicator with that unit.

    `locale` is how the texts of the column are written; `certain` says that a person has named it.
    """
    content = cell.content
    if isinstance(content, (bool, date, time, timedelta)):
        return ReadMeasure(None, found("cell-out-of-column", address, value=str(content)))
    if isinstance(content, (int, float)):
        return _number(float(content), cell.format, unit, address)
    text = clean(content or "").rstrip("*").rstrip()
    if not text or is_absent(text):
        return ReadMeasure(None)
    if not any(map(str.isdigit, text)) and unit and text.casefold() == unit.casefold():
        return ReadMeasure(None, found("cell-out-of-column", address, value=text))
    read = measures.read(text, unit)
    if read.kind == "beyond":
        return ReadMeasure(None, found("cell-out-of-column", address, value=text))
    if read.kind == "number" and read.number is not None and not read.percent:
        return ReadMeasure(plain(read.number))
    if read.kind != "doubtful":
        return ReadMeasure(text)
    sign = _ONE_GROUP.search(text)
    large, *small = measures.readings(text, unit)
    thousands = sign is not None and sign[1] == ("." if locale == "id" else ",")
    if not small:
        return ReadMeasure(_as_number(large))
    if locale is not None and sign is not None and (thousands or certain) and _ONE_GROUP.fullmatch(_bare(text, unit)):
        return ReadMeasure(_as_number(large if thousands else small[0]))
    return ReadMeasure(text, found("number-ambiguous", address, value=text, large=large, small=small[0]))


def _bare(text: str, unit: str) -> str:
    return text[: -len(unit)].rstrip() if unit and text.casefold().endswith(unit.casefold()) else text.rstrip("% ")


def _as_number(text: str) -> Measured:
    try:
        return plain(float(text))
    except ValueError:
        return text


def _number(number: float, format: str, unit: str, address: str) -> ReadMeasure:
    if abs(number) > MOST:
        return ReadMeasure(None, found("cell-out-of-column", address, value=f"{number:.15g}"))
    if "%" not in format:
        return ReadMeasure(plain(number))
    if abs(number) > _PLAUSIBLE:
        value = plain(number)
        return ReadMeasure(value, found("percent-doubtful", address, value=f"{plain(number * 100)}%", read=value))
    hundred = plain(round(number * 100, 10))
    return ReadMeasure(hundred if is_percent(unit) or not unit else f"{hundred}%")


def unit_of(cells: Iterable[SheetCell]) -> str:
    """The unit that stands behind every number of an indicator, or in its format; empty where there is none."""
    units = set()
    for cell in cells:
        if cell.is_empty or says_nothing(cell):
            continue
        if isinstance(cell.content, str):
            said = _AMOUNT.fullmatch(clean(cell.content))
            units.add(said["unit"].strip() if said else "")
        else:
            within = _FORMAT_UNIT.search(cell.format)
            units.add(within[1].strip() if within else "%" if "%" in cell.format else "")
    return units.pop() if len(units) == 1 else ""


def money(cell: SheetCell, unit: int, locale: Locale | None, address: str) -> ReadMoney:
    """The whole rupiah in a cell, where one stands for `unit` rupiah. Half a rupiah is rounded up."""
    content = cell.content
    if isinstance(content, (int, float)) and not isinstance(content, bool):
        exact = Decimal(f"{content:.15g}" if isinstance(content, float) else content) * unit
        if abs(exact) > MOST:
            return ReadMoney(None, finding=found("not-money", address, value=f"{content:.15g}"))
    elif isinstance(content, str):
        text = clean(content).rstrip("*").rstrip()
        if not text or is_absent(text):
            return ReadMoney(None)
        meant = rupiah.readings(text, unit)
        if not meant:
            return ReadMoney(None, finding=found("not-money", address, value=text))
        if len(meant) > 1 and locale is None:
            finding = found("number-ambiguous", address, "money", value=text, large=meant[0], small=meant[1])
            return ReadMoney(None, finding=finding)
        exact = Decimal(meant[0] if locale != "en" else meant[-1])
    else:
        return ReadMoney(None, finding=found("not-money", address, value=str(content)))
    amount = int(exact.quantize(Decimal(1), ROUND_HALF_UP))
    if amount < 0:
        return ReadMoney(None, finding=found("money-negative", address, value=amount))
    return ReadMoney(amount, amount - exact)


def code(cell: SheetCell, address: str, others: frozenset[str] = frozenset()) -> ReadCode:
    """The code in a cell, whatever a spreadsheet made of it; `others` are codes that stand elsewhere in the column."""
    content = cell.content
    if isinstance(content, timedelta):
        minutes, seconds = divmod(int(content.total_seconds()), 60)
        return _clock(minutes // 60, minutes % 60, seconds, str(content), address)
    if isinstance(content, time):
        return _clock(content.hour, content.minute, content.second, content.isoformat(), address)
    if isinstance(content, date):
        return ReadCode("", found("code-is-date", address, value=content.isoformat()[:10]))
    if isinstance(content, float) and not content.is_integer():
        text = f"{content:.15g}"
        if len(text.partition(".")[2]) != 1:
            return ReadCode(text)
        both = any(other == text or other.startswith(f"{text}.") for other in others)
        known = any(other == f"{text}0" or other.startswith(f"{text}0.") for other in others)
        values = {"value": text, "code": f"{text}0"}
        if both and known:
            return ReadCode(f"{text}0", TableFinding("code-is-number", "error", address, values, "both"))
        return ReadCode(f"{text}0", found("code-is-number", address, **values))
    if isinstance(content, (int, float)) and not isinstance(content, bool):
        return ReadCode(str(int(content)))
    return _written(clean(str(content or "")), address)


def _clock(hours: int, minutes: int, seconds: int, value: str, address: str) -> ReadCode:
    text = f"{hours}.{minutes:02}.{seconds:02}"
    return ReadCode(text, found("code-is-time", address, value=value, code=text))


def _written(text: str, address: str) -> ReadCode:
    clock = _CLOCK.fullmatch(text)
    if clock:
        return _clock(int(clock[1]), int(clock[2]), int(clock[3]), text, address)
    if not any(map(str.isdigit, text)):
        return ReadCode(text.strip(". "))
    bare = re.sub(r"\s*([.,])\s*", ".", text).strip(".")
    if _CODE.fullmatch(bare.replace(" ", "")):
        bare = bare.replace(" ", "")
        bare = bare.upper() if bare[:1].isalpha() else bare
    like = _CLOCK_LIKE.fullmatch(bare)
    if like:
        return ReadCode(like[1], found("code-is-time", address, value=text, code=like[1]))
    if not _CODE.fullmatch(bare):
        return ReadCode(bare, found("code-normalised", address, "odd", value=text))
    return ReadCode(bare, found("code-normalised", address, value=text, code=bare) if bare != text else None)


def joined(parts: Iterable[SheetCell]) -> SheetCell:
    """A code that stands over several columns as one, each of its numbers with two digits but the first."""
    texts: list[str] = []
    for cell in parts:
        content = cell.content
        if cell.is_empty:
            continue
        text = str(int(content)) if isinstance(content, float) and content.is_integer() else clean(str(content))
        texts.append(text.zfill(2) if texts and isinstance(content, (int, float)) and "." not in text else text)
    return SheetCell(".".join(one.strip(" .") for one in texts) or None)


def elements(code: str) -> int:
    """How many elements a code has: three are a programme, five an activity, six a sub-activity. None has no digit."""
    return code.count(".") + 1 if any(map(str.isdigit, code)) and not code.isspace() else 0


def as_text(cell: SheetCell) -> str:
    """What stands in a cell as text; nothing where it says that there is none."""
    content: Any = cell.content
    if isinstance(content, (int, float)) and not isinstance(content, bool):
        content = plain(float(content))
    text = clean(str(content)) if content is not None else ""
    return "" if is_absent(text) else text
