"""`review new`, `review input` and `review decide`: what they write, what they refuse, and which input is meant."""

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartplan.errors import Changed
from smartplan.operations.review import decide, next_id
from tests.helpers.runner import Result, Runner, wrote

REVIEW = Path("plans/reviews/2022-12-28.yaml")
EVALUATION = Path("plans/evaluations/2022.yaml")
NEW = Path("plans/reviews/fgd-2026.yaml")
BLOCKS = """\
# Kepala
format: 1
review: fgd-2022-12-28
date: 2022-12-28   # hari Rabu
title: FGD
reviews: "2019"
leads_to: "2023"

participants:
  its: {name: Institut Teknologi Sepuluh Nopember, role: academic}   # tuan rumah

inputs:
  # yang pertama
  IN-01:
    from: its
    text: Selaraskan
    disposition: accepted
  IN-02:
    text: >-
      Beri
      Wi-Fi
    disposition: open   # belum dibahas
# penutup
"""
RECOMMENDATIONS = """\
format: 1
year: 2022
revision: "2019"
recommendations:
  R-01: {text: Perluas Wi-Fi, disposition: open}
  R-02:
    text: Susun regulasi
    disposition: deferred
    answer: Menunggu
"""
CHANGED = "\nNothing was written: the plans would have 1 error that they did not have before."


@pytest.fixture
def do(run: Runner) -> Runner:
    REVIEW.write_bytes(BLOCKS.encode())
    EVALUATION.write_bytes(RECOMMENDATIONS.encode())
    return run


def changed_lines(before: str, after: str) -> tuple[list[str], list[str]]:
    old, new = before.splitlines(), after.splitlines()
    return [line for line in old if line not in new], [line for line in new if line not in old]


def test_a_new_review_is_written_as_fmt_would(do: Runner) -> None:
    words = ["--date", "2026-11-28", "--title", "FGD: 2026", "--place", "Balai Kota", "--kind", "fgd"]
    done = do("review", "new", "fgd-2026", *words, "--reviews", "2023", "--leads-to", "2028")
    assert done == Result(
        0, "", wrote("plans/reviews/fgd-2026.yaml") +
        "Add what was asked for: `smartplan review input fgd-2026 --from ID --text TEXT`\n"
    )  # fmt: skip
    assert NEW.read_text("utf-8") == (
        "# What was asked for in this review, and the follow-up of each input. Inputs are cited as fgd-2026/IN-01.\n"
        "# `smartplan review input` adds one, `smartplan review decide` records its follow-up; comments stay as they"
        " are.\n\n"
        'format: 1\nreview: fgd-2026\nkind: fgd\ndate: 2026-11-28\ntitle: "FGD: 2026"\nplace: Balai Kota\n'
        'reviews: "2023"\nleads_to: "2028"\n\nparticipants: {}\n\ninputs: {}\n'
    )
    assert do("fmt", "--check", str(NEW)).code == 0
    assert do("validate", str(NEW)).code == 0
    # It is shown from the revision that it reviews, and its first input finds its place.
    assert "This review leads to revision 2028, which has not been drafted yet." in do("inputs", "2023").out
    assert do("review", "input", "fgd-2026", "--from", "diskominfo", "--text", "Satu").out == "fgd-2026/IN-01\n"
    assert do("review", "input", "fgd-2026", "--text", "Dua").out == "fgd-2026/IN-02\n"
    assert NEW.read_text("utf-8").endswith(
        "\nparticipants:\n  diskominfo: {name: Dinas Komunikasi dan Informatika, role: government}\n\n"
        "inputs:\n  IN-01:\n    from: diskominfo\n    text: Satu\n    disposition: open\n\n"
        "  IN-02:\n    text: Dua\n    disposition: open\n"
    )


