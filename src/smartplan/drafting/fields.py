"""One field put in, changed or taken out of a text; everything else stays byte for byte."""

import json
import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

from smartplan.drafting.values import flow, key, lines, scalar
from smartplan.errors import EditRefused
from smartplan.plan.finding import Path
from smartplan.reading.comment_lines import skip
from smartplan.reading.entries import Sheet, Splice

# The canonical order of the keys of the mapping at an address, or None where they keep the order they have.
Order = Callable[[Path], Sequence[str] | None]
_STEP = 2
# In place of a value: there is none any more.
_GONE = object()
_HEADER = re.compile(r"[|>][-+0-9]*")
# A comment on the next line that is not blank.
_NEXT_COMMENT = re.compile(r"(?:[ \t]*(?:\r\n|\r|\n))*( +)#")


def put(text: str, path: Path, value: Any, order: Order) -> str:
    """The text with a value at an address; what the value and the old one have in common stays as it is written.

    Raises EditRefused where that cannot be done, or would change another value.
    """
    sheet = Sheet(text)
    return _sure(sheet, _put(sheet, path, value, order), path, value)


def _put(sheet: Sheet, path: Path, value: Any, order: Order) -> str:
    text = sheet.text
    if sheet.data is None:
        raise EditRefused(variant="tangled")
    if sheet.is_alias(path):
        raise EditRefused(variant="alias", field=".".join(map(str, path[1:])))
    name, parent = str(path[-1]), sheet.document.value(path[:-1])
    if not isinstance(parent, dict) or (not parent and path[:-1]):
        # Nothing to put it into: the mapping around it comes with it.
        return _put(sheet, path[:-1], {name: value}, order)
    if name not in parent:
        return sheet.apply([insertion(sheet, path, value, order)])
    old = parent[name]
    if old == value and type(old) is type(value):
        return text
    if isinstance(old, dict) and isinstance(value, dict) and old and value:
        return _merge(text, path, old, value, order)
    if isinstance(old, list) and isinstance(value, list) and old and value and not sheet.is_flow(path):
        return _reorder(sheet, path, old, value)
    return _replace(sheet, path, old, value)


def take(text: str, path: Path, *, climb: bool = True) -> str:
    """The text without an entry; a mapping that would be left empty goes with it, unless it is not to `climb`."""
    sheet = Sheet(text)
    while climb and len(path) > 1 and len(sheet.keys(path[:-1])) == 1:
        path = path[:-1]
    return _sure(sheet, _take(sheet, path), path)


def _take(sheet: Sheet, path: Path) -> str:
    return sheet.apply([_cut_from_flow(sheet, path) if sheet.in_flow(path) else cut(sheet, path)])


def rename(text: str, path: Path, name: str) -> str:
    """The text with another key at an address."""
    sheet = Sheet(text)
    start, end = sheet.key_span(path)
    return _sure(sheet, sheet.apply([Splice(start, end, key(name))]), path, name=name)


def _sure(sheet: Sheet, text: str, path: Path, value: Any = _GONE, *, name: str = "") -> str:
    """The text of an edit, where it says what it has to and nothing else. Raises EditRefused for any other.

    `value` is what stands at the address now, nothing where the entry is gone; `name` the key that it has now.
    """
    before, after = sheet.document.tree, Sheet(text).document.tree
    faults = [fault.rule for fault in after.faults] == [fault.rule for fault in before.faults]
    if not faults or _said(after.data) != _said(_with(before.data, path, value, name)):
        raise EditRefused(variant="tangled")
    return text


def _said(data: Any) -> str:
    """Data to be compared: to Python true, 1 and 1.0 are the same, and a mapping without entries may be nothing."""
    return json.dumps(data, sort_keys=True).replace(": {}", ": null")


