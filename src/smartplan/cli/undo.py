"""`smartplan undo [REV] [--list]`."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from smartplan.cli import completion, edit_options, options, settings
from smartplan.cli.options import Format
from smartplan.cli.output import print_error, print_report, today
from smartplan.messages import Catalogue

if TYPE_CHECKING:
    from smartplan.operations.undo import FileUndo, Undo
    from smartplan.report.render.page import Page


def command(say: Catalogue) -> Callable[..., None]:
    """The command in a language."""

    def undo(
        rev: Annotated[
            str | None, typer.Argument(metavar="REV", help=say("cli.undo.rev"), autocompletion=completion.revisions)
        ] = None,
        list: Annotated[bool, typer.Option("--list", help=say("cli.undo.list"))] = False,
        force: Annotated[bool, edit_options.force(say)] = False,
        dry_run: Annotated[bool, edit_options.dry_run(say)] = False,
        plans: Annotated[str | None, options.plans(say)] = None,
        format: Annotated[Format, typer.Option("--format", help=say("cli.undo.format"))] = "text",
        lang: Annotated[str | None, options.lang(say)] = None,
    ) -> None:
        from smartplan.operations.undo import last, listing

        if list:
            found = listing(rev, plans)

            def page() -> "Page":
                from smartplan.report.pages.undo import build

                return build(found, say)

            print_report(found, page, format, None, say)
            return
        _take_back(last(rev, plans, today()), say, force=force, dry_run=dry_run)

    return undo


def _take_back(undo: "Undo", say: Catalogue, *, force: bool, dry_run: bool) -> None:
    """Show what it comes to, and write it unless it breaks something."""
    from smartplan.operations.undo import write
    from smartplan.report.pages.diff import changes
    from smartplan.report.pages.undo import command_line
    from smartplan.report.render.terminal import detect
    from smartplan.report.render.text import render
    from smartplan.workspace.journal import minute

    broken = [(located, file.change.path) for file in undo.files for located in settings.as_set(file.broken)]
    errors = sum(located.severity == "error" for located, _ in broken)
    refused = errors > 0 and not force
    for located, path in broken:
        print_error(edit_options.line(located, say, path if refused or dry_run else None))
    if refused:
        print_error(say("undo.refused", n=errors))
        raise typer.Exit(1)
    style = detect()
    told = {
        file.name: render(changes(file.result, say), style)
        for file in undo.files
        if file.result is not None and file.result.comparison.changes
    }
    # Of several files each is named.
    parts = [f"{style(name, 'bold')}\n\n{text}" if len(told) > 1 else text for name, text in told.items()]
    if not dry_run:
        write(undo)
    key = "undo.nothing" if not undo.changed else "undo.would" if dry_run else "undo.done"
    words = command_line(undo.entry.command, undo.entry.words)
    sentence = say(key, command=words, time=minute(undo.entry.time))
    edit_options.conclude("\n".join(parts), *_files(undo.files, say), sentence, written=not dry_run and undo.changed)


def _files(files: "list[FileUndo]", say: Catalogue) -> Iterator[str]:
    for file in files:
        way = file.way
        if way != "nothing" and file.change.after is None:
            yield say("undo.file.removed", path=file.name)
        else:
            yield say(f"undo.file.{way}", path=file.name)