def test_the_head_is_in_the_language_and_names_the_schema_as_the_others_do(do: Runner) -> None:
    REVIEW.write_text(f"# yaml-language-server: $schema=../review.schema.json\n{BLOCKS}", encoding="utf-8")
    assert do("review", "new", "fgd-2026", "--date", "2026-11-28", "--title", "FGD", "--lang", "id").code == 0
    assert NEW.read_text("utf-8").splitlines()[:5] == [
        "# yaml-language-server: $schema=../review.schema.json",
        "#",
        "# Masukan dalam review ini dan tindak lanjutnya. Masukan dirujuk sebagai fgd-2026/IN-01.",
        "# `smartplan review input` menambahkan masukan, `smartplan review decide` mencatat tindak lanjutnya.",
        "# Komentar dalam berkas ini tetap seperti semula.",
    ]


def test_the_folder_of_the_reviews_is_made(do: Runner) -> None:
    REVIEW.unlink()
    REVIEW.parent.rmdir()
    words = ["review", "new", "fgd-2026", "--date", "2026-11-28", "--title", "FGD"]
    assert "inputs: {}" in do(*words, "--dry-run").out
    assert not REVIEW.parent.exists()
    assert do(*words).code == 0
    assert NEW.exists()
    again = do(*words)
    assert (again.code, NEW.exists()) == (2, True)
    assert again.err.startswith("Error: `fgd-2026` is already a review, in `plans/reviews/fgd-2026.yaml`")


NEW_REFUSED = [
    (["x y", "--date", "2026-11-28", "--title", "T"], 2, "`x y` is not a valid id"),
    (["x", "--date", "2026-02-30", "--title", "T"], 2, "`2026-02-30` is not a valid date"),
    (["x", "--date", "20260210", "--title", "T"], 2, "`20260210` is not a valid date"),
    (["x", "--date", "2026-02-10", "--title", " "], 1, "must not be empty"),
    (["x", "--date", "2026-02-10", "--title", "T", "--kind", "fdg"], 2, "there is no kind of review `fdg`; choose one of FGD, "),
    (["x", "--date", "2026-02-10", "--title", "T", "--reviews", "2032"], 2, "there is no revision `2032`"),
    # Where it is not known what it reviews, a revision that is not there is a slip.
    (["x", "--date", "2026-02-10", "--title", "T", "--leads-to", "2032"], 1, "[unknown-reviewed-revision]"),
    (["fgd-2022-12-28", "--date", "2026-02-10", "--title", "T"], 2, "already a review, in `plans/reviews/2022-12-28.yaml`"),
    (["2022-12-28", "--date", "2026-02-10", "--title", "T"], 2, "`plans/reviews/2022-12-28.yaml` already exists"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "code", "said"), NEW_REFUSED)
def test_a_new_review_that_is_refused(do: Runner, words: list[str], code: int, said: str) -> None:
    done = do("review", "new", *words)
    assert (done.code, done.out) == (code, "")
    assert said in done.err
    assert [path.name for path in REVIEW.parent.iterdir()] == [REVIEW.name]
    assert REVIEW.read_text("utf-8") == BLOCKS


