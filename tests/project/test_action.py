"""The composite action and our own workflow: their steps are run in a shell as GitHub runs them, and nothing a stranger
can name is ever a command.

What the tests leave out is the installation: the steps `python` and `install` need a network, and the `smartplan` of
this environment stands in the path instead.
"""

import json
import os
import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from tests.helpers.base import write
from tests.helpers.github_log import commands
from tests.helpers.repo import Repository, isolated
from tests.helpers.runner import ROOT

ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
WORKFLOW = yaml.safe_load((ROOT / ".github/workflows/ci.yml").read_text("utf-8"))
# Names that git allows for a branch, which would do harm in a script: bare, in quotes of either kind, in a command.
BRANCHES = ["a@b.yaml@c$(touch${IFS}jebol)`touch${IFS}jebol`\";touch${IFS}jebol;\"';touch${IFS}jebol;'", "%0A%25"]


class Done(NamedTuple):
    code: int
    out: str
    err: str
    outputs: dict[str, str]
    summary: str


class Pull:
    """A pull request: an origin with two branches, and the checkout of one commit that actions/checkout makes."""

    def __init__(self, folder: Path, branch: str = "ubah") -> None:
        self.folder, self.branch = folder, branch
        (folder / "asal").mkdir()
        self.origin = Repository(folder / "asal")
        write(self.origin.folder / "plans")
        self.base = self.origin.commit("base")
        self.workspace = folder / "kerja"
        (folder / "temp").mkdir()

    def checkout(self) -> None:
        """What lies in the origin now becomes the head, and is checked out."""
        self.origin("checkout", "-q", "--orphan", "kosong")
        self.origin("symbolic-ref", "HEAD", f"refs/heads/{self.branch}")
        self.origin("update-ref", f"refs/heads/{self.branch}", self.base)
        self.origin.commit("head")
        self.clone(self.branch)

    def clone(self, branch: str, depth: str = "1") -> None:
        """What lies in a branch of the origin is checked out."""
        subprocess.run(
            ["git", "clone", "-q", f"--depth={depth}", f"--branch={branch}", self.origin.folder.as_uri(), self.workspace],
            check=True, env=isolated(),
        )  # fmt: skip

    def step(self, name: str, event: dict[str, Any] | None = None, python: str = "", **inputs: str) -> Done:
        """Run a step of the action."""
        step = next(step for step in ACTION["runs"]["steps"] if step["id"] == name)
        assert step["shell"] == "bash"
        script, outputs, summary = (self.folder / "temp" / file for file in ("skrip.sh", "keluaran", "ringkasan"))
        script.write_text(step["run"], encoding="utf-8")
        outputs.write_bytes(b"")
        summary.write_bytes(b"")
        given = {key: str(one.get("default", "")) for key, one in ACTION["inputs"].items()} | inputs
        if event is None:
            event = {"pull_request": {"base": {"sha": self.base, "ref": "main"}, "head": {"ref": self.branch}}}
        contexts = {
            "inputs": given, "github": {"event": event}, "steps": {"python": {"outputs": {"python-path": python}}},
        }  # fmt: skip
        environment = isolated() | {
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "GITHUB_WORKSPACE": str(self.workspace), "GITHUB_ACTION_PATH": str(ROOT), "GITHUB_OUTPUT": str(outputs),
            "GITHUB_STEP_SUMMARY": str(summary), "GITHUB_HEAD_REF": self.branch, "GITHUB_BASE_REF": "main",
            "GITHUB_PATH": str(self.folder / "temp" / "jalan"), "GITHUB_ACTIONS": "true", "CI": "true", "RUNNER_TEMP": str(self.folder / "temp"),
        }  # fmt: skip
        environment |= {key: expanded(text, contexts) for key, text in step["env"].items()}
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)],
            cwd=self.workspace, env=environment, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False,
        )  # fmt: skip
        assert "Traceback" not in done.stderr
        told = dict(line.split("=", 1) for line in outputs.read_text("utf-8").splitlines())
        return Done(done.returncode, done.stdout, done.stderr, told, summary.read_text("utf-8"))


def expanded(text: str, contexts: dict[str, Any]) -> str:
    """A value with its expressions filled in: paths through the contexts, and `||` between them."""

    def one(match: re.Match[str]) -> str:
        for path in match[1].split("||"):
            found: Any = contexts
            for key in path.strip().split("."):
                found = found.get(key, {}) if isinstance(found, dict) else {}
            if isinstance(found, str) and found:
                return found
        return ""

    return re.sub(r"\$\{\{(.+?)\}\}", one, text)


