"""`smartplan export REV`."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from smartplan.cli import completion, options
from smartplan.cli.output import print_error, today, warn_invalid, write_bytes, write_data, write_output
from smartplan.errors import UsageError
from smartplan.messages import Catalogue
from smartplan.plan.understand import agencies, unknown_name

if TYPE_CHECKING:
    from smartplan.operations.export import ExportWords
    from smartplan.workspace.revision import Revision

_Format = Literal["xlsx", "csv", "stratml"]
_Layout = Literal["working", "matrix"]


def command(say: Catalogue) -> Callable[..., None]:
    """The command in a language."""

    def export(
        rev: Annotated[str, options.revision(say)],
        form: Annotated[_Format, typer.Option("--format", help=say("cli.export.format"))] = "xlsx",
        layout: Annotated[_Layout, typer.Option(help=say("cli.export.layout"))] = "working",
        agency: Annotated[
            str | None, typer.Option(metavar="ID", help=say("cli.export.agency"), autocompletion=completion.agencies)
        ] = None,
        per_agency: Annotated[Path | None, typer.Option(metavar="DIR", help=say("cli.export.per-agency"))] = None,
        plans: Annotated[str | None, options.plans(say)] = None,
        output: Annotated[Path | None, options.output(say)] = None,
        lang: Annotated[str | None, options.lang(say)] = None,
    ) -> None:
        from smartplan.workspace.revision import open_revision

        _refuse_beside(form, layout, agency, per_agency, output)
        revision = open_revision(rev, plans, today())
        id_ = _agency(revision, agency) if agency is not None else ""
        if per_agency is not None:
            _per_agency(revision, per_agency, say)
        elif form == "csv":
            _csv(revision, id_, output)
        elif form == "stratml":
            _stratml(revision, output, say)
        else:
            _workbook(revision, layout, id_, output, say)
        warn_invalid(revision.path, revision.faults, say)

    return export


def _refuse_beside(
    form: _Format, layout: _Layout, agency: str | None, per_agency: Path | None, output: Path | None
) -> None:
    """Raises UsageError for an option that another one leaves without a meaning."""
    given = {"--agency": agency, "--per-agency": per_agency, "--output": output}
    without: dict[str, tuple[str, ...]] = {}
    if per_agency is not None:
        without["--per-agency"] = ("--agency", "--output")
    if layout == "matrix":
        given["--layout"] = layout
        without["--layout matrix"] = ("--agency", "--per-agency")
    if form != "xlsx":
        without[f"--format {form}"] = ("--layout", "--per-agency", *(("--agency",) if form == "stratml" else ()))
    for other, options_ in without.items():
        for option in options_:
            if given.get(option) is not None:
                raise UsageError("error.export.beside", option=option, other=f"`{other}`")


def _agency(revision: "Revision", name: str) -> str:
    """The agency that a person means. Raises UnknownName."""
    from smartplan.operations.diff_filter import Filter

    found = sorted(Filter(agencies=[name]).wanted([revision.plan]).agencies)
    if len(found) != 1:
        raise unknown_name(name, "agency", agencies(revision.plan))
    return found[0]


def _csv(revision: "Revision", agency: str, output: Path | None) -> None:
    from smartplan.operations.export import programme_rows
    from smartplan.report.render.rows import as_csv

    write_output(as_csv(programme_rows(revision, agency)), output)


def _stratml(revision: "Revision", output: Path | None, say: Catalogue) -> None:
    from smartplan.operations.export import stratml

    write_output(stratml(revision, _words(say), today()), output, marked_up=True)


def _workbook(revision: "Revision", layout: _Layout, agency: str, output: Path | None, say: Catalogue) -> None:
    from smartplan.operations.export import matrix, workbook

    if output is None and sys.stdout.isatty():
        raise UsageError("error.export.output", name=f"{revision.name}.xlsx")
    if layout == "matrix":
        title = say("export.matrix.title", title=revision.plan.title or revision.name)
        data = matrix(revision, _words(say), title, today())
    else:
        data = workbook(revision, _words(say), today(), agency)
    if output is None:
        write_bytes(data)
    else:
        write_data(data, output)


def _per_agency(revision: "Revision", folder: Path, say: Catalogue) -> None:
    """A workbook for each agency that has something to fill in. Raises CannotWrite."""
    from smartplan.operations.export import agencies, workbook
    from smartplan.workspace.atomic import make_folder

    words = _words(say)
    books = {id_: workbook(revision, words, today(), id_) for id_ in agencies(revision)}
    make_folder(folder)
    for id_, data in books.items():
        path = folder / f"{revision.name}-{id_}.xlsx"
        write_data(data, path)
        print_error(say("export.wrote", path=path.as_posix()))


def _words(say: Catalogue) -> "ExportWords":
    from smartplan.operations.export import ExportWords

    return ExportWords(say.language, say)
