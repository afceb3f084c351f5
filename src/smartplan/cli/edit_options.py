"""What the commands that edit a plan share: their options, and the way from an edit to the file."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from inspect import Parameter, Signature, signature
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple, get_args

import typer

from smartplan.cli import asking, completion, options, settings
from smartplan.cli.output import print_error, today, write_output, wrote
from smartplan.messages import Catalogue

if TYPE_CHECKING:
    from pathlib import Path

    from smartplan.analysis.input_rows import InputRow
    from smartplan.operations.edit import EditOutcome
    from smartplan.operations.edit_commands import EditCommand
    from smartplan.plan.finding import Address
    from smartplan.plan.understand import Words
    from smartplan.validation.located import LocatedFinding


def programme(say: Catalogue) -> Any:
    """The programme to edit."""
    return typer.Argument(help=say("cli.edit.id"), metavar="ID", autocompletion=completion.programmes)


def because(say: Catalogue) -> Any:
    """Inputs of reviews that led to the edit."""
    return typer.Option(
        "--because", metavar="REVIEW/INPUT", help=say("cli.edit.because"), autocompletion=completion.inputs
    )


def force(say: Catalogue) -> Any:
    """Write in spite of errors."""
    return typer.Option("--force", help=say("cli.edit.force"))


def dry_run(say: Catalogue) -> Any:
    """Show what would be done."""
    return typer.Option("--dry-run", help=say("cli.edit.dry-run"))


# More warnings of one rule than this are counted.
_FEW = 3
_NO_CELLS: "Mapping[Address, str]" = MappingProxyType({})

Programme = Annotated[str, programme]
Because = Annotated[list[str] | None, because]


def with_shared(function: "Callable[..., EditCommand]", say: Catalogue) -> Callable[..., None]:
    """The command of an edit: REV, what the function takes, and the options of all edits, in a language.

    The annotation of each parameter is its type and a function that makes it an argument or an option of a language.
    """

    def run(
        rev: Annotated[str, options.edited],
        force: Annotated[bool, force] = False,
        dry_run: Annotated[bool, dry_run] = False,
        plans: Annotated[str | None, options.plans] = None,
        lang: Annotated[str | None, options.lang] = None,
        **own: Any,
    ) -> None:
        cited = citations(own.get("because"), rev, plans)
        if cited.refs:
            own["because"] = cited.refs
        perform(function(**own), rev, plans, say, force=force, dry_run=dry_run, last=cited.last)
        if not dry_run:
            cited.follow_up(say)

    first, *others, _ = signature(run).parameters.values()
    parameters = [_in_language(one, say) for one in (first, *signature(function).parameters.values(), *others)]
    # What typer makes the arguments and options of, in this order.
    run.__signature__ = Signature(parameters)  # type: ignore[attr-defined]
    return run


class Citations(NamedTuple):
    """Inputs that an edit cites, in full; those of them that are open or deferred, and the folder that they lie in."""

    refs: list[str]
    undecided: "Sequence[InputRow]" = ()
    plans: str = ""

    @property
    def last(self) -> bool:
        """Whether nothing is written after the edit; an answer at the terminal may write to the review as well."""
        return not (self.undecided and asking.can_ask())

    def follow_up(self, say: Catalogue) -> None:
        """Offer to decide the inputs that nobody has decided."""
        if self.undecided:
            from smartplan.cli.undecided import follow_up

            follow_up(list(self.undecided), self.plans, say)


def citations(refs: list[str] | None, rev: str, plans: str | None) -> Citations:
    """The citations of an edit of a revision, as they were typed. Raises SmartplanError where one is none."""
    from smartplan.workspace.folder import STANDARD_INPUT

    if not refs or rev == STANDARD_INPUT:
        return Citations(refs or [])
    from smartplan.analysis.input_rows import cited_input
    from smartplan.operations.input_refs import full
    from smartplan.workspace.revision import open_revision

    revision = open_revision(rev, plans, today())
    cited = full(refs, revision)
    rows = (cited_input(ref, revision.context) for ref in dict.fromkeys(cited))
    waiting = [row for row in rows if row.disposition in ("open", "deferred")]
    return Citations(cited, waiting, str(revision.folder.path))


def _in_language(parameter: Parameter, say: Catalogue) -> Parameter:
    kind, make = get_args(parameter.annotation)
    return parameter.replace(annotation=Annotated[kind, make(say)], kind=Parameter.KEYWORD_ONLY)


def perform(
    command: "EditCommand",
    rev: str,
    plans: str | None,
    say: Catalogue,
    *,
    force: bool,
    dry_run: bool,
    last: bool = True,
) -> None:
    """Make an edit, show what it changes, and write it unless it breaks something.

    New errors go to standard error with exit code 1 and nothing is written, unless it is forced. `last` says that
    nothing else is written by the same command, so that `undo` alone takes it back.
    """
    from smartplan.operations.edit_commands import carry_out

    finish(carry_out(command, rev, plans, today()), rev, say, force=force, dry_run=dry_run, last=last)


def finish(
    outcome: "EditOutcome",
    rev: str,
    say: Catalogue,
    *,
    force: bool,
    dry_run: bool,
    last: bool = True,
    refused: str = "edit.refused",
    cells: "Mapping[Address, str]" = _NO_CELLS,
) -> None:
    """Show what an edit changes, and write it unless it breaks something, as `perform` does.

    `refused` is the sentence for new errors; `cells` of sheets say what stands at some addresses.
    """
    from smartplan.operations.edit import write
    from smartplan.report.render.names import Names
    from smartplan.report.render.notes import note

    path = outcome.result.documents["old"].name
    if not outcome.changed:
        print_error(say("edit.nothing", path=path))
        return
    unwritten = outcome.path if dry_run or (outcome.broken and not force) else None
    refuse_broken(outcome.broken, say, unwritten, force=force, key=refused, cells=cells)
    kept = None if dry_run else write(outcome)
    names = Names(say, outcome.result.new, outcome.result.old)
    sentences = [note(one.key, one.values, names) for one in outcome.edit.notes]
    sentences += _warnings(outcome.warnings, rev, say, unwritten)
    sentences.append(say("edit.would", path=path) if kept is None else wrote(path, kept, rev, say, last=last))
    conclude(_told(outcome, say), *sentences, written=not dry_run)


def spoken() -> "Words":
    """The words of the vocabularies and the names of fields, sources of money and months, in every language."""
    from smartplan.messages.vocabulary import words
    from smartplan.report.render.numbers import months

    return {**words("value", "field", "fund"), "month": months()}


def _warnings(found: "Sequence[LocatedFinding]", rev: str, say: Catalogue, unwritten: "Path | None") -> list[str]:
    """A line each; of one rule the first few, and how many more there are."""
    found = settings.as_set(found)
    many = Counter(located.finding.rule for located in found)
    told: Counter[str] = Counter()
    lines = []
    for located in found:
        rule = located.finding.rule
        told[rule] += 1
        if told[rule] <= _FEW:
            lines.append(line(located, say, unwritten))
        elif told[rule] == many[rule]:
            lines.append(say("edit.more-findings", n=many[rule] - _FEW, rule=rule, rev=rev))
    return lines


def _told(outcome: "EditOutcome", say: Catalogue) -> str:
    """What the edit changes: programme by programme, or in one table where it carries them over to other missions."""
    from smartplan.report.render.terminal import detect
    from smartplan.report.render.text import render

    if outcome.edit.realigned:
        from smartplan.report.pages.realigned import build

        return render(build(outcome.edit.realigned, outcome.result.new, say), detect())
    from smartplan.report.pages.diff import changes

    return render(changes(outcome.result, say), detect())


def refuse_broken(
    broken: "Sequence[LocatedFinding]",
    say: Catalogue,
    unwritten: "Path | None",
    *,
    force: bool,
    key: str = "edit.refused",
    cells: "Mapping[Address, str]" = _NO_CELLS,
) -> None:
    """Tell the new errors, with the cells that say what is wrong. Ends with 1 where there are some, unless forced.

    `unwritten` is the file whose new text is not written.
    """
    # What the settings call less than an error is told, and refuses nothing.
    broken = settings.as_set(broken)
    for located in broken:
        print_error(line(located, say, unwritten, _cell(located, cells)))
    errors = sum(located.severity == "error" for located in broken)
    if errors and not force:
        print_error(say(key, n=errors))
        raise typer.Exit(1)


def conclude(text: str, *sentences: str, written: bool) -> None:
    """Print what an edit comes to, and then what was done; what was written also where the output takes nothing."""
    try:
        write_output(text, None)
    except OSError:
        if written:
            print_error("\n".join(sentences))
        raise
    print_error("\n".join(sentences))


def _cell(located: "LocatedFinding", cells: "Mapping[Address, str]") -> str:
    """The cell that says what a finding is about, or the row of the entry that it is in; empty for none."""
    path = located.finding.path
    missing = located.finding.values.get("key")
    steps = path if missing is None else (*path, missing)
    return next((cells[steps[:end]] for end in range(len(steps), 0, -1) if steps[:end] in cells), "")


def line(located: "LocatedFinding", say: Catalogue, unwritten: "Path | None" = None, cell: str = "") -> str:
    """A finding on one line, with its place before it; in the file `unwritten` that is its address, or a cell.

    The new text of that file is not written: nobody could look at a line of it.
    """
    from smartplan.report.render import sentences

    severity = say(f"cli.severity.{located.severity}")
    if cell:
        where = sentences.one_line(cell)
    elif unwritten and located.path and located.path.resolve() == unwritten.resolve():
        where = ": ".join(filter(None, (located.name, sentences.escape_controls(located.address))))
    else:
        where = f"{located.name}:{located.place.line}:{located.place.column}"
    return f"{where}: {severity}: {sentences.sentence(located.finding, say)} [{located.finding.rule}]"
