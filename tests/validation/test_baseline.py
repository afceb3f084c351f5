"""A baseline: what it accepts, what is said when it no longer applies, and files that are none."""

import json
from collections import Counter
from io import BytesIO, TextIOWrapper
from pathlib import Path

import jsonschema_rs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartplan.report import schemas
from smartplan.validation.baseline import BaselineEntry, open_baseline, render
from tests.helpers.base import RULES, write
from tests.helpers.runner import ROOT, Result, Runner, change

GOV = "dimensions.governance.programmes.GOV-01"
FILE = Path("accepted.yaml")


def accept(run: Runner, *arguments: str) -> Result:
    return run("validate", *arguments, "--baseline", "accepted.yaml", "--write-baseline")


def check(run: Runner, *arguments: str) -> list[tuple[str, str, str]]:
    """Rule, variant of a note and address of what is found with the baseline."""
    result = run("validate", *arguments, "--baseline", "accepted.yaml", "--format", "json")
    data = json.loads(result.out)
    assert jsonschema_rs.is_valid(schemas.schema("findings"), data)
    assert result.code == int(data["counts"]["error"] > 0)
    return [(one["rule"], one["severity"], one["where"]) for one in data["findings"]]


def entries() -> list[dict[str, object]]:
    return [json.loads(line[2:]) for line in FILE.read_text("utf-8").splitlines()[2:]]


WRITTEN = """\
format: 1
accepted:
- {"file": "plans/2023.yaml", "rule": "programme-without-mission", "where": "dimensions.branding.programmes.BRA-01", "fingerprint": "44ad6db2408d8715"}
- {"file": "plans/2023.yaml", "rule": "unknown-agency", "where": "dimensions.governance.programmes.GOV-01.agency", "fingerprint": "90ca90d9df5b1786"}
"""


def break_two() -> None:
    change("agency: diskominfo", "agency: diskominf")
    text = Path("plans/2023.yaml").read_text("utf-8")
    at = text.index("      BRA-01:")
    Path("plans/2023.yaml").write_text(text[:at] + text[at:].replace("[M1]", "[]", 1), encoding="utf-8")


def test_the_file_and_what_is_said(run: Runner) -> None:
    break_two()
    checked = f"Checked 36 programmes in 4 files against {RULES} rules. 2 findings accepted in the baseline."
    said = f"No findings.\n{checked}\n"
    assert accept(run) == (0, said, "Note: `accepted.yaml` now contains 2 accepted findings\n")
    assert FILE.read_text("utf-8") == WRITTEN
    assert run("validate", "--baseline", "accepted.yaml", "--fail-on", "info") == (0, said, "")
    assert run("validate", "--baseline", "accepted.yaml", "--lang", "id").out.endswith(
        f"\n36 program dalam 4 berkas diperiksa berdasarkan {RULES} aturan. 2 temuan diterima dalam baseline.\n"
    )
    assert accept(run, "--lang", "id").err == "Catatan: `accepted.yaml` kini memuat 2 temuan yang diterima\n"
    assert FILE.read_text("utf-8") == WRITTEN
    assert "2 findings accepted" in run("validate", "--baseline", "accepted.yaml", "--format", "markdown").out
    data = json.loads(run("validate", "--baseline", "accepted.yaml", "--format", "json").out)
    assert (data["accepted"], data["ignored"], data["findings"]) == (2, 0, [])
    assert run("validate").code == 1


def test_a_sound_plan_has_an_empty_baseline(run: Runner) -> None:
    assert accept(run).code == 0
    assert FILE.read_text("utf-8") == "format: 1\naccepted: []\n"
    assert check(run) == []


OUTDATED = [
    ("put right", ("agency: diskominf\n", "agency: diskominfo\n"), [], "no longer has `unknown-agency`"),
    (
        "another value",
        ("agency: diskominf\n", "agency: dinas\n"),
        [("unknown-agency", "error", f"{GOV}.agency")],
        "with a value other than the accepted one",
    ),
    (
        "taken out",
        ("        agency: diskominf\n", ""),
        [("missing-key", "error", GOV)],
        "no longer has `unknown-agency`",
    ),
]


