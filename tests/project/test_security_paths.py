"""No text of a plan runs anything or makes a path, no name leads out of its folder, and no repository gets a command run."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import smartplan
from smartplan.cli import completion
from tests.helpers import base
from tests.helpers.repo import Repository, git, isolated  # noqa: F401
from tests.helpers.runner import Runner, change
from tests.helpers.watched import Watched, watch

if sys.platform == "win32":
    pytest.skip("links, devices and shell commands are of another kind there", allow_module_level=True)

# What completion needs of typer.
CONTEXT: Any = SimpleNamespace(params={})
# In the place of any name.
BAD = [
    "../luar", "../../luar", "/luar", "..", "", "plans/../../luar", "..\\luar", "luar\0", "2019\n", "~/luar",
    "--upload-pack=touch pwned", "--output=pwned", ":(top)luar", "HEAD:luar", "2019@HEAD", "$(touch pwned)",
    "`touch pwned`", "; touch pwned;", "%n{0.__class__}", "file:///luar",
]  # fmt: skip
READING = [
    "validate", "diff 2019 2023", "coverage 2023 --against 2019", "summary 2023", "show 2023 GOV-01 --history", "log",
    "agenda 2023", "roadmap 2023", "inputs 2023", "evaluations",
]  # fmt: skip
ALONE = [READING[0], READING[1], READING[4], READING[7]]
WRITING = [
    "rename 2023 GOV-01 Baru", "draft 2026 --from 2023", "withdraw 2023 GOV-03 --reason x", "restore 2023 GOV-03",
    "confirm 2019 2023 --yes", "fmt", "validate --baseline b.yaml --write-baseline", "summary 2023 --output hasil.txt",
]  # fmt: skip
IN_GIT = ["diff --since HEAD", "diff 2019@HEAD 2023", "log 2023@HEAD"]
# Nothing that a stranger could have put there.
OUR_OWN = [
    Path(sys.prefix),
    Path(sys.base_prefix),
    Path(smartplan.__file__).parent,
    Path(os.devnull),
    Path("/usr/share"),
]


@pytest.fixture
def city(tmp_path: Path, run: Runner, git: None, monkeypatch: pytest.MonkeyPatch) -> Path:  # noqa: F811
    """A city in a repository, with a plan beside it that is none of its business."""
    top = tmp_path / "kota"
    base.write(top / "plans")
    Repository(top).commit()
    (tmp_path / "luar.yaml").write_text(base.FILES["2019.yaml"], "utf-8")
    monkeypatch.chdir(top)
    return top


def inside(done: Watched, top: Path) -> None:
    """Nothing but git was started, and no file opened but those of the city, of git, of the program and for `undo`."""
    state = Path(os.environ["SMARTPLAN_STATE"])
    strange = [
        path for path in done.opened
        if not any(Path(path).is_relative_to(os.path.realpath(home)) for home in (top, state, *OUR_OWN))
    ]  # fmt: skip
    assert strange == []
    assert [words for words in done.started if words[0] != "git"] == []
    assert done.other == []


def watched(commands: list[list[str]], top: Path) -> list[Watched]:
    found = watch(commands, top)
    for done in found:
        inside(done, top)
        assert done.code in (0, 1, 2)
    assert not list(top.rglob("pwned"))
    return found


FIELDS = [
    ("2023.yaml", "revision: {}"), ("2023.yaml", "supersedes: {}"), ("2023.yaml", "profile: {}"),
    ("2023.yaml", "because: [{}]"), ("2023.yaml", "agencies: {{{}: {{name: x}}}}"),
    ("2023.yaml", "dimensions: {{governance: {{programmes: {{GOV-01: {{formerly: [{}], because: [{}], sources: [{}]}}}}}}}}"),
    ("2023.yaml", "dimensions: {{governance: {{programmes: {{{}: {{name: x, subdimension: bureaucracy}}}}}}}}"),
    ("2023.yaml", "dimensions: {{{}: {{programmes: {{}}}}}}"), ("2023.yaml", "sources: {{berita: {{url: {}}}}}"),
    ("2023.yaml", "withdrawn: {{{}: {{reason: {}}}}}"), ("reviews/2022-12-28.yaml", "review: {}"),
    ("reviews/2022-12-28.yaml", "reviews: {}"), ("reviews/2022-12-28.yaml", "leads_to: {}"),
    ("reviews/2022-12-28.yaml", "inputs: {{{}: {{text: x, disposition: open}}}}"), ("evaluations/2023.yaml", "revision: {}"),
    ("evaluations/2023.yaml", "scheme: {}"), ("evaluations/2023.yaml", "sources: {{{}: {{title: x}}}}"),
]  # fmt: skip


def dump(data: object) -> str:
    # YAML too, and it has an escape for all that YAML does not take.
    return json.dumps(data, default=str)


def with_fields(fields: list[tuple[str, str]], bad: str) -> dict[str, str]:
    """The base city with a text in some fields."""
    files = {name: base.parsed(text) for name, text in base.FILES.items()}
    for file, fragment in fields:
        files[file] = base.merged(files[file], base.parsed(fragment.format(*[json.dumps(bad)] * 3)))
    return {name: dump(data) for name, data in files.items()}


def test_no_field_makes_a_path_or_a_command(city: Path) -> None:
    """Each attack in every field at once, and one in each field alone, should one keep others from being read."""
    cases = [(FIELDS, bad) for bad in BAD] + [([field], "../luar") for field in FIELDS]
    commands = []
    for number, (fields, bad) in enumerate(cases):
        folder = f"rencana{number}"
        base.write(city / folder, with_fields(fields, bad), whole=True)
        chosen = READING if fields is FIELDS else [*ALONE, *WRITING[:2]]
        commands += [[*command.split(), "--plans", folder] for command in chosen]
    found = watched([*(command.split() for command in [*READING, *WRITING, *IN_GIT]), *commands], city)
    # That the hook sees anything at all.
    assert str(city / "plans/2023.yaml") in found[0].opened
    assert {str(city / name) for name in ("b.yaml", "hasil.txt", "plans/2026.yaml")} <= {
        path for done in found for path in done.opened
    }
    assert any("rev-parse" in words for done in found for words in done.started)


ARGUMENTS = [
    "validate\0{}", "diff\0{}\x002023", "diff\0--since\0{}", "summary\x002023@{}", "diff\0--\0{}@HEAD\x002023", "coverage\0{}",
    "show\x002023\0{}", "agenda\x002023\0--agency\0{}", "log\0{}", "rules\0{}", "schema\0{}", "draft\0{}\0--from\x002023",
    "draft\x002026\0--from\0{}", "add\x002023\0{}\0--dimension\0{}\0--subdimension\0{}\0--name\0{}\0--agency\0{}",
    "set\x002023\0GOV-01\0{}\0{}", "rename\x002023\0GOV-01\0{}", "renumber\x002023\0GOV-01\0{}", "move\x002023\0GOV-01\0{}",
    "merge\x002023\0GOV-01\0GOV-02\0--into\0{}", "split\x002023\0GOV-01\0--into\0{}\0--into\0{}", "withdraw\x002023\0{}\0--reason\0{}",
    "restore\x002023\0{}", "confirm\0{}\x002023", "fmt\0--check\0{}", "init\0baru\0--revision\0{}\0--city\0{}\0--code\0{}",
]  # fmt: skip


def test_no_name_on_the_command_line_leads_to_a_file_that_it_does_not_say(city: Path) -> None:
    # A path is taken for what it says; these are names.
    names = [bad.replace("\0", "") for bad in BAD if "/" not in bad and bad[:2] not in ("", ".", "..", "--")]
    names += [
        "2023@HEAD:../../luar.yaml",
        "2023@../luar",
        "2023@--upload-pack=touch pwned",
        "2023@--output=pwned",
        "2023@:(top)luar",
    ]
    watched([form.replace("{}", name).split("\0") for form in ARGUMENTS for name in names], city)
    assert sorted(os.listdir(city)) == [".git", "plans"]
    # Drafts by names that are sound.
    new = {"2026.yaml", "luar.yaml"}
    assert {*os.listdir("plans")} - new == {"2019.yaml", "2023.yaml", "evaluations", "reviews"}


TAGS = [
    '!!python/object/apply:os.system ["touch pwned"]', '!!python/object/new:os.system ["touch pwned"]',
    "!!python/name:os.system", "!!python/module:os", "!!python/object/apply:subprocess.check_output [[touch, pwned]]",
    "!<tag:yaml.org,2002:python/object/apply:os.system> [touch pwned]", "!include /etc/passwd", "!include ../luar.yaml",
    "!ENV ${HOME}", "!!js/function 'x'", "!ruby/object:Gem::Requirement {x: 1}", "!!python/tuple [1]", "!!binary eA==",
    "!!set {x}", "!!timestamp 2020-01-01",
]  # fmt: skip


def test_a_tag_is_a_finding_and_nothing_runs(city: Path, run: Runner) -> None:
    commands = []
    for number, tag in enumerate(TAGS):
        for place in ("title: {}\n", "{}: x\n", "x: [{}]\n"):
            path = Path(f"plans/tag{number}-{len(place)}.yaml")
            path.write_text(place.format(tag), "utf-8")
            commands += [["fmt", str(path)], ["validate", str(path)], ["summary", path.stem]]
            done = run("validate", str(path))
            assert done.code == 1
            assert "[unknown-tag]" in done.out or "[yaml-syntax]" in done.out
        commands.append(["set", "2023", "GOV-01", "name", tag])
    watched(commands, city)


LINKS = [
    "../../luar.yaml",
    "/etc/passwd",
    "/proc/self/environ",
    "../.git/config",
    "../git/config",
    "/dev/zero",
    "/proc/self/mem",
]


def test_a_link_that_leads_out_of_the_repository_is_not_followed(city: Path, run: Runner) -> None:
    Path("git").symlink_to(".git")
    places = []
    for number, target in enumerate(LINKS, 2031):
        for place in (Path(f"plans/{part}{number}.yaml") for part in ("", "reviews/", "evaluations/")):
            place.symlink_to(os.path.join("../" * (len(place.parts) - 2), target))
            places.append(place)
    commands = ["validate", "fmt", "inputs 2023", "evaluations", "log"]
    for place in places:
        commands += [f"validate {place}", f"summary {place}", f"rename {place} GOV-01 x"]
    for done in watched([command.split() for command in commands], city):
        assert [path for path in done.opened if "/.git/" in path] == []
    for place in places:
        found = run("validate", str(place))
        assert (found.code, "it is a link to a place outside its git repository" in found.err) == (2, True)


def test_a_link_within_the_repository_is_followed_and_so_is_any_outside_of_one(city: Path, run: Runner) -> None:
    Path("arsip").mkdir()
    Path("plans/2019.yaml").rename("arsip/2019.yaml")
    Path("plans/2019.yaml").symlink_to("../arsip/2019.yaml")
    assert run("validate").code == 0
    assert run("rename", "2019", "GOV-01", "Baru").code == 0
    assert Path("plans/2019.yaml").is_symlink()
    os.chdir("..")
    Path("tautan.yaml").symlink_to("luar.yaml")
    assert run("summary", "tautan.yaml").code == 0


def test_folders_that_are_links_are_no_way_out(city: Path, run: Runner) -> None:
    for name in ("reviews", "evaluations"):
        Path(f"plans/{name}").rename(city.parent / name)
        Path(f"plans/{name}").symlink_to(f"../../{name}")
    watched([command.split() for command in READING], city)
    assert "it is a link to a place outside its git repository" in run("inputs", "2023").err


# A link in the repository, where it leads, and the name that a command is to write to.
WAYS_OUT = [
    ("laporan.md", "../luar.md", "laporan.md"), ("laporan.md", "../tiada.md", "laporan.md"),
    ("plans.sarif", ".git/hooks/post-checkout", "plans.sarif"), ("plans.sarif", ".git/config", "plans.sarif"),
    ("keluaran", "..", "keluaran/luar.md"), ("keluaran", ".git", "keluaran/hooks/post-checkout"),
    ("keluaran", "../lain", "keluaran/baru.md"), ("a", "b", "a"), ("keluaran", "../lain", "keluaran/../luar.md"),
    ("sana", "../tautan", "sana"),
]  # fmt: skip
WRITERS = [
    "summary 2023 --output {}", "coverage 2023 --format markdown --output {}", "validate --format sarif --output {}",
    "diff 2019 2023 --output {}", "validate --write-baseline --baseline {}", "rename {} GOV-01 Baru",
    "fmt {}", "init {}", "init {}/plans",
]  # fmt: skip


@pytest.fixture
def outside(city: Path) -> Path:
    """What lies beside a repository: a file, another repository, and a link of the user's."""
    folder = city.parent
    (folder / "luar.md").write_text("lama", encoding="utf-8")
    (folder / "lain").mkdir()
    Repository(folder / "lain")
    (folder / "tautan").symlink_to("luar.md")
    return folder


