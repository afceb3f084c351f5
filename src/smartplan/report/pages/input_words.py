"""An input of a review or a recommendation of an evaluation in words, where it is given as the reason of something."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from msgspec import UnsetType

from smartplan.analysis.input_rows import InputRow
from smartplan.messages import Catalogue
from smartplan.report.render.page import Tone
from smartplan.report.render.sentences import escape_controls, one_line

if TYPE_CHECKING:
    from smartplan.analysis.coverage import InputTaken
    from smartplan.analysis.inputs import Citation, Reviewed


# What became of an input, as a sign before it; the item says it in words too.
SIGNS: Mapping[str | None, tuple[str, Tone]] = {
    "open": ("?", "warn"),
    "accepted": ("✓", "good"),
    "deferred": ("~", "dim"),
    "rejected": ("✗", "bad"),
    None: ("", ""),
}


def cited_by(citation: "Citation", say: Catalogue) -> str:
    """What cites an input: the plan as a whole, a programme, or a withdrawal with its reason."""
    if citation.by == "plan":
        return say("inputs.cited.plan")
    id_, text = escape_controls(citation.programme or ""), one_line(citation.text)
    if citation.by == "withdrawal":
        return say("inputs.cited.withdrawal", id=id_, reason=text)
    return f"{id_} {text}"


def given_by(row: "InputRow | InputTaken", say: Catalogue) -> str:
    """Who gave it: by name, else by id; of a recommendation the ministry, with the evaluation."""
    if isinstance(row.evaluation, UnsetType):
        return one_line(row.giver if isinstance(row, InputRow) else row.given_by)
    return f"{say('inputs.ministry')}, {evaluation(row.evaluation, row.stage, say)}"


def evaluation(year: int | str, stage: int | UnsetType | None, say: Catalogue) -> str:
    """What an evaluation is called: by its year, with its stage where it is stated."""
    if not stage:
        return say("inputs.evaluation", year=str(year))
    return say("inputs.evaluation.stage", year=str(year), stage=stage)


def review_title(review: "Reviewed", say: Catalogue) -> str:
    """What a review is called: its title, else its id; an evaluation has none."""
    if review.kind == "recommendation":
        return say("inputs.recommendations", evaluation=evaluation(review.date, review.stage, say))
    return one_line(review.title) or escape_controls(review.review)


def given(row: InputRow, say: Catalogue) -> str:
    """An input: its text, who gave it, and what became of it."""
    if row.text is None:
        return f"{escape_controls(row.ref)}: {say('story.input.unknown')}"
    became = say(f"inputs.disposition.{row.disposition}") if row.disposition else ""
    known = ", ".join(part for part in (given_by(row, say), became) if part)
    return f"{escape_controls(row.ref)}: {one_line(row.text)}" + (f" ({known})" if known else "")