@pytest.mark.parametrize(
    ("edit", "expected", "said"), [case[1:] for case in OUTDATED], ids=[case[0] for case in OUTDATED]
)
def test_an_entry_that_no_longer_applies(
    run: Runner, edit: tuple[str, str], expected: list[tuple[str, str, str]], said: str
) -> None:
    break_two()
    accept(run)
    change(*edit)
    assert check(run) == [*expected, ("baseline-unused", "info", "accepted.1.rule")]
    out = run("validate", "--baseline", "accepted.yaml").out
    assert "accepted.yaml\n\n  4:39  note  [baseline-unused]\n" in out
    assert said in out
    assert run("validate", "--baseline", "accepted.yaml", "--fail-on", "info").code == 1
    assert check(run, "--ignore", "baseline-unused") == expected
    accept(run)
    assert check(run) == []


def test_several_findings_of_one_key_are_counted(run: Runner) -> None:
    change("missions: [M1]", "missions: [M9, M1, M9]")
    accept(run)
    assert [(entry["where"], entry.get("count")) for entry in entries()] == [(f"{GOV}.missions.M9", 2)]
    assert check(run) == []
    change("[M9, M1, M9]", "[M1, M9, M9]")
    assert check(run) == []
    change("[M1, M9, M9]", "[M9, M9, M9]")
    assert check(run) == [("unknown-mission", "error", f"{GOV}.missions.2")]
    change("[M9, M9, M9]", "[M9, M1]")
    assert check(run) == [("baseline-unused", "info", "accepted.0.rule")]
    assert "1 time, and 2 were accepted" in run("validate", "--baseline", "accepted.yaml").out


def test_a_line_that_stands_twice_after_a_merge_counts_once(run: Runner) -> None:
    change("agency: diskominfo", "agency: diskominf")
    accept(run)
    text = FILE.read_text("utf-8")
    FILE.write_text(text + text.splitlines()[2] + "\n", encoding="utf-8")
    assert check(run) == []
    change("agency: diskominf\n", "agency: diskominfo\n")
    assert check(run) == [("baseline-unused", "info", "accepted.0.rule")]


def test_what_a_programme_lacks_is_the_same_lack_after_another_edit(run: Runner) -> None:
    change("missions: [M1]", "missions: []")
    accept(run)
    change("name: Program public_service 1", "name: Layanan 112")
    assert check(run) == []


def test_only_what_was_looked_at_is_held_against(run: Runner) -> None:
    break_two()
    change("agency: diskominfo", "agency: diskominf", "2019")
    accept(run)
    assert len(entries()) == 3
    write(Path("plans"))
    assert check(run, "2019") == [("baseline-unused", "info", "accepted.0.rule")]
    both = ("--rule", "baseline-unused", "--rule", "unknown-agency")
    assert check(run, "2023", *both) == [("baseline-unused", "info", "accepted.2.rule")]
    assert check(run, "2023", "--ignore", "unknown-agency") == [("baseline-unused", "info", "accepted.1.rule")]
    assert len(check(run)) == 3


def test_writing_keeps_what_was_not_looked_at(run: Runner) -> None:
    break_two()
    change("agency: diskominfo", "agency: diskominf", "2019")
    accept(run)
    before = FILE.read_text("utf-8")
    assert accept(run, "2019").err == "Note: `accepted.yaml` now contains 3 accepted findings\n"
    assert accept(run, "--rule", "unknown-agency").code == 0
    assert FILE.read_text("utf-8") == before
    write(Path("plans"))
    accept(run, "2023", "--rule", "programme-without-mission")
    assert [entry["rule"] for entry in entries()] == ["unknown-agency", "unknown-agency"]
    Path("plans/2019.yaml").unlink()
    accept(run, "2023", "--rule", "programme-without-mission")
    assert [entry["file"] for entry in entries()] == ["plans/2023.yaml"]


