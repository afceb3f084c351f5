"""`stale`: when each programme was last changed, in real repositories, through everything that is no change of it."""

import io
import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.helpers.repo import Repository, git, isolated  # noqa: F401
from tests.helpers.runner import Runner, change

pytestmark = pytest.mark.usefixtures("git")
PLAN = Path("plans/2023.yaml")


class City(Repository):
    """The plans of the test in a repository; each commit is of a day."""

    def __init__(self) -> None:
        super().__init__(Path.cwd())
        self.on("2020-01-01")

    def on(self, day: str, *more: str) -> str:
        """Commit everything on that day; its short hash."""
        self("add", "-A", "-f")
        self("commit", "-q", "--allow-empty", "-m", day, "--date", f"{day}T12:00:00+0000", *more)
        return self("rev-parse", "--short=7", "HEAD")


@pytest.fixture
def city(run: Runner) -> City:
    for name in ("2019", "2023"):
        path = Path(f"plans/{name}.yaml")
        # One carried over as it was, and the others not.
        text = path.read_text("utf-8").replace("because: [fgd-2022-12-28/IN-01]\n", "")
        path.write_text(text, encoding="utf-8")
    return City()


def stale(run: Runner, *words: str) -> dict[str, Any]:
    result = run("stale", *(words or ("2023",)), "--format", "json")
    assert (result.code, result.err) == (0, "")
    found: dict[str, Any] = json.loads(result.out)
    return found


def touches(run: Runner, *words: str) -> dict[str, str | None]:
    """The day of each programme, by id."""
    return {one["id"]: one["date"] for one in stale(run, *words)["programmes"]}


def changed(before: dict[str, str | None], after: dict[str, str | None]) -> dict[str, str | None]:
    return {id_: day for id_, day in after.items() if before.get(id_) != day}


def test_every_programme_is_as_old_as_the_first_commit(run: Runner, city: City) -> None:
    found = stale(run)
    assert {one["date"] for one in found["programmes"]} == {"2020-01-01"}
    assert (found["of"], len(found["programmes"]), found["shallow"], found["before"]) == (18, 18, False, None)
    assert found["agencies"] == [
        {"agency": "diskominfo", "programmes": 18, "before_history": 0, "oldest": "2020-01-01", "days": 2519}
    ]
    assert found["as_of"] == "2026-11-24"


def _edit(run: Runner) -> None:
    run("set", "2023", "GOV-01", "name", "Nama Baru")


def _move(run: Runner) -> None:
    assert run("move", "2023", "GOV-01", "living/health").code == 0


def _layout(run: Runner) -> None:
    run("fmt", "plans/2023.yaml")
    PLAN.write_text("# Komentar\n" + PLAN.read_text("utf-8").replace("[M1]", "[ M1 ] # misi"), encoding="utf-8")


def _renumber(run: Runner) -> None:
    assert run("renumber", "2023", "GOV-01", "GOV-41").code == 0


def _other_programme(run: Runner) -> None:
    run("set", "2023", "GOV-02", "name", "Lain")


def _head(run: Runner) -> None:
    change("title: Rencana induk 2023", "title: Judul")


def run_git(*words: str) -> None:
    subprocess.run(["git", *words], check=True, env=isolated(), capture_output=True)


@pytest.mark.parametrize(
    ("step", "found"),
    [
        (_edit, {"GOV-01": "2024-05-06"}),
        (_move, {"GOV-01": "2024-05-06"}),
        (_layout, {}),
        (_renumber, {"GOV-41": "2020-01-01"}),
        (_head, {}),
        (_other_programme, {"GOV-02": "2024-05-06"}),
    ],
)
def test_what_counts_as_a_change(
    run: Runner, city: City, step: Callable[[Runner], None], found: dict[str, str]
) -> None:
    before, text = touches(run), PLAN.read_text("utf-8")
    step(run)
    assert PLAN.read_text("utf-8") != text
    short = city.on("2024-05-06")
    assert changed(before, touches(run)) == found
    commits = {one["commit"] for one in stale(run)["programmes"] if one["date"] == "2024-05-06"}
    assert commits == ({short} if "2024-05-06" in found.values() else set())


def test_a_change_before_it_was_renumbered_is_still_found(run: Runner, city: City) -> None:
    _edit(run)
    city.on("2021-01-01")
    _renumber(run)
    city.on("2022-01-01")
    run("renumber", "2023", "GOV-41", "GOV-42")
    city.on("2023-01-01")
    assert touches(run)["GOV-42"] == "2021-01-01"


def test_the_longest_unchanged_come_first(run: Runner, city: City) -> None:
    _edit(run)
    city.on("2022-01-01")
    _other_programme(run)
    city.on("2021-01-01")
    ids = [one["id"] for one in stale(run)["programmes"]]
    assert ids[0] == "GOV-03"
    assert ids[-2:] == ["GOV-02", "GOV-01"]


