"""`smartplan draft NEW --from OLD`."""

from collections.abc import Callable
from typing import Annotated

import typer

from smartplan.cli import completion, edit_options, options
from smartplan.cli.output import print_error, today, undo_words, warn_unreadable, wrote
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
        from smartplan.report.pages.decisions import build, choice
        from smartplan.report.render.terminal import detect
        from smartplan.report.render.text import render
        from smartplan.workspace.revision import open_revision

        old = open_revision(source, plans, today())
        to = None if profile is None else (profile, lambda place, candidates: choice(place, candidates, say))
        successor = next_revision(old, new, period, rpjmd, to)
        for located in successor.broken:
            print_error(edit_options.line(located, say))
        # What is in a review or an evaluation that could not be read is not among the decisions.
        warn_unreadable(old.folder, say, "reviews", "evaluations", fatal=False)
        text = render(build(successor, say), detect())
        path = successor.name
        # Without a folder of plans it is named by its path, as the older one was.
        argument = path if undo_words(source) else new
        done = say("edit.would-create", path=path) if dry_run else wrote(path, write(old, successor), argument, say)
        edit_options.conclude(text, done, written=not dry_run)

    return draft