def _with(node: Any, path: Path, value: Any, name: str) -> Any:
    """Data with another value at an address, or with the key `name` there, or without what is there."""
    if not path:
        return value
    step = path[0]
    entries: dict[Any, Any] = dict(enumerate(node)) if isinstance(node, list) else {}
    entries |= node if isinstance(node, dict) else {}
    if len(path) > 1:
        entries[step] = _with(entries.get(step), path[1:], value, name)
    elif name:
        entries[name] = entries.pop(step)
    elif value is _GONE:
        del entries[step]
    else:
        entries[step] = value
    return [*entries.values()] if isinstance(node, list) else entries


def cut(sheet: Sheet, path: Path) -> Splice:
    """An entry of a block taken out with its comments, and with one of the blank lines that stood around it."""
    extent = sheet.extent(path)
    start, end = extent.start, extent.end
    siblings = sheet.keys(path[:-1])
    index = sheet.document.index(path)
    if index and sheet.keeps_blanks((*path[:-1], siblings[index - 1])):
        # What is blank above is text, and what is blank below would become such.
        while sheet.is_blank(end):
            end += 1
    elif sheet.is_blank(end) and (start == 0 or sheet.is_blank(start - 1)):
        # What stands behind the last entry, such as the foot of the file, stays apart.
        start, end = (start - 1, end) if start and index == len(siblings) - 1 else (start, end + 1)
    elif sheet.is_blank(end) and not index and not sheet.is_comment(start - 1):
        # It divided the first entry from the second.
        end += 1
    elif sheet.is_blank(start - 1) and (
        end >= len(sheet.lines) or (index == len(siblings) - 1 and not sheet.is_comment(start - 2))
    ):
        start -= 1
    return Splice(sheet.offset(start), sheet.offset(end), "")


def _merge(text: str, path: Path, old: dict[str, Any], value: dict[str, Any], order: Order) -> str:
    for name, item in value.items():
        text = _put(Sheet(text), (*path, name), item, order)
    for name in old:
        if name not in value:
            text = _take(Sheet(text), (*path, name))
    return text


def _reorder(sheet: Sheet, path: Path, old: list[Any], value: list[Any]) -> str:
    """A list of a line an item: the items that stay keep their place and their comments."""
    column = sheet.column((*path, 0))
    left = list(range(len(old)))
    kept: list[int | None] = []
    for item in value:
        index = next((index for index in left if old[index] == item), None)
        kept.append(index)
        if index is not None:
            left.remove(index)
    stays = [index for index in kept if index is not None]
    written = [f"{' ' * column}- {flow(item)}{sheet.newline}" for item in value]
    if stays != sorted(stays):
        extents = [sheet.extent((*path, index)) for index in range(len(old))]
        body = [
            "".join(sheet.lines_of(extents[index])) if index is not None else written[number]
            for number, index in enumerate(kept)
        ]
        start, end = sheet.offset(extents[0].start), sheet.offset(extents[-1].end)
        if any(
            line.lstrip().startswith("#")
            for one, other in pairwise(extents)
            for line in sheet.lines[one.end : other.start]
        ):
            # It stands between two that may not be neighbours any more.
            raise EditRefused(variant="comment-between")
        return sheet.apply([Splice(start, end, "".join(body))])
    splices = [cut(sheet, (*path, index)) for index in left]
    place = sheet.offset(sheet.extent((*path, 0)).start)
    for index, line in zip(kept, written, strict=True):
        if index is None:
            splices.append(Splice(place, place, line))
        else:
            place = sheet.offset(sheet.extent((*path, index)).end)
    return sheet.apply(splices)


