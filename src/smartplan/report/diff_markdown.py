"""A comparison as markdown for a pull request: the balance first, the details folded."""

from collections.abc import Iterator
from itertools import groupby

from smartplan.comparison import Result
from smartplan.messages import Catalogue
from smartplan.report import diff_head, numbers
from smartplan.report.diff_words import Block, Words
from smartplan.report.markdown import code, escape, html, plain

# Folded per dimension, so that a reader opens only what concerns them.


def render(result: Result, say: Catalogue, *, stat: bool = False, filtered: bool = False) -> str:
    """The whole comparison, or its head alone."""
    words = Words(result, say)
    lines = [*_head(result, words, say)]
    if not stat:
        lines += _details(result, words, say, filtered)
    return "\n".join(lines).rstrip("\n") + "\n"


def _head(result: Result, words: Words, say: Catalogue) -> Iterator[str]:
    yield f"## {plain(diff_head.title(result, say))}"
    yield ""
    yield f"**{plain(', '.join(diff_head.balance(result, say)))}**"
    yield ""
    for note in diff_head.notes(result, say):
        yield f"> {escape(note)}"
        yield ""
    for label, text in diff_head.facts(result, words, say):
        yield f"- **{label}**: {plain(text)}"
    yield ""
    header, rows = diff_head.table(result, words, say)
    yield "| " + " | ".join(code(name) if len(name) == 1 else name for name in header) + " |"
    yield "| --- |" + " ---: |" * (len(header) - 1)
    for row in rows:
        yield "| " + " | ".join(plain(cell) for cell in row) + " |"
    yield ""


def _details(result: Result, words: Words, say: Catalogue, filtered: bool) -> Iterator[str]:
    comparison = result.comparison
    if not comparison.changes:
        yield say("diff.no-match" if filtered else "diff.no-change")
        return
    for dimension, group in groupby(words.blocks(), key=lambda block: block.dimension):
        blocks = list(group)
        name = words.called.dimension(dimension) if dimension else say("diff.plan")
        count = len(blocks) if dimension else sum(len(block.lines) for block in blocks)
        yield f"<details><summary>{html(name)} ({count})</summary>"
        yield ""
        for block in blocks:
            yield from _block(block)
        yield ""
        yield "</details>"
        yield ""
    if comparison.suggestions and not filtered:
        yield f"**{say('diff.suggestions')}**"
        yield ""
        for item in comparison.suggestions:
            percent = numbers.whole_percent(item.similarity)
            yield f"- {escape(say('diff.suggestion', old=item.old, new=item.new, percent=percent))}"


def _block(block: Block) -> Iterator[str]:
    indent = ""
    if block.title:
        yield f"- {code(block.sign)} **{plain(block.title)}**"
        indent = "  "
    for line in block.lines:
        label = f"{plain(line.label)}: " if line.label else ""
        where = f" {code(line.lines)}" if line.lines else ""
        yield f"{indent}- {label}{plain(line.text)}{where}"