@pytest.fixture
def pull(tmp_path: Path) -> Pull:
    return Pull(tmp_path)


def edit(pull: Pull, old: str, new: str, name: str = "2023") -> None:
    path = pull.origin.folder / "plans" / f"{name}.yaml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_sound_change_is_told_and_passes(pull: Pull) -> None:
    edit(pull, "name: Program harmony 1", "name: Program harmoni")
    pull.checkout()
    validated = pull.step("validate")
    assert (validated.code, validated.err) == (0, "")
    assert validated.outputs == {"errors": "0", "warnings": "0", "infos": "0"}
    assert validated.summary.startswith("## Plan check\n")
    told = pull.step("diff")
    assert (told.code, told.err) == (0, "")
    assert {name: told.outputs[name] for name in ("added", "dropped", "changed")} == {
        "added": "0", "dropped": "0", "changed": "1",
    }  # fmt: skip
    assert [(level, properties["file"], text) for level, properties, text in commands(told.out)] == [
        ("notice", "plans/2023.yaml", "name: Program harmony 1 → Program harmoni")
    ]
    assert "Program harmoni" in told.summary


def test_a_fault_fails_and_the_change_is_still_told_in_the_language_asked_for(pull: Pull) -> None:
    edit(pull, "agency: diskominfo", "agency: diskominf")
    pull.checkout()
    validated = pull.step("validate", lang="id")
    assert validated.code == 1
    assert validated.outputs["errors"] == "1"
    assert commands(validated.out)[0][2].startswith("`diskominf` tidak terdaftar")
    assert validated.summary.startswith("## Pemeriksaan rencana\n")
    assert pull.step("diff", lang="id").code == 0


def test_new_renamed_and_deleted_plans(pull: Pull) -> None:
    plans = pull.origin.folder / "plans"
    text = (plans / "2023.yaml").read_text("utf-8")
    later = text.replace("2023", "2027").replace('supersedes: "2019"', 'supersedes: "2023"')
    (plans / "2027.yaml").write_text(later.replace("      GOV-01:", "      GOV-09:"), encoding="utf-8")
    (plans / "2019.yaml").rename(plans / "2018.yaml")
    (plans / "reviews" / "2022-12-28.yaml").unlink()
    pull.checkout()
    told = pull.step("diff")
    assert told.code == 0
    assert (told.outputs["added"], told.outputs["dropped"]) == ("1", "1")
    assert "plans/2027.yaml, new since" in told.out
    assert f"plans/2018.yaml, renamed since {pull.base[:7]} (formerly plans/2019.yaml)" in told.out
    lines = [properties.get("line") for level, properties, _ in commands(told.out) if level == "error"]
    assert lines == [None]


def test_the_threshold_is_that_of_the_input(pull: Pull) -> None:
    edit(pull, "missions: [M1]", "missions: []")
    pull.checkout()
    assert pull.step("validate").code == 0
    assert pull.step("validate", **{"fail-on": "warning"}).code == 1


def test_without_a_base_or_a_wish_nothing_is_compared(pull: Pull) -> None:
    pull.checkout()
    for done in (pull.step("diff", event={}), pull.step("diff", diff="false")):
        assert (done.code, done.out, done.err, done.outputs, done.summary) == (0, "", "", {}, "")
    queue = pull.step("diff", event={"merge_group": {"base_sha": pull.base}})
    assert (queue.code, queue.outputs["changed"]) == (0, "0")


def test_a_base_that_cannot_be_had_is_told(pull: Pull) -> None:
    pull.checkout()
    done = pull.step("diff", event={"pull_request": {"base": {"sha": "0" * 39 + "1"}}})
    assert done.code == 2
    assert "there is no commit" in done.err
    assert done.outputs == {}


@pytest.mark.parametrize("branch", BRANCHES)
def test_the_name_of_a_branch_is_no_command(tmp_path: Path, branch: str) -> None:
    pull = Pull(tmp_path, branch)
    edit(pull, "name: Program harmony 1", "name: Program harmoni")
    pull.checkout()
    assert pull.step("validate").code == 0
    assert pull.step("diff").outputs["changed"] == "1"
    assert not list(tmp_path.rglob("jebol*"))


