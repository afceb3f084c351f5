"""`smartplan list REV`."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from smartplan.cli import completion, options
from smartplan.cli.formats import TABLES
from smartplan.cli.options import TableFormat
from smartplan.cli.output import form_of, print_report, today, warn_invalid
from smartplan.messages import Catalogue

if TYPE_CHECKING:
    from smartplan.report.render.page import Page


def command(say: Catalogue) -> Callable[..., None]:
    """The command in a language."""
    from smartplan.analysis.listing import RowKind
    from smartplan.plan.field_types import Horizon, ProgrammeKind, Status

    def list_(
        rev: Annotated[str, options.revision(say)],
        rows: Annotated[RowKind, options.word("--rows", say("cli.list.rows"), "rows", RowKind, "field")] = "programmes",
        sort: Annotated[
            str | None, typer.Option(metavar="FIELD", help=say("cli.list.sort"), autocompletion=completion.columns)
        ] = None,
        reverse: Annotated[bool, typer.Option("--reverse", help=say("cli.list.reverse"))] = False,
        columns: Annotated[
            str | None,
            typer.Option(metavar="FIELD,...", help=say("cli.list.columns"), autocompletion=completion.columns),
        ] = None,
        dimension: Annotated[
            list[str] | None,
            typer.Option(metavar="KEY", help=say("cli.list.dimension"), autocompletion=completion.dimensions),
        ] = None,
        agency: Annotated[
            list[str] | None,
            typer.Option(metavar="ID", help=say("cli.list.agency"), autocompletion=completion.agencies),
        ] = None,
        mission: Annotated[
            list[str] | None,
            typer.Option(metavar="ID", help=say("cli.list.mission"), autocompletion=completion.missions),
        ] = None,
        status: Annotated[list[str] | None, options.word("--status", say("cli.list.status"), "status", Status)] = None,
        kind: Annotated[
            list[str] | None, options.word("--kind", say("cli.list.kind"), "programme-kind", ProgrammeKind)
        ] = None,
        horizon: Annotated[
            list[str] | None, options.word("--horizon", say("cli.list.horizon"), "horizon", Horizon)
        ] = None,
        quick_win: Annotated[bool, typer.Option("--quick-win", help=say("cli.list.quick-win"))] = False,
        year: Annotated[list[str] | None, typer.Option(metavar="YEAR", help=say("cli.list.year"))] = None,
        plans: Annotated[str | None, options.plans(say)] = None,
        format: Annotated[TableFormat | None, options.form(say)] = None,
        output: Annotated[Path | None, options.output(say)] = None,
        no_pager: Annotated[bool, options.no_pager(say)] = False,
        lang: Annotated[str | None, options.lang(say)] = None,
    ) -> None:
        from smartplan.analysis.listing import RowFilter, listing
        from smartplan.messages.vocabulary import words
        from smartplan.operations.diff_filter import Filter, years
        from smartplan.workspace.revision import open_revision

        form = form_of(format, output, TABLES)
        by_words = RowFilter(
            status=cast("list[Status]", list(dict.fromkeys(status or ()))),
            kind=cast("list[ProgrammeKind]", list(dict.fromkeys(kind or ()))),
            horizon=cast("list[Horizon]", list(dict.fromkeys(horizon or ()))),
            quick_win=quick_win,
            year=years(year or ()),
        )
        revision = open_revision(rev, plans, today())
        plan = revision.plan
        names = Filter(dimension or (), agency or (), mission or ()).wanted([plan])
        wanted = by_words.of(dimension=names.dimensions, agency=names.agencies, mission=names.missions)
        chosen = [one.strip() for one in (columns or "").split(",") if one.strip()]
        titles = words("column", "field") if chosen or sort else {}
        result = listing(
            plan, rows, wanted, sort=sort, reverse=reverse, columns=chosen, path=revision.path, titles=titles
        )

        def page() -> "Page":
            from smartplan.report.pages.list import build

            return build(result, plan, say, chosen=bool(chosen))

        print_report(result, page, form, output, say)
        warn_invalid(revision.path, revision.faults, say)

    return list_
