"""Texts of cells: halves that are joined, lists, names in capitals."""

import re
from typing import Final

from smartplan.tables.cells import SheetCell
from smartplan.tables.recognise import text_of

LIST: Final = re.compile(r"\s*[;\n]\s*")
# What a heading may be called that is an agency itself.
AGENCY: Final = re.compile(r"(kecamatan|kelurahan|distrik|dinas|badan|rsud|puskesmas)\b.*", re.IGNORECASE | re.DOTALL)
# What stands before the name of an indicator.
INDICATOR: Final = re.compile(r"indikator\s*(program|sasaran|tujuan|kegiatan|kinerja)?\s*[\d.]*\s*:\s*", re.IGNORECASE)


def joined_text(text: str, more: str) -> str:
    """Two halves of a text: `Usaha/` and `Kegiatan` are one word."""
    return text + more if text[-1:] in ("/", "-") or not text else f"{text} {more}"


def folded(text: str) -> str:
    """A text by its letters and digits alone."""
    return re.sub(r"\W+", "", text).casefold()


def titled(name: str) -> str:
    """A name in capitals as people write it."""
    return " ".join(word if word.casefold() in ("rsud", "upt", "dprd") else word.capitalize() for word in name.split())


def shown_text(cell: SheetCell) -> str:
    """What a person sees in a cell."""
    return text_of(cell) or cell.formula or cell.error