def test_a_finding_left_out_by_address_is_neither_written_nor_gone(run: Runner) -> None:
    change("missions: [M1]", "missions: [M1, M9]")
    assert accept(run, "--ignore", f"unknown-mission:{GOV}.missions.1").code == 0
    assert entries() == []
    accept(run)
    assert check(run, "--ignore", f"unknown-mission:{GOV}.missions.1") == []
    assert len(entries()) == 1


def test_standard_input(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    text = Path("plans/2023.yaml").read_bytes().replace(b"agency: diskominfo", b"agency: nobody", 1)

    def feed() -> None:
        monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(text)))

    feed()
    assert accept(run, "-").code == 0
    assert [entry["file"] for entry in entries()] == ["-"]
    feed()
    assert check(run, "-") == []
    accept(run, "2023")
    assert len(entries()) == 1


def test_what_cannot_be_read_is_never_accepted(run: Runner) -> None:
    Path("plans/rusak.yaml").write_text("a: [1", encoding="utf-8")
    result = accept(run)
    assert (result.code, "[yaml-syntax]" in result.out) == (1, True)
    assert FILE.read_text("utf-8") == "format: 1\naccepted: []\n"


def test_paths_are_those_seen_from_the_baseline(run: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    break_two()
    Path("ci").mkdir()
    Path("sini").symlink_to(tmp_path)
    run("validate", "--baseline", "ci/a.yaml", "--write-baseline")
    text = Path("ci/a.yaml").read_text("utf-8")
    assert text.count('"../plans/2023.yaml"') == 2
    monkeypatch.chdir("plans")
    assert run("validate", "2023.yaml", "--baseline", "../ci/a.yaml").code == 0
    assert run("validate", str(tmp_path / "plans" / "2023.yaml"), "--baseline", "../sini/ci/a.yaml").code == 0
    assert run("validate", "--plans", "../sini/plans", "--baseline", "../ci/a.yaml", "--write-baseline").code == 0
    assert (tmp_path / "ci" / "a.yaml").read_text("utf-8") == text


def test_comments_come_first(run: Runner) -> None:
    break_two()
    accept(run)
    change("agency: diskominf\n", "agency: diskominf  # smartplan: ignore unknown-agency menunggu perda\n")
    assert check(run) == [("baseline-unused", "info", "accepted.1.rule")]
    out = accept(run).out
    checked = f"Checked 36 programmes in 4 files against {RULES} rules."
    assert out.endswith(f"{checked} 1 finding accepted in the baseline. 1 finding ignored by a comment.\n")
    change("  # smartplan: ignore unknown-agency menunggu perda", "  # smartplan: ignore unknown-agency")
    assert [one[0] for one in check(run)] == ["unknown-agency", "ignore-without-reason"]


LINE = WRITTEN.splitlines(keepends=True)[2]
BAD = [
    ("no YAML", "a: [", "`accepted.yaml` cannot be read as a baseline: 1:5: invalid YAML"),
    ("a conflict", f"format: 1\naccepted:\n<<<<<<< ours\n{LINE}=======\n{LINE}>>>>>>> theirs\n", "`accepted.yaml` cannot be read as a baseline: 3:1: unfinished merge"),
    ("empty", "", "`accepted.yaml` cannot be read as a baseline: 1:1: the file is empty"),
    ("another file", "- a\n", "`accepted.yaml` is not a baseline (line 1); give another file with --baseline"),
    ("a plan", "format: 1\nrevision: '2023'\n", "`accepted.yaml` is not a baseline (line 1)"),
    ("another key", "format: 1\naccepted: []\nlain: 1\n", "`accepted.yaml` is not a baseline (line 1)"),
    ("no list", "format: 1\naccepted: 5\n", "`accepted.yaml` is not a baseline (line 1)"),
    ("another format", "# a\nformat: 2\naccepted: []\n", "`accepted.yaml`, line 2: this baseline has format 2, and this version of smartplan supports 1"),
    ("no entry", f"format: 1\naccepted:\n{LINE}- 5\n", "`accepted.yaml`, line 4: this is not a valid entry of a baseline"),
    ("an unknown key", "format: 1\naccepted:\n" + LINE.replace('"file"', '"berkas"'), "`accepted.yaml`, line 3: this is not a valid entry"),
    ("a number for a text", "format: 1\naccepted:\n" + LINE.replace('"44ad6db2408d8715"', "12"), "`accepted.yaml`, line 3: this is not a valid entry"),
    ("a count of none", "format: 1\naccepted:\n" + LINE.replace("}", ', "count": 0}'), "`accepted.yaml`, line 3: this is not a valid entry"),
    ("a count that is none", "format: 1\naccepted:\n" + LINE.replace("}", ', "count": true}'), "`accepted.yaml`, line 3: this is not a valid entry"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "said"), [case[1:] for case in BAD], ids=[case[0] for case in BAD])
def test_a_file_that_is_no_baseline_is_neither_used_nor_overwritten(run: Runner, text: str, said: str) -> None:
    FILE.write_text(text, encoding="utf-8")
    for arguments in ((), ("--write-baseline",)):
        result = run("validate", "--baseline", "accepted.yaml", *arguments)
        assert (result.code, result.out) == (2, "")
        assert result.err.startswith(f"Error: {said}")
        assert result.err.count("\n") == 1
        assert run("validate", "--baseline", "accepted.yaml", *arguments, "--lang", "id").code == 2
    assert FILE.read_text("utf-8") == text


def test_a_plan_is_never_overwritten(run: Runner) -> None:
    before = Path("plans/2023.yaml").read_bytes()
    for name in ("plans/2023.yaml", "plans/reviews/2022-12-28.yaml", "plans/baru.yaml"):
        assert run("validate", "--baseline", name, "--write-baseline").code == 2
    assert Path("plans/2023.yaml").read_bytes() == before
    assert not Path("plans/baru.yaml").exists()


SAID = [
    (["--baseline", "hilang.yaml"], "Error: there is no baseline `hilang.yaml`; create it with --write-baseline"),
    (["--write-baseline"], "Error: --write-baseline writes the file given with --baseline"),
    (["--baseline", "/dev/null"], "Error: cannot open `/dev/null`: it is not a regular file"),
    (["--baseline", "tidak/ada.yaml", "--write-baseline"], "Error: cannot write `tidak/ada.yaml`: its folder does not exist"),
    (["--baseline", "plans/baru.yaml", "--write-baseline"], "Error: `plans/baru.yaml` would be read as a plan"),
]  # fmt: skip


@pytest.mark.parametrize(("arguments", "said"), SAID)
def test_errors_say_what_to_do(run: Runner, arguments: list[str], said: str) -> None:
    result = run("validate", *arguments)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(said)


TEXTS = st.text(max_size=8)
COUNTS = st.dictionaries(st.builds(BaselineEntry, TEXTS, TEXTS, TEXTS, TEXTS), st.integers(1, 3), max_size=4)


@given(COUNTS)
def test_what_is_written_is_read(tmp_path_factory: pytest.TempPathFactory, counts: dict[BaselineEntry, int]) -> None:
    path = tmp_path_factory.mktemp("baseline") / "a.yaml"
    path.write_text(render(Counter(counts)), encoding="utf-8", newline="")
    assert path.read_bytes().count(b"\n") == len(counts) + 2
    assert dict(open_baseline(path, anew=False).entries) == counts


@pytest.mark.parametrize("page", ["accepting.md", "accepting.id.md"])
def test_the_page_about_it_shows_what_is_written(page: str) -> None:
    text = (ROOT / "docs" / page).read_text("utf-8")
    assert "".join(WRITTEN.splitlines(keepends=True)[i] for i in (0, 1, 3)) in text
    assert all(rule in text for rule in ("ignore-without-effect", "ignore-unused", "baseline-unused"))


def test_a_file_on_another_drive_is_named_whole(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    def relpath(*_: object) -> str:
        raise ValueError

    break_two()
    monkeypatch.setattr("smartplan.validation.baseline.os.path.relpath", relpath)
    accept(run)
    assert entries()[0]["file"] == Path("plans/2023.yaml").resolve().as_posix()
    assert check(run) == []
