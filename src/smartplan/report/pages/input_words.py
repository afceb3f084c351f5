"""An input of a review in words, where it is given as the reason of something."""

from smartplan.analysis.input_rows import InputRow
from smartplan.messages import Catalogue
from smartplan.report.render.sentences import escape_controls, one_line


def given(row: InputRow, say: Catalogue) -> str:
    """An input: its text, who gave it, and what became of it."""
    if row.text is None:
        return f"{escape_controls(row.ref)}: {say('story.input.unknown')}"
    became = say(f"inputs.disposition.{row.disposition}") if row.disposition else ""
    known = ", ".join(part for part in (one_line(row.giver), became) if part)
    return f"{escape_controls(row.ref)}: {one_line(row.text)}" + (f" ({known})" if known else "")
