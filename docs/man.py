"""The man page in every language, made from the commands as the application has them: `python docs/man.py`.

Writes `docs/man/smartplan.1` and, for each other language, `docs/man/CODE/smartplan.1`; the wheel puts them where `man`
looks beside the program. Its date is that of the version in the changelog; a version that has none yet has no date.
"""

import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

from smartplan import __version__
from smartplan.cli.app import GROUPS, build
from smartplan.cli.examples import EXAMPLES
from smartplan.cli.help import notes, written
from smartplan.messages import LANGUAGES, Catalogue, Language, catalogue

ROOT = Path(__file__).resolve().parents[1]
# What the program asks of its surroundings, with the key of what it means.
VARIABLES = {
    "SMARTPLAN_LANG": "man.variable.lang",
    "SMARTPLAN_PLANS": "man.variable.plans",
    "SMARTPLAN_PAGER": "man.variable.pager",
    "SMARTPLAN_SETTINGS": "man.variable.settings",
    "SMARTPLAN_STATE": "man.variable.state",
    "SMARTPLAN_TRACEBACK": "man.variable.traceback",
    "SMARTPLAN_QUICK": "man.variable.quick",
    "NO_COLOR": "man.variable.no-color",
    "FORCE_COLOR": "man.variable.force-color",
    "FORCE_HYPERLINK": "man.variable.force-hyperlink",
    "SOURCE_DATE_EPOCH": "man.variable.epoch",
    "GIT_EDITOR, VISUAL, EDITOR": "man.variable.editor",
    "TERM": "man.variable.term",
}
FILES = {
    "plans/REV.yaml": "man.file.plan",
    "plans/reviews/*.yaml": "man.file.review",
    "plans/evaluations/*.yaml": "man.file.evaluation",
    "smartplan.toml, pyproject.toml": "man.file.settings",
    "~/.local/state/smartplan/undo/": "man.file.undo",
}
EXITS = {"0": "man.exit.done", "1": "man.exit.failed", "2": "man.exit.not-done", "130": "man.exit.interrupted"}
# What roff would draw as another character, or take for a command of its own.
_SIGNS = {"\\": r"\(rs", "-": r"\-", "'": r"\(aq", "`": r"\(ga", "~": r"\(ti", "^": r"\(ha", '"': r"\(dq", "|": r"|\:"}
_SPECIAL = re.compile(r"""[\\'`~^"|-]|[^\x00-\x7f]""")
_LISTED = re.compile(r" *(\S+) +(.*)")


def main() -> None:
    """Write the page of each language."""
    for language in LANGUAGES:
        path = path_of(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page(language), encoding="ascii", newline="\n")


def path_of(language: Language) -> Path:
    """The file of a page; English is what `man` shows where it has no page in the language of the reader."""
    return ROOT / "docs/man" / ("" if language == "en" else language) / "smartplan.1"


def page(language: Language) -> str:
    """The page in roff, in ASCII alone."""
    text = "\n".join(_page(catalogue(language))) + "\n"
    # A heading begins a paragraph by itself.
    return re.sub(r"^(\.S[HS] .*\n)\.PP\n", r"\1", text, flags=re.M)


def _page(say: Catalogue) -> Iterator[str]:
    root = typer.main.get_command(build(["--lang", say.language]))
    ctx = _context(root, "smartplan", None, say)
    about = say("cli.about").removesuffix(".")
    yield '.\\" Made by docs/man.py from the sentences of the program.'
    yield f'.TH SMARTPLAN 1 "{_date()}" "smartplan {__version__}" "{_roff(say("man.manual"))}"'
    # No word is divided, and no line is filled with blanks: commands are copied from it.
    yield ".nh"
    yield ".ad l"
    yield f".SH {_roff(say('man.name'))}"
    yield rf"smartplan \- {_roff(about[0].lower() + about[1:])}"
    yield f".SH {_roff(say('man.synopsis'))}"
    yield _synopsis(ctx, say)
    yield f".SH {_roff(say('man.description'))}"
    yield from _paragraphs(say("man.about"))
    yield f".SH {_roff(say('man.options'))}"
    yield from _paragraphs(say("man.options.about"))
    shared = _parameters(ctx)
    yield from _table(shared, ctx, say)
    yield from _commands(ctx, say)
    yield f".SH {_roff(say('man.details'))}"
    for inner in _within(ctx, say):
        yield from _command(inner, [written(one) for one in shared], say)
    yield f".SH {_roff(say('man.environment'))}"
    yield from _terms(VARIABLES, say)
    yield f".SH {_roff(say('man.files'))}"
    yield from _terms(FILES, say)
    yield f".SH {_roff(say('man.exit'))}"
    yield from _terms(EXITS, say)
    yield f".SH {_roff(say('man.examples'))}"
    yield from _examples("", say)
    yield f".SH {_roff(say('man.see-also'))}"
    yield r"\fBgit\fR(1), \fBless\fR(1)"
    yield from _paragraphs(say("man.see-also.help"))


