"""A comparison as markdown for a pull request or a word processor: the head first, each part under a heading."""

from collections.abc import Iterable, Iterator, Sequence, Set

from smartplan.messages import Catalogue
from smartplan.operations.diff import Result
from smartplan.report.diff import head
from smartplan.report.diff.sections import Section, fact_columns, realignment, sections, suggestions, tables
from smartplan.report.diff.weight import TOP, weights
from smartplan.report.diff.words import ChangeBlock, ChangeFacts, ChangeLine, DiffWords
from smartplan.report.render.markdown_escape import code, escape, html, plain

# Programmes, or lines of the plan, from which a part is folded below its heading.
_LONG = 10


def render(result: Result, say: Catalogue, *, stat: bool = False, top: int = TOP, lines: bool = False) -> str:
    """The whole comparison, or its head alone. `top` is the most main changes to list, `lines` shows where each is."""
    words = DiffWords(result, say, apart=True, lines=lines)
    found = [*_head(words, say)]
    if not stat:
        found += _body(words, say, top)
    return "\n".join(found).rstrip("\n") + "\n"


def _head(words: DiffWords, say: Catalogue) -> Iterator[str]:
    result = words.result
    yield f"## {plain(head.title(result, say))}"
    yield ""
    yield f"**{plain(', '.join(head.balance(result, say)))}**"
    yield ""
    only = head.selection(words, say)
    for note in [*head.notes(result, say), *([only] if only else [])]:
        yield f"> {escape(note)}"
        yield ""
    for label, text in head.facts(result, words, say):
        yield f"- **{label}**: {plain(text)}"
    yield ""
    header, rows = head.table(result, words, say)
    yield from _table(
        [code(name) if len(name) == 1 else name for name in header], rows, right=frozenset(range(1, len(header)))
    )
    yield ""


def _body(words: DiffWords, say: Catalogue, top: int) -> Iterator[str]:
    comparison = words.result.comparison
    if not comparison.changes:
        yield say("diff.no-match" if comparison.filter else "diff.no-change")
        return
    yield from _weights(words, say, top)
    if words.lines:
        yield f"*{escape(say('diff.lines'))}*"
        yield ""
    dimensions, whole = sections(words)
    for section in dimensions:
        yield from _section(section, say)
    yield from _realignment(words, say)
    yield from _regrouping(words, say)
    yield from _suggestions(words, say)
    if whole:
        yield from _section(whole, say)


def _weights(words: DiffWords, say: Catalogue, top: int) -> Iterator[str]:
    found, left = weights(words, top)
    if not found:
        return
    yield f"### {say('diff.weight')}"
    yield ""
    for item in found:
        text = f": {plain(item.text)}" if item.text else ""
        yield f"- {code(item.sign)} {item.label}: **{plain(item.name)}**{text}"
    if left:
        yield f"- {escape(say('diff.weight.more', n=left))}"
    yield ""


def _realignment(words: DiffWords, say: Catalogue) -> Iterator[str]:
    found = list(realignment(words, say))
    if found:
        yield f"### {say('diff.realignment')}"
        yield ""
    for titles, rows in found:
        yield from _table(titles, rows)
        yield ""


def _regrouping(words: DiffWords, say: Catalogue) -> Iterator[str]:
    result = words.result
    if not result.comparison.regrouping:
        return
    from smartplan.report.render import regrouping

    found = regrouping.rows(result.comparison.regrouping, result.old, result.new, say)
    yield f"### {say('report.regrouping')}"
    yield ""
    yield from _table([say(f"report.regrouping.{name}") for name in regrouping.COLUMNS], [list(row) for row in found])
    yield ""


def _suggestions(words: DiffWords, say: Catalogue) -> Iterator[str]:
    told, confirm = suggestions(words, say)
    if not told:
        return
    yield f"### {say('diff.suggestions')}"
    yield ""
    for text in [*told, *([confirm] if confirm else [])]:
        yield f"- {escape(text)}"
    yield ""


def _section(section: Section, say: Catalogue) -> Iterator[str]:
    folded = section.size > _LONG
    yield f"### {plain(section.name)}"
    yield ""
    if folded:
        yield f"<details><summary>{html(say('diff.details'))} ({section.size})</summary>"
        yield ""
    yield from (_line(line, "") for line in section.own)
    for block in section.blocks:
        yield from _block(block)
    if section.own or section.blocks:
        yield ""
    for sign, title, rows in tables(section):
        yield from _facts(sign, title, rows, say)
        yield ""
    if folded:
        yield "</details>"
        yield ""


def _block(block: ChangeBlock) -> Iterator[str]:
    yield f"- {code(block.sign)} **{plain(block.title)}**"
    yield from (_line(line, "  ") for line in block.lines)


def _line(line: ChangeLine, indent: str) -> str:
    where = f" {code(line.lines)}" if line.lines else ""
    return f"{indent}- {plain(line.label)}: {plain(line.text)}{where}"


def _facts(sign: str, title: str, rows: Sequence[ChangeFacts], say: Catalogue) -> Iterator[str]:
    found = fact_columns(rows, say)
    header = [f"{code(sign)} {say(title)}", say("field.name"), *(column.title for column, _ in found)]
    cells = [[row.id, row.name, *about] for row, *about in zip(rows, *(texts for _, texts in found), strict=True)]
    yield from _table(header, cells, right={index + 2 for index, (column, _) in enumerate(found) if column.right})


def _table(header: Sequence[str], rows: Iterable[Sequence[str]], *, right: Set[int] = frozenset()) -> Iterator[str]:
    yield f"| {' | '.join(header)} |".replace("\n", " ")
    yield "|" + "".join(" ---: |" if index in right else " --- |" for index in range(len(header)))
    yield from (f"| {' | '.join(map(plain, row))} |" for row in rows)
