"""`init` on a real terminal: it asks in the language of the run, until the answers make sense or nobody answers."""

import re
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from smartplan.yamltext.document import load
from smartplan.yamltext.source import SourceText
from tests.helpers.terminal import Terminal

if sys.platform == "win32":
    pytest.skip("terminals are of another kind there", allow_module_level=True)


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Callable[..., Terminal]]:
    opened: list[Terminal] = []

    def open_(*arguments: str, **more: object) -> Terminal:
        opened.append(Terminal("init", *arguments, cwd=tmp_path, **more))  # type: ignore[arg-type]
        return opened[-1]

    yield open_
    for one in opened:
        one.close()


QUESTIONS = {
    "en": [
        "Name of the city or regency, such as Kota Balikpapan: ",
        "Region code, such as 64.71: ",
        "First and last year of the plan, such as 2026-2030: ",
        "Error: `6471` is not a valid region code", "Error: `2030-2026` is not a valid period", "Next steps\n",
    ],
    "id": [
        "Nama kota atau kabupaten, misalnya Kota Balikpapan: ",
        "Kode wilayah, misalnya 64.71: ",
        "Tahun pertama dan terakhir rencana, misalnya 2026-2030: ",
        "Kesalahan: `6471` bukan kode wilayah yang sah", "Kesalahan: `2030-2026` bukan periode", "Langkah berikutnya\n",
    ],
}  # fmt: skip


@pytest.mark.parametrize("language", QUESTIONS)
def test_it_asks_until_the_answers_make_sense(terminal: Callable[..., Terminal], tmp_path: Path, language: str) -> None:
    city, code, period, bad_code, bad_period, after = QUESTIONS[language]
    screen = terminal("--lang", language, NO_COLOR="1")
    screen.expect(city)
    screen.type("")
    screen.expect(city)
    screen.type('  Kota "Contoh": #1  ')
    screen.expect(code)
    screen.type("6471")
    screen.expect(bad_code)
    screen.expect(code)
    screen.type(" 64.71 ")
    screen.expect(period)
    screen.type("2030-2026")
    screen.expect(bad_period)
    screen.expect(period)
    screen.type("2026 - 2030")
    screen.expect(after)
    assert screen.end() == 0
    assert "\x1b" not in screen.shown
    data = load(SourceText("", (tmp_path / "plans/2026.yaml").read_text("utf-8"))).data
    assert data is not None
    assert data["city"] == {"code": "64.71", "name": 'Kota "Contoh": #1'}
    assert data["period"] == {"start": 2026, "end": 2030}


def test_it_asks_only_for_what_is_missing(terminal: Callable[..., Terminal], tmp_path: Path) -> None:
    screen = terminal("--city", "Kota Contoh", "--period", "2026-2030")
    screen.expect("Region code, such as 64.71: ")
    screen.type("64")
    assert screen.end() == 0
    assert "First and last year" not in screen.shown
    assert "\x1b[1;4mNext steps\x1b[0m" in screen.shown
    screen = terminal("lain", "--city", "X", "--code", "64.71", "--period", "2026-2030")
    assert screen.end() == 0
    assert ": \n" not in screen.shown
    # An option that makes no sense is not made up for by an answer.
    screen = terminal("ketiga", "--code", "6471")
    assert screen.end() == 2
    assert screen.shown.startswith("Error: `6471` is not a valid region code")
    screen = terminal("ketiga", "--example")
    assert screen.end() == 0


@pytest.mark.parametrize("answers", [[], ["Kota Contoh"], ["Kota Contoh", "64.71"], ["Kota Contoh", "x"]])
@pytest.mark.parametrize(("key", "code", "said"), [
    (b"\x03", 130, ""),
    (b"\x04", 1, "Kesalahan: masukan berakhir sebelum semua pertanyaan terjawab; tidak ada yang ditulis\n"),
])  # fmt: skip
def test_who_stops_leaves_nothing_behind(
    terminal: Callable[..., Terminal], tmp_path: Path, key: bytes, code: int, said: str, answers: list[str]
) -> None:
    screen = terminal("--lang", "id")
    for answer in answers:
        screen.expect(": ")
        screen.type(answer)
    screen.expect(QUESTIONS["id"][min(len(answers), 1) if "x" in answers else len(answers)])
    screen.type(key)
    assert screen.end(lambda: screen.type(key) if key == b"\x03" else None) == code
    assert re.sub(r"\^C|\^D\x08\x08", "", screen.shown).replace("\n", " ").strip() == said.strip()
    assert screen.shown.endswith("\n")
    assert list(tmp_path.iterdir()) == []


def test_a_signal_stops_it_too(terminal: Callable[..., Terminal], tmp_path: Path) -> None:
    screen = terminal()
    screen.expect(": ")
    screen.process.send_signal(signal.SIGINT)
    assert screen.end(lambda: screen.process.send_signal(signal.SIGINT)) == 130
    assert list(tmp_path.iterdir()) == []


def test_bytes_that_are_no_text_are_asked_for_again(terminal: Callable[..., Terminal], tmp_path: Path) -> None:
    for folder, environment in (("a", {"LC_ALL": "C.UTF-8"}), ("b", {"LC_ALL": "C"}), ("c", {"PYTHONUTF8": "1"})):
        screen = terminal(folder, "--code", "64.71", "--period", "2026-2030", **environment)
        screen.expect("Kota Balikpapan: ")
        screen.type(b"Kota \xff\n")
        screen.expect("bytes that are not valid text")
        screen.expect("Kota Balikpapan: ")
        screen.type("Köta")
        assert screen.end() == 0
        assert "name: Köta}" in (tmp_path / folder / "2026.yaml").read_text("utf-8")


@pytest.mark.parametrize("ends", [{"stdin": False}, {"stdout": False}])
def test_nothing_is_asked_where_one_end_is_no_terminal(
    terminal: Callable[..., Terminal], tmp_path: Path, ends: dict[str, bool]
) -> None:
    screen = terminal("--lang", "id", COLUMNS="200", **ends)
    assert screen.end() == 2
    assert screen.shown.startswith(
        "Kesalahan: tanpa terminal, pertanyaan tidak dapat diajukan: berikan --city, --code, --period,"
    )
    assert list(tmp_path.iterdir()) == []


def test_nobody_answers_in_vain(terminal: Callable[..., Terminal], tmp_path: Path) -> None:
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans/plan.schema.json").write_bytes(b"mine")
    screen = terminal()
    assert screen.end() == 2
    assert screen.shown.startswith("Error: `plans/plan.schema.json` already exists")
