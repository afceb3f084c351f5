"""The drivers under real git, in repositories of their own and without anybody's configuration."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from smartplan.operations.git_install import pattern, settings
from smartplan.yamltext.parser import parse
from tests.helpers.base import FILES
from tests.helpers.git_drivers import SMALL, Repo, alone  # noqa: F401
from tests.helpers.runner import ROOT, Runner

PLAN = (ROOT / "plans/2023.yaml").read_text("utf-8")
NAME = "name: Program public_service 1"
OTHER = "name: Program health 2"


def test_install_and_uninstall_leave_no_trace(run: Runner, tmp_path: Path) -> None:
    repo = Repo(tmp_path / "a repo'\"s")
    config, attributes = repo.top / ".git/config", repo.top / ".git/info/attributes"
    repo.git("config", "diff.smartplan.wordRegex", "x")
    attributes.parent.mkdir(exist_ok=True)
    attributes.write_bytes(b"*.bin -text\n# no end of line")
    before = config.read_bytes(), attributes.read_bytes()
    os.chdir(repo.top)
    assert run("git", "install").code == 0
    once = config.read_bytes(), attributes.read_bytes()
    assert once[1].endswith(before[1])
    result = run("git", "install")
    assert (result.code, "nothing was written" in result.err) == (0, True)
    assert (config.read_bytes(), attributes.read_bytes()) == once
    checked = repo.git(
        "check-attr", "diff", "merge", "--", "plans/2023.yaml", "plans/reviews/a.yaml", "b.yaml", "plans/x/y.yaml"
    )
    assert checked.splitlines() == [
        "plans/2023.yaml: diff: smartplan", "plans/2023.yaml: merge: smartplan",
        "plans/reviews/a.yaml: diff: smartplan", "plans/reviews/a.yaml: merge: smartplan",
        "b.yaml: diff: unspecified", "b.yaml: merge: unspecified",
        "plans/x/y.yaml: diff: unspecified", "plans/x/y.yaml: merge: unspecified",
    ]  # fmt: skip
    assert run("git", "uninstall").code == 0
    assert (config.read_bytes(), attributes.read_bytes()) == before
    assert "nothing was written" in run("git", "uninstall", "--lang", "en").err


def test_where_there_was_nothing_nothing_is_left(run: Runner, tmp_path: Path) -> None:
    repo = Repo(tmp_path / "repo")
    attributes = repo.top / ".git/info/attributes"
    attributes.unlink(missing_ok=True)
    before = (repo.top / ".git/config").read_bytes()
    os.chdir(repo.top / "plans")
    assert run("git", "install").code == 0
    assert run("git", "uninstall").code == 0
    assert (repo.top / ".git/config").read_bytes() == before
    assert not attributes.exists()
    assert repo.git("status", "--porcelain") == ""


def test_where_it_cannot_be_set_up(run: Runner, tmp_path: Path) -> None:
    assert run("git", "install").code == 2
    assert "git init" in run("git", "install").err
    bare = tmp_path / "bare"
    subprocess.run(["git", "init", "--quiet", "--bare", bare], check=True)
    os.chdir(bare)
    result = run("git", "install")
    # The folder of plans above is found first, in no repository.
    assert result.code == 2
    (bare / "plans").mkdir()
    result = run("git", "install")
    assert (result.code, "bare" in result.err) == (2, True)


def test_worktrees_and_submodules(run: Runner, tmp_path: Path) -> None:
    inner = Repo(tmp_path / "inner")
    outer = Repo(tmp_path / "outer", files={"a": "b"})
    outer.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(inner.top), "sub")
    os.chdir(outer.top / "sub")
    assert run("git", "install").code == 0
    assert "smartplan" not in (outer.top / ".git/config").read_text()
    assert "smartplan" in (outer.top / ".git/modules/sub/config").read_text()
    inner.git("worktree", "add", "--quiet", "-b", "w", str(tmp_path / "tree"))
    os.chdir(tmp_path / "tree")
    assert run("git", "install").code == 0
    assert "diff: smartplan" in inner.git("check-attr", "diff", "--", "plans/2023.yaml")
    assert run("git", "uninstall").code == 0
    assert "smartplan" not in (inner.top / ".git/config").read_text()


def test_a_pattern_means_the_folder_and_nothing_else(tmp_path: Path) -> None:
    for folder in ("a b", 'q"uote', "st*r", "[x]", "back\\slash", "né", "-dash", "#hash", "!bang", "new\nline", "."):
        repo = Repo(tmp_path / str(abs(hash(folder))), files={"x": ""})
        lines = f"{pattern(folder, '')} diff=smartplan\n"
        (repo.top / ".git/info").mkdir(exist_ok=True)
        (repo.top / ".git/info/attributes").write_text(lines, "utf-8")
        here = "a.yaml" if folder == "." else f"{folder}/a.yaml"
        found = repo.git("check-attr", "-z", "diff", "--", here, f"x{folder}y/a.yaml").split("\0")
        assert (found[2], found[5]) == ("smartplan", "unspecified"), folder


def test_diff_speaks_of_programmes_and_breaks_no_tool(run: Runner, tmp_path: Path) -> None:
    repo = Repo(
        tmp_path / "repo",
        run,
        {"plans/2023.yaml": SMALL, "plans/reviews/r.yaml": FILES["reviews/2022-12-28.yaml"], "z.txt": "a\n"},
    )
    repo.change(NAME, "name: Baru")
    repo.write("z.txt", "b\n")
    shown = repo.git("diff")
    assert "~ GOV-01 Baru" in shown
    assert "diff --git a/plans/2023.yaml b/plans/2023.yaml\nindex " in shown
    assert "+b" in shown
    # A patch that git cannot read is refused as a whole.
    assert repo.git("apply", "--reverse", stdin=repo.git("diff"), code=None) == ""
    assert repo.read("z.txt") == "b\n"
    repo.git("apply", "--reverse", stdin=repo.git("diff", "--no-ext-diff", "--no-textconv"))
    assert repo.git("status", "--porcelain") == ""
    repo.change(NAME, "name: Baru")
    repo.commit("a")
    assert "-GOV-01 Program public_service 1\n+GOV-01 Baru\n" in repo.git("log", "-p", "-1")
    assert "+        name: Baru" in repo.git("format-patch", "-1", "--stdout")
    # What is no change of the plan, or no plan, is shown raw, and can be applied.
    for name, old, new in [
        ("plans/2023.yaml", "format: 1\n", "# catatan\nformat: 1\n"), ("plans/2023.yaml", "format: 1\n", "format: [1\n"),
        ("plans/reviews/r.yaml", "title: FGD", "title: Lain"), ("plans/2023.yaml", "format: 1\n", "\x00format: 1\n"),
    ]:  # fmt: skip
        repo.change(old, new, name=name)
        diff = repo.git("diff")
        if "\x00" not in new:
            assert f"--- a/{name}\n+++ b/{name}\n@@" in diff
            repo.git("apply", "--reverse", stdin=diff)
        repo.git("checkout", "--quiet", ".")
    repo.git("mv", "plans/2023.yaml", "plans/2026.yaml")
    repo.change("name: Baru", "name: Lagi", name="plans/2026.yaml")
    diff = repo.git("diff", "HEAD", "-M")
    assert "rename from plans/2023.yaml\nrename to plans/2026.yaml\n" in diff
    assert "~ GOV-01 Lagi" in diff
    repo.git("rm", "--quiet", "--force", "plans/2026.yaml")
    assert "deleted file mode 100644\n" in repo.git("diff", "HEAD")
    assert repo.git("diff", "--exit-code", "HEAD", code=1)


def test_what_looks_at_one_version_sees_words_unless_it_is_to_see_the_file(run: Runner, tmp_path: Path) -> None:
    repo = Repo(tmp_path / "repo", run)
    before = (repo.top / ".git/config").read_text("utf-8")
    repo.change("format: 1\n", "# catatan\nformat: 1\n", NAME, "name: Baru")
    repo.commit("ubah")
    lines = repo.read().splitlines()

    def seen(*plain: str) -> tuple[bool, str, bool]:
        """Whether blame shows the lines of the file, how many commits have a comment, and whether the log has keys."""
        blame = repo.git("blame", "-s", *plain, "plans/2023.yaml").splitlines()
        found = repo.git("log", "--oneline", *plain, "-S# catatan")
        return (
            len(blame) == len(lines),
            found[8:].strip(),
            "+        name: Baru\n" in repo.git("log", "-p", "-1", *plain),
        )

    assert seen() == (False, "", False)
    assert seen("--no-textconv") == (True, "ubah", True)
    assert run("git", "install", "--no-textconv").code == 0
    assert seen() == (True, "ubah", True)
    once = (repo.top / ".git/config").read_text("utf-8")
    assert "nothing was written" in run("git", "install", "--no-textconv", "--lang", "en").err
    assert "~ GOV-01 Baru" in repo.git("diff", "HEAD~1")
    assert "~ GOV-01 Baru" in repo.git("log", "-p", "-1", "--ext-diff")
    assert (repo.top / ".git/config").read_text("utf-8") == once
    assert run("git", "install").code == 0
    assert sorted((repo.top / ".git/config").read_text("utf-8").split("\n")) == sorted(before.split("\n"))
    assert run("git", "install", "--no-textconv").code == 0
    assert run("git", "uninstall").code == 0
    assert "smartplan" not in (repo.top / ".git/config").read_text("utf-8")


def test_without_the_interpreter_git_does_as_ever(run: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repo = Repo(tmp_path / "repo", run)
    gone = (tmp_path / "gone").as_posix()
    monkeypatch.setattr(sys, "executable", gone)
    for key, value in settings().items():
        repo.git("config", key, value)
    repo.branches((NAME, "name: A"), (NAME, "name: B"))
    assert "+        name: B" in repo.git("diff", "HEAD~1")
    assert "+        name: B" in repo.git("log", "-p", "-1")
    repo.git("merge", "other", code=1)
    assert "<<<<<<< ours\n        name: B\n=======\n        name: A\n>>>>>>> theirs\n" in repo.read()
    repo.git("merge", "--abort")
    repo.git("reset", "--quiet", "--hard", "HEAD~1")
    repo.change(OTHER, "name: B")
    repo.commit("ours")
    repo.git("merge", "--quiet", "other")
    assert "name: A" in repo.read()
    assert "name: B" in repo.read()


def test_nothing_in_the_work_tree_is_run(run: Runner, tmp_path: Path) -> None:
    repo = Repo(
        tmp_path / "repo", run, {"plans/2023.yaml": SMALL, "smartplan.py": "open('ran', 'w')\n", "typer.py": "1/0\n"}
    )
    repo.change(NAME, "name: Baru")
    assert "~ GOV-01 Baru" in repo.git("diff")
    assert not (repo.top / "ran").exists()


def test_different_fields_merge(run: Runner, tmp_path: Path) -> None:
    repo = Repo(tmp_path / "a repo's", run, {"plans/2023.yaml": PLAN})
    target = "        name: Nomor Tunggal Panggilan Darurat (NTPD) 112\n        subdimension: public_service\n"
    assert target in PLAN
    added = (
        "      GOV-98:\n        # {0}\n        name: {0}\n        subdimension: public_service\n        agency: dlh\n"
    )
    first = added.format("Satu")
    second = added.format("Dua").replace("98", "99")
    # On lines side by side, where git alone has a conflict; and both add a programme at the same place.
    theirs = (target, target.replace("NTPD", "Telepon"), "      GOV-03:\n", first + "      GOV-03:\n")
    ours = (target, target.replace("public_service", "bureaucracy"), "      GOV-03:\n", second + "      GOV-03:\n")
    repo.branches(theirs, ours)
    repo.git("merge", "--quiet", "other")
    text = repo.read()
    merged = parse(text).data["dimensions"]["governance"]["programmes"]
    assert merged["GOV-01"]["name"] == "Nomor Tunggal Panggilan Darurat (Telepon) 112"
    assert merged["GOV-01"]["subdimension"] == "bureaucracy"
    assert first in text
    assert second in text
    changed = [line for line in PLAN.splitlines() if line not in text.splitlines()]
    assert len(changed) == 1


CONFLICT = "<<<<<<< ours\n        name: B\n=======\n        name: A\n>>>>>>> theirs\n"


def test_a_conflict_stands_at_the_field(run: Runner, tmp_path: Path) -> None:
    repo = Repo(tmp_path / "repo", run)
    repo.branches((NAME, "name: A", OTHER, "name: C"), (NAME, "name: B", "status: draft", "status: adopted"))
    before = repo.read()
    repo.git("merge", "other", code=1)
    text = repo.read()
    assert text.count("<<<<<<<") == 1
    assert CONFLICT in text
    assert "name: C" in text
    assert "status: adopted" in text
    # As long as it is not done, the diff is that of the lines.
    assert "++<<<<<<< ours" in repo.git("diff")
    repo.git("checkout", "--quiet", "--ours", "plans/2023.yaml")
    assert repo.read() == before
    repo.git("checkout", "--quiet", "--theirs", "plans/2023.yaml")
    assert "name: A" in repo.read()
    repo.git("checkout", "--quiet", "--conflict=diff3", "--merge", "plans/2023.yaml")
    repo.write("plans/2023.yaml", text.replace(CONFLICT, "        name: A dan B\n"))
    repo.git("add", "plans/2023.yaml")
    repo.git("commit", "--quiet", "--no-edit")
    assert parse(repo.read()).faults == []
    assert repo.git("status", "--porcelain") == ""


def test_the_base_stands_there_when_wanted(run: Runner, tmp_path: Path) -> None:
    repo = Repo(tmp_path / "repo", run)
    repo.git("config", "merge.conflictStyle", "diff3")
    repo.branches((NAME, "name: A"), (NAME, "name: B"))
    repo.git("merge", "other", code=1)
    assert f"        name: B\n||||||| base\n        {NAME}\n=======\n" in repo.read()


def test_rebase_and_cherry_pick(run: Runner, tmp_path: Path) -> None:
    repo = Repo(tmp_path / "repo", run)
    repo.branches(
        (NAME, "name: A"), ("subdimension: public_service\n", "subdimension: public_service\n        code: '1'\n")
    )
    repo.git("switch", "--quiet", "--create", "picked")
    repo.git("cherry-pick", "other")
    repo.git("switch", "--quiet", "other")
    repo.git("rebase", "--quiet", "main")
    assert repo.git("diff", "picked", "other") == ""
    assert "name: A\n        subdimension: public_service\n        code: '1'\n" in repo.read()
    # Back and forth: reverts go through the driver too.
    repo.git("revert", "--no-edit", "HEAD~1")
    assert f"{NAME[:6]}A\n        subdimension: public_service\n        agency" in repo.read()


def test_a_renamed_file(run: Runner, tmp_path: Path) -> None:
    repo = Repo(tmp_path / "repo", run)
    repo.git("switch", "--quiet", "--create", "other")
    repo.git("mv", "plans/2023.yaml", "plans/2024.yaml")
    repo.change(NAME, "name: A", name="plans/2024.yaml")
    repo.commit("renamed")
    repo.git("switch", "--quiet", "main")
    repo.change("subdimension: public_service", "subdimension: public_policy")
    repo.commit("ours")
    repo.git("merge", "--quiet", "-Xfind-renames", "other")
    assert "name: A\n        subdimension: public_policy\n" in repo.read("plans/2024.yaml")


@pytest.mark.parametrize("name", ["- a'b\"c $(touch x) `touch x`.yaml", "new\nline é.yaml", "%P %%.yaml", "\\.yaml"])
def test_hostile_names(run: Runner, tmp_path: Path, name: str) -> None:
    name = f"plans/{name}"
    repo = Repo(tmp_path / "repo", run, {name: SMALL})
    repo.branches((NAME, "name: A", OTHER, "name: C"), (NAME, "name: B"), name)
    assert "~ GOV-01 B" in repo.git("diff", "HEAD~1")
    repo.git("merge", "other", code=1)
    assert CONFLICT in repo.read(name)
    assert "name: C" in repo.read(name)
    assert sorted(os.listdir(repo.top)) == [".git", "plans"]


def test_what_is_no_plan_any_more_is_merged_by_lines(run: Runner, tmp_path: Path) -> None:
    repo = Repo(tmp_path / "repo", run)
    repo.branches((NAME, "name: [A"), (OTHER, "name: B"))
    repo.git("merge", "--quiet", "other")
    assert "name: [A" in repo.read()
    assert "name: B" in repo.read()


def test_what_a_driver_keeps_to_itself_is_told_on_demand(tmp_path: Path) -> None:
    def told(*words: str, **environment: str) -> str:
        command = [sys.executable, "-m", "smartplan", "git", *words]
        done = subprocess.run(
            command, cwd=tmp_path, capture_output=True, text=True, env=os.environ | environment, check=False
        )
        return done.stderr

    for name in ("base", "ours", "theirs"):
        (tmp_path / name).write_bytes(b"a: \xff\n")
    merge = ("merge-driver", "base", "ours", "theirs")
    diff = ("diff-driver", "a.yaml", "gone\x1b[31m", "." * 40, "100644", "/dev/null", "." * 40, "100644")
    assert (told(*merge), told(*diff)) == ("", "")
    for words, cause in ((merge, "Unmergeable"), (diff, "FileNotFoundError")):
        trace = told(*words, SMARTPLAN_TRACEBACK="1")
        assert trace.startswith("Traceback (most recent call last):\n")
        assert cause in trace.splitlines()[-1]
        assert "\x1b" not in trace