def test_it_is_followed_through_the_revisions_that_supersede(run: Runner, city: City) -> None:
    _edit(run)
    city.on("2021-01-01")
    assert run("draft", "2026", "--from", "2023", "--period", "2027-2030").code == 0
    new = touches(run, "2026")
    assert new["GOV-01"] == "2021-01-01"
    assert new["GOV-02"] == "2020-01-01"
    city.on("2025-01-01")
    assert touches(run, "2026") == new
    assert run("renumber", "2026", "GOV-02", "GOV-30").code == 0
    city.on("2025-02-01")
    assert changed(new, touches(run, "2026")) == {"GOV-30": "2020-01-01"}
    run("set", "2026", "GOV-01", "description", "Baru")
    city.on("2025-03-01")
    assert touches(run, "2026")["GOV-01"] == "2025-03-01"
    # The old one was left alone.
    assert touches(run)["GOV-01"] == "2021-01-01"


def test_what_a_draft_had_changed_when_it_was_first_committed_is_its_change(run: Runner, city: City) -> None:
    run("draft", "2026", "--from", "2023", "--period", "2027-2030")
    run("set", "2026", "GOV-03", "name", "Baru")
    assert touches(run, "2026")["GOV-03"] is None
    city.on("2025-01-01")
    assert changed(touches(run), touches(run, "2026")) == {"GOV-03": "2025-01-01"}


def test_it_is_followed_through_a_file_that_was_renamed(run: Runner, city: City) -> None:
    _edit(run)
    city.on("2021-01-01")
    before = touches(run)
    run_git("mv", "plans/2023.yaml", "plans/2024.yaml")
    assert touches(run, "2024") == before
    change("name: Program bureaucracy 3", "name: Lain", "2024")
    city.on("2022-01-01")
    assert changed(before, touches(run, "2024")) == {"GOV-03": "2022-01-01"}


def test_what_is_not_committed_is_said_to_be_so(run: Runner, city: City) -> None:
    _edit(run)
    found = stale(run)["programmes"][-1]
    assert (found["id"], found["kind"], found["date"], found["commit"], found["days"]) == (
        "GOV-01", "uncommitted", None, None, None,
    )  # fmt: skip
    assert "not committed yet" in run("stale", "2023").out
    # Of the last commit it is as it was there.
    assert touches(run, "2023@HEAD")["GOV-01"] == "2020-01-01"


def test_both_branches_of_a_merge_are_followed(run: Runner, city: City) -> None:
    city("checkout", "-q", "-b", "side")
    _edit(run)
    side = city.on("2021-01-01")
    city("checkout", "-q", "main")
    change("name: Program city_appearance 3", "name: Lain")
    main = city.on("2021-02-01")
    city("merge", "-q", "side", "-m", "merge")
    found = {one["id"]: one["commit"] for one in stale(run)["programmes"] if one["date"] != "2020-01-01"}
    assert found == {"GOV-01": side, "BRA-03": main}


def test_a_version_that_cannot_be_read_changed_nothing(run: Runner, city: City) -> None:
    before, text = touches(run), PLAN.read_text("utf-8")
    PLAN.write_text(text + "]: [\n", encoding="utf-8")
    city.on("2021-01-01")
    PLAN.write_text(text, encoding="utf-8")
    _edit(run)
    city.on("2022-01-01")
    assert changed(before, touches(run)) == {"GOV-01": "2022-01-01"}


def test_a_change_that_was_taken_back_is_a_change(run: Runner, city: City) -> None:
    text = PLAN.read_text("utf-8")
    _edit(run)
    city.on("2021-01-01")
    PLAN.write_text(text, encoding="utf-8")
    city.on("2022-01-01")
    assert touches(run)["GOV-01"] == "2022-01-01"


def test_plans_that_supersede_each_other_end(run: Runner, city: City) -> None:
    change('revision: "2019"', 'revision: "2019"\nsupersedes: "2023"', "2019")
    city("checkout", "-q", "--orphan", "new")
    city.on("2021-01-01")
    assert set(touches(run).values()) == {"2021-01-01"}