ITS = "  its: {name: Institut Teknologi Sepuluh Nopember, role: academic}   # tuan rumah"
GIVERS = [
    ([], [], []),
    (["--from", "its"], [], ["    from: its"]),
    (["--from", "institut teknologi sepuluh nopember"], [], ["    from: its"]),
    (
        ["--from", "Diskominfo"],
        ["  diskominfo: {name: Dinas Komunikasi dan Informatika, role: government}"],
        ["    from: diskominfo"],
    ),
    (
        ["--from", "DINAS KOMUNIKASI DAN INFORMATIKA", "--name", "Kadis"],
        ["  diskominfo: {name: Kadis, role: government}"],
        ["    from: diskominfo"],
    ),
    (["--from", "unmul", "--name", "Unmul, Samarinda", "--role", "academic"],
     ['  unmul: {name: "Unmul, Samarinda", role: academic}'], ["    from: unmul"]),
    (["--from", "unmul", "--name", "Unmul"], ["  unmul: {name: Unmul}"], ["    from: unmul"]),
]  # fmt: skip


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize(("words", "participant", "source"), GIVERS)
def test_an_input_is_added_and_nothing_else_changes(
    do: Runner, words: list[str], participant: list[str], source: list[str], newline: str
) -> None:
    REVIEW.write_bytes(BLOCKS.replace("\n", newline).encode())
    more = ["--dimension", "living", "--text", "Beri: taman"]
    done = do("review", "input", "--id", "IN-12", *more, *words)
    assert (done.code, done.out) == (0, "fgd-2022-12-28/IN-12\n")
    assert done.err.endswith(wrote(str(REVIEW)))
    assert ("was added to the participants" in done.err) is bool(participant)
    lines = BLOCKS.splitlines()
    lines[lines.index(ITS) + 1 : lines.index(ITS) + 1] = participant
    own = ["  IN-12:", *source, "    dimension: living", '    text: "Beri: taman"', "    disposition: open"]
    assert [line for line in own if line not in REVIEW.read_text("utf-8").splitlines()] == []
    at = lines.index("# penutup")
    assert REVIEW.read_bytes().decode() == newline.join([*lines[:at], *own, *lines[at:], ""])


INPUT_REFUSED = [
    (["--text", " "], 1, "must not be empty"),
    (["--text", "x", "--from", "itb"], 2, "`itb` is neither a participant nor an agency; add the name with --name"),
    (["--text", "x", "--from", "diskominf"], 2, "did you mean `diskominfo`?"),
    (["--text", "x", "--from", "a b", "--name", "AB"], 2, "`a b` is not a valid id"),
    (
        ["--text", "x", "--from", "ab", "--name", "AB", "--role", "akademis"],
        2,
        "there is no role `akademis`; did you mean `akademisi`? Choose one of government, ",
    ),
    (["--text", "x", "--dimension", "livin"], 2, "there is no dimension `livin`; did you mean `living`?"),
    (["--text", "x", "--disposition", "setuju"], 2, "choose one of open, accepted, deferred, rejected"),
    (["--text", "x", "--id", "IN-02"], 1, "`IN-02` is already an input in `plans/reviews/2022-12-28.yaml`"),
    (["--text", "x", "--id", "IN 2"], 2, "`IN 2` is not a valid id"),
    (["--text", "x", "--disposition", "rejected"], 1, "[missing-answer]" + CHANGED),
    (["nowhere", "--text", "x"], 2, "there is no review `nowhere`"),
]


@pytest.mark.parametrize(("words", "code", "said"), INPUT_REFUSED)
def test_an_input_that_is_refused(do: Runner, words: list[str], code: int, said: str) -> None:
    done = do("review", "input", *words)
    assert (done.code, done.out) == (code, "")
    assert said in done.err
    assert REVIEW.read_text("utf-8") == BLOCKS


DECISIONS = [
    (["fgd-2022-12-28/IN-02", "accepted"], "fgd-2022-12-28/IN-02: open → accepted\n",
     ["    disposition: open   # belum dibahas"], ["    disposition: accepted   # belum dibahas"]),
    (["IN-02", "rejected", "--answer", "Sudah: ada"], "fgd-2022-12-28/IN-02: open → rejected\n",
     ["    disposition: open   # belum dibahas"],
     ["    disposition: rejected   # belum dibahas", '    answer: "Sudah: ada"']),
    (["2022-12/IN-01", "open"], "fgd-2022-12-28/IN-01: accepted → open\n", ["    disposition: accepted"],
     ["    disposition: open"]),
    (["fgd/IN-01", "accepted", "--answer", "Ya"], "fgd-2022-12-28/IN-01: accepted\n", [], ["    answer: Ya"]),
    (["2022/R-01", "accepted"], "2022/R-01: open → accepted\n",
     ["  R-01: {text: Perluas Wi-Fi, disposition: open}"], ["  R-01: {text: Perluas Wi-Fi, disposition: accepted}"]),
    (["R-02", "accepted", "--answer", ""], "2022/R-02: deferred → accepted\n",
     ["    disposition: deferred", "    answer: Menunggu"], ["    disposition: accepted"]),
    (["2022/R-02", "rejected"], "2022/R-02: deferred → rejected\n", ["    disposition: deferred"],
     ["    disposition: rejected"]),
]  # fmt: skip