def _replace(sheet: Sheet, path: Path, old: Any, value: Any) -> str:
    start, end = sheet.span(path)
    _no_comment(sheet, start, end, old)
    if sheet.in_flow(path):
        if old is None and start == end:
            return _after_colon(sheet, path, flow_item(value))
        return sheet.apply([Splice(start, end, flow_item(value, sheet.text[start:end]))])
    behind = sheet.offset(sheet.line_of(max(start, end - 1)) + 1)
    below = _below(sheet, value, sheet.column(path) + _STEP, behind)
    if old is None and start == end:
        return _after_colon(sheet, path, below)
    colon = _colon(sheet, path)
    assert colon is not None
    is_text = sheet.text.startswith(("|", ">"), start)
    # What stands behind the old value or its header: blanks, and perhaps a comment.
    remark = (
        _HEADER.sub("", sheet.text[start : _line_end(sheet, start)[0]]) if is_text else sheet.text[end:behind].rstrip()
    )
    key_end = sheet.offset(sheet.line_of(colon - 1) + 1)
    if start < key_end:
        if not is_text and sheet.newline in below:
            # What stands behind the old value would become part of a text behind `|`.
            end = _line_end(sheet, end)[1]
        elif not is_text:
            remark = ""
        head, break_, more = _requoted(below, value, sheet.text[start:end]).partition(sheet.newline)
        return sheet.apply([Splice(colon, end, f"{head}{remark}{break_}{more}")])
    if remark or "#" in sheet.text[key_end:start]:
        # The value stands below its key, with a comment of its own.
        return sheet.apply([Splice(start, end, flow(value) + (remark if is_text else ""))])
    # What stands on the key's line, such as a comment, stays.
    end = end if is_text else _line_end(sheet, end)[1]
    head, break_, more = below.partition(sheet.newline)
    return sheet.apply([Splice(colon, end, f"{head}{sheet.text[colon:key_end].rstrip()}{break_}{more}")])


def _below(sheet: Sheet, value: Any, column: int, at: int) -> str:
    """What follows the colon of a key; a text in quotes where what stands at `at`, behind it, would change it."""
    if isinstance(value, str):
        comment = _NEXT_COMMENT.match(sheet.text, at)
        unended = at == len(sheet.text) and not sheet.text.endswith(("\n", "\r"))
        if unended or (comment is not None and len(comment[1]) >= column):
            return f" {flow(value)}"
    return lines(value, column, sheet.newline)


def _no_comment(sheet: Sheet, start: int, end: int, old: Any) -> None:
    """Raises EditRefused where a comment stands between brackets that would be written anew."""
    text = sheet.text[start:end]
    if (
        isinstance(old, (dict, list))
        and text[:1] in ("{", "[")
        and re.search(r"\s#", text)
        and re.search(r"[\r\n]", text)
    ):
        raise EditRefused(variant="comment-inside")


def _requoted(below: str, value: Any, old: str) -> str:
    """A text keeps the quotes that the one before it had."""
    if isinstance(value, str) and old[:1] == '"' and "\n" not in value:
        return f" {scalar(value, quoted=True)}"
    return below


def _after_colon(sheet: Sheet, path: Path, text: str) -> str:
    colon = _colon(sheet, path)
    if colon is None and (sheet.in_flow(path) or not sheet.is_explicit(path)):
        # A key of a flow mapping that stands alone has no colon.
        at = sheet.key_span(path)[1]
        return sheet.apply([Splice(at, at, f": {text.strip()}")])
    if colon is None:
        # One behind a `?` may have none either.
        _, at = _line_end(sheet, sheet.key_span(path)[1])
        return sheet.apply([Splice(at, at, f"{sheet.newline}{' ' * sheet.column(path)}:{text}")])
    head, break_, more = text.partition(sheet.newline)
    if break_ and not sheet.in_flow(path):
        # What stands on the key's line, such as a comment, stays there.
        return sheet.apply([Splice(colon, colon, head), Splice(*_line_end(sheet, colon), f"{break_}{more}")])
    return sheet.apply([Splice(colon, colon, text if text[:1] in (" ", "") else f" {text}")])


def _line_end(sheet: Sheet, at: int) -> tuple[int, int]:
    """Where the blanks at the end of a line start, and its break; of the line that a character stands in."""
    end = sheet.offset(sheet.line_of(at)) + len(sheet.lines[sheet.line_of(at)].rstrip("\r\n"))
    return at + len(sheet.text[at:end].rstrip(" \t")), end


def _colon(sheet: Sheet, path: Path) -> int | None:
    """Where the colon of a key ends; None where it has none."""
    # A key behind a `?` has it on another line.
    at = skip(sheet.text, sheet.key_span(path)[1])
    return at + 1 if sheet.text.startswith(":", at) else None


