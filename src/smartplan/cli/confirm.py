"""`smartplan confirm OLD NEW`."""

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from smartplan.cli import completion, editing, options
from smartplan.cli.output import print_error
from smartplan.errors import EditRefused
from smartplan.messages import Catalogue

if TYPE_CHECKING:
    from smartplan.compare.changes import Suggestion
    from smartplan.editing.draft import Draft, Edit


def command(say: Catalogue) -> Callable[..., None]:
    """The command in a language."""

    def confirm(
        old: Annotated[str, typer.Argument(help=say("cli.diff.old"), autocompletion=completion.revisions)],
        new: Annotated[str, typer.Argument(help=say("cli.diff.new"), autocompletion=completion.revisions)],
        yes: Annotated[bool, typer.Option("--yes", help=say("cli.confirm.yes"))] = False,
        force: Annotated[bool, editing.force(say)] = False,
        dry_run: Annotated[bool, editing.dry_run(say)] = False,
        plans: Annotated[str | None, options.plans(say)] = None,
        lang: Annotated[str | None, options.lang(say)] = None,
    ) -> None:
        from smartplan.editing import edits
        from smartplan.operations.diff import read

        result = read(old, new, plans)
        if result.comparison.link != "chain" or result.new.supersedes not in (old, result.old.revision):
            raise EditRefused(variant="not-superseded", old=old, new=new)
        suggestions = result.comparison.suggestions
        if not suggestions:
            print_error(say("edit.confirm.none"))
            return
        if not yes and not (sys.stdin.isatty() and sys.stdout.isatty()):
            raise EditRefused(variant="no-terminal")

        chosen = suggestions if yes else None

        def edit(draft: "Draft") -> "Edit":
            nonlocal chosen
            # Where the edit is tried again, nobody is asked again.
            chosen = _ask(suggestions, draft, say) if chosen is None else chosen
            return edits.confirm_renames(draft, {one.new: one.old for one in chosen})

        editing.perform(new, plans, say, edit, force=force, dry_run=dry_run)

    return confirm


def _ask(suggestions: "list[Suggestion]", draft: "Draft", say: Catalogue) -> "list[Suggestion]":
    """Those that a person accepts; of one programme only one can be."""
    from smartplan.report.render.names import Names
    from smartplan.report.render.numbers import whole_percent
    from smartplan.report.render.sentences import escape_controls

    names = Names(say, draft.plan, *([draft.old] if draft.old else []))
    accepted: list[Suggestion] = []
    for number, one in enumerate(suggestions, 1):
        if any(other.old == one.old or other.new == one.new for other in accepted):
            continue
        print(say("edit.confirm.head", n=number, of=len(suggestions), percent=whole_percent(one.similarity)))
        for sign, entry in (("-", draft.old_entries[one.old]), ("+", draft.entry(one.new))):
            place = f"{names.dimension(entry.dimension)} / {names.subdimension(entry.programme.subdimension)}"
            print(f"  {sign} {names.programme(entry)}\n      {place}, {names.agency(entry.programme.agency)}")
        # Not as a prompt of `input`, which would go to standard error.
        print(
            say("edit.confirm.question", old=escape_controls(one.old), new=escape_controls(one.new)), end="", flush=True
        )
        answer = _answer()
        if answer in say("edit.confirm.quit").split():
            break
        if answer in say("edit.confirm.yes").split():
            accepted.append(one)
    return accepted


def _answer() -> str:
    """What was typed; the end of the input quits, bytes that are no text are no answer."""
    try:
        return input().strip().lower()
    except EOFError:
        return "q"
    except UnicodeDecodeError:
        return ""
