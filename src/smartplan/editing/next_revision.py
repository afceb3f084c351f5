"""The text of the next revision: everything carried over, the old story left behind."""

import re
from collections.abc import Sequence

from msgspec import Struct

from smartplan.editing.draft import Draft
from smartplan.editing.edits import STORY, unjudged
from smartplan.plan.finding import Address
from smartplan.plan.model import Entry
from smartplan.yamltext.comment_lines import is_comment
from smartplan.yamltext.parser import parse
from smartplan.yamltext.put import remove

# What tells at the head how the old revision came about and what it dropped.
_HEAD_STORY = ("change_reasons", "because", "legal_basis", "withdrawn")
# What is of one RPJMD; the next has its own, and M1 of one is not M1 of the next.
_OF_THE_RPJMD = ("regulation", "period", "vision", "missions", "objectives", "sources")


class Next(Struct, frozen=True):
    """What is known of the next revision: its name, first and last year, and the RPJMD it follows where it is new.

    `lessons` match the lines of comments that taught how to write a first revision.
    """

    revision: str
    supersedes: str
    period: tuple[int, int] | None = None
    rpjmd: str | None = None
    lessons: Sequence[re.Pattern[str]] = ()


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
        if (title := _title(draft, start, end)) != draft.plan.title:
            editor.put(("title",), title)
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
    return _commented(editor.text(), wanted)


def _title(draft: Draft, start: int, end: int) -> str:
    """The title with the new period where it names the old one."""
    old = draft.plan.period
    if old is None:
        return draft.plan.title
    return re.sub(rf"(?<!\d){old.start}(\s?[-–—]\s?){old.end}(?!\d)", rf"{start}\g<1>{end}", draft.plan.title)


def _commented(text: str, wanted: Next) -> str:
    """The text without the comments that taught how to write a first revision; those that remain name the new one."""
    own = re.compile(rf"(`smartplan [a-z]+ ){re.escape(wanted.supersedes)}`")
    lines = text.splitlines(keepends=True)
    kept: list[str] = []
    for line in lines:
        if not is_comment(line):
            kept.append(line)
        elif any(one.fullmatch(line.rstrip()) for one in wanted.lessons):
            # The sign alone, which sets it apart from what stands above.
            if kept and kept[-1].strip() == "#":
                kept.pop()
        else:
            kept.append(own.sub(rf"\g<1>{wanted.revision}`", line))
    if kept == lines:
        return text
    while kept and not kept[0].strip():
        kept.pop(0)
    found = "".join(kept)
    # What looks like a comment may be part of a text.
    return found if parse(found).data == parse(text).data else text


def _another_rpjmd(text: str, at: Address, draft: Draft) -> str:
    for name in _OF_THE_RPJMD:
        if draft.document.value((*at, name)) is not None:
            text = remove(text, (*at, name))
    return text
