"""Annotations as GitHub's runner reads them: nothing of a plan becomes a command, and nothing is left out unsaid."""

import os
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartplan.messages import catalogue
from smartplan.report.render.annotations import MOST, Annotation, log, pick, render
from smartplan.report.render.sentences import escape_controls
from smartplan.workspace.paths import from_top
from smartplan.yamltext.source import Place
from tests.helpers.base import RULES
from tests.helpers.github_log import commands, read
from tests.helpers.repo import Repository, git  # noqa: F401
from tests.helpers.runner import ROOT, Runner, change

EN = catalogue("en")


@given(st.text(), st.text(), st.text().map(lambda stem: f"{stem}.yaml"))
def test_whatever_a_plan_says_is_one_command_that_says_it(message: str, title: str, path: str) -> None:
    line = str(Annotation("error", message, title, path, Place(1, 2, 1, 4)))
    assert len(re.split(r"[\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]", line)) == 1
    shown = {
        "file": escape_controls(path),
        "line": "1",
        "endLine": "1",
        "col": "2",
        "endColumn": "4",
        "title": escape_controls(" ".join(title.split())),
    }
    assert read(line) == ("error", {name: text for name, text in shown.items() if text}, escape_controls(message))


@given(st.text())
def test_a_line_of_the_log_is_no_command(text: str) -> None:
    assert read(log(text)) is None
    assert "##[" not in log(text)
    assert "\n" not in log(text)


def test_bytes_that_are_no_text_are_shown() -> None:
    assert str(Annotation("info", "x", path="plans/\udcff.yaml")) == "::notice file=plans/\\udcff.yaml::x"


def test_columns_only_within_a_line_and_no_line_without_a_file() -> None:
    assert str(Annotation("warning", "x", path="a", place=Place(3, 5, 4, 1))) == "::warning file=a,line=3,endLine=4::x"
    assert str(Annotation("error", "x", place=Place(3, 5, 4, 1))) == "::error::x"


LEFT = [
    ({"error": 10, "warning": 10, "info": 10}, {}),
    ({"error": 11, "warning": 1, "info": 9}, {"error": 1}),
    ({"error": 11, "warning": 13, "info": 10}, {"error": 1, "warning": 3, "info": 1}),
    ({"info": 11}, {"info": 2}),
]


@pytest.mark.parametrize(("counts", "left"), LEFT)
def test_ten_of_a_level_and_the_rest_is_counted(counts: dict[str, int], left: dict[str, int]) -> None:
    items = [Annotation(level, str(n)) for level, count in counts.items() for n in range(count)]  # type: ignore[arg-type]
    chosen, found = pick(items, lambda item: item.level)
    assert found == left
    lines = list(render(chosen, found, EN))
    for level in ("error", "warning", "notice"):
        assert sum(line.startswith(f"::{level}") for line in lines) <= MOST
    assert bool(left) == ("not shown here" in lines[-1])


def test_the_findings(run: Runner) -> None:
    change("agency: diskominfo", "agency: diskominf")
    result = run("validate", "2023", "--format", "github")
    assert (result.code, result.err) == (1, "")
    assert result.out == (
        "::error file=plans/2023.yaml,line=20,endLine=20,col=17,endColumn=26,"
        "title=Agency not listed [unknown-agency]::"
        "`diskominf` is not an agency of this plan; did you mean `diskominfo`?\n"
        f"1 error, 0 warnings, 0 notes. Checked 18 programmes in 1 file against {RULES} rules.\n"
    )
    assert "tidak terdaftar" in commands(run("validate", "--format", "github", "--lang", "id").out)[0][2]


def test_a_file_that_cannot_be_opened_is_an_error_without_a_file(run: Runner) -> None:
    result = run("validate", "plans/hilang.yaml", "--format", "github")
    assert result.code == 2
    assert commands(result.out) == [("error", {}, "cannot open `plans/hilang.yaml`: the file does not exist")]


def test_a_name_with_a_line_break_begins_no_line(run: Runner) -> None:
    result = run("validate", "plans/a\n::stop-commands::x.yaml", "--format", "github")
    assert result.err == "Error: cannot open `plans/a\\u000a::stop-commands::x.yaml`: the file does not exist\n"
    assert [name for name, _, _ in commands(result.out + result.err)] == ["error"]
    Path("plans/b\n::stop-commands::y.yaml").write_text("a: [1", encoding="utf-8")
    found = commands(run("validate", "plans/b\n::stop-commands::y.yaml", "--format", "github").out)
    assert [(name, properties["file"]) for name, properties, _ in found] == [
        ("error", "plans/b\n::stop-commands::y.yaml")
    ]


def test_standard_input_has_no_file(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    import io
    import sys

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"a: [1")))
    level, properties, _ = commands(run("validate", "-", "--format", "github").out)[0]
    assert (level, properties.keys()) == ("error", {"title"})


