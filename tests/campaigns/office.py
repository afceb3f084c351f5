"""Workbooks out and back, over a thousand made-up plans, and through LibreOffice where it is installed.

    python -m tests.campaigns.office
    python -m tests.campaigns.office --plans 3000 --office 100

The laws of `tests/operations/test_import_into_laws.py` over as many plans; then the workbooks of some of them, and of the
plans of the repository, are opened and saved by LibreOffice as .xlsx, .ods and .xls, and have to come back as no edit.
Where LibreOffice is not installed that part is skipped, and the last line says so.
"""

import argparse
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from smartplan.tables.opening import open_workbook
from smartplan.yamltext.document import Document, load
from smartplan.yamltext.source import SourceText
from tests.helpers.runner import ROOT
from tests.helpers.sheet_plans import book_of, changed, sheet_plans
from tests.operations.test_import_into_laws import LAWS, SLOW

FORMATS = ("xlsx", "ods", "xls")
_MINUTES = 20


def main() -> None:
    """Run the laws and LibreOffice. Ends with 1 where something did not come back as it was."""
    parser = argparse.ArgumentParser(description="Workbooks out and back.")
    parser.add_argument("--plans", type=int, default=1000, help="plans for each law")
    parser.add_argument("--office", type=int, default=40, help="plans that go through LibreOffice")
    options = parser.parse_args()
    for name, law in LAWS.items():
        settings(SLOW, max_examples=options.plans, database=None)(given(st.data())(law))()
        print(f"{options.plans} plans: {name}", flush=True)
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        print("skipped: LibreOffice is not installed")
        return
    wrong = through_office(program, [*published(), *drawn(options.office)])
    print("\n".join(wrong) or "LibreOffice: every workbook came back as no edit")
    sys.exit(1 if wrong else 0)


def published() -> list[Document]:
    """The plans of the repository."""
    paths = [*sorted((ROOT / "plans").glob("*.yaml")), *sorted((ROOT / "tests/city").glob("*.yaml"))]
    return [load(SourceText(path.name, path.read_text("utf-8"))) for path in paths]


def drawn(count: int) -> list[Document]:
    """Made-up plans."""
    found: list[Document] = []

    @settings(SLOW, max_examples=count, phases=[Phase.generate], database=None)
    @given(sheet_plans())
    def collect(document: Document) -> None:
        found.append(document)

    collect()
    return found


def through_office(program: str, documents: list[Document]) -> list[str]:
    """What of the workbooks, saved by LibreOffice, does not come back as it was."""
    wrong = []
    with TemporaryDirectory() as name:
        folder = Path(name)
        for place, document in enumerate(documents):
            (folder / f"{place}.xlsx").write_bytes(book_of(document))
        for form in FORMATS:
            books = [str(path) for path in sorted(folder.glob("*.xlsx"))]
            words = [
                program,
                f"-env:UserInstallation={(folder / 'profile').as_uri()}",
                "--headless",
                "--convert-to",
                form,
            ]
            subprocess.run(
                [*words, "--outdir", str(folder / form), *books], check=True, capture_output=True, timeout=60 * _MINUTES
            )
            for place, document in enumerate(documents):
                path = folder / form / f"{place}.{form}"
                found = changed(open_workbook(path, path.name), document)
                for edit in found.cells:
                    wrong.append(f"{document.name} as .{form}: {edit.where}: {edit.was!r} became {edit.cell.content!r}")
                if found.count > len(found.cells) or found.findings:
                    wrong.append(f"{document.name} as .{form}: {found.added} {found.findings}")
    return wrong


if __name__ == "__main__":
    main()
