"""Messages on a terminal: lines are broken at words, at its width, and no command in the middle; in a pipe nothing is."""

import io
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from smartplan.report.render.terminal import Style, width_of
from smartplan.report.render.word_wrap import wrap_lines, wrap_prose
from tests.helpers.base import write
from tests.helpers.runner import Runner

PROSE = "Error: `a b` is laid out in another way; run `smartplan fmt --plans plans` first, then try again"
WRAPPED = [
    (200, [PROSE]),
    (60, ["Error: `a b` is laid out in another way; run", "`smartplan fmt --plans plans` first, then try again"]),
    # Too narrow for the command: it is broken as a shell would take it.
    (24, ["Error: `a b` is laid out", "in another way; run", "`smartplan fmt --plans", "plans` first, then try", "again"]),
]  # fmt: skip


@pytest.mark.parametrize(("width", "lines"), WRAPPED)
def test_a_sentence_is_broken_at_words_and_a_command_is_kept_whole(width: int, lines: list[str]) -> None:
    assert wrap_prose(PROSE, Style(width=width)) == lines


def test_a_pipe_gets_a_sentence_as_it_is() -> None:
    assert wrap_prose(PROSE, Style(), "- ", "  ") == [f"- {PROSE}"]
    assert wrap_lines(f"  {PROSE}\n\n{PROSE}", Style()) == f"  {PROSE}\n\n{PROSE}"


def test_each_line_keeps_its_indent_and_a_short_one_its_blanks() -> None:
    assert wrap_lines("a  b\n  one two three four\n\nx", Style(width=12)) == "a  b\n  one two\n  three four\n\nx"


def test_a_long_word_is_not_broken() -> None:
    path = "plans/" + "panjang-" * 9 + "sekali.yaml"
    assert wrap_prose(f"Error: cannot open {path} now", Style(width=40)) == ["Error: cannot open", path, "now"]


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_the_width_is_that_of_the_stream(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    assert width_of(io.StringIO()) is None
    assert width_of(Screen()) == 80
    monkeypatch.setenv("COLUMNS", "132")
    assert width_of(Screen()) == 132
    monkeypatch.setenv("COLUMNS", "10")
    assert width_of(Screen()) == 40


@pytest.mark.parametrize("columns", [50, 80, 140])
@pytest.mark.parametrize("language", ["en", "id"])
def test_no_page_of_help_is_wider_than_the_terminal(
    run: Runner, monkeypatch: pytest.MonkeyPatch, columns: int, language: str
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    for command in ("", "validate", "diff", "coverage", "schema", "set", "init", "git", "git install"):
        page = run("--lang", language, *command.split(), "--help").out.splitlines()
        # An example is copied as it stands, and the choices of an option are one word.
        long = [line for line in page if len(line) > columns and "    smartplan " not in line and "|" not in line]
        assert long == [], command
        if command in ("validate", "diff"):
            assert max(map(len, page)) > min(columns, 100) - 6
        assert [line for line in page if line != line.rstrip()] == []


if sys.platform != "win32":
    from tests.helpers.terminal import Terminal

    @pytest.fixture
    def terminal(tmp_path: Path) -> Iterator[Callable[..., Terminal]]:
        opened: list[Terminal] = []

        def open_(*arguments: str, **more: object) -> Terminal:
            opened.append(Terminal(*arguments, cwd=tmp_path, **more))  # type: ignore[arg-type]
            return opened[-1]

        yield open_
        for one in opened:
            one.close()

    def test_an_error_is_broken_at_words_where_standard_error_alone_is_a_terminal(
        terminal: Callable[..., Terminal], tmp_path: Path
    ) -> None:
        write(tmp_path / "plans")
        for stdout in (True, False):
            screen = terminal("diff", "2019", "2022", stdout=stdout, COLUMNS="50")
            assert screen.end() == 2
            assert screen.shown.splitlines() == [
                "Error: there is no revision `2022` in plans; did",
                "you mean `2023`? Available: 2019, 2023",
            ]

    def test_the_page_of_init_is_broken_at_words(terminal: Callable[..., Terminal], tmp_path: Path) -> None:
        screen = terminal("init", "--example", "--lang", "id", COLUMNS="60", NO_COLOR="1")
        assert screen.end() == 0
        assert max(map(len, screen.shown.splitlines())) <= 60
        assert "     smartplan coverage 2026\n" in screen.shown.replace("\r", "")

    def test_a_question_is_broken_at_words(terminal: Callable[..., Terminal]) -> None:
        screen = terminal("init", COLUMNS="40")
        screen.expect("Name of the city or regency, such as\nKota Balikpapan: ")
        screen.type(b"\x04")
        assert screen.end() == 1
