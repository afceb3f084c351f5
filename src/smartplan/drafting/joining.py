"""Several programmes into one, and one into several. Each gives the new text of the draft; nothing is written."""

from collections.abc import Sequence
from typing import Any

from smartplan.drafting.draft import Draft, Edit, together, told, written
from smartplan.drafting.fields import put
from smartplan.drafting.order import of_programme
from smartplan.errors import EditRefused
from smartplan.plan.finding import Path
from smartplan.plan.model import Entry

# What the first part of a split keeps for itself: given to each it would count twice.
_OF_THE_FIRST = ("code", "execution", "budget", "indicators")
_LISTS = ("partners", "missions", "years", "sources")


def merge(draft: Draft, ids: Sequence[str], into: str, because: Sequence[str] = ()) -> Edit:
    """Several into one, at the place of the one named or of the first; it takes the lists, money and indicators of all.

    Name, agency and all else are those of the one that stays.
    """
    if into in ids:
        ids = [into, *ids]
    else:
        draft.free(into)
    entries = [draft.entry(id_) for id_ in together(ids)]
    if len(entries) < 2:
        raise EditRefused(variant="merge-one", id=into)
    first, rest = entries[0], entries[1:]
    origins = together(*(draft.predecessors[entry.id] for entry in entries))
    formerly = draft.formerly(into, origins, draft.without(*(entry.id for entry in entries)))
    fields = _joined(draft, entries)
    cited = together(*(entry.programme.because for entry in entries), because)

    def change(text: str, at: Path) -> str:
        for name, value in fields.items():
            text = put(text, (*at, name), value, of_programme(at))
        inputs = cited if cited != first.programme.because else ()
        return told(text, at, first, name=into, formerly=formerly, because=inputs)[0]

    editor = draft.editor()
    if any(editor.sheet.in_flow(entry.path) for entry in entries):
        raise EditRefused(variant="in-flow", id=first.id)
    for entry in rest:
        editor.cut(entry.path)
    editor.change(first.path, change)
    names = tuple(entry.id for entry in entries)
    return Edit(editor.text(), {into: names}, frozenset((into, *names)), "merge", names)


def split(draft: Draft, id_: str, parts: Sequence[str], because: Sequence[str] = ()) -> Edit:
    """One into several, one behind the other; code, money, indicators and executions stay with the first."""
    entry, editor = draft.entry(id_), draft.editor()
    parts = together(parts)
    if len(parts) < 2:
        raise EditRefused(variant="split-one", id=id_)
    for part in parts:
        if part != id_:
            draft.free(part)
    origins = list(draft.predecessors[id_])
    shared = {**draft.without(id_), **dict.fromkeys(parts, tuple(origins))}
    formerly = {
        part: draft.formerly(part, origins, {other: ids for other, ids in shared.items() if other != part})
        for part in parts
    }
    if editor.sheet.in_flow(entry.path):
        raise EditRefused(variant="in-flow", id=id_)
    editor.change(
        entry.path,
        lambda text, at: told(text, at, entry, name=parts[0], formerly=formerly[parts[0]], because=because)[0],
    )
    whole = {name: value for name, value in draft.document.value(entry.path).items() if value is not None}
    for part in parts[1:]:
        fields = {name: value for name, value in whole.items() if name not in (*_OF_THE_FIRST, "formerly")}
        if formerly[part] is not None:
            fields["formerly"] = formerly[part]
        if because:
            fields["because"] = together(entry.programme.because, because)
        editor.append(entry.path[:-1], written(part, fields), after=id_)
    return Edit(editor.text(), dict.fromkeys(parts, (id_,)), frozenset((id_, *parts)), "split", (id_,))


def _joined(draft: Draft, entries: Sequence[Entry]) -> dict[str, Any]:
    """What a merged programme takes from all: lists together, money summed, executions and indicators side by side."""
    first = entries[0].programme
    found: dict[str, Any] = {}
    for name in _LISTS:
        members = together(*(getattr(entry.programme, name) for entry in entries))
        if name == "years":
            members.sort()
        if members != list(getattr(first, name)):
            found[name] = members
    budget: dict[str, dict[str, int]] = {}
    for entry in entries:
        for fund, years in entry.programme.budget.items():
            for year, amount in years.items():
                amounts = budget.setdefault(fund, {})
                amounts[str(year)] = amounts.get(str(year), 0) + amount
    if any(entry.programme.budget for entry in entries[1:]):
        found["budget"] = {fund: dict(sorted(years.items())) for fund, years in budget.items()}
    for name in ("execution", "indicators"):
        merged = dict(draft.document.value((*entries[0].path, name)) or {})
        for entry in entries[1:]:
            for key, value in (draft.document.value((*entry.path, name)) or {}).items():
                # Two that are called alike are two; of one year there is one execution, that of the one that stays.
                own = key if key not in merged or name == "execution" else f"{key}-{entry.id}"
                merged.setdefault(own, value)
        if merged != (draft.document.value((*entries[0].path, name)) or {}):
            found[name] = merged
    return found