def everything(folder: Path) -> dict[str, bytes | None]:
    """All that lies in a folder: the files with what they hold."""
    return {str(path): path.read_bytes() if path.is_file() else None for path in sorted(folder.rglob("*"))}


@pytest.mark.parametrize(("name", "target", "output"), WAYS_OUT)
def test_nothing_is_written_by_a_link_out_of_the_repository(
    city: Path, outside: Path, run: Runner, name: str, target: str, output: str
) -> None:
    Path(name).symlink_to(target)
    Path("b").symlink_to("../luar.md")
    before = everything(outside)
    for command in WRITERS:
        words = [word.format(output) for word in command.split()]
        if "init" in words:
            words += ["--city", "Kota", "--code", "64.71", "--period", "2026-2030"]
        found = run(*words, "--lang", "en")
        assert found.code == 2, (command, found)
        assert "a link to a place outside its git repository" in found.err or "--output" not in words, (command, found)
        assert everything(outside) == before, command


@pytest.mark.parametrize(
    ("link", "target", "output"),
    [
        ("laporan.md", "arsip/laporan.md", "laporan.md"), ("keluaran", "arsip", "keluaran/laporan.md"),
        ("../milik-sendiri", "luar.md", "../milik-sendiri"), ("../milik-sendiri", "kota", "../milik-sendiri/laporan.md"),
    ],
)  # fmt: skip
def test_other_links_are_written_through(
    city: Path, outside: Path, run: Runner, link: str, target: str, output: str
) -> None:
    Path("arsip").mkdir()
    Path(link).symlink_to(target.replace("kota", city.name))
    assert run("summary", "2023", "--output", output, "--lang", "en") == (0, "", "")
    assert Path(link).is_symlink()
    assert Path(output).read_text("utf-8").removeprefix("## ").startswith("Kota Contoh")


