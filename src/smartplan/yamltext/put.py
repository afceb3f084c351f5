"""One field put in, changed or taken out of a text; everything else stays byte for byte."""

import json
import re
from itertools import pairwise
from typing import Any

from smartplan.errors import EditRefused
from smartplan.plan.finding import Address
from smartplan.yamltext.comment_lines import skip
from smartplan.yamltext.emit import flow, key, scalar
from smartplan.yamltext.entries import Entries, Splice
from smartplan.yamltext.insert import (
    STEP,
    Layout,
    cut_from_flow,
    delete_lines,
    flow_item,
    in_order,
    insertion,
    value_lines,
)

# In place of a value: there is none any more.
_GONE = object()
_HEADER = re.compile(r"[|>][-+0-9]*")


def put(text: str, path: Address, value: Any, layout: Layout) -> str:
    """The text with a value at an address; what the value and the old one have in common stays as it is written.

    Raises EditRefused where that cannot be done, or would change another value.
    """
    sheet = Entries(text)
    return _sure(sheet, _put(sheet, path, value, layout), path, value)


def _put(sheet: Entries, path: Address, value: Any, layout: Layout) -> str:
    text = sheet.text
    if sheet.data is None:
        raise EditRefused(variant="tangled")
    if sheet.is_alias(path):
        raise EditRefused(variant="alias", field=".".join(map(str, path[1:])))
    name, parent = str(path[-1]), sheet.document.value(path[:-1])
    if not isinstance(parent, dict) or (not parent and path[:-1]):
        # Nothing to put it into: the mapping around it comes with it.
        return _put(sheet, path[:-1], {name: value}, layout)
    if name not in parent:
        return sheet.apply([insertion(sheet, path, value, layout)])
    old = parent[name]
    if old == value and type(old) is type(value):
        return text
    if isinstance(old, dict) and isinstance(value, dict) and old and value:
        return _merge(text, path, old, value, layout)
    if isinstance(old, list) and isinstance(value, list) and old and value and not sheet.is_flow(path):
        return _reorder(sheet, path, old, value)
    return _replace(sheet, path, old, in_order(value, path, layout), layout)


def remove(text: str, path: Address, *, climb: bool = True) -> str:
    """The text without an entry; a mapping that would be left empty goes with it, unless it is not to `climb`."""
    sheet = Entries(text)
    while climb and len(path) > 1 and len(sheet.keys(path[:-1])) == 1:
        path = path[:-1]
    return _sure(sheet, _take(sheet, path), path)


def _take(sheet: Entries, path: Address) -> str:
    return sheet.apply([cut_from_flow(sheet, path) if sheet.in_flow(path) else delete_lines(sheet, path)])


def rename(text: str, path: Address, name: str) -> str:
    """The text with another key at an address."""
    sheet = Entries(text)
    start, end = sheet.key_span(path)
    return _sure(sheet, sheet.apply([Splice(start, end, key(name))]), path, name=name)


def _sure(sheet: Entries, text: str, path: Address, value: Any = _GONE, *, name: str = "") -> str:
    """The text of an edit, where it says what it has to and nothing else. Raises EditRefused for any other.

    `value` is what stands at the address now, nothing where the entry is gone; `name` the key that it has now.
    """
    before, after = sheet.document.tree, Entries(text).document.tree
    faults = [fault.rule for fault in after.faults] == [fault.rule for fault in before.faults]
    if not faults or _said(after.data) != _said(_with(before.data, path, value, name)):
        raise EditRefused(variant="tangled")
    return text


def _said(data: Any) -> str:
    """Data to be compared: to Python true, 1 and 1.0 are the same, and a mapping without entries may be nothing."""
    return json.dumps(data, sort_keys=True).replace(": {}", ": null")


def _with(node: Any, path: Address, value: Any, name: str) -> Any:
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


def _merge(text: str, path: Address, old: dict[str, Any], value: dict[str, Any], layout: Layout) -> str:
    for name, item in value.items():
        text = _put(Entries(text), (*path, name), item, layout)
    for name in old:
        if name not in value:
            text = _take(Entries(text), (*path, name))
    return text


def _reorder(sheet: Entries, path: Address, old: list[Any], value: list[Any]) -> str:
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
    splices = [delete_lines(sheet, (*path, index)) for index in left]
    place = sheet.offset(sheet.extent((*path, 0)).start)
    for index, line in zip(kept, written, strict=True):
        if index is None:
            splices.append(Splice(place, place, line))
        else:
            place = sheet.offset(sheet.extent((*path, index)).end)
    return sheet.apply(splices)


def _replace(sheet: Entries, path: Address, old: Any, value: Any, layout: Layout) -> str:
    start, end = sheet.span(path)
    _no_comment(sheet, start, end, old)
    if sheet.in_flow(path):
        if old is None and start == end:
            return _after_colon(sheet, path, flow_item(value))
        return sheet.apply([Splice(start, end, flow_item(value, sheet.text[start:end]))])
    behind = sheet.offset(sheet.line_of(max(start, end - 1)) + 1)
    below = value_lines(sheet, path, value, sheet.column(path) + STEP, behind, layout)
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


def _no_comment(sheet: Entries, start: int, end: int, old: Any) -> None:
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


def _after_colon(sheet: Entries, path: Address, text: str) -> str:
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


def _line_end(sheet: Entries, at: int) -> tuple[int, int]:
    """Where the blanks at the end of a line start, and its break; of the line that a character stands in."""
    end = sheet.offset(sheet.line_of(at)) + len(sheet.lines[sheet.line_of(at)].rstrip("\r\n"))
    return at + len(sheet.text[at:end].rstrip(" \t")), end


def _colon(sheet: Entries, path: Address) -> int | None:
    """Where the colon of a key ends; None where it has none."""
    # A key behind a `?` has it on another line.
    at = skip(sheet.text, sheet.key_span(path)[1])
    return at + 1 if sheet.text.startswith(":", at) else None
