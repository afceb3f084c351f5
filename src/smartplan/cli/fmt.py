"""`smartplan fmt [--check] [--diff] [REV ...]`."""

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from smartplan.cli import options
from smartplan.cli.completion import revisions
from smartplan.cli.output import error_sentence, print_error, takes_back, warn_passed_over, write_bytes, write_output
from smartplan.errors import SmartplanError
from smartplan.messages import Catalogue

if TYPE_CHECKING:
    from smartplan.operations.fmt import Formatted
    from smartplan.workspace.file_changes import FileChange


def command(say: Catalogue) -> Callable[..., None]:
    """The command in a language."""

    def fmt(
        revs: Annotated[
            list[str] | None,
            typer.Argument(metavar="REV ...", help=say("cli.validate.revisions"), autocompletion=revisions),
        ] = None,
        check: Annotated[bool, typer.Option("--check", help=say("cli.fmt.check"))] = False,
        diff: Annotated[bool, typer.Option("--diff", help=say("cli.fmt.diff"))] = False,
        plans: Annotated[str | None, options.plans(say)] = None,
        lang: Annotated[str | None, options.lang(say)] = None,
    ) -> None:
        from smartplan.operations.fmt import every
        from smartplan.workspace.folder import PARTS, find_folder
        from smartplan.workspace.unreadable import passed_over

        if not revs:
            warn_passed_over(passed_over(find_folder(plans), "", *PARTS), say)
        changed = unchanged = failed = 0
        changes: list[FileChange] = []
        for one in every(revs or [], plans):
            try:
                if isinstance(one, SmartplanError):
                    raise one
                if check or diff:
                    _show(one, diff)
                elif one.source.path is None:
                    # To standard output in any case, byte for byte.
                    write_bytes(one.data)
                elif one.changed:
                    changes.append(one.change)
            except SmartplanError as error:
                print_error(say("cli.error", text=error_sentence(error, say)))
                failed += 1
                continue
            changed += one.changed
            unchanged += not one.changed
        if changes:
            failed += not _write(changes, revs or [], say)
        if changed and (check or diff):
            print_error(say("edit.fmt.would", n=changed, revs=revs or []))
        if unchanged or not (changed or failed):
            print_error(say("edit.fmt.unchanged", n=unchanged))
        if failed:
            raise typer.Exit(2)
        if changed and (check or diff):
            raise typer.Exit(1)

    return fmt


def _show(one: "Formatted", diff: bool) -> None:
    """The name of a file that would change, or how its lines would."""
    from smartplan.report.diff.lines import render
    from smartplan.report.render.terminal import detect

    if not one.changed:
        return
    name, style = one.source.name, detect()
    text = render(name, one.source.text, one.text, style) if diff else f"{name}\n"
    # What a workflow prints may be a command to its runner.
    if diff and style.width is None and not style.colour and "GITHUB_ACTIONS" not in os.environ:
        write_bytes(text.encode())
    else:
        write_output(text, None)


def _write(changes: "list[FileChange]", revs: list[str], say: Catalogue) -> bool:
    """Write the files that change, all of them or none; whether that was done."""
    from smartplan.operations.fmt import write
    from smartplan.workspace.paths import shown

    try:
        kept = write(changes)
    except SmartplanError as error:
        print_error(say("cli.error", text=error_sentence(error, say)))
        return False
    for change in changes:
        print_error(say("edit.fmt.done", path=shown(change.path)))
    print_error(takes_back(kept, revs, say))
    return True
