"""How each language writes numbers, days and lists, by CLDR: made by `python -m tests.campaigns.cldr`, not by hand."""

from typing import Final

from smartplan.messages import Language
from smartplan.report.render.locales import Locale

LOCALES: Final[dict[Language, Locale]] = {
    "en": Locale(
        decimal=".",
        group=",",
        percent="{}%",
        currency="IDR",
        space="\N{NO-BREAK SPACE}",
        units={1_000_000: "million", 1_000_000_000: "billion", 1_000_000_000_000: "trillion"},
        months=(
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ),
        month="{month} {year}",
        day="{month} {day}, {year}",
        pair="{0} and {1}",
        start="{0}, {1}",
        middle="{0}, {1}",
        end="{0}, and {1}",
    ),
    "id": Locale(
        decimal=",",
        group=".",
        percent="{}%",
        currency="Rp",
        space="",
        units={1_000_000: "juta", 1_000_000_000: "miliar", 1_000_000_000_000: "triliun"},
        months=(
            "Januari",
            "Februari",
            "Maret",
            "April",
            "Mei",
            "Juni",
            "Juli",
            "Agustus",
            "September",
            "Oktober",
            "November",
            "Desember",
        ),
        month="{month} {year}",
        day="{day} {month} {year}",
        pair="{0} dan {1}",
        start="{0}, {1}",
        middle="{0}, {1}",
        end="{0}, dan {1}",
    ),
}
