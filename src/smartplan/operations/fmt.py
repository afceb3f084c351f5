"""Files and their canonical layout: what `fmt` does, without sentences or a screen."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from smartplan.editing.format.layout import LayoutError, layout
from smartplan.errors import CannotFormat, EditRefused, NoPlansFolder, SmartplanError
from smartplan.plan.schema import shape
from smartplan.plan.spelled import commas
from smartplan.plan.subject import subject_of
from smartplan.workspace.content import spelling
from smartplan.workspace.file_changes import FileChange, Undoable, write_changes
from smartplan.workspace.files import read_standard_input
from smartplan.workspace.folder import STANDARD_INPUT, find_folder, resolve
from smartplan.workspace.paths import shown
from smartplan.yamltext.document import load
from smartplan.yamltext.source import MARK, SourceText, encode, with_line_feeds

# What the layout can live with; every other error leaves something of the file unread.
_HARMLESS = frozenset(["unknown-tag"])


class Formatted(Struct, frozen=True):
    """A file as it is, and its text in canonical layout. `fixed` is its argument where it is in a commit."""

    source: SourceText
    text: str
    fixed: str = ""

    @property
    def changed(self) -> bool:
        """Whether the two differ."""
        return self.text != self.source.text

    @property
    def data(self) -> bytes:
        """The bytes of the formatted file."""
        return encode(self.source, self.text)

    @property
    def change(self) -> FileChange:
        """What is to be written. Raises EditRefused in a commit."""
        if self.fixed:
            raise EditRefused(variant="in-commit", argument=self.fixed)
        assert self.source.path is not None
        return FileChange(self.source.path, encode(self.source, self.source.text), self.data)


def write(changes: Sequence[FileChange]) -> Undoable:
    """Put the new texts in place of the old, all of them or none; whether `undo` can take them back.

    Raises Changed and CannotWrite.
    """
    return write_changes("fmt", changes)


def every(arguments: Sequence[str], plans: str | None) -> Iterator[Formatted | SmartplanError]:
    """The named files, or all of the folder, each once; in place of one that cannot be formatted, why.

    Raises NoPlansFolder where none is named and there is no folder, or nothing in it.
    """
    if not arguments:
        folder = find_folder(plans)
        arguments = [str(path) for path in folder.everything()]
        if not arguments:
            raise NoPlansFolder(path=shown(folder.path or Path()), variant="nothing")
    seen: set[tuple[str, str]] = set()
    for argument in arguments:
        try:
            place, source, fixed = _open(argument, plans)
            if place not in seen:
                seen.add(place)
                yield formatted(source, fixed)
        except SmartplanError as error:
            yield error


def _open(argument: str, plans: str | None) -> tuple[tuple[str, str], SourceText, str]:
    """Where a file is, its source, and the argument where it is in a commit."""
    if argument == STANDARD_INPUT:
        return ("", argument), read_standard_input(), ""
    folder, path = resolve(argument, plans)
    source = folder.store.read(path, shown(path))
    return (folder.where, os.path.realpath(path)), source, argument if folder.where else ""


def formatted(source: SourceText, fixed: str = "") -> Formatted:
    """A file in canonical layout. Raises CannotFormat."""
    # Marks ahead of the text, but for the one that may be there, are removed.
    own = source.text.lstrip(MARK)
    text = with_line_feeds(own)
    document = load(source if text == source.text else SourceText(source.name, text, fault=source.fault))
    fault = next((fault for fault in document.tree.faults if fault.rule not in _HARMLESS), None)
    if fault is None and document.tree.commas:
        # Each half would be an entry of its own to other programs.
        fault = next(commas(spelling(document).commas, shape(subject_of(document.tree.data))))
    if fault is not None:
        raise CannotFormat(path=source.name, finding=fault, place=document.place_of(fault))
    if document.data is None:
        raise CannotFormat(path=source.name, variant="no-mapping")
    try:
        return Formatted(source, layout(own, document), fixed)
    except LayoutError:
        raise CannotFormat(path=source.name, variant="lost") from None
