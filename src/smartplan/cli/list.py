"""`smartplan list REV`."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from smartplan.cli import completion, options
from smartplan.cli.formats import TABLES
from smartplan.cli.options import TableFormat
from smartplan.cli.output import error_sentence, form_of, print_error, print_report, today, warn_empty, warn_invalid
from smartplan.errors import SmartplanError
from smartplan.messages import Catalogue

if TYPE_CHECKING:
    from smartplan.operations.cities import CitySource
    from smartplan.operations.list_cities import Asked, CityRows
    from smartplan.report.render.page import Page


def command(say: Catalogue) -> Callable[..., None]:
    """The command in a language."""
    from smartplan.analysis.listing import RowKind
    from smartplan.plan.field_types import Horizon, ProgrammeKind, Status

    def list_(
        revs: Annotated[
            list[str],
            typer.Argument(metavar="REV|DIR ...", help=say("cli.list.revs"), autocompletion=completion.revisions),
        ],
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
        jobs: Annotated[int, options.jobs(say)] = 0,
        shard: Annotated[str | None, options.shard(say)] = None,
        lang: Annotated[str | None, options.lang(say)] = None,
    ) -> None:
        from smartplan.analysis.listing import RowFilter, listing
        from smartplan.messages.vocabulary import words
        from smartplan.operations.cities import is_many, part_of, places
        from smartplan.operations.diff_filter import Filter, years
        from smartplan.operations.shard import shard as parse
        from smartplan.workspace.revision import open_revision

        form = form_of(format, output, TABLES)
        by_words = RowFilter(
            status=cast("list[Status]", list(dict.fromkeys(status or ()))),
            kind=cast("list[ProgrammeKind]", list(dict.fromkeys(kind or ()))),
            horizon=cast("list[Horizon]", list(dict.fromkeys(horizon or ()))),
            quick_win=quick_win,
            year=years(year or ()),
        )
        by_names = Filter(dimension or (), agency or (), mission or ())
        chosen = [one.strip() for one in (columns or "").split(",") if one.strip()]
        titles = words("column", "field") if chosen or sort else {}
        part = parse(shard)
        if part is not None or is_many(revs, plans):
            from smartplan.operations.list_cities import Asked, collect, columns_of, known_nowhere

            # Before all cities are read.
            known, by = columns_of(rows, chosen, sort, titles)
            cities = part_of(places(revs, plans), part)
            warn_empty(part, len(cities), say)
            asked = Asked(rows, by_words, by_names, whole=form not in ("json", "jsonl", "csv"))
            found, failed = _read(cities, plans, asked, jobs, say)
            if (unknown := known_nowhere(found)) is not None:
                # A city of another part may know it.
                if part is None:
                    raise unknown
                print_error(say("cli.note", text=error_sentence(unknown, say)))
            table = collect(found, asked, known, by, reverse=reverse)

            def pages() -> "Page":
                from smartplan.report.pages import list_cities

                return list_cities.build(found, say, known if chosen else (), by, reverse=reverse)

            # Where nothing could be read, the errors say it all.
            if found or not failed or form == "json":
                print_report(table, pages, form, output, say)
            if failed:
                raise typer.Exit(2)
            return
        revision = open_revision(revs[0], plans, today())
        plan = revision.plan
        names = by_names.wanted([plan])
        wanted = by_words.of(dimension=names.dimensions, agency=names.agencies, mission=names.missions)
        result = listing(
            plan, rows, wanted, sort=sort, reverse=reverse, columns=chosen, path=revision.path, titles=titles
        )

        def page() -> "Page":
            from smartplan.report.pages.list import build

            return build(result, plan, say, chosen=bool(chosen))

        print_report(result, page, form, output, say)
        warn_invalid(revision.path, revision.faults, say)

    return list_


def _read(
    cities: "Sequence[CitySource]", plans: str | None, asked: "Asked", jobs: int, say: Catalogue
) -> "tuple[list[CityRows], bool]":
    """The rows of each city that can be read, and whether one could not be; what is wrong is said."""
    from smartplan.operations.list_cities import list_each
    from smartplan.report.render.progress import track

    found, failed = [], False
    for city in track(list_each(cities, plans, today(), asked, jobs), len(cities), say("coverage.reading")):
        if isinstance(city, SmartplanError):
            print_error(say("cli.error", text=error_sentence(city, say)))
            failed = True
            continue
        found.append(city)
        warn_invalid(city.listing.path, city.faults, say)
    return found, failed
