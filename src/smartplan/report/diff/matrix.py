"""The matrix semula - menjadi of two revisions as data, which a workbook and a document draw."""

from collections.abc import Iterator

from msgspec.structs import replace

from smartplan.messages import Catalogue
from smartplan.operations.diff import Result
from smartplan.operations.diff_since import ChangesSince
from smartplan.report.diff import head, matrix_rows, matrix_sums, since
from smartplan.report.diff.matrix_table import ChangeMatrix, plain
from smartplan.report.diff.sections import suggestions
from smartplan.report.diff.words import DiffWords
from smartplan.report.render import numbers, regrouping
from smartplan.report.render.sentences import one_line

# Nothing is said of a share where programmes are not matched by lineage.
_MATCHED = ("chain", "states", "same", "reverse")


def build(result: Result, say: Catalogue, told: str = "") -> ChangeMatrix:
    """The matrix of a comparison. `told` says what became of the file that it is of."""
    words = DiffWords(result, say)
    sheets = [matrix_rows.sheet(words), matrix_sums.money(words), matrix_sums.targets(words)]
    return replace(outline(words, told), sheets=sheets)


def outline(words: DiffWords, told: str = "") -> ChangeMatrix:
    """The head, the totals and the notes of the matrix, without its sheets."""
    result, say = words.result, words.say
    return ChangeMatrix(
        title=plain(say("matrix.heading")),
        name=plain(head.title(result, say)),
        head=[(plain(label), plain(text)) for label, text in _head(words, told)],
        totals=matrix_sums.totals(words),
        notes=[plain(text) for text in _notes(words)],
        sheets=[],
    )


def of_files(found: ChangesSince, say: Catalogue) -> tuple[list[ChangeMatrix], list[str]]:
    """A matrix of each file that changed since a commit, and a line for each file of which there is none."""
    made, others = [], []
    for file in found.files:
        told = since.head(file, found.commit, say)
        if file.result is not None and file.status != "unchanged":
            made.append(build(file.result, say, told))
        else:
            others.append(plain(told))
    return made, others if made or others else [say("diff.since.none")]


def _head(words: DiffWords, told: str) -> Iterator[tuple[str, str]]:
    say, result = words.say, words.result
    if told:
        yield say("matrix.since"), told
    yield say("matrix.files"), head.files(result)
    yield from head.facts(result, words, say)
    counts = result.comparison.summary.programmes
    yield (
        say("diff.programmes"),
        f"{counts.old} → {counts.new}: "
        + numbers.value_list([one.text for one in head.counts(result, say) if one.number], say.language),
    )
    share = _share(result, say)
    if share:
        yield say("matrix.share"), share
    yield say("matrix.shown"), head.selection(words, say) or say("matrix.shown.all")
    if not result.comparison.changes:
        yield say("matrix.title"), say("diff.no-match" if result.comparison.filter else "diff.no-change")
    for note in head.notes(result, say):
        yield say("matrix.note"), note


def _share(result: Result, say: Catalogue) -> str:
    """How many of the old programmes did not stay as they were, and what the law says of such shares.

    Nothing where only programmes with certain changes are counted.
    """
    comparison = result.comparison
    counts, wanted = comparison.summary.programmes, comparison.filter
    if not counts.old or comparison.link not in _MATCHED or wanted.kinds or wanted.level != "info":
        return ""
    changed = counts.old - counts.unchanged
    share = numbers.share(changed / counts.old, say.language)
    values = {"changed": changed, "unchanged": counts.unchanged, "of": counts.old, "share": share}
    return say("matrix.share.text", name=one_line(result.old.revision), **values)


def _notes(words: DiffWords) -> Iterator[str]:
    """What is no change: likely renames, and what scatters over the places of another profile."""
    say, result = words.say, words.result
    told, confirm = suggestions(words, say)
    if told:
        yield f"{say('diff.suggestions')}:"
        yield from told
        if confirm:
            yield confirm
    found = result.comparison.regrouping
    if found:
        yield f"{say('report.regrouping')}:"
        for row in regrouping.rows(found, result.old, result.new, say):
            yield f"{row.old} → {row.new} ({row.programmes})"
