"""Parts of many cities: together they are all of them, each city in one, however the cities are named."""

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartplan.operations.shard import Shard
from tests.helpers.base import write
from tests.helpers.runner import Runner

CITIES = [f"kota-{number:02}" for number in range(11)]


@given(st.lists(st.text(max_size=3), max_size=30, unique=True), st.integers(1, 12), st.randoms())
def test_the_parts_add_up(paths: list[str], of: int, random: Any) -> None:
    shuffled = random.sample(paths, len(paths))
    parts = [Shard(number, of).choose(paths, str) for number in range(1, of + 1)]
    assert Counter(path for part in parts for path in part) == Counter(paths)
    assert max(map(len, parts)) - min(map(len, parts)) <= 1
    for number, part in enumerate(parts, 1):
        assert part == [path for path in paths if path in part]
        # Another order of the same names gives the same part.
        assert set(Shard(number, of).choose(shuffled, str)) == set(part)


@pytest.fixture
def tree(run: Runner) -> str:
    for city in CITIES:
        write(Path("cities", city, "plans"))
    path = Path("cities/kota-03/plans/2023.yaml")
    path.write_text(path.read_text("utf-8").replace("agency: diskominfo", "agency: disko", 1), encoding="utf-8")
    Path("cities/kota-05/plans/2023.yaml").write_text("dimensions: [\n", encoding="utf-8")
    return "cities"


def data(run: Runner, *words: str) -> Any:
    return json.loads(run(*words, "--format", "json").out)


@pytest.mark.parametrize("of", [1, 3, 8, 20])
def test_what_is_checked_in_the_parts_is_what_is_checked_in_all(run: Runner, tree: str, of: int) -> None:
    whole = data(run, "validate", tree)
    parts = [data(run, "validate", tree, "--shard", f"{number}/{of}") for number in range(1, of + 1)]
    assert sorted((one for part in parts for one in part["findings"]), key=str) == sorted(whole["findings"], key=str)
    for name in ("files", "unreadable", "programmes"):
        assert sum(part["checked"][name] for part in parts) == whole["checked"][name]
    assert {name: sum(part["counts"][name] for part in parts) for name in whole["counts"]} == whole["counts"]
    assert whole["counts"]["error"] == 3


@pytest.mark.parametrize("of", [1, 3, 8, 20])
def test_what_is_counted_in_the_parts_is_what_is_counted_in_all(run: Runner, tree: str, of: int) -> None:
    whole = data(run, "coverage", tree)["cities"]
    parts = [data(run, "coverage", tree, "--shard", f"{number}/{of}")["cities"] for number in range(1, of + 1)]
    assert sorted((one for part in parts for one in part), key=str) == sorted(whole, key=str)
    assert len(whole) == len(CITIES) - 1
    codes = [run("coverage", tree, "--shard", f"{number}/{of}").code for number in range(1, of + 1)]
    assert sorted(codes) == [0] * (of - 1) + [2]


@pytest.mark.parametrize("of", [1, 3, 20])
@pytest.mark.parametrize("rows", ["programmes", "targets"])
def test_what_is_listed_in_the_parts_is_what_is_listed_in_all(run: Runner, tree: str, rows: str, of: int) -> None:
    words = ["list", tree, "--rows", rows, "--format", "jsonl"]
    whole = run(*words).out.splitlines()
    parts = [run(*words, "--shard", f"{number}/{of}").out.splitlines() for number in range(1, of + 1)]
    assert sorted(line for part in parts for line in part) == sorted(whole)
    assert len(whole) == 18 * (len(CITIES) - 1)


def test_a_name_that_no_city_of_a_part_knows_is_no_error_there(run: Runner, tree: str) -> None:
    path = Path("cities/kota-02/plans/2023.yaml")
    text = path.read_text("utf-8").replace("agencies: {", "agencies: {dlh: {name: Dinas Lingkungan Hidup}, ", 1)
    path.write_text(text.replace("agency: diskominfo", "agency: dlh", 1), encoding="utf-8")
    words = ["list", tree, "--agency", "dlh", "--format", "jsonl"]
    whole = run(*words)
    (row,) = map(json.loads, whole.out.splitlines())
    assert (row["path"], row["id"]) == ("cities/kota-02/plans/2023.yaml", "GOV-01")
    parts = [run(*words, "--shard", f"{number}/5") for number in range(1, 6)]
    assert "".join(part.out for part in parts) == whole.out
    assert parts[2].err == ""
    assert parts[3].err.startswith("Note: there is no agency `dlh`")


@pytest.mark.parametrize("command", ["validate", "coverage"])
def test_how_the_cities_are_named_does_not_matter(run: Runner, tree: str, command: str) -> None:
    key = {"validate": "findings", "coverage": "cities"}[command]
    named = [f"{tree}/{city}" for city in reversed(CITIES)]
    for number in (1, 2, 3):
        part = data(run, command, tree, "--shard", f"{number}/3")[key]
        other = data(run, command, *named, "--shard", f"{number}/3")[key]
        assert sorted(part, key=str) == sorted(other, key=str)


def test_a_part_without_a_city_says_so(run: Runner, tree: str) -> None:
    for command in ("validate", "coverage", "list"):
        result = run(command, tree, "--shard", "12/12")
        assert result.code == 0
        assert result.err == "Note: part 12/12 has no city; there are fewer cities than parts\n"
        assert run(command, f"{tree}/kota-01", "--shard", "1/12").err == ""


@pytest.mark.parametrize("value", ["", "3", "0/8", "9/8", "-1/8", "3/8/2", "a/b", "1/0", "1/10001", "٣/٨", "1.0/2"])
@pytest.mark.parametrize("command", ["validate", "coverage", "list"])
def test_what_is_no_part_is_refused(run: Runner, tree: str, command: str, value: str) -> None:
    result = run(command, tree, f"--shard={value}")
    assert (result.code, result.out) == (2, "")
    assert re.fullmatch(r"Error: `.*` is not a part; write which of how many, such as --shard 3/8\n", result.err)
