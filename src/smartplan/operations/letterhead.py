"""What files for office programs need: their libraries, and the letterhead that a document is written on."""

from pathlib import Path

from smartplan.tables.libraries import require
from smartplan.workspace.paths import shown

_LIBRARIES = {"xlsx": "xlsxwriter", "docx": "docx"}


def prepare(form: str, template: Path | None) -> bytes | None:
    """The bytes of the letterhead, if one is named, where the library of the form is installed.

    Raises MissingLibrary, CannotOpen and NotALetterhead.
    """
    require(_LIBRARIES[form])
    if template is None:
        return None
    from smartplan.tables.letterhead import read_letterhead

    return read_letterhead(template, shown(template))
