"""What the commands share: the language, output, notes of what was left out, and the words of an error."""

import os
import sys
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import typer
from msgspec import Struct

from smartplan.cli import settings
from smartplan.cli.formats import ENDINGS, MARKED_UP, PICTURES, TABLES, ReportView
from smartplan.cli.options import Format
from smartplan.errors import PassedOver, UsageError
from smartplan.messages import Catalogue, catalogue, choose, given
from smartplan.report.render.errors import error_sentence as error_sentence
from smartplan.report.render.sentences import sanitise
from smartplan.report.render.terminal import Style, detect, printable, width_of

if TYPE_CHECKING:
    from smartplan.cli.github_step import Workflow
    from smartplan.operations.file_edit import FileOutcome
    from smartplan.operations.shard import Shard
    from smartplan.report.render.page import Page
    from smartplan.workspace.file_changes import Undoable
    from smartplan.workspace.folder import Folder


def language_from(arguments: Sequence[str]) -> Catalogue:
    """The catalogue of the language asked for, which names the folder of plans where that was named."""
    language = choose(arguments, setting=settings.value("language"))
    return catalogue(language, next(given("--plans", arguments), os.environ.get("SMARTPLAN_PLANS") or None))


def print_error(text: str) -> None:
    """Print to standard error what is not a result. Where that cannot be written to, nobody can be informed."""
    with suppress(OSError):
        print(printable(fitted(sanitise(text), sys.stderr), sys.stderr.encoding), file=sys.stderr)


def fitted(text: str, stream: TextIO) -> str:
    """Sentences on lines that a terminal need not break; as they are for a pipe."""
    width = width_of(stream)
    if width is None or len(text) <= width:
        return text
    from smartplan.report.render.word_wrap import wrap_lines

    return wrap_lines(text, Style(width=width))


