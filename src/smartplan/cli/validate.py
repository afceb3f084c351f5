"""`smartplan validate [REV ...]`."""

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from smartplan.cli import options
from smartplan.cli.common import complain, deliver, explain, today
from smartplan.cli.completion import revisions, rule_ids
from smartplan.cli.options import Format
from smartplan.errors import UnknownName
from smartplan.messages import Catalogue
from smartplan.plan.finding import Severity


class Threshold(StrEnum):
    """Severities, gravest first."""

    error = "error"
    warning = "warning"
    info = "info"


def command(say: Catalogue) -> Callable[..., None]:
    """The command in a language."""

    def validate(
        revs: Annotated[
            list[str] | None,
            typer.Argument(metavar="[REV ...]", help=say("cli.validate.revisions"), autocompletion=revisions),
        ] = None,
        plans: Annotated[str | None, options.plans(say)] = None,
        format: Annotated[Format, options.form(say)] = Format.text,
        output: Annotated[Path | None, options.output(say)] = None,
        fail_on: Annotated[Threshold, typer.Option(help=say("cli.fail-on"))] = Threshold.error,
        rule: Annotated[
            list[str] | None, typer.Option(metavar="RULE", help=say("cli.rule"), autocompletion=rule_ids)
        ] = None,
        ignore: Annotated[
            list[str] | None,
            typer.Option(metavar="RULE[:ADDRESS]", help=say("cli.ignore"), autocompletion=rule_ids),
        ] = None,
        lang: Annotated[str | None, options.lang(say)] = None,
    ) -> None:
        from smartplan.validation import Report, Selection
        from smartplan.validation import validate as check

        selection = Selection(frozenset(_known(rule or [])), frozenset(_known(ignore or [])))
        report: Report = check(revs or [], plans, today(), selection)
        deliver(_render(report, format, say, output is not None), output)
        for failure in report.failures:
            complain(say("cli.error", text=explain(failure, say)))
        severity: Severity = fail_on.value
        if report.failures:
            raise typer.Exit(2)
        if report.at_or_above(severity):
            raise typer.Exit(1)

    return validate


def _render(report: object, format: Format, say: Catalogue, to_file: bool) -> str:
    from smartplan.validation import Report

    assert isinstance(report, Report)
    if format is Format.json:
        from smartplan.report import findings_data

        return findings_data.render(report, say)
    if format is Format.markdown:
        from smartplan.report import findings_markdown

        return findings_markdown.render(report, say)
    from smartplan.report import findings_text
    from smartplan.report.style import detect

    return findings_text.render(report, say, detect(to_file))


def _known(names: list[str]) -> list[str]:
    """The names as given. Raises UnknownName for one whose rule does not exist."""
    from smartplan.rules import ALL

    for name in names:
        rule = name.partition(":")[0]
        if rule not in ALL:
            raise UnknownName.of(rule, "rule", ALL)
    return names