def test_a_shallow_clone_says_where_it_begins(run: Runner, city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    _edit(run)
    city.on("2021-01-01")
    _head(run)
    begins = city.on("2022-01-01")
    _other_programme(run)
    city.on("2023-01-01")
    city("clone", "-q", "--depth", "2", Path.cwd().as_uri(), "clone")
    monkeypatch.chdir("clone")
    found = stale(run)
    assert found["shallow"] is True
    kinds = {one["id"]: (one["kind"], one["date"], one["commit"]) for one in found["programmes"]}
    assert kinds.pop("GOV-02")[:2] == ("commit", "2023-01-01")
    assert set(kinds.values()) == {("before-history", "2022-01-01", begins)}
    assert found["agencies"][0]["before_history"] == 17
    text = run("stale", "2023").out
    assert "For 17 programmes it is only known that the last change is older" in text
    assert "before January 1, 2022" in text
    # Whatever the day, one that may be older is never left out.
    assert len(stale(run, "2023", "--since", "2021")["programmes"]) == 17


@pytest.mark.parametrize(
    ("words", "before", "ids"),
    [
        (["--since", "2021"], "2021-01-01", 16),
        (["--since", "2021-06"], "2021-06-01", 17),
        (["--since", "2022-01-01"], "2022-01-01", 17),
        (["--since", "2022-01-02"], "2022-01-02", 18),
        (["--since", "2019"], "2019-01-01", 0),
        (["--older-than", "10d"], "2026-11-14", 18),
        (["--older-than", "2w"], "2026-11-10", 18),
        (["--older-than", "12m"], "2025-11-24", 18),
        (["--older-than", "5Y"], "2021-11-24", 17),
    ],
)
def test_only_what_is_older(run: Runner, city: City, words: list[str], before: str, ids: int) -> None:
    _edit(run)
    city.on("2022-01-01")
    _other_programme(run)
    city.on("2021-01-01")
    found = stale(run, "2023", *words)
    assert (found["before"], len(found["programmes"]), found["of"]) == (before, ids, 18)
    assert sum(one["programmes"] for one in found["agencies"]) == ids


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["2023", "--since", "yesterday"], "`yesterday` is not a date; write YYYY-MM-DD"),
        (["2023", "--since", "2021-13"], "`2021-13` is not a date"),
        (["2023", "--older-than", "1"], "`1` is not an age; write a number and d, w, m or y"),
        (["2023", "--older-than", "9999y"], "`9999y` is not an age"),
        (["2023", "--since", "2021", "--older-than", "1y"], "give only one of them"),
        (["2029"], "there is no revision `2029`"),
    ],
)
def test_what_it_refuses(run: Runner, city: City, words: list[str], sentence: str) -> None:
    result = run("stale", *words)
    assert (result.code, result.out) == (2, "")
    assert sentence in result.err


def test_without_a_repository_or_git_nothing_is_known(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    result = run("stale", "2023")
    assert (result.code, result.out) == (2, "")
    assert "there is no git repository here, so it is not known when programmes were changed" in result.err
    Path("nothing").mkdir()
    monkeypatch.setenv("PATH", str(Path("nothing").absolute()))
    result = run("stale", "2023", "--lang", "id")
    assert (result.code, result.out) == (2, "")
    assert "git tidak terpasang, jadi tidak diketahui kapan program diubah" in result.err


def test_in_a_repository_without_a_commit_nothing_is_committed(run: Runner) -> None:
    Repository(Path.cwd())
    assert {one["kind"] for one in stale(run)["programmes"]} == {"uncommitted"}


def test_a_plan_on_standard_input_has_no_history(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(PLAN.read_bytes())))
    result = run("stale", "-")
    assert (result.code, result.out) == (2, "")
    assert "a plan on standard input has no history" in result.err


def test_only_as_many_versions_are_read_as_are_needed(run: Runner, city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    from smartplan.operations import last_touches

    for number in range(9):
        change("name: Program", f"name: Judul {number} Program")
        city.on(f"2021-01-0{number + 1}")
    text = PLAN.read_text("utf-8").replace("subdimension:", "description: Semua\n        subdimension:")
    PLAN.write_text(text, encoding="utf-8")
    city.on("2022-01-01")
    read = last_touches.load_file
    names: list[str] = []
    monkeypatch.setattr(last_touches, "load_file", lambda source: names.append(source.name) or read(source))
    assert set(touches(run).values()) == {"2022-01-01"}
    assert len(names) == 2


STEPS = st.lists(
    st.tuples(st.sampled_from(["set", "renumber", "layout", "draft"]), st.integers(0, 3)), min_size=1, max_size=5
)


@given(STEPS)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_last_change_is_the_one_that_was_made_last(
    tmp_path: Path, run: Runner, steps: list[tuple[str, int]]
) -> None:
    """A history of commands, each in a commit of its own, against a note of what each was."""
    monkeypatch = run.monkeypatch
    place = tmp_path / "law"
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(tmp_path / "plans", place / "plans")
    monkeypatch.chdir(place)
    city, revision = City(), "2023"
    names = [f"{key}-0{number}" for key in ("GOV", "ECO") for number in (1, 2)]
    days = dict.fromkeys(range(4), "2020-01-01")
    for number, (step, which) in enumerate(steps):
        day = f"2021-01-{number + 1:02}"
        if step == "set":
            assert run("set", revision, names[which], "name", f"Nama {number}").code == 0
            days[which] = day
        elif step == "renumber":
            new = f"{names[which][:3]}-{number + 50}"
            assert run("renumber", revision, names[which], new).code == 0
            names[which] = new
        elif step == "layout":
            path = Path(f"plans/{revision}.yaml")
            path.write_text(f"# {number}\n{path.read_text('utf-8')}", encoding="utf-8")
        else:
            new = f"{int(revision) + 1}"
            assert run("draft", new, "--from", revision).code == 0
            revision = new
        city.on(day)
    found = touches(run, revision)
    monkeypatch.chdir(tmp_path)
    assert {which: found[names[which]] for which in range(4)} == days