@pytest.mark.parametrize("output", ["/dev/null", "/dev/stdout", "/dev/fd/1"])
def test_what_the_system_offers_as_a_file_is_no_way_out(city: Path, output: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "smartplan", "summary", "2023", "--output", output], capture_output=True, check=False
    )
    assert (done.returncode, done.stderr, done.stdout == b"") == (0, b"", output == "/dev/null")


def test_a_report_is_not_written_over_what_it_tells_of(city: Path, run: Runner) -> None:
    Path("rencana.txt").write_bytes(b"\xef\xbb\xbf# x\r\n'format' : 1\r\n")
    Path("laporan.md").symlink_to("plans/2023.yaml")
    assert run("validate", "--write-baseline", "--baseline", "diterima").code == 0
    before = everything(city / "plans")
    for name in ("plans/2023.yaml", "plans/2019.yaml", "plans/reviews/2022-12-28.yaml", "plans/evaluations/2023.yaml",
                 "plans/baru.YAML", "rencana.txt", "laporan.md", "diterima"):  # fmt: skip
        found = run("summary", "2023", "--output", name, "--lang", "en")
        assert (found.code, "a report cannot replace a plan" in found.err) == (2, True), name
    assert everything(city / "plans") == before
    # Its own last state it may take the place of, in whatever format.
    for words in (("summary", "2023"), ("summary", "2023", "--format", "json"), ("validate", "--format", "sarif")) * 2:
        assert run(*words, "--output", "hasil").code == 0