def flow_item(value: Any, old: str = "") -> str:
    """A value inside braces or brackets."""
    if isinstance(value, str):
        return scalar(value, in_flow=True, quoted=old[:1] == '"')
    return flow(value)


def insertion(sheet: Sheet, path: Path, value: Any, order: Order) -> Splice:
    """A new key put into a mapping that has keys already, at its place in the order."""
    parent, name = path[:-1], str(path[-1])
    siblings = [str(sibling) for sibling in sheet.keys(parent)]
    before = _before(name, siblings, order(parent))
    if sheet.is_flow(parent) or sheet.in_flow(parent):
        item = f"{key(name)}: {flow_item(value)}"
        if before is None:
            start, _ = sheet.key_span((*parent, siblings[0]))
            return Splice(start, start, f"{item}, ")
        at = _end_in_flow(sheet, (*parent, before))
        return Splice(at, at, f", {item}")
    column = sheet.column((*parent, siblings[0]))
    # Where the neighbour is written in braces, so is this.
    alike = isinstance(value, dict) and sheet.is_flow((*parent, siblings[-1]))
    at = put_lines(sheet, parent, before, siblings, "").start
    shown = f" {flow(value)}" if alike else _below(sheet, value, column + _STEP, at)
    body = f"{' ' * column}{key(name)}:{shown}{sheet.newline}"
    return put_lines(sheet, parent, before, siblings, body)


def put_lines(sheet: Sheet, parent: Path, before: str | None, siblings: Sequence[str], body: str) -> Splice:
    """Lines put behind a sibling, or ahead of the first."""
    if before is None:
        at = sheet.offset(sheet.extent((*parent, siblings[0])).start)
        return Splice(at, at, body)
    last = before == siblings[-1]
    line = sheet.behind((*parent, before)) if last else sheet.extent((*parent, before)).end
    at = sheet.offset(line)
    if line >= len(sheet.lines) and sheet.lines and not sheet.lines[-1].endswith(("\n", "\r")):
        return Splice(at, at, sheet.newline + body.rstrip("\r\n"))
    return Splice(at, at, body)


def _before(name: str, siblings: Sequence[str], order: Sequence[str] | None) -> str | None:
    """The sibling that a new key stands behind; None for the first place."""
    if order is not None and name in order:
        earlier = order[: order.index(name)]
        return next((sibling for sibling in reversed(siblings) if sibling in earlier), None)
    if name.isdecimal() and all(sibling.isdecimal() for sibling in siblings):
        return next((sibling for sibling in reversed(siblings) if int(sibling) < int(name)), None)
    return siblings[-1]


def _end_in_flow(sheet: Sheet, path: Path) -> int:
    """Where an entry of a flow mapping ends; a key may stand alone."""
    _, name_end = sheet.key_span(path)
    start, end = sheet.span(path)
    if end > start:
        return end
    found = re.compile(r"\s*:").match(sheet.text, name_end)
    return found.end() if found else name_end


def _cut_from_flow(sheet: Sheet, path: Path) -> Splice:
    """An entry taken out of braces or brackets with the comma that divided it from the rest."""
    siblings = sheet.keys(path[:-1])
    index = siblings.index(path[-1])
    start = sheet.document.span(path)[0] if isinstance(path[-1], int) else sheet.key_span(path)[0]
    if index + 1 < len(siblings):
        later = (*path[:-1], siblings[index + 1])
        until = sheet.document.span(later)[0] if isinstance(path[-1], int) else sheet.key_span(later)[0]
        return Splice(start, until, "")
    if index:
        before = _end_in_flow(sheet, (*path[:-1], siblings[index - 1]))
        if re.search(r"\s#", sheet.text[before:start]):
            raise EditRefused(variant="comment-inside")
        return Splice(before, _end_in_flow(sheet, path), "")
    return Splice(start, _end_in_flow(sheet, path), "")