def _date() -> str:
    heading = rf"^## \[{re.escape(__version__)}\] - (\d{{4}}-\d\d-\d\d)$"
    found = re.search(heading, (ROOT / "CHANGELOG.md").read_text("utf-8"), re.M)
    return found[1] if found else ""


def _context(command: Any, name: str, parent: Any, say: Catalogue) -> Any:
    return command.context_class(command, info_name=name, parent=parent, **{**command.context_settings, "obj": say})


def _within(ctx: Any, say: Catalogue) -> Iterator[Any]:
    """The commands that a person types, in the order of the help, each followed by its own."""
    for name, command in getattr(ctx.command, "commands", {}).items():
        if not command.hidden:
            inner = _context(command, name, ctx, say)
            yield inner
            yield from _within(inner, say)


def _parameters(ctx: Any, kind: str = "option") -> list[Any]:
    return [one for one in ctx.command.get_params(ctx) if one.param_type_name == kind and not one.hidden]


def _synopsis(ctx: Any, say: Catalogue) -> str:
    pieces = [say("help.any-options"), *map(written, _parameters(ctx, "argument"))]
    if hasattr(ctx.command, "commands"):
        pieces.append(say("help.any-command"))
    return rf"\fB{_roff(ctx.command_path)}\fR {' '.join(map(_roff, pieces))}"


def _commands(ctx: Any, say: Catalogue) -> Iterator[str]:
    """The commands by the headings of the help, each with its first clause."""
    yield f".SH {_roff(say('man.commands'))}"
    for heading, names in GROUPS.items():
        yield f".SS {_roff(say(f'help.commands.{heading}').removesuffix(':'))}"
        for name in names:
            yield from _term(_bold(name), ctx.command.commands[name].get_short_help_str())


def _command(ctx: Any, shared: list[str], say: Catalogue) -> Iterator[str]:
    """What `--help` says of a command; of the options that it shares with all, only that it takes them."""
    yield f".SS {_roff(ctx.command_path)}"
    yield _synopsis(ctx, say)
    yield from _paragraphs(ctx.command.help)
    options = _parameters(ctx)
    own = [one for one in options if written(one) not in shared]
    yield from _table([*_parameters(ctx, "argument"), *own], ctx, say)
    also = ", ".join(_option(one) for one in options if one not in own)
    yield ".PP"
    yield f"{_roff(say('man.also'))} {also}."
    yield from _examples(ctx.command_path.partition(" ")[2], say)


def _table(parameters: list[Any], ctx: Any, say: Catalogue) -> Iterator[str]:
    for one in parameters:
        about = say("help.help") if one is ctx.command.get_help_option(ctx) else one.help
        told = " ".join([about, *(f"[{note}]" for note in notes(one, say))])
        yield from _term(_roff(written(one)) if one.param_type_name == "argument" else _option(one), told)


def _option(parameter: Any) -> str:
    """An option as it is typed: what stands for its value is no part of it."""
    names = ", ".join(map(_bold, sorted(parameter.opts, key=len)))
    value = written(parameter).rpartition(" ")[2]
    return names if parameter.is_flag else rf"{names} \fI{_roff(value)}\fR"


def _terms(keys: dict[str, str], say: Catalogue) -> Iterator[str]:
    for name, key in keys.items():
        yield from _term(_bold(name), say(key))


def _term(term: str, text: str) -> Iterator[str]:
    yield ".TP"
    yield term
    yield _prose(text)


def _paragraphs(text: str) -> Iterator[str]:
    """Paragraphs; one behind a line with a backspace is a heading and a list, by the custom of click."""
    for paragraph in inspect.cleandoc(text).split("\n\n"):
        heading, *listed = paragraph.removeprefix("\b\n").splitlines() if paragraph.startswith("\b") else [paragraph]
        yield ".PP"
        yield _prose(" ".join(heading.split()))
        for line in listed:
            found = _LISTED.fullmatch(line)
            assert found is not None, line
            yield from _term(_bold(found[1]), found[2])


def _examples(name: str, say: Catalogue) -> Iterator[str]:
    """What each example is for, and below it the command, on one line to be copied."""
    for example in EXAMPLES[name]:
        command = _roff(f"smartplan {example.command}")
        yield from (".PP", _prose(say(example.key)), ".RS 4", ".nf", command, ".fi", ".RE")


def _prose(text: str) -> str:
    """A text on one line, with what is code in it in bold."""
    return "".join(_bold(part) if place % 2 else _roff(part) for place, part in enumerate(text.split("`")))


def _bold(text: str) -> str:
    return rf"\fB{_roff(text)}\fR"


def _roff(text: str) -> str:
    r"""A text that is shown as it is; a line that begins with it is no request."""
    shown = _SPECIAL.sub(lambda found: _SIGNS.get(found[0]) or rf"\[u{ord(found[0]):04X}]", text)
    return rf"\&{shown}" if shown.startswith(".") else shown


if __name__ == "__main__":
    main()
