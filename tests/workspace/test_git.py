"""Revisions as they stand in git: every form of an argument, in real repositories of every kind."""

import json
import os
import subprocess
from pathlib import Path

import jsonschema_rs
import pytest

from smartplan.report import schemas
from tests.helpers.runner import Runner, change

QUIET = {
    "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@b",
    "GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@b",
}  # fmt: skip


def git(*words: str, cwd: str = ".") -> str:
    done = subprocess.run(
        ["git", *words], cwd=cwd, env=os.environ | QUIET, capture_output=True, text=True, check=True, encoding="utf-8"
    )
    return done.stdout.strip()


@pytest.fixture
def repository(run: Runner, monkeypatch: pytest.MonkeyPatch) -> Runner:
    """The sound city with two commits: in the second GOV-01 has another name. The work tree has a third."""
    for name, value in QUIET.items():
        monkeypatch.setenv(name, value)
    git("init", "-q", "-b", "main")
    git("add", ".")
    git("commit", "-qm", "satu")
    git("tag", "v1")
    change("Program public_service 1", "Nama kedua")
    git("commit", "-qam", "dua")
    change("Nama kedua", "Nama ketiga")
    return run


def name_of(run: Runner, argument: str, *more: str) -> str:
    result = run("show", argument, "GOV-01", "--format", "json", *more)
    assert (result.code, result.err) == (0, ""), result
    return str(json.loads(result.out)["programme"]["name"])


ARGUMENTS = [
    ("2023", "Nama ketiga"),
    ("2023@main", "Nama kedua"),
    ("2023@HEAD~1", "Program public_service 1"),
    ("2023@v1", "Program public_service 1"),
    ("plans/2023.yaml@v1", "Program public_service 1"),
    ("./plans/2023.yaml@HEAD", "Nama kedua"),
    ("2023@HEAD@{0}", "Nama kedua"),
]


@pytest.mark.parametrize(("argument", "name"), ARGUMENTS)
def test_a_revision_in_a_commit(repository: Runner, argument: str, name: str) -> None:
    assert name_of(repository, argument) == name


def test_states_are_compared_and_named_by_their_commit(repository: Runner) -> None:
    data = json.loads(repository("diff", "2023@v1", "2023", "--format", "json").out)
    short = git("rev-parse", "v1")[:7]
    assert data["link"] == "states"
    assert (data["old"]["path"], data["new"]["path"]) == (f"plans/2023.yaml@{short}", "plans/2023.yaml")
    assert [(one["kind"], one["old"]["value"], one["new"]["value"]) for one in data["changes"]] == [
        ("name-changed", "Program public_service 1", "Nama ketiga")
    ]
    chain = json.loads(repository("diff", "2019@main", "2023@main", "--format", "json").out)
    assert chain["link"] == "chain"
    change("agency: diskominfo", "agency: diskominf")
    git("commit", "-qam", "tiga")
    found = repository("validate", "2023@main", "2023@v1")
    assert found.code == 1
    assert f"plans/2023.yaml@{git('rev-parse', 'main')[:7]}" in found.out
    assert found.out.count("[unknown-agency]") == 1


def test_everything_beside_is_that_of_the_commit(repository: Runner) -> None:
    Path("plans/reviews/2022-12-28.yaml").unlink()
    assert repository("validate", "2023").code == 1
    assert repository("validate", "2023@HEAD").code == 0
    assert "1 input" in repository("inputs", "2023@HEAD").out


