"""`smartplan import FILE`."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer
from msgspec import structs

from smartplan.cli import completion, edit_options, options
from smartplan.cli.formats import REPORTS
from smartplan.cli.options import Format
from smartplan.cli.output import form_of, print_error, print_report, today, wrote
from smartplan.errors import UsageError
from smartplan.messages import Catalogue

if TYPE_CHECKING:
    from smartplan.operations.import_new import PlanWords
    from smartplan.operations.import_table import ImportedTable, SheetReading
    from smartplan.report.render.page import Page

# As in `tables`, which is loaded only when a table is read.
_Level = Literal["programme", "kegiatan", "sub_kegiatan"]
# In the order of `Language`: to typing the same words in another order are the same choice, and it keeps the first.
_Locale = Literal["en", "id"]
_Record = Literal["official", "reconstruction", "example"]


def command(say: Catalogue) -> Callable[..., None]:
    """The command in a language."""

    def import_(
        files: Annotated[list[Path], typer.Argument(metavar="FILE", help=say("cli.import.file"))],
        into: Annotated[
            str | None,
            typer.Option("--into", metavar="REV", help=say("cli.import.into"), autocompletion=completion.revisions),
        ] = None,
        withdraw_missing: Annotated[
            str | None, typer.Option(metavar="REASON", help=say("cli.import.withdraw-missing"))
        ] = None,
        because: Annotated[
            list[str] | None,
            typer.Option(metavar="REVIEW/INPUT", help=say("cli.import.because"), autocompletion=completion.inputs),
        ] = None,
        force: Annotated[bool, typer.Option("--force", help=say("cli.import.force"))] = False,
        new: Annotated[str | None, typer.Option("--new", metavar="REV", help=say("cli.import.new"))] = None,
        source: Annotated[
            str | None,
            typer.Option("--from", metavar="OLD", help=say("cli.import.from"), autocompletion=completion.revisions),
        ] = None,
        city: Annotated[str | None, typer.Option(metavar="NAME", help=say("cli.import.city"))] = None,
        code: Annotated[str | None, typer.Option(metavar="CODE", help=say("cli.import.code"))] = None,
        period: Annotated[str | None, typer.Option(metavar="START-END", help=say("cli.import.period"))] = None,
        record: Annotated[_Record | None, typer.Option(help=say("cli.import.record"))] = None,
        sheet: Annotated[str | None, typer.Option(metavar="NAME", help=say("cli.import.sheet"))] = None,
        mapping: Annotated[Path | None, typer.Option(metavar="FILE", help=say("cli.import.mapping"))] = None,
        write_mapping: Annotated[
            Path | None, typer.Option(metavar="FILE", help=say("cli.import.write-mapping"))
        ] = None,
        level: Annotated[_Level | None, typer.Option(help=say("cli.import.level"))] = None,
        locale: Annotated[_Locale | None, typer.Option(help=say("cli.import.locale"))] = None,
        year: Annotated[int | None, typer.Option(min=1900, metavar="YEAR", help=say("cli.import.year"))] = None,
        first_year: Annotated[
            int | None, typer.Option(min=1900, metavar="YEAR", help=say("cli.import.first-year"))
        ] = None,
        dry_run: Annotated[bool, typer.Option("--dry-run", help=say("cli.import.dry-run"))] = False,
        plans: Annotated[str | None, options.plans(say)] = None,
        format: Annotated[Format | None, options.form(say)] = None,
        output: Annotated[Path | None, options.output(say)] = None,
        no_pager: Annotated[bool, options.no_pager(say)] = False,
        all: Annotated[bool, options.all_of_it(say)] = False,
        lang: Annotated[str | None, options.lang(say)] = None,
    ) -> None:
        from smartplan.operations.import_new import NewRevision, new_plan, write_plan
        from smartplan.operations.import_table import mapping_of, read_sheet

        form = form_of(format, output, REPORTS)
        asked = {"--from": source, "--city": city, "--code": code, "--period": period, "--record": record}
        alone = next((name for name, value in asked.items() if value is not None and new is None), None)
        if alone is not None:
            raise UsageError("error.import.alone", option=alone)
        back = {"--withdraw-missing": withdraw_missing, "--because": because or None, "--force": force or None}
        alone = next((name for name, value in back.items() if value is not None and into is None), None)
        if alone is not None:
            raise UsageError("error.import.alone", option=alone, variant="into")
        said = {"sheet": sheet, "level": level, "locale": locale, "year": year, "first_year": first_year}
        given = {name: value for name, value in said.items() if value is not None}
        if into is not None:
            from smartplan.cli.import_into import bring_back

            others = {"--new": new, "--mapping": mapping, "--write-mapping": write_mapping, "--output": output, **given}
            other = next((name for name, value in others.items() if value is not None), None)
            if other is not None or format is not None:
                raise UsageError("error.import.beside", option=_option(other or "format"))
            bring_back(files, into, plans, say, reason=withdraw_missing, because=because, force=force, dry_run=dry_run)
            return
        if len(files) > 1:
            raise UsageError("error.import.several")
        reading = read_sheet(files[0], structs.replace(mapping_of(mapping), **given))
        if write_mapping is not None and reading.header is not None:
            _write_mapping(reading, write_mapping, say)
        if new is None or reading.header is None:
            _report(reading.table, say, form, output, whole=all)
            _stop(reading.table, recognised=reading.header is not None)
            return
        wanted = NewRevision(new, city, code, period, source, record or "reconstruction")
        imported = new_plan(reading, wanted, _words(say), plans, today())
        fails = imported.table.has_errors or bool(imported.broken)
        kept = None if fails or dry_run else write_plan(imported)
        _report(imported.table, say, form, output, whole=all)
        for located in imported.broken:
            print_error(edit_options.line(located, say, imported.path))
        errors = sum(one.severity == "error" for one in imported.table.findings) + len(imported.broken)
        if fails:
            print_error(say("table.errors", n=errors))
            raise typer.Exit(1)
        done = say("edit.would-create", path=imported.name) if kept is None else wrote(imported.name, kept, new, say)
        print_error(done)

    return import_


def _option(name: str) -> str:
    """An option as it is typed."""
    return name if name.startswith("-") else f"--{name.replace('_', '-')}"


def _report(table: "ImportedTable", say: Catalogue, format: Format, output: Path | None, *, whole: bool) -> None:
    def page() -> "Page":
        from smartplan.report.pages.imported import build

        return build(table, say, whole=whole)

    print_report(table, page, format, output, say)


def _stop(table: "ImportedTable", *, recognised: bool) -> None:
    """Ends with 2 where no table was recognised, and with 1 where it has errors."""
    if table.has_errors:
        raise typer.Exit(1 if recognised else 2)


def _write_mapping(reading: "SheetReading", path: Path, say: Catalogue) -> None:
    from smartplan.operations.import_table import write_mapping

    file = Path(reading.table.path).name
    write_mapping(reading, path, say("table.map.comment", file=file, sheet=reading.table.sheet))
    print_error(say("table.map.written", path=path.as_posix()))


def _words(say: Catalogue) -> "PlanWords":
    """What a plan is written with, in the language of the run."""
    from smartplan.operations.import_new import PlanWords
    from smartplan.report.render.numbers import whole_percent

    def title(city: str, start: int | None, end: int | None) -> str:
        if start is None:
            return say("table.plan.title.undated", city=city)
        return say("table.plan.title", city=city, start=str(start), end=str(end))

    return PlanWords(
        title=title,
        rpjmd=lambda city: say("table.plan.rpjmd", city=city),
        comments=lambda file, sheet: say("table.plan.comment", file=file, sheet=sheet).split("\n"),
        source=lambda file, sheet: say("table.plan.source", file=file, sheet=sheet),
        remark=lambda id_, name, alike: say("table.plan.remark", id=id_, name=name, percent=whole_percent(alike)),
    )
