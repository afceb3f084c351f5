"""`smartplan undo`: the last command taken back, what was done elsewhere since kept, and what it refuses."""

import json
import os
import time
from pathlib import Path
from typing import Any

import pytest

from smartplan.cli.output import error_sentence
from smartplan.errors import CannotWrite
from smartplan.messages import catalogue
from smartplan.operations import undo
from smartplan.workspace import file_changes, journal
from tests.helpers.file_writing import child, end
from tests.helpers.processes import contents
from tests.helpers.runner import Runner, change, wrote

PLAN, OLDER = Path("plans/2023.yaml"), Path("plans/2019.yaml")
NAME = "        name: Program public_service 1\n"
RENAME = ["rename", "2023", "GOV-01", "Lain"]


def rename(run: Runner, name: str = "Lain") -> bytes:
    """The plan ahead of the edit."""
    before = PLAN.read_bytes()
    assert run("rename", "2023", "GOV-01", name).code == 0
    return before


def states(run: Runner, *words: str) -> list[str]:
    found = json.loads(run("undo", "--list", "--format", "json", *words).out)
    return [row["state"] for row in found["commands"]]


def test_the_last_command_is_taken_back_and_says_what_that_changes(run: Runner) -> None:
    before = rename(run)
    when = next(journal.entries()).time
    done = run("undo")
    assert (done.code, PLAN.read_bytes()) == (0, before)
    assert done.out == (
        "Smart Governance\n────────────────\n~ GOV-01 Program public_service 1\n"
        "    name  Lain → Program public_service 1\n"
    )  # fmt: skip
    assert done.err == (
        "plans/2023.yaml: as it was before the command.\n"
        f"Undone: rename 2023 GOV-01 Lain ({journal.minute(when)}).\n"
    )  # fmt: skip
    again = run("undo", "--lang", "id")
    assert (again.code, again.out) == (1, "")
    assert again.err == (
        "Kesalahan: tidak ada yang dapat dibatalkan di plans: tidak ada perintah tersimpan yang mengubahnya\n"
    )


def test_of_several_plans_each_is_named(run: Runner) -> None:
    for path in (PLAN, OLDER):
        path.write_bytes(path.read_bytes().replace(b"title: ", b"title:   ", 1))
    assert run("fmt").code == 0
    # The layout is no change of a plan.
    assert run("undo").out == ""
    both = []
    for path in (OLDER, PLAN):
        before = path.read_bytes()
        both.append(file_changes.FileChange(path, before, before.replace(NAME.encode(), b"        name: Lain\n")))
    assert file_changes.write_changes("contoh", both)
    change = "\nSmart Governance\n────────────────\n~ GOV-01 Program public_service 1\n    name  Lain → Program public_service 1\n"
    assert run("undo").out == f"plans/2019.yaml\n{change}\nplans/2023.yaml\n{change}"


def test_a_dry_run_writes_nothing(run: Runner) -> None:
    rename(run)
    after = PLAN.read_bytes()
    done = run("undo", "--dry-run")
    assert (done.code, PLAN.read_bytes()) == (0, after)
    assert "Nothing was written (--dry-run); this would be undone: rename 2023 GOV-01 Lain" in done.err
    assert states(run) == ["as-left"]


def test_which_command_is_meant(run: Runner) -> None:
    before = rename(run)
    older = OLDER.read_bytes()
    assert run("rename", "2019", "GOV-01", "Lama").code == 0
    assert run("undo", "2023").code == 0
    assert PLAN.read_bytes() == before
    assert OLDER.read_bytes() != older
    assert run("undo", "plans/2019.yaml").code == 0
    assert OLDER.read_bytes() == older
    refused = run("undo", "2023")
    assert (refused.code, "there is nothing to undo in plans/2023.yaml" in refused.err) == (1, True)


