"""What a step of a GitHub workflow is told: the summary of the job and the outputs of the step."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartplan.cli.github_step import LIMIT, cut
from tests.helpers.runner import Runner, change


@pytest.fixture
def step(run: Runner, monkeypatch: pytest.MonkeyPatch) -> Runner:
    """A runner inside a workflow; the files are there, as GitHub makes them."""
    for name, file in (("GITHUB_STEP_SUMMARY", "ringkasan"), ("GITHUB_OUTPUT", "keluaran")):
        Path(file).touch()
        monkeypatch.setenv(name, str(Path(file).resolve()))
    return run


def outputs() -> dict[str, str]:
    return dict(line.split("=", 1) for line in Path("keluaran").read_text("utf-8").splitlines() if line)


def summary() -> str:
    return Path("ringkasan").read_text("utf-8")


def test_validate(step: Runner) -> None:
    change("agency: diskominfo", "agency: diskominf")
    change("missions: [M1]", "missions: []")
    plain = step("validate", "2023")
    assert step("validate", "2023", "--summary") == plain
    assert outputs() == {"errors": "1", "warnings": "1", "infos": "0"}
    assert summary().startswith("## Plan check\n\n**1 error, 1 warning, 0 notes**\n")
    assert summary().count("| `unknown-agency` |") == 1


def test_a_file_that_cannot_be_opened_is_in_the_summary(step: Runner) -> None:
    assert step("validate", "plans/hilang.yaml", "--summary", "--lang", "id").code == 2
    assert summary().startswith(
        "## Pemeriksaan rencana\n\n> `plans/hilang.yaml` tidak dapat dibuka: berkas tidak ada\n"
    )


def test_diff(step: Runner) -> None:
    result = step("diff", "2019", "2023", "--summary", "--format", "github")
    counts = json.loads(step("diff", "2019", "2023", "--format", "json").out)["summary"]["programmes"]
    assert result.code == 0
    told = outputs()
    assert {name: told[name] for name in counts if name in told} == {
        name: str(count) for name, count in counts.items() if name not in ("old", "new")
    }
    assert told.keys() >= {"errors", "warnings", "infos"}
    assert summary().startswith("## Kota Contoh: 2019 → 2023\n")


def test_two_commands_in_one_step_stand_one_below_the_other(step: Runner) -> None:
    Path("keluaran").write_text("tanpa=akhir", encoding="utf-8")
    Path("ringkasan").write_text("tanpa akhir", encoding="utf-8")
    step("validate", "2023", "--summary")
    step("diff", "2019", "2023", "--summary")
    assert outputs()["tanpa"] == "akhir"
    assert summary().startswith("tanpa akhir\n\n## Plan check\n")
    assert "\n\n## Kota Contoh" in summary()


@pytest.mark.parametrize("name", ["GITHUB_STEP_SUMMARY", "GITHUB_OUTPUT"])
@pytest.mark.parametrize("command", [["validate"], ["diff", "2019", "2023"]])
def test_outside_a_workflow_it_is_an_error(
    step: Runner, monkeypatch: pytest.MonkeyPatch, name: str, command: list[str]
) -> None:
    monkeypatch.delenv(name)
    assert step(*command, "--summary") == (
        2, "", f"Error: --summary works only in a GitHub workflow, and {name} is not set here; leave it out, or write the result "
        "with --format markdown --output FILE\n",
    )  # fmt: skip
    assert step(*command, "--summary", "--lang", "id").err.startswith(
        "Kesalahan: --summary hanya untuk alur kerja GitHub"
    )
    monkeypatch.setenv(name, "")
    assert step(*command, "--summary").code == 2


def test_a_file_that_cannot_be_written_is_an_error(step: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "tidak/ada")
    result = step("validate", "2023", "--summary")
    assert result.code == 2
    assert result.err == "Error: cannot write `tidak/ada`: the operating system refused (No such file or directory)\n"


def test_a_hostile_plan_adds_no_output(step: Runner) -> None:
    change("title: Rencana induk 2023", 'title: "x\\nerrors=0\\nEOF"')
    change("name: Program public_service 1", 'name: "y\\ndropped=0\\n<script>"')
    step("diff", "2019", "2023", "--summary")
    lines = Path("keluaran").read_text("utf-8").splitlines()
    assert len(lines) == len(outputs())
    assert all(line.partition("=")[2].isdecimal() for line in lines)
    assert "<script>" not in summary()


def test_a_summary_that_is_too_long_is_cut_with_a_sentence(step: Runner) -> None:
    Path("ringkasan").write_bytes(b"x" * (LIMIT - 700) + b"\n")
    assert step("diff", "2019", "2023", "--summary").err == ""
    text = summary()
    assert len(text.encode()) <= LIMIT
    assert text.endswith(
        "\nTruncated here, because GitHub accepts no more. In a terminal, `smartplan` shows everything.\n"
    )
    full = step("diff", "2019", "2023", "--summary")
    assert full.err == "Note: the job summary is full (GitHub accepts 1 MiB per step), so nothing was added to it\n"
    assert full.code == 0
    assert summary() == text


LINES = st.lists(st.sampled_from(["<details><summary>é</summary>", "", "- x", "</details>", "| a | b |", "🏙" * 9]))


@given(LINES, st.integers(0, 400))
def test_a_cut_text_fits_and_hides_its_note_in_nothing(lines: list[str], room: int) -> None:
    text = "\n".join([*lines, ""])
    found = cut(text, room, "\nNOTE\n")
    if len(text.encode()) <= room:
        assert found == text
    elif found is not None:
        assert len(found.encode()) <= room
        assert found.endswith("\nNOTE\n")
        assert found.count("</details>") >= found.count("<details>")
        kept = found.removesuffix("\nNOTE\n")
        while not text.startswith(kept):
            assert kept.endswith("\n</details>\n")
            kept = kept.removesuffix("\n</details>\n")
        assert kept.endswith("\n")
