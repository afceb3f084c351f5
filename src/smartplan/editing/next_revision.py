"""The text of the next revision: everything carried over, the old story left behind."""

from msgspec import Struct

from smartplan.editing.draft import Draft
from smartplan.editing.edits import STORY, unjudged
from smartplan.plan.finding import Address
from smartplan.plan.model import Entry
from smartplan.yamltext.put import remove

# What tells at the head how the old revision came about and what it dropped.
_HEAD_STORY = ("change_reasons", "because", "legal_basis", "withdrawn")
# What is of one RPJMD; the next has its own, and M1 of one is not M1 of the next.
_OF_THE_RPJMD = ("regulation", "period", "vision", "missions", "objectives", "sources")


class Next(Struct, frozen=True):
    """What is known of the next revision: its name, first and last year, and the RPJMD it follows where it is new."""

    revision: str
    supersedes: str
    period: tuple[int, int] | None = None
    rpjmd: str | None = None


def forward(draft: Draft, wanted: Next) -> str:
    """The text of the next revision, made from `draft`, the revision that it is to supersede."""
    editor = draft.editor()
    head = draft.document.value(())
    editor.put(("revision",), wanted.revision)
    editor.put(("supersedes",), wanted.supersedes)
    editor.put(("status",), "draft")
    for name in _HEAD_STORY:
        if name in head:
            editor.remove((name,))
    if wanted.period is not None:
        start, end = wanted.period
        editor.put(("period",), {"start": start, "end": end})
    dropped = list(STORY)
    if wanted.rpjmd is not None:
        editor.change(("rpjmd",), lambda text, at: _another_rpjmd(text, at, draft))
        dropped += ["missions", "objectives"]
    for entry in draft.entries.values():
        told = [name for name in dropped if draft.document.value((*entry.path, name)) is not None]

        def change(text: str, at: Address, entry: Entry = entry, told: list[str] = told) -> str:
            for name in told:
                text = remove(text, (*at, name))
            return unjudged(text, at, entry, told)

        if told:
            editor.change(entry.path, change)
    if wanted.rpjmd is not None:
        editor.flush()
        editor.put(("rpjmd", "title"), wanted.rpjmd)
        editor.put(("change_reasons",), ["rpjmd"])
    return editor.text()


def _another_rpjmd(text: str, at: Address, draft: Draft) -> str:
    for name in _OF_THE_RPJMD:
        if draft.document.value((*at, name)) is not None:
            text = remove(text, (*at, name))
    return text