@pytest.mark.parametrize("text", ["\"; touch jebol; \"$(touch jebol)`touch jebol`\nb'; touch jebol; '", "--help"])
@pytest.mark.parametrize("name", ["plans", "fail-on", "lang", "diff"])
def test_an_input_is_no_command(pull: Pull, name: str, text: str) -> None:
    pull.checkout()
    codes = [pull.step(step, **{name: text}).code for step in ("validate", "diff")]
    expected = {"plans": [2, 2], "fail-on": [2, 0], "lang": [2, 2], "diff": [0, 0]}
    assert codes == expected[name]
    assert not list(pull.folder.rglob("jebol*"))


HARMFUL = """\
[core]
\tbare = true
\tfsmonitor = "touch {mark}"
\tsshCommand = "touch {mark}"
[protocol "ext"]
\tallow = always
[remote "origin"]
\turl = "ext::sh -c touch%% {mark}"
"""


# The folder of reviews holds no revision, which is told.
@pytest.mark.parametrize(("plans", "code"), [("plans", 0), ("", 0), ("./plans/../plans", 0), ("plans/reviews", 2)])
def test_no_folder_of_a_pull_request_is_a_repository(pull: Pull, plans: str, code: int) -> None:
    for folder in (pull.origin.folder / "plans", pull.origin.folder / "plans/reviews"):
        for part in ("objects", "refs"):
            (folder / part).mkdir()
            (folder / part / "x").write_bytes(b"")
        (folder / "HEAD").write_text("ref: refs/heads/main\n", encoding="utf-8")
        (folder / "config").write_text(HARMFUL.format(mark=pull.folder / "jebol"), encoding="utf-8")
    pull.checkout()
    done = pull.step("diff", plans=plans)
    assert (done.code, done.err == "") == (code, code == 0)
    assert not list(pull.folder.rglob("jebol*"))


def test_a_link_out_of_the_workspace_starts_no_git_there(pull: Pull) -> None:
    outside = Repository(pull.folder / "temp")
    outside("config", "remote.origin.url", f"ext::sh -c touch%% {pull.folder / 'jebol'}")
    outside("config", "protocol.ext.allow", "always")
    write(outside.folder / "plans")
    (pull.origin.folder / "lain").symlink_to(outside.folder / "plans")
    pull.checkout()
    assert pull.step("diff", plans="lain").code == 2
    assert not list(pull.folder.rglob("jebol*"))


@pytest.mark.parametrize("name", ["a b", "-C", "$(touch jebol)", "`touch jebol`", "é*?[x]", "a'b\"c"])
def test_a_folder_of_any_name(pull: Pull, name: str) -> None:
    (pull.origin.folder / "plans").rename(pull.origin.folder / name)
    pull.base = pull.origin.commit("base")
    pull.checkout()
    told = pull.step("diff", plans=f"./{name}")
    assert (told.code, told.err, told.outputs["changed"]) == (0, "", "0")
    assert pull.step("validate", plans=f"./{name}").code == 0
    assert not list(pull.folder.rglob("jebol*"))


def moved_on(pull: Pull, message: str = "head") -> str:
    """The base branch goes on after the pull request was made; the commit of the pull request."""
    origin = pull.origin
    edit(pull, "name: Program harmony 1", "name: Program harmoni")
    origin("checkout", "-q", "-b", pull.branch)
    head = origin.commit(message)
    origin("checkout", "-q", "main")
    edit(pull, "name: Program waste 2", "name: Milik orang lain")
    origin.commit("main goes on")
    return head


@pytest.mark.parametrize("depth", ["1", "2", "100"])
def test_the_base_is_that_of_the_merge_which_was_checked_out(pull: Pull, depth: str) -> None:
    # The event names the base as it was when the pull request was made; what another did since is none of its changes.
    head = moved_on(pull)
    pull.origin("merge", "-q", "--no-ff", "-m", f"merge\n\nparent {'0' * 40}", pull.branch)
    pull.clone("main", depth)
    event = {"pull_request": {"base": {"sha": pull.base}, "head": {"sha": head}}}
    done = pull.step("diff", event)
    assert (done.code, done.err) == (0, "")
    assert [text for _, _, text in commands(done.out)] == ["name: Program harmony 1 → Program harmoni"]


