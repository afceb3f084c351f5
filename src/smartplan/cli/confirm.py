"""`smartplan confirm OLD NEW`."""

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from smartplan.cli import asking, completion, edit_options, options
from smartplan.cli.output import fitted, print_error
from smartplan.errors import EditRefused
from smartplan.messages import Catalogue

if TYPE_CHECKING:
    from smartplan.compare.changes import Suggestion
    from smartplan.operations.diff import Result


def command(say: Catalogue) -> Callable[..., None]:
    """The command in a language."""

    def confirm(
        old: Annotated[
            str, typer.Argument(metavar="OLD", help=say("cli.diff.old"), autocompletion=completion.revisions)
        ],
        new: Annotated[str, typer.Argument(metavar="NEW", help=say("cli.edited"), autocompletion=completion.revisions)],
        yes: Annotated[bool, typer.Option("--yes", help=say("cli.confirm.yes"))] = False,
        force: Annotated[bool, edit_options.force(say)] = False,
        dry_run: Annotated[bool, edit_options.dry_run(say)] = False,
        plans: Annotated[str | None, options.plans(say)] = None,
        lang: Annotated[str | None, options.lang(say)] = None,
    ) -> None:
        from smartplan.operations import edit_commands

        result = edit_commands.confirmable(old, new, plans)
        suggestions = result.comparison.suggestions
        if not suggestions:
            print_error(say("edit.confirm.none"))
            return
        if not yes and not asking.can_ask():
            raise EditRefused(variant="no-terminal")
        edit = edit_commands.confirm(lambda: suggestions if yes else _ask(result, say))
        edit_options.perform(edit, new, plans, say, force=force, dry_run=dry_run)

    return confirm


def _ask(result: "Result", say: Catalogue) -> "list[Suggestion]":
    """The suggestions that a person accepts; of one programme only one can be."""
    from smartplan.compare.revision import by_id
    from smartplan.operations.edit_commands import is_settled
    from smartplan.report.render.names import Names
    from smartplan.report.render.numbers import whole_percent
    from smartplan.report.render.sentences import escape_controls

    names = Names(say, result.new, result.old)
    before, after = by_id(result.old), by_id(result.new)
    suggestions = result.comparison.suggestions
    accepted: list[Suggestion] = []
    for number, one in enumerate(suggestions, 1):
        if is_settled(one, accepted):
            continue
        print(say("edit.confirm.head", n=number, of=len(suggestions), percent=whole_percent(one.similarity)))
        for sign, entry in (("-", before[one.old]), ("+", after[one.new])):
            place = names.place(entry.dimension, entry.programme.subdimension, short=False)
            facts = f"  {sign} {names.programme(entry)}\n      {place}, {names.agency(entry.programme.agency)}"
            print(fitted(facts, sys.stdout))
        question = say("edit.confirm.question", old=escape_controls(one.old), new=escape_controls(one.new))
        try:
            answer = asking.choose(question)
        except EOFError:
            break
        if answer in say("edit.confirm.quit").split():
            break
        if answer in say("edit.confirm.yes").split():
            accepted.append(one)
    return accepted
