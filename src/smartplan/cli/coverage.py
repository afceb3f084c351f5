"""`smartplan coverage REV`."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from smartplan.cli import completion, options
from smartplan.cli.common import complain, present, remark_faults, today
from smartplan.cli.options import Format
from smartplan.errors import BadPercent, UnknownName
from smartplan.messages import Catalogue

if TYPE_CHECKING:
    from smartplan.coverage import Coverage
    from smartplan.report.page import Page


def about(say: Catalogue) -> str:
    """The help of the command: what each percentage is a part of."""
    from smartplan.coverage.shares import SHARES

    lines = [f"  {name.ljust(14)} {say(f'share.{name}')}" for name in SHARES]
    return "\n".join([say("cli.coverage"), "", "\b", say("coverage.percentages"), *lines])


def command(say: Catalogue) -> Callable[..., None]:
    """The command in a language."""
    from smartplan.coverage.groups import BY

    def coverage(
        revs: Annotated[
            list[str],
            typer.Argument(metavar="REV|DIR ...", help=say("cli.coverage.revs"), autocompletion=completion.revisions),
        ],
        by: Annotated[
            str, typer.Option(metavar="|".join(BY), help=say("cli.coverage.by"), autocompletion=completion.groups)
        ] = BY[0],
        against: Annotated[
            str | None,
            typer.Option(metavar="OLD", help=say("cli.coverage.against"), autocompletion=completion.revisions),
        ] = None,
        fail_under: Annotated[
            list[str] | None, typer.Option(metavar="[NAME=]PERCENT", help=say("cli.coverage.fail-under"))
        ] = None,
        plans: str | None = options.plans(say),
        format: Format = options.form(say),
        output: Path | None = options.output(say),
        lang: str | None = options.lang(say),
    ) -> None:
        from smartplan.coverage.cover import against as hold
        from smartplan.coverage.cover import cover
        from smartplan.dossier import open_revision

        if by not in BY:
            raise UnknownName.of(by, "by", BY)
        thresholds = _thresholds(fail_under or [])
        dossier = open_revision(revs[0], plans, today())
        result = cover(dossier.plan, dossier.around, by=by, path=dossier.path)
        old = None
        if against is not None:
            before = open_revision(against, plans, today())
            old = before.plan
            result = hold(result, cover(old, before.around, by=by, path=before.path))
            remark_faults(before, say)

        def page() -> "Page":
            from smartplan.report import coverage_page

            return coverage_page.build(result, dossier.plan, say, old)

        present(result, page, format, output)
        remark_faults(dossier, say)
        if _under(result, thresholds, say):
            raise typer.Exit(1)

    return coverage


def _thresholds(given: list[str]) -> list[tuple[str, float]]:
    """Names and percentages of `--fail-under`; a bare percentage is that of the sub-dimensions."""
    from smartplan.coverage.shares import SHARES

    found = []
    for text in given:
        name, _, percent = text.rpartition("=")
        name = name or SHARES[0]
        if name not in SHARES:
            raise UnknownName.of(name, "share", SHARES)
        try:
            value = float(percent.removesuffix("%"))
        except ValueError:
            raise BadPercent(value=percent) from None
        if not 0 <= value <= 100:
            raise BadPercent(value=percent)
        found.append((name, value))
    return found


def _under(result: "Coverage", thresholds: list[tuple[str, float]], say: Catalogue) -> bool:
    """Whether a share is under its threshold, which is said; one that cannot be counted is not reached."""
    if not thresholds:
        return False
    from smartplan.report.numbers import share

    failed = False
    for name, percent in thresholds:
        counted = result.counts[name]
        value, wanted = counted.value, share(percent / 100, say.language)
        definition = say(f"share.{name}")
        if value is None:
            complain(say("coverage.uncountable", name=name, wanted=wanted, definition=definition))
        elif counted.n * 100 < percent * counted.of:
            shown = share(value, say.language)
            complain(say("coverage.under", name=name, value=shown, wanted=wanted, n=counted.n, of=counted.of,
                         definition=definition))  # fmt: skip
        else:
            continue
        failed = True
    return failed
