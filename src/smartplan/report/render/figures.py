"""Figures that say on what they rest: about how much, as of when, by which source."""

from smartplan.messages import Catalogue


def about(text: str, approx: object, say: Catalogue) -> str:
    """`about IDR 3 billion`; the text as it is where it is not approximate."""
    return say("report.about", figure=text) if approx else text