# Each runs its command when git itself is used without care.
SETTINGS = {
    "core.fsmonitor": "touch {}; false", "diff.external": "touch {}; true", "diff.jahat.command": "touch {}; true",
    "diff.jahat.textconv": "touch {}; cat", "filter.jahat.clean": "touch {}; cat", "filter.jahat.smudge": "touch {}; cat",
    "merge.jahat.driver": "touch {}; true", "core.pager": "touch {}; cat", "pager.diff": "touch {}; cat",
    "core.editor": "touch {}", "core.sshCommand": "touch {}", "credential.helper": "!touch {}", "gpg.program": "touch {}",
    "interactive.diffFilter": "touch {}; cat", "alias.rev-parse": "!touch {}", "alias.cat-file": "!touch {}",
    "uploadpack.packObjectsHook": "touch {}", "core.askPass": "touch {}", "core.gitProxy": "touch {}",
}  # fmt: skip
RENAMED = [
    "diff --since HEAD", "diff 2019@HEAD 2025", "diff --since HEAD~1 --format json", "summary 2025@HEAD",
    "validate 2023@HEAD~1", "diff --since HEAD 2025", "coverage plans/2025.yaml@HEAD", "log 2023@HEAD",
]  # fmt: skip


def arm(top: Path, configuration: Path, marker: Path) -> None:
    for name, command in SETTINGS.items():
        path = marker / re.sub(r"\W", "-", name)
        subprocess.run(
            ["git", "config", "--file", configuration, name, command.format(path)], check=True, cwd=top, env=isolated()
        )


