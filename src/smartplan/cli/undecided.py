"""What an edit cites and nobody has decided yet: on a terminal its acceptance is offered, elsewhere it is told."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from smartplan.cli import asking
from smartplan.cli.output import print_error, today, wrote_inputs
from smartplan.messages import Catalogue

if TYPE_CHECKING:
    from smartplan.analysis.input_rows import InputRow


def follow_up(rows: "Sequence[InputRow]", plans: str, say: Catalogue) -> None:
    """Ask for each of these inputs if it is accepted, or say by which command it is. The end of the input is a no."""
    from smartplan.report.render.sentences import escape_controls, one_line

    for row in rows:
        became = say(f"inputs.disposition.{row.disposition}")
        if not asking.can_ask():
            print_error(say("review.undecided", ref=row.ref, disposition=became))
            continue
        question = say(
            "review.ask-accept", ref=escape_controls(row.ref), disposition=became, text=one_line(row.text or "")
        )
        try:
            if asking.choose(question) in say("edit.confirm.yes").split():
                variant = "keep" if row.answer else "optional"
                answer = asking.ask_text(say(f"review.ask-answer.{variant}"), say)
                _accept(row, answer, plans, say, last=row is rows[-1])
        except EOFError:
            print()
            return


def _accept(row: "InputRow", answer: str, plans: str, say: Catalogue, *, last: bool) -> None:
    from smartplan.operations.review import decide

    decided = decide(row.ref, "accepted", answer or None, plans, today())
    if decided.outcome.broken:
        # The command tells what is wrong.
        print_error(say("review.undecided", ref=row.ref, disposition=say(f"inputs.disposition.{row.disposition}")))
        return
    kept = decided.outcome.write("review decide", [decided.ref])
    print_error(wrote_inputs(decided.outcome, decided.ref, kept, say, last=last))