@pytest.mark.parametrize(("words", "told"), [
    (["2022/R-02", "rejected"], True),
    (["2022/R-02", "rejected", "--answer", "Tidak"], False),
    (["2022/R-02", "accepted", "--answer", ""], False),
    (["2022/R-01", "accepted"], False),
])  # fmt: skip
def test_an_answer_that_stays_with_another_disposition_is_told(do: Runner, words: list[str], told: bool) -> None:
    """It was given for the disposition of before."""
    said = 'The answer given before stays: "Menunggu". Change it with --answer, or remove it with `--answer ""`.\n'
    assert do("review", "decide", *words).err.startswith(said) == told


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize(("words", "out", "gone", "come"), DECISIONS)
def test_a_decision_is_recorded(
    do: Runner, words: list[str], out: str, gone: list[str], come: list[str], newline: str
) -> None:
    path = EVALUATION if "2022/R" in out else REVIEW
    path.write_bytes(path.read_text("utf-8").replace("\n", newline).encode())
    before = path.read_bytes().decode()
    tried = do("review", "decide", *words, "--dry-run")
    assert (tried.code, tried.out, path.read_bytes().decode()) == (0, out, before)
    done = do("review", "decide", *words)
    assert (done.code, done.out) == (0, out)
    after = path.read_bytes().decode()
    assert changed_lines(before, after) == (gone, come)
    assert after.count("\r") == (after.count("\n") if newline == "\r\n" else 0)
    # Once more there is nothing to change.
    assert do("review", "decide", *words) == Result(0, "", f"Nothing to change in {path}.\n")
    assert path.read_bytes().decode() == after


DECISION_REFUSED = [
    (["IN-02", "rejected"], 1, "[missing-answer]" + CHANGED),
    (["IN-09", "accepted"], 2, "there is no input `IN-09`; did you mean `IN-0"),
    (["2022/R-03", "accepted"], 2, "there is no input `2022/R-03`; did you mean `2022/R-0"),
    (["fgb-2022-12-28/IN-02", "accepted"], 2, "there is no review `fgb-2022-12-28`; did you mean `fgd-2022-12-28`?"),
    (["IN-02", "accept"], 2, "there is no follow-up `accept`; did you mean `accepted`?"),
    (["/IN-02", "accepted"], 2, "there is no review ``"),
]


@pytest.mark.parametrize(("words", "code", "said"), DECISION_REFUSED)
def test_a_decision_that_is_refused(do: Runner, words: list[str], code: int, said: str) -> None:
    done = do("review", "decide", *words)
    assert (done.code, done.out) == (code, "")
    assert said in done.err
    assert (REVIEW.read_text("utf-8"), EVALUATION.read_text("utf-8")) == (BLOCKS, RECOMMENDATIONS)


def test_what_may_be_several_is_refused_with_all_of_them(do: Runner) -> None:
    other = REVIEW.with_name("lain.yaml")
    other.write_text(BLOCKS.replace("review: fgd-2022-12-28", "review: fgd-lain"), encoding="utf-8")
    readings = "`fgd-2022-12-28/IN-02` or `fgd-lain/IN-02`"
    for words in (
        ["review", "decide", "IN-02", "accepted"],
        ["set", "2023", "GOV-01", "status", "running", "--because", "IN-02"],
    ):
        done = do(*words)
        assert (done.code, done.err) == (2, f"Error: `IN-02` matches more than one input: {readings}; write its id\n")
    done = do("review", "input", "--text", "x")
    assert (done.code, done.err) == (2, "Error: there are several reviews; name one: `fgd-2022-12-28` or `fgd-lain`\n")
    done = do("review", "decide", "fgd/IN-02", "accepted")
    assert (done.code, done.err) == (
        2,
        "Error: `fgd` matches more than one review: `fgd-2022-12-28` or `fgd-lain`; write its id\n",
    )
    for path in (REVIEW, other):
        path.unlink()
    assert do("review", "input", "--text", "x").err == (
        "Error: there is no review here yet; start one with `smartplan review new`\n"
    )


