"""`smartplan inputs REV`."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from smartplan.cli import completion, options
from smartplan.cli.options import Format
from smartplan.cli.output import print_report, today, warn_invalid, warn_unreadable
from smartplan.errors import UnknownName
from smartplan.messages import Catalogue
from smartplan.plan.names import nearest

if TYPE_CHECKING:
    from smartplan.plan.field_types import Disposition
    from smartplan.report.render.page import Page


def command(say: Catalogue) -> Callable[..., None]:
    """The command in a language."""
    from smartplan.plan.field_types import Disposition

    def inputs(
        rev: Annotated[str, options.revision(say)],
        disposition: Annotated[
            list[str] | None,
            typer.Option(
                metavar="|".join(get_args(Disposition)),
                help=say("cli.inputs.disposition"),
                autocompletion=completion.dispositions,
            ),
        ] = None,
        plans: Annotated[str | None, options.plans(say)] = None,
        format: Annotated[Format, options.form(say)] = "text",
        output: Annotated[Path | None, options.output(say)] = None,
        no_pager: Annotated[bool, options.no_pager(say)] = False,
        all: Annotated[bool, options.all_of_it(say)] = False,
        lang: Annotated[str | None, options.lang(say)] = None,
    ) -> None:
        from smartplan.analysis.inputs import inputs
        from smartplan.operations.inputs import done
        from smartplan.workspace.revision import open_revision

        only = _known(disposition or [], say)
        revision = open_revision(rev, plans, today())
        result = inputs(revision.plan, revision.context, done(revision), only=only, path=revision.path)

        def page() -> "Page":
            from smartplan.report.pages.inputs import build
            from smartplan.workspace.unreadable import all_read

            unread = not all_read(revision.folder, "reviews", "evaluations")
            older = revision.superseded.plan if revision.superseded else None
            return build(result, revision.plan, say, older=older, whole=all, unread=unread)

        print_report(result, page, format, output)
        warn_invalid(revision.path, revision.faults, say)
        warn_unreadable(revision.folder, say, "reviews", "evaluations")

    return inputs


def _known(names: list[str], say: Catalogue) -> "list[Disposition]":
    """Dispositions in the words of any language. Raises UnknownName with all of them."""
    if not names:
        return []
    from smartplan.messages.vocabulary import words
    from smartplan.plan.field_types import Disposition
    from smartplan.plan.understand import Named, all_names, meant

    values: tuple[Disposition, ...] = get_args(Disposition)
    called = words("disposition")["disposition"]
    known = [Named(one, called[one]) for one in values]
    shown = ", ".join(say(f"inputs.disposition.{one}") for one in values)
    found: list[Disposition] = []
    for name in names:
        value = meant(name, "disposition", known)
        if value is None:
            near = nearest(name, all_names(known)) or ""
            raise UnknownName(
                name=name, what="disposition", nearest=near, known=shown, variant="listed" if not near else "both"
            )
        found += [one for one in values if one == value]
    return found
