"""`smartplan validate [REV ...]`."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from smartplan.cli import options, settings
from smartplan.cli.completion import revisions, rule_ids
from smartplan.cli.formats import FINDINGS, MARKED_UP, FindingsView
from smartplan.cli.options import FindingsFormat
from smartplan.cli.output import (
    error_sentence,
    form_of,
    print_error,
    today,
    warn_empty,
    write_job_summary,
    write_output,
)
from smartplan.errors import BadBaseline
from smartplan.messages import Catalogue
from smartplan.plan.finding import Severity

if TYPE_CHECKING:
    from smartplan.cli.github_step import Workflow
    from smartplan.validation.baseline import Baseline


def command(say: Catalogue) -> Callable[..., None]:
    """The command in a language."""

    def validate(
        revs: Annotated[
            list[str] | None,
            typer.Argument(metavar="REV|DIR ...", help=say("cli.validate.revisions"), autocompletion=revisions),
        ] = None,
        plans: Annotated[str | None, options.plans(say)] = None,
        format: Annotated[FindingsFormat | None, options.form(say)] = None,
        output: Annotated[Path | None, options.output(say)] = None,
        fail_on: Annotated[Severity, options.severity("--fail-on", say("cli.fail-on"))] = "error",
        rule: Annotated[
            list[str] | None, typer.Option(metavar="RULE", help=say("cli.rule"), autocompletion=rule_ids)
        ] = None,
        ignore: Annotated[
            list[str] | None, typer.Option(metavar="RULE[:ADDRESS]", help=say("cli.ignore"), autocompletion=rule_ids)
        ] = None,
        level: Annotated[Severity, options.severity("--level", say("cli.level"))] = "info",
        stat: Annotated[bool, typer.Option("--stat", help=say("cli.stat"))] = False,
        all_places: Annotated[bool, typer.Option("--all", help=say("cli.all-places"))] = False,
        baseline: Annotated[Path | None, typer.Option(metavar="FILE", help=say("cli.baseline"))] = None,
        write_baseline: Annotated[bool, typer.Option("--write-baseline", help=say("cli.write-baseline"))] = False,
        summary: Annotated[bool, options.summary(say)] = False,
        jobs: Annotated[int, options.jobs(say)] = 0,
        shard: Annotated[str | None, options.shard(say)] = None,
        lang: Annotated[str | None, options.lang(say)] = None,
    ) -> None:
        form = form_of(format, output, FINDINGS)
        if stat and form not in ("text", "markdown", "html"):
            raise typer.BadParameter(say("cli.stat.format"), param_hint="--stat")
        from smartplan.operations import validate as operation
        from smartplan.operations.shard import shard as parse
        from smartplan.report.render.progress import track

        selection = operation.selection(rule or (), ignore or (), settings.rules())
        part = parse(shard)
        step = _step() if summary else None
        known = _baseline(baseline or settings.baseline(there=not write_baseline), write_baseline)
        batches = operation.part_of(operation.batches(revs or [], plans), part)
        warn_empty(part, len(batches), say)
        results = operation.check(batches, today(), selection, jobs)
        report = operation.collect(track(results, len(batches), say("cli.checking")), selection, known)
        report.level = level
        if known is not None and write_baseline and (report.files or report.unreadable):
            n = known.write(selection)
            print_error(say("cli.note", text=say("cli.baseline-written", path=known.document.name, n=n)))
        failures = [error_sentence(failure, say) for failure in report.failures]
        view = FindingsView(report, failures, say, output is not None, stat, all_places, fail_on, today())
        write_output(FINDINGS[form](view), output, commands=form == "github", marked_up=form in MARKED_UP)
        for failure in failures:
            print_error(say("cli.error", text=failure))
        for path, n in report.shapeless.items():
            print_error(say("cli.note", text=say("cli.shapeless", path=path, n=n)))
        for id_ in operation.elsewhere(batches, report, selection):
            print_error(say("cli.note", text=say("cli.rule-elsewhere", rule=id_)))
        if step:
            from smartplan.report.pages.validate import summary as job_summary
            from smartplan.report.render.markdown import render

            write_job_summary(step, render(job_summary(report, failures, say)), report.counts(), say)
        if report.failures:
            raise typer.Exit(2)
        if report.at_or_above(fail_on):
            raise typer.Exit(1)

    return validate


def _step() -> "Workflow":
    """The step of the workflow around this process. Raises UsageError where there is none."""
    from smartplan.cli.github_step import running

    return running()


def _baseline(path: Path | None, anew: bool) -> "Baseline | None":
    """The baseline of the run, if there is to be one. Raises BadBaseline and CannotOpen."""
    if path is None:
        if anew:
            raise BadBaseline(variant="no-file")
        return None
    from smartplan.validation.baseline import open_baseline

    return open_baseline(path, anew=anew)
