"""A document of the user's that a report is written on: opened as guardedly as any stranger's file."""

from io import BytesIO
from pathlib import Path

from smartplan.errors import NotALetterhead, NotAWorkbook, WorkbookTooLarge, print_traceback
from smartplan.tables.archive import MEGABYTE, check_parts, open_archive
from smartplan.workspace.files import contents

# Coats of arms are pictures.
_MOST_BYTES = 32 * MEGABYTE


def read_letterhead(path: Path, name: str) -> bytes:
    """The bytes of a Word document that a table can be added to. Raises CannotOpen and NotALetterhead."""
    from docx import Document

    data = contents(path, name, _MOST_BYTES)
    if data is None:
        raise NotALetterhead(path=name)
    try:
        check_parts(open_archive(data, name), name)
        # What cannot take a table, as one without a page, is found out here.
        Document(BytesIO(data)).add_table(rows=1, cols=1)
    except MemoryError:
        raise
    except (NotAWorkbook, WorkbookTooLarge):
        raise NotALetterhead(path=name) from None
    except Exception:
        # Of what is damaged, or no document, which the library meets with whatever comes first.
        print_traceback()
        raise NotALetterhead(path=name) from None
    return data