def test_an_error_that_is_forced_is_written(do: Runner) -> None:
    done = do("review", "decide", "IN-02", "rejected", "--force")
    assert (done.code, done.out) == (0, "fgd-2022-12-28/IN-02: open → rejected\n")
    assert re.match(r"plans/reviews/2022-12-28\.yaml:\d+:\d+: error: ", done.err)
    assert "[missing-answer]" in done.err


def test_an_error_that_is_not_written_is_told_with_its_address(do: Runner) -> None:
    refused = do("review", "decide", "IN-02", "rejected")
    assert refused.err.startswith("plans/reviews/2022-12-28.yaml: inputs.IN-02: error: ")


ALIASED = "format: 1\nreview: fgd\ndate: 2022-12-28\ntitle: F\ninputs:\n  IN-01: &a {text: a, disposition: open}\n  IN-02: *a\n"
UNEDITABLE = [
    (
        "format: 1\nreview: fgd\ndate: 2022-12-28\ntitle: F\ninputs: {IN-02: {text: a, disposition: open}}\n",
        ["input", "--text", "x"],
        "run `smartplan fmt plans/reviews/2022-12-28.yaml` first",
    ),
    # What stands in two places is not changed in one.
    (ALIASED, ["decide", "fgd/IN-02", "accepted"], "this edit cannot be made automatically in this file"),
    (ALIASED, ["decide", "fgd/IN-01", "accepted"], "this edit cannot be made automatically in this file"),
]


@pytest.mark.parametrize(("text", "words", "said"), UNEDITABLE)
def test_a_file_that_cannot_be_edited_says_so(do: Runner, text: str, words: list[str], said: str) -> None:
    REVIEW.write_text(text, encoding="utf-8")
    done = do("review", *words)
    assert (done.code, done.out) == (1, "")
    assert said in done.err
    assert REVIEW.read_text("utf-8") == text


BECAUSE = [
    # A review leads to the revision, and has it.
    ("2023", "IN-02", "fgd-2022-12-28/IN-02"),
    ("2023", "fgd/IN-02", "fgd-2022-12-28/IN-02"),
    ("2023", "2022-12-28/IN-02", "fgd-2022-12-28/IN-02"),
    # No review leads to it: the only input of that id there is.
    ("2019", "IN-02", "fgd-2022-12-28/IN-02"),
    ("2019", "R-01", "2022/R-01"),
    ("2023", "2022/R-01", "2022/R-01"),
]


@pytest.mark.parametrize(("rev", "typed", "written"), BECAUSE)
def test_an_edit_writes_citations_in_full_and_says_what_is_open(do: Runner, rev: str, typed: str, written: str) -> None:
    done = do("set", rev, "GOV-01", "status", "running", "--because", typed)
    assert done.code == 0
    assert f"because: [{written}]" in Path(f"plans/{rev}.yaml").read_text("utf-8")
    assert done.err == (
        wrote(f"plans/{rev}.yaml") + f"`{written}` is still open; record that it was accepted with"
        f" `smartplan review decide {written} accepted`.\n"
    )
    file = EVALUATION if "/R" in written else REVIEW
    assert "[input-still-open]" in do("validate", str(file)).out
    assert do("review", "decide", written, "accepted").code == 0
    assert "[input-still-open]" not in do("validate", str(file)).out


