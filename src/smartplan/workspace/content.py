"""The content of a file: its document held against the schema of its subject."""

from typing import TYPE_CHECKING

from smartplan.plan.finding import Address
from smartplan.plan.sound import Shaped, sound
from smartplan.plan.subject import subject_of
from smartplan.yamltext.document import Document
from smartplan.yamltext.scalars import Doubtful, resolve

if TYPE_CHECKING:
    from smartplan.plan.spelled import Spelling


def check(document: Document) -> Shaped | None:
    """Hold a document against its schema. None where there is no data to hold.

    Where so much is wrong that nobody would call it a plan the document is left without data, as if not readable.
    """
    data = document.tree.data
    if data is None:
        return None
    return _sound(document) or _with_faults(document)


def _sound(document: Document) -> Shaped | None:
    """The content of a file that is written as most are and in which nothing is wrong; None where it may be another."""
    tree = document.tree
    if tree.nulls or tree.doubtful or tree.commas:
        return None
    return sound(tree.data, subject_of(tree.data))


def _with_faults(document: Document) -> Shaped | None:
    # A sound file needs no schema.
    from smartplan.plan.shape import Flood
    from smartplan.plan.shape import check as check_data

    data = document.tree.data
    found = check_data(data, subject_of(data), spelling(document))
    if isinstance(found, Flood):
        document.reject(found.findings)
        return None
    return found


def spelling(document: Document) -> "Spelling":
    """What the text of a document tells of its data."""
    from smartplan.plan.spelled import Comma, Spelling

    tree, text = document.tree, document.source.text
    commas = {path: Comma((start, end), text[start:end]) for path, (start, end) in tree.commas.items()}
    return Spelling(document.written, tree.nulls, _doubtful(document), commas)


def _doubtful(document: Document) -> dict[Address, str]:
    found = {}
    for path in document.tree.doubtful:
        text = document.value(path)
        # Of a key that stands twice the first value is read, which may be another.
        if isinstance(text, str) and isinstance(resolve(text), Doubtful):
            found[path] = text
    return found
