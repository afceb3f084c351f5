"""`--install-completion` and `--show-completion`: what they do, and what they say of it, in the language of the run."""

import sys
from pathlib import Path

import pytest
from typer import _completion_shared as shared

from smartplan.messages import catalogue
from tests.helpers.commands import commands
from tests.helpers.runner import Runner

if sys.platform == "win32":
    pytest.skip("the home of a person is elsewhere there", allow_module_level=True)

TOLD = {
    "en": "Completion for {} was set up in `{}`. It works in every terminal that is opened from now on.\n",
    "id": "Pelengkapan untuk {} sudah dipasang di `{}` dan berlaku di setiap terminal yang dibuka setelah ini.\n",
}
UNKNOWN = {
    "en": "Error: completion cannot be set up for {}; it works in bash, zsh, fish and PowerShell\n",
    "id": "Kesalahan: pelengkapan tidak dapat dipasang untuk {}; yang didukung adalah bash, zsh, fish, dan PowerShell\n",
}


@pytest.mark.parametrize("language", TOLD)
@pytest.mark.parametrize(
    ("shell", "file"),
    [
        ("bash", ".bash_completions/smartplan.sh"),
        ("zsh", ".zfunc/_smartplan"),
        ("fish", ".config/fish/completions/smartplan.fish"),
    ],
)
def test_the_shell_in_use_is_set_up(
    run: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shell: str, file: str, language: str
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr(shared, "_get_shell_name", lambda: shell)
    shown = run("--lang", language, "--show-completion")
    assert (shown.code, shown.err) == (0, "")
    assert "_SMARTPLAN_COMPLETE=complete_" in shown.out
    done = run("--lang", language, "--install-completion")
    assert done == (0, "", TOLD[language].format(shell, tmp_path / file))
    assert (tmp_path / file).read_text("utf-8").strip() == shown.out.strip()


@pytest.mark.parametrize("language", UNKNOWN)
@pytest.mark.parametrize("option", ["--install-completion", "--show-completion"])
def test_another_shell_is_refused(run: Runner, monkeypatch: pytest.MonkeyPatch, option: str, language: str) -> None:
    for shell, english, indonesian in (
        ("csh", "the shell `csh`", "shell `csh`"), (None, "this shell", "shell ini"),
    ):  # fmt: skip
        monkeypatch.setattr(shared, "_get_shell_name", lambda shell=shell: shell)
        told = UNKNOWN[language].format(english if language == "en" else indonesian)
        assert run("--lang", language, option) == (2, "", told)


def test_what_powershell_fails_at_is_told_in_the_language_of_the_run(
    run: Runner, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(shared, "_get_shell_name", lambda: "pwsh")
    program = tmp_path / "pwsh"
    program.write_text("#!/bin/sh\nexit 3\n", "utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    told = UNKNOWN["id"].format("shell `pwsh`")
    assert run("--lang", "id", "--install-completion") == (2, "", told)


def test_a_shell_shows_what_options_do_in_the_language_of_the_run(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SMARTPLAN_LANG", "id")
    monkeypatch.setenv("_SMARTPLAN_COMPLETE", "complete_zsh")
    monkeypatch.setenv("_TYPER_COMPLETE_ARGS", "smartplan --")
    shown = run().out
    for sentence in ("Tampilkan bantuan ini, lalu selesai.", "Pasang pelengkapan perintah", "Cetak skrip pelengkapan"):
        assert sentence in shown
    assert "Show" not in shown
    monkeypatch.setenv("_TYPER_COMPLETE_ARGS", "smartplan fm")
    # The first clause, whole.
    about = commands("id")["fmt"].get_short_help_str()
    assert run().out == f'_arguments \'*: :(("fmt":"{about}"))\'\n'
    assert catalogue("id")("cli.fmt").startswith(about)
