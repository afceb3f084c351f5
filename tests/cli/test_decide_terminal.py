"""`decide` on a real terminal: one open input after the other, each decision on disk before the next question."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from smartplan.messages import LANGUAGES, Catalogue
from tests.helpers.base import write
from tests.helpers.runner import Runner

if sys.platform == "win32":
    pytest.skip("terminals are of another kind there", allow_module_level=True)
from tests.helpers.terminal import Terminal

REVIEW = """\
format: 1
review: fgd-2022-12-28
date: 2022-12-28
title: FGD
reviews: "2019"
leads_to: "2023"
participants:
  its: {name: Institut Teknologi Sepuluh Nopember, role: academic}
inputs:
  # dibahas lebih dulu
  IN-01: {from: its, dimension: living, text: Perbanyak layanan mobility untuk warga di seluruh kelurahan kota ini, disposition: open}
  IN-02: {text: Beri Wi-Fi, disposition: open}
  IN-03: {text: Sudah diputuskan, disposition: accepted}
  IN-04: {text: Taman, disposition: deferred, answer: Nanti}
"""
# A review whose revision is still to come, and one recommendation.
AHEAD = """\
format: 1
review: fgd-2026
date: 2026-11-28
title: FGD berikutnya
reviews: "2023"
leads_to: "2028"
inputs:
  IN-01: {text: Untuk nanti, disposition: open}
