"""`smartplan report REV`."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from smartplan.cli import completion, options
from smartplan.cli.output import error_sentence, form_of, print_error, today, write_output
from smartplan.errors import UsageError
from smartplan.messages import Catalogue

if TYPE_CHECKING:
    from smartplan.operations.report import PlanReport

_Paper = Literal["f4", "a4"]


def command(say: Catalogue) -> Callable[..., None]:
    """The command in a language."""

    def report(
        rev: Annotated[str, options.revision(say)],
        against: Annotated[
            str | None, typer.Option(metavar="OLD", help=say("cli.report.against"), autocompletion=completion.revisions)
        ] = None,
        dimension: Annotated[
            list[str] | None,
            typer.Option(metavar="KEY", help=say("cli.report.dimension"), autocompletion=completion.dimensions),
        ] = None,
        agency: Annotated[
            list[str] | None,
            typer.Option(metavar="ID", help=say("cli.report.agency"), autocompletion=completion.agencies),
        ] = None,
        paper: Annotated[_Paper, typer.Option(help=say("cli.report.paper"))] = "f4",
        plans: Annotated[str | None, options.plans(say)] = None,
        output: Annotated[Path | None, options.output(say)] = None,
        lang: Annotated[str | None, options.lang(say)] = None,
    ) -> None:
        from smartplan.operations.report import MANY, gather, sources
        from smartplan.report.html.document import render
        from smartplan.report.pages.report.sections import build
        from smartplan.report.pages.todo import remarks

        form_of(None, output, ("html",))
        if output is None and sys.stdout.isatty():
            raise UsageError("error.to-a-terminal", format="html")
        found = gather(sources(rev, against, dimension or (), agency or (), plans, today()), remarks())
        count = found.summary.totals.programmes
        if count > MANY:
            print_error(say("cli.note", text=say("document.many", n=count)))
        failures = [error_sentence(one, say) for one in found.unread.failures]
        left_out = list(_left_out(found, say))
        document = build(found, say, [*left_out, *failures])
        write_output(render(document, say, today(), paper=paper), output, marked_up=True)
        for text in left_out:
            print_error(say("cli.note", text=text))
        for text in failures:
            print_error(say("cli.error", text=text))
        if failures:
            raise typer.Exit(2)

    return report


def _left_out(report: "PlanReport", say: Catalogue) -> Iterator[str]:
    """What is not in the report because a file has errors, or because of its name."""
    revision, against = report.sources.revision, report.sources.against
    files = [(one.path, one.faults) for one in (revision, against) if one is not None]
    for path, faults in [*files, *report.unread.faulty]:
        if faults:
            yield say("cli.readable-only", path=path, n=faults)
    for one in report.unread.passed_over:
        yield error_sentence(one, say)