def test_a_subfolder_a_worktree_and_a_bare_repository(
    repository: Runner, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    Path("plans/kota/dalam").mkdir(parents=True)
    monkeypatch.chdir("plans/kota/dalam")
    assert name_of(repository, "2023@v1") == "Program public_service 1"
    assert name_of(repository, "../../2023.yaml@v1") == "Program public_service 1"
    monkeypatch.chdir(tmp_path)
    git("worktree", "add", "-q", "pohon lain", "v1")
    monkeypatch.chdir("pohon lain")
    assert name_of(repository, "2023") == "Program public_service 1"
    assert name_of(repository, "2023@main") == "Nama kedua"
    monkeypatch.chdir(tmp_path)
    git("clone", "-q", "--bare", ".", "telanjang.git")
    monkeypatch.chdir("telanjang.git")
    assert name_of(repository, "2023@main") == "Nama kedua"
    assert name_of(repository, "plans/2023.yaml@v1") == "Program public_service 1"


def test_a_shallow_clone_says_what_is_missing(
    repository: Runner, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    git("clone", "-q", "--depth", "1", f"file://{tmp_path}", "dangkal")
    monkeypatch.chdir("dangkal")
    assert name_of(repository, "2023@HEAD") == "Nama kedua"
    result = repository("diff", "2023@HEAD~1", "2023")
    assert (result.code, result.out) == (2, "")
    assert "the clone is shallow: fetch what is missing" in result.err


def test_a_renamed_file_is_followed(repository: Runner) -> None:
    git("checkout", "-q", ".")
    git("mv", "plans/2023.yaml", "plans/2024.yaml")
    assert name_of(repository, "plans/2024.yaml@v1") == "Program public_service 1"
    assert name_of(repository, "2024@v1") == "Program public_service 1"
    files = json.loads(repository("diff", "--since", "v1", "--format", "json").out)["files"]
    assert [(one["path"], one["former"], one["status"]) for one in files] == [
        ("plans/2019.yaml", "", "unchanged"), ("plans/2024.yaml", "plans/2023.yaml", "changed"),
    ]  # fmt: skip


MISSING = [
    ("2023@nirwana", "Error: there is no commit `nirwana` in this repository\n"),
    ("2032@main", "Error: there is no revision `2032` in plans; did you mean `2023`? Available: 2019, 2023\n"),
    ("plans/2032.yaml@main", "Error: cannot open `plans/2032.yaml`: the commit does not contain this file\n"),
    ("2023@", "Error: the commit is missing; write it after the @, such as 2023@main\n"),
    ("2023@--output=x", "Error: there is no commit `--output=x` in this repository\n"),
    ("2023@HEAD:plans", "Error: there is no commit `HEAD:plans` in this repository\n"),
    ("2023@a\nb", "Error: there is no commit `a\\u000ab` in this repository\n"),
]


@pytest.mark.parametrize(("argument", "told"), MISSING)
def test_what_is_not_there_is_two(repository: Runner, argument: str, told: str) -> None:
    result = repository("summary", argument)
    assert (result.code, result.out, result.err.replace("a\nb", "a\\u000ab")) == (2, "", told)
    assert sorted(path.name for path in Path().iterdir()) == [".git", "plans"]


def test_standard_input_stands_in_no_commit(repository: Runner) -> None:
    told = "Error: standard input has no commit; give a revision, such as 2023@main\n"
    assert repository("summary", "--", "-@main") == (2, "", told)


def test_a_file_of_exactly_that_name_wins(repository: Runner) -> None:
    text = Path("plans/2023.yaml").read_text("utf-8").replace("Nama ketiga", "Nama tanda")
    Path("plans/2023@main.yaml").write_text(text, encoding="utf-8")
    assert name_of(repository, "2023@main") == "Nama tanda"
    assert name_of(repository, "plans/2023@main.yaml") == "Nama tanda"
    assert name_of(repository, "2023@v1") == "Program public_service 1"


@pytest.mark.parametrize("branch", ["dengan-'kutip'", "$(touch${IFS}x)", "a;b", "fitur/ñandú", 'x"y', "-depan", "a@b"])
def test_hostile_branches_reach_no_shell(repository: Runner, branch: str) -> None:
    git("update-ref", f"refs/heads/{branch}", "v1")
    reference = f"refs/heads/{branch}"
    assert name_of(repository, f"2023@{reference}") == "Program public_service 1"
    if not branch.startswith("-"):
        assert name_of(repository, f"2023@{branch}") == "Program public_service 1"
    assert sorted(path.name for path in Path().iterdir()) == [".git", "plans"]


def test_hostile_paths(repository: Runner) -> None:
    names = ["-x", "a b", "kutip'\"", "baris\nbaru", "at@sini", ":(glob)x"]
    for name in names:
        path = Path(f"plans/{name}.yaml")
        path.write_text(Path("plans/2023.yaml").read_text("utf-8"), encoding="utf-8")
    git("add", "-A")
    git("commit", "-qm", "nama")
    for name in names:
        assert name_of(repository, f"plans/{name}.yaml@HEAD") == "Nama ketiga", name
        assert name_of(repository, f"./plans/{name}.yaml@main") == "Nama ketiga", name


def test_a_revision_in_a_commit_cannot_be_changed(repository: Runner) -> None:
    result = repository("rename", "2023@main", "GOV-01", "x")
    assert (result.code, result.out) == (1, "")
    assert "is a revision in a commit" in result.err
    assert repository("draft", "2026", "--from", "2023@v1").code == 0
    assert "name: Program public_service 1" in Path("plans/2026.yaml").read_text("utf-8")


def test_every_plan_file_since_a_commit(repository: Runner) -> None:
    Path("plans/2019.yaml").unlink()
    Path("plans/2026.yaml").write_text(
        Path("plans/2023.yaml")
        .read_text("utf-8")
        .replace("2019", "20x9")
        .replace("2023", "2026")
        .replace("20x9", "2023"),
        encoding="utf-8",
    )
    result = repository("diff", "--since", "HEAD", "--format", "json")
    assert (result.code, result.err) == (0, "")
    data = json.loads(result.out)
    assert jsonschema_rs.is_valid(schemas.schema("since"), data)
    assert data["commit"] == git("rev-parse", "HEAD")
    assert [(one["path"], one["status"], one["diff"] is None) for one in data["files"]] == [
        ("plans/2019.yaml", "deleted", True), ("plans/2023.yaml", "changed", False), ("plans/2026.yaml", "new", False),
    ]  # fmt: skip
    short = git("rev-parse", "HEAD")[:7]
    out = repository("diff", "--since", "HEAD").out
    assert f"plans/2019.yaml, deleted since {short}: it had 18 programmes\n" in out
    assert f"plans/2026.yaml, new since {short}: 18 programmes; compared with 2023, which it supersedes\n" in out
    assert "name  Nama kedua → Nama ketiga" in out
    only = repository("diff", "--since", "HEAD", "2023", "--format", "json")
    assert [one["path"] for one in json.loads(only.out)["files"]] == ["plans/2023.yaml"]
    assert repository("diff", "--since", "HEAD", "2024").code == 2
    assert repository("diff", "--since", "HEAD", "--exit-code").code == 1
    assert repository("diff", "--since", "HEAD", "--fail-on", "name-changed").code == 1
    assert repository("diff", "--since", "HEAD", "--fail-on", "programme-dropped").code == 0
    Path("plans/2026.yaml").write_text("a: [1", encoding="utf-8")
    broken = repository("diff", "--since", "HEAD")
    assert broken.code == 2
    assert broken.err.startswith("Error: `plans/2026.yaml` cannot be read as a plan: 1:6:")
    assert "Nama ketiga" in broken.out


def test_nothing_changed_since(repository: Runner) -> None:
    git("checkout", "-q", ".")
    result = repository("diff", "--since", "main", "--exit-code")
    short = git("rev-parse", "HEAD")[:7]
    assert result == (0, f"plans/2019.yaml, unchanged since {short}\n\nplans/2023.yaml, unchanged since {short}\n", "")


def test_without_git_and_without_a_repository(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(Path.cwd().parent))
    assert run("summary", "2023@main").err.startswith("Error: there is no git repository here")
    monkeypatch.setenv("PATH", "/nirwana")
    assert run("summary", "2023@main").err.startswith("Error: git is not installed")
