"""Filled workbooks back into the plan: each changed cell is the edit that a command makes, and nothing else changes."""

import datetime
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.runner import ROOT, Runner
from tests.helpers.workbooks import FilledBook, fill

PLAN, BOOK = Path("plans/2026.yaml"), Path("2026.xlsx")
Fill = Callable[[FilledBook], Any]


@pytest.fixture
def exported(run: Runner) -> Runner:
    """Beside the plans of Balikpapan a workbook of the last one."""
    shutil.rmtree("plans")
    shutil.copytree(ROOT / "plans", "plans")
    assert run("export", "2026", "--output", str(BOOK)).code == 0
    return run


def put(name: str, ids: str | tuple[str, ...], key: str, value: Any, number_format: str = "") -> Fill:
    return lambda book: book.put(name, ids, key, value, number_format)


def renumbered(book: FilledBook) -> None:
    book.put("Programmes", "LIV-03", "formerly", "LIV-03")
    book.put("Programmes", "LIV-03", "id", "LIV-90")


def withdrawn(book: FilledBook) -> None:
    book.delete("Programmes", "LIV-03")
    book.add("Withdrawn", id="LIV-03", reason="digabung")


def moved(book: FilledBook) -> None:
    book.put("Programmes", "LIV-03", "dimension", "environment")
    book.put("Programmes", "LIV-03", "subdimension", "waste")