def test_of_a_head_that_was_checked_out_the_base_is_where_it_went_off(pull: Pull) -> None:
    head = moved_on(pull, f"head\n\nparent {'0' * 40}\nparent {'1' * 40}")
    newest = pull.origin("rev-parse", "main")
    pull.clone(pull.branch, "100")
    subprocess.run(["git", "fetch", "-q", "origin", newest], cwd=pull.workspace, env=isolated(), check=True)
    done = pull.step("diff", {"pull_request": {"base": {"sha": newest}, "head": {"sha": head}}})
    assert [text for _, _, text in commands(done.out)] == ["name: Program harmony 1 → Program harmoni"]


def test_the_installation_runs_no_file_of_a_pull_request(pull: Pull) -> None:
    for name in ("pip.py", "venv.py", "runpy.py", "encodings.py", "sitecustomize.py"):
        (pull.origin.folder / name).write_text(f"open({str(pull.folder / 'jebol')!r}, 'w')\n", encoding="utf-8")
    (pull.origin.folder / "pip.conf").write_text("[global]\nindex-url = http://jebol.test\n", encoding="utf-8")
    pull.checkout()
    # In place of the new environment: the same words to this Python, which is only to say what the modules take.
    python = pull.folder / "temp" / "smartplan" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} "$@" --help >> {pull.folder}/terbaca\n', "utf-8")
    python.chmod(0o755)
    done = pull.step("install", python=str(python))
    assert (done.code, done.err) == (0, "")
    assert (pull.folder / "terbaca").read_text("utf-8").lower().count("usage:") == 3
    assert not list(pull.folder.rglob("jebol*"))


def test_no_expression_stands_in_a_script() -> None:
    scripts = [step["run"] for step in ACTION["runs"]["steps"] if "run" in step]
    scripts += [step["run"] for job in WORKFLOW["jobs"].values() for step in job["steps"] if "run" in step]
    assert len(scripts) > 5
    assert [script for script in scripts if "${{" in script] == []


def test_other_actions_are_pinned_to_a_version() -> None:
    steps = [*ACTION["runs"]["steps"], *(step for job in WORKFLOW["jobs"].values() for step in job["steps"])]
    used = {step["uses"] for step in steps if "uses" in step}
    assert "./" in used
    assert all(re.fullmatch(r"actions/[\w-]+@v\d+", name) for name in used - {"./"})


@pytest.mark.parametrize(
    ("schema", "path"), [("github-actions", "action.yml"), ("github-workflows", ".github/workflows/ci.yml")]
)
def test_the_files_keep_the_schemas_of_github(schema: str, path: str) -> None:
    done = subprocess.run(
        [Path(sys.executable).parent / "check-jsonschema", "--builtin-schema", f"vendor.{schema}", ROOT / path],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_supported_python_is_tested() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    found = [re.fullmatch(r"Programming Language :: Python :: (3\.\d+)", line) for line in project["classifiers"]]
    supported = [match[1] for match in found if match]
    assert WORKFLOW["jobs"]["check"]["strategy"]["matrix"]["python"] == supported
    assert project["requires-python"] == f">={supported[0]}"
    assert ACTION["inputs"]["python-version"]["default"] == supported[-1]
    assert any(step.get("run") == "bash .ci/run" for step in WORKFLOW["jobs"]["check"]["steps"])


@pytest.mark.parametrize("suffix", ["", ".id"])
def test_the_page_knows_every_input_and_output(suffix: str) -> None:
    text = (ROOT / "docs" / f"ci{suffix}.md").read_text("utf-8")
    rows = re.findall(r"^\| (`.+?) \|.*?(?:\| `(.*?)` )?\|$", text, re.MULTILINE)
    told = {name: default for names, default in rows for name in re.findall(r"`([\w-]+)`", names)}
    assert told.keys() == {*ACTION["inputs"], *ACTION["outputs"]}
    for name, one in ACTION["inputs"].items():
        assert told[name] == (one["default"] or "plans")
    hooks = [hook["id"] for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))]
    assert sorted(re.findall(r"- id: (\S+)", text)) == sorted(hooks)


def test_every_output_comes_from_a_step(pull: Pull) -> None:
    pull.checkout()
    told = {name: pull.step(name).outputs for name in ("validate", "diff")}
    for one in ACTION["outputs"].values():
        assert expanded(one["value"], {"steps": {name: {"outputs": found} for name, found in told.items()}}) == "0"
    assert json.dumps(told)
