"""Many cities in a tree of folders: all are found, and several processes say what one says of each by itself."""

import json
import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from smartplan import errors
from smartplan.errors import SmartplanError, UsageError, WorkerLost
from smartplan.operations import parallel
from smartplan.workspace.discovery import folders
from tests.helpers.base import write
from tests.helpers.runner import Runner

CITIES = [f"kota-{number:02}" for number in range(parallel.LEAST + 2)]
# What is wrong with some of the cities: none is sound, or all alike.
FAULTS = {
    "kota-01": ("2023.yaml", b"agency: diskominfo", b"agency: disko"),
    "kota-03": ("2023.yaml", b"dimensions:", b"dimensions: ["),
    "kota-04": ("2019.yaml", b"format: 1", b"format: 1\xff"),
    "kota-07": ("2023.yaml", b"        name: ", b"        nama: "),
}


@pytest.fixture
def tree(run: Runner) -> str:
    for city in CITIES:
        write(Path("cities", city, "plans"))
    for city, (name, old, new) in FAULTS.items():
        path = Path("cities", city, "plans", name)
        data = path.read_bytes()
        assert old in data
        path.write_bytes(data.replace(old, new, 1))
    # What is no plan, and what nobody may look into.
    Path("cities/docker.yaml").write_text("services: {}\n", encoding="utf-8")
    Path("cities/.cache").mkdir()
    write(Path("cities/.cache/plans"))
    return "cities"


@pytest.mark.parametrize("form", ["text", "json", "markdown", "github", "gitlab", "junit", "sarif"])
def test_validate_says_the_same_with_any_number_of_processes(run: Runner, tree: str, form: str) -> None:
    one, two, many = (run("validate", tree, "--jobs", jobs, "--format", form) for jobs in ("1", "2", "0"))
    assert one == two == many
    assert one.code == 1
    assert one.err == ""


def test_validate_says_of_all_what_it_says_of_each(run: Runner, tree: str) -> None:
    whole = json.loads(run("validate", tree, "--jobs", "2", "--format", "json").out)
    parts = [json.loads(run("validate", f"{tree}/{city}", "--format", "json").out) for city in CITIES]
    assert whole["findings"] == [finding for part in parts for finding in part["findings"]]
    for name in ("files", "programmes"):
        assert whole["checked"][name] == sum(part["checked"][name] for part in parts)
    assert {Path(finding["path"]).parts[1] for finding in whole["findings"]} == {*FAULTS}


def test_coverage_says_the_same_with_any_number_of_processes(run: Runner, tree: str) -> None:
    one, two = (run("coverage", f"{tree}", "--jobs", jobs, "--format", "json", "--fail-under", "50") for jobs in "12")
    assert one == two
    assert one.code == 2
    rows = json.loads(one.out)["cities"]
    unreadable = {"kota-03", "kota-04"}
    assert [Path(row["path"]).parts[1] for row in rows] == [city for city in CITIES if city not in unreadable]
    assert one.err.count("cannot be read as a plan") == len(unreadable)


def test_files_and_folders_are_checked_in_the_order_in_which_they_are_named(run: Runner, tree: str) -> None:
    words = [f"{tree}/kota-07", "2023", f"{tree}/kota-01/plans/2023.yaml", "nowhere", f"{tree}/kota-04"]
    result = run("validate", *words, "--format", "json")
    assert result.code == 2
    paths = [finding["path"] for finding in json.loads(result.out)["findings"]]
    assert list(dict.fromkeys(Path(path).parts[1] for path in paths)) == ["kota-07", "kota-01", "kota-04"]
    assert "nowhere" in result.err


def test_the_parts_of_a_folder_and_folders_without_plans(run: Runner) -> None:
    Path("empty").mkdir()
    Path("other").mkdir()
    Path("other/docker.yaml").write_text("services: {}\n", encoding="utf-8")
    assert "other/docker.yaml\n" in run("validate", "other").out
    assert "in 1 file against" in run("validate", "plans/reviews").out
    empty = run("validate", "empty", "2023")
    assert (empty.code, empty.err) == (2, "Error: `empty` contains no plans, and neither do the folders in it\n")
    assert "in 1 file against" in empty.out