SIMPANG = ("LIV-01", "", "", "simpang")
# What is filled in, and the commands that do the same.
EDITS: dict[str, tuple[Fill, list[list[str]]]] = {
    "text": (put("Programmes", "LIV-03", "description", "Dikaji"), [["set", "LIV-03.description", "Dikaji"]]),
    "name": (put("Programmes", "LIV-03", "name", "Angkot"), [["rename", "LIV-03", "Angkot"]]),
    "word": (put("Programmes", "LIV-03", "status", "running"), [["set", "LIV-03.status", "running"]]),
    "word in Indonesian": (put("Programmes", "LIV-03", "status", "berjalan"), [["set", "LIV-03.status", "running"]]),
    "agency by its name": (
        put("Programmes", "LIV-03", "agency", "Dinas Lingkungan Hidup"),
        [["set", "LIV-03.agency", "dlh"]],
    ),
    "yes": (put("Programmes", "LIV-03", "quick_win", True), [["set", "LIV-03.quick_win", "true"]]),
    "list": (put("Programmes", "LIV-03", "partners", "dlh; dkk"), [["set", "LIV-03.partners", "[dlh, dkk]"]]),
    "one more": (put("Programmes", "LIV-03", "missions", "M2; M4"), [["set", "LIV-03.missions", "--add", "M4"]]),
    "years": (put("Programmes", "LIV-03", "years", "2026; 2027"), [["set", "LIV-03.years", "[2026, 2027]"]]),
    "one year as a number": (put("Programmes", "LIV-03", "years", 2027), [["set", "LIV-03.years", "[2027]"]]),
    "several codes": (
        put("Programmes", "LIV-03", "code", "2.15.02; 2.15.10"),
        [["set", "LIV-03.code", "[2.15.02, 2.15.10]"]],
    ),
    "places with commas": (
        put("Programmes", "LIV-03", "location", "Utara, Tengah; Selatan"),
        [["set", "LIV-03.location", '["Utara, Tengah", Selatan]']],
    ),
    "money": (
        put("Programmes", "LIV-03", "budget.apbd.2026", 1_500_000_000),
        [["set", "LIV-03.budget.apbd.2026", "1500000000"]],
    ),
    "money in words": (
        put("Programmes", "LIV-03", "budget.apbd.2026", "Rp 1,5 miliar"),
        [["set", "LIV-03.budget.apbd.2026", "1500000000"]],
    ),
    "figure with its basis": (
        put("Programmes", "LIV-01", "budget.unstated.2024", "{value: 5, approx: true}"),
        [["set", "LIV-01.budget.unstated.2024", "{value: 5, approx: true}"]],
    ),
    "execution": (
        put("Programmes", "LIV-03", "execution.2026", "partly"),
        [["set", "LIV-03.execution.2026", "partly"]],
    ),
    "taken out": (put("Programmes", "LIV-03", "missions", None), [["unset", "LIV-03.missions"]]),
    "last of a mapping taken out": (
        put("Programmes", "LIV-01", "budget.unstated.2024", None),
        [["unset", "LIV-01.budget.unstated.2024"]],
    ),
    "target": (
        put("Indicators", SIMPANG, "targets.2026", 60),
        [["set", "LIV-01.indicators.simpang.targets.2026", "60"]],
    ),
    "target as text": (
        put("Indicators", SIMPANG, "targets.2026", "60.50"),
        [["set", "LIV-01.indicators.simpang.targets.2026", "60.50"]],
    ),
    "target in percent": (
        put("Indicators", SIMPANG, "targets.2026", 0.855, "0.0%"),
        [["set", "LIV-01.indicators.simpang.targets.2026", "85.5%"]],
    ),
    "new indicator": (
        lambda book: book.add("Indicators", programme="LIV-03", id="armada", name="Armada", unit="unit", targets__2026=7),
        [["set", "LIV-03.indicators.armada", "{name: Armada, unit: unit, targets: {2026: 7}}"]],
    ),
    "new indicator without an id": (
        lambda book: book.add("Indicators", programme="LIV-03", name="Armada yang laik", targets__2026=7),
        [["set", "LIV-03.indicators.armada-laik", "{name: Armada yang laik, targets: {2026: 7}}"]],
    ),
    "new action": (
        lambda book: book.add("Actions", programme="LIV-03", name="Kajian", years="2026"),
        [["set", "LIV-03.actions.A1", "{name: Kajian, years: [2026]}"]],
    ),
    "agency's name": (put("Agencies", "dlh", "name", "Dinas LH"), [["set", "agencies.dlh.name", "Dinas LH"]]),
    "new agency": (
        lambda book: book.add("Agencies", name="Dinas Baru", short="Baru"),
        [["set", "agencies.baru", "{name: Dinas Baru, short: Baru}"]],
    ),
    "source": (
        put("Sources", "berita-8928", "date", datetime.date(2022, 6, 15)),
        [["set", "sources.berita-8928.date", "2022-06-15"]],
    ),
    "readiness": (
        put("Supporting factors", ("structure", "dewan"), "condition", "terbentuk"),
        [["set", "readiness.structure.dewan.condition", "terbentuk"]],
    ),
    "vision": (put("Plan", "vision", "value", "Kota cerdas"), [["set", "vision", "Kota cerdas"]]),
    "year of the period": (
        lambda book: (book.put("Plan", "period.start", "value", 2026), book.put("Plan", "period.end", "value", "2029")),
        [["set", "period", "{start: 2026, end: 2029}"]],
    ),
    "mission": (
        put("Plan", "rpjmd.missions.M1", "value", "Bersih"),
        [["set", "rpjmd.missions.M1", "Bersih"]],
    ),
    "new mission": (
        lambda book: book.add("Plan", key="rpjmd.missions.M6", value="Baru"),
        [["set", "rpjmd.missions.M6", "Baru"]],
    ),
    "dimension": (
        put("Plan", "dimensions.living.lead", "value", "dkk"),
        [["set", "dimensions.living.lead", "dkk"]],
    ),
    "team": (put("Plan", "team.lead", "value", None), [["unset", "team.lead"]]),
    "sub-dimension": (put("Programmes", "LIV-03", "subdimension", "health"), [["move", "LIV-03", "living/health"]]),
    "dimension of a programme": (moved, [["move", "LIV-03", "environment/waste"]]),
    "id": (renumbered, [["renumber", "LIV-03", "LIV-90"]]),
    "withdrawal": (withdrawn, [["withdraw", "LIV-03", "--reason", "digabung"]]),
    "new programme": (
        lambda book: book.add("Programmes", id="LIV-90", dimension="living", subdimension="health", name="Baru", agency="dkk"),
        [["add", "LIV-90", "--dimension", "living", "--subdimension", "health", "--name", "Baru", "--agency", "dkk"]],
    ),
}  # fmt: skip


def commanded(run: Runner, commands: Sequence[Sequence[str]]) -> bytes:
    """What the plan is after some commands; it is as it was then."""
    before = PLAN.read_bytes()
    for name, *rest in commands:
        done = run(name, "2026", *rest)
        assert done.code == 0, done.err
    after = PLAN.read_bytes()
    PLAN.write_bytes(before)
    return after


@pytest.mark.parametrize("name", EDITS)
def test_a_changed_cell_is_the_edit_of_a_command(exported: Runner, name: str) -> None:
    change, commands = EDITS[name]
    expected = commanded(exported, commands)
    assert expected != PLAN.read_bytes()
    fill(BOOK, change)
    done = exported("import", str(BOOK), "--into", "2026")
    assert (done.code, PLAN.read_text()) == (0, expected.decode()), done.err
    # Once more it has nothing to say.
    again = exported("import", str(BOOK), "--into", "2026")
    assert (again.code, PLAN.read_bytes()) == (0, expected), again.err
    assert again.err.endswith("Nothing to change in plans/2026.yaml.\n")
