"""Make the conventions of every language from CLDR, as Babel has it: src/smartplan/report/render/cldr.py.

    python -m tests.campaigns.cldr

To be run when a language comes, or a newer Babel. A language that writes in another way than `Locale` can say is refused:
that class and its tests then come first. tests/report/test_cldr.py holds both against Babel.
"""

import re
from pathlib import Path
from typing import Any

import babel
from babel.dates import parse_pattern
from babel.numbers import format_compact_decimal, get_currency_symbol

from smartplan.messages import LANGUAGES
from smartplan.report.render import locales

FILE = Path(locales.__file__).with_name("cldr.py")
HEAD = '''\
"""How each language writes numbers, days and lists, by CLDR: made by `python -m tests.campaigns.cldr`, not by hand."""

from typing import Final

from smartplan.messages import Language
from smartplan.report.render.locales import Locale

LOCALES: Final[dict[Language, Locale]] = {
'''
UNITS = (10**6, 10**9, 10**12)
FIRM = "\N{NO-BREAK SPACE}"
# CLDR has one rule for all languages about what stands between a currency and an amount: a no-break space where the
# currency ends in a letter, which ICU applies and Babel does not. English follows it, as does the Interinstitutional
# style guide of the European Union (7.3.3: the ISO code, a hard space, the amount). Indonesian does not: its spelling,
# EYD (V), has no space behind the sign of the rupiah, as in `Rp500,50`.
SPACES = {"id": ""}


class Refused(Exception):
    """A language has a convention for which `Locale` has no place."""


def conventions(language: str) -> dict[str, Any]:
    """The fields of a `Locale`."""
    found = babel.Locale.parse(language)
    symbols = found.number_symbols["latn"]
    lists = found.list_patterns["standard"]
    number, percent = (formats[None] for formats in (found.decimal_formats, found.percent_formats))
    if number.grouping != (3, 3) or percent.grouping != (3, 3):
        raise Refused(f"{language}: digits in groups of {number.grouping}")
    money = found.currency_formats["standard"]
    if money.prefix != ("¤", "-¤") or money.suffix != ("", ""):
        raise Refused(f"{language}: a currency does not stand before its amount")
    if number.prefix != ("", "-") or symbols["minusSign"] != "-" or percent.prefix != ("", "-"):
        raise Refused(f"{language}: something stands before a number")
    return {
        "decimal": symbols["decimal"],
        "group": symbols["group"],
        "percent": "{}" + percent.suffix[0],
        "currency": get_currency_symbol("IDR", language),
        "space": SPACES.get(language, FIRM),
        "units": {unit: word(unit, language) for unit in UNITS},
        "months": tuple(found.months["format"]["wide"].values()),
        "month": places(found.datetime_skeletons["yMMMM"].pattern, language),
        "day": places(found.date_formats["long"].pattern, language),
        "pair": lists["2"],
        "start": lists["start"],
        "middle": lists["middle"],
        "end": lists["end"],
    }


def word(unit: int, language: str) -> str:
    """`billion`."""
    text = format_compact_decimal(unit, format_type="long", locale=language)
    if not (found := re.fullmatch(r"1[ \N{NO-BREAK SPACE}](.+)", text)):
        raise Refused(f"{language}: `{text}` for {unit}")
    return found[1]


def places(pattern: str, language: str) -> str:
    """CLDR's pattern of a date, such as `d MMMM y`, as one of Python's."""
    known = {"d": "{day}", "MMMM": "{month}", "y": "{year}"}
    text: str = parse_pattern(pattern).format  # type: ignore[assignment]
    for field in re.findall(r"%\((\w+)\)s", text):
        if field not in known:
            raise Refused(f"{language}: `{field}` in `{pattern}`")
    return text % known


def written() -> str:
    """The text of the file."""
    parts = [HEAD]
    for language in LANGUAGES:
        parts.append(f'    "{language}": Locale(\n')
        for name, value in conventions(language).items():
            parts.append(f"        {name}={literal(value)},\n")
        parts.append("    ),\n")
    return "".join(parts) + "}\n"


def literal(value: Any) -> str:
    """A value of the file, laid out as the formatter of the project does it."""
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"').replace(FIRM, "\\N{NO-BREAK SPACE}") + '"'
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key:_}: {literal(one)}" for key, one in value.items()) + "}"
    inside = "".join(f"            {literal(one)},\n" for one in value)
    return f"(\n{inside}        )"


if __name__ == "__main__":
    FILE.write_text(written(), encoding="utf-8")
    print(FILE)
