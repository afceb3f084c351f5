"""Entries put into a text and cut out of it: which lines come, which go, and what stands around them stays."""

import re
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from smartplan.errors import EditRefused
from smartplan.plan.finding import Address
from smartplan.yamltext.emit import PlainDate, flow, key, lines, scalar
from smartplan.yamltext.entries import Entries, Splice


class Shape(NamedTuple):
    """How a mapping is written canonically: its keys in order, None where they keep the order they have or are `years`;
    a `block` has a line a key however short it is."""

    keys: Sequence[str] | None = None
    years: bool = False
    block: bool = False


# The shape of the mapping at an address.
Layout = Callable[[Address], Shape]
# How much further an entry is indented than the one that it stands in.
STEP = 2
# A comment on the next line that is not blank.
_NEXT_COMMENT = re.compile(r"(?:[ \t]*(?:\r\n|\r|\n))*( +)#")


def insertion(sheet: Entries, path: Address, value: Any, layout: Layout) -> Splice:
    """A new key put into a mapping that has keys already, at its place in the order."""
    parent, name = path[:-1], str(path[-1])
    siblings = [str(sibling) for sibling in sheet.keys(parent)]
    before = _before(name, siblings, layout(parent).keys)
    value = in_order(value, path, layout)
    if sheet.is_flow(parent) or sheet.in_flow(parent):
        item = f"{key(name)}: {flow_item(value)}"
        if before is None:
            start, _ = sheet.key_span((*parent, siblings[0]))
            return Splice(start, start, f"{item}, ")
        at = _end_in_flow(sheet, (*parent, before))
        return Splice(at, at, f", {item}")
    column = sheet.column((*parent, siblings[0]))
    # Where the neighbour is written in braces, so is this, if it may be.
    alike = isinstance(value, dict) and sheet.is_flow((*parent, siblings[-1])) and not layout(path).block
    at = put_lines(sheet, parent, before, siblings, "").start
    shown = f" {flow(value)}" if alike else value_lines(sheet, path, value, column + STEP, at, layout)
    body = f"{' ' * column}{key(name)}:{shown}{sheet.newline}"
    return put_lines(sheet, parent, before, siblings, body)


def put_lines(sheet: Entries, parent: Address, before: str | None, siblings: Sequence[str], body: str) -> Splice:
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


def _end_in_flow(sheet: Entries, path: Address) -> int:
    """Where an entry of a flow mapping ends; a key may stand alone."""
    _, name_end = sheet.key_span(path)
    start, end = sheet.span(path)
    if end > start:
        return end
    found = re.compile(r"\s*:").match(sheet.text, name_end)
    return found.end() if found else name_end


def in_order(value: Any, path: Address, layout: Layout) -> Any:
    """The value at an address with the keys of its mappings in canonical order, and its dates plain."""
    if isinstance(value, list):
        return [in_order(item, (*path, index), layout) for index, item in enumerate(value)]
    if not isinstance(value, dict):
        return PlainDate.of(value, path[-1])
    shape, names = layout(path), list(value)
    if shape.keys is not None:
        place = {name: index for index, name in enumerate(shape.keys)}
        names.sort(key=lambda name: place.get(name, len(place)))
    elif shape.years and all(map(str.isdecimal, names)):
        names.sort(key=int)
    return {name: in_order(value[name], (*path, name), layout) for name in names}


def value_lines(sheet: Entries, path: Address, value: Any, column: int, at: int, layout: Layout) -> str:
    """What follows the colon of a key; a text in quotes where what stands at `at`, behind it, would change it."""
    if isinstance(value, str):
        comment = _NEXT_COMMENT.match(sheet.text, at)
        unended = at == len(sheet.text) and not sheet.text.endswith(("\n", "\r"))
        if unended or (comment is not None and len(comment[1]) >= column):
            return f" {flow(value)}"
    return lines(value, column, sheet.newline, path, lambda step: layout(step).block)


def flow_item(value: Any, old: str = "") -> str:
    """A value inside braces or brackets."""
    if isinstance(value, str):
        return scalar(value, in_flow=True, quoted=old[:1] == '"')
    return flow(value)


def delete_lines(sheet: Entries, path: Address) -> Splice:
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


def cut_from_flow(sheet: Entries, path: Address) -> Splice:
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
