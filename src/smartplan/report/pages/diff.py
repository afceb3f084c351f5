"""A comparison on a page: the head, the main changes, each programme once with all its changes, the plan."""

from collections.abc import Iterator

from smartplan.messages import Catalogue
from smartplan.operations.diff import Result
from smartplan.operations.diff_since import ChangedFile, ChangesSince
from smartplan.report.diff import head
from smartplan.report.diff.sections import blocks, realignment, sections, suggestions
from smartplan.report.diff.weight import TOP, weights
from smartplan.report.diff.words import DiffWords
from smartplan.report.render.page import (
    Block,
    Column,
    Heading,
    Item,
    Items,
    Line,
    Page,
    Part,
    Ranking,
    Table,
    Text,
    Totals,
)


def build(
    result: Result, say: Catalogue, *, stat: bool = False, top: int = TOP, lines: bool = False, brief: bool = False
) -> Page:
    """The whole comparison, or its head alone with `stat`.

    `top` is the most main changes to list, `lines` shows where each is, `brief` shortens long rows of names.
    """
    words = DiffWords(result, say, apart=True, brief=brief, lines=lines)
    programmes = result.comparison.summary.programmes
    balance = Totals(
        head.counts(result, say),
        head.facts(result, words, say),
        say("diff.programmes"),
        f"{programmes.old} → {programmes.new}",
    )
    found = [balance, head.table(words), *(() if stat else _body(words, say, top))]
    notes, only = head.notes(result, say), head.selection(words, say)
    return Page(head.title(result, say), head.files(result), notes, found, only=only, files=head.file_places(result))


def since(
    found: ChangesSince, say: Catalogue, *, stat: bool = False, top: int = TOP, lines: bool = False, brief: bool = False
) -> Page:
    """Every file since a commit: what became of it, and the comparison of one that changed, shown as by `build`."""
    from smartplan.report.diff.since import head as what_became

    def part(file: ChangedFile) -> Part:
        told = what_became(file, found.commit, say)
        if file.result is None or file.status == "unchanged":
            return Part(told)
        return Part(told, build(file.result, say, stat=stat, top=top, lines=lines, brief=brief))

    return Page("", blocks=[*map(part, found.files)] or [Text(say("diff.since.none"))])


def changes(result: Result, say: Catalogue) -> Page:
    """The changes alone, without the head, the table and what is beside it."""
    dimensions, whole = sections(DiffWords(result, say), table=False)
    every = [*dimensions, *([whole] if whole else [])]
    return Page("", blocks=[block for section in every for block in blocks(section, say, folds=False)])


def _body(words: DiffWords, say: Catalogue, top: int) -> Iterator[Block]:
    comparison = words.result.comparison
    if not comparison.changes:
        yield Text(say("diff.no-match" if comparison.filter else "diff.no-change"))
        return
    ranked, left = weights(words, top)
    if ranked:
        yield Heading(say("diff.weight"))
        yield Ranking(ranked, say("diff.weight.more", n=left) if left else "")
    if words.lines:
        yield Text(say("diff.lines"), "dim", aside=True)
    dimensions, whole = sections(words)
    for section in dimensions:
        yield from blocks(section, say)
    served = list(realignment(words, say))
    if served:
        yield Heading(say("diff.realignment"))
        yield from served
    yield from _regrouping(words.result, say)
    yield from _suggestions(words, say)
    if whole:
        yield from blocks(whole, say)


def _regrouping(result: Result, say: Catalogue) -> Iterator[Block]:
    if not result.comparison.regrouping:
        return
    from smartplan.report.render import regrouping

    found = regrouping.rows(result.comparison.regrouping, result.old, result.new, say)
    yield Heading(say("report.regrouping"))
    columns = [Column(say(f"report.regrouping.{name}"), folds=True) for name in regrouping.COLUMNS]
    yield Table(columns, [*map(Line, found)])


def _suggestions(words: DiffWords, say: Catalogue) -> Iterator[Block]:
    told, confirm = suggestions(words, say)
    if told:
        yield Heading(say("diff.suggestions"))
        yield Items([*map(Item, told), *([Item(confirm, " ", "dim")] if confirm else [])], bullet="?")