@pytest.mark.parametrize(
    ("name", "file"),
    [
        # By the id, by the name of the file, by the stem of an evaluation.
        ("fgd-2022", "reviews/2022-12-28.yaml"),
        ("2022-12-28", "reviews/2022-12-28.yaml"),
        ("2022", "evaluations/2022.yaml"),
        ("reviews/2022-12-28.yaml", "reviews/2022-12-28.yaml"),
    ],
)
def test_a_file_of_inputs_is_known_by_its_name(run: Runner, name: str, file: str) -> None:
    Path("plans/reviews/2022-12-28.yaml").write_text(
        "format: 1\nreview: fgd-2022\ndate: 2022-12-28\ntitle: FGD\ninputs:\n"
        "  IN-01: {text: Teks, disposition: open}\n",
        encoding="utf-8",
    )
    Path("plans/evaluations/2022.yaml").write_text(
        'format: 1\nyear: 2022\nrevision: "2019"\nrecommendations:\n  R-01: {text: Teks, disposition: open}\n',
        encoding="utf-8",
    )
    path = Path("plans") / file
    before = path.read_bytes()
    never = run("undo", f"plans/{name}" if "/" in name else name)
    assert (never.code, never.err.startswith(f"Error: there is nothing to undo in {path.as_posix()}: ")) == (1, True), (
        never
    )
    ref = "2022/R-01" if "eval" in file else "fgd-2022/IN-01"
    assert run("review", "decide", ref, "accepted").err.endswith(wrote(path.as_posix()))
    assert run("rename", "2023", "GOV-01", "Lain").code == 0
    broken = path.read_bytes()
    assert run("undo", f"plans/{name}" if "/" in name else name, "--dry-run").code == 0
    assert path.read_bytes() == broken
    # Alone it is the last command, whatever it wrote.
    assert run("undo").code == run("undo").code == 0
    assert path.read_bytes() == before


def test_a_review_that_is_gone_and_one_of_another_folder(run: Runner) -> None:
    new = ["--date", "2026-11-28", "--title", "FGD"]
    assert run("review", "new", "fgd", *new).code == 0
    Path("plans/reviews/fgd.yaml").unlink()
    assert run("undo", "fgd").err.startswith("plans/reviews/fgd.yaml: ")
    # A revision of that name is what is meant by it.
    done = run("review", "new", "2019", *new)
    assert done.err.startswith(wrote("plans/reviews/2019.yaml", "plans/reviews/2019.yaml"))
    Path("lain/2024.yaml").parent.mkdir()
    Path("lain/2024.yaml").write_bytes(PLAN.read_bytes())
    done = run("review", "new", "fgd-2", *new, "--plans", "lain")
    assert done.err.startswith(wrote("lain/reviews/fgd-2.yaml", "--plans", "lain"))
    assert run("undo", "--plans", "lain").code == 0
    assert not Path("lain/reviews").exists()


