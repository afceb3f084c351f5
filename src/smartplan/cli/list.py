"""`smartplan list REV`."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar, cast, get_args

import typer

from smartplan.cli import completion, options
from smartplan.cli.options import TableFormat
from smartplan.cli.output import form_of, print_report, today, warn_invalid
from smartplan.errors import UnknownName
from smartplan.messages import Catalogue
from smartplan.plan.names import unknown

if TYPE_CHECKING:
    from smartplan.report.render.page import Page

Word = TypeVar("Word", bound=str)


def command(say: Catalogue) -> Callable[..., None]:
    """The command in a language."""
    from smartplan.analysis.listing import RowKind
    from smartplan.plan.field_types import Horizon, ProgrammeKind, Status

    def words(kind: object, name: str) -> object:
        return typer.Option(
            metavar="|".join(get_args(kind)), help=say(f"cli.list.{name}"), autocompletion=completion.one_of(kind)
        )

    def list_(
        rev: Annotated[str, options.revision(say)],
        rows: Annotated[RowKind, typer.Option(help=say("cli.list.rows"))] = "programmes",
        sort: Annotated[str | None, typer.Option(metavar="FIELD", help=say("cli.list.sort"))] = None,
        reverse: Annotated[bool, typer.Option("--reverse", help=say("cli.list.reverse"))] = False,
        columns: Annotated[str | None, typer.Option(metavar="FIELD,...", help=say("cli.list.columns"))] = None,
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
        status: Annotated[list[str] | None, words(Status, "status")] = None,
        kind: Annotated[list[str] | None, words(ProgrammeKind, "kind")] = None,
        horizon: Annotated[list[str] | None, words(Horizon, "horizon")] = None,
        quick_win: Annotated[bool, typer.Option("--quick-win", help=say("cli.list.quick-win"))] = False,
        year: Annotated[list[int] | None, typer.Option(metavar="YEAR", help=say("cli.list.year"))] = None,
        plans: Annotated[str | None, options.plans(say)] = None,
        format: Annotated[TableFormat | None, options.form(say)] = None,
        output: Annotated[Path | None, options.output(say)] = None,
        no_pager: Annotated[bool, options.no_pager(say)] = False,
        lang: Annotated[str | None, options.lang(say)] = None,
    ) -> None:
        from smartplan.analysis.listing import RowFilter, listing
        from smartplan.operations.diff_filter import Filter
        from smartplan.workspace.revision import open_revision

        form = form_of(format, output)
        by_words = RowFilter(
            status=_known(status, "status", get_args(Status)),
            kind=_known(kind, "programme-kind", get_args(ProgrammeKind)),
            horizon=_known(horizon, "horizon", get_args(Horizon)),
            quick_win=quick_win,
            year=sorted(set(year or ())),
        )
        revision = open_revision(rev, plans, today())
        plan = revision.plan
        names = Filter(dimension or (), agency or (), mission or ()).wanted([plan])
        wanted = by_words.of(dimension=names.dimensions, agency=names.agencies, mission=names.missions)
        chosen = [one.strip() for one in (columns or "").split(",") if one.strip()]
        result = listing(plan, rows, wanted, sort=sort, reverse=reverse, columns=chosen, path=revision.path)

        def page() -> "Page":
            from smartplan.report.pages.list import build

            return build(result, plan, say, chosen=bool(chosen))

        print_report(result, page, form, output)
        warn_invalid(revision.path, revision.faults, say)

    return list_


def _known(names: Sequence[str] | None, what: str, known: Sequence[Word]) -> list[Word]:
    """Words of a vocabulary, each once. Raises UnknownName with the nearest, or all of them."""
    for name in names or ():
        if name not in known:
            error = unknown(name, what, known)
            raise error if error.values["nearest"] else UnknownName.listing(name, what, known)
    return [cast("Word", name) for name in dict.fromkeys(names or ())]
