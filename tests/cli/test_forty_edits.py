"""Forty edits of every kind in the workbook of a plan of 263 programmes: those forty, as commands make them."""

import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from smartplan.editing.draft import Draft
from smartplan.operations import edit_commands
from smartplan.operations.edit_commands import EditCommand
from smartplan.workspace.revision import open_revision
from smartplan.yamltext.source import SourceText
from tests.helpers.filled_book import FilledBook, fill
from tests.helpers.runner import ROOT, Runner

PLAN, BOOK = Path("plans/2026.yaml"), Path("2026.xlsx")
COMMENT = re.compile(r"(?m)(?:^|[ \t])#.*$")
PROGRAMMES = 263


@pytest.fixture
def exported(run: Runner) -> Runner:
    shutil.rmtree("plans")
    Path("plans").mkdir()
    words = [sys.executable, ROOT / "benchmarks" / "generate.py", "253", "plans"]
    subprocess.run(words, check=True)
    assert run("export", "2026", "--output", str(BOOK)).code == 0
    return run


def set_(address: str, value: str) -> EditCommand:
    return edit_commands.set_value([address], value, {}, (), as_yaml=False)


def edits(book: FilledBook, ids: list[str]) -> Iterator[EditCommand]:
    """Fill in the workbook; what each cell says as a command, in the order in which an import makes them."""
    for id_ in ids[:3]:
        book.delete("Programmes", id_)
        for row in [*book.sheet("Indicators").iter_rows(min_row=3)]:
            if row[0].value == id_:
                book.delete("Indicators", id_, "", "", str(row[3].value))
        book.add("Withdrawn", id=id_, reason=f"Digabung: {id_}")
        yield edit_commands.withdraw(id_, f"Digabung: {id_}", ())
    for id_ in ids[3:6]:
        book.put("Programmes", id_, "formerly", id_)
        book.put("Programmes", id_, "id", f"{id_}-B")
        yield edit_commands.renumber(id_, f"{id_}-B", ())
    for id_ in ids[6:9]:
        book.put("Programmes", id_, "dimension", "society")
        book.put("Programmes", id_, "subdimension", "community")
        yield edit_commands.move(id_, "society/community", None, ())
    for name in ("Satu", "Dua", "Tiga"):
        new = {"id": f"NEW-{name}", "dimension": "living", "subdimension": "health", "name": name, "agency": "dlh"}
        book.add("Programmes", **new)
        fields = {"name": name, "subdimension": "health", "agency": "dlh"}
        yield edit_commands.add(f"NEW-{name}", "living", fields, ())
    for id_ in ids[9:12]:
        book.put("Programmes", id_, "name", f"Nama {id_}")
        yield edit_commands.rename(id_, f"Nama {id_}", ())
    for id_ in ids[12:16]:
        book.put("Programmes", id_, "description", f"Uraian\nbaru {id_}")
        yield set_(f"{id_}.description", f"Uraian\nbaru {id_}")
    for id_ in ids[16:20]:
        book.put("Programmes", id_, "budget.apbd.2027", 7_500_000_000)
        yield set_(f"{id_}.budget.apbd.2027", "7500000000")
    for id_ in ids[20:23]:
        book.put("Programmes", id_, "partners", "dlh; dpmptsp")
        yield set_(f"{id_}.partners", "[dlh, dpmptsp]")
    for id_ in ids[23:26]:
        book.put("Programmes", id_, "status", "stopped")
        yield set_(f"{id_}.status", "stopped")
    for id_ in ids[26:28]:
        book.put("Programmes", id_, "quick_win", None)
        yield edit_commands.unset([f"{id_}.quick_win"], {}, ())
    for id_ in ids[28:33]:
        book.put("Indicators", (id_, "", "", "cakupan"), "targets.2028", 88.5)
        yield set_(f"{id_}.indicators.cakupan.targets.2028", "88.5")
    book.put("Plan", "vision", "value", "Kota cerdas")
    yield set_("vision", "Kota cerdas")
    book.put("Agencies", "dlh", "short", "DLH Kota")
    yield set_("agencies.dlh.short", "DLH Kota")
    for id_ in ids[33:35]:
        book.add("Indicators", programme=id_, id="baru", name="Indikator baru", unit="%", targets__2028=5)
        yield set_(f"{id_}.indicators.baru", "{name: Indikator baru, unit: '%', targets: {2028: 5}}")


def commanded(commands: list[EditCommand], run: Runner) -> str:
    """The text of the plan after the commands, one after the other."""
    from smartplan.cli.output import today

    revision = open_revision("2026", None, today())
    assert revision.superseded is not None
    old = revision.superseded
    draft = Draft(revision.plan, revision.document, old.plan, old.document)
    for command in commands:
        text = command.make(draft).text
        file = revision.folder.parse(SourceText(PLAN.as_posix(), text, PLAN))
        assert file.plan is not None
        draft = Draft(file.plan, file.document, old.plan, old.document)
    return draft.document.source.text


def test_forty_edits_are_those_forty(exported: Runner) -> None:
    before = PLAN.read_text("utf-8")
    ids = re.findall(r"(?m)^      ([A-Z]+-\d+):", before)
    assert len(ids) == PROGRAMMES
    # Of every dimension some.
    ids = [id_ for start in range(7) for id_ in ids[start::7]]
    commands: list[EditCommand] = []
    fill(BOOK, lambda book: commands.extend(edits(book, ids)))
    assert len(commands) == 40
    expected = commanded(commands, exported)
    start = time.perf_counter()
    done = exported("import", str(BOOK), "--into", "2026")
    assert time.perf_counter() - start < 30
    assert (done.code, done.err.splitlines()[0]) == (0, "40 changes in the sheets"), done.err
    after = PLAN.read_text("utf-8")
    assert after == expected
    # Only what was withdrawn has taken its comments along.
    gone = "".join(re.search(rf"(?ms)^(?: {{6}}#.*\n)*      {id_}:.*?(?=^ {{0,6}}\S)", before)[0] for id_ in ids[:3])  # type: ignore[index]
    assert len(COMMENT.findall(after)) == len(COMMENT.findall(before)) - len(COMMENT.findall(gone))
    assert exported("undo").code == 0
    assert PLAN.read_text("utf-8") == before
