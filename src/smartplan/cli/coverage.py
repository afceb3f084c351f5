"""`smartplan coverage REV`."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from smartplan.cli import completion, options
from smartplan.cli.common import complain, explain, present, remark_beside, remark_faults, today
from smartplan.cli.options import Format
from smartplan.errors import SmartplanError, UsageError
from smartplan.messages import Catalogue

if TYPE_CHECKING:
    from smartplan.cities import Covered, ShareThreshold
    from smartplan.coverage import Coverage
    from smartplan.report.page import Page


def about(say: Catalogue) -> str:
    """The help of the command: what each percentage is a part of."""
    from smartplan.coverage.shares import SHARES

    lines = [f"  {name.ljust(14)} {say(f'share.{name}')}" for name in SHARES]
    return "\n".join([say("cli.coverage"), "", "\b", say("coverage.percentages"), *lines])


def command(say: Catalogue) -> Callable[..., None]:
    """The command in a language."""
    from smartplan.coverage.groups import By

    def coverage(
        revs: Annotated[
            list[str],
            typer.Argument(metavar="REV|DIR ...", help=say("cli.coverage.revs"), autocompletion=completion.revisions),
        ],
        by: Annotated[By, typer.Option(help=say("cli.coverage.by"))] = "subdimension",
        against: Annotated[
            str | None,
            typer.Option(metavar="OLD", help=say("cli.coverage.against"), autocompletion=completion.revisions),
        ] = None,
        fail_under: Annotated[
            list[str] | None, typer.Option(metavar="[NAME=]PERCENT", help=say("cli.coverage.fail-under"))
        ] = None,
        plans: Annotated[str | None, options.plans(say)] = None,
        format: Annotated[Format, options.form(say)] = "text",
        output: Annotated[Path | None, options.output(say)] = None,
        no_pager: Annotated[bool, options.no_pager(say)] = False,
        all: Annotated[bool, options.all_of_it(say)] = False,
        jobs: Annotated[int, options.jobs(say)] = 0,
        lang: Annotated[str | None, options.lang(say)] = None,
    ) -> None:
        from smartplan import cities

        thresholds = cities.thresholds(fail_under or ())
        if cities.is_many(revs, plans):
            if against is not None or by != "subdimension":
                raise UsageError("error.one-revision")
            under, failed = _many(revs, plans, jobs, format, output, thresholds, say)
        else:
            covered = cities.of_revision(revs[0], against, by, plans, today())
            under, failed = _one(covered, format, output, thresholds, say, whole=all), False
        if under or failed:
            raise typer.Exit(2 if failed else 1)

    return coverage


def _one(
    covered: "Covered",
    format: Format,
    output: Path | None,
    thresholds: "Sequence[ShareThreshold]",
    say: Catalogue,
    *,
    whole: bool,
) -> bool:
    """The report on one revision; whether a share of it is under its threshold."""
    dossier, before = covered.dossier, covered.before
    if before is not None:
        remark_faults(before.path, before.faults, say)

    def page() -> "Page":
        from smartplan.report import coverage_page

        old = before.plan if before is not None else None
        return coverage_page.build(covered.coverage, dossier.plan, say, old, whole=whole)

    present(covered.coverage, page, format, output)
    remark_faults(dossier.path, dossier.faults, say)
    under = _under(covered.coverage, thresholds, say)
    remark_beside(dossier.folder, say, "reviews")
    return under


def _many(
    revs: list[str],
    plans: str | None,
    jobs: int,
    format: Format,
    output: Path | None,
    thresholds: "Sequence[ShareThreshold]",
    say: Catalogue,
) -> tuple[bool, bool]:
    """The table of cities; whether one is under a threshold, and whether one could not be read."""
    from smartplan import cities
    from smartplan.report.progress import track

    rows, under, failed = [], False, False
    places = cities.places(revs, plans)
    for city in track(cities.look(places, plans, today(), jobs), len(places), say("coverage.reading")):
        if isinstance(city, SmartplanError):
            complain(say("cli.error", text=explain(city, say)))
            failed = True
            continue
        rows.append(city.row)
        remark_faults(city.row.path, city.faults, say)
        under |= _under(city.coverage, thresholds, say, f"{city.row.path}: ")
    result = cities.gather(rows, today())

    def page() -> "Page":
        from smartplan.report import cities_page

        return cities_page.build(result, say)

    # Where nothing could be read, what was complained of says it all.
    if rows or format == "json":
        present(result, page, format, output)
    return under, failed


def _under(coverage: "Coverage", thresholds: "Sequence[ShareThreshold]", say: Catalogue, where: str = "") -> bool:
    """Whether a share does not reach its threshold; which one and why is said."""
    if not thresholds:
        return False
    from smartplan.cities import judge
    from smartplan.report.numbers import share

    failed = False
    for (name, percent), counted, missing, verdict in judge(coverage, thresholds):
        wanted = share(percent / 100, say.language, exact=True)
        definition = say(f"share.{name}")
        if verdict == "unjudged":
            complain(where + say("coverage.unjudged", name=name, wanted=wanted, n=missing))
        elif verdict == "uncountable":
            complain(where + say("coverage.uncountable", name=name, wanted=wanted, definition=definition))
        elif verdict == "under":
            values = {"value": share(counted.value, say.language, exact=True), "n": counted.n, "of": counted.of}
            complain(where + say("coverage.under", name=name, wanted=wanted, definition=definition, **values))
        if missing and verdict != "unjudged":
            complain(where + say("coverage.partly-judged", name=name, n=missing, of=counted.of))
        failed |= verdict != "reached"
    return failed
