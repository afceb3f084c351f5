"""`smartplan validate [REV ...]`."""

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, assert_never

import typer

from smartplan.cli import options
from smartplan.cli.common import complain, deliver, explain, tell, today
from smartplan.cli.completion import revisions, rule_ids
from smartplan.cli.options import FindingsFormat
from smartplan.errors import BadBaseline
from smartplan.messages import Catalogue
from smartplan.plan.finding import Severity
from smartplan.plan.names import unknown

if TYPE_CHECKING:
    from smartplan.baseline import Baseline
    from smartplan.checking import Report


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
            typer.Argument(metavar="[REV|DIR ...]", help=say("cli.validate.revisions"), autocompletion=revisions),
        ] = None,
        plans: Annotated[str | None, options.plans(say)] = None,
        format: Annotated[FindingsFormat, options.form(say)] = FindingsFormat.text,
        output: Annotated[Path | None, options.output(say)] = None,
        fail_on: Annotated[Threshold, typer.Option(help=say("cli.fail-on"))] = Threshold.error,
        rule: Annotated[
            list[str] | None, typer.Option(metavar="RULE", help=say("cli.rule"), autocompletion=rule_ids)
        ] = None,
        ignore: Annotated[
            list[str] | None,
            typer.Option(metavar="RULE[:ADDRESS]", help=say("cli.ignore"), autocompletion=rule_ids),
        ] = None,
        level: Annotated[Threshold, typer.Option(help=say("cli.level"))] = Threshold.info,
        stat: Annotated[bool, typer.Option("--stat", help=say("cli.stat"))] = False,
        all_places: Annotated[bool, typer.Option("--all", help=say("cli.all-places"))] = False,
        baseline: Annotated[Path | None, typer.Option(metavar="FILE", help=say("cli.baseline"))] = None,
        write_baseline: Annotated[bool, typer.Option("--write-baseline", help=say("cli.write-baseline"))] = False,
        summary: Annotated[bool, options.summary(say)] = False,
        jobs: Annotated[int, options.jobs(say)] = 0,
        lang: Annotated[str | None, options.lang(say)] = None,
    ) -> None:
        if stat and format not in (FindingsFormat.text, FindingsFormat.markdown):
            raise typer.BadParameter(say("cli.stat.format"), param_hint="--stat")
        from smartplan import checking
        from smartplan.report.progress import track
        from smartplan.validation import Selection
        from smartplan.workflow import running

        selection = Selection(frozenset(_known(rule or [])), frozenset(_known(ignore or [])))
        step = running() if summary else None
        known = _baseline(baseline, write_baseline)
        batches = checking.batches(revs or [], plans)
        results = checking.check(batches, today(), selection, jobs)
        report = checking.gather(track(results, len(batches), say("cli.checking")), selection, known)
        report.level = level.value
        if known is not None and write_baseline and (report.files or report.unreadable):
            n = known.write(selection)
            complain(say("cli.note", text=say("cli.baseline-written", path=known.document.name, n=n)))
        failures = [explain(failure, say) for failure in report.failures]
        text = _render(report, failures, format, say, output is not None, stat, all_places)
        deliver(text, output, commands=format is FindingsFormat.github)
        for failure in failures:
            complain(say("cli.error", text=failure))
        for path, n in report.shapeless.items():
            complain(say("cli.note", text=say("cli.shapeless", path=path, n=n)))
        if step:
            from smartplan.report import findings_markdown

            tell(step, findings_markdown.summary(report, failures, say), _counts(report), say)
        severity: Severity = fail_on.value
        if report.failures:
            raise typer.Exit(2)
        if report.at_or_above(severity):
            raise typer.Exit(1)

    return validate


def _render(
    report: "Report", failures: list[str], format: FindingsFormat, say: Catalogue, to_file: bool, stat: bool,
    all_places: bool,
) -> str:  # fmt: skip
    if format is FindingsFormat.github:
        from smartplan.report import findings_github

        return findings_github.render(report, failures, say)
    if format is FindingsFormat.sarif:
        from smartplan.report import findings_sarif

        return findings_sarif.render(report, failures, say)
    if format is FindingsFormat.json:
        from smartplan.report import findings_data

        return findings_data.render(report, say)
    if format is FindingsFormat.markdown:
        from smartplan.report import findings_markdown

        return findings_markdown.render(report, say, stat=stat)
    if format is FindingsFormat.text:
        from smartplan.report import findings_text
        from smartplan.report.style import detect

        return findings_text.render(report, say, detect(to_file), stat=stat, all_places=all_places)
    assert_never(format)


def _baseline(path: Path | None, anew: bool) -> "Baseline | None":
    """The baseline of the run, if there is to be one. Raises BadBaseline and CannotOpen."""
    if path is None:
        if anew:
            raise BadBaseline(variant="no-file")
        return None
    from smartplan.baseline import open_baseline

    return open_baseline(path, anew=anew)


def _counts(report: "Report") -> dict[str, int]:
    return {f"{severity}s": report.count(severity) for severity in ("error", "warning", "info")}


def _known(names: list[str]) -> list[str]:
    """The names as given. Raises UnknownName for one whose rule does not exist."""
    from smartplan.rules import ALL

    for name in names:
        rule = name.partition(":")[0]
        if rule not in ALL:
            raise unknown(rule, "rule", ALL)
    return names
