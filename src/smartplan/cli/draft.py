"""`smartplan draft NEW --from OLD`."""

from collections.abc import Callable
from typing import Annotated

import typer

from smartplan.cli import completion, edit_options, options
from smartplan.cli.output import print_error, today, warn_unreadable
from smartplan.messages import Catalogue


def command(say: Catalogue) -> Callable[..., None]:
    """The command in a language."""

    def draft(
        new: Annotated[str, typer.Argument(metavar="NEW", help=say("cli.draft.new"))],
        source: Annotated[
            str, typer.Option("--from", metavar="OLD", help=say("cli.draft.from"), autocompletion=completion.revisions)
        ],
        period: Annotated[str | None, typer.Option(metavar="START-END", help=say("cli.draft.period"))] = None,
        rpjmd: Annotated[str | None, typer.Option(metavar="TITLE", help=say("cli.draft.rpjmd"))] = None,
        profile: Annotated[
            str | None, typer.Option(metavar="NAME", help=say("cli.draft.profile"), autocompletion=completion.profiles)
        ] = None,
        dry_run: Annotated[bool, edit_options.dry_run(say)] = False,
        plans: Annotated[str | None, options.plans(say)] = None,
        lang: Annotated[str | None, options.lang(say)] = None,
    ) -> None:
        from smartplan.operations.draft import Remarks, next_revision, write
        from smartplan.report.pages.decisions import build, choice, is_choice
        from smartplan.report.render.terminal import detect
        from smartplan.report.render.text import render
        from smartplan.workspace.revision import open_revision

        old = open_revision(source, plans, today())
        remarks = Remarks(lambda place, candidates: choice(place, candidates, say), is_choice)
        to = None if profile is None else (profile, remarks)
        successor = next_revision(old, new, period, rpjmd, to)
        for located in successor.broken:
            print_error(edit_options.line(located, say))
        # What is in a review or an evaluation that could not be read is not among the decisions.
        warn_unreadable(old.folder, say, "reviews", "evaluations", fatal=False)
        text = render(build(successor, say), detect())
        if not dry_run:
            write(old, successor)
        sentence = say("edit.would-create" if dry_run else "edit.done", path=successor.name)
        edit_options.conclude(text, sentence, written=not dry_run)

    return draft