def test_another_folder_is_another_story(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    before = rename(run)
    assert run("init", "lain/plans", "--city", "Kota Lain", "--code", "64.72", "--period", "2026-2030").code == 0
    assert states(run) == ["as-left"]
    assert run("undo", "--plans", "lain/plans").code == 0
    assert not Path("lain").exists()
    monkeypatch.chdir("plans")
    assert run("undo").code == 0
    monkeypatch.chdir("..")
    assert PLAN.read_bytes() == before


@pytest.mark.parametrize(
    ("words", "variant"), [(["-"], "standard input cannot be edited"), (["nope"], "there is no revision `nope`")]
)
def test_what_cannot_be_meant(run: Runner, words: list[str], variant: str) -> None:
    rename(run)
    refused = run("undo", *words)
    assert (refused.code in (1, 2), variant in refused.err) == (True, True)
    assert states(run) == ["as-left"]


def test_an_edit_elsewhere_stays(run: Runner) -> None:
    before = rename(run)
    change("name: Program public_policy 2", "name: Kebijakan  # dari rapat")
    done = run("undo")
    assert done.code == 0
    assert PLAN.read_bytes() == before.replace(b"name: Program public_policy 2", b"name: Kebijakan  # dari rapat")
    assert "~ GOV-02" not in done.out
    assert done.err.startswith(
        "plans/2023.yaml: without what the command changed; later changes to other lines are kept.\n"
    )


def test_the_same_line_is_refused_with_its_place(run: Runner) -> None:
    rename(run)
    change("name: Lain", "name: Lain lagi")
    now = PLAN.read_bytes()
    line = now[: now.index(b"Lain lagi")].count(b"\n") + 1
    refused = run("undo")
    assert (refused.code, refused.out, PLAN.read_bytes()) == (1, "", now)
    assert refused.err == (
        f"Error: the lines at plans/2023.yaml:{line} were changed again after the command, so nothing was undone; "
        "change them in an editor\n"
    )
    assert states(run) == ["same-lines"]
    # By hand it is as it was: nothing is left to do.
    change("name: Lain lagi", NAME.strip())
    assert run("undo").err.splitlines()[0] == (
        "plans/2023.yaml: nothing to undo; it already is as it was before the command."
    )
    assert states(run) == []


def test_nothing_of_a_command_is_undone_where_one_file_is_refused(run: Runner) -> None:
    for path in (PLAN, OLDER):
        path.write_bytes(path.read_bytes().replace(b"title: ", b"title:   ", 1))
    assert run("fmt").code == 0
    change("title: Rencana induk 2023", "title: Rencana lain")
    before = contents(Path("plans"))
    refused = run("undo")
    assert (refused.code, contents(Path("plans"))) == (1, before)
    assert "plans/2023.yaml:4 were changed again" in refused.err
    change("title: Rencana lain", "title: Rencana induk 2023")
    assert run("undo").code == 0
    assert [b"title:   " in path.read_bytes() for path in (PLAN, OLDER)] == [True, True]


ADD = [
    "add", "2023", "GOV-09", "--dimension", "governance", "--subdimension", "bureaucracy", "--name", "Satu",
    "--agency", "diskominfo",
]  # fmt: skip


def test_what_would_break_the_plan_is_refused_unless_it_is_forced(run: Runner) -> None:
    assert run(*ADD).code == 0
    # A line that names what is undone.
    change("title: Rencana induk 2023\n", "title: Rencana induk 2023\nwithdrawn: {GOV-09: {reason: x}}\n")
    change("dimensions:\n", "dimensions:   # lain\n")
    change("    programmes:\n", "    gaps: {bureaucracy: {text: Kurang, programmes: [GOV-09]}}\n    programmes:\n")
    now = PLAN.read_text("utf-8")
    refused = run("undo")
    assert (refused.code, PLAN.read_text("utf-8")) == (1, now)
    assert refused.err.splitlines()[-1].startswith("Nothing was undone: the plan would have ")
    assert "GOV-09" in refused.err
    assert run("undo", "--force").code == 0
    assert "      GOV-09:" not in PLAN.read_text("utf-8")


def test_what_was_created_is_removed_unless_somebody_wrote_in_it(run: Runner) -> None:
    draft = Path("plans/2027.yaml")
    assert run("draft", "2027", "--from", "2023").code == 0
    text = draft.read_bytes()
    draft.write_bytes(text.replace(b"title:", b"title: Baru,", 1))
    line = text[: text.index(b"title:")].count(b"\n") + 1
    refused = run("undo")
    assert (refused.code, draft.exists()) == (1, True)
    assert refused.err == (
        f"Error: the file was created by the command and changed since, at plans/2027.yaml:{line}, so nothing was "
        "undone; remove it yourself if it is no longer needed\n"
    )
    draft.write_bytes(text)
    done = run("undo", "2027")
    assert (done.code, draft.exists()) == (0, False)
    assert done.err.startswith("plans/2027.yaml: removed, because the command had created it.\n")


def test_a_file_that_is_gone(run: Runner) -> None:
    rename(run)
    PLAN.unlink()
    refused = run("undo", "2023")
    assert (refused.code, refused.err) == (
        1, "Error: `plans/2023.yaml` no longer exists, so nothing was undone; put it back under this name first\n"
    )  # fmt: skip
    assert run("draft", "2027", "--from", "2019").code == 0
    Path("plans/2027.yaml").unlink()
    assert run("undo").err.startswith("plans/2027.yaml: nothing to undo")


@pytest.mark.parametrize("now", [None, b"lain"])
def test_a_file_that_a_command_removed_comes_back(run: Runner, now: bytes | None) -> None:
    path = Path("plans/catatan.txt")
    path.write_bytes(b"satu\r\ndua")
    assert file_changes.write_changes("contoh", [file_changes.FileChange(path, b"satu\r\ndua", None)])
    if now is not None:
        path.write_bytes(now)
    done = run("undo")
    assert (done.code, path.read_bytes()) == ((0, b"satu\r\ndua") if now is None else (1, now))
    if now is not None:
        assert done.err == "Error: `plans/catatan.txt` exists again, so nothing was undone; move or rename it first\n"


def test_init_is_undone_with_its_folders_and_others_files_stay(run: Runner) -> None:
    city = ["--city", "Kota Lain", "--code", "64.72", "--period", "2026-2030"]
    assert run("init", "lain", *city).code == 0
    assert run("undo", "--plans", "lain").code == 0
    assert not Path("lain").exists()
    assert run("init", "lain", *city).code == 0
    Path("lain/catatan.md").write_bytes(b"x")
    assert run("undo", "lain/2026.yaml").code == 0
    assert [path.name for path in Path("lain").iterdir()] == ["catatan.md"]


def test_a_review_edited_elsewhere(run: Runner) -> None:
    path = Path("plans/reviews/2022-12-28.yaml")
    assert run("fmt", str(path)).code == 0
    before = path.read_bytes().replace(b"title: FGD", b"title:   FGD")
    path.write_bytes(before)
    assert run("fmt", str(path)).code == 0
    path.write_bytes(path.read_bytes().replace(b"role: academic", b"role: community"))
    assert run("undo", str(path)).code == 0
    assert b"title:   FGD" in path.read_bytes()
    assert b"role: community" in path.read_bytes()


def written(path: Path, before: str, after: str, elsewhere: tuple[str, str]) -> None:
    """A command that changed a file, which somebody changed elsewhere then."""
    path.write_text(before, "utf-8")
    assert file_changes.write_changes("contoh", [file_changes.FileChange(path, before.encode(), after.encode())])
    old, new = elsewhere
    assert old in after
    path.write_text(after.replace(old, new), "utf-8")


def test_a_review_that_would_get_an_error_is_refused_unless_it_is_forced(run: Runner) -> None:
    path = Path("plans/reviews/2022-12-28.yaml")
    after = path.read_text("utf-8")
    written(path, after.replace("kind: fgd", "kind: rapat"), after, ("role: academic", "role: community"))
    now = path.read_bytes()
    refused = run("undo")
    assert (refused.code, path.read_bytes()) == (1, now)
    first, last = refused.err.splitlines()
    assert first.startswith("plans/reviews/2022-12-28.yaml: kind: error: ")
    assert last.startswith("Nothing was undone: the plan would have 1 error that it did not have before.")
    assert run("undo", "--force").code == 0
    assert path.read_bytes() == now.replace(b"kind: fgd", b"kind: rapat")


def test_what_the_settings_call_less_than_an_error_refuses_nothing(run: Runner) -> None:
    after = PLAN.read_text("utf-8")
    before = after.replace(NAME, f"{NAME}        execution: {{2199: ran}}\n", 1)
    elsewhere = ("name: Program public_policy 2", "name: Kebijakan")
    written(PLAN, before, after, elsewhere)
    refused = run("undo")
    assert (refused.code, refused.err.count("\n"), "[execution-in-future]" in refused.err) == (1, 2, True)
    told = {}
    for level in ("off", "warning"):
        Path("smartplan.toml").write_text(f'[rules]\nexecution-in-future = "{level}"\n', encoding="utf-8")
        done = run("undo", "--dry-run")
        assert done.code == 0
        told[level] = [line for line in done.err.splitlines() if "[execution-in-future]" in line]
    assert (told["off"], len(told["warning"]), ": warning: " in told["warning"][0]) == ([], 1, True)
    assert run("undo").code == 0
    assert PLAN.read_text("utf-8") == before.replace(*elsewhere)


def test_what_would_be_no_plan_any_more_is_refused_even_so(run: Runner) -> None:
    after = PLAN.read_text("utf-8")
    written(PLAN, after.replace("status: draft", "status: ["), after, ("public_policy 2", "lain"))
    now = PLAN.read_bytes()
    for words in ([], ["--force"]):
        refused = run("undo", *words)
        assert (refused.code, PLAN.read_bytes()) == (1, now)
        assert refused.err == (
            "Error: `plans/2023.yaml` was changed after the command and would no longer be a readable plan, so nothing "
            "was undone; change it in an editor\n"
        )
    # Where nobody wrote in it since, it is given back as it was, whatever it was.
    PLAN.write_text(after, "utf-8")
    assert run("undo").code == 0
    assert "status: [" in PLAN.read_text("utf-8")


@pytest.mark.parametrize("data", [b"\xef\xbb\xbf", b""])
@pytest.mark.parametrize("newline", [b"\n", b"\r\n"])
@pytest.mark.parametrize("ended", [True, False])
def test_marks_and_line_breaks_stay(run: Runner, data: bytes, newline: bytes, ended: bool) -> None:
    before = data + PLAN.read_bytes().replace(b"\n", newline)
    before = before if ended else before.removesuffix(newline)
    PLAN.write_bytes(before)
    assert run(*ADD).code == 0
    assert run(*RENAME).code == 0
    last = b"sources: [berita]"
    now = PLAN.read_bytes()
    at = now.rindex(last)
    PLAN.write_bytes(now[:at] + b"sources: [berita]  # lain" + now[at + len(last) :])
    assert [run("undo").code, run("undo").code] == [0, 0]
    at = before.rindex(last)
    assert PLAN.read_bytes() == before[:at] + b"sources: [berita]  # lain" + before[at + len(last) :]


def test_the_list(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("undo", "--list").out == (
        "Commands that can be undone, the last one first\nplans\n\nNo command is kept for this folder or file.\n"
    )
    rename(run, "Satu dua")
    assert run("set", "2019", "GOV-02", "status", "running").code == 0
    rename(run, "Tiga")
    assert states(run) == ["as-left", "as-left", "as-left"]
    assert states(run, "2019") == ["as-left"]
    change("name: Program public_policy 2", "name: Lain", "2023")
    assert states(run) == ["edited", "as-left", "edited"]
    change("name: Tiga", "name: Empat")
    # Once that is settled by hand, the one before it can be undone.
    assert states(run) == ["same-lines", "as-left", "as-left"]
    monkeypatch.setenv("TZ", "Asia/Makassar")
    time.tzset()
    for number, entry in enumerate(journal.entries()):
        path = Path(entry.stored)
        head, _, rest = path.read_bytes().partition(b"\n")
        stamped = head.replace(entry.time.encode(), b"2026-11-24T0%d:05:06+00:00" % number)
        path.write_bytes(stamped + b"\n" + rest)
    text = run("undo", "--list", "--lang", "id").out
    lines = [" ".join(line.split()) for line in text.splitlines()]
    assert lines[0] == "Perintah yang dapat dibatalkan, mulai dari yang terakhir"
    assert lines[3] == "Waktu Perintah Berkas Dapat dibatalkan"
    assert lines[5:] == [
        "2026-11-24 08:05 rename 2023 GOV-01 Tiga plans/2023.yaml tidak; hasilnya diubah lagi sesudahnya",
        "2026-11-24 09:05 set 2019 GOV-02 status running plans/2019.yaml ya",
        "2026-11-24 10:05 rename 2023 GOV-01 'Satu dua' plans/2023.yaml ya",
    ]
    monkeypatch.undo()
    time.tzset()


def test_a_command_killed_before_it_wrote_leaves_nothing_to_undo(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    before = PLAN.read_bytes()

    def killed(change: Any) -> None:
        os._exit(9)

    def work() -> None:
        monkeypatch.setattr(file_changes, "_write", killed)
        run(*RENAME)

    assert end(child(work)) == 9
    assert states(run) == ["nothing"]
    done = run("undo")
    assert (done.code, done.out, PLAN.read_bytes()) == (0, "", before)
    assert done.err.splitlines()[-1].startswith("Nothing to undo: rename 2023 GOV-01 Lain (")
    assert states(run) == []


def test_a_failure_while_it_is_undone_leaves_it_to_be_undone(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    for path in (PLAN, OLDER):
        path.write_bytes(path.read_bytes().replace(b"title: ", b"title:   ", 1))
    before = contents(Path("plans"))
    assert run("fmt").code == 0
    after = contents(Path("plans"))
    real = file_changes._write
    full = CannotWrite(path="plans/2023.yaml", variant="full")

    def write(change: file_changes.FileChange) -> None:
        if change.path.name == "2023.yaml":
            raise full
        real(change)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(file_changes, "_write", write)
        refused = run("undo")
    assert (refused.code, refused.err) == (2, f"Error: {error_sentence(full, catalogue('en'))}\n")
    assert contents(Path("plans")) == after
    assert run("undo").code == 0
    assert contents(Path("plans")) == before


def test_a_file_that_changes_while_it_is_undone_is_left(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    rename(run)
    real = undo.write_all

    def late(changes: Any) -> None:
        PLAN.write_bytes(PLAN.read_bytes() + b"# rekan\n")
        real(changes)

    monkeypatch.setattr(undo, "write_all", late)
    refused = run("undo")
    assert (refused.code, PLAN.read_bytes().endswith(b"# rekan\n")) == (2, True)
    assert "has changed since it was read" in refused.err
    assert states(run) == ["edited"]


@pytest.mark.parametrize("number", [0, 3, 6])
def test_an_init_killed_half_way_is_undone(run: Runner, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    before = contents(Path())
    real, calls = file_changes._write, iter(range(99))

    def killed(change: file_changes.FileChange) -> None:
        if next(calls) == number:
            os._exit(9)
        real(change)

    def work() -> None:
        monkeypatch.setattr(file_changes, "_write", killed)
        run("init", "lain", "--city", "Kota Lain", "--code", "64.72", "--period", "2026-2030")

    assert end(child(work)) == 9
    assert len(contents(Path())) == len(before) + number
    assert run("undo", "--plans", "lain").code == 0
    assert contents(Path()) == before
    assert not Path("lain").exists()