def test_a_review_that_leads_to_the_revision_comes_first(do: Runner) -> None:
    other = BLOCKS.replace("review: fgd-2022-12-28", "review: fgd-lain").replace('leads_to: "2023"', 'leads_to: "2028"')
    REVIEW.with_name("lain.yaml").write_text(other, encoding="utf-8")
    words = ["GOV-01", "status", "running", "--because", "IN-02"]
    assert do("set", "2019", *words).code == 2
    assert do("set", "2023", *words).code == 0
    assert "because: [fgd-2022-12-28/IN-02]" in Path("plans/2023.yaml").read_text("utf-8")


def test_what_is_decided_and_what_was_only_tried_is_not_spoken_of(do: Runner) -> None:
    for words in (["--because", "IN-01"], ["--because", "IN-02", "--dry-run"]):
        done = do("set", "2023", "GOV-01", "status", "running", *words)
        assert "is still" not in done.err
    done = do("set", "2023", "GOV-01", "status", "stopped", "--because", "R-02")
    assert "`2022/R-02` is still deferred; record that it was accepted" in done.err
    done = do("set", "2023", "GOV-01", "status", "stopped", "--because", "IN-O1")
    assert (done.code, done.err) == (2, "Error: there is no input `IN-O1`; did you mean `IN-01`?\n")


IDS = [
    ([], "IN-01"), (["IN-01"], "IN-02"), (["IN-09"], "IN-10"), (["IN-99"], "IN-100"), (["M1", "M2"], "M3"),
    (["IN-03", "IN-01"], "IN-04"), (["IN-03", "X7"], "X8"), (["1", "2"], "3"), (["usul"], "IN-01"), (["a1b"], "IN-01"),
    (["IN-01", "usul"], "IN-02"), (["2022-001"], "2022-002"),
]  # fmt: skip


@pytest.mark.parametrize(("ids", "next_one"), IDS)
def test_the_next_id(ids: list[str], next_one: str) -> None:
    assert next_id(ids) == next_one


@given(st.lists(st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_-]{0,5}", fullmatch=True), unique=True, max_size=8))
def test_the_next_id_is_free(ids: list[str]) -> None:
    assert next_id(ids) not in ids


LAYOUTS = [
    (
        "inputs:\n",
        "participants:\n  ab: {name: AB}\ninputs:\n  IN-01:\n    from: ab\n    text: x\n    disposition: open\n",
    ),
    (
        "inputs: {}",
        "participants:\n  ab: {name: AB}\ninputs:\n  IN-01:\n    from: ab\n    text: x\n    disposition: open\n",
    ),
    (
        "participants: {its: {name: ITS}}\ninputs: {}\n",
        "participants: {its: {name: ITS}, ab: {name: AB}}\ninputs:\n  IN-01:\n    from: ab\n    text: x\n"
        "    disposition: open\n",
    ),
    (
        "participants:\n  its:\n    name: ITS   # tuan rumah\ninputs:\n  A1: {text: a, disposition: open}\n\nsources: {}\n",
        "participants:\n  its:\n    name: ITS   # tuan rumah\n  ab: {name: AB}\ninputs:\n"
        "  A1: {text: a, disposition: open}\n\n  A2:\n    from: ab\n    text: x\n    disposition: open\n\nsources: {}\n",
    ),
]


@pytest.mark.parametrize(("before", "after"), LAYOUTS)
def test_an_input_fits_any_layout(do: Runner, before: str, after: str) -> None:
    head = 'format: 1\nreview: fgd-2022-12-28\ndate: 2022-12-28\ntitle: FGD\nreviews: "2019"\n'
    REVIEW.write_text(head + before, encoding="utf-8")
    assert do("review", "input", "--text", "x", "--from", "ab", "--name", "AB").code == 0
    assert REVIEW.read_text("utf-8") == head + after


def test_what_somebody_else_wrote_meanwhile_is_not_written_over(do: Runner) -> None:
    decided = decide("IN-02", "accepted", None, None, date(2026, 11, 24))
    REVIEW.write_text(BLOCKS + "# baru\n", encoding="utf-8")
    with pytest.raises(Changed):
        decided.outcome.write("review decide", [decided.ref])
    assert REVIEW.read_text("utf-8") == BLOCKS + "# baru\n"
