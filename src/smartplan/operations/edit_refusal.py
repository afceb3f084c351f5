"""Why an edit cannot be made in a file: the true cause with its line, and what helps, tried before it is advised."""

from collections.abc import Callable, Sequence

from smartplan.editing.addresses import is_in_programme
from smartplan.editing.draft import Draft
from smartplan.errors import CannotFormat, EditRefused
from smartplan.operations.edit import OF_THE_FILE
from smartplan.operations.fmt import formatted
from smartplan.plan.finding import Address
from smartplan.workspace.plan_file import load_file
from smartplan.workspace.revision import Revision
from smartplan.yamltext.aliases import Alias, aliases
from smartplan.yamltext.document import Document
from smartplan.yamltext.entries import Entries
from smartplan.yamltext.insert import flow_item
from smartplan.yamltext.source import SourceText

# A value that is longer is not repeated in a sentence.
_LONGEST = 80
# Aliases that stand for more than this are not written out to try whether that helps.
_MOST_WRITTEN = 1_000_000
# An edit of a draft with its checks. Raises EditRefused where it cannot be made.
Attempt = Callable[[Draft], object]


def explained(revision: Revision, edit: Attempt, error: EditRefused, ids: Sequence[str]) -> EditRefused:
    """The refusal with its cause. `edit` is what was refused, `ids` the programmes and addresses that it is about."""
    if error.values.get("variant") not in OF_THE_FILE:
        return error
    document = revision.document
    alias = _hindering(revision, edit, ids)
    if alias is not None:
        return _aliased(document, alias, ids)
    fault = next((one for one in document.tree.faults if _owner(one.path) in ids), None)
    if fault is not None:
        return EditRefused(variant="unsound", path=document.name, finding=fault, place=document.place_of(fault))
    helped = _works(revision, edit, _formatted(document.source.text))
    name, address = _odd(document, ids, error)
    if name:
        where = f"{document.name}:{document.place(address, 'key').line}"
        key = str(address[-1])
        return EditRefused(variant=f"{name}-fmt" if helped else name, id=key, where=where, path=document.name)
    if helped:
        return EditRefused(variant="layout-fmt", path=document.name)
    return error if error.values["variant"] in ("reaches-out", "fault") else EditRefused(variant="tangled")


def _works(revision: Revision, edit: Attempt, text: str | None) -> bool:
    """Whether the edit can be made in another text of the revision."""
    if text is None or text == revision.document.source.text:
        return False
    file = load_file(SourceText(revision.path, text, revision.document.source.path))
    if file.plan is None:
        return False
    old = revision.superseded
    try:
        draft = Draft(file.plan, file.document, old.plan if old else None, old.document if old else None)
        edit(draft)
    except EditRefused:
        return False
    return True


def _formatted(text: str) -> str | None:
    try:
        return formatted(SourceText("", text)).text
    except CannotFormat:
        return None


def _hindering(revision: Revision, edit: Attempt, ids: Sequence[str]) -> Alias | None:
    """The first of the aliases of the programmes, where the edit can be made once they are written out."""
    document = revision.document
    found = [one for one in aliases(document) if _reaches_out(one, ids)]
    if not found:
        return None
    written = {target: flow_item(document.value(target)) for target in {one.target for one in found}}
    if sum(len(written[one.target]) for one in found) > _MOST_WRITTEN:
        return found[0]
    parts, at = [], 0
    for one in found:
        parts += [document.source.text[at : one.start], written[one.target]]
        at = one.end
    text = "".join([*parts, document.source.text[at:]])
    return found[0] if _works(revision, edit, text) or _works(revision, edit, _formatted(text)) else None


def _reaches_out(alias: Alias, ids: Sequence[str]) -> bool:
    """Whether an alias joins one of the programmes or addresses to something outside it."""
    own, other = _owner(alias.path), _owner(alias.target)
    return own != other and (own in ids or other in ids)


def _owner(address: Address) -> str:
    """The id of the programme that an address lies in; elsewhere its first two steps, such as those of an agency."""
    if is_in_programme(address):
        return str(address[3])
    return "" if address[:1] == ("dimensions",) else ".".join(map(str, address[:2]))


def _aliased(document: Document, alias: Alias, ids: Sequence[str]) -> EditRefused:
    written = flow_item(document.value(alias.target))
    own = _owner(alias.path) in ids
    variant = ("aliased" if own else "anchored") + ("" if len(written) <= _LONGEST else "-long")
    line, target = (document.source.place((at, at)).line for at in (alias.start, alias.anchor))
    return EditRefused(
        variant=variant,
        id=_owner(alias.path) if own else _owner(alias.target),
        name=alias.name,
        write=written,
        where=f"{document.name}:{line}",
        target=f"{document.name}:{target}",
    )


def _odd(document: Document, ids: Sequence[str], error: EditRefused) -> tuple[str, Address]:
    """What is written in a way that edits cannot deal with, and where: braces around, or a key behind a `?`."""
    sheet = Entries(document.source.text, document)
    dimensions = document.value(("dimensions",)) or {}
    addresses: list[Address] = [
        ("dimensions", key, "programmes", id_)
        for key in dimensions
        for id_ in document.value(("dimensions", key, "programmes")) or {}
    ]
    if error.values.get("where"):
        return "braces", tuple(error.values["where"].split("."))
    for address in addresses:
        around = [address[:depth] for depth in range(1, len(address))] if address[-1] in ids else []
        braces = next((one for one in around if sheet.is_flow(one)), None)
        if braces is not None:
            return "braces", braces
    explicit = [address for address in addresses if _is_explicit(document, address)]
    return ("explicit", explicit[0]) if explicit else ("", ())


def _is_explicit(document: Document, address: Address) -> bool:
    """Whether a key is behind a `?`."""
    start = document.span(address, "key")[0]
    text = document.source.text
    return text[:start].rstrip(" \t\r\n").endswith("?")