"""
RECOMMENDATION = "recommendations:\n  R-01: {text: Susun regulasi, disposition: open}\n"
REFS = ["fgd-2022-12-28/IN-01", "fgd-2022-12-28/IN-02", "fgd-2022-12-28/IN-04", "2023/R-01", "fgd-2026/IN-01"]
END = {"en": "[h]elp: ", "id": "[b]antuan: "}


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    folder = write(tmp_path / "plans")
    (folder / "reviews/2022-12-28.yaml").write_text(REVIEW, encoding="utf-8")
    (folder / "reviews/ahead.yaml").write_text(AHEAD, encoding="utf-8")
    with (folder / "evaluations/2023.yaml").open("a", encoding="utf-8") as stream:
        stream.write(RECOMMENDATION)
    return folder


@pytest.fixture
def terminal(tmp_path: Path, plans: Path) -> Iterator[Callable[..., Terminal]]:
    opened: list[Terminal] = []

    def open_(*arguments: str, **more: object) -> Terminal:
        opened.append(Terminal(*arguments, cwd=tmp_path, NO_COLOR="1", **more))  # type: ignore[arg-type]
        return opened[-1]

    yield open_
    for one in opened:
        one.close()


def everything(plans: Path) -> str:
    names = ("reviews/2022-12-28.yaml", "reviews/ahead.yaml", "evaluations/2023.yaml")
    return "".join((plans / name).read_text("utf-8") for name in names)


def said(plans: Path, before: str) -> list[str]:
    """The lines that were not there before."""
    return [line.strip() for line in everything(plans).splitlines() if line not in before.splitlines()]


IN_01 = (
    "IN-01: {from: its, dimension: living, text: Perbanyak layanan mobility untuk warga di seluruh kelurahan kota ini,"
    " disposition: %s}"
)
ANSWERS = [
    # An answer may follow an acceptance; a deferral and a refusal need one, or keep the one on record.
    ("en", [("a", ""), ("d", "Belum: dana"), ("a", ""), ("reject", "Tidak"), ("s", None)], 0,
     [IN_01 % "accepted", 'IN-02: {text: Beri Wi-Fi, disposition: deferred, answer: "Belum: dana"}',
      "IN-04: {text: Taman, disposition: accepted, answer: Nanti}",
      "R-01: {text: Susun regulasi, disposition: rejected, answer: Tidak}"]),
    ("id", [("i", "Ya"), ("u", "Belum"), ("tolak", ""), ("l", None), ("terima", "")], 0,
     [(IN_01 % "accepted")[:-1] + ", answer: Ya}", "IN-02: {text: Beri Wi-Fi, disposition: deferred, answer: Belum}",
      "IN-04: {text: Taman, disposition: rejected, answer: Nanti}", "IN-01: {text: Untuk nanti, disposition: accepted}"]),
    # The keys of the other language mean the same.
    ("en", [("I", ""), ("k", None)], 0, [IN_01 % "accepted"]),
    ("id", [("S", None), ("q", None)], 0, []),
    ("en", [("q", None)], 0, []),
    # What is no key shows the help, and asks again; so do bytes that are no text.
    ("en", [("h", None), ("", None), ("t", None), (b"\xff\xfe\n", None), ("quit", None)], 0, []),
    # An answer that is needed and not given decides nothing.
    ("id", [("o", ""), ("k", None)], 0, []),
    ("en", [("a", ""), (b"\x04", None)], 1, [IN_01 % "accepted"]),
    ("en", [("a", ""), (b"\x03", None)], 130, [IN_01 % "accepted"]),
    ("id", [("i", ""), ("u", b"\x04")], 1, [IN_01 % "accepted"]),
    ("id", [("i", ""), ("u", b"\x03")], 130, [IN_01 % "accepted"]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "answers", "code", "lines"), ANSWERS)
def test_each_decision_is_on_disk_before_the_next_question(
    terminal: Callable[..., Terminal],
    plans: Path,
    language: str,
    answers: list[tuple[str | bytes, str | bytes | None]],
    code: int,
    lines: list[str],
) -> None:
    before = everything(plans)
    screen = terminal("decide", "2023", "--lang", language)
    written = 0
    for key, answer in answers:
        screen.expect(END[language])
        assert said(plans, before) == lines[:written]
        screen.type(key)
        if answer is not None:
            screen.expect(": ")
            screen.type(answer)
            if answer == b"\x03" or (answer == "" and key == "o"):
                continue
            written += isinstance(answer, str)
    last = answers[-1][1] or answers[-1][0]
    assert screen.end(lambda: screen.type(b"\x03") if last == b"\x03" else None) == code
    assert said(plans, before) == lines
    balance = {"en": "Decided: {} of 5.", "id": "Diputuskan: {} dari 5."}[language]
    assert balance.format(len(lines)) in screen.shown


@pytest.mark.parametrize(("language", "lines"), [
    ("en", ["1 of 5: fgd-2022-12-28/IN-01", "FGD", "",
            "? IN-01  Perbanyak layanan mobility untuk warga di seluruh", "  kelurahan kota ini",
            "    from         Institut Teknologi Sepuluh Nopember", "                 (academic)",
            "    dimension    Smart Living", "    follow-up    open",
            "    cited by     LIV-01 Program harmony 1: years, budget,", "                 target",
            "    may concern  LIV-03 Program mobility 3",
            "[a]ccept, [d]efer, [r]eject, [e]ditor, [s]kip, [q]uit,", "[h]elp: "]),
    ("id", ["1 dari 5: fgd-2022-12-28/IN-01", "FGD", "",
            "? IN-01  Perbanyak layanan mobility untuk warga di seluruh", "  kelurahan kota ini",
            "    dari             Institut Teknologi Sepuluh Nopember", "                     (akademisi)",
            "    dimensi          Smart Living", "    tindak lanjut    terbuka",
            "    rujukan          LIV-01 Program harmony 1: tahun;",
            "                     anggaran; target",
            "    mungkin terkait  LIV-03 Program mobility 3",
            "ter[i]ma, t[u]nda, t[o]lak, [e]ditor, [l]ewati, [k]eluar,", "[b]antuan: "]),
])  # fmt: skip
def test_what_is_known_of_an_input_is_shown_and_broken_at_words(
    terminal: Callable[..., Terminal], plans: Path, language: str, lines: list[str]
) -> None:
    path = plans / "2023.yaml"
    text = path.read_text("utf-8").replace(
        "      LIV-01:\n", "      LIV-01:\n        because: [fgd-2022-12-28/IN-01]\n"
    )
    path.write_text(text.replace("because: [fgd-2022-12-28/IN-01]\n", "", 1), encoding="utf-8")
    screen = terminal("decide", "2023", "--lang", language, COLUMNS="60")
    screen.expect(lines[0])
    screen.shown = lines[0] + screen.shown
    while not screen.shown.endswith(END[language]):
        assert screen._read()
    assert screen.shown.split("\n") == lines
    screen.type("q")
    assert screen.end() == 0


def test_the_refs_come_in_the_order_of_their_reviews(terminal: Callable[..., Terminal]) -> None:
    screen = terminal("decide", "2023")
    for number, ref in enumerate(REFS, 1):
        screen.expect(f"{number} of {len(REFS)}: {ref}\n")
        screen.expect(END["en"])
        screen.type("s")
    assert screen.end() == 0


EDITOR = """#!/bin/sh
grep -q '^# fgd-2022-12-28/IN-02: Beri Wi-Fi$' "$1" || exit 3
printf 'Baris satu \\nBaris dua\\n# tidak ikut\\n\\n' > "$1"
"""


@pytest.mark.parametrize("variable", ["VISUAL", "EDITOR"])
def test_an_answer_is_written_in_the_editor(
    terminal: Callable[..., Terminal], plans: Path, tmp_path: Path, variable: str
) -> None:
    script = tmp_path / "my editor.sh"
    script.write_text(EDITOR)
    script.chmod(0o755)
    screen = terminal("decide", "2023", **{variable: f"'{script}' "})
    screen.expect(END["en"])
    # That of the first input fails: nothing is written, and it is asked again.
    screen.type("e")
    screen.expect("could not be started or failed")
    screen.expect(END["en"])
    screen.type("s")
    screen.expect(END["en"])
    screen.type("e")
    screen.expect("fgd-2022-12-28/IN-02: open\n")
    screen.expect(END["en"])
    edited = '  IN-02: {text: Beri Wi-Fi, disposition: open, answer: "Baris satu\\nBaris dua"}\n'
    assert edited in everything(plans)
    screen.type("r")
    screen.expect("Answer (Enter keeps the one on record): ")
    screen.type("")
    screen.expect("open → rejected")
    screen.type("q")
    assert screen.end() == 0
    assert edited.replace("disposition: open", "disposition: rejected") in everything(plans)
    assert "Decided: 1 of 5." in screen.shown


def test_what_somebody_else_decided_meanwhile_stays(terminal: Callable[..., Terminal], plans: Path) -> None:
    screen = terminal("decide", "2023")
    screen.expect(END["en"])
    path = plans / "reviews/2022-12-28.yaml"
    path.write_text(REVIEW.replace("kota ini, disposition: open", "kota ini, disposition: accepted"), encoding="utf-8")
    before = everything(plans)
    screen.type("r")
    screen.expect(": ")
    screen.type("Tidak")
    assert screen.end() == 1
    assert "the follow-up of `fgd-2022-12-28/IN-01` was changed by somebody else" in screen.shown
    assert everything(plans) == before


def test_a_second_run_goes_on(terminal: Callable[..., Terminal]) -> None:
    for left in (5, 4):
        screen = terminal("decide", "2023")
        screen.expect(f"1 of {left}: {REFS[5 - left]}\n")
        screen.expect(END["en"])
        screen.type("a")
        screen.expect(": ")
        screen.type("")
        screen.expect(END["en"])
        screen.type("q")
        assert screen.end() == 0


@pytest.mark.parametrize("ends", [{"stdin": False}, {"stdout": False}])
def test_nothing_is_asked_where_one_end_is_no_terminal(
    terminal: Callable[..., Terminal], ends: dict[str, bool]
) -> None:
    screen = terminal("decide", "2023", COLUMNS="200", **ends)
    assert screen.end() == 1
    assert screen.shown == (
        "Error: there is no terminal to ask questions in; record a single decision with"
        " `smartplan review decide REVIEW/INPUT accepted`\n"
    )


def test_where_nothing_is_open_this_is_said(terminal: Callable[..., Terminal], plans: Path) -> None:
    for name in ("reviews/2022-12-28.yaml", "reviews/ahead.yaml", "evaluations/2023.yaml"):
        (plans / name).unlink()
    screen = terminal("decide", "2019", "--lang", "id")
    assert screen.end() == 0
    assert screen.shown == "Tidak ada masukan atau rekomendasi yang menunggu keputusan.\n"


def test_no_key_means_two_things() -> None:
    keys: dict[str, set[str]] = {}
    for language in LANGUAGES:
        say = Catalogue(language)
        for key in ("accept", "defer", "reject", "edit", "skip", "quit", "help"):
            for word in say(f"review.key.{key}").split():
                keys.setdefault(word, set()).add(key)
        # What stands in brackets in the question is a key of it.
        shown = {part[0] for part in say("review.question").split("[")[1:]}
        assert len(shown) == 7
        assert shown <= keys.keys()
    assert {word: found for word, found in keys.items() if len(found) > 1} == {}
    # Nor is one a yes or a no of the other questions, which would be typed by habit.
    for language in LANGUAGES:
        say = Catalogue(language)
        assert set(say("edit.confirm.yes").split()).isdisjoint(keys)
    assert "t" not in keys


ACCEPTS = [
    ("en", ["y", "Ada di GOV-01"], "IN-02: {text: Beri Wi-Fi, disposition: accepted, answer: Ada di GOV-01}"),
    ("id", ["ya", ""], "IN-02: {text: Beri Wi-Fi, disposition: accepted}"),
    ("en", [""], None),
    ("id", ["t"], None),
    ("en", [b"\x04"], None),
    ("en", ["y", b"\x04"], None),
]


@pytest.mark.parametrize(("language", "answers", "line"), ACCEPTS)
def test_an_edit_that_cites_an_open_input_offers_to_accept_it(
    terminal: Callable[..., Terminal], plans: Path, language: str, answers: list[str | bytes], line: str | None
) -> None:
    before = everything(plans)
    words = ["set", "2023", "GOV-01", "status", "running", "--because", "fgd-2022-12-28/IN-02", "--lang", language]
    screen = terminal(*words)
    screen.expect({"en": "Beri Wi-Fi Accept it? [y]es, [N]o: ", "id": "Beri Wi-Fi Terima? [y]a, [T]idak: "}[language])
    assert "because: [fgd-2022-12-28/IN-02]" in (plans / "2023.yaml").read_text("utf-8")
    for number, answer in enumerate(answers):
        if number:
            screen.expect(": ")
        screen.type(answer)
    assert screen.end() == 0
    assert said(plans, before) == ([line] if line else [])


def test_without_a_terminal_the_command_is_told(run: Runner) -> None:
    done = run("decide", "2023")
    assert (done.code, done.out) == (1, "")
    assert "`smartplan review decide REVIEW/INPUT accepted`" in done.err


def test_each_of_both_files_says_how_it_is_taken_back(
    run: Runner, terminal: Callable[..., Terminal], plans: Path
) -> None:
    before = (plans / "2023.yaml").read_bytes()
    screen = terminal("set", "2023", "GOV-01", "status", "running", "--because", "fgd-2022-12-28/IN-02", COLUMNS="200")
    # `undo` alone would take back the acceptance, which is the last that is written.
    screen.expect("Wrote plans/2023.yaml; `smartplan undo 2023` takes it back.\n")
    for answer in ("y", ""):
        screen.expect(": ")
        screen.type(answer)
    screen.expect("`smartplan undo plans/reviews/2022-12-28.yaml` takes it back.\n")
    assert screen.end() == 0
    assert run("undo").err.splitlines()[-1].startswith("Undone: review decide fgd-2022-12-28/IN-02 (")
    assert (plans / "reviews/2022-12-28.yaml").read_text("utf-8") == REVIEW
    assert run("undo", "2023").code == 0
    assert (plans / "2023.yaml").read_bytes() == before
