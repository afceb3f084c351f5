"""`list` of several plans: one table, in which each row names its city."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from smartplan.analysis.listing import COLUMNS
from tests.helpers.base import write
from tests.helpers.runner import Runner

NAMES = {"kota-a": ("Kota A", "11.71"), "kota-b": ("Kota B", "12.71"), "kota-c": ("Kota C", "13.71")}
OF_CITY = ["city", "city.code", "revision", "path"]


@pytest.fixture
def tree(run: Runner) -> str:
    for folder, (name, code) in NAMES.items():
        write(Path("cities", folder, "plans"))
        path = Path("cities", folder, "plans/2023.yaml")
        text = path.read_text("utf-8").replace("Kota Contoh", name).replace("64.71", code)
        # What tells the agencies of one city from those of another.
        path.write_text(text.replace("diskominfo", f"dinas-{folder[-1]}"), encoding="utf-8")
    return "cities"


def rows(run: Runner, *words: str) -> list[dict[str, Any]]:
    result = run("list", *words, "--format", "jsonl")
    assert (result.code, result.err) == (0, "")
    return [json.loads(line) for line in result.out.splitlines()]


@pytest.mark.parametrize("kind", COLUMNS)
def test_each_row_is_that_of_its_city_and_names_it(run: Runner, tree: str, kind: str) -> None:
    expected = [
        {"city": name, "city.code": code, "revision": "2023", "path": f"cities/{folder}/plans/2023.yaml", **row}
        for folder, (name, code) in NAMES.items()
        for row in rows(run, f"cities/{folder}/plans/2023.yaml", "--rows", kind)
    ]
    found = rows(run, tree, "--rows", kind)
    assert found == expected
    assert len(found) == {"actuals": 0, "actions": 0}.get(kind, 54)
    for row in found:
        assert list(row) == [*OF_CITY, *COLUMNS[kind]]  # type: ignore[index]


def test_revisions_and_folders_in_the_order_in_which_they_are_named(run: Runner, tree: str) -> None:
    found = rows(run, "2019", f"{tree}/kota-b", "2023", "--columns", "path")
    paths = list(dict.fromkeys(row["path"] for row in found))
    assert paths == ["plans/2019.yaml", "cities/kota-b/plans/2023.yaml", "plans/2023.yaml"]


def test_it_is_sorted_over_all_cities(run: Runner, tree: str) -> None:
    found = rows(run, tree, "--sort", "id", "--columns", "id,city")
    assert found[:4] == [
        {"id": "BRA-01", "city": "Kota A"},
        {"id": "BRA-01", "city": "Kota B"},
        {"id": "BRA-01", "city": "Kota C"},
        {"id": "BRA-02", "city": "Kota A"},
    ]
    assert rows(run, tree, "--sort", "city.code", "--reverse", "--columns", "city.code")[0] == {"city.code": "13.71"}
    assert rows(run, tree, "--columns", "kota,agency", "--sort", "kota")[0] == {"city": "Kota A", "agency": "dinas-a"}


def test_any_number_of_processes_says_the_same(run: Runner, tree: str) -> None:
    for number in range(10):
        write(Path(f"cities/more-{number}/plans"))
    for form in ("text", "json", "csv", "markdown"):
        one, two = (run("list", tree, "--jobs", jobs, "--format", form) for jobs in "12")
        assert one == two
        assert one.code == 0


def test_a_filter_is_of_the_cities_that_know_the_name(run: Runner, tree: str) -> None:
    found = rows(run, tree, "--agency", "dinas-b", "--columns", "city,id")
    assert {row["city"] for row in found} == {"Kota B"}
    assert len(found) == 18
    result = json.loads(run("list", tree, "--agency", "dinas-b", "--format", "json").out)
    assert (result["filter"]["agency"], result["of"], len(result["rows"])) == (["dinas-b"], 54, 18)
    assert len(rows(run, tree, "--dimension", "economy", "--year", "2023")) == 9
    refused = run("list", tree, "--agency", "dinas-z")
    assert (refused.code, refused.out) == (2, "")
    assert refused.err.startswith("Error: there is no agency `dinas-z`")


def test_the_text_has_a_table_for_each_city(run: Runner, tree: str) -> None:
    lines = run("list", tree, "--agency", "dinas-b").out.splitlines()
    assert lines[0] == "Rows of 3 plans"
    assert [line for line in lines if line.startswith(("Kota ", "Nothing"))] == [
        "Kota A  2023", "Nothing in the plan matches.", "Kota B  2023", "Kota C  2023", "Nothing in the plan matches.",
    ]  # fmt: skip
    assert "Only: agency Dinas Komunikasi dan Informatika (18 of 18 rows)" in lines
    markdown = run("list", tree, "--format", "markdown", "--columns", "city,id", "--sort", "id", "--reverse").out
    assert markdown.count("\n### ") == 3
    assert markdown.index("LIV-03") < markdown.index("BRA-01") < markdown.index("Kota B")


def test_a_city_that_cannot_be_read_is_told(run: Runner, tree: str) -> None:
    Path("cities/kota-b/plans/2023.yaml").write_text("dimensions: [\n", encoding="utf-8")
    path = Path("cities/kota-c/plans/2023.yaml")
    path.write_text(path.read_text("utf-8").replace("missions: [M1]", "missions: M1", 1), encoding="utf-8")
    result = run("list", tree, "--format", "csv")
    assert result.code == 2
    found = list(csv.DictReader(io.StringIO(result.out)))
    assert {row["city"] for row in found} == {"Kota A", "Kota C"}
    assert "`cities/kota-b/plans/2023.yaml` cannot be read as a plan" in result.err
    assert "Note: " in result.err
    assert "cities/kota-c/plans/2023.yaml" in result.err


def test_an_unknown_column_is_refused_before_anything_is_read(run: Runner, tree: str) -> None:
    Path("cities/kota-b/plans/2023.yaml").write_text("dimensions: [\n", encoding="utf-8")
    result = run("list", tree, "--columns", "warna")
    assert (result.code, result.out) == (2, "")
    assert result.err.count("Error") == 1
    assert "there is no column `warna`" in result.err
