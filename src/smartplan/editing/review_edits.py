"""Edits of a review or an evaluation as text: a new review, a new input, what became of an input."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from smartplan.editing.draft import new_entry
from smartplan.editing.key_order import of_entry, of_file
from smartplan.plan.finding import Address
from smartplan.plan.subject import subject_of
from smartplan.yamltext.document import Document
from smartplan.yamltext.editor import Editor
from smartplan.yamltext.emit import flow, key
from smartplan.yamltext.put import put, remove

_SCHEMA = "# yaml-language-server: $schema=../review.schema.json"


def new_review(fields: Mapping[str, str], head: Iterable[str], *, schema: bool) -> str:
    """The text of a review without inputs below the lines of its head; `schema` names it for editors."""
    lines = [_SCHEMA, "#"] if schema else []
    lines += [*(f"# {line}" for line in head), "", "format: 1"]
    lines += [f"{key(name)}: {flow(value)}" for name, value in fields.items()]
    return "\n".join([*lines, "", "participants: {}", "", "inputs: {}", ""])


def add_input(
    document: Document, id_: str, fields: Mapping[str, str], participant: tuple[str, Mapping[str, str]] | None
) -> str:
    """The text with a new input behind the others, and with a participant by id who is new as well."""
    editor = Editor(document.source.text, of_file("review"), document)
    if participant is not None:
        _take_part(editor, *participant)
    lines = new_entry(id_, fields, of_entry("review", ("inputs",), (id_,)))
    editor.append(("inputs",), lines, apart=_apart(editor))
    return editor.text()


def _take_part(editor: Editor, who: str, about: Mapping[str, str]) -> None:
    """Put a participant behind the others, on a line of their own unless all stand in braces."""
    at = ("participants",)
    if editor.sheet.document.value(at) and editor.sheet.is_flow(at):
        editor.put((*at, who), dict(about))
    else:
        editor.append(at, [f"{key(who)}: {flow(dict(about))}"])
    editor.flush()


def _apart(editor: Editor) -> bool | None:
    """Whether a new input is to be divided from the last one: as the others are, and where there is but one, it is."""
    ids: Sequence[Any] = editor.sheet.keys(("inputs",)) if editor.sheet.document.value(("inputs",)) else ()
    return True if len(ids) == 1 else None


def decide(document: Document, address: Address, disposition: str, answer: str | None) -> str:
    """The text with what became of an input or a recommendation; an answer of None stays, an empty one goes."""
    editor = Editor(document.source.text, of_file(subject_of(document.tree.data)), document)
    stated = document.value(address)

    def change(text: str, at: Address) -> str:
        layout = of_entry(subject_of(document.tree.data), address[:-1], at)
        text = put(text, (*at, "disposition"), disposition, layout)
        if answer:
            return put(text, (*at, "answer"), answer, layout)
        return remove(text, (*at, "answer")) if answer is not None and "answer" in stated else text

    editor.change(address, change)
    return editor.text()
