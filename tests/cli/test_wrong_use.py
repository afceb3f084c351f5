"""Wrong uses of the command line: each with its sentence, in the language of the run, and no word of typer's."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

from smartplan.cli.output import error_sentence
from smartplan.cli.wrong_use import as_ours
from smartplan.messages import LANGUAGES, Language, catalogue
from tests.helpers.commands import commands
from tests.helpers.repo import git  # noqa: F401
from tests.helpers.runner import Runner

TYPER = Path(typer.__file__).parent
FORMATS = "`text`, `json`, `markdown`, `html`, `github`, `gitlab`, `junit`, `xlsx`, `docx`"
# What was typed, and what is said of it.
WRONG = [
    ("valdate", "there is no command `valdate`; did you mean `validate`?",
     "tidak ada perintah `valdate`; mungkin maksudnya `validate`?"),
    # Another word of the line is the name of a command.
    ("valdate diff", "there is no command `valdate`; did you mean `validate`?",
     "tidak ada perintah `valdate`; mungkin maksudnya `validate`?"),
    ("xyzzy", "there is no command `xyzzy`", "tidak ada perintah `xyzzy`"),
    ("git instal", "there is no command `instal`; did you mean `install`, `uninstall`?",
     "tidak ada perintah `instal`; mungkin maksudnya `install`, `uninstall`?"),
    ("it's-a-\"b\"", "there is no command `it's-a-\"b\"`", "tidak ada perintah `it's-a-\"b\"`"),
    ("--", "a command is missing", "perintah belum disebutkan"),
    ("diff --formt json", "there is no option `--formt`; did you mean `--format`?",
     "tidak ada opsi `--formt`; mungkin maksudnya `--format`?"),
    ("diff --xyzzy", "there is no option `--xyzzy`", "tidak ada opsi `--xyzzy`"),
    ("--xyzzy", "there is no option `--xyzzy`", "tidak ada opsi `--xyzzy`"),
    ("diff -x", "there is no option `-x`", "tidak ada opsi `-x`"),
    ("merge 2023 GOV-01", "the option `--into` is missing", "opsi `--into` wajib disebutkan"),
    ("show 2023", "the argument ID is missing", "argumen ID wajib disebutkan"),
    ("coverage", "the argument REV|DIR ... is missing", "argumen REV|DIR ... wajib disebutkan"),
    ("diff --since", "the option `--since` needs a value", "opsi `--since` memerlukan nilai"),
    ("diff --lang", "the option `--lang` needs a value", "opsi `--lang` memerlukan nilai"),
    ("--lang", "the option `--lang` needs a value", "opsi `--lang` memerlukan nilai"),
    ("diff --stat=yes", "the option `--stat` takes no value", "opsi `--stat` tidak menerima nilai"),
    ("diff 2019 2023 2026 x", "too many arguments: 2026 x", "terlalu banyak argumen: 2026 x"),
    ("schema plan x", "too many arguments: x", "terlalu banyak argumen: x"),
    ("diff --format htmk", f"`htmk` is not a valid value for --format; choose one of {FORMATS}",
     f"nilai `htmk` tidak berlaku untuk --format; pilih salah satu: {FORMATS}"),
    ("agenda 2023 --year sekarang", "`sekarang` is not a valid value for --year; give a whole number",
     "nilai `sekarang` tidak berlaku untuk --year; tulis bilangan bulat"),
    ("validate --jobs x", "`x` is not a valid value for --jobs; give a whole number, 0 or more",
     "nilai `x` tidak berlaku untuk --jobs; tulis bilangan bulat, 0 atau lebih"),
    ("validate --jobs -1", "`-1` is not a valid value for --jobs; give a whole number, 0 or more",
     "nilai `-1` tidak berlaku untuk --jobs; tulis bilangan bulat, 0 atau lebih"),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "english", "indonesian"), WRONG, ids=[one[0] for one in WRONG])
def test_a_wrong_use_is_told_in_the_language_of_the_run(
    run: Runner, monkeypatch: pytest.MonkeyPatch, typed: str, english: str, indonesian: str
) -> None:
    for language, sentence in (("en", f"Error: {english}"), ("id", f"Kesalahan: {indonesian}")):
        monkeypatch.setenv("SMARTPLAN_LANG", language)
        done = run(*typed.split())
        first, *usage = done.err.splitlines()
        assert (done.code, done.out, first) == (2, "", sentence)
        start, hint = ("Usage", "shows how to use it.") if language == "en" else ("Pemakaian", "cara pemakaiannya.")
        assert usage[0].startswith(f"{start}: smartplan ")
        assert usage[-1].startswith("`smartplan ")
        assert usage[-1].endswith(hint)


BEFORE = ["--plans ../plans", "--lang id", "--no-pager", "--plans ../plans --lang id --no-pager", "--plans=../plans"]


@pytest.mark.usefixtures("git")
@pytest.mark.parametrize("options", BEFORE)
@pytest.mark.parametrize(
    "command", ["diff 2019 2023", "set 2023 status adopted --dry-run", "git install", "validate", "log"]
)
def test_an_option_may_stand_before_the_command(
    run: Runner, monkeypatch: pytest.MonkeyPatch, options: str, command: str
) -> None:
    monkeypatch.setenv("SMARTPLAN_PAGER", "less")
    Path("below").mkdir()
    monkeypatch.chdir("below")
    takes_pager = command.startswith(("diff", "log"))
    behind = options if takes_pager else options.replace("--no-pager", "")
    expected = run(*command.split(), *behind.split())
    if command == "git install":
        run("git", "uninstall", *behind.split())
    assert run(*options.split(), *command.split()) == expected
    # What stands before the command is stronger than the environment, as it is behind it.
    monkeypatch.setenv("SMARTPLAN_PLANS", "nowhere")
    if "--plans" in options and command != "git install":
        assert run(*options.split(), *command.split()) == expected


@pytest.mark.parametrize(("typed", "told"), [
    ("--plans a diff 2019 2023 --plans b", "Error: --plans has two values, `a`, `b`; give one\n"),
    ("log --plans a --plans=b", "Error: --plans has two values, `a`, `b`; give one\n"),
    ("--lang id log --lang en", "Kesalahan: --lang diberi dua nilai, `id`, `en`; beri satu saja\n"),
])  # fmt: skip
def test_an_option_with_two_values_is_refused(run: Runner, typed: str, told: str) -> None:
    assert run(*typed.split()) == (2, "", told)


def test_an_option_may_be_said_twice_alike(run: Runner) -> None:
    assert run("--plans", "plans", "log", "--plans", "plans", "--lang", "en", "--lang", "en").code == 0


def test_a_folder_called_like_a_command_is_none(run: Runner) -> None:
    Path("plans").rename("set")
    assert run("--plans", "set", "log") == run("log", "--plans", "set")


def test_the_command_named_is_the_one_at_hand(run: Runner) -> None:
    assert run("git", "install", "x").err == (
        "Error: too many arguments: x\n"
        "Usage: smartplan git install [OPTIONS]\n"
        "`smartplan git install --help` shows how to use it.\n"
    )


def test_a_value_cannot_write_a_line_of_its_own(run: Runner) -> None:
    done = run("diff", "--format", "x is not one of\n::error::\x1b[31m")
    assert done.err.splitlines()[0] == (
        "Error: `x is not one of\\u000a::error::\\u001b[31m` is not a valid value for --format; "
        f"choose one of {FORMATS}"
    )
    assert run("xyz\n::error::").err.splitlines()[0] == "Error: there is no command `xyz\\u000a::error::`"


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_word_the_help_is_shown_as_an_error(
    run: Runner, monkeypatch: pytest.MonkeyPatch, language: Language
) -> None:
    monkeypatch.setenv("SMARTPLAN_LANG", language)
    for words in ([], ["git"]):
        help_ = run(*words, "--help")
        assert run(*words) == (2, "", help_.out)


def test_an_input_that_ends_is_no_traceback(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    def ended(*_: object) -> None:
        raise EOFError

    monkeypatch.setattr("smartplan.report.schemas.render", ended)
    sentence = catalogue("id")("error.no-answer")
    assert run("schema", "plan", "--lang", "id") == (1, "", f"\nKesalahan: {sentence}\n")


# Every text that typer refuses a command line with, as its source has it: what in the table above meets it, or why
# nothing can.
TEXTS = {
    "f'Got unexpected extra argument(s) ({extra_args})'": "schema plan x",
    "_('Missing command.')": "--",
    "_('No such command {name!r}.').format(name=original_cmd_name)": "xyzzy",
    "f'Option {option_name!r} requires {msg}'": "diff --since",
    "f'Option {opt!r} does not take a value.'": "diff --stat=yes",
    "f'No such option: {_escape_control_characters(option_name)}'": "diff --xyzzy",
    "MissingParameter": "show 2023",
    "f'{value!r} is not a valid {self.name}.'": "agenda 2023 --year sekarang",
    "f'{rv} is not in the range {self._describe_range()}.'": "validate --jobs -1",
    "self.get_invalid_choice_message(value=value, ctx=ctx)": "diff --format htmk",
    "'Value must be an iterable.'": "no values are given from outside the command line",
    "f'Takes {self.nargs} values but {len(value)} given.'": "no option takes several values",
    "f'Argument {self.dest!r} takes {self.nargs} values.'": "no argument takes a fixed number of values",
    "f'{len_type} values are required, but {len_value} given.'": "no parameter is a tuple",
    "f'{value!r} does not match the formats {formats_str}.'": "no parameter is a date",
    "f'{value!r} is not a valid boolean. Recognized values: {states}'": "no flag takes a value",
    "_escape_control_characters(value)": "no parameter has a type of its own",
    "f'{value!r} is not a valid UUID.'": "no parameter is a UUID",
    "f\"'{filename}': {e.strerror}\"": "no file is opened by typer",
    **dict.fromkeys(
        (
            "f'{name} {loc} is a file.'",
            "f'{name} {loc} is a directory.'",
            "f'{name} {loc} is not readable.'",
            "f'{name} {loc} is not writable.'",
            "f'{self.name.title()} {_click.utils.format_filename(value)!r} does not exist.'",
        ),
        "no path is looked at by typer",
    ),
    "ctx.get_help()": "the help itself",
}  # fmt: skip
# These are handed on, and were made elsewhere.
PASSED_ON = {"message", "message or ''", "hint"}


def texts() -> Iterator[str]:
    """What stands in typer behind `raise` of a complaint, and behind what raises one."""
    for path in (*TYPER.glob("_click/*.py"), TYPER / "core.py", TYPER / "_types.py", TYPER / "models.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            match node:
                case ast.Call(func=ast.Attribute(attr="fail"), args=[text, *_]):
                    yield ast.unparse(text)
                case ast.Call(func=ast.Name(id="BadParameter" | "UsageError" | "BadArgumentUsage"), args=[text, *_]):
                    yield ast.unparse(text)
                case ast.Call(func=ast.Name(id="BadOptionUsage"), args=[_, text]):
                    yield ast.unparse(text)
                case ast.Call(func=ast.Name(id="MissingParameter" as name)):
                    yield name
                case ast.Assign(targets=[ast.Name(id="message")], value=text) if path.name == "exceptions.py":
                    yield ast.unparse(text)
                case ast.Call(func=ast.Attribute(attr="__init__"), args=[text, *_]) if path.name == "exceptions.py":
                    yield ast.unparse(text)


def test_every_complaint_of_typer_is_met_or_cannot_be() -> None:
    assert set(texts()) - PASSED_ON == TEXTS.keys()
    typed = {one for one, _, _ in WRONG}
    assert {
        reason for reason in TEXTS.values() if reason not in typed and not reason.startswith(("no ", "the "))
    } == set()


def test_a_complaint_that_is_not_known_is_told_as_it_is() -> None:
    with pytest.raises(typer.BadParameter) as caught:
        raise typer.BadParameter("Something new.")
    assert error_sentence(as_ours(caught.value, ()), catalogue("id")) == "Invalid value: Something new."


def test_the_types_of_parameters_are_those_whose_complaints_are_known() -> None:
    """With no other can the reasons above be given."""
    parameters = [one for command in commands().values() for one in command.params]
    kinds = {type(one.type).__name__ for one in parameters if not getattr(one, "is_flag", False)}
    assert kinds == {"StringParamType", "TyperChoice", "WordChoice", "IntParamType", "IntRange", "TyperPath"}
    assert {one.nargs for one in parameters} == {1, -1}
    paths = [one.type for one in parameters if type(one.type).__name__ == "TyperPath"]
    assert [path for path in paths if path.exists] == []
    whole = [one for one in parameters if type(one.type).__name__ == "IntRange"]
    assert [one.name for one in whole if one.type.min is None or one.type.max is not None] == []
