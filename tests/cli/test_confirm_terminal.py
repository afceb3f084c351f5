"""`confirm` on a real terminal: one likely rename after the other, and only those that were accepted are written."""

import sys
from pathlib import Path

import pytest

from tests.helpers.base import write

if sys.platform == "win32":
    pytest.skip("terminals are of another kind there", allow_module_level=True)
from tests.helpers.terminal import Terminal


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = write(tmp_path / "plans") / "2023.yaml"
    text = path.read_text("utf-8")
    for id_ in ("GOV-01", "BRA-01", "ECO-01"):
        text = text.replace(f"{id_}:", f"{id_[:4]}1{id_[5:]}:")
    path.write_text(text, encoding="utf-8")
    return path


ANSWERS = [
    ("en", ["y", "n", "yes"], ["GOV-01", "ECO-01"], 0),
    ("id", ["ya", "t", "y"], ["GOV-01", "ECO-01"], 0),
    ("en", ["y", "q"], ["GOV-01"], 0),
    ("id", ["k"], [], 0),
    ("en", ["n", "", b"\xff\xfe\n"], [], 0),
    ("en", ["y", b"\x04"], ["GOV-01"], 0),
    ("en", ["y", b"\x03"], [], 130),
]


@pytest.mark.parametrize(("language", "answers", "accepted", "code"), ANSWERS)
def test_what_is_accepted_is_written(
    plan: Path, tmp_path: Path, language: str, answers: list[str | bytes], accepted: list[str], code: int
) -> None:
    before = plan.read_text("utf-8")
    terminal = Terminal("confirm", "2019", "2023", "--lang", language, cwd=tmp_path)
    try:
        for number, answer in enumerate(answers, 1):
            of = "of" if language == "en" else "dari"
            terminal.expect(f"{number} {of} 3: ")
            terminal.expect("? [y]")
            terminal.type(answer)
        assert terminal.end(lambda: terminal.type(b"\x03") if code == 130 else None) == code
    finally:
        terminal.close()
    after = plan.read_text("utf-8")
    assert [line.strip() for line in after.splitlines() if "formerly" in line] == [
        f"formerly: [{id_}]" for id_ in accepted
    ]
    if not accepted:
        assert after == before
