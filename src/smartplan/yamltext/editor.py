"""A revision's text under several edits: each entry is changed in a text of its own, and all are put in at once."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from smartplan.errors import EditRefused
from smartplan.plan.finding import Address
from smartplan.yamltext.comment_lines import indent, is_comment
from smartplan.yamltext.document import Document
from smartplan.yamltext.entries import Entries, Splice, shift
from smartplan.yamltext.insert import Layout, delete_lines, insertion, put_lines
from smartplan.yamltext.put import put, remove

# A text and the address of the entry in it, to the text with the entry changed.
Change = Callable[[str, Address], str]


class Editor:
    """Gathers edits of different entries over one reading of the text.

    `layout` gives the shape of the mapping at an address: by the order of its keys a new one finds its place.
    """

    def __init__(self, text: str, layout: Layout, document: Document | None = None) -> None:
        self.sheet = Entries(text, document)
        self._layout = layout
        self._splices: list[Splice] = []

    def text(self) -> str:
        """The text with every edit so far."""
        return self.sheet.apply(self._splices) if self._splices else self.sheet.text

    def flush(self) -> Entries:
        """The text as it is now, read again where anything was edited."""
        if self._splices:
            self.sheet = Entries(self.text())
            self._splices = []
        return self.sheet

    def change(self, path: Address, change: Change) -> None:
        """Change an entry. Only its own lines are read again, unless it is written in a way that needs the rest."""
        lines = self.fragment(path)
        if lines is None:
            text = self.flush().text
            self._rewrite(change(text, path))
            return
        extent = self.sheet.extent(path)
        start, end = self.sheet.offset(extent.start), self.sheet.offset(extent.end)
        before = self.sheet.text[start:end]
        after = change(before, path[-1:])
        if after != before:
            self._splices.append(Splice(start, end, after))

    def fragment(self, path: Address) -> list[str] | None:
        """The lines of an entry that can be read by themselves; None in braces, or where an alias reaches out."""
        if self.sheet.in_flow(path):
            return None
        lines = self.sheet.lines_of(self.sheet.extent(path))
        alone = Entries("".join(lines))
        readable = not alone.document.tree.faults and alone.data == {path[-1]: self.sheet.document.value(path)}
        return lines if readable else None

    def put(self, path: Address, value: Any) -> None:
        """A value at an address. Only the entry at the head of the file that holds it is read again."""
        top = path[:1]
        if top[0] in self.sheet.keys(()):
            self.change(top, lambda text, at: put(text, (*at, *path[1:]), value, self._layout))
            return
        for step in reversed(path[1:]):
            value = {str(step): value}
        self._splices.append(insertion(self.sheet, top, value, self._layout))

    def put_all(self, top: str, values: Mapping[str, Any]) -> None:
        """Several entries of a mapping at the head of the file, which is made where it is not there."""
        if top not in self.sheet.keys(()):
            self._splices.append(insertion(self.sheet, (top,), dict(values), self._layout))
            return

        def change(text: str, at: Address) -> str:
            for name, value in values.items():
                text = put(text, (*at, name), value, self._layout)
            return text

        self.change((top,), change)

    def remove(self, path: Address, *, climb: bool = True) -> None:
        """An entry taken out with its comments; a mapping that it leaves empty goes with it, if it is to `climb`."""
        if self.sheet.in_flow(path) or (len(path) > 1 and len(self.sheet.keys(path[:-1])) == 1):
            self._rewrite(remove(self.flush().text, path, climb=climb))
        else:
            self._splices.append(delete_lines(self.sheet, path))

    def delete_lines(self, path: Address) -> None:
        """An entry of a block taken out; the mapping around it stays, empty if need be."""
        if len(self.sheet.keys(path[:-1])) > 1:
            self._splices.append(delete_lines(self.sheet, path))
            return
        extent = self.sheet.extent(path)
        self._splices.append(Splice(self.sheet.offset(extent.start), self.sheet.offset(extent.end), ""))

    def append(
        self,
        parent: Address,
        lines: Sequence[str],
        after: str | None = None,
        *,
        first: bool = False,
        apart: bool | None = None,
    ) -> None:
        """Lines of a new entry behind `after`, ahead of all, or at the end of a mapping; it may be empty or not there.

        With a blank line between it and its neighbour where it is to be `apart`, or where the others are and it is not
        said. Raises EditRefused for a mapping in braces.
        """
        around = [parent[:depth] for depth in range(len(parent) + 1)]
        for one in around:
            if self.sheet.is_flow(one) and self.sheet.document.value(one):
                raise EditRefused(variant="into-flow", where=".".join(map(str, one)))
        lines = [line.rstrip("\r\n") + self.sheet.newline for line in lines]
        if not self.sheet.document.value(parent):
            self._rewrite(put(self.flush().text, parent, None, self._layout))
            line = self.sheet.content_end(parent)
            at = self.sheet.offset(line)
            body = "".join(at_column(lines, self.sheet.column(parent) + 2))
            broken = bool(self.sheet.lines) and self.sheet.lines[line - 1].endswith(("\n", "\r"))
            self._insert(Splice(at, at, ("" if broken else self.sheet.newline) + body))
            return
        siblings = [str(name) for name in self.sheet.keys(parent)]
        behind = None if first else after if after in siblings else siblings[-1]
        body = "".join(at_column(lines, self.sheet.column((*parent, siblings[0]))))
        blank = self.sheet.newline if self._apart(parent, siblings, behind, body, apart) else ""
        body = body + blank if first else blank + body
        self._insert(put_lines(self.sheet, parent, behind, siblings, body))

    def _insert(self, splice: Splice) -> None:
        """Lines put in; where they end in a text to which blank lines would belong, in place of those that follow."""
        line = self.sheet.line_of(splice.start) if splice.start < len(self.sheet.text) else len(self.sheet.lines)
        end = splice.end
        if self.sheet.is_blank(line) and _keeps_blanks(splice.text):
            while self.sheet.is_blank(line):
                line += 1
            end = self.sheet.offset(line)
        self._splices.append(splice._replace(end=end))

    def _apart(
        self, parent: Address, siblings: Sequence[str], behind: str | None, body: str, wanted: bool | None
    ) -> bool:
        """Whether a new entry is to be divided by a blank line, as `wanted` or as the others are, and can be."""
        if _keeps_blanks(body) if behind is None else self.sheet.keeps_blanks((*parent, behind)):
            return False
        if wanted is not None:
            return wanted
        if len(siblings) < 2 or self.sheet.keeps_blanks((*parent, siblings[-2])):
            return False
        return self.sheet.is_blank(self.sheet.extent((*parent, siblings[-1])).start - 1)

    def _rewrite(self, text: str) -> None:
        self.sheet = Entries(text)
        self._splices = []


def at_column(lines: Sequence[str], column: int) -> list[str]:
    """The lines of an entry moved to a column. Raises EditRefused where they would say something else there."""
    moved = shift(lines, column - _key_column(lines))
    if Entries("".join(moved)).data != Entries("".join(lines)).data:
        raise EditRefused(variant="tangled")
    return moved


def _keeps_blanks(text: str) -> bool:
    """Whether a text of entries ends in one to which blank lines behind it would belong."""
    return "+" in text and Entries(text).keeps_blanks(())


def _key_column(lines: Sequence[str]) -> int:
    """The column of the key, whatever the comments around it do."""
    key = next((line for line in lines if line.strip() and not is_comment(line)), "")
    return indent(key)
