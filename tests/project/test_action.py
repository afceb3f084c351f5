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
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, NamedTuple

import pytest
import yaml

from smartplan.messages import catalogue
from smartplan.plan.fingerprint import fingerprint
from tests.helpers.base import write
from tests.helpers.github_log import commands
from tests.helpers.repo import Repository, isolated
from tests.helpers.runner import ROOT

ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
WORKFLOW = yaml.safe_load((ROOT / ".github/workflows/ci.yml").read_text("utf-8"))
TOKEN = "token-of-the-job"
MARK = f"<!-- smartplan {fingerprint('')} -->"
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

    def step(
        self,
        name: str,
        event: dict[str, Any] | None = None,
        python: str = "",
        base: str = "",
        api: str = "",
        **inputs: str,
    ) -> Done:
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
            "inputs": given, "github": {"event": event, "token": TOKEN},
            "steps": {"python": {"outputs": {"python-path": python}}, "diff": {"outputs": {"base": base}}},
        }  # fmt: skip
        environment = isolated() | {
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "GITHUB_WORKSPACE": str(self.workspace), "GITHUB_ACTION_PATH": str(ROOT), "GITHUB_OUTPUT": str(outputs),
            "GITHUB_STEP_SUMMARY": str(summary), "GITHUB_HEAD_REF": self.branch, "GITHUB_BASE_REF": "main",
            "GITHUB_PATH": str(self.folder / "temp" / "jalan"), "GITHUB_ACTIONS": "true", "CI": "true", "GITHUB_API_URL": api, "GITHUB_REPOSITORY": "kota/rencana", "RUNNER_TEMP": str(self.folder / "temp"),
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
            if isinstance(found, str | int) and found:
                return str(found)
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


class Host(ThreadingHTTPServer):
    """GitHub's comments of one pull request; `status` is what it answers to whoever writes."""

    def __init__(self, comments: list[dict[str, Any]], status: int = 200) -> None:
        super().__init__(("127.0.0.1", 0), Answer)
        self.comments, self.status = comments, status
        self.asked: list[str] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class Answer(BaseHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        pass

    def do_GET(self) -> None:
        self.answer()

    do_POST = do_PATCH = do_GET

    def answer(self) -> None:
        host = self.server
        assert isinstance(host, Host)
        assert self.headers["Authorization"] == f"Bearer {TOKEN}"
        host.asked.append(f"{self.command} {self.path}")
        length = int(self.headers["Content-Length"] or 0)
        data = json.loads(self.rfile.read(length)) if length else None
        found: Any = {}
        if data is None:
            page = int(self.path.rpartition("=")[2])
            found = host.comments[100 * (page - 1) : 100 * page]
        elif host.status == 200 and self.command == "POST":
            host.comments.append({"id": 900, "user": {"type": "Bot"}, **data})
        elif host.status == 200:
            one = next(one for one in host.comments if str(one["id"]) == self.path.rpartition("/")[2])
            one.update(data)
        self.send_response(200 if data is None else host.status)
        self.end_headers()
        self.wfile.write(json.dumps(found).encode())


@pytest.fixture
def host() -> Iterator[Host]:
    """One with a hundred comments by people, one of whom writes the mark."""
    people = [{"id": n, "user": {"type": "User"}, "body": MARK if n == 7 else None} for n in range(100)]
    with Host(people) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def commented(pull: Pull, host: Host, base: str = "", plans: str = "") -> Done:
    event = {"pull_request": {"number": 12, "base": {"sha": pull.base}}}
    return pull.step("comment", event, base=base, api=host.url, comment="true", plans=plans)


def test_one_comment_is_kept_up_to_date(pull: Pull, host: Host) -> None:
    edit(pull, "name: Program harmony 1", "name: Program harmoni")
    pull.checkout()
    base = pull.step("diff").outputs["base"]
    assert base == pull.base
    listed = [f"GET /repos/kota/rencana/issues/12/comments?per_page=100&page={page}" for page in (1, 2)]
    done = commented(pull, host, base)
    assert (done.code, done.out, done.err) == (0, "", "")
    assert host.asked == [*listed, "POST /repos/kota/rencana/issues/12/comments"]
    body = host.comments[100]["body"]
    assert body.startswith(f"{MARK}\n")
    assert "Program harmoni" in body
    assert "Checked 36 programmes in" in body
    # The same again is not written again; another report is, into the same comment.
    host.asked.clear()
    assert commented(pull, host, base).code == 0
    assert host.asked == listed
    host.asked.clear()
    assert commented(pull, host).code == 0
    assert host.asked == [*listed, "PATCH /repos/kota/rencana/issues/comments/900"]
    assert len(host.comments) == 101
    # Another folder of plans has a comment of its own.
    assert commented(pull, host, plans="./plans").code == 0
    assert len(host.comments) == 102
    assert "Program harmoni" not in host.comments[100]["body"]
    assert host.comments[7]["body"] == MARK


def test_a_comment_that_is_refused_is_told(pull: Pull, host: Host) -> None:
    pull.checkout()
    host.status = 403
    done = commented(pull, host)
    assert (done.code, done.err) == (1, "The comment was not written, GitHub says: 403 Forbidden\n")
    step = next(step for step in ACTION["runs"]["steps"] if step["id"] == "comment")
    assert step["continue-on-error"] is True


def test_a_comment_is_asked_for_and_never_too_long(pull: Pull, host: Host) -> None:
    assert ACTION["inputs"]["comment"]["default"] == "false"
    step = next(step for step in ACTION["runs"]["steps"] if step["id"] == "comment")
    assert "inputs.comment == 'true'" in step["if"]
    path = pull.folder / "panjang.md"
    path.write_text("baris é\n" * 20_000, encoding="utf-8")
    environment = os.environ | {
        "GITHUB_API_URL": host.url, "GITHUB_REPOSITORY": "kota/rencana", "NUMBER": "12", "GITHUB_TOKEN": TOKEN,
        "SMARTPLAN_LANG": "id",
    }  # fmt: skip
    subprocess.run([sys.executable, "-I", ROOT / "ci/comment.py", path], env=environment, check=True)
    body = host.comments[100]["body"]
    assert len(body.encode()) <= 65_536
    assert body.endswith(f"\n{catalogue('id')('ci.cut')}\n")


def test_no_expression_stands_in_a_script() -> None:
    scripts = [step["run"] for step in ACTION["runs"]["steps"] if "run" in step]
    scripts += [step["run"] for job in WORKFLOW["jobs"].values() for step in job["steps"] if "run" in step]
    assert len(scripts) > 5
    assert [script for script in scripts if "${{" in script] == []


def test_other_actions_are_pinned_to_a_commit_and_name_their_version() -> None:
    used = {}
    for path in [ROOT / "action.yml", *WORKFLOWS]:
        for name, at, version in re.findall(r"uses: ([^@\s]+)(?:@(\S+) # (\S+))?", path.read_text("utf-8")):
            if name != "./":
                assert re.fullmatch(r"[0-9a-f]{40}", at), (path.name, name)
                assert re.fullmatch(r"v\d+\.\d+\.\d+", version), (path.name, name)
                # One version everywhere, or a change of one is forgotten in the other.
                assert used.setdefault(name, (at, version)) == (at, version)
    assert {"actions/checkout", "actions/setup-python"} <= used.keys()


@pytest.mark.parametrize("path", [ROOT / "action.yml", *WORKFLOWS], ids=lambda path: path.name)
def test_zizmor_finds_nothing(path: Path) -> None:
    program = Path(sys.executable).parent / "zizmor"
    done = subprocess.run(
        [program, "--offline", "--pedantic", "--no-config", path], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("schema", "path"),
    [("github-actions", "action.yml"), *(("github-workflows", f".github/workflows/{one.name}") for one in WORKFLOWS)],
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
    part = text[: text.index("## GitLab")]
    rows = re.findall(r"^\| (`.+?) \|.*?(?:\| `(.*?)` )?\|$", part, re.MULTILINE)
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
