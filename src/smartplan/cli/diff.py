"""`smartplan diff OLD NEW`."""

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, assert_never

import typer

from smartplan.cli import completion, history, options
from smartplan.cli.common import complain, deliver, remark_skipped, tell
from smartplan.cli.options import ChangeLevel, DiffFormat
from smartplan.errors import UsageError
from smartplan.messages import Catalogue
from smartplan.report.sentences import flat

if TYPE_CHECKING:
    from smartplan.comparison import Result, Wanted
    from smartplan.plan.model import Plan

LEVELS = tuple(ChangeLevel)
BALANCE = (
    "added", "withdrawn", "dropped", "moved", "renumbered", "merged", "split", "changed", "realigned", "unchanged",
)  # fmt: skip


def command(say: Catalogue) -> Callable[..., None]:
    """The command in a language."""

    def diff(
        old: Annotated[
            str | None, typer.Argument(metavar="[OLD]", help=say("cli.diff.old"), autocompletion=completion.revisions)
        ] = None,
        new: Annotated[
            str | None, typer.Argument(metavar="[NEW]", help=say("cli.diff.new"), autocompletion=completion.revisions)
        ] = None,
        since: Annotated[str | None, typer.Option(metavar="COMMIT", help=say("cli.diff.since"))] = None,
        plans: Annotated[str | None, options.plans(say)] = None,
        format: Annotated[DiffFormat, options.form(say)] = DiffFormat.text,
        output: Annotated[Path | None, options.output(say)] = None,
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
            list[str] | None,
            typer.Option(metavar="KIND", help=say("cli.diff.kind"), autocompletion=completion.kinds),
        ] = None,
        programme: Annotated[
            list[str] | None,
            typer.Option(metavar="ID", help=say("cli.diff.programme"), autocompletion=completion.programmes),
        ] = None,
        level: Annotated[ChangeLevel, typer.Option("--level", help=say("cli.diff.level"))] = ChangeLevel.info,
        top: Annotated[int, typer.Option("--top", min=0, metavar="N", help=say("cli.diff.top"))] = 10,
        lines: Annotated[bool, typer.Option("--lines", help=say("cli.diff.lines"))] = False,
        comments: Annotated[bool, typer.Option("--comments", help=say("cli.diff.comments"))] = False,
        exit_code: Annotated[bool, typer.Option("--exit-code", help=say("cli.diff.exit-code"))] = False,
        fail_on: Annotated[list[str] | None, typer.Option(metavar="KIND|LEVEL", help=say("cli.diff.fail-on"))] = None,
        summary: Annotated[bool, options.summary(say)] = False,
        lang: Annotated[str | None, options.lang(say)] = None,
    ) -> None:
        from smartplan.beside import skipped
        from smartplan.cli import wanted
        from smartplan.comparison import choose, read
        from smartplan.reading.folder import find_folder
        from smartplan.workflow import running

        step = running() if summary else None
        limits, chosen_kinds = wanted.thresholds(fail_on or ()), wanted.kinds(kind or ())

        def part(known: "Sequence[Plan]") -> "Wanted":
            return wanted.wanted(
                known, dimensions=dimension or (), agencies=agency or (), missions=mission or (),
                programmes=programme or (), kinds=chosen_kinds, level=level.value,
            )  # fmt: skip

        found = None
        if since is not None:
            only = [name for name in (old, new) if name is not None]
            found = history.changes(since, plans, only, comments=comments)
            found = found.choose(part([plan for change in found.files for plan in _plans(change.result, change.plan)]))
            results = found.results()
        else:
            if old is None or new is None:
                raise UsageError("error.two-revisions")
            whole = read(old, new, plans, comments=comments)
            results = [choose(whole, part((whole.old, whole.new)))]

        def render(form: DiffFormat, to_file: bool) -> str:
            def one(result: "Result") -> str:
                return _render(result, form, say, to_file, stat=stat, top=top, lines=lines)

            return one(results[0]) if found is None else history.render(found, form, say, one, to_file)

        text = render(format, output is not None)
        deliver(text, output, commands=format is DiffFormat.github, paged=format is DiffFormat.text)
        if step:
            tell(step, render(DiffFormat.markdown, True), _counts(results), say)
        failed = found is not None and history.complain_of(found, say)
        if found is not None:
            remark_skipped(skipped(find_folder(plans), ""), say)
        for result in results:
            _remarks(result, say, format)
        if failed:
            raise typer.Exit(2)
        changed = exit_code and any(result.comparison.changes for result in results)
        if changed or any(_fails(result, limits) for result in results):
            raise typer.Exit(1)

    return diff


def _render(
    result: "Result", format: DiffFormat, say: Catalogue, to_file: bool, *, stat: bool, top: int, lines: bool
) -> str:
    if format is DiffFormat.github:
        from smartplan.report import diff_github

        return diff_github.render(result, say)
    if format is DiffFormat.json:
        from smartplan.report import diff_data

        return diff_data.render(result)
    if format is DiffFormat.markdown:
        from smartplan.report import diff_markdown

        return diff_markdown.render(result, say, stat=stat, top=top, lines=lines)
    if format is DiffFormat.text:
        from smartplan.report import diff_text
        from smartplan.report.style import detect

        return diff_text.render(result, say, detect(to_file), stat=stat, top=top, lines=lines)
    assert_never(format)


def _remarks(result: "Result", say: Catalogue, format: DiffFormat) -> None:
    """What is no result: faults of the files, a broken chain."""
    for path, count in result.faults.items():
        if count:
            complain(say("cli.note", text=say("cli.readable-only", path=path, n=count)))
    if result.comparison.link == "broken":
        missing = flat(", ".join(result.comparison.missing))
        complain(say("cli.note", text=say("diff.broken", missing=missing)))
    if result.comparison.link == "unrelated" and format is not DiffFormat.text:
        complain(say("cli.note", text=say("diff.unrelated" if result.comparison.same_city else "diff.cities")))


def _counts(results: "list[Result]") -> dict[str, int]:
    """Programmes by what became of them, and changes by level, over all the comparisons."""
    balances = [result.comparison.summary.programmes for result in results]
    counts = {name: sum(getattr(balance, name) for balance in balances) for name in BALANCE}
    levels = Counter[str](change.level for result in results for change in result.comparison.changes)
    return counts | {f"{level}s": levels[level] for level in LEVELS}


def _fails(result: "Result", thresholds: frozenset[str]) -> bool:
    levels = {level for name in thresholds if name in LEVELS for level in LEVELS[: LEVELS.index(name) + 1]}
    return any(change.kind in thresholds or change.level in levels for change in result.comparison.changes)


def _plans(result: "Result | None", plan: "Plan | None") -> "list[Plan]":
    """The plans that a file had and has."""
    return [result.old, result.new] if result is not None else [plan] if plan is not None else []
