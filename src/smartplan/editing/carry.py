"""Parts of one programme put into another, with their comments and as they are spelled; and what is left over."""

from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from smartplan.errors import EditRefused
from smartplan.plan.finding import Address
from smartplan.yamltext.comments import Comment, comments_starting_with
from smartplan.yamltext.document import Document
from smartplan.yamltext.editor import Editor
from smartplan.yamltext.emit import Number
from smartplan.yamltext.entries import Entries, split
from smartplan.yamltext.insert import Layout
from smartplan.yamltext.put import put, rename


class Carrier(Struct):
    """Carries entries out of one text; `taken` are the stretches of it that went along with all their comments."""

    source: Editor
    taken: list[tuple[int, int]] = []

    def carry(self, text: str, parent: Address, name: str, path: Address, layout: Layout) -> str:
        """The text with the entry at `path` of the source in the mapping at `parent`, under a name that is free."""
        target = Entries(text)
        lines = self.source.fragment(path)
        in_braces = any(
            target.is_flow(parent[:depth]) and target.document.value(parent[:depth]) for depth in range(len(parent) + 1)
        )
        if lines is None or in_braces:
            return put(text, (*parent, name), spelled(self.source.sheet.document, path), layout)
        sheet = self.source.sheet
        extent = sheet.extent(path)
        self.taken.append((sheet.offset(extent.start), sheet.offset(extent.end)))
        if not target.document.value(parent):
            text = put(text, parent, None, layout)
        editor = Editor(text, layout)
        siblings = [str(one) for one in editor.sheet.keys(parent)]
        earlier = [one for one in siblings if one.isdecimal() and name.isdecimal() and int(one) < int(name)]
        in_order = name.isdecimal() and all(map(str.isdecimal, siblings))
        moved = split(rename("".join(lines), path[-1:], name))
        editor.append(
            parent, moved, earlier[-1] if earlier else None, first=in_order and not earlier and bool(siblings)
        )
        return editor.text()

    def left_over(self, path: Address) -> Iterator[Comment]:
        """The comments of an entry that did not go along."""
        sheet = self.source.sheet
        extent = sheet.extent(path)
        start, end = sheet.offset(extent.start), sheet.offset(extent.end)
        for comment in comments_starting_with(sheet.document, ""):
            if start <= comment.start < end and not any(one <= comment.start < other for one, other in self.taken):
                yield comment


def spelled(document: Document, path: Address) -> Any:
    """The data at an address, its numbers as they are written."""
    found = document.value(path)
    if isinstance(found, dict):
        return {name: spelled(document, (*path, name)) for name in found}
    if isinstance(found, list):
        return [spelled(document, (*path, index)) for index in range(len(found))]
    if isinstance(found, float):
        start, end = document.span(path)
        return Number.of(document.source.text[start:end].strip(), found)
    return found


def with_comments(text: str, at: Address, comments: list[str]) -> str:
    """The text of a programme, the only one in it, with comments below it that belong to it. Raises EditRefused."""
    if not comments:
        return text
    sheet = Entries(text)
    pad = " " * (sheet.column(at) + 2)
    break_ = "" if text.endswith(("\n", "\r")) else sheet.newline
    found = text + break_ + "".join(f"{pad}{comment}{sheet.newline}" for comment in comments)
    if Entries(found).data != sheet.data:
        raise EditRefused(variant="tangled")
    return found
