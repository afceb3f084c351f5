"""The canonical layout of a plan, a review or an evaluation: text to text, with the same meaning and comments.

Keys stand in the order of the model, blocks are indented by two, quotes stand where they are needed. A comment stays
with the entry that it belongs to, as an edit sees it; one that stands for itself stays below the entry above it.
"""

import json
import re
from collections import Counter

from smartplan.editing.format.blocks import Blocks
from smartplan.editing.format.inline import opening
from smartplan.editing.format.stack import LineStack
from smartplan.editing.key_order import kind
from smartplan.plan.subject import Subject, subject_of
from smartplan.yamltext.comment_lines import ANY_COLUMN, CommentLine, Trivia
from smartplan.yamltext.comments import comments
from smartplan.yamltext.document import Document, load
from smartplan.yamltext.parser import parse
from smartplan.yamltext.source import BREAK, SourceText, with_line_feeds
from smartplan.yamltext.tree import Tree
from smartplan.yamltext.trivia import divide, split

_START = re.compile(r"^---(?=\s)", re.MULTILINE)
_END = re.compile(r"^\.\.\.(?=\s|\Z)", re.MULTILINE)


class LayoutError(Exception):
    """The text that was made does not say the same, and must not be used."""


def layout(text: str, document: Document | None = None) -> str:
    """The text in canonical layout, with the line breaks that it has. `document` is the text with line feeds, as read.

    The text holds a mapping and has no fault but unknown tags. Raises LayoutError where the result, read again, has
    another meaning or other comments.
    """
    newline = BREAK.search(text)
    unified = with_line_feeds(text)
    document = document or load(SourceText("", unified))
    # An anchor has to stay ahead of its aliases; where the order of the model would part them, the text's own holds.
    for in_order in (True, False) if "*" in text else (True,):
        result = _laid_out(unified, document.tree, subject_of(document.tree.data), in_order=in_order)
        if result == unified or _same(unified, document.tree, result, parse(result)):
            return result.replace("\n", newline[0]) if newline and newline[0] != "\n" else result
    raise LayoutError


def _same(before: str, old: Tree, after: str, new: Tree) -> bool:
    """Whether two texts mean the same, whatever the order of keys, and have the same comments."""
    return _said(before, old) == _said(after, new)


def _said(text: str, tree: Tree) -> tuple[list[str], str, Counter[str]]:
    # As JSON, because to Python true, 1 and 1.0 are the same.
    return [fault.rule for fault in tree.faults], json.dumps(tree.data, sort_keys=True), comments(text, tree)


def _laid_out(text: str, tree: Tree, subject: Subject, *, in_order: bool) -> str:
    """The text in canonical layout, not read again."""
    root, (start, end) = tree.data, tree.root
    if not root:
        return text
    stack = LineStack()
    at = _marker(text, start, stack)
    stop = _END.search(text, end)
    limit = stop.start() if stop else len(text)
    opened = opening(text, tree.marks, root, start, end)
    assert opened.marks is not None
    blocks = Blocks(text, tree.marks, in_order=in_order)
    top, own = _head(text[at:start], blocks.column(start) if start == opened.at else -1)
    stack.trivia(top, 0)
    if opened.properties:
        stack.add([opened.properties])
    first = opened.marks[0]
    inside = split(f"{opened.skipped}{text[opened.at + opened.braces : first]}")
    own = [*own, *_beside(inside.beside), *inside.below]
    lines, rest, open = blocks.collection(
        root,
        kind(subject),
        0,
        first if opened.braces else opened.at,
        end - 1 if opened.braces else limit,
        own,
        -1 if opened.braces else ANY_COLUMN,
        opened.braces,
    )
    if top and lines[0].startswith("#") and not own:
        # A comment that has come up is none of the file's.
        stack.blank()
    stack.add(lines, open=open)
    stack.trivia(rest, 0)
    if opened.braces:
        after = split(text[end:limit])
        stack.trivia([*_beside(after.beside), *after.below], 0)
    if stop:
        _as_it_is(text[limit:], stack)
    return "\n".join([*stack.lines, ""])


def _marker(text: str, start: int, stack: LineStack) -> int:
    """Stack the directives and the `---` of the document that starts there, and give where they end."""
    found = [*_START.finditer(text, 0, start)]
    if not found:
        return 0
    end = text.find("\n", found[-1].end())
    # What stands behind the marker on its line goes below it.
    end = found[-1].end() if start <= end or end < 0 else end + 1
    _as_it_is(text[:end], stack)
    return end


def _as_it_is(text: str, stack: LineStack) -> None:
    for line in text.rstrip().split("\n"):
        if line.strip():
            stack.add([line.rstrip()])
        else:
            stack.blank()


def _head(text: str, column: int) -> tuple[list[Trivia], list[Trivia]]:
    """The comments of the file above its first key, and those of the key itself."""
    top = [*split(f"\n{text}").below]
    while top and top[0] is None:
        del top[0]
    apart, blank, own = divide(top, column, at_head=True)
    return [*apart, *([None] if blank else [])], [*own]


def _beside(comment: str) -> list[Trivia]:
    return [CommentLine(0, comment)] if comment else []
