"""A number that a plan has as text, such as a bound or a range, as the language writes it."""

import re
from functools import lru_cache

from smartplan.messages import Language
from smartplan.plan.measure import read
from smartplan.report.render.cldr import LOCALES
from smartplan.report.render.years import is_year

# What is no text, or may not be a number, stays as it is.
_NUMERIC = frozenset(("number", "range", "<", "<=", ">", ">=", "beyond"))
_NUMBER = re.compile(r"(?<![\d.,])(\d+)(?:[.,](\d+))?", re.ASCII)
_DASH = re.compile(r"(?<=[\d%])\s*[-–]\s*(?=[-+]?\d)")
_MINUS = re.compile(r"(?<![\d%])-(?=\d)")
_PERCENT = re.compile(r"\s+%")
# No measure is longer.
_LONGEST = 60


@lru_cache(maxsize=4096)
def written_measure(text: str, language: Language) -> str:
    """`22.000–40.000` of `22000-40000`, `>= 1.500` of `>= 1500`; what may be years or a code stays as it is written."""
    if len(text) > _LONGEST or read(text).kind not in _NUMERIC or _may_be_no_number(text):
        return text
    locale = LOCALES[language]

    def spelled(found: re.Match[str]) -> str:
        whole = f"{int(found[1]):,}".replace(",", locale.group)
        return f"{whole}{locale.decimal}{found[2]}" if found[2] else whole

    return _MINUS.sub("−", _DASH.sub("–", _PERCENT.sub("%", _NUMBER.sub(spelled, text.strip())), count=1))


def _may_be_no_number(text: str) -> bool:
    """Whether all that is in it are years, or a part begins with a nought as a code does."""
    numbers = [found[0] for found in _NUMBER.finditer(text)]
    return all(map(is_year, numbers)) or any(re.match(r"0\d", number) for number in numbers)
