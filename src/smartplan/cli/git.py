"""`smartplan git install / uninstall`, and the drivers that git calls by the commands which `install` writes."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from smartplan.cli import options
from smartplan.cli.helped import HelpedCommand, HelpedGroup
from smartplan.cli.output import print_error, write_bytes
from smartplan.messages import Catalogue
from smartplan.report.render.sentences import sanitise

if TYPE_CHECKING:
    from smartplan.operations.diff import Result
    from smartplan.plan.model import Plan


def group(say: Catalogue) -> typer.Typer:
    """The commands in a language."""
    app = typer.Typer(cls=HelpedGroup, no_args_is_help=True, rich_markup_mode=None)

    @app.callback()
    def start(lang: Annotated[str | None, options.lang(say)] = None) -> None:
        """The option that stands before the command."""

    @app.command(cls=HelpedCommand, help=say("cli.git.install"))
    def install(
        no_textconv: Annotated[bool, typer.Option("--no-textconv", help=say("cli.git.no-textconv"))] = False,
        plans: Annotated[str | None, options.plans(say)] = None,
        lang: Annotated[str | None, options.lang(say)] = None,
    ) -> None:
        from smartplan.operations import git_install
        from smartplan.workspace.paths import shown

        done = git_install.install(plans, textconv=not no_textconv)
        key = "installed" if done.changed else "installed-already"
        print_error(say(f"edit.git.{key}", config=shown(done.config), attributes=shown(done.attributes)))

    @app.command(cls=HelpedCommand, help=say("cli.git.uninstall"))
    def uninstall(
        plans: Annotated[str | None, options.plans(say)] = None, lang: Annotated[str | None, options.lang(say)] = None
    ) -> None:
        from smartplan.operations import git_install
        from smartplan.workspace.paths import shown

        done = git_install.uninstall(plans)
        key = "uninstalled" if done.changed else "uninstalled-already"
        print_error(say(f"edit.git.{key}", config=shown(done.config), attributes=shown(done.attributes)))

    @app.command("merge-driver", hidden=True, cls=HelpedCommand, help=say("cli.git.merge-driver"))
    def merge_driver(
        base: Annotated[Path, typer.Argument(metavar="BASE")],
        ours: Annotated[Path, typer.Argument(metavar="OURS")],
        theirs: Annotated[Path, typer.Argument(metavar="THEIRS")],
        marker_size: Annotated[int, typer.Option("--marker-size", min=1, metavar="N")] = 7,
        path: Annotated[str, typer.Option("--path")] = "",
    ) -> None:
        from smartplan.operations.git_merge import merge_files
        from smartplan.report.render.sentences import escape_controls

        done = merge_files(base, ours, theirs, marker_size)
        name = escape_controls(path or str(ours))
        for one in done.conflicts:
            where = escape_controls(".".join(str(step) for step in one))
            print_error(say("edit.git.conflict", path=name, where=where))
        for contest in done.contests:
            ends = {
                side: ", ".join(f"`{escape_controls(id_)}`" for id_ in sorted(heirs)) or say("edit.git.gone")
                for side, heirs in (("ours", contest.ours), ("theirs", contest.theirs))
            }
            print_error(say("edit.git.two-ends", path=name, id=escape_controls(contest.id), **ends))
        if done.code:
            raise typer.Exit(done.code)

    @app.command("diff-driver", hidden=True, cls=HelpedCommand, help=say("cli.git.diff-driver"))
    def diff_driver(words: Annotated[list[str], typer.Argument(metavar="PATH OLD HASH MODE NEW HASH MODE")]) -> None:
        if len(words) < 7:
            # An unmerged file: git calls with its name alone and says itself what it is.
            return
        from smartplan.operations.git_diff import FilePair, compare

        write_bytes(compare(FilePair.of(words), draw_changes(say)))

    @app.command("textconv", hidden=True, cls=HelpedCommand, help=say("cli.git.textconv"))
    def textconv(file: Annotated[Path, typer.Argument(metavar="FILE")]) -> None:
        from smartplan.operations.git_diff import lines

        write_bytes(lines(file, draw_plan(say)))

    return app


def draw_changes(say: Catalogue) -> "Callable[[Result], str]":
    """What draws the changes of a plan for git: plain, whatever the terminal."""

    def draw(result: "Result") -> str:
        from smartplan.report.pages.diff import changes
        from smartplan.report.render.terminal import Style
        from smartplan.report.render.text import render

        return sanitise(render(changes(result, say), Style()))

    return draw


def draw_plan(say: Catalogue) -> "Callable[[Plan, dict[str, Any]], str]":
    """What draws a whole plan, given with its data, as lines for git to compare."""

    def draw(plan: "Plan", data: dict[str, Any]) -> str:
        from smartplan.report.diff.textconv import render

        return sanitise(render(plan, data, say))

    return draw
