"""`smartplan diff OLD NEW`."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from smartplan.cli import completion, options
from smartplan.cli.diff_formats import DIFFS, OFFICE, DiffView, OfficeView
from smartplan.cli.formats import MARKED_UP
from smartplan.cli.output import (
    error_sentence,
    form_of,
    print_error,
    today,
    warn_passed_over,
    warn_unreadable,
    write_file,
    write_job_summary,
    write_output,
)
from smartplan.errors import UsageError
from smartplan.messages import Catalogue
from smartplan.plan.finding import Severity
from smartplan.report.render.sentences import one_line

if TYPE_CHECKING:
    from smartplan.compare.changes import Change
    from smartplan.operations.diff import Result

    DiffFormat = str
else:
    DiffFormat = Literal[(*DIFFS, *OFFICE)]


def command(say: Catalogue) -> Callable[..., None]:
    """The command in a language."""

    def diff(
        old: Annotated[
            str | None, typer.Argument(metavar="OLD", help=say("cli.diff.old"), autocompletion=completion.revisions)
        ] = None,
        new: Annotated[
            str | None, typer.Argument(metavar="NEW", help=say("cli.diff.new"), autocompletion=completion.revisions)
        ] = None,
        since: Annotated[str | None, typer.Option(metavar="COMMIT", help=say("cli.diff.since"))] = None,
        plans: Annotated[str | None, options.plans(say)] = None,
        format: Annotated[DiffFormat | None, options.form(say)] = None,
        output: Annotated[Path | None, options.output(say)] = None,
        template: Annotated[
            Path | None, typer.Option("--template", metavar="FILE", help=say("cli.diff.template"))
        ] = None,
        no_pager: Annotated[bool, options.no_pager(say)] = False,
        stat: Annotated[bool, typer.Option("--stat", help=say("cli.diff.stat"))] = False,
        dimension: Annotated[
            list[str] | None,
            typer.Option(metavar="KEY", help=say("cli.diff.dimension"), autocompletion=completion.dimensions),
        ] = None,
        agency: Annotated[
            list[str] | None,
            typer.Option(metavar="ID", help=say("cli.diff.agency"), autocompletion=completion.agencies),
        ] = None,
        mission: Annotated[
            list[str] | None,
            typer.Option(metavar="ID", help=say("cli.diff.mission"), autocompletion=completion.missions),
        ] = None,
        kind: Annotated[
            list[str] | None, typer.Option(metavar="KIND", help=say("cli.diff.kind"), autocompletion=completion.kinds)
        ] = None,
        programme: Annotated[
            list[str] | None,
            typer.Option(metavar="ID", help=say("cli.diff.programme"), autocompletion=completion.programmes),
        ] = None,
        level: Annotated[Severity, options.severity("--level", say("cli.diff.level"))] = "info",
        top: Annotated[int, typer.Option("--top", min=0, metavar="N", help=say("cli.diff.top"))] = 10,
        lines: Annotated[bool, typer.Option("--lines", help=say("cli.diff.lines"))] = False,
        comments: Annotated[bool, typer.Option("--comments", help=say("cli.diff.comments"))] = False,
        exit_code: Annotated[bool, typer.Option("--exit-code", help=say("cli.diff.exit-code"))] = False,
        fail_on: Annotated[list[str] | None, typer.Option(metavar="KIND|LEVEL", help=say("cli.diff.fail-on"))] = None,
        summary: Annotated[bool, options.summary(say)] = False,
        lang: Annotated[str | None, options.lang(say)] = None,
    ) -> None:
        from smartplan.cli.github_step import running
        from smartplan.messages.vocabulary import words
        from smartplan.operations.diff import choose, counts, read
        from smartplan.operations.diff_filter import Filter, kinds, reaches, thresholds

        form = form_of(format, output, [*DIFFS, *OFFICE])
        letterhead = _office(form, template)
        step = running() if summary else None
        known = words("kind", "severity") if fail_on or kind else {}
        limits = thresholds(fail_on or (), known)

        def fails(change: "Change") -> bool:
            return exit_code or reaches(change, limits)

        part = Filter(dimension or (), agency or (), mission or (), programme or (), kinds(kind or (), known), level)
        found = None
        if since is not None:
            from smartplan.operations.diff_since import since as compare_since

            names = [name for name in (old, new) if name is not None]
            found = compare_since(since, plans, names, comments=comments).choose(part)
            results = found.results
        elif old is None or new is None:
            raise UsageError("error.two-revisions")
        else:
            whole = read(old, new, plans, comments=comments)
            results = [choose(whole, part.wanted((whole.old, whole.new)))]
        failures = [(path, error_sentence(error, say)) for path, error in found.failures] if found else []

        def render(format: DiffFormat, to_file: bool) -> str:
            view = DiffView(say, to_file, stat, top, lines, dict(failures), fails, today())
            return DIFFS[format].since(found, view) if found else DIFFS[format].one(results[0], view)

        if form in OFFICE:
            write_file(OFFICE[form](found or results[0], OfficeView(say, today(), letterhead)), output, form)
            _missing_inputs(results, say)
        else:
            text = render(form, output is not None)
            write_output(text, output, commands=form == "github", paged=form == "text", marked_up=form in MARKED_UP)
        if step:
            write_job_summary(step, render("markdown", True), counts(results), say)
        for _, failure in failures:
            print_error(say("cli.error", text=failure))
        if found:
            from smartplan.workspace.folder import find_folder
            from smartplan.workspace.unreadable import passed_over

            warn_passed_over(passed_over(find_folder(plans), ""), say)
        for result in results:
            _remarks(result, say, form)
        if failures:
            raise typer.Exit(2)
        if any(fails(change) for result in results for change in result.comparison.changes):
            raise typer.Exit(1)

    return diff


def _office(form: str, template: Path | None) -> bytes | None:
    """The letterhead of a document, if one is named. Raises UsageError, MissingLibrary, CannotOpen, NotALetterhead."""
    if template is not None and form != "docx":
        raise UsageError("error.template-alone")
    if form not in OFFICE:
        return None
    from smartplan.operations.letterhead import prepare

    return prepare(form, template)


def _missing_inputs(results: "Sequence[Result]", say: Catalogue) -> None:
    """Which reviews and evaluations could not be read, whose inputs are named and not told."""
    folders = {folder.path: folder for result in results for folder in result.folders if folder.path is not None}
    for folder in folders.values():
        warn_unreadable(folder, say, "reviews", "evaluations", fatal=False)


def _remarks(result: "Result", say: Catalogue, format: DiffFormat) -> None:
    """What is not a result: errors in the files, a broken chain."""
    for path, count in result.faults.items():
        if count:
            print_error(say("cli.note", text=say("cli.readable-only", path=path, n=count)))
    if result.comparison.link == "broken":
        missing = one_line(", ".join(result.comparison.missing))
        print_error(say("cli.note", text=say("diff.broken", missing=missing)))
    if result.comparison.link == "unrelated" and format != "text":
        print_error(say("cli.note", text=say("diff.unrelated" if result.comparison.same_city else "diff.cities")))