@pytest.mark.parametrize(
    ("name", "text", "there"),
    [
        ("2023.yaml", "", True),
        ("2023-rev.yaml", "\tdimensions", True),
        ("rencana.yaml", "format: 1\ndimensions:\n", True),
        ("rencana.yaml", '"rpjmd": {title: x}\n', True),
        ("docker-compose.yaml", "services: {}\n", False),
        ("rencana.yaml", "on:\n  dimensions: 3\n", False),
        ("dua kata.yaml", "dimensions:\n", False),
        # Not read for its name, and a city whose every plan is named so must not vanish.
        ("rencana.yml", "dimensions:\n", True),
        ("docker-compose.yml", "services: {}\n", False),
        ("2023.yaml~", "dimensions:\n", False),
    ],
)
def test_a_folder_of_plans_is_known_by_one_file_even_if_it_is_broken(
    tmp_path: Path, name: str, text: str, there: bool
) -> None:
    (tmp_path / "a/plans").mkdir(parents=True)
    (tmp_path / "a/plans" / name).write_text(text, encoding="utf-8")
    if there:
        assert folders(str(tmp_path)) == [tmp_path / "a/plans"]
    else:
        with pytest.raises(errors.NoPlansFolder):
            folders(str(tmp_path))


def test_a_city_that_nobody_may_look_into_is_told_and_a_link_to_one_is_followed_once(
    run: Runner, tree: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(Path("elsewhere/plans"))
    Path(tree, "kota-05/again").symlink_to(Path("elsewhere").absolute())
    Path(tree, "kota-06/loop").symlink_to(Path(tree).absolute())
    before = json.loads(run("validate", tree, "--format", "json").out)["checked"]
    assert before["files"] + before["unreadable"] == 4 * (len(CITIES) + 1)
    scan = os.scandir
    closed = Path(tree, "kota-02")

    def refuse(path: Any) -> Any:
        if Path(path) == closed:
            raise PermissionError(13, "Permission denied")
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    for words in (["validate", tree, "--jobs", "1"], ["coverage", tree, "--jobs", "2"]):
        result = run(*words)
        assert result.code == 2
        assert "Error: cannot open `cities/kota-02`: you do not have read permission" in result.err


@pytest.mark.parametrize("error", [OSError(30, "Read-only file system"), ImportError("sem_open")])
def test_where_no_process_can_be_begun_there_is_one(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def refuse(*_: object) -> None:
        raise error

    monkeypatch.setattr("concurrent.futures.ProcessPoolExecutor", refuse)
    assert list(parallel.each(str, range(20), 2)) == [str(number) for number in range(20)]


def test_standard_input_among_many(run: Runner, tree: str) -> None:
    text = Path("plans/2023.yaml").read_bytes()
    done = subprocess.run(
        [sys.executable, "-m", "smartplan", "validate", "-", tree, "--jobs", "2"], input=text, capture_output=True,
        check=False,
    )  # fmt: skip
    assert (done.returncode, b"Traceback" in done.stderr) == (1, False)
    assert done.stdout == run("validate", "plans/2023.yaml", tree, "--jobs", "1").out.encode()


def _die(number: int) -> int:
    if number == 5:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def test_a_process_that_is_ended_from_outside_is_told() -> None:
    with pytest.raises(WorkerLost):
        list(parallel.each(_die, range(20), 2))


WORKERS = """
import time
from smartplan.operations import parallel
results = parallel.each(time.sleep, [60] * 20, 2)
print("begun", flush=True)
next(results)
"""


def _children(pid: int) -> list[int]:
    return [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()]


def _gone(pids: list[int]) -> Iterator[bool]:
    for pid in pids:
        try:
            # A zombie is gone; nobody has asked for it yet.
            yield Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()[0] == "Z"
        except OSError:
            yield True


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="processes are looked up in /proc")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_no_process_outlives_its_parent(how: signal.Signals) -> None:
    process = subprocess.Popen([sys.executable, "-c", WORKERS], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "begun\n"
    workers = _children(process.pid)
    assert len(workers) == 2
    process.send_signal(how)
    process.wait()
    deadline = time.monotonic() + 30
    while not all(_gone(workers)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert all(_gone(workers))
    process.stdout.close()


FAILURES = [
    UsageError("error.no-answer", code=1, value="x"),
    *(kind(path="a.yaml", variant="x") for kind in SmartplanError.__subclasses__() if kind is not UsageError),
]


@pytest.mark.parametrize("error", FAILURES, ids=lambda error: type(error).__name__)
def test_a_failure_can_be_told_by_another_process(error: SmartplanError) -> None:
    told = pickle.loads(pickle.dumps(error))
    assert (type(told), told.values, told.key, told.code) == (type(error), error.values, error.key, error.code)
