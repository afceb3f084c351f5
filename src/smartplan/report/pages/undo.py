"""The commands that wrote, as a table: when, what, which files, and whether each can still be taken back."""

from collections.abc import Sequence

from smartplan.messages import Catalogue
from smartplan.messages.command_lines import quoted
from smartplan.operations.undo import State, UndoList
from smartplan.report.render.page import Block, Cell, Column, Line, Page, Table, Text, Tone
from smartplan.report.render.sentences import escape_controls
from smartplan.workspace.journal import minute

_COLUMNS = ("when", "command", "files", "state")
_TONES: dict[State, Tone] = {"same-lines": "bad", "edited": "warn", "nothing": "dim"}


def build(found: UndoList, say: Catalogue) -> Page:
    """The report."""
    return Page(say("undo.list.title"), escape_controls(found.path), (), [_block(found, say)])


def _block(found: UndoList, say: Catalogue) -> Block:
    if not found.commands:
        return Text(say("undo.list.none"))
    columns = [Column(say(f"undo.list.{name}"), folds=name != "when") for name in _COLUMNS]
    lines = [
        Line(
            [
                minute(row.time),
                command_line(row.command, row.line),
                ", ".join(map(escape_controls, row.files)),
                Cell(say(f"undo.state.{row.state}"), _TONES.get(row.state, "")),
            ]
        )
        for row in found.commands
    ]
    return Table(columns, lines)


def command_line(command: str, words: Sequence[str]) -> str:
    """A command as it was typed, behind the name of the program."""
    return escape_controls(" ".join(map(quoted, words or [command])))
