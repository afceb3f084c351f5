"""`smartplan coverage REV`."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from smartplan.cli import completion, options, settings
from smartplan.cli.formats import PICTURES
from smartplan.cli.options import Format, PictureFormat
from smartplan.cli.output import (
    error_sentence,
    form_of,
    print_error,
    print_report,
    today,
    warn_empty,
    warn_invalid,
    warn_unreadable,
)
from smartplan.errors import SmartplanError, UsageError
from smartplan.messages import Catalogue

if TYPE_CHECKING:
    from smartplan.analysis.coverage import Coverage
    from smartplan.operations.cities import CitySource
    from smartplan.operations.coverage import Covered, ShareThreshold
    from smartplan.report.render.page import Page


def about(say: Catalogue) -> str:
    """The help of the command: what each percentage is a part of."""
    from smartplan.analysis.shares import SHARES

    lines = [f"  {name.ljust(14)} {say(f'share.{name}')}" for name in SHARES]
    return "\n".join([say("cli.coverage"), "", "\b", say("coverage.percentages"), *lines])


def command(say: Catalogue) -> Callable[..., None]:
    """The command in a language."""
    from smartplan.analysis.groups import By

    def coverage(
        revs: Annotated[
            list[str],
            typer.Argument(metavar="REV|DIR ...", help=say("cli.coverage.revs"), autocompletion=completion.revisions),
        ],
        by: Annotated[By, options.word("--by", say("cli.coverage.by"), "grouping", By, "by")] = "subdimension",
        against: Annotated[
            str | None,
            typer.Option(metavar="OLD", help=say("cli.coverage.against"), autocompletion=completion.revisions),
        ] = None,
        fail_under: Annotated[
            list[str] | None, typer.Option(metavar="[NAME=]PERCENT", help=say("cli.coverage.fail-under"))
        ] = None,
        plans: Annotated[str | None, options.plans(say)] = None,
        format: Annotated[PictureFormat | None, options.form(say)] = None,
        output: Annotated[Path | None, options.output(say)] = None,
        no_pager: Annotated[bool, options.no_pager(say)] = False,
        all: Annotated[bool, options.all_of_it(say)] = False,
        jobs: Annotated[int, options.jobs(say)] = 0,
        shard: Annotated[str | None, options.shard(say)] = None,
        lang: Annotated[str | None, options.lang(say)] = None,
    ) -> None:
        from smartplan.messages.vocabulary import words
        from smartplan.operations.cities import is_many, part_of, places
        from smartplan.operations.coverage import of_revision, thresholds
        from smartplan.operations.shard import shard as parse

        form = form_of(format, output, PICTURES)
        if form == "svg" and by == "indicator":
            raise UsageError("error.no-picture-of-indicators")
        wanted = fail_under or settings.thresholds()
        limits = thresholds(wanted, words("share") if wanted else {})
        part = parse(shard)
        if part is not None or is_many(revs, plans):
            if against is not None or by != "subdimension":
                raise UsageError("error.one-revision")
            cities = part_of(places(revs, plans), part)
            warn_empty(part, len(cities), say)
            under, failed = _many(cities, plans, jobs, form, output, limits, say)
        else:
            covered = of_revision(revs[0], against, by, plans, today())
            under, failed = _one(covered, form, output, limits, say, whole=all), False
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
    revision, before = covered.revision, covered.before
    if before is not None:
        warn_invalid(before.path, before.faults, say)

    def page() -> "Page":
        from smartplan.report.pages.coverage import build

        old = before.plan if before is not None else None
        return build(covered.coverage, revision.plan, say, old, whole=whole)

    print_report(covered.coverage, page, format, output, say)
    warn_invalid(revision.path, revision.faults, say)
    under = _under(covered.coverage, thresholds, say)
    warn_unreadable(revision.folder, say, "reviews", "evaluations")
    return under


def _many(
    cities: "list[CitySource]",
    plans: str | None,
    jobs: int,
    format: Format,
    output: Path | None,
    thresholds: "Sequence[ShareThreshold]",
    say: Catalogue,
) -> tuple[bool, bool]:
    """The table of cities; whether one is under a threshold, and whether one could not be read."""
    from smartplan.operations.coverage import collect, cover_each
    from smartplan.report.render.progress import track

    rows, under, failed = [], False, False
    for city in track(cover_each(cities, plans, today(), jobs), len(cities), say("coverage.reading")):
        if isinstance(city, SmartplanError):
            print_error(say("cli.error", text=error_sentence(city, say)))
            failed = True
            continue
        rows.append(city.row)
        warn_invalid(city.row.path, city.faults, say)
        under |= _under(city.coverage, thresholds, say, f"{city.row.path}: ")
    result = collect(rows, today())

    def page() -> "Page":
        from smartplan.report.pages.cities import build

        return build(result, say)

    # Where nothing could be read, the errors say it all.
    if rows or not failed or format == "json":
        print_report(result, page, format, output, say)
    return under, failed


def _under(coverage: "Coverage", thresholds: "Sequence[ShareThreshold]", say: Catalogue, where: str = "") -> bool:
    """Whether a share does not reach its threshold; which one and why is said."""
    if not thresholds:
        return False
    from smartplan.operations.coverage import judge
    from smartplan.report.pages.coverage import share_name
    from smartplan.report.render.numbers import share

    failed = False
    for (name, percent), counted, missing, verdict in judge(coverage, thresholds):
        wanted = share(percent / 100, say.language, exact=True)
        definition = share_name(name, coverage, say)
        if verdict == "unjudged":
            print_error(where + say("coverage.unjudged", name=name, wanted=wanted, n=missing))
        elif verdict == "uncountable":
            print_error(where + say("coverage.uncountable", name=name, wanted=wanted, definition=definition))
        elif verdict == "under":
            values = {"value": share(counted.value, say.language, exact=True), "n": counted.n, "of": counted.of}
            print_error(where + say("coverage.under", name=name, wanted=wanted, definition=definition, **values))
        if missing and verdict != "unjudged":
            print_error(where + say("coverage.partly-judged", name=name, n=missing, of=counted.of))
        failed |= verdict != "reached"
    return failed
