"""The commands, the workflow and the queries of docs/scale.md, in both languages, on a few cities."""

import json
import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.helpers.base import write
from tests.helpers.runner import ROOT, Runner

PAGES = [ROOT / "docs" / "scale.md", ROOT / "docs" / "scale.id.md"]
BUDGETS = {"Kota A": 500_000_000, "Kota B": 700_000_000, "Kota C": None}


def blocks(page: Path, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", page.read_text("utf-8"), re.S)


@pytest.fixture
def cities(run: Runner) -> Runner:
    for name, budget in BUDGETS.items():
        folder = Path("cities", name.replace(" ", "-").lower(), "plans")
        write(folder)
        path = folder / "2023.yaml"
        text = path.read_text("utf-8").replace("Kota Contoh", name)
        text = text.replace("apbd: {2023: 500000000}", f"apbd: {{2023: {budget}}}")
        path.write_text(text if budget else re.sub(r"        budget: .*\n", "", text), encoding="utf-8")
    return run


@pytest.mark.parametrize("language", ["sh", "yaml", "sql"])
def test_both_languages_have_the_same_code(language: str) -> None:
    english, indonesian = (blocks(page, language) for page in PAGES)
    assert english == indonesian != []


def test_the_commands_run(cities: Runner) -> None:
    for line in blocks(PAGES[0], "sh")[0].splitlines():
        result = cities(*shlex.split(line)[1:])
        assert (result.code, result.err) == (0, ""), line
    rows = [json.loads(line) for line in Path("programmes.jsonl").read_text("utf-8").splitlines()]
    assert len(rows) == 54
    assert list(rows[0])[:4] == ["city", "city.code", "revision", "path"]


def test_the_parts_of_the_workflow_add_up(cities: Runner) -> None:
    (job,) = yaml.safe_load(blocks(PAGES[0], "yaml")[0])["jobs"].values()
    parts = job["strategy"]["matrix"]["part"]
    commands = [step["run"] for step in job["steps"] if step.get("run", "").startswith("smartplan ")]
    assert len(commands) == 2
    for command in commands:
        assert command.endswith(f"--shard ${{{{ matrix.part }}}}/{len(parts)}")
        for part in parts:
            assert cities(*shlex.split(command.replace("${{ matrix.part }}", str(part)))[1:]).code == 0
    assert parts == list(range(1, len(parts) + 1))
    cities("list", "cities", "--output", "whole.jsonl")
    lines = [line for part in parts for line in Path(f"part-{part}.jsonl").read_text("utf-8").splitlines()]
    assert sorted(lines) == sorted(Path("whole.jsonl").read_text("utf-8").splitlines())


def test_duckdb_reads_every_city_in_one_query(cities: Runner) -> None:
    duckdb: Any = pytest.importorskip("duckdb", reason="DuckDB is not installed: the query of docs/scale.md is not run")
    cities("list", "cities", "--rows", "programmes", "--output", "programmes.jsonl")
    query, copy = blocks(PAGES[0], "sql")
    with duckdb.connect() as connection:
        found = connection.execute(query).fetchall()
        connection.execute(copy)
        copied = connection.execute("SELECT count(*) FROM 'programmes.parquet'").fetchone()
        for part in (1, 2):
            cities("list", "cities", "--output", f"part-{part}.jsonl", "--shard", f"{part}/2")
        parts = connection.execute(query.replace("programmes.jsonl", "part-*.jsonl")).fetchall()
    assert found == parts == [("Kota B", 18, 18 * 700_000_000), ("Kota A", 18, 18 * 500_000_000), ("Kota C", 18, None)]
    assert copied == (54,)