def test_a_hostile_plan_gives_no_command_of_its_own(run: Runner) -> None:
    change("title: Rencana induk 2023", 'title: "x\\n::add-mask::y\\u202e, 100%:"')
    change("name: Kota Contoh", 'name: "::stop-commands::z"')
    out = run("diff", "2019", "2023", "--format", "github").out
    found = commands(out)
    assert {name for name, _, _ in found} <= {"error", "warning", "notice"}
    assert any(text.endswith("x ::add-mask::y\\u202e, 100%:") for _, _, text in found)
    assert out.splitlines()[-1].startswith("stop-commands::z: 2019 → 2023: + 0 added")


def test_the_changes_one_by_one_and_what_is_gone_without_a_line(run: Runner) -> None:
    text = Path("plans/2023.yaml").read_text("utf-8")
    cut = text[text.index("      GOV-01:") : text.index("      GOV-02:")]
    text = text.replace(cut, "").replace("name: Program harmony 1", "name: Program harmoni")
    Path("plans/2023.yaml").write_text(text, encoding="utf-8")
    result = run("diff", "2019", "2023", "--format", "github", "--programme", "GOV-01", "--programme", "LIV-01")
    assert result.code == 0
    found = commands(result.out)
    dropped = next(one for one in found if one[0] == "error")
    assert dropped[1] == {"file": "plans/2023.yaml", "title": "! GOV-01 Program public_service 1"}
    assert dropped[2].startswith("dropped: Public service")
    renamed = next(one for one in found if "harmoni" in one[2])
    line = text.splitlines().index("        name: Program harmoni") + 1
    assert renamed[0] == "notice"
    assert renamed[1] == {"file": "plans/2023.yaml", "line": str(line), "endLine": str(line), "col": "15",
                          "endColumn": "30", "title": "~ LIV-01 Program harmoni"}  # fmt: skip
    assert renamed[2] == "name: Program harmony 1 → Program harmoni"
    assert result.out.splitlines()[-1].startswith("Kota Contoh: 2019 → 2023: + 0 added")


def test_all_of_balikpapan_is_told_or_counted(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    import json

    total = len(json.loads(run("diff", "2019", "2023", "--format", "json").out)["changes"])
    found = commands(run("diff", "2019", "2023", "--format", "github").out)
    left = sum(int(n) for n in re.findall(r"(\d+) (?:note|warning|error)", found[-1][2]))
    assert len(found) - 1 + left == total
    for _, properties, _ in found:
        assert "line" not in properties or (ROOT / properties["file"]).is_file()


@pytest.mark.usefixtures("git")
def test_since_a_commit(run: Runner, tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    Path("plans/2017.yaml").write_text(Path("plans/2019.yaml").read_text("utf-8").replace('"2019"', '"2017"'), "utf-8")
    base = repository.commit()
    Path("plans/2017.yaml").unlink()
    Path("plans/rusak.yaml").write_text("a: [1", encoding="utf-8")
    other = Path("plans/2019.yaml").read_text("utf-8").replace('"2019"', '"2020"')
    Path("plans/2020.yaml").write_text(other, encoding="utf-8")
    change("agency: diskominfo", "agency: lain")
    result = run("diff", "--since", base, "--format", "github")
    assert result.code == 2
    found = {properties.get("file"): (level, properties, text) for level, properties, text in commands(result.out)}
    assert found.keys() == {f"plans/{name}.yaml" for name in ("2017", "2020", "2023", "rusak")}
    assert {path[6:-5]: level for path, (level, _, _) in found.items()} == {
        "2017": "warning", "2020": "notice", "2023": "notice", "rusak": "error",
    }  # fmt: skip
    assert [name for name, (_, properties, _) in found.items() if "line" in properties] == ["plans/2023.yaml"]
    assert "`plans/rusak.yaml` cannot be read as a plan" in found["plans/rusak.yaml"][2]
    told = [line for line in result.out.splitlines() if read(line) is None]
    assert [line.split(",")[0] for line in told[:3]] == ["plans/2017.yaml", "plans/2019.yaml", "plans/2020.yaml"]


def test_paths_start_at_the_top_of_the_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plans = tmp_path / "kota" / "plans"
    plans.mkdir(parents=True)
    monkeypatch.chdir(plans)
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)
    file = Path("2023.yaml")
    assert from_top(None) == ""
    assert from_top(file) == "2023.yaml"
    assert from_top(tmp_path / "luar.yaml") == (tmp_path / "luar.yaml").as_posix()
    monkeypatch.setenv("GITHUB_WORKSPACE", os.fspath(tmp_path))
    assert from_top(file) == "kota/plans/2023.yaml"
    # In a worktree it is a file.
    (tmp_path / "kota" / ".git").touch()
    assert from_top(file) == "plans/2023.yaml"
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tautan").symlink_to(plans)
    assert from_top(Path("tautan/2023.yaml")) == "plans/2023.yaml"
