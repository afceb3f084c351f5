"""`smartplan diff OLD NEW`."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from smartplan.cli import completion, options
from smartplan.cli.common import complain, deliver
from smartplan.cli.options import Format
from smartplan.errors import UnknownName
from smartplan.messages import Catalogue

if TYPE_CHECKING:
    from smartplan.comparison import Result

LEVELS = ("error", "warning", "info")


def command(say: Catalogue) -> Callable[..., None]:
    """The command in a language."""

    def diff(
        old: Annotated[str, typer.Argument(help=say("cli.diff.old"), autocompletion=completion.revisions)],
        new: Annotated[str, typer.Argument(help=say("cli.diff.new"), autocompletion=completion.revisions)],
        plans: Annotated[str | None, options.plans(say)] = None,
        format: Annotated[Format, options.form(say)] = Format.text,
        output: Annotated[Path | None, options.output(say)] = None,
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
            list[str] | None,
            typer.Option(metavar="KIND", help=say("cli.diff.kind"), autocompletion=completion.kinds),
        ] = None,
        programme: Annotated[
            list[str] | None,
            typer.Option(metavar="ID", help=say("cli.diff.programme"), autocompletion=completion.programmes),
        ] = None,
        exit_code: Annotated[bool, typer.Option("--exit-code", help=say("cli.diff.exit-code"))] = False,
        fail_on: Annotated[list[str] | None, typer.Option(metavar="KIND|LEVEL", help=say("cli.diff.fail-on"))] = None,
        lang: Annotated[str | None, options.lang(say)] = None,
    ) -> None:
        from smartplan.compare.changes import KINDS
        from smartplan.comparison import Wanted, choose, read

        _check(fail_on or [], (*KINDS, *LEVELS), "level")
        _check(kind or [], KINDS, "kind")
        whole = read(old, new, plans)
        both = (whole.old, whole.new)
        _check(dimension or [], (key for plan in both for key in plan.dimensions), "dimension")
        _check(agency or [], (key for plan in both for key in plan.agencies), "agency")
        _check(mission or [], (key for plan in both for key in plan.rpjmd.missions), "mission")
        _check(programme or [], (entry.id for plan in both for entry in plan.entries()), "programme")
        wanted = Wanted(*(frozenset(names or ()) for names in (dimension, agency, mission, kind, programme)))
        result = choose(whole, wanted)
        deliver(_render(result, format, say, output is not None, stat, bool(wanted)), output)
        _remarks(result, say, format)
        if (exit_code and result.comparison.changes) or _fails(result, fail_on or []):
            raise typer.Exit(1)

    return diff


def _render(result: "Result", format: Format, say: Catalogue, to_file: bool, stat: bool, filtered: bool) -> str:
    if format is Format.json:
        from smartplan.report import diff_data

        return diff_data.render(result)
    if format is Format.markdown:
        from smartplan.report import diff_markdown

        return diff_markdown.render(result, say, stat=stat, filtered=filtered)
    from smartplan.report import diff_text
    from smartplan.report.style import detect

    return diff_text.render(result, say, detect(to_file), stat=stat, filtered=filtered)


def _remarks(result: "Result", say: Catalogue, format: Format) -> None:
    """What is no result: faults of the files, a broken chain."""
    for path, count in result.faults.items():
        if count:
            complain(say("cli.note", text=say("cli.readable-only", path=path, n=count)))
    if result.comparison.link == "broken":
        complain(say("cli.note", text=say("diff.broken", missing=", ".join(result.comparison.missing))))
    if result.comparison.link == "unrelated" and format is not Format.text:
        complain(say("cli.note", text=say("diff.unrelated")))


def _fails(result: "Result", thresholds: list[str]) -> bool:
    levels = {level for name in thresholds if name in LEVELS for level in LEVELS[: LEVELS.index(name) + 1]}
    return any(change.kind in thresholds or change.level in levels for change in result.comparison.changes)


def _check(names: Iterable[str], known: Iterable[str], what: str) -> None:
    """Raises UnknownName for the first name that is not known."""
    choices = tuple(dict.fromkeys(known))
    for name in names:
        if name not in choices:
            raise UnknownName.of(name, what, choices)
