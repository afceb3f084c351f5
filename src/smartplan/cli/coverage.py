"""`smartplan coverage REV`."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from smartplan.cli import completion, options
from smartplan.cli.common import complain, explain, present, remark_beside, remark_faults, today
from smartplan.cli.options import Format
from smartplan.errors import SmartplanError, UsageError
from smartplan.messages import Catalogue
from smartplan.plan.names import unknown

if TYPE_CHECKING:
    from smartplan.coverage import Coverage
    from smartplan.coverage.groups import By
    from smartplan.report.page import Page

    # Names of shares with the percentage that each has to reach.
    Thresholds = list[tuple[str, float]]


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
        from smartplan.tree import is_folder

        thresholds = _thresholds(fail_under or [])
        if len(revs) > 1 or is_folder(revs[0], plans):
            if against is not None or by != "subdimension":
                raise UsageError("error.one-revision")
            under, failed = _cities(revs, plans, jobs, format, output, thresholds, say)
        else:
            under, failed = _one(revs[0], against, by, plans, format, output, thresholds, say, all), False
        if under or failed:
            raise typer.Exit(2 if failed else 1)

    return coverage


def _one(
    rev: str, against: str | None, by: "By", plans: str | None, format: Format, output: Path | None,
    thresholds: "Thresholds", say: Catalogue, whole: bool,
) -> bool:  # fmt: skip
    """The report on one revision; whether a share of it is under its threshold."""
    from smartplan.coverage import cover
    from smartplan.coverage.cover import against as hold
    from smartplan.coverage.cover import same_missions
    from smartplan.dossier import open_revision

    dossier = open_revision(rev, plans, today())
    result, old = cover(dossier.plan, dossier.around, by=by, path=dossier.path), None
    if against is not None:
        before = open_revision(against, plans, today())
        old = before.plan
        earlier = cover(old, before.around, by=by, path=before.path)
        result = hold(result, earlier, same_missions(dossier.plan, old))
        remark_faults(before.path, before.faults, say)

    def page() -> "Page":
        from smartplan.report import coverage_page

        return coverage_page.build(result, dossier.plan, say, old, whole=whole)

    present(result, page, format, output)
    remark_faults(dossier.path, dossier.faults, say)
    under = _under(result, thresholds, say)
    remark_beside(dossier.folder, say, "reviews")
    return under


def _cities(
    revs: list[str], plans: str | None, jobs: int, format: Format, output: Path | None, thresholds: "Thresholds",
    say: Catalogue,
) -> tuple[bool, bool]:  # fmt: skip
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


def _thresholds(given: list[str]) -> "Thresholds":
    """Names and percentages of `--fail-under`; a bare percentage is that of the sub-dimensions."""
    from smartplan.coverage.shares import SHARES

    found = []
    for text in given:
        name, _, percent = text.rpartition("=")
        name = name or SHARES[0]
        if name not in SHARES:
            raise unknown(name, "share", SHARES)
        try:
            value = float(percent.removesuffix("%"))
        except ValueError:
            raise UsageError("error.bad-percent", value=percent) from None
        if not 0 <= value <= 100:
            raise UsageError("error.bad-percent", value=percent)
        found.append((name, value))
    return found


def _under(result: "Coverage", thresholds: "Thresholds", say: Catalogue, where: str = "") -> bool:
    """Whether a share is under its threshold, which is said; one that cannot be counted is not reached."""
    if not thresholds:
        return False
    from smartplan.report.numbers import share

    failed = False
    for name, percent in thresholds:
        counted = result.counts[name]
        value, wanted = counted.value, share(percent / 100, say.language, exact=True)
        definition, passed = say(f"share.{name}"), False
        missing = result.totals.not_recorded if name == "executed" else 0
        if value is None and missing:
            complain(where + say("coverage.unjudged", name=name, wanted=wanted, n=missing))
        elif value is None:
            complain(where + say("coverage.uncountable", name=name, wanted=wanted, definition=definition))
        elif counted.n * 100 < percent * counted.of:
            shown = share(value, say.language, exact=True)
            complain(where + say("coverage.under", name=name, value=shown, wanted=wanted, n=counted.n, of=counted.of,
                         definition=definition))  # fmt: skip
        else:
            passed = True
        if missing and value is not None:
            complain(where + say("coverage.partly-judged", name=name, n=missing, of=counted.of))
        failed |= not passed
    return failed