def test_no_command_of_a_configuration_is_run(city: Path, run: Runner, tmp_path: Path) -> None:
    marker = tmp_path / "tanda"
    marker.mkdir()
    repository = Repository(city)
    Path(".gitattributes").write_text("*.yaml diff=jahat filter=jahat merge=jahat\n", "utf-8")
    change("Program public_service 1", "Nama lain")
    repository.commit()
    repository("mv", "plans/2023.yaml", "plans/2025.yaml")
    arm(city, city / ".git/config", marker)
    for hook in ("post-index-change", "post-checkout", "pre-commit", "fsmonitor-watchman"):
        (city / ".git/hooks" / hook).write_text(f"#!/bin/sh\ntouch {marker}/hook-{hook}\n")
        (city / ".git/hooks" / hook).chmod(0o755)
    # A change of the time alone makes git look into the files.
    for path in Path("plans").rglob("*.yaml"):
        os.utime(path, (1, 1))
    for command in RENAMED:
        assert run(*command.split()).code in (0, 1), command
    Path("plans/2025.yaml").write_text(Path("plans/2025.yaml").read_text("utf-8") + "# x\n", "utf-8")
    for command in RENAMED:
        assert run(*command.split()).code in (0, 1), command
    assert os.listdir(marker) == []
    # The traps are armed.
    for words in (["status"], ["diff"], ["-c", "core.fsmonitor=false", "diff", "--no-ext-diff", "HEAD"]):
        subprocess.run(["git", *words], capture_output=True, env=isolated() | {"GIT_PAGER": "cat"}, check=False)
    assert {"core-fsmonitor", "diff-jahat-command", "diff-jahat-textconv", "filter-jahat-clean"} & set(
        os.listdir(marker)
    )


def test_a_folder_that_is_made_up_as_a_repository_runs_nothing(city: Path, run: Runner, tmp_path: Path) -> None:
    marker = tmp_path / "tanda"
    marker.mkdir()
    Repository(city)("clone", "-q", "--bare", ".", "palsu")
    for path in Path("palsu").iterdir():
        path.rename(Path("plans") / path.name)
    arm(city, Path("plans/config"), marker)
    subprocess.run(["git", "config", "--file", "plans/config", "core.bare", "false"], check=True, env=isolated())
    subprocess.run(
        ["git", "config", "--file", "plans/config", "core.worktree", str(city / "plans")], check=True, env=isolated()
    )
    for command in [*IN_GIT, "git install"]:
        done = run(*command.split())
        # It is the repository around it that is asked, as if nothing were there.
        assert done.code in (0, 1), done
    assert os.listdir(marker) == []
    assert "smartplan" not in Path("plans/config").read_text("utf-8")
    assert "smartplan" in Path(".git/config").read_text("utf-8")


def test_the_shell_is_offered_no_name_that_means_something_to_it(run: Runner) -> None:
    names = [
        "$(touch x)",
        "`x`",
        "a b",
        "a;b",
        "a'b",
        'a"b',
        "a\\b",
        "a|b",
        "a\nb",
        "*",
        "~",
        "-x",
        "a$b",
        "a&b",
        "a>b",
        "(a)",
        "\\$(x)",
        "a:b",
        "\x1b[2J",
        "!x",
    ]
    for name in names:
        Path("plans", f"{name}.yaml").write_text("format: 1\n", "utf-8")
    keys = "".join(f"  {quoted_key(name)}: {{name: x}}\n" for name in names)
    change(
        "agencies: {diskominfo: {name: Dinas Komunikasi dan Informatika}}\n",
        f"agencies:\n  diskominfo: {{name: x}}\n{keys}",
    )
    assert sorted(completion.revisions(CONTEXT, "")) == ["2019", "2023"]
    found = {
        *completion.agencies(CONTEXT, ""),
        *completion.programmes(CONTEXT, ""),
        *completion.dimensions(CONTEXT, ""),
    }
    assert {"diskominfo", "GOV-01", "governance"} <= found
    assert found & set(names) == set()
    assert list(completion.inputs(CONTEXT, "")) == ["fgd-2022-12-28/IN-01"]


def quoted_key(name: str) -> str:
    return "'" + name.replace("'", "''").replace("\n", " ").replace("\x1b", "") + "'"