def today() -> date:
    """The day of the run, or of SOURCE_DATE_EPOCH (reproducible-builds.org) for a report that is the same every day."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    # No digits that a calendar could not hold.
    return datetime.fromtimestamp(int(epoch), UTC).date() if epoch.isdecimal() and len(epoch) < 12 else date.today()


def form_of(format: Format | None, output: Path | None, forms: Collection[str]) -> Format:
    """The one of the `forms` that is asked for: by its name, else by the ending of the file, else text.

    Raises UsageError where the two contradict each other, and where the ending is that of another form. What has no
    ending of its own, as annotations, may have any but that of an office program.
    """
    by_ending = ENDINGS.get(output.suffix.lower()) if output is not None else None
    if format and by_ending and format != by_ending:
        from smartplan.cli.diff_formats import OFFICE

        if format in ENDINGS.values() or by_ending in OFFICE:
            raise UsageError("error.other-ending", path=str(output), ending=by_ending, format=format)
    if not format and by_ending and by_ending not in forms:
        # What a person wants who asks for a PDF is there in another way.
        variant = "pdf" if by_ending == "pdf" and "html" in forms else None
        raise UsageError("error.no-ending", path=str(output), ending=by_ending, forms=", ".join(forms), variant=variant)
    return format or by_ending or "text"


def print_report(
    result: Struct, page: Callable[[], "Page"], format: Format, output: Path | None, say: Catalogue
) -> None:
    """Print or write a report: its data as JSON or rows, its page in any other form, or the picture of it.

    Raises UsageError where a picture is asked for and there is none.
    """
    text = {**TABLES, **PICTURES}[format](ReportView(result, page, output is not None, say, today()))
    write_output(text, output, paged=format == "text", marked_up=format in MARKED_UP)


def warn_invalid(path: str, faults: int, say: Catalogue) -> None:
    """What was left out of a report because the file has errors."""
    if faults:
        print_error(say("cli.note", text=say("cli.readable-only", path=path, n=faults)))


def warn_empty(part: "Shard | None", cities: int, say: Catalogue) -> None:
    """That a part of many cities has none: what is then said is said of nothing."""
    if part is not None and not cities:
        print_error(say("cli.note", text=say("cli.shard.empty", part=f"{part.number}/{part.of}")))


def warn_passed_over(files: Sequence[PassedOver], say: Catalogue) -> None:
    """What was left out of a report because of the name of its file."""
    for one in files:
        print_error(say("cli.note", text=error_sentence(one, say)))


def warn_unreadable(folder: "Folder", say: Catalogue, *kinds: str, fatal: bool = True) -> None:
    """Say which reviews or evaluations were left out of a report.

    Ends with 2 where one could not be read at all, unless it is not `fatal` to what was asked for.
    """
    from smartplan.workspace.unreadable import unreadable_files

    found = unreadable_files(folder, *kinds)
    warn_passed_over(found.passed_over, say)
    for path, count in found.faulty:
        print_error(say("cli.note", text=say("cli.readable-only", path=path, n=count)))
    for failure in found.failures:
        print_error(say("cli.error" if fatal else "cli.note", text=error_sentence(failure, say)))
    if found.failures and fatal:
        raise typer.Exit(2)


def write_job_summary(step: "Workflow", markdown: str, counts: Mapping[str, int], say: Catalogue) -> None:
    """Tell a GitHub workflow the result. Raises CannotWrite."""
    if not step.tell(sanitise(markdown), counts, say):
        print_error(say("cli.note", text=say("ci.full")))


def undo_words(argument: str) -> list[str]:
    """What `undo` needs to find a file that was named so: nothing for a revision of the folder of plans."""
    return [argument] if "/" in argument or "\\" in argument or argument.endswith((".yaml", ".yml")) else []


def wrote(path: str, kept: "Undoable", argument: str, say: Catalogue, *, last: bool = True) -> str:
    """That a file was written, and whether `undo` takes that back; `argument` is how it was named.

    `undo` has to be told the file where it is not the `last` that is written.
    """
    if kept.why is None:
        return say("edit.done", path=path, revs=undo_words(argument) if last else [argument])
    return say("edit.done.not-kept", path=path, why=error_sentence(kept.why, say))


def wrote_inputs(outcome: "FileOutcome", ref: str, kept: "Undoable", say: Catalogue, *, last: bool = True) -> str:
    """The same of a review or an evaluation; `ref` is its name, or cites an input of it."""
    from smartplan.operations.undo import named

    return wrote(outcome.name, kept, named(ref.partition("/")[0], outcome.path, say.plans), say, last=last)


def takes_back(kept: "Undoable", arguments: Sequence[str], say: Catalogue) -> str:
    """Whether `undo` takes back what was written to several files; `arguments` are how they were named."""
    if kept.why is None:
        return say("undo.takes-back", revs=undo_words(arguments[0]) if arguments else [])
    return say("undo.not-kept", why=error_sentence(kept.why, say))


def write_output(
    text: str, output: Path | None, *, commands: bool = False, paged: bool = False, marked_up: bool = False
) -> None:
    """Print a result, or write it to a file, whole or not at all. Raises CannotWrite.

    `commands` says that lines of it are meant for the runner of a workflow, `paged` that what is longer than the
    terminal goes through a pager, `marked_up` that the text says of itself that it is in UTF-8. Where the reader of a
    pipe, such as `head`, has gone, nothing is wrong and nothing more can be said: the exit code is what it would have
    been.
    """
    style = detect(output is not None)
    text = sanitise(text, colour=style.colour, linked=style.links is not None, commands=commands)
    with suppress(BrokenPipeError):
        if output is None and marked_up:
            write_bytes(text.encode())
        elif output is None:
            shown = printable(text, sys.stdout.encoding)
            if not (paged and _page(shown)):
                sys.stdout.write(shown)
                sys.stdout.flush()
        else:
            write_data(text.encode(), output)


def write_file(data: bytes, output: Path | None, format: Format) -> None:
    """Write what is for an office program to a file, whole or not at all, or to a pipe.

    Raises CannotWrite, and UsageError for a terminal, which can show none of it.
    """
    if output is not None:
        write_data(data, output)
    elif sys.stdout.isatty():
        raise UsageError("error.to-a-terminal", format=format)
    else:
        write_bytes(data)


def _page(text: str) -> bool:
    """Show the text in a pager, if it is to be; False where nothing was shown."""
    from smartplan.cli.pager import page

    return page(text)


def write_bytes(data: bytes) -> None:
    """Print what is for a program, such as git or `patch`: byte for byte, whatever the locale."""
    with suppress(BrokenPipeError):
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()


def write_data(data: bytes, output: Path) -> None:
    """Write a result that is no text to a file, whole or not at all. Raises CannotWrite."""
    from smartplan.workspace.atomic import report

    report(output, data)
