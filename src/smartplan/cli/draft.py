"""`smartplan draft NEW --from OLD`."""

from collections.abc import Callable
from typing import Annotated

import typer

from smartplan.cli import completion, edit_options, options
from smartplan.cli.output import print_error, today, warn_unreadable, wrote
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
        from smartplan.operations.draft import next_revision, write
        from smartplan.report.pages.first_revision import lessons
        from smartplan.report.pages.todo import build, choice, remarks
        from smartplan.report.render.sentences import escape_controls
        from smartplan.report.render.terminal import detect
        from smartplan.report.render.text import render
        from smartplan.workspace.revision import open_revision

        old = open_revision(source, plans, today())
        to = None if profile is None else (profile, lambda place, candidates: choice(place, candidates, say))
        successor = next_revision(old, new, period, rpjmd, to, remarks=remarks(), lessons=lessons())
        for located in successor.broken:
            print_error(edit_options.line(located, say, successor.path if dry_run else None))
        # What is in a review or an evaluation that could not be read is not among the decisions.
        warn_unreadable(old.folder, say, "reviews", "evaluations", fatal=False)
        title = say("edit.draft.title", path=escape_controls(successor.name))
        # All of it: no other command can show it of a draft that was not written.
        page = build(successor.todo, successor.plan, say, rev=successor.argument, title=title, whole=True)
        text = render(page, detect())
        path = successor.name
        done = (
            say("edit.would-create", path=path)
            if dry_run
            else wrote(path, write(old, successor), successor.argument, say)
        )
        edit_options.conclude(text, done, written=not dry_run)

    return draft
